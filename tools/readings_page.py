"""`docs/readings.md`: how people write an answer, and what is read from it. A test types every line of it into a form."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

from survey_tool.intake.cells.noted import CellValue, Shown
from survey_tool.intake.cells.plain import as_text
from survey_tool.questionnaire.asked.questionnaire import Questionnaire
from survey_tool.questionnaire.vocabulary.labels import Labels
from survey_tool.questionnaire.vocabulary.questions import Question


class Example(NamedTuple):
    """What stands in a cell at the question `key`, and what becomes of it.

    `value` is the canonical answer that is read, None for nothing. `code` is the finding at the cell, "" for none. `nearest`
    is what the finding suggests of an answer that was not read.
    """

    key: str
    typed: CellValue | Shown
    value: object = None
    code: str = "normalised"
    nearest: str = ""


def _formatted(value: CellValue, text: str, behind: CellValue) -> Shown:
    return Shown("format", value, text, behind)


def _struck(kept: str | None, text: str, struck: str) -> Shown:
    return Shown("stroke", kept, text, struck)


EXAMPLES = (
    Example("annual_cost", 3300.0000000000005, 3300, ""),
    Example("annual_cost", "３，３００", 3300),
    Example("annual_cost", "約300万円程度", 3000),
    Example("annual_cost", "1,200千円（税込）", 1200),
    Example("annual_cost", "3百万円", 3000),
    Example("annual_cost", "0.5億円", 50_000),
    Example("annual_cost", "300万", 3000),
    Example("annual_cost", "1億2,000万", 120_000),
    Example("annual_cost", "0円", 0),
    Example("annual_cost", "なし", "not_applicable"),
    Example("annual_cost", "未定", "unknown"),
    Example("annual_cost", _formatted(2500.0, "2,500", 2_500_000.0), 2500, "shown-otherwise"),
    Example("annual_cost", _formatted("120万円", "120万円", 120.0), 1200, "shown-otherwise"),
    Example("annual_cost", _struck("135", "120 135", "120"), 135, "struck-out"),
    Example("annual_cost", _struck(None, "120", "120"), None, "struck-out"),
    Example("annual_cost", "13,200,000円", None, "not-a-number", "13,200"),
    Example("annual_cost", "5千", None, "not-a-number", "5"),
    Example("annual_cost", "1億2千", None, "not-a-number"),
    Example("annual_cost", "-", None, "not-a-number", "該当なし"),
    Example("annual_cost", "100〜200", None, "not-a-number"),
    Example("other_participants", "12団体", 12),
    Example("other_participants", "約10", 10),
    Example("other_participants", "ゼロ", None, "not-a-number", "0"),
    Example("other_participants", "１と２", None, "not-a-number"),
    Example("total_cost_years", "5か年", 5),
    Example("total_cost_years", "5年6か月", 5.5),
    Example("total_cost_years", "66か月", 5.5),
    Example("intention_survey_on", dt.date(2024, 4, 1), "2024-04", ""),
    Example("intention_survey_on", "令和6年4月", "2024-04"),
    Example("intention_survey_on", "R6.4", "2024-04"),
    Example("intention_survey_on", "202404", "2024-04"),
    Example("intention_survey_on", "2024年4月頃", "2024-04"),
    Example("intention_survey_on", "令和6年度", "2024年度"),
    Example("intention_survey_on", "未定", "unknown"),
    Example("intention_survey_on", _formatted("2023年度", "2023年度", dt.date(2024, 2, 10)), "2023年度", "shown-otherwise"),
    Example("intention_survey_on", "2024", None, "not-a-month", "2024年度"),
    Example("intention_survey_on", "2204-04", None, "year-far-off", "2024-04"),
    Example("intention_survey_on", "4月", None, "not-a-month"),
    Example("intention_survey_on", "24/4", None, "not-a-month"),
    Example("answered_on", "令和8年12月1日", dt.date(2026, 12, 1)),
    Example("answered_on", "R8.12.1", dt.date(2026, 12, 1)),
    Example("answered_on", "20261201", dt.date(2026, 12, 1)),
    Example("answered_on", "2026年12月1日現在", dt.date(2026, 12, 1)),
    Example("answered_on", "2062-12-01", None, "year-far-off", "2026-12-01"),
    Example("answered_on", "12/1", None, "not-a-date"),
    Example("answered_on", "2026-02-30", None, "not-a-date"),
    Example("status", "in_operation", "in_operation"),
    Example("status", "　運用中 ", "in_operation"),
    Example("status", "たぶん", None, "not-in-list"),
    Example("co_prefectures", "埼玉県；千葉県", ("11", "12")),
    Example("co_prefectures", "埼玉", ("11",)),
    Example("subsidy_garden_city", "〇", True),
    Example("subsidy_garden_city", "有", True),
    Example("subsidy_garden_city", "レ", True),
    Example("subsidy_garden_city", "○か×", None, "not-in-list"),
    Example("phone", "０３（００００）００００", "03-0000-0000"),
    Example("phone", "電話：03 0000 0000", "03-0000-0000"),
    Example("phone", "内線2345", None, "bad-format"),
    Example("email", "joho＠pref.example.lg.jp", "joho@pref.example.lg.jp"),
    Example("email", "mailto:joho@pref.example.lg.jp", "joho@pref.example.lg.jp"),
    Example("email", "joho@pref..example.lg.jp", None, "bad-format", "joho@pref.example.lg.jp"),
    Example("email", "joho@pref.example.lg.jp ※LGWAN", None, "bad-format", "joho@pref.example.lg.jp"),
    Example("department", "ｼｽﾃﾑ課", "システム課"),
    Example("department", "⽇本⽔道課", "日本水道課"),
    Example("department", "＝総務課", "＝総務課", "formula-like-text"),
    Example("department", _struck("情報課", "旧課情報課", "旧課"), "情報課", "struck-out"),
    Example("department", "情報\ufffd課", None, "unshowable"),
    Example("department", "同上", None, "stand-in"),
)  # fmt: skip
"""By question, the ways to write an answer: first those that are read, then those that are asked about."""

_PAGE = """\
# 記入の読み取り / What is read from what is written

