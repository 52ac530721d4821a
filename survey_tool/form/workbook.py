"""Draws a form: one function of survey and form. No answers: blank. Last round's: prefilled. Returned ones: a correction copy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable
from io import BytesIO
from typing import TypeVar

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from survey_tool.drawing.formulas import FormulaSheet
from survey_tool.drawing.styles import BLUE, BLUE_DEEP, DIVIDER, Styles
from survey_tool.form.contract.answers import CaseRow, Form
from survey_tool.form.contract.marker import (
    LISTS_SHEET,
    LIVE_SHEET,
    MARKER_COLUMN,
    MARKER_ROW,
    META_ANCESTORS_COLUMN,
    META_SHEET,
    SHEETS,
    Marker,
    Topic,
    case_id,
    case_number,
)
from survey_tool.form.finish import finished, shared_formulas
from survey_tool.form.live.layout import LiveLayout, LiveMap
from survey_tool.form.live.office_findings import OfficeFindingRows, office_findings
from survey_tool.form.live.sheet import id_placeholder, live_sheet_data, sheet_data, with_rows
from survey_tool.form.live.stored_values import StoredValues
from survey_tool.form.printed.guide import TITLE
from survey_tool.form.printed.messages import Messages, messages
from survey_tool.form.sheets.cases import CasesPage, draw_cases
from survey_tool.form.sheets.check import CheckPage, define_names, draw_check
from survey_tool.form.sheets.guide import draw_guide
from survey_tool.form.sheets.lists import write_lists
from survey_tool.form.sheets.participants import ParticipantsPage, draw_participants
from survey_tool.form.sheets.reading import draw_definitions, draw_example
from survey_tool.form.sheets.respondent import RespondentPage, draw_respondent
from survey_tool.questionnaire.findings.finding import Finding
from survey_tool.reference.survey import Survey
from survey_tool.wording.words import Language

K = TypeVar("K", bound=Hashable)

MARKER_PROPERTY = "survey-tool marker"
_LEFT_FREE = 3  # rows for further municipalities, where those of the settings are used up
_SHEET_OPTIONS = {"autofilter": True, "format_columns": True, "format_rows": True, "select_locked_cells": True}
_TABS = {"guide": DIVIDER, "respondent": BLUE_DEEP, "cases": BLUE_DEEP, "participants": BLUE_DEEP, "check": BLUE}


def draw(survey: Survey, form: Form) -> bytes:
    """The workbook as bytes. The same survey and form give the same bytes."""
    return FormTemplate(survey).draw(form)


class FormTemplate:
    """Draws forms of one survey; what all of them share is made once."""

    def __init__(self, survey: Survey) -> None:
        self.survey = survey
        self.messages = messages(survey.questionnaire)
        self._live: dict[tuple[Language, int, int, bool], bytes] = {}

    def draw(self, form: Form) -> bytes:
        """One form as the bytes of a workbook."""
        buffer = BytesIO()
        workbook = Workbook(buffer, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
        drawing = _Drawing(self.survey, form, self.messages, workbook)
        drawing.draw()
        workbook.close()
        live = self._live_data(drawing.layout, stands=bool(drawing.office_findings.kept))
        for position, row in enumerate(drawing.rows):
            live = live.replace(id_placeholder(position).encode(), row.case_id.encode(), 1)
        if drawing.office_findings.kept:
            live = with_rows(live, sheet_data(drawing.office_findings.write))
        return finished(buffer.getvalue(), live, self.survey.questionnaire, form.edition)

    def _live_data(self, layout: LiveLayout, *, stands: bool) -> bytes:
        key = layout.edition, layout.printed, layout.free, stands
        if key not in self._live:
            self._live[key] = shared_formulas(live_sheet_data(self.survey, layout, self.messages, stands=stands))
        return self._live[key]


def rows_to_draw(survey: Survey, form: Form) -> tuple[CaseRow, ...]:
    """The cases with answers in their order, then blank rows with ids that were never used, up to the settings' number.

    A form always offers a few free rows, even if more cases than usual came back.
    """
    given = form.answers.cases
    used = [number for row in given if (number := _number_in_round(survey, form, row.case_id)) is not None]
    following = max(used, default=0) + 1
    wanted = max(survey.round.form.case_rows - len(given), min(5, survey.round.form.case_rows))
    blank = (case_id(form.prefecture_code, survey.round.name, following + offset) for offset in range(wanted))
    return (*given, *(CaseRow(identifier) for identifier in blank))


def free_rows(survey: Survey, form: Form) -> int:
    """Rows for municipalities of other prefectures: those of the settings; where more came back, a few free ones still."""
    wanted, given = survey.round.form.free_municipalities, len(form.answers.elsewhere)
    return wanted if given <= wanted else given + _LEFT_FREE


def _number_in_round(survey: Survey, form: Form, identifier: str) -> int | None:
    own = identifier.startswith(f"{form.prefecture_code}-{survey.round.name}-")
    return case_number(identifier) if own else None


class _Drawing:
    """One workbook being drawn."""

    def __init__(self, survey: Survey, form: Form, found: Messages, workbook: Workbook) -> None:
        rows = rows_to_draw(survey, form)
        self.survey, self.form, self.workbook, self.rows = survey, form, workbook, rows
        self.styles = Styles(workbook)
        self.messages = found
        self.prefecture = survey.places.prefectures[form.prefecture_code]
        self.own = survey.places.municipalities_of(form.prefecture_code)
        self.marker = Marker(survey.round.name, form.prefecture_code, "cases", form.edition, form.parent)
        self.first = StoredValues(survey, form, rows, found)
        self.layout = LiveLayout(survey, form.edition, len(self.own), len(rows), free_rows(survey, form))
        self.office_findings = OfficeFindingRows(
            self.layout, office_findings(survey.questionnaire, form, self.first, found)
        )

    def draw(self) -> None:
        sheets = {name: self._sheet(title[self.form.edition]) for name, title in SHEETS.items()}
        hidden = {name: self._sheet(name) for name in (META_SHEET, LISTS_SHEET, LIVE_SHEET)}
        self._describe()
        self._write_meta(hidden[META_SHEET])
        write_lists(
            self.workbook, hidden[LISTS_SHEET], self.survey, self.form.edition, self.form.prefecture_code, self.messages
        )
        self.layout.define_names(self.workbook)
        if self.office_findings.kept:
            self.office_findings.define_names(self.workbook)
        live, mirrors = self.layout.map(), self.layout.judged.mirrors
        draw_guide(
            sheets["guide"],
            self.survey.round,
            self.prefecture.name,
            self.form.edition,
            self.styles,
            correction=self.form.is_correction,
        )
        self._draw_respondent(sheets["respondent"], live)
        self._draw_cases(sheets["cases"], live)
        self._draw_participants(sheets["participants"], live, mirrors["name"])
        self._draw_check(sheets["check"], live, mirrors)
        draw_example(sheets["example"], self.survey.questionnaire, self.form.edition, self.styles)
        draw_definitions(sheets["definitions"], self.survey.questionnaire, self.form.edition, self.styles)
        for name, sheet in sheets.items():
            sheet.protect("", _SHEET_OPTIONS)
            sheet.set_tab_color(_TABS.get(name, DIVIDER))
        for sheet in hidden.values():
            sheet.hide()
            sheet.protect("")
        start = "check" if self.form.is_correction else "guide"
        sheets["guide"].set_first_sheet()
        sheets[start].activate()

    def _sheet(self, name: str) -> Worksheet:
        return self.workbook.add_worksheet(name, FormulaSheet)

    def _describe(self) -> None:
        office, edition = self.survey.round.secretariat, self.form.edition
        self.workbook.set_properties(
            {
                "title": TITLE.fill(round=self.survey.round.name)[edition],
                "subject": self.prefecture.name[edition],
                "author": office.name.words[edition],
                "created": dt.datetime.combine(self.survey.round.sent_on, dt.time()),
            }
        )
        self.workbook.set_custom_property(MARKER_PROPERTY, str(self.marker))

    def _write_meta(self, sheet: Worksheet) -> None:
        """The marker, the files it descends from, and every id that was printed, with whether its case is carried over."""
        sheet.write_string(MARKER_ROW - 1, MARKER_COLUMN - 1, str(self.marker))
        sheet.write_string(MARKER_ROW - 1, META_ANCESTORS_COLUMN - 1, " ".join(self.form.ancestors))
        sheet.write_row(1, 0, ["case_id", "origin"])
        for row, case in enumerate(self.rows, start=2):
            sheet.write_row(row, 0, [case.case_id, "carried" if case.carried_over else "new"])
        carried = [case for case in self.rows if case.carried_over]
        sheet.write_string(1, 3, "carried")
        sheet.write_column(2, 3, [case.case_id for case in carried])
        self.workbook.define_name("PRINTED_IDS", f"={META_SHEET}!$A$3:$A${len(self.rows) + 2}")
        self.workbook.define_name("CARRIED_IDS", f"={META_SHEET}!$D$3:$D${max(len(carried), 1) + 2}")

    def _draw_respondent(self, sheet: Worksheet, live: LiveMap) -> None:
        found = _grouped(self.first.findings, "respondent", lambda each: each.key or "")
        page = RespondentPage(
            self.marker.on("respondent"),
            dict(self.survey.questionnaire.respondent.questions()),
            f"{self.prefecture.code} {self.prefecture.name[self.form.edition]}",
            dict(self.form.answers.respondent),
            found,
            frozenset(each.key for each in self.first.unseen if each.topic == "respondent" and each.key),
            self.first,
        )
        draw_respondent(sheet, page, live, self.styles)

    def _draw_cases(self, sheet: Worksheet, live: LiveMap) -> None:
        found = _grouped(self.first.findings, "cases", lambda each: (each.case_id or "", each.key or "case_id"))
        unseen = (each for each in self.first.unseen if each.topic == "cases")
        marked = frozenset((each.case_id or "", each.key or "case_id") for each in unseen)
        questions = dict(self.survey.questionnaire.case.questions())
        draw_cases(sheet, CasesPage(self.marker, questions, self.rows, found, marked, self.first), live, self.styles)

    def _draw_participants(self, sheet: Worksheet, live: LiveMap, name_column: int) -> None:
        found = _grouped(
            self.first.findings, "participants", lambda each: (each.case_id or "", each.municipality or "")
        )
        page = ParticipantsPage(
            self.marker.on("participants"),
            self.survey.places,
            self.own,
            self.layout.free,
            self.form.answers.elsewhere,
            self.rows,
            found,
        )
        draw_participants(sheet, page, live, self.messages, name_column, self.styles)

    def _draw_check(self, sheet: Worksheet, live: LiveMap, mirrors: dict[str, int]) -> None:
        define_names(self.workbook, self.layout, self.messages)
        page = CheckPage(self.form.edition, self.form.is_correction, self.rows, self.first, mirrors)
        draw_check(sheet, page, live, self.messages, self.styles)


def _grouped(findings: tuple[Finding, ...], topic: Topic, place: Callable[[Finding], K]) -> dict[K, list[Finding]]:
    """The findings of one sheet by their place."""
    grouped: dict[K, list[Finding]] = {}
    for each in findings:
        if each.topic == topic:
            grouped.setdefault(place(each), []).append(each)
    return grouped
