"""The check sheet: whether the form can be returned, the cases at a glance, and every open thing with a link."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from survey_tool.drawing.heights import points
from survey_tool.drawing.paper import on_a4
from survey_tool.drawing.styles import Styles
from survey_tool.form.contract.marker import FIRST_ANSWER_COLUMN, ID_ROW, MARKER_ROW, SHEETS, STATE_ROW
from survey_tool.form.entries.columns import look
from survey_tool.form.live.checks import (
    CASES_RANK,
    DOUBTFUL,
    PARTICIPANTS_RANK,
    PLACE,
    SHEET,
    sheet_reference,
)
from survey_tool.form.live.duplicates import duplicate_formula
from survey_tool.form.live.layout import CASE_COLUMN, CASE_ID, MARKS_COLUMN, SCOPE, LiveLayout, counted_from_a
from survey_tool.form.live.period import outside_period
from survey_tool.form.live.placed_findings import PlacedFindings
from survey_tool.form.live.readings import TYPED_PLAINLY, reading_names
from survey_tool.form.printed.check import (
    AS_RETURNED,
    BANNER,
    BEGUN,
    BROKEN,
    COLUMNS,
    FROM_SECRETARIAT,
    HEADING,
    IF_READ_RIGHT,
    LEAD,
    LIST,
    MORE,
    NOTHING_YET,
    ONLY_DOUBTS,
    OUTSIDE_PERIOD,
    OVERVIEW,
    OVERVIEW_COLUMNS,
    READY,
    REMAINING,
    WILL_BE_READ,
)
from survey_tool.form.printed.entry_sheets import GOOD, STATE_GAP
from survey_tool.form.printed.messages import Messages
from survey_tool.form.sheets.entry_sheets import add_state_words, add_words
from survey_tool.form.sheets.states import counted, state_word
from survey_tool.questionnaire.asked.questionnaire import Questionnaire
from survey_tool.questionnaire.findings.catalogue import SEVERITY_LABELS
from survey_tool.questionnaire.findings.finding import Finding
from survey_tool.questionnaire.vocabulary.excel_face import quoted
from survey_tool.settings.target_period import TargetPeriod
from survey_tool.wording.words import Language, Words

LIST_ROWS = 80
_PRINTED_ROWS = 24  # of the list, with the cases on one page
_WIDTHS = (10, 12, 12, 18, 18, 8, 16, 40, 44)  # characters: the list is seen whole on a small screen
_NUMBER, _CELL, _PLAIN = range(len(_WIDTHS), len(_WIDTHS) + 3)  # hidden columns, 0-based
_OVERVIEW_PLACES = (1, 2, 4, 5, 6, 7)  # columns, 0-based: a name takes two
_OVERVIEW, _NAME, _OVERVIEW_END = _OVERVIEW_PLACES[0], _OVERVIEW_PLACES[1], _OVERVIEW_PLACES[-1]
_RESULT, _COUNTS, _FIRST = 2, 3, 5  # rows, 0-based
_HEAD_HEIGHT = 26  # points
_LINE_HEIGHT, _CASE_HEIGHT = 36, 24  # points: the longest sentence takes three lines


@dataclass(frozen=True)
class CheckPage:
    """What is drawn; `cases` is their number."""

    edition: Language
    is_correction: bool
    cases: int
    period: TargetPeriod
    findings: PlacedFindings


def define_names(workbook: Workbook, known: Questionnaire, layout: LiveLayout, found: Messages) -> None:
    """What a line of the list is taken apart into; the names are relative to the line, so that they are written once."""
    check = sheet_reference("check", layout.edition)
    number = f"{check}${xl_col_to_name(_NUMBER)}1"
    key, position = f"INDEX(MSG_KEY,MOD({number},{PLACE}))", layout.case_position(number)
    rank, place = f"INT(MOD({number},{10 * SHEET})/{SHEET})", f"INT(MOD({number},{SHEET})/{PLACE})"
    marked = f'AND({rank}={PARTICIPANTS_RANK},{key}="mark")'
    names = {
        "open_count": f"{check}${xl_col_to_name(_CELL)}${_COUNTS + 1}",
        "open_number": number,
        "open_rank": rank,
        "open_sentence": f"MOD({number},{PLACE})",
        "open_key": key,
        "open_place": place,
        "open_position": position,
        "open_of_case": f"OR({rank}={CASES_RANK},{marked})",
        "open_cell": f"{check}${xl_col_to_name(_CELL)}1",
        "open_plain": f"{check}${xl_col_to_name(_PLAIN)}1",
        **_place(layout),
        "form_is_whole": _form_is_whole(known, layout),
        "open_format": _format_of_days(known),
        **reading_names(layout, found),
        "open_twin": duplicate_formula(number, layout, found),
    }
    for name, definition in names.items():
        workbook.define_name(name, f"={definition}")


def _form_is_whole(known: Questionnaire, layout: LiveLayout) -> str:
    """Whether all rows and columns that were printed are still there: what is deleted is missed by no check of its own."""
    cases, respondent = layout.cases_reference(), layout.respondent_reference()
    asked, about = len(known.case.questions()) - 1, len(known.respondent.questions())  # ids stand in no row
    found = (
        (f"MATCH({layout.grid_keys},{cases}$A:$A,0)", asked),
        (f"MATCH({layout.respondent_keys},{respondent}$A:$A,0)", about),
        (f"MATCH(PRINTED_IDS,{cases}${ID_ROW}:${ID_ROW},0)", layout.printed),
        (f"MATCH(PRINTED_IDS,{layout.participants_reference()}${ID_ROW}:${ID_ROW},0)", layout.printed),
    )
    there = ",".join(f"SUMPRODUCT(--ISNUMBER({each}))>={count}" for each, count in found)
    return f"AND(ROWS(own_codes)>={layout.own},{there})"


def draw_check(sheet: Worksheet, page: CheckPage, layout: LiveLayout, styles: Styles) -> None:
    """Draws the sheet."""
    edition = page.edition
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.set_column(_NUMBER, _PLAIN, None, None, {"hidden": True})
    sheet.hide_gridlines(2)
    sheet.set_row(0, 30)
    sheet.write_string(0, 0, HEADING[edition], styles["title"])
    sheet.write_string(1, 0, (BANNER if page.is_correction else LEAD)[edition], styles["lead"])
    sheet.set_row(_RESULT, 26)
    sheet.write_formula(_RESULT, 0, _result(layout, edition), styles["result"], NOTHING_YET[edition])
    begun, none = _begun(layout, edition)
    sheet.write_formula(_COUNTS, 0, begun, styles["lead"], none)
    sheet.write_formula(_COUNTS, _CELL, f"=COUNT({layout.block})", styles["body"], 0)
    top = _draw_findings(sheet, _FIRST, page, styles)
    last = _draw_overview(sheet, top, page, layout, styles)
    section = last + 2
    first, end = section + 2, _draw_list(sheet, section, layout, styles)
    add_state_words(sheet, (first, 0, end, 0), edition, styles)
    add_words(sheet, (top, _OVERVIEW_END, last, _OVERVIEW_END), {GOOD: "good"}, styles)
    _rule(sheet, (first, 1, end, len(_WIDTHS) - 1), f'=$A{first + 1}<>""', styles)
    _rule(sheet, (top + 2, _OVERVIEW, last, _OVERVIEW_END), f'=${xl_col_to_name(_OVERVIEW)}{top + 3}<>""', styles)
    # It opens where something is open; the cases above are for printing and signing.
    sheet.freeze_panes(_COUNTS + 1, 0, section if top == _FIRST else _FIRST, 0)
    overview = f"internal:'{sheet.get_name()}'!A{top + 1}"
    sheet.write_url(_COUNTS, len(_WIDTHS) - 1, overview, styles["line_link"], OVERVIEW[edition])
    sheet.set_portrait()
    on_a4(sheet)
    sheet.set_margins(0.4, 0.4, 0.5, 0.5)
    sheet.fit_to_pages(1, 0 if page.cases > 12 else 1)
    sheet.print_area(0, 0, first + _PRINTED_ROWS - 1, len(_WIDTHS) - 1)


def _result(layout: LiveLayout, edition: Language) -> str:
    block = layout.block
    left = f'"{REMAINING[edition]}"&{counted(block, edition, chr(34) * 2)}'
    calm = f'IF(COUNT({block})>0,"{ONLY_DOUBTS[edition]}","{READY[edition]}")'
    said = f'IF(r_scope=0,"{NOTHING_YET[edition]}",IF(COUNTIF({block},"<{DOUBTFUL}")>0,{left},{calm}))'
    return f'=IF(IFERROR(form_is_whole,FALSE),{said},"{BROKEN[edition]}")'


def _begun(layout: LiveLayout, edition: Language) -> tuple[str, str]:
    """How many cases there are, and what it comes to in a form without answers."""
    before, after = BEGUN[edition].split("{n}")
    return f'="{before}"&{layout.filled_cases}&"{after}"', f"{before}0{after}"


def _draw_overview(sheet: Worksheet, section: int, page: CheckPage, layout: LiveLayout, styles: Styles) -> int:
    """One line a case, for a superior to sign off; gives the last row."""
    edition, head = page.edition, section + 1
    _section(sheet, section, OVERVIEW[edition], styles)
    sheet.set_row(head, _HEAD_HEIGHT)
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


def _draw_list(sheet: Worksheet, row: int, layout: LiveLayout, styles: Styles) -> int:
    """Every open thing, a line each; beyond the last line, how many more there are. Gives the row of the last line."""
    edition = layout.edition
    _section(sheet, row, LIST[edition], styles)
    sheet.set_row(row + 1, _HEAD_HEIGHT)
    for column, heading in enumerate(COLUMNS):
        sheet.write_string(row + 1, column, heading[edition], styles["header"])
    first = row + 2
    expressions = _expressions(layout)
    for offset in range(LIST_ROWS):
        _draw_line(sheet, first + offset, first, layout, expressions, styles)
    more = f"(open_count-{LIST_ROWS})"
    end = first + LIST_ROWS
    sheet.write_formula(end, 0, f'=IF({more}>0,{MORE[edition].format(n=more)},"")', styles["lead"], "")
    return end - 1


def _draw_line(
    sheet: Worksheet,
    row: int,
    first: int,
    layout: LiveLayout,
    expressions: list[tuple[str, str]],
    styles: Styles,
) -> None:
    """The k-th smallest number of the block, taken apart."""
    sheet.set_row(row, _LINE_HEIGHT)
    letter = xl_col_to_name(_NUMBER)
    k = f"ROWS(${letter}${first + 1}:${letter}{row + 1})"
    number = f'=IF({k}>open_count,"",SMALL({layout.block},{k}))'
    sheet.write_formula(row, _NUMBER, number, styles["body"], "")
    for column, (expression, style) in enumerate(expressions):
        sheet.write_formula(row, column, f'=IF(open_number="","",{expression})', styles[style], "")
    sheet.write_formula(row, _CELL, '=IF(open_number="","",ADDRESS(open_row,open_column,4))', styles["body"], "")
    sheet.write_formula(row, _PLAIN, f'=IF(open_number="","",{TYPED_PLAINLY})', styles["body"], "")


def _expressions(layout: LiveLayout) -> list[tuple[str, str]]:
    """What the columns say, with their styles."""
    edition = layout.edition
    names = ",".join(f'"{SHEETS[topic][edition]}"' for topic in ("respondent", "cases", "participants"))
    name = f"CHOOSE(open_rank,{names})"
    will_be_read = "&open_reading&".join(map(quoted, WILL_BE_READ[edition].split("{reading}")))
    ids, titles = layout.column(CASE_ID), layout.column(layout.judged.mirrors["name"])
    return [
        (state_word("open_number", edition), "line_center"),
        (name, "line_center"),
        (f'IF(open_of_case,INDEX({ids},open_position),"")', "line_center"),
        (f'IF(open_of_case,INDEX({titles},open_position),"")', "line"),
        ("INDEX(MSG_LABEL,open_sentence)", "line"),
        (f'HYPERLINK("#\'"&{name}&"\'!"&open_cell,open_cell)', "line_link"),
        (f'IFERROR(LEFT({_STANDS},60),"")', "line"),
        (_if_known(will_be_read, "INDEX(MSG_SENTENCE,open_sentence)"), "line"),
        (_if_known(quoted(IF_READ_RIGHT[edition]), "open_twin&INDEX(MSG_TODO,open_sentence)"), "line"),
    ]


def _if_known(reading: str, otherwise: str) -> str:
    return f'IF(open_reading="",{otherwise},{reading})'


_STANDS = 'IF(AND(ISNUMBER(open_typed),open_format<>""),TEXT(open_typed,open_format),open_typed&"")'


def _format_of_days(known: Questionnaire) -> str:
    """How the sheet shows a month or a day, which is a number to a formula; "" of other questions."""
    styles = {
        key: look(each.kind).style
        for key, each in (*known.respondent.questions().items(), *known.case.questions().items())
    }

    def keys(style: str) -> str:
        return ",".join(f'"{key}"' for key, each in styles.items() if each == style)

    formats = {"month": "yyyy-mm", "date": "yyyy-mm-dd"}
    formula = '""'
    for style, shown in formats.items():
        formula = f'IF(ISNUMBER(MATCH(open_key,{{{keys(style)}}},0)),"{shown}",{formula})'
    return formula


def _place(layout: LiveLayout) -> dict[str, str]:
    """Row and column of the cell as Excel counts them now, and what was typed there, whatever was inserted before it."""
    cases, participants, respondent = (
        layout.cases_reference(),
        layout.participants_reference(),
        layout.respondent_reference(),
    )
    answer, last = xl_col_to_name(FIRST_ANSWER_COLUMN - 1), layout.last_case_letter
    of_case = f'IF(open_key="case_id",SUM(ROW({cases}$A${ID_ROW})),MATCH(open_key,{cases}$A:$A,0))'
    of_mark = f"IF(open_of_case,{layout.row_of_mark('open_sentence', 'open_position')},open_place)"
    marks = f"INDEX({layout.column(MARKS_COLUMN)},open_position)"
    columns = (
        f"SUM(COLUMN({respondent}${answer}${MARKER_ROW}))",
        "open_place",
        f"IF(open_of_case,{marks},SUM(COLUMN({participants}$A$1)))",
    )
    typed = (
        f"INDEX({respondent}${answer}:${answer},open_row)",
        f"INDEX({cases}$A:${last},open_row,{counted_from_a('cases', 'open_column')})",
        f"INDEX({participants}$A:${last},open_row,{counted_from_a('participants', 'open_column')})",
    )
    return {
        "open_row": f"CHOOSE(open_rank,open_place,{of_case},{of_mark})",
        "open_column": f"CHOOSE(open_rank,{','.join(columns)})",
        "open_typed": f"CHOOSE(open_rank,{','.join(typed)})",
    }


def _draw_findings(sheet: Worksheet, row: int, page: CheckPage, styles: Styles) -> int:
    """What the secretariat found and no live check can show, above what the form finds itself. Gives the next free row."""
    if not page.findings.unseen:
        return row
    edition = page.edition
    _section(sheet, row, FROM_SECRETARIAT.fill(counts=_counts(page.findings.unseen))[edition], styles)
    for column, heading in enumerate(COLUMNS):
        sheet.write_string(row + 1, column, heading[edition], styles["header"])
    for offset, each in enumerate(page.findings.unseen, start=row + 2):
        texts = (
            SEVERITY_LABELS[each.severity][edition],
            each.sheet or "",
            each.case_id or "",
            page.findings.name_of_case(each),
            each.label[edition],
            (AS_RETURNED[edition] if each.left_behind and each.cell else "") + (each.cell or ""),
            each.value or "",
            each.sentence[edition],
            each.suggestion[edition],
        )
        sheet.set_row(offset, points(*zip(texts, _WIDTHS, strict=True)))
        for column, text in enumerate(texts):
            sheet.write_string(offset, column, text, styles["table"])
    return row + 3 + len(page.findings.unseen)


def _counts(findings: Iterable[Finding]) -> Words:
    """How many there are of each kind, as the line above counts what is open."""
    told = Counter(each.severity for each in findings)
    counted = (
        label + Words.same(f" {told[severity]}") for severity, label in SEVERITY_LABELS.items() if told[severity]
    )
    return reduce(lambda before, each: before + STATE_GAP + each, counted)


def _section(sheet: Worksheet, row: int, title: str, styles: Styles) -> None:
    """A heading across the sheet."""
    for column in range(len(_WIDTHS)):
        sheet.write_string(row, column, title if column == 0 else "", styles["section"])


def _rule(sheet: Worksheet, area: tuple[int, int, int, int], condition: str, styles: Styles) -> None:
    """Lines are ruled as they fill, so that an empty list is no grid of empty boxes."""
    sheet.conditional_format(*area, {"type": "formula", "criteria": condition, "format": styles.conditional("ruled")})
