"""The check sheet: whether the form can be returned, every open problem with a link, and the cases at a glance."""

from __future__ import annotations

from dataclasses import dataclass

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from survey_tool.drawing.heights import points
from survey_tool.drawing.styles import Styles
from survey_tool.form.contract.answers import CaseRow
from survey_tool.form.contract.marker import FIRST_ROW, KEY_ROW, RESPONDENT_ANSWER_COLUMN, SHEETS
from survey_tool.form.live.checks import (
    CASES_RANK,
    RESPONDENT_RANK,
    ROW,
    SHEET,
    WARNING,
    case_position,
    sheet_reference,
)
from survey_tool.form.live.duplicates import duplicate_formula
from survey_tool.form.live.layout import MARKS_COLUMN, LiveLayout, LiveMap
from survey_tool.form.live.stored_values import Problem, StoredValues
from survey_tool.form.printed.entry_sheets import CHECK_HEADING
from survey_tool.form.printed.messages import Messages
from survey_tool.form.sheets.check_overview import OverviewPage, draw_overview, line_height, rule, section
from survey_tool.questionnaire.findings.catalogue import CATALOGUE, SEVERITY_LABELS
from survey_tool.wording.words import Language, Words

LEAD = Words(
    "要修正の項目が0件になったことを確認の上、提出してください。「場所」を選択すると、該当するセルに移動します。",
    "Return the file when nothing is left to correct. Each place is a link to its cell.",
)
READY = Words(
    "✔ 要修正の項目はありません。このまま提出してください。", "✔ Nothing is left to correct. The form can be returned."
)
NOTHING_YET = CATALOGUE["nothing-answered"].sentence
OPEN = Words('"要修正の項目が"&{n}&"件あります。"', '{n}&" items must be corrected."')
ONLY_WARNINGS = Words(
    '"✔ 要修正の項目はありません。要確認の項目が"&{n}&"件あります。正しい場合は、そのまま提出してください。"',
    '"✔ Nothing must be corrected. Please check "&{n}&" items; if they are right, return the form as it is."',
)
COLUMNS = (
    Words("区分", "Severity"),
    Words("シート", "Sheet"),
    Words("場所", "Place"),
    Words("項目", "Item"),
    Words("内容", "Finding"),
    Words("対応", "What to do"),
    Words("コード", "Code"),
)
MORE = Words('"ほか"&{n}&"件"', '{n}&" more"')
FILLED = Words("記入済みの事例", "Cases filled in")
HINTS = Words("形式の確認をお願いする入力", "Entries that may not be readable")
ONLY_HINTS = Words(
    '"要修正の項目は見当たりませんが、形式の確認をお願いする入力が"&{n}&"件あります。「確認結果」の欄を確認の上、提出してください。"',
    '"Nothing is known to be wrong, but "&{n}&" entries may not be readable: see ""Check"" beside them before you return the form."',
)
NOT_CALCULATED = Words(
    "「編集を有効にする」を選択すると、確認結果を表示します。",
    'Choose "Enable editing" to see the result of the check.',
)
TO_OVERVIEW = Words("▼ 事例の一覧（決裁用）へ", "▼ To the cases at a glance")
FROM_SECRETARIAT = Words(
    "事務局の確認結果（この調査票の作成時点）", "The secretariat's findings (when this copy was made)"
)
BANNER = Words(
    "修正をお願いする項目に色と説明を付けています。記入済みの内容は全て転記しています。",
    "Items to correct are coloured and explained. All your answers have been carried over.",
)
LIST_ROWS = 50  # as many as a page holds: what stands below begins the next one, and none is blank
# Names relative to the line of the list that uses them: one formula serves all lines.
_NUMBER, _PLACE, _DUPLICATE = "problem_number", "problem_place", "problem_twin"
_WIDTHS = (12, 13, 14, 22, 54, 50, 24)
_PRINTED = len(_WIDTHS) - 1  # columns; the code is for who asks the secretariat or reads the documentation
_HEAD = 7  # 1-based row of the list's header
_FROZEN_ROWS = 5  # down to the counts
_PRINT_SCALE = 55  # at which the columns fill a page, with a tenth to spare: fonts differ


