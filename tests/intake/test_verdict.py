"""One wrong cell gives exactly one finding, at that cell, with its code: for every question and every rule.

What is wrong is drawn from the questionnaire itself: for each check a row of answers is looked for that breaks this check
and nothing else; it is typed into a form, and the form is judged.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import product
from typing import Any

import pytest

from survey_tool.form.contract.marker import ALL_KEY
from survey_tool.intake.cells.grid import CellFault, CellValue
from survey_tool.questionnaire.asked.case import LAST_ROUND
from survey_tool.questionnaire.findings.finding import Finding
from survey_tool.questionnaire.vocabulary.amounts import UnlikeLastRound
from survey_tool.questionnaire.vocabulary.judging import Faulty, JudgedAnswers, QuestionSheet
from survey_tool.questionnaire.vocabulary.kinds import (
    AnswerKind,
    Date,
    FreeText,
    Listed,
    Mark,
    Month,
    Number,
    Printed,
    Several,
)
from survey_tool.questionnaire.vocabulary.questions import Check
from survey_tool.questionnaire.vocabulary.rules import Unique
from survey_tool.wording.words import LANGUAGES, Language, Words
from tests.answers import right
from tests.cases import case_answers
from tests.forms import (
    CARRIED,
    CONSIDERING,
    OTHERS,
    RESPONDENT,
    TOKYO,
    Paper,
    blank,
    case_of,
    filled,
    shown,
    the_survey,
)

FIRST, SECOND, THIRD = (case_of(TOKYO, number) for number in (1, 2, 3))
Answers = dict[str, Any]
MONTHS = ("2015-03", "2024-04", "2027-05", "2031-03", "unknown")
WRONG_TYPED: Mapping[str, CellValue] = {
    "not-in-list": "該当しない回答",
    "not-a-number": "たくさん",
    "not-a-date": "来年の春",
    "not-a-month": "来春",
    "bad-format": "電話",
    "unshowable": "情報\ue000システム",
    "stand-in": "（別紙のとおり）",
}


def sheet(topic: str) -> QuestionSheet:
    known = the_survey().questionnaire
    return known.respondent_sheet if topic == "respondent" else known.cases_sheet


def all_checks(topic: str) -> list[Check]:
    return [check for checks in sheet(topic).checks.values() for check in checks]


@cache
def bases() -> tuple[Answers, ...]:
    correct = case_answers(the_survey())
    name = {"name": "判定の対象"}
    return {**correct, **name}, {**correct, **OTHERS, **name}, {**CONSIDERING, **name}


def candidates(kind: AnswerKind) -> list[object]:
    """Values worth trying for a question that a rule looks at: blank, every choice, months and amounts of every size."""
    lists = the_survey().questionnaire.lists
    match kind:
        case Mark():
            return [None, True]
        case Listed(name=name):
            return [None, *(choice.key for choice in lists[name].unique)]
        case Number():
            return [
                None,
                1,
                500_000,
                5_000_000,
                *((choice.key for choice in lists[kind.words].unique) if kind.words else ()),
            ]
        case Month():
            return [None, *MONTHS]
        case Several(name=name):
            return [None, *((choice.key,) for choice in lists[name].unique)]
        case Printed():
            return [None]
        case FreeText():
            return [None, "何かの文章"]
        case _:
            return [None, right(kind, lists, "ja", _chance()).value]


def _chance() -> Any:
    import random

    return random.Random(7)


def rows_that_break(check: Check) -> Iterator[tuple[Answers, Mapping[str, int]]]:
    """Rows in which only answers that the rule looks at differ from a correct one, and the facts beside them."""
    assert check.rule is not None
    questions = sheet("cases").questions
    looked_at = [
        key for key in dict.fromkeys((*check.rule.looks_at, check.key)) if not check.on_blank or key != check.key
    ]
    marks = [key for key in looked_at if isinstance(questions[key].kind, Mark)]
    free = [key for key in looked_at if key not in marks or len(marks) < 3 or key == check.key]
    ticks: Sequence[Answers] = ({}, dict.fromkeys(marks)) if len(marks) >= 3 else ({},)
    typed = product(bases(), product(*(candidates(questions[key].kind) for key in free)), ticks)
    for (base, values, ticked), carried, circles in product(typed, (False, True), (0, 1)):
        row = {
            **base,
            **ticked,
            **dict(zip(free, values, strict=True)),
            **({check.key: None} if check.on_blank else {}),
        }
        last = {f"last_{check.key}": 10} if isinstance(check.rule, UnlikeLastRound) and carried else {}
        yield (
            {k: v for k, v in row.items() if v is not None},
            {"carried_over": carried, "participating": circles, **last},
        )


def facts(more: Mapping[str, object]) -> dict[str, object]:
    return {
        "own_prefecture": TOKYO,
        **the_survey().round.facts,
        **more,
    }


def marks_fit(row: Answers, circles: object) -> bool:
    """Whether the marks of a case break no rule of their own."""
    if circles:
        return row.get("status") != "considering"
    elsewhere = "co_prefectures" in row or row.get("other_participants", 0) > 0
    return row.get("status") != "in_operation" or elsewhere or row.get("withdrawn") is True


@cache
def broken_row(check_id: str, position: int) -> tuple[Answers, Mapping[str, int]]:
    """A row that breaks exactly one check."""
    check = all_checks("cases")[position]
    assert check.id == check_id
    for row, about in rows_that_break(check):
        if marks_fit(row, about["participating"]):
            found = JudgedAnswers(sheet("cases"), row, facts(about)).findings()
            if [(each.id, each.rule) for each in found] == [(check.id, check.rule)]:
                return row, about
    raise AssertionError(f"no row breaks {check_id} alone")


def typed_into(paper: Paper, row: Answers, about: Mapping[str, int]) -> str:
    """Puts a row in place of a case, with its marks; says which case."""
    case_id = CARRIED if about["carried_over"] else FIRST
    first, column = paper.place("cases", "reviewed", case_id)
    paper.sheet("cases").clear_column(column, first)
    questions = sheet("cases").questions
    for key, value in row.items():
        paper.type("cases", key, shown(questions[key], value, paper.edition), case_id)
    first, column = paper.place("participants", ALL_KEY, case_id)
    paper.sheet("participants").clear_column(column, first)
    paper.remember(case_id, {name: value for name, value in about.items() if name in LAST_ROUND})
    if about["participating"]:
        paper.type("participants", "131016", "○", case_id)
    return case_id


def one(paper: Paper) -> Finding:
    found = paper.judged().submission.findings
    assert len(found) == 1, [(each.code, each.cell, each.value) for each in found]
    return found[0]


RULES = [(position, check) for position, check in enumerate(all_checks("cases")) if check.rule is not None]
FAULTS = [(topic, check) for topic in ("respondent", "cases") for check in all_checks(topic) if check.rule is None]


@pytest.mark.parametrize("edition", LANGUAGES)
@pytest.mark.parametrize(
    ("position", "check"), [each for each in RULES if not isinstance(each[1].rule, Unique)], ids=lambda each: getattr(each, "id", "")
)  # fmt: skip
def test_every_rule_of_a_case(position: int, check: Check, edition: Language) -> None:
    row, about = broken_row(check.id, position)
    paper = filled(edition=edition, carried=[CARRIED])
    case_id = typed_into(paper, row, about)
    found = one(paper)
    assert (found.code, found.severity, found.cell) == (
        check.code,
        check.severity,
        paper.cell("cases", check.key, case_id),
    )
    assert (found.key, found.case_id, found.sentence) == (check.key, case_id, check.sentence)
    assert check.sentence[edition] in found.message(edition)
    assert found.suggestion[edition]
    held_back = {each.case_id for each in paper.judged().submission.cases if each.has_error}
    assert held_back == ({case_id} if check.severity == "error" else set())


@pytest.mark.parametrize("key", [check.key for _, check in RULES if isinstance(check.rule, Unique)])
def test_an_answer_that_must_be_unique(key: str) -> None:
    paper = filled()
    row, column = paper.place("cases", key, FIRST)
    cell = paper.type("cases", key, paper.sheet("cases").at(row, column), THIRD)
    found = one(paper)
    assert (found.code, found.severity, found.cell, found.case_id) == ("duplicate", "warning", cell, THIRD)
    assert paper.judged().submission.status == "accepted"


def wrong_typed(topic: str, check: Check) -> CellValue | CellFault:
    """Something typed that has this fault."""
    kind = sheet(topic).questions[check.key].kind
    if check.code == "error-value":
        return CellFault("error-value", "#REF!")
    if check.code == "too-long":
        assert isinstance(kind, FreeText)
        return "長" * (kind.limit + 1)
    if check.code == "year-far-off":
        return "2062-04-01" if isinstance(kind, Date) else "2203-04"
    if check.code == "not-whole":
        return 2.5
    if check.name == "below-zero":
        return -5.0
    if check.code == "out-of-range":
        assert isinstance(kind, Number)
        return float(kind.high + 1)
    if check.name == "repeated":
        assert isinstance(kind, Several)
        label = the_survey().questionnaire.lists[kind.name].unique[-1].label.ja
        return f"{label}、{label}"
    if check.name == "year-without-month":
        return "令和2年"
    return WRONG_TYPED[check.code]


def spoilt(topic: str, key: str, value: CellValue | CellFault) -> tuple[Paper, str, str | None]:
    """A form that is right but for one cell: in a respondent, or in a case of which every question is judged."""
    if topic == "respondent":
        paper = filled()
        return paper, paper.type("respondent", key, value), None
    paper = filled(carried=[CARRIED])
    case_id = CARRIED if key == "withdrawn" else THIRD
    return paper, paper.type("cases", key, value, case_id), case_id


@pytest.mark.parametrize(("topic", "check"), FAULTS, ids=lambda each: each if isinstance(each, str) else each.id)
def test_every_fault_of_every_answer(topic: str, check: Check) -> None:
    value = wrong_typed(topic, check)
    paper, cell, case_id = spoilt(topic, check.key, value)
    found = one(paper)
    assert (found.code, found.severity, found.cell, found.key) == (check.code, "error", cell, check.key)
    assert (found.sentence, found.case_id) == (check.sentence, case_id)
    shown_value = value.text if isinstance(value, CellFault) else str(value).removesuffix(".0")
    assert found.value == shown_value
    submission = paper.judged().submission
    assert submission.held_back == (topic == "respondent")
    assert submission.status == "needs_correction"


@pytest.mark.parametrize("topic", ["respondent", "cases"])
def test_a_formula_whose_result_was_not_saved(topic: str) -> None:
    for key, question in sheet(topic).questions.items():
        if not isinstance(question.kind, Printed):
            paper, cell, _ = spoilt(topic, key, CellFault("no-cached-value"))
            found = one(paper)
            assert (found.code, found.cell, found.value) == ("no-cached-value", cell, None)
            assert found.sentence.ja == "数式の計算結果が保存されていません。"


@pytest.mark.parametrize(
    "check", [each for each in all_checks("respondent") if each.rule and each.rule.on_blank], ids=lambda each: each.id
)
def test_whatever_a_respondent_must_answer(check: Check) -> None:
    paper = filled()
    cell = paper.type("respondent", check.key, None)
    found = one(paper)
    assert (found.code, found.cell, found.key, found.topic) == (check.code, cell, check.key, "respondent")
    assert paper.judged().submission.held_back


def test_text_that_looks_like_a_formula_is_kept_and_said() -> None:
    for key, question in sheet("cases").questions.items():
        if isinstance(question.kind, FreeText):
            paper, cell, _ = spoilt("cases", key, "=HYPERLINK(A1)")
            found = one(paper)
            assert (found.code, found.severity, found.cell) == ("formula-like-text", "info", cell)
            assert paper.judged().submission.cases[-1].answers[key] == "=HYPERLINK(A1)"


def test_a_reading_that_changed_what_was_typed_is_said() -> None:
    paper = filled()
    cell = paper.type("cases", "initial_cost", "１，２００千円", FIRST)
    found = one(paper)
    assert (found.code, found.severity, found.cell, found.value) == ("normalised", "info", cell, "１，２００千円")
    assert "「1,200千円」として読み取りました。" in found.message("ja")
    submission = paper.judged().submission
    assert submission.status == "accepted"
    assert submission.cases[0].answers["initial_cost"] == 1200


def test_a_month_is_shown_as_the_form_shows_it() -> None:
    paper = filled()
    paper.type("cases", "contract_end_on", dt.datetime(2022, 3, 1), FIRST)
    assert one(paper).value == "2022-03"


def test_suggestions_that_know_the_value() -> None:
    def suggestion(key: str, value: CellValue) -> str:
        paper = filled()
        paper.type("cases", key, value, FIRST)
        return one(paper).suggestion.ja

    assert "「運用中」に近い内容です" in suggestion("status", "運用")
    assert suggestion("name", "あ" * 120) == "現在120字です。20字以上短くしてください。"
    assert "約40億円です" in suggestion("initial_cost", 4_000_000.0)
    assert "「契約の時期」（2024-01）と併せて" in suggestion("contract_end_on", "2022-03")
    assert "「1,200」のことであれば" in suggestion("total_cost", "1200千")


# Cases that are not judged in full


def test_of_a_withdrawn_case_only_the_id_is_judged() -> None:
    paper = filled(carried=[CARRIED])
    paper.type("cases", "withdrawn", "○", CARRIED)
    paper.type("cases", "name", None, CARRIED)
    paper.type("cases", "status", "不明な回答", CARRIED)
    paper.type("cases", "initial_cost", CellFault("error-value", "#N/A"), CARRIED)
    paper.type("participants", "131016", "?", CARRIED)
    submission = paper.judged().submission
    assert (submission.status, submission.findings) == ("accepted", ())
    case = next(each for each in submission.cases if each.case_id == CARRIED)
    assert case.validated is not None
    assert case.answers["withdrawn"] is True
    assert "initial_cost" not in case.answers


def test_a_withdrawn_case_does_not_contradict_the_declaration() -> None:
    paper = blank(carried=[CARRIED])
    paper.fill("respondent", {**RESPONDENT, "no_cases": True})
    paper.type("cases", "withdrawn", "○", CARRIED)
    assert paper.judged().submission.status == "accepted"


def test_of_a_case_without_the_prefecture_only_four_answers_are_judged() -> None:
    paper = filled()
    paper.type("cases", "prefecture_role", "関与なし", FIRST)
    for key in ("status", "publication", "contact_department"):
        paper.type("cases", key, None, FIRST)
    paper.type("cases", "total_cost", "たくさん", FIRST)
    paper.type("participants", "131016", "?", FIRST)
    assert paper.judged().submission.findings == ()
    cell = paper.type("cases", "domain", None, FIRST)
    assert [(each.code, each.cell) for each in paper.judged().submission.findings] == [("required", cell)]


def test_a_form_of_more_cases_than_a_sheet_has_columns_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("survey_tool.intake.settling.verdict.MOST_CASES", 2)
    submission = filled().judged().submission
    (found,) = submission.findings
    assert (submission.status, submission.prefecture_code, submission.cases) == ("unreadable", TOKYO, ())
    assert (found.code, found.severity, found.cell) == ("file-too-large", "error", None)
    assert found.sentence.ja == "事例が3件あり、1つの調査票に記入できる上限の2件を超えています。"


# The declaration of no cases


def test_nothing_filled_in_and_nothing_declared() -> None:
    paper = blank()
    paper.fill("respondent", RESPONDENT)
    found = one(paper)
    assert (found.code, found.cell) == ("no-cases-no-declaration", paper.cell("respondent", "no_cases"))
    assert found.sentence.ja == "事例の記入がなく、「該当事例なし」に○がありません。"


BLANK = Words("回答がまだ記入されていません。", "Nothing has been filled in yet.")
FIRST_STEPS = Words(
    "まず「回答者」シートのF7、F8、F9、F11、F12に、次に「事例」シートに記入してください。"
    "報告する事例がない場合は、「事例」シートに代えて、F14の「該当事例なし」に○を選択してください。",
    'Fill in F7, F8, F9, F11, F12 of "Respondent" first, then "Cases". '
    'If there is no case to report, choose ○ at F14 "Nothing to report" instead of filling in "Cases".',
)


@pytest.mark.parametrize(
    ("edition", "said"), [("ja", f"「回答者」シート：{BLANK.ja}"), ("en", f'Sheet "Respondent": {BLANK.en}')]
)
def test_of_a_form_that_came_back_as_it_was_sent_one_thing_is_said(edition: Language, said: str) -> None:
    paper = blank(edition=edition)
    found = one(paper)
    assert (found.code, found.severity, found.sheet) == ("no-cases-no-declaration", "error", paper.sheets[1].name)
    assert (found.cell, found.key, found.topic) == (None, None, "respondent")
    assert (found.message(edition), found.suggestion) == (said, FIRST_STEPS)
    submission = paper.judged().submission
    assert (submission.status, submission.held_back) == ("needs_correction", True)


def test_signs_for_nothing_leave_a_form_blank() -> None:
    paper = blank()
    cells = [
        paper.type("respondent", "answered_on", "－"),
        paper.type("participants", "131016", "×", FIRST),
    ]
    findings = paper.judged().submission.findings
    assert [each.sentence for each in findings if each.severity == "error"] == [BLANK]
    assert [(each.code, each.cell) for each in findings if each.cell] == [("normalised", cells[0])]


def begun_at_the_extension(paper: Paper) -> None:
    paper.type("respondent", "extension", "12")


def begun_with_an_error(paper: Paper) -> None:
    paper.type("respondent", "extension", CellFault("error-value", "#N/A"))


def begun_with_a_mark(paper: Paper) -> None:
    paper.type("participants", "131016", "△", FIRST)


def begun_and_lost(paper: Paper) -> None:
    paper.sheet("respondent").delete_row(paper.place("respondent", "extension")[0])


@pytest.mark.parametrize(
    ("begin", "more"),
    [
        (begun_at_the_extension, set()),
        (begun_with_an_error, {"error-value"}),
        (begun_with_a_mark, {"participant-without-case"}),
        (begun_and_lost, {"column-missing"}),
    ],
)
def test_where_anything_is_answered_or_lost_every_answer_that_is_missing_is_named(
    begin: Callable[[Paper], None], more: set[str]
) -> None:
    paper = blank()
    begin(paper)
    findings = paper.judged().submission.findings
    missing = [each.key for each in findings if each.code == "required"]
    assert missing == ["department", "person", "phone", "email", "answered_on"]
    assert {each.code for each in findings} == {"required", "no-cases-no-declaration", *more}
    assert BLANK not in [each.sentence for each in findings]


def test_a_carried_over_case_that_was_cleared_is_named_beside_what_is_missing() -> None:
    codes = Counter(each.code for each in blank(carried=[CARRIED]).judged().submission.findings)
    assert codes == {"required": 5, "no-cases-no-declaration": 1, "case-dropped": 1}


def test_a_declaration_beside_cases() -> None:
    paper = filled()
    cell = paper.type("respondent", "no_cases", "○")
    found = one(paper)
    assert (found.code, found.cell, found.value) == ("none-declared-but-cases", cell, "○")
    assert paper.judged().submission.held_back


def test_nothing_to_report() -> None:
    paper = blank()
    paper.fill("respondent", {**RESPONDENT, "no_cases": True})
    submission = paper.judged().submission
    assert (submission.status, submission.findings, submission.none_to_report) == ("accepted", (), True)


# Participants


def test_a_mark_that_is_none() -> None:
    paper = filled()
    cell = paper.type("participants", "131059", "?", FIRST)
    found = one(paper)
    assert (found.code, found.cell, found.key, found.case_id) == ("not-in-list", cell, "mark", FIRST)
    assert (found.municipality, found.value) == ("131059", "?")
    assert (
        found.message("ja")
        == f"「参加団体」シート {cell}「県・市町村電子契約サービス共同利用」：一覧にない回答です。（記入内容：「?」）"
    )
    cases = paper.judged().submission.cases
    assert [each.case_id for each in cases if each.has_error] == [FIRST]


@pytest.mark.parametrize("kind", ["error-value", "no-cached-value"])
def test_an_error_in_place_of_a_mark(kind: Any) -> None:
    paper = filled()
    cell = paper.type("participants", "131059", CellFault(kind, "#N/A"), FIRST)
    found = one(paper)
    assert (found.code, found.cell) == (kind, cell)


def test_a_mark_that_is_read_as_another_sign() -> None:
    paper = filled()
    cell = paper.type("participants", "131016", "◯", FIRST)
    found = one(paper)
    assert (found.code, found.cell) == ("normalised", cell)
    assert paper.judged().submission.cases[0].marks["131016"] == "participating"


def test_a_case_under_consideration_has_no_circle() -> None:
    paper = filled()
    cell = paper.type("participants", "131024", "○", SECOND)
    paper.type("participants", "131041", "○", SECOND)
    found = one(paper)
    assert (found.code, found.cell, found.case_id) == ("only-when", cell, SECOND)
    assert "検討中の事例に○があります。" in found.message("ja")


def test_a_case_in_operation_needs_a_participant() -> None:
    paper = filled()
    paper.type("cases", "other_participants", None, FIRST)
    for code in ("131016", "131032"):
        paper.type("participants", code, None, FIRST)
    found = one(paper)
    assert (found.code, found.cell) == ("at-least-one", paper.cell("participants", ALL_KEY, FIRST))
    assert "「参加団体」シートに○がありません。" in found.message("ja")
    paper.type("cases", "co_prefectures", "神奈川県", FIRST)
    assert paper.judged().submission.findings == ()


def test_a_mark_in_the_row_of_all_is_spelled_out() -> None:
    own = [each.code for each in the_survey().places.municipalities_of(TOKYO)]
    paper = filled()
    paper.type("participants", ALL_KEY, "○", FIRST)
    nothing = [paper.type("participants", code, sign, FIRST) for code, sign in ((own[5], "×"), (own[6], "－"))]
    submission = paper.judged().submission
    assert [(each.code, each.severity, each.cell) for each in submission.findings] == [
        ("normalised", "info", cell) for cell in nothing
    ]
    said = {**dict.fromkeys(own, "participating"), own[3]: "considering"}
    del said[own[5]], said[own[6]]
    assert submission.cases[0].marks == said
    assert submission.typed.cases[0].marks[ALL_KEY] == "○"


def test_all_that_are_marked_one_by_one_are_the_same_as_the_row_of_all() -> None:
    own = [each.code for each in the_survey().places.municipalities_of(TOKYO)]
    one_by_one, at_once = filled(), filled()
    one_by_one.mark(FIRST, dict.fromkeys(own, "○"))
    for code in own[:4]:
        at_once.type("participants", code, None, FIRST)
    at_once.type("participants", ALL_KEY, "〇", FIRST)
    assert one_by_one.judged().content == at_once.judged().content


@pytest.mark.parametrize("typed", ["?", "あ" * 256, "○" * 300, 3.0])
def test_a_mark_of_any_length_in_the_row_of_all_is_judged(typed: CellValue) -> None:
    paper = filled()
    cell = paper.type("participants", ALL_KEY, typed, FIRST)
    found = one(paper)
    assert (found.code, found.severity, found.cell) == ("not-in-list", "error", cell)
    assert (found.key, found.case_id, found.municipality) == ("mark", FIRST, ALL_KEY)
    assert [each.case_id for each in paper.judged().submission.cases if each.has_error] == [FIRST]


def test_a_circle_for_all_has_no_place_in_a_case_under_consideration() -> None:
    paper = filled()
    cell = paper.type("participants", ALL_KEY, "○", SECOND)
    found = one(paper)
    assert (found.code, found.cell, found.case_id) == ("only-when", cell, SECOND)


# Last round


@pytest.mark.parametrize(("now", "code"), [(2, "unlike-last-round"), (3, None), (4, None)])
def test_participants_that_are_gone_since_last_round_are_asked_about(now: int, code: str | None) -> None:
    own = [each.code for each in the_survey().places.municipalities_of(TOKYO)]
    paper = filled(carried=[CARRIED])
    paper.remember(CARRIED, {"last_participating": 4})
    paper.mark(CARRIED, dict.fromkeys(own[5 : 5 + now], "○"))
    if code is None:
        assert paper.judged().submission.findings == ()
        return
    found = one(paper)
    assert (found.code, found.severity, found.case_id) == (code, "warning", CARRIED)
    assert found.cell == paper.cell("participants", ALL_KEY, CARRIED)
    assert found.suggestion.ja.startswith(f"前回は4団体、今回は{now}団体です。")
    paper.fill("cases", {"reviewed": "updated", "remarks": "2団体が離脱"}, CARRIED)
    assert paper.judged().submission.findings == ()


@pytest.mark.parametrize(("last", "asked"), [(100, True), (30_000, True), (9_000, False), (None, False)])
def test_an_amount_unlike_last_round_s_is_asked_about(last: int | None, asked: bool) -> None:
    paper = filled(carried=[CARRIED])
    if last is not None:
        paper.remember(CARRIED, {"last_annual_cost": last})
    paper.type("cases", "annual_cost", 12_000, CARRIED)
    if not asked:
        assert paper.judged().submission.findings == ()
        return
    found = one(paper)
    assert (found.code, found.severity, found.cell) == (
        "unlike-last-round", "warning", paper.cell("cases", "annual_cost", CARRIED))  # fmt: skip
    assert str(last) in found.suggestion.ja.replace(",", "")
    paper.fill("cases", {"reviewed": "updated", "remarks": "見直し"}, CARRIED)
    assert paper.judged().submission.findings == ()


def test_a_carried_over_case_is_not_returned_unread() -> None:
    paper = filled(carried=[CARRIED])
    cell = paper.type("cases", "reviewed", None, CARRIED)
    found = one(paper)
    assert (found.code, found.severity, found.cell, found.key) == ("required-when", "error", cell, "reviewed")
    cell = filled().type("cases", "reviewed", "変更なし", FIRST)
    paper = filled()
    paper.type("cases", "reviewed", the_survey().questionnaire.lists["reviewed"]["unchanged"].label.ja, FIRST)
    found = one(paper)
    assert (found.code, found.severity, found.cell) == ("only-when", "error", cell)


def test_a_mark_that_cannot_be_read_is_not_counted_as_missing_too() -> None:
    paper = filled()
    paper.type("participants", "131032", None, FIRST)
    cell = paper.type("participants", "131016", "?", FIRST)
    found = one(paper)
    assert (found.code, found.cell) == ("not-in-list", cell)


def test_a_mark_for_a_case_that_is_not_filled_in() -> None:
    paper = filled()
    other = case_of(TOKYO, 9)
    cell = paper.type("participants", "131024", "△", other)
    paper.type("participants", "131032", "○", other)
    found = one(paper)
    assert (found.code, found.cell, found.case_id) == ("participant-without-case", cell, other)
    typed = paper.judged().submission.typed.cases[-1]
    assert (typed.case_id, typed.marks) == (other, {"131024": "△", "131032": "○"})


def test_the_marks_of_a_dropped_case_are_not_asked_about_too() -> None:
    paper = filled(carried=[CARRIED])
    first, column = paper.place("cases", "reviewed", CARRIED)
    paper.sheet("cases").clear_column(column, first)
    assert one(paper).code == "case-dropped"


FREE = 69  # the first free row of Tokyo's sheet


@pytest.mark.parametrize(
    ("typed", "code", "sentence"),
    [
        ("999999", "municipality-unknown", "市区町村の団体コードではありません。"),
        ("141011", "municipality-unknown", "市区町村の団体コードではありません。"),
        ("131016", "duplicate", "同じ市区町村が他の行にもあります。"),
        (CellFault("error-value", "#N/A"), "error-value", "セルにエラー値があります。"),
        (11002.0, "normalised", "「011002（北海道札幌市）」として読み取りました。"),
    ],
)
def test_a_code_in_a_free_row(typed: CellValue | CellFault, code: str, sentence: str) -> None:
    paper = filled()
    paper.sheet("participants").put(FREE, 1, typed)
    paper.sheet("participants").put(FREE, 6, "○")
    found = one(paper)
    assert (found.code, found.cell, found.key) == (code, f"A{FREE}", "municipality_code")
    assert found.sentence.ja == sentence
    held_back = [each.case_id for each in paper.judged().submission.cases if each.has_error]
    assert held_back == ([] if code == "normalised" else [FIRST])


def test_a_ward_is_told_from_other_wrong_codes() -> None:
    paper = filled()
    paper.sheet("participants").put(FREE, 1, "141011")
    assert one(paper).suggestion.ja.endswith("141003（神奈川県横浜市）のコードを記入してください。")


def test_a_mark_in_a_row_without_a_code() -> None:
    paper = filled()
    paper.sheet("participants").put(FREE + 1, 7, "△")
    found = one(paper)
    assert (found.code, found.cell, found.key) == ("required", f"A{FREE + 1}", "municipality_code")
    assert found.suggestion.ja == "6桁の団体コードを記入してください。"


def test_a_mark_beside_a_dash_is_not_lost_and_dashes_alone_are_nothing() -> None:
    paper = filled()
    for column in (1, 6, 7):
        paper.sheet("participants").put(FREE, column, "-")
    assert paper.judged().submission.findings == ()
    paper.sheet("participants").put(FREE + 1, 6, "×")
    assert [(found.code, found.cell) for found in paper.judged().submission.findings] == [
        ("normalised", f"F{FREE + 1}")
    ]
    paper.sheet("participants").put(FREE, 6, "○")
    error, *infos = paper.judged().submission.findings
    assert (error.code, error.cell, error.value) == ("required", f"A{FREE}", "-")
    assert error.message("ja") == f"「参加団体」シート A{FREE}「団体コード」：未記入です（必須）。（記入内容：「-」）"
    assert {found.code for found in infos} == {"normalised"}
    assert [each.case_id for each in paper.judged().submission.cases if each.has_error] == [FIRST]


@pytest.mark.parametrize("sign", ["－", "-", "ー", "―", "×", "なし"])
def test_a_sign_for_nothing_beside_the_mark_for_all_takes_a_municipality_out_and_is_said(sign: str) -> None:
    paper = filled()
    paper.type("participants", ALL_KEY, "○", FIRST)
    cell = paper.type("participants", "131024", sign, FIRST)
    found = one(paper)
    assert (found.code, found.severity, found.cell, found.case_id) == ("normalised", "info", cell, FIRST)
    assert found.message("ja").endswith(f"「全団体」の印から除く団体として読み取りました。（記入内容：「{sign}」）")
    assert found.message("en").endswith(f'This was read as left out of the mark for all. (entered: "{sign}")')
    marks = paper.judged().submission.cases[0].marks
    assert "131024" not in marks
    assert len(marks) == 61


def test_names_sorted_away_from_their_codes_are_asked_about_where_a_mark_stands() -> None:
    paper = filled()
    sheet = paper.sheet("participants")
    for row, name in ((6, "中央区"), (7, "千代田区"), (14, "目黒区"), (15, "品川区")):
        sheet.put(row, 3, name)
    said = [(found.code, found.severity, found.cell, found.municipality) for found in paper.judged().submission.errors]
    assert said == [
        ("municipality-mismatch", "error", "A6", "131016"),
        ("municipality-mismatch", "error", "A7", "131024"),
    ]
    first = paper.judged().submission.findings[0]
    assert first.sentence.ja == "団体コードの隣に、別の市区町村の名称（中央区）があります。"
    assert (
        first.suggestion.ja == "コードの団体の印として読み取りました。中央区の印の場合は、中央区の行に移してください。"
    )
    assert first.sentence.en == "The name of another municipality (Chuo-ku) stands beside this code."
    assert [each.case_id for each in paper.judged().submission.cases if each.has_error] == [FIRST, SECOND]
    others = [(found.code, found.cell) for found in paper.judged().submission.findings if found.severity == "info"]
    assert others == [("ignored-content", "C14"), ("ignored-content", "C15")]


def test_a_label_of_the_other_language_is_said_as_the_form_shows_it() -> None:
    paper = filled(edition="en")
    paper.type("cases", "status", "運用中", FIRST)
    found = one(paper)
    assert found.code == "normalised"
    assert found.message("ja").endswith("：「In operation」として読み取りました。（記入内容：「運用中」）")
    assert found.message("en").endswith(': This was read as "In operation". (entered: "運用中")')


def test_a_value_is_shown_on_one_line_and_cannot_turn_the_sentence_round() -> None:
    paper = filled()
    paper.type("cases", "status", "\u202e運用中\nです", FIRST)
    found = one(paper)
    assert (found.code, found.value) == ("not-in-list", "\u202e運用中\nです")
    assert found.message("ja").endswith("一覧にない回答です。（記入内容：「運用中↵です」）")


@pytest.mark.parametrize("name", [None, "合計"])
def test_figures_below_the_marks_are_a_total_and_no_marks(name: str | None) -> None:
    paper = filled()
    marks = paper.sheet("participants")
    marks.put(FREE + 3, 3, name)
    marks.put(FREE + 3, 6, 2)
    marks.put(FREE + 3, 7, CellFault("no-cached-value"))
    found = paper.judged().submission.findings
    assert {(each.code, each.cell, each.value) for each in found} == {
        ("ignored-content", f"F{FREE + 3}", "2"),
        *([("ignored-content", f"C{FREE + 3}", name)] if name else []),
    }
    marks.put(FREE + 3, 3, "札幌市")
    assert [each.code for each in paper.judged().submission.findings] == ["required", "not-in-list", "no-cached-value"]


def test_a_printed_name_or_figure_that_was_written_over_is_listed() -> None:
    paper = filled(edition="en")
    row, _ = paper.place("participants", "131016")
    paper.sheet("participants").put(row, 3, "千代田区（改）")
    paper.sheet("participants").put(row + 1, 4, 170_000)
    found = paper.judged().submission.findings
    assert [(each.code, each.cell, each.value) for each in found] == [
        ("ignored-content", f"C{row}", "千代田区（改）"),
        ("ignored-content", f"D{row + 1}", "170000"),
    ]
    assert found[1].message("ja").endswith("：回答欄の外に「170000」とありますが、回答として扱いません。")


def test_a_printed_code_that_was_changed() -> None:
    paper = filled()
    row, _ = paper.place("participants", "131016")
    paper.sheet("participants").put(row, 1, "13101X")
    found = one(paper)
    assert (found.code, found.cell, found.value) == ("municipality-unknown", f"A{row}", "13101X")
    assert paper.judged().submission.typed.elsewhere == ("13101X",)


# What later rooms get


def test_answers_are_handed_on_as_canonical_values_and_as_typed() -> None:
    paper = filled()
    paper.type("cases", "name", None, SECOND)
    paper.type("cases", "rfi_on", "R5.6", FIRST)
    submission = paper.judged().submission
    first, second, third = submission.cases
    assert first.validated is not None
    assert first.answers["rfi_on"] == "2023-06"
    assert getattr(first.validated, "rfi_on") == "2023-06"  # noqa: B009  a field that the model declares at run time
    assert second.validated is None
    assert third.answers["co_prefectures"] == ("11", "12")
    assert submission.typed.cases[0].answers["rfi_on"] == "R5.6"
    assert submission.respondent["prefecture_code"] == TOKYO


def test_a_faulty_answer_is_left_out_and_kept_as_typed() -> None:
    paper = filled()
    paper.type("cases", "total_cost", "たくさん", FIRST)
    paper.type("cases", "annual_cost", CellFault("error-value", "#DIV/0!"), FIRST)
    submission = paper.judged().submission
    assert "total_cost" not in submission.cases[0].answers
    assert submission.typed.cases[0].answers["total_cost"] == "たくさん"
    assert submission.typed.cases[0].answers["annual_cost"] == "#DIV/0!"


@pytest.mark.parametrize(("day", "asked"), [(dt.date(2027, 12, 1), True), (dt.date(2026, 12, 1), False)])
def test_participants_as_of_a_day_after_the_reply_are_asked_about(day: dt.date, asked: bool) -> None:
    paper = filled()
    cell = paper.type("respondent", "as_of", day)
    submission = paper.judged().submission
    assert submission.status == "accepted"
    said = [(each.code, each.severity, each.cell, each.sentence.ja) for each in submission.findings]
    wished = ("as-of-after-reply", "warning", cell, "「回答日」より後の日付になっています。")
    assert said == ([wished] if asked else [])


def test_faulty_is_never_handed_on() -> None:
    paper = filled()
    for key in ("name", "total_cost", "status"):
        paper.type("cases", key, CellFault("error-value", "#N/A"), FIRST)
    for case in paper.judged().submission.cases:
        assert not any(isinstance(value, Faulty) for value in case.answers.values())


@pytest.mark.parametrize(
    ("key", "typed", "code", "severity", "message"),
    [
        ("cost_basis", None, "required-when", "error",
         "未記入です（「初期費用」、「年間運用費」又は「契約期間の総額」のいずれかに金額を記入した場合は必須）。"),
        ("withdrawn", "○", "only-when", "error", "新しい事例のため、記入は不要です。（記入内容：「○」）"),
        ("contract_end_on", "2022-03", "order", "error", "「契約の時期」より前の年月になっています。（記入内容：「2022-03」）"),
        ("total_cost", 360_000_000.0, "magnitude", "warning",
         "金額が想定より大きくなっています（千円単位か確認してください）。（記入内容：「360000000」）"),
        ("operation_start_on", "2027-05", "inconsistent", "warning",
         "「現在の段階」では運用中ですが、運用開始が調査の基準日より後です。（記入内容：「2027-05」）"),
        ("lead_body_kind", "都道府県", "inconsistent", "warning",
         "調達主体が都道府県ですが、「都道府県の関与」の回答と一致せず、「共同で調達する他の都道府県」も空欄です。（記入内容：「都道府県」）"),
        ("annual_cost", 69_301.0, "inconsistent", "warning",
         "1年分の費用が「契約期間の総額」を上回っています。（記入内容：「69301」）"),
        ("initial_cost", None, None, None, None),
    ],
)  # fmt: skip
def test_some_rules_in_their_own_words(
    key: str, typed: CellValue, code: str | None, severity: str | None, message: str | None
) -> None:
    paper = filled()
    cell = paper.type("cases", key, typed, FIRST)
    if code is None:
        assert paper.judged().submission.findings == ()
        return
    found = one(paper)
    assert (found.code, found.severity, found.cell) == (code, severity, cell)
    assert message is not None
    assert message in found.message("ja")


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ({"annual_cost": 2_800_000.0}, ["annual_cost"]),  # 28 billion yen for the 68,000 inhabitants of Chiyoda
        ({"annual_cost": 2_800.0}, []),
        ({"initial_cost": 3_000_000.0}, []),  # at once, for many years: twelve municipalities may well spend that
        ({"initial_cost": 2_800_000.0, "annual_cost": 3_000.0}, ["initial_cost"]),
        ({"initial_cost": 800_000.0, "annual_cost": 3_000.0}, []),
    ],
)
def test_an_amount_in_yen_is_told_by_inhabitants_and_by_the_other_amounts(
    typed: dict[str, float], asked: list[str]
) -> None:
    paper = filled()
    first, column = paper.place("participants", ALL_KEY, FIRST)
    paper.sheet("participants").clear_column(column, first)
    paper.type("participants", "131016", "○", FIRST)
    for key in ("initial_cost", "annual_cost", "total_cost", "total_cost_years"):
        paper.type("cases", key, typed.get(key), FIRST)
    found = [each for each in paper.judged().submission.findings if each.code == "magnitude"]
    assert [each.key for each in found] == asked
    for each in found:
        assert each.cell == paper.cell("cases", each.key or "", FIRST)
        assert each.severity == "warning"
        assert each.suggestion.ja == (
            "2,800,000千円は約28億円です。円単位で記入した場合は、2,800千円に修正してください。正しい場合、修正は不要です。"
        )
        assert "2,800,000,000 yen" in each.suggestion.en
        assert "2,800 (thousand yen)" in each.suggestion.en
