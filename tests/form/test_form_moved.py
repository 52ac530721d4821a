"""What people do to a form while they fill it in leaves its live checks right: they say what the validator says afterwards.

Each test lets LibreOffice do it to a form that holds mistakes on every sheet, recalculates, and compares the check sheet with
what the validator finds in the stored file, cell by cell.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from openpyxl.utils import get_column_letter as letter

from survey_tool.form.contract.answers import Form
from survey_tool.form.contract.marker import SHEETS
from survey_tool.form.printed.messages import messages
from survey_tool.form.sheets.check import LIST_ROWS
from survey_tool.form.workbook import draw
from survey_tool.questionnaire.findings.catalogue import SEVERITY_LABELS
from tests.forms import TOKYO, read_back, the_judge, the_survey
from tests.intake.test_corrections import spoilt
from tests.office import Document, Office

RESPONDENT, CASES, MARKS, CHECK = (SHEETS[name].ja for name in ("respondent", "cases", "participants", "check"))
LAST = letter(len(the_survey().questionnaire.case.questions()) + 1)
Problem = tuple[str, str, str, str]  # severity, topic, cell, code
Act = Callable[[Document], None]


@cache
def wrong_form() -> bytes:
    """Mistakes on all three sheets, a case carried over, municipalities of other prefectures."""
    return draw(the_survey(), Form(TOKYO, answers=spoilt().judged().submission.typed))


def listed(document: Document) -> Counter[Problem]:
    """What the check sheet says now."""
    severities = {label.ja: severity for severity, label in SEVERITY_LABELS.items()}
    topics = {title.ja: topic for topic, title in SHEETS.items()}
    lines = document.get(CHECK, f"A8:G{7 + LIST_ROWS}")
    return Counter(
        (severities[str(line[0])], topics[str(line[1])], str(line[2]), str(line[6])) for line in lines if line[0]
    )


def judged(path: Path) -> Counter[Problem]:
    """What the validator finds in the stored file, as far as a live check can."""
    live = {message.code for message in messages(the_survey().questionnaire).all if not message.is_hint}
    found = the_judge().judge(read_back(path.read_bytes())).submission.findings
    return Counter(
        (each.severity, each.topic or "", each.cell or "", each.code)
        for each in found
        if each.severity != "info" and each.code in live
    )


def after(office: Office, folder: Path, *acts: Act) -> Counter[Problem]:
    """The problems once all is done, the same in both faces."""
    said, found = both(office, folder, *acts)
    assert said == found
    return said


def both(office: Office, folder: Path, *acts: Act) -> tuple[Counter[Problem], Counter[Problem]]:
    """What the check sheet and what the validator say once all is done."""
    path = folder / "form.xlsx"
    path.write_bytes(wrong_form())
    with office.document(path) as document:
        for name in (RESPONDENT, CASES, MARKS):
            document.unprotect(name)
        for act in acts:
            act(document)
        document.recalculate()
        said = listed(document)
        return said, judged(document.store(folder / "moved.xlsx"))


def codes(problems: Counter[Problem]) -> Counter[tuple[str, str]]:
    """The problems without their cells."""
    found: Counter[tuple[str, str]] = Counter()
    for (_, topic, _, code), count in problems.items():
        found[topic, code] += count
    return found


@pytest.fixture(scope="module")
def untouched(office: Office, tmp_path_factory: pytest.TempPathFactory) -> Counter[Problem]:
    found = after(office, tmp_path_factory.mktemp("untouched"))
    assert len({topic for _, topic, _, _ in found}) == 3
    assert sum(found.values()) > 10
    return found


MOVES: dict[str, Act] = {
    "a row above the head of cases": lambda form: form.insert_rows(CASES, 3),
    "a row above the first case": lambda form: form.insert_rows(CASES, 6),
    "rows between cases": lambda form: form.insert_rows(CASES, 8, 2),
    "a column before the id": lambda form: form.insert_columns(CASES, 2),
    "columns between questions": lambda form: form.insert_columns(CASES, 20, 3),
    "a row above the head of participants": lambda form: form.insert_rows(MARKS, 3),
    "rows between municipalities": lambda form: form.insert_rows(MARKS, 10, 2),
    "a row above the free ones": lambda form: form.insert_rows(MARKS, 69),
    "a column before the codes": lambda form: form.insert_columns(MARKS, 2),
    "columns between cases": lambda form: form.insert_columns(MARKS, 8, 2),
    "rows between the respondent's answers": lambda form: form.insert_rows(RESPONDENT, 5, 2),
    "a column before the respondent's answers": lambda form: form.insert_columns(RESPONDENT, 3),
    "a column cut and put elsewhere": lambda form: form.move_range(CASES, "D1:D40", "BZ1"),
    "another sheet's name": lambda form: form.rename(CASES, "事例（修正）"),
    "another name for participants": lambda form: form.rename(MARKS, "市町村"),
}


@pytest.mark.parametrize("what", MOVES)
def test_nothing_new_is_said_after(office: Office, tmp_path: Path, untouched: Counter[Problem], what: str) -> None:
    assert codes(after(office, tmp_path, MOVES[what])) == codes(untouched)


def test_all_of_it_at_once(office: Office, tmp_path: Path, untouched: Counter[Problem]) -> None:
    def one_after_the_other(form: Document) -> None:
        form.insert_rows(CASES, 3)
        form.insert_columns(CASES, 20, 2)
        form.insert_rows(CASES, 9)
        form.insert_rows(MARKS, 10)
        form.insert_columns(MARKS, 8)
        form.insert_rows(RESPONDENT, 4)
        form.rename(MARKS, "団体")

    assert codes(after(office, tmp_path, one_after_the_other)) == codes(untouched)


def test_answers_cut_and_put_in_another_row_belong_to_that_rows_case(office: Office, tmp_path: Path) -> None:
    """The second case of the year moves to row 20: its mistakes move along, its marks stay behind."""
    found = after(office, tmp_path, lambda form: form.move_range(CASES, f"C8:{LAST}8", "C20"))
    assert found["error", "participants", "H7", "participant-without-case"] == 1


def test_marks_cut_and_put_in_another_column_belong_to_that_case(office: Office, tmp_path: Path) -> None:
    found = after(office, tmp_path, lambda form: form.move_range(MARKS, "G6:G68", "O6"))
    assert found["error", "participants", "G6", "at-least-one"] == 1
    assert found["error", "participants", "O6", "participant-without-case"] == 1


def test_pasted_values_are_judged_where_no_dropdown_stopped_them(office: Office, tmp_path: Path) -> None:
    keys = list(the_survey().questionnaire.case.questions())

    def cell(key: str, row: int) -> str:
        return f"{letter(keys.index(key) + 2)}{row}"

    pasted: dict[tuple[str, int], tuple[str | float | dt.date, str]] = {
        ("domain", 8): ("財務", "not-in-list"),
        ("status", 8): (3.0, "not-in-list"),
        ("participants_as_of", 8): ("来週", "not-a-date"),
        ("annual_cost", 8): (-5.0, "out-of-range"),
        ("total_cost", 8): (12.5, "not-whole"),
        ("contract_on", 6): ("そのうち", "not-a-month"),
        ("operation_start_on", 6): (dt.date(2031, 1, 1), "inconsistent"),
        ("name", 9): ("長" * 101, "too-long"),
    }
    cells = {(CASES, cell(key, row)): value for (key, row), (value, _) in pasted.items()}
    found = after(office, tmp_path, lambda form: form.set(cells))
    said = {(place, code) for _, topic, place, code in found if topic == "cases"}
    assert {(cell(key, row), code) for (key, row), (_, code) in pasted.items()} <= said


@pytest.mark.parametrize(
    ("what", "cell", "code"),
    [
        ("copied with its id", "B15", "duplicate"),
        ("typed with an id of another row", "B15", "duplicate"),
        ("an id is gone", "B8", "case-id-missing"),
        ("an id is changed", "B8", "case-id-unknown"),
    ],
)
def test_a_row_with_a_wrong_id_is_never_called_right(
    office: Office, tmp_path: Path, what: str, cell: str, code: str
) -> None:
    """The validator says more, because it also looks for the case whose id is lost; the form says that the id is wrong."""
    acts: dict[str, Act] = {
        "copied with its id": lambda form: form.copy(CASES, f"B7:{LAST}7", "B15"),
        "typed with an id of another row": lambda form: form.set(
            {(CASES, "B15"): "13-2026-01", (CASES, "C15"): "二重"}
        ),
        "an id is gone": lambda form: form.set({(CASES, "B8"): None}),
        "an id is changed": lambda form: form.set({(CASES, "B8"): "13-2026-99"}),
    }
    said, found = both(office, tmp_path, acts[what])
    assert said["error", "cases", cell, code] == 1
    assert not said - found
