"""The status is what the files say: the state of each prefecture, the workbook to circulate, and what comes next."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
from collections.abc import Iterable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from survey_tool.form.contract.answers import Answers, Form
from survey_tool.form.contract.marker import NO_PARENT
from survey_tool.form.generate import form_path
from survey_tool.form.workbook import draw
from survey_tool.intake.collect import collect
from survey_tool.intake.judging.submission import Collected, Submission
from survey_tool.intake.locating.owner import Owner
from survey_tool.post.letters.contacts import Contact, Contacts
from survey_tool.post.letters.correspondence import drafted
from survey_tool.post.letters.drafts import write_drafts
from survey_tool.post.letters.folders import drafts_folder
from survey_tool.post.record.history import history_of
from survey_tool.post.status.next_step import next_steps
from survey_tool.post.status.round_status import round_status, status_report
from survey_tool.post.status.states import STATE_LABELS, STATES
from survey_tool.post.status.waited_for import few_or_where, waited_for
from survey_tool.post.status.workbook import draw_status_workbook, write_status_workbook
from survey_tool.questionnaire.findings.finding import finding
from survey_tool.reference.survey import Survey
from survey_tool.reference.tiles import TILES
from survey_tool.reference.workspace import write_whole
from survey_tool.wording.words import LANGUAGES, Language
from tests.cases import a_case, a_submission, a_survey, a_wrong_case, collected, unreadable
from tests.commands import command
from tests.ooxml import problems, xsd_problems
from tests.postbag import correction_requests, invitations, invited, recorded, sent_form

TODAY = dt.date(2026, 12, 1)


@pytest.fixture
def survey(tmp_path: Path) -> Survey:
    return a_survey(tmp_path)


def needing_correction(survey: Survey, code: str) -> Submission:
    case_id = f"{code}-2026-01"
    blank = finding("required", sheet="事例", cell="C6", key="name", case_id=case_id, topic="cases")
    asked = finding("magnitude", {"oku": 1}, sheet="事例", cell="R6", key="initial_cost", topic="cases")
    case = a_wrong_case(survey, case_id)
    unread = finding("not-a-month", sheet="事例", cell="F46", key="operation_start", case_id=case_id, topic="cases")
    return a_submission(survey, code, case, status="needs_correction", findings=(blank, unread, asked))


def a_round(survey: Survey) -> Collected:
    """Every state there is, and files that are nobody's."""
    accepted = a_submission(
        survey,
        "13",
        a_case(survey, "13-2026-01"),
        a_case(survey, "13-2026-02"),
        respondent={"answered_on": dt.date(2026, 11, 30)},
    )
    cases = [a_case(survey, "27-2026-01"), a_case(survey, "27-2026-01", name="別の名称")]
    return collected(
        survey,
        needing_correction(survey, "01"),
        replace(unreadable("joint-procurement_2026_02_aomori.xlsx"), owner=Owner("02")),
        a_submission(survey, "05"),
        accepted,
        a_submission(survey, "13", status="superseded", file="first.xlsx"),
        *(a_submission(survey, "27", case, status="conflict", file=f"{n}.xlsx") for n, case in enumerate(cases)),
        unreadable("scan.xlsx"),
        Submission("memo.docx", "0" * 64, "not_a_submission"),
        Submission("群馬県.pdf", "1" * 64, "not_a_submission"),
        Submission("秋田県（参考）.pdf", "2" * 64, "not_a_submission"),
    )


def test_each_prefecture_has_the_state_that_its_files_give_it(survey: Survey) -> None:
    status = round_status(survey, a_round(survey), TODAY)
    by_code = {each.code: each for each in status.prefectures}

    assert list(by_code) == list(survey.places.prefectures)
    assert {code: by_code[code].state for code in ("01", "02", "05", "13", "27", "47")} == {
        "01": "needs_correction",
        "02": "unreadable",
        "05": "none_to_report",
        "13": "accepted",
        "27": "conflict",
        "47": "not_returned",
    }
    assert status.totals == {
        "not_returned": 42,
        "unreadable": 1,
        "conflict": 1,
        "needs_correction": 1,
        "accepted": 1,
        "none_to_report": 1,
    }
    assert status.cases == 4


