"""Whether a case lies outside the target period for certain, and so will not be published (`release.choosing.selection.in_period`)."""

from __future__ import annotations

from collections.abc import Callable

from survey_tool.form.live.layout import LiveLayout
from survey_tool.questionnaire.vocabulary.excel_face import quoted
from survey_tool.settings.target_period import TargetPeriod


def outside_period(layout: LiveLayout, period: TargetPeriod, of: Callable[[int], str]) -> str:
    """True where it does; `of` gives what a column of the hidden sheet holds of the case."""
    judged, stages = layout.judged, layout.cases.lists["status"]
    status = of(judged.mirrors["status"])
    used = ",".join(f"{status}={quoted(stages[each].label[layout.edition])}" for each in ("in_operation", "ended"))
    start, end = of(judged.first_months["operation_start_on"]), of(judged.last_months["contract_end_on"])
    too_late = f"AND(ISNUMBER({start}),{start}>{period.last_month})"
    too_early = f"AND(ISNUMBER({end}),{end}<{period.first_month})"
    return f"AND(OR({used}),OR({too_late},{too_early}))"
