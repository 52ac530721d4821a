"""The page in Chromium, view by view: what it counts equals pandas, everything is reached and shown by everyone, nothing that a
release holds is more than text."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from survey_tool.questionnaire.vocabulary.kinds import FreeText
from survey_tool.release.choosing.release import PublishedCase, Release
from survey_tool.release.dashboard.facts import changed, showing
from survey_tool.release.dashboard.facts.positions import Facts
from survey_tool.release.dashboard.facts.selection import first_selection
from survey_tool.release.dashboard.facts.similarity import Similarity
from survey_tool.release.page.views import definitions
from survey_tool.release.tables.all_tables import LEFT_TO_ITS_FILE
from survey_tool.release.tables.csvfile import as_csv
from survey_tool.release.tables.figures import CONSIDERED, IMPLEMENTED, NO_CASE, NO_DATA
from survey_tool.wording.words import LANGUAGES, Language, Words
from tests.accessibility import violations
from tests.browser import NARROW, WIDE, Browser, Visit
from tests.pages import Chosen, Pages, place, write
from tests.releases import demo_release, of_round, random_release

pytestmark = pytest.mark.long

VIEWS = (
    "overview",
    "overview?t=general_affairs:G01",
    "cases",
    "cases?status=in_operation&q=県",
    "cases?q=ありえない",
    "case?id={id}",
    "case?id=nothing",
    "compare",
    "compare?ids={id},{other}",
    "similar",
    "similar?q=市",
    "similar?m=131016",
    "types",
    "types?t={group}",
    "types?t=nothing",
    "prefectures",
    "prefectures?p=13",
    "prefectures?p=02",
    "ahead",
    "changes",
    "notes",
)
HOSTILE = (
    "\"><img src=x onerror=alert(1)></script><!--<script>alert('x')</script>{{7*7}}&amp;\u202e逆\u2028行" + "長" * 60
)
SIGNS = {NO_CASE: "no_published_case", CONSIDERED: "considering", IMPLEMENTED: "implemented", NO_DATA: "no_data"}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    folder = tmp_path_factory.mktemp("page")
    return write(demo_release(folder), folder)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    folder = tmp_path_factory.mktemp("large page")
    return write(random_release(folder, 620, seed=7), folder)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    folder = tmp_path_factory.mktemp("hostile page")
    return write(_hostile(demo_release(folder)), folder)


def _hostile(release: Release) -> Release:
    """The same with the worst in every answer that is free text."""
    questions = release.survey.questionnaire.case.questions()
    texts = [key for key, each in questions.items() if isinstance(each.kind, FreeText) and key != "case_id"]
    worst = {key: f"{key} {HOSTILE}" for key in texts}
    return replace(
        release, cases=tuple(replace(each, answers=each.answers.model_copy(update=worst)) for each in release.cases)
    )


def addresses(pages: Pages) -> list[str]:
    """Every view, with something chosen that is there."""
    facts = Facts(pages.release, pages.tables, "ja")
    ids = [each.id for each in facts.cases]
    return ["#" + each.format(id=ids[0], other=ids[-1], group=facts.groups[0].name) for each in VIEWS]


def test_every_filter_counts_as_pandas(large: Pages, browser: Browser) -> None:
    dice = random.Random(1)
    assert len(large.release.cases) >= 500
    with browser.visit(large.paths["ja"], "#cases") as page:
        for _ in range(300):
            chosen = large.some_filter(dice)
            page.at(place("cases", chosen))
            assert found(page) == len(large.left(chosen)), chosen
            counts = facet_counts(page)
            for key in large.values:
                told = {value: number for value, number in counts[key].items() if number}
                assert told == large.counts(chosen, key), (chosen, key)


def found(page: Visit) -> int:
    """The number of cases that the page says there are; it must be that of the rows."""
    said = int(page.run("document.querySelector('#found').dataset.found"))
    listed = page.run("document.querySelectorAll('#case-rows > tr:not([hidden])').length")
    assert listed == said or (listed == 100 and page.all("#more") == [f"残りの{said - 100}件も表示"])
    assert re.findall(r"\d+", page.text("#found").replace(",", ""))[-1] == str(said)
    return said


def facet_counts(page: Visit) -> dict[str, dict[str, int]]:
    """The count beside each value of each facet, as it is shown."""
    script = """() => Object.fromEntries([...document.querySelectorAll('.facet')].map((facet) => [
        facet.id.replace('facet-', ''),
        Object.fromEntries([...facet.querySelectorAll('li')].map((item) => [
            item.querySelector('input').value, Number(item.querySelector('.count').textContent.replaceAll(',', ''))])),
    ]))"""
    return {**{key: {} for key in ("subsidy", "benefit")}, **page.run(script)}


def test_a_long_list_is_shown_in_full_when_asked(large: Pages, browser: Browser) -> None:
    with browser.visit(large.paths["ja"], "#cases?sort=name") as page:
        page.tab.click("#more")
        page.settled()
        assert len(page.all("#case-rows > tr")) == len(large.release.cases)
        assert page.all("#more") == []
        page.tab.go_back()
        page.settled()
        assert len(page.all("#case-rows > tr")) == 100


def test_back_leads_to_where_one_was(large: Pages, browser: Browser) -> None:
    with browser.visit(large.paths["ja"], "#cases") as page:
        link = page.tab.locator("#case-rows > tr:nth-child(60) a")
        link.scroll_into_view_if_needed()
        before = page.run("scrollY")
        assert before > 1000
        link.click()
        page.settled()
        assert page.run("scrollY") == 0
        page.tab.go_back()
        page.settled()
        assert page.run("scrollY") == before
        page.tab.go_forward()
        page.settled()
        assert page.run("scrollY") == 0


def test_the_way_back_to_the_list_keeps_what_it_was_narrowed_by(demo: Pages, browser: Browser) -> None:
    with browser.visit(demo.paths["ja"], "#cases?type=G01&sort=name") as page:
        narrowed = found(page)
        page.tab.locator("#case-rows > tr:not([hidden]) a").first.click()
        page.settled()
        page.tab.locator("#case .back a").click()
        page.settled()
        assert found(page) == narrowed == len(demo.left({"type": ["G01"]}))
        assert page.tab.url.endswith("#cases?type=G01&sort=name")
        page.at("#compare")
        page.tab.locator("#compare .back a").click()
        page.settled()
        assert page.tab.url.endswith("#cases?type=G01&sort=name")


def test_facets_are_chosen_by_hand_and_taken_back(demo: Pages, browser: Browser) -> None:
    with browser.visit(demo.paths["ja"], "#cases") as page:
        page.tab.locator("#facet-type input[value=G01]").check()
        page.settled()
        first = found(page)
        assert first == len(demo.left({"type": ["G01"]}))
        assert "type=G01" in page.tab.url
        page.tab.locator("#facet-type input[value=G02]").check()
        page.settled()
        assert found(page) > first
        page.tab.go_back()
        page.settled()
        assert found(page) == first
        page.tab.go_forward()
        page.settled()
        page.tab.locator("#chips a.chip").first.click()
        page.settled()
        assert page.run("document.activeElement.className") == "chip", "who works with keys stays where they are"
        assert "type=G01" not in page.tab.url
        page.tab.get_by_text("条件を全て解除").click()
        page.settled()
        assert found(page) == len(demo.release.cases)


@pytest.mark.parametrize(
    ("typed", "told"),
    [("北海道", "北海道"), ("ＨＡＲＰ", "HARP"), ("harp", "HARP"), ("てすうりょう", ""), ("ビジネスチャット", "ビジネスチャット"),
     ("びじねすちゃっと", "ビジネスチャット"), ("富山　電子申請", "富山")],
)  # fmt: skip
def test_search_knows_width_case_and_kana(demo: Pages, browser: Browser, typed: str, told: str) -> None:
    with browser.visit(demo.paths["ja"], "#cases") as page:
        page.tab.fill("#search", typed)
        page.tab.wait_for_function("typed => location.hash.includes('q=')", arg=typed)
        page.settled()
        names = page.all("#case-rows > tr:not([hidden])")
        assert found(page) == len(names)
        assert bool(names) == bool(told)
        assert all(told in each for each in names[:1])


@pytest.mark.parametrize(
    ("typed", "told"),
    [("関ヶ原町", "岐阜県関ケ原町"), ("茅ケ崎", "神奈川県茅ヶ崎市"), ("竜ヶ崎市", "茨城県龍ケ崎市"), ("塩釜市", "宮城県塩竈市"),
     ("横浜市中区", "神奈川県横浜市"), ("京都府京都市 伏見区", "京都府京都市"), ("東京都中央区", "東京都中央区"), ("四日市市", "三重県四日市市"),
     ("高知県長岡郡大豊町", "高知県大豊町"), ("福岡県京都郡苅田町", "福岡県苅田町"), ("上郡町", "兵庫県上郡町"), ("葛\U000e0100城市", "奈良県葛城市"),
     ("関が原", "岐阜県関ケ原町"), ("関ガ原町", "岐阜県関ケ原町"), ("茅ヵ崎", "神奈川県茅ヶ崎市"), ("青森県六か所村", "青森県六ヶ所村"),
     ("七カ宿", "宮城県七ヶ宿町"),
     ("上の国", "北海道上ノ国町"), ("中の条", "群馬県中之条町"), ("紀之川市", "和歌山県紀の川市"), ("牧ノ原", "静岡県牧之原市"),
     ("Hyōgo Kamigōri", "兵庫県上郡町"), ("和歌山県 ｲﾅﾐﾁｮｳ", "和歌山県印南町"), ("３０３９０９", "和歌山県印南町")],
)  # fmt: skip
def test_a_town_is_found_as_people_write_it(demo: Pages, browser: Browser, typed: str, told: str) -> None:
    with browser.visit(demo.paths["ja"], "#similar") as page:
        page.tab.fill("#town", typed)
        page.settled()
        assert [each.split(" ")[0] for each in page.all(".towns li")] == [told]


def test_a_reading_is_found_before_those_that_are_like_it(demo: Pages, browser: Browser) -> None:
    """が stands for ケ, also in readings: たがちょう is in みたけちょう, which is larger."""
    with browser.visit(demo.paths["ja"], "#similar") as page:
        for typed, first in (("たがちょう", "滋賀県多賀町"), ("かがし", "石川県加賀市"), ("さがし", "佐賀県佐賀市")):
            page.tab.fill("#town", typed)
            page.settled()
            assert page.all(".towns li")[0].split(" ")[0] == first


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_town_is_found_by_the_name_that_the_page_gives_it(
    demo: Pages, browser: Browser, language: Language
) -> None:
    """Also by that of the other language, and in the search of cases where it takes part in one."""
    places = demo.release.survey.places
    words = {"ja": "{1}{0}", "en": "{0} ({1})"}
    with browser.visit(demo.paths[language], "#similar") as page:
        for town in list(places.municipalities.values())[::40]:
            prefecture = places.prefectures[town.prefecture_code]
            for typed in LANGUAGES:
                page.tab.fill("#town", words[typed].format(town.name[typed], prefecture.name[typed]))
                page.settled()
                assert f"#similar?m={town.code}" in page.run(
                    "[...document.querySelectorAll('.towns a')].map(a => a.hash)"
                )
    case = next(each for each in demo.release.cases if each.participants)
    town = places.municipalities[case.participants[0]]
    with browser.visit(demo.paths[language], "#cases") as page:
        page.at(f"#cases?q={places.prefectures[town.prefecture_code].name.ja}{town.name.ja}")
        assert f"row-{case.case_id}" in page.run(
            "[...document.querySelectorAll('#case-rows > tr:not([hidden])')].map(row => row.id)"
        )


def test_search_finds_participants_by_their_reading(demo: Pages, browser: Browser) -> None:
    towns = demo.release.survey.places.municipalities
    case = next(each for each in demo.release.cases if each.participants)
    town = towns[case.participants[0]]
    with browser.visit(demo.paths["ja"], "#cases") as page:
        page.at(f"#cases?q={town.kana}")
        ids = page.run("[...document.querySelectorAll('#case-rows > tr:not([hidden])')].map(row => row.id)")
        assert f"row-{case.case_id}" in ids


def test_sorting(large: Pages, browser: Browser) -> None:
    frame = large.tables.frames.cases.set_index("case_id")
    with browser.visit(large.paths["ja"], "#cases") as page:
        for order, column in (
            ("population", "population"),
            ("bodies", "participants_count"),
            ("annual_cost", "annual_cost"),
        ):
            page.at(f"#cases?sort={order}")
            ids = page.run("[...document.querySelectorAll('#case-rows > tr')].map(row => row.id.replace('row-', ''))")
            values = frame[column]
            if order.endswith("cost"):
                values = values.where(frame["cost_basis"] == "all_participants")
            told = [values[each] for each in ids]
            known = [float(each) for each in told if not pd.isna(each)]
            assert known == sorted(known, reverse=True)
            assert not any(map(pd.isna, told[: len(known)])), "what is not known comes last"
        page.at("#cases")
        ids = page.run("[...document.querySelectorAll('#case-rows > tr')].map(row => row.id.replace('row-', ''))")
        assert ids == list(frame.index)


IN_FULL = {"total_cost": showing.total, "subsidy_used": showing.funding}
"""What is told with the answers to other questions."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_answer_is_shown_as_the_workbook_shows_it(large: Pages, browser: Browser, language: Language) -> None:
    facts = Facts(large.release, large.tables, language)
    labels = {facts(each.label): key for key, each in facts.questions.items()}
    with browser.visit(large.paths[language], "#cases") as page:
        for case in facts.cases[::17]:
            page.at(f"#case?id={case.id}")
            script = """() => [...document.querySelectorAll('#case .facts > div')].map(
                (pair) => [pair.querySelector('dt').innerText, pair.querySelector('dd').textContent])"""
            told = {labels[label]: said for label, said in page.run(script) if label in labels}
            assert len(told) > 15
            for key, said in told.items():
                how = IN_FULL.get(key)
                wanted = how(facts, case) if how else showing.answer(facts, case, key)
                assert said == wanted, (case.id, key)


