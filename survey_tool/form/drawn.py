"""Whether a workbook is still as it was drawn, or somebody has saved it since: then it may hold what must not be lost."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import IO

MARKER_PROPERTY = "survey-tool marker"
"""The property of a workbook that says that it is one of our forms."""
FINDINGS_PROPERTY = "survey-tool findings"
"""The property of a workbook that says that it lists what was found."""
_DATES = re.compile(r"<dcterms:(created|modified)[^>]*>([^<]*)<")


def may_be_replaced(path: Path, mark: str = MARKER_PROPERTY) -> bool:
    """Whether nothing of anybody's is lost by writing there: there is no file, or one of ours as it was drawn."""
    return not path.exists() or as_drawn(path, mark)


def as_drawn(path: Path | IO[bytes], mark: str = MARKER_PROPERTY) -> bool:
    """Whether a file is one of our forms (or of another `mark` of ours) and was never saved since: every program that saves renews the date."""
    try:
        with zipfile.ZipFile(path) as package:
            ours = mark.encode() in package.read("docProps/custom.xml")
            dates = dict(_DATES.findall(package.read("docProps/core.xml").decode("utf-8")))
    except (OSError, KeyError, UnicodeDecodeError, zipfile.BadZipFile):
        return False
    return ours and dates.get("created") is not None and dates.get("created") == dates.get("modified")
