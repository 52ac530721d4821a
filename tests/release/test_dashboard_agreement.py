"""Three-way agreement: what LibreOffice recalculates, what was written, and what plain Python makes of the CSV files."""

from __future__ import annotations

import random
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path

import pytest

from survey_tool.release.choosing.release import Release
from survey_tool.release.dashboard.drawing.canvas import Live
from survey_tool.release.dashboard.facts.selection import COMPARED, Selection, first_selection
from survey_tool.wording.words import LANGUAGES, Language
from tests.dashboard.selectors import SELECTORS, choices, offered, random_choices, selector_of
from tests.dashboard.workbook import Place, Written, against_the_files, differences, flat, written
from tests.office import CellError, Document, Office
from tests.office.document import Value
from tests.releases import demo_release, empty_release, invented_release, of_round, random_release

Make = Callable[[Path], Release]
ROUNDS = 200

SMALL: dict[str, Make] = {
    "nothing published": empty_release,
    "one case": lambda folder: random_release(folder, 1),
    "41 cases": lambda folder: random_release(folder, 41, seed=3),
    "the public cases": demo_release,
}
LARGE: dict[str, Make] = {
    "500 cases": lambda folder: random_release(folder, 500, seed=5),
    "the invented country": invented_release,
    "47 prefectures × 40 cases": lambda folder: random_release(folder, 47 * 40, seed=7),
}
FOLLOWED: dict[str, Make] = {
    "nothing published": empty_release,
    "the public cases": demo_release,
    "the invented country": invented_release,
    "500 cases": lambda folder: random_release(folder, 625, seed=13),
}


NOT_IN_ANY_LIST = ("そのようなものはない", None, "*", 99.0)


def agree(of: Written, office: Office) -> int:
    """Every formula cell written, recalculated and reckoned alike, and no error in any cell; gives their number."""
    chosen = first_selection(of.facts)
    lives = of.lives(chosen)
    assert against_the_files(of, chosen, lives) == []
    assert_reconciled(of, lives)
    assert formulas(of.path) == len(lives), "a formula that no figure stands for"
    wanted = [(place, live.value, live.formula) for place, live in lives.items()]
    with office.document(of.path) as document:
        assert differences(flat(document.values()), wanted) == [], "as written"
        document.recalculate()
        recalculated = flat(document.values())
        assert differences(recalculated, wanted) == [], "recalculated"
        assert errors(recalculated) == []
        document.set(of.typed(random_choices(of.facts, random.Random(23))))
        assert errors(flat(document.values())) == []
        for value in NOT_IN_ANY_LIST:
            document.set({of.names[name]: value for name in of.names if name.startswith("select_")})
            assert errors(flat(document.values())) == [], value
    return len(lives)


def formulas(path: Path) -> int:
    """The number of formula cells in a workbook's file."""
    with zipfile.ZipFile(path) as package:
        sheets = [name for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
        return sum(len(re.findall(rb"<f[ >]", package.read(name))) for name in sheets)


def errors(shown: Mapping[Place, Value]) -> list[Place]:
    """The cells that show an error."""
    return [place for place, value in shown.items() if isinstance(value, CellError)]


def assert_reconciled(of: Written, lives: Mapping[Place, Live]) -> None:
    """What was reported is what is published and what is left out, in the notes and in the CSV files."""
    told = {live.figure[1]: live.value for live in lives.values() if live.figure[0] == "notes"}
    exclusions = of.data["exclusions"]
    left_out = sum(int(row["count"]) for row in exclusions if row["unit"] == "case")
    assert (told["published"], told["excluded"]) == (len(of.data.cases), left_out)
    assert told["reported"] == of.facts.release.reported == len(of.data.cases) + left_out
    assert told["check"] == of.data.say("一致", "agrees")


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SMALL)
def test_every_figure_agrees(size: str, language: Language, tmp_path: Path, office: Office) -> None:
    cells = agree(written(tmp_path, SMALL[size](tmp_path), language), office)
    assert cells > 3_000


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_changes_since_an_earlier_release_agree(language: Language, tmp_path: Path, office: Office) -> None:
    first, earlier = (
        of_round(random_release(tmp_path, 12, seed=seed), name) for seed, name in ((2, "2024"), (3, "2025"))
    )
    of = written(tmp_path, random_release(tmp_path, 14, seed=4), language, since=[first, earlier])
    kinds = {row["kind"] for row in of.data["changes"]}
    assert kinds == {"added", "changed", "ended", "not_reported", "no_longer_published"}
    assert [row["round"] for row in of.data["series"]] == ["2024", "2025", "2026"]
    figures = {live.figure for live in of.lives(first_selection(of.facts)).values() if live.figure[0] == "series"}
    assert len(figures) == 3 * 7
    assert agree(of, office) > 3_000


@pytest.mark.long
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", LARGE)
def test_every_figure_agrees_in_large_rounds(size: str, language: Language, tmp_path: Path, office: Office) -> None:
    cells = agree(written(tmp_path, LARGE[size](tmp_path), language), office)
    assert cells > 8_000


def follow(of: Written, document: Document, chosen: Selection, *, everything: bool = True) -> Counter[str | None]:
    """Choose in every selector: the formula cells show what the CSV files say. Gives the cells compared by selector.

    Not `everything`: the sheets that have a selector and the cells between it and them.
    """
    document.set(of.typed(chosen))
    lives = of.lives(chosen, following=not everything)
    assert against_the_files(of, chosen, lives) == []
    shown = flat({sheet: _filled(document.get(sheet)) for sheet in {sheet for sheet, _, _ in lives}})
    assert differences(shown, ((place, live.value, live.formula) for place, live in lives.items())) == []
    return Counter(selector_of(live.figure) for live in lives.values())


