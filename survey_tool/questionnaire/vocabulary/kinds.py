"""Kinds of answer: what may stand in a cell, judged in Python and written as an Excel formula.

A kind knows the canonical value (what is stored and published), the faults that a value can have (finding codes, in the
order in which they are told), and the Excel face of both: `mirror` turns a cell into a canonical value, `faults` says
what is wrong with it. Reading what people really type is `intake`'s business; here only canonical values are judged.

Canonical values: text `str`; list the key of a choice; mark `True`; numbers `int`/`float`; amount `int` or the key of a
word; date `datetime.date`; month `"2024-04"`, `"2024年度"` or `"unknown"`; several choices a `tuple` of keys. Blank is None.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, ClassVar

from survey_tool.questionnaire.vocabulary.excel_face import Cells, all_of, any_of, escaped_for_match, quoted
from survey_tool.questionnaire.vocabulary.lists import SEPARATOR, CodeList
from survey_tool.questionnaire.vocabulary.unreadable import (
    has_digit,
    holds,
    no_amount,
    no_day,
    no_month,
    no_number,
    no_phone,
)
from survey_tool.wording.words import NOTHING, Language, Words

Lists = Mapping[str, CodeList]
Face = Callable[[str, Cells], str]

FIRST_DAY, LAST_DAY = dt.date(1990, 1, 1), dt.date(2099, 12, 31)
EPOCH = dt.date(1899, 12, 30)  # day 0 of the 1900 date system, for every date that occurs here
_NO_WIDTH = "\u200b"  # it comes with what is copied from web pages
_AS_BLANK = ("\u3000", "\u00a0")  # blanks that TRIM leaves; CLEAN takes line breaks and tabs


def serial(day: dt.date) -> int:
    """The number by which Excel stores a date."""
    return (day - EPOCH).days


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that can be wrong with a value: its finding code, what fills the sentence, and its Excel face.

    The face takes the reference of the mirrored value (never blank there) and is true where the fault is.
    """

    code: str
    face: Face
    fills: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class AnswerKind:
    """Base of all kinds. `none_words` names the words (a range of the form) that are read as a blank."""

    none_words: ClassVar[str | None] = None

    @property
    def list_name(self) -> str | None:
        """The code list that the answer is taken from, if any."""
        return None

    def unit(self) -> Words:
        """What row 5 of the form says under the label."""
        return NOTHING

    def do(self) -> Words:
        """What to do, for somebody who has not answered; `{label}` is the question."""
        return Words("{label}を入力してください。", 'Enter "{label}".')

    def faults(self) -> tuple[Fault, ...]:
        """All that can be wrong, in the order in which it is told."""
        return ()

    def fault(self, value: Any, lists: Lists) -> str | None:
        """The code of what is wrong with a canonical value, or None."""
        raise NotImplementedError

    def mirror(self, cell: str, cells: Cells) -> str:
        """The canonical value of a cell as a formula: `""` for blank."""
        return f"TRIM({cell})"

    def hint(self, cell: str, mirrored: str, cells: Cells) -> str | None:
        """True where the answer will be understood, but otherwise than it stands there."""
        return None

    def show(self, value: Any, language: Language, lists: Lists) -> str | int | float | dt.date:
        """The value as it stands in a cell of a form or a sheet."""
        if isinstance(value, (str, int, float, dt.date)):
            return value
        raise TypeError(value)


@dataclass(frozen=True)
class Printed(AnswerKind):
    """Printed by the form, never answered."""

    def unit(self) -> Words:
        return NOTHING

    def fault(self, value: Any, lists: Lists) -> str | None:
        return None


