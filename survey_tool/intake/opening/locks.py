"""What locks a workbook or an archive, and opening it with its password.

Nothing here is tried but the one password that is given, and the one that Excel itself sets and opens without asking.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from survey_tool.intake.formats.packages.zipped import Archive, too_large_part
from survey_tool.intake.formats.refusal import MEGABYTE, Refusal, damaged

EXCELS_OWN = "VelvetSweatshop"
"""Set by Excel on workbooks whose structure alone is protected (.xls) or that are marked as read-only."""
_RIGHTS = "DRMEncrypted".encode("utf-16-le")
"""Part of a name in the directory of a file that a sensitivity label or Information Rights Management has encrypted."""
_TURNS = re.compile(rb'spinCount="(\d+)"')
_MOST_TURNS = 1_000_000
"""Ten times as many as Excel; each costs a hash of the password, and the format allows ten times as many again."""
_CHUNK = MEGABYTE


class WrongPasswordError(Exception):
    """The lock does not open with this password."""


def needs_rights(data: bytes) -> bool:
    """Is this compound file encrypted for persons, so that no password opens it?"""
    return _RIGHTS in data


def opened_workbook(data: bytes, password: str) -> bytes:
    """The workbook without its lock. Raises `WrongPasswordError`, or `Refusal` where it cannot be opened at all."""
    # Encryption takes its time to load, and hardly any workbook has it.
    import msoffcrypto
    from msoffcrypto.exceptions import InvalidKeyError

    turns = _TURNS.search(data)
    if turns and int(turns[1][:9]) > _MOST_TURNS:
        raise Refusal("file-hostile", "many-turns")
    opened = BytesIO()
    try:
        file = msoffcrypto.OfficeFile(BytesIO(data))
        # Workbooks of old are always verified.
        file.load_key(password=password, **({"verify_password": True} if file.format == "ooxml" else {}))
        file.decrypt(opened)
    except InvalidKeyError as error:
        raise WrongPasswordError from error
    except MemoryError:
        raise
    except Exception as error:  # the library lets out many kinds of exceptions on scrambled input
        raise damaged() from error
    return opened.getvalue()


def opened_members(archive: Archive, data: bytes, password: str, most_mb: int) -> Iterator[tuple[str, bytes]]:
    """Every member of an archive, those that are locked opened: ZipCrypto or AES. Raises as `opened_workbook` does.

    A password of Japanese signs is tried as Windows wrote it (cp932) and as everything else does (UTF-8).
    """
    import pyzipper

    try:
        with pyzipper.AESZipFile(BytesIO(data)) as locked:
            for name, entry in archive.members.items():
                if name not in archive.locked:
                    yield name, archive.read(name, most_mb)
                    continue
                if entry.file_size > most_mb * MEGABYTE:
                    raise too_large_part(name, entry.file_size, most_mb)
                yield name, _opened_member(locked, entry.orig_filename, password)
    except (WrongPasswordError, Refusal, MemoryError):
        raise
    except Exception as error:  # as zipfile, of which it is a copy
        raise damaged() from error


def _opened_member(locked: zipfile.ZipFile, name: str, password: str) -> bytes:
    entry = next(each for each in locked.infolist() if each.orig_filename == name)
    for encoding in ("utf-8", "cp932"):
        try:
            return _read(locked, entry, password.encode(encoding))
        except (RuntimeError, UnicodeError, zipfile.BadZipFile, zlib.error) as error:
            wrong = error
    raise WrongPasswordError from wrong


def _read(locked: zipfile.ZipFile, entry: zipfile.ZipInfo, password: bytes) -> bytes:
    pieces, size = [], 0
    with locked.open(entry, pwd=password) as member:
        while piece := member.read(_CHUNK):
            size += len(piece)
            if size > entry.file_size:
                raise Refusal("file-hostile", "lying-size", part=entry.orig_filename)
            pieces.append(piece)
    return b"".join(pieces)
