"""Municipalities, prefectures and who borders on whom, from data files that can be replaced.

Sources, licences and transformations of the built-in files: `data/SOURCES.md`. The two as-of dates stand on every row of
the file and are carried along, so that whatever is published can name them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import Literal, cast, get_args

from survey_tool.questionnaire.vocabulary.lists import Choice, CodeList
from survey_tool.reference.code_changes import CodeChange, read_code_changes
from survey_tool.reference.data_rows import LOCAL_CODE, ONE_OF, blank, data_rows, is_local_code
from survey_tool.wording.handwritten import FileLine, Mistake, MistakesError, repeated
from survey_tool.wording.words import Words

DATA = Path(__file__).parent / "data"
MUNICIPALITIES, PREFECTURES, NEIGHBOURS, CODE_CHANGES = (
    DATA / "municipalities.csv",
    DATA / "prefectures.csv",
    DATA / "neighbours.csv",
    DATA / "code_changes.csv",
)
MunicipalityKind = Literal["designated_city", "city", "town", "village", "special_ward"]

_NAMED = 12  # more prefectures than that are only counted
_PREFECTURE_COLUMNS = ("code", "lgcode", "name_ja", "name_en", "region_ja", "region_en")
FIGURE_DIGITS = {"population": 7, "employees": 5}
"""How long the figures of a municipality may be: the largest city has 3.8 million people and 45 thousand employees."""
_DAYS = ("population_date", "employees_date")
_MUNICIPALITY_COLUMNS = (
    "code",
    "prefecture_code",
    "name_ja",
    "name_kana",
    "name_en",
    "kind",
    "population",
    "employees",
    *_DAYS,
)
_NEIGHBOUR_COLUMNS = ("a", "b")
_KINDS: tuple[str, ...] = get_args(MunicipalityKind)
_FIGURES = {column: re.compile(rf"[0-9]{{1,{digits}}}") for column, digits in FIGURE_DIGITS.items()}

_PREFECTURE_CODE = Words("01から47までの都道府県コードを記入してください。", "Give a prefecture code from 01 to 47.")
_OWN_PREFECTURE = Words(
    "団体コードの最初の2桁と同じ都道府県コードを記入してください。",
    "Give the prefecture code with which the code begins.",
)
_WHOLE_NUMBER = Words("0から{most}までの整数を記入してください。", "Give a whole number from 0 to {most}.")
_DAY = Words("2022-01-01 のように年月日を記入してください。", "Give a day such as 2022-01-01.")
_DIFFERENT_DAYS = Words(
    "基準日が行によって異なるか、行がありません。", "The days differ between rows, or there is no row."
)
_ONE_DAY = Words("全ての行に同じ基準日を記入してください。", "Give the same day in every row.")

# The same town is written with either character, in official lists or by hand. 島 and 嶋 are not among them: 鹿島市 and 鹿嶋市
# are two cities. Nor is か, for ケ: in readings it is too many others.
VARIANT_CHARACTERS = (
    "梼竜釜条桧淵鰺諫沢辺﨑浜瀬冨驒滝曾亀国広塩万ヶがガヵノ之", "檮龍竈條檜渕鯵諌澤邊崎濱瀨富騨瀧曽龜國廣鹽萬ケケケケのの"
)  # fmt: skip
_ONE_CHARACTER = str.maketrans(*VARIANT_CHARACTERS)

ATTRIBUTION = Words(
    "出典：総務省「住民基本台帳に基づく人口、人口動態及び世帯数」（令和4年1月1日現在）、総務省「令和2年地方公務員給与実態調査」"
    "（令和2年4月1日現在）、総務省「全国地方公共団体コード」、国土地理院「Gazetteer of Japan」を加工して作成。"
    "団体の所在地・よみは code4fukui/localgovjp（CC0）による。",
    "Sources: Ministry of Internal Affairs and Communications (population of the basic resident register, 1 January 2022; "
    "survey on local government employee compensation, 1 April 2020; national local government code), Geospatial "
    "Information Authority of Japan (Gazetteer of Japan), edited. Locations and readings: code4fukui/localgovjp (CC0).",
)

SOURCES: tuple[tuple[Words, str], ...] = (
    (
        Words(
            "総務省「住民基本台帳に基づく人口、人口動態及び世帯数」", "MIC: population of the basic resident register"
        ),
        "https://www.soumu.go.jp/main_sosiki/jichi_gyousei/daityo/jinkou_jinkoudoutai-setaisuu.html",
    ),
    (
        Words("総務省「令和2年地方公務員給与実態調査」", "MIC: survey on local government employee compensation, 2020"),
        "https://www.soumu.go.jp/main_sosiki/jichi_gyousei/c-gyousei/kyuuyo/kyuuyo_jc_1.html",
    ),
    (
        Words("総務省「全国地方公共団体コード」", "MIC: national local government code"),
        "https://www.soumu.go.jp/denshijiti/code.html",
    ),
    (
        Words("国土地理院「Gazetteer of Japan」", "Geospatial Information Authority of Japan: Gazetteer of Japan"),
        "https://www.gsi.go.jp/kihonjohochousa/gazetteer.html",
    ),
    (Words.same("code4fukui/localgovjp"), "https://github.com/code4fukui/localgovjp"),
)
"""The same one by one, each with the address at which it is found."""


@dataclass(frozen=True, slots=True)
class Prefecture:
    """One of the 47. `code` is `01` to `47`; `local_government_code` the six digits."""

    code: str
    local_government_code: str
    name: Words
    region: Words

    @property
    def romaji(self) -> str:
        """The name in file names: lower-case ASCII."""
        return self.name.en.lower()


@dataclass(frozen=True, slots=True)
class Municipality:
    """One of the 1,741 (special wards included). `code` is six digits with its leading zero."""

    code: str
    prefecture_code: str
    name: Words
    kana: str
    kind: MunicipalityKind
    population: int
    employees: int


@dataclass(frozen=True)
class Places:
    """All municipalities and prefectures. Dates are those of the data, never of the survey."""

    prefectures: Mapping[str, Prefecture]
    municipalities: Mapping[str, Municipality]
    neighbour_pairs: frozenset[tuple[str, str]]
    population_date: dt.date
    employees_date: dt.date
    code_changes: tuple[CodeChange, ...] = ()

    @cached_property
    def _by_prefecture(self) -> dict[str, tuple[Municipality, ...]]:
        found: dict[str, list[Municipality]] = {code: [] for code in self.prefectures}
        for municipality in self.municipalities.values():
            found[municipality.prefecture_code].append(municipality)
        return {code: tuple(each) for code, each in found.items()}

    def prefectures_told(self, codes: Collection[str]) -> Words:
        """The names of prefectures, or only how many they are where the names would fill the screen."""
        if len(codes) > _NAMED:
            return Words(f"{len(codes)}団体", f"{len(codes)} prefectures")
        return Words.listed(self.prefectures[code].name for code in codes)

    def municipalities_of(self, prefecture_code: str) -> tuple[Municipality, ...]:
        """The municipalities of a prefecture in the order of their codes."""
        return self._by_prefecture[prefecture_code]

    def neighbours_of(self, prefecture_code: str) -> tuple[str, ...]:
        """Codes of the bordering prefectures, those joined by a fixed road or rail crossing included."""
        pairs = self.neighbour_pairs
        return tuple(
            code for code in self.prefectures if (min(code, prefecture_code), max(code, prefecture_code)) in pairs
        )

    @cached_property
    def _by_name(self) -> dict[str, list[Municipality]]:
        found: dict[str, list[Municipality]] = {}
        for municipality in self.municipalities.values():
            prefecture = self.prefectures[municipality.prefecture_code]
            name = municipality.name.ja
            for spelling in (name, prefecture.name.ja + name):
                found.setdefault(spelling.translate(_ONE_CHARACTER), []).append(municipality)
        return found

    def named(self, name: str) -> tuple[Municipality, ...]:
        """The municipalities of that Japanese name, with or without the prefecture's before it."""
        return tuple(self._by_name.get(name.translate(_ONE_CHARACTER), ()))

    def successors(self, code: str) -> tuple[str, ...]:
        """The municipalities that are there today in place of that of a code, by their codes: itself if it is there, one or none, or
        several of a divided one.
        """
        found: dict[str, None] = {}
        waiting, seen = [code], set()
        while waiting:
            each = waiting.pop(0)
            if each in self.municipalities:
                found[each] = None
            elif each not in seen:
                waiting += (change.new_code for change in self.code_changes if change.old_code == each)
            seen.add(each)
        return tuple(found)

    def successor(self, code: str) -> str | None:
        """The one that took the place of a code that is no longer there; None also where the code is still there."""
        found = self.successors(code)
        return found[0] if len(found) == 1 and found[0] != code else None

    def formerly_named(self, name: str) -> tuple[Municipality, ...]:
        """The municipalities of today that had, or whose predecessor had, that Japanese name: with or without prefecture and
        district (郡) before it."""
        codes = {
            code: None
            for change in self.code_changes
            if name in self._former_spellings(change)
            for code in self.successors(change.old_code)
        }
        return tuple(self.municipalities[code] for code in codes)

    def _former_spellings(self, change: CodeChange) -> set[str]:
        prefecture = self.prefectures.get(change.old_code[:2])
        own = {change.old_name.ja, change.district + change.old_name.ja}
        return own | {prefecture.name.ja + each for each in own} if prefecture else own

    @cached_property
    def prefecture_list(self) -> CodeList:
        """The prefectures as a code list: names with and without 県, codes, codes without zero."""
        return CodeList("prefecture", tuple(_choice(each) for each in self.prefectures.values()))


