"""The check sheet: whether the form can be returned, the cases at a glance, and every open thing with a link."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from survey_tool.drawing.heights import points
from survey_tool.drawing.paper import on_a4
from survey_tool.drawing.styles import Styles
from survey_tool.form.contract.marker import STATE_ROW
from survey_tool.form.live.checks import DOUBTFUL
from survey_tool.form.live.layout import CASE_COLUMN, CASE_ID, MARKS_COLUMN, SCOPE, LiveLayout
from survey_tool.form.live.period import outside_period
from survey_tool.form.live.placed_findings import PlacedFindings
from survey_tool.form.printed.check import (
    AND_DOUBTS,
    AS_RETURNED,
    BEGUN,
    BOTH_BANNER,
    BROKEN,
    COLUMNS,
    CONFIRM_BANNER,
    CORRECT_BANNER,
    FOUND_BESIDE,
    FROM_SECRETARIAT,
    HEADING,
    LEAD,
    NOTHING_YET,
    ONLY_DOUBTS,
    OUTSIDE_PERIOD,
    OVERVIEW,
    OVERVIEW_COLUMNS,
    READY,
    REMAINING,
)
from survey_tool.form.printed.entry_sheets import GOOD, STATE_GAP
from survey_tool.form.sheets.entry_sheets import add_state_words, add_words
from survey_tool.form.sheets.open_list import (
    CELL,
    COUNTS,
    HEAD_HEIGHT,
    NUMBER,
    READ,
    WIDTHS,
    draw_list,
    headed,
    ruled,
)
from survey_tool.form.sheets.states import counted
from survey_tool.questionnaire.findings.alike import alike, named_cells
from survey_tool.questionnaire.findings.catalogue import SEVERITY_LABELS
from survey_tool.questionnaire.findings.finding import Finding
from survey_tool.questionnaire.vocabulary.excel_face import quoted
from survey_tool.settings.target_period import TargetPeriod
from survey_tool.wording.words import NOTHING, Language, Words

_PRINTED_ROWS = 24  # of the list, with the cases on one page
_OVERVIEW_PLACES = (1, 2, 4, 5, 6, 7)  # columns, 0-based: a name takes two
_OVERVIEW, _NAME, _OVERVIEW_END = _OVERVIEW_PLACES[0], _OVERVIEW_PLACES[1], _OVERVIEW_PLACES[-1]
_RESULT, _FIRST = 2, 5  # rows, 0-based
_CASE_HEIGHT = 24  # points


@dataclass(frozen=True)
class CheckPage:
    """What is drawn; `cases` is their number, `read` the formula of what an answer was read as, "" where none was yet."""

    edition: Language
    is_correction: bool
    cases: int
    period: TargetPeriod
    findings: PlacedFindings
    read: str


def draw_check(sheet: Worksheet, page: CheckPage, layout: LiveLayout, styles: Styles) -> None:
    """Draws the sheet."""
    edition = page.edition
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    sheet.set_column(NUMBER, READ, None, None, {"hidden": True})
    sheet.hide_gridlines(2)
    sheet.set_row(0, 30)
    sheet.write_string(0, 0, HEADING[edition], styles["title"])
    sheet.write_string(1, 0, _lead(page)[edition], styles["lead"])
    sheet.set_row(_RESULT, 26)
    sheet.write_formula(_RESULT, 0, _result(page, layout), styles["result"], NOTHING_YET[edition])
    begun, none = _begun(layout, edition)
    sheet.write_formula(COUNTS, 0, begun, styles["lead"], none)
    sheet.write_formula(COUNTS, CELL, f"=COUNT({layout.block})", styles["body"], 0)
    top = _draw_findings(sheet, _FIRST, page, styles)
    last = _draw_overview(sheet, top, page, layout, styles)
    section = last + 2
    first, end = section + 2, draw_list(sheet, section, layout, styles, page.read)
    add_state_words(sheet, (first, 0, end, 0), edition, styles)
    add_words(sheet, (top, _OVERVIEW_END, last, _OVERVIEW_END), {GOOD: "good"}, styles)
    ruled(sheet, (first, 1, end, len(WIDTHS) - 1), f'=$A{first + 1}<>""', styles)
    ruled(sheet, (top + 2, _OVERVIEW, last, _OVERVIEW_END), f'=${xl_col_to_name(_OVERVIEW)}{top + 3}<>""', styles)
    # It opens where something is open; the cases above are for printing and signing.
    sheet.freeze_panes(COUNTS + 1, 0, section if top == _FIRST else _FIRST, 0)
    overview = f"internal:'{sheet.get_name()}'!A{top + 1}"
    sheet.write_url(COUNTS, len(WIDTHS) - 1, overview, styles["line_link"], OVERVIEW[edition])
    sheet.set_portrait()
    on_a4(sheet)
    sheet.set_margins(0.4, 0.4, 0.5, 0.5)
    sheet.fit_to_pages(1, 0 if page.cases > 12 else 1)
    sheet.print_area(0, 0, first + _PRINTED_ROWS - 1, len(WIDTHS) - 1)


def _lead(page: CheckPage) -> Words:
    if not page.is_correction:
        return LEAD
    asked = {each.severity for each in page.findings.all}
    if "error" not in asked:
        return CONFIRM_BANNER
    return BOTH_BANNER if "warning" in asked else CORRECT_BANNER


def _result(page: CheckPage, layout: LiveLayout) -> str:
    edition, block = page.edition, layout.block
    left = f'"{REMAINING[edition]}"&{counted(block, edition, chr(34) * 2)}'
    ready, doubts = quoted(READY[edition]), quoted(ONLY_DOUBTS[edition])
    # No formula sees these go, so that the form never says of itself that nothing is left.
    if beside := [each for each in page.findings.unseen if each.is_open]:
        counts = _counts(beside)
        ready, doubts = (
            quoted(FOUND_BESIDE.fill(counts=counts, and_doubts=each)[edition]) for each in (NOTHING, AND_DOUBTS)
        )
    calm = f"IF(COUNT({block})>0,{doubts},{ready})"
    said = f'IF(r_scope=0,"{NOTHING_YET[edition]}",IF(COUNTIF({block},"<{DOUBTFUL}")>0,{left},{calm}))'
    return f'=IF(IFERROR(form_is_whole,FALSE),{said},"{BROKEN[edition]}")'


def _begun(layout: LiveLayout, edition: Language) -> tuple[str, str]:
    """How many cases there are, and what it comes to in a form without answers."""
    before, after = BEGUN[edition].split("{n}")
    return f'="{before}"&{layout.filled_cases}&"{after}"', f"{before}0{after}"


def _draw_overview(sheet: Worksheet, section: int, page: CheckPage, layout: LiveLayout, styles: Styles) -> int:
    """One line a case, for a superior to sign off; gives the last row."""
    edition, head = page.edition, section + 1
    headed(sheet, section, OVERVIEW[edition], styles)
    sheet.set_row(head, HEAD_HEIGHT)
    sheet.merge_range(head, _NAME, head, _NAME + 1, "", styles["header"])
    for column, heading in zip(_OVERVIEW_PLACES, OVERVIEW_COLUMNS, strict=True):
        sheet.write_string(head, column, heading[edition], styles["header"])
    letter = xl_col_to_name(_OVERVIEW)
    for row in range(head + 1, head + 1 + page.cases):
        position = f"ROWS(${letter}${head + 2}:${letter}{row + 1})"
        sheet.set_row(row, _CASE_HEIGHT)
        sheet.merge_range(row, _NAME, row, _NAME + 1, "", styles["line"])
        for column, (expression, style) in zip(_OVERVIEW_PLACES, _overview(page, layout, position), strict=True):
            formula = f'=IF(INDEX({layout.column(SCOPE)},{position})>0,{expression},"")'
            sheet.write_formula(row, column, formula, styles[style], "")
    return head + page.cases


def _overview(page: CheckPage, layout: LiveLayout, position: str) -> list[tuple[str, str]]:
    """What the columns say of the case at a position, with their styles; of the marks the first line above them."""

    def of(column: int) -> str:
        return f"INDEX({layout.column(column)},{position})"

    mirrors, states = layout.judged.mirrors, f"${STATE_ROW}:${STATE_ROW}"
    outside = outside_period(layout, page.period, of)
    marks = f"INDEX({layout.participants_reference()}{states},1,{of(MARKS_COLUMN)})"
    return [
        (of(CASE_ID), "line_center"),
        (of(mirrors["name"]), "line"),
        (of(mirrors["status"]), "line"),
        (f'IFERROR(LEFT({marks},FIND(CHAR(10),{marks}&CHAR(10))-1),"")', "line_center"),
        (f'{of(mirrors["publication"])}&IF({outside},{quoted(OUTSIDE_PERIOD[page.edition])},"")', "line"),
        (f"INDEX({layout.cases_reference()}{states},1,{of(CASE_COLUMN)})", "line"),
    ]


def _draw_findings(sheet: Worksheet, row: int, page: CheckPage, styles: Styles) -> int:
    """What the secretariat found and no live check can show, above what the form finds itself. Gives the next free row."""
    if not page.findings.unseen:
        return row
    edition = page.edition
    headed(sheet, row, FROM_SECRETARIAT.fill(counts=_counts(page.findings.unseen))[edition], styles)
    for column, heading in enumerate(COLUMNS):
        sheet.write_string(row + 1, column, heading[edition], styles["header"])
    groups = alike(page.findings.unseen)
    for offset, group in enumerate(groups, start=row + 2):
        texts = _texts(group, page)
        sheet.set_row(offset, points(*zip(texts, WIDTHS, strict=True)))
        for column, text in enumerate(texts):
            sheet.write_string(offset, column, text, styles["table"])
    return row + 3 + len(groups)


def _texts(group: Sequence[Finding], page: CheckPage) -> tuple[str, ...]:
    """The line of what was found, once or alike at several cells."""
    edition, first = page.edition, group[0]
    cells = named_cells(group)[edition] if first.cell else ""
    return (
        SEVERITY_LABELS[first.severity][edition],
        first.sheet or "",
        _each_once((each.case_id for each in group), edition),
        _each_once(map(page.findings.name_of_case, group), edition),
        _each_once((each.label[edition] for each in group), edition),
        (AS_RETURNED[edition] if first.left_behind and cells else "") + cells,
        _each_once((each.value for each in group), edition),
        first.sentence[edition],
        first.suggestion[edition],
    )


def _each_once(texts: Iterable[str | None], edition: Language) -> str:
    return Words.listed(Words.same(each) for each in dict.fromkeys(filter(None, texts)))[edition]


def _counts(findings: Iterable[Finding]) -> Words:
    """How many there are of each kind, as the line above counts what is open."""
    told = Counter(each.severity for each in findings)
    counted = (
        label + Words.same(f" {told[severity]}") for severity, label in SEVERITY_LABELS.items() if told[severity]
    )
    return reduce(lambda before, each: before + STATE_GAP + each, counted)
