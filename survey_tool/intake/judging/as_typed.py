"""All answers of a form as they were typed, for another form to be drawn from."""

from __future__ import annotations

from collections.abc import Mapping

from survey_tool.form.contract.answers import Answers, CaseAnswers, Typed
from survey_tool.intake.judging.marks import Marks
from survey_tool.intake.locating.entry_sheets import TypedCell, as_typed
from survey_tool.intake.locating.form import LocatedForm


def answers_as_typed(form: LocatedForm, marks: Marks | None) -> Answers:
    """All answers; of a column without a right id under the id that it is given."""

    def of_case(case_id: str, answers: Mapping[str, Typed]) -> CaseAnswers:
        return CaseAnswers(
            case_id,
            answers,
            marks.typed(case_id) if marks else {},
            form.ids.is_carried(case_id),
            form.ids.last_round(case_id),
            form.ids.answered_last_round(case_id),
        )

    cases = {
        each.case_id: of_case(each.case_id, _typed(form.cases.answers(each.column)))
        for each in form.owned.columns
        if form.cases and each.column.cells
    }
    for case_id in (*form.ids.carried, *(marks.by_case if marks else ())):
        cases.setdefault(case_id, of_case(case_id, {}))
    order = {case_id: place for place, case_id in enumerate(form.ids.printed or ())}
    return Answers(
        _typed(form.respondent.answers(form.respondent.columns[0])) if form.respondent else {},
        tuple(sorted(cases.values(), key=lambda case: order.get(case.case_id, len(order)))),
        marks.elsewhere if marks else (),
    )


def _typed(answers: Mapping[str, TypedCell]) -> dict[str, Typed]:
    typed = ((key, as_typed(cell)) for key, cell in answers.items())
    return {key: value for key, value in typed if value is not None}
