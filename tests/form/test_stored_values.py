"""What a form shows before anything calculates it (protected view, previews) is what it shows afterwards, cell by cell."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.datetime import to_excel

from survey_tool.form.contract.answers import Form
from survey_tool.form.workbook import draw
from survey_tool.intake.judging.submission import Collected
from survey_tool.intake.redrawing.corrections import corrections
from survey_tool.wording.words import LANGUAGES, Language
from tests.form.untidy import CODE, untidy_form
from tests.forms import filled, the_survey
from tests.office import Office

FEW, MANY = range(3), range(100, 140)


def differences(office: Office, path: Path) -> list[tuple[str, tuple[int, int], object, object]]:
    """Sheet, cell, the value that the file holds, and the one that LibreOffice calculates."""
    # Read from the file itself: LibreOffice calculates array formulas when it opens one.
    book = openpyxl.load_workbook(path, data_only=True)
    stored = {}
    for sheet in book:
        rows = enumerate(sheet.iter_rows(values_only=True), start=1)
        cells = (((row, column), value) for row, values in rows for column, value in enumerate(values, start=1))
        stored[sheet.title] = {place: _as_shown(value) for place, value in cells}
    calculated = office.recalculate(path)
    found: list[tuple[str, tuple[int, int], object, object]] = []
    for name, after in calculated.items():
        before = stored[name]
        for place in sorted({*before, *after}):
            a, b = before.get(place, ""), after.get(place, "")
            if a != b and not (isinstance(a, float) and isinstance(b, float) and abs(a - b) < 1e-6):
                found.append((name, place, a, b))
    return found


def _as_shown(value: object) -> object:
    """As LibreOffice tells it: nothing as the empty text, days as numbers."""
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return float(to_excel(value))  # type: ignore[no-untyped-call]  # the stubs leave it out
    if value is None or isinstance(value, bool):
        return "" if value is None else float(value)
    return float(value) if isinstance(value, int) else value


def check(office: Office, folder: Path, form: Form) -> None:
    path = folder / "form.xlsx"
    path.write_bytes(draw(the_survey(), form))
    assert differences(office, path) == []
    cells = (
        cell for sheet in openpyxl.load_workbook(path, data_only=True) for row in sheet.iter_rows() for cell in row
    )
    assert [(cell.parent.title, cell.coordinate, cell.value) for cell in cells if cell.data_type == "e"] == []


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_of_a_blank_form(office: Office, tmp_path: Path, language: Language) -> None:
    check(office, tmp_path, Form(CODE, language))


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_of_forms_with_answers(office: Office, tmp_path: Path, language: Language) -> None:
    for seed in FEW:
        check(office, tmp_path, untidy_form(seed, language))


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_of_a_correction_copy(office: Office, tmp_path: Path, language: Language) -> None:
    paper = filled(edition=language)
    for key, value in (
        ("total_cost", "たくさん"),
        ("contract_on", "2024年4月から"),
        ("name", None),
        ("background", "あ" * 401),
    ):
        paper.type("cases", key, value, "13-2026-01")
    paper.type("respondent", "answered_on", "2026年12月頃")
    (copy,) = corrections(the_survey(), Collected((paper.judged().submission,), ()))
    check(office, tmp_path, copy.form)


@pytest.mark.long
@pytest.mark.parametrize("language", LANGUAGES)
def test_of_many_forms(office: Office, tmp_path: Path, language: Language) -> None:
    for seed in MANY:
        check(office, tmp_path, untidy_form(seed, language))
