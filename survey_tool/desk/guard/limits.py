"""How much of an upload is taken: what is more is refused before it fills memory or disk."""

from __future__ import annotations

from collections.abc import Callable

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

TOO_LARGE = 413


class Bounded:
    """Ends a request whose body is longer than allowed, whatever it says of its length."""

    def __init__(self, app: ASGIApp, most: Callable[[], int]) -> None:
        """`most` gives the number of octets that a request may have just now."""
        self._app, self._most = app, most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD"):
            await self._app(scope, receive, send)
            return
        most, taken = self._most(), 0
        told = Headers(scope=scope).get("content-length", "")

        async def bounded() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > most or (told.isdecimal() and int(told) > most):
                raise HTTPException(TOO_LARGE)
            return message

        await self._app(scope, bounded, send)
