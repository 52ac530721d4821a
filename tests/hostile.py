"""Files made to harm whoever reads them, small to build, each with the verdict that it must get."""

from __future__ import annotations

import io
import random
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from survey_tool.intake.formats.xls import ole
from survey_tool.questionnaire.findings.cell_names import cell_name
from tests import handmade
from tests.handmade import MAIN

MB = 1024 * 1024
ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'
LAUGHS = (
    '<!DOCTYPE l [<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)) + "]>"
)


@dataclass(frozen=True, slots=True)
class Hostile:
    """One file: how it is built, the code of its finding, and a word of the reason."""

    name: str
    build: Callable[[], bytes]
    code: str
    reason: str
    ending: str = "xlsx"
    left_to_reader: bool = False
    """Plain damage, which only the reading library notices."""


def deflated(pieces: Iterator[bytes]) -> tuple[bytes, int, int]:
    """A raw deflate stream, its unpacked size and its checksum, without holding what it unpacks to."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed, size, checksum = [], 0, 0
    for piece in pieces:
        packed.append(packer.compress(piece))
        size += len(piece)
        checksum = zlib.crc32(piece, checksum)
    return b"".join((*packed, packer.flush())), size, checksum


def with_streams(parts: dict[str, handmade.Part], streams: dict[str, Iterator[bytes]]) -> bytes:
    """A ZIP of small parts and of streams that are too large to be held."""
    members = [
        (name, *deflated(iter([part.encode() if isinstance(part, str) else part]))) for name, part in parts.items()
    ]
    members += [(name, *deflated(pieces)) for name, pieces in streams.items()]
    body, directory = bytearray(), bytearray()
    for name, packed, size, checksum in members:
        facts = struct.pack("<HHHHIIIHH", 0, 8, 0, 0x21, checksum, len(packed), size, len(name), 0)
        directory += (
            b"PK\x01\x02\x14\x00\x14\x00" + facts + struct.pack("<HHHII", 0, 0, 0, 0, len(body)) + name.encode()
        )
        body += b"PK\x03\x04\x14\x00" + facts + name.encode() + packed
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, len(members), len(members), len(directory), len(body), 0)
    return bytes(body + directory + end)


def repeated(head: str, piece: bytes, size: int, tail: str) -> Iterator[bytes]:
    """`head`, `piece` again and again up to about `size` bytes, `tail`."""
    block = piece * max(1, MB // len(piece))
    yield head.encode()
    for _ in range(size // len(block)):
        yield block
    yield tail.encode()


def large_sheet(piece: bytes, size: int, inside: str = "") -> bytes:
    """An .xlsx whose one sheet consists of `piece` repeated."""
    head, tail = handmade.sheet(f"{inside}|").split("|")
    parts = handmade.xlsx_parts("")
    del parts["xl/worksheets/sheet1.xml"]
    return with_streams(parts, {"xl/worksheets/sheet1.xml": repeated(head, piece, size, tail)})


def large_texts(head: str, piece: bytes, size: int, tail: str) -> bytes:
    """An .xlsx whose list of texts consists of `piece` repeated."""
    parts = handmade.xlsx_parts(handmade.sheet(ONE), texts="-")
    del parts["xl/sharedStrings.xml"]
    start, end = f'<sst xmlns="{MAIN}">{head}', f"{tail}</sst>"
    return with_streams(parts, {"xl/sharedStrings.xml": repeated(start, piece, size, end)})


def blank_rows(number: int, columns: int) -> bytes:
    """Harmless: a coloured column, which Excel saves as that many formatted blank rows."""
    letters = [chr(ord("A") + column) for column in range(columns)]

    def rows() -> Iterator[bytes]:
        head, tail = handmade.sheet("|").split("|")
        yield head.encode()
        yield b'<row r="1"><c r="A1" s="1" t="inlineStr"><is><t>first</t></is></c></row>'
        for start in range(2, number + 1, 1000):
            yield "".join(
                f'<row r="{row}" spans="1:9" s="2" customFormat="1" x14ac:dyDescent="0.25">'
                + "".join(f'<c r="{letter}{row}" s="2"/>' for letter in letters)
                + "</row>"
                for row in range(start, min(start + 1000, number + 1))
            ).encode()
        yield tail.encode()

    parts = handmade.xlsx_parts("")
    del parts["xl/worksheets/sheet1.xml"]
    return with_streams(parts, {"xl/worksheets/sheet1.xml": rows()})


def overlapping() -> bytes:
    """Many names for the same bytes: every entry of the directory points to the first member."""
    parts = list(handmade.xlsx_parts(handmade.sheet(ONE)).items())
    data = handmade.zipped([("kernel", b"0" * 5000), *parts, *((f"copy{number}", b"") for number in range(50))])
    start = data.index(b"PK\x01\x02")
    body, directory = data[:start], bytearray(data[start:])
    first = bytes(directory[:46])
    place = 0
    while directory[place : place + 4] == b"PK\x01\x02":
        length = struct.unpack_from("<H", directory, place + 28)[0]
        if directory[place + 46 : place + 50] == b"copy":
            directory[place + 16 : place + 28] = first[16:28]
            directory[place + 42 : place + 46] = first[42:46]
        place += 46 + length
    return body + bytes(directory)


def lying_size() -> bytes:
    """A sheet that unpacks to more than the directory says."""
    data = bytearray(handmade.xlsx('<row r="1"><c r="A1" t="str"><v>' + "x" * 100_000 + "</v></c></row>"))
    place = data.index(b"xl/worksheets/sheet1.xml", data.index(b"PK\x01\x02")) - 46
    struct.pack_into("<I", data, place + 24, 500)
    return bytes(data)


def many_parts() -> bytes:
    """Three thousand parts of nothing."""
    return handmade.zipped(
        [*handmade.xlsx_parts(handmade.sheet(ONE)).items(), *((f"p{number}", b"") for number in range(3000))]
    )


def with_part(name: str) -> bytes:
    """A good .xlsx with a part of this name besides."""
    return handmade.zipped([*handmade.xlsx_parts(handmade.sheet(ONE)).items(), (name, b"x")])


def two_of(name: str) -> bytes:
    """A good .xlsx in which one part is there twice."""
    parts = handmade.xlsx_parts(handmade.sheet(ONE))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # zipfile says what we know
        return handmade.zipped([*parts.items(), (name, parts["xl/workbook.xml"])])


def doctype_in(part: str) -> bytes:
    """A billion laughs in one part."""
    parts = handmade.xlsx_parts(handmade.sheet(ONE), texts=f'<sst xmlns="{MAIN}"><si><t>&a9;</t></si></sst>')
    text = parts[part]
    if not isinstance(text, str):
        raise TypeError(part)
    head, sep, body = text.partition("?>")
    parts[part] = head + sep + LAUGHS + body if sep else LAUGHS + text
    return handmade.zipped(parts)


def looping_table() -> bytes:
    """A compound file whose directory runs in a circle."""
    data = bytearray(ole.pack("Workbook", b"x" * 5000))
    directory = struct.unpack_from("<I", data, 48)[0]
    table_start = struct.unpack_from("<I", data, 76)[0]
    struct.pack_into("<I", data, (table_start + 1) * 512 + 4 * directory, directory)
    return bytes(data)


def looping_list() -> bytes:
    """A compound file whose list of tables runs in a circle."""
    data = bytearray(ole.pack("Workbook", b"x" * 5000))
    struct.pack_into("<II", data, 68, 0, 0xFFFFFFF0)
    struct.pack_into("<I", data, 1020, 0)
    return bytes(data)


def crowded(rows: int, columns: int = 100) -> bytes:
    """A sheet full of numbers, within every limit and of a few MB, which a reader takes a hundred times its size for."""
    names = [cell_name(1, column)[:-1] for column in range(1, columns + 1)]
    head, tail = handmade.sheet("|").split("|")

    def pieces() -> Iterator[bytes]:
        yield head.encode()
        for row in range(1, rows + 1):
            cells = (
                f'<c r="{name}{row}"><v>{row * place % 977}.5</v></c>' for place, name in enumerate(names, start=1)
            )
            yield f'<row r="{row}">{"".join(cells)}</row>'.encode()
        yield tail.encode()

    parts = handmade.xlsx_parts("")
    del parts["xl/worksheets/sheet1.xml"]
    return with_streams(parts, {"xl/worksheets/sheet1.xml": pieces()})


def noise(seed: int, size: int, head: bytes = b"") -> bytes:
    """Random bytes behind a head that promises something."""
    return head + random.Random(seed).randbytes(size)


def far_xlsb() -> bytes:
    """A number at the last cell of an .xlsb."""
    return handmade.xlsb(handmade.xlsb_row(1_048_576) + handmade.xlsb_cell(16_384, 5, struct.pack("<d", 1.0)))


def repeated_text() -> bytes:
    """One long text, shown by very many cells of an .xlsx."""
    cells = '<c t="s"><v>0</v></c>' * 500
    return handmade.xlsx(
        "".join(f'<row r="{row}">{cells}</row>' for row in range(1, 61)), texts=["あ" * 10_000, "short"]
    )


def repeated_text_in_ods() -> bytes:
    """One long text, repeated over rows and columns of an .ods by two attributes."""
    cell = handmade.ods_text("あ" * 10_000, ' table:number-columns-repeated="500"')
    return handmade.ods(handmade.table(f'<table:table-row table:number-rows-repeated="60">{cell}</table:table-row>'))


def repeated_text_in_xlsb() -> bytes:
    """One long text, shown by very many cells of an .xlsb."""
    cells = b"".join(handmade.xlsb_cell(column, 7, bytes(4)) for column in range(1, 501))
    return handmade.xlsb(b"".join(handmade.xlsb_row(row) + cells for row in range(1, 61)), texts=["あ" * 10_000])


def repeated_text_in_xls() -> bytes:
    """One long text, in a list that is cut in the middle of it, shown by very many cells of an .xls."""
    text = "あ" * 10_000
    first = struct.pack("<IIHB", 2, 2, 1, 0) + b"x" + struct.pack("<HB", len(text), 1) + text[:2000].encode("utf-16-le")
    texts = handmade.xls_record(0xFC, first) + handmade.xls_record(0x3C, b"\x01" + text[2000:].encode("utf-16-le"))
    cells = (struct.pack("<HHHI", row, column, 0, 1) for row in range(60) for column in range(256))
    return handmade.xls(b"".join(handmade.xls_record(0xFD, cell) for cell in cells), texts)


FAR_CELL = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
CORNER = "XFD1048576"
LIGHT = (
    Hostile("far cell", lambda: handmade.xlsx(FAR_CELL), "file-hostile", CORNER),
    Hostile("far cell in other quotes", lambda: handmade.xlsx(FAR_CELL.replace('"', "'")), "file-hostile", CORNER),
    Hostile("far cell, odd attributes", lambda: handmade.xlsx(FAR_CELL.replace("<c ", "<c\n s='1' ")), "file-hostile", CORNER),
    Hostile(
        "far cell with a prefix",
        lambda: handmade.zipped(handmade.xlsx_parts(handmade.sheet(FAR_CELL).replace("</", "</x:").replace("<c", "<x:c").replace("<v", "<x:v")
                                  .replace("<row", "<x:row").replace("<sheetData", "<x:sheetData")
                                  .replace("<worksheet xmlns", "<x:worksheet xmlns:x"))),
        "file-hostile", CORNER,
    ),
    Hostile(
        "far row without references",
        lambda: handmade.xlsx('<row r="1048575"/><row><c><v>1</v></c></row>' + ONE), "file-hostile", "A1048576",
    ),
    Hostile("written as an entity", lambda: handmade.xlsx('<row r="1"><c r="&#88;FD1"><v>1</v></c></row>'), "file-hostile", "S1"),
    Hostile("past the last column", lambda: handmade.xlsx('<row r="1"><c r="ZZZZZZ1"><v>1</v></c></row>'), "file-hostile", "S1"),
    Hostile("hidden in an attribute", lambda: handmade.xlsx('<row r="1"><c x=">" r="XFD9"><v>1</v></c></row>'), "file-hostile", "XFD9"),
    Hostile(
        "wide area",
        lambda: handmade.xlsx('<row r="1"><c r="ALL1"><v>1</v></c></row><row r="100000"><c r="A100000"><v>1</v></c></row>'),
        "file-hostile", "ALL100000",
    ),
    Hostile(
        "far in ods",
        lambda: handmade.ods(handmade.table('<table:table-row table:number-rows-repeated="1048575"/><table:table-row>'
                          + handmade.ods_text("x", ' table:number-columns-repeated="16384"') + "</table:table-row>")),
        "file-hostile", CORNER, "ods",
    ),
    Hostile(
        "rows repeated in ods",
        lambda: handmade.ods(
            handmade.table('<table:table-row table:number-rows-repeated="1048576">' + handmade.ods_text("x") + "</table:table-row>")
        ),
        "file-hostile", "A1048576", "ods",
    ),
    Hostile(
        "repetition written as an entity",
        lambda: handmade.ods(handmade.table('<table:table-row table:number-rows-repeated="&#57;99999999">' + handmade.ods_text("x")
                          + "</table:table-row>")),
        "file-hostile", "S1", "ods",
    ),
    Hostile("far in xlsb", far_xlsb, "file-hostile", CORNER, "xlsb"),
    Hostile("far in xls", lambda: handmade.xls(handmade.xls_number(65536, 65536, 1.0)), "file-hostile", "CRXP65536", "xls"),
    Hostile("laughs in texts", lambda: doctype_in("xl/sharedStrings.xml"), "file-hostile", "sharedStrings.xml"),
    Hostile("laughs in sheet", lambda: doctype_in("xl/worksheets/sheet1.xml"), "file-hostile", "sheet1.xml"),
    Hostile("laughs in workbook", lambda: doctype_in("xl/workbook.xml"), "file-hostile", "workbook.xml"),
    Hostile("laughs in types", lambda: doctype_in("[Content_Types].xml"), "file-hostile", "Content_Types"),
    Hostile("laughs in styles", lambda: doctype_in("xl/styles.xml"), "file-hostile", "styles.xml"),
    Hostile("laughs in ods", lambda: handmade.ods(handmade.table(""), before=LAUGHS), "file-hostile", "content.xml", "ods"),
    Hostile("overlapping parts", overlapping, "file-hostile", "overlap"),
    Hostile("lying size", lying_size, "file-hostile", "false size"),
    Hostile("many parts", many_parts, "file-hostile", "2000"),
    Hostile("climbing path", lambda: with_part("../../evil.xml"), "file-hostile", "evil"),
    Hostile("climbing path, backslashes", lambda: with_part("xl\\..\\..\\evil.xml"), "file-hostile", "evil"),
    Hostile("absolute path", lambda: with_part("/etc/passwd"), "file-hostile", "passwd"),
    Hostile("path with a drive", lambda: with_part("C:evil.xml"), "file-hostile", "evil"),
    Hostile("path with a line break", lambda: with_part("xl/\nevil.xml"), "file-hostile", "evil"),
    Hostile("part twice", lambda: two_of("xl/workbook.xml"), "file-hostile", "workbook.xml"),
    Hostile("part twice, capitals", lambda: two_of("xl/WORKBOOK.xml"), "file-hostile", "WORKBOOK.xml"),
    Hostile("sheet twice",
            lambda: handmade.zipped(handmade.xlsx_parts(handmade.sheet(ONE), handmade.sheet(ONE), names=("S", "S"))), "file-hostile", '"S"'),
    Hostile("truncated", lambda: handmade.xlsx(ONE)[:-60], "file-unreadable", "damaged"),
    Hostile("truncated early", lambda: handmade.xlsx(ONE)[:700], "file-unreadable", "damaged"),
    Hostile(
        "truncated inside a sheet", lambda: handmade.xlsx('<row r="1"><c r="A1"><v>1'), "file-unreadable", "damaged",
        left_to_reader=True,
    ),
    Hostile("zeros", lambda: bytes(50_000), "file-unreadable", "damaged"),
    Hostile("noise", lambda: noise(1, 50_000, b"\x80\x00"), "file-unreadable", "damaged"),
    Hostile("noise like ZIP", lambda: noise(2, 50_000, b"PK\x03\x04"), "file-unreadable", "damaged"),
    Hostile("noise like OLE", lambda: noise(3, 50_000, ole.MAGIC), "file-unreadable", "damaged", "xls"),
    Hostile("OLE of zeros", lambda: ole.MAGIC + bytes(50_000), "file-unreadable", "damaged", "xls"),
    Hostile("OLE with noise for a workbook", lambda: ole.pack("Workbook", noise(4, 9000)), "file-unreadable", "damaged", "xls"),
    Hostile("OLE directory in a circle", looping_table, "file-hostile", "circle", "xls"),
    Hostile("OLE list in a circle", looping_list, "file-hostile", "circle", "xls"),
    Hostile("a password, as Excel sets it", lambda: ole.pack("EncryptedPackage", bytes(9000)), "file-encrypted", "password"),
    Hostile("a password on .xls", lambda: handmade.xls(b"", handmade.xls_record(0x2F, b"\x01\x00" + bytes(4))), "file-encrypted", "password", "xls"),
    Hostile("texts counted wrongly", lambda: handmade.xls(b"", handmade.xls_record(0xFC, b"\xff" * 8)), "file-hostile", "texts", "xls"),
    Hostile("text repeated in xlsx", repeated_text, "file-hostile", "repeated"),
    Hostile("text repeated in ods", repeated_text_in_ods, "file-hostile", "repeated", "ods"),
    Hostile("text repeated in xlsb", repeated_text_in_xlsb, "file-hostile", "repeated", "xlsb"),
    Hostile("text repeated in xls", repeated_text_in_xls, "file-hostile", "repeated", "xls"),
    Hostile("UTF-16", lambda: handmade.zipped(handmade.xlsx_parts(handmade.sheet(ONE).encode("utf-16"))), "file-unreadable", "UTF-8"),
)  # fmt: skip
HEAVY = (
    Hostile("blanks by the gigabyte", lambda: large_sheet(b" ", 200 * MB), "file-hostile", "compression"),
    Hostile(
        "a text of 1 GB",
        lambda: large_sheet(b"A", 1024 * MB, '<row r="1"><c r="A1" t="inlineStr"><is><t>'), "file-too-large", "sheet1.xml",
    ),
    Hostile("a shared text of 1 GB", lambda: large_texts("<si><t>", b"A", 1024 * MB, "</t></si>"), "file-too-large", "Strings"),
    Hostile(
        "a shared text of 60 MB", lambda: large_texts("<si><t>", b"A", 60 * MB, "</t></si>"), "file-hostile", "compression"
    ),
    Hostile("18 million texts", lambda: large_texts("", b"<si><t/></si>", 234 * MB, ""), "file-hostile", "compression"),
    Hostile("4 million texts", lambda: large_texts("", b"<si><t/></si>", 60 * MB, ""), "file-hostile", "compression"),
    Hostile(
        "texts that compress badly",
        lambda: large_texts("", noise(9, 4000).hex().encode() + b"<si><t>x</t></si>" * 2000, 60 * MB, ""),
        "file-hostile", "texts",
    ),
)  # fmt: skip


def nested() -> bytes:
    """A ZIP attachment that holds a form and another ZIP."""
    return handmade.zipped(
        [("inner/form.xlsx", handmade.xlsx(ONE)), ("more.zip", handmade.zipped([("form.xlsx", handmade.xlsx(ONE))]))]
    )


def unmarked_japanese_names() -> bytes:
    """A ZIP as the Explorer of a Japanese Windows writes it: names in the code page 932, not marked as anything."""
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as archive:
        archive.writestr(zipfile.ZipInfo("NAME1234.xlsx"), handmade.xlsx(ONE))
    return body.getvalue().replace(b"NAME1234", "表調査票".encode("cp932"))
