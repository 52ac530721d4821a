"""ZIP containers: a directory that must tell the truth, and unpacking that stops where the limits say.

Nothing is ever written to disk, and no name found inside is ever used as a path.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

from survey_tool.intake.formats.refusal import MEGABYTE, Refusal, damaged, too_large

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from survey_tool.settings.limits import Limits

MAGIC = b"PK\x03\x04"
_EMPTY_MAGIC = b"PK\x05\x06"
_ENTRY_MAGIC = b"PK\x01\x02"
_LOCAL_HEADER = 30
_CHUNK = MEGABYTE
_FEED = 64 * 1024
_JUDGED_RATIO = MEGABYTE
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1
_UNSAFE_NAME = re.compile(r"^/|^[A-Za-z]:|(?:^|/)\.\.(?:/|$)|[\x00-\x1f\x7f]|^$")


def is_zip(head: bytes) -> bool:
    """By the first bytes; an archive without any member counts too."""
    return head.startswith((MAGIC, _EMPTY_MAGIC))


class Archive:
    """The members of a ZIP whose directory was checked: names are safe and unique, sizes within the limits."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        """Raise `Refusal` where the directory is damaged, hostile or over a limit. Nothing is unpacked yet."""
        self._data = data
        self._limits = limits
        self._unpacked = 0
        entries = _directory(data, limits)
        self.members: dict[str, zipfile.ZipInfo] = {}
        for entry in entries:
            name = _safe_name(entry)
            if name in self.members:
                raise Refusal("file-hostile", "twice", part=name)
            self.members[name] = entry
        self._starts = _refuse_overlap(data, self.members)
        self._refuse_sizes()

    @property
    def locked(self) -> frozenset[str]:
        """The members that need a password."""
        return frozenset(name for name, entry in self.members.items() if entry.flag_bits & _ENCRYPTED)

    def read(self, name: str, most_mb: int | None = None) -> bytes:
        """One member, unpacked; of `part_mb` at most unless `most_mb` says otherwise."""
        return b"".join(self.chunks(name, most_mb))

    def chunks(self, name: str, most_mb: int | None = None) -> Iterator[bytes]:
        """One member, unpacked in pieces of about a megabyte, its size and checksum verified at the end."""
        entry = self.members[name]
        most = self._limits.part_mb if most_mb is None else most_mb
        if entry.file_size > most * MEGABYTE:
            raise too_large_part(name, entry.file_size, most)
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) or entry.flag_bits & _ENCRYPTED:
            raise damaged()
        self._unpacked += entry.file_size
        if self._unpacked > self._limits.total_mb * MEGABYTE:  # the same part may be asked for again and again
            raise too_large_part(name, self._unpacked, self._limits.total_mb)
        size = checksum = 0
        for chunk in self._inflate(name, entry):
            size += len(chunk)
            if size > entry.file_size:
                raise Refusal("file-hostile", "lying-size", part=name)
            checksum = zlib.crc32(chunk, checksum)
            yield chunk
        if size < entry.file_size:
            raise Refusal("file-hostile", "lying-size", part=name)
        if checksum != entry.CRC:
            raise damaged()

    def head(self, name: str, length: int) -> bytes:
        """The first bytes of a member, without unpacking the rest; b"" where they cannot be unpacked."""
        entry = self.members[name]
        raw = self._raw(name, entry)[:_FEED]
        if entry.compress_type == zipfile.ZIP_STORED:
            return bytes(raw[:length])
        try:
            return zlib.decompressobj(-zlib.MAX_WBITS).decompress(raw, length)
        except zlib.error:
            return b""

    def _raw(self, name: str, entry: zipfile.ZipInfo) -> memoryview:
        start = self._starts[name]
        return memoryview(self._data)[start : start + entry.compress_size]

    def _inflate(self, name: str, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        raw = self._raw(name, entry)
        if entry.compress_type == zipfile.ZIP_STORED:
            yield from (bytes(raw[start : start + _CHUNK]) for start in range(0, len(raw), _CHUNK))
            return
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            for start in range(0, len(raw), _FEED):
                feed: bytes | memoryview = raw[start : start + _FEED]
                while feed and not inflater.eof:
                    yield inflater.decompress(feed, _CHUNK)
                    feed = inflater.unconsumed_tail
        except zlib.error as error:
            raise damaged() from error
        if not inflater.eof:
            raise damaged()

    def _refuse_sizes(self) -> None:
        limits = self._limits
        total = 0
        for name, entry in self.members.items():
            total += entry.file_size
            if total > limits.total_mb * MEGABYTE:
                raise too_large_part(name, total, limits.total_mb)
            if entry.file_size > _JUDGED_RATIO and entry.file_size > limits.ratio * max(entry.compress_size, 1):
                raise Refusal("file-hostile", "ratio", part=name)


def too_large_part(name: str, size: int, limit_mb: int) -> Refusal:
    """The refusal of one part that is too large when unpacked."""
    refusal = too_large("unpacked-size", size, limit_mb)
    refusal.details["part"] = name
    return refusal


def _directory(data: bytes, limits: Limits) -> list[zipfile.ZipInfo]:
    if data.count(_ENTRY_MAGIC) > limits.members:  # counted before zipfile builds an object for each
        raise Refusal("file-hostile", "many-parts", limit=str(limits.members))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.orig_filename.endswith(("/", "\\"))]
    except Exception as error:  # zipfile lets out half a dozen kinds of exceptions on scrambled input
        raise damaged() from error
    return entries


def _safe_name(entry: zipfile.ZipInfo) -> str:
    """The member's name with `/` between folders; Windows in Japan writes names in its own code page, unmarked."""
    name = entry.orig_filename
    if not name.isascii() and not entry.flag_bits & _UTF8_NAME:
        try:
            name = name.encode("cp437").decode("cp932")
        except UnicodeError:
            name = entry.orig_filename
    name = name.replace("\\", "/")
    if _UNSAFE_NAME.search(name):
        raise Refusal("file-hostile", "path-trick", part=name.encode("unicode_escape").decode("ascii")[:80])
    return name


