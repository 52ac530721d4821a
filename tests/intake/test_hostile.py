"""Hostile files among good ones: each ends in a clear refusal, and the good ones beside it are read."""

from __future__ import annotations

import random
import threading
import zipfile
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from survey_tool.intake.cells.grid import Refused, ReturnedFile
from survey_tool.intake.formats.refusal import Refusal
from survey_tool.intake.opening.children import Children
from survey_tool.intake.opening.reader import read_files
from survey_tool.intake.opening.returned_files import find_files
from survey_tool.settings.limits import Limits
from tests import ROOT, handmade
from tests.handmade import ods_text
from tests.hostile import HEAVY, LIGHT, ONE, Hostile, blank_rows

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


INPUTS = 40_000
HARMLESS = {"CalamineError", "XmlError", "ZipError", "PanicException", "PasswordError", "OSError"}
"""What the reading library raises on damaged input. Anything else would be a mistake of ours."""


def originals() -> dict[str, bytes]:
    """Small good files of every kind, with as many different things in them as fit."""
    cells = (
        '<row r="2" spans="1:9"><c r="A2" t="s"><v>0</v></c><c r="B2" s="1"><v>45383</v></c><c r="C2" t="e"><f>1/0</f>'
        '<v>#DIV/0!</v></c><c r="D2"><f>1+1</f></c><c r="E2" t="inlineStr"><is><t>x</t></is></c><c r="F2" s="2"/></row>'
        '<row r="9"><c r="AA9" t="b"><v>1</v></c><c r="AB9" t="str"><f t="shared" si="0">A1</f><v>y</v></c></row>'
    )
    texts = "<sst><si><t>道路</t></si><si><r><t>a</t></r><rPh sb='0' eb='1'><t>b</t></rPh></si></sst>"
    row = f"<table:table-row>{ods_text('x')}<table:table-cell table:number-columns-repeated='3'/></table:table-row>"
    binary = (
        handmade.xlsb_row(3)
        + handmade.xlsb_cell(1, 7, bytes(4))
        + handmade.xlsb_cell(2, 5, bytes(8), 1)
        + handmade.xlsb_cell(3, 3, b"\x2a")
    )
    old = (
        handmade.xls_number(2, 3, 7.0)
        + handmade.xls_record(0xFD, bytes(10))
        + handmade.xls_record(0x205, b"\x02\x00\x02\x00\x00\x00\x2a\x01")
    )
    shared = handmade.xls_record(0xFC, b"\x01\x00\x00\x00\x01\x00\x00\x00\x02\x00\x00ab") + handmade.xls_record(
        0xE0, bytes(20)
    )
    return {
        "xlsx": handmade.zipped(handmade.xlsx_parts(handmade.sheet(cells), handmade.sheet(ONE), texts=texts)),
        "ods": handmade.ods(handmade.table(row * 3) + handmade.table(row, "S2")),
        "xlsb": handmade.xlsb(binary, texts=["あ", "b"]),
        "xls": handmade.xls(old, shared),
        "saved.xls": (ROOT / "tests" / "returned" / "password.xls").read_bytes(),
    }


def flip(data: bytes, chance: random.Random) -> bytes:
    """Some bytes changed, cut out, doubled, or the end cut off."""
    content = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        if not content:
            break
        place = chance.randrange(len(content))
        match chance.randrange(6):
            case 0 | 1:
                content[place] = chance.randrange(256)
            case 2:
                content[place] ^= 1 << chance.randrange(8)
            case 3:
                del content[place : place + chance.randrange(1, 40)]
            case 4:
                content[place:place] = content[place : place + chance.randrange(1, 40)]
            case _:
                content[place : place + 4] = chance.choice(
                    (b"\xff\xff\xff\xff", b"\x00\x00\x00\x80", b"\xff\xff\xff\x7f")
                )
    return bytes(content[: chance.randrange(len(content) + 1)] if chance.random() < 0.05 else content)


def flip_inside(data: bytes, chance: random.Random) -> bytes:
    """The same inside one part of an archive, which stays well-formed as an archive."""
    if not data.startswith(b"PK"):
        return flip(data, chance)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice(sorted(parts))
    content = parts[name]
    if isinstance(content, bytes):
        parts[name] = flip(swap_words(content, chance) if chance.random() < 0.5 else content, chance)
    return handmade.zipped(parts)


WORDS = (
    b'"', b"'", b"<", b">", b"/>", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<!DOCTYPE x>", b"&#0;", b"&lt;", b"<c>", b"</c>",
    b'<c r="', b"<row>", b"</row>", b"</sheetData>", b"<v>", b"</v>", b'r="A1048576"', b'r="XFD1"', b't="s"', b't="e"', b"999999",
    b"-1", b"1e400", b"NaN", b'table:number-rows-repeated="99999"', b"x:", b"\x00", b"\xff\xfe", b'r:id="rId2"', b"../", b"/xl/",
)  # fmt: skip


def swap_words(content: bytes, chance: random.Random) -> bytes:
    """A word of the format put over whatever stands at some place."""
    place = chance.randrange(len(content) + 1)
    return content[:place] + chance.choice(WORDS) + content[place + chance.choice((0, 0, 1, 5, 20)) :]


@pytest.mark.long
@pytest.mark.parametrize("change", [flip, flip_inside], ids=["container", "parts"])
def test_damaged_files_of_every_kind_never_surprise_the_reader(change: Callable[[bytes, random.Random], bytes]) -> None:
    """No exception but a refusal, and none of these small files costs a reader its life."""
    outcomes: Counter[str] = Counter()
    lock = threading.Lock()
    kinds = list(originals().items())

    def read(seed: int) -> None:
        chance = random.Random(seed)
        kind, content = kinds[seed % len(kinds)]
        outcome = outcome_of(change(content, chance))
        with lock:
            outcomes[outcome] += 1
        assert not outcome.startswith("surprise"), (kind, seed, outcome)

    with Children() as children:

        def outcome_of(data: bytes) -> str:
            try:
                answer: dict[str, Any] = children.ask(data, LIMITS)
            except Refusal as refusal:
                return f"surprise: {refusal.reason}"
            if "refused" not in answer:
                return "read"
            code, reason, details = answer["refused"]
            strange = details.get("error", "XmlError") not in HARMLESS
            return f"surprise: {details}" if strange else f"{code} {reason}"

        with ThreadPoolExecutor(2) as pool:
            list(pool.map(read, range(INPUTS // 2)))
    assert outcomes["read"] > 100
    assert sum(outcomes.values()) == INPUTS // 2
    assert len(outcomes) > 6
