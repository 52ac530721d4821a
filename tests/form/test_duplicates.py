"""What stands twice is told with the cell where it stands first: by the validator, in the form, and in a correction copy."""

from __future__ import annotations

import io
from collections.abc import Collection
from pathlib import Path

import openpyxl
import pytest

from survey_tool.form.contract.answers import Form
from survey_tool.form.contract.marker import SHEETS
from survey_tool.form.sheets.check import LIST_ROWS
from survey_tool.form.workbook import draw
from survey_tool.intake.judging.submission import Collected, Submission
from survey_tool.intake.redrawing.corrections import corrections
from survey_tool.intake.report import told
from survey_tool.questionnaire.findings.finding import Finding
from survey_tool.wording.words import LANGUAGES, Language, Words
from tests.forms import CONSIDERING, RESPONDENT, TOKYO, Paper, blank, case_of, filled, read_back, the_judge, the_survey
from tests.office import Document, Office

FIRST, SECOND, THIRD, FOURTH = (case_of(TOKYO, number) for number in (1, 2, 3, 4))
FREE = 69  # the first free row of Tokyo's sheet
Said = tuple[str, str, str]  # sheet, cell, what to do

NAME_TODO = Words(
    "同じ事例の場合は一方を消し、別の事例の場合は区別できる名称にしてください。",
    "Clear one if they are the same case, otherwise tell them apart by name.",
)
ID_TODO = Words(
    "別の事例の場合は、番号のある空いた行に移してください。",
    "If it is another case, move it to a free row that has an ID.",
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
    assert doubles(findings) == [("C7", same("C6", NAME_TODO)), ("C8", same("C6", NAME_TODO))]
    assert [each.twin for each in findings if each.code == "duplicate"] == [FIRST, FIRST]
    assert [each.sentence.ja for each in findings if each.code == "duplicate"] == [
        "同じ名称の事例が他の行にもあります。"
    ] * 2


def test_ids_and_codes() -> None:
    paper = filled()
    paper.type("cases", "case_id", FIRST, SECOND)
    marks = paper.sheet("participants")
    marks.put(FREE, 2, "131016")
    marks.put(FREE + 1, 2, 11002.0)
    marks.put(FREE + 3, 2, "011002")
    assert doubles(paper.judged().submission.findings) == [
        ("B7", same("B6", ID_TODO)),
        (f"B{FREE}", same("B6", CODE_TODO)),
        (f"B{FREE + 3}", same(f"B{FREE + 1}", CODE_TODO)),
    ]


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
        (("C7", "C8"), same("C6", NAME_TODO).ja),
        (("C10",), same("C9", NAME_TODO).ja),
    ]
    assert (
        lines[0].text
        == "「事例」シート C7、C8「調達名称」：同じ名称の事例が他の行にもあります。（入力内容：「甲」、「甲」）"
    )


# The form


def doubled(edition: Language) -> Form:
    """Names with signs that searches would take for others, one of them in three rows; municipalities twice."""
    paper = blank(edition=edition)
    paper.fill("respondent", RESPONDENT)
    for number, name in enumerate(("甲*", "甲乙", "甲*", "A", "a", "甲*", "A"), start=1):
        paper.fill("cases", {**CONSIDERING, "name": name}, case_of(TOKYO, number))
    for offset, code in enumerate(("131024", "011002", "342025", "011002")):
        paper.sheet("participants").put(FREE + offset, 2, code)
    return Form(TOKYO, edition, paper.judged().submission.typed)


def listed(document: Document, edition: Language) -> list[Said]:
    """Where the check sheet says that something stands twice, and what to do."""
    lines = document.get(SHEETS["check"][edition], f"A8:G{7 + LIST_ROWS}")
    return sorted((str(line[1]), str(line[2]), str(line[5])) for line in lines if line[6] == "duplicate")


def judged(path: Path, edition: Language) -> list[Said]:
    findings = the_judge().judge(read_back(path.read_bytes())).submission.findings
    return sorted(
        (each.sheet or "", each.cell or "", each.suggestion[edition]) for each in findings if each.code == "duplicate"
    )


def nothing(_: Document) -> None:
    """The form as it was typed."""


