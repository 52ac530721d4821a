"""Returns of one prefecture that differ, as one form: what only one answers is taken, what they answer alike stands once.

Where they contradict each other the form holds the answer of the first by name, and both are told at that cell. The form
corrects all of them, so that it replaces them once it counts. Answers are compared as they are read, and kept as they were
typed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from survey_tool.form.contract.answers import Answers, CaseAnswers, Form, Typed, free_row
from survey_tool.form.contract.lines import participant_rows, row_of
from survey_tool.form.contract.marker import FIRST_ANSWER_COLUMN, SHEETS, Topic, parent_of
from survey_tool.intake.cells.addresses import cell_name
from survey_tool.intake.cells.plain import as_text
from survey_tool.intake.judging.submission import Submission
from survey_tool.intake.opening.names import CORRECTIONS
from survey_tool.intake.redrawing.corrections import merged_name
from survey_tool.intake.redrawing.half_filled import LEFT_BEHIND
from survey_tool.questionnaire.asked.participation import LIST as PARTICIPATION
from survey_tool.questionnaire.asked.participation import MARK_KEY, MARK_LABEL
from survey_tool.questionnaire.findings.finding import Finding, finding
from survey_tool.questionnaire.vocabulary.lists import CodeList
from survey_tool.reference.survey import Survey
from survey_tool.wording.words import Language, Words

Place = tuple[Topic, str, str]
"""An answer: the sheet, the case ("" for the respondent), and the question or the row of participants."""


@dataclass(frozen=True, slots=True)
class _Answer:
    """An answer of one return, as typed and as read (None where it could not be read)."""

    file: str
    typed: Typed
    read: object

    def equals(self, other: _Answer) -> bool:
        same = as_text(self.typed).strip() == as_text(other.typed).strip()
        return same or (self.read is not None and self.read == other.read)


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
    answers, differing = _merged_answers(returns, survey.questionnaire.lists[PARTICIPATION])
    order = [case.case_id for case in answers.cases]
    own = [each.code for each in survey.places.municipalities_of(code)]
    rows = dict(reversed(participant_rows(own, answers.elsewhere)))
    findings = tuple(_contradiction(survey, edition, order, rows, place, told) for place, told in differing.items())
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


def _merged_answers(returns: Sequence[Submission], marks: CodeList) -> tuple[Answers, dict[Place, list[_Answer]]]:
    """All answers, and the places where they differ with every answer that was given there, each once."""
    elsewhere: list[Typed] = []
    given: dict[Place, list[_Answer]] = {}
    for each in returns:
        rows = _rows_in(elsewhere, each.typed.elsewhere)
        for place, answer in _answers_of(each, rows):
            before = given.setdefault(place, [])
            if not any(answer.equals(other) for other in before):
                before.append(answer)
    differing = {place: answers for place, answers in given.items() if len(answers) > 1}
    typed = {place: answers[0].typed for place, answers in given.items()}
    for place, answers in _spelled_out(returns, marks).items():
        differing.setdefault(place, answers)
    return _put_together(returns, typed, tuple(elsewhere)), differing


def _rows_in(elsewhere: list[Typed], codes: Sequence[Typed]) -> dict[str, str]:
    """Adds the codes of a return's free rows to those of the form; says what its rows without a code are called there."""
    known = {as_text(code) for code in elsewhere if code is not None}
    renamed = {}
    for number, code in enumerate(codes, start=1):
        if code is None or as_text(code) not in known:
            elsewhere.append(code)
        if code is None:
            renamed[free_row(number)] = free_row(len(elsewhere))
    return renamed


def _answers_of(each: Submission, rows: Mapping[str, str]) -> Iterator[tuple[Place, _Answer]]:
    for key, typed in each.typed.respondent.items():
        yield ("respondent", "", key), _Answer(each.file, typed, each.respondent.get(key))
    judged = {case.case_id: case for case in each.cases}
    for case in each.typed.cases:
        read = judged.get(case.case_id)
        for key, typed in case.answers.items():
            yield ("cases", case.case_id, key), _Answer(each.file, typed, read.answers.get(key) if read else None)
        for row, typed in case.marks.items():
            mark = read.marks.get(row) if read else None
            yield ("participants", case.case_id, rows.get(row, row)), _Answer(each.file, typed, mark)


def _spelled_out(returns: Sequence[Submission], known: CodeList) -> dict[Place, list[_Answer]]:
    """Marks that differ because one return marks all municipalities of the prefecture at once, and another this one otherwise."""
    told: dict[Place, list[_Answer]] = {}
    marks = ((each.file, case, mark) for each in returns for case in each.cases for mark in case.marks.items())
    for file, case, (code, mark) in marks:
        answers = told.setdefault(("participants", case.case_id, code), [])
        if all(answer.read != mark for answer in answers):
            answers.append(_Answer(file, known[mark].label.ja, mark))
    return {place: answers for place, answers in told.items() if len(answers) > 1}


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


def _contradiction(
    survey: Survey,
    edition: Language,
    order: Sequence[str],
    rows: Mapping[str, int],
    place: Place,
    told: Sequence[_Answer],
) -> Finding:
    topic, case_id, key = place
    known = survey.questionnaire
    questions = known.respondent.questions() if topic == "respondent" else known.case.questions()
    column = FIRST_ANSWER_COLUMN + (order.index(case_id) if case_id else 0)
    answers = Words.listed(
        Words("{file}は「{typed}」", '{file}: "{typed}"').fill(file=each.file, typed=as_text(each.typed))
        for each in told
    )
    at_mark = topic == "participants"
    return finding(
        "two-answers",
        {"answers": answers},
        sheet=SHEETS[topic][edition],
        cell=cell_name(rows[key] if at_mark else row_of(questions, key), column),
        label=MARK_LABEL if at_mark else questions[key].label,
        key=MARK_KEY if at_mark else key,
        case_id=case_id or None,
        municipality=key if at_mark else None,
        value=as_text(told[0].typed),
        topic=topic,
    )
