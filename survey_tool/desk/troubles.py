"""What could not be done, in the sentences that the commands say."""

from __future__ import annotations

from collections.abc import Sequence

from survey_tool.desk.round.now import NotToBeOpened
from survey_tool.desk.round.work import BusyError, Explain
from survey_tool.desk.words import TEXTS
from survey_tool.post.acts import NotDoneError
from survey_tool.post.incoming.merging import NotMergedError
from survey_tool.post.record.keeping import RecordFileError, RecordInUseError
from survey_tool.post.record.troubles import IN_USE, not_accessible
from survey_tool.wording.file_troubles import OF_THE_DISK, not_written
from survey_tool.wording.handwritten import MistakesError
from survey_tool.wording.words import Words

EXPECTED = (NotDoneError, BusyError, NotToBeOpened, RecordInUseError, RecordFileError, MistakesError, OSError)
"""What may keep an act from being done without being a fault of ours."""


def explained(error: Exception, unexpected: Explain) -> Sequence[Words]:
    """Why something was not done; what nobody expected is put into words by `unexpected`."""
    match error:
        case NotMergedError():
            return error.lines
        case NotDoneError() | BusyError():
            return [error.why]
        case NotToBeOpened():
            return error.lines
        case RecordInUseError():
            return [IN_USE]
        case RecordFileError():
            return [not_accessible(error)]
        case MistakesError():
            return error.lines
        case OSError() if error.filename or error.errno in OF_THE_DISK:
            return [not_written(error)]
    return _about_a_release(error) or unexpected(error)


def _about_a_release(error: Exception) -> Sequence[Words]:
    # What writes a release takes longer to load than a desk may take to open.
    from survey_tool.release.agreeing.agreement import NotAgreed
    from survey_tool.release.agreeing.unread import NotReadHere
    from survey_tool.release.approval.preview import NotOurs
    from survey_tool.release.atomic import NotReplaced
    from survey_tool.release.capacity import TooMuchForExcel
    from survey_tool.release.tables.rounds.told import NotARelease

    match error:
        case NotAgreed():
            persons = (
                TEXTS["unconfirmed_at"].fill(place=each.place, told=each.finding.told)
                for each in error.to_agree.unconfirmed
            )
            return [*error.to_agree.sentences, *persons, TEXTS["not_agreed"]]
        case NotARelease() | NotReplaced() | NotOurs() | NotReadHere() | TooMuchForExcel():
            return [error.sentence]
    return []
