"""What can be done about a returned file: said whose it is, set aside, unlocked, drawn again with more room."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from starlette.datastructures import FormData

from survey_tool.desk.at_hand import number_of, text_of
from survey_tool.desk.round.now import Moment
from survey_tool.desk.words import TEXTS
from survey_tool.post.acts import NotDoneError, owned
from survey_tool.post.forms.again import draw_again
from survey_tool.post.incoming.opening import found_out_about
from survey_tool.post.incoming.setting_aside import outer, set_aside_if_seen
from survey_tool.post.incoming.unlocking import NOT_LOCKED, unlock


def set_it_aside(moment: Moment, filled_in: FormData) -> str:
    """Sets the file aside that holds a return; what is said afterwards, by its key."""
    file = _known_file(moment, filled_in)
    set_aside_if_seen(moment.survey, moment.collected, file, text_of(filled_in, "goes"))
    return "done_set_aside"


def note_the_owner(moment: Moment, filled_in: FormData) -> str:
    """Notes which prefecture it came from."""
    whose = moment.survey.places.prefecture_list.find(text_of(filled_in, "owner"))
    if whose is None:
        raise NotDoneError(TEXTS["no_owner"])
    owned(moment.survey, moment.survey.submissions / _known_file(moment, filled_in), whose)
    return "done_owner"


def unlock_it(moment: Moment, filled_in: FormData) -> str:
    """Makes a readable copy of it."""
    path = moment.survey.submissions / outer(moment.survey, _known_file(moment, filled_in))
    copy = unlock(moment.survey, path, [text_of(filled_in, "password")])
    if copy is None:
        raise NotDoneError(NOT_LOCKED.fill(file=path.name))
    return "done_still_locked" if copy.still_locked else "done_unlocked"


def cases_given(filled_in: FormData) -> int | None:
    """For how many cases a form is to have columns; None where nothing was filled in. Raises `NotDoneError`."""
    if not text_of(filled_in, "cases"):
        return None
    if not (given := number_of(filled_in, "cases")):
        raise NotDoneError(TEXTS["no_cases"])
    return given


def draw_with_room(moment: Moment, filled_in: FormData) -> str:
    """Draws the form that was returned again, with columns for more cases."""
    cases = cases_given(filled_in)
    survey, file = moment.survey, _known_file(moment, filled_in)
    known = found_out_about(survey, moment.history)
    draw_again(survey, survey.submissions / outer(survey, file), known, survey.places.prefectures, cases)
    return "done_more_columns"


def _known_file(moment: Moment, filled_in: FormData) -> str:
    """The file that a form names, which has to be one of the returns: nothing else of the disk is touched."""
    file = text_of(filled_in, "file")
    if file not in {each.file for each in moment.collected.submissions}:
        raise NotDoneError(TEXTS["no_file"].fill(file=file))
    return file


ACTS: Mapping[str, Callable[[Moment, FormData], str]] = {
    "owner": note_the_owner,
    "set-aside": set_it_aside,
    "unlock": unlock_it,
    "more-columns": draw_with_room,
}
"""By the last part of the address of the form."""
