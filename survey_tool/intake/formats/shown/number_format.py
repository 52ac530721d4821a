"""Number formats, as far as they make people see something else than the cell holds.

Whoever looks at 2500000 under `#,##0,` sees 2,500; at the first of April 2023 under `yyyy"年度"`, a fiscal year. Formats that
only dress a value (colours, thousands separators, a day in whatever order) tell nothing and are passed over. What is left
is rendered here; scientific notation and fractions are not, since nobody types answers in them.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from survey_tool.intake.cells.noted import Shown

if TYPE_CHECKING:
    from survey_tool.intake.cells.grid import CellValue

BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: '"¥"#,##0;"¥"-#,##0', 6: '"¥"#,##0;"¥"-#,##0',
    7: '"¥"#,##0.00;"¥"-#,##0.00', 8: '"¥"#,##0.00;"¥"-#,##0.00', 9: "0%", 10: "0.00%", 14: "yyyy/m/d",
    15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss",
    22: "yyyy/m/d h:mm", 27: "ge.m.d", 28: 'ggge"年"m"月"d"日"', 29: 'ggge"年"m"月"d"日"', 30: "m/d/yy",
    31: 'yyyy"年"m"月"d"日"', 32: 'h"時"mm"分"', 33: 'h"時"mm"分"ss"秒"', 34: 'yyyy"年"m"月"', 35: 'm"月"d"日"',
    36: "ge.m.d", 37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00",
    41: '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ', 42: '_ "¥"* #,##0_ ;_ "¥"* -#,##0_ ;_ "¥"* "-"_ ;_ @_ ',
    43: '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ',
    44: '_ "¥"* #,##0.00_ ;_ "¥"* -#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ ',
    50: "ge.m.d", 51: 'ggge"年"m"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'ggge"年"m"月"d"日"',
    55: 'yyyy"年"m"月"', 56: 'm"月"d"日"', 57: "ge.m.d", 58: 'ggge"年"m"月"d"日"',
}  # fmt: skip
"""By their number, as a Japanese Excel shows them."""

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_(?P<gap>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General|G/標準|標準)|(?P<ampm>AM/PM|A/P|午前/午後)|(?P<exponent>E[+-])"
    r"|(?P<date>y+|m+|d+|h+|s+|g+|e+|r+|aaaa?)|(?P<digit>[0#?])|(?P<sign>[.,%])|(?P<text>@)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)(-?[0-9.]+)")
_PLAIN_NUMBER = re.compile(
    r"(?P<sign>[-−▲△(]?)(?P<figure>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]*)?|[0-9]+\.?[0-9]*|\.[0-9]+)\)?"
)
_SCIENTIFIC = re.compile(r"-?[0-9.]+E[+-]?[0-9]+")
_ERAS = ((dt.date(2019, 5, 1), "令和", "R"), (dt.date(1989, 1, 8), "平成", "H"), (dt.date(1926, 12, 25), "昭和", "S"))
_MONTHS = [
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
]  # fmt: skip
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_WEEKDAYS = "月火水木金土日"
_USUAL = ("0", "#,##0", "0.00", "#,##0.00")
_LONGEST_CODE, _MOST_SECTIONS = 255, 4
_EPOCHS = {False: dt.datetime(1899, 12, 30), True: dt.datetime(1904, 1, 1)}
_DAYS_OF_EXCEL = 2_958_466  # to the end of the year 9999
_NOISE = 1e-9


class _Token(NamedTuple):
    kind: str
    text: str


class _Section(NamedTuple):
    """One of the parts between semicolons."""

    tokens: tuple[_Token, ...]
    condition: tuple[str, float] | None
    dated: bool
    rendered: bool  # whether it is of the kinds that are rendered here


class NumberFormat(NamedTuple):
    """A format that may show something else than the value."""

    sections: tuple[_Section, ...]
    usual: bool = False  # figures with or without commas between the thousands: whole numbers show as they are


@lru_cache(maxsize=512)
def telling(code: str) -> NumberFormat | None:
    """The format of a code; None where it shows every value as it is."""
    if not code or len(code) > _LONGEST_CODE or code.lower() in ("general", "@", "g/標準"):
        return None
    sections = tuple(_section(part) for part in _parts(code)[:_MOST_SECTIONS])
    return None if all(_only_dresses(each) for each in sections) else NumberFormat(sections, code in _USUAL)


def shown(form: NumberFormat, value: CellValue, is_1904: bool = False) -> Shown | None:
    """What people see of a number or a day, where that is something else than the value. `is_1904`: from when days count."""
    if isinstance(value, bool) or not isinstance(value, (int, float, dt.date)):
        return None
    if form.usual and isinstance(value, float) and value.is_integer():
        return None
    number = value if isinstance(value, (int, float)) else 1.0
    section, negative = _chosen(form.sections, number)
    if section is None or not section.rendered:
        return None
    if section.dated:
        moment = _moment(value, is_1904)
        return None if moment is None or _only_dresses(section) else _as_day(section, moment, value)
    if not isinstance(value, (int, float)) or abs(value) >= 1e15:
        return None
    try:
        return as_number(_digits(section, Decimal(f"{value:.15g}"), negative), value)
    except InvalidOperation:  # thirty decimals, or twenty signs for per cent
        return None


def as_number(text: str, value: float) -> Shown | None:
    """What a number means that shows as `text`; None where that is the same number."""
    text = text.strip()
    if value == 0 and text and not text.strip("-−–—‐ ¥￥"):
        return None  # tables show a nought as a dash
    found = _PLAIN_NUMBER.fullmatch(text)
    if found is None and _SCIENTIFIC.fullmatch(text):
        return None
    if found is None:
        return Shown("format", text or None, text, value)
    seen = float(found["figure"].replace(",", "")) * (-1 if found["sign"] else 1)
    return None if abs(seen - value) <= _NOISE * max(1.0, abs(value)) else Shown("format", seen, text, value)


def as_day(text: str, parts: set[str], value: dt.date) -> Shown | None:
    """What a day means that shows as `text`, of which year, month and day (`ymd`) are shown; None where all of them are."""
    fiscal = "年度" in text
    if not fiscal and parts >= set("ymd"):
        return None
    canonical = f"{value:%Y-%m}" if not fiscal and parts >= set("ym") else text
    return Shown("format", canonical or None, text, value)


def _parts(code: str) -> list[str]:
    """The sections of a code; a semicolon in quotes or brackets is text."""
    parts = [""]
    for found in _TOKEN.finditer(code):
        if found[0] == ";":
            parts.append("")
        else:
            parts[-1] += found[0]
    return parts


def _section(code: str) -> _Section:
    tokens: list[_Token] = []
    condition = None
    spans = False  # of time
    for found in _TOKEN.finditer(code):
        kind, text = str(found.lastgroup), found[str(found.lastgroup)]
        if kind != "bracket":
            tokens += _token(kind, text)
        elif limit := _CONDITION.fullmatch(text):
            condition = limit[1], float(limit[2])
        elif text.startswith("$"):
            tokens.append(_Token("literal", text[1:].partition("-")[0]))
        else:
            spans = spans or bool(text and not text.lower().strip("hms"))
    dated = any(each.kind in ("date", "ampm") for each in tokens)
    fraction = not dated and _Token("literal", "/") in tokens
    odd = spans or fraction or any(each.kind in ("exponent", "text") for each in tokens)
    return _Section(tuple(tokens), condition, dated, not odd)


def _token(kind: str, text: str) -> list[_Token]:
    """A token of a section as it is shown; none for the sign that fills the cell."""
    if kind in ("quoted", "escaped", "other"):
        return [_Token("literal", text)]
    if kind == "gap":
        return [_Token("literal", " ")]
    return [] if kind == "fill" else [_Token(kind, text.lower() if kind == "date" else text)]


def _only_dresses(section: _Section) -> bool:
    """Whether a section of days shows all of the day, and a section of figures (or text) the value as it is."""
    if not section.rendered:
        return True
    if section.dated:
        said = "".join(each.text for each in section.tokens if each.kind == "literal")
        return "年度" not in said and _shown_parts(section) >= set("ymd")
    return [each.kind for each in section.tokens] == ["general"] or any(each.kind == "text" for each in section.tokens)


def _shown_parts(section: _Section) -> set[str]:
    parts = set()
    for number, token in enumerate(section.tokens):
        if token.kind == "date":
            letter = token.text[0]
            if letter in "yer":
                parts.add("y")
            elif letter == "d" and len(token.text) <= 2:
                parts.add("d")
            elif letter == "m" and not _is_minute(section.tokens, number):
                parts.add("m")
    return parts


def _is_minute(tokens: tuple[_Token, ...], number: int) -> bool:
    """An m behind hours or before seconds."""
    before = next((each.text[0] for each in reversed(tokens[:number]) if each.kind == "date"), "")
    behind = next((each.text[0] for each in tokens[number + 1 :] if each.kind == "date"), "")
    return len(tokens[number].text) <= 2 and (before == "h" or behind == "s")


def _chosen(sections: tuple[_Section, ...], number: float) -> tuple[_Section | None, bool]:
    """The section for a number, and whether a minus has to be put before it."""
    if any(each.condition for each in sections):
        for section in sections[:3]:
            if section.condition is None or _meets(number, *section.condition):
                return section, number < 0
        return None, False
    if number < 0 and len(sections) > 1:
        return sections[1], False
    if number == 0 and len(sections) > 2:
        return sections[2], False
    return sections[0], number < 0


def _meets(number: float, sign: str, limit: float) -> bool:
    return {
        "<": number < limit, ">": number > limit, "<=": number <= limit, ">=": number >= limit,
        "=": number == limit, "<>": number != limit,
    }[sign]  # fmt: skip


def _digits(section: _Section, number: Decimal, negative: bool) -> str:
    """A number as a section shows it."""
    tokens = section.tokens
    places = [index for index, each in enumerate(tokens) if each.kind == "digit"]
    if not places:
        return _without_places(tokens, number, negative)
    point = tokens.index(_Token("sign", ".")) if _Token("sign", ".") in tokens else len(tokens)
    whole = [index for index in places if index < point]
    decimals = [index for index in places if index > point]
    commas = [index for index, each in enumerate(tokens) if each == ("sign", ",")]
    grouped = bool(whole) and any(whole[0] < index < whole[-1] for index in commas)
    ends = (whole[-1] if whole else point, places[-1])
    power = 2 * tokens.count(_Token("sign", "%")) - 3 * sum(_closes(tokens, index, ends) for index in commas)
    scaled = abs(number).scaleb(power).quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    figures, _, fraction = f"{scaled:f}".partition(".")
    filled = _filled(tokens, whole, figures, grouped) | _filled_behind(tokens, decimals, fraction)
    minus = "-" if negative and scaled else ""
    return minus + "".join(filled.get(index, "" if index in commas else each.text) for index, each in enumerate(tokens))


def _without_places(tokens: tuple[_Token, ...], number: Decimal, negative: bool) -> str:
    """A number as a section of words shows it, with or without the number as it is (General) among them."""
    value = f"{abs(number):f}" if any(each.kind == "general" for each in tokens) else ""
    minus = "-" if negative and (value or not tokens) else ""
    return minus + "".join(value if each.kind == "general" else each.text for each in tokens)


def _closes(tokens: tuple[_Token, ...], index: int, ends: tuple[int, int]) -> bool:
    """Whether a comma follows the last figure before the point or of all, with nothing but commas between."""
    start = max((end for end in ends if end < index), default=-1)
    return start >= 0 and all(tokens[between] == ("sign", ",") for between in range(start + 1, index))


def _filled(tokens: tuple[_Token, ...], places: list[int], figures: str, grouped: bool) -> dict[int, str]:
    """What stands at each placeholder before the point: figures from the right, the rest of them at the first one."""
    figures = "" if figures == "0" else figures
    filled = {}
    for nth, index in enumerate(reversed(places)):
        first = nth == len(places) - 1
        taken = figures[: len(figures) - nth] if first else figures[len(figures) - nth - 1 : len(figures) - nth]
        if nth >= len(figures):
            taken = {"0": "0", "?": " "}.get(tokens[index].text, "")
        filled[index] = _grouped(taken, nth) if grouped else taken
    return filled


def _grouped(figures: str, behind: int) -> str:
    """With a comma after every third figure counted from the point; `behind` figures follow."""
    marked = ""
    for nth, sign in enumerate(reversed(figures), start=behind):
        marked = sign + ("," if nth and nth % 3 == 0 and sign.strip() else "") + marked
    return marked


def _filled_behind(tokens: tuple[_Token, ...], places: list[int], fraction: str) -> dict[int, str]:
    kept = len(fraction.rstrip("0"))
    blank = {"0": "0", "?": " "}
    return {
        index: fraction[nth] if nth < kept else blank.get(tokens[index].text, "") for nth, index in enumerate(places)
    }


def _moment(value: CellValue, is_1904: bool) -> dt.datetime | None:
    if isinstance(value, dt.datetime):
        return value
    if isinstance(value, dt.date):
        return dt.datetime.combine(value, dt.time())
    if isinstance(value, (int, float)) and 1 <= value < _DAYS_OF_EXCEL:
        return _EPOCHS[is_1904] + dt.timedelta(days=value)
    return None


def _as_day(section: _Section, moment: dt.datetime, value: CellValue) -> Shown | None:
    text = "".join(_piece(section.tokens, number, moment) for number in range(len(section.tokens))).strip()
    seen = as_day(text, _shown_parts(section), moment.date())
    return None if seen is None else seen._replace(behind=value)


def _piece(tokens: tuple[_Token, ...], number: int, moment: dt.datetime) -> str:
    """What one token of a section of days shows."""
    kind, text = tokens[number]
    if kind == "ampm":
        return text.split("/")[moment.hour >= 12]
    if kind != "date":
        return "" if kind == "digit" else text
    if text[0] == "m" and _is_minute(tokens, number):
        return f"{moment.minute:0{len(text)}d}"
    if text[0] in "hs":
        twelve = any(each.kind == "ampm" for each in tokens)
        hour = moment.hour % 12 or 12 if twelve else moment.hour
        return f"{hour if text[0] == 'h' else moment.second:0{min(len(text), 2)}d}"
    return _of_day(text, moment.date())


def _of_day(text: str, day: dt.date) -> str:
    letter, length = text[0], len(text)
    if letter in "ger":
        return _of_era(text, day)
    if letter == "a":
        return _WEEKDAYS[day.weekday()] + "曜日" * (length > 3)
    if letter == "y":
        return f"{day.year:04d}" if length > 2 else f"{day.year % 100:02d}"
    if length <= 2:
        return f"{day.month if letter == 'm' else day.day:0{length}d}"
    name = _MONTHS[day.month - 1] if letter == "m" else _DAYS[day.weekday()]
    return name[: {3: 3, 5: 1}.get(length, len(name))]


def _of_era(text: str, day: dt.date) -> str:
    start, name, letter = next((each for each in _ERAS if day >= each[0]), (dt.date(1, 1, 1), "", ""))
    if text[0] == "g":
        return {1: letter, 2: name[:1]}.get(len(text), name)
    year = f"{day.year - start.year + 1:0{min(len(text), 2)}d}"
    return f"{name}{year}" if text[0] == "r" and len(text) > 1 else year