@dataclass(frozen=True)
class CheckPage:
    """What is drawn."""

    edition: Language
    is_correction: bool
    cases: tuple[CaseRow, ...]
    first: StoredValues
    overview: dict[str, int]  # key of a question: where the hidden sheet mirrors it


def define_names(workbook: Workbook, layout: LiveLayout, found: Messages) -> None:
    """The names that the list's formulas are made of."""
    here = sheet_reference("check", layout.edition)
    for name, column in ((_NUMBER, "H"), (_PLACE, "I")):
        workbook.define_name(name, f"={here}${column}1")
    workbook.define_name(_DUPLICATE, f"={duplicate_formula(f'{here}$H1', layout, found)}")


def draw_check(sheet: Worksheet, page: CheckPage, live: LiveMap, found: Messages, styles: Styles) -> None:
    """Draws the sheet."""
    edition = page.edition
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.set_column(len(_WIDTHS), len(_WIDTHS) + 1, None, None, {"hidden": True})
    sheet.hide_gridlines(2)
    sheet.set_row(0, 30)
    sheet.write_string(0, 0, CHECK_HEADING[edition], styles["title"])
    sheet.write_string(1, 0, LEAD[edition], styles["lead"])
    if page.is_correction:
        sheet.write_string(2, 0, BANNER[edition], styles["lead"])
    sheet.set_row(3, 26)
    sheet.write_formula(3, 0, _result(live, edition), styles["result"], _first_result(page.first, edition))
    _draw_counts(sheet, page.first, live, edition, styles)
    _draw_list(sheet, page, live, found, styles)
    below = _HEAD + LIST_ROWS + 2
    row = _draw_findings(sheet, below, page, styles) + 1
    sheet.write_url(
        5, 0, f"internal:{sheet_reference('check', edition)}A{row + 1}", styles["jump"], TO_OVERVIEW[edition]
    )
    row = draw_overview(sheet, row, OverviewPage(edition, page.cases, page.first, page.overview, _WIDTHS), live, styles)
    _add_looks(sheet, styles, edition)
    sheet.freeze_panes(_FROZEN_ROWS, 0)
    sheet.set_portrait()
    sheet.set_paper(9)
    sheet.set_margins(0.4, 0.4, 0.5, 0.5)
    sheet.set_print_scale(_PRINT_SCALE)
    # What stands below the list begins a page, however long the list is, and stays together.
    sheet.set_h_pagebreaks([below if page.first.unseen else below + 1])
    sheet.print_area(0, 0, row, _PRINTED - 1)
    sheet.set_footer("&L&8&A&R&8&P / &N")


def _errors(live: LiveMap) -> str:
    return f'COUNTIF({live.block},"<{WARNING}")'


def _hints(live: LiveMap) -> str:
    """How many answers only the secretariat can tell to be readable."""
    return f'COUNTIF({live.block},"h*")'


def _result(live: LiveMap, edition: Language) -> str:
    warnings, hints = f'COUNTIF({live.block},">={WARNING}")', _hints(live)
    calm = f'IF({warnings}>0,{ONLY_WARNINGS[edition].format(n=warnings)},"{READY[edition]}")'
    calm = f"IF({hints}>0,{ONLY_HINTS[edition].format(n=hints)},{calm})"
    return f'=IF({live.started}=0,"{NOTHING_YET[edition]}",IF({_errors(live)}>0,{OPEN[edition].format(n=_errors(live))},{calm}))'


