"""The last pass over a drawn workbook: what xlsxwriter cannot write.

Keyboard modes: which entry cells switch the Japanese input method on or off (`imeMode` of a data validation).
Heights of case rows: where they begin, not where they stay.
Errors among the answers: values like any other, as they are where somebody has pasted them.
Shared formulas: the live checks' formulas are the same text in every row, because all their references are names; stored
once a column they make the file a fifth as large.
Cells of hidden sheets that follow the one before without their addresses, and no names that no formula uses: both is half of
what is left of the hidden sheets.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from functools import cache, lru_cache

from xlsxwriter.utility import xl_cell_to_rowcol

from survey_tool.drawing.parts import NO_CELLS, ReadyMade
from survey_tool.form.contract.marker import FIRST_ROW, SHEETS
from survey_tool.form.drawn import packed
from survey_tool.form.entries.columns import look
from survey_tool.questionnaire.asked.questionnaire import Questionnaire
from survey_tool.wording.words import Language

_VALIDATION = re.compile(rb"<dataValidation [^>]*>")
# xlsxwriter writes a blank result without a type, which programs take for a formula that was never calculated.
_BLANK_RESULT = re.compile(rb'(<c r="[A-Z]+\d+"(?: s="\d+")?)(><f[^>]*(?:/>|>[^<]*</f>))<v></v></c>')
_FORMULA = re.compile(rb'<c r="([A-Z]+)(\d+)"[^>]*><f>([^<]*)</f>')
_REFERENCE = re.compile(rb'"[^"]*"|(?<![\w$.])(\$?[A-Z]{1,3})(\$?[1-9][0-9]*)(?![\w(.])')
# A row whose height is fixed does not grow with what is typed; those of cases are to.
_FIXED_HEIGHT = re.compile(rb'(<row r="(\d+)"[^>]* ht="[^"]*") customHeight="1"')
# xlsxwriter writes an error only as the result of a formula.
_ERROR = re.compile(rb'(<c r="[A-Z]+\d+"[^>]* t="e">)<f>#[^<]*</f>')
# What the workbook consists of, listed once more: nobody reads it, and with our many names it is two kilobytes.
_PARTS = re.compile(rb"<HeadingPairs>.*</TitlesOfParts>", re.DOTALL)
# A name and what it stands for; those that begin with a sign of the program's own (print areas) have further attributes.
_NAME = re.compile(rb'<definedName name="(?!_xlnm)(\w+)">([^<]*)</definedName>')
_LOOKING = re.compile(rb"<(?:f|formula|formula1|formula2)(?: [^>]*)?>([^<]*)<")
_WORD = re.compile(rb"[A-Za-z_]\w*")
_CELL = re.compile(rb'<c r="([A-Z]+)([0-9]+)"(?=(?:( s="[0-9]+"/>)|[^<]*>(<f))?)')
_TITLE = re.compile(rb'promptTitle="([^"]*)"')
_WORKBOOK = "xl/workbook.xml"
_SHEET = re.compile(r"xl/worksheets/sheet\d+\.xml")
_CASES = list(SHEETS).index("cases") + 1
_REMEMBERED = 50_000  # formulas


@dataclass(frozen=True)
class SameSheets:
    """The last sheets of many forms, drawn and finished once: their cells, the texts that these begin with, the words of their
    formulas."""

    cells: tuple[bytes, ...] = ()
    texts: tuple[str, ...] = ()
    words: frozenset[bytes] = frozenset()


def same_sheets(drawn: ReadyMade) -> SameSheets:
    """What there is to be put into forms."""
    cells = [shared_formulas(each) for each in drawn.cells]
    finished = tuple(_without_addresses(each, is_hidden=True) for each in cells)
    return SameSheets(finished, drawn.texts, _words_of(cells))


def finished(parts: dict[str, bytes], same: SameSheets, questionnaire: Questionnaire, edition: Language) -> bytes:
    """The workbook of these parts with keyboard modes (entry ranges are known by their input title) and shared formulas.

    `same` is put into the last sheets.
    """
    modes: dict[bytes, bytes] = {}
    for model in (questionnaire.respondent, questionnaire.case):
        for question in model.questions().values():
            modes[_attribute(question.label[edition][:32])] = look(question.kind).ime.encode()
    sheets = sorted(filter(_SHEET.fullmatch, parts), key=_number)
    for name in sheets:
        parts[name] = _finished_sheet(parts[name], modes, is_cases=_number(name) == _CASES)
    words = same.words | _words_of(parts[name] for name in sheets)
    parts[_WORKBOOK] = _with_names_in_use(parts[_WORKBOOK], words)
    for number, name in enumerate(sheets):
        parts[name] = _without_addresses(parts[name], is_hidden=number >= len(SHEETS))
    for name, cells in zip(sheets[len(sheets) - len(same.cells) :], same.cells, strict=True):
        parts[name] = parts[name].replace(NO_CELLS, cells)
    parts["docProps/app.xml"] = _PARTS.sub(b"", parts["docProps/app.xml"])
    return packed(parts)


def _finished_sheet(data: bytes, modes: Mapping[bytes, bytes], *, is_cases: bool) -> bytes:
    if is_cases:
        data = _FIXED_HEIGHT.sub(_free_height, data)
    data = shared_formulas(_ERROR.sub(rb"\1", data))
    return _VALIDATION.sub(lambda found: _with_mode(found[0], modes), data)


def _words_of(sheets: Iterable[bytes]) -> frozenset[bytes]:
    """What stands in their formulas and may be a name."""
    formulas = {formula for sheet in sheets for formula in _LOOKING.findall(sheet)}
    return frozenset(word for formula in formulas for word in _WORD.findall(formula))


def _with_names_in_use(workbook: bytes, waiting: Set[bytes]) -> bytes:
    """The workbook's own part without the names that neither a formula uses nor a name that one uses."""
    names = dict(_NAME.findall(workbook))
    used: set[bytes] = set()
    while waiting:
        used |= waiting
        waiting = {word for name in waiting & names.keys() for word in _WORD.findall(names[name])} - used
    return _NAME.sub(lambda found: found[0] if found[1] in used else b"", workbook)


