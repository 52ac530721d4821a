"""LibreOffice and the process that speaks UNO with it: found, started, asked, started again."""

from __future__ import annotations

import functools
import json
import os
import queue
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import uuid
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ANSWER_SECONDS = 240
"""Longer than any single request takes on a busy machine of two cores: past it LibreOffice is taken for hung."""

SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>ja-JP</value></prop>
</item>
</oor:items>
"""
"""A prefecture's LibreOffice: what is typed is read by Japanese habits, whatever the locale of the machine."""


class OfficeMissingError(Exception):
    """LibreOffice, or a program that goes with it, is not on this machine; says which."""


class OfficeRefusedError(Exception):
    """LibreOffice would not do what was asked: a locked cell, no such sheet, a file it cannot open."""


class OfficeDiedError(Exception):
    """LibreOffice crashed or hung while it was asked; it has been ended."""


@dataclass(frozen=True, slots=True)
class Programs:
    """What the harness runs: LibreOffice, and a Python that can `import uno`."""

    soffice: Path
    python: Path


@functools.cache
def find_programs() -> Programs:
    """LibreOffice and its Python. Raises `OfficeMissingError`."""
    found = shutil.which("soffice") or shutil.which("libreoffice") or _usual_place()
    if found is None:
        raise OfficeMissingError("LibreOffice (soffice) is not installed")
    soffice = Path(found)
    for python in _pythons(soffice.resolve().parent):
        if _imports_uno(python):
            return Programs(soffice, python)
    raise OfficeMissingError("no Python here can import uno (Debian: apt-get install python3-uno)")


def _usual_place() -> str | None:
    places = (
        "/Applications/LibreOffice.app/Contents/MacOS/soffice",
        r"C:\Program Files\LibreOffice\program\soffice.exe",
    )
    return next((place for place in places if Path(place).exists()), None)


def _pythons(program: Path) -> list[Path]:
    """Pythons that may know UNO: LibreOffice's own (Windows, macOS, its own packages), the system's, ours."""
    own = [program / "python.exe", program / "python", program.parent / "Resources" / "python"]
    return [path for path in (*own, Path("/usr/bin/python3"), Path(sys.executable)) if path.exists()]


def _imports_uno(python: Path) -> bool:
    return subprocess.run([python, "-c", "import uno"], capture_output=True, check=False).returncode == 0


class Bridge:
    """One LibreOffice of our own (own profile, own pipe) and one worker. Not for several threads at once."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="survey-office-"))
        self._log = self.folder / "worker.log"
        self.generation = 0
        """How often LibreOffice has been started; documents of an earlier generation are gone."""
        self._soffice: subprocess.Popen[bytes] | None = None
        self._worker: subprocess.Popen[str] | None = None
        self._lines: queue.Queue[str | None] = queue.Queue()

    @property
    def process_group(self) -> int:
        """That of LibreOffice, once something was asked."""
        assert self._soffice is not None
        return self._soffice.pid

    def ask(self, act: str, **request: Any) -> Any:
        """The answer to one request; starts LibreOffice where need be.

        Raises `OfficeDiedError` when it is gone (the next starts another), `OfficeRefusedError` when it would not.
        """
        self.start()
        assert self._worker is not None
        assert self._worker.stdin is not None
        try:
            self._worker.stdin.write(json.dumps({"act": act, **request}) + "\n")
            self._worker.stdin.flush()
            line = self._lines.get(timeout=ANSWER_SECONDS)
        except (OSError, queue.Empty):
            line = None
        answer = json.loads(line) if line else {"died": f"no answer {self._last_words()}"}
        if "died" in answer:
            self.stop()
            raise OfficeDiedError(f"{act}: {answer['died']}")
        if "refused" in answer:
            raise OfficeRefusedError(f"{act}: {answer['refused']}")
        return answer["result"]

    def start(self) -> None:
        """Start LibreOffice and the worker unless they run."""
        if self._worker is not None:
            return
        programs = find_programs()
        self.generation += 1
        home = self.folder / f"profile-{self.generation}"
        (home / "user").mkdir(parents=True)
        (home / "user" / "registrymodifications.xcu").write_text(SETTINGS, encoding="utf-8")
        pipe = f"survey-{uuid.uuid4().hex}"
        self._soffice = subprocess.Popen(_soffice_command(programs.soffice, home, pipe), **_quiet(own_group=True))
        with self._log.open("ab") as log:
            self._worker = subprocess.Popen(
                [programs.python, Path(__file__).with_name("worker.py"), pipe],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                encoding="utf-8",
                env={**os.environ, "PYTHONIOENCODING": "utf-8"},
            )
        self._lines = queue.Queue()
        threading.Thread(target=_read, args=(self._worker, self._lines), daemon=True).start()

    def stop(self) -> None:
        """End both processes, at once and whatever state they are in."""
        if self._worker is not None:
            self._worker.kill()
            self._worker.wait()
            if self._worker.stdin is not None:
                with suppress(OSError):
                    self._worker.stdin.close()
            self._worker = None
        if self._soffice is not None:
            _end_group(self._soffice)
            self._soffice = None

    def _last_words(self) -> str:
        said = self._log.read_text(encoding="utf-8", errors="replace").splitlines() if self._log.exists() else []
        return said[-1] if said else ""

    def close(self) -> None:
        """End both processes and remove what they wrote."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


def _soffice_command(soffice: Path, home: Path, pipe: str) -> list[str]:
    silent = ["--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck", "--nofirststartwizard"]
    return [str(soffice), f"-env:UserInstallation={home.as_uri()}", *silent, f"--accept=pipe,name={pipe};urp;"]


def _quiet(*, own_group: bool) -> dict[str, Any]:
    silence: dict[str, Any] = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    # `soffice` is a script that starts a splash that starts LibreOffice: only the group reaches all of them.
    return silence | ({"start_new_session": True} if own_group and os.name == "posix" else {})


def _end_group(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError, PermissionError):
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
    process.wait()


def _read(worker: subprocess.Popen[str], lines: queue.Queue[str | None]) -> None:
    assert worker.stdout is not None
    with worker.stdout as said:
        for line in said:
            lines.put(line)
    lines.put(None)
