"""What the dashboard's figures say is so: candidates, ended cases, scopes of amounts, totals, cases that name others.

Required: section 9 of the design; each of these was said wrongly once.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from survey_tool.intake.judging.submission import JudgedCase
from survey_tool.questionnaire.asked.case import BENEFITS, COSTS, SUBSIDIES
from survey_tool.reference.survey import Survey
from survey_tool.release.choosing.selection import select
from survey_tool.release.dashboard.contents import SheetKey
from survey_tool.release.dashboard.drawing.canvas import Live
from survey_tool.release.dashboard.facts import showing
from survey_tool.release.dashboard.facts.participation import joined, joined_cases
from survey_tool.release.dashboard.facts.positions import Facts
from survey_tool.release.dashboard.facts.selected import SelectedFacts, selected_facts
from survey_tool.release.dashboard.facts.selection import Selection
from survey_tool.release.dashboard.frame.selectors import DEPENDENT
from survey_tool.release.dashboard.hidden.cards import cards as all_cards
from survey_tool.release.dashboard.workbook import PAGES, hidden_pages
from survey_tool.release.tables.all_tables import tables
from survey_tool.wording.words import Language
from tests.cases import CHIYODA, CHUO, MINATO, a_case, a_submission, a_survey, collected
from tests.releases import invented_release, random_release

ENDED: dict[str, Any] = {
    "status": "ended", "contract_on": "2017-04", "selection_on": "2017-03", "operation_start_on": "2017-05",
    "contract_end_on": "2022-03",
}  # fmt: skip
YOKOHAMA, SAITAMA, KITAKYUSHU = "141003", "111007", "401005"
KUNITACHI, FUSSA, HAMURA = "132152", "132187", "132276"


@pytest.fixture
def survey(tmp_path: Path) -> Survey:
    return a_survey(tmp_path)


def a_look(survey: Survey, *cases: JudgedCase, also: tuple[str, ...] = (), language: Language = "ja") -> SelectedFacts:
    """The dashboard of these cases, Tokyo and its first group chosen; `also` have answered that they have nothing."""
    by_code: dict[str, list[JudgedCase]] = {code: [] for code in also}
    for case in cases:
        by_code.setdefault(case.case_id[:2], []).append(case)
    release = select(survey, collected(survey, *(a_submission(survey, code, *own) for code, own in by_code.items())))
    facts = Facts(release, tables(release), language)
    return selected_facts(facts, Selection(1, facts.municipality_position[CHIYODA], 1, 13, 13))


def figures(of: SelectedFacts, key: SheetKey) -> dict[tuple[str, ...], object]:
    """What every figure of a sheet shows."""
    return {live.figure: live.value for _, _, live, _ in PAGES[key](of).canvas.cells() if isinstance(live, Live)}


def texts(of: SelectedFacts, key: SheetKey) -> list[str]:
    cells = (content for _, _, content, _ in PAGES[key](of).canvas.cells())
    return [str(each.value if isinstance(each, Live) else each) for each in cells if each is not None]


def test_what_has_ended_at_a_neighbour_is_no_candidate(survey: Survey) -> None:
    of = a_look(
        survey,
        a_case(survey, "14-2026-01", {YOKOHAMA: "participating"}, system_type="B05", domain="business", **ENDED),
        a_case(survey, "14-2026-02", {YOKOHAMA: "participating"}, name="乙", system_type="G05"),
        also=("13",),
    )
    told = figures(of, "prefectures")
    assert [told["missing", str(place), "label"] for place in (1, 2)] == ["その他（総務部門）", ""]
    assert told["missing", "1", "number"] == 1
    assert beside_neighbours(told) == [["その他（総務部門）", "●"]]


def beside_neighbours(told: dict[tuple[str, ...], object]) -> list[list[object]]:
    """The types of the table of the prefecture beside its neighbours, each with what says that it is a candidate."""
    rows = [figure[1] for figure in told if figure[0] == "neighbour" and figure[2] == "label"]
    lines = ([told["neighbour", row, name] for name in ("label", "candidate")] for row in rows)
    return [line for line in lines if line[0]]


def test_types_that_neither_the_prefecture_nor_a_neighbour_has_are_left_out(survey: Survey) -> None:
    """Of Okinawa and its neighbours nothing is published."""
    of = a_look(
        survey, a_case(survey, "13-2026-01", {CHIYODA: "participating"}), a_case(survey, "01-2026-01", name="乙")
    )
    assert beside_neighbours(figures(of, "prefectures")) == [["電子契約", ""]]
    told = figures(chosen(of, prefecture=47), "prefectures")
    assert beside_neighbours(told) == [["公表されている事例はありません。", ""]]


def test_a_type_whose_only_case_here_has_ended_is_a_candidate(survey: Survey) -> None:
    of = a_look(
        survey,
        a_case(survey, "13-2026-01", {CHIYODA: "participating"}, **ENDED),
        a_case(survey, "14-2026-01", {YOKOHAMA: "participating"}),
    )
    told = figures(of, "prefectures")
    assert (told["missing", "1", "label"], told["missing", "1", "number"]) == ("電子契約", 1)
    assert (told["neighbour", "1", "label"], told["neighbour", "1", "own"]) == ("電子契約", 0)
    assert told["heat", "13", "general_affairs:G04"] == 1  # published all the same


def test_amounts_of_different_scopes_are_in_no_band_together(survey: Survey) -> None:
    scopes = ("all_participants", "prefecture_share", "per_participant")
    cases = [
        a_case(
            survey, f"13-2026-0{number}", {CHIYODA: "participating"}, name=scope, annual_cost=2_000, cost_basis=scope
        )
        for number, scope in enumerate(scopes, start=1)
    ]
    of = a_look(survey, *cases)
    told = figures(of, "types")
    assert told["type_page", "annual_cost_band", "under_5000"] == 1
    assert told["type_page", "annual_cost_band", "scope_prefecture_share"] == 1
    assert told["type_page", "annual_cost_band", "scope_per_participant"] == 1
    assert told["type_page", "annual_cost", "COUNT"] == 1
    assert "費用の規模（千円、参加団体全体の額）" in texts(of, "types")
    assert [told["type_case", str(place), "cost_basis"] for place in (1, 2, 3)] == [
        "参加団体全体", "都道府県負担分のみ", "1団体当たり",
    ]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "total", "per_head"),
    [("ja", "280,000（6年分）", "円（6年分）"), ("en", "280,000 (6 yrs)", "yen (6 yrs)")],
)
def test_a_total_is_shown_with_its_years_and_never_as_a_year(
    survey: Survey, language: Language, total: str, per_head: str
) -> None:
    case = a_case(
        survey, "13-2026-01", {CHIYODA: "participating"}, initial_cost=None, annual_cost=None, total_cost=280_000,
        total_cost_years=6,
    )  # fmt: skip
    of = a_look(survey, case, language=language)
    assert figures(of, "types")["type_case", "1", "total_cost"] == total
    assert figures(of, "types")["type_page", "total_cost", "COUNT"] == 1
    assert figures(of, "types")["type_page", "annual_cost", "COUNT"] == 0
    shown = str(figures(of, "detail")["detail", "cases_total_per_head"])
    assert shown.endswith(per_head)
    listed = {(row, column): content for row, column, content, _ in PAGES["cases"](of).canvas.cells()}
    [(row, column)] = [place for place, content in listed.items() if content == 280_000]
    assert listed[row, column + 1] == 6


def test_a_case_is_shown_under_the_prefecture_that_it_names(survey: Survey) -> None:
    case = a_case(survey, "14-2026-01", {YOKOHAMA: "participating"}, co_prefectures=("13", "11"))
    of = a_look(survey, case, also=("11",))
    told = figures(of, "prefectures")
    assert told["prefecture_page", "cases"] == "1＋", "Tokyo has not answered: there may be more"
    assert (told["map", "14"], told["map", "13"], told["map", "11"]) == (1, "1＋", 1)
    assert told["prefecture_case", "1", "id"] == "14-2026-01"
    assert told["prefecture_case", "1", "reporter"] == "神奈川県"
    rows = of.facts.tables.case_prefectures.rows
    assert [(row["prefecture_code"], row["relation"]) for row in rows] == [
        ("14", "reported"), ("13", "named"), ("11", "named"),
    ]  # fmt: skip
    assert of.facts.tables.cases.rows[0]["prefectures"] == "14;13;11"
    assert figures(of, "cover")["kpi", "kpi_cases"] == 1


@pytest.mark.slow
def test_who_took_part_only_in_what_has_ended_is_no_participant(survey: Survey) -> None:
    of = a_look(
        survey,
        a_case(survey, "13-2026-01", {CHIYODA: "participating", CHUO: "participating"}, **ENDED),
        a_case(survey, "13-2026-02", {CHIYODA: "participating"}, name="乙"),
    )
    cover, types, prefectures = (figures(of, key) for key in ("cover", "types", "prefectures"))
    assert (
        cover["kpi", "kpi_municipalities"] == types["type_page", "municipalities"] == types["standing", "all", "2"] == 1
    )
    assert prefectures["prefecture_page", "municipalities"] == 1
    assert figures(of, "overview")["type", "general_affairs:G04", "municipalities"] == 1
    assert [row["municipalities"] for row in of.facts.tables.system_types.rows if row["cases"]] == [1]
    assert of.facts.cases_joined[of.facts.municipality_position[CHUO]] == 0


def test_cases_under_consideration_are_not_taken_for_municipalities_that_consider(survey: Survey) -> None:
    case = a_case(survey, "13-2026-01", {CHIYODA: "participating", CHUO: "considering", MINATO: "considering"})
    of = a_look(survey, case)
    told = figures(of, "types")
    assert told["type_page", "considering"] == 0
    assert told["standing", "all", "1"] == 2
    assert "うち検討中の事例" in texts(of, "types")
    assert told["type_page", "considering_bodies"] == "検討中の市区町村 2"
    assert figures(of, "prefectures")["prefecture_page", "towns"] == "全62市区町村のうち（検討中 2）"


@pytest.mark.parametrize(
    ("language", "said"),
    [("ja", "比較できる2件のうち、1～2件目"), ("en", "1 to 2 of 2 that can be compared")],
)
def test_similar_bodies_tell_the_stage_and_how_many_there_are(survey: Survey, language: Language, said: str) -> None:
    of = a_look(
        survey,
        a_case(survey, "11-2026-01", {SAITAMA: "participating"}, **ENDED),
        a_case(survey, "14-2026-01", {YOKOHAMA: "participating"}),
        language=language,
    )
    told = figures(of, "similar")
    stages = {told["similar_case", str(place), "id"]: told["similar_case", str(place), "status"] for place in (1, 2)}
    labels = survey.questionnaire.lists["status"]
    assert stages == {
        "11-2026-01": labels["ended"].label[language],
        "14-2026-01": labels["in_operation"].label[language],
    }
    assert told["similar", "shown"] == said


def similar(of: SelectedFacts, name: str) -> list[str]:
    """A column of the list of cases of similar bodies, without blank rows."""
    told = figures(of, "similar")
    return [text for place in range(1, 16) if (text := str(told["similar_case", str(place), name]))]


def chosen(of: SelectedFacts, **other: Any) -> SelectedFacts:
    """The same with something else chosen."""
    return selected_facts(of.facts, replace(of.selection, **other))


def test_many_participants_of_this_size_come_before_a_single_closer_one(survey: Survey) -> None:
    """Chiyoda has 67,000 inhabitants; Kunitachi 76,000 (the closest by far), Inagi 93,000, Hamura 54,000, Fussa 56,000."""
    of = a_look(
        survey,
        a_case(survey, "13-2026-01", {CHUO: "participating", MINATO: "participating", YOKOHAMA: "participating"}),
        a_case(survey, "13-2026-02", {KUNITACHI: "participating"}),
        a_case(survey, "13-2026-03", {FUSSA: "participating", HAMURA: "participating", CHIYODA: "participating"}),
    )
    assert similar(of, "id") == ["13-2026-03", "13-2026-02", "13-2026-01"]
    assert similar(of, "near") == ["2／3", "1／1", "0／3"]
    assert similar(of, "closest")[1] == "東京都国立市\n人口76,317人"


def test_cases_of_similar_bodies_are_narrowed_by_type_and_stage(survey: Survey) -> None:
    of = a_look(
        survey,
        a_case(survey, "13-2026-01", {KUNITACHI: "participating"}),
        a_case(survey, "13-2026-02", {FUSSA: "participating"}, **ENDED),
        a_case(survey, "13-2026-03", {HAMURA: "participating"}, system_type="B05", domain="business"),
    )
    assert sorted(similar(of, "id")) == ["13-2026-01", "13-2026-02", "13-2026-03"]
    assert sorted(similar(chosen(of, similar_stage=1), "id")) == ["13-2026-01", "13-2026-03"], "not ended"
    assert similar(chosen(of, similar_stage=5), "id") == ["13-2026-02"], "ended"
    of_type = {group.position: similar(chosen(of, similar_group=group.position), "id") for group in of.facts.groups}
    assert sorted(map(sorted, of_type.values())) == [["13-2026-01", "13-2026-02"], ["13-2026-03"]]
    nothing = chosen(of, similar_stage=4)
    assert (similar(nothing, "id"), figures(nothing, "similar")["similar", "shown"]) == (
        [],
        "該当する事例はありません。",
    )


def test_the_rest_of_a_long_list_can_be_reached(tmp_path: Path) -> None:
    release = random_release(tmp_path, 60, seed=2)
    facts = Facts(release, tables(release), "ja")
    first = Selection(1, 700, 1, 13, 13)
    reached = [
        case_id
        for before in range(0, 60, 15)
        for case_id in similar(selected_facts(facts, replace(first, similar_before=before)), "id")
    ]
    comparable = [case.id for case in facts.cases if set(case.participants) - {700}]
    assert sorted(reached) == sorted(comparable)
    narrowed = selected_facts(facts, replace(first, similar_before=45, similar_stage=5))
    number = len([case for case in facts.cases if case.has_ended and set(case.participants) - {700}])
    said = f"該当する事例は{number}件です。「表示する順位」を選び直してください。"
    assert figures(narrowed, "similar")["similar", "shown"] == said


def test_what_a_municipality_takes_part_in_is_named(survey: Survey) -> None:
    of = a_look(
        survey,
        a_case(survey, "13-2026-01", {CHIYODA: "participating"}, name="防災の調達"),
        a_case(survey, "13-2026-02", {CHIYODA: "participating"}, name="終わった調達", **ENDED),
    )
    assert figures(of, "similar")["similar", "joined"] == "13-2026-01 防災の調達（運用中）"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ja", "13-2026-01 防災（運用中）、13-2026-02 電子（運用中）、ほか2件"),
        ("en", "13-2026-01 防災 (In operation), 3 more"),
    ],
)
def test_of_more_cases_than_a_row_shows_the_rest_is_counted(language: Language, said: str, survey: Survey) -> None:
    """No row of Excel is higher than 409 points; a name has 80 characters."""
    names = ["防災", "電子", "あ" * 80, "い" * 80]
    cases = (
        a_case(survey, f"13-2026-{number:02}", {CHIYODA: "participating"}, name=name)
        for number, name in enumerate(names, start=1)
    )
    facts = a_look(survey, *cases, language=language).facts
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("survey_tool.release.dashboard.facts.participation._MOST_JOINED", 60)
        assert joined_cases(facts, facts.municipality_position[CHIYODA]) == said
    assert joined_cases(facts, facts.municipality_position[CHIYODA]).count("13-2026-") == len(names)


def test_a_case_of_similar_bodies_tells_cost_scope_specification_and_contact(survey: Survey) -> None:
    case = a_case(
        survey, "13-2026-01", {KUNITACHI: "participating"}, annual_cost=7600, cost_basis="all_participants",
        specification="available", contact_department="情報課", contact_phone="03-0000-0000",
    )  # fmt: skip
    of = a_look(survey, case)
    wanted = {
        "annual_cost": "7,600", "cost_basis": "参加団体全体", "per_head": "100円", "specification": "提供可",
        "contact": "情報課\n03-0000-0000",
    }  # fmt: skip
    assert {name: similar(of, name)[0] for name in wanted} == wanted


def test_prefectures_are_ranked_by_the_part_that_takes_part_and_those_without_answer_are_named(
    survey: Survey,
) -> None:
    of = a_look(
        survey,
        a_case(survey, "13-2026-01", {CHIYODA: "participating"}),
        a_case(survey, "14-2026-01", {YOKOHAMA: "participating"}),
        also=("11",),
    )
    told = figures(of, "types")
    ranked = [told["standing", str(place), "name"] for place in range(1, 48)]
    assert ranked == ["神奈川県", "東京都", "埼玉県", *[""] * 44], (
        "1 of 33, 1 of 62, none of 63; the others have not answered"
    )
    assert [told["standing", str(place), "share"] for place in (1, 2, 3)] == [1 / 33, 1 / 62, 0]
    silent = str(told["standing_silent",])
    assert silent.startswith("データなしのため下の表にない都道府県：北海道、青森県、")
    assert silent.count("、") == 43
    assert not {"東京都", "神奈川県", "埼玉県"} & set(silent.split("、"))


def test_the_map_shows_a_chosen_type(survey: Survey) -> None:
    of = a_look(
        survey,
        *(a_case(survey, f"13-2026-0{n}") for n in (1, 2, 3)),
        a_case(survey, "14-2026-01"),
        a_case(survey, "14-2026-02", system_type="B05", domain="business"),
    )
    everything, of_type = figures(of, "prefectures"), figures(chosen(of, map_group=1), "prefectures")
    assert [everything["map", code] for code in ("13", "14", "11")] == [3, 2, "？"]
    assert [of_type["map", code] for code in ("13", "14", "11")] == [3, 1, "？"]
    assert [everything["map_range", str(step)] for step in (1, 2, 3, 4)] == ["1件", "2件", "3件", "4件以上"]


@pytest.mark.parametrize(
    ("month", "said"),
    [("", "次回の更新の時期は未定です。"), ("2028-03", "次回の更新は、2028年3月を予定しています。")],
)
def test_the_notes_tell_the_next_update_only_where_it_is_known(tmp_path: Path, month: str, said: str) -> None:
    survey = a_survey(tmp_path, next_update=month)
    assert any(said in text for text in texts(a_look(survey, a_case(survey, "13-2026-01")), "notes"))


def test_costs_are_told_by_size_for_one_scope_alone(survey: Survey) -> None:
    """Chiyoda has 66,680 inhabitants, Chuo 169,179: the classes from 50,000 and from 100,000 on."""
    of = a_look(
        survey,
        a_case(survey, "13-2026-01", {CHIYODA: "participating"}, annual_cost=1000, cost_basis="all_participants"),
        a_case(survey, "13-2026-02", {CHIYODA: "participating"}, annual_cost=3000, cost_basis="all_participants"),
        a_case(survey, "13-2026-03", {CHIYODA: "participating"}, annual_cost=9000, cost_basis="per_participant"),
        a_case(survey, "13-2026-04", {CHUO: "participating"}, annual_cost=5000, cost_basis="all_participants"),
        a_case(
            survey,
            "13-2026-05",
            {CHUO: "considering"},
            annual_cost=5,
            cost_basis="all_participants",
            other_participants=1,
        ),
    )
    told = figures(of, "overview")
    rows = {
        place: [told["size", place, "annual_cost", each] for each in ("COUNT", "MIN", "MEDIAN", "MAX")]
        for place in "134"
    }
    assert rows == {"1": [0, "…", "…", "…"], "3": [2, 1000, 2000, 3000], "4": [1, 5000, 5000, 5000]}
    said = "この表に含まない額：金額の対象が異なる事例1件、参加市区町村のない事例1件"
    assert told["size_left_out",] == said


def test_a_single_month_stands_on_no_line(survey: Survey) -> None:
    """Its place would say nothing, at the left edge it would look like the beginning."""
    months = ("contract_on", "selection_on", "specification_on", "rfi_on", "operation_start_on", "contract_end_on")
    only: dict[str, Any] = {**dict.fromkeys(months), "intention_survey_on": "2026-05", "status": "considering"}
    of = a_look(survey, a_case(survey, "13-2026-01", **only))
    told = figures(of, "detail")
    assert told["detail", "cases_shown_intention_survey_on"] == "2026-05"
    assert {value for figure, value in told.items() if figure[0] == "timeline"} == {""}


def test_cases_stand_side_by_side(survey: Survey) -> None:
    of = chosen(
        a_look(survey, a_case(survey, "13-2026-01", name="甲"), a_case(survey, "13-2026-02", name="乙", vendor="乙社")),
        compared=(2, 0, 1),
    )
    told = figures(of, "compare")
    assert [told["compared", str(place), "title"] for place in (1, 2, 3)] == ["乙", "", "甲"]
    assert [told["compared", str(place), "cases_shown_vendor"] for place in (1, 2)] == ["乙社", ""]
    assert [told["compared", str(place), "cases_id"] for place in (1, 2, 3)] == ["13-2026-02", "", "13-2026-01"]


def test_a_cut_list_says_of_how_many_it_is_cut(tmp_path: Path) -> None:
    release = random_release(tmp_path, 60, seed=2)
    facts = Facts(release, tables(release), "ja")
    of = selected_facts(facts, Selection(1, 700, 1, 13, 13))
    number = sum(bool(set(case.participants) - {700}) for case in facts.cases)
    assert number > 15
    assert figures(of, "similar")["similar", "shown"] == f"比較できる{number}件のうち、1～15件目"


def listed(of: SelectedFacts, head: str) -> list[object]:
    """A column of the case list by its head, without the line breaks in it."""
    cells = {(row, column): content for row, column, content, _ in PAGES["cases"](of).canvas.cells()}
    [(top, at)] = [place for place, content in cells.items() if str(content).replace("\n", "") == head]
    return [content for (row, column), content in cells.items() if column == at and row > top]


def test_the_list_bands_amounts_of_one_scope_alone(survey: Survey) -> None:
    """Two annual costs of 2,000 for different scopes in one band would pass for equal."""
    told = [("all_participants", 2_000), ("prefecture_share", 2_000), ("prefecture_share", "not_disclosed")]
    cases = [
        a_case(survey, f"13-2026-0{n}", name=f"調達{n}", annual_cost=amount, initial_cost=5, cost_basis=scope)
        for n, (scope, amount) in enumerate(told, start=1)
    ]
    bands = listed(a_look(survey, *cases), "年間運用費の区分（千円）")
    assert bands == ["1,000千円以上5,000千円未満", "金額の対象：都道府県負担分のみ", "非公表"]


def test_a_year_that_is_not_known_is_not_shown_as_not_answered(survey: Survey) -> None:
    of = a_look(
        survey,
        a_case(survey, "13-2026-01", operation_start_on="unknown", contract_end_on="unknown"),
        a_case(survey, "13-2026-02", name="乙", operation_start_on="2024-04", contract_end_on=None),
    )
    assert listed(of, "運用開始（年度）") == ["不明", 2024]
    assert listed(of, "契約終了（年度）") == ["不明", "－"]


def test_cases_in_which_no_benefit_was_told_are_counted_as_not_answered(survey: Survey) -> None:
    """Those under consideration are not asked: a share of all cases would say of them that nothing was felt."""
    none: dict[str, Any] = dict.fromkeys(BENEFITS)
    of = a_look(
        survey,
        a_case(survey, "13-2026-01", **{**none, "benefit_cost": True}),
        a_case(survey, "13-2026-02", {}, name="乙", status="considering", **none),
    )
    told = figures(of, "types")
    assert (told["type_page", "benefit_cost"], told["type_page", "benefits", "blank"]) == (1, 1)
    assert told["share", "type_page", "benefits", "blank"] == 0.5


@pytest.mark.slow
def test_the_dropdown_of_a_prefecture_offers_cases_of_others_that_name_it(survey: Survey) -> None:
    of = a_look(
        survey,
        a_case(survey, "13-2026-01", name="甲"),
        a_case(survey, "14-2026-01", name="乙", co_prefectures=("11",)),
        also=("11",),
    )
    offered = {code: offered_cases(chosen(of, case_prefecture=int(code))) for code in ("11", "13", "14")}
    assert offered == {"11": ["14-2026-01　乙"], "13": ["13-2026-01　甲"], "14": ["14-2026-01　乙"]}
    assert offered_cases(chosen(of, case_prefecture=0)) == ["13-2026-01　甲", "14-2026-01　乙"]
    columns = next(sheet.columns for sheet in hidden_pages(of.facts, of.selection) if sheet.name == "_offered")
    assert list(columns["offered_case_prefectures"]) == ["全ての都道府県", "埼玉県", "東京都", "神奈川県"]


def offered_cases(of: SelectedFacts) -> list[object]:
    """What the dropdown of cases offers: rows of the first column of `_offered`, as `offered_cases` reads them."""
    hidden = {sheet.name: sheet.columns for sheet in hidden_pages(of.facts, of.selection)}
    assert DEPENDENT["offered_cases"].startswith("=OFFSET(_offered!$A$2,")
    labels = next(iter(hidden["_offered"].values()))
    cells = [content for column in hidden["_chosen"].values() for content in column if isinstance(content, Live)]
    told = {live.figure: live.value for live in cells}
    first, count = int(told["chosen", "chosen_case_first"]), int(told["chosen", "chosen_case_count"])
    return list(labels[first - 1 : first - 1 + count])


@pytest.mark.parametrize(("language", "scope"), [("ja", "都道府県負担分のみ"), ("en", "Prefecture's share only")])
def test_the_detail_tells_beside_an_amount_what_it_covers(survey: Survey, language: Language, scope: str) -> None:
    case = a_case(
        survey, "13-2026-01", {CHIYODA: "participating"}, initial_cost="not_disclosed", annual_cost=2_000,
        total_cost=None, total_cost_years=None, cost_basis="prefecture_share",
    )  # fmt: skip
    told = figures(a_look(survey, case, language=language), "detail")
    beside = [
        told["detail", f"scope_{each}"]
        for each in ("cases_shown_initial_cost", "cases_shown_annual_cost", "cases_total")
    ]
    assert beside == ["", scope, ""]


def test_who_takes_part_in_nothing_may_be_considering_something(survey: Survey) -> None:
    case = a_case(survey, "13-2026-01", {CHUO: "considering", MINATO: "participating"})
    of = a_look(survey, case)
    told = {code: joined(of.facts, of.facts.municipality_position[code]) for code in (CHIYODA, CHUO, MINATO, YOKOHAMA)}
    assert told == {
        CHIYODA: "参加している公表事例なし",
        CHUO: "参加している公表事例なし（検討中1件）",
        MINATO: "電子契約",
        YOKOHAMA: "データなし（都道府県の回答なし又は回答を確認中）",
    }


def test_a_share_is_not_told_where_only_some_municipalities_are_known(survey: Survey) -> None:
    """Fukuoka has not answered; one of its towns takes part in Tokyo's case. Which others do is not known."""
    of = a_look(survey, a_case(survey, "13-2026-01", {CHIYODA: "participating", KITAKYUSHU: "participating"}))
    told = figures(of, "types")
    rows = [[told["standing", str(place), name] for name in ("name", "2", "3", "share")] for place in (1, 2)]
    assert rows == [["福岡県", 1, 59, "？"], ["東京都", 1, 0, 1 / 62]]


