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

from survey_tool.form.contract.marker import SHEETS
from survey_tool.form.workbook import draw
from tests.form.listing import OpenThing, judged, listed, problems
from tests.forms import CARRIED, TOKYO, Paper, blank, case_of, filled, the_survey
from tests.office import Document, Office

RESPONDENT, CASES, MARKS = (SHEETS[name].ja for name in ("respondent", "cases", "participants"))
FIRST, SECOND, THIRD, NEXT, LAST = (case_of(TOKYO, number) for number in (1, 2, 3, 4, 9))
FREE = 69  # the first free row of Tokyo's participants
Act = Callable[[Document], None]


def spoilt() -> Paper:
    """Mistakes of many kinds on all three sheets, a case carried over, municipalities of other prefectures."""
    paper = filled(carried=[CARRIED])
    paper.type("cases", "name", None, FIRST)
    paper.type("cases", "total_cost", "たくさん", FIRST)
    paper.type("cases", "contract_on", "2024年13月", FIRST)
    for key in ("co_prefectures", "other_participants"):  # without which marks are asked for
        paper.type("cases", key, None, FIRST)
    paper.type("cases", "publication", None, SECOND)
    paper.type("cases", "domain", "財務", THIRD)
    paper.type("cases", "annual_cost", 990_000_000, CARRIED)
    paper.type("participants", "131059", "×?", FIRST)
    paper.type("participants", "131067", "△", case_of(TOKYO, 8))
    marks = paper.sheet("participants")
    for row, code in enumerate(("141011", "011002", "011002", None), start=FREE):
        marks.put(row, 1, code)
    marks.put(FREE + 3, 6, "○")
    paper.type("respondent", "phone", "内線2345")
    paper.type("respondent", "person", None)
    return paper


@cache
def wrong_form() -> tuple[Paper, bytes]:
    """The form and where everything stands in it."""
    paper = spoilt()
    return blank(carried=[CARRIED]), draw(the_survey(), paper.form())


def after(office: Office, folder: Path, *acts: Act) -> Counter[OpenThing]:
    """The problems once all is done, the same in both faces."""
    said, found = both(office, folder, *acts)
    assert said == found, f"{sorted((found - said).elements())}\n{sorted((said - found).elements())}"
    return said


def both(office: Office, folder: Path, *acts: Act) -> tuple[Counter[OpenThing], Counter[OpenThing]]:
    """What the check sheet and what the validator say once all is done."""
    path = folder / "form.xlsx"
    path.write_bytes(wrong_form()[1])
    with office.document(path) as document:
        for name in (RESPONDENT, CASES, MARKS):
            document.unprotect(name)
        for act in acts:
            act(document)
        document.recalculate()
        said = problems(listed(document, "ja"))
        return said, judged(document.store(folder / "moved.xlsx").read_bytes(), "ja")


def without_cells(found: Counter[OpenThing]) -> Counter[tuple[str, str, str]]:
    """The problems wherever they stand; the sentence of what stands twice names no cell."""
    return Counter((each.topic, each.code, each.sentence) for each in found.elements())


def at(key: str, case_id: str) -> str:
    """The cell of an answer in the form as it is drawn."""
    return wrong_form()[0].cell("cases", key, case_id)


def row(key: str) -> int:
    return wrong_form()[0].place("cases", key, FIRST)[0]


def column(case_id: str) -> str:
    return at("name", case_id).rstrip("0123456789")


@pytest.fixture(scope="module")
def untouched(office: Office, tmp_path_factory: pytest.TempPathFactory) -> Counter[OpenThing]:
    found = after(office, tmp_path_factory.mktemp("untouched"))
    assert len({each.topic for each in found}) == 3
    assert len({each.code for each in found}) > 8
    return found


MOVES: dict[str, Act] = {
    "a row above everything": lambda form: form.insert_rows(CASES, 1),
    "a row above the ids": lambda form: form.insert_rows(CASES, 2),
    "a row above the first question": lambda form: form.insert_rows(CASES, 5),
    "rows between questions": lambda form: form.insert_rows(CASES, 20, 3),
    "a column before the keys": lambda form: form.insert_columns(CASES, 1),
    "a column before the help": lambda form: form.insert_columns(CASES, 4),
    "columns between cases": lambda form: form.insert_columns(CASES, 8, 2),
    "a row above the ids of participants": lambda form: form.insert_rows(MARKS, 2),
    "rows between municipalities": lambda form: form.insert_rows(MARKS, 10, 2),
    "a row above the free ones": lambda form: form.insert_rows(MARKS, FREE),
    "a column before the codes": lambda form: form.insert_columns(MARKS, 1),
    "a column before the names": lambda form: form.insert_columns(MARKS, 2),
    "columns between marks": lambda form: form.insert_columns(MARKS, 8, 2),
    "rows between the respondent's answers": lambda form: form.insert_rows(RESPONDENT, 7, 2),
    "a column before the respondent's answers": lambda form: form.insert_columns(RESPONDENT, 6),
    "a question cut and put at the end": lambda form: form.move_range(CASES, f"A{row('domain')}:Z{row('domain')}", "A120"),
    "another sheet's name": lambda form: form.rename(CASES, "事例（修正）"),
    "another name for participants": lambda form: form.rename(MARKS, "市町村"),
    "sheets in another order": lambda form: form.move_sheet(MARKS, 0),
}  # fmt: skip


