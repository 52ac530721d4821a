"""What stands twice is told with the cell where it stands first: by the validator, in the form, and in a correction copy."""

from __future__ import annotations

import io
from collections.abc import Collection
from pathlib import Path

import openpyxl
import pytest

from survey_tool.form.contract.answers import Form
from survey_tool.form.contract.marker import ALL_KEY, SHEETS, Topic
from survey_tool.form.workbook import draw
from survey_tool.intake.judging.submission import Collected, Submission
from survey_tool.intake.redrawing.corrections import corrections
from survey_tool.intake.report import told
from survey_tool.questionnaire.findings.finding import Finding
from survey_tool.wording.words import LANGUAGES, Language, Words
from tests.form.listing import listed
from tests.forms import CONSIDERING, RESPONDENT, TOKYO, Paper, blank, case_of, filled, read_back, the_judge, the_survey
from tests.office import Document, Office

FIRST, SECOND, THIRD, FOURTH = (case_of(TOKYO, number) for number in (1, 2, 3, 4))
FREE = 69  # the first free row of Tokyo's sheet
NAME = 7  # the row of the names
Said = tuple[Topic, str, str]  # sheet, cell, what to do

NAME_TODO = Words(
    "同じ事例の場合は一方を消し、別の事例の場合は区別できる名称にしてください。",
    "Clear one if they are the same case, otherwise tell them apart by name.",
)
ID_TODO = Words(
    "別の事例の場合は、番号のある空いた列に移してください。",
    "If it is another case, move it to a free column that has an ID.",
)
ID_TOLD = Words(
    "同じ事例の場合は、一方を消してください。別の事例の場合は、添付の修正用調査票で別の番号を付けています。",
    "If they are the same case, clear one. If it is another, the attached copy gives it an ID of its own.",
)
CODE_TODO = Words(
    "印を1つの行にまとめ、重複する行を消してください。", "Bring the marks into one row and clear the other."
)


def same(cell: str, todo: Words) -> Words:
    return Words(f"{cell}と同じです。{todo.ja}", f"It is the same as {cell}. {todo.en}")


def doubles(findings: Collection[Finding]) -> list[tuple[str | None, Words]]:
    return [(each.cell, each.suggestion) for each in findings if each.code == "duplicate"]


# The validator


def test_names_of_which_one_is_borne_by_three_cases() -> None:
    paper = filled()
    for case_id, name in ((FIRST, "電子契約"), (SECOND, "電子契約"), (THIRD, "電子契約"), (FOURTH, "※")):
        paper.type("cases", "name", name, case_id)
    findings = paper.judged().submission.findings
    assert paper.cell("cases", "name", FIRST) == f"F{NAME}"
    assert doubles(findings) == [(f"G{NAME}", same(f"F{NAME}", NAME_TODO)), (f"H{NAME}", same(f"F{NAME}", NAME_TODO))]
    assert [each.first_at for each in findings if each.code == "duplicate"] == [FIRST, FIRST]
    assert [each.sentence.ja for each in findings if each.code == "duplicate"] == [
        "同じ名称の事例が他にもあります。"
    ] * 2


def test_ids_and_codes() -> None:
    paper = filled()
    paper.type("cases", "case_id", FIRST, SECOND)
    marks = paper.sheet("participants")
    own = paper.cell("participants", "131016")
    marks.put(FREE, 1, "131016")
    marks.put(FREE + 1, 1, 11002.0)
    marks.put(FREE + 3, 1, "011002")
    assert doubles(paper.judged().submission.findings) == [
        ("G2", same("F2", ID_TOLD)),
        (f"A{FREE}", same(own, CODE_TODO)),
        (f"A{FREE + 3}", same(f"A{FREE + 1}", CODE_TODO)),
    ]


def test_a_second_row_for_all_of_them() -> None:
    paper = filled()
    paper.sheet("participants").put(FREE, 1, ALL_KEY)
    assert doubles(paper.judged().submission.findings) == [(f"A{FREE}", same("A5", CODE_TODO))]


def test_what_is_repeated_within_a_cell_names_no_other() -> None:
    paper = filled()
    paper.type("cases", "co_prefectures", "埼玉県、埼玉県", THIRD)
    ((_, todo),) = doubles(paper.judged().submission.findings)
    assert todo.ja == "重複するものを1つにしてください。"


def test_on_the_console_each_pair_is_a_line_of_its_own() -> None:
    paper = filled()
    for number, name in enumerate(("甲", "甲", "甲", "乙", "乙"), start=1):
        paper.type("cases", "name", name, case_of(TOKYO, number))
    lines = [line for line in told(paper.judged().submission.findings, "ja") if line.code == "duplicate"]
    assert [(line.cells, line.suggestion) for line in lines] == [
        ((f"G{NAME}", f"H{NAME}"), same(f"F{NAME}", NAME_TODO).ja),
        ((f"J{NAME}",), same(f"I{NAME}", NAME_TODO).ja),
    ]
    assert (
        lines[0].text
        == f"「事例」シート G{NAME}、H{NAME}「調達名称」：同じ名称の事例が他にもあります。（記入内容：「甲」）"
    )


# The form


