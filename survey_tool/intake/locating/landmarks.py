"""Where keys, headers and answers stand in a sheet, found by what the cells say and never by their address.

A form holds a key for every column (cases), case (participants) and row (respondent). Keys move with what they name; where
they are gone, the header or label in either language takes their place.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from survey_tool.form.contract.marker import CODE_KEY, EMPLOYEES_KEY, NAME_KEY, POPULATION_KEY, PREFECTURE_KEY
from survey_tool.form.printed.entry_sheets import PARTICIPANTS_HEADERS, TOTALS, label_with_privacy
from survey_tool.intake.cells.grid import CellValue, Grid
from survey_tool.intake.cells.plain import is_blank
from survey_tool.intake.locating.printed_texts import PrintedTexts, printed_to_fill_in, printed_to_read
from survey_tool.questionnaire.vocabulary.kinds import Printed
from survey_tool.questionnaire.vocabulary.lists import fold
from survey_tool.questionnaire.vocabulary.questions import Question
from survey_tool.reference.survey import Survey
from survey_tool.wording.words import LANGUAGES, Language

ROWS_LOOKED_AT, COLUMNS_LOOKED_AT = (
    60,
    12,
)  # how far down a header, and how far right a column of labels, may have moved
CASE_ID_KEY = "case_id"
CASE_ID = re.compile(r"(\d{2})-[0-9A-Za-z-]{1,16}-\d{2,}", re.ASCII)
_ENOUGH = 3
_TOTALS_WITHIN = 4
_LONGEST_LABEL = 80


@dataclass(frozen=True, slots=True)
class Columns:
    """A sheet whose answers stand in columns: cases by question, participants by case.

    `columns` are 1-based, by key or case id; `others` are the columns that a form prints beside them, by key; answers
    stand below `head`. `edition`: the language of the headers.
    """

    head: int
    columns: Mapping[str, int]
    others: Mapping[str, int] = field(default_factory=dict)
    edition: Language = "ja"


@dataclass(frozen=True, slots=True)
class Rows:
    """A sheet whose answers stand in rows: the respondent. `answer_column` and rows are 1-based, rows by key."""

    answer_column: int
    rows: Mapping[str, int]


class Landmarks:
    """What to look for, prepared once for all files of a round. Its keys are those of the questions that are asked."""

    def __init__(self, survey: Survey) -> None:
        self.survey = survey
        self.printed: PrintedTexts = printed_to_fill_in(survey)
        self.printed_to_read: PrintedTexts = printed_to_read(survey)
        case, respondent = survey.questionnaire.case.questions(), survey.questionnaire.respondent.questions()
        self.case_keys, self.respondent_keys = _asked(case), _asked(respondent)
        self._case_labels, self._respondent_labels = _labels(case), _labels(respondent)
        self._head_labels = {fold(words[each]): key for key, words in PARTICIPANTS_HEADERS.items()
                             for each in LANGUAGES}  # fmt: skip
        self._totals = {fold(TOTALS[each]) for each in LANGUAGES}

    def cases(self, grid: Grid) -> Columns | None:
        """The cases sheet: which question stands in which column."""
        key_row, found = _best_row(grid, self._case_labels.values(), {})
        label_row, by_label = _best_row(grid, (), self._case_labels, skip=key_row)
        columns = _chosen(found, grid, max(key_row, label_row))
        for key, numbers in by_label.items():
            free = [number for number in numbers if number not in columns.values()]
            if key not in columns and free:
                columns[key] = free[0]
        if len(columns) < _ENOUGH:
            return None
        return Columns(max(key_row, label_row), columns, edition=self._edition(grid, label_row))

    def participants(self, grid: Grid) -> Columns | None:
        """The participants sheet: which case stands in which column, and where codes and names are."""
        heads = (CODE_KEY, NAME_KEY, POPULATION_KEY, EMPLOYEES_KEY)
        key_row, keyed = _best_row(grid, heads, {})
        label_row, labelled = _best_row(grid, (), self._head_labels, skip=key_row)
        others = {key: numbers[0] for found in (labelled, keyed) for key, numbers in found.items()}
        if len(others) < 2:
            return None
        heads_end = max(key_row, label_row) or ROWS_LOOKED_AT
        id_rows = [row for row, values in _top(grid, heads_end) if any(_is_case_id(value) for value in values)]
        columns: dict[str, int] = {}
        for row in sorted(id_rows, key=lambda row: row != key_row):
            for column, value in enumerate(grid.rows[row - 1], start=1):
                if isinstance(value, str) and _is_case_id(value) and column not in others.values():
                    columns.setdefault(value.strip(), column)
        below = grid.rows[label_row : label_row + _TOTALS_WITHIN]
        totals = [
            row
            for row, values in enumerate(below, start=label_row + 1)
            if any(_folded(value) in self._totals for value in values)
        ]
        return Columns(max(key_row, label_row, *id_rows, *totals, 0), columns, others)

    def respondent(self, grid: Grid) -> Rows | None:
        """The respondent sheet: which question stands in which row, and the column of the answers."""
        key_column, keyed = _best_column(grid, self._respondent_labels.values(), {})
        label_column, labelled = _best_column(grid, (), self._respondent_labels)
        rows = {key: numbers[0] for key, numbers in keyed.items()}
        if not rows and len(_best_column(grid, (), self._case_labels)[1]) >= _ENOUGH:
            return None  # a sheet that explains all questions
        for key, numbers in labelled.items():
            rows.setdefault(key, numbers[0])
        if len(rows) < _ENOUGH:
            return None
        return Rows(self._answer_column(grid, rows, max(key_column, label_column)), rows)

    def _answer_column(self, grid: Grid, rows: Mapping[str, int], labels: int) -> int:
        """Where the printed prefecture stands; else the first column right of the labels that is not a printed one."""
        if row := rows.get(PREFECTURE_KEY):
            for column in range(labels + 1, _width(grid) + 1):
                if self.prefecture_of(grid.value(row, column)):
                    return column
        for column in range(labels + 1, _width(grid) + 1):
            if not self._is_printed(grid, rows, column):
                return column
        return labels + 1

    def _is_printed(self, grid: Grid, rows: Mapping[str, int], column: int) -> bool:
        texts = [value for row in rows.values() if isinstance(value := grid.value(row, column), str) and value.strip()]
        return len(texts) >= _ENOUGH and all(text in self.printed for text in texts)

    def prefecture_of(self, value: CellValue) -> str | None:
        """The prefecture that a text names by code, name or both, as a form prints it."""
        if not isinstance(value, str):
            return None
        prefectures = self.survey.questionnaire.lists["prefecture"]
        code, _, name = value.strip().partition(" ")
        return prefectures.find(code) if not name or prefectures.find(code) == prefectures.find(name) else None

    def _edition(self, grid: Grid, label_row: int) -> Language:
        """The language of a cases sheet's headers."""
        labels = {_folded(value) for value in grid.rows[label_row - 1]} if label_row else set()
        known = [label for label in labels if label in self._case_labels]
        return "en" if sum(label.isascii() for label in known if label) * 2 > len(known) else "ja"


