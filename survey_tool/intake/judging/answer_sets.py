"""The answers of one respondent or one case: understood, judged, and everything about it said at its cells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from pydantic import ValidationError

from survey_tool.form.contract.marker import Topic
from survey_tool.intake.cells.grid import CellFault, CellValue, Shown
from survey_tool.intake.cells.noted import ShownBy
from survey_tool.intake.cells.plain import as_text
from survey_tool.intake.locating.entry_sheets import TypedCell, cell_text
from survey_tool.intake.understanding.answers import Reading, understand
from survey_tool.questionnaire.findings.catalogue import CATALOGUE, MISSING
from survey_tool.questionnaire.findings.finding import Finding, finding
from survey_tool.questionnaire.vocabulary.judging import Faulty, JudgedAnswers, QuestionSheet
from survey_tool.questionnaire.vocabulary.kinds import Month
from survey_tool.questionnaire.vocabulary.questions import AnswerModel, Check, Question
from survey_tool.wording.words import Language, Words

_NOT_SAID = "column-missing"  # said once for the row, not again in every case
_NOTHING_LEFT: Mapping[ShownBy, str] = {"stroke": "struck-required", "format": "shown-nothing"}
"""What is said in place of a missing answer where something stands that is struck out or hidden."""
_SHOWN_CODES = ("struck-out", "shown-otherwise")
_REMEMBERED, _MOST_REMEMBERED = 40, 50_000  # characters of an answer (longer ones do not repeat), and answers


@dataclass(frozen=True, slots=True)
class FirstPlace:
    """Where an answer that must be unique stands first: the case and the cell."""

    case_id: str
    cell: str


@dataclass(frozen=True, slots=True)
class AnswerPlaces:
    """Where a set of answers stands: its sheet's name, and the cell of every question as Excel shows it.

    `stands_first`: by question, where an answer that must be unique stands in a case before.
    """

    sheet: str
    topic: Topic
    cell: Callable[[str], str]
    case_id: str | None = None
    stands_first: Mapping[str, FirstPlace] = field(default_factory=dict)


@dataclass(frozen=True)
class Understood:
    """A set of cells, understood. `answers` are canonical values or `Faulty`, blanks left out."""

    cells: Mapping[str, TypedCell]
    answers: dict[str, object]
    readings: dict[str, Reading] = field(default_factory=dict)


class AnswerReader:
    """Understands and judges the answers of one sheet; prepared once for a round."""

    def __init__(self, sheet: QuestionSheet, model: type[AnswerModel], edition: Language) -> None:
        self.sheet, self.model, self.edition = sheet, model, edition
        self.unique = tuple(
            key
            for key, checks in sheet.checks.items()
            if any(check.rule and check.rule.among_cases for check in checks)
        )
        self._known: dict[tuple[str, type, CellValue | Shown], Reading] = {}

    def read(self, cells: Mapping[str, TypedCell], gone: Sequence[str] = ()) -> Understood:
        """The answers in typed cells; `gone` are questions whose row is missing."""
        understood = Understood(cells, {})
        for key, cell in cells.items():
            if isinstance(cell, CellFault):
                understood.answers[key] = Faulty(cell.kind, cell.text)
                continue
            reading = self._reading(key, cell)
            if reading.fault is not None:
                understood.answers[key] = Faulty(self._fault(key, reading), cell_text(cell))
            elif reading.value is not None:
                understood.answers[key] = reading.value
            understood.readings[key] = reading
        for key in gone:
            understood.answers[key] = Faulty(_NOT_SAID)
        return understood

    def _fault(self, key: str, reading: Reading) -> str:
        """The code of a fault, or the variant of it that is a fault of its own to the question."""
        own = (each.fault.variant for each in self.sheet.checks[key] if each.fault)
        return reading.variant if reading.variant and reading.variant in own else reading.fault or ""

    def _reading(self, key: str, cell: CellValue | Shown) -> Reading:
        known = (key, type(cell), cell)
        reading = self._known.get(known)
        if reading is None:
            reading = understand(self.sheet.questions[key], cell, self.sheet.lists, self.edition)
            if len(self._known) < _MOST_REMEMBERED and (not isinstance(cell, str) or len(cell) <= _REMEMBERED):
                self._known[known] = reading
        return reading

    def judge(
        self, understood: Understood, facts: Mapping[str, object], above: Sequence[Mapping[str, object]] = ()
    ) -> JudgedAnswers:
        """The answers, ready to be asked. A fault that no check of the questionnaire names counts as one all the same."""
        row = JudgedAnswers(self.sheet, understood.answers, facts, above)
        unnamed: dict[str, Check | None] = {
            key: _check_of_fault(value.code, key, self.sheet.questions[key])
            for key, value in understood.answers.items()
            if isinstance(value, Faulty) and not any(value.code in (each.code, each.name) for each in self.sheet.checks[key])
            and self.sheet.questions[key].scope <= row.scope
        }  # fmt: skip
        return JudgedAnswers(self.sheet, understood.answers, facts, above, unnamed) if unnamed else row

    def findings(
        self, row: JudgedAnswers, understood: Understood, place: AnswerPlaces, blanks: bool = True
    ) -> list[Finding]:
        """Everything to be said about judged answers, at their cells; of `blanks` nothing unless asked."""
        checks = (check for check in row.findings() if check.name != _NOT_SAID and (blanks or not check.on_blank))
        found = [self._said(check, row, understood, place) for check in checks]
        told = {each.key for each in found if each.code in _SHOWN_CODES}
        for key, reading in understood.readings.items():
            if (
                key not in told
                and (reading.read_as or reading.formula_like)
                and self.sheet.questions[key].scope <= row.scope
            ):
                found += self._infos(key, reading, understood, place)
        return found

    def _said(self, check: Check, row: JudgedAnswers, understood: Understood, place: AnswerPlaces) -> Finding:
        key = check.key
        reading = understood.readings.get(key)
        fills = {**check.fills, **(reading.fills if reading else {}), **check.fills_of(row, row.sheet.labels)}
        better = reading.variant if reading and check.code == reading.fault else None
        cell = understood.cells.get(key)
        if isinstance(cell, Shown) and check.on_blank and check.code in MISSING:
            better, fills["behind"] = _NOTHING_LEFT[cell.by], as_text(cell.behind)
        first = place.stands_first.get(key) if check.rule and check.rule.among_cases else None
        if first is not None:
            fills["other_cell"] = first.cell
        return self._finding(better or check.name, key, fills, understood, place, first)

    def _infos(self, key: str, reading: Reading, understood: Understood, place: AnswerPlaces) -> list[Finding]:
        infos = []
        if reading.read_as:
            told = reading.read_as if reading.value is None else self.sheet.labels.answer(key, reading.value)
            cell = understood.cells.get(key)
            fills: dict[str, object] = {"read_as": self._as_the_form_shows(told, cell)}
            if isinstance(cell, Shown):
                fills["behind"] = as_text(cell.behind)
            infos.append(self._finding(reading.variant or "normalised", key, fills, understood, place))
        if reading.formula_like:
            infos.append(self._finding("formula-like-text", key, {}, understood, place))
        return infos

    def _as_the_form_shows(self, read_as: Words, cell: TypedCell) -> Words:
        """A label of the other language was read as the form's own: in that other language both would be the same."""
        return Words.same(read_as[self.edition]) if cell_text(cell) in (read_as.ja, read_as.en) else read_as

    def _finding(
        self,
        name: str,
        key: str,
        fills: Mapping[str, object],
        understood: Understood,
        place: AnswerPlaces,
        first: FirstPlace | None = None,
    ) -> Finding:
        cell = understood.cells.get(key)
        return finding(
            name,
            fills,
            sheet=place.sheet,
            cell=place.cell(key),
            label=self.sheet.questions[key].label,
            key=key,
            case_id=place.case_id,
            value=_value(cell, self.sheet.questions[key]),
            first_at=first.case_id if first else None,
            topic=place.topic,
        )

    def faultless(self, understood: Understood) -> dict[str, object]:
        """The canonical answers that have no fault of their own."""
        lists, questions = self.sheet.lists, self.sheet.questions
        return {
            key: value
            for key, value in understood.answers.items()
            if not isinstance(value, Faulty) and questions[key].kind.fault(value, lists) is None
        }

    def validated(self, answers: Mapping[str, object]) -> AnswerModel | None:
        """The validated model of answers without a fault."""
        try:
            return self.model.model_validate(answers, context={"lists": self.sheet.lists})
        except ValidationError:
            return None


def _value(cell: TypedCell, question: Question) -> str | None:
    """What stands in a cell, as the form's number format shows it: a month without a day."""
    if isinstance(cell, dt.date) and isinstance(question.kind, Month) and cell.day == 1:
        return f"{cell:%Y-%m}"
    return cell_text(cell) or None


@lru_cache(maxsize=1024)
def _check_of_fault(code: str, key: str, question: Question) -> Check:
    entry = CATALOGUE[code]
    fills = {"do": question.do, "label": question.label}
    return Check(key, code, entry.code, "error", False, entry.sentence, entry.todo, None, None, fills, question.label)
