"""The record, as commands read and write it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from survey_tool.cli.console.session import Session, Stop, today
from survey_tool.wording.words import Words

if TYPE_CHECKING:
    from survey_tool.intake.judging.submission import Collected
    from survey_tool.post.record.history import History
    from survey_tool.reference.survey import Survey

_UNREAD = Words(
    "記録（record.csv）に読み取ることのできない行があります。その行の内容は、以下に反映されていません。",
    "Lines of the record (record.csv) cannot be read. What they tell is not in what follows.",
)


def read_history(session: Session, survey: Survey) -> History:
    """What the record tells of the round; says what in it cannot be read, or is to be doubted. Raises `Stop` where it cannot be opened."""
    from survey_tool.post.record.doubts import doubts_of
    from survey_tool.post.record.history import history_of
    from survey_tool.post.record.keeping import RecordFileError
    from survey_tool.post.record.troubles import not_accessible

    try:
        history = session.recorded or history_of(survey)
    except RecordFileError as error:
        raise Stop(3, not_accessible(error)) from error
    if history.mistakes:
        session.console.note(_UNREAD, *(each.sentence for each in history.mistakes))
    session.console.note(*doubts_of(survey, history, today()))
    return history


def see_that_it_is_open(session: Session) -> None:
    """Raises `Stop` where the record tells that the round was closed. What cannot be read of it is told by who needs it."""
    if session.recorded:
        from survey_tool.post.record.closed import closed_in_words

        if told := closed_in_words(session.recorded):
            raise Stop(2, told)


def say_arrivals(session: Session, survey: Survey, collected: Collected, history: History) -> History:
    """Writes down what came in since the last time, and gives what the record tells then; a record that cannot be written just now keeps
    nobody from reading."""
    from survey_tool.post.record.arrivals import note_arrivals
    from survey_tool.post.record.troubles import NOT_NOTED

    if noted := note_arrivals(survey, collected, history):
        return noted
    session.console.note(NOT_NOTED)
    return history


@contextmanager
def told_of_record() -> Iterator[None]:
    """What could not be done, as the end of the command."""
    from survey_tool.post.acts import NotDoneError
    from survey_tool.post.record.keeping import RecordFileError, RecordInUseError
    from survey_tool.post.record.troubles import IN_USE, not_accessible

    try:
        yield
    except NotDoneError as error:
        raise Stop(2 if error.usage else 3, error.why) from error
    except RecordInUseError as error:
        raise Stop(3, IN_USE) from error
    except RecordFileError as error:
        raise Stop(3, not_accessible(error)) from error
