"""What the scripts of the page know: the published tables, packed, and what is needed to read and show them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from typing import Any

from survey_tool.questionnaire.asked.bands import BANDS
from survey_tool.questionnaire.asked.case import BENEFITS, COSTS, MILESTONES, SUBSIDIES
from survey_tool.questionnaire.described.columns import TableCell
from survey_tool.questionnaire.vocabulary.kinds import Amount, FreeText, Listed, Mark, Month, Number, Several
from survey_tool.questionnaire.vocabulary.questions import Question
from survey_tool.reference.places import VARIANT_CHARACTERS
from survey_tool.release.dashboard.facts.positions import Facts
from survey_tool.release.page.words import TEXTS
from survey_tool.release.tables.cases import WHOLE_COST
from survey_tool.release.tables.coverage import gaps
from survey_tool.release.tables.csvfile import as_text
from survey_tool.release.tables.scales import POPULATION_BOUNDS, POPULATION_CLASSES
from survey_tool.release.tables.table import Table
from survey_tool.wording.formulas import RUNS
from survey_tool.wording.words import Words

LONG = 200
"""Characters from which on an answer is a text to be read, not a fact."""
_LABELS = ("_ja", "_en")


Packed = Mapping[str, Any]
"""A table as the scripts read it; see `release.js`."""


def release_block(facts: Facts, data: Mapping[str, Packed]) -> str:
    """The block as JSON that may stand inside an element: no sign in it ends a script or a line."""
    text = json.dumps(_told(facts, data), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _told(facts: Facts, data: Mapping[str, Packed]) -> dict[str, Any]:
    return {
        "language": facts.language,
        "round": facts.survey.round.name,
        "tables": data,
        "questions": [_question(key, each, facts) for key, each in facts.questions.items()],
        "bands": _bands(facts),
        "choices": _choices(facts),
        "groups": [
            {"key": each.name, "label": facts(each.label), "domain": each.domain, "types": sorted(each.types)}
            for each in facts.groups
        ],
        "gaps": {code: sorted(types) for code, types in gaps(facts.release).items()},
        "milestones": MILESTONES,
        "benefits": BENEFITS,
        "subsidies": SUBSIDIES,
        "costs": COSTS,
        "wholeCost": WHOLE_COST,
        "sizes": POPULATION_BOUNDS,
        "runs": RUNS.pattern,
        "variants": VARIANT_CHARACTERS,
        "isInvented": facts.survey.round.is_invented,
        "texts": {"product": facts.product, **{key: facts(words) for key, words in TEXTS.items()}},
    }


def packed(table: Table) -> Packed:
    """A table column by column; columns with the labels of a code are told once for each code, empty ones as nothing."""
    coded = {name: found for name in table.names if (found := _labels(table, name)) is not None}
    told = {name + ending for name in coded for ending in _LABELS}
    columns = {name: _cells(table, name) for name in table.names if name not in told}
    return {"rows": len(table.rows), "order": table.names, "columns": columns, "labels": coded}


def _cells(table: Table, name: str) -> list[TableCell] | None:
    cells = [_cell(row[name]) for row in table.rows]
    return cells if any(cell is not None for cell in cells) else None


def _labels(table: Table, name: str) -> dict[str, tuple[TableCell, ...]] | None:
    """For each code of a column its labels; None where no columns hold them, or they do not follow from the code."""
    own = tuple(name + ending for ending in _LABELS)
    if not set(own) <= set(table.names):
        return None
    found: dict[str, tuple[TableCell, ...]] = {}
    for row in table.rows:
        told = tuple(_cell(row[each]) for each in own)
        if row[name] is None and any(each is not None for each in told):
            return None
        if row[name] is not None and found.setdefault(as_text(row[name]), told) != told:
            return None
    return found


def _cell(cell: TableCell) -> TableCell:
    """As it stands in the CSV, numbers as numbers."""
    return as_text(cell) if isinstance(cell, (str, dt.date)) else cell


def _question(key: str, question: Question, facts: Facts) -> dict[str, Any]:
    kind = question.kind
    told = "text"
    match kind:
        case Mark():
            told = "mark"
        case Amount():
            told = "amount"
        case Number():
            told = "bodies" if kind.whole else "years"
        case Several():
            told = "several"
        case Listed():
            told = "listed"
        case Month():
            told = "month"
    long = isinstance(kind, FreeText) and kind.limit >= LONG
    return {"key": key, "label": facts(question.label), "kind": told, "band": question.band, "long": long}


def _bands(facts: Facts) -> dict[str, str]:
    asked = {question.band for question in facts.questions.values()}
    return {key: facts(band.title) for key, band in BANDS.items() if key in asked}


def _choices(facts: Facts) -> dict[str, Sequence[tuple[str, str]]]:
    """The choices of every coded column of the cases, in their order, and the classes of population."""
    found: dict[str, Sequence[tuple[str, str]]] = {
        column.name: [(choice.key, facts(choice.label)) for choice in column.choices]
        for column in facts.tables.cases.columns
        if column.choices
    }
    return {**found, "size": [(key, facts(label)) for key, label in size_classes().items()]}


def size_classes() -> Mapping[str, Words]:
    """The classes of population by their position, and where no municipality takes part."""
    classes = {str(at): words for at, words in enumerate(POPULATION_CLASSES)}
    return {**classes, "none": Words("参加市区町村なし", "No municipality")}