def _asked(questions: Mapping[str, Question]) -> tuple[str, ...]:
    return tuple(key for key, question in questions.items() if not isinstance(question.kind, Printed))


def _labels(questions: Mapping[str, Question]) -> dict[str, str]:
    return {
        fold(text): key
        for key, question in questions.items()
        for edition in LANGUAGES
        for text in (question.label[edition], label_with_privacy(question, edition))
    }


def _best_row(
    grid: Grid, keys: Collection[str], labels: Mapping[str, str], skip: int = 0
) -> tuple[int, dict[str, list[int]]]:
    """The row (0: none) that holds the most keys or labels, and where it holds them."""
    lines = ((number, values) for number, values in _top(grid) if number != skip)
    return _best(lines, frozenset(keys), labels)


def _best_column(grid: Grid, keys: Collection[str], labels: Mapping[str, str]) -> tuple[int, dict[str, list[int]]]:
    """The same for a column."""
    rows = [values[:COLUMNS_LOOKED_AT] for _, values in _top(grid)]
    columns = ((number, values) for number, values in enumerate(zip(*rows, strict=False), start=1))
    return _best(columns, frozenset(keys), labels)


def _best(
    lines: Iterable[tuple[int, Sequence[CellValue]]], keys: frozenset[str], labels: Mapping[str, str]
) -> tuple[int, dict[str, list[int]]]:
    best: tuple[int, dict[str, list[int]]] = (0, {})
    all_of_them = len(keys) or len(set(labels.values()))
    for number, values in lines:
        found: dict[str, list[int]] = {}
        for position, value in enumerate(values, start=1):
            if isinstance(value, str) and value:
                key = (value if value in keys else None) if keys else labels.get(_folded(value) or "")
                if key is not None:
                    found.setdefault(key, []).append(position)
        if len(found) > len(best[1]):
            best = (number, found)
        if len(best[1]) == all_of_them:
            break
    return best


def _chosen(found: Mapping[str, list[int]], grid: Grid, head: int) -> dict[str, int]:
    """One column a key: of several (a copied column) the first that holds anything."""
    chosen = {}
    for key, numbers in found.items():
        filled = (n for n in numbers if any(not is_blank(row[n - 1]) for row in grid.rows[head:]))
        chosen[key] = numbers[0] if len(numbers) == 1 else next(filled, numbers[0])
    return chosen


def _top(grid: Grid, last: int = ROWS_LOOKED_AT) -> Iterator[tuple[int, Sequence[CellValue]]]:
    return enumerate(grid.rows[:last], start=1)


def _width(grid: Grid) -> int:
    return len(grid.rows[0]) if grid.rows else 0


def _is_case_id(value: CellValue) -> bool:
    return isinstance(value, str) and CASE_ID.fullmatch(value.strip()) is not None


def _folded(value: CellValue) -> str | None:
    """Labels are compared folded; what is too long to be one costs nothing."""
    return _fold(value) if isinstance(value, str) and len(value) <= _LONGEST_LABEL else None


_fold = lru_cache(maxsize=4096)(fold)
