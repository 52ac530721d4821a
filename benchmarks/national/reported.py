"""What is reported in the end, and which of it is published: reckoned from who answered what, by the rules as the page on data tells
them, without the rooms that publish."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from benchmarks.national.mailbag import Bag, Nation
from benchmarks.national.slips import TO_CHECK, Slip
from survey_tool.demo.invented.cases import InventedCase
from survey_tool.settings.target_period import TargetPeriod

_NOT_FOR = {"do_not_publish": "not_consented", "none": "no_prefecture_involved", "unknown": "role_unclear"}


@dataclass(frozen=True)
class Reported:
    """A case as it stands when the round ends. `left_out`: for which reason it is not published, blank where it is."""

    case: InventedCase
    respondent: Mapping[str, object]
    left_out: str = ""

    @property
    def code(self) -> str:
        return self.case.case_id[:2]


def reported(nation: Nation, bag: Bag) -> tuple[Reported, ...]:
    """All cases, by id, after everybody has mended what he mends. `bag` is the first, in which slips were made."""
    return tuple(each for code in nation.country for each in _of(code, nation, bag))


def _of(code: str, nation: Nation, bag: Bag) -> Iterator[Reported]:
    told, way = nation.country[code], nation.ways.by_code[code]
    if way == "silent":
        return
    left = bag.slips.get(code, ()) if way in ("left-wrong", "left-doubtful", "confirmed") else ()
    slips = {each.case_id: each for each in left}
    for case in told.cases:
        held, wrong = _with(slips.get(case.case_id), case)
        left_out = "needs_correction" if wrong else reason(held.answers, nation.survey.round.target_period)
        yield Reported(held, told.respondent, left_out)


def _with(slip: Slip | None, case: InventedCase) -> tuple[InventedCase, bool]:
    """A case with the slip that stays in it, and whether that is an error."""
    if slip is None:
        return case, False
    typed = int(slip.typed) if isinstance(slip.typed, float) else slip.typed
    return replace(case, answers={**case.answers, slip.key: typed}), slip.code not in TO_CHECK


def reason(answers: Mapping[str, object], period: TargetPeriod) -> str:
    """For which reason a case without an error is left out, blank where it is published."""
    if answers.get("withdrawn"):
        return "withdrawn"
    if answers.get("publication") == "do_not_publish":
        return "not_consented"
    if answers.get("prefecture_role") in _NOT_FOR:
        return _NOT_FOR[str(answers["prefecture_role"])]
    if answers.get("status") not in ("in_operation", "ended"):
        return ""
    begun, ended = fiscal_year(answers.get("operation_start_on")), fiscal_year(answers.get("contract_end_on"))
    late = begun is not None and begun > period.last_fiscal_year
    early = ended is not None and ended < period.first_fiscal_year
    return "outside_period" if late or early else ""


def fiscal_year(month: object) -> int | None:
    """The fiscal year in which a month lies, or that is told instead of it; None where neither is known."""
    text = str(month or "")
    if text.endswith("年度"):
        return int(text[:4])
    return int(text[:4]) - (int(text[5:]) < 4) if text[4:5] == "-" else None
