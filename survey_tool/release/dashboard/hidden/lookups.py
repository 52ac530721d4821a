"""What stands on the hidden sheets: the static columns of cases, types, prefectures, municipalities and their links."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence

from survey_tool.questionnaire.asked.case import BENEFITS, MILESTONES, SUBSIDIES
from survey_tool.questionnaire.vocabulary.kinds import month_span
from survey_tool.reference.places import Municipality
from survey_tool.release.dashboard.contents import AT_LEAST, NO_DATA, UNKNOWN
from survey_tool.release.dashboard.drawing.canvas import CellContent, Live
from survey_tool.release.dashboard.facts import showing
from survey_tool.release.dashboard.facts.participation import joined_cases, joined_short, taking_part
from survey_tool.release.dashboard.facts.positions import STATUSES, FactCase, Facts, Group
from survey_tool.release.dashboard.facts.selection import NOT_ENDED
from survey_tool.release.dashboard.facts.similarity import CASE_SCALE, FAR, MOST_NEAR, Similarity, size
from survey_tool.release.dashboard.hidden.cards import cards
from survey_tool.release.dashboard.hidden.sheet import HiddenSheet, HiddenTable, ranges
from survey_tool.release.dashboard.hidden.shown import COMPARED_COSTS, listed_columns
from survey_tool.release.tables.cases import WHOLE_COST
from survey_tool.release.tables.figures import OTHER_SCOPE, OTHERS
from survey_tool.wording.words import Words

MOST_NEIGHBOURS = 8
ENDED = len(STATUSES) + 1  # the last of the stages
ASKED_BY_TYPE = (
    "status",
    "subsidy_used",
    "procurement_method",
    "contract_form",
    "cost_bearing",
)
_FULL_NAME = Words("{prefecture}{name}", "{prefecture}, {name}")


def full_name(facts: Facts, municipality: Municipality) -> str:
    """A municipality's name with its prefecture's."""
    prefecture = facts.survey.places.prefectures[municipality.prefecture_code]
    return facts(_FULL_NAME).format(
        prefecture=facts(prefecture.name), name=facts.municipality_labels[municipality.code]
    )


def full_name_formula(facts: Facts, prefecture: str, name: str) -> str:
    """The same from two references."""
    return f"{prefecture}&{name}" if facts.language == "ja" else f'{prefecture}&", "&{name}'


def hidden_sheets(facts: Facts, similarity: Similarity) -> Iterator[HiddenSheet]:
    """The hidden sheets of static columns, and the scores that follow the chosen municipality."""
    yield _cases(facts, similarity)
    yield _pairs(facts)
    yield _groups(facts)
    yield _links(facts)
    yield _lasting(facts)
    yield _prefectures(facts)
    yield _municipalities(facts, similarity)
    yield _participants(facts, similarity)


def _cases(facts: Facts, similarity: Similarity) -> HiddenSheet:
    cases = facts.cases
    return HiddenSheet(
        "_cases",
        {
            "cases_label": [showing.label(case) for case in cases],
            "cases_year": [year(case) for case in cases],
            "cases_end_year": [year(case, "contract_end_on") for case in cases],
            **listed_columns(facts),
            **_spans(cases),
            **_likeness(facts, similarity),
            "cases_card": [card.area for card in cards(facts)],
        },
    )


def _likeness(facts: Facts, similarity: Similarity) -> dict[str, list[CellContent]]:
    """Where each case stands for the chosen municipality; blank where it has nobody to compare with or is filtered out."""
    cases = facts.cases
    rows = ranges([case.position for case in cases for _ in case.participants], len(cases))
    return {
        "cases_groups": ["".join("01"[group.position in case.groups] for group in facts.groups) for case in cases],
        "cases_stage": [case.stage for case in cases],
        "cases_closest": [_closest(similarity, case, of) for case, of in zip(cases, rows, strict=True)],
        "cases_near": [_near(similarity, case, of) for case, of in zip(cases, rows, strict=True)],
        "cases_score": [
            _case_score(similarity, case) if count else "" for case, (_, count) in zip(cases, rows, strict=True)
        ],
    }


def _spans(cases: Iterable[FactCase]) -> dict[str, list[CellContent]]:
    """First and last month of each milestone."""
    found: dict[str, list[CellContent]] = {}
    for key in MILESTONES:
        spans = [month_span(case.text(key)) or (None, None) for case in cases]
        found[f"cases_first_{key}"] = [first for first, _ in spans]
        found[f"cases_last_{key}"] = [last for _, last in spans]
    return found


def _closest(similarity: Similarity, case: FactCase, rows: tuple[int, int]) -> CellContent:
    """The score of the closest participant."""
    first, count = rows
    if not count:
        return ""
    scores = f"_participants!$D${first + 1}:$D${first + count}"
    value = _or_blank(similarity.closest[case.position - 1])
    return Live(f'=IF(COUNT({scores})=0,"",MIN({scores}))', value, ("case_closest", case.id))


def _near(similarity: Similarity, case: FactCase, rows: tuple[int, int]) -> CellContent:
    """How many participants but the chosen one have half to twice its population."""
    first, count = rows
    if not count:
        return ""
    people, scores = (f"_participants!${column}${first + 1}:${column}${first + count}" for column in "CD")
    formula = f'=COUNTIFS({people},">="&chosen_population/2,{people},"<="&chosen_population*2,{scores},">=0")'
    return Live(formula, similarity.near[case.position - 1], ("case_near", case.id))


def _case_score(similarity: Similarity, case: FactCase) -> CellContent:
    group, stage, closest, near = (
        f"INDEX(cases_{each},{case.position})" for each in ("groups", "stage", "closest", "near")
    )
    wanted = (
        f'OR(chosen_similar_group=0,MID({group},MAX(1,chosen_similar_group),1)="1"),'
        f"OR(chosen_similar_stage=0,chosen_similar_stage={stage},AND(chosen_similar_stage={NOT_ENDED},{stage}<{ENDED}))"
    )
    score = f"({MOST_NEAR}-{near})*{FAR}+INT({closest})+{case.position}/{CASE_SCALE}"
    formula = f'=IF({closest}="","",IF(AND({wanted}),{score},""))'
    return Live(formula, _or_blank(similarity.cases[case.position - 1]), ("case_score", case.id))


def _pairs(facts: Facts) -> HiddenSheet:
    """One row a group and case, sorted by group, with the answers that are counted by type."""
    members = {group.position: facts.cases_of_group(group.position) for group in facts.groups}
    cases = list(itertools.chain(*members.values()))
    return HiddenSheet(
        "_pairs",
        {
            "pairs_group": [position for position, own in members.items() for _ in own],
            "pairs_case": [case.position for case in cases],
            "pairs_year": [year(case) for case in cases],
            **{f"pairs_{key}": [case.text(key) for case in cases] for key in ASKED_BY_TYPE},
            **_marks(cases),
            **_all_costs(cases),
        },
    )


def _marks(cases: Sequence[FactCase]) -> dict[str, list[CellContent]]:
    """1 where a ○ question is marked; and where none of those of benefits is."""
    found: dict[str, list[CellContent]] = {
        f"pairs_{key}": [1 if case.case[key] else None for case in cases] for key in (*SUBSIDIES, *BENEFITS)
    }
    return found | {"pairs_no_benefit": [None if any(case.case[key] for key in BENEFITS) else 1 for case in cases]}


def _all_costs(cases: Sequence[FactCase]) -> dict[str, list[CellContent]]:
    """Those that are compared; of totals, which are for different years, the amounts alone, to be counted."""
    found: dict[str, list[CellContent]] = {"pairs_total_cost": [_whole(case, "total_cost") for case in cases]}
    for key in COMPARED_COSTS:
        found.update(_costs(cases, key))
    return found


def _costs(cases: Iterable[FactCase], key: str) -> dict[str, list[CellContent]]:
    return {
        f"pairs_{key}": [_whole(case, key) for case in cases],
        f"pairs_{key}_band": [_banded(case, key) for case in cases],
        f"pairs_{key}_per_head": [case.number(f"{key}_per_head") for case in cases],
    }


def _banded(case: FactCase, key: str) -> str:
    """The band of an amount for all participants; of another the scope; else the word in its place."""
    band = case.text(f"{key}_band")
    if band and case.row["cost_basis"] != WHOLE_COST:
        return f"{OTHER_SCOPE}{case.text('cost_basis')}"
    return band or case.text(f"{key}_status")


def year(case: FactCase, key: str = "operation_start_on") -> int | str:
    """The fiscal year in which operation started (or of another milestone), `unknown`, or `blank`."""
    told = case.number(f"{key}_fiscal_year")
    return int(told) if told is not None else case.text(key) or "blank"


def _whole(case: FactCase, key: str) -> int | float | None:
    """An amount where it is for all participants: only such amounts are compared."""
    return case.number(key) if case.row["cost_basis"] == WHOLE_COST else None


def _groups(facts: Facts) -> HiddenSheet:
    of = [group.position for group in facts.groups for _ in facts.cases_of_group(group.position)]
    rows = ranges(of, len(facts.groups))
    return HiddenSheet(
        "_groups",
        {
            "groups_label": [facts(group.label) for group in facts.groups],
            "groups_key": [group.key if group.key != OTHERS else f"{OTHERS}_{group.domain}" for group in facts.groups],
            "groups_domain": [group.domain for group in facts.groups],
            "groups_first": [first for first, _ in rows],
            "groups_cases": [facts.of_group(group.position).number for group in facts.groups],
        },
    )


def _links(facts: Facts) -> HiddenSheet:
    """Three lists side by side: cases by prefecture; prefecture, group and case; cases by listed type."""
    shown = [(each, case) for each in range(1, len(facts.prefectures) + 1) for case in facts.cases_of_prefecture(each)]
    crossing = [(prefecture, group, case) for prefecture, case in shown for group in case.groups]
    types = [str(row["system_type"]) for row in facts.tables.case_system_types.rows]
    listed = [choice.key for choice in facts.survey.questionnaire.lists["system_type"].unique]
    return HiddenSheet(
        "_links",
        {
            "shown_prefecture": [prefecture for prefecture, _ in shown],
            "shown_case": [case.position for _, case in shown],
            "shown_status": [case.text("status") for _, case in shown],
            "crossing_prefecture": [prefecture for prefecture, _, _ in crossing],
            "crossing_group": [group for _, group, _ in crossing],
            "crossing_lasting": [int(not case.has_ended) for _, _, case in crossing],
            "linked_type": [listed.index(each) + 1 for each in types if each != "not_in_list"],
        },
    )


def _lasting(facts: Facts) -> HiddenTable:
    """Cases that have not ended, by prefecture and group, as they are shown: what neighbours are compared by."""
    return HiddenTable(
        "_lasting",
        {
            f"lasting_{group.position}": [
                _lasting_count(facts, each, group) for each in range(1, len(facts.prefectures) + 1)
            ]
            for group in facts.groups
        },
        whole="lasting",
    )


def _lasting_count(facts: Facts, prefecture: int, group: Group) -> Live:
    formula = f"=COUNTIFS(crossing_prefecture,{prefecture},crossing_group,{group.position},crossing_lasting,1)"
    figure = ("lasting", facts.prefectures[prefecture - 1].code, group.name)
    number = facts.lasting_crossing[prefecture, group.position]
    return as_known(facts, Live(formula, number, figure), prefecture, group.position)


def as_known(facts: Facts, counted: Live, prefecture: int, group: int = 0, unknown: str = UNKNOWN) -> Live:
    """A number of a prefecture as it is shown (`Facts.as_known`), formula and value alike."""
    if not facts.is_open(prefecture, group):
        return counted
    bare = counted.formula.removeprefix("=")
    formula = f'=IF({bare}=0,"{unknown}",{bare}&"{AT_LEAST}")'
    return Live(formula, facts.as_known(int(counted.value), prefecture, group, unknown), counted.figure)


def _prefectures(facts: Facts) -> HiddenSheet:
    positions = range(1, len(facts.prefectures) + 1)
    rows = ranges([each for each in positions for _ in facts.cases_of_prefecture(each)], len(positions))
    towns = ranges([facts.prefecture_position[each.prefecture_code] for each in facts.municipalities], len(positions))
    around = [(*each, *[0] * (MOST_NEIGHBOURS - len(each))) for each in facts.neighbours]
    return HiddenSheet(
        "_prefectures",
        {
            "prefectures_label": [facts(each.name) for each in facts.prefectures],
            "prefectures_code": [each.code for each in facts.prefectures],
            "prefectures_coverage": [str(row[f"coverage_{facts.language}"]) for row in facts.tables.prefectures.rows],
            "prefectures_first": [first for first, _ in rows],
            **_cases_under(facts),
            "prefectures_first_town": [first for first, _ in towns],
            "prefectures_towns": [count for _, count in towns],
            **{f"prefectures_neighbour_{n + 1}": [each[n] for each in around] for n in range(MOST_NEIGHBOURS)},
        },
    )


def _cases_under(facts: Facts) -> dict[str, list[CellContent]]:
    """How many cases stand under each prefecture, whether something is not known of it, and the number as it is shown."""
    positions = range(1, len(facts.prefectures) + 1)
    return {
        "prefectures_cases": [_under(facts, each, "prefecture") for each in positions],
        "prefectures_open": [int(facts.is_open(each)) for each in positions],
        "prefectures_shown": [
            as_known(facts, _under(facts, each, "prefecture_shown"), each, unknown=facts(NO_DATA)) for each in positions
        ],
    }


def _under(facts: Facts, prefecture: int, figure: str) -> Live:
    number, code = facts.of_prefecture(prefecture).number, facts.prefectures[prefecture - 1].code
    return Live(f"=COUNTIF(shown_prefecture,{prefecture})", number, (figure, code))


def _municipalities(facts: Facts, similarity: Similarity) -> HiddenSheet:
    towns = facts.municipalities
    scores: list[CellContent] = []
    for position, each in enumerate(towns, start=1):
        row = position + 1
        apart = f"ABS($D{row}-chosen_population_size)+ABS($E{row}-chosen_employees_size)"
        formula = f'=IF(OR(chosen_municipality=0,chosen_municipality={position}),"",ROUND(({apart})*10000,0)+{position}/10000)'
        scores.append(
            Live(formula, _or_blank(similarity.municipalities[position - 1]), ("municipality_score", each.code))
        )
    return HiddenSheet(
        "_municipalities",
        {
            "municipalities_code": [each.code for each in towns],
            "municipalities_label": [facts.municipality_labels[each.code] for each in towns],
            "municipalities_full": [full_name(facts, each) for each in towns],
            "municipalities_population_size": [size(each.population) for each in towns],
            "municipalities_employees_size": [size(each.employees) for each in towns],
            "municipalities_population": [each.population for each in towns],
            "municipalities_employees": [each.employees for each in towns],
            "municipalities_prefecture": [facts.prefecture_position[each.prefecture_code] for each in towns],
            "municipalities_standing": list(facts.standings),
            "municipalities_cases": [facts.shown_joined(position) for position in range(1, len(towns) + 1)],
            "municipalities_joined_cases": [joined_cases(facts, position) for position in range(1, len(towns) + 1)],
            "municipalities_added": list(facts.added),
            "municipalities_taking_part": list(taking_part(facts)),
            "municipalities_score": scores,
            "municipalities_considered": [facts.cases_considered[position] for position in range(1, len(towns) + 1)],
            "municipalities_joined_short": [joined_short(facts, position) for position in range(1, len(towns) + 1)],
        },
    )


def _or_blank(score: float | None) -> float | str:
    return "" if score is None else score


def _participants(facts: Facts, similarity: Similarity) -> HiddenSheet:
    """One row a case and participating municipality, sorted by case."""
    pairs = [(case, position) for case in facts.cases for position in case.participants]
    return HiddenSheet(
        "_participants",
        {
            "participants_case": [case.position for case, _ in pairs],
            "participants_municipality": [position for _, position in pairs],
            "participants_population": [facts.municipalities[position - 1].population for _, position in pairs],
            "participants_score": [
                Live(
                    f"=_municipalities!$N${position + 1}",
                    _or_blank(similarity.municipalities[position - 1]),
                    ("participant_score", case.id, facts.municipalities[position - 1].code),
                )
                for case, position in pairs
            ],
            "participants_lasting": [None if case.has_ended else position for case, position in pairs],
        },
    )
