"""Of things that stand twice: where the first one stands, as the list of open things says it before what to do.

The formula stands in a name that is relative to the line of the list, so it is written once. Cases are compared as the rule
compares them (`EXACT`: a name may hold a `*`).
"""

from __future__ import annotations

from survey_tool.form.contract.marker import ID_ROW
from survey_tool.form.live.checks import PLACE, SHEET
from survey_tool.form.live.layout import CASE_COLUMN, CASE_ID, FIRST_CASE, LiveLayout
from survey_tool.form.printed.messages import Messages
from survey_tool.questionnaire.findings.catalogue import SAME_AS
from survey_tool.wording.words import Words

_BEYOND = 10**7  # more rows than a sheet has: where nothing is found, no cell comes out


def same_as(cell: str) -> Words:
    """The sentence that names the cell."""
    return SAME_AS.fill(other_cell=cell)


def duplicate_formula(number: str, layout: LiveLayout, found: Messages) -> str:
    """The sentence for what is open under this `number`; the empty text where it is about nothing that stands twice."""
    sentence = f"MOD({number},{PLACE})"
    before, after = SAME_AS[layout.edition].split("{other_cell}")
    cell = "NA()"
    for which, place in _places(number, layout, found):
        cell = f"IF({sentence}={which},{place},{cell})"
    return f'IFERROR("{before}"&{cell}&"{after}","")'


def _places(number: str, layout: LiveLayout, found: Messages) -> list[tuple[int, str]]:
    """The number of each sentence that is about something that stands twice, and the cell of the first one."""
    position = layout.case_position(number)

    def in_case(row: str, first: str) -> str:
        return f"ADDRESS({row},INDEX({layout.column(CASE_COLUMN)},{first}),4)"

    places = []
    for key, checks in layout.cases.checks.items():
        for at, check in enumerate(checks):
            if check.rule and check.rule.among_cases:
                first = _first_of(layout.column(layout.judged.mirrors[key]), position)
                row = f'MATCH("{key}",{layout.cases_reference()}$A:$A,0)'
                places.append((found.of_check("cases", check, at).number, in_case(row, first)))
    ids = layout.column(CASE_ID)
    first = f"MATCH(INDEX({ids},{position}),{ids},0)"
    id_row = f"SUM(ROW({layout.cases_reference()}$A${ID_ROW}))"
    places.append((found.named("cases", "case_id", "duplicate-case-id").number, in_case(id_row, first)))
    row = f"INT(MOD({number},{SHEET})/{PLACE})"
    above = f'(free_codes&""=INDEX({layout.participants_reference()}$A:$A,{row})&"")*(ROW(free_codes)<{row})'
    code = f"ADDRESS({_smallest_row(above, 'free_codes')},SUM(COLUMN(free_codes)),4)"
    places.append((found.named("participants", "municipality_code", "duplicate-municipality").number, code))
    return places


def _first_of(answers: str, position: str) -> str:
    """Which of the judged cases is the first with the same answer."""
    return f"{_smallest_row(f'EXACT(INDEX({answers},{position}),{answers})', answers)}-{FIRST_CASE}"


def _smallest_row(condition: str, cells: str) -> str:
    return f"{_BEYOND}-SUMPRODUCT(MAX({condition}*({_BEYOND}-ROW({cells}))))"
