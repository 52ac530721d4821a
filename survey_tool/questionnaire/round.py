"""The settings of a round: who asks, what until when, and every limit and band that is the secretariat's own choice.

Read from `survey.toml` in the workspace; without it the built-in round runs. What DOMAIN calls ours is marked so in the
description, and everything published names it as an assumption.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from survey_tool.questionnaire.words import Language, Words

SETTINGS_FILE = "survey.toml"
ROUND_PATTERN = r"^[0-9A-Za-z-]{1,16}$"


class _Settings(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Bilingual(_Settings):
    """A text in both languages."""

    ja: str
    en: str

    @property
    def words(self) -> Words:
        return Words(self.ja, self.en)


class Secretariat(_Settings):
    """Who asks and where the forms go back to."""

    name: Bilingual = Bilingual(ja="自治体情報システム共同調達調査事務局", en="Joint procurement survey secretariat")
    person: Bilingual = Bilingual(ja="調査担当", en="Survey desk")
    phone: str = "03-0000-0000"
    email: str = "survey@example.go.jp"
    return_address: str = Field("survey@example.go.jp", description="address to which forms are returned")


class TargetPeriod(_Settings):
    """The fiscal years (April to March) that the round covers, first and last included. Ours: the last ten."""

    first_fiscal_year: int = Field(2017, ge=1990, le=2099)
    last_fiscal_year: int = Field(2026, ge=1990, le=2099)

    @model_validator(mode="after")
    def _in_order(self) -> TargetPeriod:
        if self.last_fiscal_year < self.first_fiscal_year:
            raise ValueError("last_fiscal_year lies before first_fiscal_year")
        return self

    @property
    def first_month(self) -> int:
        """Month index (year × 12 + month) of the first April."""
        return self.first_fiscal_year * 12 + 4

    @property
    def last_month(self) -> int:
        """Month index of the last March."""
        return (self.last_fiscal_year + 1) * 12 + 3

    @property
    def words(self) -> Words:
        a, b = self.first_fiscal_year, self.last_fiscal_year
        return Words(f"{a}年度から{b}年度まで", f"fiscal {a} to fiscal {b} (April to March)")


def _rising(bounds: tuple[int, ...]) -> tuple[int, ...]:
    if list(bounds) != sorted(set(bounds)) or not bounds:
        raise ValueError("the bounds must rise")
    return bounds


Bounds = Annotated[tuple[int, ...], AfterValidator(_rising)]


class Publication(_Settings):
    """How figures are shown. All of it ours until the secretariat decides otherwise."""

    cost_bands: Bounds = Field(
        (1, 1_000, 5_000, 10_000, 50_000, 100_000, 500_000),
        description="upper bounds of the cost bands in thousand yen; 1 closes the band of 0, the last band is open",
    )
    population_rounding: int = Field(
        10_000, ge=1, description="population is rounded down to this (published definition)"
    )
    employees_rounding: int = Field(100, ge=1, description="employees are rounded down to this (ours)")
    licence: Bilingual = Bilingual(ja="公共データ利用規約（第1.0版）（PDL1.0）", en="Public Data License (Version 1.0)")


class Form(_Settings):
    """The form that goes out."""

    case_rows: int = Field(30, ge=1, le=16_000, description="rows for cases to begin with")
    free_municipalities: int = Field(10, ge=0, le=200, description="rows for municipalities of other prefectures")
    usual_amount: int = Field(3_000_000, ge=1, description="thousand yen; a larger amount is asked about (ours)")


class Files(_Settings):
    """Newer data in place of the built-in files; paths are relative to the workspace."""

    municipalities: Path | None = None
    prefectures: Path | None = None
    neighbours: Path | None = None
    system_types: Path | None = None


class Round(_Settings):
    """One round of the survey."""

    name: str = Field("2026", alias="round", pattern=ROUND_PATTERN, description="ROUND in folder and file names")
    language: Language = "ja"
    as_of: dt.date = Field(dt.date(2026, 12, 1), description="the day for which answers are asked")
    sent_on: dt.date = dt.date(2026, 11, 24)
    deadline: dt.date = dt.date(2026, 12, 11)
    second_deadline: dt.date = dt.date(2026, 12, 18)
    published_on: dt.date = Field(dt.date(2027, 3, 1), description="update date that the release carries")
    target_period: TargetPeriod = TargetPeriod()
    secretariat: Secretariat = Secretariat()
    form: Form = Form()
    publication: Publication = Publication()
    files: Files = Files()
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    @property
    def as_of_month(self) -> int:
        """Month index of the as-of date."""
        return self.as_of.year * 12 + self.as_of.month


class SettingsMistake(Exception):
    """Settings that cannot be used. `lines` are sentences, each naming file, key, what is wrong and what is allowed."""

    def __init__(self, lines: list[Words]) -> None:
        super().__init__("\n".join(line.en for line in lines))
        self.lines = lines


SettingsFormat = Literal["toml"]


def read_round(workspace: Path) -> Round:
    """The round of a workspace: its `survey.toml`, or the built-in round. Raises `SettingsMistake`."""
    path = workspace / SETTINGS_FILE
    if not path.exists():
        return Round()
    try:
        settings = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsMistake([_unreadable(error)]) from error
    try:
        return Round.model_validate(settings)
    except ValidationError as error:
        raise SettingsMistake([_mistake(each) for each in error.errors()]) from error


def _unreadable(error: Exception) -> Words:
    return Words(
        f"{SETTINGS_FILE}：設定ファイルとして読み取れません（{error}）。UTF-8のTOML形式で保存してください。",
        f"{SETTINGS_FILE}: cannot be read as settings ({error}). Save it as TOML in UTF-8.",
    )


def _mistake(error: Any) -> Words:
    key = ".".join(str(part) for part in error["loc"])
    given = "" if isinstance(error["input"], dict) else error["input"]
    return Words(
        f"{SETTINGS_FILE}：「{key}」の値「{given}」は使用できません（{error['msg']}）。",
        f"{SETTINGS_FILE}: {key} = {given!r} cannot be used: {error['msg']}.",
    )
