"""A round that was closed: what it holds is gone, so that it must not look like one that never began."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from survey_tool.post.record.keeping import RECORD_FILE, read_record
from survey_tool.post.record.line import standing
from survey_tool.wording.days import day_in_words
from survey_tool.wording.words import Words

if TYPE_CHECKING:
    from survey_tool.post.record.history import History

_CLOSED = Words(
    "この調査は、{day}に終了しました（survey-tool close）。公表物と記録は残っています（記録は survey-tool record show で表示します。）。"
    "次回の調査は、新しい作業フォルダで始めます（survey-tool init --from）。",
    "This round was closed on {day} (survey-tool close). The release and the record stay (survey-tool record show). The next one "
    "begins in a new folder (survey-tool init --from).",
)
_LAST_CLOSED = Words(
    "前回の調査「{round}」は、{day}に終了し（survey-tool close）、提出された調査票は削除されています。回答を転記することはできません。"
    "調査票は、前回の回答を転記せずに作成してください（--previous を付けない survey-tool generate）。",
    "The last round {round} was closed on {day} (survey-tool close) and what came back was removed: there are no answers to fill in. "
    "Write the forms without them (survey-tool generate without --previous).",
)


def closed_in_words(history: History) -> Words | None:
    """That a round was closed and when; nothing where it was not."""
    return _CLOSED.fill(day=day_in_words(history.closed_on)) if history.closed_on else None


def last_closed(workspaces: Iterable[Path], this: str) -> Words | None:
    """That another round than `this` was closed in one of these workspaces, the one that was closed last. Raises `RecordFileError`."""
    closed = {name: day for each in workspaces for name, day in _closed(each).items() if name != this}
    if not closed:
        return None
    name = max(closed, key=lambda name: (closed[name], name))
    return _LAST_CLOSED.fill(round=name, day=day_in_words(closed[name]))


def _closed(workspace: Path) -> Mapping[str, dt.date]:
    lines = read_record(workspace / RECORD_FILE).lines
    rounds = dict.fromkeys(line.round for line in lines if line.what == "closed")
    return {line.round: line.day for name in rounds for line in standing(lines, name) if line.what == "closed"}
