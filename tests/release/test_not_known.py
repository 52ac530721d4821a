"""What is not known is never shown as none: every number of every sheet, by what it says about whom.

Required: section 2 of the design, idea 4, and section 9 (a prefecture without answer, or whose answer is not settled).
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

import pytest

from survey_tool.reference.survey import Survey
from survey_tool.release.choosing.release import Release
from survey_tool.release.choosing.selection import select
from survey_tool.release.dashboard.contents import NO_DATA as WITHOUT
from survey_tool.release.dashboard.drawing.canvas import Live
from survey_tool.release.dashboard.facts.positions import Facts
from survey_tool.release.dashboard.facts.selected import SelectedFacts, selected_facts
from survey_tool.release.dashboard.facts.selection import Selection, first_selection
from survey_tool.release.dashboard.hidden.listed import beside
from survey_tool.release.dashboard.workbook import PAGES, hidden_pages, pages
from survey_tool.release.tables.all_tables import tables
from survey_tool.release.tables.coverage import gaps
from survey_tool.release.writing import write_data
from survey_tool.wording.words import LANGUAGES, Language
from tests.cases import CHIYODA, a_case, a_submission, a_survey, a_wrong_case, collected
from tests.releases import demo_release, invented_release

Kind = Literal["count", "standing", "share", "amount", "words", "lead"]
Told = tuple[Kind, str, str]
"""What a figure is, and of which prefecture (and group, empty for all of its cases) it tells; both empty where it tells of none.

