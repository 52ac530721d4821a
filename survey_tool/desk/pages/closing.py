"""調査の終了: what is removed and what stays, shown before anything is."""

from __future__ import annotations

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from survey_tool.desk.at_hand import desk_of, moment_of, page, seal_of, see, text_of
from survey_tool.desk.round.work import WorkAtHand
from survey_tool.desk.words import TEXTS
from survey_tool.post.acts import NotDoneError
from survey_tool.post.rounds.closing import (
    CLOSED,
    FIRST,
    GOES,
    NOTHING_PUBLISHED,
    STAYS,
    Closing,
    close_round,
    goes_in_words,
    stays_in_words,
    to_be_closed,
)
from survey_tool.wording.words import Words


def closing(request: Request) -> Response:
    """The page itself. Nothing is removed for it."""
    moment = moment_of(request)
    survey, found = moment.survey, to_be_closed(moment.survey)
    warnings = [FIRST] if survey.submissions.is_dir() else []
    if moment.behind and not moment.history.closed_on:
        warnings.append(moment.behind)
    if not survey.published.is_dir():
        warnings.append(NOTHING_PUBLISHED.fill(folder=survey.published))
    return page(
        request,
        "closing",
        moment=moment,
        warnings=warnings,
        goes=(GOES, goes_in_words(survey, found)),
        stays=(STAYS, stays_in_words(survey, found)),
        seal=_seal(found),
    )


def close(request: Request, filled_in: FormData) -> Response:
    """Removes what the page has shown, once somebody has typed the name of the round."""
    moment = moment_of(request)
    name = moment.survey.round.name
    if text_of(filled_in, "round") != name:
        raise NotDoneError(TEXTS["close_type"].fill(round=name))
    found = to_be_closed(moment.survey)
    if text_of(filled_in, "goes") != _seal(found):
        raise NotDoneError(TEXTS["close_changed"])

    def work(_: WorkAtHand) -> list[Words]:
        close_round(moment.survey, found, moment.history)
        return [CLOSED.fill(round=name, count=found.count)]

    desk_of(request).works.start(TEXTS["closing"], work, can_stop=False)
    return see("/progress")


def _seal(closing: Closing) -> str:
    """Tells what is removed from anything else: a file that came later, or has changed, was shown to nobody."""
    paths = [path for found in closing.files.values() for path in found]
    files = [(str(path), (found := path.lstat()).st_size, found.st_mtime_ns) for path in paths]
    return seal_of(files)
