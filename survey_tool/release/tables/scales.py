"""How large something is, as it is published: cost bands, rounded population and employees, costs per head."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from survey_tool.questionnaire.vocabulary.lists import Choice
from survey_tool.reference.places import Places
from survey_tool.wording.words import Words

_TEN_THOUSAND = 10_000
PER_HEAD = "_per_head"
"""How the names of columns end that hold a cost per head."""
_WHOLE_FROM = 10  # yen


@dataclass(frozen=True)
class Scale:
    """The participating municipalities of a case taken together; exact totals."""

    municipalities: int
    population: int
    employees: int


def scale(codes: Iterable[str], places: Places) -> Scale:
    """Population and employees of the municipalities with these codes."""
    found = [places.municipalities[code] for code in codes]
    return Scale(len(found), sum(each.population for each in found), sum(each.employees for each in found))


def rounded_down(total: int, to: int) -> int:
    """A total rounded down to a multiple of `to`; 0 where it is less than that."""
    return total // to * to


def as_people(total: int, to: int) -> Words:
    """A number of people as it is shown: rounded down, 「1万人未満」 / "Under 10,000" where it is less than `to`."""
    if total < to:
        return Words(f"{_ja(to)}人未満", f"Under {to:,}")
    shown = rounded_down(total, to)
    return Words(f"{_ja(shown)}人", f"{shown:,}")


POPULATION_BOUNDS = (10_000, 50_000, 100_000, 300_000, 1_000_000)
"""Where a class of population begins, behind the first."""


def _population_classes() -> Iterator[Words]:
    bounds = [Words(_ja(each), f"{each:,}") for each in POPULATION_BOUNDS]
    yield Words("{high}人未満", "Under {high}").fill(high=bounds[0])
    for low, high in pairwise(bounds):
        yield Words("{low}人以上{high}人未満", "{low} to under {high}").fill(low=low, high=high)
    yield Words("{low}人以上", "{low} and over").fill(low=bounds[-1])


def population_class(population: float | None) -> Words | None:
    """The class that so many inhabitants fall into; None where nobody takes part."""
    if population is None:
        return None
    return POPULATION_CLASSES[sum(population >= bound for bound in POPULATION_BOUNDS)]


def cost_bands(bounds: Sequence[int], unit: str = "千円") -> tuple[Choice, ...]:
    """The bands of amounts in thousand yen between rising upper bounds; the last band is open. `unit`: what Japanese names say behind
    each bound, nothing where a heading says it."""
    bands = []
    for lower, upper in zip((0, *bounds), bounds, strict=False):
        if upper == 1:
            bands.append(Choice("zero", Words("0円", "0")))
        elif lower == 0:
            bands.append(Choice(f"under_{upper}", Words(f"{upper:,}{unit}未満", f"Under {upper:,}")))
        else:
            from_ = Words("", "") if lower == 1 else Words(f"{lower:,}{unit}以上", f"{lower:,} to ")
            below = Words(f"{upper:,}{unit}未満", f"under {upper:,}" if lower > 1 else f"Under {upper:,}")
            bands.append(Choice(f"under_{upper}", from_ + below))
    bands.append(Choice(f"from_{bounds[-1]}", Words(f"{bounds[-1]:,}{unit}以上", f"{bounds[-1]:,} and over")))
    return tuple(bands)


def band_of(amount: int, bounds: Sequence[int]) -> int:
    """The position of the band that an amount in thousand yen falls into."""
    return sum(amount >= bound for bound in bounds)


def per_head(amount: int, population: int) -> int | float | None:
    """Yen per inhabitant for an amount in thousand yen; None where nobody lives there.

    Rounded half up: to whole yen, below ten yen to two decimals, so that a small amount is not taken for none.
    """
    if not population:
        return None
    hundredths = _half_up(100_000 * amount, population)
    if hundredths >= _WHOLE_FROM * 100:
        return _half_up(1_000 * amount, population)
    return hundredths / 100 if hundredths % 100 else hundredths // 100


def _half_up(amount: int, population: int) -> int:
    return (2 * amount + population) // (2 * population)


def _ja(people: int) -> str:
    return f"{people // _TEN_THOUSAND:,}万" if people % _TEN_THOUSAND == 0 and people else f"{people:,}"


POPULATION_CLASSES = (*_population_classes(),)
"""The classes of population, the smallest first."""
