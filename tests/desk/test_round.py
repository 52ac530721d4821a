"""A round from an empty folder to next year in real Chromium, without one command; the same round by commands leaves the same bytes.

Compared are all files of the workspaces, after each part of the round: settings, contacts with the list before, forms, drafts and what
is copied from them, returns, correction copies and what was set aside, the record with its times, the preview, the release. The clock
stands still, so that both note the same times. Left out are only names that begin with a dot: locks, and what the desk keeps to tell
when it was last open.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from time_machine import travel

from survey_tool.demo.typing import entered, type_into
from survey_tool.form.contract.answers import Answers, CaseAnswers, Form
from survey_tool.form.generate import form_path, write_forms
from survey_tool.reference.survey import open_survey
from tests.browser import Browser
from tests.desk.hands import MISTAKES, SETTINGS, WAS, AtTheDesk, ByCommands, address_in, at_the_desk, contact_rows
from tests.mails import eml, locked_xlsx
from tests.secretary import NO_CHANGES, Secretary

WRONG, STRANGE, LOCKED, TELLING, DAMAGED = "16", "18", "20", "25", "26"
TWICE, DOUBTFUL, ASKED, SILENT, NOTHING, PACKED, MISPLACED = "31", "32", "33", "37", "38", ("41", "42"), "45"
CHANGES: Mapping[str, Mapping[str, str]] = {
    WRONG: {"publication": ""},
    TELLING: {"summary": "庁内の連絡に用いる。照会先は 080-1234-5678 とする。"},
    TWICE: {"summary": "庁内の連絡に用いる。"},
    DOUBTFUL: {"annual_cost": "90000000", "cost_basis": "all_participants", "cost_bearing": "prefecture_all"},
    ASKED: {"annual_cost": "80000000", "cost_basis": "all_participants", "cost_bearing": "prefecture_all"},
}
PASSWORD = "ひみつ2026"


def files_of(workspace: Path) -> dict[str, bytes]:
    """Every file of a workspace with what it holds, but for names that begin with a dot."""
    found = (path.relative_to(workspace) for path in workspace.rglob("*") if path.is_file())
    return {
        path.as_posix(): (workspace / path).read_bytes()
        for path in sorted(found)
        if not any(part.startswith(".") for part in path.parts)
    }


@dataclass
class Country:
    """What 47 prefectures send back, made once from the forms that they were sent."""

    workspace: Path
    folder: Path
    returned: dict[str, bytes] = field(default_factory=dict)

    def fill_in(self) -> None:
        """Every prefecture answers in the form that it was sent."""
        survey, secretary = open_survey(self.workspace), Secretary(self.workspace, "ja")
        forms = []
        for code in survey.places.prefectures:
            typed = secretary.typed(code, CHANGES.get(code, NO_CHANGES), cases=code != NOTHING)
            respondent = {each.key: entered(each.text, "General") for each in typed if each.topic == "respondent"}
            case = {each.key: entered(each.text, "General") for each in typed if each.topic == "cases"}
            cases = (CaseAnswers(f"{code}-2026-01", case),) if case else ()
            forms.append((Form(code, "ja", Answers(respondent, cases)), self.folder / f"{code}.xlsx"))
        self.returned = {path.stem: path.read_bytes() for path in write_forms(survey, forms)}
        other = secretary.typed(TWICE, {"vendor": "株式会社サンプル"})
        type_into(form_path(survey, TWICE), self.folder / "other.xlsx", other)
        self.returned["other"] = (self.folder / "other.xlsx").read_bytes()

    def mail(self, code: str, name: str = "調査票.xlsx", *, content: bytes = b"") -> bytes:
        """A mail with the form of a prefecture."""
        attached: Mapping[str, bytes] = {name: content or self.returned[code]}
        return bytes(eml(attached, subject=f"【{code}】回答の送付", sender=address_in(code)))

    def mails(self) -> dict[str, bytes]:
        """Of all that simply answer."""
        special = {STRANGE, LOCKED, DAMAGED, TWICE, SILENT, *PACKED, MISPLACED}
        return {f"{code}.eml": self.mail(code) for code in self.returned if code not in special and code.isdecimal()}

    def others(self) -> dict[str, bytes]:
        """What came in every other way: in an archive, locked, damaged, under a wrong name, twice."""
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w") as packed:
            for code in PACKED:
                packed.writestr(zipfile.ZipInfo(f"{code}.xlsx"), self.returned[code])
        return {
            "九州.zip": archive.getvalue(),
            "回答.xlsx": locked_xlsx(self.returned[LOCKED], PASSWORD),
            "調査票（送付）.xlsx": self.returned[DAMAGED][:3000],
            "17石川県.xlsx": self.returned[STRANGE],
            "鳥取県（情報政策課）.xlsx": self.returned[TWICE],
            "鳥取県（市町村課）.xlsx": self.returned["other"],
            "45.xlsx": self.returned[MISPLACED],
        }

    def mended(self) -> bytes:
        """The correction copy of the one that forgot an answer, sent back by mail."""
        (copy,) = (self.workspace / "submissions" / "2026" / "corrections").glob(f"*_{WRONG}_*.xlsx")
        forgotten = [each for each in Secretary(self.workspace, "ja").typed(WRONG) if each.key == "publication"]
        type_into(copy, self.folder / "mended.xlsx", forgotten)
        return self.mail(WRONG, "Re 修正.xlsx", content=(self.folder / "mended.xlsx").read_bytes())


@dataclass
class Both:
    """The two who play the round, side by side."""

    commands: ByCommands
    desk: AtTheDesk

    def __iter__(self) -> Iterator[ByCommands | AtTheDesk]:
        return iter((self.commands, self.desk))

    def see_that_they_agree(self) -> None:
        """Name by name and byte by byte."""
        one, other = files_of(self.commands.workspace), files_of(self.desk.workspace)
        assert one.keys() == other.keys()
        assert [name for name, content in one.items() if content != other[name]] == []
        assert one


class Clock:
    """It is one moment until it is told to be another."""

    def __init__(self) -> None:
        self._travel: travel | None = None

    def on(self, day: dt.date) -> None:
        self.leave()
        self._travel = travel(dt.datetime.combine(day, dt.time(9)).astimezone(), tick=False)
        self._travel.start()

    def leave(self) -> None:
        if self._travel:
            self._travel.stop()
            self._travel = None


@pytest.fixture
def clock() -> Iterator[Clock]:
    found = Clock()
    yield found
    found.leave()


@pytest.mark.long
def test_a_round_at_the_desk_leaves_what_commands_leave(
    browser: Browser, tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "ja_JP.UTF-8")
    clock.on(dt.date(2026, 11, 24))
    here, beside = tmp_path / "at the desk" / "2026", tmp_path / "by commands" / "2026"
    for folder in (here, beside, tmp_path / "filled in"):
        folder.mkdir(parents=True)
    country = Country(beside, tmp_path / "filled in")
    with at_the_desk(browser, here) as desk:
        both = Both(ByCommands(beside), desk)
        forms_go_out(both)
        country.fill_in()
        clock.on(dt.date(2026, 12, 2))
        returns_come_in(both, country)
        what_is_unclear_is_cleared_up(both)
        letters_are_written(both)
        clock.on(dt.date(2026, 12, 9))
        those_are_reminded_who_owe_something(both)
        clock.on(dt.date(2026, 12, 14))
        the_rest_comes(both, country)
        clock.on(dt.date(2027, 3, 2))
        it_is_published(both)
    clock.on(dt.date(2027, 11, 1))
    next_here, next_beside = here.with_name("2027"), beside.with_name("2027")
    for folder in (next_here, next_beside):
        folder.mkdir()
    with at_the_desk(browser, next_here) as desk:
        the_next_round_begins(Both(ByCommands(next_beside), desk))
    with at_the_desk(browser, here) as desk:
        the_last_one_is_closed(Both(ByCommands(beside), desk))


def forms_go_out(both: Both) -> None:
    """From an empty folder: settings with mistakes, contacts from Excel, 47 forms, invitations."""
    for hand in both:
        hand.begin()
        for key, mistake in MISTAKES.items():
            assert hand.settle({key: mistake}) == [key], "at its field"
            hand.settle({key: {**SETTINGS, **WAS}[key]})
        assert hand.settle(SETTINGS) == []
        assert hand.address(contact_rows(wrong=True)) == "23", "the row in Excel"
        assert hand.address(contact_rows()) == ""
    both.see_that_they_agree()
    for hand in both:
        assert "調査票を47件作成しました" in hand.forms()
        hand.draft("invite")
        hand.note_sent("invite")
    both.see_that_they_agree()


def returns_come_in(both: Both, country: Country) -> None:
    """By mail, in archives, locked, damaged, under another's name, twice."""
    mails, others = country.mails(), country.others()
    assert len(mails) == 39
    for hand in both:
        said = hand.receive(mails)
        assert "「事例」シート" in said
        assert "未記入です（必須）。" in said
        said = hand.receive(others)
        for told in ("回答.xlsx", "17石川県.xlsx", "鳥取県（市町村課）.xlsx"):
            assert told in said
    both.see_that_they_agree()


