"""Returns of one prefecture that differ, as one form: what only one answers is taken, what they answer alike stands once.

Where they contradict each other the form holds the answer of the first by name, and both are told at that cell. The form
corrects all of them, so that it replaces them once it counts. Answers are compared as they are read, and kept as they were
typed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from survey_tool.form.contract.answers import Answers, CaseAnswers, Form, Typed
from survey_tool.form.contract.lines import participant_rows, row_of
from survey_tool.form.contract.marker import FIRST_ANSWER_COLUMN, Topic, parent_of
from survey_tool.intake.judging.submission import Submission
from survey_tool.intake.opening.names import CORRECTIONS
from survey_tool.intake.redrawing.corrections import merged_name
from survey_tool.intake.redrawing.half_filled import LEFT_BEHIND
from survey_tool.intake.settling.differing import ComparedReturns, Place, compare, contradiction
from survey_tool.questionnaire.asked.participation import LIST as PARTICIPATION
from survey_tool.questionnaire.findings.cell_names import cell_name
from survey_tool.questionnaire.findings.finding import Finding
from survey_tool.reference.survey import Survey


@dataclass(frozen=True)
class MergedForm:
    """The form, where it belongs, and what of the returns is not in it. `form.findings` are the contradictions."""

    form: Form
    path: Path
    left_behind: tuple[Finding, ...]


def merged(survey: Survey, returns: Sequence[Submission]) -> MergedForm:
    """One form of two returns of a prefecture or more. Written where returns lie if nothing in them contradicts; else among
    the correction copies. Raises `OwnerInDoubtError` where one of them may be another prefecture's."""
    first = returns[0]
    (code,) = {each.owner.certainly for each in returns}
    assert first.marker is not None
    edition = first.marker.edition
    compared = compare(returns, survey.questionnaire.lists[PARTICIPATION])
    answers = _merged_answers(returns, compared)
    order = [case.case_id for case in answers.cases]
    own = [each.code for each in survey.places.municipalities_of(code)]
    rows = dict(reversed(participant_rows(own, answers.elsewhere)))
    findings = tuple(
        contradiction(survey, place, told, edition, _cell(survey, order, rows, place))
        for place, told in compared.differing.items()
    )
    parents = parent_of(*(each.sha256 for each in returns))
    form = Form(
        prefecture_code=code,
        edition=edition,
        answers=answers,
        findings=findings,
        parent=parents,
        ancestors=tuple(dict.fromkeys(ancestor for each in returns for ancestor in each.ancestors)),
    )
    folder = survey.submissions / CORRECTIONS if findings else survey.submissions
    left_behind = tuple(found for each in returns for found in each.findings if found.code in LEFT_BEHIND)
    return MergedForm(form, folder / merged_name(survey, returns, is_copy=bool(findings)), left_behind)


def _merged_answers(returns: Sequence[Submission], compared: ComparedReturns) -> Answers:
    """All answers; of those that differ the first."""
    typed = {place: answers[0].typed for place, answers in compared.given.items()}
    return _put_together(returns, typed, compared.elsewhere)


def _put_together(returns: Sequence[Submission], typed: Mapping[Place, Typed], elsewhere: tuple[Typed, ...]) -> Answers:
    cases: dict[str, CaseAnswers] = {}
    for case in (case for each in returns for case in each.typed.cases):
        known = cases.get(case.case_id, CaseAnswers(case.case_id))
        carried = known.carried_over or case.carried_over
        answered = case.carried if known.carried is None else known.carried
        cases[case.case_id] = replace(known, carried_over=carried, last={**case.last, **known.last}, carried=answered)

    of: dict[tuple[Topic, str], dict[str, Typed]] = {}
    for (topic, case_id, key), value in typed.items():
        of.setdefault((topic, case_id), {})[key] = value
    whole = (
        replace(case, answers=of.get(("cases", case_id), {}), marks=of.get(("participants", case_id), {}))
        for case_id, case in sorted(cases.items())
    )
    return Answers(of.get(("respondent", ""), {}), tuple(whole), elsewhere)


def _cell(survey: Survey, order: Sequence[str], rows: Mapping[str, int], place: Place) -> str:
    """Where an answer stands in the form."""
    topic, case_id, key = place
    known = survey.questionnaire
    questions = known.respondent.questions() if topic == "respondent" else known.case.questions()
    column = FIRST_ANSWER_COLUMN + (order.index(case_id) if case_id else 0)
    return cell_name(rows[key] if topic == "participants" else row_of(questions, key), column)
