"""Municipalities in the free rows of the participants: codes as spreadsheets spoil them, names instead of codes.

| typed | read as |
| --- | --- |
| `011002`, 131016 as a number, `011002（北海道札幌市）` | the code; nothing is said |
| 011002 札幌市, 札幌市（011002）, 11002札幌市 | the code, said; fault where name and code disagree |
| 11002 (lost nought), 01100 and 13101 (no check digit), 1100 (neither), ０１１００２, 01100-2 | six digits, said |
| 12203 (士別市 without its nought, or 市川市 without its check digit) | fault, both named |
| 131017 | fault, the municipality of the first five digits suggested |
| 141011, 14101, 横浜市鶴見区 (a ward of a designated city) | fault, the city named |
| 札幌市, 北海道札幌市, 梼原町, 竜ヶ崎市, 塩釜市, 長岡郡本山町, Sapporo-shi | the code, said |
| 池田町 and every other shared name | fault, all of that name named |
| 中央区, 北区, 港区 | fault: also wards of designated cities; that of Tokyo suggested |
| 札幌, 富山県高丘市, a misspelt name | fault, the nearest suggested |
| 403059, 40305, 福岡県那珂川町, 篠山市 (a code or name of before a merger or other change) | the code of today, said |
| the code of a municipality that was divided | fault, its parts named |
| 010006, 13 (a prefecture) | fault |
| `-`, なし | blank, said |
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from survey_tool.intake.cells.grid import CellValue
from survey_tool.intake.cells.plain import as_text, is_dash, plain, trimmed
from survey_tool.intake.understanding.choices import NONE_WORDS
from survey_tool.intake.understanding.nearest import nearest
from survey_tool.intake.understanding.reading import MEANT_BLANK, Reading, changed, faulty
from survey_tool.questionnaire.vocabulary.lists import fold
from survey_tool.reference.data_rows import check_digit
from survey_tool.reference.places import Municipality, Places
from survey_tool.wording.invisible import UNSEEN
from survey_tool.wording.words import Words

_CODE = "municipality-unknown"
SUCCEEDED = "code-succeeded"
"""What is said of a code or name of before a merger or the like, read as the municipality that is there today."""
_DIGITS = re.compile(r"\d{4,5}(?:-?\d)?", re.ASCII)
_CODE_AND_NAME = re.compile(r"(?P<code>\d{5,6})[(:]?(?P<name>[^\d()]+)\)?", re.ASCII)
_AS_SHOWN = re.compile(r"\d{6} ?[(（].+[)）]", re.ASCII)
_NAME_AND_CODE = re.compile(r"(?P<name>[^\d()]+)[(:]?(?P<code>\d{5,6})\)?", re.ASCII)
_WARD_NAME = re.compile(r"(?P<city>.+市).+区")
_SHARED_WITH_WARDS = frozenset(
    {"中央区", "北区", "港区"}
)  # special wards whose name wards of designated cities bear too
_LONGEST_NAME, _LONGEST_TEXT = 30, 60
_NAMED_AT_MOST = 6

# The wards of a designated city follow its code: 14101 to 14118 are those of 14100. How many numbers are given out, by
# the first five digits of the city; without this a municipality whose check digit is missing could look like a ward.
_WARD_NUMBERS = {
    "01100": 10, "04100": 5, "11100": 10, "12100": 6, "14100": 18, "14130": 7, "14150": 3, "15100": 8, "22100": 3,
    "22130": 10, "23100": 16, "26100": 11, "27100": 28, "27140": 7, "28100": 11, "33100": 4, "34100": 8, "40100": 9,
    "40130": 7, "43100": 5,
}  # fmt: skip


def read_municipality(typed: CellValue, places: Places) -> Reading:
    """The code of a municipality, from its code or its name."""
    if isinstance(typed, bool) or not isinstance(typed, (str, int, float)):
        return faulty(_CODE)
    text = trimmed(as_text(typed))
    if text in places.municipalities:
        return Reading(text)
    if is_dash(text) or fold(text) in NONE_WORDS:
        return MEANT_BLANK
    if _DIGITS.fullmatch(digits := plain(text)):
        return _of_digits(digits.replace("-", ""), places)
    if len(text) > _LONGEST_TEXT:
        return faulty(_CODE)
    folded = fold(text)
    both = _CODE_AND_NAME.fullmatch(folded) or _NAME_AND_CODE.fullmatch(folded)
    if both is not None:
        return _of_both(both["code"], both["name"], text, places)
    return _of_name(text, places) if len(text) <= _LONGEST_NAME else faulty(_CODE)


def shown(municipality: Municipality, places: Places) -> Words:
    """Code and name, as a finding shows them: 011002（北海道札幌市）."""
    prefecture = places.prefectures[municipality.prefecture_code].name
    return Words(
        f"{municipality.code}（{prefecture.ja}{municipality.name.ja}）",
        f"{municipality.code} ({municipality.name.en}, {prefecture.en})",
    )


def _of_digits(digits: str, places: Places) -> Reading:
    readings = _whole_codes(digits)
    known = [places.municipalities[code] for code in readings if code in places.municipalities]
    cities = [city for city in (_city_of_ward(code, places) for code in readings) if city is not None]
    if len(known) == 1 and not cities:
        return _read(known[0], places)
    if not known and not cities and (today := _today(readings, places)):
        return _succeeding(today, places)
    if len(cities) == 1 and not known:
        return replace(faulty(_CODE, shown(cities[0], places)), variant="municipality-ward")
    same_five = [each for each in places.municipalities.values() if len(digits) == 6 and each.code[:5] == digits[:5]]
    return faulty(_CODE, _one_of(known + cities or same_five, places))


def _whole_codes(digits: str) -> tuple[str, ...]:
    """The codes of six digits that are left of these when a nought in front, the check digit, or both are lost."""
    if len(digits) == 6:
        return (digits,)
    readings = [digits + check_digit(digits)] if len(digits) == 5 else []
    lost = "0" + digits
    readings.append(lost if len(lost) == 6 else lost + check_digit(lost))
    return tuple(readings)


def _city_of_ward(code: str, places: Places) -> Municipality | None:
    """The designated city of which this is the code of a ward."""
    if check_digit(code[:5]) != code[5]:
        return None
    for first_five, wards in _WARD_NUMBERS.items():
        if 0 < int(code[:5]) - int(first_five) <= wards:
            return places.municipalities.get(first_five + check_digit(first_five))
    return None


def _of_both(digits: str, name: str, text: str, places: Places) -> Reading:
    """A code with its name; a name that is another's makes the code doubtful."""
    known = (places.municipalities[code] for code in _whole_codes(digits) if code in places.municipalities)
    named = [each for each in known if name in map(fold, _names(each, places))]
    former = [each for each in places.formerly_named(name) if each in _today(_whole_codes(digits), places)]
    if not named and former:
        return _succeeding(former, places)
    if len(named) != 1:
        return faulty(_CODE)
    return Reading(named[0].code) if _AS_SHOWN.fullmatch(text) else _read(named[0], places)


