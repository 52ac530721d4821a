"""Mails as programs save them, and archives with a password, made byte by byte."""

from __future__ import annotations

import datetime as dt
import io
import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from email.message import EmailMessage
from itertools import pairwise

import pyzipper
from msoffcrypto.format.ooxml import OOXMLFile

_FREE, _END = 0xFFFFFFFF, 0xFFFFFFFE
SENDER = "秋田県デジタル政策推進課 <digital@pref.example.lg.jp>"
SENT = "Mon, 30 Nov 2026 17:05:00 +0900"
SENT_AT = "2026-11-30T17:05:00+09:00"
SENT_TICKS = int((dt.datetime.fromisoformat(SENT_AT) - dt.datetime(1601, 1, 1, tzinfo=dt.UTC)).total_seconds()) * 10**7
POLITE = (
    "内閣官房 調査事務局 御中\n\nいつもお世話になっております。\n秋田県デジタル政策推進課の佐藤です。\n\n"
    "標記の件につきまして、別添のとおり回答いたします。\nご査収のほど、よろしくお願いいたします。\n\n"
    "----------------------\n秋田県 企画振興部 デジタル政策推進課\n佐藤 花子\nTEL 018-000-0000\ndigital@pref.example.lg.jp\n"
)


def eml(
    attached: Mapping[str, bytes | EmailMessage],
    body: str = POLITE,
    subject: str = "【秋田県】共同調達調査の回答",
    sender: str = SENDER,
    charset: str = "utf-8",
) -> EmailMessage:
    """A mail with these attachments."""
    mail = EmailMessage()
    mail["From"], mail["Date"], mail["Subject"] = sender, SENT, subject
    mail.set_content(body, charset=charset)
    for name, content in attached.items():
        if isinstance(content, EmailMessage):
            mail.add_attachment(content)
        else:
            mail.add_attachment(content, "application", "octet-stream", filename=name)
    return mail


@dataclass
class Storage:
    """A folder of a compound file."""

    streams: dict[str, bytes] = field(default_factory=dict)
    storages: dict[str, Storage] = field(default_factory=dict)


@dataclass
class _Entry:
    """A line of the directory of a compound file."""

    name: str
    kind: int
    content: bytes = b""
    right: int = _FREE
    child: int = _FREE
    start: int = _END

    def packed(self) -> bytes:
        text = self.name.encode("utf-16-le") + b"\x00\x00"
        size = len(self.content)
        return struct.pack(
            "<64sHBBIII36xIQ", text, len(text), self.kind, 1, _FREE, self.right, self.child, self.start, size
        )


def _entries(root: Storage) -> list[_Entry]:
    entries: list[_Entry] = []

    def add(entry: _Entry, storage: Storage) -> int:
        entries.append(entry)
        number = len(entries) - 1
        # At least 4,096 bytes, so that no other kind of sectors is needed.
        below = [
            add(_Entry(name, 2, content.ljust(4096, b"\x00")), Storage()) for name, content in storage.streams.items()
        ]
        below += [add(_Entry(name, 1), inner) for name, inner in storage.storages.items()]
        entry.child = below[0] if below else _FREE
        for left, right in pairwise(below):
            entries[left].right = right  # a list to the right is a tree too
        return number

    add(_Entry("Root Entry", 5), root)
    return entries


def compound(root: Storage) -> bytes:
    """A compound file of these streams and storages."""
    entries, table, body = _entries(root), list[int](), b""
    for entry in entries:
        if entry.content:
            entry.start = len(table)
            body += _chained(entry.content, table)
    start = len(table)
    body += _chained(b"".join(entry.packed() for entry in entries), table)
    fat = next(count for count in range(1, 110) if count * 128 >= len(table) + count)
    fat_start = len(table)
    table += [_FREE - 2] * fat
    table += [_FREE] * (fat * 128 - len(table))
    magic = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    numbers = (62, 3, 0xFFFE, 9, 6, 0, fat, start, 0, 4096, _END, 0, _END, 0)
    header = struct.pack("<8s16xHHHHH6xIIIIIIIII", magic, *numbers)
    header += struct.pack("<109I", *range(fat_start, fat_start + fat), *[_FREE] * (109 - fat))
    return header + body + struct.pack(f"<{len(table)}I", *table)


