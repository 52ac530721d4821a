"""When a typed text is certainly no day, month, number or telephone number: Excel expressions.

People write dates and figures in more ways than a formula can read; reading is `intake`'s business. Some texts are no such
value in any way of writing, and a formula can tell: no year, month 13, a word that goes with no figure. Each expression is
true only for texts from which `intake` reads nothing either (a test holds them to it). Where one is false, nothing is
known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from survey_tool.questionnaire.vocabulary.excel_face import any_of, quoted

_WIDE = str.maketrans("0123456789RHSrhs", "０１２３４５６７８９ＲＨＳｒｈｓ")
_ASCII = "0123456789"
_DIGITS = _ASCII + _ASCII.translate(_WIDE)
_FIGURES = _DIGITS + "〇一二三四五六七八九十十元"  # of dates; 十 may be two of them, 元 is the first year
_ERAS = "令平昭㋿㍻㍼RHSrhs" + "RHSrhs".translate(_WIDE)
_NO_FIGURES = "内線外以未満予算定人件名社回区町村抜引別毎各計第最低高今来又及と〜～~/／:：?？=＝"
YEN_SIGNS = "¥￥\\＼"
"""The yen sign, and the key on which Japanese keyboards have it, of either width."""
_YEN, _SMALL, _LARGE = "円" + YEN_SIGNS, "十百千", "万億兆"
_EXTENSION = "内xX"
_NEVER_IN_A_YEAR = "月/.-"
_YEAR_ALONE = re.compile(rf"(?:199\d|20[0-4]\d)|[^{re.escape(_NEVER_IN_A_YEAR)}]*年", re.ASCII)
_MIDDLE_YEAR, _REACH = 2019.5, 30  # of the years 1990 to 2049


def no_day(v: str) -> str:
    """True where the text `v` is no day: a year has four figures, or an era and one; month and day have one at least."""
    month_next = f'FIND(MID({v},8,1),"-/.")'
    day = f"DAY(DATE(LEFT({v},4),MID({v},6,2),RIGHT({v},2)))<>RIGHT({v},2)+0"
    return any_of(
        f"{_figures(v)}+{_era_or_name(v)}<6",
        *_wrong_month(v),
        f"IFERROR(AND(LEN({v})=10,{_year_first(v)},{month_next},{day}),FALSE)",
        _outside(v, f'FIND("月",{v})', f'FIND("日",{v},FIND("月",{v}))', "16", "15"),
    )


def is_year_alone(text: str) -> bool:
    """Whether a text is a year and nothing more: 令和2年, 2020."""
    return bool(_YEAR_ALONE.fullmatch(text.replace("\u3000", "")))


def year_alone(v: str) -> str:
    """The same as an Excel expression."""
    bare = f'SUBSTITUTE({v},"\u3000","")'
    figures = f'EXACT(TEXT({bare}+0,"0000"),{bare}),ABS({bare}-{_MIDDLE_YEAR})<{_REACH}'
    return f'IF(RIGHT({bare},1)="年",NOT({holds(v, _NEVER_IN_A_YEAR)}),IFERROR(AND({figures}),FALSE))'


def no_month(v: str) -> str:
    """True where the text `v` is neither a month nor a fiscal year: a year alone, for one."""
    return any_of(f'{_figures(v)}+{_era_or_name(v)}+ISNUMBER(FIND("度",{v}))<5', *_wrong_month(v))


def no_number(v: str, unit: str) -> str:
    """True where no figure stands in the text `v`, or beside it what goes with no figure; `unit`: the question's own."""
    return f"OR(NOT({has_digit(v)}),{holds(v, (sign for sign in _NO_FIGURES if sign not in unit))})"


def no_amount(v: str) -> str:
    """True where `v` is yen without thousands, or thousands of what is not said. Nought is nought in any unit, and 万 says yen."""
    nonzero = holds(v, _DIGITS.replace("0", "").replace("０", ""))
    unit = f"{holds(v, _YEN)}<>{holds(v, _SMALL)}"
    return f"AND(NOT({holds(v, _LARGE)}),{unit},{nonzero},EXACT(UPPER({v}),LOWER({v})))"


def no_phone(v: str) -> str:
    """True where `v` has fewer figures than a telephone number, or an extension."""
    return f"OR({_count(v, _DIGITS)}<10,{holds(v, _EXTENSION)})"


def has_digit(v: str) -> str:
    """True where a text holds a digit of any width."""
    return holds(v, _DIGITS)


def _figures(v: str) -> str:
    return _count(v, _FIGURES)


def _era_or_name(v: str) -> str:
    """An era stands for three of a year's figures, the name of a month (or FY) for one."""
    return f"IF({holds(v, _ERAS)},3,IF(EXACT(UPPER({v}),LOWER({v})),0,1))"


def _wrong_month(v: str) -> tuple[str, ...]:
    """A year and nothing more, or with month 0 or 13."""
    month = f'EXACT(TEXT(MID({v},6,2)+0,"00"),MID({v},6,2)),ABS(MID({v},6,2)-6.5)>6'
    return (
        f'RIGHT({v},1)="年"',
        f"IFERROR(AND({_year_first(v)},{month}),FALSE)",
        _outside(v, f'FIND("年",{v})', f'FIND("月",{v})', "6.5", "6"),
    )


def _year_first(v: str) -> str:
    """Numbers, not errors, where a Western year and a sign begin the text (and not the day of 1jan.2024)."""
    return f'FIND(LEFT({v},1),"12"),FIND(MID({v},4,1),"{_ASCII}"),FIND(MID({v},5,1),"-/.")'


def _outside(v: str, begin: str, end: str, middle: str, reach: str) -> str:
    """True where the two figures between two signs are further than `reach` from `middle`."""
    figure = f'FIND(MID({v},{begin}+1,1),"{_ASCII}")'
    return f"IFERROR(AND({end}-{begin}=3,{figure},ABS(MID({v},{begin}+1,2)-{middle})>{reach}),FALSE)"


def _count(v: str, signs: str) -> str:
    return f'SUMPRODUCT(LEN({v})-LEN(SUBSTITUTE({v},{_array(signs)},"")))'


def holds(v: str, signs: Iterable[str]) -> str:
    """True where a text holds one of some signs."""
    return f"(SUMPRODUCT(--ISNUMBER(FIND({_array(signs)},{v})))>0)"


def _array(signs: Iterable[str]) -> str:
    return "{" + ",".join(map(quoted, signs)) + "}"
