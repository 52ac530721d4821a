"""Three-way agreement: what LibreOffice recalculates, what was written, and what pandas makes of the CSV files."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from survey_tool.questionnaire.words import LANGUAGES, Language
from survey_tool.release.dashboard.facts import Choices, Facts
from survey_tool.release.release import Release
from tests.dashboard.workbook import Written, against_pandas, differences, flat, written
from tests.office import CellError, Document, Office
from tests.office.document import Value
from tests.releases import demo_release, empty_release, random_release

Make = Callable[[Path], Release]
CHOSEN_CASES, ROUNDS = 150, 200

SMALL: dict[str, Make] = {
    "nothing published": empty_release,
    "one case": lambda folder: random_release(folder, 1),
    "41 cases": lambda folder: random_release(folder, 41, seed=3),
    "the public cases": demo_release,
}
LARGE: dict[str, Make] = {
    "500 cases": lambda folder: random_release(folder, 500, seed=5),
    "47 prefectures × 40 cases": lambda folder: random_release(folder, 47 * 40, seed=7),
}


def agree(of: Written, office: Office) -> int:
    """Every formula cell written, recalculated and reckoned alike, and no error in any cell; gives their number."""
    choices = of.facts.first_choices
    lives = of.lives(choices)
    assert against_pandas(of, choices, lives) == []
    wanted = [(place, live.value, live.formula) for place, live in lives.items()]
    with office.document(of.path) as document:
        assert differences(flat(document.values()), wanted) == [], "as written"
        document.recalculate()
        recalculated = flat(document.values())
    assert differences(recalculated, wanted) == [], "recalculated"
    assert [place for place, value in recalculated.items() if isinstance(value, CellError)] == []
    return len(lives)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SMALL)
def test_every_figure_agrees(size: str, language: Language, tmp_path: Path, office: Office) -> None:
    cells = agree(written(tmp_path, SMALL[size](tmp_path), language), office)
    assert cells > 3_000


@pytest.mark.long
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", LARGE)
def test_every_figure_agrees_in_large_rounds(size: str, language: Language, tmp_path: Path, office: Office) -> None:
    cells = agree(written(tmp_path, LARGE[size](tmp_path), language), office)
    assert cells > 8_000


def random_choices(facts: Facts, dice: random.Random) -> Choices:
    """One choice in each selector."""
    return Choices(
        case=dice.randint(1, len(facts.cases)),
        municipality=dice.randint(1, len(facts.municipalities)),
        group=dice.randint(1, len(facts.groups)),
        group_prefecture=dice.randint(1, 47),
        prefecture=dice.randint(1, 47),
    )


def follow(of: Written, document: Document, choices: Choices, *, everything: bool = True) -> int:
    """Choose in every selector: the formula cells show what pandas answers. Gives the number of cells compared.

    Not `everything`: the sheets that have a selector and the cells between it and them.
    """
    document.set(of.typed(choices))
    lives = of.lives(choices, following=not everything)
    assert against_pandas(of, choices, lives) == []
    shown = flat({sheet: _filled(document.get(sheet)) for sheet in {sheet for sheet, _, _ in lives}})
    assert differences(shown, ((place, live.value, live.formula) for place, live in lives.items())) == []
    return len(lives)


def _filled(rows: list[list[Value]]) -> dict[tuple[int, int], Value]:
    return {
        (row, column): value
        for row, values in enumerate(rows, start=1)
        for column, value in enumerate(values, start=1)
        if value != ""
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sheets_follow_what_is_chosen(language: Language, tmp_path: Path, office: Office) -> None:
    of, dice = written(tmp_path, demo_release(tmp_path), language), random.Random(11)
    with office.document(of.path) as document:
        for _ in range(5):
            assert follow(of, document, random_choices(of.facts, dice)) > 4_000


@pytest.mark.long
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sheets_follow_two_hundred_choices(language: Language, tmp_path: Path, office: Office) -> None:
    of, dice = written(tmp_path, random_release(tmp_path, CHOSEN_CASES, seed=13), language), random.Random(17)
    cells = 0
    with office.document(of.path) as document:
        for number in range(ROUNDS):
            cells += follow(of, document, random_choices(of.facts, dice), everything=number % 20 == 0)
    print(f"{language}: {cells:,} cells compared in {ROUNDS} choices of every selector, 0 differences")  # noqa: T201


def test_codes_are_understood_as_well_as_labels(tmp_path: Path, office: Office) -> None:
    of = written(tmp_path, demo_release(tmp_path), "ja")
    choices = Choices(case=5, municipality=700, group=3, group_prefecture=16, prefecture=31)
    group = of.facts.groups[choices.group - 1]
    typed = {
        "select_case": of.facts.cases[choices.case - 1].id,
        "select_municipality": of.facts.municipalities[choices.municipality - 1].code,
        "select_system_type": group.key,
        "select_system_type_prefecture": "16",
        "select_prefecture": "31",
    }
    wanted = of.lives(choices)
    with office.document(of.path) as document:
        document.set({of.names[name]: value for name, value in typed.items()})
        for name, position in (
            ("chosen_case", choices.case),
            ("chosen_municipality", choices.municipality),
            ("chosen_group", choices.group),
            ("chosen_group_prefecture", choices.group_prefecture),
            ("chosen_prefecture", choices.prefecture),
        ):
            place = next(place for place, live in wanted.items() if live.figure == ("chosen", name))
            assert document.get(place[0])[place[1] - 1][place[2] - 1] == position, name


def test_what_is_not_in_the_lists_is_said_and_gives_no_error(tmp_path: Path, office: Office) -> None:
    of = written(tmp_path, demo_release(tmp_path), "ja")
    selectors = [name for name in of.names if name.startswith("select_")]
    with office.document(of.path) as document:
        for value in ("そのようなものはない", None, "*", 99.0):
            document.set({of.names[name]: value for name in selectors})
            shown = flat(document.values())
            assert [place for place, each in shown.items() if isinstance(each, CellError)] == [], value
            said = [str(each) for (sheet, _, _), each in shown.items() if sheet == "事例詳細"]
            assert any("該当する事例がありません" in each for each in said), value


def test_a_municipality_is_offered_with_its_prefecture_alone(tmp_path: Path, office: Office) -> None:
    of = written(tmp_path, demo_release(tmp_path), "ja")
    sheet, prefecture = of.names["select_municipality_prefecture"]
    _, municipality = of.names["select_municipality"]
    with office.document(of.path) as document:
        document.set({(sheet, prefecture): "東京都", (sheet, municipality): "千代田区"})
        assert municipality not in document.invalid(sheet)
        document.set({(sheet, municipality): "富山市"})
        assert municipality in document.invalid(sheet)


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
