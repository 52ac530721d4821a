"""The cover: what this is, of what day, the four key figures, who has answered, and where to find what."""

from __future__ import annotations

from survey_tool.release.dashboard.contents import SHEETS, illustrative_line
from survey_tool.release.dashboard.drawing import style
from survey_tool.release.dashboard.drawing.canvas import Live
from survey_tool.release.dashboard.drawing.charts import bars
from survey_tool.release.dashboard.drawing.formulas import filled
from survey_tool.release.dashboard.facts.positions import IMPLEMENTED_STATUSES, Facts
from survey_tool.release.dashboard.frame.page import LINE_HEIGHT, Page, define, page
from survey_tool.release.tables.coverage import COVERAGE
from survey_tool.release.tables.figures import answered
from survey_tool.wording.words import Words

_LINE = Words(
    "{as_of}時点の回答に基づきます。更新日：{published_on}", "Based on replies as of {as_of}. Updated {published_on}."
)
_WHAT = Words(
    "都道府県を中心に行われている情報システムの共同調達について、各都道府県の回答を集計したものです。"
    "規模の近い団体の事例や近隣の動きを調べ、次の調達の検討にご活用ください。",
    "What the prefectures have reported about the joint procurement of information systems. Use it to find cases of bodies "
    "of your size, to see what neighbours do, and to prepare your next procurement.",
)
_CASES = Words("公表事例", "Published cases")
_TYPES = Words("システム種別", "System types")
_PREFECTURES = Words("事例のある都道府県", "Prefectures with cases")
_BODIES = Words("参加市区町村", "Participating municipalities")
_OF_CASES = Words("うち実施 {number}件", "of which {number} implemented")
_OF_TYPES = Words("一覧の{number}種別のうち", "of {number} in the list")
_OF_PREFECTURES = Words("{number}都道府県のうち", "of {number}")
_OF_BODIES = Words("全国{number}市区町村のうち（重複を除く）", "of {number}, each counted once")
_COVERAGE = Words("回答の状況", "Who has answered")
_DOMAINS = Words("領域ごとの公表事例", "Published cases by domain")
_SHARE = Words(
    "{number}都道府県の内訳（「回答あり」は、事例を報告した都道府県です。）",
    'The {number} prefectures ("Answered": with cases to report).',
)
_CONTENTS = Words("目次", "Contents")
_CONTENTS_NOTE = Words("見出しを選択すると、そのシートに移動します。", "Select a heading to go to its sheet.")
_DATA = Words("データシート", "Data sheets")
_DATA_PROMISE = Words("集計の基になる表（機械判読用）", "The tables behind the figures, for machines")
_PUBLISHED_BY = Words("作成：{name}　利用条件：{licence}", "Published by {name}. Licence: {licence}")


def draw(facts: Facts) -> Page:
    """The cover."""
    drawn = page("cover", facts)
    settings, canvas = facts.survey.round, drawn.canvas
    canvas.height(3, 48)
    canvas.put(3, 1, drawn.facts(SHEETS[0].title), {"font_size": 24})
    line = facts(_LINE).format(as_of=settings.as_of.isoformat(), published_on=settings.published_on.isoformat())
    canvas.put(4, 1, line, style.QUIET)
    canvas.height(5, 10)
    drawn.text(6, _WHAT, style.LEAD)
    canvas.height(7, 8)
    row = _key_figures(drawn, 8)
    canvas.height(row, 18)
    _coverage(drawn, row + 1)
    _domains(drawn, row + 8)
    end = _contents(drawn, row + 1)
    canvas.height(end, 14)
    name, licence = settings.secretariat.name.words, settings.publication.licence.words
    canvas.put(end + 1, 1, facts(_PUBLISHED_BY.fill(name=name, licence=licence)), style.QUIET)
    if facts.has_illustrative:
        canvas.put(end + 2, 1, facts(illustrative_line(facts.survey)), style.QUIET)
    return drawn


