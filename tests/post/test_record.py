"""The record keeps every line, whichever program saved it last, and whatever ended the run that was writing."""

from __future__ import annotations

import csv
import datetime as dt
import errno
import io
import multiprocessing
import os
from pathlib import Path

import pytest

from survey_tool.post.record import keeping
from survey_tool.post.record.keeping import (
    COLUMNS,
    RecordFileError,
    RecordInUseError,
    append,
    read_record,
    sending_alone,
)
from survey_tool.post.record.letters import delivery, message_id, of_letters, recipients
from survey_tool.post.record.line import EVENTS, Line, What, standing
from survey_tool.post.record.offered import offered
from survey_tool.post.record.troubles import not_accessible
from survey_tool.reference.workspace import occupied
from survey_tool.wording.handwritten import MistakesError

AT = dt.datetime(2026, 11, 28, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=9)))
HOURS = 40


def line(what: What = "noted", subject: str = "", hour: int = 0, **told: str) -> Line:
    return Line(at=AT + dt.timedelta(hours=hour), round=told.pop("round", "2026"), what=what, subject=subject, **told)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "record.csv"


def saved_as(path: Path, encoding: str = "cp932", sign: str = ",", columns: tuple[str, ...] = COLUMNS) -> None:
    """As Excel saves it: no quotes, its own line ends, codes without their zero, in the order that somebody chose."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    text = io.StringIO()
    writer = csv.writer(text, delimiter=sign, lineterminator="\r\n")
    writer.writerow(columns)
    for row in reversed(rows):
        writer.writerow(row[name].lstrip("0") if name == "prefecture" else row[name] for name in columns)
    path.write_bytes(text.getvalue().encode(encoding))


def test_what_is_written_is_read(path: Path) -> None:
    told = [
        line("sent", "2026-invite-01-1", prefecture="01", detail="a@b.example <x@y> 250 ok"),
        line(hour=1, detail="電話", by="佐藤"),
    ]
    assert append(path, told) == tuple(told)
    assert read_record(path).lines == tuple(told)
    assert path.read_bytes().startswith(b'\xef\xbb\xbf"at","round","prefecture","what","subject","detail","by"\n')
    assert (
        path.read_text(encoding="utf-8-sig")
        .splitlines()[1]
        .startswith('"2026-11-28T09:30:00+09:00","2026","01","sent",')
    )


def test_lines_of_one_moment_are_told_apart(path: Path) -> None:
    append(path, [line(), line()])
    append(path, [line()])
    assert len({each.at for each in read_record(path).lines}) == 3


@pytest.mark.parametrize("round_name", ["2026", "2026-11", "1-2", "12e3", "Mar-26", "007"])
def test_the_name_of_a_round_stays_what_it_is_in_excel(path: Path, round_name: str) -> None:
    append(path, [line(round=round_name)])
    (written,) = csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines())
    assert (written["round"] == round_name) == (round_name == "2026"), "an apostrophe keeps it a text"
    assert read_record(path).lines[0].round == round_name


@pytest.mark.parametrize(
    "text", ["=HYPERLINK(A1)", "+81 3", "-", "@SUM(1)", "'=1", "two\nlines", 'with "quotes", and commas']
)
def test_text_that_would_run_does_not(path: Path, text: str) -> None:
    append(path, [line(detail=text)])
    (written,) = csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines())
    assert written["detail"][0] not in "=+-@"
    assert read_record(path).lines[0].detail == text.replace("\n", " ")


@pytest.mark.parametrize(
    ("encoding", "sign"), [("cp932", ","), ("utf-8-sig", ","), ("utf-8", ";"), ("utf-16", "\t"), ("utf-8-sig", "\t")]
)
@pytest.mark.parametrize("columns", [COLUMNS, COLUMNS[::-1]])
def test_what_excel_has_saved_is_read_and_written_on(
    path: Path, encoding: str, sign: str, columns: tuple[str, ...]
) -> None:
    told = tuple(
        line("sent", f"2026-invite-{code:02}-1", hour=code, prefecture=f"{code:02}", detail="済")
        for code in range(1, 48)
    )
    append(path, told)
    saved_as(path, encoding, sign, columns)
    theirs = path.read_bytes()
    assert read_record(path).lines == told, "in the order of their times again"
    assert read_record(path).mistakes == ()
    append(path, [line(hour=50)])
    assert read_record(path).lines == (*told, line(hour=50))
    assert path.read_bytes().startswith(keeping._HEAD)
    (beside,) = path.parent.glob("record-*.csv")
    assert beside.read_bytes() == theirs, "what somebody saved is kept"


def test_what_was_saved_twice_in_one_second_is_kept_twice(path: Path) -> None:
    saved = []
    for hour, moment in ((1, 0.2), (2, 0.7)):
        append(path, [line(hour=hour)])
        saved_as(path, "cp932", ";", COLUMNS)
        os.utime(path, (1_800_000_000 + moment,) * 2)
        saved.append(path.read_bytes())
    append(path, [line(hour=3)])
    assert sorted(each.read_bytes() for each in path.parent.glob("record-*.csv")) == sorted(saved)


def test_times_that_excel_has_rewritten_are_read(path: Path) -> None:
    path.write_text(
        "at,round,prefecture,what,subject,detail,by\n2026/11/28 9:30,2026,1,extended,2026/12/20,,\n", encoding="utf-8"
    )
    (read,) = read_record(path).lines
    assert read.at == dt.datetime(2026, 11, 28, 9, 30).astimezone()
    assert (read.prefecture, read.subject) == ("01", "2026/12/20")


def test_what_was_taken_back_stays_so_where_times_have_lost_their_seconds(path: Path) -> None:
    """Two of one minute are two, and it is told by what the line says which of them was taken back."""
    path.write_text(
        "at,round,prefecture,what,subject,detail,by\n2026/11/28 9:30,2026,13,sent,2026-invite-13-1,,\n"
        "2026/11/28 9:30,2026,14,sent,2026-invite-14-1,,\n"
        "2026/11/28 9:31,2026,14,retracted,2026/11/28 9:30,sent 2026-invite-14-1,\n",
        encoding="cp932",
    )
    for _ in range(2):
        lines = read_record(path).lines
        assert len({each.at for each in lines}) == len(lines)
        assert [each.subject for each in standing(lines, "2026") if each.what == "sent"] == ["2026-invite-13-1"]
        append(path, [line(hour=50)])


def test_a_day_that_excel_has_rewritten_is_the_same_day(path: Path) -> None:
    path.write_text(
        "at,round,prefecture,what,subject,detail,by\n2026/11/28 9:30,2026,1,extended,2026/12/5,,\n", encoding="utf-8"
    )
    assert append(path, [line("extended", "2026-12-05", hour=1, prefecture="01")], once=True) == ()
    assert len(append(path, [line("extended", "2026-12-06", hour=1, prefecture="01")], once=True)) == 1


def test_what_another_program_broke_is_told_and_not_written_over(path: Path) -> None:
    append(path, [line(), line("sent", "2026-invite-01-1", hour=1)])
    text = path.read_text(encoding="utf-8-sig").replace('"sent"', '"send"')
    path.write_text(text, encoding="cp932")
    before = path.read_bytes()
    read = read_record(path)
    assert len(read.lines) == 1
    assert [each.sentence.ja for each in read.mistakes] == [
        "record.csv 3行目「what」：「send」は使用できません。次のいずれかに戻してください：" + ", ".join(EVENTS)
    ]
    with pytest.raises(MistakesError):
        append(path, [line()])
    assert path.read_bytes() == before


def test_a_file_that_is_no_record_is_told(path: Path) -> None:
    path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0")
    assert [each.wrong.en for each in read_record(path).mistakes] == ["The encoding of the text is not recognised."]


def test_cut_off_anywhere_no_whole_line_is_lost(path: Path) -> None:
    told = append(path, [line("sent", "2026-invite-13-1", detail="東京都、山田"), line(hour=1)])
    whole = path.read_bytes()
    ends = [number + 1 for number, octet in enumerate(whole) if octet == ord("\n")][1:]
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        left = sum(length >= end - 1 for end in ends)
        assert read_record(path).lines == told[:left], length
        assert read_record(path).mistakes == (), length
        append(path, [line(hour=9)])
        assert read_record(path).lines == (*told[:left], line(hour=9)), length


def test_a_note_of_a_letter_that_was_cut_off_raises_no_alarm(path: Path) -> None:
    """By a full disk or the end of the power: what comes after it is not taken for a part of it."""
    append(path, [line("sent", "2026-invite-13-1")])
    beside = path.with_name(".letters-sent")
    for torn in ("2026\t2026-inv", "2026", "2026\t2026-invite-14-1"):
        beside.write_text(f"2026\t2026-invite-13-1\n{torn}", encoding="utf-8", newline="\n")
        assert offered(path, "2026") == {"2026-invite-13-1"}
        append(path, [line("sent", "2026-invite-14-1")])
        assert offered(path, "2026") == {"2026-invite-13-1", "2026-invite-14-1"}


def test_a_line_is_taken_back_by_another(path: Path) -> None:
    first, second = append(path, [line("extended", "2026-12-20", prefecture="13"), line(hour=1)])
    append(path, [line("retracted", first.at.isoformat(), hour=2)])
    assert standing(read_record(path).lines, "2026") == [second]
    assert standing(read_record(path).lines, "2027") == []


def _write_many(path: Path, code: str) -> None:
    for number in range(HOURS):
        append(path, [line("noted", f"{code} {number}", hour=number, prefecture=code)])


def test_several_commands_at_once_lose_no_line(path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_write_many, args=(path, code)) for code in ("01", "13", "47")]
    for each in writers:
        each.start()
    for each in writers:
        each.join()
    read = read_record(path)
    assert read.mistakes == ()
    assert len(read.lines) == len({each.at for each in read.lines}) == 3 * HOURS
    for code in ("01", "13", "47"):
        assert [each.subject for each in read.lines if each.prefecture == code] == [f"{code} {n}" for n in range(HOURS)]


def test_what_two_see_at_once_is_told_once(path: Path) -> None:
    """Both have looked into the record before either has written."""
    append(path, [line("arrived", "sha256:1"), line("drafted", "2026-invite-13-1")], once=True)
    written = append(path, [line("arrived", "sha256:1"), line("arrived", "sha256:2", round="2025")], once=True)
    assert [each.subject for each in written] == ["sha256:2"]
    before = path.read_bytes()
    assert append(path, [line("drafted", "2026-invite-13-1")], once=True) == ()
    assert path.read_bytes() == before
    (told,) = append(path, [line("confirmed", "13-2026-01", hour=1)], once=True)
    append(path, [line("retracted", told.at.isoformat(), hour=2)])
    assert append(path, [line("confirmed", "13-2026-01", hour=3)], once=True), "what was taken back is told again"
    assert [each.subject for each in append(path, [line("noted", "twice"), line("noted", "twice")])] == ["twice"] * 2


def test_what_is_told_twice_at_a_time_is_told_once(path: Path) -> None:
    """As of a letter of which a copy lies beside its draft."""
    told = [line("sent", "2026-invite-13-1", prefecture="13")] * 2
    assert len(append(path, told, once=True)) == len(read_record(path).lines) == 1


def test_a_record_that_another_holds_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "_PATIENCE", 0.0)
    with occupied(path.with_name(".record.lock")), pytest.raises(RecordInUseError):
        append(path, [line()])
    with sending_alone(path), pytest.raises(RecordInUseError), sending_alone(path):
        pass
    assert not path.exists()


def test_a_record_that_cannot_be_opened_is_told(path: Path) -> None:
    path.mkdir()
    with pytest.raises(RecordFileError) as read:
        read_record(path)
    with pytest.raises(RecordFileError):
        append(path, [line()])
    assert read.value.path == path


def test_that_the_disk_is_full_is_told_with_what_to_do(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """To close the file elsewhere would not help."""

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("survey_tool.post.record.keeping.os.write", full)
    with pytest.raises(RecordFileError) as told:
        append(path, [line()])
    assert not_accessible(told.value).ja == (
        "ディスクの空きがないため、「record.csv」に書き込むことができません。空きを確保してから、もう一度実行してください。"
    )


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        (["drafted"], "open"),
        (["sending"], "undecided"),
        (["sending", "sent"], "sent"),
        (["sending", "refused"], "open"),
        (["sending", "to-resend"], "open"),
        (["sent", "drafted"], "sent"),
        (["sent", "sending", "refused"], "sent"),
    ],
)
def test_what_became_of_a_letter(events: list[What], expected: str) -> None:
    told = of_letters(line(what, "2026-invite-13-1") for what in events)
    assert delivery(told.get("2026-invite-13-1")) == expected


def test_what_was_noted_by_hand_stays_sent_when_excel_has_saved_the_record(path: Path) -> None:
    """What goes out by hand on a day is noted as of noon: the refusal that came before it may be later than that."""
    append(path, [line("refused", "2026-invite-13-1", hour=6), line("sent", "2026-invite-13-1", hour=3)])
    saved_as(path)
    assert [each.what for each in read_record(path).lines] == ["sent", "refused"]
    assert delivery(of_letters(read_record(path).lines)["2026-invite-13-1"]) == "sent", "else it would go out twice"


def test_a_message_is_named_with_its_addressees() -> None:
    told = line("sent", detail="a@b.example, c@d.example <2026-invite-13-1.f@g> 250 2.0.0 ok")
    assert (recipients(told), message_id(told)) == ("a@b.example, c@d.example", "<2026-invite-13-1.f@g>")
    by_hand = line("sent", detail="Outlookで送信")
    assert (recipients(by_hand), message_id(by_hand)) == ("", None)
