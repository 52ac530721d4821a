"""What one typed cell was understood as."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from survey_tool.wording.words import Words


@dataclass(frozen=True, slots=True)
class Reading:
    """How one cell was understood.

    `value` is the canonical value of `questionnaire.kinds`, None for blank and for what cannot be understood; it is still
    to be judged by its kind (range, length, membership). `fault` is the finding code where it cannot be understood, and
    `variant` the entry of the catalogue that says better what is the matter. `read_as` is set where the reading changed what was typed
    (finding `normalised`, or that of `variant`), never beside a fault. `nearest` is what was probably meant, where saying so is safe.
    `formula_like` marks text that a spreadsheet would run.
    """

    value: object = None
    fault: str | None = None
    read_as: Words | None = None
    nearest: Words | None = None
    variant: str | None = None
    formula_like: bool = False

    @property
    def fills(self) -> Mapping[str, object]:
        """The placeholders of the catalogue's sentences that this reading knows."""
        known = {"nearest": self.nearest, "read_as": self.read_as}
        return {name: words for name, words in known.items() if words is not None}


BLANK = Reading()
MEANT_BLANK = Reading(read_as=Words("空欄", "blank"))
"""Something was typed whose only meaning is that there is nothing to answer."""


def changed(value: object, shown: str | Words) -> Reading:
    """A reading that differs from what was typed."""
    return Reading(value, read_as=Words.of(shown))


def faulty(code: str, nearest: str | Words | None = None, variant: str | None = None) -> Reading:
    """Typed text that cannot be understood, with what was probably meant and the entry of the catalogue that says it best."""
    return Reading(fault=code, nearest=None if nearest is None else Words.of(nearest), variant=variant)
