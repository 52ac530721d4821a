"""How fast the largest form answers in LibreOffice: `python -m benchmarks.form` (12 cases of Hokkaido's 179 municipalities).

An answer, and a mark, is told from typing it until every formula that looks at it has been calculated.
"""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.answers import EDITION, answers
from benchmarks.dashboard import seconds
from survey_tool.form.contract.answers import Form
from survey_tool.form.contract.lines import row_of
from survey_tool.form.contract.marker import FIRST_ROW, SHEETS
from survey_tool.form.sheets.entry_sheets import column_letter
from survey_tool.form.workbook import draw
from survey_tool.reference.survey import open_survey
from tests.office import Document, Office
from tests.office.document import Cells

HOKKAIDO, PARTICIPANTS, EDITS = "01", 100, 24


def edits(document: Document, typed: Iterator[Cells]) -> list[float]:
    """Times from typing until all is calculated, after one that is not counted."""

    def _edit() -> None:
        document.set(next(typed))
        document.settle()

    _edit()
    return [seconds(_edit) for _ in range(EDITS)]


def main() -> None:
    """Measure and print."""
    survey = open_survey(Path("no workspace"))
    cases = survey.round.form.cases
    row = row_of(survey.questionnaire.case.questions(), "vendor")
    letters = [column_letter(at % cases) for at in range(2 * EDITS)]
    answer: Iterator[Cells] = (
        {(SHEETS["cases"][EDITION], f"{letter}{row}"): f"株式会社{at}"} for at, letter in enumerate(letters)
    )
    mark: Iterator[Cells] = (
        {(SHEETS["participants"][EDITION], f"{letter}{FIRST_ROW + 1 + at}"): "○△"[at % 2]}
        for at, letter in enumerate(letters)
    )
    with tempfile.TemporaryDirectory() as folder, Office() as office:
        path = Path(folder) / "form.xlsx"
        path.write_bytes(draw(survey, Form(HOKKAIDO, EDITION, answers(survey, HOKKAIDO, cases, PARTICIPANTS))))
        with office.document(path) as document:
            document.recalculate()
            for name, typed in (("an answer", answer), ("a mark", mark)):
                times = edits(document, typed)
                print(f"{name:10} median {statistics.median(times) * 1000:.0f} ms, worst {max(times) * 1000:.0f} ms")


if __name__ == "__main__":
    main()