def _choice(prefecture: Prefecture) -> Choice:
    ja = prefecture.name.ja
    short = ja if ja == "北海道" else ja[:-1]
    return Choice(
        prefecture.code, prefecture.name, spellings=(short, str(int(prefecture.code)), prefecture.local_government_code)
    )


@lru_cache(maxsize=4)
def read_places(
    municipalities: Path = MUNICIPALITIES,
    prefectures: Path = PREFECTURES,
    neighbours: Path = NEIGHBOURS,
    code_changes: Path = CODE_CHANGES,
) -> Places:
    """Places from four CSV files of the built-in files' columns. Raises `MistakesError` with all mistakes of a file."""
    known = {
        row.cells["code"]: _prefecture(row.cells)
        for row in data_rows(prefectures, _PREFECTURE_COLUMNS, _wrong_prefecture)
    }
    rows = data_rows(municipalities, _MUNICIPALITY_COLUMNS, partial(_wrong_municipality, known))
    days = [{dt.date.fromisoformat(day) for day in {row.cells[column] for row in rows}} for column in _DAYS]
    if any(len(found) != 1 for found in days):
        raise MistakesError([Mistake(municipalities.name, None, " / ".join(_DAYS), _DIFFERENT_DAYS, _ONE_DAY)])
    found = {row.cells["code"]: _municipality(row.cells) for row in rows}
    if twice := [*repeated(rows, "code")]:
        raise MistakesError(twice)
    pairs = data_rows(neighbours, _NEIGHBOUR_COLUMNS, partial(_wrong_neighbours, known))
    return Places(
        known,
        found,
        frozenset((min(ends), max(ends)) for row in pairs for ends in [(row.cells["a"], row.cells["b"])]),
        days[0].pop(),
        days[1].pop(),
        read_code_changes(code_changes),
    )


