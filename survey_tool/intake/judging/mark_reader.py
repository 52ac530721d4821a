"""The participants sheet read: codes and marks understood, and what is said at the codes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, product

from survey_tool.form.contract.answers import free_row
from survey_tool.form.contract.marker import ALL_KEY, CODE_KEY, Marker
from survey_tool.intake.cells.grid import CellFault, Shown
from survey_tool.intake.cells.plain import as_text
from survey_tool.intake.judging.marks import Marks, TypedMark, is_nothing, says_blank
from survey_tool.intake.locating.entry_sheets import (
    EntrySheet,
    TypedCell,
    TypedColumn,
    as_typed,
    cell_text,
    is_struck_out,
)
from survey_tool.intake.understanding.answers import Reading, understand_mark, understand_municipality
from survey_tool.intake.understanding.municipalities import SUCCEEDED
from survey_tool.questionnaire.asked.participation import ALL_LABEL, CODE_HELP, CODE_LABEL
from survey_tool.questionnaire.findings.finding import Finding, finding
from survey_tool.questionnaire.vocabulary.lists import fold
from survey_tool.reference.places import Municipality
from survey_tool.reference.survey import Survey
from survey_tool.wording.words import LANGUAGES, Words

_MOST_REMEMBERED = 50_000
Names = dict[str, dict[str, Words]]
"""The codes of own municipalities, each with its name, by folded name: in English two may have one."""


@dataclass(frozen=True, slots=True)
class _TypedRow:
    """A row of the sheet: its code as typed and as read, the own municipalities whose name stands there, and the cells of
    the cases in it."""

    number: int
    code: TypedCell
    reading: Reading | None
    named: Mapping[str, Words]
    cells: Mapping[str, TypedCell]

    @property
    def succeeds(self) -> bool:
        """Whether the code is one of before a merger or the like."""
        return self.reading is not None and self.reading.variant == SUCCEEDED


@dataclass(frozen=True, slots=True)
class _CalledRow:
    """A row that is some municipality's or all's: the `codes` it is about and what a drawn form calls it.

    `is_own`: whether the form prints it (else a free row holds it); `first`: the row in which the same stood before, and its key.
    """

    typed: _TypedRow
    codes: tuple[str, ...]
    key: str
    is_own: bool
    first: tuple[int, str] | None


class MarkReader:
    """Reads and judges participants sheets; prepared once for a round."""

    def __init__(self, survey: Survey) -> None:
        self.survey = survey
        self._lists = survey.questionnaire.lists
        self._all = {ALL_KEY, *(fold(ALL_LABEL[language]) for language in LANGUAGES)}
        self._marks: dict[tuple[type, TypedCell], Reading] = {}
        self._codes: dict[tuple[type, TypedCell], Reading] = {}

    def read(self, sheet: EntrySheet, columns: Mapping[str, TypedColumn], form: Marker) -> Marks:
        """Every code and mark of a sheet; `columns` are those of the cases."""
        own = self.survey.places.municipalities_of(form.prefecture_code)
        names: Names = {}
        for each, language in product(own, LANGUAGES):
            names.setdefault(fold(each.name[language]), {})[each.code] = each.name
        typed = [self._row(number, sheet, names, columns) for number in sheet.keys]
        totals = frozenset(row.number for row in typed if self._is_total(row, sheet))
        filled = (row for row in typed if row.number not in totals and (row.code is not None or row.cells))
        rows = list(self._called(filled, tuple(each.code for each in own)))
        marks = [self._marks_of(row) for row in rows]
        misnamed = _misnamed(rows, marks)
        about = [
            _about_code(row, sheet, each, misnamed.get(row.typed.number)) for row, each in zip(rows, marks, strict=True)
        ]
        return Marks(
            sheet,
            columns,
            _by_case(marks),
            findings=tuple(chain.from_iterable(about)),
            doubted=_doubted(about, marks),
            elsewhere=tuple(as_typed(row.typed.code) for row in rows if not row.is_own),
            first=next(((row.typed.number, row.key) for row in rows if row.codes), None),
            totals=totals,
            misnamed=frozenset(misnamed),
            gone=_gone(own, typed),
        )

    def _row(self, number: int, sheet: EntrySheet, names: Names, columns: Mapping[str, TypedColumn]) -> _TypedRow:
        code = _coded(sheet.keys[number], sheet, names)
        named = names.get(fold(as_text(sheet.grid.value(number, sheet.label_column))), {})
        cells = {case: column.cells[number] for case, column in columns.items() if number in column.cells}
        return _TypedRow(number, code, self._reading_of_code(code), named, cells)

    def _called(self, rows: Iterable[_TypedRow], own: tuple[str, ...]) -> Iterator[_CalledRow]:
        """Whose each row is. What stands twice, or is none of the form's own, is called by what is typed there."""
        seen: dict[str, tuple[int, str]] = {}
        free = 0
        for row in rows:
            codes = own if self._is_all(row.code) else _good_code(row.reading)
            name = ALL_KEY if self._is_all(row.code) else cell_text(row.code) if row.succeeds else "".join(codes)
            is_own = name not in seen and (name == ALL_KEY or name in own)
            free += not is_own
            key = name if is_own else cell_text(row.code) or free_row(free)
            yield _CalledRow(row, codes, key, is_own, seen.get(name))
            if name:
                seen.setdefault(name, (row.number, key))

    def _marks_of(self, row: _CalledRow) -> dict[str, TypedMark]:
        return {
            case: TypedMark(row.typed.number, row.key, row.codes, cell, self._reading_of_mark(cell), row.typed.succeeds)
            for case, cell in row.typed.cells.items()
        }

    def _is_all(self, code: TypedCell) -> bool:
        return isinstance(code, str) and fold(code) in self._all

    def _is_total(self, row: _TypedRow, sheet: EntrySheet) -> bool:
        """Whether a row without a code counts marks instead of making any: nothing but figures, beside no known name."""
        if row.code is not None or not row.cells or not all(map(_is_figure, row.cells.values())):
            return False
        name = self._reading_of_code(sheet.grid.value(row.number, sheet.label_column))
        return name is None or (name.value is None and name.nearest is None)

    def _reading_of_mark(self, cell: TypedCell) -> Reading | None:
        if isinstance(cell, CellFault):
            return None
        return _remembered(self._marks, cell, lambda: understand_mark(cell, self._lists))

    def _reading_of_code(self, cell: TypedCell) -> Reading | None:
        if cell is None or isinstance(cell, (CellFault, Shown)) or self._is_all(cell):
            return None
        return _remembered(self._codes, cell, lambda: understand_municipality(cell, self.survey.places))


