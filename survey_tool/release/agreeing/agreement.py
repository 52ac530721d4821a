"""What somebody has to agree to before a release takes its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from survey_tool.reference.places import Prefecture
from survey_tool.release.agreeing.approved import Differing
from survey_tool.release.agreeing.loss import Loss
from survey_tool.release.choosing.unconfirmed import Unconfirmed
from survey_tool.wording.words import Words

_UNCONFIRMED = Words(
    "個人に関する記載等が未確認の事例：{cases}件",
    "Cases with what seems to tell of persons, not confirmed: {cases}",
)

_MAILS = Words(
    "メールの本文の連絡事項で、対応が済んだことを確認していないもの：{count}件（{names}）",
    "Mails that say something, and nobody has noted that it is dealt with: {count} ({names})",
)
_SOMEBODY = Words("提出元不明", "sender unknown")


@dataclass(frozen=True, slots=True)
class MailsToRead:
    """How many mails of each prefecture say something with which nobody has dealt yet; under "" those of which nobody knows whose they are."""

    prefectures: Mapping[str, Prefecture]
    counted: Mapping[str, int]

    @property
    def sentence(self) -> Words:
        """How many, and whose."""
        names = (self.prefectures[code].name if code in self.prefectures else _SOMEBODY for code in self.counted)
        return _MAILS.fill(count=sum(self.counted.values()), names=Words.listed(names))


@dataclass(frozen=True, slots=True)
class ToAgree:
    """`loss`: too much of the release before is gone. `unconfirmed`: what seems to tell of persons, and nobody has said that it may
    be published. `differing`: what is otherwise than in the preview for approval. `mails`: what was written beside the forms."""

    loss: Loss | None = None
    unconfirmed: tuple[Unconfirmed, ...] = ()
    differing: Differing | None = None
    mails: MailsToRead | None = None

    def __bool__(self) -> bool:
        return bool(self.loss or self.unconfirmed or self.differing or self.mails)

    @property
    def sentences(self) -> tuple[Words, ...]:
        """One for each."""
        persons = (cases_unconfirmed(self.unconfirmed),) if self.unconfirmed else ()
        return (*(each.sentence for each in (self.loss, self.differing, self.mails) if each), *persons)


class NotAgreed(Exception):
    """A release was not written, because nobody has agreed to what in it may be a mistake."""

    def __init__(self, to_agree: ToAgree) -> None:
        self.to_agree = to_agree
        super().__init__("; ".join(each.en for each in to_agree.sentences))


def cases_unconfirmed(found: Sequence[Unconfirmed]) -> Words:
    """In how many published cases something seems to tell of a person."""
    return _UNCONFIRMED.fill(cases=len({case_id for each in found for case_id in each.case_ids}))
