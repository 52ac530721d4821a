"""Notes: refresh, what is not published and how it adds up, sources, what is the secretariat's own choice, accuracy."""

from __future__ import annotations

from collections.abc import Sequence

from survey_tool.release.choosing.release import REASON_LABELS
from survey_tool.release.dashboard.contents import SIGNS, SIGNS_MEANT, illustrative_line
from survey_tool.release.dashboard.drawing import style
from survey_tool.release.dashboard.drawing.canvas import Link, Live
from survey_tool.release.dashboard.facts.positions import Facts
from survey_tool.release.dashboard.facts.showing import LISTING
from survey_tool.release.dashboard.frame.page import START, Page, page
from survey_tool.release.data.notes import assumptions, citation, licence_page, next_update, reference_source
from survey_tool.release.tables.coverage import BESIDE_LABELS, NO_ANSWER, excluded_by_reason
from survey_tool.wording.words import Words

_REFRESH = Words("データの更新", "Updates")
_REFRESHED = Words(
    "各都道府県に定期的に照会し、回答を取りまとめて更新します。このファイルは{as_of}時点の回答に基づき、{published_on}に更新したものです。",
    "The prefectures are asked regularly and the dashboard is updated from their replies. This file is based on replies as of "
    "{as_of} and was updated on {published_on}.",
)
_SCOPE = Words("公表の対象", "What is published")
_SCOPE_TEXT = Words(
    "都道府県が関与する共同調達（協議会等が行い、都道府県が事務局、構成員又はオブザーバーとして加わるものを含む。）の事例を対象とします。"
    "項目ごとの件数では、無回答の事例も別に示し、割合は無回答を含む事例数に対するものです。"
    "次の事例は公表せず、統計にも含めません。",
    "Cases of joint procurement in which a prefecture has a part, those of a council with a prefecture as its secretariat, member "
    "or observer included. Where answers are counted, those not given stand apart as not answered, and a share is of all cases, these included. "
    "The following are not published and are in no figure.",
)
_RECONCILED = Words("報告された事例と公表した事例", "Reported and published cases")
_REPORTED, _PUBLISHED, _EXCLUDED = (
    Words("報告された事例", "Reported cases"),
    Words("公表した事例", "Published cases"),
    Words("公表対象外の事例", "Cases not published"),
)
_CHECK = Words("照合（報告 − 公表 − 公表対象外）", "Check: reported less published less excluded")
_RIGHT, _WRONG = Words("一致", "agrees"), Words("不一致", "does not agree")
_BESIDE = Words("件数に含まれないもの", "Beside these counts")
_NONE = Words("なし", "none")
_ITEM, _NUMBER = Words("区分", "Item"), Words("件数", "Number")
_SOURCES = Words("出典", "Sources")
_SURVEY_SOURCE = Words("共同調達の事例：{citation}", "Cases of joint procurement: {citation}")
_DATES = Words(
    "人口は{population}現在、職員数は{employees}現在の値です（基準日が異なります）。",
    "Population as of {population}, employees as of {employees} (two different dates).",
)
_OWN = Words("事務局において定めた取扱い", "What the secretariat has chosen itself")
_OWN_NOTE = Words(
    "次の取扱いは、事務局が定めたものです。今後見直すことがあります。",
    "These rules are the secretariat's own and may be revised.",
)
_ACCURACY = Words("正確性", "Accuracy")
_ACCURATE: tuple[Words, ...] = (
    Words(
        "掲載内容は各都道府県の回答に基づきます。形式上の誤りは確認していますが、内容の全てを確かめたものではありません。",
        "All contents come from the prefectures' replies. Their form has been checked; not every content has been verified.",
    ),
    Words(
        "公表事例がないことは、その団体にシステムがないことを意味しません。",
        "Where there is no published case, there may well be a system.",
    ),
    Words(
        "費用は、対象とする団体、期間及び業務の範囲が事例により異なるため、単純に比較することはできません。",
        "Costs differ in bodies, period and scope; they cannot simply be compared.",
    ),
    Words(
        "誤りに気付かれた場合は、事務局（{email}）までお知らせください。",
        "Please report mistakes to the secretariat ({email}).",
    ),
)
_LICENCE = Words("利用条件", "Licence")
_LICENSED = Words(
    "{licence}により利用できます。出典を記載し、編集・加工した場合はその旨も記載してください。",
    "{licence}. Name the source, and say so where you have edited the data.",
)
_FILE = Words("このファイルについて", "About this file")
_FILE_TEXT: tuple[Words, ...] = (
    Words(
        "Excel 2016以降及びLibreOfficeで利用できます。マクロは使用していません。保護ビュー等の再計算されない状態でも正しい値を表示します。",
        "For Excel 2016 and later and LibreOffice. No macros. Without recalculation, as in protected view, the values are right too.",
    ),
    Words(
        "計算式を誤って消さないよう、選択欄のあるシートは保護しています（パスワードはありません）。",
        "Sheets with a selection cell are protected against slips, without a password.",
    ),
    Words(
        "データシート（analysis以降）は公表データと同じ内容のテーブルで、見出しは項目名（列のキー）です。analysisは、1行を1事例1種別1都道府県とした"
        "ピボットテーブル用の表で、事例の件数は「事例の重み」の合計で求めます。市区町村の種別ごとの状況（standing）は、行数が多いためデータ"
        "（standing.csv）のみとしています。データシートは、ブック全体の印刷には含まれません。",
        "The data sheets (analysis and those after it) are tables that hold what the published files hold; a heading is the label of a "
        "column with its key. analysis is made for pivot tables: a case, a type and a prefecture a row; to count cases, add up the weights. "
        "Where municipalities stand (standing.csv) is left to its file, which has too many rows for a sheet. Data sheets are not "
        "printed with the whole workbook.",
    ),
    Words(
        "「事例一覧」は人が読むための表、「cases」は同じ事例の機械判読用の表です。",
        'The sheet "Case list" is for people, the sheet "cases" holds the same cases for machines. The list is not named "Cases" '
        "because Excel takes two such names for the same.",
    ),
)


