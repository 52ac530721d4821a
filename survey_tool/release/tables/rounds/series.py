"""How the numbers have developed: a row for each round of which a release is known, this one last.

What an earlier release does not tell is empty, never 0. A round of which no release was given, but of which one that was given
tells in its own series, has the row that stands there: so the series goes on where each round has a workspace of its own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from survey_tool.questionnaire.described.columns import Column, TableCell
from survey_tool.questionnaire.vocabulary.lists import Choice
from survey_tool.reference.rounds import age
from survey_tool.reference.survey import Survey
from survey_tool.release.tables.coverage import NO_ANSWER
from survey_tool.release.tables.figures import Figures, Frames
from survey_tool.release.tables.rounds.told import ReleaseTexts, Texts
from survey_tool.release.tables.summaries import BODIES, BODIES_NOTE, count_columns, statuses_of
from survey_tool.release.tables.table import ROUND, Table, TableRow, table
from survey_tool.wording.words import Words

TITLE, UPDATED = Words("回ごとの推移", "Development over the rounds"), Words("更新日", "Updated")
DAY, CASES, ANSWERED, TAKING_PART = "published_on", "cases", "prefectures_answered", "municipalities"
_COVERAGE, _STATUS = "coverage", "status"
_NOT_KNOWN = Words(
    "空欄は、その回の公表データから分からないことを示します。0ではありません。",
    " Empty is not known from the release of that round, not 0.",
)
_MAY_BE_EMPTY = {"minimum": 0}


def series_table(
    survey: Survey, earlier: Sequence[ReleaseTexts], prefectures: Iterable[Mapping[str, object]], frames: Frames
) -> Table:
    """One row a round: those of the `earlier` releases (the newest last), then that of this one, of which the rest is."""
    statuses, name = statuses_of(survey), survey.round.name
    own = _row(name, survey.round.published_on, frames.figures, statuses, prefectures)
    carried = [_carried(row, statuses) for each in earlier for row in each.series]
    told = [_told(each, statuses) for each in earlier]
    found = {row[ROUND.name]: row for row in (*carried, *told) if row[ROUND.name] != name}
    return table(
        "series",
        TITLE,
        Words(
            "以前の公表データと今回の公表データについて、1行が1回の調査です。以前の公表データを指定しなかった場合は、今回の行のみです。"
            "団体コードの変更及び合併の前後の市区町村数は、それぞれの回のものです。",
            "One row a round, of the earlier releases that were given and of this one; this one alone where none was given. Municipalities "
            "are those of the time.",
        ),
        _columns(statuses),
        [*sorted(found.values(), key=lambda row: age(str(row[ROUND.name]), name)), own],
        key=(ROUND.name,),
    )


def _columns(statuses: tuple[Choice, ...]) -> tuple[Column, ...]:
    all_cases, *by_status = count_columns(statuses)
    day = Words("その回の公表データの更新日。", "The day of the release of that round.")
    answered = Words(
        "調査票の回答があった都道府県の数。該当事例なしの回答及び確認中の回答を含みます。",
        "Number of prefectures that answered, those with nothing to report and those whose answer is being settled included.",
    )
    return (
        ROUND,
        Column(DAY, "date", UPDATED, day + _NOT_KNOWN),
        all_cases,
        *(Column(each.name, each.type, each.title, each.description + _NOT_KNOWN, _MAY_BE_EMPTY) for each in by_status),
        Column(
            ANSWERED,
            "integer",
            Words("回答した都道府県数", "Prefectures that answered"),
            answered + _NOT_KNOWN,
            _MAY_BE_EMPTY,
        ),
        Column(TAKING_PART, "integer", BODIES, BODIES_NOTE + _NOT_KNOWN, _MAY_BE_EMPTY),
    )


def _row(
    name: str,
    day: dt.date | None,
    figures: Figures,
    statuses: tuple[Choice, ...],
    prefectures: Iterable[Mapping[str, object]],
) -> TableRow:
    """What is counted of a release; without its stages it is not known which cases have ended, nor who takes part still."""
    knows_stages = bool(figures.frames.cases[_STATUS].notna().all())
    covered = [row.get(_COVERAGE) for row in prefectures]
    return {
        ROUND.name: name,
        DAY: day,
        CASES: figures.number,
        **{each.key: figures.with_status([each.key]) if knows_stages else None for each in statuses},
        ANSWERED: sum(each != NO_ANSWER.key for each in covered) if covered and all(covered) else None,
        TAKING_PART: figures.municipalities if knows_stages else None,
    }


def _told(of: ReleaseTexts, statuses: tuple[Choice, ...]) -> TableRow:
    """The row of an earlier release, counted from its tables as this one is from its own."""
    cases = [(case_id, row.get(_STATUS) or None) for case_id, row in of.cases.items()]
    marks = [(case_id, code, mark) for case_id, marks in of.marks.items() for code, mark in marks.items()]
    frames = Frames(
        pd.DataFrame(cases, columns=["case_id", _STATUS]),
        pd.DataFrame(marks, columns=["case_id", "municipality_code", "mark"]),
        *[pd.DataFrame()] * 3,
    )
    return _row(of.round, _day(of.updated), frames.figures, statuses, of.prefectures)


def _carried(row: Texts, statuses: tuple[Choice, ...]) -> TableRow:
    """The row of a round as an earlier release has it in its own series."""
    numbers = (CASES, *(each.key for each in statuses), ANSWERED, TAKING_PART)
    return {ROUND.name: row[ROUND.name], DAY: _day(row.get(DAY, "")), **{each: _number(row, each) for each in numbers}}


def _number(row: Texts, name: str) -> TableCell:
    told = row.get(name, "")
    return int(told) if told.isdecimal() else None


def _day(told: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(told)
    except ValueError:
        return None