def test_a_line_tells_files_cases_findings_and_days(survey: Survey) -> None:
    status = round_status(survey, a_round(survey), TODAY)
    hokkaido, aomori, tokyo, osaka = (status.prefectures[int(code) - 1] for code in ("01", "02", "13", "27"))

    assert (hokkaido.unanswered, hokkaido.wrong, hokkaido.warnings, hokkaido.cases) == (1, 1, 1, 1), (
        "a blank is none to correct"
    )
    assert (aomori.files, aomori.unreadable) == ((), ("joint-procurement_2026_02_aomori.xlsx",))
    assert tokyo.files == ("joint-procurement_2026_13.xlsx",), "what is superseded counts no more"
    assert (tokyo.cases, tokyo.answered_on) == (2, dt.date(2026, 11, 30))
    assert osaka.files == ("0.xlsx", "1.xlsx")
    assert osaka.cases == 1, "two versions of a case are one"
    assert (status.unreadable, status.strangers) == (
        ("joint-procurement_2026_02_aomori.xlsx", "scan.xlsx"),
        ("memo.docx", "秋田県（参考）.pdf", "群馬県.pdf"),
    )
    akita, gumma = (status.prefectures[int(code) - 1] for code in ("05", "10"))
    assert (gumma.state, gumma.strangers, gumma.came) == ("not_returned", ("群馬県.pdf",), ("群馬県.pdf",))
    assert (akita.state, akita.came) == ("none_to_report", ("joint-procurement_2026_05.xlsx",))


def test_the_day_of_a_file_is_shown_also_inside_an_archive(survey: Survey) -> None:
    survey.submissions.mkdir(parents=True)
    (survey.submissions / "mail.zip").touch()
    inside = a_submission(survey, "13", a_case(survey, "13-2026-01"), file="mail.zip/form.xlsx")
    (tokyo,) = round_status(survey, collected(survey, inside), TODAY).having("accepted")
    assert tokyo.saved_on == dt.datetime.fromtimestamp((survey.submissions / "mail.zip").stat().st_mtime).date()


def test_a_wide_blank_in_a_name_hides_neither_file_nor_day(survey: Survey) -> None:
    name = "Ａ\u3000Ｂ県.xlsx"
    write_whole(survey.submissions / name, draw(survey, Form("13", answers=Answers({"answered_on": "2026-12-01"}))))
    status = round_status(survey, collect(survey, [survey.submissions], workers=1), TODAY)
    (tokyo,) = status.having("needs_correction")
    assert tokyo.files == (name,)
    assert tokyo.saved_on == dt.datetime.fromtimestamp((survey.submissions / name).stat().st_mtime).date()

    drawn = load_workbook(BytesIO(draw_status_workbook(survey, status, survey.submissions.parent, "ja")))
    row = next(row for row in drawn.worksheets[1].iter_rows(min_row=4) if row[0].value == "13")
    assert (row[10].value, row[10].hyperlink is not None) == (name, True)
    assert str(row[10].hyperlink and row[10].hyperlink.target).replace("\\", "/") == f"2026/{name}"


def test_a_day_is_that_of_a_file_that_is_shown_beside_it(survey: Survey) -> None:
    """The day of a form that nobody has returned, or that was replaced, stood in the list beside no file or beside another."""

    def lies(name: str, day: int) -> str:
        write_whole(survey.submissions / name, b"")
        at = dt.datetime(2026, 12, day, 12).timestamp()
        os.utime(survey.submissions / name, (at, at))
        return name

    as_sent = finding("form-as-sent", file="02.xlsx")
    status = round_status(
        survey,
        collected(
            survey,
            a_submission(survey, "01", file=lies("01.xlsx", 1)),
            a_submission(survey, "01", status="superseded", file=lies("01-1.xlsx", 9)),
            a_submission(survey, "02", status="not_a_submission", file=lies("02.xlsx", 1), findings=(as_sent,)),
            a_submission(survey, "03", file=lies("03.xlsx", 1)),
            replace(unreadable(lies("03-2.xlsx", 4)), owner=Owner("03")),
            *(a_submission(survey, "04", status="conflict", file=lies(f"04-{n}.xlsx", 2)) for n in (1, 2)),
            Submission(lies("秋田県.pdf", 3), "2" * 64, "not_a_submission"),
        ),
        TODAY,
    )
    drawn = load_workbook(BytesIO(draw_status_workbook(survey, status, survey.submissions.parent, "ja"))).worksheets[1]
    told = [(row[9].value, row[10].value) for row in drawn.iter_rows(min_row=4, max_row=8)]
    assert [(f"{day:%Y-%m-%d}" if isinstance(day, dt.datetime) else day, files) for day, files in told] == [
        ("2026-12-01", "01.xlsx"),
        (None, ""),
        ("2026-12-04", "03.xlsx（2026-12-01）、03-2.xlsx（2026-12-04）"),
        ("2026-12-02", "04-1.xlsx、04-2.xlsx"),
        ("2026-12-03", "秋田県.pdf"),
    ]


