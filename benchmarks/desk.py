"""How fast the desk answers with 47 returns of 12 cases: `python -m benchmarks.desk [RUNS]`.

The command itself runs in a process of its own and is asked as a browser asks it. Told are: how long after the command its address is
printed, and how long until the first page is there (all returns are read for it); every page, as often as RUNS (20 unless given), once
nothing has changed; a form that is dropped while all others lie there, and the page after it.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from httpx2 import Client

from benchmarks.answers import EDITION, answers
from benchmarks.measuring import ours, run, seconds
from benchmarks.returned import drawn_round
from benchmarks.window import begun
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


@contextmanager
def opened(workspace: Path) -> Iterator[tuple[Client, float, float]]:
    """A desk of a workspace, and after how many seconds it had printed its address and shown its first page."""
    started = time.perf_counter()
    process, client, first = begun("survey_tool", "--workspace", workspace)
    ready = time.perf_counter() - started
    with process, client:
        try:
            client.get(first).raise_for_status()
            yield client, ready, time.perf_counter() - started
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
        with opened(survey.workspace) as (_, ready, first):
            starts.append(ready)
            firsts.append(first)
    with opened(survey.workspace) as (desk, *_):
        pages = {}
        for path in PAGES:
            desk.get(path)
            pages[path] = [seconds(partial(_answer, desk, "GET", path)) for _ in range(runs)]
        for form in forms:
            drops.append(seconds(partial(_answer, desk, "POST", "/returns", files={"files": form})))
            after.append(seconds(partial(_answer, desk, "GET", "/")))
    return Answered(starts, firsts, pages, drops, after)


def _answer(desk: Client, method: str, path: str, **sent: Any) -> None:
    desk.request(method, path, **sent).raise_for_status()


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
