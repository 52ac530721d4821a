"""How the numbers have developed over the rounds: only what earlier releases tell, and what they do not tell is never none."""

from __future__ import annotations

import csv
import datetime as dt
import json
import shutil
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from survey_tool.intake.judging.submission import JudgedCase
from survey_tool.reference.survey import Survey
from survey_tool.release.publish import publish
from survey_tool.release.tables.csvfile import read_csv
from survey_tool.release.tables.rounds.told import Damaged, NotARelease, OfAnotherWorld
from survey_tool.release.writing import comparable, read_earlier
from survey_tool.settings.round import INVENTED_ROUND
from survey_tool.wording.words import LANGUAGES, Language
from tests.browser import Browser
from tests.cases import CHIYODA, CHUO, MINATO, a_case, a_survey, reported
from tests.rounds import no_dashboard

Row = dict[str, str]
COLUMNS = ("cases", "considering", "in_preparation", "in_operation", "ended", "prefectures_answered", "municipalities")


def of(workspace: Path, name: str) -> Survey:
    return a_survey(workspace, round=name, published_on=dt.date(int(name) + 1, 3, 1))


def cases(survey: Survey, number: int, *, ended: int = 0) -> list[JudgedCase]:
    """So many cases of Tokyo, each with another municipality; the first ones have ended."""
    bodies = (CHIYODA, CHUO, MINATO)
    over = {"status": "ended", "contract_end_on": "2027-03"}
    return [
        a_case(
            survey, f"13-{survey.round.name}-{at + 1:02}", {bodies[at]: "participating"}, **(over if at < ended else {})
        )
        for at in range(number)
    ]


def release(survey: Survey, *told: JudgedCase, since: tuple[Path, ...] = (), dashboards: bool = False) -> list[Row]:
    """Publish and read the series back."""
    editions = LANGUAGES if dashboards else ()
    writer = None if dashboards else no_dashboard
    publish(survey, reported(survey, *told), editions, since, agree=lambda _: True, write_dashboards=writer)
    return read_csv(survey.published / "data" / "series.csv")


def numbers(row: Row) -> tuple[str, ...]:
    return tuple(row[name] for name in COLUMNS)


@pytest.fixture
def earlier(tmp_path: Path) -> tuple[Path, Path]:
    """The releases of 2024 (two cases, one of which has ended) and of 2025 (one)."""
    first, second = of(tmp_path, "2024"), of(tmp_path, "2025")
    release(first, *cases(first, 2, ended=1))
    release(second, *cases(second, 1))
    return first.published, second.published


def test_without_an_earlier_release_the_series_is_of_this_round_alone(tmp_path: Path) -> None:
    survey = of(tmp_path, "2026")
    (row,) = release(survey, *cases(survey, 3, ended=1))
    assert (row["round"], row["published_on"]) == ("2026", "2027-03-01")
    assert numbers(row) == ("3", "0", "0", "2", "1", "1", "2")


@pytest.mark.slow
def test_a_row_for_each_round_in_their_order(earlier: tuple[Path, Path], tmp_path: Path) -> None:
    survey, (first, second) = of(tmp_path, "2026"), earlier
    rows = release(survey, *cases(survey, 3), since=(second, first))
    assert {row["round"]: (row["published_on"], *numbers(row)) for row in rows} == {
        "2024": ("2025-03-01", "2", "0", "0", "1", "1", "1", "1"),
        "2025": ("2026-03-01", "1", "0", "0", "1", "0", "1", "1"),
        "2026": ("2027-03-01", "3", "0", "0", "3", "0", "1", "3"),
    }
    assert [row["round"] for row in rows] == ["2024", "2025", "2026"]
    descriptor = json.loads((survey.published / "data" / "datapackage.json").read_bytes())
    (told,) = (each for each in descriptor["resources"] if each["name"] == "series")
    assert [each["name"] for each in told["schema"]["fields"]] == ["round", "published_on", *COLUMNS]
    assert told["schema"]["primaryKey"] == ["round"]
    assert "#series.csv" in (survey.published / "data" / "dcat.jsonld").read_text(encoding="utf-8")


@pytest.mark.slow
def test_what_an_earlier_release_does_not_tell_is_empty_and_not_none(
    earlier: tuple[Path, Path], tmp_path: Path
) -> None:
    survey, (first, second) = of(tmp_path, "2026"), earlier
    for folder in earlier:
        (folder / "data" / "datapackage.json").unlink()
        (folder / "data" / "series.csv").unlink()
    (first / "data" / "prefectures.csv").unlink()
    without(second / "data" / "cases.csv", "status")
    without(second / "data" / "prefectures.csv", "coverage")
    told, then, _ = release(survey, *cases(survey, 1), since=earlier)
    assert (told["published_on"], *numbers(told)) == ("", "2", "0", "0", "1", "1", "", "1")
    assert (then["published_on"], *numbers(then)) == ("", "1", "", "", "", "", "", "")


def without(path: Path, column: str) -> None:
    """Takes a column out of a table."""
    rows = [{name: text for name, text in row.items() if name != column} for row in read_csv(path)]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, [*rows[0]])
        writer.writeheader()
        writer.writerows(rows)


@pytest.mark.slow
def test_rounds_of_which_an_earlier_release_tells_go_on(earlier: tuple[Path, Path], tmp_path: Path) -> None:
    """Where each round has a workspace of its own, the last release is the only one at hand."""
    first, second = earlier
    third, now = of(tmp_path, "2026"), of(tmp_path, "2027")
    before = release(third, *cases(third, 3), since=(first, second))
    rows = release(now, *cases(now, 1), since=(third.published,))
    assert rows[:-1] == before
    assert rows[-1]["round"] == "2027"
    corrected = of(tmp_path / "corrected", "2025")
    release(corrected, *cases(corrected, 2))
    again = release(now, *cases(now, 1), since=(corrected.published, third.published))
    assert [row["cases"] for row in again] == ["2", "2", "3", "1"], "what is given counts, not what another says of it"


@pytest.mark.slow
def test_an_earlier_release_of_the_same_round_is_no_round_of_its_own(tmp_path: Path) -> None:
    survey = of(tmp_path, "2026")
    release(survey, *cases(survey, 1))
    before = Path(shutil.copytree(survey.published, tmp_path / "before"))
    assert [numbers(row)[0] for row in release(survey, *cases(survey, 2), since=(before,))] == ["2"]


@pytest.mark.slow
@pytest.mark.parametrize("file", ["series.csv", "prefectures.csv", "cases.csv"])
def test_a_table_that_was_changed_since_is_said(file: str, earlier: tuple[Path, Path], tmp_path: Path) -> None:
    survey, (_, second) = of(tmp_path, "2026"), earlier
    path = second / "data" / file
    path.write_bytes(path.read_bytes().replace(b'"2025"', b'"2023"'))
    with pytest.raises(Damaged) as told:
        release(survey, since=(second,))
    assert told.value.sentence.ja == (
        f"{second}：{file}が公表時の内容と異なるため、比較することができません。公表したままのフォルダを指定してください。"
    )


@pytest.mark.slow
def test_what_is_no_release_is_said(earlier: tuple[Path, Path], tmp_path: Path) -> None:
    survey, (first, _) = of(tmp_path, "2026"), earlier
    foreign = tmp_path / "foreign" / "data"
    foreign.mkdir(parents=True)
    (foreign / "cases.csv").write_text("number,title\n1,a\n", encoding="utf-8")
    (foreign / "participation.csv").write_text("number,title\n1,a\n", encoding="utf-8")
    for folder in (tmp_path / "nowhere", foreign.parent):
        with pytest.raises(NotARelease) as told:
            read_earlier(survey, [first, folder])
        assert told.value.sentence.en == (
            f"{folder}: no release to compare with (data/cases.csv and data/participation.csv) can be read there."
        )


@pytest.mark.slow
def test_invented_answers_and_real_ones_are_in_no_series_together(earlier: tuple[Path, Path], tmp_path: Path) -> None:
    invented = a_survey(tmp_path / "demo", round=INVENTED_ROUND)
    release(invented, *cases(invented, 1))
    for survey, folder in ((of(tmp_path, "2026"), invented.published), (invented, earlier[0])):
        with pytest.raises(OfAnotherWorld) as told:
            read_earlier(survey, [folder])
        assert told.value.sentence.ja == (
            f"{folder}：架空の回答による公表データと実際の回答による公表データは、比較することができません。"
        )


@pytest.mark.slow
def test_of_releases_that_were_found_an_older_one_that_cannot_be_read_is_left_out_and_said(
    earlier: tuple[Path, Path], tmp_path: Path
) -> None:
    survey, (first, second) = of(tmp_path, "2026"), earlier
    assert comparable(survey) == ((second, first), ())
    path = first / "data" / "cases.csv"
    path.write_bytes(path.read_bytes() + b"\n")
    read, (said,) = comparable(survey)
    assert read == (second,)
    assert said.ja.endswith("指定してください。回ごとの推移には含めません。")
    path = second / "data" / "cases.csv"
    path.write_bytes(path.read_bytes() + b"\n")
    assert comparable(survey)[0] == (second,), "the newest would be missed"
    assert comparable(of(tmp_path / "new", "2026")) == ((), ())


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_workbook_and_page_show_it(
    language: Language, earlier: tuple[Path, Path], tmp_path: Path, browser: Browser
) -> None:
    survey, (first, second) = of(tmp_path, "2026"), earlier
    without(second / "data" / "prefectures.csv", "coverage")
    (second / "data" / "datapackage.json").unlink()
    rows = release(survey, *cases(survey, 3), since=(first, second), dashboards=True)
    none = "データなし" if language == "ja" else "No data"
    wanted = [[row["round"], row["published_on"] or none, *(each or none for each in numbers(row))] for row in rows]
    path = survey.published / f"joint-procurement_2026_{language}.xlsx"
    said = "回ごとの公表事例数の縦棒グラフ" if language == "ja" else "Columns: published cases by round"
    with zipfile.ZipFile(path) as package:
        drawings = [
            package.read(each).decode() for each in package.namelist() if each.startswith("xl/drawings/drawing")
        ]
    assert sum(f'descr="{said}' in each for each in drawings) == 1
    sheet = load_workbook(path, data_only=True)["変更点" if language == "ja" else "Changes"]
    told = [
        [str(cell.value) for cell in row[1:10]]
        for row in sheet.iter_rows()
        if str(row[1].value) in ("2024", "2025", "2026")
    ]
    assert told == wanted
    (chart,) = sheet._charts  # type: ignore[attr-defined]  # openpyxl has no other way to the charts that it has read
    assert all((chart.title, chart.x_axis.title, chart.y_axis.title))
    with browser.visit(survey.published / f"joint-procurement_2026_{language}.html", "#changes") as page:
        shown = page.run(
            "() => [...document.querySelectorAll('#series .records tbody tr')].map(row => [...row.cells].map(cell => cell.textContent))"
        )
        assert shown == wanted
        bars = page.run(
            "() => [...document.querySelectorAll('#series .shares tr')].map(row => [row.cells[0].textContent.trim(), row.cells[1].textContent])"
        )
        assert bars == [[row[0], row[2]] for row in wanted]


@pytest.mark.slow
def test_one_round_alone_has_developed_nothing(tmp_path: Path) -> None:
    survey = of(tmp_path, "2026")
    release(survey, *cases(survey, 1), dashboards=True)
    sheet = load_workbook(survey.published / "joint-procurement_2026_ja.xlsx")["変更点"]
    assert "回ごとの推移" not in {cell.value for row in sheet.iter_rows() for cell in row}
    assert 'id="series"' not in (survey.published / "joint-procurement_2026_ja.html").read_text(encoding="utf-8")
