"""A form on somebody's desk: opened, typed into cell by cell, saved as a program saves it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from benchmarks.answers import EDITION
from benchmarks.national.answers import Answered
from survey_tool.demo.invented.answering import as_typed
from survey_tool.demo.invented.cases import InventedCase
from survey_tool.form.contract.marker import FIRST_ANSWER_COLUMN, ID_ROW, KEY_COLUMN, SKIPPED_SHEETS, Topic
from survey_tool.intake.cells.grid import CellValue, Refused
from survey_tool.intake.opening.reader import read_files
from survey_tool.intake.opening.returned_files import FoundFile
from survey_tool.questionnaire.findings.cell_names import cell_name
from survey_tool.questionnaire.vocabulary.kinds import Printed
from survey_tool.questionnaire.vocabulary.questions import Question
from survey_tool.reference.survey import Survey
from survey_tool.settings.limits import Limits
from tests.forms import Paper, Sheet
from tests.saved import Ending, saved


@dataclass(frozen=True)
class Place:
    """An entry cell: its sheet and its name there."""

    sheet: str
    cell: str


@dataclass(frozen=True)
class OpenForm:
    """A form that is open. Rows are found by the keys down column A, columns by the ids that are printed."""

    survey: Survey
    paper: Paper
    typed: dict[tuple[str, str], CellValue] = field(default_factory=dict)
    """What was typed into it, by sheet and cell, for a program that types it once more."""

    def copy(self) -> OpenForm:
        return OpenForm(self.survey, self.paper.copy(), dict(self.typed))

    def put(self, topic: Topic, key: str, value: CellValue, case_id: str = "") -> Place:
        """Types into an entry cell (None clears it), and says which it was."""
        sheet = self.paper.sheet(topic)
        row = sheet.row_of(key, KEY_COLUMN)
        column = sheet.column_of(case_id, ID_ROW) if case_id else FIRST_ANSWER_COLUMN
        sheet.put(row, column, value)
        place = Place(sheet.name, cell_name(row, column))
        self.typed[place.sheet, place.cell] = value
        return place

    def answer(self, topic: Topic, key: str, value: object, case_id: str = "") -> Place:
        """Answers as the dropdowns and formats of the form let it in: `value` is canonical, None clears the cell."""
        if value is None:
            return self.put(topic, key, None, case_id)
        typed = as_typed(_questions(self.survey, topic)[key].kind, value, EDITION, self.survey.questionnaire.lists)
        return self.put(topic, key, float(typed) if type(typed) is int else typed, case_id)

    def fill_in(self, told: Answered, cases: Iterable[str] | None = None) -> OpenForm:
        """Answers everything; of the cases those that are named, or all."""
        chosen = None if cases is None else frozenset(cases)
        for key, value in told.respondent.items():
            self.answer("respondent", key, value)
        for case in told.cases:
            if chosen is None or case.case_id in chosen:
                for key in self._asked(case):
                    self.answer("cases", key, case.answers.get(key), case.case_id)
                for code, mark in case.marks.items():
                    self.put("participants", code, mark, case.case_id)
        return self

    def _asked(self, case: InventedCase) -> Iterable[str]:
        """What is typed of a case; of one that was carried over everything, since something else may stand there."""
        questions = self.survey.questionnaire.case.questions()
        if "reviewed" not in case.answers:
            return case.answers
        return [key for key, question in questions.items() if not isinstance(question.kind, Printed)]

    def save(self, ending: Ending = "xlsx") -> bytes:
        return saved(self.paper, ending)


def opened(survey: Survey, forms: Mapping[str, bytes]) -> dict[str, OpenForm]:
    """Workbooks as they were sent, by prefecture."""
    names = {Path(f"{code}.xlsx"): code for code in forms}
    files = [FoundFile(path, path.name, partial(forms.__getitem__, code)) for path, code in names.items()]
    found = {}
    for each in read_files(files, Limits(), skip=SKIPPED_SHEETS):
        if isinstance(each, Refused):
            raise TypeError(f"{each.path}: {each}")
        sheets = [
            Sheet(grid.name, [list(row) for row in grid.rows], grid.hidden, dict(grid.faults), grid.merged)
            for grid in each.grids
        ]
        code = names[each.path]
        found[code] = OpenForm(survey, Paper(code, EDITION, sheets, each.path.name))
    return found


def _questions(survey: Survey, topic: Topic) -> Mapping[str, Question]:
    known = survey.questionnaire
    return known.respondent.questions() if topic == "respondent" else known.case.questions()
