"""Returned forms, and the workspaces in which the product finds them.

Forms of ordinary size are those that `generate` draws, with answers. Forms of hundreds of cases and more are written plainly:
the entry sheets with their markers and keys, as another program would save them. The reader asks for no more, and the live
checks of so many rows, which it does not read, would only make the preparation long.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from benchmarks.answers import EDITION, answers
from survey_tool.form.contract.answers import Answers, Typed
from survey_tool.form.contract.marker import (
    CODE_KEY,
    KEY_ROW,
    META_FIRST_ROW,
    META_SHEET,
    NAME_KEY,
    OLD_FIRST_ROW,
    PARTICIPANTS_CODE_COLUMN,
    PARTICIPANTS_FIRST_CASE_COLUMN,
    PARTICIPANTS_NAME_COLUMN,
    RESPONDENT_ANSWER_COLUMN,
    RESPONDENT_FIRST_ROW,
    RESPONDENT_KEY_COLUMN,
    RESPONDENT_LABEL_COLUMN,
    SHEETS,
    Marker,
    Topic,
    file_name,
)
from survey_tool.form.generate import generate
from survey_tool.reference.survey import Survey, open_survey

_TOP = RESPONDENT_FIRST_ROW - 1
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
        name = file_name(survey.round.name, code, survey.places.prefectures[code].romaji)
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
    for row, (key, question) in enumerate(survey.questionnaire.respondent.questions().items(), start=_TOP):
        sheet.write_string(row, RESPONDENT_KEY_COLUMN - 1, key)
        sheet.write_string(row, RESPONDENT_LABEL_COLUMN - 1, question.label[EDITION])
        if key in told.respondent:
            _write(sheet, row, RESPONDENT_ANSWER_COLUMN - 1, told.respondent[key])


def _write_cases(sheet: Worksheet, survey: Survey, told: Answers) -> None:
    columns = {key: column for column, key in enumerate(survey.questionnaire.case.questions(), start=1)}
    for key, column in columns.items():
        sheet.write_string(KEY_ROW - 1, column, key)
    for row, case in enumerate(told.cases, start=OLD_FIRST_ROW - 1):
        sheet.write_string(row, columns["case_id"], case.case_id)
        for key, value in case.answers.items():
            _write(sheet, row, columns[key], value)


def _write_participants(sheet: Worksheet, survey: Survey, code: str, told: Answers) -> None:
    code_column, name_column = PARTICIPANTS_CODE_COLUMN - 1, PARTICIPANTS_NAME_COLUMN - 1
    sheet.write_string(KEY_ROW - 1, code_column, CODE_KEY)
    sheet.write_string(KEY_ROW - 1, name_column, NAME_KEY)
    own = dict.fromkeys(each.code for each in survey.places.municipalities_of(code))
    rows = {}
    for row, each in enumerate(
        own | dict.fromkeys(mark for case in told.cases for mark in case.marks), OLD_FIRST_ROW - 1
    ):
        sheet.write_string(row, code_column, each)
        sheet.write_string(row, name_column, survey.places.municipalities[each].name[EDITION])
        rows[each] = row
    for column, case in enumerate(told.cases, start=PARTICIPANTS_FIRST_CASE_COLUMN - 1):
        sheet.write_string(KEY_ROW - 1, column, case.case_id)
        for marked, mark in case.marks.items():
            _write(sheet, rows[marked], column, mark)


def _write(sheet: Worksheet, row: int, column: int, value: Typed) -> None:
    if isinstance(value, dt.date):
        sheet.write_datetime(row, column, value)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    else:
        sheet.write_string(row, column, str(value))
