"""What every page has at hand, and how it answers."""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import re
import secrets
import unicodedata
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from survey_tool.desk.refused import RefusedForm, filled_in_again
from survey_tool.desk.rendering import templates
from survey_tool.desk.round.now import Moment, Now
from survey_tool.desk.round.posting import Posting
from survey_tool.desk.round.work import Works
from survey_tool.desk.words import TEXTS
from survey_tool.post.acts import NotDoneError
from survey_tool.post.incoming.received import Received
from survey_tool.post.record.closed import closed_in_words
from survey_tool.post.rounds.beside import round_named
from survey_tool.reference.folders import has_begun
from survey_tool.wording.words import LANGUAGES, Language, Words

MOST_FILES = 500  # of one drop
NOT_FOUND = 404
_SEE_OTHER = 303
_DIGITS = 9
_WITHOUT_A_FOLDER = ("/end", "/language", "/progress/stop")
_BORNE_IN_MIND = 50
"""Forms that were refused: more than anybody goes back to."""
_SAID_ONCE = ("done", "count", "refused")
_DONE = ("done", "started", "followed", "saved", "contacts_taken", "contacts_saved")
A_PREFECTURE = re.compile(r"/prefectures/\d\d", re.ASCII)
OWN_ADDRESS = re.compile(r"/(?![/\\])[\w./?=&%-]*", re.ASCII)  # `//other` would be another host to a browser


def _alone(folder: Path, _: Language) -> str:
    raise NotImplementedError(folder)


@dataclass
class Desk:
    """One desk: its workspace, its language, the round as it is, the work that goes on, how it is ended. `closed_at`: when the desk
    of this workspace was last closed, none where that is not known. `refused` are forms as they were filled in, by the key that leads to
    them. `open_beside` opens the desk of another workspace and gives its address, by which `opened` knows those that were."""

    workspace: Path
    language: Language
    now: Now
    works: Works
    end: Callable[[], None]
    closed_at: dt.datetime | None = None
    posting: Posting = field(default_factory=Posting)
    received: dict[str, tuple[Received, ...]] = field(default_factory=dict)
    refused: dict[str, RefusedForm] = field(default_factory=dict)
    opened: dict[Path, str] = field(default_factory=dict)
    open_beside: Callable[[Path, Language], str] = _alone

    def remember(self, received: Sequence[Received]) -> str:
        """Keeps what became of files that were dropped, for the page that tells it; the number of that page."""
        number = str(len(self.received) + 1)
        self.received[number] = tuple(received)
        return number

    def bear_in_mind(self, form: RefusedForm) -> str:
        """Keeps a form that was refused, and lets go of the one that was refused long before it; the key that leads to it."""
        key = secrets.token_hex(8)
        self.refused[key] = form
        while len(self.refused) > _BORNE_IN_MIND:
            del self.refused[next(iter(self.refused))]
        return key


def desk_of(request: Request) -> Desk:
    """The desk that a request was made to."""
    found: Desk = request.app.state.desk
    return found


def moment_of(request: Request) -> Moment:
    """The round as it is just now. Raises `NotToBeOpened`, and `NotDoneError` where its folder is gone."""
    see_that_it_is_there(desk_of(request))
    return desk_of(request).now.moment()


def see_that_it_is_there(desk: Desk) -> None:
    """Raises `NotDoneError` where the folder of the round is gone: it would look like one in which nothing was begun, and what is brought
    would be put into a new one of its name."""
    if not desk.workspace.is_dir():
        raise NotDoneError(TEXTS["folder_gone"].fill(folder=desk.workspace.name))


def page(request: Request, template: str, status: int = 200, /, **values: object) -> Response:
    """A page from its template; what was done before it was led to (`?done=`) is said on it, and a form that was refused (`?refused=`) shown
    as it was filled in."""
    desk, done = desk_of(request), request.query_params.get("done", "")
    moment, begun = values.get("moment"), has_begun(desk.workspace)
    values = {
        "desk": desk,
        "work": desk.works.told,
        "version": moment.version if isinstance(moment, Moment) else "",
        "page": template,
        "answers_a_form": request.method == "POST",
        "here": _here(request),
        "place": request.url.path,
        "other_language": next(each for each in LANGUAGES if each != desk.language),
        "moment": None,
        "round": _round_shown(desk, moment if isinstance(moment, Moment) else None, begun=begun),
        "begun": begun,
        "came_from": "",
        "notes": _notes(done, request.query_params.get("count", "")),
        "most_files": MOST_FILES,
        "troubles": (),
        **values,
    }
    if (refused := refused_here(request)) and template != "trouble":
        told = _rendered(desk, "refused", {"lines": refused.why}) if refused.why else ""
        if again := filled_in_again(_rendered(desk, template, values), refused, told):
            return HTMLResponse(again, status)
        values["troubles"] = refused.why
    return HTMLResponse(_rendered(desk, template, values), status)


