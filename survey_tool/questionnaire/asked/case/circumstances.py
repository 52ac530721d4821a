"""What several bands look at: how far a case has come, and what explains a change since last round."""

from __future__ import annotations

from survey_tool.questionnaire.vocabulary.conditions import All, Filled, Not, is_

UNDER_WAY = Not(is_("status", "considering"))
IN_OPERATION = is_("status", "in_operation")
IN_OPERATION_OR_ENDED = is_("status", "in_operation", "ended")
ENDED = is_("status", "ended")
EXPLAINED = All((is_("reviewed", "updated"), Filled("remarks")))