def test_the_map_counts_as_the_tables(large: Pages, browser: Browser) -> None:
    facts = Facts(large.release, large.tables, "ja")
    with browser.visit(large.paths["ja"]) as page:
        for group in facts.groups[::4]:
            page.at(f"#overview?t={group.name}")
            script = """() => Object.fromEntries([...document.querySelectorAll('#map a')].map(
                (tile) => [tile.dataset.prefecture, tile.querySelector('.tile-count').textContent]))"""
            told = page.run(script)
            for position, prefecture in enumerate(facts.prefectures, start=1):
                wanted = facts.as_known(
                    facts.crossing[position, group.position], position, group.position, "データなし"
                )
                assert told[prefecture.code] == str(wanted)


def test_a_type_counts_as_the_figures(demo: Pages, browser: Browser) -> None:
    facts = Facts(demo.release, demo.tables, "ja")
    with browser.visit(demo.paths["ja"]) as page:
        for group in facts.groups:
            figures = facts.of_group(group.position)
            for prefecture in ("13", "16"):
                page.at(f"#types?t={group.name}&p={prefecture}")
                numbers = page.all("#one-type .figures dd:first-of-type")
                wanted = (figures.number, figures.with_status(("in_operation", "in_preparation")),
                          figures.with_status(["considering"]), figures.with_status(["ended"]),
                          figures.prefectures, figures.municipalities)  # fmt: skip
                assert numbers == [str(each) for each in wanted]
                stands = facts.count_standings(group.position)
                for key, name in SIGNS.items():
                    said = page.text(f"#one-type .standing.{name} .count")
                    assert said == str(stands[prefecture, key]), (group.name, prefecture, name)