OFTEN = {
    "a row above everything",
    "rows between questions",
    "a column before the keys",
    "columns between cases",
    "rows between municipalities",
    "a column before the codes",
    "a question cut and put at the end",
    "another sheet's name",
}
"""Those that the short suite tries too."""


@pytest.mark.slow
@pytest.mark.parametrize(
    "what", [pytest.param(each, marks=[] if each in OFTEN else pytest.mark.long) for each in MOVES]
)
def test_nothing_new_is_said_after(office: Office, tmp_path: Path, untouched: Counter[OpenThing], what: str) -> None:
    assert without_cells(after(office, tmp_path, MOVES[what])) == without_cells(untouched)


@pytest.mark.slow
def test_all_of_it_at_once(office: Office, tmp_path: Path, untouched: Counter[OpenThing]) -> None:
    def one_after_the_other(form: Document) -> None:
        form.insert_rows(CASES, 3)
        form.insert_columns(CASES, 8, 2)
        form.insert_rows(CASES, 19)
        form.insert_rows(MARKS, 10)
        form.insert_columns(MARKS, 8)
        form.insert_rows(RESPONDENT, 7)
        form.rename(MARKS, "団体")
        form.move_sheet(CASES, 5)

    assert without_cells(after(office, tmp_path, one_after_the_other)) == without_cells(untouched)


@pytest.mark.slow
def test_a_column_inserted_for_a_case_without_an_id_is_judged(office: Office, tmp_path: Path) -> None:
    """The case belongs nowhere yet: both say so at the cell of the id."""

    def inserted(form: Document) -> None:
        form.insert_columns(CASES, 8)
        form.set({(CASES, f"H{row('name')}"): "挿入した事例"})

    said, found = both(office, tmp_path, inserted)
    here = {each.code for each in said if each.cell == "H2"}
    assert here == {"case-id-missing"}
    assert not said - found, sorted((said - found).elements())


@pytest.mark.slow
def test_answers_cut_and_put_in_another_column_belong_to_that_case(office: Office, tmp_path: Path) -> None:
    """The second case of the year moves to a column that was blank: its mistakes move along, its marks stay behind."""
    second, last = column(SECOND), column(LAST)
    found = after(office, tmp_path, lambda form: form.move_range(CASES, f"{second}5:{second}80", f"{last}5"))
    codes = {(each.topic, each.cell, each.code) for each in found}
    assert ("participants", wrong_form()[0].cell("participants", "131024", SECOND), "participant-without-case") in codes
    assert ("cases", at("publication", LAST), "required") in codes


@pytest.mark.slow
def test_marks_cut_and_put_in_another_column_belong_to_that_case(office: Office, tmp_path: Path) -> None:
    first, last = column(FIRST), column(LAST)
    found = after(office, tmp_path, lambda form: form.move_range(MARKS, f"{first}5:{first}68", f"{last}5"))
    codes = {(each.topic, each.cell, each.code) for each in found}
    assert ("participants", f"{first}5", "at-least-one") in codes
    assert ("participants", f"{last}6", "participant-without-case") in codes


@pytest.mark.slow
def test_pasted_values_are_judged_where_no_dropdown_stopped_them(office: Office, tmp_path: Path) -> None:
    pasted: dict[tuple[str, str], tuple[str | float | dt.date, str]] = {
        ("domain", SECOND): ("財務", "not-in-list"),
        ("status", SECOND): (3.0, "not-in-list"),
        ("annual_cost", SECOND): (-5.0, "out-of-range"),
        ("total_cost", SECOND): (12.5, "not-whole"),
        ("contract_on", FIRST): ("そのうち", "not-a-month"),
        ("operation_start_on", FIRST): (dt.date(2031, 1, 1), "inconsistent"),
        ("name", NEXT): ("長" * 101, "too-long"),
    }
    cells = {(CASES, at(key, case_id)): value for (key, case_id), (value, _) in pasted.items()}
    found = after(office, tmp_path, lambda form: form.set(cells))
    said = {(each.cell, each.code) for each in found if each.topic == "cases"}
    assert {(at(key, case_id), code) for (key, case_id), (_, code) in pasted.items()} <= said


@pytest.mark.slow
@pytest.mark.parametrize(
    ("what", "code"),
    [
        ("copied with its id", "duplicate"),
        ("typed with an id of another column", "duplicate"),
        ("an id is gone", "case-id-missing"),
        ("an id is changed", "case-id-unknown"),
    ],
)
def test_a_column_with_a_wrong_id_is_never_called_right(office: Office, tmp_path: Path, what: str, code: str) -> None:
    """The validator says more, because it also looks for the case whose id is lost; the form says that the id is wrong."""
    second, last = column(SECOND), column(LAST)
    acts: dict[str, Act] = {
        "copied with its id": lambda form: form.copy(CASES, f"{second}2:{second}80", f"{last}2"),
        "typed with an id of another column": lambda form: form.set(
            {(CASES, f"{last}2"): SECOND, (CASES, at("name", LAST)): "二重"}
        ),
        "an id is gone": lambda form: form.set({(CASES, f"{second}2"): None}),
        "an id is changed": lambda form: form.set({(CASES, f"{second}2"): "13-2026-99"}),
    }
    said, found = both(office, tmp_path, acts[what])
    at_id = f"{second if what.startswith('an id') else last}2"
    assert [each.code for each in said if each.cell == at_id] == [code]
    assert not said - found, sorted((said - found).elements())
