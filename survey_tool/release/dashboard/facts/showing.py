"""How the answers of a case are shown to people: labels in place of codes, units, the sign of illustrative values."""

from __future__ import annotations

import datetime as dt

from survey_tool.questionnaire.asked.case import SUBSIDIES
from survey_tool.questionnaire.vocabulary.kinds import Amount, Listed, Lists, Month, Number, Several
from survey_tool.questionnaire.vocabulary.lists import SEPARATOR
from survey_tool.questionnaire.vocabulary.questions import Question
from survey_tool.reference.places import Municipality
from survey_tool.release.dashboard.contents import NO_FIGURE, SIGN, UNANSWERED
from survey_tool.release.dashboard.facts.positions import WITH_OTHER, FactCase, Facts
from survey_tool.wording.widths import shortened
from survey_tool.wording.words import Language, Words

LISTING = Words(SEPARATOR, ", ")
AMOUNT = Words("{amount}千円", "{amount} thousand yen")
_YEARS, _BODIES = Words("{number}年", "{number} years"), Words("{number}団体", "{number}")
IN_BRACKETS = Words("（{told}）", " ({told})")
_OVER, _YEARS_UNKNOWN = Words("{years}年分", "{years} yrs"), Words("年数不明", "years unknown")
_FISCAL = Words("{year}年度", "FY{year}")
TOTAL = ("total_cost", "total_cost_years")
"""The questions that a total is told by."""
TOLD_WITH_OTHERS = frozenset({*SUBSIDIES, "subsidy_other_name", "system_type_other", "total_cost_years"})
"""The questions whose answers stand beside those of others, without a line of their own: funding, type, total."""
SHORT_NAME, SHORT_TYPE, LABEL_NAME = 40, 34, 80  # half-width characters that lists and the selector have room for


def answer(facts: Facts, case: FactCase, key: str) -> str:
    """An answer as it is shown, with its sign; a dash where there is none."""
    shown = unsigned(facts, case, key)
    return shown if shown == UNANSWERED else shown + sign(case, key)


def unsigned(facts: Facts, case: FactCase, key: str) -> str:
    """The same without its sign, as columns hold it that are filtered."""
    value = case.case[key]
    if value is None or value == ():
        return UNANSWERED
    return in_words(facts.questions[key], value, facts.language, facts.survey.questionnaire.lists)


def sign(case: FactCase, *columns: str) -> str:
    """The sign of an illustrative value, with a blank before it; empty where that in none of the columns is one."""
    return f" {SIGN}" if case.signed.intersection(columns) else ""


def in_words(question: Question, value: object, language: Language, lists: Lists) -> str:
    """An answer in words: labels for codes, units for numbers."""
    kind = question.kind
    match value:
        case bool():
            return str(lists["mark"]["yes"].label[language])
        case int() | float() if isinstance(kind, Amount):
            return AMOUNT[language].format(amount=f"{value:,}")
        case int() | float():
            return (_BODIES if isinstance(kind, Number) and kind.whole else _YEARS)[language].format(
                number=f"{value:g}"
            )
        case tuple() if isinstance(kind, Several):
            return LISTING[language].join(lists[kind.name][each].label[language] for each in value)
        case dt.date():
            return value.isoformat()
        case str() if isinstance(kind, Month):
            return month(value, language, lists)
        case str() if isinstance(kind, Listed) or (isinstance(kind, Number) and kind.words):
            return str(kind.show(value, language, lists))
        case _:
            return str(value)


def month(value: str, language: Language, lists: Lists) -> str:
    """`2024-04` as it is, a fiscal year in the language's way, unknown in words."""
    if value.endswith("年度"):
        return _FISCAL[language].format(year=value[:4])
    return lists["unknown_word"]["unknown"].label[language] if value == "unknown" else value


def marks(facts: Facts, case: FactCase, keys: tuple[str, ...]) -> str:
    """The marked ones of several ○ questions, by their labels."""
    return facts(LISTING).join(_mark(facts, case, key) for key in keys if case.case[key]) or UNANSWERED


def _mark(facts: Facts, case: FactCase, key: str) -> str:
    """The label of a ○ question, with the name that is asked for beside it."""
    label, name = facts(facts.questions[key].label), f"{key}_name"
    if name in facts.questions and (named := case.text(name)):
        label = facts(WITH_OTHER).format(name=label, other=named)
    return label + sign(case, key, name)


def funding(facts: Facts, case: FactCase) -> str:
    """Which funding was used; where none is marked what was answered to whether any was: no and not known are no blank."""
    told = marks(facts, case, SUBSIDIES)
    return answer(facts, case, "subsidy_used") if told == UNANSWERED else told


def prefectures(facts: Facts, case: FactCase) -> str:
    """The prefectures under which a case is shown."""
    return facts(LISTING).join(facts(facts.prefectures[position - 1].name) for position in case.prefectures)