def more_room_among_cases(form: Document) -> None:
    form.insert_rows(SHEETS["cases"].ja, 7, 2)
    form.insert_columns(SHEETS["cases"].ja, 3)


def more_room_among_municipalities(form: Document) -> None:
    form.insert_rows(SHEETS["participants"].ja, 7, 2)
    form.insert_columns(SHEETS["participants"].ja, 2)


def an_id_of_another_row(form: Document) -> None:
    form.set({(SHEETS["cases"].ja, "B10"): FIRST})


ACTS = {
    each.__name__: each
    for each in (nothing, more_room_among_cases, more_room_among_municipalities, an_id_of_another_row)
}


@pytest.mark.parametrize("what", ACTS)
def test_the_form_names_the_same_cells(office: Office, tmp_path: Path, what: str) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(draw(the_survey(), doubled("ja")))
    with office.document(path) as document:
        for name in ("cases", "participants"):
            document.unprotect(SHEETS[name].ja)
        ACTS[what](document)
        document.recalculate()
        said = listed(document, "ja")
        assert said == judged(document.store(tmp_path / "stored.xlsx"), "ja")
    assert len(said) == 5 + (what == "an_id_of_another_row")
    assert all("と同じです。" in todo for _, _, todo in said)


def test_the_form_names_them_in_english(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(draw(the_survey(), doubled("en")))
    with office.document(path) as document:
        document.recalculate()
        said = listed(document, "en")
    assert said == judged(path, "en")
    assert ("Cases", "C8", same("C6", NAME_TODO).en) in said


# The correction copy


def moved(edition: Language = "ja") -> Paper:
    """A return with a row and a column more than were sent, in which names and municipalities stand twice."""
    paper = filled(edition=edition)
    name = paper.sheet("cases").at(*paper.place("cases", "name", FIRST))
    paper.type("cases", "name", name, THIRD)
    paper.type("cases", "publication", None, SECOND)
    paper.sheet("participants").put(FREE, 2, "131016")
    paper.sheet("participants").put(FREE + 1, 2, "011002")
    paper.sheet("participants").put(FREE + 2, 2, "011002")
    for sheet in ("cases", "participants"):
        paper.sheet(sheet).insert_row(6)
        paper.sheet(sheet).insert_column(2)
    return paper


def copy_of(submission: Submission) -> Form:
    (copy,) = corrections(the_survey(), Collected((submission,), ()))
    return copy.form


@pytest.mark.parametrize("edition", LANGUAGES)
def test_a_copy_names_its_own_cells(edition: Language) -> None:
    submission = moved(edition).judged().submission
    assert doubles(submission.findings)[-1] == ("D9", same("D7", NAME_TODO))
    book = openpyxl.load_workbook(io.BytesIO(draw(the_survey(), copy_of(submission))))
    for name, cell, todo in (
        ("cases", "C8", same("C6", NAME_TODO)),
        ("participants", f"B{FREE}", same("B6", CODE_TODO)),
    ):
        note = book[SHEETS[name][edition]][cell].comment
        assert note is not None
        assert note.text.endswith(todo[edition])


def test_a_copy_shows_it_before_anything_is_calculated(office: Office, tmp_path: Path) -> None:
    submission = moved().judged().submission
    assert {cell for cell, _ in doubles(submission.findings)} == {"D9", f"C{FREE + 1}", f"C{FREE + 3}"}
    path = tmp_path / "copy.xlsx"
    path.write_bytes(draw(the_survey(), copy_of(submission)))
    sheet = openpyxl.load_workbook(path, data_only=True)[SHEETS["check"].ja]
    lines = [[str(cell.value) for cell in line] for line in sheet.iter_rows(8, 7 + LIST_ROWS, 1, 7)]
    stored = sorted((line[1], line[2], line[5]) for line in lines if line[6] == "duplicate")
    with office.document(path) as document:
        document.recalculate()
        assert stored == listed(document, "ja") == judged(path, "ja")
    assert stored == [
        ("事例", "C8", same("C6", NAME_TODO).ja),
        ("参加団体", f"B{FREE}", same("B6", CODE_TODO).ja),
        ("参加団体", f"B{FREE + 2}", same(f"B{FREE + 1}", CODE_TODO).ja),
    ]
