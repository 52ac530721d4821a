"""The packages of the folder: which ones, from which wheels, and what is taken of each."""

from __future__ import annotations

import hashlib
import re
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from email.message import Message
from email.parser import HeaderParser
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools.windows.refusing import RefusedError, run

_TESTS = re.compile(r"(.*/)?((tests|SelfTest)/|(conftest|test_\w+)\.py$)")
_FOR_BUILDING = ("numpy/distutils/", "numpy/f2py/")
_FOR_OTHERS = (".pyi", ".pyx", ".pxd", ".h", ".c", ".lib", ".a")  # what type checkers and compilers read
_DATA = re.compile(r"[^/]+\.data/(purelib|platlib)/")


@dataclass(frozen=True)
class Wheel:
    """A wheel: the canonical name of its package, its version, where it lies, and what it says it needs."""

    name: str
    version: str
    path: Path
    needs: tuple[Requirement, ...]
    licence: str


def download(pins: Path, python: str, cache: Path) -> Path:
    """The folder that holds every wheel of `constraints-windows.txt`, for a Python such as 3.11; downloaded once.

    Raises `RefusedError` where one cannot be had or is not the one that was written down.
    """
    text = pins.read_text(encoding="utf-8")
    folder = cache / f"wheels-{python}-{hashlib.sha256(text.encode()).hexdigest()[:12]}"
    if not folder.exists():
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache) as part:
            pip = (sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check")
            where = ("--platform", "win_amd64", "--python-version", python, "--only-binary", ":all:")
            run(*pip, *where, "--no-deps", "--require-hashes", "--dest", Path(part, "wheels"), "--requirement", pins)
            Path(part, "wheels").rename(folder)
    return folder


def opened(wheel: Path) -> Wheel:
    """What a wheel says of itself."""
    with zipfile.ZipFile(wheel) as archive:
        described = next(name for name in archive.namelist() if re.fullmatch(r"[^/]+\.dist-info/METADATA", name))
        told = HeaderParser().parsestr(archive.read(described).decode("utf-8"))
    return Wheel(
        name=canonicalize_name(told["Name"]),
        version=told["Version"],
        path=wheel,
        needs=tuple(Requirement(each) for each in told.get_all("Requires-Dist", [])),
        licence=_licence(told),
    )


def _licence(told: Message) -> str:
    """In its own short words, of which there are three generations."""
    classified = [
        each.rpartition(" :: ")[2] for each in told.get_all("Classifier", []) if each.startswith("License ::")
    ]
    free = (told["License"] or "").strip()
    return told["License-Expression"] or ", ".join(classified) or ("" if "\n" in free else free)


def needed(product: Wheel, others: Iterable[Wheel], python: str) -> list[Wheel]:
    """The product and what it needs there, and what that needs, by name. Raises `RefusedError` where one of them is missing."""
    there = {each.name: each for each in others}
    environment = windows(python)
    found = {product.name: product}
    seen: set[tuple[str, str]] = set()
    waiting = [(product, "")]
    while waiting:
        asking, extra = waiting.pop()
        if (asking.name, extra) in seen:
            continue
        seen.add((asking.name, extra))
        for need in asking.needs:
            if need.marker is None or need.marker.evaluate({**environment, "extra": extra}):
                wheel = _meant(need, there, asking)
                found[wheel.name] = wheel
                waiting += [(wheel, each) for each in ("", *need.extras)]
    return [found[name] for name in sorted(found)]


def _meant(need: Requirement, there: Mapping[str, Wheel], asking: Wheel) -> Wheel:
    wheel = there.get(canonicalize_name(need.name))
    if wheel is None or not need.specifier.contains(wheel.version, prereleases=True):
        raise RefusedError(f"{asking.name} needs {need}, which constraints-windows.txt does not give")
    return wheel


def windows(python: str) -> dict[str, str]:
    """What a marker may ask about: 64 bits of Windows with CPython of that version."""
    return {
        "implementation_name": "cpython",
        "implementation_version": python,
        "os_name": "nt",
        "platform_machine": "AMD64",
        "platform_python_implementation": "CPython",
        "platform_release": "10",
        "platform_system": "Windows",
        "platform_version": "",
        "python_full_version": python,
        "python_version": ".".join(python.split(".")[:2]),
        "sys_platform": "win32",
    }


def files(wheel: Wheel) -> Mapping[str, bytes]:
    """What is taken of a wheel, by its name in the folder of packages: no tests of its own, nothing for compilers."""
    with zipfile.ZipFile(wheel.path) as archive:
        return {name: archive.read(member) for member, name in _taken(archive.namelist())}


def _taken(members: Iterable[str]) -> Iterator[tuple[str, str]]:
    for member in members:
        name = _DATA.sub("", member)
        is_left = (
            name.endswith(("/", "/RECORD", *_FOR_OTHERS))
            or ".data/" in name
            or name.startswith(_FOR_BUILDING)
            or _TESTS.match(name)
        )
        if not is_left:
            yield member, name