def reporter(facts: Facts, case: FactCase) -> str:
    """The prefecture whose report it is; it stands under others too whose reports were merged or that it names."""
    return facts(facts.prefectures[case.prefectures[0] - 1].name)


def system_type(facts: Facts, case: FactCase) -> str:
    """The main type; one that is on no list by its own name."""
    other = case.case["system_type_other"]
    label = facts(facts.survey.questionnaire.lists["system_type"][case.text("system_type")].label)
    return facts(WITH_OTHER).format(name=label, other=other) if other else label


def all_types(facts: Facts, case: FactCase) -> str:
    """The main type and the further ones."""
    further = unsigned(facts, case, "system_types_also")
    return system_type(facts, case) + (facts(LISTING) + further if further != UNANSWERED else "")


def people(facts: Facts, case: FactCase, column: str) -> str:
    """Population or employees as published; no figure where no municipality takes part."""
    shown = case.row[f"{column}_{facts.language}"]
    return NO_FIGURE if shown is None else f"{shown}{sign(case, column)}"


def contact_in_full(_: Facts, case: FactCase, between: str = "　") -> str:
    """Whom to ask: department, telephone and address, as far as they were told, and what stands `between` them."""
    told = (case.text(f"contact_{each}") for each in ("department", "phone", "email"))
    return between.join(each for each in told if each) + sign(case, "contact_department") or UNANSWERED


def bodies(case: FactCase) -> str:
    """The number of participating municipalities."""
    return f"{case.row['participants_count']}{sign(case, 'participants_count')}"


def names(facts: Facts, case: FactCase, positions: tuple[int, ...]) -> str:
    """Municipalities by name, those of another prefecture with theirs; added ones with the sign, once where all are."""
    towns = [facts.municipalities[position - 1] for position in positions]
    added = [each.code in case.case.illustrative for each in towns]
    if not towns:
        return UNANSWERED
    told = [_name(facts, case, each) for each in towns]
    if all(added):
        return f"{facts(_ALL_ADDED)}{facts(LISTING).join(told)}"
    signed = (name + (f" {SIGN}" if sign else "") for name, sign in zip(told, added, strict=True))
    return facts(LISTING).join(signed)


_ALL_ADDED = Words(f"（{SIGN} 全て例示）", f"({SIGN} all illustrative) ")


def _name(facts: Facts, case: FactCase, municipality: Municipality) -> str:
    home = facts.prefecture_position[municipality.prefecture_code]
    own = facts.municipality_labels[municipality.code]
    if home in case.prefectures:
        return own
    prefecture = facts(facts.prefectures[home - 1].name)
    return f"{prefecture}{own}" if facts.language == "ja" else f"{own} ({prefecture})"


def short_name(case: FactCase) -> str:
    """The name as lists have room for it."""
    return shortened(case.text("name"), SHORT_NAME)


def short_type(facts: Facts, case: FactCase) -> str:
    """The type as lists have room for it."""
    return shortened(system_type(facts, case), SHORT_TYPE)


def short_amount(facts: Facts, case: FactCase, key: str) -> str:
    """An amount without its unit, for a column whose head tells it; else the word in its place."""
    number = case.number(key)
    return answer(facts, case, key) if number is None else f"{number:,}{sign(case, key)}"


def contact(facts: Facts, case: FactCase) -> str:
    """Whom to ask: department and telephone, each on a line; a dash where neither is told."""
    told = (answer(facts, case, key) for key in ("contact_department", "contact_phone"))
    return "\n".join(each for each in told if each != UNANSWERED) or UNANSWERED


def over_years(facts: Facts, case: FactCase) -> str:
    """For how many years the total of a case is, in brackets."""
    return facts(IN_BRACKETS).format(told=years_told(facts, case.number("total_cost_years")))


def years_told(facts: Facts, years: object) -> str:
    """For how many years a total is."""
    return facts(_OVER).format(years=f"{years:g}") if isinstance(years, (int, float)) else facts(_YEARS_UNKNOWN)


def total(facts: Facts, case: FactCase) -> str:
    """The total of a contract as what it is: with its unit and its years; or the word in its place."""
    return _total(facts, case, facts(AMOUNT))


def short_total(facts: Facts, case: FactCase) -> str:
    """The same without its unit."""
    return _total(facts, case, "{amount}")


def _total(facts: Facts, case: FactCase, amount: str) -> str:
    number, years = (case.number(key) for key in TOTAL)
    shown = unsigned(facts, case, "total_cost") if number is None else amount.format(amount=f"{number:,}")
    if shown == UNANSWERED:
        return shown
    over = "" if number is None and years is None else over_years(facts, case)
    return shown + over + sign(case, *TOTAL)


def label(case: FactCase) -> str:
    """What stands in the dropdown: the id, which tells it apart, and the name."""
    return f"{case.id}　{shortened(case.text('name'), LABEL_NAME)}"
