"""Drafts: a letter with its workbook as an `.eml` file that mail programs open as an unsent message."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.header import Header
from email.message import Message
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.utils import format_datetime, formataddr
from pathlib import Path
from urllib.parse import quote as percent_encoded

from survey_tool.post.letters.contacts import EXAMPLE_DOMAIN, Contact
from survey_tool.post.letters.folders import NOT_DUE
from survey_tool.post.letters.letter import Letter
from survey_tool.post.letters.templates import Template, fill
from survey_tool.reference.workspace import names_like, write_whole
from survey_tool.settings.secretariat import Secretariat
from survey_tool.wording.handwritten import one_line
from survey_tool.wording.words import Language, Words

# Headers are encoded and folded here, with `email.header.Header`: the newer `EmailMessage` loses spaces between encoded
# words when it folds a long Japanese header, and leaves older Outlook without a readable name of the attachment.
WIRE = policy.compat32.clone(linesep="\r\n", max_line_length=None)
FOLD = "\r\n "
UNSENT = b"X-Unsent: 1\r\n"  # Outlook and Thunderbird open such a file as a message to be sent
LINE = 60  # characters of an encoded word or a section, so that any header's name fits before it on one line of 76
PLAIN_NAME = re.compile(r"[\w .()+-]+", re.ASCII)  # some readers stop at a ; or \ though it stands in quotes
_ID = re.compile(rb"^Message-ID:\s*<(.+?)\.([0-9a-f]{24})@", re.MULTILINE)
_BLANK = "-digest-of-this-message-"  # stands where the digest will; Base64 knows no such sign
SUBTYPES = {".xlsx": "vnd.openxmlformats-officedocument.spreadsheetml.sheet"}  # the machine's own table differs


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """The file that goes with a letter."""

    name: str
    content: bytes

    @classmethod
    def of(cls, path: Path) -> AttachedFile:
        """The file at `path` under its own name."""
        return cls(path.name, path.read_bytes())


@dataclass(frozen=True, slots=True)
class Sender:
    """Whom the letters come from, and where the forms go back to, if that is another address."""

    name: Words
    address: str
    return_address: str = ""

    @classmethod
    def of(cls, secretariat: Secretariat) -> Sender:
        """The secretariat of a round."""
        return cls(secretariat.name.words, secretariat.email, secretariat.return_address)


@dataclass(frozen=True, slots=True)
class Pieces:
    """What a message consists of, as a person would put it into one: addresses, a subject, a body with `\\n` between its lines."""

    to: tuple[str, ...]
    cc: tuple[str, ...]
    reply_to: str
    subject: str
    body: str
    attachment: AttachedFile
    language: Language


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter ready to be opened as a draft or to be sent; `content` are the bytes of the `.eml` file, which holds the `pieces`.

    `copies` are the addressees that stand in no list of contacts, each with where it stands in words.
    """

    letter: Letter
    sender: str
    recipients: tuple[str, ...]
    subject: str
    message_id: str
    content: bytes
    pieces: Pieces
    copies: tuple[tuple[str, Words], ...] = ()

    @property
    def from_form(self) -> dict[str, Words]:
        """The addressees of `copies`, by address."""
        return dict(self.copies)

    @property
    def file_name(self) -> str:
        """`13_tokyo.eml`, followed by what tells further letters of this kind to the prefecture apart."""
        letter = self.letter
        romaji = re.sub(r"[^a-z0-9]+", "-", letter.prefecture.en.lower()).strip("-")
        number = () if letter.number == 1 else (str(letter.number),)
        return "_".join((letter.prefecture_code, romaji, *letter.about(), *number)) + ".eml"

    def as_sent(self, at: datetime) -> bytes:
        """The message as it goes out: no longer marked as unsent, with the time of sending (aware)."""
        return f"Date: {format_datetime(at)}\r\n".encode("ascii") + self.content.removeprefix(UNSENT)


