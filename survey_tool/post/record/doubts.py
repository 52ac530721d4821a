"""What makes one doubt a record of which every line can be read: a copy beside it tells of more, or it tells of a day that is still to come.

A synchronised folder keeps what two computers wrote at once as two files, and nobody is told. A clock that was wrong for one command
says nothing of it; the lines that were written then, or those that follow, do.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from survey_tool.post.record.history import History, record_path
from survey_tool.post.record.keeping import RecordFileError, kept_beside, read_record
from survey_tool.post.record.line import Line, of_round
from survey_tool.wording.days import to_the_minute
from survey_tool.wording.words import Words

if TYPE_CHECKING:
    from survey_tool.reference.survey import Survey

_ELSEWHERE = Words(
    "「{file}」に、記録（record.csv）にない行が{count}行あります。同期の競合などにより、記録が2つに分かれた可能性があります。"
    "その行を記録に書き加え、「{file}」を別の場所に移してください。",
    'Lines that the record (record.csv) does not have: {count}, in "{file}". It may have been parted in two, as by a folder that is '
    "synchronised. Add these lines to the record, and move that file elsewhere.",
)
_STILL_TO_COME = Words(
    "記録（record.csv）に、今日（{today}）より後の日時（{at}）の行があります。このパソコンの日付と時刻を確認してください。"
    "正しい場合は、その行を記録したときの日時が誤っていたため、その行の日時を記録で修正してください。",
    "The record (record.csv) tells of {at}, which is later than today ({today}). See whether date and time of this computer are right. If so, "
    "they were wrong when that line was written: correct its time in the record.",
)


def doubts_of(survey: Survey, history: History, today: dt.date) -> tuple[Words, ...]:
    """What is to be looked at before one relies on what the record tells of a round."""
    told = [
        _ELSEWHERE.fill(file=path.name, count=len(lines)) for path, lines in told_elsewhere(survey, history).items()
    ]
    latest = max((line.at for line in history.lines), default=None)
    if latest and latest.astimezone().date() > today:
        told.append(_STILL_TO_COME.fill(at=to_the_minute(latest), today=today))
    return tuple(told)


def told_elsewhere(survey: Survey, history: History) -> Mapping[Path, tuple[Line, ...]]:
    """The copies beside the record that have lines of the round which it does not have, with these lines; none once the round was closed,
    when the record has given up what a copy may still hold."""
    if history.closed_on:
        return {}
    record = record_path(survey)
    known = {_told(line) for line in history.every_line}
    found: dict[Path, tuple[Line, ...]] = {}
    for path in sorted({*record.parent.glob(f"{record.stem}?*{record.suffix}")} - {*kept_beside(record)}):
        with suppress(RecordFileError):
            lines = of_round(read_record(path).lines, survey.round.name)
            if more := tuple(line for line in lines if _told(line) not in known):
                found[path] = more
    return found


def _told(line: Line) -> tuple[dt.datetime, str, str]:
    """To the second: Excel may have taken the rest."""
    return line.at.replace(microsecond=0), line.what, line.subject
