"""OLE compound files: the container of .xls, of password-protected workbooks, of old Word files and much else.

A compound file is a disk in small: sectors, a table that chains them, a directory. Every chain is followed with a
count, so that one that runs in a circle ends.
"""

from __future__ import annotations

import struct
from array import array
from typing import NamedTuple

from survey_tool.intake.formats.refusal import Refusal, damaged

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER = 512
_LAST_SECTOR = 0xFFFFFFFA  # larger numbers are marks, no sectors
_END = 0xFFFFFFFE
_FREE = 0xFFFFFFFF
_FAT = 0xFFFFFFFD
_ENTRY = 128
_STREAM, _ROOT = 2, 5


class _Entry(NamedTuple):
    start: int
    size: int


class CompoundFile:
    """The directory of a compound file, and its streams. Raises `Refusal` where it is damaged or hostile."""

    def __init__(self, data: bytes) -> None:
        """Read the tables of sectors and the directory; no stream yet."""
        if len(data) < _HEADER:
            raise damaged()
        sector_shift, short_shift = struct.unpack_from("<HH", data, 30)
        if sector_shift not in (9, 12) or short_shift != 6:
            raise damaged()
        self._data = data
        self._sector = 1 << sector_shift
        self._short_limit = struct.unpack_from("<I", data, 56)[0]
        self._table = self._sector_table()
        self.names: set[str] = set()
        self._streams: dict[str, _Entry] = {}
        self._root = _Entry(_END, 0)
        self._read_directory(struct.unpack_from("<I", data, 48)[0])

    def __contains__(self, name: str) -> bool:
        return name.lower() in self.names

    def stream(self, name: str) -> bytes:
        """The bytes of a stream."""
        entry = self._streams.get(name.lower())
        if entry is None:
            raise damaged()
        if entry.size >= self._short_limit:
            return self._chain(entry.start, entry.size)
        return self._short_chain(entry)

    def _sector_table(self) -> array[int]:
        """Which sector follows which. Its own sectors are listed in the header and, for large files, beyond."""
        first_more, count_more = struct.unpack_from("<II", self._data, 68)
        listed = list(struct.unpack_from("<109I", self._data, 76))
        seen = 0
        while first_more < _LAST_SECTOR:
            seen += 1
            if seen > count_more or seen > len(self._data) // self._sector:
                raise Refusal("file-hostile", "loop")
            more = _numbers(self._at(first_more))
            listed += more[:-1]
            first_more = more[-1]
        table = array("I")
        used = [number for number in listed if number < _LAST_SECTOR]
        if len(set(used)) < len(used):
            raise Refusal("file-hostile", "loop")
        for number in used:
            table.extend(_numbers(self._at(number)))
        return table

    def _at(self, number: int) -> bytes:
        start = (number + 1) * self._sector
        if start >= len(self._data):
            raise damaged()
        return self._data[start : start + self._sector]

    def _chain(self, number: int, size: int | None = None) -> bytes:
        most = len(self._data) // self._sector + 1 if size is None else -(-size // self._sector)
        pieces: list[bytes] = []
        while number < _LAST_SECTOR and (size is None or len(pieces) < most):
            if len(pieces) > most:
                raise Refusal("file-hostile", "loop")
            if number >= len(self._table) or most * self._sector > len(self._data) + self._sector:
                raise damaged()
            pieces.append(self._at(number))
            number = self._table[number]
        content = b"".join(pieces)
        if size is not None and len(content) < size:
            raise damaged()
        return content[:size]

    def _short_chain(self, entry: _Entry) -> bytes:
        """Streams under 4 KB lie in sectors of 64 bytes inside the root's stream, chained by a table of their own."""
        table = _numbers(self._chain(struct.unpack_from("<I", self._data, 60)[0]))
        store = self._chain(self._root.start, self._root.size)
        number = entry.start
        pieces: list[bytes] = []
        while number < _LAST_SECTOR and len(pieces) * 64 < entry.size:
            if number >= len(table):
                raise damaged()
            pieces.append(store[number * 64 : number * 64 + 64])
            number = table[number]
        content = b"".join(pieces)
        if len(content) < entry.size:
            raise damaged()
        return content[: entry.size]

    def _read_directory(self, start: int) -> None:
        """The top level only: an embedded object has streams of its own, of the same names."""
        directory = self._chain(start)
        if len(directory) < _ENTRY:
            raise damaged()
        self._root = _Entry(*struct.unpack_from("<II", directory, 116))
        waiting, visited = [struct.unpack_from("<I", directory, 76)[0]], set()
        while waiting:
            number = waiting.pop()
            offset = number * _ENTRY
            if number in visited or offset + _ENTRY > len(directory):
                continue
            visited.add(number)
            length, kind = struct.unpack_from("<HB", directory, offset + 64)
            waiting += struct.unpack_from("<II", directory, offset + 68)
            name = directory[offset : offset + min(max(length, 2), 64) - 2].decode("utf-16-le", "replace").lower()
            self.names.add(name)
            if kind == _STREAM:
                self._streams[name] = _Entry(*struct.unpack_from("<II", directory, offset + 116))


def _numbers(content: bytes) -> array[int]:
    return array("I", struct.unpack(f"<{len(content) // 4}I", content[: len(content) // 4 * 4]))


def pack(name: str, content: bytes) -> bytes:
    """A compound file that holds one stream: what the reading library is given instead of the file that came back."""
    size = 512
    content = content.ljust(4096, b"\x00")  # shorter streams would need the second table
    stream_sectors = -(-len(content) // size)
    table_sectors = 1
    while table_sectors * (size // 4) < stream_sectors + 1 + table_sectors + _far_sectors(table_sectors):
        table_sectors += 1
    far = _far_sectors(table_sectors)
    table_start = stream_sectors + 1
    far_start = table_start + table_sectors
    table = [*range(1, stream_sectors), _END, _END, *[_FAT] * table_sectors, *[_FAT - 1] * far]
    table += [_FREE] * (table_sectors * (size // 4) - len(table))
    listed = list(range(table_start, far_start))
    near, beyond = listed[:109], listed[109:]
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII",
        MAGIC,
        62,
        3,
        0xFFFE,
        9,
        6,
        0,
        table_sectors,
        stream_sectors,
        0,
        4096,
        _END,
        0,
        far_start if far else _END,
        far,
    ) + struct.pack("<109I", *near, *[_FREE] * (109 - len(near)))
    directory = _directory_entry("Root Entry", _ROOT, 1, _END, 0) + _directory_entry(
        name, _STREAM, _FREE, 0, len(content)
    )
    far_table = b"".join(
        struct.pack(
            "<128I", *chunk, *[_FREE] * (127 - len(chunk)), far_start + number + 1 if number + 1 < far else _END
        )
        for number, chunk in enumerate(beyond[start : start + 127] for start in range(0, len(beyond), 127))
    )
    return b"".join(
        (
            header,
            content.ljust(stream_sectors * size, b"\x00"),
            directory.ljust(size, b"\x00"),
            struct.pack(f"<{len(table)}I", *table),
            far_table,
        )
    )


def _far_sectors(table_sectors: int) -> int:
    return -(-max(0, table_sectors - 109) // 127)


def _directory_entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le") + b"\x00\x00"
    return struct.pack("<64sHBBIII36xIQ", text, len(text), kind, 1, _FREE, _FREE, child, start, size)
