"""Returned files that another program holds, or that may not be read, for as long as a test wants."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

import pytest

from survey_tool.intake.opening import returned_files


def held(monkeypatch: pytest.MonkeyPatch, *names: str, folder: Path | None = None) -> set[str]:
    """From now on files of these names, those in a folder alone if one is given, cannot be opened; taken out of what is given back, they
    can."""
    those, opened = set(names), returned_files._open

    def opened_unless_held(path: Path) -> BinaryIO:
        if path.name in those and folder in (None, path.parent):
            raise PermissionError(13, "held")
        return opened(path)

    monkeypatch.setattr(returned_files, "_open", opened_unless_held)
    return those