def refused_here(request: Request) -> RefusedForm | None:
    """The form of a page that was refused, where somebody goes back to it."""
    refused = desk_of(request).refused.get(request.query_params.get("refused", ""))
    return refused if refused and refused.page == request.url.path else None


def _rendered(desk: Desk, template: str, values: Mapping[str, object]) -> str:
    return templates(desk.language, desk.workspace).get_template(f"{template}.html").render(values)


def _round_shown(desk: Desk, moment: Moment | None, *, begun: bool) -> Words:
    """Which round a page is about, so that two that are open at once are told apart; of one that has no name yet its folder."""
    name = moment.status.round if moment and begun else round_named(desk.workspace)
    return TEXTS["round"].fill(round=name) if name else TEXTS["round_in"].fill(folder=desk.workspace.name)


def _here(request: Request) -> str:
    """The address of the page itself; of what answers a form the overview, since that form is not to be sent again."""
    url = request.url
    return f"{url.path}?{url.query}".rstrip("?") if request.method == "GET" else "/"


def _notes(done: str, count: str) -> list[Words]:
    """What is said of what was done before, of so many where that is told."""
    if not done.startswith(_DONE) or done not in TEXTS:
        return []
    counted = count.isascii() and count.isdecimal()
    return [TEXTS[done].fill(count=count)] if counted or "{count}" not in TEXTS[done].ja else []


def back_to_the_form(request: Request, why: Sequence[Words] = ()) -> str:
    """The page of the desk on which a form was filled in, to which somebody goes back where it was refused: it stands there as it was, with why
    it was refused. Blank where that page is not known."""
    sent = urlsplit(request.headers.get("referer", ""))
    if request.method != "POST" or sent.netloc != request.url.netloc or not OWN_ADDRESS.fullmatch(sent.path):
        return ""
    query = [(name, value) for name, value in parse_qsl(sent.query) if name not in _SAID_ONCE]
    if (filled_in := getattr(request.state, "filled_in", None)) is not None:
        form = RefusedForm(sent.path, request.url.path, filled_in, tuple(why))
        query.append(("refused", desk_of(request).bear_in_mind(form)))
    return f"{sent.path}?{urlencode(query)}".rstrip("?")


def see(address: str) -> Response:
    """Leads to a page after something was done, so that renewing it does nothing twice."""
    return RedirectResponse(address, _SEE_OTHER)


def text_of(filled_in: FormData, name: str) -> str:
    """What was filled in under a name, as text; blank where nothing was."""
    value = filled_in.get(name, "")
    return value.strip() if isinstance(value, str) else ""


def number_of(filled_in: FormData, name: str) -> int | None:
    """What was filled in under a name as a number, in digits of any width; None where it is none, or longer than anybody means."""
    given = unicodedata.normalize("NFKC", text_of(filled_in, name))
    return int(given) if given.isdecimal() and len(given) <= _DIGITS else None


def seal_of(shown: object) -> str:
    """By what a form knows whether what it was shown with is still so; of what is told apart by how it is written out."""
    return hashlib.sha256(repr(shown).encode()).hexdigest()


Page = Callable[[Request], Response]
Act = Callable[[Request, FormData], Response]
Endpoint = Callable[[Request], Awaitable[Response]]


def of_an_open_round(act: Act) -> Act:
    """The same, refused once the round was closed. Raises `NotDoneError` then, and `NotToBeOpened`."""

    @functools.wraps(act)
    def guarded(request: Request, filled_in: FormData) -> Response:
        see_that_it_is_open(moment_of(request))
        return act(request, filled_in)

    return guarded


def of_a_begun_round(shown: Page) -> Page:
    """The page, once a round was begun in the folder; until then the one that says how to begin."""

    @functools.wraps(shown)
    def guarded(request: Request) -> Response:
        return shown(request) if has_begun(desk_of(request).workspace) else see("/")

    return guarded


def see_that_it_is_open(moment: Moment) -> None:
    """Raises `NotDoneError` where the round was closed."""
    if told := closed_in_words(moment.history):
        raise NotDoneError(told)


def _borne_in_mind(filled_in: FormData) -> tuple[tuple[str, str], ...]:
    """What is shown again where the form is refused: no files, no password."""
    return tuple(
        (name, value) for name, value in filled_in.multi_items() if isinstance(value, str) and name != "password"
    )


def acting(act: Act) -> Endpoint:
    """The endpoint of a form: what was filled in is taken whole, then done beside other requests."""

    @functools.wraps(act)
    async def endpoint(request: Request) -> Response:
        async with request.form(max_files=MOST_FILES, max_fields=1000, max_part_size=1024 * 1024) as filled_in:
            request.state.filled_in = _borne_in_mind(filled_in)
            if request.url.path not in _WITHOUT_A_FOLDER:
                see_that_it_is_there(desk_of(request))
            return await run_in_threadpool(act, request, filled_in)

    return endpoint
