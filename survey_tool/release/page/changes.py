"""What has changed since the last release, in words."""

from __future__ import annotations

from dataclasses import dataclass

from survey_tool.release.dashboard.facts import changed
from survey_tool.release.dashboard.facts.positions import Facts
from survey_tool.release.tables.figures import answered
from survey_tool.release.tables.rounds.changes import KINDS
from survey_tool.release.tables.table import TableRow


@dataclass(frozen=True)
class Change:
    """A row of the changes; `listed` where the case is among those that are published now."""

    case_id: str
    name: str
    kind: str
    about: str
    before: str
    after: str
    listed: bool


def changes(facts: Facts) -> list[Change]:
    """Every change, in the order of the table."""
    published = {case.id for case in facts.cases}
    return [_change(facts, row, published) for row in facts.tables.changes.rows]


def counts(facts: Facts) -> list[tuple[str, int]]:
    """The number of rows of each kind."""
    numbers = answered(facts.tables.changes.frame, "kind")
    return [(facts(choice.label), numbers[choice.key]) for choice in KINDS]


def _change(facts: Facts, row: TableRow, published: set[str]) -> Change:
    case_id = str(row["case_id"])
    return Change(
        case_id=case_id,
        name=changed.case_name(facts, row),
        kind=str(row[f"kind_{facts.language}"]),
        about=changed.about(facts, row),
        before=changed.at(facts, row, "before"),
        after=changed.at(facts, row, "after"),
        listed=case_id in published,
    )
