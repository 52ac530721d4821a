"""Overview: joint procurement in the three domains, by type nationwide, considered beside implemented, year by year."""

from __future__ import annotations

from survey_tool.release.dashboard.contents import NO_CASES, NUMBER_OF_CASES
from survey_tool.release.dashboard.drawing import style
from survey_tool.release.dashboard.drawing.canvas import Live
from survey_tool.release.dashboard.drawing.charts import Said, bars, column_chart, stacked_bars
from survey_tool.release.dashboard.drawing.formulas import how_many
from survey_tool.release.dashboard.drawing.style import Props
from survey_tool.release.dashboard.facts.positions import IMPLEMENTED_STATUSES, STATUSES, Facts
from survey_tool.release.dashboard.facts.showing import LISTING
from survey_tool.release.dashboard.frame.page import START, Card, Page, letters, page
from survey_tool.release.dashboard.hidden.years import STARTS_NOTE, YEAR, counted, year_rows
from survey_tool.release.dashboard.parts.case_rows import NARROW_BODIES
from survey_tool.release.dashboard.parts.size_costs import draw_size_costs
from survey_tool.release.tables.figures import OTHERS, Figures
from survey_tool.wording.words import Words

CASES, IMPLEMENTED = Words("公表事例", "Published cases"), Words("実施", "Implemented")
_DOMAINS = Words("領域ごとの件数", "By domain")
_DOMAINS_NOTE = Words(
    "「実施」は運用中と準備中の計です。複数の領域にわたる事例は、主たる種別の領域に計上しています。",
    '"Implemented" = in operation and in preparation. A case counts in the domain of its main type.',
)
_TYPES = Words("システム種別ごとの件数（全国）", "By system type, nationwide")
_TYPES_NOTE = Words(
    "全国で2件以上の種別を示し、1件の種別及び一覧にない種別は「その他」としています。",
    'Types with two or more cases; types with one, or on no list, are put together as "Others".',
)
DO_NOT_ADD_UP = Words(
    "複数の種別にわたる事例があるため、種別の計は合計と一致しません。",
    "Some cases cover several types, so the types do not add up to the total.",
)
ADD_UP = Words(
    "複数の種別にわたる事例は各種別に1件として数えます。今回、種別の計は合計と一致します。",
    "A case that covers several types counts once under each. In this release the types add up to the total.",
)
_YEARS = Words("運用開始年度ごとの件数", "By fiscal year of the start of operation")
_OF_OTHERS = Words("「{label}」に含まれる種別：{types}", "{label}: {types}")
_YEAR_ROW = 20
DOMAIN, TYPE, ALL = Words("領域", "Domain"), Words("システム種別", "System type"), Words("合計", "Total")
PREFECTURES = Words("都道府県数", "Prefectures")
_DOMAIN_CHART = Words(
    "領域ごとの実施、検討中、運用終了の件数の棒グラフ。数値は左の表と同じです。",
    "Bars: implemented, considering and ended cases by domain. The figures are those of the table on the left.",
)
_YEAR_CHART = Words(
    "運用開始年度ごとの件数の縦棒グラフ。数値は左の表と同じです。",
    "Columns: cases by fiscal year of their start. The figures are those of the table on the left.",
)

_OF_WHICH = Words("うち{status}の事例", "of which {status}")
"""Said of cases: beside them municipalities are counted, which consider something of their own."""
STATUS_COLUMNS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("cases", STATUSES),
    ("implemented", IMPLEMENTED_STATUSES),
    ("considering", ("considering",)),
    ("ended", ("ended",)),
)


def status_labels(facts: Facts) -> list[str]:
    """The heads of the four columns of counts."""
    statuses = facts.survey.questionnaire.lists["status"]
    return [facts(CASES), facts(IMPLEMENTED), *(facts(statuses[key].label) for key in ("considering", "ended"))]


def draw(facts: Facts) -> Page:
    """The overview."""
    drawn = page("overview", facts)
    row = _status_cards(drawn, START)
    drawn.canvas.height(row, 14)
    row = _domains(drawn, row + 1)
    drawn.canvas.sections.append(row)
    row = _types(drawn, row)
    drawn.canvas.sections.append(row)
    row = _years(drawn, row)
    drawn.canvas.sections.append(row)
    draw_size_costs(drawn, row)
    return drawn