@dataclass(frozen=True)
class FreeText(AnswerKind):
    """Free text of at most `limit` characters (code points), several lines allowed."""

    limit: int

    def unit(self) -> Words:
        return Words(f"{self.limit}字以内", f"up to {self.limit} characters")

    def faults(self) -> tuple[Fault, ...]:
        return (Fault("too-long", lambda v, _: f"LEN({v})>{self.limit}", {"limit": self.limit}),)

    def fault(self, value: Any, lists: Lists) -> str | None:
        return "too-long" if len(value) > self.limit else None

    def mirror(self, cell: str, cells: Cells) -> str:
        # A cell of nothing but blanks of any width is a blank answer.
        blankless = f"CLEAN({cell})"
        for sign in _AS_BLANK:
            blankless = f"SUBSTITUTE({blankless},{quoted(sign)},{quoted(' ')})"
        return f'IF(TRIM({blankless})="","",{cell}&"")'


@dataclass(frozen=True)
class Listed(AnswerKind):
    """One choice of a list."""

    name: str

    @property
    def list_name(self) -> str | None:
        return self.name

    def unit(self) -> Words:
        return Words("選択", "choose")

    def do(self) -> Words:
        return Words("{label}を一覧から選択してください。", 'Choose "{label}" from the list.')

    def faults(self) -> tuple[Fault, ...]:
        return (Fault("not-in-list", lambda v, cells: f"SUMPRODUCT(--EXACT({v},{cells.labels(self.name)}))=0"),)

    def fault(self, value: Any, lists: Lists) -> str | None:
        return None if value in lists[self.name] else "not-in-list"

    def mirror(self, cell: str, cells: Cells) -> str:
        return _meant(cell, self.name, cells)

    def hint(self, cell: str, mirrored: str, cells: Cells) -> str | None:
        return f"NOT(EXACT({cell},{mirrored}))"

    def show(self, value: Any, language: Language, lists: Lists) -> str:
        return lists[self.name][value].label[language]


@dataclass(frozen=True)
class Mark(Listed):
    """○ or blank. Canonical: True."""

    none_words: ClassVar[str | None] = "NO_MARKS"

    name: str = "mark"

    def unit(self) -> Words:
        return Words("○を選択", "choose ○")

    def do(self) -> Words:
        return Words("該当するものに○を選択してください。", "Choose ○ where it applies.")

    def fault(self, value: Any, lists: Lists) -> str | None:
        return None if value is True else "not-in-list"

    def show(self, value: Any, language: Language, lists: Lists) -> str:
        return "○"


@dataclass(frozen=True)
class Number(AnswerKind):
    """A number from `low` to `high`; `words` names a list of words that are answers too (不明, 非公表 …)."""

    low: float = 0
    high: float = 999_999_999
    whole: bool = True
    words: str | None = None
    of: Words = NOTHING

    @property
    def list_name(self) -> str | None:
        return self.words

    def unit(self) -> Words:
        return self.of

    def faults(self) -> tuple[Fault, ...]:
        span = {"min": f"{self.low:,}", "max": f"{self.high:,}"}
        whole = (Fault("not-whole", lambda v, _: f"IF(ISNUMBER({v}),{v}<>INT({v}),FALSE)"),) if self.whole else ()
        return (
            Fault("not-a-number", self._no_number),
            *whole,
            Fault("out-of-range", lambda v, _: f"IF(ISNUMBER({v}),OR({v}<{self.low},{v}>{self.high}),FALSE)", span),
        )

    def _no_number(self, v: str, cells: Cells) -> str:
        known = "" if self.words is None else f",SUMPRODUCT(--EXACT({v},{cells.labels(self.words)}))=0"
        return f"IF(ISNUMBER({v}),FALSE,AND({self._unreadable(v)}{known}))"

    def _unreadable(self, v: str) -> str:
        return no_number(v, self.of.ja)

    def fault(self, value: Any, lists: Lists) -> str | None:
        if self.words is not None and isinstance(value, str) and value in lists[self.words]:
            return None
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return "not-a-number"
        if self.whole and value != int(value):
            return "not-whole"
        return None if self.low <= value <= self.high else "out-of-range"

    def mirror(self, cell: str, cells: Cells) -> str:
        words = f"TRIM({cell})" if self.words is None else _meant(cell, self.words, cells)
        return f"IF(ISNUMBER({cell}),{cell},{words})"

    def hint(self, cell: str, mirrored: str, cells: Cells) -> str | None:
        return f"IF(ISNUMBER({cell}),FALSE,OR(NOT(EXACT({cell},{mirrored})),{has_digit(mirrored)}))"

    def show(self, value: Any, language: Language, lists: Lists) -> str | int | float:
        if isinstance(value, str):
            return lists[self.words or ""][value].label[language]
        return int(value) if value == int(value) else float(value)


