"""Damaged files by the ten thousand, each a good one with bytes, words or lines changed by chance: every one is read or refused
with a reason, and none surprises the reader.

`INPUTS` of bare workbooks, half changed as they are, half inside their parts; `WRAPPED` of mails and archives; `FORMS` of whole
forms in every format, judged to the end.
"""

from __future__ import annotations

import random
import re
import threading
import zipfile
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from survey_tool.form.contract.marker import SKIPPED_SHEETS
from survey_tool.intake.cells.grid import Refused
from survey_tool.intake.formats.refusal import Refusal
from survey_tool.intake.judging.submission import Submission
from survey_tool.intake.opening.children import Children
from survey_tool.intake.opening.reader import read_files
from survey_tool.intake.opening.returned_files import FoundFile
from survey_tool.intake.settling.round import judged
from survey_tool.questionnaire.findings.catalogue import CODES
from survey_tool.settings.limits import Limits
from tests import ROOT, handmade
from tests.forms import the_survey
from tests.handmade import ods_text
from tests.hostile import ONE
from tests.intake.test_every_format import spoilt
from tests.mails import POLITE, aes_zip, compound, eml, outlook, winmail
from tests.saved import ENDINGS, saved

LIMITS = Limits()
PLACEHOLDER = re.compile(r"\{[a-z_]+\}")
Change = Callable[[bytes, random.Random], bytes]


INPUTS, WRAPPED, FORMS = 40_000, 12_000, 4_000
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
def test_damaged_files_of_every_kind_never_surprise_the_reader(change: Change) -> None:
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


# Mails and archives, and what is in them


@cache
def wrapped() -> dict[str, bytes]:
    """A good file of every kind that holds others, small, with a workbook in each."""
    form = handmade.xlsx(ONE)
    mail = eml({"回答.xlsx": form, "注.txt": b"x"}, "費用は未定です。")
    page = eml({}, "<html><body><p>回答</p></body></html>")
    page.replace_header("Content-Type", "text/html; charset=utf-8")
    page["Content-Location"] = "file:///C:/a.xlsx"
    return {
        "m.eml": mail.as_bytes(),
        "jis.eml": eml({"回答.xlsx": form}, POLITE.replace("①", ""), charset="iso-2022-jp").as_bytes(),
        "deep.eml": eml(
            {"": mail, "w": winmail({"a.xlsx": form}), "z.zip": handmade.zipped({"a.xlsx": form})}
        ).as_bytes(),
        "m.mht": page.as_bytes(),
        "m.msg": compound(outlook({"回答.xlsx": form, "元.msg": outlook({"b.xlsx": form}, head=24)})),
        "winmail.dat": winmail({"回答.xlsx": form}),
        "z.zip": handmade.zipped({"a.xlsx": form, "m.eml": mail.as_bytes(), "y.zip": handmade.zipped({"b.xls": form})}),
        "locked.zip": aes_zip({"a.xlsx": form}, b"x"),
    }


MAIL_WORDS = (
    b"\r\n", b"\n\n", b"--", b"Content-Type: multipart/mixed; boundary=x\r\n", b"Content-Type: message/rfc822\r\n\r\n",
    b"Content-Transfer-Encoding: base64\r\n", b"Content-Transfer-Encoding: x-uuencode\r\n", b"charset=utf-7", b"charset=idna",
    b"=?iso-2022-jp?B?GyRC?=", b"=?utf-8?Q?=ff?=", b" filename*0*=cp932''%89;", b" filename*9999999999=x;", b"filename*=x'",
    b"Date: Fri, 99 Nov 99999 99:99:99 +9999\r\n", b"From: <<>>@,;:\r\n", b"\x1b$B", b"\x00", b"begin 644 a.xlsx\r\n",
)  # fmt: skip


