"""Who gets in: this computer, with the key of this start, and pages of the desk itself.

A page of somebody else in the same browser may send requests to any address, and may have a name of its own resolved to this
computer (DNS rebinding). Neither knows the key; the `Host` header tells the second, `Origin` tells both where something is to
be changed.
"""

from __future__ import annotations

import hmac
import secrets
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from survey_tool.wording.words import Words

LOCAL = "127.0.0.1"
KEY = "key"
SCRIPT = "/static/desk.js"
_READING = frozenset({"GET", "HEAD"})
_REFUSED = Words(
    "この画面は、調査の画面を始めたパソコンで、始めたときに表示されたアドレスから開いてください。",
    "Open this page on the computer where the desk was started, by the address that was printed then.",
)


def cookie_name(port: int) -> str:
    """Of the cookie that holds the key; with the port, since two desks of one computer share their cookies."""
    return f"survey-tool-desk-{port}"


class Gate:
    """Lets in what belongs here, and says of every answer what the browser may do with it."""

    def __init__(self, app: ASGIApp, port: int, key: str) -> None:
        """`key` is the one of this start; `port` the one that is listened to on this computer."""
        self._app, self._key = app, key
        self._host = f"{LOCAL}:{port}"
        self._origin = f"http://{self._host}"
        self.cookie = cookie_name(port)
        self._headers = {
            "cache-control": "no-store",
            "content-security-policy": _policy(self._origin),
            "cross-origin-opener-policy": "same-origin",
            "cross-origin-resource-policy": "same-origin",
            "permissions-policy": "camera=(), geolocation=(), microphone=()",
            # Not "no-referrer": then browsers would send no Origin along with the forms of the desk itself.
            "referrer-policy": "same-origin",
            "x-content-type-options": "nosniff",
            "x-frame-options": "DENY",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        refusal = self._refusal(scope)
        await (refusal or self._app)(scope, receive, guarded)

    def _refusal(self, scope: Scope) -> Response | None:
        """What is answered in place of the desk; nothing where somebody may come in."""
        headers = Headers(scope=scope)
        if headers.getlist("host") != [self._host]:
            return _refused()
        if scope["method"] not in _READING and headers.getlist("origin") != [self._origin]:
            return _refused()
        if self._is_key(self._cookie_of(headers)):
            return None
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        if scope["method"] in _READING and self._is_key(dict(query).get(KEY, "")):
            return self._welcome(scope, [(name, value) for name, value in query if name != KEY])
        return _refused()

    def _welcome(self, scope: Scope, query: list[tuple[str, str]]) -> Response:
        """The same page without the key in its address, where others might read it."""
        path = "/" + scope["path"].lstrip("/")
        answer = RedirectResponse(path + (f"?{urlencode(query)}" if query else ""), 303)
        answer.set_cookie(self.cookie, self._key, httponly=True, samesite="strict", path="/")
        return answer

    def _cookie_of(self, headers: Headers) -> str:
        try:
            found = SimpleCookie("; ".join(headers.getlist("cookie"))).get(self.cookie)
        except CookieError:
            return ""
        return found.value if found else ""

    def _is_key(self, given: str) -> bool:
        return hmac.compare_digest(given.encode(), self._key.encode())


def new_key() -> str:
    """A key that nobody guesses."""
    return secrets.token_urlsafe(32)


def _refused() -> Response:
    return PlainTextResponse(f"{_REFUSED.ja}\n{_REFUSED.en}\n", 403)


def _policy(origin: str) -> str:
    """Own styles and the one script; no text that becomes markup, no request to anywhere else."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {origin}{SCRIPT}",
            f"style-src {origin}/static/",
            "img-src data:",
            f"connect-src {origin}",
            f"form-action {origin}",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )
