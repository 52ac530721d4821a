"""A copy says one thing of one cell: in the note at it, in its lists, in the line above them, as the validator does."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from survey_tool.form.contract.answers import Form
from survey_tool.form.contract.marker import SHEETS
from survey_tool.form.printed.check import (
    BOTH_BANNER,
    CONFIRM_BANNER,
    CORRECT_BANNER,
    ONLY_DOUBTS,
    READY,
)
from survey_tool.form.workbook import draw
from survey_tool.intake.cells.grid import CellValue
from survey_tool.intake.redrawing.merging import merged
from survey_tool.questionnaire.findings.catalogue import SEVERITY_LABELS
from survey_tool.wording.words import LANGUAGES, Language
from tests.form.listing import listed, verdict
from tests.form.test_office_findings import copy_of, saved
from tests.forms import Paper, case_of, filled, the_survey
from tests.office import Office

FIRST = case_of("13", 1)
READ: tuple[tuple[str, CellValue], ...] = (
    ("system_type", "統合型・公開型ＧIＳ"),  # letters of both widths: no formula knows it
    ("annual_cost", "約1200万円"),
    ("total_cost", "約1億円"),
    ("contract_on", "2024年1月頃"),
    ("operation_start_on", "R6.4"),
)


def written_in_their_own_way() -> Paper:
    paper = filled()
    paper.type("cases", "domain", "事業部門", FIRST)
    for key, typed in READ:
        paper.type("cases", key, typed, FIRST)
    return paper


def banner(data: bytes, edition: Language) -> str:
    return str(openpyxl.load_workbook(io.BytesIO(data))[SHEETS["check"][edition]]["A2"].value)


def differing() -> Form:
    """Two returns that answer one question differently, as one form."""
    one, other = filled(name="甲.xlsx"), filled(name="乙.xlsx")
    other.type("cases", "annual_cost", 1500.0, FIRST)
    second = replace(other.judged().submission, sha256="b" * 64)
    return merged(the_survey(), [one.judged().submission, second]).form


@pytest.mark.slow
def test_what_was_read_is_said_alike_in_the_list_and_at_its_cell(office: Office, tmp_path: Path) -> None:
    paper = written_in_their_own_way()
    paper.type("cases", "name", None, FIRST)
    data, submission = copy_of(paper)
    notes = openpyxl.load_workbook(io.BytesIO(data))[SHEETS["cases"].ja]
    with office.document(saved(data, tmp_path)) as document:
        document.recalculate()
        lines = {line.key: line for line in listed(document, "ja")}
        said = verdict(document, "ja")
        document.set({(SHEETS["cases"].ja, lines["annual_cost"].thing.cell): "約1300万円"})
        document.recalculate()
        changed = {line.key: line for line in listed(document, "ja")}["annual_cost"]
    assert said == f"残り：未記入 1・要確認 {len(READ)}"
    assert len(submission.errors) == 1
    for key, _ in READ:
        line = lines[key]
        note = notes[line.thing.cell].comment
        assert note is not None
        assert note.text == f"【{SEVERITY_LABELS['warning'].ja}】{line.thing.sentence}{line.todo}"
        assert line.thing.sentence.endswith("として読み取りました。")
    assert changed.thing.sentence.startswith("この書き方で読み取れるかどうかは"), "the note speaks of what stood there"


@pytest.mark.slow
@pytest.mark.parametrize("domain", ["事業部門", "総務部門"])
def test_a_spelling_that_no_formula_knows_is_not_told_to_belong_elsewhere(
    office: Office, tmp_path: Path, domain: str
) -> None:
    """Where it belongs is said by the validator alone, and by its copy."""
    paper = written_in_their_own_way()
    paper.type("cases", "domain", domain, FIRST)
    path = tmp_path / "form.xlsx"
    path.write_bytes(draw(the_survey(), paper.form()))
    with office.document(path) as document:
        document.recalculate()
        (line,) = (each for each in listed(document, "ja") if each.key == "system_type")
    assert (line.thing.state, line.is_hint) == ("doubtful", True)
    wrong = domain != "事業部門"
    errors = [(each.code, each.key) for each in paper.judged().submission.errors]
    assert errors == ([("not-in-list", "system_type")] if wrong else [])
    if wrong:
        data, _ = copy_of(paper)
        with office.document(saved(data, tmp_path)) as document:
            document.recalculate()
            (line,) = (each for each in listed(document, "ja") if each.key == "system_type")
        assert (line.thing.state, line.thing.code) == ("wrong", "not-in-list")


def test_letters_in_full_width_are_read_by_the_form_itself(office: Office, tmp_path: Path) -> None:
    paper = written_in_their_own_way()
    paper.type("cases", "system_type", "統合型・公開型ＧＩＳ", FIRST)
    path = tmp_path / "form.xlsx"
    path.write_bytes(draw(the_survey(), paper.form()))
    with office.document(path) as document:
        document.recalculate()
        (line,) = (each for each in listed(document, "ja") if each.key == "system_type")
    assert line.thing.sentence == "「統合型・公開型GIS」として読み取ります。"


@pytest.mark.slow
def test_a_form_with_findings_that_no_formula_sees_is_not_to_be_returned_as_it_is(
    office: Office, tmp_path: Path
) -> None:
    form = differing()
    with office.document(saved(draw(the_survey(), form), tmp_path)) as document:
        document.recalculate()
        assert listed(document, "ja") == []
        said = verdict(document, "ja")
        document.set({(SHEETS["cases"].ja, filled().cell("cases", "contract_on", FIRST)): "2024年1月頃"})
        document.recalculate()
        also = verdict(document, "ja")
    assert said == "事務局の確認結果（要確認 1）があります。「対応」を確認の上、提出してください。"
    assert also == "事務局の確認結果（要確認 1）及び要確認の項目があります。「対応」を確認の上、提出してください。"


@pytest.mark.slow
@pytest.mark.parametrize("edition", LANGUAGES)
def test_a_form_without_any_says_it_is_ready(office: Office, tmp_path: Path, edition: Language) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(draw(the_survey(), filled(edition=edition).form()))
    with office.document(path) as document:
        document.recalculate()
        assert verdict(document, edition) == READY[edition]
        document.set({(SHEETS["cases"][edition], filled().cell("cases", "contract_on", FIRST)): "R6.1"})
        document.recalculate()
        assert verdict(document, edition) == ONLY_DOUBTS[edition]


@pytest.mark.slow
def test_a_copy_asks_to_confirm_or_to_correct_as_its_findings_do() -> None:
    assert banner(draw(the_survey(), differing()), "ja") == CONFIRM_BANNER.ja
    paper = filled()
    paper.type("cases", "name", None, FIRST)
    assert banner(copy_of(paper)[0], "ja") == CORRECT_BANNER.ja
    paper.type("cases", "annual_cost", 99_000_000.0, FIRST)
    assert banner(copy_of(paper)[0], "ja") == BOTH_BANNER.ja
    assert "確認をお願いする" in CONFIRM_BANNER.ja
    assert "修正" not in CONFIRM_BANNER.ja


@pytest.mark.slow
def test_one_thing_at_several_cells_is_one_line_with_all_of_them() -> None:
    paper = filled()
    for row in range(90, 95):
        paper.sheet("cases").put(row, 6, "メモ")
    paper.type("cases", "name", None, FIRST)
    book = openpyxl.load_workbook(io.BytesIO(copy_of(paper)[0]))
    rows = [list(row) for row in book[SHEETS["check"].ja].iter_rows(max_col=9, values_only=True)]
    (line,) = (row for row in rows if "提出時の" in str(row[5]))
    assert line[5] == "提出時のF90:F94"
    assert "事務局の確認結果（この調査票の作成時点）　参考 5" in {row[0] for row in rows}
