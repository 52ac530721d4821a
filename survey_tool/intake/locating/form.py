"""A returned form located, once for all that looks at it afterwards: its sheets, whose columns they are, all as typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from survey_tool.form.contract.marker import FORM_VERSION, NO_PARENT, Marker, Topic
from survey_tool.intake.cells.grid import Grid
from survey_tool.intake.locating.case_ids import FormIds, OwnedColumns, columns_of_cases, owned_columns
from survey_tool.intake.locating.entry_sheets import EntrySheet, TypedColumn, printed_ids
from survey_tool.intake.locating.landmarks import Landmarks
from survey_tool.intake.locating.sheets import choose_sheets
from survey_tool.questionnaire.findings.finding import Finding


@dataclass(frozen=True)
class LocatedForm:
    """The sheets of a form (None where one is not there or not recognised), its ids, and whose their columns are.

    `owned` are the columns of the cases, `marked` those of the participants by case. `unrecognised` are sheets with a marker
    in which nothing else is left, `unread` sheets that are none of ours and those of other forms. `ancestors` are the files
    it descends from. `findings` are about the file and its sheets.
    """

    marker: Marker
    ids: FormIds
    owned: OwnedColumns
    respondent: EntrySheet | None
    cases: EntrySheet | None
    participants: EntrySheet | None
    marked: Mapping[str, TypedColumn]
    ancestors: tuple[str, ...]
    unrecognised: tuple[tuple[Topic, Grid], ...]
    unread: tuple[Grid, ...]
    findings: tuple[Finding, ...]

    @property
    def is_old_version(self) -> bool:
        return self.marker.version != FORM_VERSION

    @property
    def is_correction(self) -> bool:
        return self.marker.parent != NO_PARENT

    @property
    def gone(self) -> tuple[str, ...]:
        """The questions about cases whose row is not there."""
        return self.cases.gone if self.cases else ()


def locate_form(grids: Sequence[Grid], name: str, landmarks: Landmarks) -> LocatedForm | None:
    """The form in a file of that name, or None if there is none of ours."""
    chosen = choose_sheets(grids, name, landmarks)
    if chosen is None:
        return None
    printed = printed_ids(chosen.meta)
    ids = FormIds(printed, chosen.marker)
    line = (*chosen.marker.parents, *printed.ancestors) if chosen.marker.parents else ()
    cases, participants = chosen.located("cases"), chosen.located("participants")
    owned = owned_columns(cases, ids) if cases else OwnedColumns()
    return LocatedForm(
        marker=chosen.marker,
        ids=ids,
        owned=owned,
        respondent=chosen.located("respondent"),
        cases=cases,
        participants=participants,
        marked=columns_of_cases(participants, ids, owned) if participants else {},
        ancestors=tuple(dict.fromkeys(line)),
        unrecognised=tuple((topic, each.grid) for topic, each in chosen.sheets.items() if each.located is None),
        unread=chosen.unread,
        findings=chosen.findings,
    )
