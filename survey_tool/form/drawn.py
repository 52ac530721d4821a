"""Whether a form is still as it was drawn, or somebody has saved it since: then it may hold what must not be lost."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

MARKER_PROPERTY = "survey-tool marker"
"""The property of a workbook that says that it is one of our forms."""
_DATES = re.compile(r"<dcterms:(created|modified)[^>]*>([^<]*)<")


def as_drawn(path: Path) -> bool:
    """Whether a file is one of our forms and was never saved since: every program that saves renews the date."""
    try:
        with zipfile.ZipFile(path) as package:
            ours = MARKER_PROPERTY.encode() in package.read("docProps/custom.xml")
            dates = dict(_DATES.findall(package.read("docProps/core.xml").decode("utf-8")))
    except (OSError, KeyError, UnicodeDecodeError, zipfile.BadZipFile):
        return False
    return ours and dates.get("created") is not None and dates.get("created") == dates.get("modified")