def _first_result(first: StoredValues, edition: Language) -> str:
    """The written result: as the formula will say it, where that is known."""
    errors, warnings = first.count("error"), first.count("warning")
    if not first.is_started:
        return NOTHING_YET[edition]
    if not first.is_judged:
        return NOT_CALCULATED[edition]
    if errors:
        return _spoken(OPEN[edition], errors)
    return _spoken(ONLY_WARNINGS[edition], warnings) if warnings else READY[edition]


def _spoken(formula: str, number: int) -> str:
    """What a text put together by `&` comes to."""
    return formula.replace('"', "").replace("&{n}&", str(number)).replace("{n}&", str(number))


def _draw_counts(sheet: Worksheet, first: StoredValues, live: LiveMap, edition: Language, styles: Styles) -> None:
    counts = (
        (FILLED[edition], live.filled_cases),
        (SEVERITY_LABELS["error"][edition], _errors(live)),
        (SEVERITY_LABELS["warning"][edition], f'COUNTIF({live.block},">={WARNING}")'),
        (HINTS[edition], _hints(live)),
    )
    gap = "　" if edition == "ja" else "   "
    text = "&".join(f'"{label} "&{count}&"{gap}"' for label, count in counts)
    # Of how many entries the form is to be checked only the formulas know.
    numbers = (first.filled_cases, first.count("error"), first.count("warning"))
    known = "".join(f"{label} {number}{gap}" for (label, _), number in zip(counts, numbers, strict=False))
    sheet.write_formula(4, 0, f"={text}", styles["lead"], known if first.is_judged else "")


def _draw_list(sheet: Worksheet, page: CheckPage, live: LiveMap, found: Messages, styles: Styles) -> None:
    """Every problem, a line each; beyond the last line, how many more there are."""
    edition, problems = page.edition, page.first.problems
    for column, heading in enumerate(COLUMNS):
        sheet.write_string(_HEAD - 1, column, heading[edition], styles["header" if column < _PRINTED else "aside"])
    for position in range(LIST_ROWS):
        problem = problems[position] if position < len(problems) else None
        _draw_problem(sheet, _HEAD + position, problem, live, found, edition, styles)
    row, more = _HEAD + LIST_ROWS, f"COUNT({live.block})-{LIST_ROWS}"
    rest = len(problems) - LIST_ROWS
    known = _spoken(MORE[edition], rest) if rest > 0 else ""
    sheet.write_formula(row, 0, f'=IF({more}>0,{MORE[edition].format(n=f"({more})")},"")', styles["lead"], known)


def _draw_problem(
    sheet: Worksheet,
    row: int,
    problem: Problem | None,
    live: LiveMap,
    found: Messages,
    edition: Language,
    styles: Styles,
) -> None:
    """One line of the list: the k-th smallest number of the block, taken apart."""
    number, place, write = _NUMBER, _PLACE, sheet.write_formula
    known = _in_cells(problem, edition) if problem else [""] * len(COLUMNS)
    sheet.set_row(row, line_height(*zip(known, _WIDTHS, strict=True)))
    k = f"(ROW()-ROW($H${_HEAD}))"
    listed = f'=IF({k}>COUNT({live.block}),"",SMALL({live.block},{k}))'
    write(row, 7, listed, styles["body"], problem.number if problem else "")
    rank, sentence = f"INT(MOD({number},{10 * SHEET})/{SHEET})", f"MOD({number},{ROW})"
    found_at = f'=IF({number}="","",{_place(number, rank, sentence, live, found, edition)})'
    write(row, 8, found_at, styles["body"], problem.cell if problem else "")
    names = ",".join(f'"{SHEETS[topic][edition]}"' for topic in ("respondent", "cases", "participants"))
    name = f"CHOOSE({rank},{names})"
    error, warning = SEVERITY_LABELS["error"][edition], SEVERITY_LABELS["warning"][edition]
    cells = (
        (f'IF({number}<{WARNING},"{error}","{warning}")', "line_center"),
        (name, "line_center"),
        (f'HYPERLINK("#\'"&{name}&"\'!"&{place},{place})', "line_link"),
        (f"INDEX(MSG_LABEL,{sentence})", "line"),
        (f"INDEX(MSG_SENTENCE,{sentence})", "line"),
        (f"{_DUPLICATE}&INDEX(MSG_TODO,{sentence})", "line"),
        (f"INDEX(MSG_CODE,{sentence})", "aside"),
    )
    for column, ((expression, style), value) in enumerate(zip(cells, known, strict=True)):
        write(row, column, f'=IF({number}="","",{expression})', styles[style], value)


