"""All answers of a form as they were typed, for another form to be drawn from."""

from __future__ import annotations

from collections.abc import Mapping

from survey_tool.form.contract.answers import Answers, CaseRow, Typed
from survey_tool.intake.judging.marks import Marks
from survey_tool.intake.locating.entry_sheets import TypedCell, as_typed
from survey_tool.intake.locating.form import LocatedForm


def answers_as_typed(form: LocatedForm, marks: Marks | None) -> Answers:
    """All answers; of a row without a right id under the id that it is given."""

    def case_row(case_id: str, answers: Mapping[str, Typed]) -> CaseRow:
        return CaseRow(case_id, answers, marks.typed(case_id) if marks else {}, form.ids.is_carried(case_id))

    filled = (each for each in form.owned.rows if each.row.answers)
    rows = {each.case_id: case_row(each.case_id, _typed(each.row.answers)) for each in filled}
    for case_id in (*form.ids.carried, *(marks.by_case if marks else ())):
        rows.setdefault(case_id, case_row(case_id, {}))
    order = {case_id: place for place, case_id in enumerate(form.ids.printed or ())}
    return Answers(
        _typed(form.respondent.answers) if form.respondent else {},
        tuple(sorted(rows.values(), key=lambda row: order.get(row.case_id, len(order)))),
        marks.elsewhere if marks else (),
    )


def _typed(answers: Mapping[str, TypedCell]) -> dict[str, Typed]:
    typed = ((key, as_typed(cell)) for key, cell in answers.items())
    return {key: value for key, value in typed if value is not None}