def draw(facts: Facts) -> Page:
    """The notes."""
    drawn = page("notes", facts)
    settings = facts.survey.round
    told = _REFRESHED.fill(as_of=settings.as_of.isoformat(), published_on=settings.published_on.isoformat())
    row = _section(drawn, START, _REFRESH, [told + Words("", " ") + next_update(facts.survey)])
    row = _section(drawn, row, _SCOPE, [_SCOPE_TEXT])
    drawn.canvas.sections.append(row)
    row = _reconciliation(drawn, row)
    row = _section(drawn, row, _SOURCES, _sources(facts))
    row = _section(drawn, row, _OWN, [_OWN_NOTE, *assumptions(facts.survey)])
    email = settings.secretariat.email
    row = _section(drawn, row, _ACCURACY, [each.fill(email=email) for each in _ACCURATE])
    row = _section(drawn, row, SIGNS, SIGNS_MEANT)
    row = _section(drawn, row, _LICENCE, [_LICENSED.fill(licence=settings.publication.licence.words)])
    if address := licence_page(facts.survey):
        drawn.canvas.put(row - 1, 1, Link(address, address), style.LINK, style.INDENT)
        drawn.canvas.height(row - 1, 24)
    _section(drawn, row, _FILE, [*_FILE_TEXT, *([illustrative_line(facts.survey)] if facts.has_illustrative else [])])
    return drawn


def _section(drawn: Page, row: int, title: Words, texts: Sequence[Words]) -> int:
    """A heading with paragraphs, each after a dot where there are several."""
    drawn.canvas.sections.append(row)
    first = at = drawn.heading(row, title)
    for words in texts:
        dotted = Words("・", "• ") + words if len(texts) > 1 else words
        at = drawn.text(at, dotted)
    drawn.canvas.apart(first, at - 1)
    drawn.canvas.height(at, 12)
    return at + 1


