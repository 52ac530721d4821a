"""Ahead: who considers what, with whom to talk to, and which contracts end in which year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from survey_tool.drawing.heights import lines_in_pixels
from survey_tool.release.dashboard.contents import NOT_ANSWERED, PREFECTURE
from survey_tool.release.dashboard.drawing import style
from survey_tool.release.dashboard.drawing.canvas import CellContent, Live
from survey_tool.release.dashboard.drawing.charts import bars
from survey_tool.release.dashboard.facts import showing
from survey_tool.release.dashboard.facts.ahead import considered, ending
from survey_tool.release.dashboard.facts.positions import FactCase, Facts
from survey_tool.release.dashboard.frame.page import LINE_HEIGHT, START, Page, page, place
from survey_tool.release.dashboard.hidden.cards import card_link
from survey_tool.release.dashboard.hidden.lookups import year
from survey_tool.release.dashboard.parts.case_rows import case_head
from survey_tool.wording.words import Words

_CONSIDERED = Words("検討されている調達", "What is being considered")
_CONSIDERED_NOTE = Words(
    "検討中の事例と、参加を検討している（△）市区町村のある事例（運用終了を除く）を、システム種別順に示します。共同調達への参加を"
    "検討する場合は、問合せ先に御相談ください。",
    "Cases under consideration and cases that municipalities consider joining (△), ended ones left out, by system type. Ask the contact "
    "about taking part.",
)
_ENDING = Words("契約の終了年度", "Contracts by year of end")
_ENDING_NOTE = Words(
    "運用終了を除く公表事例です。終了後の次の調達は、参加を検討する機会となります。",
    "Published cases that have not ended. The procurement that follows is a chance to take part.",
)
_LISTED = Words("契約の終了の早い順", "Contracts, the earliest end first")
_NONE_CONSIDERED = Words("検討されている公表事例はありません。", "No published case is being considered.")
_NONE_ENDING = Words("契約の終了時期が回答された事例はありません。", "No case tells when its contract ends.")
_YEAR, _NUMBER = Words("年度", "Fiscal year"), Words("事例数", "Cases")
_UNKNOWN = Words("不明", "Unknown")
_JOINING, _CONTACT, _VENDOR = (
    Words("検討中の\n市区町村", "Municipalities △"),
    Words("問合せ先", "Contact"),
    Words("事業者", "Supplier"),
)
_END_YEAR = "contract_end_on_fiscal_year"

_Told = Callable[[Facts, FactCase], CellContent]


@dataclass(frozen=True, slots=True)
class _AheadColumn:
    """A column of a list: first and last column of the grid, its head, what it tells of a case."""

    first: int
    last: int
    head: Words
    told: _Told
    look: style.Props = field(default_factory=lambda: style.WRAP_MIDDLE)


def _considering(_: Facts, case: FactCase) -> CellContent:
    return case.number("considering_count")


def _answered(key: str) -> _Told:
    return lambda facts, case: showing.answer(facts, case, key)


_BY = (
    _AheadColumn(1, 1, case_head("id"), lambda facts, case: card_link(facts, case.position, case.id), style.ID_LINK),
    _AheadColumn(2, 2, PREFECTURE, showing.prefectures),
    _AheadColumn(3, 4, case_head("type"), showing.all_types),
    _AheadColumn(5, 6, case_head("name"), lambda _, case: case.text("name")),
    _AheadColumn(7, 7, case_head("status"), _answered("status")),
)
_CONSIDERED_COLUMNS = (
    *_BY,
    _AheadColumn(8, 8, _JOINING, _considering, style.NUMBER),
    _AheadColumn(9, 9, case_head("start"), _answered("operation_start_on")),
    _AheadColumn(10, 12, _CONTACT, showing.contact_in_full),
)
_ENDING_COLUMNS = (
    *_BY,
    _AheadColumn(8, 8, case_head("end"), _answered("contract_end_on")),
    _AheadColumn(9, 9, _VENDOR, _answered("vendor")),
    _AheadColumn(10, 12, _CONTACT, showing.contact_in_full),
)


def draw(facts: Facts) -> Page:
    """What lies ahead."""
    drawn = page("ahead", facts)
    row = _list(drawn, START, (_CONSIDERED, _CONSIDERED_NOTE, _NONE_CONSIDERED), _CONSIDERED_COLUMNS, considered(facts))
    drawn.canvas.sections.append(row)
    _lead_to(drawn, 7, _ENDING, row)
    row = _years(drawn, row)
    drawn.canvas.sections.append(row)
    _lead_to(drawn, 10, _LISTED, row)
    _list(drawn, row, (_LISTED, None, _NONE_ENDING), _ENDING_COLUMNS, ending(facts))
    return drawn


def _lead_to(drawn: Page, column: int, title: Words, row: int) -> None:
    """A link beside the first heading to a table that stands below the whole first list."""
    link = drawn.link("ahead", f"▼ {drawn.facts(title)}", place(row, 1))
    drawn.canvas.put(START, column, link, style.LINK)


def _list(
    drawn: Page,
    row: int,
    said: tuple[Words, Words | None, Words],
    columns: Sequence[_AheadColumn],
    cases: Sequence[FactCase],
) -> int:
    facts, canvas = drawn.facts, drawn.canvas
    title, note, none = said
    at = drawn.heading(row, title)
    at = drawn.text(at, note, style.QUIET) if note else at
    drawn.head(at, [(each.first, each.head) for each in columns], 12)
    for each in columns:
        if each.look.get("align") == "right":
            canvas.paint((at, each.first, at, each.first), style.RIGHT)
    if not cases:
        at += 1
        drawn.line(at, 12)
        canvas.put(at, 1, facts(none))
    for case in cases:
        at += 1
        _line(drawn, at, columns, case)
    canvas.apart(at - len(cases) + 1, at)
    canvas.height(at + 1, 14)
    return at + 2


def _line(drawn: Page, row: int, columns: Sequence[_AheadColumn], case: FactCase) -> None:
    facts, canvas = drawn.facts, drawn.canvas
    drawn.line(row, 12)
    tall = 1
    for each in columns:
        content, pixels = each.told(facts, case), canvas.pixels(each.first, each.last) - 12
        if isinstance(content, str):
            tall = max(tall, lines_in_pixels(content, pixels))
        if each.first == each.last:
            canvas.put(row, each.first, content, each.look)
        else:
            canvas.span((row, each.first, row, each.last), content, each.look)
    canvas.height(row, max(24, tall * LINE_HEIGHT + 6))


def _years(drawn: Page, row: int) -> int:
    """The number of contracts by the fiscal year in which they end."""
    facts, canvas = drawn.facts, drawn.canvas
    at = drawn.heading(row, _ENDING, _ENDING_NOTE)
    drawn.head(at, [(1, _YEAR), (3, _NUMBER)], 3, 26)
    canvas.paint((at, 3, at, 3), style.RIGHT)
    first = at + 1
    numbers = Counter(str(year(case, "contract_end_on")) for case in facts.cases if not case.has_ended)
    for key, label, criterion in _year_rows(facts):
        at += 1
        drawn.line(at, 3, height=22)
        canvas.put(at, 1, label, style.LEFT)
        formula = f'=COUNTIFS(cases_end_year,{criterion},cases_status,"<>ended")'
        canvas.put(at, 3, Live(formula, numbers[key], ("ending", key)), style.NUMBER)
    canvas.overlay(bars((first, 3, at, 3)))
    canvas.height(at + 1, 14)
    return at + 2


def _year_rows(facts: Facts) -> list[tuple[str, str, str]]:
    """Key, label and criterion of each row: the years that occur and those between them, then what is not known."""
    told = [int(each) for case in ending(facts) if (each := case.number(_END_YEAR)) is not None]
    years = [str(each) for each in range(min(told), max(told) + 1)] if told else []
    rows = [(each, each, each) for each in years]
    return [
        *rows,
        *((key, facts(label), f'"{key}"') for key, label in (("unknown", _UNKNOWN), ("blank", NOT_ANSWERED))),
    ]
