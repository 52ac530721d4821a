"""A dashboard on disk with its data, and what every formula cell of it should show for a choice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from openpyxl import load_workbook

from survey_tool.release.choosing.release import Release
from survey_tool.release.dashboard import write_dashboard
from survey_tool.release.dashboard.contents import WITH_SELECTORS
from survey_tool.release.dashboard.drawing.canvas import Live
from survey_tool.release.dashboard.facts.positions import Facts
from survey_tool.release.dashboard.facts.selected import selected_facts
from survey_tool.release.dashboard.facts.selection import Selection
from survey_tool.release.dashboard.hidden.chosen import initial
from survey_tool.release.dashboard.hidden.selected import selection_sheets
from survey_tool.release.dashboard.workbook import PAGES, hidden_pages, pages
from survey_tool.release.tables.all_tables import tables
from survey_tool.release.tables.rounds.told import ReleaseTexts, release_texts
from survey_tool.release.writing import write_data
from survey_tool.wording.words import Language
from tests.dashboard import Chosen, Data, answer, read_data
from tests.office import CellError
from tests.office.document import Value

_EACH = ("in_operation", "in_preparation", "considering", "ended")
_STAGES = (_EACH, _EACH[:3], *((each,) for each in _EACH))
Place = tuple[str, int, int]
"""Sheet, row and column counted from 1."""


@dataclass(frozen=True, eq=False)
class Written:
    """A workbook, the CSV files beside it, and the facts that it was drawn from."""

    path: Path
    facts: Facts
    data: Data

    def lives(self, choices: Selection, *, following: bool = False) -> dict[Place, Live]:
        """Every formula cell for a choice: formula, value and the figure's name.

        `following` leaves out the sheets that no choice changes and the hidden scores of what is similar.
        """
        keys = WITH_SELECTORS if following else PAGES.keys()
        hidden = (
            selection_sheets(selected_facts(self.facts, choices)) if following else hidden_pages(self.facts, choices)
        )
        seen = {
            (page.canvas.name, row + 1, column + 1): content
            for page in pages(self.facts, choices, keys)
            for row, column, content, _ in page.canvas.cells()
        }
        looked_up = {
            (each.name, row, column): content
            for each in hidden
            for column, cells in enumerate(each.columns.values(), start=1)
            for row, content in enumerate(cells, start=2)
        }
        return {place: content for place, content in (seen | looked_up).items() if isinstance(content, Live)}

    def chosen(self, choices: Selection) -> Chosen:
        """The same choice by codes."""
        facts = self.facts
        group = facts.groups[choices.group - 1] if choices.group else None
        return Chosen(
            self.data,
            case_id=facts.cases[choices.case - 1].id if choices.case else "",
            municipality=facts.municipalities[choices.municipality - 1].code,
            group=f"{group.domain}:{group.key}" if group else "",
            group_prefecture=facts.prefectures[choices.group_prefecture - 1].code,
            prefecture=facts.prefectures[choices.prefecture - 1].code,
            compared=tuple(facts.cases[each - 1].id if each else "" for each in choices.compared),
            similar_group=facts.groups[choices.similar_group - 1].name if choices.similar_group else "",
            map_group=facts.groups[choices.map_group - 1].name if choices.map_group else "",
            similar_stages=_STAGES[choices.similar_stage],
            similar_before=choices.similar_before,
            case_prefecture=facts.prefectures[choices.case_prefecture - 1].code if choices.case_prefecture else "",
        )

    @cached_property
    def names(self) -> dict[str, tuple[str, str]]:
        """Sheet and cell of each defined name of one cell."""
        found = {}
        for name, defined in load_workbook(self.path).defined_names.items():
            destinations = list(defined.destinations)
            if len(destinations) == 1 and ":" not in destinations[0][1]:
                found[name] = (destinations[0][0], destinations[0][1].replace("$", ""))
        return found

    def typed(self, choices: Selection) -> dict[tuple[str, str], str | None]:
        """What stands in each selector's cell for a choice."""
        told = initial(selected_facts(self.facts, choices))
        return {self.names[name]: value or None for name, value in told.items()}


def written(folder: Path, release: Release, language: Language, since: Iterable[Release] = ()) -> Written:
    """Write the dashboard and the data of a release, with the changes since the last of earlier ones and the series over all."""
    told = tables(release, [_texts(each) for each in since])
    if not (folder / "data").exists():
        write_data(release, told, folder / "data")
    path = folder / f"dashboard_{language}.xlsx"
    write_dashboard(release, told, language, path)
    data = read_data(folder / "data", release, language)
    return Written(path, Facts(release, told, language), data)


def _texts(release: Release) -> ReleaseTexts:
    earlier = tables(release)
    return release_texts(earlier.cases, earlier.participation, earlier.prefectures)


def differences(of: Mapping[Place, Value], wanted: Iterable[tuple[Place, object, object]]) -> list[str]:
    """Cells that do not show what is wanted: (place, value, what it is), each told in a line."""
    return [
        f"{place[0]} row {place[1]} column {place[2]} {what}: {of.get(place, '')!r} instead of {value!r}"
        for place, value, what in wanted
        if not same(of.get(place, ""), value)
    ]


def same(shown: object, wanted: object) -> bool:
    """Equal, numbers up to what 15 digits hold."""
    if isinstance(shown, str) or isinstance(wanted, str):  # a CellError is a str too
        return type(shown) is not CellError and shown == wanted
    assert isinstance(shown, (int, float))
    assert isinstance(wanted, (int, float))
    return abs(shown - wanted) <= 1e-12 * max(1, abs(shown), abs(wanted)) * 1000


def against_the_files(of: Written, choices: Selection, lives: Mapping[Place, Live]) -> list[str]:
    """Formula cells whose written value is not what plain Python makes of the CSV files."""
    by_code = of.chosen(choices)
    told = {place: live.value for place, live in lives.items()}
    return differences(told, ((place, answer(by_code, live.figure), live.figure) for place, live in lives.items()))


def flat(values: Mapping[str, Mapping[tuple[int, int], Value]]) -> dict[Place, Value]:
    """The values of several sheets by place."""
    return {(sheet, *cell): value for sheet, cells in values.items() for cell, value in cells.items()}
