"""How fast the desk answers with 47 returns of 12 cases: `python -m benchmarks.desk [RUNS]`.

The command itself runs in a process of its own and is asked as a browser asks it. Told are: how long after the command its address is
printed, and how long until the first page is there (all returns are read for it); every page, as often as RUNS (20 unless given), once
nothing has changed; a form that is dropped while all others lie there, and the page after it.
"""

from __future__ import annotations

import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.answers import EDITION, answers
from benchmarks.measuring import BenchmarkFailedError, ours, run, seconds
from benchmarks.returned import drawn_round
from survey_tool.desk.guard.gate import cookie_name
from survey_tool.form.contract.answers import Form
from survey_tool.form.workbook import draw
from survey_tool.reference.survey import Survey

CASES, DROPPED, RUNS, STARTS = 12, 6, 20, 5
PAGES = (
    "/",
    "/prefectures/13",
    "/letters?kind=invite",
    "/letters?kind=remind",
    "/release",
    "/settings",
    "/status.json",
)
_BOUNDARY = "a-form-of-the-benchmark"


@dataclass(frozen=True)
class Desk:
    """A desk that answers: its port, what its pages send along."""

    port: int
    headers: Mapping[str, str]

    def ask(self, path: str, body: bytes | None = None, **headers: str) -> bytes:
        """The answer to a request, which is a form where it has a body."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=120)
        connection.request("POST" if body else "GET", path, body, {**self.headers, **headers})
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        if answer.status == 303:
            return self.ask(answer.headers["location"])
        if answer.status != 200:
            raise BenchmarkFailedError(f"{path}: {answer.status}")
        return content

    def drop(self, name: str, content: bytes) -> bytes:
        """The page that answers a form that was dropped."""
        head = f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n\r\n'
        body = head.encode() + content + f"\r\n--{_BOUNDARY}--\r\n".encode()
        return self.ask("/returns", body, **{"Content-Type": f"multipart/form-data; boundary={_BOUNDARY}"})


@contextmanager
def opened(workspace: Path) -> Iterator[tuple[Desk, float]]:
    """A desk of a workspace, and after how many seconds it printed its address."""
    command = [sys.executable, "-m", "survey_tool", "--workspace", str(workspace), "desk", "--no-browser"]
    begun = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        try:
            assert process.stdout
            found = re.search(r"(http://127\.0\.0\.1:\d+/\S+)$", process.stdout.readline().rstrip())
            if not found:
                raise BenchmarkFailedError("the desk printed no address")
            ready = time.perf_counter() - begun
            split = urlsplit(found[1])
            port = split.port or 0
            cookie = f"{cookie_name(port)}={split.query.removeprefix('key=')}"
            yield Desk(port, {"Cookie": cookie, "Origin": f"http://{split.netloc}"}), ready
        finally:
            process.terminate()


def a_round(folder: Path) -> Survey:
    """47 returns as `generate` draws them, the forms and the letters that went before them."""
    survey = drawn_round(folder, CASES)
    shutil.copytree(survey.submissions, survey.templates)
    rows = [f"{code},情報政策課,,joho@pref{code}.example.lg.jp,to" for code in survey.places.prefectures]
    text = "\n".join(("prefecture_code,department,person,email,kind", *rows))
    (survey.workspace / "contacts.csv").write_text(text + "\n", encoding="utf-8")
    run(ours("--workspace", str(survey.workspace), "mail", "invite", codes=(0, 2)))
    return survey


def dropped_forms(survey: Survey) -> Iterator[tuple[str, bytes]]:
    """Forms of some prefectures that differ from those that lie there."""
    for number, code in enumerate(list(survey.places.prefectures)[:DROPPED]):
        told = answers(survey, code, CASES)
        person = replace(told, respondent={**told.respondent, "person": f"別の担当者{number}"})
        yield f"{code}-2.xlsx", draw(survey, Form(code, EDITION, person))


@dataclass(frozen=True)
class Answered:
    """Seconds of everything that was asked of a desk, each as often as it was asked."""

    starts: list[float]
    firsts: list[float]
    pages: Mapping[str, list[float]]
    drops: list[float]
    after: list[float]


def answered(folder: Path, runs: int) -> Answered:
    """Asks a desk whose round it makes in a folder."""
    survey = a_round(folder / "round")
    forms = list(dropped_forms(survey))
    starts, firsts, drops, after = [], [], [], []
    for _ in range(STARTS):
        with opened(survey.workspace) as (desk, ready):
            starts.append(ready)
            firsts.append(ready + seconds(partial(desk.ask, "/")))
    with opened(survey.workspace) as (desk, _):
        pages = {}
        for path in PAGES:
            desk.ask(path)
            pages[path] = [seconds(partial(desk.ask, path)) for _ in range(runs)]
        for name, content in forms:
            drops.append(seconds(partial(desk.drop, name, content)))
            after.append(seconds(partial(desk.ask, "/")))
    return Answered(starts, firsts, pages, drops, after)


def told(name: str, times: list[float], unit: float = 1000, sign: str = "ms") -> None:
    """Prints the middle and the worst of several times."""
    print(
        f"{name:42} median {statistics.median(times) * unit:7.1f} {sign}, worst {max(times) * unit:7.1f} {sign}",
        flush=True,
    )


def main(runs: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        found = answered(Path(folder), runs)
    told("address printed", found.starts, 1, "s")
    told("first page, all returns read", found.firsts, 1, "s")
    for path, times in found.pages.items():
        told(path, times)
    told(f"a dropped form, {len(found.drops)} in turn", found.drops, 1, "s")
    told("the page after it", found.after)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else RUNS)