@dataclass(frozen=True, slots=True)
class Written:
    """What `write_drafts` did in the folder: drafts that are new or have changed, those as they were, those that somebody
    has edited and that were therefore not written anew, and where those lie now that are no longer due.
    """

    new: tuple[Path, ...]
    as_before: tuple[Path, ...]
    edited: tuple[Path, ...]
    not_due: tuple[Path, ...]

    @property
    def written(self) -> tuple[Path, ...]:
        """All drafts as this tool writes them that the folder now holds, in order."""
        return tuple(sorted((*self.new, *self.as_before)))


def draft(
    letter: Letter, contacts: Sequence[Contact], attachment: AttachedFile, sender: Sender, template: Template
) -> Draft:
    """`letter` to all `contacts` of its prefecture, the same bytes for the same input.

    Raises `MistakesError` for a mistake in the template, `ValueError` for a contact of another prefecture.
    """
    if any(contact.prefecture_code != letter.prefecture_code for contact in contacts):
        raise ValueError(f"a contact of another prefecture for {letter.id}")
    main = [contact for contact in contacts if contact.kind == "to"]
    if not main:
        raise ValueError(f"nobody to write to for {letter.id}")
    text = fill(template, letter, addressees(main))
    copied = [contact for contact in contacts if contact.kind == "cc"]
    reply_to = sender.return_address if sender.return_address != sender.address else ""
    headers = {
        "From": _mailbox(sender.name[template.language], sender.address),
        "Reply-To": reply_to,
        "To": _mailboxes(main),
        "Cc": _mailboxes(copied),
        "Subject": text.subject if text.subject.isascii() else _encoded(text.subject),
    }
    message_id = f"<{letter.id}.{_BLANK}@{sender.address.rpartition('@')[2]}>"
    message = _multipart(_text_part(text.body), _file_part(attachment), boundary=f"=_{_BLANK}")
    for header, value in (headers | {"Message-ID": message_id}).items():
        if value:
            message[header] = value
    content = UNSENT + message.as_bytes()
    digest = _digest(content)
    return Draft(
        letter=letter,
        sender=sender.address,
        recipients=tuple(contact.address for contact in contacts),
        subject=text.subject,
        message_id=message_id.replace(_BLANK, digest),
        content=content.replace(_BLANK.encode(), digest.encode()),
        pieces=Pieces(
            to=tuple(contact.address for contact in main),
            cc=tuple(contact.address for contact in copied),
            reply_to=reply_to,
            subject=text.subject,
            body=text.body,
            attachment=attachment,
            language=template.language,
        ),
        copies=tuple((contact.address, contact.where) for contact in contacts if contact.where),
    )


def example_addresses(drafts: Iterable[Draft]) -> tuple[str, ...]:
    """The addressees that are still the examples of a new list of contacts, each once."""
    everyone = dict.fromkeys(each for one in drafts for each in one.recipients)
    return tuple(each for each in everyone if each.casefold().endswith(f"@{EXAMPLE_DOMAIN}"))


