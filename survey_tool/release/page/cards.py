"""Every case in full, as it is read without script: its answers in the order in which they were asked, and who takes part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from survey_tool.questionnaire.asked.case import BENEFITS, COSTS
from survey_tool.release.dashboard.contents import NO_FIGURE, UNANSWERED
from survey_tool.release.dashboard.facts import showing
from survey_tool.release.dashboard.facts.positions import FactCase, Facts
from survey_tool.release.page.words import TEXTS

_ELSEWHERE = showing.TOLD_WITH_OTHERS | {*BENEFITS[1:], "case_id", "name", "publication"}
"""What has no line of its own: benefits stand together in that of the first of them."""


@dataclass(frozen=True)
class CaseInFull:
    """A case: its id and name, and what is told of it as label and text; what has no answer is left out."""

    id: str
    name: str
    told: tuple[tuple[str, str], ...]


def cards(facts: Facts) -> Iterator[CaseInFull]:
    """Every case in the order of the table."""
    for case in facts.cases:
        told = tuple((label, text) for label, text in _told(facts, case) if text not in (UNANSWERED, NO_FIGURE))
        yield CaseInFull(case.id, case.text("name"), told)


def _told(facts: Facts, case: FactCase) -> Iterator[tuple[str, str]]:
    yield _text(facts, "prefecture"), showing.prefectures(facts, case)
    yield from _answers(facts, case)
    yield from _per_head(facts, case)
    for column in ("population", "employees"):
        yield _text(facts, column), showing.people(facts, case, column)
    if case.row["as_of"] is not None:
        yield _text(facts, "participants"), _text(facts, "as_of", day=case.text("as_of")) + showing.sign(case, "as_of")
    for name, towns in (("taking_part", case.participants), ("considering_bodies", case.considering)):
        yield _text(facts, "counted", name=_text(facts, name), n=len(towns)), showing.names(facts, case, towns)


def _answers(facts: Facts, case: FactCase) -> Iterator[tuple[str, str]]:
    for key, question in facts.questions.items():
        if key == BENEFITS[0]:
            yield _text(facts, "benefits"), showing.marks(facts, case, BENEFITS)
        elif key not in _ELSEWHERE:
            yield facts(question.label), _answer(facts, case, key)


def _answer(facts: Facts, case: FactCase, key: str) -> str:
    told = {"system_type": showing.system_type, "subsidy_used": showing.funding, "total_cost": showing.total}
    return told[key](facts, case) if key in told else showing.answer(facts, case, key)


def _per_head(facts: Facts, case: FactCase) -> Iterator[tuple[str, str]]:
    for key in COSTS:
        column = f"{key}_per_head"
        if (yen := case.number(column)) is not None:
            told = _text(facts, "yen", n=f"{yen:,}") + (showing.over_years(facts, case) if key == "total_cost" else "")
            label = _text(facts, "per_head", cost=facts(facts.questions[key].label))
            yield label, told + showing.sign(case, column)


def _text(facts: Facts, key: str, **values: object) -> str:
    return facts(TEXTS[key].fill(**values))