def what_is_unclear_is_cleared_up(both: Both) -> None:
    """Whose a file is, a password, two that differ, doubts, a file set aside by mistake, a note taken back."""
    for hand in both:
        hand.unlock("回答.xlsx", PASSWORD)
        hand.look()
        hand.note_owner("17石川県.xlsx", STRANGE)
        hand.note_owner("調査票（送付）.xlsx", DAMAGED)
        assert "1つの調査票にまとめました" in hand.merge(TWICE)
        hand.look()
        hand.set_aside("45.xlsx")
        hand.take_back("45.xlsx")
        hand.confirm(f"{DOUBTFUL}-2026-01", "magnitude", "annual_cost", "電話で確認")
        hand.note(DAMAGED, "担当は佐藤氏（内線123）")
        hand.note(DAMAGED, "誤って記録したもの")
        hand.undo(DAMAGED)
    both.see_that_they_agree()


def letters_are_written(both: Both) -> None:
    """Corrections and questions, each noted as sent."""
    for hand in both:
        for kind in ("correct", "ask"):
            hand.draft(kind)
            hand.note_sent(kind)
    both.see_that_they_agree()
    drafted = sorted(each.stem[:2] for each in (both.desk.workspace / "mail" / "2026" / "correct").glob("*.eml"))
    assert drafted == [WRONG, DAMAGED]


