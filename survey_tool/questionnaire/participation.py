"""Which municipalities take part in a case: what may be found at their codes and marks, declared once.

The mark of a municipality in a case is no question of the case itself, but its rules look at the case: they are conditions
on the case's row, with both faces, so that the form and the validator judge alike and say the same.
"""

from __future__ import annotations

from dataclasses import dataclass

from survey_tool.questionnaire.catalogue import CATALOGUE, Severity
from survey_tool.questionnaire.conditions import All, Condition, Filled, Not, is_
from survey_tool.questionnaire.words import Words

LIST = "participation"
CODE_KEY, MARK_KEY = "municipality_code", "mark"
CODE_LABEL = Words("団体コード", "Local government code")
NAME_LABEL = Words("市区町村名", "Municipality")
MARK_LABEL = Words("参加の印", "Mark of participation")
MARK_HELP = Words(
    "基準日現在、利用し、又は利用を決定している市区町村は○、検討している市区町村は△、その他は空欄です。検討中の事例には△のみを使用します。",
    "○ uses it or has decided to on the as-of date, △ is considering it, blank otherwise. A case under consideration takes △ only.",
)
CODE_HELP = Words("6桁の団体コードを入力してください。", "Enter the six-digit local government code.")
_ITS_CITY = Words("その市", "its city")


@dataclass(frozen=True)
class ParticipationCheck:
    """One thing that may be found at a code or a mark; `condition`, where there is one, is about the case's row."""

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
# A mark: in the column of a case that is not filled in, neither ○ nor △, ○ too early.
ONLY_WHEN = ParticipationCheck(MARK_KEY, "only-when-participants", Not(is_("status", "considering")))
AT_LEAST_ONE = ParticipationCheck(
    MARK_KEY, "at-least-one-participant", All((is_("status", "in_operation"), Not(Filled("co_prefectures"))))
)
MARK_CHECKS = (
    ParticipationCheck(MARK_KEY, "participant-without-case"),
    ParticipationCheck(MARK_KEY, "not-in-list"),
    ONLY_WHEN,
    AT_LEAST_ONE,
)
PARTICIPATION_CHECKS: tuple[ParticipationCheck, ...] = (*CODE_CHECKS, *MARK_CHECKS)
