"""How fast the largest form answers in LibreOffice: `python -m benchmarks.form` (12 cases of Hokkaido's 179 municipalities).

Of an answer, and of a mark, is told how long it takes to put it into its cell (where LibreOffice finds out which formulas look at it),
and how long to calculate them.
"""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.answers import EDITION, answers
from benchmarks.measuring import seconds
from survey_tool.form.contract.answers import Form
from survey_tool.form.contract.lines import row_of
from survey_tool.form.contract.marker import FIRST_ROW, SHEETS
from survey_tool.form.sheets.entry_sheets import column_letter
from survey_tool.form.workbook import draw
from survey_tool.reference.survey import open_survey
from tests.office import Document, Office
from tests.office.document import Cells

HOKKAIDO, PARTICIPANTS, EDITS = "01", 100, 24


def edits(document: Document, typed: Iterator[Cells]) -> tuple[list[float], list[float]]:
    """Times of putting answers into cells, and of calculating after each; one before them is not counted."""

    def _put() -> None:
        document.set(next(typed))

    times = [(seconds(_put), seconds(document.settle)) for _ in range(EDITS + 1)][1:]
    return [put for put, _ in times], [calculated for _, calculated in times]


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
                for part, times in zip(("put", "calculated"), edits(document, typed), strict=True):
                    told = f"median {statistics.median(times) * 1000:.0f} ms, worst {max(times) * 1000:.0f} ms"
                    print(f"{name:10} {part:10} {told}")


if __name__ == "__main__":
    main()
