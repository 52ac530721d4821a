"""What may be found at the codes and marks of municipalities, declared once.

The mark of a municipality in a case is no question of the case itself, but its rules look at the case: they are conditions
on the case's answers, with both faces, so that the form and the validator judge alike and say the same.
"""

from __future__ import annotations

from dataclasses import dataclass

from survey_tool.questionnaire.asked.case.circumstances import EXPLAINED, IN_OPERATION, UNDER_WAY
from survey_tool.questionnaire.asked.participation import CODE_HELP, CODE_KEY, CODE_LABEL, MARK_KEY, MARK_LABEL
from survey_tool.questionnaire.findings.catalogue import CATALOGUE, Severity, State, state_of
from survey_tool.questionnaire.vocabulary.conditions import All, Condition, Filled, MoreThan, Not
from survey_tool.questionnaire.vocabulary.facts import LostParticipants
from survey_tool.wording.words import Words

_ITS_CITY = Words("その市", "its city")


@dataclass(frozen=True)
class ParticipationCheck:
    """One thing that may be found at a code or a mark; `condition`, where there is one, is about the case's answers."""

    key: str
    name: str
    condition: Condition | None = None

    @property
    def code(self) -> str:
        return CATALOGUE[self.name].code

    @property
    def severity(self) -> Severity:
        return CATALOGUE[self.name].severity

    @property
    def state(self) -> State:
        return state_of(self.code, self.severity)

    @property
    def label(self) -> Words:
        return CODE_LABEL if self.key == CODE_KEY else MARK_LABEL

    @property
    def sentence(self) -> Words:
        return CATALOGUE[self.name].sentence

    @property
    def todo(self) -> Words:
        return CATALOGUE[self.name].todo.fill(do=CODE_HELP, nearest=_ITS_CITY)


# A code: blank beside marks, no code of a municipality, that of a ward, or one that stands in two rows.
CODE_CHECKS = tuple(
    ParticipationCheck(CODE_KEY, name)
    for name in ("required", "municipality-unknown", "municipality-ward", "duplicate-municipality")
)
# A mark: in the column of a case that is not filled in, neither ○ nor △, ○ too early, none, far fewer than last round.
ONLY_WHEN = ParticipationCheck(MARK_KEY, "only-when-participants", UNDER_WAY)
AT_LEAST_ONE = ParticipationCheck(
    MARK_KEY,
    "at-least-one-participant",
    All((IN_OPERATION, Not(Filled("co_prefectures")), Not(MoreThan("other_participants", 0)))),
)
FEWER = ParticipationCheck(MARK_KEY, "fewer-participants", LostParticipants(EXPLAINED))
MARK_CHECKS = (
    ParticipationCheck(MARK_KEY, "participant-without-case"),
    ParticipationCheck(MARK_KEY, "not-in-list"),
    ONLY_WHEN,
    AT_LEAST_ONE,
    FEWER,
)
OF_WHOLE_COLUMN = frozenset(each.code for each in MARK_CHECKS if each.name != "not-in-list")
"""The codes of what is said at one mark and is about all those of its case."""
