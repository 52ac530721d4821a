"""What belongs to no page alone: what goes on, files given out, the end; and what is said where something goes wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from survey_tool.desk.at_hand import (
    MOST_FILES,
    NOT_FOUND,
    OWN_ADDRESS,
    back_to_the_form,
    desk_of,
    moment_of,
    page,
    see,
    text_of,
)
from survey_tool.desk.guard.files import file_of_the_round, given_out
from survey_tool.desk.guard.limits import TOO_LARGE
from survey_tool.desk.rendering import SHARED, STATIC
from survey_tool.desk.round.now import NotToBeOpened
from survey_tool.desk.words import TEXTS
from survey_tool.reference.tiles import tiles_css
from survey_tool.wording.words import LANGUAGES, Words

_IN_THE_WAY = 409
_TYPES = {".css": "text/css", ".js": "text/javascript"}
_SAID = {NOT_FOUND: "not_found", TOO_LARGE: "too_large"}
_TOO_MANY = "Too many files"
"""So begins what the framework says of them."""


def static(request: Request) -> Response:
    """Styles and the script, by their exact names."""
    name = request.path_params["name"]
    if name == "tiles.css":
        return Response(tiles_css(), media_type="text/css")
    known = {path.name: path for path in (*STATIC.iterdir(), *SHARED) if path.suffix in _TYPES}
    if name not in known:
        raise HTTPException(NOT_FOUND)
    return Response(known[name].read_bytes(), media_type=_TYPES[known[name].suffix])


def pulse(request: Request) -> Response:
    """Whether anything has changed, and how far the work is."""
    desk = desk_of(request)
    work = desk.works.told
    return JSONResponse(
        {"version": desk.now.version(), "work": {"state": work.state, "done": work.done, "all": work.all}}
    )


def file(request: Request) -> Response:
    """A file of the round, to be saved or opened by its own program."""
    found = file_of_the_round(moment_of(request).survey, request.path_params["path"])
    if found is None:
        raise HTTPException(NOT_FOUND)
    return given_out(found)


def work(request: Request) -> Response:
    """What goes on, or what became of it."""
    works = desk_of(request).works
    told = works.told
    if not told.is_running:
        works.seen()
    return page(request, "work", work=replace(told, unseen=False))


def stop(request: Request, _: FormData) -> Response:
    """Asks the work to end."""
    desk_of(request).works.stop()
    return see("/progress")


def language(request: Request, filled_in: FormData) -> Response:
    """Shows every page in the other language from now on, and leads back to where somebody was."""
    chosen, back = text_of(filled_in, "language"), text_of(filled_in, "back")
    for each in LANGUAGES:
        if each == chosen:
            desk_of(request).language = each
    return see(back if OWN_ADDRESS.fullmatch(back) else "/")


def end(request: Request, _: FormData) -> Response:
    """Ends the desk once this answer is given."""
    answer = page(request, "ended")
    desk_of(request).end()
    return answer


def wrong(request: Request, error: Exception) -> Response:
    """What the framework refuses: no such page, too much."""
    assert isinstance(error, HTTPException)
    known = "too_many" if error.detail.startswith(_TOO_MANY) else _SAID.get(error.status_code, "bad_request")
    said = TEXTS[known].fill(most=MOST_FILES, limit=desk_of(request).now.limits.total_mb)
    return _trouble(request, error.status_code, [said])


def not_done(request: Request, error: Exception) -> Response:
    """What was asked for could not be done, or the round cannot be shown: why, and what to do. A form stands on its page again as it was."""
    lines = request.app.state.explain(error)
    if request.url.path.endswith(".json"):
        language = desk_of(request).language
        return JSONResponse({"message": [line[language] for line in lines]}, _IN_THE_WAY)
    if back := back_to_the_form(request, lines):
        return see(back)
    return page(request, "trouble", _IN_THE_WAY, troubles=lines, to_settings=isinstance(error, NotToBeOpened))


def unexpected(request: Request, error: Exception) -> Response:
    """A fault of ours, in words."""
    return _trouble(request, 500, request.app.state.explain(error))


def _trouble(request: Request, status: int, lines: Sequence[Words]) -> Response:
    return page(request, "trouble", status, troubles=lines, to_settings=False, came_from=back_to_the_form(request))
