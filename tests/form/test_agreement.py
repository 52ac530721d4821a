"""A whole form, read by the validator and calculated by LibreOffice: the same open things at the same cells, in the same words.

Forms are drawn with their answers (as prefilled forms and correction copies are), and filled in by LibreOffice as officials do
with the form that was sent, whose hidden sheet is written in another way.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from xlsxwriter.utility import xl_rowcol_to_cell

from survey_tool.form.contract.answers import Answers, CaseAnswers, Form, Typed
from survey_tool.form.contract.lines import row_of
from survey_tool.form.contract.marker import (
    ALL_KEY,
    FIRST_ANSWER_COLUMN,
    FIRST_ROW,
    OPEN_COLUMN,
    PARTICIPANTS_LEAD_ROWS,
    SHEETS,
    STATE_ROW,
    Topic,
)
from survey_tool.form.sheets.open_list import LIST_ROWS
from survey_tool.form.workbook import FormTemplate, cases_to_draw, draw
from survey_tool.questionnaire.findings.catalogue import STATE_LABELS
from survey_tool.wording.words import LANGUAGES, Language
from tests.form.listing import Line, OpenThing, calculated, judged, listed, problems, verdict
from tests.form.untidy import CODE, untidy_form
from tests.forms import questions_of, read_back, the_judge, the_survey
from tests.office import Document, Office
from tests.office.document import Cells, Input

FEW = range(2)
MANY: dict[Language, range] = {"ja": range(100, 120), "en": range(200, 220)}
MANY_FILLED: dict[Language, range] = {"ja": range(300, 340), "en": range(400, 440)}


def agree(document: Document, folder: Path, form: Form) -> int:
    """Compares what a calculated form lists with what the validator says of it as it is stored; gives how much."""
    edition = form.edition
    lines, said = listed(document, edition), verdict(document, edition)
    want = first_of_marks(judged(document.store(folder / "stored.xlsx").read_bytes(), edition))
    have = problems(lines)
    if len(lines) < LIST_ROWS:
        assert have == want, (sorted((want - have).elements()), sorted((have - want).elements()))
        open_there = any(each.state != "doubtful" for each in want)
        assert said.startswith(("残り：", "Left: ")) == open_there, said
        assert not (said.startswith("✔") and lines), said
        states_agree(document, form, lines)
    else:
        assert not have - want, sorted((have - want).elements())
    return sum(want.values())


def first_of_marks(found: Counter[OpenThing]) -> Counter[OpenThing]:
    """Of several cells in a column of participants that hold no mark the form lists the first; it colours them all."""
    firsts: dict[str, tuple[int, OpenThing]] = {}
    others: Counter[OpenThing] = Counter()
    for each in found.elements():
        column, row = each.cell.rstrip("0123456789"), int(each.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") or 0)
        if (each.topic, each.code) == ("participants", "not-in-list"):
            firsts[column] = min(firsts.get(column, (row, each)), (row, each))
        else:
            others[each] += 1
    return others + Counter(each for _, each in firsts.values())


def states_agree(document: Document, form: Form, lines: list[Line]) -> None:
    """Row 4 counts of each case what the list says of it, column E of each question whether anything is open there."""
    edition = form.edition
    page = document.get(SHEETS["cases"][edition])
    for offset, case in enumerate(cases_to_draw(the_survey(), form)):
        state = str(page[STATE_ROW - 1][FIRST_ANSWER_COLUMN - 1 + offset])
        found = Counter(line.thing.state for line in lines if line.case_id == case.case_id)
        assert found == _counted(state, edition), (case.case_id, state)
    at_questions = {line.key for line in lines if line.thing.topic == "cases" and line.thing.code != "at-least-one"}
    asked = questions_of("cases")
    said = {key for key in asked if key != "case_id" and page[row_of(asked, key) - 1][OPEN_COLUMN - 1]}
    assert said == at_questions - {"case_id"}


def _counted(state: str, edition: Language) -> Counter[str]:
    """「未記入 3・要修正 1」 in figures."""
    found: Counter[str] = Counter()
    names = {label[edition]: name for name, label in STATE_LABELS.items()}
    for part in state.replace("・", ", ").split(", ") if state[-1:].isdigit() else ():
        name, _, number = part.rpartition(" ")
        found[names[name]] = int(number)
    return found


def empty(form: Form) -> Form:
    """The form that was sent: nothing typed yet, with the ids of its cases."""
    sent = tuple(replace(case, answers={}, marks={}) for case in form.answers.cases)
    carried = any(case.carried_over for case in sent)
    return Form(form.prefecture_code, form.edition, Answers(cases=sent) if carried else Answers())


def cells(form: Form) -> Cells:
    """Everything that is typed into it, by sheet and cell."""
    return {
        (SHEETS[topic][form.edition], xl_rowcol_to_cell(row - 1, column - 1)): value
        for topic, row, column, value in _typed(form)
    }


def _typed(form: Form) -> Iterator[tuple[Topic, int, int, Input]]:
    """Sheet, row and column (from 1) and value of every answer."""
    own = [each.code for each in the_survey().places.municipalities_of(form.prefecture_code)]
    free = FIRST_ROW + len(own) + PARTICIPANTS_LEAD_ROWS
    rows = {ALL_KEY: FIRST_ROW, **{code: FIRST_ROW + at for at, code in enumerate(own, start=1)}}
    for key, value in form.answers.respondent.items():
        yield "respondent", row_of(questions_of("respondent"), key), FIRST_ANSWER_COLUMN, _input(value)
    for column, case in enumerate(form.answers.cases, start=FIRST_ANSWER_COLUMN):
        for key, value in case.answers.items():
            yield "cases", row_of(questions_of("cases"), key), column, _input(value)
        for code, mark in case.marks.items():
            yield "participants", rows[code], column, _input(mark)
    for row, other in enumerate(form.answers.elsewhere, start=free):
        yield "participants", row, 1, _input(other)


def _input(value: Typed) -> Input:
    assert not isinstance(value, dt.time)
    return value


def agree_on(office: Office, folder: Path, language: Language, seeds: range, *, filled_in: bool) -> int:
    """Agreement of many forms, each drawn with its answers or filled in."""
    template, compared = FormTemplate(the_survey()), 0
    for seed in seeds:
        form = untidy_form(seed, language)
        path = folder / f"{language}{seed}.xlsx"
        path.write_bytes(template.draw(empty(form) if filled_in else form))
        with office.document(path) as document:
            if filled_in:
                document.set(cells(form))
            document.recalculate()
            compared += agree(document, folder, form)
    return compared


@pytest.mark.slow
@pytest.mark.parametrize("filled_in", [False, True], ids=["drawn", "filled in"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_check_sheet_lists_what_the_validator_finds(
    office: Office, tmp_path: Path, language: Language, filled_in: bool
) -> None:
    assert agree_on(office, tmp_path, language, FEW, filled_in=filled_in) > 30


@pytest.mark.long
@pytest.mark.parametrize("language", LANGUAGES)
def test_it_does_so_in_many_forms(office: Office, tmp_path: Path, language: Language) -> None:
    assert agree_on(office, tmp_path, language, MANY[language], filled_in=False) > 200
    assert agree_on(office, tmp_path, language, MANY_FILLED[language], filled_in=True) > 400


@pytest.mark.slow
@pytest.mark.parametrize(
    "row",
    [CaseAnswers(f"{CODE}-2026-01", marks={"312011": "△"}), CaseAnswers(f"{CODE}-2025-01", carried_over=True)],
    ids=["a mark without a case", "a carried-over case that was cleared"],
)
def test_where_anything_is_there_all_that_is_missing_is_listed(
    office: Office, tmp_path: Path, row: CaseAnswers
) -> None:
    path, data = tmp_path / "begun.xlsx", draw(the_survey(), Form(CODE, answers=Answers(cases=(row,))))
    path.write_bytes(data)
    want, (have, said) = judged(data, "ja"), calculated(office, path, "ja")
    assert have == want
    assert (sum(want.values()), said) == (7, _left(want))


def _left(found: Counter[OpenThing]) -> str:
    """「残り：未記入 6・要修正 1」 of some open things."""
    states = Counter(each.state for each in found.elements())
    return "残り：" + "・".join(f"{STATE_LABELS[each].ja} {states[each]}" for each in STATE_LABELS if states[each])


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_a_blank_form_both_say_the_same_one_thing(office: Office, tmp_path: Path, language: Language) -> None:
    path, data = tmp_path / "blank.xlsx", draw(the_survey(), Form(CODE, language))
    path.write_bytes(data)
    found, verdict = calculated(office, path, language)
    (said,) = the_judge().judge(read_back(data)).submission.findings
    assert not found
    assert (said.code, said.cell, said.sentence[language]) == ("no-cases-no-declaration", None, verdict)
