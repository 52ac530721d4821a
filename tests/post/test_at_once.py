"""Two who do the same at the same moment: it is in the record once, and neither is told of a trouble. Nor is anything written down
of a file that somebody is just copying."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from survey_tool.post import acts, lost_record
from survey_tool.post.record.history import history_of
from survey_tool.post.record.keeping import append
from survey_tool.post.record.line import Line, by_content
from survey_tool.post.rounds.publishing import preview_and_record, publish_and_record
from survey_tool.reference.survey import Survey, open_survey
from survey_tool.release import atomic, writing
from survey_tool.release.atomic import NotReplaced
from survey_tool.wording.words import Words
from tests.mails import eml
from tests.rounds import a_round, no_dashboard

SHA256 = "0123456789abcdef" * 4
DAY = dt.date(2027, 2, 1)
Act = Callable[[Survey], object]
ACTS: dict[str, Act] = {
    "extended": lambda survey: acts.extended(survey, "13", DAY),
    "copy-allowed": lambda survey: acts.copy_allowed(survey, "13", "lg.example.jp"),
    "owner": lambda survey: acts.owned(survey, survey.submissions / "form.xlsx", "13"),
    "published": lambda survey: acts.published(survey, SHA256, 12),
    "previewed": lambda survey: acts.previewed(survey, SHA256, survey.workspace / "preview"),
    "merged": lambda survey: acts.merged(survey, "13", SHA256, "one.xlsx", ["a.xlsx", "b.xlsx"]),
    "unlocked": lambda survey: acts.unlocked(survey, survey.submissions / "form.xlsx"),
    "generated": lambda survey: lost_record.note_generated(survey, 47),
    "set-aside": lambda survey: acts.set_aside(survey, survey.submissions / "form.xlsx"),
    "taken-back": lambda survey: acts.taken_back(survey, survey.submissions / "set-aside" / "again.xlsx"),
}


@pytest.fixture
def survey(tmp_path: Path) -> Survey:
    (tmp_path / "survey.toml").touch()
    survey = open_survey(tmp_path)
    (survey.submissions / "set-aside").mkdir(parents=True)
    (survey.submissions / "form.xlsx").write_bytes(b"a form")
    (survey.submissions / "set-aside" / "again.xlsx").write_bytes(b"another")
    for path in survey.submissions.rglob("*.xlsx"):
        os.utime(path, (0, 0))  # long since
    return survey


def another_first(monkeypatch: pytest.MonkeyPatch, survey: Survey, act: Act) -> None:
    """Somebody else does the same in the moment in which the line of it is about to be written."""
    waiting = [act]

    def first(path: Path, lines: Sequence[Line], **how: Any) -> tuple[Line, ...]:
        if waiting:
            waiting.pop()(survey)
        return append(path, lines, **how)

    for module in (acts, lost_record):
        monkeypatch.setattr(module, "append", first)


@pytest.mark.parametrize("what", ACTS)
def test_what_two_do_at_once_is_told_once(survey: Survey, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    another_first(monkeypatch, survey, ACTS[what])
    ACTS[what](survey)
    assert [line.what for line in history_of(survey).every_line] == [what]


def test_what_two_take_back_at_once_is_taken_back_once(survey: Survey, monkeypatch: pytest.MonkeyPatch) -> None:
    acts.noted(survey, "13", "担当者の交代")
    another_first(monkeypatch, survey, lambda survey: acts.undone(survey, 1))
    with pytest.raises(acts.NotDoneError) as told:
        acts.undone(survey, 1)
    assert told.value.why["ja"] == "1行目は、既に取り消されています。"
    assert [line.what for line in history_of(survey).every_line] == ["noted", "retracted"]


def test_what_was_changed_and_changed_back_is_told_each_time(survey: Survey) -> None:
    for day in (DAY, DAY + dt.timedelta(1), DAY, DAY):
        acts.extended(survey, "13", day)
    for code in ("13", "14", "13", "13"):
        acts.owned(survey, survey.submissions / "form.xlsx", code)
    lines = history_of(survey).lines
    assert [line.subject for line in lines if line.what == "extended"] == ["2027-02-01", "2027-02-02", "2027-02-01"]
    assert [line.prefecture for line in lines if line.what == "owner"] == ["13", "14", "13"]


RELEASES: dict[str, Act] = {
    "published": lambda survey: publish_and_record(survey, a_round(survey), ["ja"], agree=lambda _: True),
    "previewed": lambda survey: preview_and_record(survey, a_round(survey), survey.workspace / "preview", "ja", ["ja"]),
}


@pytest.mark.slow
@pytest.mark.parametrize("what", RELEASES)
def test_while_the_line_of_a_release_that_failed_is_taken_back_none_takes_its_place(
    survey: Survey, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    """The line that is just taken back would have stood for the release of the other: it would lie there, and the record tell of none."""
    in_use = [NotReplaced(Words("使用中", "in use"))]
    refused: list[Words] = []

    def swap(new: Path, directory: Path) -> None:
        if in_use:
            raise in_use.pop()
        swapped(new, directory)

    def another(path: Path, lines: Sequence[Line], **how: Any) -> tuple[Line, ...]:
        if lines[0].what == "retracted":
            with pytest.raises(NotReplaced) as told:
                RELEASES[what](survey)
            refused.append(told.value.sentence)
        return append(path, lines, **how)

    swapped = atomic._swap
    monkeypatch.setattr(atomic, "_swap", swap)
    monkeypatch.setattr(acts, "append", another)
    monkeypatch.setattr(writing, "_own_dashboards", lambda: no_dashboard)
    with pytest.raises(NotReplaced, match="in use"):
        RELEASES[what](survey)
    assert ["別の処理が公表データを書き込んでいるか" in each["ja"] for each in refused] == [True]
    assert [line.what for line in history_of(survey).every_line] == [what, "retracted"]
    RELEASES[what](survey)
    assert [line.what for line in history_of(survey).lines] == [what]


# While a file is being copied


def growing(monkeypatch: pytest.MonkeyPatch, path: Path, content: bytes) -> None:
    """Half of a file, of which the rest comes in the moment for which it is waited."""
    path.write_bytes(content[: len(content) // 2])
    rest = [content]
    monkeypatch.setattr(time, "sleep", lambda _: path.write_bytes(rest.pop()) if rest else None)


@pytest.mark.parametrize("what", ["owner", "set-aside", "taken-back", "unlocked"])
def test_of_a_file_that_is_still_being_copied_nothing_is_written_down(
    survey: Survey, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    """The line would tell of its half, which nobody sees again."""
    folder = survey.submissions / "set-aside" if what == "taken-back" else survey.submissions
    (path,) = folder.glob("*.xlsx")
    growing(monkeypatch, path, b"all of a form")
    with pytest.raises(acts.NotDoneError) as told:
        ACTS[what](survey)
    assert told.value.why == Words(
        f"「{path.name}」は保存又はコピーの途中のため、記録していません。終わったことを確認し、もう一度実行してください。",
        f'Nothing was written down, because "{path.name}" is still being saved or copied. Do it again when that has ended.',
    )
    assert (path.read_bytes(), history_of(survey).every_line) == (b"all of a form", ())
    ACTS[what](survey)
    assert [(line.what, line.subject) for line in history_of(survey).every_line] == [
        (what, by_content(hashlib.sha256(b"all of a form").hexdigest()))
    ]


@pytest.mark.parametrize("named", ["mail.eml", "mail.eml/form.xlsx"])
def test_whose_a_mail_is_that_is_still_being_saved_is_not_written_down(
    survey: Survey, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    growing(
        monkeypatch, survey.submissions / "mail.eml", bytes(eml({"form.xlsx": b"a form", "scan.pdf": bytes(10_000)}))
    )
    with pytest.raises(acts.NotDoneError, match="is still being saved"):
        acts.owned(survey, survey.submissions / named, "13")
    assert history_of(survey).every_line == ()
