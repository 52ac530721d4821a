"""Which files of the workspace are given out: those of the round, by their own names, without following any link."""

from __future__ import annotations

import stat
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from starlette.responses import Response

from survey_tool.intake.formats.refusal import MEGABYTE
from survey_tool.reference.folders import PUBLISHED
from survey_tool.reference.rounds import REPLACED, replaced_releases
from survey_tool.reference.survey import Survey

_LARGEST = 500 * MEGABYTE
PREVIEW = "preview"
"""Where the preview of a release is written."""
_ROOMS = ("submissions", "templates", "mail", PUBLISHED, PREVIEW)
"""The folders of the workspace of which files are given out: only what lies below the round's name in them, and the releases of the round
that were replaced."""


def file_of_the_round(survey: Survey, asked: str) -> Path | None:
    """The file at a path such as `submissions/2026/13.xlsx`; nothing where there is none that may be given out."""
    parts = PurePosixPath(asked).parts
    if "\\" in asked or "\0" in asked or len(parts) < 3 or parts[0] not in _ROOMS:
        return None
    if parts[1] != survey.round.name and not _is_of_a_replaced_release(survey, parts):
        return None
    if any(part in ("..", ".", "/") or part.startswith(".") for part in parts):
        return None
    path = survey.workspace
    for part in parts:  # each step by itself, so that a link on the way leads nowhere
        path = path / part
        if path.is_symlink() or not path.exists():
            return None
    inside = path.resolve().is_relative_to(survey.workspace.resolve())
    found = path.stat()
    return path if inside and stat.S_ISREG(found.st_mode) and found.st_size <= _LARGEST else None


def _is_of_a_replaced_release(survey: Survey, parts: tuple[str, ...]) -> bool:
    return parts[:2] == (PUBLISHED, REPLACED) and parts[2] in {each.name for each in replaced_releases(survey)}


def address_of(survey: Survey, path: Path) -> str:
    """The address in the desk of a file of the round."""
    return "/files/" + quote(path.relative_to(survey.workspace).as_posix())


def given_out(path: Path) -> Response:
    """A file to be saved or opened by its own program: never shown or run in the page."""
    return attachment(path.name, path.read_bytes())


def attachment(name: str, content: bytes) -> Response:
    """Bytes to be saved under a name."""
    plain = "".join(sign if (sign.isascii() and sign.isalnum()) or sign in "-_." else "_" for sign in name)
    return Response(
        content,
        media_type="application/octet-stream",
        headers={
            "content-disposition": f"attachment; filename=\"{plain}\"; filename*=utf-8''{quote(name, safe='')}",
            "content-security-policy": "sandbox; default-src 'none'",
        },
    )