def _status_cards(drawn: Page, row: int) -> int:
    facts = drawn.facts
    statuses = facts.survey.questionnaire.lists["status"]
    total = Live("=kpi_cases", facts.figures.number, ("overview", "cases"))
    cards: list[Card] = [(CASES, total, facts(ALL))]
    for key in STATUSES:
        live = Live(f'=COUNTIF(cases_status,"{key}")', facts.figures.with_status([key]), ("overview_status", key))
        cards.append((statuses[key].label, live, facts(statuses[key].meaning)))
    for position, (label, value, note) in enumerate(cards):
        left = 1 + position * 2 + (2 if position else 0)
        right = left + (3 if not position else 1)
        drawn.card((row, left, row + 2, right), label, value, note)
    return row + 3


def count_columns(filters: str, statuses: tuple[str, ...], prefix: str) -> str:
    """A formula that counts rows of the columns `prefix…` under further filters, by status."""
    if len(statuses) == len(STATUSES):
        return f"COUNTIFS({filters})"
    return "+".join(f'COUNTIFS({filters},{prefix}_status,"{status}")' for status in statuses)


def status_cards(facts: Facts, figures: Figures, filters: str, prefix: str, sheet: str) -> list[Card]:
    """The cards of the four counts of cases, from rows of the columns `prefix…` under filters."""
    cards: list[Card] = []
    for label, (name, statuses) in zip(status_labels(facts), STATUS_COLUMNS, strict=True):
        formula = "=" + count_columns(filters, statuses, prefix)
        said = (
            Words.same(label)
            if name == "cases"
            else _OF_WHICH.fill(status=label if facts.language == "ja" else label.lower())
        )
        cards.append((said, Live(formula, figures.with_status(statuses), (sheet, name)), ""))
    return cards


def _domains(drawn: Page, row: int) -> int:
    facts, canvas = drawn.facts, drawn.canvas
    at = drawn.heading(row, _DOMAINS, _DOMAINS_NOTE)
    labels = status_labels(facts)
    drawn.head(at, [(1, DOMAIN), *((3 + place_, label) for place_, label in enumerate(labels))], 6)
    canvas.paint((at, 3, at, 6), style.RIGHT)
    domains = facts.survey.questionnaire.lists["domain"].unique
    for offset, domain in enumerate(domains, start=1):
        _domain_row(drawn, at + offset, domain.key, facts(domain.label), style.ROW)
    end = at + len(domains) + 1
    _domain_row(drawn, end, None, facts(ALL), style.TOTAL)
    series = [(labels[column - 3], (at + 1, column, end - 1, column)) for column in (4, 5, 6)]
    says = chart_says(facts, _DOMAINS, DOMAIN, _DOMAIN_CHART, bars_lie=True)
    canvas.overlay(stacked_bars(canvas, at, 7, (at + 1, 1, end - 1, 1), series, says, (590, 250)))
    for extra in range(end + 1, end + 3):
        canvas.height(extra, 50)
    return end + 3


def chart_says(facts: Facts, title: Words, what: Words, alt: Words, *, bars_lie: bool = False) -> Said:
    """What a chart of numbers of cases says of itself."""
    number, of = facts(NUMBER_OF_CASES), facts(what)
    return Said(facts(title), number if bars_lie else of, of if bars_lie else number, facts(alt))


def _domain_row(drawn: Page, row: int, domain: str | None, label: str, look: Props) -> None:
    canvas, frames = drawn.canvas, drawn.facts.tables.frames
    counted = frames.under(frames.cases, "domain", domain) if domain else frames.figures
    canvas.height(row, 32)
    canvas.paint((row, 1, row, 6), look)
    canvas.put(row, 1, label)
    for offset, (name, statuses) in enumerate(STATUS_COLUMNS):
        if domain is None:
            letter = letters(3 + offset)
            formula = f"=SUM({letter}{row - 2}:{letter}{row})"
        else:
            formula = "=" + count_columns(f'cases_domain,"{domain}"', statuses, "cases")
        canvas.put(
            row,
            3 + offset,
            Live(formula, counted.with_status(statuses), ("domain", domain or "all", name)),
            style.NUMBER,
        )