def _names(municipality: Municipality, places: Places) -> tuple[str, ...]:
    prefecture, own = places.prefectures[municipality.prefecture_code].name, municipality.name
    return own.ja, prefecture.ja + own.ja, own.en, f"{own.en}, {prefecture.en}"


def _of_name(text: str, places: Places) -> Reading:
    name = "".join(UNSEEN.sub("", unicodedata.normalize("NFKC", text)).split())
    if "郡" in name and (former := places.formerly_named(name)):  # 筑紫郡那珂川町 is not 栃木県那珂川町
        return _succeeding(former, places)
    found = _named(name, places)
    if not found and (former := places.formerly_named(name)):
        return _succeeding(former, places)
    if len(found) == 1 and name not in _SHARED_WITH_WARDS:
        return _read(found[0], places)
    ward = _WARD_NAME.fullmatch(name)
    cities = [city for city in _named(ward["city"], places) if city.kind == "designated_city"] if ward else []
    if len(cities) == 1 and not found:
        return replace(faulty(_CODE, shown(cities[0], places)), variant="municipality-ward")
    is_name = not any(sign.isdigit() for sign in name)
    return faulty(_CODE, _one_of(found or _near(name, places), places), "municipality-name" if is_name else None)


def _named(name: str, places: Places) -> tuple[Municipality, ...]:
    """The municipalities of a name, with or without prefecture and district (郡), Japanese or English."""
    if found := places.named(name):
        return found
    if name.isascii():
        return tuple(each for each in places.municipalities.values() if fold(each.name.en) == fold(name))
    return _without_district(name, places)


def _without_district(name: str, places: Places) -> tuple[Municipality, ...]:
    before, district, town = name.rpartition("郡")
    if not district or not town.endswith(("町", "村")):
        return ()
    inside = (each for each in places.prefectures.values() if before.startswith(each.name.ja))
    prefecture = next(inside, None)
    return _named((prefecture.name.ja if prefecture else "") + town, places)


def _near(name: str, places: Places) -> tuple[Municipality, ...]:
    """The municipality whose name is clearly the nearest: in all Japan, or in the prefecture that is named before it."""
    inside = next((each for each in places.prefectures.values() if name.startswith(each.name.ja)), None)
    among = places.municipalities_of(inside.code) if inside else places.municipalities.values()
    own = name.removeprefix(inside.name.ja) if inside else name
    code = nearest(own, ((each.name.ja, each.code) for each in among))
    return () if code is None else (places.municipalities[code],)


def _today(codes: Sequence[str], places: Places) -> list[Municipality]:
    """The municipalities of today in place of the one that had such a code."""
    return [places.municipalities[each] for code in codes for each in places.successors(code)]


def _succeeding(today: Sequence[Municipality], places: Places) -> Reading:
    """The municipality that took the place of another; a fault where those are several."""
    if len(today) > 1:
        return faulty(_CODE, _one_of(tuple(today), places))
    return replace(_read(today[0], places), variant=SUCCEEDED)


def _read(municipality: Municipality, places: Places) -> Reading:
    return changed(municipality.code, shown(municipality, places))


def _one_of(candidates: tuple[Municipality, ...] | list[Municipality], places: Places) -> Words | None:
    if not 0 < len(candidates) <= _NAMED_AT_MOST:
        return None
    each = [shown(candidate, places) for candidate in candidates]
    if len(each) == 1:
        return each[0]
    return Words("", "one of ") + Words.listed(each) + Words("のいずれか", "")
