"""The first page says where the round stands and what is new since the desk was last open."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from survey_tool.post.record.keeping import append
from survey_tool.post.record.line import line_now
from tests.desks import a_desk

CLOSED_AT = dt.datetime(2026, 12, 1, 8, 0, tzinfo=dt.timezone(dt.timedelta(hours=9)))


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A round of which one line was written before the desk was closed, ten after."""
    (tmp_path / "survey.toml").write_text('round = "2026"\n', encoding="utf-8")
    hours = [dt.datetime(2026, 11, 30, 22, tzinfo=dt.UTC), *(CLOSED_AT.astimezone(dt.UTC) + dt.timedelta(hours=each) for each in range(1, 11))]
    lines = [line_now("2026", "noted", "13", detail=f"メモ{number}。", at=at) for number, at in enumerate(hours)]
    append(tmp_path / "record.csv", lines)
    return tmp_path


def told(page: str) -> list[str]:
    part = page.partition('aria-labelledby="lately"')[2].partition("</section>")[0]
    return re.findall(r"メモ\d+。|ほか\d+件", part)


def test_everything_since_the_desk_was_closed_is_told(workspace: Path) -> None:
    """By the moment, whatever the clock of the computer on which it was written says."""
    with a_desk(workspace, closed_at=CLOSED_AT) as desk:
        page = desk.get("/").text
    assert "前回この画面を閉じた後の動き" in page
    assert told(page) == [*(f"メモ{number}。" for number in range(10, 2, -1)), "ほか2件", "メモ2。", "メモ1。"]


@pytest.mark.parametrize("closed_at", [None, CLOSED_AT + dt.timedelta(days=9)])
def test_where_nothing_is_new_the_last_lines_are_told(workspace: Path, closed_at: dt.datetime | None) -> None:
    with a_desk(workspace, closed_at=closed_at) as desk:
        page = desk.get("/").text
    assert "最近の動き" in page
    assert told(page) == [f"メモ{number}。" for number in range(10, 2, -1)]
