"""What the office has found wrong stays wrong in the correction copy, calculated or not, until that answer is changed.

All values here are such that no formula of the form says whether they can be read; the validator does.
"""

from __future__ import annotations

import datetime as dt
import io
import random
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import openpyxl
import pytest
from xlsxwriter.utility import xl_rowcol_to_cell

from survey_tool.drawing.styles import ERROR_FILL
from survey_tool.form.contract.answers import Form
from survey_tool.form.contract.marker import FIRST_ANSWER_COLUMN, LIVE_SHEET, OPEN_COLUMN, SHEETS, STATE_ROW, Topic
from survey_tool.form.live.checks import OFFICE_FINDING_PLACES, OFFICE_FINDINGS
from survey_tool.form.printed.check import REMAINING
from survey_tool.form.workbook import draw
from survey_tool.intake.cells.grid import CellValue
from survey_tool.intake.judging.submission import Collected, Submission
from survey_tool.intake.redrawing.corrections import corrections
from survey_tool.questionnaire.findings.catalogue import STATE_LABELS
from survey_tool.questionnaire.vocabulary.kinds import Printed
from survey_tool.wording.words import LANGUAGES, Language
from tests.form.colours import coloured
from tests.form.listing import calculated, judged, listed, problems, verdict
from tests.form.test_form_marks import cells_of, of_answers
from tests.forms import TOKYO, Paper, case_of, filled, questions_of, read_back, the_judge, the_survey
from tests.mistakes.spellings import faults
from tests.office import Document, Office

FIRST, SECOND, THIRD = (case_of(TOKYO, number) for number in (1, 2, 3))
WRONG: tuple[tuple[Topic, str, str, CellValue, str], ...] = (
    ("respondent", "phone", "", "０３－１２３４－５６７８９０", "bad-format"),
    ("respondent", "answered_on", "", "2026年12月頃", "not-a-date"),
    ("cases", "operation_start_on", FIRST, "2024年4月から", "not-a-month"),
    ("cases", "annual_cost", FIRST, "12,34", "not-a-number"),
    ("cases", "rfi_on", SECOND, "令和8年10月頃から", "not-a-month"),
    ("cases", "contract_end_on", THIRD, "平成22年4月", "order"),
)
CODES = (("12203", "municipality-unknown"), ("池田町", "municipality-unknown"))
MANY = range(10, 30)
FREE_ROW = 69  # Tokyo's first row for a municipality of another prefecture


def badly_filled(edition: Language = "ja") -> Paper:
    paper = filled(edition=edition)
    for topic, key, case_id, value, _ in WRONG:
        paper.type(topic, key, value, case_id)
    participants = paper.sheet("participants")
    for row, (code, _) in enumerate(CODES, start=FREE_ROW):
        participants.put(row, 1, code)
        participants.put(row, 6, "○")
    return paper


def copy_of(paper: Paper) -> tuple[bytes, Submission]:
    """The correction copy, and what the validator would say of it as it is."""
    (copy,) = corrections(the_survey(), Collected((paper.judged().submission,), ()))
    data = draw(the_survey(), copy.form)
    return data, the_judge().judge(read_back(data, copy.name)).submission


def saved(data: bytes, folder: Path) -> Path:
    path = folder / "copy.xlsx"
    path.write_bytes(data)
    return path


def places(paper: Paper) -> dict[tuple[str, str], str]:
    """Sheet and cell of every wrong answer, and its code."""
    found: dict[tuple[str, str], str] = {
        (topic, paper.cell(topic, key, case_id)): code for topic, key, case_id, _, code in WRONG
    }
    return found | {("participants", f"A{row}"): code for row, (_, code) in enumerate(CODES, start=FREE_ROW)}


def open_problems(document: Document) -> dict[tuple[str, str], str]:
    """Sheet, cell and code of every line of the list, once all is calculated."""
    document.recalculate()
    return {(each.topic, each.cell): each.code for each in problems(listed(document, "ja"))}


@pytest.mark.slow
@pytest.mark.parametrize("edition", LANGUAGES)
def test_a_calculated_copy_counts_and_lists_what_the_validator_finds(
    office: Office, tmp_path: Path, edition: Language
) -> None:
    data, submission = copy_of(badly_filled(edition))
    assert len(submission.errors) == len(WRONG) + len(CODES)
    found, said = calculated(office, saved(data, tmp_path), edition)
    assert found == judged(data, edition)
    assert said == f"{REMAINING[edition]}{STATE_LABELS['wrong'][edition]} 8"


@pytest.mark.slow
def test_its_cells_are_red(office: Office, tmp_path: Path) -> None:
    data, submission = copy_of(badly_filled())
    topics: tuple[Topic, ...] = ("respondent", "cases", "participants")
    shown = coloured(office, data, tmp_path, "ja", [(topic, ERROR_FILL) for topic in topics])
    for topic in topics:
        want = cells_of(submission.findings, topic, "wrong")
        assert want
        assert of_answers(shown[topic, ERROR_FILL], topic) == want


@pytest.mark.slow
def test_what_is_said_beside_it(office: Office, tmp_path: Path) -> None:
    """Of the respondent the validator's sentence, of a question in which cases; above a case how much."""
    data, submission = copy_of(badly_filled())
    said = {each.cell: f"要修正：{each.sentence.ja}" for each in submission.errors if each.topic == "respondent"}
    shown = office.recalculate(saved(data, tmp_path))
    cases, respondent = shown[SHEETS["cases"].ja], shown[SHEETS["respondent"].ja]
    paper = badly_filled()
    for case_id, key, case in ((FIRST, "annual_cost", 1), (SECOND, "rfi_on", 2), (THIRD, "contract_end_on", 3)):
        row, _ = paper.place("cases", key, case_id)
        assert cases[row, OPEN_COLUMN] == f"事例{case}：要修正"
    assert [cases[STATE_ROW, FIRST_ANSWER_COLUMN + at] for at in range(3)] == ["要修正 2", "要修正 1", "要修正 1"]
    for key in ("phone", "answered_on"):
        row, _ = paper.place("respondent", key)
        assert respondent[row, OPEN_COLUMN] == said[paper.cell("respondent", key)]


MENDED: dict[str, str | float] = {
    "phone": "03-1234-5678",
    "answered_on": "2026-12-04",
    "operation_start_on": "2024-04",
    "annual_cost": 13200.0,
    "rfi_on": "2026-10",
    "contract_end_on": "2030-03",
}


@pytest.mark.slow
def test_what_is_changed_leaves_the_list_and_nothing_else_does(office: Office, tmp_path: Path) -> None:
    paper = badly_filled()
    data, _ = copy_of(paper)
    left = places(paper)
    with office.document(saved(data, tmp_path)) as document:
        assert open_problems(document) == left
        for topic, key, case_id, *_ in WRONG:
            cell = paper.cell(topic, key, case_id)
            document.set({(SHEETS[topic].ja, cell): MENDED[key]})
            del left[topic, cell]
            assert open_problems(document) == left
        for row, code in enumerate(("122033", "182010"), start=FREE_ROW):
            document.set({(SHEETS["participants"].ja, f"A{row}"): code})
            del left["participants", f"A{row}"]
            assert open_problems(document) == left
        assert verdict(document, "ja").startswith("✔")


@pytest.mark.slow
def test_what_is_typed_again_is_wrong_again_and_another_mistake_is_a_hint(office: Office, tmp_path: Path) -> None:
    paper = badly_filled()
    data, _ = copy_of(paper)
    cell = paper.cell("cases", "annual_cost", FIRST)
    with office.document(saved(data, tmp_path)) as document:
        document.set({(SHEETS["cases"].ja, cell): "12,35"})
        assert ("cases", cell) not in open_problems(document)
        assert [line.thing.cell for line in listed(document, "ja") if line.is_hint] == [cell]
        document.set({(SHEETS["cases"].ja, cell): "12,34"})
        assert open_problems(document)["cases", cell] == "not-a-number"


@pytest.mark.slow
def test_two_answers_that_do_not_go_together_are_settled_by_either(office: Office, tmp_path: Path) -> None:
    """The end of the contract lies before its beginning; whoever corrects the beginning has answered for both."""
    paper = badly_filled()
    data, _ = copy_of(paper)
    sheet, at = SHEETS["cases"].ja, paper.cell("cases", "contract_end_on", THIRD)
    with office.document(saved(data, tmp_path)) as document:
        assert open_problems(document)["cases", at] == "order"
        document.set({(sheet, paper.cell("cases", "name", THIRD)): "別の名称"})
        assert open_problems(document)["cases", at] == "order"
        document.set({(sheet, paper.cell("cases", "contract_on", THIRD)): "2009-04"})
        assert ("cases", at) not in open_problems(document)


@pytest.mark.slow
def test_it_stands_wherever_its_case_is_moved(office: Office, tmp_path: Path) -> None:
    paper = badly_filled()
    data, _ = copy_of(paper)
    sheet = SHEETS["cases"].ja
    row, column = paper.place("cases", "annual_cost", FIRST)
    moved = xl_rowcol_to_cell(row, column)
    with office.document(saved(data, tmp_path)) as document:
        document.unprotect(sheet)
        document.insert_rows(sheet, row)
        document.insert_columns(sheet, 4)
        assert open_problems(document)["cases", moved] == "not-a-number"


