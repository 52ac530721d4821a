"""Answers that are published and tell of a person: asked about, whatever else may be wrong with them.

Looked for in the texts of published questions only; an answer that nobody publishes may name whom it likes. What was typed for a
telephone or an address is looked at too where it cannot be read, so that nobody mends it twice.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from survey_tool.intake.judging.cases import CaseVerdict
from survey_tool.intake.judging.prepared import PreparedRound
from survey_tool.intake.judging.respondent import RespondentVerdict
from survey_tool.intake.locating.entry_sheets import EntrySheet, TypedCell, TypedColumn, cell_text
from survey_tool.intake.locating.form import LocatedForm
from survey_tool.intake.noticing.personal.addresses import homes, links, personal_mail
from survey_tool.intake.noticing.personal.names import Span, names
from survey_tool.intake.noticing.personal.numbers import individual_numbers, mobile_numbers
from survey_tool.intake.noticing.personal.plain_width import in_plain_width
from survey_tool.questionnaire.findings.finding import Finding, finding
from survey_tool.questionnaire.vocabulary.judging import Faulty
from survey_tool.questionnaire.vocabulary.kinds import Email, FreeText, Phone
from survey_tool.questionnaire.vocabulary.questions import Question
from survey_tool.reference.places import Places
from survey_tool.wording.words import Words

DEPARTMENTS = ("department", "contact_department")
"""The questions whose answer is a department: what stands there and is a surname is somebody's."""
_MOST_TOLD = 5
_REMEMBERED = 20_000  # texts
_QUOTED = Words("「{piece}」", '"{piece}"')


@dataclass(frozen=True, slots=True)
class NamesOfPlaces:
    """Names of prefectures that are surnames too: in kanji without 県, and in small letters."""

    kanji: frozenset[str]
    letters: frozenset[str]

    @classmethod
    def of(cls, places: Places) -> NamesOfPlaces:
        known = [prefecture.name for prefecture in places.prefectures.values()]
        return cls(frozenset(name.ja[:-1] for name in known), frozenset(name.en.lower() for name in known))


def about_personal_data(
    form: LocatedForm,
    respondent: RespondentVerdict,
    cases: Sequence[CaseVerdict],
    prepared: PreparedRound,
    places: NamesOfPlaces,
) -> list[Finding]:
    """What is to be asked about, at its cells, each kind once a cell; of cases that are not to be published nothing."""
    found: list[Finding] = []
    if sheet := form.respondent:
        column = sheet.columns[0]
        at = partial(_finding, sheet, column, sheet.answers(column), prepared.respondent_questions, topic="respondent")
        found += _in_answers(respondent.understood, prepared.respondent_questions, places, at)
    for case in cases:
        if form.cases and case.understood.answers.get("publication") != "do_not_publish":
            judged = {key: each for key, each in prepared.case_questions.items() if each.scope <= case.row.scope}
            own_id = case.case_id if case.owned.problem is None else None
            at = partial(_finding, form.cases, case.owned.column, case.typed, judged, topic="cases", case_id=own_id)
            found += _in_answers(case.understood.answers, judged, places, at)
    return found


def _in_answers(
    answers: Mapping[str, object],
    questions: Mapping[str, Question],
    places: NamesOfPlaces,
    at: Callable[[str, str, Sequence[str]], Finding],
) -> Iterator[Finding]:
    for key, question in questions.items():
        answer = answers.get(key)
        text = answer.shown if isinstance(answer, Faulty) else answer
        if question.is_published and isinstance(text, str) and isinstance(question.kind, FreeText | Phone | Email):
            for name, pieces in personal_pieces(text, places, is_department=key in DEPARTMENTS).items():
                # An address that lost its @ looks like a link, and is told as what it is.
                if name != "link-in-text" or isinstance(question.kind, FreeText):
                    yield at(key, name, pieces)


@lru_cache(maxsize=_REMEMBERED)
def personal_pieces(text: str, places: NamesOfPlaces, *, is_department: bool = False) -> Mapping[str, tuple[str, ...]]:
    """What in a text tells of a person, by kind (its entry in the catalogue); of most texts nothing.

    Remembered, since the cases of a prefecture name the same department, telephone and supplier again and again.
    """
    plain = in_plain_width(text)
    kinds = {
        "personal-data": names(plain, places.kanji, contact=is_department),
        "mobile-number": mobile_numbers(plain),
        "personal-mail": personal_mail(plain, places.letters),
        "individual-number": individual_numbers(plain),
        "home-address": homes(plain),
        "link-in-text": links(plain),
    }
    return {name: _pieces(text, found) for name, spans in kinds.items() if (found := set(spans))}


def _pieces(text: str, spans: Collection[Span]) -> tuple[str, ...]:
    """What stands at some places of a text, in order; of places within others only the widest."""
    widest: list[Span] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not widest or end > widest[-1][1]:
            widest.append((start, end))
    return tuple(dict.fromkeys(text[start:end] for start, end in widest))


def _finding(
    sheet: EntrySheet,
    column: TypedColumn,
    typed: Mapping[str, TypedCell],
    questions: Mapping[str, Question],
    key: str,
    name: str,
    pieces: Sequence[str],
    **place: str | None,
) -> Finding:
    told = Words.listed(_QUOTED.fill(piece=piece) for piece in pieces[:_MOST_TOLD])
    return finding(
        name,
        {"pieces": told},
        sheet=sheet.grid.name,
        cell=sheet.cell(key, column),
        label=questions[key].label,
        key=key,
        value=cell_text(typed.get(key)) or None,
        **place,
    )