@dataclass(frozen=True)
class Amount(Number):
    """Whole thousand yen, tax included, or 非公表 / 不明 / 該当なし. Above `usual` it is asked about (a setting)."""

    words: str | None = "amount_words"
    of: Words = Words("千円（税込）", "thousand yen, tax incl.")  # noqa: RUF009  Words is frozen

    def do(self) -> Words:
        return Words(
            "千円単位の金額を入力するか、「非公表」「不明」「該当なし」のいずれかを入力してください。",
            'Enter an amount in thousand yen, or "Not disclosed", "Unknown" or "Not applicable".',
        )

    def _unreadable(self, v: str) -> str:
        return f"OR({super()._unreadable(v)},{no_amount(v)})"


@dataclass(frozen=True)
class Date(AnswerKind):
    """A day from 1990 to 2099."""

    none_words: ClassVar[str | None] = "NONE_WORDS"

    def unit(self) -> Words:
        return Words("年月日（YYYY-MM-DD）", "date (YYYY-MM-DD)")

    def do(self) -> Words:
        return Words("2026-04-01 の形式で日付を入力してください。", "Enter a date such as 2026-04-01.")

    def faults(self) -> tuple[Fault, ...]:
        return (Fault("not-a-date", lambda v, _: f"IF(ISNUMBER({v}),{_outside_days(v)},{no_day(v)})"),)

    def fault(self, value: Any, lists: Lists) -> str | None:
        return None if isinstance(value, dt.date) and FIRST_DAY <= value <= LAST_DAY else "not-a-date"

    def mirror(self, cell: str, cells: Cells) -> str:
        # Text that is a day in the canonical form becomes its number; 2024-02-30 and the like stay text.
        t = f"TRIM({cell})"
        day = f"DATE(LEFT({t},4),MID({t},6,2),RIGHT({t},2))"
        sound = (
            f'AND(LEN({t})=10,MID({t},5,1)="-",MID({t},8,1)="-",DAY({day})=RIGHT({t},2)+0,MONTH({day})=MID({t},6,2)+0)'
        )
        return f"IF(ISNUMBER({cell}),{cell},IFERROR(IF({sound},{day},{t}),{t}))"

    def hint(self, cell: str, mirrored: str, cells: Cells) -> str | None:
        return f"ISTEXT({mirrored})"


