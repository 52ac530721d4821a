"""Returned forms for tests: drawn once, then filled in and spoilt in memory, cell by cell, as people would."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from pathlib import Path

from survey_tool.form.contract.answers import Answers, CaseAnswers, Form
from survey_tool.form.contract.file_names import form_path
from survey_tool.form.contract.marker import (
    ALL_KEY,
    CASE_ID_KEY,
    META_FIRST_ROW,
    META_SHEET,
    NO_PARENT,
    SHEETS,
    SKIPPED_SHEETS,
    Topic,
)
from survey_tool.form.workbook import draw
from survey_tool.intake.cells.grid import CellFault, CellValue, Grid, Ignored, Refused, ReturnedFile, Shown
from survey_tool.intake.opening.reader import read_files
from survey_tool.intake.opening.returned_files import FoundFile
from survey_tool.intake.settling.verdict import Judge, JudgedReturn
from survey_tool.questionnaire.asked.case import LAST_ROUND
from survey_tool.questionnaire.findings.cell_names import cell_name
from survey_tool.questionnaire.vocabulary.questions import Question
from survey_tool.reference.survey import Survey, open_survey
from survey_tool.settings.limits import Limits
from survey_tool.wording.words import Language
from tests.answers import typed_as
from tests.cases import case_answers

TOKYO = "13"
CARRIED = "13-2025-07"
RESPONDENT = {
    "department": "総務部情報政策課",
    "person": "山田 花子",
    "phone": "03-0000-0000",
    "email": "joho@pref.example.lg.jp",
    "answered_on": dt.date(2026, 12, 1),
    "as_of": dt.date(2026, 10, 1),
}
CONSIDERING = {
    "domain": "tools",
    "system_type": "T01",
    "name": "自治体専用チャットの共同利用（検討中）",
    "status": "considering",
    "prefecture_role": "secretariat",
    "lead_body_kind": "council",
    "lead_body_name": "東京都市区町村DX協議会",
    "contact_department": "総務部情報政策課",
    "publication": "publish",
}


@cache
def the_survey() -> Survey:
    """The built-in survey."""
    return open_survey(Path(__file__).parent / "no such workspace")


@cache
def the_judge() -> Judge:
    return Judge(the_survey())


@cache
def drawn(form_code: str, edition: Language, carried: tuple[str, ...], parent: str) -> tuple[Grid, ...]:
    """The grids of a form without answers."""
    cases = tuple(CaseAnswers(case_id, carried_over=True) for case_id in carried)
    form = Form(form_code, edition, Answers(cases=cases), parent=parent)
    return read_back(draw(the_survey(), form)).grids


def read_back(data: bytes, name: str = "form.xlsx") -> ReturnedFile:
    """A workbook as the reader hands it over."""
    (result,) = read_files([FoundFile(Path(name), name, lambda: data)], Limits(), skip=SKIPPED_SHEETS, workers=1)
    assert not isinstance(result, Refused), result
    return result


@dataclass
class Sheet:
    """One sheet that can be typed into. Rows and columns are 1-based."""

    name: str
    rows: list[list[CellValue]]
    hidden: bool = False
    faults: dict[tuple[int, int], CellFault] = field(default_factory=dict)
    merged: tuple[tuple[int, int, int, int], ...] = ()
    shown: dict[tuple[int, int], Shown] = field(default_factory=dict)

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Merges cells as Excel does: what stood in any but the first is gone."""
        for row, column in product(range(top, bottom + 1), range(left, right + 1)):
            if (row, column) != (top, left):
                self.put(row, column, None)
        self.merged += ((top, left, bottom, right),)

    def put(self, row: int, column: int, value: CellValue | CellFault | Shown) -> None:
        """Types a value, strokes or a number format included, or leaves an error."""
        while len(self.rows) < row:
            self.rows.append([None] * len(self.rows[0]))
        for line in self.rows:
            line.extend([None] * (column - len(line)))
        self.faults.pop((row, column), None)
        self.shown.pop((row, column), None)
        if isinstance(value, Shown):
            self.shown[row, column] = value
            value = value.text if value.by == "stroke" else value.behind
        if isinstance(value, CellFault):
            self.faults[row, column] = value
            value = None
        self.rows[row - 1][column - 1] = float(value) if type(value) is int else value

    def at(self, row: int, column: int) -> CellValue:
        return self.rows[row - 1][column - 1]

    def row_of(self, text: str, column: int | None = None) -> int:
        """The first row in which a text stands (in a column)."""
        found = (
            number for number, line in enumerate(self.rows, start=1) if text in (line if column is None else line[column - 1 : column])
        )  # fmt: skip
        return next(found)

    def column_of(self, text: str, row: int) -> int:
        """The first column of a row in which a text stands."""
        return self.rows[row - 1].index(text) + 1

    @property
    def key_column(self) -> int:
        """The column in which keys stand, wherever it was moved to."""
        known = {ALL_KEY, "status", "department"}
        return next(column for line in self.rows for column, value in enumerate(line, start=1) if value in known)

    def insert_row(self, before: int) -> None:
        self.rows.insert(before - 1, [None] * len(self.rows[0]))
        self._move(lambda row, column: (row + (row >= before), column))

    def delete_row(self, row: int) -> None:
        del self.rows[row - 1]
        self._move(lambda at, column: (at - (at > row), column) if at != row else None)

    def insert_column(self, before: int) -> None:
        for line in self.rows:
            line.insert(before - 1, None)
        self._move(lambda row, column: (row, column + (column >= before)))

    def delete_column(self, column: int) -> None:
        for line in self.rows:
            del line[column - 1]
        self._move(lambda row, at: (row, at - (at > column)) if at != column else None)

    def move_column(self, column: int, before: int) -> None:
        cells = [line[column - 1] for line in self.rows]
        self.insert_column(before)
        for line, value in zip(self.rows, cells, strict=True):
            line[before - 1] = value
        self.delete_column(column + (column >= before))

    def move_row(self, row: int, before: int) -> None:
        cells = list(self.rows[row - 1])
        self.insert_row(before)
        self.rows[before - 1] = cells
        self.delete_row(row + (row >= before))

    def clear_column(self, column: int, first_row: int) -> None:
        for row in range(first_row, len(self.rows) + 1):
            self.put(row, column, None)

    def _move(self, to: Callable[[int, int], tuple[int, int] | None]) -> None:
        self.faults = {place: fault for at, fault in self.faults.items() if (place := to(*at))}
        self.shown = {place: seen for at, seen in self.shown.items() if (place := to(*at))}
        corners = ((to(top, left), to(bottom, right)) for top, left, bottom, right in self.merged)
        self.merged = tuple((*first, *last) for first, last in corners if first and last)

    def grid(self) -> Grid:
        rows = [row[:] for row in self.rows]
        return Grid(self.name, self.hidden, tuple(map(tuple, rows)), dict(self.faults), self.merged, dict(self.shown))


