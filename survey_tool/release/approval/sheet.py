"""The page by which a release is approved (決裁): boxes for stamps, what is asked, and the summary; always one sheet of A4.

Numbers and days of the file, names and stamps are put in by hand. Where there is more than fits, the page says how much.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from survey_tool.drawing.heights import lines
from survey_tool.drawing.paper import on_a4
from survey_tool.drawing.parts import WorkbookInParts
from survey_tool.drawing.styles import BLUE_PALE, DIVIDER, FONT, INK
from survey_tool.form.drawn import APPROVAL_PROPERTY, mark, packed
from survey_tool.release.approval.summary import Entry, Section, Summary
from survey_tool.release.data.notes import marked
from survey_tool.wording.days import day_in_words
from survey_tool.wording.widths import width
from survey_tool.wording.words import NOTHING, Language, Words

_SHEET = Words("決裁", "Approval")
_TITLE = Words("公表伺い", "Request for approval to publish")
_SUBJECT = Words("件名", "Subject")
_ABOUT = Words(
    "自治体情報システムの共同調達に関する調査（{round}年度）の結果の公表について",
    "Publication of the results of the survey on joint procurement of local government systems, {round}",
)
_ASKED = Words(
    "標記について、下記のとおり公表してよろしいか伺います。",
    "May the results be published as summarised below?",
)
_BY_HAND = (
    Words("文書番号", "File number"),
    Words("起案日", "Drafted on"),
    Words("決裁日", "Approved on"),
)
_PUBLISHED_ON = Words("公表予定日", "Publish on")
_OFFICE, _DRAFTER = Words("起案部署", "Drafting office"), Words("起案者", "Drafted by")
_STAMPS = (Words("決裁者", "Approved by"), NOTHING, NOTHING, _DRAFTER)
_FILES = Words("公表するファイル", "Files to be published")
_IDENTITY = Words(
    "{count}ファイル（同じフォルダに添付）。決裁後に内容が変わっていないことを確認するための番号：{first}"
    "（SHA256SUMS のハッシュ値（SHA-256）の先頭{digits}桁）",
    "{count}, in the same folder. To see that nothing has changed since it was approved: {first} "
    "(the first {digits} digits of the SHA-256 of SHA256SUMS)",
)
_REMARK = Words("備考", "Please note")
_FIGURES = Words("公表の概要", "What is published")
_AND_MORE = Words("ほか{count}", "and {count} more")
_LINE = Words("{label}　{count}", "{label}: {count}")
_WITH = Words("{line}（{which}）", "{line} ({which})")

_COLUMNS, _LABEL, _CELL = 7, 15, 13  # the first is that of labels; widths in characters
_SIZE, _LINE_HEIGHT, _PADDING = 9, 13.5, 4
_ROOM = (_COLUMNS - 1) * _CELL * 10 // _SIZE - 4  # columns of that size in one line
_COMMA, _BRACKETS = 2, 4  # columns of what stands between names and around them
_IDENTIFYING = 16  # digits of the hash: enough to hold it against the file


def draw_approval(summary: Summary, language: Language) -> bytes:
    """The workbook. The same summary gives the same bytes."""
    workbook = WorkbookInParts()
    sheet = workbook.add_worksheet(_SHEET[language])
    settings = summary.survey.round
    workbook.set_properties(
        {
            "title": _TITLE[language],
            "author": settings.secretariat.name.words[language],
            "created": dt.datetime.combine(settings.published_on, dt.time()),
        }
    )
    mark(workbook, APPROVAL_PROPERTY, settings.name)
    _Page(summary, language, workbook, sheet).draw()
    return packed(workbook.parts())


class _Page:
    """The page being drawn, row after row."""

    def __init__(self, summary: Summary, language: Language, workbook: Workbook, sheet: Worksheet) -> None:
        self.summary, self.language, self.workbook, self.sheet = summary, language, workbook, sheet
        self.row = 0
        grid: dict[str, object] = {"border": 1, "border_color": DIVIDER}
        self.heading = self._format(font_size=16, bold=True)
        self.label = self._format(**grid, bold=True, bg_color=BLUE_PALE, text_wrap=True, indent=1)
        self.head = self._format(**grid, bg_color=BLUE_PALE, align="center", text_wrap=True)
        self.cell = self._format(**grid, text_wrap=True, indent=1)
        self.blank = self._format(**grid)
        self.number = self._format(**grid, bold=True, font_size=13, align="center", num_format="#,##0")
        self.plain = self._format(font_size=10)

    def draw(self) -> None:
        self.sheet.hide_gridlines(2)
        self.sheet.set_column(0, 0, _LABEL)
        self.sheet.set_column(1, _COLUMNS - 1, _CELL)
        self._draw_head()
        self._draw_subject()
        self._draw_figures()
        for section in self.summary.sections:
            self._draw_section(section)
        first = self.summary.identity[:_IDENTIFYING]
        self._across(_FILES, _IDENTITY.fill(count=self.summary.files, first=first, digits=len(first)))
        if self.summary.note:
            self._across(_REMARK, self.summary.note)
        on_a4(self.sheet)
        self.sheet.set_portrait()
        self.sheet.set_margins(left=0.6, right=0.6, top=0.6, bottom=0.7)
        self.sheet.fit_to_pages(1, 1)
        self.sheet.print_area(0, 0, self.row - 1, _COLUMNS - 1)

    def _draw_head(self) -> None:
        """The title; below it what is put in by hand, to the left of the boxes for stamps."""
        self.sheet.set_row(self.row, 30)
        self.sheet.write_string(self.row, 0, _TITLE[self.language], self.heading)
        top = self.row + 1
        settings = self.summary.survey.round
        given = [
            *((words, "") for words in _BY_HAND),
            (_PUBLISHED_ON, day_in_words(settings.published_on)[self.language]),
        ]
        for offset, (words, value) in enumerate(given):
            row = top + offset
            self.sheet.set_row(row, 19)
            self.sheet.write_string(row, 0, words[self.language], self.label)
            self.sheet.merge_range(row, 1, row, _COLUMNS - len(_STAMPS) - 1, value, self.cell)
        for place, words in enumerate(_STAMPS):
            column = _COLUMNS - len(_STAMPS) + place
            self.sheet.write_string(top, column, words[self.language], self.head)
            self.sheet.merge_range(top + 1, column, top + len(given) - 1, column, "", self.blank)
        self.row = top + len(given)

    def _draw_subject(self) -> None:
        settings = self.summary.survey.round
        self.sheet.set_row(self.row, 8)
        self.row += 1
        self._across(_SUBJECT, marked(self.summary.survey, _ABOUT.fill(round=settings.name)))
        self._across(_OFFICE, settings.secretariat.name.words)
        self.sheet.set_row(self.row, 24)
        self.sheet.write_string(self.row, 0, _ASKED[self.language], self.plain)
        self.row += 1

    def _across(self, label: Words, text: Words) -> None:
        self._lines(label[self.language], [text[self.language]])

    def _draw_figures(self) -> None:
        self.sheet.set_row(self.row, 30)
        self.sheet.set_row(self.row + 1, 24)
        self.sheet.merge_range(self.row, 0, self.row + 1, 0, _FIGURES[self.language], self.label)
        for place, (words, number) in enumerate(self.summary.figures, start=1):
            self.sheet.write_string(self.row, place, words[self.language], self.head)
            self.sheet.write_number(self.row + 1, place, number, self.number)
        self.row += 2

    def _draw_section(self, section: Section) -> None:
        said = [self._told(entry) for entry in section.entries] or [section.otherwise[self.language]]
        self._lines(section.title[self.language], said)

    def _told(self, entry: Entry) -> str:
        """What is counted, how many, and as many of them as find room."""
        line = _LINE.fill(label=entry.label, count=entry.count) if entry.label else entry.count
        if not entry.which:
            return line[self.language]
        room = entry.lines * _ROOM - width(line[self.language]) - _BRACKETS
        which = _as_many_as_fit(entry, room, self.language)
        return _WITH.fill(line=line, which=which)[self.language]

    def _lines(self, title: str, said: Sequence[str]) -> None:
        """Lines beside one label, each as high as it needs; the last makes room for a label that needs more."""
        heights = [_height(text, _ROOM) for text in said]
        heights[-1] += max(0.0, _height(title, _LABEL - 2) - sum(heights))
        for offset, (text, height) in enumerate(zip(said, heights, strict=True)):
            self.sheet.set_row(self.row + offset, height)
            self.sheet.merge_range(self.row + offset, 1, self.row + offset, _COLUMNS - 1, text, self.cell)
        if len(said) > 1:
            self.sheet.merge_range(self.row, 0, self.row + len(said) - 1, 0, title, self.label)
        else:
            self.sheet.write_string(self.row, 0, title, self.label)
        self.row += len(said)

    def _format(self, **properties: object) -> Format:
        usual = {"font_name": FONT, "font_size": _SIZE, "font_color": INK, "valign": "vcenter"}
        return self.workbook.add_format({**usual, **properties})


def _height(text: str, columns: int) -> float:
    """Points of a row for a text in so many columns."""
    return _PADDING + _LINE_HEIGHT * lines((text, columns))


def _as_many_as_fit(entry: Entry, room: int, language: Language) -> str:
    """The first names that find room in so many columns, and how many more there are."""
    names = [each[language] for each in entry.which]
    shown: list[str] = []
    left = room - (0 if _width(names) <= room else width(_more(entry, len(names))[language]))
    for name in names:
        left -= _width([name])
        if left < 0:
            break
        shown.append(name)
    rest = len(names) - len(shown)
    return Words.listed([*shown, *([_more(entry, rest)] if rest else [])])[language]


def _width(names: Sequence[str]) -> int:
    return sum(width(name) + _COMMA for name in names)


def _more(entry: Entry, rest: int) -> Words:
    return _AND_MORE.fill(count=entry.counted_by.fill(count=rest))
