"""Every figure of every view of the page against the CSV files, reckoned by plain Python as those of the workbook are."""

from __future__ import annotations

import random
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from survey_tool.questionnaire.asked.case import BENEFITS, COSTS, SUBSIDIES
from survey_tool.release.choosing.release import Release
from survey_tool.release.page.views import COUNTS
from survey_tool.release.page.words import TEXTS as TEXTS_OF
from survey_tool.release.writing import write_data
from survey_tool.wording.words import Language
from tests.browser import Browser, Visit
from tests.dashboard import Chosen, Data, answer, places, read_data, showing
from tests.pages import Pages, place, write
from tests.releases import demo_release, empty_release, invented_release, of_round, random_release

RELEASES: dict[str, tuple[Callable[[Path], Release], Language]] = {
    "nothing published": (empty_release, "ja"),
    "the public cases": (demo_release, "en"),
    "the invented country": (invented_release, "ja"),
    "500 cases": (lambda folder: random_release(folder, 625, seed=5), "ja"),
}
STANDINGS = {"implemented": 2, "considering": 1, "no_published_case": 0, "no_data": 3}
NAMES = {"cases": "cases", "implemented": "implemented", "considering_status": "considering", "ended": "ended"}
"""What figures call the columns of counts."""
ROWS = """selector => [...document.querySelectorAll(selector)].filter(row => row.checkVisibility()).map(
    row => [...row.children].map(cell => cell.innerText.trim()))"""
LINKED = """selector => [...document.querySelectorAll(selector)].filter(row => row.checkVisibility()).map(row => [
    new URL(row.querySelector('th a').href).hash, ...[...row.querySelectorAll('td')].map(cell => cell.innerText.trim())])"""
PAIRS = """selector => [...document.querySelectorAll(selector)].map(
    pair => [pair.querySelector('dt').innerText, pair.querySelector('dd').textContent])"""


@dataclass(frozen=True, eq=False)
class Both:
    """A page and the CSV files of its release."""

    pages: Pages
    data: Data

    @property
    def path(self) -> Path:
        return self.pages.paths[self.data.language]

    def wanted(self, *figure: str, **chosen: Any) -> str:
        """A figure as the page writes it."""
        return written(answer(Chosen(self.data, **chosen), figure), self.data)

    @cached_property
    def groups(self) -> list[str]:
        return [each.figure for each in self.data.groups]


def written(value: object, data: Data) -> str:
    if value == "？":
        return data.say("データなし", "No data")
    return f"{value:,.10g}" if isinstance(value, (int, float)) else str(value)