@pytest.mark.parametrize(
    ("today", "left"), [(dt.date(2026, 12, 10), 1), (dt.date(2026, 12, 11), 0), (dt.date(2026, 12, 13), -2)]
)
def test_days_are_counted_to_the_deadline(survey: Survey, today: dt.date, left: int) -> None:
    assert round_status(survey, collected(survey), today).days_left == left


def test_the_report_for_programs_is_plain_json(survey: Survey) -> None:
    told: Any = json.loads(json.dumps(status_report(round_status(survey, a_round(survey), TODAY), "en")))

    assert told["status_version"] == 1
    assert (told["round"], told["today"], told["deadline"], told["days_left"]) == (
        "2026",
        "2026-12-01",
        "2026-12-11",
        10,
    )
    assert told["totals"]["needs_correction"] == 1
    assert told["totals"]["cases"] == 4
    assert len(told["prefectures"]) == 47
    hokkaido = told["prefectures"][0]
    assert (hokkaido["errors"], hokkaido["unanswered"]) == (2, 1), "unanswered ones are among the errors"
    assert told["prefectures"][12] == {
        "prefecture": "13",
        "name": "Tokyo",
        "state": "accepted",
        "files": ["joint-procurement_2026_13.xlsx"],
        "unreadable": [],
        "not_a_submission": [],
        "cases": 2,
        "errors": 0,
        "unanswered": 0,
        "warnings": 0,
        "answered_on": "2026-11-30",
        "saved_on": None,
        "extended_to": None,
        "waiting": [],
    }


# The workbook


def test_every_prefecture_has_a_tile_of_its_own(survey: Survey) -> None:
    assert sorted(TILES) == sorted(survey.places.prefectures)
    assert len(set(TILES.values())) == 47


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_workbook_shows_the_map_the_totals_and_the_table(survey: Survey, language: Language) -> None:
    survey.submissions.mkdir(parents=True)
    (survey.submissions / "joint-procurement_2026_13.xlsx").touch()
    status = round_status(survey, a_round(survey), TODAY)
    drawn = draw_status_workbook(survey, status, survey.workspace / "out", language)
    shown, formulas = (load_workbook(BytesIO(drawn), data_only=plain) for plain in (True, False))
    tiles, table = shown.worksheets

    texts = {str(cell.value) for row in tiles for cell in row}
    assert {
        "13 ○\n" + ("東京" if language == "ja" else "Tokyo"),
        "05 ◎\n" + ("秋田" if language == "ja" else "Akita"),
    } <= texts
    totals = {str(row[2].value).strip(): row[5].value for row in tiles.iter_rows(min_row=6, max_row=5 + len(STATES))}
    assert totals == {STATE_LABELS[state][language]: status.totals[state] for state in STATES}
    row = next(row for row in table.iter_rows(min_row=4) if row[0].value == "13")
    assert row[2].value == f"○ {STATE_LABELS['accepted'][language]}"
    assert row[3].value == 2
    heads = [cell.value for cell in table[3]][4:7]
    assert heads == {"ja": ["未記入", "要修正", "要確認"], "en": ["To answer", "To correct", "To check"]}[language]
    hokkaido = next(row for row in table.iter_rows(min_row=4) if row[0].value == "01")
    assert [cell.value for cell in hokkaido[3:7]] == [1, 1, 1, 1]
    assert row[8].value == dt.datetime(2026, 11, 30)
    assert row[10].hyperlink is not None
    assert str(row[10].hyperlink.target).replace("\\", "/") == "../submissions/2026/joint-procurement_2026_13.xlsx"
    tokyo = next(
        cell.value
        for row in formulas.worksheets[0]
        for cell in row
        if isinstance(cell.value, str) and '"13 ○"' in cell.value
    )
    assert f"#'{table.title}'!A{row[0].row}" in tokyo, "a tile leads to its row"