def _chained(content: bytes, table: list[int]) -> bytes:
    """The content in whole sectors, chained in the table of sectors."""
    sectors = -(-len(content) // 512)
    table += [*range(len(table) + 1, len(table) + sectors), _END]
    return content.ljust(sectors * 512, b"\x00")


def outlook(
    attached: Mapping[str, bytes | Storage], body: str = POLITE, subject: str = "回答の送付", head: int = 32
) -> Storage:
    """A mail as Outlook saves it, texts in UTF-16, padded with what a compound file pads with; `head` is 24 where it is inside."""

    def text(value: str) -> bytes:
        return value.encode("utf-16-le").ljust(4096, b"\x00")

    ticks = struct.pack("<IIQ", 0x00390040, 6, SENT_TICKS)
    mail = Storage(
        {
            "__properties_version1.0": (bytes(head) + ticks).ljust(4096, b"\x00"),
            "__substg1.0_0037001F": text(subject),
            "__substg1.0_0C1A001F": text("秋田県デジタル政策推進課"),
            "__substg1.0_5D01001F": text("digital@pref.example.lg.jp"),
            "__substg1.0_1000001F": text(body),
        }
    )
    for number, (name, content) in enumerate(attached.items()):
        inside = Storage({"__properties_version1.0": bytes(4096), "__substg1.0_3707001F": text(name)})
        if isinstance(content, Storage):
            inside.storages["__substg1.0_3701000D"] = content
        else:
            inside.streams["__substg1.0_37010102"] = content
        mail.storages[f"__attach_version1.0_#{number:08X}"] = inside
    return mail


def winmail(attached: Mapping[str, bytes]) -> bytes:
    """The attachments wrapped as Exchange does: the short name as an attribute, the long one as a property."""
    wrapped = struct.pack("<IH", 0x223E9F78, 1)
    for name, content in attached.items():
        long_name = name.encode("utf-16-le") + b"\x00\x00"
        padded = long_name.ljust(-(-len(long_name) // 4) * 4, b"\x00")
        properties = struct.pack("<I", 2) + struct.pack("<HHI", 0x0003, 0x3705, 1)
        properties += struct.pack("<HHII", 0x001F, 0x3707, 1, len(long_name)) + padded
        for kind, data in (
            (0x00069002, bytes(14)),
            (0x00018010, b"SHORT~1.XLS\x00"),
            (0x0006800F, content),
            (0x00069005, properties),
        ):
            wrapped += struct.pack("<BII", 2, kind, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)
    return wrapped


def aes_zip(parts: Mapping[str, bytes], password: bytes) -> bytes:
    """A ZIP as 7-Zip and newer programs lock it."""
    body = io.BytesIO()
    with pyzipper.AESZipFile(body, "w", compression=pyzipper.ZIP_DEFLATED, encryption=pyzipper.WZ_AES) as archive:
        archive.setpassword(password)
        for name, content in parts.items():
            archive.writestr(name, content)
    return body.getvalue()


def old_zip(parts: Sequence[tuple[str, bytes]], password: bytes) -> bytes:
    """A ZIP as Lhaplus and Windows of old lock it (ZipCrypto), names in the code page of a Japanese Windows."""
    body, directory = b"", b""
    for name, content in parts:
        checksum, path = zlib.crc32(content), name.encode("cp932")
        locked = _zipcrypto(bytes(11) + bytes([checksum >> 24]) + content, password)
        facts = struct.pack("<HHHHIIIHH", 1, 0, 0, 0x21, checksum, len(locked), len(content), len(path), 0)
        directory += b"PK\x01\x02\x14\x00\x14\x00" + facts + struct.pack("<HHHII", 0, 0, 0, 0, len(body)) + path
        body += b"PK\x03\x04\x14\x00" + facts + path + locked
    count = len(parts)
    return body + directory + struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, len(directory), len(body), 0)


def _zipcrypto(content: bytes, password: bytes) -> bytes:
    keys = [0x12345678, 0x23456789, 0x34567890]

    def crc(value: int, byte: int) -> int:
        return zlib.crc32(bytes([byte]), value ^ 0xFFFFFFFF) ^ 0xFFFFFFFF

    def update(byte: int) -> None:
        keys[0] = crc(keys[0], byte)
        keys[1] = ((keys[1] + (keys[0] & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
        keys[2] = crc(keys[2], keys[1] >> 24)

    for byte in password:
        update(byte)
    locked = bytearray()
    for byte in content:
        temporary = keys[2] | 2
        locked.append(byte ^ (((temporary * (temporary ^ 1)) >> 8) & 0xFF))
        update(byte)
    return bytes(locked)


def locked_xlsx(content: bytes, password: str) -> bytes:
    """A workbook as Excel locks it today."""
    locked = io.BytesIO()
    OOXMLFile(io.BytesIO(content)).encrypt(password, locked)
    return locked.getvalue()