@dataclass(frozen=True)
class Month(AnswerKind):
    """A month `YYYY-MM`, a fiscal year `YYYY年度` (April to March), or unknown. An Excel date counts as its month."""

    @property
    def list_name(self) -> str | None:
        return "unknown_word"

    def unit(self) -> Words:
        return Words("年月（YYYY-MM）、年度（2024年度）又は不明", "month (YYYY-MM), fiscal year (2024年度) or Unknown")

    def do(self) -> Words:
        return Words(
            "2026-04 の形式で年月を入力してください。月が分からない場合は「2026年度」又は「不明」とします。",
            'Enter a month such as 2026-04, else a fiscal year (2026年度) or "Unknown".',
        )

    def faults(self) -> tuple[Fault, ...]:
        return (Fault("not-a-month", self._no_month),)

    def _no_month(self, v: str, cells: Cells) -> str:
        word = f"SUMPRODUCT(--EXACT({v},{cells.labels('unknown_word')}))>0"
        return f"IF(ISNUMBER({v}),{_outside_days(v)},IF({word},FALSE,{no_month(v)}))"

    def fault(self, value: Any, lists: Lists) -> str | None:
        if value == "unknown" or (isinstance(value, str) and month_span(value) is not None):
            return None
        return "not-a-month"

    def mirror(self, cell: str, cells: Cells) -> str:
        return f"IF(ISNUMBER({cell}),{cell},{_meant(cell, 'unknown_word', cells)})"

    def hint(self, cell: str, mirrored: str, cells: Cells) -> str | None:
        # A month that does not exist has been told before.
        rest = f'IF(LEN({mirrored})=6,"年度","-"&{_figures(f"RIGHT({mirrored},2)", 2)})'
        same = f"AND(EXACT({mirrored},{_figures(f'LEFT({mirrored},4)', 4)}&{rest}),{_near_year(mirrored)})"
        sound = f"OR(IFERROR({same},FALSE),{mirrored}={cells.label('unknown_word', 'unknown')})"
        return f"IF(ISNUMBER({mirrored}),FALSE,NOT(AND(EXACT({cell},{mirrored}),{sound})))"

    @staticmethod
    def is_month(v: str) -> str:
        """True where `v` is the text of a month in the canonical form."""
        same = f'EXACT({_figures(f"LEFT({v},4)", 4)}&"-"&{_figures(f"RIGHT({v},2)", 2)},{v})'
        return f"IFERROR(AND({same},{_near_year(v)},ABS(RIGHT({v},2)-6.5)<6),FALSE)"

    @staticmethod
    def is_year(v: str) -> str:
        """True where `v` is the text of a fiscal year in the canonical form."""
        return f'IFERROR(AND(EXACT({_figures(f"LEFT({v},4)", 4)}&"年度",{v}),{_near_year(v)}),FALSE)'

    def first_month(self, v: str) -> str:
        """Month index at which the mirrored value begins, else `""`."""
        month, year = f"LEFT({v},4)*12+RIGHT({v},2)", f"LEFT({v},4)*12+4"
        text = f'IF({self.is_month(v)},{month},IF({self.is_year(v)},{year},""))'
        return f"IF(ISNUMBER({v}),YEAR({v})*12+MONTH({v}),{text})"

    def last_month(self, v: str, first: str) -> str:
        """Month index at which it ends, from that at which it begins; an error where it has none."""
        return f'{first}+11*(RIGHT({v},2)="年度")'

    def show(self, value: Any, language: Language, lists: Lists) -> str:
        return lists["unknown_word"]["unknown"].label[language] if value == "unknown" else str(value)


_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII)
_FISCAL_YEAR = re.compile(r"(\d{4})年度", re.ASCII)


@lru_cache(maxsize=4096)  # a few hundred months are asked about again and again
def month_span(value: str | None) -> tuple[int, int] | None:
    """First and last month index (year × 12 + month) of a canonical month or fiscal year; None for anything else."""
    if value is None:
        return None
    month, year = _MONTH.fullmatch(value), _FISCAL_YEAR.fullmatch(value)
    found = month or year
    if found is None or not FIRST_DAY.year <= int(found[1]) <= LAST_DAY.year:
        return None
    start = int(found[1]) * 12
    return (start + int(month[2]), start + int(month[2])) if month else (start + 4, start + 15)


