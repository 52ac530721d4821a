"""The round before and the one after: the next is begun in a folder beside this one, and each has a desk of its own."""

from __future__ import annotations

from pathlib import Path

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from survey_tool.desk.at_hand import Desk, desk_of, moment_of, page, see, text_of
from survey_tool.desk.guard.only_one import address_in
from survey_tool.desk.round.now import NotToBeOpened
from survey_tool.desk.words import TEXTS
from survey_tool.post.acts import NotDoneError
from survey_tool.post.rounds.beside import begin_beside, name_of_next, rounds_around

ROUNDS = "/rounds"


def rounds(request: Request) -> Response:
    """The page itself."""
    desk = desk_of(request)
    around, name = rounds_around(desk.workspace), _name_of_the_round(request)
    return page(
        request,
        "rounds",
        around=[(each, _address_of(desk, each.folder)) for each in around],
        has_next=any(each.last == desk.workspace.resolve() for each in around),
        suggested=name_of_next(desk.workspace, name) if name else "",
    )


def _address_of(desk: Desk, folder: Path) -> str:
    """Where the desk of a folder is, if it was opened from here and nobody has ended it since."""
    known = desk.opened.get(folder, "")
    return known if known == address_in(folder) else ""


def _name_of_the_round(request: Request) -> str:
    try:
        return moment_of(request).survey.round.name
    except NotToBeOpened:  # a round that is only begun has none yet
        return ""


def begin_next(request: Request, filled_in: FormData) -> Response:
    """Begins the next round in a folder of that name, and opens its desk."""
    desk = desk_of(request)
    _open(desk, begin_beside(desk.workspace, text_of(filled_in, "name")))
    return see(f"{ROUNDS}?done=done_next")


def open_another(request: Request, filled_in: FormData) -> Response:
    """Opens the desk of a round around this one: no other folder is opened for anybody."""
    desk, asked = desk_of(request), text_of(filled_in, "folder")
    known = {str(each.folder): each.folder for each in rounds_around(desk.workspace)}
    if asked not in known:
        raise NotDoneError(TEXTS["no_such_round"])
    _open(desk, known[asked])
    return see(ROUNDS)


def _open(desk: Desk, folder: Path) -> None:
    desk.opened[folder] = desk.open_beside(folder, desk.language)