def _in_cells(problem: Problem, edition: Language) -> list[str]:
    """A line of the list as it reads."""
    message = problem.message
    severity, sheet = SEVERITY_LABELS[message.severity], SHEETS[message.topic]
    words = (message.label, message.sentence, problem.todo)
    return [severity[edition], sheet[edition], problem.cell, *(each[edition] for each in words), message.code]


def _place(number: str, rank: str, sentence: str, live: LiveMap, found: Messages, edition: Language) -> str:
    """The cell as Excel shows it."""
    row = f"INT(MOD({number},{SHEET})/{ROW})"
    keys = f"{sheet_reference('cases', edition)}${KEY_ROW}:${KEY_ROW}"
    key = f"INDEX(MSG_KEY,{sentence})"
    of_case = f"ADDRESS({row},MATCH({key},{keys},0),4)"
    position = case_position(row, sheet_reference("cases", edition))
    first_cell = f"{sheet_reference('participants', edition)}$B${FIRST_ROW}"
    mark_row = live.row_of_mark(sentence, found.first_of_marks, position, first_cell)
    of_mark = f'IF({key}="mark",ADDRESS({mark_row},INDEX({live.column(MARKS_COLUMN)},{position}),4),ADDRESS({row},COLUMN(free_first),4))'
    answers = f"{sheet_reference('respondent', edition)}${xl_col_to_name(RESPONDENT_ANSWER_COLUMN - 1)}$1"
    of_answer = f"ADDRESS({row},COLUMN({answers}),4)"
    return f"IF({rank}={RESPONDENT_RANK},{of_answer},IF({rank}={CASES_RANK},{of_case},{of_mark}))"


def _draw_findings(sheet: Worksheet, row: int, page: CheckPage, styles: Styles) -> int:
    """What the secretariat found and no live check can show."""
    if not page.first.unseen:
        return row
    edition = page.edition
    section(sheet, _PRINTED, row, FROM_SECRETARIAT[edition], styles)
    for offset, each in enumerate(page.first.unseen, start=row + 1):
        texts = (
            SEVERITY_LABELS[each.severity][edition],
            SHEETS[each.topic][edition] if each.topic in SHEETS else each.sheet or "",
            page.first.cell(each),
            each.label[edition],
            each.sentence[edition] + (f"（{each.value}）" if each.value else ""),
            each.suggestion[edition],
            each.code,
        )
        sheet.set_row(offset, points(*zip(texts, _WIDTHS, strict=True)))
        for column, text in enumerate(texts):
            style = "table_center" if column < 3 else "table" if column < _PRINTED else "aside"
            sheet.write_string(offset, column, text, styles[style])
    return row + len(page.first.unseen) + 2


def _add_looks(sheet: Worksheet, styles: Styles, edition: Language) -> None:
    first, last = _HEAD, _HEAD + LIST_ROWS - 1
    for severity, name in (("error", "error"), ("warning", "warning")):
        label = SEVERITY_LABELS[severity][edition]  # type: ignore[index]  # both are severities
        options = {"type": "cell", "criteria": "==", "value": f'"{label}"', "format": styles.conditional(name)}
        sheet.conditional_format(first, 0, last, 0, options)
    rule(sheet, (first, 1, last, _PRINTED - 1), f'=$A{first + 1}<>""', styles)
