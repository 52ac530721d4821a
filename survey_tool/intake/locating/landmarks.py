"""Where keys, labels and answers stand in a sheet, found by what the cells say and never by their address.

A form holds a key for every row and an id for every column of answers. They move with what they name; where keys are gone,
the label in either language takes their place, and where ids are gone, the order does.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from survey_tool.form.contract.marker import (
    ALL_KEY,
    EMPLOYEES_COLUMN,
    EMPLOYEES_KEY,
    FIRST_ANSWER_COLUMN,
    HELP_COLUMN,
    KEY_COLUMN,
    NAME_COLUMN,
    NAME_KEY,
    POPULATION_COLUMN,
    POPULATION_KEY,
    PREFECTURE_KEY,
    QUESTION_COLUMN,
    Topic,
)
from survey_tool.form.printed.entry_sheets import label_with_privacy
from survey_tool.intake.cells.grid import CellFault, CellValue, Grid
from survey_tool.intake.cells.plain import is_blank
from survey_tool.intake.locating.entry_sheets import (
    EntrySheet,
    TypedCell,
    TypedColumn,
    answers_in,
    cell_at,
    prefecture_cells,
    text_in,
)
from survey_tool.intake.locating.printed_texts import PrintedTexts, printed_to_fill_in, printed_to_read
from survey_tool.questionnaire.asked.participation import ALL_LABEL
from survey_tool.questionnaire.vocabulary.kinds import Printed
from survey_tool.questionnaire.vocabulary.lists import fold
from survey_tool.questionnaire.vocabulary.questions import Question
from survey_tool.reference.survey import Survey
from survey_tool.wording.words import LANGUAGES, Language

CASE_ID = re.compile(r"(\d{2})-[0-9A-Za-z-]{1,16}-\d{2,}", re.ASCII)
# How far down keys, and how far right their column, may have moved; more rows are looked through for municipalities.
_ROWS, _COLUMNS = 400, 14
_ENOUGH = 3
_LONGEST_LABEL = 80
# A sheet that was pasted over must not cost more than its own report: beyond these only one answer is kept of each.
_MOST_LOOSE_COLUMNS = 1_000
_MOST_MUNICIPALITIES, _MOST_FREE_ROWS = 2_000, 300
_CODE = re.compile(r"\d{6}", re.ASCII)


@dataclass(frozen=True, slots=True)
class _Line:
    """A column (0: none) with the places, counted from 1, at which it says what is looked for."""

    number: int = 0
    found: Mapping[str, list[int]] = field(default_factory=dict)


class Landmarks:
    """What to look for, prepared once for all files of a round."""

    def __init__(self, survey: Survey) -> None:
        self.survey = survey
        self.printed: PrintedTexts = printed_to_fill_in(survey)
        self.printed_to_read: PrintedTexts = printed_to_read(survey)
        known, places = survey.questionnaire, survey.places
        questions: Mapping[Topic, Mapping[str, Question]] = {
            "respondent": known.respondent.questions(),
            "cases": known.case.questions(),
        }
        self._asked = {topic: _asked(each) for topic, each in questions.items()}
        self._keys = {topic: {key: key for key in each} for topic, each in questions.items()}
        self._labels = {topic: _labels(each) for topic, each in questions.items()}
        own = [each for code in places.prefectures for each in places.municipalities_of(code)]
        self._places = {each.code: each for each in own}
        self._codes = {code: code for code in self._places} | {ALL_KEY: ALL_KEY}
        self._names = {fold(each.name[language]): each.code for each in own for language in LANGUAGES}
        self._names |= {fold(ALL_LABEL[language]): ALL_KEY for language in LANGUAGES}

    def locate(self, topic: Topic, grid: Grid, *, marked: bool = True) -> EntrySheet | None:
        """A sheet of that topic; None if nothing of it is recognised. One without a marker must show more."""
        if topic == "participants":
            return self._participants(grid, marked)
        return self._questions(topic, grid, marked)

    def _questions(self, topic: Topic, grid: Grid, marked: bool) -> EntrySheet | None:
        keyed, labelled = _best_column(grid, self._keys[topic], exactly=True), _best_column(grid, self._labels[topic])
        rows = _rows_of_keys(grid, keyed, labelled)
        if len(rows) < _ENOUGH:
            return None
        keys: dict[int, TypedCell] = {row: key for key, row in sorted(rows.items(), key=lambda each: each[1])}
        beside = labelled.number or keyed.number + QUESTION_COLUMN - KEY_COLUMN
        first = self._first_column(grid, keys, beside)
        asked = [row for row, key in keys.items() if key in self._asked[topic]]
        if topic == "cases":
            id_row, owners = _ids(grid, min(keys), beside)
            explains = not owners
            columns = self._columns(grid, asked, owners, first)
        else:
            id_row, column = self._respondent_column(grid, rows.get(PREFECTURE_KEY), min(keys), beside)
            explains = len(_best_column(grid, self._labels["cases"]).found) >= _ENOUGH
            columns = (TypedColumn(column or first, "", answers_in(grid, column or first, asked)),)
        if explains and not (marked or keyed.found):
            return None  # a sheet that explains all questions
        return EntrySheet(
            topic=topic,
            grid=grid,
            edition=_edition(grid, labelled),
            keys=keys,
            columns=columns,
            first_column=first,
            label_column=beside,
            key_column=keyed.number or None,
            id_row=id_row,
            gone=tuple(key for key in self._asked[topic] if key not in rows),
        )

    def _participants(self, grid: Grid, marked: bool) -> EntrySheet | None:
        coded, named = _best_column(grid, self._codes, exactly=True), _best_column(grid, self._names)
        name = named.number or coded.number + NAME_COLUMN - KEY_COLUMN
        if max(len(coded.found), len(named.found)) < _ENOUGH:
            return None
        first_row = min(number for line in (coded, named) for numbers in line.found.values() for number in numbers)
        id_row, owners = _ids(grid, first_row, name)
        if not marked and not owners:
            return None
        beside = self._figures(grid, coded if coded.number else named, name)
        first = beside[EMPLOYEES_KEY] + FIRST_ANSWER_COLUMN - EMPLOYEES_COLUMN
        numbers = range(first_row, max((len(grid.rows), *(row for row, _ in grid.faults))) + 1)
        columns = self._columns(grid, numbers, owners, first)
        # Without its column of codes a sheet says by name whose marks these are.
        keys, left_out = _kept(_codes(grid, numbers, coded.number or name, name, columns))
        kept = tuple(
            TypedColumn(each.number, each.owner, {row: cell for row, cell in each.cells.items() if row in keys})
            for each in columns
        )
        return EntrySheet(
            topic="participants",
            grid=grid,
            edition="ja",
            keys=keys,
            columns=kept,
            first_column=first,
            label_column=name,
            key_column=coded.number or None,
            id_row=id_row,
            printed=beside,
            left_out=left_out,
        )

    def _figures(self, grid: Grid, known: _Line, name: int) -> dict[str, int]:
        """The columns of name, population and employees: those that hold most of the figures, else as they are drawn."""
        rows = [
            (row, self._places[code]) for code, found in known.found.items() for row in found if code in self._places
        ]

        def column(key: str, drawn: int) -> int:
            best, most = name + drawn - NAME_COLUMN, 0
            for column in range(name + 1, name + _COLUMNS):
                count = sum(grid.value(row, column) == getattr(place, key) for row, place in rows)
                if count > most:
                    best, most = column, count
                if count == len(rows):  # no other holds more
                    break
            return best

        population = column(POPULATION_KEY, POPULATION_COLUMN)
        employees = column(EMPLOYEES_KEY, EMPLOYEES_COLUMN)
        return {NAME_KEY: name, POPULATION_KEY: population, EMPLOYEES_KEY: employees}

    def _first_column(self, grid: Grid, rows: Collection[int], labels: int) -> int:
        """The first column in which answers may stand: behind help and what is open, wherever columns were inserted."""
        helps = (
            column for column in range(labels + 1, labels + _COLUMNS) if _is_printed(grid, rows, column, self.printed)
        )
        return next(helps, labels + HELP_COLUMN - QUESTION_COLUMN) + FIRST_ANSWER_COLUMN - HELP_COLUMN

    def _columns(
        self, grid: Grid, rows: Collection[int], owners: Mapping[int, str], first: int
    ) -> tuple[TypedColumn, ...]:
        """The columns that have an id or answers; of too many that have no right id only the first answer is kept."""
        last = max((len(grid.rows[0]) if grid.rows else 0, *(column for _, column in grid.faults)))
        columns = []
        loose = 0
        owned = {column for column, owner in owners.items() if column >= first or CASE_ID.fullmatch(owner)}
        for column in sorted({*owned, *range(first, last + 1)}):
            cells = answers_in(grid, column, rows)
            owner = owners.get(column, "")
            if owner in self.printed:
                owner = ""
            loose += bool(cells) and CASE_ID.fullmatch(owner) is None
            if loose > _MOST_LOOSE_COLUMNS:
                cells = dict(list(cells.items())[:1])
            if owner or not all(isinstance(cell, str) and cell in self.printed for cell in cells.values()):
                columns.append(TypedColumn(column, owner, cells))
        return tuple(columns)

    def _respondent_column(
        self, grid: Grid, row: int | None, first_row: int, labels: int
    ) -> tuple[int | None, int | None]:
        """The row above the answers that names the prefecture, and the column in which it or its own row does."""
        width = len(grid.rows[0]) if grid.rows else 0
        for number in range(1, first_row):
            for column in range(labels + 1, width + 1):
                if self.prefecture_of(grid.value(number, column)):
                    return number, column
        columns = range(labels + 1, width + 1) if row else ()
        return None, next((each for each in columns if self.prefecture_of(grid.value(row or 0, each))), None)

    def prefecture_of(self, value: CellValue) -> str | None:
        """The prefecture that a text names by code, name or both, as a form prints it."""
        if not isinstance(value, str):
            return None
        prefectures = self.survey.questionnaire.lists["prefecture"]
        code, _, name = value.strip().partition(" ")
        return prefectures.find(code) if not name or prefectures.find(code) == prefectures.find(name) else None

    def prefecture_on(self, sheet: EntrySheet) -> str | None:
        """The prefecture that a respondent sheet names, in its own row or above the answers."""
        return next((code for cell in prefecture_cells(sheet) if (code := self.prefecture_of(cell[1]))), None)


def _asked(questions: Mapping[str, Question]) -> tuple[str, ...]:
    return tuple(key for key, question in questions.items() if not isinstance(question.kind, Printed))


def _labels(questions: Mapping[str, Question]) -> dict[str, str]:
    return {
        fold(text): key
        for key, question in questions.items()
        for edition in LANGUAGES
        for text in (question.label[edition], label_with_privacy(question, edition))
    }


def _best_column(grid: Grid, texts: Mapping[str, str], *, exactly: bool = False) -> _Line:
    """The column that says the most of `texts` (folded, unless `exactly`), and in which rows it says what they stand for."""
    rows = [values[:_COLUMNS] for values in grid.rows[:_ROWS]]
    best, everything = _Line(), len(set(texts.values()))
    for number, values in enumerate(zip(*rows, strict=False), start=1):
        found: dict[str, list[int]] = {}
        for row, text in _texts(values, exactly):
            if (key := texts.get(text)) is not None:
                found.setdefault(key, []).append(row)
        if len(found) > len(best.found):
            best = _Line(number, found)
        if len(found) == everything:
            break
    return best


def _texts(values: Sequence[CellValue], exactly: bool) -> Iterator[tuple[int, str]]:
    """Labels are compared folded; what is too long to be one costs nothing."""
    for place, value in enumerate(values, start=1):
        if isinstance(value, str) and 0 < len(value) <= _LONGEST_LABEL:
            yield place, value.strip() if exactly else _fold(value)


def _edition(grid: Grid, labelled: _Line) -> Language:
    """The language of the labels."""
    said = [text_in(grid.value(row, labelled.number)) for numbers in labelled.found.values() for row in numbers]
    return "en" if sum(text.isascii() for text in said) * 2 > len(said) else "ja"


def _rows_of_keys(grid: Grid, keyed: _Line, labelled: _Line) -> dict[str, int]:
    """The row of every question: by its key, else by its label."""
    rows = {key: _filled_one(grid, numbers) for key, numbers in keyed.found.items()}
    for key, numbers in labelled.found.items():
        free = [number for number in numbers if number not in rows.values()]
        if key not in rows and free:
            rows[key] = free[0]
    return rows


def _codes(
    grid: Grid, rows: Iterable[int], codes: int, names: int, columns: Iterable[TypedColumn]
) -> Iterator[tuple[int, TypedCell]]:
    """The rows that hold a code, a name, or a mark of a case, and what stands in place of the code (None: nothing)."""
    marked = {row for each in columns if each.owner for row in each.cells}
    for row in rows:
        code = cell_at(grid, row, codes)
        code = None if not isinstance(code, CellFault) and is_blank(code) else code
        if code is not None or row in marked or not is_blank(grid.value(row, names)):
            yield row, code


def _kept(codes: Iterable[tuple[int, TypedCell]]) -> tuple[dict[int, TypedCell], int]:
    """As many rows as a form can have, and how many there are beyond."""
    keys: dict[int, TypedCell] = {}
    loose = left_out = 0
    for row, code in codes:
        loose += not (isinstance(code, str) and (code == ALL_KEY or _CODE.fullmatch(code)))
        if loose > _MOST_FREE_ROWS or len(keys) > _MOST_MUNICIPALITIES:
            left_out += 1
        else:
            keys[row] = code
    return keys, left_out


def _filled_one(grid: Grid, rows: Sequence[int]) -> int:
    """Of several rows with one key (a copied row) the first that holds most."""
    if len(rows) == 1:
        return rows[0]
    return max(rows, key=lambda row: sum(not is_blank(value) for value in grid.rows[row - 1]))


def _ids(grid: Grid, first_row: int, right_of: int) -> tuple[int | None, dict[int, str]]:
    """The row above the answers that holds the most case ids (None: there is none), and what it says by column."""
    best: tuple[int, int | None] = (0, None)
    for number, values in enumerate(grid.rows[: first_row - 1], start=1):
        count = sum(isinstance(value, str) and CASE_ID.fullmatch(value.strip()) is not None for value in values)
        if count > best[0]:
            best = (count, number)
    if best[1] is None:
        return None, {}
    cells = enumerate(grid.rows[best[1] - 1], start=1)
    return best[1], {column: text_in(value) for column, value in cells if column > right_of and not is_blank(value)}


def _is_printed(grid: Grid, rows: Iterable[int], column: int, printed: PrintedTexts) -> bool:
    texts = [value for row in rows if isinstance(value := grid.value(row, column), str) and value.strip()]
    return len(texts) >= _ENOUGH and all(text in printed for text in texts)


_fold = lru_cache(maxsize=8192)(fold)
