"""How people type an answer: ways that are understood, and ways that are not."""

from __future__ import annotations

import datetime as dt
from typing import Any

from survey_tool.intake.cells.grid import CellValue
from survey_tool.questionnaire.vocabulary.kinds import (
    Amount,
    AnswerKind,
    Date,
    Email,
    FreeText,
    Listed,
    Mark,
    Month,
    Number,
    Phone,
    Several,
    serial,
)
from survey_tool.wording.words import Language
from tests.forms import the_survey

Said = tuple[str, ...]
_FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


def full_width(text: str) -> str:
    return text.translate(_FULL_WIDTH)


def other(edition: Language) -> Language:
    return "en" if edition == "ja" else "ja"


# What can be understood


def readings(kind: AnswerKind, value: Any, edition: Language) -> list[CellValue]:
    """Other ways to type a canonical value, all of which are understood and said."""
    match kind:
        case Mark():
            return ["◯", "〇", "●", "⭕\ufe0f", "有", "はい", "yes", "レ", " ○"]
        case Listed():
            return _of_list(kind, value, edition)
        case Several():
            return _several(kind, value, edition)
        case Number():
            return _number(kind, value, edition)
        case Month():
            return _month(value, edition)
        case Date():
            return [*_days(value), float(serial(value))]
        case Phone():
            a, b, c = value.split("-")
            return [full_width(value), f"{a}({b}){c}", f"電話：{value}", f"{a}‐{b}ー{c}", f"{a} {b} {c}"]
        case Email():
            return [full_width(value), value.replace("@", "＠"), f"mailto:{value}", f"{value}。"]
        case _:
            return []


def _of_list(kind: Listed, key: str, edition: Language) -> list[CellValue]:
    label = the_survey().questionnaire.lists[kind.name][key].label
    typed = [
        label[other(edition)],
        f" {label[edition]}",
        f"{label[edition]}　",
        f"{label[edition]}\u200b",
        key,
        full_width(key),
    ]
    return [each for each in typed if each != label[edition]]


def _several(kind: Several, keys: tuple[str, ...], edition: Language) -> list[CellValue]:
    labels = [the_survey().questionnaire.lists[kind.name][key].label for key in keys]
    joined = [signs.join(each[other(edition)] for each in labels) for signs in ("、", "；", "\n")]
    return [*joined, "、".join(f" {each[edition]}" for each in labels)]


def _number(kind: Number, value: Any, edition: Language) -> list[CellValue]:
    if isinstance(value, str):
        label = the_survey().questionnaire.lists[kind.words or ""][value].label
        more = {"unknown": ["未定"], "not_applicable": ["なし"] if isinstance(kind, Amount) else []}.get(value, [])
        return [label[other(edition)], f" {label[edition]}", *more]
    typed: list[CellValue] = [full_width(str(value)), f"約{value}", f"{value}程度", f"+{value}"]
    if isinstance(kind, Amount):
        typed += [f"{value}千円", f"{value:,}千円（税込）", f"{full_width(str(value))}千円", f"約{value}千円"]
        typed += [f"{value:,}", f"{value:,}".replace(",", "，")] if value >= 1000 else []
        typed += [f"{value // 10}万円", f"{value // 10}万"] if value % 10 == 0 and value else []
    elif not kind.whole:
        years, months = int(value), round((value - int(value)) * 12)
        typed += [f"{years}年{months}か月", f"{years * 12 + months}か月"] if months else [f"{years}年", f"{years}か年"]
    else:
        typed += [f"{value}団体"]
    return typed


def _month(value: str, edition: Language) -> list[CellValue]:
    if value == "unknown":
        label = the_survey().questionnaire.lists["unknown_word"]["unknown"].label
        return ["未定", label[other(edition)], f"　{label[edition]}"]
    year = int(value[:4])
    if value.endswith("年度"):
        return [f"FY{year}", full_width(str(year)) + "年度", *_era(year, "年度")]
    month = int(value[5:])
    return [
        f"{year}/{month}", f"{year}.{month:02}", f"{year}年{month}月", f"{year}{month:02}", full_width(value),
        f"{year}年{month}月頃", f"{month}/{year}", *_era(year, f"年{month}月"), *_era(year, f".{month}"),
        *_era(year, f".{month}.1"), float(serial(dt.date(year, month, 1))), f"{year}年{month}月1日",
    ]  # fmt: skip


