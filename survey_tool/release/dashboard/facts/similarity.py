"""How close municipalities and cases are in size to a chosen municipality.

Bodies are compared by the ratios of their populations and of their employees: twice as large is as far away as half as
large. The more participants of a like size a case has, the higher it stands; among as many, the closer its closest participant.
The chosen municipality itself is left out.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

from survey_tool.release.dashboard.facts.positions import FactCase, Facts
from survey_tool.release.dashboard.facts.selection import NOT_ENDED, Selection

SCALE = 10_000  # distances are whole ten-thousandths; the position follows as decimals, so that no two scores are alike
MOST_NEAR, FAR, CASE_SCALE = 2_000, 1_000_000, 100_000
"""More than all municipalities; more than any distance; the position of a case follows as decimals."""


def size(number: int) -> float:
    """Size on the scale of comparison."""
    return round(math.log(max(number, 1)), 9)


@dataclass(frozen=True, eq=False)
class Similarity:
    """Scores for the chosen municipality: the lower, the closer. None: not compared."""

    facts: Facts
    selection: Selection

    @property
    def chosen(self) -> int:
        """The position of the municipality, 0 where none is chosen."""
        return self.selection.municipality

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
    def closest(self) -> tuple[float | None, ...]:
        """For each case the score of its closest participant."""
        scores = ((self.municipalities[each - 1] for each in case.participants) for case in self.facts.cases)
        return tuple(min((score for score in told if score is not None), default=None) for told in scores)

    @cached_property
    def near(self) -> tuple[int, ...]:
        """For each case how many of its participants have half to twice the population."""
        if self.chosen == 0:
            return (0,) * len(self.facts.cases)
        towns = self.facts.municipalities
        own = towns[self.chosen - 1].population
        return tuple(
            sum(own / 2 <= towns[each - 1].population <= own * 2 for each in case.participants if each != self.chosen)
            for case in self.facts.cases
        )

    @cached_property
    def cases(self) -> tuple[float | None, ...]:
        """For each case by how many and how close its participants are, with its position as decimals; None for what is filtered out."""
        return tuple(
            None
            if closest is None or not self._is_wanted(case)
            else (MOST_NEAR - near) * FAR + math.floor(closest) + case.position / CASE_SCALE
            for case, near, closest in zip(self.facts.cases, self.near, self.closest, strict=True)
        )

    def _is_wanted(self, case: FactCase) -> bool:
        group, stage = self.selection.similar_group, self.selection.similar_stage
        is_stage = stage in (0, case.stage) or (stage == NOT_ENDED and not case.has_ended)
        return is_stage and (group == 0 or group in case.groups)

    def closest_municipalities(self, number: int) -> list[int]:
        """Positions of the closest municipalities, the closest first."""
        return self._closest(self.municipalities, number)

    def closest_cases(self, number: int, before: int = 0) -> list[int]:
        """Positions of the cases in their order, after so many that come `before`."""
        return self._closest(self.cases, before + number)[before:]

    def closest_participant(self, case: int) -> int:
        """The position of a case's closest participant."""
        score = self.closest[case - 1]
        if score is None:
            raise ValueError(f"case {case} has no participant to compare with")
        return math.floor((score - math.floor(score)) * SCALE + 0.5)

    def _closest(self, scores: tuple[float | None, ...], number: int) -> list[int]:
        told = sorted((score, position) for position, score in enumerate(scores, start=1) if score is not None)
        return [position for _, position in told[:number]]