def shuffle(data: bytes, chance: random.Random) -> bytes:
    """Lines of a mail left out, doubled or exchanged, and a word of the format put somewhere."""
    lines = data.split(b"\n")
    for _ in range(chance.choice((1, 2, 5))):
        place, other = chance.randrange(len(lines)), chance.randrange(min(len(lines), 40))
        match chance.randrange(4):
            case 0 if len(lines) > 1:
                del lines[other]
            case 1:
                lines.insert(other, lines[place])
            case 2:
                lines[other], lines[place] = lines[place], lines[other]
            case _:
                at = chance.randrange(len(lines[place]) + 1)
                lines[place] = lines[place][:at] + chance.choice(MAIL_WORDS) + lines[place][at:]
    return b"\n".join(lines)


def damage(data: bytes, chance: random.Random) -> bytes:
    """One of the ways in which a file that holds others may be damaged."""
    locked = data == wrapped()["locked.zip"]  # whose parts cannot be reached
    ways: list[Change] = [flip] if locked else [flip, flip_inside] if data.startswith(b"PK") else [flip, shuffle]
    return chance.choice(ways)(data, chance)


def come_back(kinds: dict[str, bytes], seeds: range, change: Change) -> list[FoundFile]:
    """Damaged files, each named by its seed."""
    names = list(kinds)
    found = [(seed, names[seed % len(names)]) for seed in seeds]
    return [
        FoundFile(Path(name), f"{seed}-{name}", partial(change, kinds[name], random.Random(seed)))
        for seed, name in found
    ]


def outcomes_of(kinds: dict[str, bytes], number: int, change: Change) -> Counter[str]:
    """What becomes of so many damaged files, read and judged: each is told of, and what is refused has a finding that says why."""
    outcomes: Counter[str] = Counter()
    for first in range(0, number, 250):
        seeds = range(first, min(first + 250, number))
        results = list(read_files(come_back(kinds, seeds, change), LIMITS, skip=SKIPPED_SHEETS))
        for result in results:
            if isinstance(result, Refused):
                assert result.details.get("error", "XmlError") in HARMLESS, (result.name, result.details)
        assert {int(result.name.partition("-")[0]) for result in results} == set(seeds)
        for each in judged(the_survey(), results):
            outcomes[outcome(each.submission)] += 1
    return outcomes


def outcome(submission: Submission) -> str:
    """Its status, and the first finding of what was not judged."""
    for found in submission.findings:
        assert found.code in CODES, (submission.file, found)
        assert not PLACEHOLDER.search(found.sentence.ja + found.sentence.en), (submission.file, found)
    if submission.status in ("accepted", "needs_correction"):
        return submission.status
    assert submission.findings, submission.file
    return f"{submission.status}: {submission.findings[0].code}"


@pytest.mark.long
def test_damaged_mails_and_archives_are_each_told_of() -> None:
    outcomes = outcomes_of(wrapped(), WRAPPED, damage)
    assert sum(outcomes.values()) >= WRAPPED
    assert {
        "unreadable: file-unreadable",
        "not_a_submission: file-not-ours",
        "locked: file-encrypted",
    } <= outcomes.keys()


@cache
def whole_forms() -> dict[str, bytes]:
    """A form in every format, with strokes, number formats, pictures and errors in it."""
    paper, _ = spoilt()
    return {f"form.{ending}": saved(paper, ending) for ending in ENDINGS}


def damage_form(data: bytes, chance: random.Random) -> bytes:
    return chance.choice((flip, flip_inside, flip_inside))(data, chance)


@pytest.mark.long
def test_damaged_forms_are_judged_or_refused() -> None:
    outcomes = outcomes_of(whole_forms(), FORMS, damage_form)
    assert sum(outcomes.values()) == FORMS
    assert {"needs_correction", "unreadable: file-unreadable"} <= outcomes.keys()


@pytest.mark.slow
def test_some_damaged_files_of_every_kind() -> None:
    """The same in small, so that what surprises all of them is known at once."""
    outcomes = outcomes_of(wrapped(), 120, damage) + outcomes_of(whole_forms(), 50, damage_form)
    assert sum(outcomes.values()) >= 170