@pytest.mark.slow
def test_a_case_that_is_withdrawn_is_not_asked_about(office: Office, tmp_path: Path) -> None:
    carried = "13-2025-07"
    paper = filled(carried=[carried])
    paper.type("cases", "annual_cost", "12,34", carried)
    data, _ = copy_of(paper)
    sheet, at = SHEETS["cases"].ja, paper.cell("cases", "annual_cost", carried)
    with office.document(saved(data, tmp_path)) as document:
        assert open_problems(document) == {("cases", at): "not-a-number"}
        document.set({(sheet, paper.cell("cases", "withdrawn", carried)): "○"})
        assert ("cases", at) not in open_problems(document)


def kept(data: bytes) -> dict[str, tuple[object, ...]]:
    """What the hidden sheet keeps: places, and the answers as they were judged."""
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    if OFFICE_FINDING_PLACES not in book.defined_names:
        return {}
    area = book.defined_names[OFFICE_FINDING_PLACES].attr_text.partition("!")[2].replace("$", "")
    rows = [cell.row for (cell,) in book[LIVE_SHEET][area]]
    lines = ([cell.value for cell in line] for line in book[LIVE_SHEET].iter_rows(rows[0], rows[-1]))
    return {str(line[2]): tuple(value for value in line[5:] if value is not None) for line in lines}


@pytest.mark.slow
def test_the_hidden_sheet_keeps_what_was_judged_and_nothing_that_a_formula_can_judge() -> None:
    paper = badly_filled()
    paper.type("cases", "name", None, SECOND)
    paper.type("cases", "initial_cost", -5.0, FIRST)
    data, _ = copy_of(paper)
    assert kept(data) == {
        " phone error": ("０３－１２３４－５６７８９０",),
        " answered_on error": ("2026年12月頃",),
        f"{FIRST} operation_start_on error": ("2024年4月から",),
        f"{FIRST} annual_cost error": ("12,34",),
        f"{SECOND} rfi_on error": ("令和8年10月頃から",),
        f"{THIRD} contract_end_on error": ("平成22年4月", dt.datetime(2024, 1, 1)),
        "12203 municipality_code error": (),
        "池田町 municipality_code error": (),
    }


@pytest.mark.parametrize("form", [Form(TOKYO), badly_filled().form()])
def test_other_forms_keep_nothing(form: Form) -> None:
    with zipfile.ZipFile(io.BytesIO(draw(the_survey(), form))) as parts:
        assert not [name for name in parts.namelist() if OFFICE_FINDINGS.encode() in parts.read(name)]


def spoilt_at_random(edition: Language, seed: int) -> Paper:
    """A form with some of the mistakes that people make, in any of its answers."""
    chance, paper = random.Random(seed), filled(edition=edition)
    for topic, key, case_id in _places_of_answers():
        kind = questions_of(topic)[key].kind
        options = [typed for typed, *_ in faults(kind, edition) if not isinstance(typed, bool)]
        fixed = isinstance(kind, Printed) or key in ("withdrawn", "prefecture_role")
        if options and not fixed and chance.random() < 0.12:
            paper.type(topic, key, chance.choice(options), case_id)
    return paper


def _places_of_answers() -> Iterator[tuple[Topic, str, str]]:
    owners: Mapping[Topic, tuple[str, ...]] = {"respondent": ("",), "cases": (FIRST, SECOND, THIRD)}
    for topic, case_ids in owners.items():
        yield from ((topic, key, case_id) for case_id in case_ids for key in questions_of(topic))


def agree_on_copies(office: Office, folder: Path, edition: Language, seeds: range) -> int:
    compared = 0
    for seed in seeds:
        data, _ = copy_of(spoilt_at_random(edition, seed))
        want, (have, _) = judged(data, edition), calculated(office, saved(data, folder), edition)
        assert have == want, (seed, sorted((want - have).elements()), sorted((have - want).elements()))
        compared += sum(want.values())
    return compared


@pytest.mark.slow
@pytest.mark.parametrize("edition", LANGUAGES)
def test_copies_of_bad_returns_list_what_the_validator_finds(office: Office, tmp_path: Path, edition: Language) -> None:
    assert agree_on_copies(office, tmp_path, edition, range(2)) > 10


@pytest.mark.long
def test_many_copies_of_bad_returns_list_what_the_validator_finds(office: Office, tmp_path: Path) -> None:
    assert sum(agree_on_copies(office, tmp_path, edition, MANY) for edition in LANGUAGES) > 500
