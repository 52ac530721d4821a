"""The desk asked as a browser asks it, from outside."""

from __future__ import annotations

import json
import time
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

from survey_tool.desk.guard.gate import cookie_name
from survey_tool.desk.guard.only_one import PLACE
from tools.windows.refusing import RefusedError

_SECONDS, _LOOK = 90.0, 0.2


def ended_by_its_button(workspace: Path) -> str:
    """What the first page of the desk of a workspace shows, once that is open; then it is ended. Raises `RefusedError` where it
    does not open or answers something else than it should."""
    address = urlsplit(_opened_at(workspace))
    port = address.port or 0
    cookie = f"{cookie_name(port)}={address.query.removeprefix('key=')}"
    page = _asked(port, "GET", {"Cookie": cookie}, "/")
    _asked(port, "POST", {"Cookie": cookie, "Origin": f"http://{address.netloc}"}, "/end")
    return page


def _opened_at(workspace: Path) -> str:
    until = time.monotonic() + _SECONDS
    while time.monotonic() < until:
        try:
            return str(json.loads((workspace / PLACE).read_text(encoding="utf-8"))["address"])
        except (OSError, ValueError):
            time.sleep(_LOOK)
    raise RefusedError("the desk did not open")


def _asked(port: int, method: str, headers: dict[str, str], path: str) -> str:
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request(method, path, headers=headers)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    if answer.status != 200:
        raise RefusedError(f"the desk answered {answer.status} to {path}")
    return text