def _without_addresses(sheet: bytes, *, is_hidden: bool) -> bytes:
    """The sheet without addresses of cells that stand beside the one before, where they may be left out (ECMA-376, 18.3.1.4).

    Formulas keep theirs, because openpyxl asks for it. On sheets that are seen only cells that hold nothing but a look lose
    theirs: no program may misplace what somebody reads.
    """
    beside: tuple[int, bytes] = 0, b""

    def shorten(found: re.Match[bytes]) -> bytes:
        nonlocal beside
        place = _column_number(found[1]), found[2]
        is_beside, beside = place == beside, (place[0] + 1, place[1])
        return b"<c" if is_beside and (found[3] or (is_hidden and not found[4])) else found[0]

    return _CELL.sub(shorten, sheet)


@cache
def _column_number(letters: bytes) -> int:
    """`b"F"` as 6."""
    return int(xl_cell_to_rowcol(f"{letters.decode()}1")[1]) + 1


def _free_height(row: re.Match[bytes]) -> bytes:
    return row[1] if int(row[2]) >= FIRST_ROW else row[0]


def _number(part: str) -> int:
    return int("".join(filter(str.isdigit, part)))


def shared_formulas(sheet: bytes) -> bytes:
    """The sheet with each formula that stands several times in a column or in a row stored once, and blank results as texts.

    Formulas are the same that look at the same cells, or at cells that stand to them as their own stand to one another.
    """
    sheet = _BLANK_RESULT.sub(rb'\1 t="str"\2<v/></c>', sheet)
    cells = [(found[1], int(found[2]), found[3]) for found in _FORMULA.finditer(sheet)]
    line_of = _lines_shared(cells)
    members: dict[tuple[bytes | int, bytes], list[bytes]] = {}
    for (column, row, _), line in zip(cells, line_of, strict=True):
        members.setdefault(line, []).append(b"%s%d" % (column, row))
    shared = {line: index for index, line in enumerate(line for line, found in members.items() if len(found) > 1)}
    lines = iter(line_of)

    def store(found: re.Match[bytes]) -> bytes:
        line = next(lines)
        if line not in shared:
            return found[0]
        head = found[0][: found.start(3) - found.start() - len(b"<f>")]
        first, last = members[line][0], members[line][-1]
        if found[1] + found[2] != first:
            return head + b'<f t="shared" si="%d"/>' % shared[line]
        return head + b'<f t="shared" ref="%s:%s" si="%d">%s</f>' % (first, last, shared[line], found[3])

    return _FORMULA.sub(store, sheet) if shared else sheet


def _lines_shared(cells: list[tuple[bytes, int, bytes]]) -> list[tuple[bytes | int, bytes]]:
    """Of each formula the column or, where it stands there alone, the row that it shares, and what it says as seen from there."""
    down = [(column, _seen_from(row, 0, formula)) for column, row, formula in cells]
    often = Counter(down)
    return [
        line if often[line] > 1 else (row, _seen_from(row, _column_number(column), formula))
        for line, (column, row, formula) in zip(down, cells, strict=True)
    ]


@lru_cache(maxsize=_REMEMBERED)
def _seen_from(row: int, column: int, formula: bytes) -> bytes:
    """A formula with what moves with its cell counted from there (`column` 0: rows alone); what stands in quotes is no reference."""

    def from_here(found: re.Match[bytes]) -> bytes:
        letters, number = found[1], found[2]
        if letters is None:
            return found[0]
        if column and not letters.startswith(b"$"):
            letters = b"[%d]" % (_column_number(letters) - column)
        return letters + (number if number.startswith(b"$") else b"[%d]" % (int(number) - row))

    return _REFERENCE.sub(from_here, formula)


def _with_mode(tag: bytes, modes: Mapping[bytes, bytes]) -> bytes:
    title = _TITLE.search(tag)
    mode = modes.get(title[1]) if title else None
    # The schema fixes no order of attributes.
    return tag.replace(b"<dataValidation ", b'<dataValidation imeMode="' + mode + b'" ', 1) if mode else tag


def _attribute(text: str) -> bytes:
    return text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;").encode()
