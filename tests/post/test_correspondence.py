"""Each prefecture gets the letter that is due, with the workbook that belongs to it, and nobody gets another."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from survey_tool.form.contract.marker import FIRST_ANSWER_COLUMN, Marker, parent_of
from survey_tool.form.generate import form_path, generate
from survey_tool.intake.cells.grid import CellFault
from survey_tool.intake.judging.submission import Collected, Submission
from survey_tool.intake.locating.owner import Owner
from survey_tool.intake.redrawing.corrections import copy_name, write_corrections
from survey_tool.post.kinds.correct import Correct
from survey_tool.post.kinds.invite import Invite
from survey_tool.post.kinds.remind import Remind
from survey_tool.post.letters.contacts import Contact, Contacts
from survey_tool.post.letters.correspondence import Enclosed, drafted
from survey_tool.post.letters.folders import drafts_folder
from survey_tool.post.letters.letter import AboutReturn
from survey_tool.questionnaire.findings.cell_names import cell_name
from survey_tool.questionnaire.findings.finding import finding
from survey_tool.reference.survey import Survey
from survey_tool.wording.handwritten import MistakesError
from survey_tool.wording.words import LANGUAGES, NOTHING, Words
from tests.cases import a_case, a_submission, a_survey, a_wrong_case, collected, unreadable
from tests.forms import Paper, blank, case_of, filled, the_survey
from tests.postbag import correction_requests, due, invitations, invited, questions, recorded, reminders
from tests.postbag import drafted as a_draft

EARLY, LATE, VERY_LATE = dt.date(2026, 12, 4), dt.date(2026, 12, 14), dt.date(2026, 12, 19)
HASH = "0123456789ab" + "0" * 52


@pytest.fixture
def survey(tmp_path: Path) -> Survey:
    return a_survey(tmp_path)


def to_correct(survey: Survey, code: str, sha256: str = HASH) -> Submission:
    label = survey.questionnaire.case.questions()["name"].label
    place = {"sheet": "事例", "key": "name", "case_id": f"{code}-2026-01", "topic": "cases", "label": label}
    findings = (
        finding("required", {"do": Words("調達名称を入力してください。", "Enter it.")}, cell="C6", **place),
        finding("magnitude", {"oku": 1}, cell="R6", **{**place, "key": "initial_cost"}),
        finding("normalised", {"read_as": "1"}, cell="S6", **place),
    )
    case = a_wrong_case(survey, f"{code}-2026-01")
    return replace(a_submission(survey, code, case, status="needs_correction", findings=findings), sha256=sha256)


def broken(code: str) -> Submission:
    name = f"joint-procurement_2026_{code}.xls"
    said = finding("file-encrypted", {}, file=name)
    return replace(unreadable(name), owner=Owner(code), findings=(said,))


def a_round(survey: Survey) -> Collected:
    """Hokkaido must correct, Aomori sent what cannot be read, Iwate and Miyagi are done, Osaka is in conflict."""
    return collected(
        survey,
        to_correct(survey, "01"),
        broken("02"),
        a_submission(survey, "03", a_case(survey, "03-2026-01")),
        a_submission(survey, "04"),
        broken("04"),
        *(a_submission(survey, "27", status="conflict", file=f"{n}.xlsx") for n in range(2)),
    )


def by_prefecture(letters: list[Enclosed]) -> dict[str, Enclosed]:
    found = {each.letter.prefecture_code: each for each in letters}
    assert len(found) == len(letters)
    return found


def not_reminded(survey: Survey, found: Collected) -> tuple[str, ...]:
    """The prefectures of which the secretariat is told that they are not reminded before their return was answered."""
    not_due = due("remind", survey, found, EARLY).not_due
    return next((codes for why, codes in not_due.items() if "survey-tool mail correct" in why.ja), ())


# Invitations


@pytest.mark.slow
def test_an_invitation_tells_how_many_cases_are_filled_in(tmp_path: Path) -> None:
    from survey_tool.form.contract.answers import Answers, CaseAnswers

    survey = a_survey(tmp_path, form={"cases": 2})
    rows = tuple(CaseAnswers(f"13-2025-0{n}", {"name": f"事例{n}"}, carried_over=True) for n in (1, 2, 3))
    generate(survey, ["01", "13"], previous={"13": Answers(cases=rows)})

    letters = by_prefecture(invitations(survey))
    assert list(letters) == list(survey.places.prefectures)
    assert {code: each.workbook for code, each in letters.items()} == {
        code: form_path(survey, code) for code in letters
    }
    tokyo, hokkaido = letters["13"].letter, letters["01"].letter
    assert isinstance(tokyo, Invite)
    assert isinstance(hokkaido, Invite)
    assert (tokyo.carried_over, hokkaido.carried_over) == (3, 0)
    assert tokyo.deadline == survey.round.deadline


# Reminders


def asked_to_correct(survey: Survey, *returns: Submission) -> None:
    """The record tells that the requests went out."""
    for each in returns:
        recorded(survey, "sent", f"2026-correct-{each.prefecture_code}-1-{parent_of(each.sha256)}")


@pytest.fixture
def sent(survey: Survey) -> Survey:
    """A workspace of which the record tells that every prefecture got its form."""
    invited(survey)
    return survey


@pytest.fixture
def asked(sent: Survey) -> Survey:
    """The same, where Hokkaido and Aomori were written to about what they returned."""
    asked_to_correct(sent, to_correct(sent, "01"), broken("02"))
    return sent


def why_not(survey: Survey, found: Collected, today: dt.date = EARLY) -> dict[str, str]:
    """In which sentence a prefecture stands that is not reminded, without its name."""
    said = due("remind", survey, found, today)
    return {
        code: sentence.ja.removesuffix("：{names}")
        for sentence, codes in {**said.not_due, **said.needless}.items()
        for code in codes
    }


def test_a_draft_is_no_letter_that_was_sent(survey: Survey) -> None:
    for kind, name in (("invite", "13_tokyo"), ("correct", f"01_hokkaido_{HASH[:12]}")):
        path = drafts_folder(survey, kind) / f"{name}.eml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    found = a_round(survey)
    assert reminders(survey, found, EARLY) == []
    told = why_not(survey, found)
    assert told["13"] == (
        "調査票を送信した記録がないため、督促していません。送信した場合は、そのことを記録してください（survey-tool record sent invite）"
    )
    assert told["01"] == (
        "届いたファイルについて修正の依頼を送信した記録がないため、督促していません。修正を依頼するメール（survey-tool mail correct）"
        "を送信し、送信したことを記録してください（survey-tool record sent correct）"
    )
    invited(survey, "13")
    assert list(by_prefecture(reminders(survey, found, EARLY))) == ["13"]
    asked_to_correct(survey, to_correct(survey, "01"))
    assert list(by_prefecture(reminders(survey, found, EARLY))) == ["01", "13"]


def test_who_is_not_reminded_is_told_with_the_reason(asked: Survey) -> None:
    told = why_not(asked, replace(a_round(asked), waiting={"05": ("a.xlsx",)}))
    assert told["03"] == told["04"] == "受理しているため、督促は不要です"
    assert told["27"].startswith(
        "内容の異なる複数の調査票が提出されているため、督促していません。1つにまとめ、どちらが正しいかを確認してください（survey-tool merge"
    )
    assert told["05"] == (
        "提出されたものと思われるファイルが、確認の対象とならない場所に保存されているため、督促していません"
    )
    assert sorted(told) == ["03", "04", "05", "27"]


def test_nobody_is_reminded_blindly_where_a_file_is_nobodys(asked: Survey) -> None:
    found = collected(asked, unreadable("scan.xlsx"))
    said = due("remind", asked, found, EARLY)
    assert len(said.letters) == 47
    assert said.noted.ja == (
        "どの都道府県のものか分からないファイルがあります（scan.xlsx）。提出した都道府県に督促しないよう、先に確認してください。"
    )
    assert said.noted.en.startswith("It is not known which prefectures these files came from: scan.xlsx.")


def test_nobody_is_reminded_while_a_file_that_may_be_anybodys_is_still_being_copied(asked: Survey) -> None:
    """It may be the answer of any of them, as an archive or a mail is; a minute later it says whose it is. Who gets no letter for another
    reason is told that one."""
    said_here = finding(
        "file-not-readable-here", {"reason": Words("保存又はコピーの途中のファイル", "-")}, file="九州.zip"
    )
    round_, copied = a_round(asked), replace(unreadable("九州.zip"), sha256="", findings=(said_here,))
    said = due("remind", asked, replace(round_, submissions=(*round_.submissions, copied)), EARLY)
    assert said.letters == ()
    why = {code: sentence.ja for sentence, codes in {**said.not_due, **said.needless}.items() for code in codes}
    assert {why["01"], why["13"]} == {
        "届いたファイルを事務局で解凍するか、読み取ることができるようにする必要があるため、督促していません：{names}"
    }
    assert why["03"] == "受理しているため、督促は不要です：{names}"
    assert said.noted.ja.startswith(
        "この端末で読み取ることのできないファイルがあります（九州.zip）。コピーが終わっていること"
    )
    theirs = replace(copied, owner=Owner("13"))
    said = due("remind", asked, replace(round_, submissions=(*round_.submissions, theirs)), EARLY)
    assert "13" not in by_prefecture(list(said.letters))
    assert "01" in by_prefecture(list(said.letters)), "whose file it is, is known"
    assert not said.noted


def test_an_archive_of_another_kind_may_be_of_one_who_is_reminded(asked: Survey) -> None:
    packed = replace(unreadable("回答.7z"), findings=(finding("file-packed", {"kind": "7z"}, file="回答.7z"),))
    said = due("remind", asked, collected(asked, packed), EARLY)
    assert len(said.letters) == 47
    assert said.noted.ja.startswith("どの都道府県のものか分からないファイルがあります（回答.7z）。")


def test_only_those_who_owe_something_are_reminded(asked: Survey) -> None:
    letters = by_prefecture(reminders(asked, a_round(asked), EARLY))
    assert {"03", "04", "27"}.isdisjoint(letters)
    assert {"01", "02", "13", "47"} <= set(letters)
    assert len(letters) == 44


def test_who_has_not_been_asked_about_the_last_return_is_asked_and_not_reminded(sent: Survey) -> None:
    survey = sent
    assert not_reminded(survey, a_round(survey)) == ("01", "02")
    assert {"01", "02"}.isdisjoint(by_prefecture(reminders(survey, a_round(survey), EARLY)))

    first, again = to_correct(survey, "01"), to_correct(survey, "01", "f" * 64)
    asked_to_correct(survey, first)
    for returned, expected in ((first, ()), (again, ("01",))):
        found = collected(survey, returned)
        assert not_reminded(survey, found) == expected
        assert ("01" in by_prefecture(reminders(survey, found, EARLY))) is (not expected)
    recorded(survey, "sent", f"2026-correct-01-1-{'f' * 12}", day=28)
    assert not_reminded(survey, collected(survey, again)) == ()


def test_a_reminder_of_a_correction_brings_the_correction_copy_again(asked: Survey) -> None:
    survey = asked
    letters = by_prefecture(reminders(survey, a_round(survey), EARLY))
    hokkaido, tokyo = letters["01"], letters["13"]
    assert isinstance(hokkaido.letter, Remind)
    assert isinstance(tokyo.letter, Remind)

    assert hokkaido.letter.correction_open
    copy = copy_name(survey, to_correct(survey, "01"))
    assert hokkaido.workbook == survey.submissions / "corrections" / copy
    assert not tokyo.letter.correction_open
    assert tokyo.workbook == form_path(survey, "13")


def test_a_reminder_of_what_could_not_be_read_says_so(asked: Survey) -> None:
    survey = asked
    aomori, tokyo = (by_prefecture(reminders(survey, a_round(survey), EARLY))[code] for code in ("02", "13"))
    assert isinstance(aomori.letter, Remind)
    assert isinstance(tokyo.letter, Remind)
    assert (aomori.letter.unreadable, tokyo.letter.unreadable) == (True, False)
    assert aomori.workbook == form_path(survey, "02")


def test_a_reminder_names_the_day_of_the_request_as_the_record_knows_it(survey: Survey) -> None:
    recorded(survey, "sent", "2026-invite-13-1", day=25)
    recorded(survey, "sent", "2026-invite-14-1", day=25)
    recorded(survey, "sent", "2026-invite-14-2", day=27)
    recorded(survey, "refused", "2026-invite-15-1", day=25)
    recorded(survey, "sent", f"2026-correct-01-1-{HASH[:12]}", day=28)
    recorded(survey, "sent", "2026-correct-01-1-ffffffffffff", day=29)
    letters = {code: each.letter for code, each in by_prefecture(reminders(survey, a_round(survey), EARLY)).items()}

    days = {code: letter.sent_on for code, letter in letters.items() if isinstance(letter, Remind)}
    assert days["13"] == dt.date(2026, 11, 25)
    assert days["14"] == dt.date(2026, 11, 27), "the last of them"
    assert "15" not in days, "the record knows of no letter that arrived"
    assert days["01"] == dt.date(2026, 11, 28), "the request about this return, not about another one"


@pytest.mark.parametrize(("today", "expected"), [(EARLY, None), (LATE, dt.date(2026, 12, 18)), (VERY_LATE, None)])
def test_after_the_deadline_the_second_one_is_named_while_it_lasts(
    sent: Survey, today: dt.date, expected: dt.date | None
) -> None:
    letter = by_prefecture(reminders(sent, a_round(sent), today))["13"].letter
    assert isinstance(letter, Remind)
    assert letter.new_deadline == expected
    assert letter.deadline == dt.date(2026, 12, 11)


# Requests for correction


def test_who_returned_a_blank_form_is_told_one_thing() -> None:
    survey, submission = the_survey(), blank("13").judged().submission
    (asked,) = correction_requests(survey, Collected((submission,), ()), EARLY)
    assert isinstance(asked.letter, Correct)
    (mend,) = asked.letter.mends
    assert (mend.place.ja, mend.finding.ja) == ("「回答者」シート", "回答がまだ記入されていません。")
    assert (mend.place.en, mend.finding.en) == ('Sheet "回答者"', "Nothing has been filled in yet.")
    assert mend.remedy.ja.startswith("まず「回答者」シートのF7、F8、F9、F11、F12に、")


def test_corrections_are_asked_of_those_whose_return_has_errors_or_cannot_be_read(survey: Survey) -> None:
    letters = by_prefecture(correction_requests(survey, a_round(survey), EARLY))
    assert list(letters) == ["01", "02"], "Miyagi has returned a good form since"
    hokkaido, aomori = letters["01"].letter, letters["02"].letter
    assert isinstance(hokkaido, Correct)
    assert isinstance(aomori, Correct)

    assert hokkaido.answer == HASH[:12]
    assert [mend.place for mend in hokkaido.mends] == [
        Words("「事例」シート C6「調達名称」（01-2026-01）", 'Sheet "事例", C6 "Procurement name" (01-2026-01)')
    ], "errors only"
    assert hokkaido.mends[0].remedy.ja == "調達名称を入力してください。"
    assert (hokkaido.warnings, hokkaido.unreadable) == (1, False)
    assert letters["01"].workbook == survey.submissions / "corrections" / copy_name(survey, to_correct(survey, "01"))

    assert aomori.unreadable
    assert aomori.mends[0].place == NOTHING, "the letter names the file"
    assert "パスワード" in aomori.mends[0].finding.ja
    assert letters["02"].workbook == form_path(survey, "02"), "the form that was sent"


def test_nothing_is_written_about_a_return_that_may_be_another_prefectures(sent: Survey) -> None:
    survey = sent
    places = survey.places.prefectures
    fills = {"file_prefecture": places["37"].name, "form_prefecture": places["01"].name}
    said = finding("prefecture-mismatch", fills, file="香川県.xlsx")
    returned = to_correct(survey, "01")
    owner = Owner("01", (said,), others=("37",))
    found = collected(survey, replace(returned, owner=owner, findings=(said, *returned.findings)))
    assert correction_requests(survey, found, EARLY) == []
    reminded = by_prefecture(reminders(survey, found, EARLY))
    assert len(reminded) == 45
    told = why_not(survey, found)
    assert set(told) == {"01", "37"}, "it may be the answer of either"
    assert set(told.values()) == {"どの都道府県の提出かを確認する必要があるファイルがあるため、督促していません"}


def test_an_unreadable_correction_is_answered_with_the_copy_that_is_open(survey: Survey) -> None:
    letters = correction_requests(survey, collected(survey, to_correct(survey, "01"), broken("01")), EARLY)
    copy = survey.submissions / "corrections" / copy_name(survey, to_correct(survey, "01"))
    assert [(isinstance(each.letter, Correct) and each.letter.unreadable, each.workbook) for each in letters] == [
        (False, copy),
        (True, copy),
    ]
    assert len({each.letter.id for each in letters}) == 2


@pytest.mark.parametrize(("today", "expected"), [(EARLY, dt.date(2026, 12, 11)), (LATE, dt.date(2026, 12, 18))])
def test_a_correction_is_wanted_by_the_next_deadline(survey: Survey, today: dt.date, expected: dt.date) -> None:
    (letter, *_) = (each.letter for each in correction_requests(survey, a_round(survey), today))
    assert letter.deadline == expected


def test_without_a_deadline_to_come_nothing_is_asked(survey: Survey) -> None:
    with pytest.raises(MistakesError) as caught:
        correction_requests(survey, a_round(survey), VERY_LATE)
    assert caught.value.lines == [
        Words(
            "survey.toml「second_deadline」：2026-12-18を過ぎています。修正後の調査票の回答期限を指定してください。",
            'survey.toml, "second_deadline": 2026-12-18 is over. Give the day by which corrected forms are wanted.',
        )
    ]
    (survey.workspace / "survey.toml").write_text("# days\nsecond_deadline = 2026-12-18\n", encoding="utf-8")
    with pytest.raises(MistakesError, match=r"^survey\.toml, line 2, "):
        correction_requests(survey, a_round(survey), VERY_LATE)


# Drafts


def contacts(*codes: str) -> Contacts:
    return Contacts(tuple(Contact(code, "情報課", "", f"joho@pref{code}.example.lg.jp", "to") for code in codes))


@pytest.mark.slow
def test_a_draft_goes_to_its_own_prefecture_alone_with_its_own_workbook(survey: Survey) -> None:
    generate(survey, ["01", "13", "14"])
    everyone = contacts("01", "13", "14")
    for each in drafted(survey, invitations(survey), everyone, "ja").drafts:
        message = message_from_bytes(each.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        code = each.letter.prefecture_code
        assert each.recipients == (f"joho@pref{code}.example.lg.jp",)
        others = {contact.address for contact in everyone.everyone} - set(each.recipients)
        assert not [address for address in others if address.encode() in each.content]
        (attached,) = message.iter_attachments()
        assert attached.get_filename() == form_path(survey, code).name
        assert attached.get_payload(decode=True) == form_path(survey, code).read_bytes()


def test_who_cannot_be_written_to_is_named(survey: Survey) -> None:
    generate(survey, ["01", "13"])
    done = drafted(survey, invitations(survey), contacts("01", "14"), "ja")
    assert [each.letter.prefecture_code for each in done.drafts] == ["01"]
    assert "13" in done.without_contact
    assert len(done.without_contact) == 45
    assert "14" in done.without_workbook
    assert "01" not in done.without_workbook


def test_the_workspace_s_own_text_is_used(survey: Survey) -> None:
    generate(survey, ["13"])
    letters = survey.workspace / "letters"
    letters.mkdir()
    (letters / "invite_ja.txt").write_text("〔都道府県名〕への依頼\n\n〔宛名〕\n〔署名〕\n", encoding="utf-8")
    (draft,) = drafted(survey, invitations(survey), contacts("13"), "ja").drafts
    assert draft.subject == "東京都への依頼"


def test_a_correction_is_sent_with_the_copy_that_was_drawn(survey: Survey) -> None:
    marker = Marker("2026", "01", "cases", "ja")
    found = collected(survey, replace(to_correct(survey, "01"), marker=marker))
    (path,) = write_corrections(survey, found, survey.submissions / "corrections").needed
    (draft,) = drafted(survey, correction_requests(survey, found, EARLY), contacts("01"), "ja").drafts
    message = message_from_bytes(draft.content, policy=policy.default)
    assert isinstance(message, EmailMessage)
    (attached,) = message.iter_attachments()
    assert attached.get_payload(decode=True) == path.read_bytes()


RESPONDENT = {"department": "情報政策課", "person": "山田 花子", "email": "Hanako@pref.example.lg.jp"}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("email", "copy"),
    [
        (RESPONDENT["email"], "情報政策課 山田 花子 <Hanako@pref.example.lg.jp>"),
        ("01@PREF.example.lg.jp", None),  # a contact already
        ("a@b.jp\nBcc: c@d.jp", None),  # no address that can be used
        (None, None),
    ],
)
def test_a_copy_of_the_request_goes_to_the_address_that_the_form_asks_for(
    survey: Survey, email: str | None, copy: str | None
) -> None:
    marker = Marker("2026", "01", "cases", "ja")
    returned = replace(to_correct(survey, "01"), marker=marker, respondent={**RESPONDENT, "email": email})
    found = collected(survey, returned)
    write_corrections(survey, found, survey.submissions / "corrections")
    known = Contacts((Contact("01", "総務課", "", "01@pref.example.lg.jp", "to"),))
    (draft,) = drafted(survey, correction_requests(survey, found, EARLY), known, "ja").drafts
    message = message_from_bytes(draft.content, policy=policy.default)
    assert "01@pref.example.lg.jp" in str(message["To"])
    assert message["Cc"] == copy
    assert draft.recipients == (("01@pref.example.lg.jp", RESPONDENT["email"]) if copy else ("01@pref.example.lg.jp",))


# What is told of a return, to somebody who has its correction copy in front of them


def moved(code: str = "31") -> Paper:
    """A form whose sheet of cases has another name and two rows more above the running cost."""
    paper = filled(code)
    cases = paper.sheet("cases")
    for _ in range(2):
        cases.insert_row(paper.place("cases", "annual_cost")[0])
    return paper


def renamed(paper: Paper) -> Submission:
    paper.sheet("cases").name = "事例（改）"
    return paper.judged().submission


def places(enclosed: list[Enclosed]) -> list[str]:
    (each,) = enclosed
    assert isinstance(each.letter, AboutReturn)
    return [mend.place.ja for mend in each.letter.mends]


def test_a_request_names_the_places_of_the_copy_that_it_asks_to_correct() -> None:
    survey, paper = the_survey(), moved()
    cell = paper.type("cases", "annual_cost", "たくさん", case_of("31", 1))
    submission = renamed(paper)
    (error,) = submission.errors
    assert (error.sheet, error.cell, cell) == ("事例（改）", "F26", "F26"), "the report speaks of what was returned"
    letters = correction_requests(survey, Collected((submission,), ()), EARLY)
    assert places(letters) == ["「事例」シート F24「年間運用費」（31-2026-01）"]


def test_one_cause_at_many_cells_is_one_line_of_the_letter() -> None:
    """A column of formulas without values took a line a cell, ten of which the letter listed."""
    paper, case_id = filled("31"), case_of("31", 1)
    asked = [key for key in the_survey().questionnaire.cases_sheet.questions if key not in ("case_id", "reviewed")]
    for key in asked:
        paper.type("cases", key, CellFault("error-value", "#REF!"), case_id)
    paper.type("cases", "publication", None, case_of("31", 2))
    paper.type("cases", "publication", None, case_of("31", 3))
    submission = paper.judged().submission
    broken = sum(each.code == "error-value" for each in submission.errors)
    (each,) = correction_requests(the_survey(), Collected((submission,), ()), EARLY)
    letter = each.letter
    assert isinstance(letter, AboutReturn)
    assert (broken > 50, letter.count, letter.unlisted) == (True, len(submission.errors), 0)
    formulas, unanswered = letter.mends
    first, last = paper.place("cases", asked[0], case_id)[0], paper.place("cases", asked[-2], case_id)[0]
    assert formulas.place.ja.startswith(f"「事例」シート F{first}:F")
    assert f"F{last}" in formulas.place.ja
    assert formulas.place.ja.endswith(f"（31-2026-01）（{broken}か所）")
    assert (formulas.finding.ja, formulas.remedy.ja) == (
        "セルにエラー値があります。（記入内容：「#REF!」）",
        "数式ではなく、値を記入してください。",
    )
    assert (unanswered.place.ja, unanswered.count) == ("「事例」シート G73、H73「公表の可否」", 2)


def test_a_question_names_the_places_of_the_copy_that_goes_with_it() -> None:
    survey, paper = the_survey(), moved()
    paper.type("cases", "total_cost", 99_000_000, case_of("31", 1))
    paper.sheet("cases").merge(70, 6, 71, 6)
    submission = renamed(paper)
    assert {each.cell for each in submission.questions} == {"F27", "F70"}
    assert places(questions(survey, Collected((submission,), ()), EARLY)) == [
        "「事例」シート F25「契約期間の総額」（31-2026-01）",
        "提出いただいた調査票の「事例（改）」シート F70",
    ], "the copy has no merged cells"


def test_a_case_without_an_id_is_named_where_the_copy_has_given_it_one() -> None:
    paper = filled("31")
    row, column = paper.place("cases", "case_id", case_of("31", 1))
    paper.sheet("cases").put(row, column, None)
    submission = paper.judged().submission
    told = {each.code: each.cell for each in submission.errors}
    assert told["case-id-missing"] == "F2"
    letters = correction_requests(the_survey(), Collected((submission,), ()), EARLY)
    (given,) = submission.given_ids.values()
    at = FIRST_ANSWER_COLUMN + [each.case_id for each in submission.typed.cases].index(given)
    assert f"「事例」シート {cell_name(2, at)}「事例番号」（{given}）" in places(letters)


def test_a_mark_goes_by_its_municipality() -> None:
    paper = filled("13")
    for key in ("all", "131016"):
        paper.type("participants", key, "済", case_of("13", 1))
    letters = correction_requests(the_survey(), Collected((paper.judged().submission,), ()), EARLY)
    assert places(letters) == [
        "「参加団体」シート F5「全団体」（13-2026-01）",
        "「参加団体」シート F6「千代田区」（13-2026-01）",
    ]


def test_of_a_blank_form_nobody_says_that_its_answers_were_carried_over() -> None:
    asked: list[Correct] = []
    for paper in (blank("13"), filled("13")):
        paper.type("respondent", "phone", "2345" if asked else None)
        (each,) = correction_requests(the_survey(), Collected((paper.judged().submission,), ()), EARLY)
        assert isinstance(each.letter, Correct)
        asked.append(each.letter)
    for language in LANGUAGES:
        nothing, something = (a_draft(each, language).pieces.body for each in asked)
        carried_over = Words("提出いただいた内容を全て転記し", "holds all your answers")[language]
        assert carried_over not in nothing
        assert Words("添付の調査票に記入し、", "Please fill in the attached form")[language] in nothing
        assert carried_over in something
        assert Words("添付の調査票に記入し、", "Please fill in the attached form")[language] not in something


def test_of_a_form_whose_carried_over_cases_were_cleared_nobody_says_so_either() -> None:
    submission = blank("13", carried=["13-2025-07"]).judged().submission
    (each,) = correction_requests(the_survey(), Collected((submission,), ()), EARLY)
    assert isinstance(each.letter, Correct)
    assert "転記し" not in a_draft(each.letter, "ja").pieces.body


def test_a_file_goes_by_the_name_that_its_sender_knows() -> None:
    paper = filled("13")
    paper.type("respondent", "phone", "2345")
    submission = replace(paper.judged().submission, file="京都.eml/資料.zip/調査票/回答（京都府）.xlsx")
    (each,) = correction_requests(the_survey(), Collected((submission,), ()), EARLY)
    assert isinstance(each.letter, AboutReturn)
    assert each.letter.file_name == "回答（京都府）.xlsx"
