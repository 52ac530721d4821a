"""The whole workbook: sheets in their order, hidden sheets behind them, properties."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any

from survey_tool.drawing.packing import PackedWorkbook
from survey_tool.release.choosing.release import Release
from survey_tool.release.dashboard.contents import SheetKey
from survey_tool.release.dashboard.data_sheets import write_data_sheets
from survey_tool.release.dashboard.facts.positions import Facts
from survey_tool.release.dashboard.facts.selected import SelectedFacts, selected_facts
from survey_tool.release.dashboard.facts.selection import Selection, first_selection
from survey_tool.release.dashboard.frame.page import Page
from survey_tool.release.dashboard.frame.selectors import define_lists
from survey_tool.release.dashboard.frame.writing import Formats, for_people, write
from survey_tool.release.dashboard.hidden.lookups import hidden_sheets
from survey_tool.release.dashboard.hidden.selected import selection_sheets
from survey_tool.release.dashboard.hidden.sheet import HiddenSheet, write_hidden
from survey_tool.release.dashboard.parts.size_costs import cases_by_size
from survey_tool.release.dashboard.sheets import (
    about,
    ahead,
    by_prefecture,
    by_type,
    cover,
    definitions,
    overview,
    similar,
)
from survey_tool.release.dashboard.sheets import changes as changes_sheet
from survey_tool.release.dashboard.sheets import notes as notes_sheet
from survey_tool.release.dashboard.sheets.cases import cards, case_detail, case_list, compare
from survey_tool.release.tables.all_tables import Tables
from survey_tool.wording.words import Language, Words

PAGES: dict[SheetKey, Callable[[SelectedFacts], Page]] = {
    "cover": lambda of: cover.draw(of.facts),
    "about": lambda of: about.draw(of.facts),
    "overview": lambda of: overview.draw(of.facts),
    "cases": lambda of: case_list.draw(of.facts),
    "detail": case_detail.draw,
    "compare": compare.draw,
    "similar": similar.draw,
    "types": by_type.draw,
    "prefectures": by_prefecture.draw,
    "ahead": lambda of: ahead.draw(of.facts),
    "changes": lambda of: changes_sheet.draw(of.facts),
    "notes": lambda of: notes_sheet.draw(of.facts),
    "definitions": lambda of: definitions.draw(of.facts),
    "cards": lambda of: cards.draw(of.facts),
}


def pages(facts: Facts, selection: Selection, keys: Collection[SheetKey] = tuple(PAGES)) -> Iterator[Page]:
    """The sheets for people (all, or those of some keys), drawn for a selection."""
    of = selected_facts(facts, selection)
    return (draw(of) for key, draw in PAGES.items() if key in keys)


def hidden_pages(facts: Facts, selection: Selection) -> Iterator[HiddenSheet]:
    """Every hidden sheet for a selection."""
    of = selected_facts(facts, selection)
    yield from hidden_sheets(facts, of.similarity)
    yield cases_by_size(facts)
    yield from selection_sheets(of)


def write_workbook(release: Release, tables: Tables, language: Language, path: Path) -> None:
    """Write the dashboard of a release in one language. The same release gives the same bytes."""
    facts = Facts(release, tables, language)
    chosen = first_selection(facts)
    with PackedWorkbook(path, strings_to_formulas=False, strings_to_urls=False) as workbook:
        _describe(workbook, facts)
        formats = Formats(workbook)
        for each in pages(facts, chosen):
            for_people(
                write(workbook, formats, each.canvas),
                each,
                facts(_FOOTER.fill(product=Words.same(facts.product), round=release.survey.round.name)),
            )
        write_data_sheets(workbook, formats, tables, language)
        for hidden in hidden_pages(facts, chosen):
            write_hidden(workbook, formats, hidden)
        define_lists(workbook)


_FOOTER = Words("{product}（{round}年度調査）", "{product}, {round}")


def _describe(workbook: Any, facts: Facts) -> None:
    settings = facts.survey.round
    workbook.set_size(2_600, 1_600)
    workbook.set_properties(
        {
            "title": facts.product,
            "subject": settings.name,
            "author": facts(settings.secretariat.name.words),
            "created": dt.datetime.combine(settings.published_on, dt.time()),
        }
    )
