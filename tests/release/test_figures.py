"""The published figures, each reckoned again from the release, in plain Python or by hand.

Required: section 9 of the design (each case once; several types and merged reports under each; "we do not know" never as none).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from statistics import median

import pytest

from survey_tool.reference.survey import Survey
from survey_tool.release.choosing.release import Release
from survey_tool.release.choosing.selection import select
from survey_tool.release.dashboard.facts.positions import Facts
from survey_tool.release.dashboard.hidden.years import counted, year_rows
from survey_tool.release.tables import figures
from survey_tool.release.tables.all_tables import Tables, tables
from survey_tool.release.tables.coverage import gaps
from survey_tool.release.tables.figures import CONSIDERED, IMPLEMENTED, NO_CASE, NO_DATA, Figures, Spread
from survey_tool.release.tables.scales import as_people, band_of, cost_bands, per_head, rounded_down
from tests.cases import CHIYODA, CHUO, MINATO, a_case, a_submission, a_survey, a_wrong_case, collected, reported
from tests.rounds import HAKODATE, SAPPORO, SMALL, a_round


@pytest.fixture(scope="module")
def survey(tmp_path_factory: pytest.TempPathFactory) -> Survey:
    return a_survey(tmp_path_factory.mktemp("workspace"))


@pytest.fixture(scope="module")
def release(survey: Survey) -> Release:
    return select(survey, a_round(survey))


@pytest.fixture(scope="module")
def told(release: Release) -> Tables:
    return tables(release)


def keys(survey: Survey, name: str) -> list[str]:
    return [choice.key for choice in survey.questionnaire.lists[name].unique]


def four(of: Figures) -> tuple[int, int, int, int]:
    """The figures on the cover."""
    return of.number, of.system_types, of.prefectures, of.municipalities


def stands(told: Tables, release: Release, types: list[str]) -> dict[tuple[str, str], str]:
    """The standing of each municipality for each of some types."""
    found = figures.standing(told.frames, told.frames.types, "system_type", types, gaps(release))
    return {(str(code), each): str(found.at[code, each]) for code in found.index for each in types}


def row_of(told: Tables, case_id: str) -> dict[str, object]:
    return next(dict(each) for each in told.cases.rows if each["case_id"] == case_id)


def test_key_figures(release: Release, told: Tables) -> None:
    assert four(told.frames.figures) == (7, 4, 4, 7)
    types = {each for case in release.cases for each in case.system_types} - {"not_in_list"}
    assert types == {"G04", "G05", "B01", "G06"}
    assert {code for case in release.cases for code in case.prefecture_codes} == {"01", "13", "31", "33"}
    assert len({code for case in release.cases for code in case.participants}) == 7


def test_a_release_without_a_case_has_figures_too(survey: Survey) -> None:
    none = tables(select(survey, collected(survey, a_submission(survey, "01"))))
    assert four(none.frames.figures) == (0, 0, 0, 0)
    tools = none.frames.under(none.frames.cases, "domain", "tools")
    assert (tools.number, tools.with_status(["ended"]), tools.marked("benefit_cost")) == (0, 0, 0)
    assert tools.answered("operation_start_on_fiscal_year", "operation_start_on") == {}
    assert tools.spread("initial_cost") == Spread(0, None, None, None)
    assert figures.grouped(none.frames).empty
    assert figures.count_by(none.frames.types, "system_type")["G01"] == 0
    assert figures.only_illustrative(none.frames, none.frames.types, "system_type") == set()


def test_cases_by_status_keep_the_ended_ones_apart(survey: Survey, release: Release, told: Tables) -> None:
    of = {key: told.frames.under(told.frames.cases, "domain", key) for key in keys(survey, "domain")}
    general = of["general_affairs"]
    assert general.number == 7
    assert general.answered("status") == {"in_operation": 4, "in_preparation": 1, "considering": 1, "ended": 1}
    assert general.with_status(["in_operation", "in_preparation"]) == 5
    assert of["tools"].number == of["tools"].with_status(keys(survey, "status")) == 0
    assert Counter(case["status"] for case in release.cases)["ended"] == 1


def test_a_type_with_one_case_nationwide_becomes_others(told: Tables) -> None:
    assert figures.count_by(figures.grouped(told.frames), "group") == {
        "general_affairs:G04": 4,  # 甲 丁 戊 辛
        "general_affairs:others": 3,  # 乙 G05, 丙 G06, 庚 on no list
        "business:others": 1,  # 乙 covers B01 as well
    }
    assert {each["system_type"]: each["shown_as"] for each in told.system_types.rows if each["cases"]} == {
        "G04": "G04", "G05": "others", "G06": "others", "B01": "others", "not_in_list": "others",
    }  # fmt: skip


def test_a_case_is_counted_under_each_of_its_types_and_once_in_the_total(survey: Survey) -> None:
    case = a_case(survey, "01-2026-01", system_type="G05", system_types_also=("G06", "B01"))
    told = tables(select(survey, reported(survey, case)))
    counted = {each["system_type"]: each["cases"] for each in told.system_types.rows if each["cases"]}
    assert counted == {"G05": 1, "G06": 1, "B01": 1}
    assert told.frames.figures.number == 1
    others = figures.count_by(figures.grouped(told.frames), "group")
    assert others == {"general_affairs:others": 1, "business:others": 1}  # two single types, one case


def test_a_merged_case_is_counted_under_both_prefectures_and_once_in_the_total(told: Tables) -> None:
    counted = {each["prefecture_code"]: each["cases"] for each in told.prefectures.rows}
    assert (counted["31"], counted["33"]) == (1, 1)
    assert sum(each for each in counted.values() if isinstance(each, int)) == len(told.cases.rows) + 1
    assert row_of(told, "31-2026-01")["prefectures"] == "31;33"


def test_by_prefecture_and_type(told: Tables) -> None:
    links = told.frames.prefectures.merge(told.frames.types, on="case_id")
    counted = figures.count_by(links, "prefecture_code", "system_type")
    codes, types = ("01", "13", "31", "33", "47"), ("G04", "G05", "B01")
    assert {code: [counted[code, each] for each in types] for code in codes} == {
        "01": [1, 1, 1],
        "13": [2, 0, 0],
        "31": [1, 0, 0],
        "33": [1, 0, 0],
        "47": [0, 0, 0],
    }


def test_coverage_of_prefectures(told: Tables) -> None:
    coverage = {str(each["prefecture_code"]): each["coverage"] for each in told.prefectures.rows}
    assert (coverage["01"], coverage["47"], coverage["02"]) == ("being_settled", "none_to_report", "no_answer")
    assert Counter(coverage.values()) == {"answered": 3, "being_settled": 1, "none_to_report": 1, "no_answer": 42}


def test_marks_answers_and_periods(release: Release, told: Tables) -> None:
    of = told.frames.figures
    for key in ("subsidy_garden_city", "benefit_cost", "benefit_not_yet"):
        assert of.marked(key) == sum(case[key] is True for case in release.cases)
    by_type = {each: told.frames.under(told.frames.types, "system_type", each) for each in ("G04", "B01")}
    assert {each: figure.marked("benefit_cost") for each, figure in by_type.items()} == {"G04": 4, "B01": 1}
    methods = of.answered("procurement_method")
    assert methods["open_proposal"] == 7
    assert methods.total() == len(release.cases)
    started = of.answered("operation_start_on_fiscal_year", "operation_start_on")
    assert started == {"2015": 1, "2024": 5, "blank": 1}


def test_no_year_is_left_out_between_the_first_and_the_last(release: Release, told: Tables) -> None:
    """The period is 2017 to 2026: years without a case stand with 0 in their order, what began before in one row."""
    facts = Facts(release, told, "ja")
    numbers = counted(facts, told.frames.figures)
    by_year = {
        "before": 1,
        **{str(year): 5 if year == 2024 else 0 for year in range(2017, 2027)},
        "unknown": 0,
        "blank": 1,
    }
    assert [(row.key, numbers[row.key]) for row in year_rows(facts)] == list(by_year.items())


def test_amounts_by_band(survey: Survey, told: Tables) -> None:
    bands = [band.key for band in cost_bands(survey.round.publication.cost_bands)]
    words = keys(survey, "amount_words")
    initial, total = (
        told.frames.figures.answered(f"{key}_band", f"{key}_status") for key in ("initial_cost", "total_cost")
    )
    assert initial == {"zero": 1, "under_5000": 6}
    assert total == {"under_100000": 6, "not_disclosed": 1}
    assert {*initial, *total} <= {*bands, *words}


def test_only_amounts_for_all_participants_are_compared(release: Release, told: Tables) -> None:
    for key in ("initial_cost", "annual_cost"):
        answers = [case[key] for case in release.cases if case["cost_basis"] == "all_participants"]
        amounts = sorted(each for each in answers if isinstance(each, int))
        assert 0 < len(amounts) < len(release.cases)
        assert told.frames.figures.spread(key) == Spread(len(amounts), amounts[0], median(amounts), amounts[-1])


@pytest.mark.parametrize(
    ("amount", "band"),
    [(0, "zero"), (1, "under_1000"), (999, "under_1000"), (1000, "under_5000"), (499_999, "under_500000"),
     (500_000, "from_500000"), (999_999_999, "from_500000")],
)  # fmt: skip
def test_the_bounds_of_bands(survey: Survey, amount: int, band: str) -> None:
    bounds = survey.round.publication.cost_bands
    assert cost_bands(bounds)[band_of(amount, bounds)].key == band


def test_a_cost_per_head_needs_an_amount_for_all_participants(survey: Survey, told: Tables) -> None:
    population = sum(survey.places.municipalities[code].population for code in (CHIYODA, CHUO))
    case = row_of(told, "13-2026-01")
    assert case["initial_cost_per_head"] == 0
    assert case["annual_cost_per_head"] == round(13_200_000 / population)
    share_only = row_of(told, "13-2026-04")
    assert (share_only["annual_cost"], share_only["annual_cost_per_head"]) == (13200, None)
    assert row_of(told, "01-2026-03")["annual_cost_per_head"] is None  # nobody participates yet


@pytest.mark.parametrize(
    ("amount", "population", "yen"),
    [
        (0, 50_182, 0),
        (13, 50_182, 0.26),  # no amount that was told looks like none
        (1, 2_000, 0.5),
        (2, 1_000, 2),
        (1, 160_000, 0.01),  # 0.00625
        (9_995, 1_000_000, 10),  # 9.995 is rounded up
        (9_994, 1_000_000, 9.99),
        (105, 10_000, 11),  # 10.5
        (5, 0, None),
    ],
)
def test_a_small_cost_per_head_keeps_two_decimals(amount: int, population: int, yen: float | None) -> None:
    assert per_head(amount, population) == yen


def test_no_annual_cost_is_made_of_a_total(survey: Survey) -> None:
    case = a_case(survey, "13-2026-01", initial_cost=None, annual_cost=None, total_cost=280_000, total_cost_years=6)
    (row,) = tables(select(survey, reported(survey, case))).cases.rows
    assert (row["annual_cost"], row["annual_cost_status"], row["annual_cost_band"]) == (None, "blank", None)
    assert row["annual_cost_per_head"] is None
    assert 280_000 // 6 not in row.values()
    assert 280_000 / 6 not in row.values()


def test_people_are_rounded_down(survey: Survey, told: Tables) -> None:
    row = row_of(told, "13-2026-01")
    people = sum(survey.places.municipalities[code].population for code in (CHIYODA, CHUO))
    staff = sum(survey.places.municipalities[code].employees for code in (CHIYODA, CHUO))
    assert (row["population"], row["employees"]) == (people // 10_000 * 10_000, staff // 100 * 100)
    assert row["population_ja"] == f"{people // 10_000}万人"
    assert (row["population_date"], row["employees_date"]) == (
        survey.places.population_date,
        survey.places.employees_date,
    )


def test_fewer_than_ten_thousand_are_shown_as_that(survey: Survey, told: Tables) -> None:
    assert survey.places.municipalities[SMALL].population < 10_000
    row = row_of(told, "01-2026-02")
    assert (row["population"], row["population_ja"], row["population_en"]) == (0, "1万人未満", "Under 10,000")
    assert (row["employees"], row["employees_ja"]) == (0, "100人未満")
    nobody = row_of(told, "01-2026-03")
    assert (nobody["population"], nobody["population_ja"], nobody["participants_count"]) == (None, None, 0)


@pytest.mark.parametrize(
    ("total", "to", "ja", "en"),
    [(9_999, 10_000, "1万人未満", "Under 10,000"), (10_000, 10_000, "1万人", "10,000"),
     (1_259_999, 10_000, "125万人", "1,250,000"), (1_234, 100, "1,200人", "1,200"), (20_050, 100, "2万人", "20,000")],
)  # fmt: skip
def test_people_in_words(total: int, to: int, ja: str, en: str) -> None:
    assert (as_people(total, to).ja, as_people(total, to).en) == (ja, en)
    assert rounded_down(total, to) <= total < rounded_down(total, to) + to


def test_settings_decide_bands_and_rounding(survey: Survey) -> None:
    other = a_survey(
        survey.workspace, publication={"cost_bands": [5000], "population_rounding": 1000, "employees_rounding": 10}
    )
    (row,) = tables(select(other, reported(other, a_case(other, "01-2026-02", {SMALL: "participating"})))).cases.rows
    assert (row["initial_cost_band"], row["initial_cost_band_ja"]) == ("under_5000", "5,000千円未満")
    assert (row["population"], row["population_ja"], row["employees"]) == (2000, "2,000人", 50)


@pytest.mark.slow
def test_standing_of_municipalities(survey: Survey, release: Release, told: Tables) -> None:
    types = keys(survey, "system_type")
    stand = stands(told, release, types)
    assert stand[SAPPORO, "G04"] == IMPLEMENTED
    assert stand[HAKODATE, "G04"] == CONSIDERED
    assert stand[SAPPORO, "G05"] == NO_CASE
    assert stand[SMALL, "B01"] == IMPLEMENTED  # covered as well
    assert stand["331007", "G04"] == IMPLEMENTED  # told by a report that was merged into another prefecture's
    assert stand["332020", "G04"] == NO_CASE  # a merged report is no gap
    assert stand[MINATO, "G04"] == NO_CASE  # its case has ended
    assert stand[SAPPORO, "G07"] == NO_DATA  # the case of that type awaits correction
    assert stand[CHIYODA, "G08"] == NO_CASE  # publication not agreed: that shows by no blank
    assert {stand["022012", each] for each in types} == {NO_DATA}  # Aomori has not answered
    assert {stand["472018", each] for each in types} == {NO_CASE}  # Okinawa has nothing to report
    assert len(stand) == 1741 * len(types)


def test_participating_comes_before_considering_and_before_a_gap(survey: Survey) -> None:
    first = a_case(survey, "13-2026-01", {CHIYODA: "considering", CHUO: "considering"}, status="considering", name="甲",
                   operation_start_on=None)  # fmt: skip
    second = a_case(survey, "13-2026-02", {CHIYODA: "participating"}, name="乙")
    wrong = a_wrong_case(survey, "13-2026-03")
    release = select(
        survey, collected(survey, a_submission(survey, "13", first, second, wrong, status="needs_correction"))
    )
    stand = stands(tables(release), release, ["G04"])
    assert [stand[code, "G04"] for code in (CHIYODA, CHUO, MINATO)] == [IMPLEMENTED, CONSIDERED, NO_DATA]


def test_a_case_whose_type_cannot_be_read_may_be_of_any_type(survey: Survey) -> None:
    wrong = replace(a_wrong_case(survey, "13-2026-01"), answers={"name": "x"})
    release = select(survey, collected(survey, a_submission(survey, "13", wrong, status="needs_correction")))
    assert gaps(release)["13"] == set(keys(survey, "system_type"))


def test_municipalities_by_type_are_counted_once(survey: Survey) -> None:
    cases = [
        a_case(survey, f"13-2026-0{n}", {CHIYODA: "participating", CHUO: "considering"}, name=f"{n}") for n in (1, 2)
    ]
    told = tables(select(survey, reported(survey, *cases)))
    assert [each["municipalities"] for each in told.system_types.rows if each["cases"]] == [1]
    assert [each["municipalities"] for each in told.prefectures.rows if each["cases"]] == [1]


def test_figures_do_not_depend_on_the_order_of_submissions(survey: Survey, told: Tables) -> None:
    given = a_round(survey)
    turned = replace(given, submissions=tuple(reversed(given.submissions)))
    assert [each.rows for each in tables(select(survey, turned))] == [each.rows for each in told]
