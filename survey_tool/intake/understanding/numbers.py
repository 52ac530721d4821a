"""Numbers, counts, years and amounts as people type them.

| typed | read as |
| --- | --- |
| 1200, `1200`, `1200.0`, `-5` | the number; nothing is said |
| １２００, 1,200, 1，200, 約1200, 1200程度, +5, 007 | the number, said |
| ▲5 △5 −5 －5 ー5 | -5, said |
| a label or spelling of the question's words | its key; said unless it is the label in the form's language |
| 12団体, 5 bodies, 5年, 5.5 years | the number where it is the question's own unit, said |
| 5か年, 5年6か月, 66か月, 5年半 | years (to two decimals), said |
| 1,200千円（税込）, 120万円, 1億2,000万円, 1.2 million yen | thousand yen, said; 0円 and ¥0 are 0 |
| なし in an amount | 該当なし (there is no such cost), said |
| 13,200円, ¥13,200,000 in thousand yen | fault: yen; 13 and 13,200 are suggested |
| 1200円 in thousand yen | fault: yen, or the wrong unit? nothing is suggested |
| 300万, 1.2億, 1億2,000万, 3 million without 円 | as with 円, said: nobody counts thousand yen by ten thousands |
| 5千, 1億2千, 1億2000 without 円 | fault: of yen, of thousand yen, or 1億2千万? the first suggested where it is one figure |
| `-` | fault: blank, 0 or 該当なし? (an amount suggests 該当なし) |
| 1200 in a date cell (it shows 1903-04-14) | fault, the number suggested |
| 1200% (1200 in a cell that shows percentages) | fault, the number suggested |
| なし, 無料, ゼロ elsewhere | fault, 0 suggested |
| 100〜200, 1 200, 1、200, 12,34, 税抜, 以上, (5), 十二, another unit, TRUE, a date | fault |
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from math import isfinite

from survey_tool.intake.cells.grid import CellValue
from survey_tool.intake.cells.plain import LONGEST, is_dash, is_whole, plain, trimmed, unspaced, without_noise
from survey_tool.intake.understanding.choices import NONE_WORDS
from survey_tool.intake.understanding.dates import number_of_day
from survey_tool.intake.understanding.nearest import nearest_choice
from survey_tool.intake.understanding.reading import Reading, changed, faulty
from survey_tool.questionnaire.vocabulary.kinds import Amount, Lists, Number, serial
from survey_tool.questionnaire.vocabulary.kinds.numbers import half_up
from survey_tool.questionnaire.vocabulary.kinds.unreadable import YEN_SIGNS
from survey_tool.questionnaire.vocabulary.lists import CodeList, fold
from survey_tool.wording.words import Language

_CODE = "not-a-number"
_NUMBER = r"(?:(?:\d{1,3}(?:,\d{3}){1,5}|\d{1,18})(?:\.\d{1,9})?|\.\d{1,9})"  # as many figures as Decimal keeps exactly
_AS_IT_IS = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_TYPED = re.compile(
    r"(?:約|およそ|おおよそ|概ね|おおむね|大体|about|approximately|approx\.?|ca\.)?"
    rf"(?P<sign>[-+▲△]?)(?P<yen>[{re.escape(YEN_SIGNS)}]?)(?P<body>\.?\d.*?)(?:程度|前後|ほど|くらい|ぐらい)?",
    re.ASCII,
)
_PLAIN_NUMBER = re.compile(_NUMBER, re.ASCII)
_ZERO = NONE_WORDS | {"無料", "無償", "ゼロ", "零", "zero", "free"}

# A number in a cell that shows dates is one of these days; later ones may have been typed as days.
_FIRST_LIKELY, _FIRST_DATE = serial(dt.date(1900, 3, 1)), serial(dt.date(1990, 1, 1))

_MONTHS = r"(?:[かカヵヶケ箇]月間?|months?)"
_YEARS = re.compile(
    rf"(?P<years>{_NUMBER})(?:[かカヵヶケ箇]?年間?|years?|yrs?\.?)(?:(?P<half>半)|(?P<more>{_NUMBER}){_MONTHS})?"
    rf"|(?P<months>{_NUMBER}){_MONTHS}",
    re.ASCII,
)

_SCALES = {
    small + big: tens * thousands
    for small, tens in (("", 1), ("十", 10), ("百", 100), ("千", 1000))
    for big, thousands in (("万", 10**4), ("億", 10**8), ("兆", 10**12))
} | {"千": 10**3, "thousand": 10**3, "million": 10**6, "billion": 10**9}
_TEN_THOUSAND = 10**4
_SCALE = "|".join(sorted(_SCALES, key=len, reverse=True))
_SCALED = re.compile(rf"({_NUMBER})({_SCALE})", re.ASCII)
_MONEY = re.compile(
    rf"(?P<scaled>(?:{_NUMBER}(?:{_SCALE}))*)(?P<last>{_NUMBER})?"
    r"(?P<yen>円|yen|jpy)?(?:税込み?|taxincl(?:uded|\.)?)?",
    re.ASCII,
)
_IN_YEN, _LIKELY_IN_YEN = "amount-in-yen", 10
_PUNCTUATION = re.compile(r"[(、,](?=\D)|(?<=\D)\)", re.ASCII)


@dataclass(frozen=True, slots=True)
class _Measured:
    """What a figure with its unit amounts to in the question's unit; only `nearest` where that is not certain, because
    the unit that was typed is another one (`variant` says so) or none."""

    value: Decimal | None = None
    nearest: Decimal | None = None
    variant: str | None = None


def read_number(kind: Number, typed: CellValue, lists: Lists, language: Language) -> Reading:
    """A number in the question's unit, or one of the words that are answers to it."""
    if isinstance(typed, (int, float)) and not isinstance(typed, bool):
        if not isfinite(typed):
            return faulty(_CODE)
        number = typed if is_whole(typed) else without_noise(typed)
        return Reading(int(number) if is_whole(number) else number)
    if isinstance(typed, dt.date) and _FIRST_LIKELY <= (number := number_of_day(typed)) < _FIRST_DATE:
        return _suggesting(kind, Decimal(number), lists)
    return _read_text(kind, typed, lists, language) if isinstance(typed, str) else faulty(_CODE)


