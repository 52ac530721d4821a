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
            "千円。これを超える金額は、単位の誤りではないかを確認する",
            "thousand yen; a larger amount is asked about, since it may have been given in yen",
            ours=True,
        ),
    ] = 3_000_000
    usual_per_inhabitant: Annotated[
        int,
        Field(ge=1),
        About(
            "円。年間運用費が参加団体の人口1人当たりこれを超える場合（初期費用と総額は5倍を超える場合）に確認する",
            "yen; an annual cost above this per participating inhabitant is asked about (initial and total cost: five times)",
            ours=True,
        ),
    ] = 10_000
    usual_ratio: Annotated[
        int,
        Field(ge=1),
        About(
            "倍。同じ事例の他の金額のこれを超える場合に確認する",
            "times; an amount that is more than so many times the other amounts of its case is asked about",
            ours=True,
        ),
    ] = 300
    usual_change: Annotated[
        int,
        Field(ge=0),
        About(
            "％。前回の金額との差がこれを超える場合に確認する",
            "per cent; an amount that differs from last round's by more is asked about",
            ours=True,
        ),
    ] = 50
    usual_loss: Annotated[
        int,
        Field(ge=0, le=100),
        About(
            "％。前回より参加団体の減少がこれを超える場合に確認する",
            "per cent; a case that lost more of last round's participants is asked about",
            ours=True,
        ),
    ] = 33