def test_bodies_of_like_size_are_those_of_the_workbook(large: Pages, browser: Browser) -> None:
    facts = Facts(large.release, large.tables, "ja")
    with browser.visit(large.paths["ja"]) as page:
        for position in range(5, len(facts.municipalities), 400):
            town = facts.municipalities[position - 1]
            likeness = Similarity(facts, replace(first_selection(facts), municipality=position))
            page.at(f"#similar?m={town.code}")
            script = "name => [...document.querySelectorAll(name)].map((link) => new URL(link.href).hash)"
            towns = page.run(script, "#similar-found section:last-child th a")
            closest = [facts.municipalities[each - 1].code for each in likeness.closest_municipalities(10)]
            assert towns == [f"#similar?m={each}" for each in closest]
            cases = page.run(script, "#similar-found section:nth-last-child(2) th a")
            assert cases == [f"#case?id={facts.cases[each - 1].id}" for each in likeness.closest_cases(15)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_short_list_says_of_how_many_it_is(demo: Pages, browser: Browser, language: Language) -> None:
    """Before, fifteen stood there, or five, and nobody knew of how many."""
    frames, town = demo.tables.frames, "303909"
    taken = frames.participation.query("mark == 'participating' and municipality_code != @town")
    every, of_type = set(taken["case_id"]), demo.left({"type": ["G02"]})
    case = min(demo.left({"type": ["G01"]}))
    like = {
        each for each in demo.values["type"] if each != case and demo.values["type"][each] & demo.values["type"][case]
    }
    assert (len(every) > 15, 1 < len(every & of_type) < 15, len(like)) == (True, True, 6)
    said = {"ja": ("{all}件中 {n}件", "{n}件"), "en": ("{n} of {all} cases", "{n} cases")}[language]
    with browser.visit(demo.paths[language], f"#similar?m={town}") as page:
        assert page.text("#similar-found p[role=status]") == said[0].format(n=15, all=len(every))
        assert (
            page.text("#similar-found section:last-child .note")
            == {
                "ja": "ほかの1,740団体のうち、人口と職員数が最も近い10団体です。",
                "en": "Of the other 1,740, the 10 closest in population and staff.",
            }[language]
        )
        page.at(f"#similar?m={town}&t=general_affairs:G02")
        assert page.text("#similar-found p[role=status]") == said[1].format(n=len(every & of_type))
        page.at(f"#case?id={case}")
        assert said[0].format(n=5, all=6) in page.text("#case > section:last-child")


def test_a_municipality_is_found_by_its_reading(demo: Pages, browser: Browser) -> None:
    with browser.visit(demo.paths["ja"]) as page:
        page.tab.fill("#first-town", "とやまし")
        page.tab.press("#first-town", "Enter")
        page.settled()
        assert page.text("#town-name") == "富山県富山市"
        page.at("#similar")
        page.tab.fill("#town", "フチュウ")
        page.settled()
        assert {"東京都府中市", "広島県府中市"} <= {each.split(" ")[0] for each in page.all(".towns li")}


def test_compare_up_to_four(demo: Pages, browser: Browser) -> None:
    with browser.visit(demo.paths["ja"], "#cases") as page:
        boxes = page.tab.locator("#case-rows .chooser input")
        for at in range(4):
            boxes.nth(at).check()
        assert boxes.nth(4).is_disabled()
        page.tab.click("#tray-link")
        page.settled()
        heads = page.all("#compared thead th a")
        assert heads == [str(each["name"]) for each in sorted(demo.release.cases, key=lambda each: each.case_id)[:4]]
        page.tab.locator("#compared thead button").first.click()
        page.settled()
        assert page.all("#compared thead th a") == heads[1:]
        page.tab.go_back()
        page.settled()
        assert page.all("#compared thead th a") == heads


def test_the_other_language_is_the_same_view(demo: Pages, browser: Browser) -> None:
    with browser.visit(demo.paths["ja"], "#cases?status=ended") as page:
        page.tab.click('a[hreflang="en"]')
        page.tab.wait_for_load_state()
        assert page.tab.url.endswith("_en.html#cases?status=ended")
        assert page.text("#found") == f"1 of {len(demo.release.cases)} cases"
        page.requests.clear()  # the other file was asked for by hand


@pytest.mark.parametrize(
    ("steps", "answer", "said"),
    [
        # A town: who of our size takes part in what?
        ([("type", "#first-town", "おおとよちょう")], "#similar-found", "最も近い参加団体"),
        # A town: whom do we ask about the system that Hokkaido shares?
        ([("type", "#first-search", "HARP"), ("click", "#case-rows > tr:not([hidden]) a")], "#case", "（例示）情報政策担当課"),
        # A town: which cases are there of online applications, and what did they bring?
        ([("click", '#overview a[href="#types?t=general_affairs:G01"]')], "#one-type", "実感された効果"),
        # A town: do we take part in anything?
        ([("type", "#first-town", "とやまし")], "#similar-found", "参加している公表事例"),
        # A prefecture: what do our neighbours have that we have not?
        ([("click", '#map [data-prefecture="17"]')], "#one-prefecture", "隣接する都道府県にあり、この都道府県にない種別"),
        # A prefecture: whose contract ends when?
        ([("click", '#views a[href="#ahead"]')], "#ahead", "契約が満了する年度ごとの事例"),
        # A prefecture: where were subsidies of a prefecture used?
        ([("click", '#overview a[href="#cases?subsidy=subsidy_prefecture"]')], "#found", "37件中 2件"),
        # An analyst: who has not answered?
        ([("click", '#views a[href="#prefectures"]')], "#all-prefectures", "データなし"),
        # An analyst: what costs which type, compared within one scope?
        ([("click", '#overview a[href="#types?t=general_affairs:G01"]')], "#one-type", "人口1人当たりの初期費用（円）"),
        # An analyst: what counts as a participating municipality?
        ([("click", '#views a[href="#notes"]')], "#notes", "都道府県、一部事務組合等は数えません"),
    ],
)  # fmt: skip
def test_a_question_takes_two_steps_at_most(
    demo: Pages, browser: Browser, steps: list[tuple[str, ...]], answer: str, said: str
) -> None:
    assert len(steps) <= 2
    with browser.visit(demo.paths["ja"]) as page:
        for act, where, *typed in steps:
            if act == "type":
                page.tab.fill(where, typed[0])
                page.tab.press(where, "Enter")
            else:
                page.tab.locator(where).first.click()
            page.settled()
        assert said in page.text(answer)


@pytest.mark.parametrize("language", LANGUAGES)
def test_changes_since_an_earlier_release(
    demo: Pages, browser: Browser, axe: str, language: Language, tmp_path: Path
) -> None:
    """Every row of the table in words, its number for each kind; a case that is published now is a link."""
    earlier = demo_release(tmp_path)
    kept = [_as_it_was(each) for each in earlier.cases[1:]]
    gone = replace(kept[0], answers=kept[0].answers.model_copy(update={"case_id": "13-2026-77"}))
    pages = write(demo.release, tmp_path, since=[replace(earlier, cases=(gone, *kept))])
    rows = pages.tables.changes.rows
    assert {row["kind"] for row in rows} >= {"added", "changed", "not_reported"}
    with browser.visit(pages.paths[language], "#changes", size=NARROW) as page:
        shown = page.run("""() => [...document.querySelectorAll('#changes tbody tr')].map(row => [
            row.querySelector('.under').textContent, row.querySelector('bdi').textContent,
            ...[...row.querySelectorAll('td')].map(cell => cell.textContent), row.querySelector('th a') !== null])""")
        published = {case.case_id for case in pages.release.cases}
        facts = Facts(pages.release, pages.tables, language)
        assert shown == [
            [row["case_id"], row["case_name"], row[f"kind_{language}"], row[f"field_{language}"] or row[f"reason_{language}"] or "",
             changed.at(facts, row, "before"), changed.at(facts, row, "after"), row["case_id"] in published]
            for row in rows
        ]  # fmt: skip
        counts = page.run(
            "() => [...document.querySelectorAll('#changes .figures dd')].map(each => Number(each.textContent))"
        )
        assert sum(counts) == len(rows)
        page.run(axe)
        assert violations(page) == []
        link = page.tab.locator("#changes tbody a").first
        name = link.inner_text()
        link.click()
        page.settled()
        assert page.text("#case h1") == name
        page.tab.go_back()
        page.settled()
        assert len(page.all("#changes tbody tr")) == len(rows)


def _as_it_was(case: PublishedCase) -> PublishedCase:
    """A case before somebody has changed what is told of its benefits."""
    return replace(case, answers=case.answers.model_copy(update={"benefit_note": "前回の<b>説明</b>"}))


def test_nothing_goes_on_where_nobody_acts(large: Pages, browser: Browser) -> None:
    """No timer, no animation, no further layout: what Chromium has done stays as it is for as long as nobody does anything."""
    with browser.visit(large.paths["ja"], "#cases") as page:
        session = page.tab.context.new_cdp_session(page.tab)
        session.send("Performance.enable")
        page.tab.wait_for_timeout(1_000)
        before = _worked(session)
        page.tab.wait_for_timeout(5_000)
        assert _worked(session) == before


def _worked(session: Any) -> dict[str, float]:
    told = {each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]}
    return {name: told[name] for name in ("LayoutCount", "RecalcStyleCount", "ScriptDuration", "LayoutDuration")}