def those_are_reminded_who_owe_something(both: Both) -> None:
    """One of them is then given longer, which is told with a new form."""
    for hand in both:
        hand.draft("remind")
        hand.note_sent("remind")
        hand.extend(SILENT, "2027-01-08")
        hand.forms(SILENT)
        hand.draft("extend")
        hand.note_sent("extend")
    both.see_that_they_agree()


def the_rest_comes(both: Both, country: Country) -> None:
    """The correction copy, a whole file in place of the damaged one, the answer of the one that was silent; a doubt is settled."""
    mended = country.mended()
    rest = {"修正.eml": mended, "26.xlsx": country.returned[DAMAGED], "37.eml": country.mail(SILENT)}
    for hand in both:
        hand.receive(rest)
        hand.set_aside("調査票（送付）.xlsx")
        hand.confirm(f"{ASKED}-2026-01", "magnitude", "annual_cost", "メールで回答")
    both.see_that_they_agree()


def it_is_published(both: Both) -> None:
    """A preview for approval; the release, after the question about what seems to tell of persons."""
    for hand in both:
        hand.preview()
        asked = hand.publish()
        assert "個人に関する記載等が未確認の事例：1件" in asked
        assert f"{TELLING}-2026-01" in asked
    both.see_that_they_agree()
    release = both.desk.workspace / "published" / "2026"
    assert (release / "data" / "cases.csv").read_text(encoding="utf-8-sig").count("\n") == 47, "46 cases"


def the_next_round_begins(both: Both) -> None:
    """In a folder of its own, with what came along and last year's answers in the forms."""
    days = {"round": "2027", "as_of": "2027-12-01", "sent_on": "2027-11-24", "deadline": "2027-12-10"}
    for hand in both:
        hand.follow(hand.workspace.with_name("2026"))
        assert hand.settle({**days, "second_deadline": "2027-12-17", "published_on": "2028-03-01"}) == []
        said = hand.forms(previous=True)
        assert "前回の回答を転記した都道府県：47（事例46件）" in said
        hand.draft("invite")
    both.see_that_they_agree()


def the_last_one_is_closed(both: Both) -> None:
    """What was personal goes; a later note is still taken."""
    for hand in both:
        hand.close()
        hand.note(DAMAGED, "照会に回答した")
    both.see_that_they_agree()
    assert not any(name.startswith(("submissions/", "mail/")) for name in files_of(both.desk.workspace))
