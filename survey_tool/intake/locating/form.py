"""A returned form located, once for all that looks at it afterwards: its sheets, whose columns they are, all as typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from survey_tool.form.contract.marker import FORM_VERSION, NO_PARENT, Marker, Topic
from survey_tool.intake.cells.grid import Grid
from survey_tool.intake.locating.case_ids import FormIds, OwnedRows, owned_rows
from survey_tool.intake.locating.entry_sheets import LocatedCases, LocatedParticipants, LocatedRespondent, printed_ids
from survey_tool.intake.locating.landmarks import Landmarks
from survey_tool.intake.locating.sheets import choose_sheets
from survey_tool.questionnaire.findings.finding import Finding


@dataclass(frozen=True)
class LocatedForm:
    """The sheets of a form (None where one is not there or not recognised), its ids, and the rows of its cases.

    `unrecognised` are sheets with a marker in which nothing else is left, `unread` sheets that are none of ours and those
    of other forms. `ancestors` are the files it descends from. `findings` are about the file and its sheets.
    """

    marker: Marker
    ids: FormIds
    owned: OwnedRows
    respondent: LocatedRespondent | None
    cases: LocatedCases | None
    participants: LocatedParticipants | None
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
        """The questions about cases whose column is not there."""
        return self.cases.gone if self.cases else ()


def locate_form(grids: Sequence[Grid], name: str, landmarks: Landmarks) -> LocatedForm | None:
    """The form in a file of that name, or None if there is none of ours."""
    chosen = choose_sheets(grids, name, landmarks)
    if chosen is None:
        return None
    printed = printed_ids(chosen.meta)
    ids = FormIds(printed.ids, chosen.marker)
    line = () if chosen.marker.parent == NO_PARENT else (chosen.marker.parent, *printed.ancestors)
    cases = chosen.located("cases", LocatedCases)
    return LocatedForm(
        marker=chosen.marker,
        ids=ids,
        owned=owned_rows(cases, ids) if cases else OwnedRows(),
        respondent=chosen.located("respondent", LocatedRespondent),
        cases=cases,
        participants=chosen.located("participants", LocatedParticipants),
        ancestors=tuple(dict.fromkeys(line)),
        unrecognised=tuple((topic, each.grid) for topic, each in chosen.sheets.items() if each.located is None),
        unread=chosen.unread,
        findings=chosen.findings,
    )