def test_the_workbook_shows_until_when_those_may_answer_who_have_longer(survey: Survey) -> None:
    survey = replace(survey, extended={"05": dt.date(2026, 12, 25)})
    status = round_status(survey, a_round(survey), TODAY)
    table = load_workbook(BytesIO(draw_status_workbook(survey, status, None, "ja")))["一覧"]
    assert table["H3"].value == "延長後の期限"
    told = {row[0].value: row[7].value for row in table.iter_rows(min_row=4)}
    assert {code: day for code, day in told.items() if day} == {"05": dt.datetime(2026, 12, 25)}


def test_the_workbook_is_one_that_excel_opens(survey: Survey) -> None:
    status = round_status(survey, a_round(survey), TODAY)
    paths = [survey.workspace / name for name in ("status.xlsx", "again.xlsx")]
    for path in paths:
        write_status_workbook(survey, status, path, "ja")
    assert problems(paths[0]) == []
    assert xsd_problems(paths[0]) == []
    assert paths[0].read_bytes() == paths[1].read_bytes(), "the same round on the same day gives the same bytes"


def test_the_workbook_is_written_where_asked(survey: Survey) -> None:
    path = survey.workspace / "new folder" / "status.xlsx"
    write_status_workbook(survey, round_status(survey, a_round(survey), TODAY), path, "ja")
    assert load_workbook(path).sheetnames == ["状況", "一覧"]


# What comes next


def commands(survey: Survey, found: Collected, today: dt.date = TODAY) -> list[str]:
    steps = next_steps(survey, found, round_status(survey, found, today), history_of(survey))
    assert steps, "there is always something to do"
    return [step.command for step in steps]


def with_forms(survey: Survey) -> None:
    survey.templates.mkdir(parents=True)
    for code in survey.places.prefectures:
        form_path(survey, code).touch()


def everyone(survey: Survey, *others: Submission) -> Collected:
    """A round in which every prefecture but those of `others` has nothing to report."""
    codes = {each.prefecture_code for each in others}
    return collected(
        survey, *others, *(a_submission(survey, code) for code in survey.places.prefectures if code not in codes)
    )


def test_an_empty_folder_begins_with_settings_and_forms(survey: Survey) -> None:
    assert commands(survey, collected(survey)) == ["init"], "before that nobody knows what the forms would say"
    (survey.workspace / "survey.toml").touch()
    settings, form = next_steps(
        survey, collected(survey), round_status(survey, collected(survey), TODAY), history_of(survey)
    )
    assert (settings.command, form.command) == ("", "generate")
    assert settings.why.ja.startswith(
        "設定（survey.toml）に期限、事務局の名称、連絡先などを記入します（記入例のまま又は空欄の項目：事務局の名称（secretariat.name）、"
    )
    assert "still as in the example, or blank: the secretariat's name (secretariat.name)," in settings.why.en
    survey.templates.mkdir(parents=True)
    (survey.templates / "~$13東京都.xlsx").touch()
    assert commands(survey, collected(survey)) == ["", "generate"], "what Excel lays beside a form is none"


def test_where_there_is_a_last_round_its_answers_are_carried_over(survey: Survey, tmp_path: Path) -> None:
    (survey.workspace / "survey.toml").touch()
    last = tmp_path / "the last one"
    begun = replace(survey, round=survey.round.model_copy(update={"last_workspace": last}))
    found = collected(begun)

    def last_step() -> tuple[str, str]:
        *_, step = next_steps(begun, found, round_status(begun, found, TODAY), history_of(begun))
        return step.command, step.why.ja

    assert last_step() == ("generate", "47都道府県の調査票を作成します。")
    returned = last / "submissions" / "2025" / "13.xlsx"
    returned.parent.mkdir(parents=True)
    returned.touch()
    assert last_step() == (
        "generate --previous",
        f"前回の回答を転記して、47都道府県の調査票を作成します（前回の提出ファイル：{returned.parent}）。",
    )


def test_forms_are_sent_before_anything_is_waited_for(survey: Survey) -> None:
    with_forms(survey)
    assert commands(survey, collected(survey)) == ["mail invite"]
    folder = drafts_folder(survey, "invite")
    folder.mkdir(parents=True)
    (folder / "13_tokyo.eml").touch()
    assert commands(survey, collected(survey)) == [
        "record sent invite",
        "mail invite",
        "validate",
    ], "a draft is no letter sent, and 46 others were not asked yet"
    sending, *_ = next_steps(
        survey, collected(survey), round_status(survey, collected(survey), TODAY), history_of(survey)
    )
    assert sending.why.ja == "作成済みの下書きを送信し、送信した後に記録します（1件）。"
    assert sending.why.en == "Send the drafts that were written, then note that they were sent (1)."
    invited(survey, "13")
    assert commands(survey, collected(survey)) == ["mail invite", "validate"], "46 others were not asked yet"


