"""Draws a form: one function of survey and form. No answers: blank. Last round's: prefilled. Returned ones: a correction copy."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from survey_tool.drawing.calculation.calculate import calculate
from survey_tool.drawing.formulas import FormulaSheet
from survey_tool.drawing.parts import WorkbookInParts, ready_made
from survey_tool.drawing.styles import BLUE, BLUE_DEEP, DIVIDER, Styles
from survey_tool.form.contract.answers import CaseAnswers, Form
from survey_tool.form.contract.lines import entry_lines
from survey_tool.form.contract.marker import (
    CASE_ID_KEY,
    CASES_ON_A_PAGE,
    FIRST_ROW,
    LISTS_SHEET,
    LIVE_SHEET,
    META_SHEET,
    NEED_COLUMN,
    OPEN_COLUMN,
    PREFECTURE_KEY,
    QUESTION_COLUMN,
    SHEETS,
    STATE_ROW,
    Marker,
    Topic,
    case_id,
    case_number,
)
from survey_tool.form.drawn import CARRIED_PROPERTY, MARKER_PROPERTY, mark
from survey_tool.form.finish import SameSheets, finished, same_sheets
from survey_tool.form.live.layout import ANSWER_STATE, RESPONDENT_STATE, SCOPE, LiveLayout
from survey_tool.form.live.office_findings import OfficeFindingRows, office_findings
from survey_tool.form.live.office_readings import OfficeReadingRows, as_read, office_readings
from survey_tool.form.live.placed_findings import PlacedFindings, grouped_by
from survey_tool.form.live.sheet import LiveSheet, id_placeholder
from survey_tool.form.printed.entry_sheets import (
    CASES_LEAD,
    HELP,
    NEED,
    OPEN,
    QUESTION,
    RESPONDENT_LEAD,
)
from survey_tool.form.printed.guide import TITLE, guide_fills
from survey_tool.form.printed.messages import Messages, messages
from survey_tool.form.printed.printed_settings import printed_settings
from survey_tool.form.sheets import card, check, open_list, states
from survey_tool.form.sheets.entry_sheets import (
    FIRST,
    DrawnColumn,
    Frame,
    add_state_words,
    add_states,
    add_words,
    draw_frame,
    draw_questions,
)
from survey_tool.form.sheets.guide import draw_guide
from survey_tool.form.sheets.lists import Lists, lists_of, spellings
from survey_tool.form.sheets.meta import Meta, write_meta
from survey_tool.form.sheets.participants import ParticipantsPage, draw_participants
from survey_tool.form.sheets.reading import draw_definitions, draw_example
from survey_tool.questionnaire.findings.catalogue import STATE_LABELS
from survey_tool.reference.survey import Survey
from survey_tool.wording.words import Language, Words

_FREE_CASES = 4
_LEFT_FREE = 3  # rows for further municipalities, where those of the settings are used up
_SHEET_OPTIONS = {"autofilter": True, "format_columns": True, "format_rows": True, "select_locked_cells": True}
_TABS = {
    "guide": DIVIDER,
    "respondent": BLUE_DEEP,
    "cases": BLUE_DEEP,
    "participants": BLUE_DEEP,
    "check": BLUE,
    "card": BLUE,
}


def draw(survey: Survey, form: Form) -> bytes:
    """The workbook as bytes. The same survey and form give the same bytes."""
    return FormTemplate(survey).draw(form)


class FormTemplate:
    """Draws forms of one survey; what all of them share is made once."""

    def __init__(self, survey: Survey) -> None:
        self.survey = survey
        self.messages = messages(survey.questionnaire)
        self._lists: dict[Language, Lists] = {}
        self._same: dict[tuple[Language, int, int], SameSheets] = {}

    def draw(self, form: Form) -> bytes:
        """One form as the bytes of a workbook."""
        workbook = WorkbookInParts(default_date_format="yyyy-mm-dd")
        drawing = _Drawing(self.survey, form, self.messages, workbook)
        lists = self._lists_of(form.edition)
        lists.define_names(workbook)
        same = self._same_in(drawing, lists) if form.is_untouched else SameSheets()
        workbook.begin_with(same.texts)
        drawing.draw()
        if not form.is_untouched:
            drawing.draw_looked_up(lists)
            calculate(workbook)
        return finished(workbook.parts(), same, self.survey.questionnaire, form.edition)

    def _lists_of(self, edition: Language) -> Lists:
        if edition not in self._lists:
            self._lists[edition] = lists_of(self.survey, edition, self.messages)
        return self._lists[edition]

    def _same_in(self, drawing: _Drawing, lists: Lists) -> SameSheets:
        """What a form in which nothing is answered looks up: but for the ids the same in all forms of its size."""
        layout = drawing.layout
        key = layout.edition, layout.printed, layout.free
        if key not in self._same:
            live = LiveSheet(self.survey, layout, self.messages)
            self._same[key] = same_sheets(ready_made(lists.write, live.write))
        *others, cells = self._same[key].cells
        for position, case in enumerate(drawing.cases):
            cells = cells.replace(id_placeholder(position).encode(), case.case_id.encode(), 1)
        return replace(self._same[key], cells=(*others, cells))


def cases_to_draw(survey: Survey, form: Form) -> tuple[CaseAnswers, ...]:
    """The cases with answers in their order, then blank ones with ids that were never used, up to the settings' number.

    A form always offers a few free columns, even if more cases than usual came back.
    """
    given = form.answers.cases
    used = [number for row in given if (number := _number_in_round(survey, form, row.case_id)) is not None]
    following = max(used, default=0) + 1
    wanted = max(survey.round.form.cases - len(given), min(_FREE_CASES, survey.round.form.cases))
    blank = (case_id(form.prefecture_code, survey.round.name, following + offset) for offset in range(wanted))
    return (*given, *(CaseAnswers(identifier) for identifier in blank))


def free_rows(survey: Survey, form: Form) -> int:
    """Rows for municipalities of other prefectures: those of the settings; where more came back, a few free ones still."""
    wanted, given = survey.round.form.free_municipalities, len(form.answers.elsewhere)
    return wanted if given <= wanted else given + _LEFT_FREE


def _number_in_round(survey: Survey, form: Form, identifier: str) -> int | None:
    own = identifier.startswith(f"{form.prefecture_code}-{survey.round.name}-")
    return case_number(identifier) if own else None


_HEADS = (NEED, QUESTION, HELP, OPEN)
_WIDTHS, _CASE_WIDTH, _ANSWER_WIDTH = (
    (24, 64, 142, 244, 140),
    229,
    360,
)  # pixels: two cases beside them on a small screen


class _Drawing:
    """One workbook being drawn."""

    def __init__(self, survey: Survey, form: Form, found: Messages, workbook: Workbook) -> None:
        cases = cases_to_draw(survey, form)
        self.survey, self.form, self.workbook, self.cases = survey, form, workbook, cases
        self.edition = form.edition
        self.styles = Styles(workbook)
        self.messages = found
        self.prefecture = survey.places.prefectures[form.prefecture_code]
        self.own = survey.places.municipalities_of(form.prefecture_code)
        self.marker = Marker(survey.round.name, form.prefecture_code, "cases", form.edition, form.parent)
        self.settings = printed_settings(survey, form.prefecture_code, form.edition)
        self.findings = PlacedFindings(survey, form, cases, found)
        free = free_rows(survey, form)
        self.layout = LiveLayout(survey, form.edition, len(self.own), len(cases), free, found.first_of_marks)
        kept = office_findings(survey.questionnaire, form, self.findings, found)
        self.office_findings = OfficeFindingRows(self.layout, kept)
        self.office_readings = OfficeReadingRows(self.office_findings.last + 2, office_readings(form, self.findings))

    def draw(self) -> None:
        sheets = {name: self._sheet(title[self.edition]) for name, title in SHEETS.items()}
        hidden = {name: self._sheet(name) for name in (META_SHEET, LISTS_SHEET, LIVE_SHEET)}
        self._looked_up = hidden
        self._describe()
        deadline = self.survey.deadline_of(self.form.prefecture_code)
        fills = guide_fills(self.survey.round, self.prefecture.name, deadline)
        own = self.survey.questionnaire.lists["prefecture"][self.form.prefecture_code].all_spellings
        meta = Meta(self.marker, self.form.ancestors, self.cases, self.settings, spellings(own))
        write_meta(self.workbook, hidden[META_SHEET], meta)
        self.layout.define_names(self.workbook)
        if self.office_findings.kept:
            self.office_findings.define_names(self.workbook)
        readings = self.office_readings
        if readings.kept:
            readings.define_names(self.workbook)
        open_list.define_names(self.workbook, self.survey.questionnaire, self.layout, self.messages)
        card.define_names(self.workbook, self.layout)
        questionnaire, styles = self.survey.questionnaire, self.styles
        draw_guide(sheets["guide"], fills, self.edition, styles, correction=self.form.is_correction)
        self._draw_respondent(sheets["respondent"])
        self._draw_cases(sheets["cases"])
        self._draw_participants(sheets["participants"])
        page = check.CheckPage(
            self.edition,
            self.form.is_correction,
            len(self.cases),
            self.survey.round.target_period,
            self.findings,
            as_read(self.layout, self.edition) if readings.kept else "",
        )
        check.draw_check(sheets["check"], page, self.layout, styles)
        chosen = card.CardPage(self.edition, self.cases[0].case_id, len(self.own) + self.layout.free)
        card.draw_card(sheets["card"], chosen, self.layout, styles)
        draw_example(sheets["example"], questionnaire, self.edition, styles)
        draw_definitions(sheets["definitions"], questionnaire, self.edition, styles)
        for name, sheet in sheets.items():
            sheet.protect("", _SHEET_OPTIONS)
            sheet.set_tab_color(_TABS.get(name, DIVIDER))
        for sheet in hidden.values():
            sheet.hide()
            sheet.protect("")
        sheets["guide"].set_first_sheet()
        sheets["check" if self.form.is_correction else "guide"].activate()

    def draw_looked_up(self, lists: Lists) -> None:
        """Writes the hidden sheets that are put into a form without answers: one with answers is worked out from them."""
        kept, live = self.office_findings, self._looked_up[LIVE_SHEET]
        lists.write(self._looked_up[LISTS_SHEET])
        LiveSheet(self.survey, self.layout, self.messages, has_findings=bool(kept.kept)).write(live)
        if kept.kept:
            kept.write(live)
        self.office_readings.write(live)

    def _sheet(self, name: str) -> Worksheet:
        return self.workbook.add_worksheet(name, FormulaSheet)

    def _describe(self) -> None:
        office, edition = self.survey.round.secretariat, self.edition
        self.workbook.set_properties(
            {
                "title": TITLE.fill(round=self.survey.round.name)[edition],
                "subject": self.prefecture.name[edition],
                "author": office.name.words[edition],
                "created": dt.datetime.combine(self.survey.round.sent_on, dt.time()),
            }
        )
        if self.form.carried_from:
            self.workbook.set_custom_property(CARRIED_PROPERTY, self.form.carried_from)
        mark(self.workbook, MARKER_PROPERTY, str(self.marker), self.settings)

    def _draw_respondent(self, sheet: Worksheet) -> None:
        asked = self.survey.questionnaire.respondent_sheet
        lines = entry_lines(asked.questions)
        printed = f"{self.prefecture.code} {self.prefecture.name[self.edition]}"
        unseen = frozenset(each.key for each in self.findings.unseen if each.topic == "respondent" and each.key)
        column = DrawnColumn(
            self.prefecture.code,
            {**self.form.answers.respondent, PREFECTURE_KEY: printed},
            self.findings.grouped("respondent", lambda each: each.key or ""),
            unseen,
            name=self.prefecture.name[self.edition],
            state=states.respondent_state(self.layout, self.edition),
        )
        frame = self._frame("respondent", RESPONDENT_LEAD, _ANSWER_WIDTH, len(lines))
        formulas = dict.fromkeys(asked.questions, states.answer_state(self.edition))
        draw_frame(sheet, frame, [column], self.styles)
        draw_questions(sheet, frame, lines, [column], asked, formulas, self.styles)
        add_states(sheet, (FIRST_ROW - 1, FIRST, frame.last_row, FIRST), RESPONDENT_STATE, self.styles)
        self._add_words(sheet, frame.last_row, FIRST)
        sheet.set_portrait()
        sheet.fit_to_pages(1, 1)
        sheet.print_area(0, 1, frame.last_row, FIRST)

    def _draw_cases(self, sheet: Worksheet) -> None:
        asked, layout, edition = self.survey.questionnaire.cases_sheet, self.layout, self.edition
        columns = self._case_columns()
        frame = self._frame("cases", CASES_LEAD, _CASE_WIDTH, len(layout.lines))
        formulas = dict.fromkeys(asked.questions, states.question_state(layout, edition))
        for line in layout.lines:
            if line.group:
                formulas[f"@{line.group}"] = states.group_state(layout, line.group, edition)
                formulas[f"@@{line.group}"] = states.group_cell(layout, line.group, edition)
        draw_frame(sheet, frame, columns, self.styles)
        draw_questions(sheet, frame, layout.lines, columns, asked, formulas, self.styles)
        last = FIRST + len(columns) - 1
        add_states(sheet, (FIRST_ROW - 1, FIRST, frame.last_row, last), ANSWER_STATE, self.styles)
        for row, line in enumerate(layout.lines, start=FIRST_ROW - 1):
            if line.group:
                add_words(sheet, (row, FIRST, row, last), {STATE_LABELS["missing"][edition]: "missing"}, self.styles)
        self._add_words(sheet, frame.last_row, last)
        sheet.set_landscape()
        sheet.repeat_columns(NEED_COLUMN - 1, QUESTION_COLUMN - 1)
        sheet.print_area(0, 1, frame.last_row, FIRST + max(CASES_ON_A_PAGE, self._begun) - 1)
        if self._begun <= CASES_ON_A_PAGE:
            sheet.fit_to_pages(1, 3)

    def _case_columns(self) -> list[DrawnColumn]:
        layout = self.layout
        found = self.findings.grouped("cases", lambda each: each.case_id or "")
        unseen = [each for each in self.findings.unseen if each.topic == "cases"]
        name = f'=IFERROR(INDEX({layout.column(layout.judged.mirrors["name"])},case_position)&"","")'
        state = states.case_state(layout.column(SCOPE), self.edition)
        return [
            DrawnColumn(
                case.case_id,
                case.answers,
                grouped_by(lambda each: each.key or CASE_ID_KEY, found.get(case.case_id, [])),
                frozenset(each.key or CASE_ID_KEY for each in unseen if each.case_id == case.case_id),
                frozenset(filter(case.is_carried, case.answers)),
                name,
                state,
            )
            for case in self.cases
        ]

    @property
    def _begun(self) -> int:
        """How many cases hold answers as the form is drawn."""
        return sum(bool(case.answers) for case in self.cases)

    def _frame(self, topic: Topic, lead: Words, answer_width: int, lines: int) -> Frame:
        return Frame(self.marker.on(topic), lead, _HEADS, _WIDTHS, answer_width, FIRST_ROW - 2 + lines)

    def _add_words(self, sheet: Worksheet, last_row: int, last_column: int) -> None:
        """Colours what column E and row 4 say, and lets both be filtered."""
        said, state = OPEN_COLUMN - 1, STATE_ROW - 1
        add_state_words(sheet, (FIRST_ROW - 1, said, last_row, said), self.edition, self.styles)
        add_state_words(sheet, (state, FIRST, state, last_column), self.edition, self.styles, complete=True)
        sheet.autofilter(STATE_ROW - 1, 0, last_row, OPEN_COLUMN - 1)

    def _draw_participants(self, sheet: Worksheet) -> None:
        page = ParticipantsPage(
            self.marker.on("participants"),
            self.survey.places,
            self.own,
            self.layout.free,
            self.form.answers.elsewhere,
            self.cases,
            self.findings.grouped("participants", lambda each: (each.case_id or "", each.municipality or "")),
        )
        draw_participants(sheet, page, self.layout, self.styles)