@dataclass
class Paper:
    """A form on somebody's desk."""

    code: str
    edition: Language
    sheets: list[Sheet]
    name: str
    ignored: tuple[Ignored, ...] = ()

    def sheet(self, name: Topic | str) -> Sheet:
        """An entry sheet by its topic, any sheet by its name."""
        title = SHEETS[name][self.edition] if name in SHEETS else name
        return next(each for each in self.sheets if each.name == title)

    def copy(self) -> Paper:
        return Paper(self.code, self.edition, deepcopy(self.sheets), self.name, self.ignored)

    def place(self, topic: Topic, key: str, case_id: str = "") -> tuple[int, int]:
        """Where an answer stands: row and column. The key of a mark is the code of its municipality."""
        sheet = self.sheet(topic)
        first = case_of(self.code, 1)
        owner = case_id or (self.code if topic == "respondent" else "")
        id_row = sheet.row_of(self.code if topic == "respondent" else first)
        row = id_row if key == CASE_ID_KEY else sheet.row_of(key, sheet.key_column)
        return row, sheet.column_of(owner, id_row) if owner else sheet.key_column

    def cell(self, topic: Topic, key: str, case_id: str = "") -> str:
        """The same as Excel shows it."""
        return cell_name(*self.place(topic, key, case_id))

    def type(self, topic: Topic, key: str, value: CellValue | CellFault | Shown, case_id: str = "") -> str:
        """Types an answer (None clears the cell) and says into which cell."""
        row, column = self.place(topic, key, case_id)
        self.sheet(topic).put(row, column, value)
        return cell_name(row, column)

    def fill(self, topic: Topic, answers: Mapping[str, object], case_id: str = "") -> None:
        """Types canonical answers as the dropdowns give them."""
        questions = questions_of(topic)
        for key, value in answers.items():
            self.type(topic, key, shown(questions[key], value, self.edition), case_id)

    def mark(self, case_id: str, marks: Mapping[str, str]) -> None:
        """○ and △ by municipality code."""
        for code, sign in marks.items():
            self.type("participants", code, sign, case_id)

    def remember(self, case_id: str, last: Mapping[str, CellValue]) -> None:
        """What the form knows of a case from last round."""
        meta = self.sheet(META_SHEET)
        for name, value in last.items():
            column = LAST_ROUND.index(name) + 10
            meta.put(META_FIRST_ROW - 1, column, name)
            meta.put(meta.row_of(case_id, 1), column, value)

    def file(self) -> ReturnedFile:
        """The form, returned."""
        grids = tuple(sheet.grid() for sheet in self.sheets)
        digest = hashlib.sha256(repr((self.name, grids)).encode()).hexdigest()
        return ReturnedFile(Path(self.name), self.name, digest, 1000, "xlsx", grids, self.ignored)

    def judged(self) -> JudgedReturn:
        return the_judge().judge(self.file())

    def form(self) -> Form:
        """What it takes to draw it anew with all its answers."""
        return Form(self.code, self.edition, self.judged().submission.typed)


