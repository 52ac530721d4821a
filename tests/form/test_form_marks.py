"""What a person sees at the cells: the problem is marked where it stands, and nowhere else, in every sheet and both editions.

LibreOffice does not say which conditional format it shows, so each format's own condition is put beside the cells, as a
formula of the same row, and calculated there.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from pathlib import Path

import openpyxl
import pytest
from openpyxl.formula.translate import Translator
from openpyxl.utils import coordinate_to_tuple as address
from openpyxl.worksheet.worksheet import Worksheet

from survey_tool.drawing.styles import ERROR_FILL, WARNING_FILL
from survey_tool.form.contract.answers import Form
from survey_tool.form.contract.marker import SHEETS, Topic
from survey_tool.form.workbook import draw
from survey_tool.intake.judging.submission import Collected, Submission
from survey_tool.intake.redrawing.corrections import corrections
from survey_tool.questionnaire.findings.finding import Finding
from survey_tool.wording.words import LANGUAGES, Language
from tests.forms import TOKYO, Paper, case_of, filled, read_back, the_judge, the_survey
from tests.office import Office

FIRST, SECOND, THIRD = (case_of(TOKYO, number) for number in (1, 2, 3))
FAR = 200  # a column to the right of everything


def with_mistakes(edition: Language) -> Paper:
    """A return with errors and warnings on every sheet."""
    paper = filled(edition=edition)
    paper.type("respondent", "phone", "2345")
    paper.type("respondent", "person", None)
    paper.type("cases", "name", None, FIRST)
    paper.type("cases", "annual_cost", 990_000_000, FIRST)
    paper.type("cases", "contract_on", "いつか", FIRST)
    paper.type("cases", "status", "?", SECOND)
    paper.type("cases", "publication", None, THIRD)
    paper.type("participants", "131059", "×?", FIRST)
    paper.sheet("participants").put(69, 2, "999999")
    return paper


def conditions(sheet: Worksheet, fill: str, cell: str) -> list[str]:
    """The conditions under which a cell is filled with a colour, as formulas seen from that cell."""
    found = []
    for area in sheet.conditional_formatting:
        if cell not in area:
            continue
        origin = str(area.sqref).split()[0].partition(":")[0]
        for rule in area.rules:
            colour = rule.dxf.fill.bgColor.rgb if rule.dxf.fill else None
            if rule.type == "expression" and colour == f"FF{fill.removeprefix('#')}":
                found.append(Translator(f"={rule.formula[0]}", origin).translate_formula(cell))
    return found


def marked(office: Office, data: bytes, folder: Path, topic: Topic, fill: str, edition: Language) -> set[str]:
    """The cells of a sheet's entry ranges that are filled with a colour once all is calculated."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book[SHEETS[topic][edition]]
    asked: dict[tuple[int, int], str] = {}
    free = dict.fromkeys(range(1, sheet.max_row + 1), FAR)
    for line in sheet.iter_rows():
        for cell in line:
            for condition in () if cell.protection.locked else conditions(sheet, fill, cell.coordinate):
                row, _ = address(cell.coordinate)
                asked[row, free[row]] = cell.coordinate
                sheet.cell(row, free[row]).value = f"=IFERROR(({condition.removeprefix('=')})*1,0)"
                free[row] += 1
    assert asked
    path = folder / f"{topic}.xlsx"
    book.save(path)
    shown = office.recalculate(path)[sheet.title]
    return {cell for at, cell in asked.items() if shown.get(at) == 1.0}


def cells_of(found: Iterable[Finding], topic: Topic, severity: str) -> set[str]:
    return {each.cell or "" for each in found if each.topic == topic and each.severity == severity}


def drawn(paper: Paper) -> tuple[bytes, Submission]:
    """The correction copy, and what the validator says of it."""
    (copy,) = corrections(the_survey(), Collected((paper.judged().submission,), ()))
    data = draw(the_survey(), copy.form)
    return data, the_judge().judge(read_back(data)).submission


def returned(edition: Language) -> tuple[bytes, Submission]:
    return drawn(with_mistakes(edition))


@pytest.mark.parametrize("edition", LANGUAGES)
@pytest.mark.parametrize("topic", ["respondent", "cases", "participants"])
def test_errors_are_marked_at_their_cells_and_nowhere_else(
    office: Office, tmp_path: Path, topic: Topic, edition: Language
) -> None:
    data, submission = returned(edition)
    want = cells_of(submission.findings, topic, "error")
    assert len(want) > 1
    assert marked(office, data, tmp_path, topic, ERROR_FILL, edition) == want


def test_marks_are_marked_that_do_not_go_with_their_case(office: Office, tmp_path: Path) -> None:
    paper = filled()
    for code in ("131016", "131032"):
        paper.type("participants", code, None, FIRST)
    paper.type("participants", "131024", "○", SECOND)
    data, submission = drawn(paper)
    found = {each.code: each.cell for each in submission.findings if each.topic == "participants"}
    assert found == {
        "at-least-one": paper.cell("participants", "131016", FIRST),
        "only-when": paper.cell("participants", "131024", SECOND),
    }
    assert marked(office, data, tmp_path, "participants", ERROR_FILL, "ja") == set(found.values())


def test_warnings_are_marked_at_their_cells_and_nowhere_else(office: Office, tmp_path: Path) -> None:
    data, submission = returned("ja")
    want = cells_of(submission.findings, "cases", "warning")
    assert len(want) == 1
    assert marked(office, data, tmp_path, "cases", WARNING_FILL, "ja") == want


@pytest.mark.parametrize("edition", LANGUAGES)
def test_the_respondent_s_sheet_says_what_is_the_matter_beside_each_answer(
    office: Office, tmp_path: Path, edition: Language
) -> None:
    data, submission = returned(edition)
    path = tmp_path / "form.xlsx"
    path.write_bytes(data)
    sheet = office.recalculate(path)[SHEETS["respondent"][edition]]
    colon = "：" if edition == "ja" else ": "
    said = {
        each.key: f"{each.label[edition]}{colon}{each.sentence[edition]}"
        for each in submission.findings
        if each.topic == "respondent" and each.severity == "error"
    }
    assert set(said) == {"person", "phone"}
    shown = {sheet[row, 1]: (sheet.get((row, 3), ""), sheet.get((row, 5), "")) for row in range(3, 12)}
    for key, (answer, state) in shown.items():
        assert state == said.get(str(key), "✔" if answer else ""), key


def test_a_mark_is_no_wildcard(office: Office, tmp_path: Path) -> None:
    """In a spreadsheet's search ? stands for any sign, ○ for one."""
    paper = filled()
    cell = paper.type("participants", "131059", "?", FIRST)
    data, submission = drawn(paper)
    assert [(each.code, each.cell) for each in submission.errors] == [("not-in-list", cell)]
    assert marked(office, data, tmp_path, "participants", ERROR_FILL, "ja") == {cell}
    path = tmp_path / "form.xlsx"
    path.write_bytes(data)
    assert office.recalculate(path)[SHEETS["check"].ja][8, 3] == cell


def shown(office: Office, paper: Paper, folder: Path) -> Mapping[tuple[int, int], object]:
    """The check sheet of a form that holds such answers and that nobody has judged."""
    answers = paper.judged().submission.typed
    path = folder / "form.xlsx"
    path.write_bytes(draw(the_survey(), Form(TOKYO, paper.edition, answers)))
    return office.recalculate(path)[SHEETS["check"][paper.edition]]


@pytest.mark.parametrize("edition", LANGUAGES)
def test_of_what_only_the_validator_can_read_nothing_is_promised(
    office: Office, tmp_path: Path, edition: Language
) -> None:
    paper = filled(edition=edition)
    paper.type("cases", "annual_cost", "約1200", FIRST)  # which the validator reads
    paper.type("cases", "initial_cost", "12,34", FIRST)  # which it does not
    sheet = shown(office, paper, tmp_path)
    said = {
        "ja": "要修正の項目は見当たりませんが、形式の確認をお願いする入力が2件あります。「確認結果」の欄を確認の上、提出してください。",
        "en": 'Nothing is known to be wrong, but 2 entries may not be readable: see "Check" beside them before you return the form.',
    }
    assert sheet[4, 1] == said[edition]
    assert (8, 1) not in sheet


def test_what_is_certainly_no_answer_is_wrong_at_once(office: Office, tmp_path: Path) -> None:
    paper = filled()
    typed: tuple[tuple[Topic, str, str, str], ...] = (
        ("respondent", "phone", "内線 4411", ""),
        ("respondent", "answered_on", "12月4日", ""),
        ("cases", "annual_cost", "13200円", FIRST),
        ("cases", "operation_start_on", "令和6年13月", FIRST),
        ("cases", "participants_as_of", "2026-13-01", SECOND),
        ("cases", "total_cost", "予算1000以内", THIRD),
        ("cases", "contract_on", "2024/15", THIRD),
    )
    cells = {(SHEETS[topic].ja, paper.type(topic, key, value, case_id)) for topic, key, value, case_id in typed}
    sheet = shown(office, paper, tmp_path)
    assert {(sheet[row, 2], sheet[row, 3]) for row in range(8, 8 + len(typed))} == cells
    assert sheet[4, 1] == "要修正の項目が7件あります。"