def _types(drawn: Page, row: int) -> int:
    facts, canvas = drawn.facts, drawn.canvas
    links = sum(facts.of_group(group.position).number for group in facts.groups)
    at = drawn.heading(row, _TYPES, _TYPES_NOTE)
    heads = [*status_labels(facts), facts(PREFECTURES), facts(NARROW_BODIES)]
    drawn.head(at, [(1, facts(DOMAIN)), (3, facts(TYPE)), *enumerate(heads, start=6)], 11)
    canvas.paint((at, 6, at, 11), style.RIGHT)
    domains = facts.survey.questionnaire.lists["domain"]
    first, before = at + 1, None
    for group in facts.groups:
        at += 1
        drawn.line(at, 11, height=23)
        canvas.put(at, 1, facts(domains[group.domain].label) if group.domain != before else "", style.BOLD)
        canvas.put(at, 3, facts(group.label))
        before = group.domain
        _type_row(drawn, at, group.position)
    if facts.groups:
        canvas.overlay(bars((first, 6, at, 6)))
        canvas.apart(first, at)
    at += 1
    canvas.height(at, 24)
    summed = ADD_UP if links == len(facts.cases) else DO_NOT_ADD_UP
    canvas.put(at, 1, facts(summed if facts.groups else NO_CASES), style.QUIET)
    for group in facts.groups:
        if group.key == OTHERS:
            at = drawn.text(at + 1, _others(facts, group.position), style.QUIET, area=(1, 11)) - 1
    canvas.height(at + 1, 14)
    return at + 2


def _others(facts: Facts, group: int) -> str:
    """Which types stand behind others."""
    of = facts.groups[group - 1]
    types = facts.survey.questionnaire.lists["system_type"]
    told = [facts(choice.label) for choice in types.unique if choice.key in of.types]
    return facts(_OF_OTHERS).format(label=facts(of.label), types=facts(LISTING).join(told))


def _type_row(drawn: Page, row: int, group: int) -> None:
    facts, canvas = drawn.facts, drawn.canvas
    counted, figure = facts.of_group(group), facts.groups[group - 1].name
    for offset, (column, statuses) in enumerate(STATUS_COLUMNS):
        formula = "=" + count_columns(f"pairs_group,{group}", statuses, "pairs")
        live = Live(formula, counted.with_status(statuses), ("type", figure, column))
        canvas.put(row, 6 + offset, live, style.NUMBER)
    formula = "=" + how_many(f"INDEX(heat,0,{group})")
    canvas.put(row, 10, Live(formula, counted.prefectures, ("type", figure, "prefectures")), style.NUMBER)
    formula = f'=SUMPRODUCT(--(MID(municipalities_taking_part,{group},1)="1"))'
    canvas.put(row, 11, Live(formula, counted.municipalities, ("type", figure, "municipalities")), style.NUMBER)


def _years(drawn: Page, row: int) -> int:
    facts, canvas = drawn.facts, drawn.canvas
    at = drawn.heading(row, _YEARS, STARTS_NOTE)
    drawn.head(at, [(1, YEAR), (3, CASES)], 3)
    canvas.paint((at, 3, at, 3), style.RIGHT)
    rows, numbers = year_rows(facts), counted(facts, facts.figures)
    for offset, each in enumerate(rows, start=1):
        drawn.line(at + offset, 3, height=_YEAR_ROW)
        canvas.put(at + offset, 1, each.label)
        formula = f"=COUNTIFS(cases_year,{each.criterion})"
        canvas.put(at + offset, 3, Live(formula, numbers[each.key], ("year", each.key)), style.NUMBER)
    end = at + len(rows)
    canvas.height(end + 1, 14)
    size = (880, 34 + _YEAR_ROW * len(rows))
    canvas.overlay(
        column_chart(
            canvas, at, 4, (at + 1, 1, end, 1), (at + 1, 3, end, 3), chart_says(facts, _YEARS, YEAR, _YEAR_CHART), size
        )
    )
    return end + 2
