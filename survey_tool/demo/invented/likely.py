"""What is likely: how often each answer is chosen, what things cost, how long they take. Invented, but of the usual size."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from survey_tool.questionnaire.asked.case import BENEFITS, SUBSIDIES

# How often choices are made, of 100; a choice that is not named here is made rarely, so that a new one is made too.
_RARELY = 2
_WEIGHTS: Mapping[str, Mapping[str, int]] = {
    "status": {"in_operation": 56, "considering": 20, "in_preparation": 13, "ended": 11},
    "prefecture_role": {"lead": 38, "secretariat": 27, "member": 20, "observer": 9, "none": 3, "unknown": 3},
    "lead_body_kind": {"council": 60, "association": 18, "municipality": 12, "other": 8, "unknown": 2},
    "prefecture_participates": {"yes": 55, "no": 35, "unknown": 10},
    "cost_basis": {"all_participants": 62, "prefecture_share": 20, "per_participant": 18},
    "cost_bearing": {"municipalities_only": 42, "prefecture_part": 36, "prefecture_all": 15, "unknown": 7},
    "cost_split": {"even_and_population": 30, "population": 28, "even": 16, "use": 14, "agreement": 6},
    "subsidy_used": {"yes": 44, "no": 46, "unknown": 10},
    "procurement_method": {"open_proposal": 46, "open_competitive": 26, "negotiated": 14, "designated_competitive": 8},
    "contract_form": {"each_body": 40, "prefecture_for_all": 24, "council_or_association": 24, "lead_municipality": 9},
    "specification": {"on_request": 46, "available": 26, "not_available": 18, "unknown": 10},
    "publication": {"publish": 97, "do_not_publish": 3},
}
ANSWERED_OF_100 = 72
"""How often a question is answered that may be left blank, and of which nothing else is known here."""


def one_of(name: str, keys: Sequence[str], chance: random.Random) -> str:
    """A choice of a list, as often as it is made."""
    weights = _WEIGHTS.get(name, {})
    return chance.choices(keys, [weights.get(key, _RARELY if weights else 1) for key in keys])[0]


def some_of(keys: Sequence[str], most: int, chance: random.Random) -> dict[str, object]:
    """○ at some of several questions, the first ones more often; nothing at the others."""
    weighted = {key: chance.random() ** (1 + place / 3) for place, key in enumerate(keys)}
    chosen = sorted(keys, key=lambda key: -weighted[key])[: chance.randint(1, most)]
    return {key: True if key in chosen else None for key in keys}


def benefits(status: str, chance: random.Random) -> dict[str, object]:
    """What a case has brought: only one in operation or ended can tell, some cannot yet."""
    if status not in ("in_operation", "ended"):
        return dict.fromkeys(BENEFITS)
    if chance.random() < 0.15:
        return {**dict.fromkeys(BENEFITS), "benefit_not_yet": True}
    return {**some_of([key for key in BENEFITS if key not in ("benefit_other", "benefit_not_yet")], 4, chance),
            "benefit_not_yet": None, "benefit_other": True if chance.random() < 0.08 else None}  # fmt: skip


def subsidies(used: str, chance: random.Random) -> dict[str, object]:
    """Which subsidies were used."""
    return some_of(SUBSIDIES, 2, chance) if used == "yes" else dict.fromkeys(SUBSIDIES)


def costs(status: str, population: int, bodies: int, chance: random.Random) -> dict[str, object]:
    """Amounts in thousand yen of the usual size for so many inhabitants, or what stands in their place.

    Large bodies pay less a head. One in five knows only the total of the contract; some amounts are not told.
    """
    basis = one_of("cost_basis", ("all_participants", "prefecture_share", "per_participant"), chance)
    share = {"all_participants": 1.0, "prefecture_share": 0.3}.get(basis, 1 / max(bodies, 1))
    yearly = (600 + population**0.72) * 2 ** chance.gauss(0, 1.1) * share
    annual, years = _thousands(yearly), chance.choice((3, 5, 5, 5, 5.5, 6, 7))
    initial = _thousands(yearly * chance.uniform(0.4, 4))
    kind = chance.choices(
        ("parts", "total", "all", "words", "blank"), (50, 20, 10, 20, 0 if status != "considering" else 60)
    )[0]
    if kind == "blank":
        return dict.fromkeys(("initial_cost", "annual_cost", "total_cost", "total_cost_years", "cost_basis"))
    if kind == "words":
        word = chance.choice(("not_disclosed", "unknown"))
        return {
            "initial_cost": word,
            "annual_cost": word,
            "total_cost": None,
            "total_cost_years": None,
            "cost_basis": None,
        }
    total = {"total_cost": initial + round(annual * years), "total_cost_years": years}
    none = dict.fromkeys(total)
    parts: dict[str, object] = {"initial_cost": initial, "annual_cost": annual}
    if kind == "total":
        parts = {"initial_cost": chance.choice((None, "unknown")), "annual_cost": None}
    elif chance.random() < 0.2:
        parts["initial_cost"] = chance.choice((0, "not_applicable"))
    return {**parts, **(none if kind == "parts" else total), "cost_basis": basis}


def _thousands(amount: float) -> int:
    """Rounded as people round: to two figures, not below 100."""
    whole = max(100, round(amount))
    return int(round(whole, 1 - len(str(whole)) + 1))


def schedule(status: str, chance: random.Random) -> dict[str, object]:
    """The months of a case, each after the one before; the fiscal year or nothing where nobody remembers."""
    if status == "considering":
        asked = chance.randint(2025 * 12 + 3, 2026 * 12 + 9)
        return _dated({"intention_survey_on": asked, "rfi_on": asked + 3}, chance)
    start = {
        "in_preparation": chance.randint(2027 * 12, 2028 * 12),
        "ended": chance.randint(2013 * 12, 2019 * 12),
    }.get(status, chance.triangular(2014 * 12, 2026 * 12 + 9, 2024 * 12))
    first = int(start)
    steps = {"intention_survey_on": -18, "rfi_on": -14, "specification_on": -9, "selection_on": -6, "contract_on": -5}
    told: dict[str, int] = {key: first + offset for key, offset in steps.items()}
    told["operation_start_on"] = first
    ends = first + chance.choice((36, 60, 60, 60, 84)) - 1
    while status == "in_operation" and ends < 2026 * 12 + 11:  # renewed since
        told["contract_on"], ends = ends + 1, ends + 60
        told = {key: month for key, month in told.items() if key in ("contract_on", "operation_start_on")}
    told["contract_end_on"] = ends
    return _dated(told, chance)


def _dated(months: Mapping[str, int], chance: random.Random) -> dict[str, object]:
    """Months counted from the year 0 in words; the seldom remembered ones are often blank."""
    needed = ("contract_on", "operation_start_on", "contract_end_on")
    found: dict[str, object] = {}
    for key, month in months.items():
        if key not in needed and chance.random() < 0.45:
            found[key] = None
        elif chance.random() < 0.06:
            found[key] = "unknown"
        else:
            year, in_year = divmod(month, 12)
            fiscal = year if in_year >= 3 else year - 1
            found[key] = f"{fiscal}年度" if chance.random() < 0.08 else f"{year}-{in_year + 1:02}"
    return found


def bodies(available: int, chance: random.Random) -> int:
    """How many municipalities take part: mostly a few, sometimes nearly all."""
    if chance.random() < 0.14:
        return max(1, round(available * chance.uniform(0.6, 1)))
    return min(available, 1 + int(chance.expovariate(1 / 6)))