def _key_figures(drawn: Page, row: int) -> int:
    facts = drawn.facts
    shown = facts(_OF_CASES)
    counted_there = '(COUNTIF(cases_status,"in_operation")+COUNTIF(cases_status,"in_preparation"))'
    formula = "=" + filled(shown, {"number": counted_there})
    of_cases = Live(
        formula, shown.format(number=facts.figures.with_status(IMPLEMENTED_STATUSES)), ("cover", "implemented")
    )
    counted = facts.figures
    listed = len(facts.survey.questionnaire.lists["system_type"].unique) - 1
    towns = f"{len(facts.municipalities):,}"
    figures = (
        ("kpi_cases", _CASES, "=COUNTA(cases_case_id)", counted.number, of_cases),
        (
            "kpi_system_types",
            _TYPES,
            f"={_different('linked_type')}",
            counted.system_types,
            facts(_OF_TYPES).format(number=listed),
        ),
        (
            "kpi_prefectures",
            _PREFECTURES,
            '=COUNTIF(prefectures_cases,">0")',
            counted.prefectures,
            facts(_OF_PREFECTURES).format(number=len(facts.prefectures)),
        ),
        (
            "kpi_municipalities",
            _BODIES,
            f"={_different('participants_lasting')}",
            counted.municipalities,
            facts(_OF_BODIES).format(number=towns),
        ),
    )
    cards = [(label, Live(formula, value, ("kpi", name)), note) for name, label, formula, value, note in figures]
    end = drawn.cards(row, cards, {"font_size": 30, "num_format": "#,##0"})
    drawn.canvas.height(row + 1, 54)
    for position, (name, *_) in enumerate(figures):
        define(drawn.canvas, name, row + 1, 1 + 3 * position)
    return end


def _different(column: str) -> str:
    """How many different numbers a column holds."""
    return f"IF(COUNT({column})=0,0,SUMPRODUCT(--(FREQUENCY({column},{column})>0)))"


def _coverage(drawn: Page, row: int) -> None:
    facts, canvas = drawn.facts, drawn.canvas
    after = drawn.heading(row, _COVERAGE, _SHARE.fill(number=len(facts.prefectures)))
    told, total = answered(facts.tables.prefectures.frame, "coverage"), len(facts.prefectures)
    for offset, choice in enumerate(COVERAGE):
        at, label = after + offset, facts(choice.label)
        drawn.line(at, 4)
        canvas.put(at, 1, label)
        number = Live(f'=COUNTIF(prefectures_coverage,"{label}")', told[choice.key], ("coverage", choice.key))
        canvas.put(at, 3, number, style.NUMBER, style.BOLD)
        share = Live(f"=D{at + 1}/{total}", told[choice.key] / total, ("coverage_share", choice.key))
        canvas.put(at, 4, share, style.SHARE)
        canvas.overlay(bars((at, 4, at, 4), top=1))


def _domains(drawn: Page, row: int) -> None:
    facts, canvas = drawn.facts, drawn.canvas
    at, numbers = drawn.heading(row, _DOMAINS), facts.figures.answered("domain")
    domains = facts.survey.questionnaire.lists["domain"].unique
    for offset, domain in enumerate(domains):
        drawn.line(at + offset, 4)
        canvas.put(at + offset, 1, facts(domain.label))
        live = Live(f'=COUNTIF(cases_domain,"{domain.key}")', numbers[domain.key], ("cover_domain", domain.key))
        canvas.put(at + offset, 4, live, style.NUMBER, style.BOLD)
    canvas.overlay(bars((at, 4, at + len(domains) - 1, 4)))


def _contents(drawn: Page, row: int) -> int:
    """The contents beside the coverage; gives the next free row."""
    facts, canvas = drawn.facts, drawn.canvas
    at = drawn.heading(row, _CONTENTS, _CONTENTS_NOTE, 6)
    for number, each in enumerate(SHEETS[1:], start=1):
        drawn.line(at, 12, height=LINE_HEIGHT + 10, first=6)
        canvas.put(at, 6, f"{number}　", style.CENTER, style.QUIET)
        canvas.put(at, 7, drawn.link(each.key), style.LINK, style.BOLD)
        canvas.put(at, 9, facts(each.promise))
        at += 1
    drawn.line(at, 12, height=LINE_HEIGHT + 10, first=6)
    canvas.put(at, 7, facts(_DATA), style.BOLD)
    canvas.put(at, 9, facts(_DATA_PROMISE))
    return at + 1
