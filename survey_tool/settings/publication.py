"""How figures are shown in what is published."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from survey_tool.settings.tables import About, Bilingual, Settings, against
from survey_tool.wording.words import Words


def _rising(bounds: tuple[int, ...]) -> tuple[int, ...]:
    if list(bounds) != sorted(set(bounds)) or not bounds or bounds[0] < 0:
        raise against(
            Words("小さい順に並んでいません。", "The bounds do not rise."),
            Words(
                "0以上の整数を、小さい順に重複なく1つ以上並べてください（例：[1, 1000, 5000]）。",
                "Give one or more whole numbers from 0, each greater than the one before, such as [1, 1000, 5000].",
            ),
        )
    return bounds


Bounds = Annotated[tuple[int, ...], AfterValidator(_rising)]


class Publication(Settings):
    """How figures are shown."""

    cost_bands: Annotated[
        Bounds,
        About(
            "費用の階級の上限（千円、この額未満）。1は0円の階級を表し、最後の階級に上限はありません",
            "upper bounds of the cost bands in thousand yen; 1 closes the band of 0, the last band is open",
            ours=True,
        ),
    ] = (1, 1_000, 5_000, 10_000, 50_000, 100_000, 500_000)
    population_rounding: Annotated[
        int,
        Field(ge=1),
        About("人口をこの単位で切り捨てる（公表済みの定義）", "population is rounded down to this (as published)"),
    ] = 10_000
    employees_rounding: Annotated[
        int, Field(ge=1), About("職員数をこの単位で切り捨てる", "employees are rounded down to this", ours=True)
    ] = 100
    licence: Annotated[Bilingual, About("公表するデータの利用条件", "licence of what is published")] = Bilingual(
        ja="公共データ利用規約（第1.0版）（PDL1.0）", en="Public Data License (Version 1.0)"
    )
