"""The folder that is handed out: Python, packages, the product, starters for a double click, handbook, licences; and its ZIP."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from survey_tool.reference.members import member
from tools.windows.handbook import pages
from tools.windows.python import WindowsPython
from tools.windows.refusing import RefusedError
from tools.windows.wheels import Wheel, files

TOP = "survey-tool"
MOST = 120 * 2**20
"""Bytes that it may take up unpacked."""
LONGEST = 120
"""Characters that a name in it may have: Windows takes 260 with those of the folder in which it is unpacked."""
STARTERS = Path(__file__).parent / "starters"
_TOKENS = "survey_tool/release/page/tokens"  # colours and sizes by others, within the product
_PROGRAM, _PYTHON, _PACKAGES = "program/", "program/python/", "program/packages/"


def folder(python: WindowsPython, wheels: Iterable[Wheel], root: Path) -> Mapping[str, bytes]:
    """Every file, by its name below the folder. Raises `RefusedError` where it would be too large or a name too long."""
    wheels = list(wheels)
    found = {f"{_PYTHON}{name}": content for name, content in python.files.items()}
    found[f"{_PYTHON}python{python.series}._pth"] = _lines(*python.path, "..\\packages")
    for wheel in wheels:
        found |= {f"{_PACKAGES}{name}": content for name, content in files(wheel).items()}
    found |= {
        "調査の机.cmd": (STARTERS / "desk.cmd").read_bytes(),
        "survey-tool.cmd": (STARTERS / "survey-tool.cmd").read_bytes(),
        f"{_PROGRAM}desk.py": (STARTERS / "desk.py").read_bytes(),
        "はじめに_ReadMe.txt": _text((STARTERS / "first.txt").read_text(encoding="utf-8")),
        f"{_PROGRAM}origin.json": _origin(python, wheels),
        "LICENSE.txt": _text((root / "LICENSE").read_text(encoding="utf-8")),
        "licences.txt": _licences(python, wheels, root),
        **pages(root),
    }
    check(found)
    return dict(sorted(found.items()))


def check(files: Mapping[str, bytes]) -> None:
    """Raises `RefusedError` where it is too large, a name too long, or two names are one on Windows."""
    size = sum(map(len, files.values()))
    if size > MOST:
        raise RefusedError(f"{size / 2**20:.1f} MB unpacked, more than {MOST / 2**20:.0f}")
    if too_long := [name for name in files if len(f"{TOP}/{name}") > LONGEST]:
        raise RefusedError(f"longer than {LONGEST} characters: {', '.join(too_long)}")
    folded = [name.casefold() for name in files]
    if len(set(folded)) < len(folded):
        raise RefusedError(f"one name twice: {', '.join(name for name in files if folded.count(name.casefold()) > 1)}")


def packed(files: Mapping[str, bytes]) -> bytes:
    """The ZIP of a folder. The same files give the same bytes, whichever system packs them."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as target:
        for name, content in files.items():
            told = member(f"{TOP}/{name}")
            told.create_system = 0  # Windows', where alone it is unpacked
            target.writestr(told, content, zipfile.ZIP_DEFLATED, 9)
    return out.getvalue()


def _origin(python: WindowsPython, wheels: Iterable[Wheel]) -> bytes:
    told = {
        "python": {"version": python.version, "archive_sha256": python.digest},
        "packages": {each.name: each.version for each in wheels},
    }
    return _text(json.dumps(told, ensure_ascii=False, indent=2) + "\n")


def _licences(python: WindowsPython, wheels: Iterable[Wheel], root: Path) -> bytes:
    """Of which licence each part is, and where its text lies. Raises `RefusedError` where a package does not say."""
    wheels = list(wheels)
    if silent := [each.name for each in wheels if not each.licence]:
        raise RefusedError(f"of no known licence: {', '.join(silent)}")
    tokens = (root / _TOKENS / "VERSION").read_text(encoding="utf-8").strip()
    return _lines(
        f"Python {python.version}: PSF-2.0 ({_PYTHON}LICENSE.txt)",
        f"{tokens}: MIT ({_PACKAGES}{_TOKENS}/LICENSE)",
        *(
            f"{each.name} {each.version}: {each.licence} ({_PACKAGES}{each.name.replace('-', '_')}-{each.version}.dist-info)"
            for each in wheels
        ),
    )


def _lines(*lines: str) -> bytes:
    return "".join(f"{line}\r\n" for line in lines).encode()


def _text(text: str) -> bytes:
    """As Notepad shows it in every version of Windows."""
    return b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()
