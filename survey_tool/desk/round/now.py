"""The round as it is just now: worked out from its files when it is asked for, and not again while nothing has changed."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from survey_tool.desk.round.files_moved import FilesMoved
from survey_tool.desk.round.letters_due import LettersDue
from survey_tool.desk.round.traces import Trace, traces
from survey_tool.intake.judging.submission import Collected, Submission
from survey_tool.intake.opening.reader import Progress, Readers
from survey_tool.intake.remembering import Remembering
from survey_tool.post.incoming.opening import Misplaced, came_back, misplaced, opened
from survey_tool.post.incoming.setting_aside import goes_with, outer
from survey_tool.post.record.arrivals import note_arrivals
from survey_tool.post.record.doubts import doubts_of
from survey_tool.post.record.history import History, history_of
from survey_tool.post.record.keeping import RecordFileError
from survey_tool.post.record.troubles import not_accessible
from survey_tool.post.status.next_step import NextStep, next_steps
from survey_tool.post.status.release_behind import behind_in_words
from survey_tool.post.status.round_status import RoundStatus, round_status
from survey_tool.post.status.waited_for import WaitedFor, waited_for
from survey_tool.reference.survey import Survey
from survey_tool.settings.limits import Limits
from survey_tool.wording.handwritten import MistakesError
from survey_tool.wording.words import Words

if TYPE_CHECKING:
    from survey_tool.release.publish import Chosen

Clock = Callable[[], dt.date]
Telling = Callable[[], AbstractContextManager[Progress | None]]


class NotToBeOpened(Exception):
    """The round cannot be shown, and why: its settings or its record cannot be read."""

    def __init__(self, *lines: Words) -> None:
        self.lines = lines
        super().__init__("\n".join(line.en for line in lines))


@dataclass(frozen=True)
class Moment:
    """The round at one moment. `elsewhere` are files that may be returns and lie where nobody looks for any; `unwritten`: what came
    in could not be written into the record. `version` tells two moments apart; `letters` are those that are due at it."""

    survey: Survey
    history: History
    collected: Collected
    status: RoundStatus
    elsewhere: Misplaced
    unwritten: bool
    version: str
    letters: LettersDue

    @cached_property
    def steps(self) -> tuple[NextStep, ...]:
        """What to do next, the most pressing first."""
        return next_steps(self.survey, self.collected, self.status, self.history)

    @cached_property
    def behind(self) -> Words | None:
        """That the release is not what would be published now; None where it is."""
        return behind_in_words(self.survey, self.collected, self.history)

    @cached_property
    def doubts(self) -> tuple[Words, ...]:
        """What is to be looked at before one relies on what the record tells."""
        return doubts_of(self.survey, self.history, self.status.today)

    @cached_property
    def moved(self) -> FilesMoved:
        """Files that were moved, and whose each may be."""
        return FilesMoved(self.survey, self.history)

    @cached_property
    def waited_for(self) -> dict[str, WaitedFor]:
        """What prefectures are waited for beside the form that they were sent."""
        return waited_for(self.survey, self.collected, self.history)

    @cached_property
    def chosen(self) -> Chosen:
        """What would be published of it, and what not."""
        from survey_tool.release.publish import choose  # takes longer to load than a desk may take to open

        return choose(self.survey, self.collected)

    def of(self, code: str) -> tuple[Submission, ...]:
        """All that came from a prefecture, with what came under its name and is no form."""
        others = self._strangers.get(code, ())
        return tuple(each for each in self.collected.submissions if each.prefecture_code == code or each.file in others)

    def whose(self, submission: Submission) -> str | None:
        """On the page of which prefecture it stands, if on any."""
        named = (code for code, files in self._strangers.items() if submission.file in files)
        return submission.prefecture_code or next(named, None)

    def outer(self, file: str) -> str:
        """The file on the disk that holds a return."""
        return outer(self.survey, file)

    def goes_with(self, file: str) -> tuple[Submission, ...]:
        """What else no longer counts when a return is set aside."""
        return goes_with(self.survey, self.collected, file)

    @property
    def of_nobody(self) -> tuple[Submission, ...]:
        """What came of which nobody knows whose it is; a form that nobody has returned is none of it."""
        known = {file for files in self._strangers.values() for file in files}
        return tuple(
            each
            for each in self.collected.submissions
            if each.prefecture_code is None and each.file not in known and not each.as_sent
        )

    @cached_property
    def _strangers(self) -> dict[str, tuple[str, ...]]:
        return {each.code: each.strangers for each in self.status.prefectures if each.strangers}


class Now:
    """Gives the round as it is. Files that have not changed are not read again, and nothing is worked out twice, unless some of it could
    not be read: that it can be, the system tells of no file."""

    def __init__(self, workspace: Path, readers: Callable[[], Readers], clock: Clock) -> None:
        """`readers` gives what reads files when one has to be read; `clock` the day."""
        self.workspace, self.readers, self._clock = workspace, readers, clock
        self._returns, self._forms = Remembering(readers), Remembering(readers)
        self._alone = RLock()
        self._last: Moment | None = None
        self._last_forms: tuple[str, Collected] | None = None
        self._seen: tuple[tuple[Trace, ...], dt.date] = ((), clock())

    @property
    def read_last(self) -> int:
        """How many returned files were read when the round was last worked out."""
        return self._returns.read_last

    @property
    def limits(self) -> Limits:
        """How much of a file is too much, as far as is known without reading anything now."""
        last = self._last
        return last.survey.round.limits if last else Limits()

    def version(self) -> str:
        """Tells this moment from another without reading anything."""
        return _version(traces(self.workspace), self._clock())

    def moment(self, telling: Telling = nullcontext) -> Moment:
        """The round as it is; `telling` is entered when files have to be read. Raises `NotToBeOpened`."""
        with self._alone:
            before = (traces(self.workspace), self._clock())
            if self._last is None or before != self._seen or self._last.collected.not_readable_here:
                self._last, self._seen = None, before
                found = self._worked_out(telling)
                if traces(self.workspace) != before[0]:  # what came in was written down, or more came in meanwhile
                    self._seen = (traces(self.workspace), self._clock())
                    found = self._worked_out(telling)
                self._last = found
            return self._last

    def forms(self, survey: Survey) -> Collected:
        """The forms that were drawn, read as if they had come back."""
        with self._alone:
            version, last = self.version(), self._last_forms
            if last is None or last[0] != version or last[1].not_readable_here:
                found = self._forms.collect(survey, [survey.templates] if survey.templates.is_dir() else [])
                last = self._last_forms = version, found
            return last[1]

    def _worked_out(self, telling: Telling) -> Moment:
        try:
            return self._opened(telling)
        except MistakesError as error:
            raise NotToBeOpened(*error.lines) from error
        except RecordFileError as error:
            raise NotToBeOpened(not_accessible(error)) from error

    def _opened(self, telling: Telling) -> Moment:
        survey, history = opened(self.workspace)
        history = history or history_of(survey)
        elsewhere = misplaced(survey)
        collected = came_back(survey, history, elsewhere.all, progress=telling, collecting=self._returns.collect)
        noted = note_arrivals(survey, collected, history)
        found, today = self._seen
        history = noted or history
        return Moment(
            survey=survey,
            history=history,
            collected=collected,
            status=round_status(survey, collected, today),
            elsewhere=elsewhere,
            unwritten=noted is None,
            version=_version(found, today),
            letters=LettersDue(survey, history, collected, today, partial(self.forms, survey)),
        )


def _version(found: tuple[Trace, ...], today: dt.date) -> str:
    return hashlib.sha256(repr((found, today)).encode()).hexdigest()[:16]
