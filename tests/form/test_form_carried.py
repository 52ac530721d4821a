"""`generate --previous`: last round's cases stand in this round's form under their ids, and what no longer holds is pointed out."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import pytest
from xlsxwriter.utility import xl_rowcol_to_cell

from survey_tool.drawing.styles import CARRIED_FILL
from survey_tool.form.contract.answers import Answers, CaseAnswers, Form, Typed
from survey_tool.form.contract.lines import row_of
from survey_tool.form.contract.marker import (
    FIRST_ANSWER_COLUMN,
    FIRST_ROW,
    ID_ROW,
    META_FIRST_ROW,
    META_SHEET,
    PARTICIPANTS_LEAD_ROWS,
    SHEETS,
    STATE_ROW,
)
from survey_tool.form.workbook import draw
from survey_tool.intake.locating.entry_sheets import as_typed
from survey_tool.intake.settling.verdict import Judge
from survey_tool.questionnaire.asked.case import LAST_ROUND
from survey_tool.questionnaire.asked.choices import SYSTEM_TYPES_FILE
from survey_tool.questionnaire.vocabulary.questions import Question
from survey_tool.reference.places import MUNICIPALITIES
from survey_tool.reference.survey import Survey, open_survey
from tests.cases import case_answers
from tests.commands import command
from tests.form.listing import listed, problems
from tests.forms import RESPONDENT, read_back, shown
from tests.held import held
from tests.office import Office

TOYAMA, ASAHI, GONE = "16", "163431", "T05"
PUBLISHED, KEPT_BACK, ENDED, WITHDRAWN = (f"16-2025-{number:02}" for number in range(1, 5))
SETTINGS = """
round = "2026"

[files]
municipalities = "municipalities.csv"
system_types = "types.csv"
"""


def a_case(survey: Survey, identifier: str, **changes: object) -> CaseAnswers:
    """A case as it is typed."""
    questions = survey.questionnaire.case.questions()
    answers = case_answers(survey, **{"name": f"事例 {identifier}", **changes})
    return CaseAnswers(
        identifier, typed_of(questions, answers), {"162019": "○", ASAHI: "○"}, carried_over=identifier == WITHDRAWN
    )


def typed_of(questions: Mapping[str, Question], answers: Mapping[str, object]) -> dict[str, Typed]:
    found = {key: as_typed(shown(questions[key], value, "ja")) for key, value in answers.items() if value is not None}
    return {key: value for key, value in found.items() if value is not None}


def last_round_s_return(workspace: Path) -> None:
    """What Toyama sent a year ago, when 朝日町 and a type of systems were still there."""
    survey = open_survey(workspace)
    cases = (
        a_case(survey, PUBLISHED),
        a_case(survey, KEPT_BACK, publication="do_not_publish", domain="tools", system_type=GONE),
        a_case(survey, ENDED, status="ended", contract_end_on="2025-03"),
        a_case(survey, WITHDRAWN, withdrawn=True),
    )
    typed = typed_of(survey.questionnaire.respondent.questions(), RESPONDENT)
    folder = workspace / "submissions" / "2025"
    folder.mkdir(parents=True)
    (folder / "joint-procurement_2025_16_toyama.xlsx").write_bytes(
        draw(survey, Form(TOYAMA, answers=Answers(typed, cases)))
    )


def without(workspace: Path, source: Path, name: str, gone: Callable[[dict[str, str]], bool]) -> None:
    """A data file of this round that lacks some rows."""
    with source.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0])
    writer.writeheader()
    writer.writerows(row for row in rows if not gone(row))
    assert len(text.getvalue().splitlines()) == len(rows)
    (workspace / name).write_text(text.getvalue(), encoding="utf-8")


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("調査")
    (folder / "survey.toml").write_text('round = "2025"\n', encoding="utf-8")
    last_round_s_return(folder)
    (folder / "survey.toml").write_text(SETTINGS, encoding="utf-8")
    without(folder, MUNICIPALITIES, "municipalities.csv", lambda row: row["code"] == ASAHI)
    without(folder, SYSTEM_TYPES_FILE, "types.csv", lambda row: row["key"] == GONE)
    done = command("generate", "--prefecture", TOYAMA, "--previous", folder / "submissions" / "2025", workspace=folder)
    assert done.code == 0, done.err
    assert "前回の回答を転記した都道府県：1" in done.out
    return folder


@pytest.mark.slow
def test_no_form_is_written_while_a_return_of_last_round_cannot_be_read_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would be told that last round holds no answers of that prefecture, and its form would ask for all of them again."""
    (tmp_path / "survey.toml").write_text('round = "2025"\n', encoding="utf-8")
    last_round_s_return(tmp_path)
    (tmp_path / "survey.toml").write_text('round = "2026"\n', encoding="utf-8")
    returns = tmp_path / "submissions" / "2025"
    (name,) = (each.name for each in returns.iterdir())

    held(monkeypatch, name)
    done = command("generate", "--prefecture", TOYAMA, "--previous", returns, workspace=tmp_path)
    assert (done.code, done.out) == (3, "")
    assert f"調査票は作成していません。この端末で読み取ることのできないファイルがあります（{name}）。" in done.err
    assert not (tmp_path / "templates").exists()


