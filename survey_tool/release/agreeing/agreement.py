"""What somebody has to agree to before a release takes its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from survey_tool.release.agreeing.approved import Differing
from survey_tool.release.agreeing.loss import Loss
from survey_tool.release.choosing.unconfirmed import Unconfirmed
from survey_tool.wording.words import Words

_UNCONFIRMED = Words(
    "個人に関する記載等が未確認の事例：{cases}件",
    "Cases with what seems to tell of persons, not confirmed: {cases}",
)


@dataclass(frozen=True, slots=True)
class ToAgree:
    """`loss`: too much of the release before is gone. `unconfirmed`: what seems to tell of persons, and nobody has said that it may
    be published. `differing`: what is otherwise than in the preview for approval."""

    loss: Loss | None = None
    unconfirmed: tuple[Unconfirmed, ...] = ()
    differing: Differing | None = None

    def __bool__(self) -> bool:
        return bool(self.loss or self.unconfirmed or self.differing)

    @property
    def sentences(self) -> tuple[Words, ...]:
        """One for each."""
        persons = (cases_unconfirmed(self.unconfirmed),) if self.unconfirmed else ()
        return (*(each.sentence for each in (self.loss, self.differing) if each), *persons)


class NotAgreed(Exception):
    """A release was not written, because nobody has agreed to what in it may be a mistake."""

    def __init__(self, to_agree: ToAgree) -> None:
        self.to_agree = to_agree
        super().__init__("; ".join(each.en for each in to_agree.sentences))


def cases_unconfirmed(found: Sequence[Unconfirmed]) -> Words:
    """In how many published cases something seems to tell of a person."""
    return _UNCONFIRMED.fill(cases=len({case_id for each in found for case_id in each.case_ids}))