def _by_case(rows: Iterable[Mapping[str, TypedMark]]) -> dict[str, list[TypedMark]]:
    found: dict[str, list[TypedMark]] = {}
    for marks in rows:
        for case, mark in marks.items():
            found.setdefault(case, []).append(mark)
    return found


def _gone(own: Sequence[Municipality], rows: Iterable[_TypedRow]) -> tuple[Words, ...]:
    """The municipalities without a row; nothing where none of them has one, because another list stands there."""
    there = {code for row in rows for code in (*_good_code(row.reading), *row.named)}
    gone = tuple(each.name for each in own if each.code not in there)
    return gone if len(gone) < len(own) else ()


def _doubted(about: Iterable[list[Finding]], rows: Iterable[Mapping[str, TypedMark]]) -> frozenset[str]:
    """The cases that are marked in a row whose code has an error."""
    wrong = (marks for found, marks in zip(about, rows, strict=True) if any(each.severity == "error" for each in found))
    return frozenset(case for marks in wrong for case, mark in marks.items() if not mark.meant_blank)


def _coded(code: TypedCell, sheet: EntrySheet, names: Names) -> TypedCell:
    """Where the codes are gone, the name that stands in place of one is that of an own municipality first."""
    own = names.get(fold(code), {}) if sheet.key_column is None and isinstance(code, str) else {}
    return next(iter(own)) if len(own) == 1 else code