@pytest.mark.slow
def test_of_a_prefecture_without_answer_what_is_considered_is_told(survey: Survey) -> None:
    """Fukuoka has not answered; one of its towns considers Tokyo's case."""
    of = a_look(survey, a_case(survey, "13-2026-01", {CHIYODA: "participating", KITAKYUSHU: "considering"}))
    told = figures(of, "types")
    rows = [[told["standing", str(place), name] for name in ("name", "2", "1", "3", "share")] for place in (1, 2, 3)]
    assert rows == [["東京都", 1, 0, 0, 1 / 62], ["福岡県", "？", 1, 59, "？"], [""] * 5]
    assert "福岡県" not in str(told["standing_silent",])
    said = joined(of.facts, of.facts.municipality_position[KITAKYUSHU])
    assert said == "検討中1件。ほかはデータなし（都道府県の回答なし又は回答を確認中）"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ja", ["都道府県単独の補助、その他の補助金等（復興交付金）", "活用していない", "不明（未定を含む）", "－"]),
        ("en", ["Prefecture's own subsidy, Other funding (復興交付金)", "Not used", "Unknown or undecided", "－"]),
    ],
)
def test_no_funding_is_not_shown_as_no_answer(survey: Survey, language: Language, said: list[str]) -> None:
    named: dict[str, Any] = dict.fromkeys(("subsidy_prefecture", "subsidy_other"), True)
    answers: list[dict[str, Any]] = [
        {"subsidy_used": "yes", **named, "subsidy_other_name": "復興交付金"},
        {"subsidy_used": "no"},
        {"subsidy_used": "unknown"},
        {"subsidy_used": None, "status": "considering"},
    ]
    none: dict[str, Any] = {**dict.fromkeys(SUBSIDIES), "subsidy_other_name": None}
    cases = [
        a_case(
            survey,
            f"13-2026-0{n}",
            {CHIYODA: "considering" if n == 4 else "participating"},
            name=f"調達{n}",
            **{**none, **answer},
        )
        for n, answer in enumerate(answers, start=1)
    ]
    of = a_look(survey, *cases, language=language)
    compared = [
        figures(chosen(of, compared=(case, 0, 0)), "compare")["compared", "1", "cases_subsidies"]
        for case in range(1, 5)
    ]
    detail = [figures(chosen(of, case=case), "detail") for case in range(1, 5)]
    assert compared == [told["detail", "cases_subsidies"] for told in detail] == said
    assert ("detail", "cases_shown_subsidy_other_name") not in detail[0]
    cards = [dict(item for row in each.rows for item in row.items) for each in all_cards(of.facts)]
    label = of.facts(of.facts.questions["subsidy_used"].label)
    assert [card.get(label, "－") for card in cards] == said