def _filled(rows: list[list[Value]]) -> dict[tuple[int, int], Value]:
    return {
        (row, column): value
        for row, values in enumerate(rows, start=1)
        for column, value in enumerate(values, start=1)
        if value != ""
    }


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sheets_follow_what_is_chosen(language: Language, tmp_path: Path, office: Office) -> None:
    of, dice = written(tmp_path, demo_release(tmp_path), language), random.Random(11)
    with office.document(of.path) as document:
        for _ in range(5):
            compared = follow(of, document, random_choices(of.facts, dice))
            assert set(compared) == {*SELECTORS, None}
            assert compared.total() > 4_000


@pytest.mark.long
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", FOLLOWED)
def test_the_sheets_follow_two_hundred_choices(size: str, language: Language, tmp_path: Path, office: Office) -> None:
    of = written(tmp_path, FOLLOWED[size](tmp_path), language)
    stream = choices(of.facts, random.Random(17))
    compared: Counter[str | None] = Counter()
    made: list[Selection] = []
    with office.document(of.path) as document:
        for number in range(ROUNDS):
            made.append(next(stream))
            compared += follow(of, document, made[-1], everything=number % 20 == 0)
    assert_all_was_chosen(of, made)
    assert set(compared) == {*SELECTORS, None}
    by_selector = ", ".join(f"{name} {compared[name]:,}" for name in SELECTORS)
    told = (
        f"{size}, {language}: {compared.total():,} cells compared in {ROUNDS} choices of every selector, 0 differences"
    )
    print(f"{told} ({by_selector})")  # noqa: T201  with -s the numbers are read


def assert_all_was_chosen(of: Written, made: list[Selection]) -> None:
    """Of what each selector offers as much was chosen as so many choices can."""
    different = {name: len({asdict(each)[name] for each in made}) for name in offered(of.facts)}
    assert different == {name: min(len(told) or 1, len(made)) for name, told in offered(of.facts).items()}
    side_by_side = {case for each in made for case in each.compared}
    assert len(side_by_side) == min(len(of.facts.cases) + 1, COMPARED * len(made))


@pytest.mark.slow
def test_codes_are_understood_as_well_as_labels(tmp_path: Path, office: Office) -> None:
    of = written(tmp_path, demo_release(tmp_path), "ja")
    chosen = Selection(case=5, municipality=700, group=3, group_prefecture=16, prefecture=31)
    group = of.facts.groups[chosen.group - 1]
    typed = {
        "select_case": of.facts.cases[chosen.case - 1].id,
        "select_municipality": of.facts.municipalities[chosen.municipality - 1].code,
        "select_system_type": group.key,
        "select_system_type_prefecture": "16",
        "select_prefecture": "31",
    }
    wanted = of.lives(chosen)
    with office.document(of.path) as document:
        document.set({of.names[name]: value for name, value in typed.items()})
        for name, position in (
            ("chosen_case", chosen.case),
            ("chosen_municipality", chosen.municipality),
            ("chosen_group", chosen.group),
            ("chosen_group_prefecture", chosen.group_prefecture),
            ("chosen_prefecture", chosen.prefecture),
        ):
            place = next(place for place, live in wanted.items() if live.figure == ("chosen", name))
            assert document.get(place[0])[place[1] - 1][place[2] - 1] == position, name


@pytest.mark.slow
def test_what_is_not_in_the_lists_is_said_and_gives_no_error(tmp_path: Path, office: Office) -> None:
    of = written(tmp_path, demo_release(tmp_path), "ja")
    selectors = [name for name in of.names if name.startswith("select_")]
    with office.document(of.path) as document:
        for value in NOT_IN_ANY_LIST:
            document.set({of.names[name]: value for name in selectors})
            shown = flat(document.values())
            assert errors(shown) == [], value
            said = [str(each) for (sheet, _, _), each in shown.items() if sheet == "事例詳細"]
            assert any("該当する事例がありません" in each for each in said), value


@pytest.mark.slow
def test_a_municipality_is_offered_with_its_prefecture_alone(tmp_path: Path, office: Office) -> None:
    of = written(tmp_path, demo_release(tmp_path), "ja")
    sheet, prefecture = of.names["select_municipality_prefecture"]
    _, municipality = of.names["select_municipality"]
    with office.document(of.path) as document:
        document.set({(sheet, prefecture): "東京都", (sheet, municipality): "千代田区"})
        assert municipality not in document.invalid(sheet)
        document.set({(sheet, municipality): "富山市"})
        assert municipality in document.invalid(sheet)


@pytest.mark.slow
def test_cases_can_be_narrowed_to_a_prefecture(tmp_path: Path, office: Office) -> None:
    of = written(tmp_path, demo_release(tmp_path), "ja")
    sheet, prefecture = of.names["select_case_prefecture"]
    _, case = of.names["select_case"]
    label = {each.id: f"{each.id}　{each.text('name')}" for each in of.facts.cases}
    with office.document(of.path) as document:
        document.set({(sheet, prefecture): "大阪府", (sheet, case): label["27-2026-01"]})
        assert case not in document.invalid(sheet)
        document.set({(sheet, case): label["16-2026-01"]})
        assert case in document.invalid(sheet)
        document.set({(sheet, prefecture): "全ての都道府県"})
        assert case not in document.invalid(sheet)