def _misnamed(rows: Sequence[_CalledRow], marks: Sequence[Mapping[str, TypedMark]]) -> dict[int, Words]:
    """The marked rows beside whose code another municipality's name stands, as where all but the codes was sorted.

    Of a code that stands twice one was written over, which is told as that.
    """
    twice = {row.codes for row in rows if row.first}
    found = {}
    for row, marked in zip(rows, marks, strict=True):
        named = row.typed.named
        doubtful = named and row.is_own and row.codes not in twice and not set(row.codes) & named.keys()
        if doubtful and any(not mark.meant_blank for mark in marked.values()):
            found[row.typed.number] = next(iter(named.values()))
    return found


def _good_code(reading: Reading | None) -> tuple[str, ...]:
    return () if reading is None or reading.fault is not None or reading.value is None else (str(reading.value),)


def _about_code(
    row: _CalledRow, sheet: EntrySheet, marks: Mapping[str, TypedMark], other_name: Words | None
) -> list[Finding]:
    """What is to be said about the code of a row; nothing where all of them are gone."""
    if sheet.key_column is None:
        return []
    code, reading = row.typed.code, row.typed.reading
    if any(not mark.meant_blank for mark in marks.values()) and (code is None or says_blank(reading)):
        return [_at_code("required", row, sheet, {"do": CODE_HELP})]
    if isinstance(code, CellFault):
        return [_at_code(code.kind, row, sheet)]
    if reading is not None and reading.fault is not None:
        return [_at_code(reading.variant or reading.fault, row, sheet, reading.fills)]
    if other_name is not None:
        return [_at_code("municipality-mismatch", row, sheet, {"name": other_name})]
    if any(mark.value is not None for mark in marks.values()) and _is_struck(row, sheet):
        return [_at_code("struck-row", row, sheet)]
    if row.first is not None:
        number, first_key = row.first
        fills = {"other_cell": sheet.code_cell(number)}
        return [_at_code("duplicate-municipality", row, sheet, fills, first_key)]
    return _read_otherwise(row, sheet)


def _read_otherwise(row: _CalledRow, sheet: EntrySheet) -> list[Finding]:
    """That a code was read as another than stands there."""
    reading = row.typed.reading
    if reading is None or not reading.read_as or is_nothing(row.typed.code, reading):
        return []
    return [_at_code(reading.variant or "normalised", row, sheet, reading.fills)]


def _is_struck(row: _CalledRow, sheet: EntrySheet) -> bool:
    """Whether a stroke goes through the code or the name of a municipality."""
    columns = (sheet.key_column, sheet.label_column)
    return any(is_struck_out(sheet.grid.shown.get((row.typed.number, column))) for column in columns if column)


def _is_figure(cell: TypedCell) -> bool:
    return isinstance(cell, CellFault) or type(cell) in (int, float)


def _remembered(
    known: dict[tuple[type, TypedCell], Reading], cell: TypedCell, understand: Callable[[], Reading]
) -> Reading:
    """Marks and codes repeat from form to form; what does not repeat need not fill the memory."""
    reading = known.get((type(cell), cell))
    if reading is None:
        reading = understand()
        if len(known) < _MOST_REMEMBERED:
            known[type(cell), cell] = reading
    return reading


def _at_code(
    name: str,
    row: _CalledRow,
    sheet: EntrySheet,
    fills: Mapping[str, object] | None = None,
    first_at: str | None = None,
) -> Finding:
    return finding(
        name,
        fills,
        sheet=sheet.grid.name,
        cell=sheet.code_cell(row.typed.number),
        label=CODE_LABEL,
        key=CODE_KEY,
        municipality=row.key,
        value=cell_text(row.typed.code) or None,
        first_at=first_at,
        topic="participants",
    )
