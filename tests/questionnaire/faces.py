"""A workbook that holds the Excel face of every check, without any form around it: one row a set of answers."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from survey_tool.form.contract.answers import Typed
from survey_tool.questionnaire.vocabulary.excel_face import quoted
from survey_tool.questionnaire.vocabulary.judging import QuestionSheet
from survey_tool.questionnaire.vocabulary.kinds import Month, Printed, serial, stand_ins
from survey_tool.questionnaire.vocabulary.lists import DASHES, NO_MARKS, NONE_WORDS, CodeList
from survey_tool.questionnaire.vocabulary.questions import IN_FULL, WHEN_NOT_INVOLVED, WHEN_WITHDRAWN, Check
from survey_tool.wording.words import Language
from tests.office import Office

Typings = Mapping[str, Typed]
Facts = Mapping[str, object]
HINT = "hint"


@dataclass(frozen=True)
class PlainCells:
    """The answers of one row where this workbook has them (`questionnaire.vocabulary.excel_face.Cells`)."""

    sheet: QuestionSheet
    language: Language
    row: int
    rows: int
    ranges: Mapping[str, str]
    facts: Mapping[str, int]

    @cached_property
    def columns(self) -> dict[str, str]:
        return {key: xl_col_to_name(at) for at, key in enumerate(self.sheet.questions)}

    def at(self, sheet: str, key: str) -> str:
        return f"{sheet}!${self.columns[key]}${self.row}"

    def value(self, key: str) -> str:
        return self.at("said", key)

    def wrong(self, key: str) -> str:
        return f"ISNUMBER({self.at('error', key)})"

    def first_month(self, key: str) -> str:
        return self.at("first", key)

    def last_month(self, key: str) -> str:
        return self.at("last", key)

    def everywhere(self, key: str) -> str:
        return f"said!${self.columns[key]}$1:${self.columns[key]}${self.rows}"

    def labels(self, list_name: str) -> str:
        return self.ranges[f"L_{list_name}"]

    def parents(self, list_name: str) -> str:
        return self.ranges[f"P_{list_name}"]

    def children(self, list_name: str) -> str:
        return self.ranges[f"C_{list_name}"]

    def spellings(self, list_name: str) -> str:
        return self.ranges[f"S_{list_name}"]

    def meant(self, list_name: str) -> str:
        return self.ranges[f"M_{list_name}"]

    def label(self, list_name: str, choice: str) -> str:
        return quoted(self.sheet.lists[list_name][choice].label[self.language])

    def fact(self, name: str) -> str:
        return self.ranges.get(name) or f"facts!${xl_col_to_name(self.facts[name])}${self.row}"

    @property
    def scope(self) -> str:
        if "withdrawn" not in self.sheet.questions:
            return str(IN_FULL)
        circle, none = self.label("mark", "yes"), self.label("prefecture_role", "none")
        little = f"IF({self.value('prefecture_role')}={none},{WHEN_NOT_INVOLVED},{IN_FULL})"
        return f"IF({self.value('withdrawn')}={circle},{WHEN_WITHDRAWN},{little})"


def said_by_formulas(
    office: Office,
    folder: Path,
    sheet: QuestionSheet,
    language: Language,
    own: str,
    rows: Sequence[tuple[Typings, Facts]],
) -> list[dict[str, str]]:
    """Question → the id of the check that its formulas tell (or `HINT`), row by row."""
    path = folder / f"faces_{language}.xlsx"
    path.write_bytes(_workbook(sheet, language, own, rows))
    shown = office.recalculate(path)
    found: list[dict[str, str]] = []
    for row in range(1, len(rows) + 1):
        here: dict[str, str] = {}
        for column, key in enumerate(sheet.questions, start=1):
            error, warning = (shown[name].get((row, column), "") for name in ("error", "warning"))
            number = error if isinstance(error, float) else warning
            if isinstance(number, float):
                here[key] = sheet.checks[key][int(number)].id
            elif error == HINT:
                here[key] = HINT
        found.append(here)
    return found


def _workbook(sheet: QuestionSheet, language: Language, own: str, rows: Sequence[tuple[Typings, Facts]]) -> bytes:
    buffer = io.BytesIO()
    book = Workbook(buffer)
    pages = {name: book.add_worksheet(name) for name in ("typed", "said", "first", "last", "error", "warning", "facts")}
    ranges = _write_lists(book, sheet.lists, language, own)
    names = {name: at for at, name in enumerate(sorted({name for _, facts in rows for name in facts}))}
    for row, (typed, facts) in enumerate(rows, start=1):
        for name, value in facts.items():
            pages["facts"].write(row - 1, names[name], "" if value is None else value)
        _write_answers(pages["typed"], row - 1, sheet, typed)
        _write_faces(pages, sheet, PlainCells(sheet, language, row, len(rows), ranges, names))
    book.close()
    return buffer.getvalue()


def _write_answers(page: Worksheet, row: int, sheet: QuestionSheet, typed: Typings) -> None:
    for at, key in enumerate(sheet.questions):
        answer = typed.get(key)
        if answer is not None:
            page.write(row, at, serial(answer) if isinstance(answer, dt.date) else answer)


def _write_faces(pages: Mapping[str, Worksheet], sheet: QuestionSheet, cells: PlainCells) -> None:
    row = cells.row - 1
    for at, (key, question) in enumerate(sheet.questions.items()):
        if isinstance(question.kind, Printed):
            continue
        pages["said"].write_formula(row, at, _mirror(sheet, key, cells))
        pages["error"].write_formula(row, at, _error(sheet, key, cells))
        pages["warning"].write_formula(row, at, _warning(sheet, key, cells))
        if isinstance(question.kind, Month):
            first = question.kind.first_month(cells.value(key))
            last = question.kind.last_month(cells.value(key), cells.first_month(key))
            pages["first"].write_formula(row, at, f'=IFERROR({first},"")')
            pages["last"].write_formula(row, at, f'=IFERROR({last},"")')


def _write_lists(book: Workbook, lists: Mapping[str, CodeList], language: Language, own: str) -> dict[str, str]:
    page, found = book.add_worksheet("lists"), {}
    columns: dict[str, list[str]] = {"NONE_WORDS": [*NONE_WORDS, *DASHES], "NO_MARKS": [*NO_MARKS, *DASHES]}
    book.define_name(stand_ins.NAME, f"=lists!$XFD$1:$XFD${len(stand_ins.STAND_INS)}")
    page.write_column(0, 16_383, stand_ins.STAND_INS)
    columns["own_prefecture_spellings"] = list(lists["prefecture"][own].all_spellings)
    for name, known in lists.items():
        meant = {form: choice.label[language] for choice in reversed(known.unique) for form in choice.typed_forms}
        columns |= {
            f"L_{name}": list(known.labels(language)),
            f"S_{name}": list(meant),
            f"M_{name}": list(meant.values()),
        }
    narrowed = lists["system_type"]
    columns["C_system_type"] = [choice.label[language] for choice in narrowed]
    columns["P_system_type"] = [lists["domain"][choice.parent or ""].label[language] for choice in narrowed]
    for at, (name, texts) in enumerate(columns.items()):
        page.write_column(0, at, texts)
        found[name] = f"lists!${xl_col_to_name(at)}$1:${xl_col_to_name(at)}${len(texts)}"
    return found


def _mirror(sheet: QuestionSheet, key: str, cells: PlainCells) -> str:
    kind, typed = sheet.questions[key].kind, cells.at("typed", key)
    said = kind.mirror(typed, cells)
    if kind.none_words is not None:
        said = f'IF(SUMPRODUCT(--(TRIM(CLEAN({typed}))={cells.ranges[kind.none_words]}))>0,"",{said})'
    return f'=IFERROR({said},"#!")'


def _error(sheet: QuestionSheet, key: str, cells: PlainCells) -> str:
    question, value = sheet.questions[key], cells.value(key)
    hint = question.kind.hint(cells.at("typed", key), value, cells)
    numbered = [(at, check) for at, check in enumerate(sheet.checks[key]) if check.severity == "error"]
    blank = _first([(at, check) for at, check in numbered if check.on_blank], cells, '""')
    tail = '""' if hint is None else f'IF({hint},"{HINT}","")'
    filled = _first([(at, check) for at, check in numbered if not check.on_blank], cells, tail)
    return f'=IF({cells.scope}<{question.scope},"",IF({value}="",{blank},{filled}))'


def _warning(sheet: QuestionSheet, key: str, cells: PlainCells) -> str:
    question, value = sheet.questions[key], cells.value(key)
    numbered = [(at, check) for at, check in enumerate(sheet.checks[key]) if check.severity == "warning"]
    silent = f'OR({cells.scope}<{question.scope},{value}="",{cells.wrong(key)})'
    return f'=IF({silent},"",{_first(numbered, cells, quoted(""))})'


def _first(checks: Sequence[tuple[int, Check]], cells: PlainCells, otherwise: str) -> str:
    for at, check in reversed(checks):
        otherwise = f"IF({check.excel(cells)},{at},{otherwise})"
    return otherwise