def _prefecture(cells: Mapping[str, str]) -> Prefecture:
    return Prefecture(
        cells["code"],
        cells["lgcode"],
        Words(cells["name_ja"], cells["name_en"]),
        Words(cells["region_ja"], cells["region_en"]),
    )


def _municipality(cells: Mapping[str, str]) -> Municipality:
    return Municipality(
        cells["code"],
        cells["prefecture_code"],
        Words(cells["name_ja"], cells["name_en"]),
        cells["name_kana"],
        cast("MunicipalityKind", cells["kind"]),
        int(cells["population"]),
        int(cells["employees"]),
    )


def _wrong_prefecture(row: FileLine) -> Iterator[Mistake]:
    yield from blank(row, _PREFECTURE_COLUMNS)
    if not re.fullmatch(r"0[1-9]|[1-3][0-9]|4[0-7]", row.cells["code"], re.ASCII):
        yield row.mistake("code", _PREFECTURE_CODE)


def _wrong_municipality(prefectures: Collection[str], row: FileLine) -> Iterator[Mistake]:
    cells = row.cells
    code = cells["code"]
    yield from blank(row, ("name_ja", "name_en"))
    if not is_local_code(code):
        yield row.mistake("code", LOCAL_CODE)
    if cells["prefecture_code"] not in prefectures or not code.startswith(cells["prefecture_code"]):
        yield row.mistake("prefecture_code", _OWN_PREFECTURE)
    if cells["kind"] not in _KINDS:
        yield row.mistake("kind", ONE_OF.fill(values=", ".join(_KINDS)))
    for column, figure in _FIGURES.items():
        if not figure.fullmatch(cells[column]):
            yield row.mistake(column, _WHOLE_NUMBER.fill(most=f"{10 ** FIGURE_DIGITS[column] - 1:,}"))
    for column in _DAYS:
        if not _is_day(cells[column]):
            yield row.mistake(column, _DAY)


def _wrong_neighbours(prefectures: Collection[str], row: FileLine) -> Iterator[Mistake]:
    for column in _NEIGHBOUR_COLUMNS:
        if row.cells[column] not in prefectures:
            yield row.mistake(column, _PREFECTURE_CODE)


@lru_cache(maxsize=16)  # all rows give the same two
def _is_day(text: str) -> bool:
    try:
        return bool(dt.date.fromisoformat(text))
    except ValueError:
        return False
