"""What the secretariat has found in a return and no formula could find again: it stands until the answer is changed.

A formula knows how an answer should be written, not every way in which people write it. A value that it cannot tell from a
readable one (`2024/15`) would lose its colour in a correction copy as soon as the copy is calculated. So the copy's hidden
sheet keeps, below the live checks, each such finding with the answers from which it was concluded, as they were typed. The
checks ask here where they have nothing to say themselves; a finding whose answers differ from those kept holds no more.

    A column of the case | B id of the case | C place | D sentence, blank once it is settled | F… the answers as they were judged
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from survey_tool.form.contract.answers import Form, Typed
from survey_tool.form.contract.marker import CODE_KEY, LIVE_SHEET, Topic
from survey_tool.form.entries.cells import write_value
from survey_tool.form.live.checks import OFFICE_FINDING_PLACES, OFFICE_FINDINGS, STATE, office_finding_place, state_of
from survey_tool.form.live.layout import CASE_COLUMN, CASE_ID, LiveLayout
from survey_tool.form.live.placed_findings import PlacedFindings
from survey_tool.form.printed.messages import Message, Messages
from survey_tool.questionnaire.asked.questionnaire import Questionnaire
from survey_tool.questionnaire.findings.finding import Finding
from survey_tool.questionnaire.vocabulary.judging import QuestionSheet
from survey_tool.questionnaire.vocabulary.kinds import FreeText
from survey_tool.questionnaire.vocabulary.questions import Check

_PLACE, _SENTENCE, _FIRST_JUDGED = 2, 3, 5  # columns, 0-based; the first two are those of every row of cases
_OF_A_CODE = ("municipality-unknown", "municipality-ward")  # that one stands twice is seen in the form itself
_GAP = 1  # rows between the live checks and these, so that no sum over those takes these in


@dataclass(frozen=True)
class OfficeFinding:
    """One such finding: of which case ("" for the respondent), its sentence, and the answers as they were judged."""

    case_id: str
    place: str
    message: Message
    judged: Mapping[str, Typed]

    @property
    def sentence(self) -> int:
        """What the block of the live checks adds to the number of the case."""
        return self.message.number + state_of(self.message) - STATE


def office_findings(
    known: Questionnaire, form: Form, first: PlacedFindings, found: Messages
) -> tuple[OfficeFinding, ...]:
    """What stands in a form; of most forms nothing."""
    sheets: dict[Topic, QuestionSheet] = {"respondent": known.respondent_sheet, "cases": known.cases_sheet}
    checks = {
        found.of_check(topic, check, position).number: check
        for topic, sheet in sheets.items()
        for each in sheet.checks.values()
        for position, check in enumerate(each)
    }
    rows = {case.case_id: case.answers for case in form.answers.cases}

    def kept(each: Finding) -> OfficeFinding | None:
        message = first.message(each)
        if message is None:
            return None
        if message.topic == "participants":
            return _of_code(each, message, form)
        answers = form.answers.respondent if message.topic == "respondent" else rows.get(each.case_id or "", {})
        check = checks.get(message.number)
        return None if check is None else _of_answer(each, message, check, sheets[message.topic], answers)

    by_place: dict[str, OfficeFinding] = {}
    for found_again in filter(None, map(kept, form.findings)):
        by_place.setdefault(found_again.place, found_again)
    return tuple(by_place.values())


def _of_answer(
    found: Finding, message: Message, check: Check, sheet: QuestionSheet, answers: Mapping[str, Typed]
) -> OfficeFinding | None:
    """None where every answer that it rests on is one that a formula reads as well as we do."""
    if check.code == "error-value":
        return None
    rests_on = (check.key, *(check.rule.looks_at if check.rule else ()))
    judged = {key: answers.get(key) for key in rests_on}
    of_itself = (check.rule is None or check.on_blank) and isinstance(judged[check.key], str)
    doubtful = any(
        isinstance(typed, str) and not isinstance(sheet.questions[key].kind, FreeText) for key, typed in judged.items()
    )
    if not (of_itself or doubtful):
        return None
    case_id = found.case_id or ""
    return OfficeFinding(case_id, office_finding_place(case_id, check.key, message.severity), message, judged)


def _of_code(found: Finding, message: Message, form: Form) -> OfficeFinding | None:
    """A code of a municipality is known by itself, so that it holds as long as the code stands somewhere."""
    typed = next((each for each in form.answers.elsewhere if str(each) == found.municipality), None)
    if message.name not in _OF_A_CODE or typed is None or isinstance(typed, bool):
        return None
    code = f"{typed:06.0f}" if isinstance(typed, (int, float)) else " ".join(str(typed).split(" "))
    return OfficeFinding("", office_finding_place(code, CODE_KEY, message.severity), message, {})


class OfficeFindingRows:
    """The rows of the hidden sheet that keep what stands."""

    def __init__(self, layout: LiveLayout, kept: tuple[OfficeFinding, ...]) -> None:
        self.layout, self.kept = layout, kept
        self.first = layout.last_row + _GAP
        self.last = self.first + len(kept) - 1

    def define_names(self, workbook: Workbook) -> None:
        """The names under which the live checks ask."""
        for name, column in ((OFFICE_FINDING_PLACES, _PLACE), (OFFICE_FINDINGS, _SENTENCE)):
            letter = xl_col_to_name(column)
            workbook.define_name(name, f"={LIVE_SHEET}!${letter}${self.first + 1}:${letter}${self.last + 1}")

    def write(self, sheet: Worksheet) -> None:
        """Fills the rows, one after the other."""
        rows, ids = self.layout.local(CASE_COLUMN), self.layout.local(CASE_ID)
        for row, each in enumerate(self.kept, start=self.first):
            if each.case_id:
                # In this column it makes the names of the answers mean those of this case. Row 1 holds none.
                sheet.write_formula(row, CASE_COLUMN, f"=IFERROR(INDEX({rows},MATCH(row_id,{ids},0)),1)", None, 1)
                sheet.write_string(row, CASE_ID, each.case_id)
            sheet.write_string(row, _PLACE, each.place)
            same = ",".join(self._unchanged(row, each))
            if same:
                sheet.write_formula(
                    row, _SENTENCE, f'=IFERROR(IF(AND({same}),{each.sentence},""),"")', None, each.sentence
                )
            else:
                sheet.write_number(row, _SENTENCE, each.sentence)
            for column, typed in enumerate(each.judged.values(), start=_FIRST_JUDGED):
                write_value(sheet, row, column, typed)

    def _unchanged(self, row: int, each: OfficeFinding) -> Iterator[str]:
        prefix = "r_" if each.message.topic == "respondent" else ""
        for column, key in enumerate(each.judged, start=_FIRST_JUDGED):
            yield f"EXACT({prefix}typed_{key},${xl_col_to_name(column)}{row + 1})"
