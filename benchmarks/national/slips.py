"""Slips that officials make: what is typed where, and what has to be said of it, known before anything is checked."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.national.answers import Answered
from benchmarks.national.forms import OpenForm, Place
from survey_tool.demo.invented.cases import InventedCase
from survey_tool.form.contract.marker import Topic
from survey_tool.intake.cells.grid import CellValue
from survey_tool.questionnaire.vocabulary.kinds import FreeText

TO_CHECK = frozenset({"magnitude", "personal-data"})
"""Codes of what may be right all the same; the others are of errors."""
_HUGE = 90_000_000.0


@dataclass(frozen=True)
class Slip:
    """One thing typed in place of the right answer; the code of the finding that must stand at its cell."""

    topic: Topic
    key: str
    case_id: str
    typed: CellValue
    code: str

    def make(self, form: OpenForm) -> Place:
        """Types it, and says where."""
        return form.put(self.topic, self.key, self.typed, self.case_id)

    def mend(self, form: OpenForm, told: Answered) -> None:
        """Types what is right, or nothing."""
        if self.topic == "participants":
            marks = next(case.marks for case in told.cases if case.case_id == self.case_id)
            form.put(self.topic, self.key, marks.get(self.key), self.case_id)
            return
        right = next(case.answers for case in told.cases if case.case_id == self.case_id)
        form.answer(self.topic, self.key, right.get(self.key), self.case_id)


Kind = Callable[[InventedCase, OpenForm], Slip | None]


def mistakes(told: Answered, form: OpenForm, chance: random.Random, number: int) -> tuple[Slip, ...]:
    """So many errors, each of another kind and in a case of its own, as far as there are cases."""
    return _fitting(chance.sample(_ERRORS, len(_ERRORS)), told, form, number)


def doubtful(told: Answered, form: OpenForm) -> tuple[Slip, ...]:
    """An amount that is far too large."""
    return _fitting([_far_too_large], told, form, 1)


def of_a_person(told: Answered, form: OpenForm) -> tuple[Slip, ...]:
    """A mobile number in what is published."""
    return _fitting([_a_mobile_number], told, form, 1)


def _fitting(kinds: list[Kind], told: Answered, form: OpenForm, number: int) -> tuple[Slip, ...]:
    """The first so many that can be made, each in a case of its own."""
    found: dict[str, Slip] = {}
    for kind in kinds:
        cases = (case for case in told.cases if case.case_id not in found and _is_asked_all(case))
        slip = next(filter(None, (kind(case, form) for case in cases)), None)
        if slip and len(found) < number:
            found[slip.case_id] = slip
    return tuple(found.values())


def _is_asked_all(case: InventedCase) -> bool:
    """Of a case that is withdrawn, or in which the prefecture has no part, hardly anything is asked."""
    answers = case.answers
    has_part = answers.get("prefecture_role") not in ("none", "unknown")
    return has_part and answers["publication"] == "publish" and not answers.get("withdrawn")


def _in_case(case: InventedCase, key: str, typed: CellValue, code: str) -> Slip:
    return Slip("cases", key, case.case_id, typed, code)


def _not_published_or_not(case: InventedCase, _: OpenForm) -> Slip:
    return _in_case(case, "publication", None, "required")


def _no_name(case: InventedCase, _: OpenForm) -> Slip:
    return _in_case(case, "name", None, "required")


def _no_stage(case: InventedCase, _: OpenForm) -> Slip:
    return _in_case(case, "status", "よく分からない", "not-in-list")


def _no_amount(case: InventedCase, _: OpenForm) -> Slip | None:
    amount = case.answers.get("annual_cost")
    return _in_case(case, "annual_cost", "後日回答", "not-a-number") if isinstance(amount, int) else None


def _no_month(case: InventedCase, _: OpenForm) -> Slip | None:
    return _in_case(case, "contract_on", "契約の頃", "not-a-month") if "contract_on" in case.answers else None


def _too_long(case: InventedCase, form: OpenForm) -> Slip:
    kind = form.survey.questionnaire.case.questions()["summary"].kind
    assert isinstance(kind, FreeText)
    return _in_case(case, "summary", "長" * (kind.limit + 1), "too-long")


def _no_address(case: InventedCase, _: OpenForm) -> Slip:
    return _in_case(case, "contact_email", "joho(at)pref", "bad-format")


def _no_mark(case: InventedCase, form: OpenForm) -> Slip | None:
    own = form.survey.places.municipalities_of(case.case_id[:2])
    free = next((each.code for each in own if each.code not in case.marks), None)
    return Slip("participants", free, case.case_id, "×？", "not-in-list") if free else None


def _far_too_large(case: InventedCase, _: OpenForm) -> Slip | None:
    """Where nothing else is said of it, as it would be beside a total or last round's amount."""
    amounts = [isinstance(case.answers.get(key), int) for key in ("annual_cost", "total_cost")]
    alone = amounts == [True, False] and "reviewed" not in case.answers
    return _in_case(case, "annual_cost", _HUGE, "magnitude") if alone else None


def _a_mobile_number(case: InventedCase, _: OpenForm) -> Slip:
    return _in_case(case, "summary", "庁内の連絡に用いる。照会先は 080-1234-5678 とする。", "personal-data")


_ERRORS: list[Kind] = [
    _not_published_or_not,
    _no_name,
    _no_stage,
    _no_amount,
    _no_month,
    _too_long,
    _no_address,
    _no_mark,
]
