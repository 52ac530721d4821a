"""Municipalities, prefectures and who borders on whom, from data files that can be replaced.

Sources, licences and transformations of the built-in files: `data/SOURCES.md`. The two as-of dates stand on every row of
the file and are carried along, so that whatever is published can name them.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Literal

from survey_tool.questionnaire.lists import Choice, CodeList
from survey_tool.questionnaire.words import Words

DATA = Path(__file__).parent / "data"
MUNICIPALITIES, PREFECTURES, NEIGHBOURS = (
    DATA / "municipalities.csv",
    DATA / "prefectures.csv",
    DATA / "neighbours.csv",
)
MunicipalityKind = Literal["designated_city", "city", "town", "village", "special_ward"]

# The same town is written with either character in official lists.
_VARIANT_CHARACTERS = str.maketrans({"梼": "檮"})

ATTRIBUTION = Words(
    "出典：総務省「住民基本台帳に基づく人口、人口動態及び世帯数」（令和4年1月1日現在）、総務省「令和2年地方公務員給与実態調査」"
    "（令和2年4月1日現在）、総務省「全国地方公共団体コード」、国土地理院「Gazetteer of Japan」を加工して作成。"
    "団体の所在地・よみは code4fukui/localgovjp（CC0）による。",
    "Sources: Ministry of Internal Affairs and Communications (population of the basic resident register, 1 January 2022; "
    "survey on local government employee compensation, 1 April 2020; national local government code), Geospatial "
    "Information Authority of Japan (Gazetteer of Japan), edited. Locations and readings: code4fukui/localgovjp (CC0).",
)


class ReferenceMistake(Exception):
    """A reference file that cannot be used; the sentence says file, line and reason."""

    def __init__(self, sentence: Words) -> None:
        super().__init__(sentence.en)
        self.sentence = sentence


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

    @cached_property
    def _by_prefecture(self) -> dict[str, tuple[Municipality, ...]]:
        found: dict[str, list[Municipality]] = {code: [] for code in self.prefectures}
        for municipality in self.municipalities.values():
            found[municipality.prefecture_code].append(municipality)
        return {code: tuple(each) for code, each in found.items()}

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
            name = municipality.name.ja.translate(_VARIANT_CHARACTERS)
            for spelling in (name, prefecture.name.ja + name):
                found.setdefault(spelling, []).append(municipality)
        return found

    def named(self, name: str) -> tuple[Municipality, ...]:
        """The municipalities of that Japanese name, with or without the prefecture's before it."""
        return tuple(self._by_name.get(name.translate(_VARIANT_CHARACTERS), ()))

    @cached_property
    def prefecture_list(self) -> CodeList:
        """The prefectures as a code list: names with and without 県, codes, codes without zero."""
        return CodeList("prefecture", tuple(_choice(each) for each in self.prefectures.values()))


def check_digit(first_five: str) -> str:
    """The sixth digit of a local government code: weights 6, 5, 4, 3, 2; 11 less the sum modulo 11; its last digit."""
    total = sum(weight * int(digit) for weight, digit in zip((6, 5, 4, 3, 2), first_five, strict=True))
    return str((11 - total % 11) % 10)


def _choice(prefecture: Prefecture) -> Choice:
    ja = prefecture.name.ja
    short = ja if ja == "北海道" else ja[:-1]
    return Choice(
        prefecture.code, prefecture.name, spellings=(short, str(int(prefecture.code)), prefecture.local_government_code)
    )


@lru_cache(maxsize=4)
def read_places(
    municipalities: Path = MUNICIPALITIES, prefectures: Path = PREFECTURES, neighbours: Path = NEIGHBOURS
) -> Places:
    """Places from three CSV files of the built-in files' columns. Raises `ReferenceMistake`."""
    known = {row["code"]: _prefecture(row) for _, row in _rows(prefectures)}
    found: dict[str, Municipality] = {}
    dates: set[tuple[str, str]] = set()
    for line, row in _rows(municipalities):
        try:
            found[row["code"]] = _municipality(row, known)
            dates.add((row["population_date"], row["employees_date"]))
        except (KeyError, ValueError) as error:
            raise _mistake(municipalities, line, str(error)) from error
    if len(dates) != 1:
        raise _mistake(municipalities, 2, "population_date and employees_date must be the same in every row")
    population_date, employees_date = (dt.date.fromisoformat(day) for day in dates.pop())
    pairs = frozenset((min(row["a"], row["b"]), max(row["a"], row["b"])) for _, row in _rows(neighbours))
    return Places(known, found, pairs, population_date, employees_date)


def _rows(path: Path) -> list[tuple[int, dict[str, str]]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(enumerate(csv.DictReader(file), start=2))
    except (OSError, UnicodeDecodeError) as error:
        raise _mistake(path, 1, str(error)) from error


def _mistake(path: Path, line: int, reason: str) -> ReferenceMistake:
    return ReferenceMistake(Words(f"{path.name} {line}行目：{reason}", f"{path.name}, line {line}: {reason}"))


def _prefecture(row: Mapping[str, str]) -> Prefecture:
    return Prefecture(
        row["code"], row["lgcode"], Words(row["name_ja"], row["name_en"]), Words(row["region_ja"], row["region_en"])
    )


def _municipality(row: Mapping[str, str], prefectures: Mapping[str, Prefecture]) -> Municipality:
    code = row["code"]
    if len(code) != 6 or not code.isascii() or not code.isdigit() or check_digit(code[:5]) != code[5]:
        raise ValueError(f"{code!r} is no local government code of six digits with a right check digit")
    if row["prefecture_code"] not in prefectures or not code.startswith(row["prefecture_code"]):
        raise ValueError(f"{code}: {row['prefecture_code']!r} is not its prefecture")
    return Municipality(
        code,
        row["prefecture_code"],
        Words(row["name_ja"], row["name_en"]),
        row["name_kana"],
        row["kind"],  # type: ignore[arg-type]  # the file's values are those of MunicipalityKind
        int(row["population"]),
        int(row["employees"]),
    )