@dataclass(frozen=True)
class Several(AnswerKind):
    """Several choices of a list, separated by 、. Canonical: a tuple of keys, none of them twice."""

    none_words: ClassVar[str | None] = "NONE_WORDS"

    name: str
    by_key: bool = False  # whether a key is as good an answer as a label (prefecture codes)

    @property
    def list_name(self) -> str | None:
        return self.name

    def unit(self) -> Words:
        return Words("複数の場合は「、」区切り", "separate several by 、")

    def do(self) -> Words:
        return Words(
            "{label}を、一覧の名称のとおり「、」で区切って入力してください。",
            'Enter "{label}" as named in the list, separated by 、.',
        )

    def faults(self) -> tuple[Fault, ...]:
        return (Fault("not-in-list", self._not_covered), Fault("duplicate", self._repeated))

    def _not_covered(self, v: str, cells: Cells) -> str:
        # Every character must belong to an entry of the list: «a、b» is looked at as «、a、、b、».
        wrapped = _wrapped(v)
        found = f'LEN({wrapped})-LEN(SUBSTITUTE({wrapped},"、"&{cells.spellings(self.name)}&"、",""))'
        return f"SUMPRODUCT({found})<LEN({wrapped})"

    def _repeated(self, v: str, cells: Cells) -> str:
        wrapped, names = _wrapped(v), cells.labels(self.name)
        found = f'LEN({wrapped})-LEN(SUBSTITUTE({wrapped},"、"&{names}&"、",""))'
        return f"SUMPRODUCT(--({found}>LEN({names})+2))>0"

    def fault(self, value: Any, lists: Lists) -> str | None:
        if not isinstance(value, tuple) or any(each not in lists[self.name] for each in value):
            return "not-in-list"
        return "duplicate" if len(set(value)) < len(value) else None

    def mirror(self, cell: str, cells: Cells) -> str:
        for typed in (*map(quoted, ("，", ",", "､", ";", "；")), "CHAR(10)", quoted("、 "), quoted("、　")):
            cell = f"SUBSTITUTE({cell},{typed},{quoted(SEPARATOR)})"
        return f"TRIM({cell})"

    def hint(self, cell: str, mirrored: str, cells: Cells) -> str | None:
        wrapped, names = _wrapped(mirrored), cells.labels(self.name)
        found = f'LEN({wrapped})-LEN(SUBSTITUTE({wrapped},"、"&{names}&"、",""))'
        return f'OR(NOT(EXACT({cell}&"",{mirrored})),SUMPRODUCT({found})<LEN({wrapped}))'

    def show(self, value: Any, language: Language, lists: Lists) -> str:
        return SEPARATOR.join(lists[self.name][each].label[language] for each in value)


@dataclass(frozen=True)
class Phone(AnswerKind):
    """A Japanese telephone number: begins with 0, 10 or 11 digits, no or two hyphens between them."""

    none_words: ClassVar[str | None] = "NONE_WORDS"

    def unit(self) -> Words:
        return Words("03-0000-0000 の形式", "as 03-0000-0000")

    def faults(self) -> tuple[Fault, ...]:
        return (Fault("bad-format", self._malformed, {"format_name": PHONE_FORMAT, "example": "03-0000-0000"}),)

    def _malformed(self, v: str, _: Cells) -> str:
        bare = f'SUBSTITUTE({v},"-","")'
        hyphens = f"LEN({v})-LEN({bare})"
        sound = all_of(
            f'LEFT({v},1)="0"',
            any_of(f"{hyphens}=0", f"{hyphens}=2"),
            f'ISERROR(FIND("--",{v}))',
            f'RIGHT({v},1)<>"-"',
            any_of(f"LEN({bare})=10", f"LEN({bare})=11"),
            f'SUMPRODUCT(LEN({bare})-LEN(SUBSTITUTE({bare},{_ASCII_DIGITS},"")))=LEN({bare})',
        )
        return f"NOT(OR({sound},{self._readable(v)}))"

    @staticmethod
    def _readable(v: str) -> str:
        """True where the number holds signs that are read as digits, hyphens or brackets, or words that are left out."""
        return f"AND({_holds_wide(v)},NOT({no_phone(v)}))"

    def mirror(self, cell: str, cells: Cells) -> str:
        # A number cell cannot hold the nought in front.
        return f'IF(ISNUMBER({cell}),"0","")&TRIM({cell})'

    def fault(self, value: Any, lists: Lists) -> str | None:
        return None if isinstance(value, str) and _PHONE.fullmatch(value) else "bad-format"

    def hint(self, cell: str, mirrored: str, cells: Cells) -> str | None:
        # What is malformed has been told before.
        return f"OR(ISNUMBER({cell}),{_holds_wide(mirrored)})"


