"""Where what is downloaded once is kept, outside the tree."""

from __future__ import annotations

import os
from pathlib import Path

VARIABLE = "SURVEY_TOOL_WINDOWS_CACHE"


def cache_folder() -> Path:
    """The folder that the variable names, else one below the usual one for such files."""
    given = os.environ.get(VARIABLE)
    if given:
        return Path(given)
    usual = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(usual) if usual else Path.home() / ".cache") / "survey-tool-windows"
