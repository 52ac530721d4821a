"""The desk put together: which page answers at which address, behind the gate."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.responses import Response
from starlette.routing import Route

from survey_tool.desk.at_hand import Act, Desk, acting, of_a_begun_round, of_an_open_round
from survey_tool.desk.guard.gate import Gate
from survey_tool.desk.guard.limits import Bounded
from survey_tool.desk.pages import (
    closing,
    contacts,
    frame,
    letters,
    overview,
    prefecture,
    returns,
    rounds,
    sending,
    settings,
)
from survey_tool.desk.round.work import Explain
from survey_tool.desk.troubles import EXPECTED
from survey_tool.intake.formats.refusal import MEGABYTE


def application(desk: Desk, port: int, key: str, explain: Explain) -> Gate:
    """The whole desk for one port and key. `explain` puts what went wrong into words."""
    app = Starlette(
        routes=[
            Route("/", overview.overview),
            Route("/status.json", overview.status_json),
            Route("/status.xlsx", of_a_begun_round(overview.status_xlsx)),
            _act("/begin", overview.begin),
            _act_of_round("/forms", overview.forms),
            _act_of_round("/returns", returns.returns),
            Route("/returns/{number:int}", returns.shown),
            _act_of_round("/returns/{act}", returns.act),
            _act_of_round("/take-back", overview.take_back),
            Route("/prefectures/{code}", of_a_begun_round(prefecture.prefecture)),
            _act_of_round("/prefectures/{code}/merge", prefecture.merge),
            _act("/prefectures/{code}/{act}", prefecture.act),
            Route("/letters", of_a_begun_round(letters.letters)),
            Route("/letters/{kind}.zip", letters.archive),
            Route("/forms.zip", of_a_begun_round(letters.forms_archive)),
            _act_of_round("/letters/write", letters.write),
            _act_of_round("/letters/sent", letters.mark_as_sent),
            _act_of_round("/letters/rehearse", sending.rehearse),
            _act_of_round("/letters/send", sending.send),
            _act_of_round("/letters/decide", sending.decide),
            Route("/release", of_a_begun_round(_of_the_release("page"))),
            _act_of_round("/release/preview", _of_the_release("preview")),
            _act_of_round("/release/publish", _of_the_release("publish")),
            Route("/close", of_a_begun_round(closing.closing), methods=["GET"]),
            _act_of_round("/close", closing.close),
            Route(rounds.ROUNDS, rounds.rounds),
            _act("/rounds/next", rounds.begin_next),
            _act("/rounds/open", rounds.open_another),
            Route("/settings", settings.settings),
            _act("/settings", settings.save),
            Route("/settings/contacts.xlsx", contacts.contacts_workbook),
            Route("/settings/contacts", contacts.to_the_contacts, methods=["GET"]),
            _act("/settings/contacts", contacts.take_contacts),
            Route("/settings/contacts/{code}", contacts.contacts, methods=["GET"]),
            _act("/settings/contacts/{code}", contacts.save_contacts),
            _act("/follow", settings.follow),
            Route("/files/{path:path}", frame.file),
            Route("/static/{name}", frame.static),
            Route("/pulse", frame.pulse),
            Route("/progress", frame.work),
            _act("/progress/stop", frame.stop),
            _act("/language", frame.language),
            _act("/end", frame.end),
        ],
        middleware=[Middleware(Bounded, most=lambda: desk.now.limits.total_mb * MEGABYTE)],
        exception_handlers={
            HTTPException: frame.wrong,
            **dict.fromkeys(EXPECTED, frame.not_done),
            Exception: frame.unexpected,
        },
    )
    app.state.desk, app.state.explain = desk, explain
    return Gate(app, port, key)


def _act(path: str, act: Act) -> Route:
    return Route(path, acting(act), methods=["POST"])


def _act_of_round(path: str, act: Act) -> Route:
    """Of what is done to a round; a closed one is only looked at."""
    return _act(path, of_an_open_round(act))


def _of_the_release(name: str) -> Callable[..., Response]:
    """What the page of the release does: its module is loaded when it is asked for, since it takes longer to load than a desk may
    take to open."""

    def answer(*asked: Any) -> Response:
        found: Response = import_module("survey_tool.desk.pages.release").ANSWERS[name](*asked)
        return found

    return answer
