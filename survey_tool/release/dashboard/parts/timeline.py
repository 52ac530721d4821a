"""The months of a case as a line of time: one row a milestone, all on one scale, each in the place of its month."""

from __future__ import annotations

from survey_tool.questionnaire.asked.bands import BANDS
from survey_tool.questionnaire.asked.case import MILESTONES
from survey_tool.release.dashboard.drawing import style
from survey_tool.release.dashboard.drawing.canvas import Live
from survey_tool.release.dashboard.drawing.charts import shade
from survey_tool.release.dashboard.facts.selected import SelectedFacts
from survey_tool.release.dashboard.frame.page import Page, letters
from survey_tool.release.dashboard.hidden.listed import listed
from survey_tool.release.dashboard.parts.case_rows import of_chosen_case
from survey_tool.wording.words import Words

LABEL_COLUMNS = 8
"""How many columns a label takes on the sheet of a case; its value stands behind them."""
_FIRST, _LAST = 13, 50
STEPS = _LAST - _FIRST + 1
"""How many places the line has."""
POINT, SPAN = "●", "━"
_NOTE = Words(
    "● はその年月、━ はその年度（4月から翌年3月まで）を示します。"
    "左端から右端までが、この事例の最初から最後の年月です（年月が1つの場合は示しません）。",
    "● is the month, ━ the fiscal year (April to March). "
    "The scale runs from the first to the last month of this case; a single month has none.",
)
_START, _SCALE = "MIN(listed_milestone_first)", "(MAX(listed_milestone_last)-MIN(listed_milestone_first))"
_NO_LINE = f"{_SCALE}=0"  # a single month, or none, stands nowhere on a line


def draw_timeline(drawn: Page, of: SelectedFacts, row: int) -> int:
    """The line of time; gives the next free row."""
    facts, canvas = drawn.facts, drawn.canvas
    at = drawn.heading(row, BANDS["schedule"].title, _NOTE)
    canvas.height(at, 42)
    canvas.paint((at, 1, at, _LAST), style.HEAD, style.QUIET, {"bold": False, "indent": 0})
    canvas.paint((at, _FIRST, at, _LAST), style.CENTER, {"rotation": 90})  # a year lies in a column that is narrower
    for step in range(STEPS):
        canvas.put(at, _FIRST + step, _year(of, step))
    for place, key in enumerate(MILESTONES, start=1):
        at += 1
        drawn.line(at, _LAST, height=26)
        canvas.put(at, 1, facts(facts.questions[key].label), {"font_color": style.NOTE})
        canvas.put(at, 1 + LABEL_COLUMNS, of_chosen_case(of, f"cases_shown_{key}"), style.BOLD)
        for step in range(STEPS):
            look = {"font_color": style.STRONG, "font_size": 12, "indent": 0}
            canvas.put(at, _FIRST + step, _sign(of, place, step), style.CENTER, look)
    head = at - len(MILESTONES)
    area = (head + 1, _FIRST, at, _LAST)
    under = {"bottom": 1, "bottom_color": style.LINE}
    in_a_span, year_begins = f'={letters(_FIRST)}{head + 2}="{SPAN}"', f'={letters(_FIRST)}${head + 1}<>""'
    canvas.overlay(shade(area, in_a_span, {"bg_color": style.PALE, **under}))
    canvas.overlay(shade(area, year_begins, {"left": 1, "left_color": style.SOFT, **under}))
    canvas.height(at + 1, 10)
    return at + 2


def ends(of: SelectedFacts) -> tuple[int, int]:
    """First and last month of the chosen case; 0 where none is known."""
    known = [span for span in of.months() if span]
    return (min(span[0] for span in known), max(span[1] for span in known)) if known else (0, 0)


def year_at(of: SelectedFacts, step: int) -> int:
    """The calendar year at a step of the line."""
    start, end = ends(of)
    return (start + int(step * (end - start) / (STEPS - 1)) - 1) // 12


def _year(of: SelectedFacts, step: int) -> Live:
    """The year where it begins on the line, else nothing."""

    def _reckoned(at: int) -> str:
        return f"INT(({_START}+INT({at}*{_SCALE}/{STEPS - 1})-1)/12)"

    first, last = ends(of)
    told = str(year_at(of, step)) if first < last else ""
    if step and told == str(year_at(of, step - 1)):
        told = ""
    same = f"{_reckoned(step)}={_reckoned(step - 1)}" if step else "FALSE"
    formula = f'=IF({_NO_LINE},"",IF({same},"",{_reckoned(step)}&""))'
    return Live(formula, told, ("timeline", "year", str(step)))


def _sign(of: SelectedFacts, place: int, step: int) -> Live:
    first, last = listed("milestone_first", place), listed("milestone_last", place)
    left, right = (f"ROUND(({month}-{_START})/{_SCALE}*{STEPS - 1},0)" for month in (first, last))
    inside = f"AND({left}<={step},{right}>={step})"
    formula = f'=IF(OR({first}="",{_NO_LINE}),"",IF({inside},IF({first}={last},"{POINT}","{SPAN}"),""))'
    return Live(
        formula, sign_at(of.months()[place - 1], ends(of), step), ("timeline", MILESTONES[place - 1], str(step))
    )


def sign_at(span: tuple[int, int] | None, line: tuple[int, int], step: int) -> str:
    """What stands at a step of one milestone's line."""
    if span is None or line[0] == line[1]:
        return ""
    scale = line[1] - line[0]
    left, right = (int((month - line[0]) / scale * (STEPS - 1) + 0.5) for month in span)
    return "" if not left <= step <= right else POINT if span[0] == span[1] else SPAN
