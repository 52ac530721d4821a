"""How close municipalities and cases are in size to a chosen municipality.

Bodies are compared by the ratios of their populations and of their employees: twice as large is as far away as half as
large. A case is as close as its closest participant, the chosen municipality itself left out.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

from survey_tool.release.dashboard.facts.positions import Facts

SCALE = 10_000  # distances are whole ten-thousandths; the position follows as decimals, so that no two scores are alike
CASE_SCALE = 100_000_000


def size(number: int) -> float:
    """Size on the scale of comparison."""
    return round(math.log(max(number, 1)), 9)


@dataclass(frozen=True, eq=False)
class Similarity:
    """Scores for one chosen municipality (its position; 0 where none is): the lower, the closer. None: not compared."""

    facts: Facts
    chosen: int

    @cached_property
    def municipalities(self) -> tuple[float | None, ...]:
        """For each municipality its distance and, as decimals, its position."""
        towns = self.facts.municipalities
        if self.chosen == 0:
            return (None,) * len(towns)
        sizes = [(size(each.population), size(each.employees)) for each in towns]
        population, employees = sizes[self.chosen - 1]
        return tuple(
            None
            if position == self.chosen
            else math.floor((abs(a - population) + abs(b - employees)) * SCALE + 0.5) + position / SCALE
            for position, (a, b) in enumerate(sizes, start=1)
        )

    @cached_property
    def cases(self) -> tuple[float | None, ...]:
        """For each case the score of its closest participant and, as further decimals, its position."""
        found: list[float | None] = []
        for case in self.facts.cases:
            scores = (self.municipalities[position - 1] for position in case.participants)
            closest = min((score for score in scores if score is not None), default=None)
            found.append(None if closest is None else closest + case.position / CASE_SCALE)
        return tuple(found)

    def closest_municipalities(self, number: int) -> list[int]:
        """Positions of the closest municipalities, the closest first."""
        return self._closest(self.municipalities, number)

    def closest_cases(self, number: int) -> list[int]:
        """Positions of the closest cases, the closest first."""
        return self._closest(self.cases, number)

    def closest_participant(self, case: int) -> int:
        """The position of a case's closest participant."""
        score = self.cases[case - 1]
        if score is None:
            raise ValueError(f"case {case} has no participant to compare with")
        return math.floor((score - math.floor(score)) * SCALE + 0.5)

    def _closest(self, scores: tuple[float | None, ...], number: int) -> list[int]:
        told = sorted((score, position) for position, score in enumerate(scores, start=1) if score is not None)
        return [position for _, position in told[:number]]
