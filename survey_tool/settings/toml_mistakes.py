"""What is likely wrong with a line of settings that is no TOML: people write days as they speak them, and in full width."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

from survey_tool.wording.handwritten import BROKEN_QUOTES
from survey_tool.wording.words import Words

IN_QUOTES = Words('文字列は半角の " で囲んでください。', 'Write texts in quotes: "…".')
_NO_SUCH_DAY = Words("{day}という日はありません。", "There is no day {day}.")
_A_DAY = Words("2026-12-11 のように年月日を指定してください。", "Give a day such as 2026-12-11.")
_NOT_A_DAY = Words("「{value}」は日付の書き方ではありません。", '"{value}" is not how a day is written.')
_WRITE_DAY = Words("{day} と記入してください。", "Write {day}.")
_FULL_WIDTH = Words("全角の「{signs}」があります。", '"{signs}" stands in full width.')
_HALF_WIDTH = Words("半角で {plain} と記入してください。", "Write {plain}.")
_WIDE_BLANK = Words("全角の空白があります。", "There is a full-width blank.")
_NO_BLANK = Words("削除するか、半角の空白にしてください。", "Remove it, or make it an ordinary one.")
_NO_QUOTES = Words('文字列が " で囲まれていません。', "The text stands without quotes.")
_LIKE_THIS = Words('{key} = "{value}" のように、半角の " で囲んでください。', 'Write {key} = "{value}".')
_BACKSLASH = Words("\\（¥）は使用できません。", "A backslash cannot be used.")
_SLASH = Words(
    "フォルダの区切りには / を使用してください（例：data/municipalities.csv）。",
    "Write / between folders, such as data/municipalities.csv.",
)

_STRING = re.compile(r'"(?:\\.|[^"\\])*"|\'[^\']*\'')
_WIDE_QUOTES = re.compile("[“”„‟‘’「」『』＂＇]")
_BRACKETS = "「」『』"  # which stand in texts as well
_WIDE = re.compile("[！-～。、．￥−―–—]+")  # what Japanese keyboards make of ASCII
_PLAIN = str.maketrans({"。": ".", "、": ",", "￥": "\\", "−": "-", "―": "-", "–": "-", "—": "-"})
_DAY = re.compile(r"((?:19|20)\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_ERA_DAY = re.compile(
    r"(令和|平成|[RrHh])\.?\s*(元|\d{1,2})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?", re.ASCII
)
_BEFORE_FIRST = {"令": 2018, "R": 2018, "平": 1988, "H": 1988}  # the year before the first of an era, by how it begins
_LIKE_TEXT = re.compile(r"[^\W\d_]|\d-\d")  # letters, or the parts of a telephone number
_NO_TEXT = re.compile(r"[\[{\"']|true|false|inf|nan")


def likely(line: str) -> tuple[Words, Words] | None:
    """What is wrong with `line` and what to write instead; None where that cannot be told from it."""
    bare = _STRING.sub('""', line).partition("#")[0]  # texts may hold anything
    if any("\\" in text for text in _STRING.findall(line)):
        return _BACKSLASH, _SLASH
    if (quote := _WIDE_QUOTES.search(bare)) and not (_is_open(bare) and quote[0] in _BRACKETS):
        return _FULL_WIDTH.fill(signs=quote[0]), IN_QUOTES
    key, value = _key_and_value(bare)
    if day := _DAY.fullmatch(_plain(value)):
        return _wrong_day(value, *map(int, day.groups())) or _wrong_signs(bare)
    if era := _ERA_DAY.fullmatch(_plain(value)):
        name, nth, month, date = era.groups()
        year = _BEFORE_FIRST[name[0].upper()] + (1 if nth == "元" else int(nth))
        return _wrong_day(value, year, int(month), int(date))
    if value and _LIKE_TEXT.search(_plain(value)) and not _NO_TEXT.match(value):
        return _NO_QUOTES, _LIKE_THIS.fill(key=key, value=value)
    return _wrong_signs(bare)


def _wrong_day(value: str, year: int, month: int, day: int) -> tuple[Words, Words] | None:
    try:
        meant = dt.date(year, month, day)
    except ValueError:
        return _NO_SUCH_DAY.fill(day=_plain(value)), _A_DAY
    return None if value == meant.isoformat() else (_NOT_A_DAY.fill(value=value), _WRITE_DAY.fill(day=meant))


def _wrong_signs(bare: str) -> tuple[Words, Words] | None:
    if _is_open(bare):  # what follows the quote is text, in full width or not
        return BROKEN_QUOTES, IN_QUOTES
    if signs := _WIDE.search(bare):
        return _FULL_WIDTH.fill(signs=signs[0]), _HALF_WIDTH.fill(plain=_plain(signs[0]))
    return (_WIDE_BLANK, _NO_BLANK) if "\u3000" in bare else None


def _is_open(bare: str) -> bool:
    """Whether a quote is left where whole texts are `""`."""
    without = bare.replace('""', "")
    return '"' in without or "'" in without


def _key_and_value(bare: str) -> tuple[str, str]:
    key, _, value = bare.replace("＝", "=").partition("=")
    return key.strip(), value.strip()


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text.translate(_PLAIN))
