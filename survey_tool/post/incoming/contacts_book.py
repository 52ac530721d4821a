"""The list of contacts as a secretariat keeps it in Excel: its rows as the text of `contacts.csv`, and the other way round."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from survey_tool.drawing.parts import WorkbookInParts
from survey_tool.form.drawn import packed
from survey_tool.intake.cells.grid import Grid, Refused
from survey_tool.intake.cells.plain import as_text
from survey_tool.intake.opening.names import WORKBOOK_ENDINGS
from survey_tool.intake.opening.reader import Readers
from survey_tool.intake.opening.returned_files import FoundFile
from survey_tool.post.letters.contacts import KINDS, PREFECTURE
from survey_tool.settings.limits import Limits
from survey_tool.wording.handwritten import Mistake, MistakesError, decoded, one_line
from survey_tool.wording.words import NOTHING, Language, Words

HEADINGS: Mapping[str, Words] = {
    "prefecture_code": Words("都道府県コード", "prefecture_code"),
    PREFECTURE: Words("都道府県", "prefecture"),
    "department": Words("部署名", "department"),
    "person": Words("氏名", "person"),
    "email": Words("メールアドレス", "email"),
    "kind": Words("種別", "kind"),
}
"""What the columns are called where people see them."""
_FURTHER = 200  # rows for more addressees
_WIDTHS = (16, 12, 32, 20, 40, 10)
_SHEET = Words("連絡先", "Contacts")
NOT_READ = Words("読み取ることができません（{reason}）。", "It cannot be read ({reason}).")
EMPTY = Words("記入されたシートがありません。", "No sheet of it holds anything.")


def contacts_text_of(file: str, content: bytes, readers: Readers, limits: Limits) -> str:
    """The text of a list of contacts, whether it came as a workbook or as CSV. A row of the first visible sheet that holds anything
    is a line, so that what is said of a line is true of the row in Excel.

    Raises `MistakesError` where it cannot be read.
    """
    if Path(file).suffix.lower() not in WORKBOOK_ENDINGS:
        return decoded(file, content)
    (found,) = readers.read([FoundFile(Path(file), file, lambda: content)], limits)
    if isinstance(found, Refused):
        raise MistakesError([Mistake(file, None, None, NOT_READ.fill(reason=found.reason), NOTHING)])
    grid = next((each for each in found.grids if not each.hidden and each.rows), None)
    if grid is None:
        raise MistakesError([Mistake(file, None, None, EMPTY, NOTHING)])
    return _as_csv(grid)


def contacts_book(text: str, language: Language) -> bytes:
    """The text of a list of contacts as a workbook to edit; headings and kinds in words, everything else as it stands there."""
    heading, *lines = [*csv.reader(io.StringIO(text))] or [[]]
    kind = heading.index("kind") if "kind" in heading else None
    rows = [_in_words(heading, HEADINGS, language), *(_with_kind(line, kind, language) for line in lines)]
    book = WorkbookInParts()
    plain, bold = (book.add_format({"num_format": "@", "bold": each}) for each in (False, True))
    sheet = book.add_worksheet(_SHEET[language])
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width, plain)
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            sheet.write_string(number, column, cell, plain if number else bold)
    if kind is not None:
        allowed = {"validate": "list", "source": [each[language] for each in KINDS.values()]}
        sheet.data_validation(1, kind, len(rows) + _FURTHER, kind, allowed)
    sheet.freeze_panes(1, 0)
    return packed(book.parts())


def _in_words(cells: Sequence[str], words: Mapping[str, Words], language: Language) -> list[str]:
    return [words[cell][language] if cell in words else cell for cell in cells]


def _with_kind(line: list[str], kind: int | None, language: Language) -> list[str]:
    if kind is None:
        return line
    return [*line[:kind], *_in_words(line[kind : kind + 1], KINDS, language), *line[kind + 1 :]]


def _as_csv(grid: Grid) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    for row in grid.rows:
        cells = [one_line(as_text(cell)) for cell in row]
        writer.writerow(cells if any(cells) else [])
    return text.getvalue()
