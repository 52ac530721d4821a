"""A record that can be read and is to be doubted all the same: parted in two by a synchronised folder, or of a day that is still to come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from survey_tool.post.lost_record import is_lost
from survey_tool.post.record.doubts import doubts_of
from survey_tool.post.record.history import history_of, record_path
from survey_tool.post.record.keeping import append, read_record
from survey_tool.post.record.line import Line, What
from survey_tool.reference.survey import Survey
from tests.cases import a_survey
from tests.desks import a_desk
from tests.secretary import Secretary, few_prefectures

TODAY = dt.date(2026, 12, 1)
JAPAN = dt.timezone(dt.timedelta(hours=9))


@pytest.fixture
def survey(tmp_path: Path) -> Survey:
    return a_survey(tmp_path)


def line(what: What, subject: str, code: str = "13", day: int = 1) -> Line:
    at = dt.datetime(2026, 12, day, 9, tzinfo=JAPAN)
    return Line(at=at, round="2026", what=what, subject=subject, prefecture=code)


@pytest.mark.parametrize(
    "name", ["record-PC01.csv", "record (PC01 の競合コピー 2026-12-01).csv", "record.sync-conflict-20261201-090000.csv"]
)
def test_a_record_that_was_parted_in_two_is_told_and_no_letter_of_it_goes_out_twice(survey: Survey, name: str) -> None:
    record = record_path(survey)
    append(record, [line("sent", "2026-invite-13-1")])
    copy = record.with_name(name)
    copy.write_bytes(record.read_bytes())
    assert (doubts_of(survey, history_of(survey), TODAY), is_lost(survey)) == ((), False), "a copy tells nothing more"
    append(copy, [line("sent", "2026-invite-14-1", "14"), line("noted", "", "14")])
    record.with_name(".letters-sent").write_bytes(b"")
    assert [each.en for each in doubts_of(survey, history_of(survey), TODAY)] == [
        f'Lines that the record (record.csv) does not have: 2, in "{name}". It may have been parted in two, as by a folder that is '
        "synchronised. Add these lines to the record, and move that file elsewhere."
    ]
    assert is_lost(survey)
    record.write_bytes(record.read_bytes() + copy.read_bytes().split(b"\n", 2)[2])
    assert (doubts_of(survey, history_of(survey), TODAY), is_lost(survey)) == ((), False)
    assert len(read_record(record).lines) == 3
    append(copy, [line("noted", "", "15")])
    append(record, [line("closed", "2026", "", day=2)])
    assert doubts_of(survey, history_of(survey), dt.date(2026, 12, 2)) == (), (
        "nobody is to put back what the end took out"
    )


def test_what_excel_has_saved_and_was_kept_beside_is_no_doubt(survey: Survey) -> None:
    record = record_path(survey)
    append(record, [line("noted", "")])
    record.write_bytes(record.read_text(encoding="utf-8-sig").replace('"', "").encode("cp932"))
    append(record, [line("noted", "", day=2)])
    assert len([*record.parent.glob("record-*.csv")]) == 1
    assert doubts_of(survey, history_of(survey), TODAY + dt.timedelta(1)) == ()


@pytest.fixture
def secretary(tmp_path: Path) -> Iterator[Secretary]:
    secretary = Secretary(tmp_path)
    secretary.on(dt.date(2026, 11, 30))
    yield secretary
    secretary.leave()


def test_a_clock_that_is_behind_the_record_is_told(secretary: Secretary) -> None:
    """What was written while it was ahead, or what is done while it is behind, has another day than the real one."""
    secretary.run("init")
    few_prefectures(secretary.workspace, ["13"])
    secretary.on(dt.date(2027, 1, 15))
    assert "later than today" not in secretary.run("record", "note", "13", "電話").err
    secretary.on(dt.date(2026, 11, 30))
    told = (
        "The record (record.csv) tells of 2027-01-15 09:00, which is later than today (2026-11-30). See whether date and time of "
        "this computer are right. If so, they were wrong when that line was written: correct its time in the record."
    )
    for command in (["status"], ["mail", "invite"]):
        assert told in " ".join(secretary.run(*command).err.split())
    with a_desk(secretary.workspace, today=dt.date(2026, 11, 30)) as desk:
        assert "記録に、今日（2026-11-30）より後の日時（2027-01-15 09:00）の行があります。" in desk.get("/").text
    secretary.on(dt.date(2027, 1, 15))
    assert "later than today" not in secretary.run("status").err
