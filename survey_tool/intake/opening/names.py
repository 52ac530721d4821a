"""The names of files: which are never looked at, and how the others are shown."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from survey_tool.reference.folders import left_out as left_out
from survey_tool.wording.invisible import CONTROLS, DIRECTIONS

CORRECTIONS = "corrections"
"""Where correction copies go, inside the folder of submissions."""
SET_ASIDE = "set-aside"
FOLDERS_LEFT_OUT = (CORRECTIONS, SET_ASIDE)
WORKBOOK_ENDINGS = (".xlsx", ".xlsm", ".xls", ".ods", ".xlsb")
MAIL_ENDINGS = (".eml", ".msg", ".mht")
PACKED_ENDINGS = {"7z": ".7z", "RAR": ".rar", "LZH": ".lzh", "GZIP": ".gz", "CAB": ".cab"}
"""Archives that are not opened here, by what they are called to people."""
CONTAINER_ENDINGS = (".zip", *MAIL_ENDINGS, ".dat", *PACKED_ENDINGS.values())
"""What a file is, its bytes tell (`inspection.py`); by its ending it is known only as what may have been meant as a return."""
_BETWEEN_WORDS = re.compile(r"[\s_-]+")  # set_aside and "Set Aside" are meant as set-aside
_LEFT_OUT = {_BETWEEN_WORDS.sub("", name) for name in FOLDERS_LEFT_OUT}
_NOT_TO_BE_SHOWN = re.compile(f"[{CONTROLS}\u061c{DIRECTIONS}]")


def left_out_folder(name: str) -> bool:
    """A folder in which nobody looks for returns."""
    return left_out(name) or _BETWEEN_WORDS.sub("", name.lower()) in _LEFT_OUT or name == "__MACOSX"


def left_out_member(member: str) -> bool:
    """A file of an archive, by its whole name there."""
    parts = PurePosixPath(member).parts
    return left_out(parts[-1]) or any(left_out_folder(part) for part in parts[:-1])


def as_sent(name: str) -> str:
    """What the sender of a file called it: in which folder or under which name the secretariat saved its mail, nobody else knows."""
    return name.rpartition("/")[2]


def printable(name: str) -> str:
    """A name as it may be shown: as it is, blanks of every width and rare characters included, but for what would
    disturb the line that it stands in."""
    return _NOT_TO_BE_SHOWN.sub("\ufffd", name)
