"""The list of everything that is open in a form: a line each with a link, which stays right whatever is inserted before it."""

from __future__ import annotations

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from survey_tool.drawing.styles import Styles
from survey_tool.form.contract.marker import FIRST_ANSWER_COLUMN, ID_ROW, MARKER_ROW, SHEETS
from survey_tool.form.entries.columns import look
from survey_tool.form.live.checks import (
    CASES_RANK,
    PARTICIPANTS_RANK,
    PLACE,
    SHEET,
    sheet_reference,
)
from survey_tool.form.live.duplicates import duplicate_formula
from survey_tool.form.live.layout import CASE_ID, MARKS_COLUMN, LiveLayout, counted_from_a
from survey_tool.form.live.readings import TYPED_PLAINLY, reading_names
from survey_tool.form.printed.check import (
    COLUMNS,
    IF_READ_RIGHT,
    LIST,
    MORE,
    WILL_BE_READ,
)
from survey_tool.form.printed.messages import Messages
from survey_tool.form.sheets.states import state_word
from survey_tool.questionnaire.asked.questionnaire import Questionnaire
from survey_tool.questionnaire.vocabulary.excel_face import quoted

LIST_ROWS = 80
WIDTHS = (10, 12, 12, 18, 18, 8, 16, 40, 44)  # characters: the list is seen whole on a small screen
NUMBER, CELL, PLAIN, READ = range(len(WIDTHS), len(WIDTHS) + 4)  # hidden columns, 0-based
COUNTS = 3  # row, 0-based: where it is counted what is open
HEAD_HEIGHT = 26  # points
_LINE_HEIGHT = 36  # points: the longest sentence takes three lines


def define_names(workbook: Workbook, known: Questionnaire, layout: LiveLayout, found: Messages) -> None:
    """What a line of the list is taken apart into; the names are relative to the line, so that they are written once."""
    check = sheet_reference("check", layout.edition)
    number = f"{check}${xl_col_to_name(NUMBER)}1"
    key, position = f"INDEX(MSG_KEY,MOD({number},{PLACE}))", layout.case_position(number)
    rank, place = f"INT(MOD({number},{10 * SHEET})/{SHEET})", f"INT(MOD({number},{SHEET})/{PLACE})"
    marked = f'AND({rank}={PARTICIPANTS_RANK},{key}="mark")'
    names = {
        "open_count": f"{check}${xl_col_to_name(CELL)}${COUNTS + 1}",
        "open_number": number,
        "open_rank": rank,
        "open_sentence": f"MOD({number},{PLACE})",
        "open_key": key,
        "open_place": place,
        "open_position": position,
        "open_of_case": f"OR({rank}={CASES_RANK},{marked})",
        "open_cell": f"{check}${xl_col_to_name(CELL)}1",
        "open_plain": f"{check}${xl_col_to_name(PLAIN)}1",
        **_place(layout),
        "form_is_whole": _form_is_whole(known, layout),
        "open_format": _format_of_days(known),
        **reading_names(layout, found),
        "open_read": f"{check}${xl_col_to_name(READ)}1",
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


def draw_list(sheet: Worksheet, row: int, layout: LiveLayout, styles: Styles, read: str) -> int:
    """Every open thing, a line each; beyond the last line, how many more there are. Gives the row of the last line. `read` is the
    formula of what the secretariat has read at a line, "" in a form of which nothing was read yet."""
    edition = layout.edition
    headed(sheet, row, LIST[edition], styles)
    sheet.set_row(row + 1, HEAD_HEIGHT)
    for column, heading in enumerate(COLUMNS):
        sheet.write_string(row + 1, column, heading[edition], styles["header"])
    first = row + 2
    expressions = _expressions(layout)
    for offset in range(LIST_ROWS):
        _draw_line(sheet, first + offset, first, layout, expressions, styles)
        if read:
            sheet.write_formula(first + offset, READ, f'=IF(open_number="","",{read})', styles["body"], "")
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
    letter = xl_col_to_name(NUMBER)
    k = f"ROWS(${letter}${first + 1}:${letter}{row + 1})"
    number = f'=IF({k}>open_count,"",SMALL({layout.block},{k}))'
    sheet.write_formula(row, NUMBER, number, styles["body"], "")
    for column, (expression, style) in enumerate(expressions):
        sheet.write_formula(row, column, f'=IF(open_number="","",{expression})', styles[style], "")
    sheet.write_formula(row, CELL, '=IF(open_number="","",ADDRESS(open_row,open_column,4))', styles["body"], "")
    sheet.write_formula(row, PLAIN, f'=IF(open_number="","",{TYPED_PLAINLY})', styles["body"], "")


def _expressions(layout: LiveLayout) -> list[tuple[str, str]]:
    """What the columns say, with their styles."""
    edition = layout.edition
    names = ",".join(f'"{SHEETS[topic][edition]}"' for topic in ("respondent", "cases", "participants"))
    name = f"CHOOSE(open_rank,{names})"
    will_be_read = "&open_reading&".join(map(quoted, WILL_BE_READ[edition].split("{reading}")))
    read_right = quoted(IF_READ_RIGHT[edition])
    ids, titles = layout.column(CASE_ID), layout.column(layout.judged.mirrors["name"])
    return [
        (state_word("open_number", edition), "line_center"),
        (name, "line_center"),
        (f'IF(open_of_case,INDEX({ids},open_position),"")', "line_center"),
        (f'IF(open_of_case,INDEX({titles},open_position),"")', "line"),
        ("INDEX(MSG_LABEL,open_sentence)", "line"),
        (f'HYPERLINK("#\'"&{name}&"\'!"&open_cell,open_cell)', "line_link"),
        (f'IFERROR(LEFT({_STANDS},60),"")', "line"),
        (f'IF(open_read="",IF(open_reading="",INDEX(MSG_SENTENCE,open_sentence),{will_be_read}),open_read)', "line"),
        (f'IF(open_read&open_reading="",open_twin&INDEX(MSG_TODO,open_sentence),{read_right})', "line"),
    ]


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


def headed(sheet: Worksheet, row: int, title: str, styles: Styles) -> None:
    """A heading across the sheet."""
    for column in range(len(WIDTHS)):
        sheet.write_string(row, column, title if column == 0 else "", styles["section"])


def ruled(sheet: Worksheet, area: tuple[int, int, int, int], condition: str, styles: Styles) -> None:
    """Lines are ruled as they fill, so that an empty list is no grid of empty boxes."""
    sheet.conditional_format(*area, {"type": "formula", "criteria": condition, "format": styles.conditional("ruled")})
