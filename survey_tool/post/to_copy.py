"""Drafts as text to copy, each in a folder with its attachment beside it: for mail programs that open no `.eml` as an unsent message.

The folder is called as the draft beside which it lies, without ending. Its text says by a digest whether anybody has changed it or the
attachment since: what somebody has edited is never written over. What is no longer due goes where such drafts go.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from survey_tool.form.drawn import as_drawn
from survey_tool.post.letters.drafts import Draft
from survey_tool.post.letters.folders import NOT_DUE
from survey_tool.reference.folders import left_out
from survey_tool.reference.workspace import names_like, patiently, write_whole
from survey_tool.wording.words import NOTHING, Words

TEXT = "mail.txt"
"""The file of each folder in which addressees, subject and body stand."""
_BLANK = "-digest-of-this-message-"  # stands where the digest will
_SEALED = re.compile(r"\.([0-9a-f]{24})(?=[）)]\r\n)")
_HEAD = Words(
    "（下書きの番号 {id}.{digest}）\n\n"
    "次の内容を新しいメールに貼り付け、同じフォルダのファイルを添付してください。\n\n"
    "■ 宛先\n{to}\n\n{others}■ 件名\n{subject}\n\n■ 添付するファイル\n{file}\n\n■ 本文（この下から終わりまで）\n\n",
    "(Draft {id}.{digest})\n\n"
    "Put what follows into a new message and attach the file of this folder.\n\n"
    "# To\n{to}\n\n{others}# Subject\n{subject}\n\n# File to attach\n{file}\n\n# Text (from here to the end)\n\n",
)
_OTHERS = {
    "cc": Words("■ 写し（CC）\n{addresses}\n\n", "# Cc\n{addresses}\n\n"),
    "reply_to": Words("■ 返信先\n{addresses}\n\n", "# Reply to\n{addresses}\n\n"),
}


@dataclass(frozen=True, slots=True)
class Copied:
    """What became of the folders: those that lie there as they are due, and those that somebody has edited, which are as they were."""

    written: tuple[Path, ...]
    edited: tuple[Path, ...]


def write_to_copy(drafts: Sequence[Draft], folder: Path, prefectures: Collection[str] | None = None) -> Copied:
    """Writes each draft into a folder of its own in `folder`, and moves those of earlier drafts that are not among them to `not-due`
    beside it; where only some `prefectures` were looked at, the others stay. Raises `OSError` where something cannot be written.
    """
    wanted = {folder / Path(each.file_name).stem: _files(each) for each in drafts}
    edited = tuple(path for path, files in wanted.items() if not _may_be_written(_lying_in(path), files))
    for path, files in wanted.items():
        if path not in edited:
            _write(path, files)
    for path in list(_earlier(folder)):
        if path not in wanted and (prefectures is None or path.name[:2] in prefectures):
            _move_aside(path)
    return Copied(tuple(path for path in wanted if path not in edited), edited)


def _files(draft: Draft) -> dict[str, bytes]:
    """The files of a folder by name, the text first: it says whether what lies beside it belongs to it."""
    attachment = draft.pieces.attachment
    blank = _text(draft)
    digest = _digest(blank, attachment.content)
    return {TEXT: blank.replace(_BLANK, digest).encode("utf-8-sig"), attachment.name: attachment.content}


def _text(draft: Draft) -> str:
    pieces, language = draft.pieces, draft.pieces.language
    told = {"cc": "; ".join(pieces.cc), "reply_to": pieces.reply_to}
    others = NOTHING
    for name, addresses in told.items():
        if addresses:
            others += _OTHERS[name].fill(addresses=addresses)
    head = _HEAD.fill(
        id=draft.letter.id,
        digest=_BLANK,
        to="; ".join(pieces.to),
        others=others,
        subject=pieces.subject,
        file=pieces.attachment.name,
    )
    return f"{head[language]}{pieces.body}\n".replace("\n", "\r\n")


def _digest(text: str, attachment: bytes) -> str:
    return hashlib.sha256(text.encode() + hashlib.sha256(attachment).digest()).hexdigest()[:24]


def _lying_in(folder: Path) -> dict[str, bytes | None]:
    """What lies in a folder by name, nothing for what is no file; what programs leave there is nobody's."""
    there = sorted(folder.iterdir()) if folder.is_dir() else []
    return {path.name: path.read_bytes() if path.is_file() else None for path in there if not left_out(path.name)}


def _may_be_written(there: Mapping[str, bytes | None], files: Mapping[str, bytes]) -> bool:
    """Whether nothing of anybody's is lost: what lies there is what belongs there, or as this program wrote it. A run that was ended
    in between leaves the new text beside the attachment as it was."""
    others = {name: content for name, content in there.items() if files.get(name) != content}
    if not others or _as_written(there):
        return True
    return there.get(TEXT) == files[TEXT] and all(content and as_drawn(BytesIO(content)) for content in others.values())


def _as_written(there: Mapping[str, bytes | None]) -> bool:
    text, attachments = there.get(TEXT), [content for name, content in there.items() if name != TEXT]
    if not text or len(attachments) != 1 or attachments[0] is None:
        return False
    told = text.decode("utf-8-sig", "replace")
    found = _SEALED.search(told)
    return found is not None and _digest(told.replace(found[1], _BLANK, 1), attachments[0]) == found[1]


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    there = _lying_in(folder)
    for name, content in files.items():
        if there.get(name) != content:
            write_whole(folder / name, content)
    for name in there.keys() - files.keys():  # the attachment under the name that it had
        patiently((folder / name).unlink)


def _earlier(folder: Path) -> Iterator[Path]:
    return (path.parent for path in sorted(folder.glob(f"[0-9][0-9]_*/{TEXT}")))


def _move_aside(path: Path) -> None:
    """Under a name that nothing else has there; what lies there already with the same content is not kept twice."""
    folder = path.parent.with_name(NOT_DUE)
    folder.mkdir(exist_ok=True)
    lying = _lying_in(path)
    there = next(name for name in names_like(folder / path.name) if not name.exists() or _lying_in(name) == lying)
    if not there.exists():
        patiently(lambda: path.rename(there))
        return
    for each in list(path.iterdir()):
        patiently(each.unlink)
    path.rmdir()