@pytest.fixture(scope="module")
def form(workspace: Path) -> Path:
    return workspace / "templates" / "2026" / "joint-procurement_2026_16_toyama.xlsx"


def place(workspace: Path, key: str, case: int) -> str:
    """The cell of an answer of the case at a position, counted from 0."""
    questions = open_survey(workspace).questionnaire.case.questions()
    return str(xl_rowcol_to_cell(row_of(questions, key) - 1, FIRST_ANSWER_COLUMN - 1 + case))


@pytest.mark.slow
def test_cases_keep_their_ids_published_or_not_and_withdrawn_ones_are_over(workspace: Path, form: Path) -> None:
    sheet = openpyxl.load_workbook(form)[SHEETS["cases"].ja]
    columns = [
        (
            sheet.cell(ID_ROW, FIRST_ANSWER_COLUMN + at).value,
            *(sheet[place(workspace, key, at)].value for key in ("name", "publication", "status")),
        )
        for at in range(4)
    ]
    assert columns == [
        (PUBLISHED, f"事例 {PUBLISHED}", "公表可", "運用中"),
        (KEPT_BACK, f"事例 {KEPT_BACK}", "公表不可", "運用中"),
        (ENDED, f"事例 {ENDED}", "公表可", "運用終了"),
        ("16-2026-01", None, None, None),
    ]


@pytest.mark.slow
def test_what_was_carried_over_is_recognisable(workspace: Path, form: Path) -> None:
    book = openpyxl.load_workbook(form)
    cases, marks = book[SHEETS["cases"].ja], book[SHEETS["participants"].ja]
    pale = f"FF{CARRIED_FILL.removeprefix('#')}"
    colours = [cases[place(workspace, "name", at)].fill.fgColor.rgb == pale for at in range(4)]
    assert colours == [True, True, True, False]
    assert (marks["A6"].value, marks["F6"].value, marks["I6"].value) == ("162019", "○", None)
    assert marks["F6"].fill.fgColor.rgb == pale
    assert marks["I6"].fill.fgColor.rgb != pale
    origins = [
        (row[0], row[1]) for row in book[META_SHEET].iter_rows(min_row=3, max_row=6, max_col=2, values_only=True)
    ]
    assert origins == [(PUBLISHED, "carried"), (KEPT_BACK, "carried"), (ENDED, "carried"), ("16-2026-01", "new")]


def test_last_round_s_figures_stand_in_the_hidden_sheet(form: Path) -> None:
    """With them the form asks about a cost or a number of participants that has changed much; 朝日町 is there no more."""
    meta = openpyxl.load_workbook(form)[META_SHEET]
    heads = [cell.value for cell in meta[META_FIRST_ROW - 1]]
    told = {name: meta.cell(META_FIRST_ROW, heads.index(name) + 1).value for name in LAST_ROUND}
    assert (told["last_participating"], told["last_annual_cost"]) == (1, 13_200)


