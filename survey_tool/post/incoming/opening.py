"""The round as every command and the desk open it: its settings with what the record tells, and everything that came back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from survey_tool.post.record.keeping import RECORD_FILE, RecordFileError
from survey_tool.reference.survey import open_survey

if TYPE_CHECKING:
    from survey_tool.intake.collect import Collect, Progress
    from survey_tool.intake.judging.submission import Collected
    from survey_tool.intake.opening.reader import Readers
    from survey_tool.intake.settling.found_out import FoundOut
    from survey_tool.post.record.history import History
    from survey_tool.reference.survey import Survey


@dataclass(frozen=True, slots=True)
class Misplaced:
    """Files that may be returns and lie where nobody looks for any: correction copies that somebody has saved since, files `beside`
    the round's folder, files `among_copies` that are none, and files `among_forms` that are not as forms were drawn."""

    saved_copies: tuple[Path, ...] = ()
    beside: tuple[Path, ...] = ()
    among_copies: tuple[Path, ...] = ()
    among_forms: tuple[Path, ...] = ()

    @property
    def all(self) -> tuple[Path, ...]:
        return (*self.saved_copies, *self.beside, *self.among_copies, *self.among_forms)


def opened(workspace: Path) -> tuple[Survey, History | None]:
    """The survey of a workspace with the days that were given to single prefectures; and what the record told, where there is one
    that could be read. A record that cannot be read is told by who needs it. Raises `MistakesError` for the settings."""
    survey = open_survey(workspace)
    if not (workspace / RECORD_FILE).is_file():
        return survey, None
    from survey_tool.post.record.history import history_of

    try:
        history = history_of(survey)
    except RecordFileError:
        return survey, None
    return replace(survey, extended=history.extended), history


def found_out_about(survey: Survey, history: History) -> FoundOut:
    """What people have found out of returned files, and whose the addresses of the contacts are, unless the list has mistakes. Raises
    `MistakesError` where it cannot be opened at this moment: what came from another's address would be taken for what its form says."""
    from survey_tool.post.letters.contacts import CONTACTS_FILE, read_contacts
    from survey_tool.wording.handwritten import NOT_OPENED, MistakesError

    path = survey.workspace / CONTACTS_FILE
    try:
        known = read_contacts(path, survey.places.prefecture_list).whose if path.is_file() else {}
    except MistakesError as error:
        if any(each.wrong == NOT_OPENED for each in error.mistakes):
            raise
        known = {}  # what is wrong with them is said where letters are written
    return replace(history.found_out, addresses=known)


def misplaced(survey: Survey) -> Misplaced:
    """The files that may be returns and lie where nobody looks for any."""
    from survey_tool.intake.opening.returned_files import copies_saved_since, saved_among_copies, saved_among_forms

    return Misplaced(
        copies_saved_since(survey.submissions),
        survey.loose_returns,
        saved_among_copies(survey.submissions),
        saved_among_forms(survey.templates),
    )


def came_back(
    survey: Survey,
    history: History,
    elsewhere: Sequence[Path] = (),
    *,
    paths: Sequence[Path] = (),
    progress: Callable[[], AbstractContextManager[Progress | None]] = nullcontext,
    readers: Readers | None = None,
    collecting: Collect | None = None,
) -> Collected:
    """Every returned file under `paths` (unless given, all of the round), read and judged; `elsewhere` is what was misplaced.

    `progress` is entered when reading begins; `collecting` reads and judges, `intake.collect.collect` unless given.
    """
    if not (paths or elsewhere or has_anything(survey.submissions)):
        from survey_tool.intake.judging.submission import Collected

        return Collected((), tuple(survey.places.prefectures))  # before the first form came back
    from survey_tool.intake.collect import collect, with_waiting

    collecting = collecting or collect
    known = found_out_about(survey, history)
    folders = [survey.submissions] if survey.submissions.is_dir() else []
    with progress() as telling:
        collected = collecting(survey, paths or folders, progress=telling, readers=readers, found_out=known)
    return with_waiting(survey, collected, elsewhere, known, collecting)


def has_anything(folder: Path) -> bool:
    """Whether a folder is there and not empty."""
    return folder.is_dir() and any(folder.iterdir())
