"""The table of published cases: every public question as declared, and what follows from the participants."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from survey_tool.questionnaire.described.columns import (
    SEPARATOR,
    AnswerColumn,
    Column,
    TableCell,
    answer_columns,
    label_columns,
)
from survey_tool.questionnaire.vocabulary.kinds import Amount
from survey_tool.questionnaire.vocabulary.questions import Question
from survey_tool.reference.survey import Survey
from survey_tool.release.choosing.release import PublishedCase, Release
from survey_tool.release.tables.scales import (
    PER_HEAD,
    Scale,
    as_people,
    band_of,
    cost_bands,
    per_head,
    rounded_down,
    scale,
)
from survey_tool.release.tables.table import Table, TableRow, name_columns, table
from survey_tool.wording.words import Words

WHOLE_COST = "all_participants"  # the one basis on which an amount enters a cost per head, and is compared with others

CellOf = Callable[[PublishedCase, Scale], TableCell]


@dataclass(frozen=True)
class _CaseColumn:
    """A column of the table and how its cell is made. `follows` are the answers that an added value would taint."""

    column: Column
    value: CellOf
    follows: tuple[str, ...] = ()


PARTICIPANTS, CONSIDERING = "participants", "considering"  # what the columns follow that are reckoned from ○ and △


def public_questions(survey: Survey) -> dict[str, Question]:
    """The questions whose answers may be published."""
    return {key: each for key, each in survey.questionnaire.case.questions().items() if each.is_published}


def question_columns(survey: Survey) -> dict[str, tuple[AnswerColumn, ...]]:
    """The columns of every public question."""
    return {
        key: answer_columns(key, each, survey.questionnaire.lists) for key, each in public_questions(survey).items()
    }


def case_table(release: Release) -> Table:
    """One row a published case, in the order of their ids."""
    cells = list(_case_columns(release.survey))
    tainted = _all_told if release.survey.round.is_invented else _tainted
    rows = [_row(case, cells, scale(case.participants, release.survey.places), tainted) for case in release.cases]
    return table(
        "cases",
        Words("公表事例", "Published cases"),
        Words("公表している共同調達の事例。1行が1事例です。", "The published cases of joint procurement, one a row."),
        (*(each.column for each in cells), _ILLUSTRATIVE),
        sorted(rows, key=lambda row: str(row["case_id"])),
        key=("case_id",),
        refers={"prefecture_code": ("prefectures", "prefecture_code"), "system_type": ("system_types", "system_type")},
    )


_ILLUSTRATIVE = Column(
    "illustrative",
    "string",
    Words("例示の項目", "Illustrative items"),
    Words(
        f"実際の値ではなく、例示のために加えた値の列名（「{SEPARATOR}」区切り）。ラベル、区分等の列は元の列に準じます。",
        f"Names of the columns whose values are no real figures but were added for illustration, separated by {SEPARATOR} "
        "Labels, bands and the like follow their column.",
    ),
)


_Told = list[_CaseColumn]
"""Those columns of a case that tell something: a value, or a word in the column beside it."""


def _row(
    case: PublishedCase, cells: list[_CaseColumn], of: Scale, tainted: Callable[[PublishedCase, _Told], Iterator[str]]
) -> TableRow:
    row = {each.column.name: each.value(case, of) for each in cells}
    answered = {key for key, answer in case.answers if answer not in (None, ())}
    told = [each for each in cells if each.column.name in answered or row[each.column.name] is not None]
    return {**row, _ILLUSTRATIVE.name: SEPARATOR.join(tainted(case, told)) or None}


def _all_told(_: PublishedCase, told: _Told) -> Iterator[str]:
    """All of them, where nothing is real."""
    return (each.column.name for each in told)


def _tainted(case: PublishedCase, told: _Told) -> Iterator[str]:
    """Columns with a value that was added, or that is reckoned from one."""
    added = set(case.illustrative)
    if added & set(case.participants):
        added.add(PARTICIPANTS)
    if added & set(case.considering):
        added.add(CONSIDERING)
    return (each.column.name for each in told if added & {each.column.name, *each.follows})


def _case_columns(survey: Survey) -> Iterator[_CaseColumn]:
    for key, columns in question_columns(survey).items():
        for each in columns:
            yield _CaseColumn(each.column, partial(_answer, key, each))
        if key == "case_id":
            yield from _prefectures(survey)
        if isinstance(survey.questionnaire.case.questions()[key].kind, Amount):
            yield from _band(key, columns[0].column.title, survey)
            yield _per_head(key, columns[0].column.title)
    yield from _participants(survey)


def _answer(key: str, column: AnswerColumn, case: PublishedCase, _: Scale) -> TableCell:
    return column.cell(case[key])


def _prefectures(survey: Survey) -> Iterator[_CaseColumn]:
    names = {code: each.name for code, each in survey.places.prefectures.items()}
    title = Words("都道府県", "Prefecture")
    ja, en = name_columns("prefecture", title)
    yield _CaseColumn(
        Column(
            "prefecture_code",
            "string",
            Words("都道府県コード", "Prefecture code"),
            Words("回答した都道府県。", "The prefecture whose report it is."),
            {"required": True, "pattern": r"\d{2}"},
        ),
        lambda case, _: case.prefecture_codes[0],
    )
    yield _CaseColumn(ja, lambda case, _: names[case.prefecture_codes[0]].ja)
    yield _CaseColumn(en, lambda case, _: names[case.prefecture_codes[0]].en)
    yield _CaseColumn(
        Column(
            "prefectures",
            "string",
            Words("事例を表示する都道府県", "Prefectures it is shown under"),
            Words(
                f"回答した都道府県に、回答を統合した都道府県及び回答に挙げられた都道府県を加えたもの（「{SEPARATOR}」区切り）。",
                f"The one whose report it is, those whose reports were merged into it and those it names, separated by {SEPARATOR}",
            ),
            {"required": True},
        ),
        lambda case, _: SEPARATOR.join(case.shown_under),
    )


def _band(key: str, title: Words, survey: Survey) -> Iterator[_CaseColumn]:
    bounds = survey.round.publication.cost_bands
    bands = cost_bands(bounds)
    title += Words("の区分", ": band")
    ja, en = label_columns(f"{key}_band", title)
    described = Words(
        f"{key}の区分（千円、事務局の設定）。", f"Band of {key} in thousand yen (the secretariat's choice)."
    )

    def _of(case: PublishedCase) -> int | None:
        amount = _amount(case, key)
        return None if amount is None else band_of(amount, bounds)

    def _told(pick: Callable[[int], str]) -> CellOf:
        return lambda case, _: None if (position := _of(case)) is None else pick(position)

    column = Column(f"{key}_band", "string", title, described, choices=bands)
    yield _CaseColumn(column, _told(lambda position: bands[position].key))
    yield _CaseColumn(ja, _told(lambda position: bands[position].label.ja))
    yield _CaseColumn(en, _told(lambda position: bands[position].label.en))


def _per_head(key: str, title: Words) -> _CaseColumn:
    def _value(case: PublishedCase, of: Scale) -> TableCell:
        amount = _amount(case, key)
        return None if amount is None or case["cost_basis"] != WHOLE_COST else per_head(amount, of.population)

    described = Words(
        "参加市区町村の人口1人当たりの額（円。10円未満は小数第2位まで）。金額が参加団体全体のものである場合に限ります。"
        "総額を年数で除すことはしません。",
        "Yen per inhabitant of the participating municipalities (two decimals below ten yen), only where the amount is for "
        "all participants. A total is never divided by years.",
    )
    column = Column(f"{key}{PER_HEAD}", "number", title + Words("（人口1人当たり）", " per inhabitant"), described)
    return _CaseColumn(column, _value, follows=(key, "cost_basis", PARTICIPANTS))


def _amount(case: PublishedCase, key: str) -> int | None:
    answer = case[key]
    return int(answer) if isinstance(answer, (int, float)) else None


def _participants(survey: Survey) -> Iterator[_CaseColumn]:
    rounding = survey.round.publication
    yield _CaseColumn(
        Column(
            "participants_count",
            "integer",
            Words("参加市区町村数", "Participating municipalities"),
            Words("都道府県、一部事務組合等は数えません。", "Prefectures and other bodies are not counted."),
            {"required": True, "minimum": 0},
        ),
        lambda _, of: of.municipalities,
        follows=(PARTICIPANTS,),
    )
    yield _CaseColumn(
        Column("as_of", "date", survey.questionnaire.respondent.questions()["as_of"].label, _MARKS_AS_OF),
        lambda case, _: case.as_of,
    )
    yield _CaseColumn(
        Column(
            "considering_count",
            "integer",
            Words("検討中の市区町村数", "Municipalities considering it"),
            Words("参加を検討している市区町村の数。", "Number of municipalities that are considering it."),
            {"required": True, "minimum": 0},
        ),
        lambda case, _: len(case.considering),
        follows=(CONSIDERING,),
    )
    places = survey.places
    people = (
        ("population", Words("参加市区町村の人口", "Population of participants"), rounding.population_rounding),
        ("employees", Words("参加市区町村の職員数", "Employees of participants"), rounding.employees_rounding),
    )
    for (name, title, to), date in zip(people, (places.population_date, places.employees_date), strict=True):
        yield from _people(name, title, to)
        column = Column(f"{name}_date", "date", title + Words("の基準日", " as of"), _AS_OF)
        yield _CaseColumn(column, partial(_where_any, date))


def _where_any(date: dt.date, _: PublishedCase, of: Scale) -> TableCell:
    return date if of.municipalities else None


_AS_OF = Words("データの基準日です。", "The date of the data.")
_MARKS_AS_OF = Words(
    "参加状況（表participation）がいつの時点のものか。参加も検討もない事例では空欄。",
    "The day for which the table participation is true; empty where nobody takes part or considers it.",
)


def _people(name: str, title: Words, to: int) -> Iterator[_CaseColumn]:
    described = Words(
        f"○の市区町村の合計を{to:,}人単位で切り捨てた数。0は{to:,}人未満、空欄は参加市区町村なし。",
        f"Total of the municipalities with ○, rounded down to {to:,}; 0 is less than that, empty is no municipality.",
    )
    ja, en = name_columns(name, title + Words("（表示用）", " as shown"))

    def _shown(of: Scale) -> Words:
        return as_people(getattr(of, name), to) if of.municipalities else Words("", "")

    yield _CaseColumn(
        Column(name, "integer", title, described, {"minimum": 0}),
        lambda _, of: rounded_down(getattr(of, name), to) if of.municipalities else None,
        follows=(PARTICIPANTS,),
    )
    yield _CaseColumn(ja, lambda _, of: _shown(of).ja or None)
    yield _CaseColumn(en, lambda _, of: _shown(of).en or None)
