"""A round that is broken on purpose goes on and ends as an undisturbed one: a handful of the moments of `benchmarks.national.broken`."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from benchmarks.national.broken import power
from benchmarks.national.broken.power import NOT_ENDED, Cut, Desk, Machine
from benchmarks.national.broken.state import State, lost_lines, same_record
from tests import ROOT

REPLACED = "published/replaced/"
HEAD = b'\xef\xbb\xbf"at","round","prefecture","what","subject","detail","by"\n'

in_groups = pytest.mark.skipif(sys.platform != "linux", reason="processes that are killed as a group")


def line(what: str, subject: str, detail: str = "", at: str = "2026-11-24T09:00:00+09:00") -> bytes:
    return f'"{at}","2026","13","{what}","{subject}","{detail}","me"\n'.encode()


def test_a_line_that_is_gone_is_counted() -> None:
    one, two = line("noted", "", "one"), line("noted", "", "two")
    assert lost_lines(HEAD + one, HEAD + one + two) == 0
    assert lost_lines(HEAD + one + two[:9], HEAD + one) == 0, "one that was cut off was never whole"
    assert lost_lines(HEAD + one + two, HEAD + one) == 3


def test_of_a_letter_that_was_in_doubt_it_counts_that_it_went_out() -> None:
    letter = "2026-invite-13-1"
    usual = HEAD + line("sending", letter, "to") + line("sent", letter, "250")
    doubted = HEAD + line("sending", letter, "to") + line("sent", letter)
    assert not same_record(doubted, usual, HEAD, ())
    assert same_record(doubted, usual, HEAD, {letter})
    assert not same_record(HEAD + line("sending", letter, "to"), usual, HEAD, {letter})


def test_an_end_of_the_round_that_was_cut_off_is_told_again() -> None:
    once = HEAD + line("noted", "") + line("closed", "files=7 arrived=3")
    assert same_record(once + line("closed", "files=2 arrived=3"), once, HEAD, ())
    assert not same_record(HEAD + line("closed", "files=7 arrived=3"), once, HEAD, ())


def test_an_arrival_may_be_noted_by_one_look_more() -> None:
    once = HEAD + line("noted", "")
    early, late = line("arrived", "sha256:1"), line("arrived", "sha256:1", at="2026-12-02T09:00:00+09:00")
    assert same_record(once + early, once, once + late, ())
    assert not same_record(once + early, once, once, ())
    assert not same_record(once, once + early, once + early, ()), "one that is missing is missed"
    again = line("arrived", "sha256:1", at="2026-11-24T09:00:00.000001+09:00")
    assert not same_record(once + early + again, once + early, once + late, ()), "nothing arrives twice"
    assert not same_record(once + early + again, once, once + late, ())


def test_on_a_wrong_clock_a_round_is_the_same_but_for_the_moments() -> None:
    note = "2026-11-24T18:06:00+09:00"
    usual = State({f"{REPLACED}2026-20270302-090000/a.csv": "1"}, HEAD + line("noted", "", "one", note), frozenset(), 0)
    wrong = State({f"{REPLACED}2026-20270301-223212/a.csv": "1"}, HEAD + line("noted", "", "one"), frozenset(), 0)
    assert usual.differing(wrong)
    assert not usual.without_times().differing(wrong.without_times())
    assert not same_record(wrong.record, usual.record, HEAD, ())
    assert same_record(wrong.without_times().record, usual.without_times().record, HEAD, ())
    another = State({f"{REPLACED}2026-20270301-223212/a.csv": "2"}, HEAD + line("noted", "", "two"), frozenset(), 0)
    assert usual.without_times().differing(another.without_times())
    assert not same_record(another.without_times().record, usual.without_times().record, HEAD, ())


@in_groups
def test_a_command_that_does_not_end_is_no_cut_that_is_gone_on_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(power, "_PATIENCE", 0.2)
    at = datetime(2026, 11, 24, tzinfo=UTC)
    machine = Machine(tmp_path / "2026", tmp_path / "machine", tmp_path / "temporary", at)
    waiting = "desk", "--no-browser"
    assert NOT_ENDED in machine.run(*waiting).told
    assert NOT_ENDED not in machine.run(*waiting, cut=Cut(0.1)).told


@pytest.mark.slow
@in_groups
def test_a_desk_that_somebody_else_ends_has_ended_by_itself(tmp_path: Path) -> None:
    machine = Machine(
        tmp_path / "2026", tmp_path / "machine", tmp_path / "temporary", datetime(2026, 11, 24, tzinfo=UTC)
    )
    machine.workspace.mkdir()

    def ended_by_another(desk: Desk) -> None:
        desk.press("/end")
        while True:
            desk.page("/")

    ran = machine.at_the_desk(ended_by_another)
    assert ran.code == 0, ran.told
    assert NOT_ENDED not in ran.told


@pytest.mark.long
@pytest.mark.parametrize("way", ["power", "twice", "growing", "folder", "clock"])
@in_groups
def test_a_broken_round_ends_as_an_undisturbed_one(way: str) -> None:
    parts = ("--part", "recording", "--part", "desk", "--moments", "10", "--others", "10")
    program = [sys.executable, "-m", "benchmarks.national.broken", "--way", way, *parts, "--cases", "1"]
    done = subprocess.run(program, cwd=ROOT, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
