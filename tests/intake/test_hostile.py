"""Hostile files among good ones: each ends in a clear refusal, and the good ones beside it are read."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from survey_tool.intake.cells.grid import Refused, ReturnedFile
from survey_tool.intake.opening.reader import read_files
from survey_tool.intake.opening.returned_files import find_files
from survey_tool.settings.limits import Limits
from tests import ROOT, handmade
from tests.conftest import leave_out
from tests.hostile import HEAVY, LIGHT, ONE, Hostile, blank_rows, crowded

GOOD = 46
SECONDS = 30
MEGABYTES = 1000
LIMITS = Limits()


def good_form() -> bytes:
    rows = "".join(
        f'<row r="{row}">'
        + "".join(f'<c r="{letter}{row}" s="1" t="s"><v>{row % 3}</v></c>' for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        + "</row>"
        for row in range(1, 40)
    )
    return handmade.zipped(
        handmade.xlsx_parts(handmade.sheet(rows), handmade.sheet(ONE), texts=f"<sst>{'<si><t>答え</t></si>' * 3}</sst>")
    )


def read_beside_good_ones(folder: Path, hostile: dict[str, bytes]) -> dict[str, Refused]:
    """The results for the hostile files, once every good file around them has been read."""
    for number in range(1, GOOD + 1):
        (folder / f"good{number:02d}.xlsx").write_bytes(good_form())
    for name, content in hostile.items():
        (folder / name).write_bytes(content)
    refused = {}
    good = 0
    for result in read_files(find_files([folder], LIMITS), LIMITS):
        if isinstance(result, ReturnedFile):
            assert result.name.startswith("good"), result.name
            assert result.grids[0].value(39, 26) == "答え"
            good += 1
        else:
            refused[result.name] = result
    assert good == GOOD
    return refused


def check(case: Hostile, refused: Refused) -> None:
    assert refused.code == case.code, (case.name, refused)
    assert case.reason in refused.reason["en"], (case.name, refused)
    assert "{" not in refused.reason["ja"] + refused.reason["en"]


def test_the_limits_are_those_that_were_promised() -> None:
    assert LIMITS.seconds < SECONDS
    assert LIMITS.memory_mb < MEGABYTES


@pytest.mark.slow
def test_small_hostile_files_among_good_ones(tmp_path: Path) -> None:
    names = {f"hostile{number:02d}.{case.ending}": case for number, case in enumerate(LIGHT)}
    refused = read_beside_good_ones(tmp_path, {name: case.build() for name, case in names.items()})
    assert refused.keys() == names.keys()
    for name, case in names.items():
        check(case, refused[name])


@pytest.mark.long
@pytest.mark.parametrize("case", HEAVY, ids=lambda case: case.name)
def test_a_heavy_hostile_file_among_good_ones(tmp_path: Path, case: Hostile) -> None:
    refused = read_beside_good_ones(tmp_path, {"hostile.xlsx": case.build()})
    check(case, refused["hostile.xlsx"])


@pytest.mark.long
@pytest.mark.parametrize("columns", [1, 5])
def test_a_million_formatted_blank_rows_pass(tmp_path: Path, columns: int) -> None:
    (tmp_path / "coloured.xlsx").write_bytes(blank_rows(1_048_576, columns))
    (result,) = read_files(find_files([tmp_path], LIMITS), LIMITS)
    assert isinstance(result, ReturnedFile), result
    assert result.grids[0].rows == (("first",),)


def test_some_thousand_formatted_blank_rows_pass(tmp_path: Path) -> None:
    """The same in small: past the size from which blank rows are left out while they stream by."""
    (tmp_path / "coloured.xlsx").write_bytes(blank_rows(60_000, 5))
    (result,) = read_files(find_files([tmp_path], LIMITS), LIMITS)
    assert isinstance(result, ReturnedFile), result
    assert result.grids[0].rows == (("first",),)


LOOKED_AT = """
import os, sys
from survey_tool.intake.opening.child import answer_for
from survey_tool.settings.limits import Limits
from tests import hostile

for case in getattr(hostile, sys.argv[1]):
    data, child = case.build(), os.fork()
    if child:
        os.waitpid(child, 0)
        continue
    with open("/proc/self/clear_refs", "w") as most:
        most.write("5")
    answer_for(data, Limits(), frozenset())
    with open("/proc/self/status") as status:
        print(*(line.split()[1] for line in status if line.startswith("VmHWM")), case.name, flush=True)
    os._exit(0)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the most that a process held since it was asked")
@pytest.mark.parametrize("cases", ["LIGHT", pytest.param("HEAVY", marks=pytest.mark.long)])
def test_where_nothing_limits_the_memory_the_look_alone_holds(cases: str) -> None:
    """As on Windows: without a limit no hostile file takes even half of what a reader may."""
    done = subprocess.run(
        [sys.executable, "-c", LOOKED_AT, cases],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    most = {
        name: int(kilobytes) >> 10 for kilobytes, _, name in (line.partition(" ") for line in done.stdout.splitlines())
    }
    assert len(most) == len({"LIGHT": LIGHT, "HEAVY": HEAVY}[cases])
    assert {name: megabytes for name, megabytes in most.items() if megabytes > LIMITS.memory_mb // 2} == {}


def taken_by_children() -> int:
    """Octets of memory that the processes of this one hold together."""
    total = 0
    for children in Path("/proc/self/task").glob("*/children"):
        for child in children.read_text().split():
            try:
                pages = int(Path(f"/proc/{child}/statm").read_text().split()[1])
            except (OSError, IndexError):  # it has just ended
                continue
            total += pages * os.sysconf("SC_PAGE_SIZE")
    return total


@pytest.mark.long
@pytest.mark.parametrize("workers", [1, 2, 4])
def test_readers_of_files_that_take_much_share_one_budget(tmp_path: Path, workers: int) -> None:
    """Four of them at once would take more."""
    if not Path("/proc/self/statm").exists():
        leave_out("this system does not tell in /proc what a process holds")
    content, limits = crowded(15_000), Limits(seconds=300)
    for number in range(4):
        (tmp_path / f"{number}.xlsx").write_bytes(content)
    done, most = threading.Event(), 0

    def watch() -> None:
        nonlocal most
        while not done.wait(0.05):
            most = max(most, taken_by_children())

    watching = threading.Thread(target=watch)
    watching.start()
    try:
        results = [type(each) for each in read_files(find_files([tmp_path], limits), limits, workers=workers)]
    finally:
        done.set()
        watching.join()
    assert results == [ReturnedFile] * 4
    assert 200 < most >> 20 < limits.memory_total_mb
