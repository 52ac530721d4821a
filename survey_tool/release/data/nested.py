"""The cases as nested JSON: everything that belongs to one in one place, for whoever does not join tables."""

from __future__ import annotations

import datetime as dt
from typing import Any

from survey_tool.release.choosing.release import PublishedCase, Release
from survey_tool.release.tables.all_tables import Tables
from survey_tool.release.tables.cases import public_questions
from survey_tool.release.tables.table import Table

_BELONGS = {
    "system_types": ("case_system_types", ("system_type", "main")),
    "prefectures": ("case_prefectures", ("prefecture_code", "relation")),
    "participation": ("participation", ("municipality_code", "mark", "illustrative")),
}
"""What belongs to a case, by name: the table that tells it, and its columns there."""


def nested_cases(release: Release, tables: Tables) -> dict[str, Any]:
    """All published cases in the order of the table; `answers` is one by `cases.schema.json`."""
    survey = release.survey
    asked = tuple(public_questions(survey))
    by_id = {case.case_id: case for case in release.cases}
    belongs = {name: _by_case(getattr(tables, table), columns) for name, (table, columns) in _BELONGS.items()}
    return {
        "round": survey.round.name,
        "published_on": survey.round.published_on.isoformat(),
        "cases": [
            {
                "case_id": case_id,
                "answers": _answers(by_id[case_id], asked),
                **{name: told.get(case_id, []) for name, told in belongs.items()},
                "as_of": _plain(by_id[case_id].as_of),
                "illustrative": str(row["illustrative"] or "").split(";") if row["illustrative"] else [],
            }
            for row in tables.cases.rows
            for case_id in (str(row["case_id"]),)
        ],
    }


def _answers(case: PublishedCase, asked: tuple[str, ...]) -> dict[str, object]:
    return {key: _plain(case[key]) for key in asked if case[key] is not None}


def _by_case(table: Table, columns: tuple[str, ...]) -> dict[str, list[dict[str, object]]]:
    found: dict[str, list[dict[str, object]]] = {}
    for row in table.rows:
        found.setdefault(str(row["case_id"]), []).append({name: row[name] for name in columns})
    return found


def _plain(value: object) -> object:
    if isinstance(value, dt.date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