def write_drafts(drafts: Sequence[Draft], folder: Path, prefectures: Collection[str] | None = None) -> Written:
    """Writes each draft whole or not at all, and moves earlier drafts of the folder that are not among them to `not-due`
    beside it: a reminder to someone who has answered since must not lie there to be sent. Where only some `prefectures` were
    looked at, the drafts to others stay.

    A draft that somebody has edited is left as it is. Only drafts of this tool are moved. Raises `OSError` where a file
    cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    contents = {folder / each.file_name: each.content for each in drafts}
    as_before = tuple(path for path, content in contents.items() if path.is_file() and path.read_bytes() == content)
    edited = tuple(path for path in contents if path.exists() and path not in as_before and not _as_written(path))
    new = tuple(path for path in contents if path not in (*as_before, *edited))
    for path in new:
        write_whole(path, contents[path])
    earlier = (path for path in _earlier_drafts(folder) if prefectures is None or path.name[:2] in prefectures)
    stale = [path for path in earlier if path not in contents]
    return Written(new, as_before, edited, tuple(map(_moved_aside, stale)))


def _moved_aside(path: Path) -> Path:
    """Where a draft lies that is no longer due: under a name that nothing else has there, but the same draft."""
    folder = path.parent.with_name(NOT_DUE)
    folder.mkdir(exist_ok=True)
    there = next(name for name in names_like(folder / path.name) if not name.exists() or _are_the_same(name, path))
    return path.replace(there)


def _are_the_same(one: Path, other: Path) -> bool:
    return one.is_file() and one.read_bytes() == other.read_bytes()


def _as_written(path: Path) -> bool:
    """Whether a file is a draft of this tool as it was written: it holds the digest of everything else in it."""
    return is_as_written(path.read_bytes()) if path.is_file() else False


def is_as_written(content: bytes) -> bool:
    """The same of what it holds."""
    told = _ID.search(content)
    return told is not None and _digest(content.replace(told[2], _BLANK.encode())) == told[2].decode()


def letters_in(folder: Path) -> list[tuple[str, str]]:
    """The letters of which drafts lie in a folder: prefecture and id, in the order of their files."""
    named = [(path.name[:2], letter_id(path.read_bytes())) for path in _earlier_drafts(folder)]
    return [(code, id) for code, id in named if id]


def letter_id(content: bytes) -> str:
    """Which letter a draft is, by what it holds; blank where that is not told."""
    told = _ID.search(content)
    return told[1].decode() if told else ""


def _earlier_drafts(folder: Path) -> list[Path]:
    found = sorted(folder.glob("[0-9][0-9]_*.eml"))
    return [path for path in found if path.read_bytes()[: len(UNSENT)] == UNSENT]


def addressees(contacts: Sequence[Contact]) -> Words:
    """Whom a letter names above its text."""
    return Words(
        "、".join(contact.addressee.ja for contact in contacts), "; ".join(contact.addressee.en for contact in contacts)
    )


def _digest(content: bytes) -> str:
    """Tells a message from every other, and by that whether anybody has changed it since."""
    return hashlib.sha256(content).hexdigest()[:24]


def _encoded(text: str) -> str:
    """`text` as encoded words of RFC 2047, which are read as one whatever lies between them."""
    return Header(text, "utf-8", maxlinelen=LINE).encode(linesep="\r\n")


def _mailbox(name: str, address: str) -> str:
    name = one_line(name)
    return formataddr((name, address)) if name.isascii() else f"{_encoded(name)}{FOLD}<{address}>"


def _mailboxes(contacts: Iterable[Contact]) -> str:
    return f",{FOLD}".join(_mailbox(contact.name, contact.address) for contact in contacts)


def _multipart(*parts: Message, boundary: str) -> MIMEMultipart:
    message = MIMEMultipart("mixed", boundary=boundary, policy=WIRE)
    for part in parts:
        del part["MIME-Version"]  # stands at the head of the message, once
        message.attach(part)
    return message


def _text_part(body: str) -> MIMEText:
    """Base64, so that no line of the text has to be broken on its way."""
    return MIMEText(body.replace("\n", "\r\n") + "\r\n", "plain", "utf-8", policy=WIRE)


def _file_part(attachment: AttachedFile) -> MIMEApplication:
    """The name in two ways: RFC 2231 as the standard has it, and RFC 2047, which older Outlook reads instead."""
    name = one_line(attachment.name)
    part = MIMEApplication(attachment.content, SUBTYPES.get(Path(name).suffix.lower(), "octet-stream"), policy=WIRE)
    plain = PLAIN_NAME.fullmatch(name)
    part.replace_header("Content-Type", f'{part.get_content_type()};{FOLD}name="{name if plain else _encoded(name)}"')
    parameters = [f'filename="{name}"'] if plain else _rfc2231("filename", name)
    part["Content-Disposition"] = f";{FOLD}".join(["attachment", *parameters])
    return part


def _rfc2231(parameter: str, text: str) -> list[str]:
    """`text` as an extended parameter, in sections where it is long. No section ends within a character, for readers
    that decode each by itself.
    """
    sections = [""]
    for escaped in (percent_encoded(character, safe="") for character in text):
        if len(sections[-1]) + len(escaped) > LINE:
            sections.append("")
        sections[-1] += escaped
    sections[0] = f"utf-8''{sections[0]}"
    if len(sections) == 1:
        return [f"{parameter}*={sections[0]}"]
    return [f"{parameter}*{number}*={section}" for number, section in enumerate(sections)]