@pytest.fixture(scope="module", params=[pytest.param(each, marks=pytest.mark.long) for each in RELEASES])
def both(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Both:
    make, language = RELEASES[request.param]
    folder = tmp_path_factory.mktemp("agreement")
    release = make(folder)
    pages = write(release, folder)
    write_data(release, pages.tables, folder / "data")
    return Both(pages, read_data(folder / "data", release, language))


def test_the_overview(both: Both, browser: Browser) -> None:
    data = both.data
    with browser.visit(both.path) as page:
        for name in ("cases", "system_types", "prefectures", "municipalities"):
            assert page.run("name => document.querySelector(`[data-kpi=${name}]`).textContent", name) == str(
                answer(Chosen(data), ("kpi", f"kpi_{name}"))
            )
        told = page.run(ROWS, ".domains tbody tr")
        for (_, *counts, _), domain in zip(told, [*(each.key for each in domains(both)), "all"], strict=True):
            assert counts == [both.wanted("domain", domain, NAMES[name]) for name, _ in COUNTS], domain
        nationwide = dict(page.run(LINKED_FIGURES, "#overview .thirds tr"))
        assert nationwide == {f"#types?t={each}": both.wanted("type", each, "cases") for each in both.groups}
        blocks = page.run(TABLES, "#overview .pairs .shares, #overview .years .shares")
        benefits, funding, years = ([number for _, number in rows] for rows in blocks)
        assert benefits == [both.wanted("felt", key) for key in BENEFITS]
        used = [number_of(data, "subsidy_used", each) for each in (*choices(both, "subsidy_used"), "")]
        assert funding == [*used, *(number_of(data, key, "true") for key in SUBSIDIES)]
        labels = [label for label, _ in blocks[2]]
        keys = ["before", *labels[1:-2], "unknown", "blank"]
        assert years == [both.wanted("year", key) for key in keys]


LINKED_FIGURES = """selector => [...document.querySelectorAll(selector)].map(
    row => [new URL(row.querySelector('th a').href).hash, row.querySelector('.figure').innerText.trim()])"""
TABLES = """selector => [...document.querySelectorAll(selector)].map(table => [...table.rows].map(
    row => [row.cells[0].innerText.trim(), row.cells[1].innerText.trim()]))"""


def domains(both: Both) -> tuple[Any, ...]:
    return tuple(both.data.survey.questionnaire.lists["domain"].unique)


def choices(both: Both, name: str) -> list[str]:
    return [each.key for each in both.data.survey.questionnaire.lists[name].unique]


def number_of(data: Data, key: str, value: str) -> str:
    return f"{sum(row[key] == value for row in data['cases']):,}"


def test_the_map_of_every_type(both: Both, browser: Browser) -> None:
    data = both.data
    script = """() => Object.fromEntries([...document.querySelectorAll('#map a')].map(
        tile => [tile.dataset.prefecture, tile.querySelector('.tile-count').textContent]))"""
    with browser.visit(both.path) as page:
        assert page.run(script) == {code: both.wanted("map", code) for code in data.prefectures}
        for group in both.groups:
            page.at(f"#overview?t={group}")
            assert page.run(script) == {code: both.wanted("heat", code, group) for code in data.prefectures}, group


def test_every_row_of_the_list(both: Both, browser: Browser) -> None:
    data = both.data
    with browser.visit(both.path, "#cases?all=1") as page:
        told = {row[0]: row[1:] for row in page.run(LINKED, "#case-rows > tr")}
        assert list(told) == [f"#case?id={case_id}" for case_id in data.cases]
        for case_id in data.cases:
            (kind, status, bodies, population, cost, start, *_) = told[f"#case?id={case_id}"]
            shown = ("cases_type_shown", "cases_shown_status", "cases_bodies", "cases_population")
            wanted = [showing.column(data, case_id, each) for each in (*shown, "cases_shown_operation_start_on")]
            assert [kind.partition("\n")[0], status, bodies, population, start] == wanted, case_id
            amounts = [showing.column(data, case_id, f"cases_shown_{key}") for key in COSTS[:2]]
            if data.cases[case_id]["total_cost"]:
                amounts.append(showing.column(data, case_id, "cases_total"))
            has_scope = any(data.cases[case_id][key] for key in COSTS)
            scope = [showing.column(data, case_id, "cases_shown_cost_basis")] if has_scope else []
            lines = [each.partition(" ")[2] for each in cost.split("\n")[: len(amounts)]]
            assert [*lines, *cost.split("\n")[len(amounts) :]] == [*amounts, *scope], case_id


def test_every_answer_of_every_case(both: Both, browser: Browser) -> None:
    data = both.data
    with browser.visit(both.path) as page:
        for case_id, row in data.cases.items():
            page.at(f"#case?id={case_id}")
            told = answers_of(both, page)
            assert told == {key: as_shown(data, case_id, key) for key in told}
            wanted = [*("cases_" + each for each in ("bodies", "population", "employees")),
                      "cases_shown_initial_cost", "cases_shown_annual_cost", "cases_total"]  # fmt: skip
            figures = [said for _, said in page.run(PAIRS, "#case .figures > div")]
            assert figures == [showing.column(data, case_id, each) for each in wanted], case_id
            names = [showing.column(data, case_id, each) for each in ("cases_names", "cases_considering")]
            assert page.all("#case .members p") == names, case_id
            assert page.all("#case .members .count") == [row["participants_count"], row["considering_count"]], case_id


def answers_of(both: Both, page: Visit) -> dict[str, str]:
    """What the page says of each question of the case that it shows."""
    questions = both.data.survey.questionnaire.case.questions()
    labels = {each.label[both.data.language]: key for key, each in questions.items()}
    told = {labels[label]: said for label, said in page.run(PAIRS, "#case .facts > div") if label in labels}
    assert len(told) > 15
    return told


def as_shown(data: Data, case_id: str, key: str) -> str:
    columns = {"total_cost": "cases_total", "subsidy_used": "cases_subsidies"}
    return showing.column(data, case_id, columns.get(key, f"cases_shown_{key}"))


def test_cases_side_by_side(both: Both, browser: Browser) -> None:
    data, dice = both.data, random.Random(13)
    with browser.visit(both.path) as page:
        for _ in range(20 if data.cases else 0):
            ids = dice.sample(sorted(data.cases), min(4, len(data.cases)))
            page.at(f"#compare?ids={','.join(ids)}")
            links = page.run("() => [...document.querySelectorAll('#compared thead a')].map(link => link.hash)")
            assert links == [f"#case?id={each}" for each in ids]
            rows = {row[0]: row[1:] for row in page.run(TEXTS, "#compared tbody tr")}
            wanted = side_by_side(both, ids, rows.keys())
            assert len(wanted) > 25
            assert {label: rows[label] for label in wanted} == wanted


def side_by_side(both: Both, ids: list[str], rows: Collection[str]) -> dict[str, list[str]]:
    """The rows of a comparison by their labels, but for the type and the stage of the same name."""
    data = both.data
    questions = data.survey.questionnaire.case.questions()
    labels = {each.label[data.language]: key for key, each in questions.items() if key != "system_type"}
    asked = {label: key for label, key in labels.items() if label in rows}
    told = {label: [as_shown(data, each, key) for each in ids] for label, key in asked.items()}
    lists = {TEXTS_OF[words][data.language]: column for words, column in LISTS.items()}
    return told | {label: [showing.column(data, each, column) for each in ids] for label, column in lists.items()}


LISTS = {
    "taking_part": "cases_names",
    "considering_bodies": "cases_considering",
    "bodies": "cases_bodies",
    "population": "cases_population",
    "employees": "cases_employees",
    "benefits": "cases_benefits",
}
"""Rows of the comparison by their texts, and what they are among the columns of cases."""
TEXTS = """selector => [...document.querySelectorAll(selector)].map(
    row => [...row.children].map(cell => cell.textContent))"""


def test_every_type(both: Both, browser: Browser) -> None:
    names = ("cases", "implemented", "considering", "ended", "prefectures", "municipalities")
    wanted = {each: [both.wanted("type", each, name) for name in names] for each in both.groups}
    with browser.visit(both.path, "#types") as page:
        told = {row[0]: row[1:] for row in page.run(LINKED, "#all-types tbody tr")}
        assert told == {f"#types?t={each}": numbers for each, numbers in wanted.items()}
        for group in wanted:
            page.at(f"#types?t={group}")
            assert [said for _, said in page.run(PAIRS, "#one-type .figures > div")] == wanted[group], group
            links = page.run("() => [...document.querySelectorAll('#one-type .records th a')].map(a => a.hash)")
            assert links == [f"#case?id={each}" for each in both.data.members[group]], group
            assert answered(page) == answers_by_panel(both, group), group
            assert ranges(page) == ranges_of_costs(both.data, group), group


def answered(page: Visit) -> list[list[str]]:
    return [[number for _, number in rows] for rows in page.run(TABLES, "#one-type .pairs .shares")]


def ranges(page: Visit) -> list[list[float | str]]:
    return [[amount(cell) for cell in row[1:]] for row in page.run(ROWS, "#one-type .plain tbody tr")]


def answers_by_panel(both: Both, group: str) -> list[list[str]]:
    """The numbers of each panel of a type; of none nothing stands there."""
    asked: list[list[tuple[str, ...]]] = [
        [*((key,) for key in BENEFITS), ("benefits", "blank")],
        [*_answers(both, "subsidy_used"), *((key,) for key in SUBSIDIES)],
        _answers(both, "procurement_method"),
        _answers(both, "contract_form"),
    ]
    told = [[both.wanted("type_page", *figure, group=group) for figure in panel] for panel in asked]
    return [left for panel in told if (left := [each for each in panel if each != "0"])]


def _answers(both: Both, key: str) -> list[tuple[str, ...]]:
    return [(key, each) for each in (*choices(both, key), "blank")]


def ranges_of_costs(data: Data, group: str) -> list[list[float | str]]:
    columns = [f"{key}{ending}" for key in COSTS[:2] for ending in ("", "_per_head")]
    functions = ("MIN", "MEDIAN", "MAX", "COUNT")
    chosen = Chosen(data, group=group)
    return [[amount(str(answer(chosen, ("type_page", column, each)))) for each in functions] for column in columns]


def amount(text: str) -> float | str:
    """A number as it is written, to two digits behind the point."""
    return text if text == "…" else round(float(text.replace(",", "")) + 1e-9, 2)


def test_where_every_municipality_stands(both: Both, browser: Browser) -> None:
    data = both.data
    script = """() => Object.fromEntries([...document.querySelectorAll('#one-type .standing')].map(each => [
        each.classList[1], [each.querySelector('.count').textContent, each.querySelector('dd').textContent]]))"""
    dice = random.Random(5)
    with browser.visit(both.path) as page:
        for group in both.groups:
            for code in dice.sample(sorted(data.prefectures), 8):
                page.at(f"#types?t={group}&p={code}")
                told = page.run(script)
                for name, level in STANDINGS.items():
                    own = [each for each in data.towns_of[code] if data.standing[each.code, group] == level]
                    listed = data.say("、", ", ").join(each.label for each in own) or data.say("・", "·")
                    assert told[name] == [str(len(own)), listed], (group, code, name)


def test_the_table_of_prefectures(both: Both, browser: Browser) -> None:
    names = ("coverage", "cases", "implemented", "considering", "ended", "municipalities")
    with browser.visit(both.path, "#prefectures") as page:
        told = {row[0]: row[1:] for row in page.run(LINKED, "#all-prefectures tbody tr")}
        assert told == {
            f"#prefectures?p={code}": [
                *(both.wanted("prefecture_page", name, prefecture=code) for name in names),
                row["municipalities_total"],
            ]
            for code, row in both.data.prefectures.items()
        }


def test_every_prefecture(both: Both, browser: Browser) -> None:
    data, names = both.data, ("coverage", "cases", "municipalities")
    with browser.visit(both.path) as page:
        for code in data.prefectures:
            page.at(f"#prefectures?p={code}")
            figures = [said for _, said in page.run(PAIRS, "#one-prefecture .figures > div")]
            assert figures == [both.wanted("prefecture_page", each, prefecture=code) for each in names], code
            candidates = page.run("() => [...document.querySelectorAll('.candidates a')].map(a => a.hash)")
            assert candidates == [f"#types?t={figure}&p={code}" for figure, _ in places.missing(data, code)], code
            links = page.run("() => [...document.querySelectorAll('#one-prefecture .records th a')].map(a => a.hash)")
            assert links == [f"#case?id={each}" for each in data.shown[code]], code
            beside = {row[0]: row[1:] for row in page.run(LINKED, "#one-prefecture .beside tbody tr:not(.total)")}
            assert beside == beside_neighbours(both, code), code


def beside_neighbours(both: Both, code: str) -> dict[str, list[str]]:
    """The cases of each type in a prefecture and its neighbours, where one of them has any."""
    shown, none = [code, *both.data.neighbours[code]], {"0", written("？", both.data)}
    told = {each: [both.wanted("lasting", other, each) for other in shown] for each in both.groups}
    return {f"#types?t={each}": numbers for each, numbers in told.items() if not set(numbers) <= none}


def test_what_lies_ahead(both: Both, browser: Browser) -> None:
    data = both.data
    with browser.visit(both.path, "#ahead") as page:
        considered = page.run(LINKED, "#ahead .block:nth-of-type(1) tbody tr")
        asked = {row["case_id"] for row in data["participation"] if row["mark"] == "considering"}
        wanted = {
            case_id for case_id, row in data.cases.items()
            if row["status"] == "considering" or (case_id in asked and data.lasts(case_id))
        }  # fmt: skip
        assert {row[0] for row in considered} == {f"#case?id={each}" for each in wanted}
        for link, _, _, bodies, considering, _, contact in considered:
            case = data.cases[link.partition("=")[2]]
            assert [bodies.removesuffix(" ※"), considering] == [case["participants_count"], case["considering_count"]]
            assert all(case[f"contact_{each}"] in contact for each in ("department", "phone", "email"))
        counted = page.run("() => [...document.querySelectorAll('#ahead h3')].map(each => each.textContent)")
        years = sorted(
            {row["contract_end_on_fiscal_year"] for row in data["cases"] if data.lasts(row["case_id"])} - {""}
        )
        numbers = [both.wanted("ending", key) for key in (*years, "unknown", "blank")]
        assert [each.split()[-1] for each in counted] == [each for each in numbers if each != "0"]


def test_who_is_of_like_size(both: Both, browser: Browser) -> None:
    data = both.data
    with browser.visit(both.path) as page:
        for code in random.Random(11).sample(sorted(data.towns), 40):
            page.at(f"#similar?m={code}")
            town = data.towns[code]
            *size, joined = (said for _, said in page.run(PAIRS, "#similar-found .figures > div"))
            assert size == [f"{town.population:,}", f"{town.employees:,}"], code
            assert (
                joined.split(" ")[0].removesuffix("件")
                == both.wanted("similar", "cases", municipality=code).split(" ")[0]
            )
            rows = page.run(LINKED, "#similar-found section:nth-last-child(2) tbody tr")
            ranked = places.ranked_cases(data, code)[:15]
            assert [[row[0], row[4], row[5].split("\n")[:2], row[6]] for row in rows] == [
                like_case(data, code, each) for each in ranked
            ], code
            towns = page.run(LINKED, "#similar-found section:last-child tbody tr")
            assert [row[0] for row in towns] == [f"#similar?m={each}" for each in places.ranked_towns(data, code)], code


def like_case(data: Data, code: str, case_id: str) -> list[str | list[str]]:
    """Where a case of like size leads, how many participants are near, what it costs and whom to ask."""
    names = (data.say("初期", "Initial"), data.say("年間", "Annual"))
    amounts = [f"{name} {as_shown(data, case_id, key)}" for name, key in zip(names, COSTS[:2], strict=True)]
    contact = [as_shown(data, case_id, f"contact_{each}") for each in ("department", "phone")]
    near = f"{places.near(data, code, case_id)}／{showing.column(data, case_id, 'cases_bodies')}"
    return [f"#case?id={case_id}", near, amounts, "\n".join(each for each in contact if each != "－") or "－"]


def test_cases_of_like_size_by_type_and_stage(both: Both, browser: Browser) -> None:
    data, dice = both.data, random.Random(12)
    stages = [each.key for each in data.survey.questionnaire.lists["status"].unique]
    filters = {
        "": stages,
        "not_ended": [each for each in stages if each != "ended"],
        **{each: [each] for each in stages},
    }
    with browser.visit(both.path) as page:
        for code in dice.sample(sorted(data.towns), 8):
            for chosen, stages_left in filters.items():
                group = dice.choice(["", "", *both.groups])
                page.at(f"#similar?m={code}&t={group}&s={chosen}")
                links = page.run(
                    "() => [...document.querySelectorAll('#similar-found section:nth-last-child(2) th a')].map(a => a.hash)"
                )
                told = Chosen(data, municipality=code, similar_group=group, similar_stages=tuple(stages_left))
                assert links == [f"#case?id={each}" for each in told.similar_shown], (code, group, chosen)
                if both.data.cases:
                    assert page.run("() => document.querySelector('#similar-stage').value") == chosen
        if data.cases:  # a choice of one keeps the other
            page.at(f"#similar?m={code}&s=ended")
            page.tab.select_option("#similar-stage", "considering")
            page.settled()
            assert page.run("() => location.hash") == f"#similar?m={code}&s=considering"


@pytest.mark.slow
def test_the_series_over_the_rounds(browser: Browser, tmp_path: Path) -> None:
    first, earlier = (
        of_round(random_release(tmp_path, 12, seed=seed), name) for seed, name in ((2, "2024"), (3, "2025"))
    )
    release = random_release(tmp_path, 14, seed=4)
    pages = write(release, tmp_path, since=[first, earlier])
    write_data(release, pages.tables, tmp_path / "data")
    both = Both(pages, read_data(tmp_path / "data", release, "en"))
    names = [name for name in both.data["series"][0] if name not in ("round", "published_on")]
    with browser.visit(both.path, "#changes") as page:
        told = {row[0]: row[2:] for row in page.run(ROWS, "#series .records tbody tr")}
        assert told == {
            each: [both.wanted("series", each, name) for name in names] for each in ("2024", "2025", "2026")
        }
        (bars,) = page.run(TABLES, "#series .shares")
        assert bars == [[each, both.wanted("series", each, "cases")] for each in told]


def test_notes_and_changes(both: Both, browser: Browser) -> None:
    data = both.data
    with browser.visit(both.path, "#notes") as page:
        left_out = page.run(ROWS, "#notes .plain tbody tr")
        assert [row[1] for row in left_out] == [row["count"] for row in data["exclusions"]]
        reported, published, excluded = (both.wanted("notes", each) for each in ("reported", "published", "excluded"))
        assert data.say(
            f"{reported}件＝公表{published}件＋公表対象外{excluded}件",
            f"{reported} cases reported = {published} published + {excluded}",
        ) in page.text("#notes")
        lines = page.run(ROWS, "#notes .records tbody tr")
        assert [row[2] for row in lines] == [f"{len(each.rows):,}" for each in both.pages.tables]


def test_filters(both: Both, browser: Browser) -> None:
    pages, dice = both.pages, random.Random(9)
    with browser.visit(both.path, "#cases") as page:
        for chosen in [pages.some_filter(dice) for _ in range(100 if both.data.cases else 0)]:
            page.at(place("cases", chosen))
            assert page.run("document.querySelector('#found').dataset.found") == str(len(pages.left(chosen))), chosen