<!-- Made by `make pages`; edit `tools/readings_page.py` instead. -->

回答が求められた形で記入されていなくても、意味が1つに決まる場合は読み取り、そのことを示します（読み取った値が公表されます。）。意味が
2通りに取れる場合は読み取らず、確認を依頼します。主な例は次のとおりです。「確認結果」は、そのセルについて示されるもののコードです
（[一覧](findings.md)）。

An answer that is not written as asked for is read where it can mean one thing only, and that is said; what is read is what is
published. Where it could mean two things it is not read but asked about. These are examples, each of which a test types into a form;
the last column is the code of what is said at the cell ([all of them](findings.md)).

同じ内容は、5つの形式（.xlsx、.xlsm、.xls、.ods、.xlsb）のいずれでも同じに読み取り、表示形式、取消線及び画像も確認します。ただし、
.xlsと.xlsbは全ての数式に結果を保存するため、一度も計算されていない数式を見分けられません。また、セルの中に置かれた画像は、.xlsx以外では
エラー値として保存され、エラー値として示します。

The same is read and said of all five formats (.xlsx, .xlsm, .xls, .ods, .xlsb), number formats, strokes and pictures included. But .xls
and .xlsb keep a result with every formula, so one that was never calculated cannot be told; and a picture inside a cell is saved
as an error by all but .xlsx, and told as one.
"""


def readings_markdown(questionnaire: Questionnaire) -> str:
    """The page: a table for each question of the examples."""
    labels = {**_by_key(questionnaire.respondent_sheet.labels), **_by_key(questionnaire.cases_sheet.labels)}
    questions = {**questionnaire.respondent.questions(), **questionnaire.case.questions()}
    lines = [_PAGE]
    for key, examples in groupby(EXAMPLES, lambda each: each.key):
        lines += _table(questions[key], list(examples), labels[key])
    return "\n".join(lines)


def _by_key(labels: Labels) -> Mapping[str, Labels]:
    return dict.fromkeys(labels.questions, labels)


def _table(question: Question, examples: list[Example], labels: Labels) -> Iterator[str]:
    yield f"## {question.label.ja} / {question.label.en}\n"
    yield "| 記入 / Written | 読み取り / Read | 確認結果 / Finding |"
    yield "| --- | --- | --- |"
    for each in examples:
        yield f"| {_written(each.typed)} | {_read(each, labels)} | {f'`{each.code}`' if each.code else '－'} |"
    yield ""


def _written(typed: CellValue | Shown) -> str:
    """What stands in the cell, as it looks."""
    if isinstance(typed, Shown) and typed.by == "stroke":
        kept = "" if typed.value is None else str(typed.value)
        return f"~~{typed.behind}~~{kept}"
    if isinstance(typed, Shown):
        return f"{typed.text}（セルの値 / held: {as_text(typed.behind)}）"
    if isinstance(typed, str):
        return typed.replace("\ufffd", "�").replace(" ", "␣").replace("　", "□")
    return repr(typed) if isinstance(typed, float) else as_text(typed)


def _read(example: Example, labels: Labels) -> str:
    if example.value is not None:
        told = labels.answer(example.key, example.value)
        return told.ja if told.ja == told.en else f"{told.ja} / {told.en}"
    if example.code == "struck-out":
        return "（空欄） / (blank)"
    return (
        f"（「{example.nearest}」か確認） / (asked whether that is meant)"
        if example.nearest
        else "（確認） / (asked about)"
    )
