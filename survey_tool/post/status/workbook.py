"""The status of a round as a workbook to circulate: a map of tiles, the totals, a table with links to the files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from survey_tool.drawing.parts import WorkbookInParts
from survey_tool.drawing.styles import BLUE_DEEP, BLUE_PALE, BLUE_STRONG, DIVIDER, FONT, INK, NOTE, WHITE
from survey_tool.form.drawn import STATUS_PROPERTY, mark, packed
from survey_tool.post.status.circulated import path_to, print_across, say_whose
from survey_tool.post.status.round_status import PrefectureStatus, RoundStatus
from survey_tool.post.status.states import STATE_LABELS, STATE_MARKS, STATES, State
from survey_tool.questionnaire.findings.entry import STATE_LABELS as STATE_LABELS_OF_ANSWERS
from survey_tool.reference.survey import Survey
from survey_tool.reference.tiles import TILES
from survey_tool.reference.workspace import write_whole
from survey_tool.wording.days import day_in_words
from survey_tool.wording.words import Language, Words

_TITLE = Words("提出状況（{round}年度調査）", "Replies to the survey, {round}")
_LEAD = Words(
    "{today}現在　回答期限：{deadline}（{left}）　事例数：{cases}",
    "As of {today}. Deadline: {deadline} ({left}). Cases: {cases}",
)
_MAP, _LIST = Words("状況", "Status"), Words("一覧", "List")
_COLUMNS: tuple[tuple[Words, int], ...] = (
    (Words("コード", "Code"), 8),
    (Words("都道府県", "Prefecture"), 14),
    (Words("状況", "State"), 24),
    (Words("事例数", "Cases"), 9),
    (STATE_LABELS_OF_ANSWERS["missing"], 11),
    (STATE_LABELS_OF_ANSWERS["wrong"], 11),
    (STATE_LABELS_OF_ANSWERS["doubtful"], 10),
    (Words("延長後の期限", "New deadline"), 16),
    (Words("回答日", "Date of reply"), 13),
    (Words("保存日", "File saved"), 13),
    (Words("ファイル", "File"), 60),
)
_FILE_COLUMN = len(_COLUMNS) - 1
_HEAD_ROW = 2
_MAP_ROW = 5
_TILE_HEIGHT, _TILE_WIDTH = 38, 10
_TEXT = {"font_name": FONT, "font_size": 10, "font_color": INK, "valign": "vcenter"}
_BORDER: dict[str, object] = {"border": 1, "border_color": DIVIDER}
_CENTRED: dict[str, object] = {"align": "center", "text_wrap": True}
_FILLS: dict[State, dict[str, object]] = {
    "not_returned": {"bg_color": WHITE},
    "unreadable": {"bg_color": WHITE, "bold": True, "border": 8, "border_color": BLUE_DEEP},
    "conflict": {"bg_color": WHITE, "bold": True, "border": 5, "border_color": BLUE_DEEP},
    "needs_correction": {"bg_color": BLUE_PALE},
    "accepted": {"bg_color": BLUE_STRONG, "font_color": WHITE, "bold": True},
    "none_to_report": {"bg_color": BLUE_DEEP, "font_color": WHITE, "bold": True},
}


def write_status_workbook(survey: Survey, status: RoundStatus, path: Path, language: Language) -> None:
    """Writes the workbook whole or not at all. Raises `OSError`."""
    write_whole(path, draw_status_workbook(survey, status, path.parent, language))


def draw_status_workbook(survey: Survey, status: RoundStatus, folder: Path | None, language: Language) -> bytes:
    """The workbook; its links lead from `folder` to the returned files. Without one, where it is going to lie is not known: no links."""
    workbook = WorkbookInParts()
    drawing = _Drawing(survey, status, folder, language, workbook)
    sheets = [workbook.add_worksheet(name[language]) for name in (_MAP, _LIST)]
    say_whose(workbook, survey, drawing.title, status.today, language)
    mark(workbook, STATUS_PROPERTY, survey.round.name)
    drawing.draw_map(sheets[0])
    drawing.draw_list(sheets[1])
    return packed(workbook.parts())


class _Drawing:
    """One workbook being drawn."""

    def __init__(
        self, survey: Survey, status: RoundStatus, folder: Path | None, language: Language, workbook: Workbook
    ) -> None:
        self.survey, self.status, self.folder, self.language, self.workbook = survey, status, folder, language, workbook
        self.title = _TITLE.fill(round=status.round)[language]
        self.rows = {each.code: row for row, each in enumerate(status.prefectures, start=_HEAD_ROW + 1)}
        self.tile = {state: self._format(**{**_BORDER, **_CENTRED, **fill}) for state, fill in _FILLS.items()}
        self.plain, self.note = self._format(), self._format(font_color=NOTE)
        self.heading = self._format(font_size=16, bold=True, font_color=BLUE_DEEP)
        self.head = self._format(bold=True, bg_color=BLUE_PALE, **_BORDER, **_CENTRED)
        self.cell = self._format(**_BORDER)
        self.number = self._format(**_BORDER, num_format="#,##0;;")
        self.day = self._format(**_BORDER, num_format="yyyy-mm-dd", align="center")
        self.link = self._format(**_BORDER, font_color=BLUE_DEEP, underline=1)

    def draw_map(self, sheet: Worksheet) -> None:
        """The tiles, each a link to its row, and beside them what the fills and marks mean, with the totals."""
        self._head(sheet)
        sheet.hide_gridlines(2)
        sheet.set_column(0, 0, 2)
        sheet.set_column(1, 1 + max(column for _, column in TILES.values()), _TILE_WIDTH)
        for each in self.status.prefectures:
            self._draw_tile(sheet, each)
        for line, state in enumerate(STATES):
            row = _MAP_ROW + line
            sheet.write_string(row, 1, STATE_MARKS[state], self.tile[state])
            sheet.write_string(row, 2, f" {STATE_LABELS[state][self.language]}", self.plain)
            sheet.write_number(row, 5, self.status.totals[state], self._format(bold=True, align="right"))
        print_across(sheet)

    def draw_list(self, sheet: Worksheet) -> None:
        """A row a prefecture."""
        self._head(sheet)
        for column, (label, width) in enumerate(_COLUMNS):
            sheet.set_column(column, column, width)
            sheet.write_string(_HEAD_ROW, column, label[self.language], self.head)
        for each in self.status.prefectures:
            self._draw_row(sheet, self.rows[each.code], each)
        last = _HEAD_ROW + len(self.status.prefectures)
        sheet.autofilter(_HEAD_ROW, 0, last, _FILE_COLUMN)
        sheet.freeze_panes(_HEAD_ROW + 1, 2)
        sheet.repeat_rows(_HEAD_ROW)
        print_across(sheet)

    def _head(self, sheet: Worksheet) -> None:
        status = self.status
        said = _LEAD.fill(
            today=day_in_words(status.today),
            deadline=day_in_words(status.deadline),
            left=status.left,
            cases=status.cases,
        )
        sheet.set_row(0, 30)
        sheet.write_string(0, 0, self.title, self.heading)
        sheet.write_string(1, 0, said[self.language], self.note)

    def _draw_tile(self, sheet: Worksheet, each: PrefectureStatus) -> None:
        row, column = TILES[each.code]
        first, second = f"{each.code} {STATE_MARKS[each.state]}", _short(each.name[self.language])
        target = f"#'{_LIST[self.language]}'!{xl_rowcol_to_cell(self.rows[each.code], 0)}"
        sheet.set_row(_MAP_ROW + row, _TILE_HEIGHT)
        # A formula, because LibreOffice gives links of the other kind its own colour, which nobody can read on blue.
        formula = f'=HYPERLINK("{target}","{first}"&CHAR(10)&"{second}")'
        sheet.write_formula(_MAP_ROW + row, 1 + column, formula, self.tile[each.state], f"{first}\n{second}")

    def _draw_row(self, sheet: Worksheet, row: int, each: PrefectureStatus) -> None:
        sheet.write_string(row, 0, each.code, self.cell)
        sheet.write_string(row, 1, each.name[self.language], self.cell)
        state = f"{STATE_MARKS[each.state]} {STATE_LABELS[each.state][self.language]}"
        sheet.write_string(row, 2, state, self.tile[each.state])
        for column, count in enumerate((each.cases, each.unanswered, each.wrong, each.warnings), start=3):
            sheet.write_number(row, column, count, self.number)
        for column, day in enumerate((each.extended_to, each.answered_on, each.saved_on), start=7):
            if day is None:
                sheet.write_blank(row, column, None, self.day)
            else:
                sheet.write_datetime(row, column, dt.datetime.combine(day, dt.time()), self.day)
        self._draw_files(sheet, row, each.came, each.came_told[self.language])

    def _draw_files(self, sheet: Worksheet, row: int, files: Sequence[str], shown: str) -> None:
        target = path_to(files[0], self.survey, self.folder) if self.folder and len(files) == 1 else None
        if target is None:
            sheet.write_string(row, _FILE_COLUMN, shown, self.cell)
        else:
            sheet.write_url(row, _FILE_COLUMN, f"external:{target}", self.link, shown)

    def _format(self, **properties: object) -> Format:
        return self.workbook.add_format({**_TEXT, **properties})


def _short(name: str) -> str:
    """東京, 大阪: a tile is too narrow for what is the same in most names; 北海道 is whole."""
    return name[:-1] if name[-1] in "都府県" else name