@dataclass(frozen=True)
class Email(AnswerKind):
    """An e-mail address: one @ with something before it, a dot after it, no blanks."""

    none_words: ClassVar[str | None] = "NONE_WORDS"

    def unit(self) -> Words:
        return Words("name@example.lg.jp の形式", "as name@example.lg.jp")

    def faults(self) -> tuple[Fault, ...]:
        return (Fault("bad-format", self._malformed, {"format_name": EMAIL_FORMAT, "example": "name@example.lg.jp"}),)

    def _malformed(self, v: str, _: Cells) -> str:
        sound = all_of(
            f'LEN({v})-LEN(SUBSTITUTE({v},"@",""))=1',
            f'LEFT({v},1)<>"@"',
            f'IFERROR(FIND(".",{v},FIND("@",{v})+2)>0,FALSE)',
            any_of(self._wrapped(v), all_of(*(f"ISERROR(FIND({quoted(blank)},{v}))" for blank in " 　"))),
        )
        return f"NOT({sound})"

    @staticmethod
    def _wrapped(v: str) -> str:
        """True where an address stands in angle brackets behind a name."""
        return f'RIGHT({v},1)=">"'

    def fault(self, value: Any, lists: Lists) -> str | None:
        return None if isinstance(value, str) and _EMAIL.fullmatch(value) else "bad-format"

    def mirror(self, cell: str, cells: Cells) -> str:
        return f'SUBSTITUTE(SUBSTITUTE(TRIM(CLEAN({cell})),"＠","@"),"．",".")'

    def hint(self, cell: str, mirrored: str, cells: Cells) -> str | None:
        return f'OR(NOT(EXACT({cell},{mirrored})),{self._wrapped(mirrored)},RIGHT({mirrored},1)=".")'


PHONE_FORMAT = Words("電話番号（市外局番から）", "a telephone number with area code")
EMAIL_FORMAT = Words("メールアドレス", "an e-mail address")
_ASCII_DIGITS = "{" + ",".join(f'"{digit}"' for digit in range(10)) + "}"
_WIDE_PHONE = "０１２３４５６７８９－−‐‑–—ーｰ（）() ./．／電代直℡+＋TtPpMmDdＴｔＰｐ"
_PHONE = re.compile(r"(?=0)(?=(?:-?\d){10,11}$)(?:\d+|\d+-\d+-\d+)", re.ASCII)
_EMAIL = re.compile(r"(?!@)[^@\s]+@[^@\s]+\.[^@\s]*[^@.\s]")


def _holds_wide(v: str) -> str:
    return holds(v, _WIDE_PHONE)


def _outside_days(v: str) -> str:
    return f"OR({v}<{serial(FIRST_DAY)},{v}>={serial(LAST_DAY) + 1})"


def _figures(text: str, count: int) -> str:
    """The whole number that a text means, in so many figures; an error where it means none."""
    return f'TEXT({text}+0,"{"0" * count}")'


def _near_year(v: str) -> str:
    """True where a text begins with a year of `FIRST_DAY` to `LAST_DAY`."""
    middle, reach = (FIRST_DAY.year + LAST_DAY.year) / 2, (LAST_DAY.year - FIRST_DAY.year) / 2
    return f"ABS(LEFT({v},4)-{middle})<={reach}"


def _meant(cell: str, name: str, cells: Cells) -> str:
    """The label that a typed text stands for, or the text itself."""
    bare = cell
    for blank in (*_AS_BLANK, _NO_WIDTH):
        bare = f"SUBSTITUTE({bare},{quoted(blank)},{quoted(' ')})"
    typed = escaped_for_match(f"TRIM({bare})")
    return f"IFERROR(INDEX({cells.meant(name)},MATCH({typed},{cells.spellings(name)},0)),TRIM({cell}))"


def _wrapped(v: str) -> str:
    return f'("、"&SUBSTITUTE({v},"、","、、")&"、")'
