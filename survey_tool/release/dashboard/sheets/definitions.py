"""Definitions: how the figures are made, what each item means, and what each choice means, from the declaration."""

from __future__ import annotations

from collections.abc import Sequence

from survey_tool.drawing.heights import lines_in_pixels
from survey_tool.questionnaire.asked.bands import BANDS
from survey_tool.release.dashboard.data_sheets import data_tables
from survey_tool.release.dashboard.drawing import style
from survey_tool.release.dashboard.facts.positions import Facts
from survey_tool.release.dashboard.facts.showing import LISTING
from survey_tool.release.dashboard.frame.page import LINE_HEIGHT, MARGIN, START, Page, page
from survey_tool.release.dashboard.parts.standings import STANDINGS
from survey_tool.release.data import notes
from survey_tool.release.tables.all_tables import LEFT_TO_ITS_FILE
from survey_tool.release.tables.analysis import ANALYSIS
from survey_tool.wording.words import LANGUAGES, Words

_WIDTHS = (MARGIN, 176, 200, 544, 170, 180, MARGIN)
"""The first has room for the longest name of a data sheet."""
_FIGURES, _ITEMS, _CHOICES, _COLUMNS = (
    Words("集計の方法", "How figures are made"),
    Words("項目", "Items"),
    Words("選択肢", "Choices"),
    Words("データシートの列", "Columns of the data sheets"),
)
_ITEMS_NOTE = Words(
    "「調査票の説明」は、都道府県が回答する際に示した説明です。公表しない項目は含みません。",
    "The explanation is the one that the prefectures saw when they answered. Items that are not published are left out.",
)
_COLUMNS_NOTE = Words(
    "データシート及びCSV（{only}はCSVのみ）の列です。同じ列は1行にまとめ、符号の列に続くラベルの列（…_ja、…_en）は省いています。",
    "Of data sheets and CSV files ({only}: file alone). Columns that are alike stand once; labels of codes (…_ja, …_en) are left out.",
)
_BAND, _ITEM, _KEY, _HELP, _UNIT = (
    Words("分類", "Group"),
    Words("項目", "Item"),
    Words("キー（データの列名）", "Key (column of the data)"),
    Words("調査票の説明", "Explanation in the form"),
    Words("回答の形式（単位）", "Kind of answer (unit)"),
)
_TERM, _MEANING, _LIST, _CHOICE, _SHEET, _COLUMN, _TYPE = (
    Words("用語", "Term"),
    Words("意味", "Meaning"),
    Words("項目", "Item"),
    Words("選択肢", "Choice"),
    Words("シート", "Sheet"),
    Words("名称", "Name"),
    Words("型", "Type"),
)
_ALL_TABLES = Words("全ての表", "All tables")
_MARKED = Words("○を付ける項目", "Items marked ○")
_STANDING = Words("市区町村の状況", "A municipality's standing")

DefinitionLine = tuple[str, ...]


def draw(facts: Facts) -> Page:
    """The definitions."""
    drawn = page("definitions", facts, _WIDTHS, narrow=True)
    row = _terms(drawn, START)
    items = [
        (
            facts(BANDS[question.band].title),
            facts(question.label),
            facts(question.help),
            facts(question.kind.unit()),
            key,
        )
        for key, question in (
            *facts.questions.items(),
            ("as_of", facts.survey.questionnaire.respondent.questions()["as_of"]),
        )
    ]
    row = _table(drawn, row, _ITEMS, _ITEMS_NOTE, (_BAND, _ITEM, _HELP, _UNIT, _KEY), items)
    row = _table(drawn, row, _CHOICES, None, (_LIST, _CHOICE, _MEANING, _BAND, _KEY), _choices(facts))
    note = _COLUMNS_NOTE.fill(only=facts(LISTING).join(f"{name}.csv" for name in sorted(LEFT_TO_ITS_FILE)))
    _table(drawn, row, _COLUMNS, note, (_SHEET, _COLUMN, _MEANING, _TYPE, _KEY), _columns(facts))
    return drawn


def _terms(drawn: Page, row: int) -> int:
    facts, canvas = drawn.facts, drawn.canvas
    first = at = drawn.heading(row, _FIGURES)
    for term, meaning in notes.definitions(facts.survey):
        canvas.paint((at, 1, at, 3), style.ROW)  # no wider than its text: cells of tables are not merged
        canvas.put(at, 1, facts(term), style.BOLD)
        canvas.put(at, 3, facts(meaning), style.WRAP_MIDDLE)
        canvas.height(at, lines_in_pixels(facts(meaning), canvas.widths[3]) * LINE_HEIGHT + 8)
        at += 1
    canvas.apart(first, at - 1)
    canvas.height(at, 14)
    return at + 1


def _choices(facts: Facts) -> list[DefinitionLine]:
    """Every choice of every list that a published question is answered from, lists once."""
    lists = facts.survey.questionnaire.lists
    told: list[DefinitionLine] = []
    seen: set[str] = set()
    for question in facts.questions.values():
        name = question.kind.list_name
        if name is None or name in seen or name == "prefecture":
            continue
        seen.add(name)
        for choice in lists[name].choices:
            parent = lists["domain"][choice.parent].label if choice.parent else Words("", "")
            asked = _MARKED if name == "mark" else question.label
            told.append((facts(asked), facts(choice.label), facts(choice.meaning), facts(parent), choice.key))
    for key, symbol, label in STANDINGS:
        told.append((facts(_STANDING), f"{facts(symbol)} {facts(label)}", "", "", key))
    return told


def _columns(facts: Facts) -> list[DefinitionLine]:
    """Every column of every table but the labels of codes, one that several tables have alike once: which tables, title, meaning,
    type, key."""
    sheets = data_tables(facts.tables, facts.language)
    files = {f"{each.name}.csv": each for each in facts.tables if each.name in LEFT_TO_ITS_FILE}
    told = {**sheets, **files}
    told[ANALYSIS] = told.pop(ANALYSIS)  # behind the tables that it is made from
    found: dict[tuple[str, ...], list[str]] = {}
    for name, table in told.items():
        labels = {f"{each}_{language}" for each in table.names for language in LANGUAGES}
        for each in (each for each in table.columns if each.name not in labels):
            line = (facts(each.title), facts(each.description), each.type, each.name)
            found.setdefault(line, []).append(name)
    return [
        (facts(_ALL_TABLES) if len(names) == len(told) else facts(LISTING).join(names), *line)
        for line, names in found.items()
    ]


def _table(
    drawn: Page, row: int, title: Words, note: Words | None, heads: Sequence[Words], lines: Sequence[DefinitionLine]
) -> int:
    canvas = drawn.canvas
    canvas.sections.append(row)
    at = drawn.heading(row, title, note)
    drawn.head(at, list(enumerate(heads, start=1)), len(heads), 30)
    before = ""
    for line in lines:
        at += 1
        canvas.paint((at, 1, at, len(line)), style.ROW, style.WRAP_MIDDLE)
        tall = 1
        for column, text in enumerate(line, start=1):
            first = column == 1
            canvas.put(
                at,
                column,
                text,
                *([style.BOLD] if first and text != before else [{"font_color": style.NOTE}] if first else []),
            )
            tall = max(tall, lines_in_pixels(text, canvas.widths[column]))
        before = line[0]
        canvas.height(at, tall * LINE_HEIGHT + 8)
    canvas.apart(at - len(lines) + 1, at)
    canvas.height(at + 1, 14)
    return at + 2
