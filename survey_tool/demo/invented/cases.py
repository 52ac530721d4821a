"""One invented case: a draft of what is likely, made right by the rules."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count

from survey_tool.demo.invented import likely
from survey_tool.demo.invented.answering import INVENTED, drawn, made_right
from survey_tool.questionnaire.asked.case import BENEFITS, MILESTONES, SUBSIDIES
from survey_tool.questionnaire.vocabulary.kinds import Listed, Mark
from survey_tool.reference.places import Municipality
from survey_tool.reference.survey import Survey

UNLISTED = "not_in_list"
_NEW_TYPE = "新分野システム"
_NAME = "{invented}{prefecture}{type}共同{how}"
_HOW = ("利用", "調達", "運用", "利用（第2期）", "調達（試行）")
_LEADS = {
    "council": "{prefecture}自治体DX推進協議会",
    "association": "{prefecture}市町村総合事務組合",
    "municipality": "幹事市町村",
    "other": "{prefecture}町村会",
}
_VENDORS = (
    "（例示）例示システム株式会社",
    "（例示）株式会社例示情報",
    "（例示）例示ソリューションズ株式会社",
    "（例示）例示データ株式会社",
    "（例示）例示電算株式会社",
)
_BACKGROUND = (
    "（例示）町村から、単独では担当職員を確保できないとの声があり、県の協議会で検討を開始した。",
    "（例示）各団体の契約の満了時期が近く、県が意向調査を行ったところ、過半の団体が共同での調達を希望した。",
    "（例示）制度改正への対応を団体ごとに行うことが難しく、仕様書を共通にすることで合意した。",
    "（例示）近隣の県の事例を参考に、部会を設けて費用の按分方法から協議した。",
)
_PROCESS = (
    "（例示）県が仕様書案を作成し、部会で3回協議した。契約約款の扱いが団体により異なり、共通のひな形を作成した。",
    "（例示）更新時期が異なるため、参加時期を2回に分けた。首長及び議会への説明資料は県が作成した。",
    "（例示）独自の改修を行わないことを参加の条件とし、業務手順の見直しを先に行った。",
)


@dataclass(frozen=True)
class InventedCase:
    """One case: canonical answers by question and marks (○, △) by municipality code, blanks left out."""

    case_id: str
    answers: Mapping[str, object]
    marks: Mapping[str, str]


@dataclass(frozen=True)
class Wanted:
    """What a case has to be; all else is drawn."""

    system_type: str
    domain: str
    status: str
    names: frozenset[str] = frozenset()  # of the prefecture's other cases: no two are called alike


def invent(survey: Survey, case_id: str, wanted: Wanted, chance: random.Random) -> InventedCase:
    """A case that has no error."""
    code = case_id[:2]
    marks = _marks(survey.places.municipalities_of(code), wanted.status, chance)
    return _settled(survey, case_id, _draft(survey, code, wanted, marks, chance), marks, chance)


def reported_again(survey: Survey, case: InventedCase, case_id: str, chance: random.Random) -> InventedCase:
    """The same case as another prefecture reports it, with its own municipalities; each names the other."""
    marks = _marks(survey.places.municipalities_of(case_id[:2]), str(case.answers["status"]), chance)
    own = {**case.answers, "case_id": None, "co_prefectures": (case.case_id[:2],), "prefecture_role": "member"}
    return _settled(survey, case_id, {**own, **_other_lead(survey, case.case_id[:2])}, marks, chance)


def naming(case: InventedCase, other: str) -> InventedCase:
    """The case with another prefecture that takes part in it."""
    return replace(case, answers={**case.answers, "co_prefectures": (other,)})


def _other_lead(survey: Survey, lead: str) -> dict[str, object]:
    return {"lead_body_kind": "prefecture", "lead_body_name": survey.places.prefectures[lead].name.ja}


def _settled(
    survey: Survey, case_id: str, draft: Mapping[str, object], marks: Mapping[str, str], chance: random.Random
) -> InventedCase:
    sheet = survey.questionnaire.cases_sheet
    known = {key: value for key, value in draft.items() if key in sheet.questions}
    facts = {
        **survey.round.facts,
        "own_prefecture": case_id[:2],
        "carried_over": False,
        "participating": sum(mark == "○" for mark in marks.values()),
    }
    if draft.get("prefecture_role") == "none":  # nothing else is asked of such a case
        known = {
            key: known.get(key) for key in ("name", "domain", "system_type", "system_type_other", "prefecture_role")
        }
    return InventedCase(case_id, made_right(sheet, known, facts, chance), marks)


def _draft(
    survey: Survey, code: str, wanted: Wanted, marks: Mapping[str, str], chance: random.Random
) -> dict[str, object]:
    taking_part = [survey.places.municipalities[each] for each, mark in marks.items() if mark == "○"]
    population = sum(each.population for each in taking_part) or 50_000
    told = {**_anything(survey, chance), **_by_list(survey, chance)}
    used = str(told.get("subsidy_used")) if _under_way(wanted) else ""
    return {
        **told,
        **_basics(survey, code, wanted, chance),
        **_lead(survey.places.prefectures[code].name.ja, told),
        "co_prefectures": None,
        "other_participants": _sometimes(25, (1, 2, 3, 5), chance),
        **likely.costs(wanted.status, population, len(taking_part), chance),
        **dict.fromkeys((*MILESTONES, *SUBSIDIES, *BENEFITS, "subsidy_other_name")),
        **likely.schedule(wanted.status, chance),
        **likely.subsidies(used, chance),
        **likely.benefits(wanted.status, chance),
        "background": _sometimes(100 if _under_way(wanted) else 40, _BACKGROUND, chance),
        **(_procured(chance) if _under_way(wanted) else _NOT_YET),
    }


def _basics(survey: Survey, code: str, wanted: Wanted, chance: random.Random) -> dict[str, object]:
    unlisted = wanted.system_type == UNLISTED
    label = _NEW_TYPE if unlisted else survey.questionnaire.lists["system_type"][wanted.system_type].label.ja
    return {
        "name": _name(survey.places.prefectures[code].name.ja, label, wanted.names, chance),
        "domain": wanted.domain,
        "system_type": wanted.system_type,
        "system_type_other": f"{INVENTED.ja}{_NEW_TYPE}" if unlisted else None,
        "system_types_also": _also(survey, wanted.system_type, chance),
        "status": wanted.status,
        "summary": _sometimes(
            70, (f"{INVENTED.ja}市町村が共通の仕様書により{label}を調達し、共同で利用する。",), chance
        ),
    }


def _lead(prefecture: str, told: Mapping[str, object]) -> dict[str, object]:
    kind = "prefecture" if told.get("prefecture_role") == "lead" else str(told.get("lead_body_kind"))
    name = INVENTED.ja + _LEADS[kind].format(prefecture=prefecture) if kind in _LEADS else None
    return {"lead_body_kind": kind, "lead_body_name": name}


def _procured(chance: random.Random) -> dict[str, object]:
    return {"vendor": _sometimes(80, _VENDORS, chance), "process_note": _sometimes(60, _PROCESS, chance)}


def _sometimes(of_100: int, answers: Sequence[object], chance: random.Random) -> object:
    """One of several answers so many times of 100, else none."""
    return chance.choice(answers) if chance.random() * 100 < of_100 else None


def _name(prefecture: str, label: str, taken: frozenset[str], chance: random.Random) -> str:
    name = _NAME.format(invented=INVENTED.ja, prefecture=prefecture, type=label, how=chance.choice(_HOW))
    numbered = (name if number == 1 else f"{name}（{number}）" for number in count(1))
    return next(each for each in numbered if each not in taken)


_NOT_YET = dict.fromkeys(
    (
        *("cost_bearing", "cost_split", "subsidy_used", "procurement_method", "contract_form", "specification"),
        *("benefit_note", "vendor", "process_note"),
    )
)
"""What nobody can answer of a case that is only considered."""


def _under_way(wanted: Wanted) -> bool:
    return wanted.status != "considering"


def _anything(survey: Survey, chance: random.Random) -> dict[str, object]:
    """An answer to most questions, whatever they ask; ○ at a third of those that are marked."""
    lists = survey.questionnaire.lists
    found: dict[str, object] = {}
    for key, question in survey.questionnaire.case.questions().items():
        of_100 = 33 if isinstance(question.kind, Mark) else likely.ANSWERED_OF_100
        if question.is_required or chance.random() * 100 < of_100:
            found[key] = drawn(question, lists, chance)
    return found


def _by_list(survey: Survey, chance: random.Random) -> dict[str, object]:
    """The same for what is chosen from lists, as often as each is chosen."""
    lists = survey.questionnaire.lists
    return {
        key: likely.one_of(question.kind.name, [each.key for each in lists[question.kind.name].unique], chance)
        for key, question in survey.questionnaire.case.questions().items()
        if isinstance(question.kind, Listed)
    }


def _also(survey: Survey, system_type: str, chance: random.Random) -> tuple[str, ...] | None:
    if chance.random() > 0.08:
        return None
    others = [each.key for each in survey.questionnaire.lists["system_type"].unique]
    return tuple(chance.sample([key for key in others if key not in (system_type, UNLISTED)], chance.randint(1, 2)))


def _marks(own: Sequence[Municipality], status: str, chance: random.Random) -> dict[str, str]:
    """Who takes part and who considers it, by code."""
    number = likely.bodies(len(own), chance)
    chosen = sorted(each.code for each in chance.sample(list(own), number))
    if status == "considering":
        return {code: "△" for code in chosen if chance.random() < 0.9}
    later = [] if status == "ended" else chance.sample(chosen, min(len(chosen) - 1, int(chance.expovariate(1))))
    return {code: "△" if code in later else "○" for code in chosen}
