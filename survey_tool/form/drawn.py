"""Whether a workbook is still as it was drawn, or somebody has saved it since: then it may hold what must not be lost.

Each workbook of ours holds the seal of everything else in it. Dates would not do: not every program that saves renews them.
"""

from __future__ import annotations

import hashlib
import html
import re
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from io import BytesIO
from pathlib import Path
from typing import IO, TYPE_CHECKING

from survey_tool.reference.members import member

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

MARKER_PROPERTY = "survey-tool marker"
"""The property of a workbook that says that it is one of our forms."""
FINDINGS_PROPERTY = "survey-tool findings"
"""The property of a workbook that says that it lists what was found."""
STATUS_PROPERTY = "survey-tool status"
"""The property of a workbook that says that it shows where a round stands."""
PRINTED_PROPERTY = "survey-tool printed"
"""How the properties begin that say which settings a form holds; the name of the setting follows."""
APPROVAL_PROPERTY = "survey-tool approval"
"""The property of a workbook that says that it is the page by which a release is approved."""
CARRIED_PROPERTY = "survey-tool carried"
"""The property of a form that was drawn with answers of an earlier round: the name of that round."""
_SEAL_PROPERTY = "survey-tool seal"
_SEAL = re.compile(rb'name="survey-tool seal"><vt:lpwstr>([0-9a-f]{32})<')
_KIND = re.compile(rb'name="(survey-tool [\w ]+)"[^>]*>\s*<(?:\w+:)?lpwstr\b[^>]*>([^<]*)<')
_LARGEST = 64 * 1024  # of a part that holds properties of ours
_UNSEALED = "0" * 32
_LEVEL = 8  # of compression: nothing becomes larger than with 9, which takes a third longer
_LONGEST = 100  # characters, some of which count twice
_NO_WORKBOOK = (OSError, KeyError, ValueError, NotImplementedError, RuntimeError, zlib.error, zipfile.BadZipFile)
_PROPERTIES = "docProps/custom.xml"


def mark(workbook: Workbook, kind: str, value: str, printed: Mapping[str, str] | None = None) -> None:
    """Says in a workbook that is being drawn that it is ours, of which kind, and leaves room for its seal. `printed` are settings
    that it holds, by name, for those who ask without reading its cells."""
    workbook.set_custom_property(kind, value)
    for name, text in (printed or {}).items():
        workbook.set_custom_property(f"{PRINTED_PROPERTY} {name}", as_property(text))
    workbook.set_custom_property(_SEAL_PROPERTY, _UNSEALED)


def as_property(text: str) -> str:
    """A text as a property holds it: one that is long is cut, and told from others by its digest. Excel takes 255 characters."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}… {hashlib.sha256(text.encode()).hexdigest()[:12]}"


def packed(parts: Mapping[str, bytes]) -> bytes:
    """The workbook of these parts, with its seal. The same parts give the same bytes."""
    seal = _seal((name, zlib.crc32(content), len(content)) for name, content in parts.items())
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as target:
        for name, content in parts.items():
            told = content.replace(_UNSEALED.encode(), seal) if name == _PROPERTIES else content
            target.writestr(member(name), told, zipfile.ZIP_DEFLATED, _LEVEL)
    return out.getvalue()


def may_be_replaced(path: Path, kind: str = MARKER_PROPERTY) -> bool:
    """Whether nothing of anybody's is lost by writing there: there is no file, or one of ours as it was drawn."""
    return not (path.exists() or path.is_symlink()) or as_drawn(path, kind)


def as_drawn(path: Path | IO[bytes], kind: str = MARKER_PROPERTY) -> bool:
    """Whether a file is one of our forms (or of another `kind` of ours) and nobody has changed anything in it since."""
    try:
        with zipfile.ZipFile(path) as package:
            properties = package.read(_PROPERTIES)
            found = _seal((item.filename, item.CRC, item.file_size) for item in package.infolist())
    except _NO_WORKBOOK:
        return False
    told = _SEAL.search(properties)
    return f'name="{kind}"'.encode() in properties and told is not None and told[1] == found


def kinds_in(path: Path | IO[bytes]) -> Mapping[str, str]:
    """What a file says that it is, if it is a workbook of ours, whoever has saved it since: kinds with what was marked, and the
    settings that a form holds (`PRINTED_PROPERTY`)."""
    try:
        with zipfile.ZipFile(path) as package:
            properties = package.read(_PROPERTIES) if package.getinfo(_PROPERTIES).file_size <= _LARGEST else b""
    except _NO_WORKBOOK:
        return {}
    return {name.decode(): html.unescape(value.decode("utf-8", "replace")) for name, value in _KIND.findall(properties)}


def _seal(parts: Iterable[tuple[str, int, int]]) -> bytes:
    """Of the name, checksum and size of each part but the one that holds the seal: nothing has to be unpacked for it."""
    listed = sorted(each for each in parts if each[0] != _PROPERTIES)
    return hashlib.sha256(repr(listed).encode()).hexdigest()[: len(_UNSEALED)].encode()
