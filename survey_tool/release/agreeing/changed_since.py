"""Whether the release that lies there is still what would be published: what was accepted after it was written is not in it."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from survey_tool.intake.judging.submission import UNSETTLED, Collected
from survey_tool.reference.survey import Survey
from survey_tool.release.choosing.illustrative import read_illustrative
from survey_tool.release.choosing.selection import select
from survey_tool.release.tables.cases import case_table
from survey_tool.release.tables.coverage import ANSWERED, NONE_TO_REPORT, coverage
from survey_tool.release.tables.csvfile import ENCODING, as_csv, read_csv, rows_in
from survey_tool.release.tables.links import participation_table
from survey_tool.wording.handwritten import MistakesError

_SETTLED = (ANSWERED.key, NONE_TO_REPORT.key)
Row = Mapping[str, str]


def changed_since_published(survey: Survey, collected: Collected) -> tuple[str, ...]:
    """The prefectures of which something else would be published now than lies there, in the order of codes; none where no release can be
    read. Not those of which something is still to be settled: a release that was written now would lack it."""
    data = survey.published / "data"
    try:
        release = select(survey, collected, read_illustrative(survey.workspace))
        cases = _differing(data / "cases.csv", as_csv(case_table(release)))
        marks = _differing(data / "participation.csv", as_csv(participation_table(release)))
        then = {row["prefecture_code"]: row["coverage"] for row in read_csv(data / "prefectures.csv")}
    except (OSError, ValueError, KeyError, csv.Error, MistakesError):
        return ()
    now = coverage(release)
    settled = {code for code, what in now.items() if then.get(code) != what and {what, then.get(code)} & {*_SETTLED}}
    held = {each.prefecture_code for each in collected.submissions if each.status in UNSETTLED}
    return tuple(sorted((cases | marks | settled) - held - collected.up_to_the_secretariat))


def _differing(published: Path, content: bytes) -> set[str]:
    """The prefectures whose cases have other rows there than now, in the columns that both have: a later edition may have more."""
    then, now = read_csv(published), rows_in(io.StringIO(content.decode(ENCODING)))
    columns = [name for name in (then or now or [{}])[0] if all(name in rows[0] for rows in (then, now) if rows)]
    before, after = _by_prefecture(then, columns), _by_prefecture(now, columns)
    return {code for code in before.keys() | after.keys() if before.get(code) != after.get(code)}


def _by_prefecture(rows: Iterable[Row], columns: Collection[str]) -> dict[str, list[list[str]]]:
    """What stands in the rows of each prefecture's cases, the first two digits of whose ids are its code."""
    found: dict[str, list[list[str]]] = {}
    for row in rows:
        found.setdefault(row["case_id"][:2], []).append([row[name] for name in columns])
    return {code: sorted(each) for code, each in found.items()}
