"""Each draft is also there as text to copy, in a folder with its attachment: complete, never written over once somebody has edited it,
moved away with the draft when it is no longer due."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from survey_tool.post.letters.drafts import AttachedFile, Draft, Sender, draft
from survey_tool.post.letters.templates import Template
from survey_tool.post.to_copy import TEXT, write_to_copy
from survey_tool.reference import workspace
from survey_tool.wording.words import Language, Words
from tests.postbag import SENDER, contacts_of, drafted, every_letter, invite, sent_form

DESK = Sender(Words("事務局", "Desk"), "a@example.go.jp", "b@example.go.jp")


def letter(code: str = "13", text: str = "本文", language: Language = "ja", sender: Sender = SENDER) -> Draft:
    names = {"13": Words("東京都", "Tokyo"), "14": Words("神奈川県", "Kanagawa")}
    template = Template(f"invite_{language}.txt", language, tuple(f"件名\n\n{text}".split("\n")))
    book = AttachedFile(f"joint-procurement_2026_{code}.xlsx", sent_form(code))
    return draft(invite(code, names[code]), contacts_of(code), book, sender, template)


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def test_everything_that_a_message_needs_stands_in_one_place(tmp_path: Path) -> None:
    done = write_to_copy([letter(text="1行目\n\n署名", sender=DESK)], tmp_path / "invite")
    assert done.written == (tmp_path / "invite" / "13_tokyo",)
    assert list(files(tmp_path)) == [
        "invite/13_tokyo/joint-procurement_2026_13.xlsx",
        f"invite/13_tokyo/{TEXT}",
    ]
    text = (done.written[0] / TEXT).read_bytes().decode("utf-8-sig")
    first, rest = text.split("\r\n", 1)
    assert first.startswith("（下書きの番号 2026-invite-13-1.")
    assert rest == (
        "\r\n次の内容を新しいメールに貼り付け、同じフォルダのファイルを添付してください。\r\n\r\n"
        "■ 宛先\r\njoho@pref13.example.lg.jp; yamada@pref13.example.lg.jp\r\n\r\n"
        "■ 写し（CC）\r\ncopy@pref13.example.lg.jp\r\n\r\n"
        "■ 返信先\r\nb@example.go.jp\r\n\r\n"
        "■ 件名\r\n件名\r\n\r\n"
        "■ 添付するファイル\r\njoint-procurement_2026_13.xlsx\r\n\r\n"
        "■ 本文（この下から終わりまで）\r\n\r\n1行目\r\n\r\n署名\r\n"
    )
    english = letter(language="en")
    (folder,) = write_to_copy([english], tmp_path / "en").written
    told = (folder / TEXT).read_text(encoding="utf-8-sig")
    assert "\n# To\njoho@pref13.example.lg.jp; yamada@pref13.example.lg.jp\n" in told
    assert "Reply to" not in told, "answers go to whom the letter comes from"


def test_every_letter_can_be_copied(tmp_path: Path) -> None:
    for number, each in enumerate(every_letter()):
        made = drafted(each)
        (folder,) = write_to_copy([made], tmp_path / str(number)).written
        text = (folder / TEXT).read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        assert text.endswith(f"\n\n{made.pieces.body}\n")
        assert f"\n{made.subject}\n" in text
        assert (folder / made.pieces.attachment.name).read_bytes() == made.pieces.attachment.content


def test_the_same_again_changes_nothing_and_another_text_replaces_ours(tmp_path: Path) -> None:
    write_to_copy([letter()], tmp_path)
    before = files(tmp_path)
    assert write_to_copy([letter()], tmp_path).edited == ()
    assert files(tmp_path) == before
    other = letter(text="別の本文")
    renamed = replace(other, pieces=replace(other.pieces, attachment=AttachedFile("13東京都.xlsx", sent_form("13"))))
    assert write_to_copy([renamed], tmp_path).edited == ()
    assert list(files(tmp_path)) == ["13_tokyo/13東京都.xlsx", f"13_tokyo/{TEXT}"]


@pytest.mark.parametrize(
    "edit",
    [
        lambda folder: (folder / TEXT).write_text("書き直した本文", encoding="utf-8"),
        lambda folder: (folder / TEXT).write_bytes((folder / TEXT).read_bytes() + "追記".encode()),
        lambda folder: (folder / "joint-procurement_2026_13.xlsx").write_bytes(b"filled in by somebody"),
        lambda folder: (folder / "メモ.txt").write_text("9月30日送信済み", encoding="utf-8"),
    ],
    ids=["another text", "added to", "attachment", "a memo beside it"],
)
def test_what_somebody_has_edited_is_never_written_over(tmp_path: Path, edit: Callable[[Path], object]) -> None:
    (folder,) = write_to_copy([letter()], tmp_path).written
    edit(folder)
    before = files(tmp_path)
    done = write_to_copy([letter(text="別の本文"), letter("14")], tmp_path)
    assert (done.edited, done.written) == ((folder,), (tmp_path / "14_kanagawa",))
    assert {name: content for name, content in files(tmp_path).items() if name.startswith("13")} == before


def test_what_excel_lays_beside_an_attachment_that_is_open_is_nobodys(tmp_path: Path) -> None:
    (folder,) = write_to_copy([letter()], tmp_path / "invite").written
    (folder / "~$joint-procurement_2026_13.xlsx").write_bytes(b"\x06yamada")
    other = letter(text="別の本文")
    assert write_to_copy([other], tmp_path / "invite").edited == ()
    assert "別の本文" in (folder / TEXT).read_text(encoding="utf-8-sig")
    (again,) = write_to_copy([other], tmp_path / "again").written
    (again / "~$joint-procurement_2026_13.xlsx").touch()
    write_to_copy([], tmp_path / "invite")
    assert not folder.exists()
    write_to_copy([], tmp_path / "again")
    assert not again.exists()
    assert [path.name for path in (tmp_path / "not-due").iterdir()] == ["13_tokyo"]


def test_a_run_that_was_ended_in_between_is_completed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_to_copy([letter()], tmp_path)
    other = letter(text="別の本文")
    again = replace(
        other,
        pieces=replace(other.pieces, attachment=replace(other.pieces.attachment, content=sent_form("13", "2027"))),
    )
    wanted = write_to_copy([again], tmp_path / "elsewhere").written[0]

    def ends_before_the_attachment(path: Path, content: bytes) -> None:
        if path.suffix == ".xlsx":
            raise KeyboardInterrupt
        workspace.write_whole(path, content)

    monkeypatch.setattr("survey_tool.post.to_copy.write_whole", ends_before_the_attachment)
    with pytest.raises(KeyboardInterrupt):
        write_to_copy([again], tmp_path)
    monkeypatch.undo()
    assert write_to_copy([again], tmp_path).edited == ()
    assert files(tmp_path / "13_tokyo") == files(wanted)


def test_what_is_no_longer_due_goes_with_the_drafts(tmp_path: Path) -> None:
    folder = tmp_path / "remind"
    for text in ("本文", "本文", "別の本文"):
        write_to_copy([letter(text=text), letter("14")], folder)
        write_to_copy([], folder, ["13"])
    assert sorted(path.name for path in (tmp_path / "not-due").iterdir()) == ["13_tokyo", "13_tokyo-2"], (
        "each text once"
    )
    assert [path.name for path in folder.iterdir()] == ["14_kanagawa"], "nobody has looked at it"
    write_to_copy([], folder)
    assert list(folder.iterdir()) == []
    assert len(files(tmp_path / "not-due")) == 6


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_who_may_read_it_is_what_the_system_says_of_new_files(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        (folder,) = write_to_copy([letter()], tmp_path / "invite").written
    finally:
        os.umask(before)
    assert {stat.S_IMODE(path.stat().st_mode) for path in (folder, folder.parent)} == {0o700}
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
