"""All published cases as a table to be sorted and filtered.

What fits a page of paper comes first; further columns stand to the right, on the screen alone. No value that is filtered carries a
sign: an illustrative one is written in italics, and a column of its own says which cases hold some.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from survey_tool.drawing.heights import lines_in_pixels
from survey_tool.release.dashboard.contents import NO_CASES, NO_FIGURE, SAID_OF_SIGNS, SIGN
from survey_tool.release.dashboard.drawing import style
from survey_tool.release.dashboard.drawing.canvas import CellContent, Live
from survey_tool.release.dashboard.drawing.formulas import filled
from survey_tool.release.dashboard.drawing.style import Props
from survey_tool.release.dashboard.facts import showing
from survey_tool.release.dashboard.facts.positions import FactCase, Facts
from survey_tool.release.dashboard.frame.page import BEYOND, LINE_HEIGHT, MARGIN, START, Page, page, place
from survey_tool.release.dashboard.hidden.cards import card_link
from survey_tool.release.dashboard.parts.case_rows import case_head
from survey_tool.release.dashboard.parts.type_costs import OF_SCOPE
from survey_tool.release.tables.cases import WHOLE_COST
from survey_tool.release.tables.scales import as_people, population_class
from survey_tool.wording.words import Words

_HOW = (
    Words(
        "① 見出しの▼で絞り込み、並べ替えます。複数の都道府県の事例も、▼の検索欄に都道府県名を入力すると見つかります。",
        "1. Filter and sort by ▼ in the heads. The search box behind ▼ finds a prefecture also where a case has several.",
    ),
    Words(
        "② 事例番号を選択すると、その事例の票に移動します。右へ進むと、さらに項目があります。",
        "2. A case ID leads to all that is published of the case. Further columns follow on the right.",
    )
    + SAID_OF_SIGNS,
)
_SHOWN = Words("表示中の事例", "Cases shown")
_OF = Words("／ 全{number}件", "of {number}")
_SIGN_HEAD = Words("例示", "Not\nreal")
_FISCAL_YEAR = Words("{what}\n（年度）", "{what}\n(FY)")
_HEADS: dict[str, Words] = {
    "sign": _SIGN_HEAD,
    "status": Words("現在の\n段階", "Stage"),
    "population": Words("人口規模\n（人）", "Population"),
    "employees": Words("職員規模\n（人）", "Employees"),
    "start_year": _FISCAL_YEAR.fill(what=case_head("start")),
    "end_year": _FISCAL_YEAR.fill(what=case_head("end")),
    "years": Words("総額の\n年数", "Years of\nthe total"),
    "size": Words("人口の区分", "Population class"),
    "annual_band": Words("年間運用費の\n区分（千円）", "Annual cost band\n(1,000 yen)"),
    "annual_per_head": Words("年間運用費\n／人（円）", "Annual cost\nper head (yen)"),
    "total_per_head": Words("総額／人\n（円）", "Total per\nhead (yen)"),
    "types": Words("全ての種別", "All types"),
    "contact": Words("問合せ先", "Contact"),
}
_HEAD_ROW = START + 2


@dataclass(frozen=True)
class _ListColumn:
    """A column of the table: name, width (Japanese, English), content of a case, how it looks, the column it is made from."""

    name: str
    widths: tuple[int, int]
    content: Callable[[Facts, FactCase], CellContent]
    look: Props = field(default_factory=lambda: style.WRAP_MIDDLE)
    of: str = ""

    @property
    def head(self) -> Words:
        return _HEADS.get(self.name) or case_head(self.name, narrow=True)


_YEAR: Props = {"num_format": "0", "align": "right", "indent": 1}


def _answer(key: str, widths: tuple[int, int], name: str = "") -> _ListColumn:
    return _ListColumn(
        name or key, widths, lambda facts, case: showing.unsigned(facts, case, key), style.WRAP_MIDDLE, key
    )


def _number(
    name: str, widths: tuple[int, int], column: str, look: Props = style.NUMBER, asked: str = ""
) -> _ListColumn:
    """A number of the case table; where there is none the word in its place, or the sign of no figure. `asked`: the question that it is
    worked out from, where it is none itself."""
    key = asked or column

    def _content(facts: Facts, case: FactCase) -> CellContent:
        number = case.number(column)
        if number is not None:
            return number
        return showing.unsigned(facts, case, key) if key in facts.questions else NO_FIGURE

    return _ListColumn(name, widths, _content, look, column)


def _size(facts: Facts, case: FactCase) -> str:
    size = population_class(case.number("population"))
    return NO_FIGURE if size is None else facts(size)


def _band(facts: Facts, case: FactCase) -> str:
    """The band of an amount for all participants, the scope of another: bands of two scopes cannot be compared."""
    if case.number("annual_cost") is not None and case.row["cost_basis"] != WHOLE_COST:
        return facts(OF_SCOPE.fill(scope=facts.survey.questionnaire.lists["cost_basis"][case.text("cost_basis")].label))
    return str(case.row[f"annual_cost_band_{facts.language}"] or showing.unsigned(facts, case, "annual_cost"))


_PRINTED: tuple[_ListColumn, ...] = (
    _ListColumn("id", (120, 114), lambda facts, case: card_link(facts, case.position, case.id), style.ID_LINK),
    _ListColumn("sign", (40, 40), lambda _, case: SIGN if case.signed - {""} else "", style.CENTER),
    _ListColumn("name", (160, 124), lambda _, case: case.text("name"), style.WRAP_MIDDLE, "name"),
    _ListColumn("prefecture", (74, 88), showing.prefectures),
    _ListColumn("type", (112, 106), showing.system_type),
    _answer("status", (74, 104)),
    _number("bodies", (74, 74), "participants_count"),
    _number("population", (92, 112), "population"),
    _number("initial_cost", (76, 72), "initial_cost"),
    _number("annual_cost", (86, 72), "annual_cost"),
    _number("total_cost", (76, 72), "total_cost"),
    _number("years", (58, 60), "total_cost_years", {**style.NUMBER, "num_format": "General"}),  # 0.## shows 5 as "5."
    _answer("cost_basis", (90, 104)),
    _number("start_year", (72, 60), "operation_start_on_fiscal_year", _YEAR, "operation_start_on"),
    _number("end_year", (72, 80), "contract_end_on_fiscal_year", _YEAR, "contract_end_on"),
)
_ON_SCREEN: tuple[_ListColumn, ...] = (
    _answer("subsidy_used", (80, 80)),
    _answer("domain", (80, 90)),
    _ListColumn("types", (200, 200), showing.all_types),
    _ListColumn("size", (110, 120), _size, style.WRAP_MIDDLE, "population"),
    _number("employees", (90, 90), "employees"),
    _ListColumn("annual_band", (120, 120), _band, style.WRAP_MIDDLE, "annual_cost"),
    _number("annual_per_head", (90, 90), "annual_cost_per_head", {**style.NUMBER, **style.NUMBER_OR_SMALL}),
    _number("total_per_head", (90, 90), "total_cost_per_head", {**style.NUMBER, **style.NUMBER_OR_SMALL}),
    _answer("contract_form", (120, 130)),
    _answer("procurement_method", (120, 130)),
    _answer("specification", (110, 120)),
    _answer("vendor", (150, 150)),
    _answer("operation_start_on", (80, 80), "start"),
    _answer("contract_end_on", (80, 80), "end"),
    _answer("contact_department", (170, 170), "contact"),
)
_COLUMNS = (*_PRINTED, *_ON_SCREEN)
_PLACES = {each.name: place for place, each in enumerate(_COLUMNS, start=1)}
_FROZEN = _PLACES["name"] + 1


def list_row(position: int) -> int:
    """The row of a case, by its position."""
    return _HEAD_ROW + position


def draw(facts: Facts) -> Page:
    """The case list."""
    english = facts.language == "en"
    # The last column that is printed stands where other pages have their margin.
    drawn = page("cases", facts, (MARGIN, *(each.widths[english] for each in _PRINTED)))
    canvas = drawn.canvas
    canvas.beyond = (*(each.widths[english] for each in _ON_SCREEN), *BEYOND)
    head, right = drawn.how_to(START, *_HOW), len(_COLUMNS)
    last = head + max(1, len(facts.cases))
    _how_many(drawn, head, last)
    drawn.head(head, [(_PLACES[each.name], each.head) for each in _COLUMNS], right, 44)
    canvas.paint((head, 1, head, right), {"text_wrap": True})
    for each in _COLUMNS:
        if each.look.get("align") == "right":
            canvas.paint((head, _PLACES[each.name], head, _PLACES[each.name]), style.RIGHT)
    if not facts.cases:
        drawn.line(last, right)
        canvas.put(last, _PLACES["name"], facts(NO_CASES))
    for case in facts.cases:
        _row(drawn, list_row(case.position), case)
    canvas.repeat, canvas.freeze, canvas.freeze_columns = (head, head), head + 1, _FROZEN
    canvas.overlay(lambda _, sheet: sheet.autofilter(head, 1, last, right))
    return drawn


def _how_many(drawn: Page, head: int, last: int) -> None:
    """How many cases are shown, of how many."""
    facts, canvas = drawn.facts, drawn.canvas
    line, count = head - 1, _PLACES["years"]
    canvas.put(line, count - 1, facts(_SHOWN), style.BOLD, style.RIGHT)
    shown = Live(f"=SUBTOTAL(103,{place(head + 1, 1)}:{place(last, 1)})", len(facts.cases), ("list", "shown"))
    canvas.put(line, count, shown, style.BOLD, {"font_size": 12, "font_color": style.DEEP}, style.RIGHT)
    formula = "=" + filled(facts(_OF), {"number": 'TEXT(kpi_cases,"#,##0")'})
    total = facts(_OF).format(number=f"{len(facts.cases):,}")
    canvas.put(line, count + 1, Live(formula, total, ("list", "of")))


def _row(drawn: Page, row: int, case: FactCase) -> None:
    facts, canvas = drawn.facts, drawn.canvas
    drawn.line(row, len(_COLUMNS))
    tall = 1
    for each in _COLUMNS:
        column, content = _PLACES[each.name], each.content(facts, case)
        if isinstance(content, str) and each.look.get("text_wrap"):
            tall = max(tall, lines_in_pixels(content, canvas.pixels(column, column) - 12))
        illustrative: Props = {"italic": True} if each.of in case.signed else {}
        canvas.put(row, column, content, each.look, _least(facts, each.name), illustrative)
    canvas.height(row, max(30, tall * LINE_HEIGHT + 6))


def _least(facts: Facts, name: str) -> Props:
    """People are rounded down: what comes to none is under the least that is told."""
    if name not in ("population", "employees"):
        return {}
    least = facts(as_people(0, getattr(facts.survey.round.publication, f"{name}_rounding")))
    return {"num_format": f'[=0]"{least}";#,##0'}
