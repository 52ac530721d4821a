"""From what stands in the selectors to positions: the hidden sheets between the choice and everything that follows it."""

from __future__ import annotations

from collections.abc import Iterator

from survey_tool.release.dashboard.facts.selected import SelectedFacts
from survey_tool.release.dashboard.hidden.chosen import singles
from survey_tool.release.dashboard.hidden.dropdowns import (
    dropdowns,
)
from survey_tool.release.dashboard.hidden.listed import LISTED, LISTED_COLUMNS, column
from survey_tool.release.dashboard.hidden.sheet import HiddenSheet


def selection_sheets(of: SelectedFacts) -> Iterator[HiddenSheet]:
    """The two hidden sheets, and what the dropdowns offer."""
    yield HiddenSheet("_chosen", {name: [live] for name, live in singles(of).items()})
    yield HiddenSheet(LISTED, {f"listed_{name}": [*column(name, of)] for name in LISTED_COLUMNS})
    yield dropdowns(of.facts)