@pytest.mark.parametrize(
    ("address", "held"),
    [("#similar?m=303909", "similar-type"), ("#similar?m=303909", "similar-stage"), ("#types", "type-choice"),
     ("#types?t=general_affairs:G01", "standing-prefecture"), ("#prefectures", "prefecture-choice")],
)  # fmt: skip
def test_who_chooses_with_the_arrows_keeps_hold_of_the_list(
    demo: Pages, browser: Browser, address: str, held: str
) -> None:
    """Before, the first arrow chose and the list was let go: nobody came to its third line."""
    with browser.visit(demo.paths["ja"], address) as page:
        page.tab.focus(f"#{held}")
        begun = page.run("document.activeElement.selectedIndex")
        for steps in (1, 2):
            before = page.tab.url
            page.tab.keyboard.press("ArrowDown")
            page.tab.wait_for_function("before => location.href !== before", arg=before)
            page.settled()
            assert page.run("[document.activeElement.id, document.activeElement.selectedIndex]") == [
                held,
                begun + steps,
            ]


def test_who_takes_a_case_out_by_keys_is_left_at_the_heading(demo: Pages, browser: Browser) -> None:
    ids = ",".join(each.case_id for each in demo.release.cases[:3])
    with browser.visit(demo.paths["ja"], f"#compare?ids={ids}") as page:
        page.tab.press("#compared button", "Enter")
        page.tab.wait_for_function("document.querySelectorAll('#compared button').length === 2")
        page.settled()
        assert page.run("document.activeElement.closest('.view').id + document.activeElement.tagName") == "compareH1"


def test_a_link_to_a_town_that_is_there_no_more_says_so(demo: Pages, browser: Browser) -> None:
    """As after a merger: before, nothing was said, and nothing shown."""
    with browser.visit(demo.paths["ja"], "#similar?m=999999") as page:
        assert page.all("#towns-found [role=status]") == ["該当する市区町村がありません。"]


BROKEN = """selector => {
    const rows = (node, at) => {
        const range = document.createRange();
        range.setStart(node, at); range.setEnd(node, at + 1);
        return range.getBoundingClientRect().bottom;
    };
    const cells = [...document.querySelectorAll(selector)].filter(each => each.textContent.includes('※'));
    const nodes = cells.map(each => document.createTreeWalker(each, NodeFilter.SHOW_TEXT).nextNode());
    return [nodes.length, nodes.filter(each =>
        rows(each, each.data.indexOf('※')) - rows(each, each.data.search(/[0-9](?!.*[0-9])/)) > 9).map(each => each.data)];
}"""
"""How many populations have a sign, and those whose sign stands on a line below their figure."""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [360, 390, 1024, 1280, 1366])
def test_the_sign_of_a_population_stands_beside_its_figure(
    demo: Pages, browser: Browser, language: Language, width: int
) -> None:
    signs = demo.tables.frames.cases.set_index("case_id").query("population > 2_000_000")["illustrative"]
    case = next(str(each) for each, sign in signs.items() if "population" in str(sign).split(";"))
    with browser.visit(demo.paths[language], "#cases", size=(width, 800)) as page:
        signed, broken = page.run(BROKEN, "#case-rows td:nth-child(5)")
        assert (signed > 5, broken) == (True, [])
        page.at(f"#case?id={case}")
        assert page.run(BROKEN, "#case .figures > div:nth-child(2) dd") == [1, []]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [1040, 1280, 1366])
