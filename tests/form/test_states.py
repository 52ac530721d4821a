"""What is open, where one looks: beside the question, above the case, at the heading of a group, on the check sheet and the card."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from survey_tool.form.contract.answers import Answers, CaseAnswers, Form, Typed
from survey_tool.form.contract.lines import entry_lines, row_of
from survey_tool.form.contract.marker import ALL_KEY, FIRST_ANSWER_COLUMN, FIRST_ROW, OPEN_COLUMN, SHEETS, STATE_ROW
from survey_tool.form.printed.check import OUTSIDE_PERIOD
from survey_tool.form.printed.reading import example_of
from survey_tool.form.workbook import draw
from survey_tool.questionnaire.findings.catalogue import CATALOGUE, HINT, HINT_TODO
from survey_tool.questionnaire.vocabulary.kinds import Month
from survey_tool.release.choosing.selection import in_period
from survey_tool.wording.words import LANGUAGES, Language
from tests.form.listing import listed
from tests.forms import the_survey
from tests.office import Office

CODE = "31"
Sheets = Mapping[str, Mapping[tuple[int, int], object]]


def example(**others: Typed) -> dict[str, Typed]:
    """The invented case as typed, with other answers."""
    known = the_survey().questionnaire
    given: dict[str, Typed] = {}
    for key, question in known.case.questions().items():
        value = question.example if isinstance(question.example, (int, float)) else example_of(question, known, "ja")
        if key not in ("case_id", "reviewed", "withdrawn") and value != "":
            given[key] = value
    return {**given, **others}


def shown(office: Office, folder: Path, *cases: Mapping[str, Typed], language: Language = "ja") -> Sheets:
    """What the form shows once LibreOffice has calculated it."""
    marks = {ALL_KEY: "○"}
    given = tuple(
        CaseAnswers(f"{CODE}-2026-{n:02}", each, marks if "status" in each else {}) for n, each in enumerate(cases, 1)
    )
    path = folder / "form.xlsx"
    path.write_bytes(draw(the_survey(), Form(CODE, language, Answers({"department": "総務課"}, given))))
    return office.recalculate(path)


def row(key: str) -> int:
    return row_of(the_survey().questionnaire.case.questions(), key)


def states(sheets: Sheets) -> list[object]:
    cells = sheets[SHEETS["cases"].ja]
    return [cells.get((STATE_ROW, FIRST_ANSWER_COLUMN + at), "") for at in range(4)]


@pytest.mark.slow
def test_a_complete_case_says_so_and_a_blank_column_says_nothing(office: Office, tmp_path: Path) -> None:
    sheets = shown(office, tmp_path, example())
    assert states(sheets) == ["✔ 記入済み", "", "", ""]
    cells = sheets[SHEETS["cases"].ja]
    assert not any(cells.get((each, OPEN_COLUMN)) for each in range(FIRST_ROW, row("withdrawn") + 1))


@pytest.mark.slow
def test_a_new_case_is_missing_answers_and_none_of_them_is_wrong(office: Office, tmp_path: Path) -> None:
    sheets = shown(office, tmp_path, example(), {"name": "新しい事例"})
    state = str(states(sheets)[1])
    assert state.startswith("未記入 ")
    assert "要修正" not in state


@pytest.mark.slow
def test_each_question_says_which_cases_and_what(office: Office, tmp_path: Path) -> None:
    blank = example(name="甲", vendor=None, domain=None)
    wrong = example(name="乙", domain="不明な領域", annual_cost="たくさん")
    sheets = shown(
        office, tmp_path, example(), {**blank, "domain": None}, {**example(name="丙"), "domain": None}, wrong
    )
    cells = sheets[SHEETS["cases"].ja]
    assert cells[row("domain"), OPEN_COLUMN] == "事例2、3：未記入\n事例4：要修正"
    assert cells[row("annual_cost"), OPEN_COLUMN] == "事例4：要修正"


@pytest.mark.slow
def test_where_one_of_several_is_missing_the_heading_says_so_and_not_the_first(office: Office, tmp_path: Path) -> None:
    costs = {
        "initial_cost": None,
        "annual_cost": None,
        "total_cost": None,
        "cost_basis": None,
        "total_cost_years": None,
    }
    sheets = shown(office, tmp_path, example(**costs))
    cells, first = sheets[SHEETS["cases"].ja], row("initial_cost")
    keys = [line.group for line in entry_lines(the_survey().questionnaire.case.questions())]
    heading = FIRST_ROW + keys.index("initial_cost")
    assert (heading, first) == (first - 1, heading + 1)
    assert cells[heading, OPEN_COLUMN] == "事例1：未記入"
    assert cells[heading, FIRST_ANSWER_COLUMN] == "いずれか未記入"
    assert not cells.get((first, OPEN_COLUMN))


@pytest.mark.slow
def test_the_check_sheet_names_case_question_place_answer_and_what_to_do(office: Office, tmp_path: Path) -> None:
    sheets = shown(office, tmp_path, example(annual_cost="たくさん"))
    check = sheets[SHEETS["check"].ja]
    lines = [[check.get((at, column), "") for column in range(1, 10)] for at in range(1, 120)]
    (line,) = [each for each in lines if each[0] == "要修正"]
    assert line[:7] == [
        "要修正",
        "事例",
        f"{CODE}-2026-01",
        example()["name"],
        "年間運用費",
        f"F{row('annual_cost')}",
        "たくさん",
    ]
    assert all(line[7:])


@pytest.mark.slow
def test_a_long_text_as_a_mark_is_wrong_and_never_fine(office: Office, tmp_path: Path) -> None:
    case = CaseAnswers(f"{CODE}-2026-01", example(), {"312011": "あ" * 256, "312029": "○"})
    path = tmp_path / "form.xlsx"
    path.write_bytes(draw(the_survey(), Form(CODE, answers=Answers(cases=(case,)))))
    assert states(office.recalculate(path)) == ["要修正 1", "", "", ""]


@pytest.mark.slow
@pytest.mark.parametrize("chosen", [0, 1])
def test_the_card_shows_the_chosen_case_whole_with_its_participants(
    office: Office, tmp_path: Path, chosen: int
) -> None:
    long = "あ" * 400
    cases = [
        CaseAnswers(f"{CODE}-2026-01", example(), {"312011": "○", "312029": "△"}),
        CaseAnswers(f"{CODE}-2026-02", example(name="乙", background=long), {ALL_KEY: "○"}),
    ]
    form = Form(CODE, answers=Answers(cases=tuple(cases if chosen == 0 else [replace(cases[1])])))
    path = tmp_path / "form.xlsx"
    path.write_bytes(draw(the_survey(), form))
    card = set(office.recalculate(path)[SHEETS["card"].ja].values())
    own = the_survey().places.municipalities_of(CODE)
    if chosen == 0:
        assert {"31-2026-01", own[0].name.ja, own[1].name.ja} <= card
    else:
        assert {"31-2026-02", long, "、".join(each.name.ja for each in own)} <= card


BROKEN_FORM = "調査票の行又は列が削除されています。元に戻すか、事務局へ御連絡ください。"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("sheet", "at"),
    [("participants", 10), ("cases", row("summary")), ("respondent", 9)],
)
def test_a_form_that_has_lost_a_row_is_never_called_ready(office: Office, tmp_path: Path, sheet: str, at: int) -> None:
    case = CaseAnswers(f"{CODE}-2026-01", example(), {"312011": "○"})
    path = tmp_path / "form.xlsx"
    path.write_bytes(draw(the_survey(), Form(CODE, answers=Answers(cases=(case,)))))
    with office.document(path) as document:
        before = document.get(SHEETS["check"].ja, "A3")[0][0]
        document.unprotect(SHEETS[sheet].ja)
        document.remove_rows(SHEETS[sheet].ja, at)
        document.recalculate()
        after = document.get(SHEETS["check"].ja, "A3")[0][0]
    assert before != BROKEN_FORM
    assert after == BROKEN_FORM


def test_what_stands_there_is_what_was_typed_and_a_month_as_it_is_shown(office: Office, tmp_path: Path) -> None:
    wrong = example(contract_on=dt.date(2024, 4, 1), contract_end_on=dt.date(2023, 3, 1), subsidy_used="はい")
    sheets = shown(office, tmp_path, wrong)
    check = sheets[SHEETS["check"].ja]
    stands = {check.get((at, 5)): check.get((at, 7)) for at in range(1, 120) if check.get((at, 6))}
    assert stands["契約満了の時期"] == "2023-03"
    assert stands["補助金等の活用"] == "はい"


@pytest.mark.slow
@pytest.mark.parametrize("sheet", ["respondent", "cases", "participants"])
def test_what_stands_there_is_found_where_rows_and_columns_were_inserted(
    office: Office, tmp_path: Path, sheet: str
) -> None:
    case = CaseAnswers(f"{CODE}-2026-01", example(annual_cost="たくさん"), {"312011": "◎"})
    answers = Answers({"phone": "2345"}, (case,), ("999999",))
    path = tmp_path / "form.xlsx"
    path.write_bytes(draw(the_survey(), Form(CODE, answers=answers)))
    with office.document(path) as document:
        document.unprotect(SHEETS[sheet].ja)
        document.insert_columns(SHEETS[sheet].ja, 1)
        document.insert_rows(SHEETS[sheet].ja, 2)
        document.recalculate()
        lines = document.get(SHEETS["check"].ja, "A8:G110")
        listed = {(line[1], line[4]): (str(line[5]), line[6]) for line in lines if line[0]}
        wrong = {
            ("回答者", "回答担当者の電話番号"): "2345",
            ("事例", "年間運用費"): "たくさん",
            ("参加団体", "参加の印"): "◎",
            ("参加団体", "団体コード"): "999999",
        }
        assert {place: listed[place][1] for place in wrong} == wrong
        for place, (cell, stands) in listed.items():
            if place in wrong:
                assert str(document.get(str(place[0]), cell)[0][0]) == stands


@pytest.mark.slow
def test_marks_of_both_kinds_are_counted_above_the_case_and_on_the_check_sheet(office: Office, tmp_path: Path) -> None:
    marks = [{"312011": "○", "312029": "△"}, {"312029": "△"}, {}]
    cases = [
        CaseAnswers(f"{CODE}-2026-{number:02}", example(name=f"事例{number}"), each)
        for number, each in enumerate(marks, start=1)
    ]
    path = tmp_path / "form.xlsx"
    path.write_bytes(draw(the_survey(), Form(CODE, answers=Answers(cases=tuple(cases)))))
    sheets = office.recalculate(path)
    above = [str(sheets[SHEETS["participants"].ja].get((4, column), "")) for column in (6, 7, 8)]
    assert [each.split("\n")[0] for each in above] == ["○ 1団体・△ 1団体", "△ 1団体", ""]
    check = sheets[SHEETS["check"].ja]
    overview = {check.get((at, 2)): check.get((at, 6), "") for at in range(8, 12)}
    assert [overview[each.case_id] for each in cases] == ["○ 1団体・△ 1団体", "△ 1団体", ""]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "typed", "reading"),
    [
        ("ja", {"contract_on": "令和5年4月"}, "2023-04"),
        ("ja", {"contract_on": "Ｒ５年度"}, "2023年度"),
        ("en", {"contract_on": "R5年度"}, "FY2023"),
        ("ja", {"contract_on": "未定"}, "不明"),
        ("ja", {"annual_cost": "なし"}, "該当なし"),
        ("en", {"annual_cost": "なし"}, "Not applicable"),
        ("ja", {"procurement_method": "総合評価方式"}, "一般競争入札"),
        ("ja", {"contract_on": "2023年4月頃"}, ""),
        ("ja", {"annual_cost": "2023.4千円"}, ""),
        ("ja", {"annual_cost": "300万"}, "3,000千円"),
        ("en", {"annual_cost": "300万円"}, "3,000 thousand yen"),
        ("ja", {"annual_cost": "約300万円"}, ""),
        ("ja", {"annual_cost": "1億2千"}, ""),
    ],
)
def test_of_what_is_written_otherwise_the_list_says_how_it_is_read(
    office: Office, tmp_path: Path, language: Language, typed: dict[str, Typed], reading: str
) -> None:
    path = tmp_path / "form.xlsx"
    case = CaseAnswers(f"{CODE}-2026-01", example(**typed) if language == "ja" else typed, {ALL_KEY: "○"})
    path.write_bytes(draw(the_survey(), Form(CODE, language, Answers({"department": "総務課"}, (case,)))))
    with office.document(path) as document:
        document.recalculate()
        (line,) = (each for each in listed(document, language) if each.is_hint)
        above = document.get(SHEETS["cases"][language], f"F{STATE_ROW}")[0][0]
    assert {"ja": "要確認 1", "en": "To check 1"}[language] in str(above)
    expected = {"ja": f"「{reading}」として読み取ります。", "en": f'This will be read as "{reading}".'}[language]
    assert (line.key, line.thing.state) == (*typed, "doubtful")
    assert line.thing.sentence == (expected if reading else HINT[language])
    assert line.todo == (CATALOGUE["normalised"].todo if reading else HINT_TODO)[language]


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_overview_says_which_cases_lie_outside_the_target_period(
    office: Office, tmp_path: Path, language: Language
) -> None:
    survey, stages = the_survey(), the_survey().questionnaire.lists["status"]
    before, first, last, after = "2016年度", "2017-04", "2027-03", "2027-04"
    given = [
        (status, start, end)
        for status in ("considering", "in_operation", "ended")
        for start, end in ((None, "2017-03"), ("unknown", before), ("2010-04", first), (last, None), (after, None))
    ]
    cases = tuple(
        CaseAnswers(f"{CODE}-2026-{at:02}", {"name": "x", "status": stages[status].label[language],
                    **{key: Month().show(value, language, survey.questionnaire.lists)
                       for key, value in (("operation_start_on", start), ("contract_end_on", end)) if value}})
        for at, (status, start, end) in enumerate(given, start=1)
    )  # fmt: skip
    path = tmp_path / "form.xlsx"
    path.write_bytes(draw(survey, Form(CODE, language, Answers(cases=cases))))
    check = office.recalculate(path)[SHEETS["check"][language]]
    said = {check.get((at, 2)): check.get((at, 7), "") for at in range(8, 8 + len(cases))}
    wished = ["" if in_period(*each, survey.round.target_period) else OUTSIDE_PERIOD[language] for each in given]
    assert [said[case.case_id] for case in cases] == wished
    assert set(wished) == {"", OUTSIDE_PERIOD[language]}