@pytest.mark.slow
def test_whether_last_year_s_answers_were_read_again_is_asked(workspace: Path, form: Path) -> None:
    sheet = openpyxl.load_workbook(form)[SHEETS["cases"].ja]
    assert sheet[place(workspace, "reviewed", 0)].value is None
    judged = Judge(open_survey(workspace)).judge(read_back(form.read_bytes(), form.name)).submission
    asked = {each.case_id for each in judged.findings if (each.key, each.state) == ("reviewed", "missing")}
    assert asked == {PUBLISHED, KEPT_BACK, ENDED}


def test_who_answers_stays_and_when_is_asked_anew(form: Path) -> None:
    sheet = openpyxl.load_workbook(form)[SHEETS["respondent"].ja]
    answers = {row[0]: row[5] for row in sheet.iter_rows(min_row=FIRST_ROW, max_col=6, values_only=True)}
    assert answers["department"] == "総務部情報政策課"
    assert answers["answered_on"] is None


@pytest.mark.slow
def test_what_no_longer_exists_is_pointed_out_at_its_cell(office: Office, workspace: Path, form: Path) -> None:
    """By the form itself, in the words of the check, and by the check."""
    cell = place(workspace, "system_type", 1)
    free = FIRST_ROW + len(open_survey(workspace).places.municipalities_of(TOYAMA)) + PARTICIPANTS_LEAD_ROWS
    gone = {
        ("cases", cell, "一覧にない回答です。"),
        ("participants", f"A{free}", "市区町村の団体コードではありません。"),
    }
    with office.document(form) as document:
        document.recalculate()
        assert gone <= {(each.topic, each.cell, each.sentence) for each in problems(listed(document, "ja"))}
        assert document.get(SHEETS["participants"].ja, f"A{free}") == [[ASAHI]]
        assert document.get(SHEETS["participants"].ja, f"F{free}") == [["○"]]
        row = row_of(open_survey(workspace).questionnaire.case.questions(), "system_type")
        assert document.get(SHEETS["cases"].ja, f"E{row}") == [["事例2025-02：要修正"]]
    judged = Judge(open_survey(workspace)).judge(read_back(form.read_bytes(), form.name)).submission
    assert gone <= {(each.topic, each.cell, each.sentence.ja) for each in judged.findings}


@pytest.mark.slow
@pytest.mark.parametrize(("key", "text"), [("withdrawn", "○"), ("status", "運用終了")])
def test_a_case_that_is_over_is_ended_or_withdrawn(
    office: Office, tmp_path: Path, workspace: Path, form: Path, key: str, text: str
) -> None:
    """Neither form nor check has anything against it, and the column stays."""
    free = FIRST_ROW + len(open_survey(workspace).places.municipalities_of(TOYAMA)) + PARTICIPANTS_LEAD_ROWS
    cases = SHEETS["cases"].ja
    cells: dict[tuple[str, str], str] = {
        (cases, place(workspace, "reviewed", 0)): "変更あり",
        (cases, place(workspace, "remarks", 0)): "参加団体が減った。",
        (SHEETS["participants"].ja, f"F{free}"): "",
        (cases, place(workspace, key, 0)): text,
    }
    saved = office.fill(form, cells, tmp_path / form.name)
    state = openpyxl.load_workbook(saved, data_only=True)[cases].cell(STATE_ROW, FIRST_ANSWER_COLUMN).value
    judged = Judge(open_survey(workspace)).judge(read_back(saved.read_bytes(), saved.name)).submission
    assert [each.message("ja") for each in judged.findings if each.case_id == PUBLISHED] == []
    assert state == "✔ 記入済み"
    assert judged.cases[0].case_id == PUBLISHED
