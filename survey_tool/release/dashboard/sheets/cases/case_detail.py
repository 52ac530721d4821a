"""One case: everything that is published of it, by choosing it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from survey_tool.drawing.heights import lines_in_pixels
from survey_tool.questionnaire.asked.bands import BANDS
from survey_tool.questionnaire.asked.case import BENEFITS, MILESTONES
from survey_tool.questionnaire.vocabulary.kinds import FreeText
from survey_tool.release.dashboard.contents import PREFECTURE, SAID_OF_SIGNS
from survey_tool.release.dashboard.drawing import style
from survey_tool.release.dashboard.drawing.canvas import Live
from survey_tool.release.dashboard.facts import showing
from survey_tool.release.dashboard.facts.positions import Facts
from survey_tool.release.dashboard.facts.selected import SelectedFacts
from survey_tool.release.dashboard.frame.page import FINE, LINE_HEIGHT, START, Card, Page, page
from survey_tool.release.dashboard.hidden.chosen import initial
from survey_tool.release.dashboard.hidden.shown import (
    BENEFITS_FELT,
    CONSIDERING,
    TAKING_PART,
    TOTAL_PER_HEAD,
    YEARLY_PER_HEAD,
    column_of,
    shown_columns,
)
from survey_tool.release.dashboard.parts.case_rows import REPORTER, case_head, of_chosen_case
from survey_tool.release.dashboard.parts.timeline import LABEL_COLUMNS, draw_timeline
from survey_tool.wording.words import Words

_HOW = (
    Words(
        "① 青枠の「事例」のセルを選択し、▼から事例を選びます（左の欄で都道府県を絞り込めます）。",
        '1. Select the blue cell after "Case" and choose from its ▼; the cell on the left narrows the list to a prefecture.',
    ),
    Words(
        "② 事例番号（例：13-2026-01）を直接入力しても表示できます。",
        "2. You may also type a case ID such as 13-2026-01.",
    )
    + SAID_OF_SIGNS,
)
_CASE = Words("事例", "Case")
_COMPARE = Words("他の事例と並べて比べる", "Compare with other cases")
_NOT_FOUND = Words(
    "該当する事例がありません。一覧から選択してください。", "There is no such case. Please choose from the list."
)
_PARTICIPANTS = Words("参加団体", "Participants")
_TOLD_ELSEWHERE = showing.TOLD_WITH_OTHERS | {
    *("case_id", "name", "domain", "system_type", "status", "withdrawn", "publication"),
    *(*BENEFITS, *MILESTONES),
}
_LONG = 200  # characters: longer answers take the whole width
SELECTOR = (START, 16)  # row and column
_LEFT, _RIGHT, _END = (1, 24), (27, 50), 50


@dataclass(frozen=True)
class _Item:
    """A label with the hidden column that its value comes from."""

    label: Words
    column: str


def draw(of: SelectedFacts) -> Page:
    """The detail of the chosen case."""
    facts = of.facts
    drawn = page("detail", facts, FINE)
    canvas = drawn.canvas
    values = initial(of)
    drawn.selector_row(START, (1, PREFECTURE), (15, _CASE))
    name = "select_case_prefecture"
    drawn.selector((START, 5, 12), values[name], name, "offered_case_prefectures")
    drawn.selector((*SELECTOR, _END), values["select_case"], "select_case", "offered_cases", anything=True)
    row = drawn.how_to(START + 2, *_HOW)
    canvas.put(START + 2, _END, drawn.link("compare", facts(_COMPARE)), style.LINK, style.RIGHT)
    canvas.height(row, 10)
    row = _headline(drawn, of, row + 1)
    canvas.height(row, 10)
    as_of = facts.survey.questionnaire.respondent.questions()["as_of"].label
    organisation = [
        _Item(REPORTER, "cases_reporter"),
        *_items(facts, "organisation", "case"),
        _Item(as_of, "cases_as_of"),
    ]
    costs = [
        *_items(facts, "costs"),
        _Item(YEARLY_PER_HEAD, "cases_per_head"),
        _Item(TOTAL_PER_HEAD, "cases_total_per_head"),
    ]
    row = _pairs(drawn, of, row + 1, ("organisation", organisation), ("costs", costs))
    procurement = _items(facts, "procurement", "funding")
    told = {"organisation", "case", "costs", "procurement", "funding"}
    others = dict.fromkeys(question.band for question in facts.questions.values() if question.band not in told)
    contact = _items(facts, *sorted(others, key=lambda band: band != "contact"))
    row = _pairs(drawn, of, row, ("procurement", procurement), ("contact", contact))
    canvas.sections.append(row)
    row = draw_timeline(drawn, of, row)
    canvas.sections.append(row)
    row = _texts(drawn, of, row)
    canvas.sections.append(row)
    _participants(drawn, of, row)
    return drawn


def _headline(drawn: Page, of: SelectedFacts, row: int) -> int:
    facts, canvas = drawn.facts, drawn.canvas
    canvas.box((row, 1, row + 1, _END))
    canvas.paint((row, 1, row + 1, 1), {"left": 5, "left_color": style.MID})
    names = shown_columns(facts)["cases_shown_name"]
    tall = max((lines_in_pixels(name, 1150, 16) for name in names), default=1)
    canvas.height(row, tall * 28 + 12)
    found = names[of.selection.case - 1] if of.selection.case else facts(_NOT_FOUND)
    title = Live(
        f'=IF(chosen_case=0,"{facts(_NOT_FOUND)}",INDEX(cases_shown_name,chosen_case)&"")', found, ("detail", "title")
    )
    canvas.span((row, 1, row, _END), title, {"font_size": 16, "bold": True}, style.WRAP_MIDDLE, style.INDENT)
    canvas.height(row + 1, 26)
    canvas.span((row + 1, 1, row + 1, _END), _line(of), style.INDENT, {"font_color": style.NOTE})
    at = row + 2
    canvas.height(at, 8)
    figures: list[tuple[Words, str]] = [
        (facts.questions["status"].label, "cases_shown_status"),
        *((case_head(name), f"cases_{name}") for name in ("bodies", "population", "employees")),
    ]
    cards: list[Card] = [(label, of_chosen_case(of, column), "") for label, column in figures]
    costs = (
        ("initial_cost", "cases_shown_initial_cost"),
        ("annual_cost", "cases_shown_annual_cost"),
        ("total_cost", "cases_total"),
    )
    cards += [(facts.questions[key].label, of_chosen_case(of, column), _scope(of, column)) for key, column in costs]
    end = drawn.cards(at + 1, cards, {"font_size": 12, "text_wrap": True})
    canvas.height(at + 2, 3 * 20)
    return end


def _scope(of: SelectedFacts, column: str) -> Live:
    """What an amount of the chosen case covers; nothing where a word stands in its place."""
    amount, scope = of_chosen_case(of, column), of_chosen_case(of, "cases_shown_cost_basis")
    unit = of.facts(showing.AMOUNT).format(amount="").strip()
    shown, covers = (each.formula.removeprefix("=") for each in (amount, scope))
    told = scope.value if unit in str(amount.value) else ""
    return Live(f'=IF(ISNUMBER(FIND("{unit}",{shown})),{covers},"")', told, ("detail", f"scope_{column}"))


def _line(of: SelectedFacts) -> Live:
    """Prefectures, domain and types in one line."""
    columns = ("cases_prefectures_shown", "cases_shown_domain", "cases_type_shown", "cases_id")
    joined = '&"　｜　"&'.join(f"INDEX({column},chosen_case)" for column in columns)
    told = "　｜　".join(str(of_chosen_case(of, column).value) for column in columns) if of.selection.case else ""
    return Live(f'=IF(chosen_case=0,"",{joined})', told, ("detail", "line"))


def _items(facts: Facts, *bands: str) -> list[_Item]:
    """The questions of some bands that are answered in few words and are not told elsewhere on the sheet."""
    return [
        _Item(question.label, column_of(key))
        for key, question in facts.questions.items()
        if question.band in bands and key not in _TOLD_ELSEWHERE and not _is_long(question.kind)
    ]


def _is_long(kind: object) -> bool:
    return isinstance(kind, FreeText) and kind.limit >= _LONG


def _pairs(drawn: Page, of: SelectedFacts, row: int, *sides: tuple[str, Sequence[_Item]]) -> int:
    """Two cards of labels and values side by side, each headed by a band of questions."""
    canvas = drawn.canvas
    (left_band, left), (right_band, right) = sides
    drawn.heading(row, BANDS[left_band].title, column=_LEFT[0])
    drawn.heading(row, BANDS[right_band].title, column=_RIGHT[0])
    for offset in range(max(len(left), len(right))):
        at = row + 1 + offset
        height = 25
        for (first, last), items in ((_LEFT, left), (_RIGHT, right)):
            canvas.paint((at, first, at, last), style.ROW if offset < len(items) else {})
            if offset < len(items):
                item = items[offset]
                value_first = first + LABEL_COLUMNS
                canvas.put(at, first, of.facts(item.label), {"font_color": style.NOTE, "text_wrap": False})
                pixels = canvas.pixels(value_first, last)
                height = max(height, _tallest(of.facts, item.column, pixels))
                canvas.span((at, value_first, at, last), of_chosen_case(of, item.column), style.WRAP_MIDDLE, style.LEFT)
        canvas.height(at, height)
    end = row + 1 + max(len(left), len(right))
    canvas.height(end, 10)
    return end + 1


def _tallest(facts: Facts, column: str, pixels: int, size: float = 10) -> int:
    """The height that the longest value of a column needs, so that whatever is chosen is shown in full."""
    tall = max((lines_in_pixels(text, pixels, size) for text in shown_columns(facts)[column]), default=1)
    return tall * LINE_HEIGHT + 7


def _texts(drawn: Page, of: SelectedFacts, row: int) -> int:
    """The long answers, each with its heading, over the whole width."""
    facts = drawn.facts
    long = [_Item(each.label, f"cases_shown_{key}") for key, each in facts.questions.items() if _is_long(each.kind)]
    at = drawn.heading(row, BANDS["background"].title)
    benefits = _Item(BENEFITS_FELT, "cases_benefits")
    places = [item.column for item in long]
    before_note = places.index("cases_shown_benefit_note") if "cases_shown_benefit_note" in places else len(long)
    return _wide(drawn, of, at, [*long[:before_note], benefits, *long[before_note:]])


def _participants(drawn: Page, of: SelectedFacts, row: int) -> int:
    at = drawn.heading(row, _PARTICIPANTS)
    items = [_Item(TAKING_PART, "cases_names"), _Item(CONSIDERING, "cases_considering")]
    return _wide(drawn, of, at, items)


def _wide(drawn: Page, of: SelectedFacts, row: int, items: Sequence[_Item]) -> int:
    canvas, at = drawn.canvas, row
    for item in items:
        drawn.line(at, _END)
        canvas.span((at, 1, at, LABEL_COLUMNS), of.facts(item.label), {"font_color": style.NOTE}, style.WRAP_MIDDLE)
        canvas.span((at, LABEL_COLUMNS + 1, at, _END), of_chosen_case(of, item.column), style.WRAP_MIDDLE, style.LEFT)
        canvas.height(at, max(28, _tallest(of.facts, item.column, canvas.pixels(LABEL_COLUMNS + 1, _END))))
        at += 1
    canvas.height(at, 10)
    return at + 1
