"""What an answer whose writing should be looked at will be read as, as the list of open things says it.

The form knows it of choices, which its own lists name, of months in the usual ways of writing, and of amounts by 万 and 億; of other answers it says
nothing. The formulas stand in names that are relative to the line of the list, so they are written once.
"""

from __future__ import annotations

from survey_tool.form.live.layout import LiveLayout
from survey_tool.form.printed.messages import Messages
from survey_tool.questionnaire.vocabulary.kinds import Amount, Listed, Month, Number
from survey_tool.questionnaire.vocabulary.kinds.readable import (
    amount_read,
    as_typed_by_most,
    in_ten_thousands,
    month_read,
    year_of,
)

TYPED_PLAINLY = as_typed_by_most("open_typed")
"""What the cell `open_plain` of a line holds: what was typed, as months are looked for in it."""


def reading_names(layout: LiveLayout, found: Messages) -> dict[str, str]:
    """Names with their formulas; `open_reading` is the reading of what `open_typed` holds, "" where it is not known."""
    questions = layout.cases.questions
    hints = {key: found.named("cases", key, "hint").number for key in questions}
    months = [hints[key] for key, each in questions.items() if isinstance(each.kind, Month)]
    listed = [
        hints[key] for key, each in questions.items() if each.kind.list_name and isinstance(each.kind, (Listed, Number))
    ]
    amounts = [hints[key] for key, each in questions.items() if isinstance(each.kind, Amount)]
    said = f"INDEX({layout.mirrors},open_position,MATCH(open_key,{layout.grid_keys},0))"
    month = month_read("open_typed", "open_plain", "open_year", layout.edition)
    shown = 'IF(RIGHT(open_said,2)="年度","FY"&LEFT(open_said,4),open_said)' if layout.edition == "en" else "open_said"
    looked_up = f"IF(EXACT(open_said,TRIM(open_typed)),{{}},{shown})"
    of_month, of_choice = looked_up.format(month), looked_up.format('""')
    listed_or_amount = f"IFERROR(IF({_one_of(amounts)},{amount_read('open_bare', layout.edition)},NA()),{of_choice})"
    return {
        "open_bare": in_ten_thousands("open_plain"),
        "open_year": year_of("open_plain"),
        "open_said": said,
        "open_reading": f'IFERROR(IF({_one_of(months)},{of_month},IF({_one_of(listed)},{listed_or_amount},"")),"")',
    }


def _one_of(numbers: list[int]) -> str:
    return f"OR(open_sentence={{{','.join(map(str, numbers))}}})"