def _sources(facts: Facts) -> list[Words]:
    places = facts.survey.places
    dates = _DATES.fill(population=places.population_date.isoformat(), employees=places.employees_date.isoformat())
    return [_SURVEY_SOURCE.fill(citation=citation(facts.survey)), reference_source(facts.survey), dates]


def _reconciliation(drawn: Page, row: int) -> int:
    """Reported = published + excluded, by reason, and what stands beside."""
    facts, canvas, release = drawn.facts, drawn.canvas, drawn.facts.release
    at = drawn.heading(row, _RECONCILED)
    drawn.head(at, [(1, _ITEM), (6, _NUMBER)], 6, 28)
    canvas.paint((at, 6, at, 6), style.RIGHT)
    reported, published, excluded = at + 1, at + 2, at + 3
    counted = excluded_by_reason(release.excluded)
    first, last = excluded + 1, excluded + len(counted)
    reasons = f"$G${first + 1}:$G${last + 1}"
    lines: list[tuple[int, Words, Live | int, style.Props]] = [
        (
            reported,
            _REPORTED,
            Live(f"=G{published + 1}+G{excluded + 1}", release.reported, ("notes", "reported")),
            style.BOLD,
        ),
        (published, _PUBLISHED, Live("=kpi_cases", facts.figures.number, ("notes", "published")), style.BOLD),
        (excluded, _EXCLUDED, Live(f"=SUM({reasons})", len(release.excluded), ("notes", "excluded")), style.BOLD),
    ]
    for offset, (reason, excluded_for_it) in enumerate(counted.items()):
        lines.append((first + offset, Words("　", "    ") + REASON_LABELS[reason], excluded_for_it, {}))
    for line, label, content, look in lines:
        drawn.line(line, 6, height=25)
        canvas.put(line, 1, facts(label), look)
        canvas.put(line, 6, content, style.NUMBER, look)
    check = last + 1
    canvas.paint((check, 1, check, 6), style.TOTAL)
    canvas.put(check, 1, facts(_CHECK))
    formula = f'=IF({release.reported}-G{published + 1}-G{excluded + 1}=0,"{facts(_RIGHT)}","{facts(_WRONG)}")'
    agrees = release.reported == len(release.cases) + len(release.excluded)
    canvas.put(check, 6, Live(formula, facts(_RIGHT if agrees else _WRONG), ("notes", "check")), style.RIGHT)
    _beside(drawn, at)
    canvas.height(check + 1, 12)
    return check + 2


def _beside(drawn: Page, row: int) -> None:
    """Prefectures without answer and unreadable files, on the right."""
    facts, canvas, release = drawn.facts, drawn.canvas, drawn.facts.release
    drawn.head(row, [(8, _BESIDE), (12, _NUMBER)], 12, 28)
    canvas.paint((row, 12, row, 12), style.RIGHT)
    unanswered = Live(
        f'=COUNTIF(prefectures_coverage,"{facts(NO_ANSWER.label)}")',
        len(release.unanswered),
        ("notes", "no_answer"),
    )
    counted: dict[str, Live | int] = {"no_answer": unanswered, "unreadable": release.unreadable_files}
    for offset, (beside, content) in enumerate(counted.items(), start=1):
        drawn.line(row + offset, 12, first=8)
        canvas.put(row + offset, 8, facts(BESIDE_LABELS[beside]))
        canvas.put(row + offset, 12, content, style.NUMBER)
    names = [facts(facts.survey.places.prefectures[code].name) for code in release.unanswered]
    who = facts(BESIDE_LABELS["no_answer"] + Words("：", ": ")) + (facts(LISTING).join(names) or facts(_NONE))
    canvas.span((row + 3, 8, row + 8, 12), who, style.QUIET, style.WRAP)