def _era(year: int, rest: str) -> list[CellValue]:
    """The year of the Japanese calendar, written as offices do."""
    if year >= 2020:
        return [f"令和{year - 2018}{rest}", f"R{year - 2018}{rest}", full_width(f"R{year - 2018}") + rest]
    return [f"平成{year - 1988}{rest}", f"H{year - 1988}{rest}"]


def _days(day: dt.date) -> list[CellValue]:
    y, m, d = day.year, day.month, day.day
    return [
        f"{y}/{m}/{d}", f"{y}.{m}.{d}", f"{y}年{m}月{d}日", f"{y}{m:02}{d:02}", full_width(day.isoformat()),
        *_era(y, f"年{m}月{d}日"), *_era(y, f".{m}.{d}"), *_era(y, f"/{m}/{d}"), f"{y}年{m}月{d}日現在",
    ]  # fmt: skip


# What cannot be understood, or is wrong however it is understood


def faults(kind: AnswerKind, edition: Language) -> list[tuple[CellValue, str, Said]]:
    """What is typed, the value or fault it amounts to as a code, and all that is said about it."""
    match kind:
        case Mark():
            return [(typed, "not-in-list", ()) for typed in ("x", "？", "0", 1.0, "○か×")]
        case Listed():
            return [(typed, "not-in-list", ()) for typed in ("該当しない回答", "？？", 7.0, "A, B")]
        case Several():
            label = the_survey().questionnaire.lists[kind.name].unique[-1].label[edition]
            return [
                ("存在しない", "not-in-list", ()),
                (f"{label}、存在しない", "not-in-list", ()),
                (f"{label}、{label}", "duplicate", ()),
            ]
        case Number():
            return _no_number(kind)
        case Month():
            none = ("2024", "4月", "24/4", "来春", "-", "2024年13月", 2024.0, "未実施")
            slips = ("2203-04", "1924-04", "2204年度", "2062-04-01")
            return [
                *((typed, "not-a-month", ()) for typed in none),
                *((typed, "year-far-off", ()) for typed in slips),
            ]
        case Date():
            no_day = ("4/1", "来年の春", "2026-02-30", "令和8年13月1日", 12.0, "2026-04")
            slip_of_day = ("2062-12-01", dt.date(2203, 4, 1), "1926/12/1")
            return [
                *((typed, "not-a-date", ()) for typed in no_day),
                *((typed, "year-far-off", ()) for typed in slip_of_day),
            ]
        case Phone():
            return [(typed, "bad-format", ()) for typed in ("内線2345", "3-1234-5678", "電話", "03-1234-5678 内線12")]
        case Email():
            return [
                (typed, "bad-format", ())
                for typed in (
                    "joho.example.jp",
                    "a@b",
                    "joho @pref.lg.jp",
                    "なぞ",
                    "joho@pref..example.lg.jp",
                    "joho@pref.lg.jp ※LGWAN",
                )
            ]
        case FreeText(limit=limit):
            return [
                ("長" * (limit + 1), "too-long", ()), ("あ い\n" * limit, "too-long", ()),
                *((typed, "stand-in", ()) for typed in ("〃", "同上", "別紙のとおり", "（前回と同じ）")),
                *((f"情報{sign}課", "unshowable", ()) for sign in ("\ufffd", "\ue000")),
            ]  # fmt: skip
        case _:
            return []


def _no_number(kind: Number) -> list[tuple[CellValue, str, Said]]:
    found: list[tuple[CellValue, str, Said]] = [
        (typed, "not-a-number", ()) for typed in ("たくさん", "100〜200", "１と２", True)
    ]
    found += [(float(kind.high + 1), "out-of-range", ()), (-5.0, "out-of-range", ())]
    found += [(f"{sign}5", "out-of-range", ("normalised",)) for sign in ("▲", "△", "−", "－", "ー")]
    if kind.whole:
        found += [(2.5, "not-whole", ()), ("2.5", "not-whole", ())]
    if isinstance(kind, Amount):
        found += [(typed, "not-a-number", ()) for typed in ("1200円", "120千", "-", "1,20", "税抜100")]
    return found
