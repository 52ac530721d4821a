"""The release as a page: one file that asks for nothing, with the tables and figures of the release, readable without script."""

from __future__ import annotations

import base64
import hashlib
import html
import random
import re
from pathlib import Path

import pytest

from survey_tool.intake.judging.submission import Status
from survey_tool.questionnaire.asked.case import BENEFITS, SUBSIDIES
from survey_tool.release.choosing.selection import select
from survey_tool.release.dashboard.facts import showing
from survey_tool.release.dashboard.facts.positions import Facts
from survey_tool.release.page import assembly, words
from survey_tool.release.page.modules import joined, read_modules
from survey_tool.release.tables.all_tables import LEFT_TO_ITS_FILE
from survey_tool.release.tables.coverage import gaps
from survey_tool.release.tables.csvfile import as_csv, as_text
from survey_tool.wording.words import LANGUAGES, Language
from tests.browser import NARROW, Browser
from tests.cases import a_submission, a_survey, collected
from tests.pages import Pages, block, place, unpacked, write
from tests.releases import demo_release, empty_release

FOLDER = Path(assembly.__file__).parent
ROWS = "#case-rows > tr:not([hidden])"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    folder = tmp_path_factory.mktemp("page")
    return write(demo_release(folder), folder)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    folder = tmp_path_factory.mktemp("empty page")
    return write(empty_release(folder), folder)


