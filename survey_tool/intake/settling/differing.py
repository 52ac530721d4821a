"""Returns of one prefecture that answer the same differently: where, and how; and what of that nobody has settled.

Answers are compared as they are read. A form that was made of such returns holds the first answer of each; where it comes back with
that one, nobody can say whether somebody has looked at it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from survey_tool.form.contract.answers import Typed, free_row
from survey_tool.form.contract.marker import SHEETS, Topic, parent_of
from survey_tool.intake.cells.plain import as_text
from survey_tool.intake.judging.order import in_order
from survey_tool.intake.judging.submission import Submission
from survey_tool.intake.settling.verdict import JudgedReturn
from survey_tool.questionnaire.asked.participation import LIST as PARTICIPATION
from survey_tool.questionnaire.asked.participation import MARK_KEY, MARK_LABEL
from survey_tool.questionnaire.findings.finding import Finding, finding
from survey_tool.questionnaire.vocabulary.lists import CodeList
from survey_tool.reference.survey import Survey
from survey_tool.wording.words import Language, Words

Place = tuple[Topic, str, str]
"""An answer: the sheet, the case ("" for the respondent), and the question or the row of participants."""


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """An answer of one return, as typed and as read (None where it could not be read)."""

    file: str
    typed: Typed
    read: object

    def equals(self, other: GivenAnswer) -> bool:
        same = as_text(self.typed).strip() == as_text(other.typed).strip()
        return same or (self.read is not None and self.read == other.read)


@dataclass(frozen=True, slots=True)
class ComparedReturns:
    """All answers of several returns by their place, each one that was given there once; those that differ; the codes of all free rows."""

    given: Mapping[Place, Sequence[GivenAnswer]]
    differing: Mapping[Place, Sequence[GivenAnswer]]
    elsewhere: tuple[Typed, ...]


def compare(returns: Sequence[Submission], marks: CodeList) -> ComparedReturns:
    """Returns side by side, in their order."""
    elsewhere: list[Typed] = []
    given: dict[Place, list[GivenAnswer]] = {}
    for each in returns:
        rows = _rows_in(elsewhere, each.typed.elsewhere)
        for place, answer in _answers_of(each, rows):
            before = given.setdefault(place, [])
            if not any(answer.equals(other) for other in before):
                before.append(answer)
    differing = {place: answers for place, answers in given.items() if len(answers) > 1}
    for place, answers in _spelled_out(returns, marks).items():
        differing.setdefault(place, answers)
    return ComparedReturns(given, differing, tuple(elsewhere))


def left_as_merged(survey: Survey, verdict: JudgedReturn, others: Sequence[Submission]) -> Submission:
    """A return with a question at each answer that differed among those of which a form was made, and stands as it was filled in there."""
    own = verdict.submission
    merged = [each for each in (own, *others) if each is own or parent_of(each.sha256) in own.ancestors]
    found = [asked for each in merged for asked in _left(survey, verdict, _parents(each, others))]
    if not found:
        return own
    return replace(own, findings=in_order((*own.findings, *dict.fromkeys(found)), verdict.sheets))


def _parents(merged: Submission, others: Sequence[Submission]) -> list[Submission]:
    parents = merged.marker.parents if merged.marker else ()
    return [each for each in others if parent_of(each.sha256) in parents]


def _left(survey: Survey, verdict: JudgedReturn, parents: Sequence[Submission]) -> Iterator[Finding]:
    if len(parents) < 2:
        return
    own = verdict.submission
    stands = dict(_answers_of(own, {}))
    compared = compare(parents, survey.questionnaire.lists[PARTICIPATION])
    for place, told in compared.differing.items():
        filled_in = compared.given.get(place, told)[0]
        if place in stands and stands[place].equals(filled_in):
            edition = own.marker.edition if own.marker else survey.round.language
            yield contradiction(survey, place, told, edition, _cell(verdict, place), "two-answers-left")


def _cell(verdict: JudgedReturn, place: Place) -> str | None:
    topic, case_id, key = place
    match topic:
        case "respondent":
            _, cell = verdict.submission.respondent_cells.get(key, ("", None))
            return cell
        case "cases":
            return verdict.cell_of_case(case_id, key)
        case _:
            return None


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


def _answers_of(each: Submission, rows: Mapping[str, str]) -> Iterator[tuple[Place, GivenAnswer]]:
    for key, typed in each.typed.respondent.items():
        yield ("respondent", "", key), GivenAnswer(each.file, typed, each.respondent.get(key))
    judged = {case.case_id: case for case in each.cases}
    for case in each.typed.cases:
        read = judged.get(case.case_id)
        for key, typed in case.answers.items():
            yield ("cases", case.case_id, key), GivenAnswer(each.file, typed, read.answers.get(key) if read else None)
        for row, typed in case.marks.items():
            mark = read.marks.get(row) if read else None
            yield ("participants", case.case_id, rows.get(row, row)), GivenAnswer(each.file, typed, mark)


def _spelled_out(returns: Sequence[Submission], known: CodeList) -> dict[Place, list[GivenAnswer]]:
    """Marks that differ because one return marks all municipalities of the prefecture at once, and another this one otherwise."""
    told: dict[Place, list[GivenAnswer]] = {}
    marks = ((each.file, case, mark) for each in returns for case in each.cases for mark in case.marks.items())
    for file, case, (code, mark) in marks:
        answers = told.setdefault(("participants", case.case_id, code), [])
        if all(answer.read != mark for answer in answers):
            answers.append(GivenAnswer(file, known[mark].label.ja, mark))
    return {place: answers for place, answers in told.items() if len(answers) > 1}


def contradiction(
    survey: Survey,
    place: Place,
    told: Sequence[GivenAnswer],
    edition: Language,
    cell: str | None,
    name: str = "two-answers",
) -> Finding:
    """A finding with every answer that was given at a place, at the cell where the first of them stands."""
    topic, case_id, key = place
    known = survey.questionnaire
    questions = known.respondent.questions() if topic == "respondent" else known.case.questions()
    answers = Words.listed(
        Words("{file}は「{typed}」", '{file}: "{typed}"').fill(file=each.file, typed=as_text(each.typed))
        for each in told
    )
    at_mark = topic == "participants"
    return finding(
        name,
        {"answers": answers},
        sheet=SHEETS[topic][edition],
        cell=cell,
        label=MARK_LABEL if at_mark else questions[key].label,
        key=MARK_KEY if at_mark else key,
        case_id=case_id or None,
        municipality=key if at_mark else None,
        value=as_text(told[0].typed),
        topic=topic,
    )