def test_whom_to_write_to_is_asked_for_before_letters(survey: Survey) -> None:
    with_forms(survey)
    rows = "prefecture_code,department,person,email,kind\n13,課,,a@pref13.example.lg.jp,to\n"
    (survey.workspace / "contacts.csv").write_text(rows, encoding="utf-8")
    found = collected(survey)
    first, second = next_steps(survey, found, round_status(survey, found, TODAY), history_of(survey))
    assert (first.command, second.command) == ("", "mail invite")
    assert first.why.ja == "連絡先の一覧（contacts.csv）に宛先を記入します（宛先のない都道府県：46団体）。"
    assert (
        first.why.en
        == "Write down in the list of contacts (contacts.csv) whom to write to (prefectures without anybody: 46 prefectures)."
    )


def with_contacts(survey: Survey, codes: Iterable[str]) -> None:
    rows = "".join(f"{code},課,,a@pref{code}.example.lg.jp,to\n" for code in codes)
    head = "prefecture_code,department,person,email,kind\n"
    (survey.workspace / "contacts.csv").write_text(head + rows, encoding="utf-8")


def test_who_was_not_asked_because_nobody_is_known_there_is_named_as_long_as_it_may_answer(survey: Survey) -> None:
    with_forms(survey)
    others = [code for code in survey.places.prefectures if code not in ("16", "18")]
    with_contacts(survey, ["18", *others])
    invited(survey, *others)
    found = collected(survey)

    def told(today: dt.date = TODAY) -> list[tuple[str, str, str]]:
        steps = next_steps(survey, found, round_status(survey, found, today), history_of(survey))
        return [
            (each.command, each.why.ja, each.why.en)
            for each in steps
            if each.command not in ("validate", "mail remind")
        ]

    assert told() == [
        (
            "",
            "連絡先の一覧（contacts.csv）に宛先がないため、1団体に調査票を送付していません（富山県）。宛先を記入し、調査票を送付します"
            "（survey-tool mail invite）。",
            "Forms were not sent to prefectures for which the list of contacts (contacts.csv) has no addressee: 1 (Toyama). Write somebody "
            "down, then send the forms (survey-tool mail invite).",
        ),
        (
            "mail invite 18",
            "調査票を送付した記録も下書きもない1団体に、メールの下書きを作成します（福井県）。",
            "Write the e-mails to those of whom neither a draft nor a note tells that their forms went out: 1 (Fukui).",
        ),
    ]
    assert waited_for(survey, found, history_of(survey)) == {"16": "an address", "18": "the form to go out"}
    listed = {lang: command("status", workspace=survey.workspace, lang=lang).out for lang in LANGUAGES}
    assert re.findall(r"^1[5-8] .*", listed["ja"], re.MULTILINE) == [
        "15     新潟県   － 未提出",
        "16     富山県   － 未提出（宛先なし）",
        "17     石川県   － 未提出",
        "18     福井県   － 未提出（送付の記録なし）",
    ]
    assert re.findall(r"^1[68] .*", listed["en"], re.MULTILINE) == [
        "16   Toyama     － Not returned (no addressee)",
        "18   Fukui      － Not returned (not noted as sent)",
    ]
    assert told(dt.date(2026, 12, 12)) == [], "after the deadline nobody is invited"
    found = collected(survey, a_submission(survey, "16"), a_submission(survey, "18"))
    assert told() == [], "who has answered was asked somehow"
    assert waited_for(survey, found, history_of(survey)) == {}


def test_of_many_it_is_said_where_they_are_listed(survey: Survey) -> None:
    codes = tuple(survey.places.prefectures)
    names = few_or_where(survey, codes[:6])
    assert names.ja == "北海道、青森県、岩手県、宮城県、秋田県、山形県"
    assert names.en == "Hokkaido, Aomori, Iwate, Miyagi, Akita, Yamagata"
    assert few_or_where(survey, codes[:7]).ja == "一覧は survey-tool status で表示します"
    assert few_or_where(survey, codes[:7]).en == "survey-tool status lists them"


