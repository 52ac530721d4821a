"""A whole form as it was bound: its sheets, whose rows they are, and all answers as typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from survey_tool.form.contract.answers import Answers, CaseRow, Typed
from survey_tool.form.contract.marker import NO_PARENT, Marker
from survey_tool.intake.judging.marks import Marks
from survey_tool.intake.judging.preparation import Bench
from survey_tool.intake.locating.binding import (
    BoundCases,
    BoundParticipants,
    BoundRespondent,
    Cell,
    as_typed,
    bind_cases,
    bind_participants,
    bind_printed,
    bind_respondent,
)
from survey_tool.intake.locating.case_ids import FormIds, Owned, owned_rows
from survey_tool.intake.locating.sheets import Way


@dataclass(frozen=True)
class BoundForm:
    """The sheets of a form (None where one is not there or not recognised), its ids, and its marks as read.

    `gone` are the questions about cases whose column is not there. `ancestors` are the files it descends from.
    """

    form: Marker
    ids: FormIds
    owned: Owned
    respondent: BoundRespondent | None
    cases: BoundCases | None
    participants: BoundParticipants | None
    marks: Marks | None
    gone: tuple[str, ...]
    ancestors: tuple[str, ...]

    def marks_typed(self, case_id: str) -> dict[str, Typed]:
        return self.marks.typed(case_id) if self.marks else {}


def bind_form(way: Way, bench: Bench) -> BoundForm:
    """Every sheet of a form bound."""
    sheets, landmarks = way.sheets, bench.landmarks
    printed = bind_printed(way.meta)
    ids = FormIds(printed.ids, way.form)
    cases = bind_cases(sheets["cases"], landmarks) if "cases" in sheets else None
    participants = bind_participants(sheets["participants"], landmarks) if "participants" in sheets else None
    line = () if way.form.parent == NO_PARENT else (way.form.parent, *printed.ancestors)
    return BoundForm(
        form=way.form,
        ids=ids,
        owned=owned_rows(cases, ids) if cases else Owned((), (), ()),
        respondent=bind_respondent(sheets["respondent"], landmarks) if "respondent" in sheets else None,
        cases=cases,
        participants=participants,
        marks=bench.marks.read(participants, way.form) if participants else None,
        gone=tuple(bench.gone(landmarks.case_keys, cases.columns)) if cases else (),
        ancestors=tuple(dict.fromkeys(line)),
    )


def answers_as_typed(bound: BoundForm, bench: Bench) -> Answers:
    """All answers, for a form to be drawn from; of a row without a right id under the id that it is given."""
    rows: dict[str, CaseRow] = {}
    for owned in bound.owned.rows:
        if owned.row.answers:
            rows[owned.case_id] = _case_row(bound, owned.case_id, _typed(bench.asked(owned.row.answers)))
    marked = bound.marks.by_case if bound.marks else ()
    for case_id in (*bound.ids.carried, *marked):
        rows.setdefault(case_id, _case_row(bound, case_id, {}))
    order = {case_id: place for place, case_id in enumerate(bound.ids.printed or ())}
    return Answers(
        _typed(bench.asked(bound.respondent.answers)) if bound.respondent else {},
        tuple(sorted(rows.values(), key=lambda row: order.get(row.case_id, len(order)))),
        bound.marks.elsewhere if bound.marks else (),
    )


def _case_row(bound: BoundForm, case_id: str, answers: Mapping[str, Typed]) -> CaseRow:
    return CaseRow(case_id, answers, bound.marks_typed(case_id), bound.ids.is_carried(case_id))


def _typed(answers: Mapping[str, Cell]) -> dict[str, Typed]:
    typed = ((key, as_typed(cell)) for key, cell in answers.items())
    return {key: value for key, value in typed if value is not None}
