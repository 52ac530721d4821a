"""The lists that follow no choice hold what the published files hold: every column of the case list, and who considers what.

Required: section 9 of the design. No formula stands in them, so that no agreement of formulas can find what is wrong.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from survey_tool.release.choosing.release import Release
from survey_tool.release.dashboard.contents import SheetKey
from survey_tool.release.dashboard.drawing.canvas import CellContent, Link
from survey_tool.release.dashboard.facts.selection import first_selection
from survey_tool.release.dashboard.workbook import pages
from survey_tool.wording.words import LANGUAGES, Language
from tests.dashboard import Data, showing
from tests.dashboard.data import Row
from tests.dashboard.workbook import Written, written
from tests.releases import demo_release, random_release

Told = Callable[[Data, Row], str]
RELEASES: dict[str, Callable[[Path], Release]] = {
    "the public cases": demo_release,
    "60 cases": lambda folder: random_release(folder, 60, seed=2),
}
CLASSES = {  # from so many inhabitants on
    1_000_000: ("100万人以上", "1,000,000 and over"),
    300_000: ("30万人以上100万人未満", "300,000 to under 1,000,000"),
    100_000: ("10万人以上30万人未満", "100,000 to under 300,000"),
    50_000: ("5万人以上10万人未満", "50,000 to under 100,000"),
    10_000: ("1万人以上5万人未満", "10,000 to under 50,000"),
    0: ("1万人未満", "Under 10,000"),
}


def asked(key: str) -> Told:
    """An answer without its sign."""
    return lambda data, row: showing.unsigned(data, row, key)


def number(column: str, question: str = "") -> Told:
    """A number as it stands in the file; where there is none the word in its place, where the question may have one."""
    return lambda data, row: row[column] or (showing.unsigned(data, row, question) if question else "…")


def of_case(column: str) -> Told:
    return lambda data, row: showing.column(data, row["case_id"], column)


def all_types(data: Data, row: Row) -> str:
    also = showing.unsigned(data, row, "system_types_also")
    main = showing.column(data, row["case_id"], "cases_type_shown")
    return main if also == "－" else data.say("、", ", ").join([main, also])


def size(data: Data, row: Row) -> str:
    people = row["population"]
    return data.say(*next(told for least, told in CLASSES.items() if int(people) >= least)) if people else "…"


def band(data: Data, row: Row) -> str:
    if row["annual_cost"] and row["cost_basis"] != "all_participants":
        return data.say("金額の対象：", "Covers: ") + row[f"cost_basis_{data.language}"]
    return row[f"annual_cost_band_{data.language}"] or showing.unsigned(data, row, "annual_cost")


def contact(_: Data, row: Row) -> str:
    told = "　".join(row[f"contact_{each}"] for each in ("department", "phone", "email") if row[f"contact_{each}"])
    return told + showing.sign(row, "contact_department") if told else "－"


LIST: dict[str, Told] = {
    "事例番号": lambda _, row: row["case_id"],
    "例示": lambda _, row: "※" if row["illustrative"] else "",
    "調達名称": lambda _, row: row["name"],
    "都道府県": of_case("cases_prefectures_shown"),
    "システム種別": of_case("cases_type_shown"),
    "現在の段階": asked("status"),
    "参加市区町村": number("participants_count"),
    "人口規模（人）": number("population"),
    "初期費用（千円）": number("initial_cost", "initial_cost"),
    "年間運用費（千円）": number("annual_cost", "annual_cost"),
    "総額（千円）": number("total_cost", "total_cost"),
    "総額の年数": number("total_cost_years", "total_cost_years"),
    "金額の対象": asked("cost_basis"),
    "運用開始（年度）": number("operation_start_on_fiscal_year", "operation_start_on"),
    "契約終了（年度）": number("contract_end_on_fiscal_year", "contract_end_on"),
    "補助金等の活用": asked("subsidy_used"),
    "領域": asked("domain"),
    "全ての種別": all_types,
    "人口の区分": size,
    "職員規模（人）": number("employees"),
    "年間運用費の区分（千円）": band,
    "年間運用費／人（円）": number("annual_cost_per_head"),
    "総額／人（円）": number("total_cost_per_head"),
    "契約主体": asked("contract_form"),
    "調達先の選定方式": asked("procurement_method"),
    "仕様書提供の可否": asked("specification"),
    "調達先事業者": asked("vendor"),
    "運用開始": asked("operation_start_on"),
    "契約終了": asked("contract_end_on"),
    "問合せ先": asked("contact_department"),
}
"""The columns in their order, by their heads in Japanese."""
_WHO: tuple[Told, ...] = (
    lambda _, row: row["case_id"],
    of_case("cases_prefectures_shown"),
    all_types,
    lambda _, row: row["name"],
    of_case("cases_shown_status"),
)
CONSIDERED = (*_WHO, number("considering_count"), of_case("cases_shown_operation_start_on"), contact)
ENDING = (*_WHO, of_case("cases_shown_contract_end_on"), of_case("cases_shown_vendor"), contact)
PLACES = (1, 2, 3, 5, 7, 8, 9, 10)
"""The columns of the grid in which those of both lists of *Ahead* begin."""


def plain(content: CellContent) -> str:
    if isinstance(content, Link):
        return content.text
    return "" if content is None else f"{content:g}" if isinstance(content, float) else str(content)


def cells(of: Written, key: SheetKey) -> dict[tuple[int, int], str]:
    [drawn] = pages(of.facts, first_selection(of.facts), [key])
    return {(row, column): plain(content) for row, column, content, _ in drawn.canvas.cells()}


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("release", RELEASES)
def test_the_case_list_holds_what_the_file_of_the_cases_holds(release: str, language: Language, tmp_path: Path) -> None:
    of = written(tmp_path, RELEASES[release](tmp_path), language)
    told = cells(of, "cases")
    rows = [row for (row, column), text in told.items() if column == 1 and text in of.data.cases]
    assert [told[row, 1] for row in rows] == list(of.data.cases)
    if language == "ja":
        heads = [told[rows[0] - 1, place].replace("\n", "") for place in range(1, len(LIST) + 1)]
        assert heads == list(LIST)
    assert (rows[0] - 1, len(LIST) + 1) not in told
    for row in rows:
        case = of.data.cases[told[row, 1]]
        wanted = {head: each(of.data, case) for head, each in LIST.items()}
        assert {head: told.get((row, place), "") for place, head in enumerate(LIST, start=1)} == wanted


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("release", RELEASES)
def test_what_lies_ahead_is_what_the_files_say(release: str, language: Language, tmp_path: Path) -> None:
    of = written(tmp_path, RELEASES[release](tmp_path), language)
    data = of.data
    first, second = lists_ahead(of)
    assert first == [[each(data, case) for each in CONSIDERED] for case in considered(data)]
    assert second == [[each(data, case) for each in ENDING] for case in ending(data)]
    assert first
    assert second or release == "the public cases", "of which none tells when its contract ends"


def lists_ahead(of: Written) -> tuple[list[list[str]], list[list[str]]]:
    """What stands in both lists, row by row."""
    told = cells(of, "ahead")
    title = of.data.say("契約の終了の早い順", "Contracts, the earliest end first")
    [below] = [row for (row, column), text in told.items() if column == 1 and text == title]
    rows = [row for (row, column), text in told.items() if column == 1 and text in of.data.cases]
    lines = {row: [told[row, place] for place in PLACES] for row in rows}
    return [lines[row] for row in rows if row < below], [lines[row] for row in rows if row > below]


def considered(data: Data) -> list[Row]:
    """What is under consideration as a whole or by some municipality, by type as tabulated."""
    found = [
        row
        for row in data["cases"]
        if row["status"] == "considering" or (row["considering_count"] != "0" and data.lasts(row["case_id"]))
    ]
    groups = [group.figure for group in data.groups]
    first = {
        row["case_id"]: min(groups.index(each) for each, ids in data.members.items() if row["case_id"] in ids)
        for row in found
    }
    return sorted(found, key=lambda row: (first[row["case_id"]], row["case_id"]))


def ending(data: Data) -> list[Row]:
    """The cases that have not ended and tell when their contract does, the earliest first."""
    year = "contract_end_on_fiscal_year"
    found = [row for row in data["cases"] if data.lasts(row["case_id"]) and row[year]]
    return sorted(found, key=lambda row: (int(row[year]), row["contract_end_on"], row["case_id"]))
