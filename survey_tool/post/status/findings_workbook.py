"""All findings of a round as a workbook for colleagues: a table to filter, one line a finding, each with a link to its cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from survey_tool.drawing.parts import WorkbookInParts
from survey_tool.drawing.strict import sound
from survey_tool.drawing.styles import (
    BLANK_FILL,
    BLANK_INK,
    BLUE_DEEP,
    BLUE_PALE,
    DIVIDER,
    DOUBT_FILL,
    DOUBT_INK,
    ERROR_FILL,
    ERROR_INK,
    FONT,
    INK,
    NOTE,
)
from survey_tool.form.drawn import FINDINGS_PROPERTY, mark, packed
from survey_tool.intake.judging.submission import Collected, Submission
from survey_tool.intake.report import status_label
from survey_tool.post.status.circulated import path_to, print_across, say_whose
from survey_tool.questionnaire.findings.catalogue import SEVERITY_LABELS, STATE_LABELS
from survey_tool.questionnaire.findings.finding import Finding
from survey_tool.reference.survey import Survey
from survey_tool.wording.words import NOTHING, Language, Words

_TITLE = Words("確認結果の一覧（{round}年度調査）", "All findings, {round}")
_LEAD = Words(
    "未記入{missing}件、要修正{wrong}件、要確認{doubtful}件、参考{info}件。見出しの▼で絞り込むことができます。"
    "ファイル名とセルの表示は、提出されたファイルへのリンクです。",
    "To answer {missing}, to correct {wrong}, to check {doubtful}, for information {info}. Filter by the arrows of the headings; "
    "files and cells are links to what was returned.",
)
_SHEET = Words("確認結果", "Findings")
_COLUMNS: tuple[tuple[Words, int], ...] = (
    (Words("状態", "State"), 13),
    (Words("都道府県", "Prefecture"), 13),
    (Words("ファイル", "File"), 30),
    (Words("提出の扱い", "Status of the file"), 16),
    (Words("シート", "Sheet"), 12),
    (Words("セル", "Cell"), 9),
    (Words("事例番号", "Case ID"), 14),
    (Words("項目", "Item"), 22),
    (Words("記入内容", "What stands there"), 26),
    (Words("指摘", "Finding"), 46),
    (Words("対応", "What to do"), 46),
    (Words("コード", "Code"), 20),
)
_STATE, _FILE, _CELL = 0, 2, 5
_HEAD_ROW = 3
_LONGEST = 2_000  # signs of an answer; whoever wants more follows the link
_MOST_LINKS = 65_000  # what Excel opens of one sheet, with room to spare
_LOOKS = {
    "missing": ("○", BLANK_FILL, BLANK_INK),
    "wrong": ("×", ERROR_FILL, ERROR_INK),
    "doubtful": ("！", DOUBT_FILL, DOUBT_INK),
    "info": ("・", None, NOTE),
}


@dataclass(frozen=True, slots=True)
class _Line:
    """One finding of one file."""

    submission: Submission
    found: Finding

    @property
    def state(self) -> str:
        return "info" if self.found.severity == "info" else self.found.state


def draw_findings_workbook(survey: Survey, collected: Collected, folder: Path, language: Language) -> bytes:
    """The workbook; its links lead from `folder` to the returned files."""
    workbook = WorkbookInParts(strings_to_formulas=False, strings_to_urls=False)
    sheet = workbook.add_worksheet(_SHEET[language])
    drawing = _Drawing(survey, folder, language, workbook)
    say_whose(workbook, survey, drawing.title, survey.round.sent_on, language)
    mark(workbook, FINDINGS_PROPERTY, survey.round.name)
    drawing.draw(sheet, list(_lines(collected)))
    return packed(workbook.parts())


def _lines(collected: Collected) -> Iterator[_Line]:
    """By prefecture; files of nobody come last."""
    for each in sorted(collected.submissions, key=lambda each: (each.prefecture_code or "99", each.file)):
        yield from (_Line(each, found) for found in each.findings)


class _Drawing:
    """One workbook being drawn."""

    def __init__(self, survey: Survey, folder: Path, language: Language, workbook: Workbook) -> None:
        self.survey, self.folder, self.language, self.workbook = survey, folder, language, workbook
        self.title = _TITLE.fill(round=survey.round.name)[language]
        self.cell = self._format()
        self.link = self._format(font_color=BLUE_DEEP, underline=1)
        self.head = self._format(bold=True, bg_color=BLUE_PALE, align="center")
        self.looks = {
            state: self._format(bold=state != "info", font_color=ink, **({"bg_color": fill} if fill else {}))
            for state, (_, fill, ink) in _LOOKS.items()
        }

    def draw(self, sheet: Worksheet, lines: list[_Line]) -> None:
        """The heading, the counts, the table."""
        counts = {state: sum(line.state == state for line in lines) for state in _LOOKS}
        heading = self.workbook.add_format({"font_name": FONT, "font_size": 16, "bold": True, "font_color": BLUE_DEEP})
        sheet.write_string(0, 0, self.title, heading)
        lead = self.workbook.add_format({"font_name": FONT, "font_size": 10, "font_color": NOTE})
        sheet.write_string(1, 0, _LEAD.fill(**counts)[self.language], lead)
        for column, (_, width) in enumerate(_COLUMNS):
            sheet.set_column(column, column, width)
        last = _HEAD_ROW + max(len(lines), 1)
        headers = [{"header": words[self.language], "header_format": self.head} for words, _ in _COLUMNS]
        table = {"name": "findings", "columns": headers, "style": "Table Style Light 1", "banded_rows": False}
        sound(sheet.add_table(_HEAD_ROW, 0, last, len(_COLUMNS) - 1, table), "table")
        for row, line in enumerate(lines, start=_HEAD_ROW + 1):
            self._draw_line(sheet, row, line, with_links=2 * len(lines) <= _MOST_LINKS)
        sheet.freeze_panes(_HEAD_ROW + 1, 2)
        sheet.repeat_rows(_HEAD_ROW)
        print_across(sheet)

    def _draw_line(self, sheet: Worksheet, row: int, line: _Line, *, with_links: bool) -> None:
        language, found, submission = self.language, line.found, line.submission
        label = SEVERITY_LABELS["info"] if line.state == "info" else STATE_LABELS[found.state]
        code = submission.prefecture_code
        texts = (
            f"{_LOOKS[line.state][0]} {label[language]}",
            f"{code} {self.survey.places.prefectures[code].name[language]}" if code else "",
            submission.file,
            status_label(submission)[language],
            found.sheet or "",
            found.cell or "",
            found.case_id or "",
            (found.label or NOTHING)[language],
            (found.value or "")[:_LONGEST],
            found.sentence[language],
            found.suggestion[language],
            found.code,
        )
        for column, text in enumerate(texts):
            sheet.write_string(row, column, text, self.looks[line.state] if column == _STATE else self.cell)
        if with_links:
            self._link(sheet, row, line, texts)

    def _link(self, sheet: Worksheet, row: int, line: _Line, texts: Sequence[str]) -> None:
        """Lets file and cell be clicked."""
        target = path_to(line.submission.file, self.survey, self.folder)
        for column, place in ((_FILE, ""), (_CELL, _place(line.found))):
            if target and texts[column] and place is not None:
                written = sheet.write_url(row, column, f"external:{target}{place}", self.link, texts[column])
                sound(written, texts[column])

    def _format(self, **properties: object) -> Format:
        base = {"font_name": FONT, "font_size": 10, "font_color": INK, "valign": "top", "text_wrap": True}
        return self.workbook.add_format({**base, "border": 1, "border_color": DIVIDER, **properties})


def _place(found: Finding) -> str | None:
    """The cell as a link names it; None where there is no cell, or a sheet's name that no link can hold."""
    if not (found.sheet and found.cell) or len(found.sheet) > 31:
        return None
    return "#'{}'!{}".format(found.sheet.replace("'", "''"), found.cell)
