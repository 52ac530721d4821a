"""Drafts as their recipients see them, read from the files that lie in the workspace: what somebody has edited is shown as it is."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage, Message
from email.parser import BytesParser
from functools import lru_cache
from pathlib import Path

from survey_tool.desk.guard.files import address_of
from survey_tool.post.kinds import KINDS
from survey_tool.post.letters.drafts import is_as_written, letter_id
from survey_tool.post.letters.folders import drafts_folder
from survey_tool.post.record.history import History
from survey_tool.post.record.letters import delivery
from survey_tool.post.record.line import Line
from survey_tool.post.sending.still_due import DraftText
from survey_tool.reference.survey import Survey

_ANY = "[0-9][0-9]"


@dataclass(frozen=True, slots=True)
class DraftContent:
    """What a mail program shows of a draft, the id of its letter, and whether somebody has edited it."""

    id: str
    said: DraftText
    edited: bool
    attachments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DraftShown:
    """A draft: of which kind, to which prefecture, what it says; `sent` is the line that tells that it went out. `due`: it would be
    written today as it stands."""

    kind: str
    code: str
    path: Path
    address: str
    content: DraftContent
    sent: Line | None
    due: bool = True

    @property
    def number(self) -> int:
        """Which letter of its kind it is, as its id tells."""
        number = self.content.id.partition(f"-{self.kind}-{self.code}-")[2].partition("-")[0]
        return int(number) if number.isdecimal() else 1

    @property
    def name(self) -> str:
        """Of the file, by which the page names it."""
        return self.path.name


def drafts_to(survey: Survey, history: History, code: str) -> list[DraftShown]:
    """All drafts to a prefecture."""
    return [each for kind in KINDS for each in drafts_of_kind(survey, history, kind, code)]


def drafts_of_kind(survey: Survey, history: History, kind: str, code: str = _ANY) -> Iterator[DraftShown]:
    """The drafts of a kind, to one prefecture or to any, in the order of their files."""
    for path in sorted(drafts_folder(survey, kind).glob(f"{code}_*.eml")):
        yield _read(survey, history, kind, path)


def _read(survey: Survey, history: History, kind: str, path: Path) -> DraftShown:
    found = path.stat()
    content = _content(path, found.st_size, found.st_mtime_ns, found.st_ctime_ns)
    line = history.letters.get(content.id)
    return DraftShown(
        kind=kind,
        code=path.name[:2],
        path=path,
        address=address_of(survey, path),
        content=content,
        sent=line if line and delivery(line) == "sent" else None,
    )


@lru_cache(maxsize=1024)  # a draft holds a whole workbook: that is not unpacked again for every page
def _content(path: Path, *_changed: int) -> DraftContent:
    """What a draft says, as long as the system tells the same of its file."""
    content = path.read_bytes()
    message = BytesParser(EmailMessage, policy=policy.default).parsebytes(content)
    body, attached = message.get_body(("plain",)), list(message.iter_attachments())
    return DraftContent(
        id=letter_id(content),
        said=DraftText(
            to=str(message["To"] or ""),
            cc=str(message["Cc"] or ""),
            subject=str(message["Subject"] or ""),
            body=str(body.get_content()).replace("\r\n", "\n") if body else "",
            workbook=_digest(attached[0]) if attached else "",
        ),
        edited=not is_as_written(content),
        attachments=tuple(part.get_filename() or "" for part in attached),
    )


def _digest(attached: Message) -> str:
    content = attached.get_payload(decode=True)
    return hashlib.sha256(content).hexdigest() if isinstance(content, bytes) else ""
