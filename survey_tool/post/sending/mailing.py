"""One sending of letters by the mail server, for the command line and the desk alike: what has to hold before the first of them, each
letter, what is said at the end."""

from __future__ import annotations

import os
import time
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass

from survey_tool.post.letters.drafts import Draft
from survey_tool.post.lost_record import is_lost, note_listed
from survey_tool.post.preparing import see_that_somebody_gets_them
from survey_tool.post.record.history import record_path
from survey_tool.post.sending.outcomes import DONE, FAILURES, Outcome
from survey_tool.post.sending.send import NOTHING_DECIDED, Decisions, Pause, send
from survey_tool.reference.survey import Survey
from survey_tool.wording.words import NOTHING, Words

_SENT = Words(
    "送信{sent}件、送信済み{skipped}件、未送信{failed}件", "Sent {sent}, sent before {skipped}, not sent {failed}."
)
_REHEARSED = Words(
    "予行を終了しました。送信できるもの{planned}件、送信済み{skipped}件、送信できないもの{failed}件",
    "Rehearsed: would be sent {planned}, sent before {skipped}, would not be sent {failed}.",
)
_NOT_REACHED = Words("送信していない都道府県：{names}", "Not sent to: {names}")


@dataclass(frozen=True, slots=True)
class Ended:
    """How a sending ended: the count in words, to whom nothing went out where others were reached; `whole`: every letter went out,
    now or before."""

    told: Words
    not_reached: Words
    whole: bool


def mailing(
    survey: Survey,
    drafts: Sequence[Draft],
    *,
    rehearsing: bool,
    decisions: Decisions = NOTHING_DECIDED,
    environment: Mapping[str, str] = os.environ,
    pause: Pause = time.sleep,
) -> Generator[Outcome, None, None]:
    """Sends the letters, or only asks the server about them, and tells of each what became of it; who closes it between two leaves
    every letter either sent and written down, or not sent. The login stands in `environment`.

    Raises `NotDoneError` where addressees are still examples, and as `append` does.
    """
    assert survey.round.smtp is not None
    lost = is_lost(survey)
    if not rehearsing:
        see_that_somebody_gets_them(drafts)
        note_listed(survey, drafts)
    yield from send(
        drafts,
        survey.round.smtp,
        record_path(survey),
        dry_run=rehearsing,
        decisions=decisions,
        environment=environment,
        pause=pause,
        lost_record=lost,
    )


def ended(drafts: Sequence[Draft], outcomes: Sequence[Outcome], *, rehearsing: bool) -> Ended:
    """What is said once a sending has come to its end, or was stopped."""
    fates = [each.fate for each in outcomes]
    counts = {fate: fates.count(fate) for fate in DONE}
    failed = len(drafts) - sum(counts.values())
    done = {each.draft.letter.id for each in outcomes if each.draft and each.fate in DONE}
    left = Words.listed(each.letter.prefecture for each in drafts if each.letter.id not in done)
    return Ended(
        told=(_REHEARSED if rehearsing else _SENT).fill(**counts, failed=failed),
        not_reached=_NOT_REACHED.fill(names=left) if done and failed else NOTHING,
        whole=not failed and not FAILURES & set(fates),
    )
