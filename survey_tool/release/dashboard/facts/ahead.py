"""What lies ahead: which cases somebody considers, and when contracts end."""

from __future__ import annotations

from survey_tool.release.dashboard.facts.positions import FactCase, Facts

_END, _END_YEAR = "contract_end_on", "contract_end_on_fiscal_year"


def considered(facts: Facts) -> list[FactCase]:
    """The cases that somebody considers, by type as tabulated."""
    found = [
        case
        for case in facts.cases
        if case.text("status") == "considering" or (case.considering and not case.has_ended)
    ]
    return sorted(found, key=lambda case: (min(case.groups), case.position))


def ending(facts: Facts) -> list[FactCase]:
    """The cases that have not ended and tell when their contract does, the earliest first."""
    found = [case for case in facts.cases if not case.has_ended and case.number(_END_YEAR) is not None]
    return sorted(found, key=lambda case: (case.number(_END_YEAR) or 0, case.text(_END), case.position))


def without_end(facts: Facts, told: str) -> list[FactCase]:
    """The cases that have not ended and of which no such year is known: `told` is `unknown`, or `blank` for no answer."""
    return [case for case in facts.cases if not case.has_ended and (case.text(_END) or "blank") == told]
