"""Returned forms, and the workspaces in which the product finds them.

Forms of ordinary size are those that `generate` draws, with answers. Forms of hundreds of cases and more are written plainly:
the entry sheets with their markers and keys, as another program would save them. The reader asks for no more, and the live
checks of so many rows, which it does not read, would only make the preparation long.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from benchmarks.answers import EDITION, answers
from survey_tool.form.contract.answers import Answers, Typed
from survey_tool.form.contract.file_names import form_path
from survey_tool.form.contract.lines import row_of
from survey_tool.form.contract.marker import (
    CASE_ID_KEY,
    CODE_KEY,
    FIRST_ANSWER_COLUMN,
    FIRST_ROW,
    ID_ROW,
    KEY_COLUMN,
    META_FIRST_ROW,
    META_SHEET,
    NAME_COLUMN,
    NAME_KEY,
    QUESTION_COLUMN,
    SHEETS,
    Marker,
    Topic,
)
from survey_tool.form.generate import generate
from survey_tool.questionnaire.vocabulary.questions import Question
from survey_tool.reference.survey import Survey, open_survey

_ROOM = """\
[limits]
column = 16384
cells = 50000000
file_mb = 200
part_mb = 512
sheet_mb = 1024
total_mb = 4096
seconds = 600
memory_mb = 16384
"""
"""Settings for forms far above the usual size."""


def empty_round(folder: Path, *, large: bool = False) -> Survey:
    """A workspace in which nothing has come back; `large`: with room for forms of thousands of cases."""
    folder.mkdir(parents=True)
    (folder / "survey.toml").write_text(_ROOM if large else "", encoding="utf-8")
    return open_survey(folder)


def drawn_round(folder: Path, cases: int) -> Survey:
    """A workspace with 47 returned forms as `generate` draws them, of so many cases each."""
    survey = empty_round(folder)
    told = {code: answers(survey, code, cases) for code in survey.places.prefectures}
    generate(survey, None, EDITION, told)
    survey.submissions.parent.mkdir(parents=True)
    survey.templates.rename(survey.submissions)
    return survey


def plain_round(folder: Path, cases: int, prefectures: Iterable[str], participants: int) -> Survey:
    """A workspace with plainly written forms of some prefectures, of so many cases each."""
    survey = empty_round(folder, large=True)
    survey.submissions.mkdir(parents=True)
    for code in prefectures:
        name = form_path(survey, code).name
        write_plainly(survey, code, answers(survey, code, cases, participants), survey.submissions / name)
    return survey


def write_plainly(survey: Survey, code: str, told: Answers, path: Path) -> None:
    """The entry sheets of a form and the hidden sheet of its ids, without anything to look at."""
    with Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as workbook:
        marker = Marker(survey.round.name, code, "cases", EDITION)

        def sheet(topic: Topic) -> Worksheet:
            added = workbook.add_worksheet(SHEETS[topic][EDITION])
            added.write_string(0, 0, str(marker.on(topic)))
            return added

        _write_respondent(sheet("respondent"), survey, told)
        _write_cases(sheet("cases"), survey, told)
        _write_participants(sheet("participants"), survey, code, told)
        meta = workbook.add_worksheet(META_SHEET)
        meta.write_string(0, 0, str(marker))
        for row, case in enumerate(told.cases, start=META_FIRST_ROW - 1):
            meta.write_row(row, 0, [case.case_id, "new"])
        meta.hide()


def _write_respondent(sheet: Worksheet, survey: Survey, told: Answers) -> None:
    _write_questions(sheet, survey.questionnaire.respondent.questions(), [told.respondent])


def _write_cases(sheet: Worksheet, survey: Survey, told: Answers) -> None:
    _write_ids(sheet, told)
    _write_questions(sheet, survey.questionnaire.case.questions(), [case.answers for case in told.cases])


def _write_ids(sheet: Worksheet, told: Answers) -> None:
    sheet.write_row(ID_ROW - 1, FIRST_ANSWER_COLUMN - 1, [case.case_id for case in told.cases])


def _write_questions(
    sheet: Worksheet, questions: Mapping[str, Question], columns: Sequence[Mapping[str, Typed]]
) -> None:
    for key, question in questions.items():
        if key == CASE_ID_KEY:
            continue
        row = row_of(questions, key) - 1
        sheet.write_string(row, KEY_COLUMN - 1, key)
        sheet.write_string(row, QUESTION_COLUMN - 1, question.label[EDITION])
        for column, answered in enumerate(columns, start=FIRST_ANSWER_COLUMN - 1):
            if key in answered:
                _write(sheet, row, column, answered[key])


def _write_participants(sheet: Worksheet, survey: Survey, code: str, told: Answers) -> None:
    _write_ids(sheet, told)
    own = dict.fromkeys(each.code for each in survey.places.municipalities_of(code))
    marked = dict.fromkeys(each for case in told.cases for each in case.marks)
    for row, each in enumerate(own | marked, start=FIRST_ROW - 1):
        sheet.write_string(row, KEY_COLUMN - 1, each)
        sheet.write_string(row, NAME_COLUMN - 1, survey.places.municipalities[each].name[EDITION])
        for column, case in enumerate(told.cases, start=FIRST_ANSWER_COLUMN - 1):
            if each in case.marks:
                _write(sheet, row, column, case.marks[each])


def write_tables(survey: Survey, cases: int, folder: Path) -> None:
    """The same answers as plain tables across, a workbook a prefecture: the only shape that other tools read."""
    folder.mkdir(parents=True)
    keys = [key for key in survey.questionnaire.case.questions() if key != CASE_ID_KEY]
    for code in survey.places.prefectures:
        told = answers(survey, code, cases)
        with Workbook(folder / f"{code}.xlsx", {"default_date_format": "yyyy-mm-dd"}) as workbook:
            _write_case_table(workbook.add_worksheet("cases"), keys, told)
            sheet = workbook.add_worksheet("participants")
            sheet.write_row(0, 0, [CODE_KEY, NAME_KEY, *(case.case_id for case in told.cases)])
            for row, each in enumerate(survey.places.municipalities_of(code), start=1):
                marks = [str(case.marks.get(each.code, "")) for case in told.cases]
                sheet.write_row(row, 0, [each.code, each.name[EDITION], *marks])


def _write_case_table(sheet: Worksheet, keys: Sequence[str], told: Answers) -> None:
    sheet.write_row(0, 0, keys)
    for row, case in enumerate(told.cases, start=1):
        for column, key in enumerate(keys):
            if key in case.answers:
                _write(sheet, row, column, case.answers[key])


def _write(sheet: Worksheet, row: int, column: int, value: Typed) -> None:
    if isinstance(value, dt.date):
        sheet.write_datetime(row, column, value)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    else:
        sheet.write_string(row, column, str(value))
