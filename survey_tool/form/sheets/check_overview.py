"""The cases at a glance, below the list of problems: one line a case, for a superior to sign off."""

from __future__ import annotations

from dataclasses import dataclass

from xlsxwriter.worksheet import Worksheet

from survey_tool.drawing.heights import lines
from survey_tool.drawing.styles import Styles
from survey_tool.form.contract.answers import CaseRow
from survey_tool.form.contract.marker import UNIT_ROW
from survey_tool.form.live.checks import sheet_reference
from survey_tool.form.live.layout import CIRCLES, LiveMap
from survey_tool.form.live.stored_values import StoredValues
from survey_tool.form.sheets.cases import first_state
from survey_tool.wording.words import Language, Words

OVERVIEW = Words("事例の一覧", "The cases at a glance")
OVERVIEW_COLUMNS = (
    Words("事例番号", "Case ID"),
    Words("調達名称", "Procurement name"),
    Words("実施状況", "Status"),
    Words("参加市区町村数", "Municipalities"),
    Words("公表の可否", "Publication"),
    Words("確認結果", "Check"),
)
_TYPE, _TYPE_HEIGHT = 9, 12  # points, of the type of lines
_HEAD_HEIGHT = 30
_PLACES = (0, 4, 1, 2, 3, 5)  # the columns of the headings
_CENTRED = 3  # columns from the left


@dataclass(frozen=True)
class OverviewPage:
    """What is drawn; `mirrors`: key of a question, and the column in which the hidden sheet mirrors it.

    `widths` of the sheet's columns are in characters.
    """

    edition: Language
    cases: tuple[CaseRow, ...]
    first: StoredValues
    mirrors: dict[str, int]
    widths: tuple[int, ...]


def draw_overview(sheet: Worksheet, row: int, page: OverviewPage, live: LiveMap, styles: Styles) -> int:
    """Draws heading and lines from `row` on (0-based) and returns the last row."""
    edition = page.edition
    section(sheet, len(_PLACES), row, OVERVIEW[edition], styles)
    sheet.set_row(row + 1, _HEAD_HEIGHT)
    for column, heading in zip(_PLACES, OVERVIEW_COLUMNS, strict=True):
        sheet.write_string(row + 1, column, heading[edition], styles["header"])
    # The number of the case, counted from the headings: so the formulas are the same text in every line.
    here = f"(ROW()-ROW($A${row + 2}))"
    filled, expressions = f"INDEX({live.scopes},{here})>0", _expressions(page, here, live)
    for position, case in enumerate(page.cases):
        line = row + 2 + position
        known = _known(page, case)
        widths = (page.widths[column] for column in _PLACES)
        sheet.set_row(line, line_height(*zip(map(str, known), widths, strict=True)))
        shown = zip(_PLACES, expressions, known, strict=True)
        for column, expression, value in shown:
            style = styles["line_center" if column < _CENTRED else "line"]
            sheet.write_formula(line, column, f'=IF({filled},{expression},"")', style, value)
    last = row + 1 + len(page.cases)
    rule(sheet, (row + 2, 0, last, max(_PLACES)), f'=$A{row + 3}<>""', styles)
    return last


def _expressions(page: OverviewPage, here: str, live: LiveMap) -> tuple[str, ...]:
    def mirrored(key: str) -> str:
        return f"INDEX({live.column(page.mirrors[key])},{here})"

    circles = f"INDEX({live.column(CIRCLES)},{here})"
    cases = sheet_reference("cases", page.edition)
    state = f"INDEX({cases}$A:$A,ROW({cases}$B${UNIT_ROW})+{here})"
    return mirrored("case_id"), mirrored("name"), mirrored("status"), circles, mirrored("publication"), state


def _known(page: OverviewPage, case: CaseRow) -> tuple[str | int, ...]:
    """The line before anything is calculated: answers as they were typed."""
    if not page.first.is_answered(case):
        return ("",) * len(_PLACES)
    name, status, publication = (str(case.answers.get(key) or "") for key in ("name", "status", "publication"))
    return (
        case.case_id,
        name,
        status,
        page.first.circles(case),
        publication,
        first_state(page.first, case, page.edition),
    )


def line_height(*cells: tuple[str, float]) -> float:
    """Points for a line of the list or of the cases: two lines of type, which formulas may fill later, or more."""
    return _TYPE_HEIGHT * max(2, lines(*cells, size=_TYPE))


def section(sheet: Worksheet, columns: int, row: int, title: str, styles: Styles) -> None:
    """A heading across so many columns."""
    for column in range(columns):
        sheet.write_string(row, column, title if column == 0 else "", styles["section"])


def rule(sheet: Worksheet, area: tuple[int, int, int, int], condition: str, styles: Styles) -> None:
    """Lines are ruled as they fill, so that an empty list is no grid of empty boxes."""
    sheet.conditional_format(*area, {"type": "formula", "criteria": condition, "format": styles.conditional("ruled")})
