"""The form that goes out: its name, its room, and from where on an answer is asked about."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from survey_tool.settings.tables import About, Settings
from survey_tool.wording.words import Language

MOST_CASES = 16_000  # of one form: each is a column of the participants, and a sheet has 16,384


class FormSettings(Settings):
    """The form that goes out."""

    file_names: Annotated[
        Language,
        About(
            "調査票などのファイル名。ja は「13東京都.xlsx」、en は「joint-procurement_2026_13_tokyo.xlsx」",
            'names of forms and copies: en such as "joint-procurement_2026_13_tokyo.xlsx", ja: code and name in Japanese',
        ),
    ] = "en"

    cases: Annotated[
        int, Field(ge=1, le=MOST_CASES), About("あらかじめ用意する事例の数", "room for so many cases to begin with")
    ] = 12
    free_municipalities: Annotated[
        int,
        Field(ge=0, le=200),
        About("他の都道府県の市区町村を記入する行数", "rows for municipalities of other prefectures"),
    ] = 10
    usual_amount: Annotated[
        int,
        Field(ge=1),
        About(
            "単位の誤りではないかを確認する金額（千円。これを超える場合）",
            "amounts larger than this (thousand yen) are asked about, since they may have been given in yen",
            ours=True,
        ),
    ] = 3_000_000
    usual_per_inhabitant: Annotated[
        int,
        Field(ge=1),
        About(
            "確認する年間運用費（参加団体の人口1人当たり、円。これを超える場合。初期費用と総額は、この5倍を超える場合）",
            "annual costs above this (yen per participating inhabitant) are asked about (initial and total cost: five times)",
            ours=True,
        ),
    ] = 10_000
    usual_ratio: Annotated[
        int,
        Field(ge=1),
        About(
            "同じ事例の他の金額との開きで確認する倍率（倍。これを超える場合）",
            "an amount that is more than so many times the other amounts of its case is asked about",
            ours=True,
        ),
    ] = 300
    usual_change: Annotated[
        int,
        Field(ge=0),
        About(
            "前回の金額との差で確認する割合（％。これを超える場合）",
            "an amount that differs from last round's by more per cent than this is asked about",
            ours=True,
        ),
    ] = 50
    usual_loss: Annotated[
        int,
        Field(ge=0, le=100),
        About(
            "前回からの参加団体の減少で確認する割合（％。これを超える場合）",
            "a case that lost more per cent than this of last round's participants is asked about",
            ours=True,
        ),
    ] = 33
