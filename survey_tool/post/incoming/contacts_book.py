"""The list of contacts as a secretariat keeps it in Excel: its rows as the text of `contacts.csv`."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from survey_tool.intake.cells.grid import Grid, Refused
from survey_tool.intake.cells.plain import as_text
from survey_tool.intake.opening.names import WORKBOOK_ENDINGS
from survey_tool.intake.opening.reader import Readers
from survey_tool.intake.opening.returned_files import FoundFile
from survey_tool.settings.limits import Limits
from survey_tool.wording.handwritten import Mistake, MistakesError, decoded, one_line
from survey_tool.wording.words import NOTHING, Words

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


def _as_csv(grid: Grid) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    for row in grid.rows:
        cells = [one_line(as_text(cell)) for cell in row]
        writer.writerow(cells if any(cells) else [])
    return text.getvalue()