A `standing` is a number of municipalities beside which stands how many are not known. A `lead` is what leads from a choice to what
is shown: positions, distances, numbers that others are made of.
"""
KindOf = Callable[[SelectedFacts, tuple[str, ...]], Told]


def _is(kind: Kind) -> KindOf:
    """Of the whole country (what is published, whoever has not answered), of one case, or of nobody."""
    return lambda _, __: (kind, "", "")


def _of_its_code(_: SelectedFacts, figure: tuple[str, ...]) -> Told:
    return "count", figure[1], figure[2] if len(figure) > 2 else ""


def _of_the_chosen(of: SelectedFacts, figure: tuple[str, ...]) -> Told:
    if figure[1] in ("coverage", "towns", "problem") or not of.selection.prefecture:
        return "words", "", ""
    return "count", of.facts.prefectures[of.selection.prefecture - 1].code, ""


def _of_a_standing(of: SelectedFacts, figure: tuple[str, ...]) -> Told:
    ranked = of.by_share()
    if figure[1] == "all":
        return "count", "", ""
    if figure[2] == "name" or not of.selection.group or int(figure[1]) > len(ranked):
        return "words", "", ""
    kind: Kind = "share" if figure[2] == "share" else "count" if figure[2] == "3" else "standing"
    code = of.facts.prefectures[ranked[int(figure[1]) - 1] - 1].code
    return kind, "" if kind == "count" else code, of.facts.groups[of.selection.group - 1].name


def _beside(of: SelectedFacts, place: str, group: str) -> Told:
    around = of.neighbours()
    if place == "own":
        return "count", of.facts.prefectures[of.selection.prefecture - 1].code, group
    if int(place) > len(around):
        return "words", "", ""
    return "count", of.facts.prefectures[around[int(place) - 1] - 1].code, group


def _of_a_neighbour(of: SelectedFacts, figure: tuple[str, ...]) -> Told:
    groups, row = beside(of), int(figure[1])
    if figure[2] in ("candidate", "label") or row > len(groups):
        return "words", "", ""
    return _beside(of, figure[2], of.facts.groups[groups[row - 1] - 1].name)


def _around(of: SelectedFacts, figure: tuple[str, ...]) -> Told:
    return _beside(of, figure[1], "") if figure[2] == "shown" else ("words", "", "")


def _of_a_town(of: SelectedFacts, figure: tuple[str, ...]) -> Told:
    """What a municipality takes part in, and how large it is."""
    if figure[-1] in ("population", "employees"):
        return "amount", "", ""
    if figure[-1] != "cases":
        return "words", "", ""
    ranked = of.ranked_towns()
    town = of.selection.municipality if figure[0] == "similar" else ranked[int(figure[1]) - 1]
    return "count", of.facts.municipalities[town - 1].prefecture_code, ""


def _listed(of: SelectedFacts, figure: tuple[str, ...]) -> Told:
    _, name, row = figure
    if re.fullmatch(r"standing_[012]", name) and of.selection.group:
        return "standing", of.facts.prefectures[int(row) - 1].code, of.facts.groups[of.selection.group - 1].name
    if name == "map_shown":
        group = of.selection.map_group
        return "count", of.facts.prefectures[int(row) - 1].code, of.facts.groups[group - 1].name if group else ""
    found = re.fullmatch(r"own_cases|neighbour_(\d)_cases", name)
    return _beside(of, found[1] or "own", of.facts.groups[int(row) - 1].name) if found else ("lead", "", "")


def _of_the_type(_: SelectedFacts, figure: tuple[str, ...]) -> Told:
    """What is published of a type, and the range of what it costs."""
    if figure[1] in ("problem", "considering_bodies"):
        return "words", "", ""
    return ("amount" if figure[-1] in ("MIN", "MEDIAN", "MAX") else "count"), "", ""


def _unless(words: str) -> KindOf:
    """A count, but for what is said beside it."""
    return lambda _, figure: ("words" if figure[-1] == words else "count", "", "")


KINDS: dict[str, KindOf] = {
    **dict.fromkeys(
        ("kpi", "coverage", "cover_domain", "ending", "felt", "form", "overview", "overview_status", "domain", "type", "year", "changes"),
        _is("count"),
    ),
    "list": _unless("of"),
    "notes": _unless("check"),
    "missing": _unless("label"),
    **dict.fromkeys(("type_page", "size"), _of_the_type),
    **dict.fromkeys(("share", "coverage_share"), _is("share")),
    **dict.fromkeys(
        ("cover", "detail", "compared", "timeline", "similar_case", "type_case", "prefecture_case", "standing_name", "map_sign",
         "map_range", "standing_silent", "neighbour_name", "size_left_out"),
        _is("words"),
    ),
    **dict.fromkeys(
        ("chosen", "prefecture", "municipality_score", "participant_score", "case_closest", "case_near", "case_score"), _is("lead")
    ),
    "similar": _of_a_town,
    "similar_town": _of_a_town,
    "standing": _of_a_standing,
    "prefecture_page": _of_the_chosen,
    "map": lambda of, figure: _listed(of, ("", "map_shown", str(of.facts.prefecture_position[figure[1]]))),
    "prefecture_shown": _of_its_code,
    "heat": _of_its_code,
    "lasting": _of_its_code,
    "around": _around,
    "neighbour": _of_a_neighbour,
    "listed": _listed,
}  # fmt: skip
"""Every kind of figure: a new one belongs here, with what it is and of whom it tells."""


def is_sound(kind: Kind, value: str | float, *, silent: bool) -> bool:
    """Whether a figure says what it may say, where all is known (of its prefecture) and where not."""
    number = not isinstance(value, (str, bool)) and value >= 0
    if kind == "words":
        return isinstance(value, str)
    if kind == "lead":
        return number or value == "" or isinstance(value, str)
    if silent:
        unknown = value in ("？", WITHOUT.ja, WITHOUT.en)
        marked = isinstance(value, str) and re.fullmatch(r"[1-9]\d*＋", value) is not None
        return unknown or (kind == "count" and marked) or (kind == "standing" and number and value != 0)
    if kind == "share":
        return value == "" or (number and float(value) <= 1)
    return value == "" or (kind == "amount" and value == "…") or number


def every_figure(of: SelectedFacts) -> Iterator[Live]:
    for page in pages(of.facts, of.selection):
        yield from (content for _, _, content, _ in page.canvas.cells() if isinstance(content, Live))
    for sheet in hidden_pages(of.facts, of.selection):
        for cells in sheet.columns.values():
            yield from (content for content in cells if isinstance(content, Live))


def silent(facts: Facts, release: Release) -> Callable[[str, str], bool]:
    """Whether nothing is known of a prefecture (in a group), from the release alone."""
    missing = gaps(release)
    types = {group.name: group.types for group in facts.groups}

    def _silent(code: str, group: str) -> bool:
        return bool(missing.get(code, set()) & types[group]) if group else code in missing

    return _silent


def selections(facts: Facts, release: Release) -> Sequence[Selection]:
    """The first one, and one for each way not to be known: no answer, held back, one case held back, a contradiction."""
    first = first_selection(facts)
    codes = [release.unanswered[0], *sorted(release.unsettled), *sorted(gaps(release).keys() & release.answered)]
    positions = dict.fromkeys(facts.prefecture_position[code] for code in codes)
    return [
        first,
        *(
            Selection(
                case=first.case,
                municipality=facts.municipality_position[facts.survey.places.municipalities_of(facts.prefectures[each - 1].code)[0].code],
                group=1 + place % len(facts.groups),
                group_prefecture=each,
                prefecture=each,
            )
            for place, each in enumerate(positions)
        ),
    ]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("make", [demo_release, invented_release])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_figure_says_none_where_nothing_is_known(
    make: Callable[[Path], Release], language: Language, tmp_path: Path
) -> None:
    release = make(tmp_path)
    facts = Facts(release, tables(release), language)
    is_silent = silent(facts, release)
    told: Counter[str] = Counter()
    for selection in selections(facts, release):
        of = selected_facts(facts, selection)
        for live in every_figure(of):
            kind, code, group = KINDS[live.figure[0]](of, live.figure)
            unknown = bool(code) and is_silent(code, group)
            assert is_sound(kind, live.value, silent=unknown), (live.figure, kind, code, group, live.value)
            told[live.figure[0]] += unknown
    assert {"heat", "lasting", "map", "prefecture_page", "neighbour", "similar", "listed"} <= {
        name for name in told if told[name]
    }


@pytest.mark.slow
def test_what_is_known_of_a_prefecture_without_answer_is_marked_as_the_least(tmp_path: Path) -> None:
    """Tokyo has not answered, and another prefecture names it in a case."""
    release = invented_release(tmp_path)
    facts = Facts(release, tables(release), "ja")
    of = selected_facts(facts, Selection(case=1, municipality=1, group=1, group_prefecture=1, prefecture=13))
    told = {live.figure: live.value for live in every_figure(of)}
    assert "13" in release.unanswered
    named = [group for group in facts.groups if facts.crossing[13, group.position]]
    assert [told["heat", "13", group.name] for group in named] == ["1＋"]
    assert (told["prefecture_page", "cases"], told["map", "13"], told["prefecture_page", "ended"]) == (
        "1＋",
        "1＋",
        "データなし",
    )
    assert all(isinstance(told["chosen", f"chosen_map_step_{step}"], int) for step in (1, 2, 3, 4)), (
        "shades are those of numbers"
    )


@pytest.mark.slow
def test_a_prefecture_without_answer_is_offered_no_candidates(tmp_path: Path) -> None:
    """What nobody knows of it cannot be missing there."""
    release = invented_release(tmp_path)
    facts = Facts(release, tables(release), "ja")
    first = first_selection(facts)
    for code in release.unanswered:
        of = selected_facts(facts, Selection(first.case, first.municipality, 1, 1, facts.prefecture_position[code]))
        named = [
            group.position for group in facts.groups if facts.lasting_crossing[of.selection.prefecture, group.position]
        ]
        assert set(of.missing()) & set(named) == set()
        assert of.missing() == []
        cells = PAGES["prefectures"](of).canvas.cells()
        told = {live.figure: live.value for _, _, live, _ in cells if isinstance(live, Live)}
        assert [told["missing", "1", each] for each in ("label", "number")] == ["データなし", ""]


# --- the same in what is published as data ---------------------------------------------------------------------------


@pytest.fixture
def survey(tmp_path: Path) -> Survey:
    return a_survey(tmp_path)


def published_rows(release: Release, folder: Path, name: str) -> list[dict[str, str]]:
    write_data(release, tables(release), folder / "data")
    with (folder / "data" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_counts_of_a_prefecture_that_are_not_known_are_empty(survey: Survey, tmp_path: Path) -> None:
    """Tokyo has one case and one to be corrected, Osaka only one to be corrected, Kyoto nothing, Hyogo two contradicting
    returns, all others have not answered."""
    told = collected(
        survey,
        a_submission(
            survey, "13", a_case(survey, "13-2026-01", {CHIYODA: "participating"}), a_wrong_case(survey, "13-2026-02"),
            status="needs_correction",
        ),
        a_submission(survey, "27", a_wrong_case(survey, "27-2026-01"), status="needs_correction"),
        a_submission(survey, "26"),
        a_submission(survey, "28", status="conflict", file="a.xlsx"),
        a_submission(survey, "28", status="conflict", file="b.xlsx"),
    )  # fmt: skip
    rows = {row["prefecture_code"]: row for row in published_rows(select(survey, told), tmp_path, "prefectures")}
    counts = ("cases", "in_operation", "considering", "ended", "municipalities")
    shown = {code: [rows[code][each] for each in counts] for code in ("13", "27", "26", "28", "01")}
    assert shown == {
        "13": ["1", "1", "", "", "1"],
        "27": [""] * 5,
        "26": ["0"] * 5,
        "28": [""] * 5,
        "01": [""] * 5,
    }
    coverage = {code: rows[code]["coverage"] for code in shown}
    assert coverage == {
        "13": "being_settled", "27": "being_settled", "26": "none_to_report", "28": "being_settled", "01": "no_answer",
    }  # fmt: skip


def test_a_least_number_says_in_the_data_that_it_is_one(survey: Survey) -> None:
    columns = tables(select(survey, collected(survey, a_submission(survey, "26")))).prefectures.columns
    told = {each.name: each.description for each in columns}
    for name in ("cases", "in_operation", "considering", "ended", "municipalities"):
        assert told[name].ja.endswith(
            "coverageがno_answer又はbeing_settledの都道府県の数は、分かっている最小の数です。"
        )
        assert told[name].en.endswith(
            "With the coverage no_answer or being_settled, a number is the least that it can be."
        )


def test_what_was_not_agreed_to_shows_by_no_blank(survey: Survey) -> None:
    cases: list[Any] = [
        a_case(survey, "13-2026-01", publication="do_not_publish", system_type="G08", name="甲"),
        a_case(survey, "13-2026-02", prefecture_role="unknown", system_type="G09", name="乙"),
        a_case(survey, "13-2026-03", system_type="G07", name="丙", operation_start_on="2010-04", contract_end_on="2015-03",
               contract_on="2010-01", selection_on="2009-12", status="ended"),
    ]  # fmt: skip
    release = select(survey, collected(survey, a_submission(survey, "13", *cases)))
    assert {each.reason for each in release.excluded} == {"not_consented", "role_unclear", "outside_period"}
    assert "13" not in gaps(release)