def _refuse_overlap(data: bytes, members: dict[str, zipfile.ZipInfo]) -> dict[str, int]:
    """Where each member's bytes start. Members that share bytes are how small bombs unpack to terabytes."""
    starts = {}
    end = 0
    for name, entry in sorted(members.items(), key=lambda item: item[1].header_offset):
        header = entry.header_offset
        if header < end:
            raise Refusal("file-hostile", "overlap")
        if header < 0 or header + _LOCAL_HEADER > len(data) or data[header : header + 4] != MAGIC:
            raise damaged()
        name_length, extra_length = struct.unpack_from("<HH", data, header + 26)
        starts[name] = header + _LOCAL_HEADER + name_length + extra_length
        end = starts[name] + entry.compress_size
        if end > len(data):
            raise damaged()
    return starts


def store(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """An uncompressed ZIP of these parts: what the reading library is given instead of the file that came back."""
    body: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for name, content in parts:
        path = name.encode("utf-8")
        size = len(content)
        facts = struct.pack("<HHHHIIIHH", _UTF8_NAME, 0, 0, 0x21, zlib.crc32(content), size, size, len(path), 0)
        header = MAGIC + b"\x14\x00" + facts + path
        places = struct.pack("<HHHII", 0, 0, 0, 0, offset)
        directory.append(_ENTRY_MAGIC + b"\x14\x00\x14\x00" + facts + places + path)
        body += (header, content)
        offset += len(header) + size
    entries = b"".join(directory)
    count = len(directory)
    end = struct.pack("<4sHHHHIIH", _EMPTY_MAGIC, 0, 0, count, count, len(entries), offset, 0)
    return b"".join((*body, entries, end))
