"""The command line run inside the test, as a process would run it, with whatever encoding a console has."""

from __future__ import annotations

import io
import json
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from survey_tool.cli.entry import run


@dataclass(frozen=True)
class Done:
    """What a command left: its exit code and what it wrote, as text of the console's encoding."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def command(
    *arguments: str | Path, workspace: Path | None = None, lang: str | None = "ja", encoding: str = "utf-8"
) -> Done:
    """Runs `survey-tool` with these arguments. What leaves it as an exception fails the test."""
    given = [*(["--workspace", str(workspace)] if workspace else []), *(["--lang", lang] if lang else [])]
    streams = [io.TextIOWrapper(io.BytesIO(), encoding=encoding, newline="\n") for _ in range(2)]
    with redirect_stdout(streams[0]), redirect_stderr(streams[1]):
        code = run([*given, *map(str, arguments)])
    return Done(code, *(_text(stream, encoding) for stream in streams))


def _text(stream: io.TextIOWrapper, encoding: str) -> str:
    stream.flush()
    raw = stream.buffer
    assert isinstance(raw, io.BytesIO)
    return raw.getvalue().decode(encoding)