def test_no_column_of_the_list_runs_into_the_next(
    large: Pages, browser: Browser, language: Language, width: int
) -> None:
    """Nor is a number broken: "Under consideration" lay over the number of municipalities, 29 was 2 above 9."""
    script = """selector => [...document.querySelectorAll(selector)].filter((each) => {
        const text = document.createRange();
        text.selectNodeContents(each);
        const own = each.getBoundingClientRect();
        return each.checkVisibility() && [...text.getClientRects()].some((line) => line.right > own.right + 1 || line.left < own.left - 1);
    }).map((each) => each.innerText)"""
    with browser.visit(large.paths[language], "#cases?all=1", size=(width, 900)) as page:
        assert page.run(script, ".cases :is(td, th):not(.pick)") == []
        page.run("document.querySelector('#filters').open = true")
        lines = "[...document.querySelectorAll('.facet .count')].map(e => { const r = document.createRange(); r.selectNodeContents(e); "
        assert max(page.run(f"{lines} return r.getClientRects().length; }})")) == 1


@pytest.mark.parametrize("view", ["#ahead", "#similar?m=016012"])
@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_whom_to_telephone_stands_line_by_line(
    large: Pages, browser: Browser, view: str, size: tuple[int, int]
) -> None:
    """Also on a telephone and on paper: there, a number ran on behind the department and broke at its hyphen."""
    with browser.visit(large.paths["ja"], view, size=size) as page:
        spaces = page.run(
            "[...document.querySelectorAll('.current .contact bdi')].map(e => getComputedStyle(e).whiteSpace)"
        )
        assert set(spaces) == {"pre-line"}


