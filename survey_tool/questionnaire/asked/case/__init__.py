"""A case of joint procurement: every question about it, with its rules, declared once, band by band.

To add a question, add a field to its band: form, checks, report, schemas and definitions follow.
"""

from __future__ import annotations

from typing import ClassVar

from survey_tool.questionnaire.asked.case.basics import Basics
from survey_tool.questionnaire.asked.case.contact import CaseContact
from survey_tool.questionnaire.asked.case.costs import COSTS, Costs
from survey_tool.questionnaire.asked.case.funding import SUBSIDIES, Funding
from survey_tool.questionnaire.asked.case.organisation import Organisation
from survey_tool.questionnaire.asked.case.procurement import Procurement
from survey_tool.questionnaire.asked.case.publication import CasePublication
from survey_tool.questionnaire.asked.case.results import BENEFITS, Results
from survey_tool.questionnaire.asked.case.schedule import MILESTONES, Schedule

__all__ = ["BENEFITS", "COSTS", "LAST_ROUND", "MILESTONES", "SUBSIDIES", "Case"]

LAST_ROUND = ("last_participating", *(f"last_{key}" for key in COSTS))
"""Facts about a carried-over case: what was answered last round; unknown of all others."""


# Fields are collected from the last base to the first, so the band that stands first in the form is named last.
class Case(CasePublication, CaseContact, Results, Schedule, Procurement, Funding, Costs, Organisation, Basics):
    """One column of the cases sheet."""

    topic: ClassVar[str] = "cases"