@pytest.mark.slow
def test_the_block_holds_the_published_tables(demo: Pages, empty: Pages) -> None:
    for pages, language in ((demo, LANGUAGES[0]), (demo, LANGUAGES[1]), (empty, LANGUAGES[0])):
        told = block(pages.paths[language])["tables"]
        rows = {
            each.name: [[as_text(cell) for cell in row.values()] for row in each.rows]
            for each in pages.tables
            if each.name not in LEFT_TO_ITS_FILE
        }
        assert {name: unpacked(packed) for name, packed in told.items()} == rows


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_asked_for(demo: Pages, language: Language) -> None:
    text = demo.paths[language].read_text("utf-8")
    assert re.findall(r'<(?:script|link|img|iframe|source|use|form)[^>]+(?:src|href|action)="(?!#|data:)', text) == []
    assert re.findall(r"url\(|@import|\bon\w+=\"|\bstyle=\"", text) == []
    policy = html.unescape(re.findall(r'Content-Security-Policy" content="([^"]+)"', text)[0])
    assert policy.startswith("default-src 'none'; ")
    for element in ("script", "style"):
        (content,) = re.findall(rf"<{element}>(.*?)</{element}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{element}-src 'sha256-{digest}'" in policy


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_all_is_there_without_script(demo: Pages, language: Language, browser: Browser) -> None:
    with browser.visit(demo.paths[language], script=False) as page:
        said = page.tab.inner_text("main")
        assert page.tab.locator("#case-rows > tr").count() == len(demo.release.cases)
    figures = demo.tables.frames.figures
    text = demo.paths[language].read_text("utf-8")
    told = dict(re.findall(r'data-kpi="(\w+)">(\d+)<', text))
    assert told == {
        "cases": str(figures.number),
        "system_types": str(figures.system_types),
        "prefectures": str(figures.prefectures),
        "municipalities": str(figures.municipalities),
    }
    for row in demo.tables.cases.rows:
        assert str(row["name"]) in said
        assert str(row["case_id"]) in said
    for row in demo.tables.prefectures.rows:
        assert str(row[f"prefecture_{language}"]) in said


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_answer_is_there_without_script(demo: Pages, language: Language, browser: Browser) -> None:
    facts = Facts(demo.release, demo.tables, language)
    apart = {
        *BENEFITS,
        *showing.TOLD_WITH_OTHERS,
        "subsidy_used",
        "total_cost",
        "publication",
    }  # told otherwise below; the same of all
    with browser.visit(demo.paths[language], "#cases", script=False) as page:
        places = {each.get_attribute("id") for each in page.tab.locator("main [id]").all()}
        links = {str(each.get_attribute("href")) for each in page.tab.locator('a[href^="#"]').all()}
        assert {each for each in links if each[1:] not in places and not each.startswith("#cases?")} == {"#main"}
        for case in facts.cases:
            said = " ".join(page.tab.locator(f'[id="case?id={case.id}"]').inner_text().split())
            told = [showing.answer(facts, case, key) for key in facts.questions if key not in apart]
            told += [showing.names(facts, case, case.participants), showing.names(facts, case, case.considering)]
            for text in (
                *told,
                showing.total(facts, case),
                showing.funding(facts, case),
                showing.prefectures(facts, case),
                case.text("name"),
            ):
                assert text == "－" or " ".join(text.split()) in said, (case.id, text)
            for key in (*BENEFITS, *SUBSIDIES):
                assert (facts(facts.questions[key].label) in said) == bool(case.case[key]), (case.id, key)
        page.tab.locator("#case-rows a").last.click()
        assert page.tab.locator(":target h2").inner_text() == facts.cases[-1].text("name")


def test_a_prefecture_of_which_nothing_is_known_has_no_0(demo: Pages) -> None:
    text = demo.paths["ja"].read_text("utf-8")
    tiles = dict(re.findall(r'data-prefecture="(\d\d)".*?tile-count">([^<]+)<', text))
    open_ones = gaps(demo.release)
    for row in demo.tables.prefectures.rows:
        code = str(row["prefecture_code"])
        known = f"{row['cases']}＋" if code in open_ones else str(row["cases"])
        assert tiles[code] == ("データなし" if row["cases"] is None else known)
    assert any(told.endswith("＋") for told in tiles.values())
    assert "データなし" in tiles.values()
    assert "0" in tiles.values()


@pytest.mark.parametrize(
    ("silent", "settling", "said"),
    [
        (
            {"01", "22"},
            {"13"},
            (
                "47都道府県のうち45が回答しています。回答のない2都道府県及び回答を確認中の1都道府県について、分からない数は"
                "「データなし」又は「1＋」（1以上）のように示し、0とはしません。",
                "45 of 47 prefectures have answered. Of the 2 without an answer and the 1 whose answer is being settled, "
                "what is not known is shown as no data or as 1＋ (1 or more), not as none.",
            ),
        ),
        (
            set(),
            {"13", "26"},
            (
                "47都道府県の全てが回答しています。回答を確認中の2都道府県について、分からない数は"
                "「データなし」又は「1＋」（1以上）のように示し、0とはしません。",
                "All 47 prefectures have answered. Of the 2 whose answer is being settled, "
                "what is not known is shown as no data or as 1＋ (1 or more), not as none.",
            ),
        ),
        (set(), set(), ("47都道府県の全てが回答しています。", "All 47 prefectures have answered.")),
    ],
)
def test_the_page_says_of_whom_not_everything_is_known(
    tmp_path: Path, silent: set[str], settling: set[str], said: tuple[str, str]
) -> None:
    survey = a_survey(tmp_path)
    statuses: dict[str, Status] = dict.fromkeys(settling, "conflict")
    came = (code for code in survey.places.prefectures if code not in silent)
    told = (a_submission(survey, code, status=statuses.get(code, "accepted")) for code in came)
    pages = write(select(survey, collected(survey, *told)), tmp_path)
    for language, sentence in zip(LANGUAGES, said, strict=True):
        assert pages.paths[language].read_text("utf-8").count(f">{sentence}</p>") == 2


@pytest.mark.slow
def test_the_page_says_the_same_when_it_lives(demo: Pages, browser: Browser) -> None:
    dice = random.Random(3)
    with browser.visit(demo.paths["ja"], "#cases") as page:
        assert page.text("#found") == f"全{len(demo.release.cases)}件"
        for chosen in [demo.some_filter(dice) for _ in range(25)]:
            page.at(place("cases", chosen))
            left = demo.left(chosen)
            assert page.run("document.querySelector('#found').dataset.found") == str(len(left)), chosen
            shown = page.run(f"[...document.querySelectorAll('{ROWS}')].map(row => row.id.replace('row-', ''))")
            assert set(shown) == left, chosen


def test_a_case_is_told_in_full(demo: Pages, browser: Browser) -> None:
    case = max(demo.release.cases, key=lambda each: len(each.participants))
    with browser.visit(demo.paths["ja"], f"#case?id={case.case_id}", size=NARROW) as page:
        said = page.text("#case")
        assert page.text("#case h1") == case["name"]
        assert page.tab.title().startswith(str(case["name"]))
    towns = demo.release.survey.places.municipalities
    for code in case.participants:
        assert towns[code].name.ja in said
    for key in ("background", "process_note", "benefit_note", "vendor"):
        assert str(case[key] or "") in said


@pytest.mark.slow
def test_a_list_is_saved_as_the_file_has_it(demo: Pages, browser: Browser) -> None:
    with browser.visit(demo.paths["en"], "#cases") as page:
        with page.tab.expect_download() as saving:
            page.tab.click("#save-list")
        assert saving.value.path().read_bytes() == as_csv(demo.tables.cases)
        page.at("#notes")
        with page.tab.expect_download() as saving:
            page.tab.click('[data-save="participation"]')
        assert saving.value.suggested_filename == "participation.csv"
        assert saving.value.path().read_bytes() == as_csv(demo.tables.participation)


def test_a_release_without_cases_says_so(empty: Pages, browser: Browser) -> None:
    with browser.visit(empty.paths["ja"]) as page:
        assert page.text('[data-kpi="cases"]') == "0"
        for view in ("cases", "types", "prefectures?p=13", "similar?m=131016", "compare", "ahead", "changes", "notes"):
            page.at(f"#{view}")
            assert page.all("main > .view h1") != []


def test_every_text_is_used_and_known() -> None:
    rows = "".join((FOLDER / name).read_text("utf-8") for name in ("views.py", "cards.py"))
    asked = set(re.findall(r'\b_text\(facts, "(\w+)"', rows))
    quoted = set(asked)
    for path in [*FOLDER.rglob("*.js"), *FOLDER.rglob("*.html")]:
        source = path.read_text("utf-8")
        asked |= set(re.findall(r'\btext\(\s*"(\w+)"[,)]', source)) | set(re.findall(r"block\.texts\.(\w+)", source))
        quoted |= {each for pair in re.findall(r'"(\w+)"|block\.texts\.(\w+)', source) for each in pair}
    quoted |= set(re.findall(r'"(\w+)"', rows))
    assert asked - {*words.TEXTS, "product"} == set()
    put_together = ("kpi_", "nav_", "sort_", "end_")  # the rest of these names is told by what is drawn
    assert [key for key in words.TEXTS if key not in quoted and not key.startswith(put_together)] == []
    assert len(words.TEXTS) == sum(
        len(part.TEXTS) for part in (words.cases, words.figures, words.frame, words.places)
    ), "a text is told twice"


def test_modules_that_cannot_be_joined_are_refused() -> None:
    modules = read_modules(FOLDER / "scripts")
    assert joined(modules).count("modules.") > len(modules)
    renamed = joined({"a": "export const b = 1;\n", "c": 'import { b as d } from "./a.js";\n'})
    assert "const { b: d } = modules.a;" in renamed
    in_lines = joined({"a": "export const b = 1;\n", "c": 'import {\n  b,\n  b as d,\n} from "./a.js";\n'})
    assert "const { b,\n  b: d } = modules.a;" in in_lines
    with pytest.raises(ValueError, match=r'address\.js: import x from "y"'):
        joined({"address": 'import x from "y";\n'})
    with pytest.raises(ValueError, match=r"address\.js: export default"):
        joined({"address": "export default 1;\n"})