@pytest.mark.parametrize(
    ("address", "told", "shown"),
    [
        ("#types?t=x", ("システム種別：x", "System type: x"), "#all-types table"),
        ("#types?t=general_affairs:G01&p=99", ("都道府県：99", "Prefecture: 99"), "#standing-prefecture"),
        ("#prefectures?p=99", ("都道府県：99", "Prefecture: 99"), "#all-prefectures table"),
        ("#overview?t=x", ("システム種別：x", "System type: x"), "#map"),
        ("#similar?m=303909&t=x&s=y", ("システム種別：x、段階：y", "System type: x, Stage: y"), "#similar-found .contact"),
        ("#compare?ids=x,{id},y", ("事例：x、y", "Case: x, y"), "#compared table"),
        ("#cases?sort=zzz", ("並べ替え：zzz", "Sort by: zzz"), "#case-table"),
        ("#nothing", ("#nothing", "#nothing"), "#overview"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_that_names_what_is_not_there_says_so(
    demo: Pages, browser: Browser, language: Language, address: str, told: tuple[str, str], shown: str
) -> None:
    """Before, the map then counted 0 everywhere, no municipality stood anywhere, boxes were empty, and nothing was said."""
    beginning = Words(
        "リンクで指定された次の項目は、このページにありません：", "This page does not have what the link names: "
    )
    address = address.format(id=demo.release.cases[0].case_id)
    with browser.visit(demo.paths[language], address) as page:
        assert page.text("#missing") == beginning[language] + told[LANGUAGES.index(language)]
        assert page.all(shown)
        assert page.run("[...document.querySelectorAll('select')].filter(each => each.selectedIndex < 0).length") == 0
        if shown == "#map":
            assert set(page.all("#map .tile-count")) != {"0"}
        page.at("#types")
        assert page.all("#missing") == []


def test_a_filter_that_no_case_has_is_called_by_its_name(demo: Pages, browser: Browser) -> None:
    """As behind a tile of the map without cases: before, only its code was shown, though by none of them a case was left."""
    silent = next(code for code in demo.release.survey.places.prefectures if not demo.left({"prefecture": [code]}))
    name = demo.release.survey.places.prefectures[silent].name.ja
    with browser.visit(demo.paths["ja"], f"#cases?prefecture={silent},99&type=zz") as page:
        assert found(page) == 0
        assert page.all("#chips a.chip bdi") == ["システム種別：zz", f"都道府県：{name}", "都道府県：99"]
        assert page.text("#none-found") == "該当する事例はありません。条件を減らしてください。"


def test_a_type_in_which_nobody_takes_part_is_named_where_it_is_asked_for(
    demo: Pages, browser: Browser, tmp_path: Path
) -> None:
    """Before, the box was empty."""
    first, *others = demo_release(tmp_path).cases
    alone = (first, *(replace(each, marks={}) for each in others))
    pages = write(replace(demo.release, cases=alone), tmp_path)
    with browser.visit(pages.paths["ja"], "#similar?m=303909") as page:
        offered = page.run("[...document.querySelectorAll('#similar-type option')].map(each => each.value)")
        other = next(each.name for each in Facts(pages.release, pages.tables, "ja").groups if each.name not in offered)
        page.at(f"#similar?m=303909&t={other}")
        assert page.run("document.querySelector('#similar-type').value") == other
        assert page.text("#similar-found p[role=status]") == "該当する事例はありません。"


def test_keys_alone_lead_from_a_town_to_whom_to_ask(demo: Pages, browser: Browser) -> None:
    with browser.visit(demo.paths["en"]) as page:
        keys = page.tab.keyboard
        _tab_to(page, "document.activeElement.id === 'first-search'")
        keys.type("HARP")
        keys.press("Enter")
        page.settled()
        _tab_to(page, "document.activeElement.matches('#facet-status [value=in_operation]')")
        keys.press("Space")
        page.settled()
        assert "status=in_operation" in page.tab.url
        assert page.run("document.activeElement.closest('#facet-status') !== null"), (
            "who works with keys stays where they are"
        )
        _tab_to(page, "document.activeElement.closest('#case-rows th') !== null")
        keys.press("Enter")
        page.settled()
        assert "情報政策担当課" in page.text("#case")
        page.tab.go_back()  # Alt and the arrow are the browser's own
        page.settled()
        assert page.run("document.querySelector('#found').dataset.found") == "1"
        _tab_to(page, "document.activeElement.matches('a[hreflang]')", back=True)
        with page.tab.expect_navigation():
            keys.press("Enter")
        assert page.tab.url.endswith("_ja.html#cases?q=HARP&status=in_operation")
        page.requests.clear()  # the other file was asked for by hand


def _tab_to(page: Visit, place: str, *, back: bool = False) -> None:
    for _ in range(200):
        page.tab.keyboard.press("Shift+Tab" if back else "Tab")
        if page.run(place):
            return
    raise AssertionError(place)


def test_an_address_that_was_mailed_opens_alike(demo: Pages, browser: Browser) -> None:
    with browser.visit(demo.paths["ja"], "#cases") as page:
        page.tab.locator("#facet-domain input").first.check()
        page.tab.fill("#search", "電子 申請")
        page.tab.select_option("#sort", "newest")
        page.settled()
        page.tab.wait_for_timeout(300)  # what is typed is taken up after a pause
        address, seen = page.tab.url.partition("#")[2], page.all("#case-rows > tr")
    assert 0 < len(seen) < len(demo.release.cases)
    with browser.visit(demo.paths["ja"], f"#{address}") as page:
        assert page.all("#case-rows > tr") == seen
        assert page.tab.input_value("#search") == "電子 申請"
        assert page.tab.input_value("#sort") == "newest"


def test_print_gives_what_is_seen(demo: Pages, browser: Browser) -> None:
    with browser.visit(demo.paths["ja"], "#cases?status=ended") as page:
        page.tab.emulate_media(media="print")
        assert len(page.all("#case-rows > tr")) == 1
        assert page.all("#facets, #views, button, select") == []
        assert page.text("#chips li:first-child").startswith("現在の段階：運用終了")
        assert len(page.tab.pdf()) > 10_000


def test_keys_alone_are_enough(demo: Pages, browser: Browser) -> None:
    with browser.visit(demo.paths["ja"]) as page:
        page.tab.keyboard.press("Tab")
        assert page.run("document.activeElement.id") == "skip"
        page.tab.keyboard.press("Enter")
        assert page.run("document.activeElement.id") == "main"
        page.at("#cases")
        assert page.run("document.activeElement.id") == "cases-title"
        for _ in range(60):
            page.tab.keyboard.press("Tab")
            shown = page.run("getComputedStyle(document.activeElement).outlineStyle")
            assert shown == "solid", page.run("document.activeElement.outerHTML")


@pytest.mark.parametrize(("size", "zoom"), [(NARROW, 1), (WIDE, 1), (WIDE, 2), (WIDE, 4)])
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_runs_out_of_the_page(
    hostile: Pages, demo: Pages, browser: Browser, language: Language, size: tuple[int, int], zoom: float
) -> None:
    for pages in (demo, hostile):
        with browser.visit(pages.paths[language], size=size, zoom=zoom) as page:
            for address in addresses(pages):
                page.at(address)
                beyond = page.run("document.documentElement.scrollWidth - document.documentElement.clientWidth")
                assert beyond <= 0, address


@pytest.mark.parametrize(("language", "size"), [("ja", WIDE), ("en", NARROW)])
def test_everyone_can_use_every_view(
    demo: Pages, browser: Browser, axe: str, language: Language, size: tuple[int, int]
) -> None:
    with browser.visit(demo.paths[language], size=size) as page:
        page.run(axe)
        for address in addresses(demo):
            page.at(address)
            assert violations(page) == [], address


@pytest.mark.parametrize(("language", "size"), [("ja", NARROW), ("en", WIDE)])
def test_everyone_can_use_the_series_over_the_rounds(
    demo: Pages, browser: Browser, axe: str, language: Language, size: tuple[int, int], tmp_path: Path
) -> None:
    earlier = [of_round(demo.release, name) for name in ("2024", "2025")]
    pages = write(demo.release, tmp_path, since=earlier)
    with browser.visit(pages.paths[language], "#changes", size=size) as page:
        assert len(page.all("#series .records tbody tr")) == len(page.all("#series .shares tr")) == 3
        page.run(axe)
        assert violations(page) == []
        assert page.run("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_everyone_can_use_the_plain_tables(
    demo: Pages, browser: Browser, axe: str, language: Language, tmp_path: Path
) -> None:
    """With the cases in full, which stand in `noscript`: axe-core is a script itself."""
    path = tmp_path / demo.paths[language].name
    path.write_text(re.sub(r"</?noscript>", "", demo.paths[language].read_text("utf-8")), encoding="utf-8")
    with browser.visit(path) as page:
        page.run("document.documentElement.classList.remove('js')")
        assert len(page.all(".cards h2")) == len(demo.release.cases)
        page.run(axe)
        assert violations(page) == []
        page.run("document.querySelector('main').append(document.createElement('img'))")
        assert [rule for rule, _ in violations(page)] == ["image-alt"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_hostile_release_is_only_text(hostile: Pages, browser: Browser, language: Language) -> None:
    with browser.visit(hostile.paths[language]) as page:
        page.run("() => { window.alert = () => { window.hasRun = true; }; }")
        for address in addresses(hostile):
            page.at(address)
            assert page.run("document.querySelectorAll('img, iframe, object, [onerror]').length") == 0
            assert page.run("document.scripts.length") == 2
        page.at(addresses(hostile)[5])
        said = page.run("document.querySelector('#case h1').textContent")
        assert said == f"name {HOSTILE}".replace("\u202e", "\ufffd").replace("\u2028", "\ufffd")
        assert page.run("window.hasRun") is None


def test_saved_lists_are_the_published_rows(large: Pages, hostile: Pages, browser: Browser) -> None:
    chosen: Chosen = {"status": ["ended", "considering"]}
    for pages in (large, hostile):
        table = pages.tables.cases
        left = pages.left(chosen)
        rows = tuple(row for row in table.rows if row["case_id"] in left)
        with browser.visit(pages.paths["ja"], place("cases", chosen)) as page:
            with page.tab.expect_download() as saving:
                page.tab.click("#save-list")
            assert saving.value.path().read_bytes() == as_csv(replace(table, rows=rows))
        for each in (told for told in pages.tables if told.name not in LEFT_TO_ITS_FILE):
            # Anew, because Chromium gives a page no more than ten files where no hand has moved the mouse.
            with browser.visit(pages.paths["ja"], "#notes") as page:
                with page.tab.expect_download() as saving:
                    page.tab.click(f'[data-save="{each.name}"]')
                assert saving.value.path().read_bytes() == as_csv(each), each.name


def test_definitions_name_every_item(demo: Pages, browser: Browser) -> None:
    facts = Facts(demo.release, demo.tables, "ja")
    with browser.visit(demo.paths["ja"], "#notes") as page:
        said = page.text("#notes")
        for label, _, _ in definitions(facts):
            assert label in said


def test_another_day_gives_the_same_bytes(demo: Pages, tmp_path: Path) -> None:
    again = write(demo.release, tmp_path)
    assert again.paths["ja"].read_bytes() == demo.paths["ja"].read_bytes()