def doubled(edition: Language) -> Form:
    """Names with signs that searches would take for others, one of them in three columns; municipalities twice."""
    paper = blank(edition=edition)
    paper.fill("respondent", RESPONDENT)
    for number, name in enumerate(("甲*", "甲乙", "甲*", "A", "a", "甲*", "A"), start=1):
        paper.fill("cases", {**CONSIDERING, "name": name}, case_of(TOKYO, number))
    for offset, code in enumerate(("131024", "011002", "342025", "011002")):
        paper.sheet("participants").put(FREE + offset, 1, code)
    return paper.form()


def listed_twins(document: Document, edition: Language) -> list[Said]:
    """Where the check sheet says that something stands twice, and what to do."""
    lines = (line for line in listed(document, edition) if line.thing.code == "duplicate")
    return sorted((line.thing.topic, line.thing.cell, line.todo) for line in lines)


def judged_twins(path: Path, edition: Language) -> list[Said]:
    findings = the_judge().judge(read_back(path.read_bytes())).submission.findings
    return sorted(
        (each.topic, each.cell or "", each.suggestion[edition])  # type: ignore[misc]  # on an entry sheet
        for each in findings
        if each.code == "duplicate"
    )


def nothing(_: Document) -> None:
    """The form as it was typed."""


def more_room_among_cases(form: Document) -> None:
    form.insert_rows(SHEETS["cases"].ja, 6, 2)
    form.insert_columns(SHEETS["cases"].ja, 7)


def more_room_among_municipalities(form: Document) -> None:
    form.insert_rows(SHEETS["participants"].ja, 7, 2)
    form.insert_columns(SHEETS["participants"].ja, 1)


def an_id_of_another_column(form: Document) -> None:
    form.set({(SHEETS["cases"].ja, "J2"): FIRST})


ACTS = {
    each.__name__: each
    for each in (nothing, more_room_among_cases, more_room_among_municipalities, an_id_of_another_column)
}


@pytest.mark.slow
@pytest.mark.parametrize("what", ACTS)
def test_the_form_names_the_same_cells(office: Office, tmp_path: Path, what: str) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(draw(the_survey(), doubled("ja")))
    with office.document(path) as document:
        for name in ("cases", "participants"):
            document.unprotect(SHEETS[name].ja)
        ACTS[what](document)
        document.recalculate()
        said = listed_twins(document, "ja")
        judged = judged_twins(document.store(tmp_path / "stored.xlsx"), "ja")
    # Of an id the validator says what the copy has done about it, which the form itself cannot.
    assert said == [(topic, cell, todo.replace(ID_TOLD.ja, ID_TODO.ja)) for topic, cell, todo in judged]
    assert len(said) == 5 + (what == "an_id_of_another_column")
    assert all("と同じです。" in todo for _, _, todo in said)


@pytest.mark.slow
def test_the_form_names_them_in_english(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(draw(the_survey(), doubled("en")))
    with office.document(path) as document:
        document.recalculate()
        said = listed_twins(document, "en")
    assert said == judged_twins(path, "en")
    assert ("cases", f"H{NAME}", same(f"F{NAME}", NAME_TODO).en) in said


# The correction copy


def moved(edition: Language = "ja") -> Paper:
    """A return with a row and a column more than were sent, in which names and municipalities stand twice."""
    paper = filled(edition=edition)
    name = paper.sheet("cases").at(*paper.place("cases", "name", FIRST))
    paper.type("cases", "name", name, THIRD)
    paper.type("cases", "publication", None, SECOND)
    marks = paper.sheet("participants")
    for row, code in enumerate(("131016", "011002", "011002"), start=FREE):
        marks.put(row, 1, code)
    for sheet in ("cases", "participants"):
        paper.sheet(sheet).insert_row(6)
        paper.sheet(sheet).insert_column(2)
    return paper


def copy_of(submission: Submission) -> Form:
    (copy,) = corrections(the_survey(), Collected((submission,), ()))
    return copy.form


@pytest.mark.slow
@pytest.mark.parametrize("edition", LANGUAGES)
def test_a_copy_names_its_own_cells(edition: Language) -> None:
    submission = moved(edition).judged().submission
    assert (f"I{NAME + 1}", same(f"G{NAME + 1}", NAME_TODO)) in doubles(submission.findings)
    book = openpyxl.load_workbook(io.BytesIO(draw(the_survey(), copy_of(submission))))
    for name, cell, todo in (
        ("cases", f"H{NAME}", same(f"F{NAME}", NAME_TODO)),
        ("participants", f"A{FREE}", same("A6", CODE_TODO)),
    ):
        note = book[SHEETS[name][edition]][cell].comment
        assert note is not None
        assert note.text.endswith(todo[edition])


@pytest.mark.slow
def test_a_copy_shows_it_before_anything_is_calculated(office: Office, tmp_path: Path) -> None:
    submission = moved().judged().submission
    assert {cell for cell, _ in doubles(submission.findings)} == {f"I{NAME + 1}", f"A{FREE + 1}", f"A{FREE + 3}"}
    path = tmp_path / "copy.xlsx"
    path.write_bytes(draw(the_survey(), copy_of(submission)))
    with office.document(path) as document:
        stored = listed_twins(document, "ja")
        document.recalculate()
        assert stored == listed_twins(document, "ja") == judged_twins(path, "ja")
    assert stored == [
        ("cases", f"H{NAME}", same(f"F{NAME}", NAME_TODO).ja),
        ("participants", f"A{FREE}", same("A6", CODE_TODO).ja),
        ("participants", f"A{FREE + 2}", same(f"A{FREE + 1}", CODE_TODO).ja),
    ]
