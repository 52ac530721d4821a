"""What is locked: each kind of lock is named with the advice that fits it, in every container; what Excel opens without asking is
read; `unlock` puts a readable copy beside and nothing is lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path

import pytest

from survey_tool.intake.collect import collect
from survey_tool.intake.formats.refusal import Refusal
from survey_tool.intake.formats.xls import ole
from survey_tool.intake.opening.locks import EXCELS_OWN, WrongPasswordError, opened_workbook
from survey_tool.intake.opening.unlocking import unlock as opened
from survey_tool.post.record.history import UNRECORDED, history_of
from survey_tool.post.record.line import Line
from survey_tool.post.status.next_step import next_steps
from survey_tool.post.status.reminding import reminding
from survey_tool.post.status.round_status import round_status
from survey_tool.post.status.whose_turn import to_be_asked
from survey_tool.reference.survey import open_survey
from survey_tool.settings.limits import Limits
from tests import ROOT
from tests.commands import Done, command
from tests.forms import the_survey
from tests.handmade import xls, xls_record, zipped
from tests.intake.test_mails import FORM_NAME, form
from tests.mails import SENDER, SENT_AT, Storage, aes_zip, compound, eml, locked_xlsx, old_zip, outlook

RETURNED = ROOT / "tests" / "returned"
PASSWORD = "別便-Abc12345"


@cache
def locked_form(password: str = PASSWORD) -> bytes:
    return locked_xlsx(form(), password)


def with_rights() -> bytes:
    """As a sensitivity label encrypts: the space of data is named in the directory."""
    space = Storage(storages={"DataSpaceInfo": Storage({"DRMEncryptedDataSpace": bytes(4096)})})
    return compound(Storage({"EncryptedPackage": bytes(9000)}, {"\x06DataSpaces": space}))


WORKBOOK, ODS, ARCHIVE, RIGHTS = (
    "パスワードが設定されているため、読み取ることができません。",
    "ODSファイルにパスワードが設定されているため、読み取ることができません。",
    "ZIPにパスワードが設定されているため、読み取ることができません。",
    "秘密度ラベル等（IRM）で暗号化されているため、送信元の組織以外では開くことができません。",
)
LOCKED: dict[str, tuple[str, Callable[[], bytes], str, str]] = {
    "agile": ("a.xlsx", locked_form, WORKBOOK, "「パスワードを使用して暗号化」でパスワードを消して"),
    "standard": ("a.xlsx", (RETURNED / "password.xlsx").read_bytes, WORKBOOK, "「パスワードを使用して暗号化」"),
    "RC4": ("a.xls", (RETURNED / "password.xls").read_bytes, WORKBOOK, "「パスワードを使用して暗号化」"),
    "ods": ("a.ods", (RETURNED / "password.ods").read_bytes, ODS, "「パスワード付きで保存する」を外して"),
    "ZipCrypto": ("a.zip", lambda: old_zip([(FORM_NAME, form())], b"x"), ARCHIVE, "ZIPを解凍し"),
    "AES": ("a.zip", lambda: aes_zip({FORM_NAME: form()}, b"x"), ARCHIVE, "ZIPを解凍し"),
    "label": ("a.xlsx", with_rights, RIGHTS, "暗号化を伴わないラベルに変更して"),
    "label on .xls": ("a.xls", lambda: ole.pack("\x09DRMContent", bytes(5000)), RIGHTS, "パスワードでは解除できません"),
}
CONTAINERS: dict[str, Callable[[str, bytes], tuple[str, bytes, str]]] = {
    "plain": lambda name, content: (name, content, name),
    "ZIP": lambda name, content: ("秋田県.zip", zipped({name: content}), f"秋田県.zip/{name}"),
    "mail": lambda name, content: ("秋田県.eml", eml({name: content}).as_bytes(), f"秋田県.eml/{name}"),
    "Outlook": lambda name, content: ("秋田県.msg", compound(outlook({name: content})), f"秋田県.msg/{name}"),
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", LOCKED)
@pytest.mark.parametrize("place", CONTAINERS)
def test_each_lock_is_named_with_its_own_advice(tmp_path: Path, place: str, kind: str) -> None:
    name, build, sentence, advice = LOCKED[kind]
    outer, content, shown = CONTAINERS[place](name, build())
    (tmp_path / outer).write_bytes(content)
    (each,) = collect(the_survey(), [tmp_path]).submissions
    assert (each.file, each.status) == (shown, "locked")
    assert each.prefecture_code == (None if place == "plain" else "05")
    (found,) = each.findings
    assert (found.code, found.severity, found.cell) == ("file-encrypted", "error", None)
    assert found.message("ja") == f"{shown}：{sentence}"
    assert advice in found.suggestion["ja"]


@pytest.mark.slow
def test_what_excel_opens_without_asking_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(locked_form(EXCELS_OWN))
    (tmp_path / "b.eml").write_bytes(eml({"b.xlsx": locked_form(EXCELS_OWN)}).as_bytes())
    first, second = collect(the_survey(), [tmp_path]).submissions
    assert (first.status, first.prefecture_code, len(first.cases)) == ("accepted", "05", 3)
    assert (second.file, second.prefecture_code) == ("b.eml/b.xlsx", "05")


@pytest.mark.parametrize("ending", ["xlsx", "xls"])
def test_real_files_open_with_their_password_alone(ending: str) -> None:
    content = (RETURNED / f"password.{ending}").read_bytes()
    assert opened_workbook(content, "survey").startswith(b"PK" if ending == "xlsx" else ole.MAGIC)
    with pytest.raises(WrongPasswordError):
        opened_workbook(content, "Survey")


def test_a_lock_made_to_take_for_ever_is_refused() -> None:
    content = locked_form().replace(b'spinCount="100000"', b'spinCount="9900000"')
    with pytest.raises(Refusal) as refused:
        opened_workbook(content, "x")
    assert refused.value.args == ("file-hostile", "many-turns")


def test_a_damaged_lock_is_damage() -> None:
    with pytest.raises(Refusal) as refused:
        opened_workbook(xls(b"", xls_record(0x2F, b"\x01\x00" + bytes(4))), "x")
    assert refused.value.args == ("file-unreadable", "damaged")


@pytest.fixture
def returns(tmp_path: Path) -> Path:
    (tmp_path / "survey.toml").touch()
    folder = tmp_path / "submissions" / "2026"
    folder.mkdir(parents=True)
    return folder


def recorded(returns: Path) -> tuple[Line, ...]:
    return history_of(open_survey(returns.parents[1])).lines


def unlock(returns: Path, *files: Path, password: str = PASSWORD, encoding: str = "utf-8") -> Done:
    passwords = returns.parents[1] / "password.txt"
    passwords.write_bytes(f"{password}\r\n".encode(encoding))
    return command("unlock", *files, "--password-file", passwords, workspace=returns.parents[1])


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


UNLOCKED: dict[str, tuple[str, Callable[[], bytes], str, str]] = {
    "workbook": ("a.xlsx", locked_form, "a_unlocked.xlsx", "a_unlocked.xlsx"),
    "AES": ("a.zip", lambda: aes_zip({FORM_NAME: form()}, PASSWORD.encode()), "a_unlocked.zip", f"a_unlocked.zip/{FORM_NAME}"),
    "ZipCrypto": (
        "a.zip", lambda: old_zip([(FORM_NAME, form())], PASSWORD.encode("cp932")), "a_unlocked.zip", f"a_unlocked.zip/{FORM_NAME}",
    ),
    "workbook in a ZIP": ("a.zip", lambda: zipped({"b.xlsx": locked_form()}), "a_unlocked.zip", "a_unlocked.zip/b.xlsx"),
    "locked ZIP of locked workbooks": (
        "a.zip", lambda: aes_zip({"b.xlsx": locked_form()}, PASSWORD.encode()), "a_unlocked.zip", "a_unlocked.zip/b.xlsx",
    ),
    "ZIP in a mail": (
        "a.eml", lambda: eml({"b.zip": aes_zip({FORM_NAME: form()}, PASSWORD.encode()), "c.pdf": b"%PDF"}).as_bytes(),
        "a_unlocked.eml", f"a_unlocked.eml/b.zip/{FORM_NAME}",
    ),
    "workbook in Outlook's": (
        "a.msg", lambda: compound(outlook({"b.xlsx": locked_form()})), "a_unlocked.eml", "a_unlocked.eml/b.xlsx",
    ),
    "workbook in a mail in a mail": (
        "a.eml", lambda: eml({"": eml({"b.xlsx": locked_form()}, subject="元")}).as_bytes(), "a_unlocked.eml",
        "a_unlocked.eml/元.eml/b.xlsx",
    ),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("kind", UNLOCKED)
def test_the_readable_copy_stands_beside_and_the_locked_file_is_set_aside(returns: Path, kind: str) -> None:
    name, build, copy, inner = UNLOCKED[kind]
    locked = build()
    (returns / name).write_bytes(locked)
    done = unlock(returns, returns / name)
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        f"{name}：読み取ることのできるファイルを作成しました（{returns / copy}）。元のファイルは {returns / 'set-aside' / name} に移しました。\n"
    )
    assert names(returns) == [copy, f"set-aside/{name}"]
    assert (returns / "set-aside" / name).read_bytes() == locked
    (line,) = recorded(returns)
    assert (line.what, line.subject, line.detail) == ("unlocked", f"sha256:{sha256(locked).hexdigest()}", name)
    each = next(each for each in collect(the_survey(), [returns]).submissions if each.status != "not_a_submission")
    assert (each.file, each.status, each.prefecture_code, len(each.cases)) == (inner, "accepted", "05", 3)
    if copy.endswith(".eml"):
        assert each.mail
        assert (each.mail.sender, each.mail.sent_at[:10]) == (SENDER, SENT_AT[:10])


@pytest.mark.slow
@pytest.mark.parametrize("kind", UNLOCKED)
def test_the_readable_copy_has_the_same_bytes_each_time(kind: str) -> None:
    _, build, _, _ = UNLOCKED[kind]
    locked = build()
    assert len({opened(locked, Limits(), PASSWORD).content for _ in range(2)}) == 1


@pytest.mark.slow
@pytest.mark.parametrize("kind", UNLOCKED)
def test_a_wrong_password_changes_nothing(returns: Path, kind: str) -> None:
    name, build, _, _ = UNLOCKED[kind]
    (returns / name).write_bytes(build())
    done = unlock(returns, returns / name, password="wrong")
    assert (done.code, done.out) == (1, "")
    assert done.err == f"{name}：パスワードが違います。ファイルは変更していません。\n"
    assert recorded(returns) == ()
    assert names(returns) == [name]


@pytest.mark.slow
def test_nothing_is_overwritten(returns: Path) -> None:
    (returns / "a.xlsx").write_bytes(locked_form())
    (returns / "a_unlocked.xlsx").write_bytes(b"somebody's")
    done = unlock(returns, returns / "a.xlsx")
    assert (done.code, done.out) == (3, "")
    assert f"{returns / 'a_unlocked.xlsx'} が既にあるため、作成していません。" in done.err
    assert (returns / "a_unlocked.xlsx").read_bytes() == b"somebody's"
    assert recorded(returns) == (), "nothing was unlocked, and the line that said so was taken back"
    (returns / "a_unlocked.xlsx").unlink()
    (returns / "set-aside").mkdir()
    (returns / "set-aside" / "a.xlsx").write_bytes(b"another")
    assert unlock(returns, returns / "a.xlsx", encoding="cp932").code == 0
    assert names(returns) == ["a_unlocked.xlsx", "set-aside/a-2.xlsx", "set-aside/a.xlsx"]
    assert (returns / "set-aside" / "a.xlsx").read_bytes() == b"another"


def test_what_no_password_opens_is_said(returns: Path) -> None:
    for name, content, code, sentence in (
        ("label.xlsx", with_rights(), 1, "label.xlsx：パスワードでは解除できません（秘密度ラベル等による暗号化）。"),
        ("a.ods", (RETURNED / "password.ods").read_bytes(), 1, "a.ods：パスワードでは解除できません（ODSファイルのパスワード）。"),
        ("broken.xlsx", b"PK\x03\x04broken", 1, "broken.xlsx：開くことができません（ファイルの破損）。"),
        ("plain.xlsx", form(), 0, "plain.xlsx：パスワードは設定されていません。"),
    ):  # fmt: skip
        (returns / name).write_bytes(content)
        done = unlock(returns, returns / name)
        assert done.code == code
        assert sentence in done.out + done.err
        assert (returns / name).read_bytes() == content


@pytest.mark.slow
def test_the_password_is_asked_for_and_neither_shown_nor_stored(returns: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import io

    (returns / "a.xlsx").write_bytes(locked_form())
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))
    done = command("unlock", returns / "a.xlsx", workspace=returns.parents[1])
    assert done.code == 0
    assert PASSWORD not in done.out + done.err
    for path in returns.parents[1].rglob("*"):
        assert not path.is_file() or PASSWORD.encode() not in path.read_bytes()


def test_without_a_password_or_a_file_it_says_so(returns: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import io

    (returns / "a.xlsx").write_bytes(locked_form())
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    done = command("unlock", returns / "a.xlsx", workspace=returns.parents[1])
    assert (done.code, done.err) == (1, "パスワードが指定されていません。\n")
    assert command("unlock", returns / "gone.xlsx", workspace=returns.parents[1]).code == 2


@pytest.mark.parametrize(
    ("lang", "prompt", "said"),
    [
        ("ja", "a.xlsx のパスワード：", "パスワードが指定されていません。"),
        ("en", "Password of a.xlsx: ", "No password was given."),
    ],
)
def test_an_end_of_input_where_the_password_is_asked_for_is_no_password(
    returns: Path, monkeypatch: pytest.MonkeyPatch, lang: str, prompt: str, said: str
) -> None:
    import sys
    from typing import NoReturn, TextIO

    def ends(prompt: str, stream: TextIO) -> NoReturn:
        stream.write(prompt)
        raise EOFError

    (returns / "a.xlsx").write_bytes(locked_form())
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("getpass.getpass", ends)
    done = command("unlock", returns / "a.xlsx", workspace=returns.parents[1], lang=lang)
    assert (done.code, done.err) == (1, f"{prompt}\n{said}\n")


def test_a_file_without_the_password_is_told_before_anybody_is_asked_again(returns: Path) -> None:
    (returns / "秋田県.xlsx").write_bytes(locked_form())
    workspace = returns.parents[1]
    told = command("validate", "--no-corrections", workspace=workspace)
    assert told.code == 1
    assert "05 秋田県　秋田県.xlsx　パスワード等による保護" in told.out
    assert "パスワードが分かる場合は、survey-tool unlock ファイル で解除できます（秋田県.xlsx）。" in told.out
    assert command("validate", "--json", "-", workspace=workspace).json["totals"]["locked"] == 1


def test_what_the_secretariat_does_next_is_said(returns: Path) -> None:
    """A password may have come separately; another kind of archive is unpacked, and no letter is written about it."""
    survey = open_survey(returns.parents[1])
    (survey.templates).mkdir(parents=True)
    (survey.templates / "a.xlsx").touch()
    (returns / "秋田県.xlsx").write_bytes(locked_form())
    (returns / "青森県.7z").write_bytes(b"7z\xbc\xaf\x27\x1c" + bytes(100))
    collected = collect(survey, [returns])
    assert [each.file for each in to_be_asked(survey, collected)] == ["秋田県.xlsx"]
    why_not = reminding(survey, collected, UNRECORDED, dt.date(2026, 12, 1)).not_due
    assert (why_not["02"], why_not["05"]) == ("up to the secretariat", "not asked")
    status = round_status(survey, collected, dt.date(2026, 12, 1))
    steps = {each.command: each.why["ja"] for each in next_steps(survey, collected, status, UNRECORDED)}
    assert steps["unlock"].startswith(
        "パスワード等で保護されたファイルがあります（秋田県.xlsx）。パスワードが分かる場合は解除し、"
    )
    assert steps[""].startswith("ZIP以外の圧縮ファイルがあります（青森県.7z）。解凍（展開）し、")