def blank(
    code: str = TOKYO, edition: Language = "ja", carried: Iterable[str] = (), parent: str = NO_PARENT, name: str = ""
) -> Paper:
    """A form as it was sent."""
    grids = drawn(code, edition, tuple(carried), parent)
    sheets = [
        Sheet(each.name, [list(row) for row in each.rows], each.hidden, dict(each.faults), each.merged)
        for each in grids
    ]
    survey = the_survey()
    sent = form_path(survey, code).name
    return Paper(code, edition, sheets, name or sent)


def case_of(code: str, number: int) -> str:
    return f"{code}-{the_survey().round.name}-{number:02}"


@cache
def _filled(code: str, edition: Language, carried: tuple[str, ...], parent: str) -> Paper:
    paper = blank(code, edition, carried, parent)
    first, second, third = (case_of(code, number) for number in (1, 2, 3))
    survey = the_survey()
    own = [each.code for each in survey.places.municipalities_of(code)]
    paper.fill("respondent", RESPONDENT)
    paper.fill("cases", case_answers(survey), first)
    paper.mark(first, {own[0]: "○", own[2]: "○", own[3]: "△"})
    paper.fill("cases", CONSIDERING, second)
    paper.mark(second, {own[1]: "△"})
    paper.fill("cases", {**case_answers(survey), **OTHERS}, third)
    paper.mark(third, {own[4]: "○"})
    for case_id in carried:
        paper.fill(
            "cases", {**case_answers(survey), "name": f"継続する事例 {case_id}", "reviewed": "unchanged"}, case_id
        )
        paper.mark(case_id, {own[5]: "○"})
    return paper


OTHERS: dict[str, object] = {
    "name": "その他の共同調達",
    "system_type": "not_in_list",
    "system_type_other": "議事録作成",
    "system_types_also": ("G01",),
    "co_prefectures": ("11", "12"),
    "subsidy_used": "yes",
    "subsidy_other": True,
    "subsidy_other_name": "地方創生推進交付金",
    "benefit_other": True,
    "benefit_note": "窓口の待ち時間が短くなった。",
    "rfi_on": "2023年度",
    "total_cost": "not_disclosed",
    "total_cost_years": 5.5,
}


def filled(
    code: str = TOKYO, edition: Language = "ja", carried: Iterable[str] = (), parent: str = NO_PARENT, name: str = ""
) -> Paper:
    """A form filled in without a mistake: three cases, and every carried-over one."""
    paper = _filled(code, edition, tuple(carried), parent).copy()
    paper.name = name or paper.name
    return paper


def to_correct(code: str = TOKYO) -> bytes:
    """A returned form in which the name of the first case is missing."""
    paper = filled(code)
    paper.type("cases", "name", None, case_of(code, 1))
    return draw(the_survey(), paper.form())


def questions_of(topic: Topic) -> dict[str, Question]:
    known = the_survey().questionnaire
    return known.respondent.questions() if topic == "respondent" else known.case.questions()


def shown(question: Question, value: object, edition: Language) -> CellValue:
    """A canonical answer as it stands in a cell."""
    typed = typed_as(question.kind, value, the_survey().questionnaire.lists, edition)
    return float(typed) if type(typed) is int else typed
