"""As what the secretariat has read an answer that was written in its own way: the copy says so as long as the answer stands.

A formula knows few ways of writing, so that a form can only say that it is seen later whether an answer can be read. In a copy that has
been seen: its hidden sheet keeps each such answer with what it was read as, and the list of open things says the same as the note
at the cell.

    C case (of a municipality its code as typed) and question | D the sentence | F the answer as it was typed
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from survey_tool.form.contract.answers import Form, Typed
from survey_tool.form.contract.marker import LIVE_SHEET
from survey_tool.form.entries.cells import write_value
from survey_tool.form.live.checks import PARTICIPANTS_RANK
from survey_tool.form.live.layout import CASE_ID, LiveLayout
from survey_tool.form.live.placed_findings import PlacedFindings
from survey_tool.questionnaire.findings.catalogue import HINT
from survey_tool.questionnaire.findings.finding import Finding
from survey_tool.questionnaire.vocabulary.excel_face import quoted
from survey_tool.wording.words import Language

_AT, _SAID, _TYPED = "OFFICE_READINGS_AT", "OFFICE_READINGS", "OFFICE_READINGS_OF"
_COLUMNS = {_AT: 2, _SAID: 3, _TYPED: 5}  # 0-based


@dataclass(frozen=True)
class OfficeReading:
    """One such answer: how the list asks for it, as typed, and what is said of it."""

    place: str
    typed: Typed
    said: str


def office_readings(form: Form, placed: PlacedFindings) -> tuple[OfficeReading, ...]:
    """What was read in a form otherwise than it is written; of most forms nothing."""
    return tuple(
        OfficeReading(f"{owner} {each.key}", typed, each.sentence[form.edition])
        for each in form.findings
        if placed.is_doubt_of_writing(each) and each.key
        for owner, typed in _answers_at(form, each)
    )


def _answers_at(form: Form, found: Finding) -> Iterator[tuple[Typed, Typed]]:
    """Whose the answer is, and the answer."""
    key = found.key or ""
    match found.topic:
        case "respondent" if key in form.answers.respondent:
            yield "", form.answers.respondent[key]
        case "cases":
            yield from (
                (each.case_id, each.answers[key])
                for each in form.answers.cases
                if each.case_id == found.case_id and key in each.answers
            )
        case "participants":
            yield from ((code, code) for code in form.answers.elsewhere if str(code) == found.municipality)


class OfficeReadingRows:
    """The rows of the hidden sheet that keep them, from `first` on (0-based)."""

    def __init__(self, first: int, kept: tuple[OfficeReading, ...]) -> None:
        self.first, self.kept = first, kept

    def define_names(self, workbook: Workbook) -> None:
        """The names under which the list asks."""
        for name, column in _COLUMNS.items():
            letter = xl_col_to_name(column)
            area = f"${letter}${self.first + 1}:${letter}${self.first + len(self.kept)}"
            workbook.define_name(name, f"={LIVE_SHEET}!{area}")

    def write(self, sheet: Worksheet) -> None:
        """Fills the rows, one after the other."""
        for row, each in enumerate(self.kept, start=self.first):
            sheet.write_string(row, _COLUMNS[_AT], each.place)
            sheet.write_string(row, _COLUMNS[_SAID], each.said)
            write_value(sheet, row, _COLUMNS[_TYPED], each.typed)


def as_read(layout: LiveLayout, edition: Language) -> str:
    """What a line of the list says of an answer that still stands as it was read, else "": a formula of its names."""
    case = f'IF(open_of_case,INDEX({layout.column(CASE_ID)},open_position),"")'
    owner = f"IF(open_rank={PARTICIPANTS_RANK},open_typed,{case})"
    at = f'MATCH({owner}&" "&open_key,{_AT},0)'
    still = f"AND(INDEX(MSG_SENTENCE,open_sentence)={quoted(HINT[edition])},EXACT(INDEX({_TYPED},{at}),open_typed))"
    return f'IFERROR(IF({still},INDEX({_SAID},{at}),""),"")'