@pytest.mark.slow
def test_the_cost_card_tells_a_total_with_its_years_in_one_line(survey: Survey) -> None:
    case = a_case(survey, "13-2026-01", {CHIYODA: "participating"}, total_cost=15_660, total_cost_years=5)
    told = figures(a_look(survey, case), "detail")
    assert told["detail", "cases_total"] == "15,660千円（5年分）"
    assert {("detail", "cases_shown_total_cost"), ("detail", "cases_shown_total_cost_years")} & told.keys() == set()


@pytest.mark.slow
def test_totals_of_different_years_are_in_no_band_together(survey: Survey) -> None:
    cases = [
        a_case(
            survey, f"13-2026-0{n}", {CHIYODA: "participating"}, name=f"調達{n}", total_cost=6_000, total_cost_years=n
        )
        for n in (3, 7)
    ]
    told = figures(a_look(survey, *cases), "types")
    bands = {name for figure in told for name in figure[1:2] if name.endswith("_band")}
    assert bands == {"initial_cost_band", "annual_cost_band"}
    assert told["type_page", "total_cost", "COUNT"] == 2


@pytest.mark.slow
def test_a_word_in_place_of_an_invented_amount_carries_the_sign(tmp_path: Path) -> None:
    release = invented_release(tmp_path)
    facts = Facts(release, tables(release), "ja")
    words = [
        showing.answer(facts, case, key) for case in facts.cases for key in COSTS if isinstance(case.case[key], str)
    ]
    assert {"非公表 ※", "不明 ※"} <= set(words)
    assert [word for word in words if not word.endswith(" ※")] == []


def test_whole_years_of_a_total_have_no_point(survey: Survey) -> None:
    """Excel shows 5 in the format 0.## as "5."."""
    case = a_case(survey, "13-2026-01", total_cost=280_000, total_cost_years=6)
    canvas = PAGES["cases"](a_look(survey, case)).canvas
    assert [look["num_format"] for _, _, content, look in canvas.cells() if content == 6] == ["General"]