def test_an_unreadable_file_is_asked_about_or_its_owner_is(survey: Survey) -> None:
    with_forms(survey)
    found = everyone(survey, replace(unreadable("a.xlsx"), owner=Owner("02")), unreadable("scan.xlsx"))
    name_it, ask, *_ = next_steps(survey, found, round_status(survey, found, TODAY), history_of(survey))
    assert (name_it.command, ask.command) == ("", "mail correct")
    assert name_it.why.ja == (
        "どの都道府県のものか分からないファイルがあります（scan.xlsx）。提出元を確認し、記録します（survey-tool record owner）。"
    )
    assert ask.why.ja == "修正を依頼するメールの下書きを作成します（1件）。"


def test_the_record_tells_that_forms_were_sent(survey: Survey) -> None:
    with_forms(survey)
    recorded(survey, "sent", "2026-invite-13-1")
    assert commands(survey, collected(survey)) == ["mail invite", "validate"], "the others were sent nothing"


def test_reminders_come_near_the_deadline_and_after_it(survey: Survey) -> None:
    with_forms(survey)
    found = collected(survey, a_submission(survey, "13", a_case(survey, "13-2026-01")))
    assert commands(survey, found, dt.date(2026, 12, 8)) == ["validate"], "nobody was sent a form"
    invited(survey)
    assert commands(survey, found, dt.date(2026, 12, 7)) == ["validate"]
    assert commands(survey, found, dt.date(2026, 12, 8)) == ["mail remind", "validate"]
    assert commands(survey, found, dt.date(2026, 12, 19)) == ["publish", "mail remind", "validate"]


def test_corrections_are_asked_for_once_for_each_return(survey: Survey) -> None:
    with_forms(survey)
    found = everyone(survey, needing_correction(survey, "01"))
    assert commands(survey, found) == ["mail correct", "validate"]

    letters = correction_requests(survey, found, TODAY)
    for each in letters:
        each.workbook.parent.mkdir(parents=True, exist_ok=True)
        each.workbook.write_bytes(sent_form("01", parent=each.parent or NO_PARENT))
    contacts = Contacts((Contact("01", "課", "", "a@pref01.example.lg.jp", "to"),))
    drafts = drafted(survey, letters, contacts, "ja").drafts
    write_drafts(drafts, drafts_folder(survey, "correct"))
    assert commands(survey, found) == ["record sent correct", "validate"], "it is drafted"
    recorded(survey, "sent", drafts[0].letter.id)
    assert commands(survey, found) == ["", "validate"], "it was asked for: wait"

    again = replace(needing_correction(survey, "01"), sha256="f" * 64)
    assert commands(survey, everyone(survey, again)) == ["mail correct", "validate"], "another return, another letter"


def test_a_conflict_is_settled_first_by_merging(survey: Survey) -> None:
    with_forms(survey)
    files = [
        a_submission(survey, code, status="conflict", file=f"{code}-{n}.xlsx") for code in ("26", "27") for n in (1, 2)
    ]
    found = everyone(survey, *files)
    kyoto, osaka, *_ = next_steps(survey, found, round_status(survey, found, TODAY), history_of(survey))
    assert (kyoto.command, osaka.command) == ("merge 26", "merge 27"), "each by itself: merge takes one prefecture"
    assert kyoto.why.ja == (
        "内容の異なる複数のファイルが提出されています（京都府）。1つの調査票にまとめます。"
        "一方のみを採用する場合は、他方を対象外とします（survey-tool record set-aside ファイル名）。"
    )
    assert osaka.why.en == (
        "More than one differing file came from Osaka. Make one form of them; "
        "if only one of them counts, set the others aside (survey-tool record set-aside FILE)."
    )


def test_when_all_have_answered_the_release_is_next(survey: Survey) -> None:
    with_forms(survey)
    assert commands(survey, everyone(survey)) == ["publish"]
    survey.published.mkdir(parents=True)
    assert commands(survey, everyone(survey)) == ["", "publish"], "it is there, and can be written again"


def test_invitations_go_to_all_with_their_own_forms(survey: Survey) -> None:
    letters = invitations(survey)
    assert [each.letter.prefecture_code for each in letters] == list(survey.places.prefectures)
    assert [each.workbook for each in letters] == [form_path(survey, code) for code in survey.places.prefectures]