def _read_text(kind: Number, typed: str, lists: Lists, language: Language) -> Reading:
    text = trimmed(typed)
    if len(text) <= LONGEST and _AS_IT_IS.fullmatch(text):
        return Reading(_canonical(Decimal(text)))
    words = lists[kind.words] if kind.words else None
    if words is not None and (key := words.find(text)) is not None:
        label = words[key].label
        return Reading(key) if label[language] == typed else changed(key, label)
    return _figure(kind, text, lists) or _word(kind, text, words, lists)


def _figure(kind: Number, text: str, lists: Lists) -> Reading | None:
    """Text that holds a figure, whatever stands around it; None where it does not begin with one."""
    typed = _TYPED.fullmatch(unspaced(plain(text)))
    if typed is None:
        return None
    measured = _measured(kind, typed["body"], yen=bool(typed["yen"])) or _Measured()
    sign = -1 if typed["sign"] in ("-", "▲", "△") else 1
    if measured.value is None:
        nearest = None if measured.nearest is None else sign * measured.nearest
        return _suggesting(kind, nearest, lists, measured.variant)
    value = _canonical(sign * measured.value)
    return changed(value, _written(Decimal(str(value))))


def _measured(kind: Number, body: str, yen: bool) -> _Measured | None:
    if body.endswith("%") and _PLAIN_NUMBER.fullmatch(body[:-1]):
        return _Measured(nearest=_decimal(body[:-1]))
    if isinstance(kind, Amount):
        return _amount(_PUNCTUATION.sub("", body), yen)
    if yen:
        return None
    if _PLAIN_NUMBER.fullmatch(body):
        return _Measured(_decimal(body))
    ja, en = kind.measure.ja, kind.measure.en
    if ja == "年":
        return _years(body)
    figure = _PLAIN_NUMBER.match(body)
    own_unit = figure is not None and body[figure.end() :] in (ja, en.casefold()) and bool(ja)
    return _Measured(_decimal(figure[0])) if figure is not None and own_unit else None


def _years(body: str) -> _Measured | None:
    found = _YEARS.fullmatch(body)
    if found is None:
        return None
    if found["months"]:
        return _Measured(round(_decimal(found["months"]) / 12, 2))
    more = Decimal(6) if found["half"] else _decimal(found["more"] or "0")
    return _Measured(round(_decimal(found["years"]) + more / 12, 2))


def _amount(body: str, yen_sign: bool) -> _Measured | None:
    """An amount in thousand yen. Figures without 千 or 万 are thousand yen only where nothing says yen."""
    found = _MONEY.fullmatch(body)
    if found is None:
        return None
    parts = [(_decimal(figure), _SCALES[scale]) for figure, scale in _SCALED.findall(found["scaled"])]
    scales = [scale for _, scale in parts]
    if any(later >= earlier for earlier, later in pairwise(scales)):
        return None
    last = _decimal(found["last"] or "0")
    thousands = (sum(figure * scale for figure, scale in parts) + last) / 1000
    yen = yen_sign or bool(found["yen"])
    if not yen and not parts:
        return _Measured(last)
    if (parts and (yen or _says_yen(scales, last))) or thousands == 0:
        return _Measured(thousands)
    whole = thousands == int(thousands)
    if yen:
        # A few thousand yen are no cost of a system: there the unit is in doubt, not the figure.
        return _Measured(nearest=half_up(thousands) if whole or thousands >= _LIKELY_IN_YEN else None, variant=_IN_YEN)
    return _Measured(nearest=thousands if whole and len(parts) == 1 and not last else None)


def _says_yen(scales: Sequence[int], last: Decimal) -> bool:
    """Whether figures can only be yen without 円: by 万, 億 or million nobody counts thousands. 1億2千 may be 1億2千万."""
    return min(scales) >= _TEN_THOUSAND and not last


def _word(kind: Number, text: str, words: CodeList | None, lists: Lists) -> Reading:
    """A word that is in no list of the question."""
    none = words["not_applicable"].label if words is not None and "not_applicable" in words else None
    folded = fold(text)
    if none is not None and is_dash(text):
        return faulty(_CODE, none)
    if folded in _ZERO:
        return _suggesting(kind, Decimal(0), lists)
    return faulty(_CODE, nearest_choice(words, text) if words is not None else None)


def _suggesting(kind: Number, nearest: Decimal | None, lists: Lists, variant: str | None = None) -> Reading:
    """A fault with a number that the kind would take."""
    if nearest is None or kind.fault(_canonical(nearest), lists) is not None:
        return faulty(_CODE)
    return faulty(_CODE, _told(nearest), variant)


def _decimal(figure: str) -> Decimal:
    return Decimal(figure.replace(",", ""))


def _canonical(number: Decimal) -> int | float:
    return int(number) if number == int(number) else float(number)


def _told(number: Decimal) -> str:
    """As people write it, who are to type it: 13,200."""
    return f"{int(number):,}" if number == int(number) else _written(number)


def _written(number: Decimal) -> str:
    return str(int(number)) if number == int(number) else format(number.normalize(), "f")
