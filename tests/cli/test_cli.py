"""The command line speaks the reader's language, has help for everything, and always ends with a sentence and an exit code."""

from __future__ import annotations

import errno
import io
import json
import os
import pkgutil
import re
import shlex
import shutil
import ssl
import subprocess
import sys
import zipfile
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import click
import openpyxl
import pytest

from survey_tool.cli import commands, entry
from survey_tool.cli.commands import overview, returns
from survey_tool.cli.console import troubles
from survey_tool.cli.console.help import Command, CommandGroup
from survey_tool.cli.console.language import console_language
from survey_tool.cli.console.output import Console, ConsoleCell, Progress
from survey_tool.cli.console.parameters import Argument, Option
from survey_tool.cli.console.troubles import DETAILS
from survey_tool.form.workbook import draw
from survey_tool.reference.workspace import write_whole
from survey_tool.release.atomic import replacing
from survey_tool.wording import system_reasons
from survey_tool.wording.system_reasons import system_reason
from survey_tool.wording.widths import padded, width, wrapped
from survey_tool.wording.words import LANGUAGES, Language, Words
from tests import ROOT
from tests.commands import Done, command
from tests.forms import TOKYO, filled, the_survey

COMMANDS = (
    "init",
    "generate",
    "mail",
    "validate",
    "merge",
    "unlock",
    "status",
    "record",
    "publish",
    "close",
    "desk",
    "schema",
    "demo",
)
JAPANESE = re.compile(r"[぀-ヿ一-鿿]")
TOO_LONG = "folder and name are too long together: Windows takes 260 characters"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A folder with settings that say nothing of their own."""
    (tmp_path / "survey.toml").touch()
    return tmp_path


def fails_with(monkeypatch: pytest.MonkeyPatch, error: BaseException, workspace: Path, lang: str = "en") -> Done:
    """What `survey-tool` alone does when this happens inside."""

    def raised(*_: Any, **__: Any) -> Any:
        raise error

    monkeypatch.setattr(overview, "show_overview", raised)
    return command(workspace=workspace, lang=lang)


# Language


@pytest.mark.parametrize(
    ("arguments", "settings", "environment", "expected"),
    [
        (["--lang", "en"], "ja", {"LANG": "ja_JP.UTF-8"}, "en"),
        (["--lang=ja", "status"], "en", {}, "ja"),
        (["status"], "ja", {"LANG": "en_GB.UTF-8"}, "ja"),
        (["status"], "en", {"LANG": "ja_JP.UTF-8"}, "en"),
        (["status"], None, {"LANG": "ja_JP.UTF-8"}, "ja"),
        (["status"], None, {"LANG": "en_US.UTF-8", "LC_ALL": "ja_JP.eucJP"}, "ja"),
        (["status"], None, {"LANG": "C.UTF-8"}, "en"),
        (["status", "--lang", "ja"], None, {"LANG": "de_DE.UTF-8"}, "ja"),
        (["--lang", "en", "status", "--lang=ja"], "en", {}, "ja"),
        (["validate", "--", "--lang", "ja"], None, {"LANG": "de_DE.UTF-8"}, "en"),
        (["--lang", "fr"], None, {"LANG": "ja_JP.UTF-8"}, "ja"),
    ],
)
def test_the_console_speaks_as_asked_else_as_the_settings_else_as_the_machine(
    tmp_path: Path, arguments: list[str], settings: str | None, environment: dict[str, str], expected: Language
) -> None:
    if settings:
        (tmp_path / "survey.toml").write_text(f'language = "{settings}"\n', encoding="utf-8")
    assert console_language(["--workspace", str(tmp_path), *arguments], environment) == expected


def test_settings_that_cannot_be_read_do_not_keep_it_from_speaking(tmp_path: Path) -> None:
    (tmp_path / "survey.toml").write_bytes(b'language = "ja\xff')
    assert console_language([f"--workspace={tmp_path}"], {"LANG": "ja_JP"}) == "ja"
    assert command(workspace=tmp_path, lang=None).code == 2


# Help


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_help_is_whole_in_both_languages(workspace: Path, name: str, language: Language) -> None:
    done = command(*filter(None, [name]), "--help", workspace=workspace, lang=language)

    assert (done.code, done.err) == (0, "")
    assert bool(JAPANESE.search(done.out)) == (language == "ja")
    assert done.out.startswith("使い方" if language == "ja" else "Usage")
    assert max(width(line, "terminal") for line in done.out.split("\n")) <= 100
    for english in ("Usage:", "Options:", "Commands:", "Show this message"):
        assert language == "en" or english not in done.out


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_explains_itself(name: str) -> None:
    found = entry.survey_tool.get_command(click.Context(entry.survey_tool), name)
    assert isinstance(found, Command | CommandGroup)
    texts = [found.words, *(each.words for each in found.params if isinstance(each, Option | Argument))]
    assert all(text.ja and text.en and text.ja != text.en for text in texts)
    assert not [each.name for each in found.params if not isinstance(each, Option | Argument)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_an_argument_is_its_own(workspace: Path, name: str, language: Language) -> None:
    done = command(name, "-h", workspace=workspace, lang=language)
    this_help = [line for line in done.out.splitlines() if re.search("この説明を表示します|Show this help", line)]
    assert [line.split("  ")[1] for line in this_help] == ["-h, --help"]
    heading = {"ja": "引数:", "en": "Arguments:"}[language]
    assert (heading in done.out) == (name in ("init", "mail", "validate", "merge", "unlock", "close", "demo"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_may_be_asked_for_by_its_name(workspace: Path, language: Language) -> None:
    for asked, told in ((["help"], ["--help"]), (["help", "mail"], ["mail", "--help"])):
        done, expected = (command(*given, workspace=workspace, lang=language) for given in (asked, told))
        assert (done.code, done.err) == (0, "")
        assert done.out == expected.out
    assert command("help", "nothing", workspace=workspace, lang=language).code == 2


def test_the_version_is_told() -> None:
    done = command("--version", lang=None)
    assert (done.code, done.out, done.err) == (0, f"survey-tool {version('survey-tool')}\n", "")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [(["--version"], 0, f"survey-tool {version('survey-tool')}\n"), (["--lang", "en", "nothing"], 2, "")],
)
def test_where_the_command_is_not_on_the_path_python_runs_it(
    workspace: Path, arguments: list[str], code: int, said: str
) -> None:
    started = [sys.executable, "-m", "survey_tool", *arguments]
    done = subprocess.run(
        started, cwd=workspace, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (code, said), done.stderr
    assert ("nothing" in done.stderr) == bool(code)


@pytest.mark.parametrize("arguments", [["--lang", "ja", "{}", "status"], ["status", "--lang=ja", "{}"]])
def test_language_and_workspace_may_stand_before_the_command_or_behind_it(
    workspace: Path, arguments: list[str]
) -> None:
    (workspace / "survey.toml").write_text('round = "2031"\nlanguage = "en"\n', encoding="utf-8")
    done = command(*(each.replace("{}", f"--workspace={workspace}") for each in arguments), lang=None)
    assert done.code == 0
    assert "2031年度調査" in done.out
    json_too = command("status", "--json", "-", "--workspace", workspace, "--lang", "ja", lang="en")
    assert json_too.json["prefectures"][0]["name"] == "北海道"


def test_the_list_of_commands_is_that_of_the_contract() -> None:
    assert tuple(entry.survey_tool.list_commands(click.Context(entry.survey_tool))) == COMMANDS
    modules = {each.name for room in (commands, returns) for each in pkgutil.iter_modules(room.__path__)}
    assert modules - {"overview", "returns"} == set(COMMANDS)


@pytest.mark.parametrize(
    ("text", "columns", "expected"),
    [
        ("調査票を作成します。", 8, ["調査票を", "作成しま", "す。"]),
        ("確認します。次へ", 10, ["確認しま", "す。次へ"]),
        ("one two three", 8, ["one two", "three"]),
        ("47都道府県の調査票（.xlsx）を", 12, ["47都道府県の", "調査票", "（.xlsx）を"]),
        ("", 8, [""]),
    ],
)
def test_lines_are_broken_by_the_columns_they_take(text: str, columns: int, expected: list[str]) -> None:
    assert wrapped(text, columns) == expected
    assert padded("状況", 6) == "状況  "


# Wrong usage


@pytest.mark.parametrize(
    ("arguments", "ja", "en"),
    [
        (
            ["statsu"],
            "「statsu」というコマンドはありません。「status」ではありませんか。",
            'There is no command "statsu". Did you mean "status"?',
        ),
        (
            ["status", "--jsn", "-"],
            "「--jsn」というオプションはありません。「--json」ではありませんか。",
            'There is no option "--jsn". Did you mean "--json"?',
        ),
        (["status", "--json"], "「--json」の後に値を指定してください。", 'Give a value after "--json".'),
        (
            ["mail"],
            "「invite|remind|correct|ask|extend」を指定してください。",
            'Give "invite|remind|correct|ask|extend".',
        ),
        (
            ["mail", "send"],
            "「send」は使用できません。使用できるもの：invite, remind, correct, ask, extend",
            '"send" cannot be used. Allowed: invite, remind, correct, ask, extend.',
        ),
        (
            ["mail", "invite", "--number", "0"],
            "「0」は使用できません。1以上の整数を指定してください。",
            '"0" cannot be used. Give a whole number from 1.',
        ),
        (
            ["mail", "invite", "--dry-run"],
            "--dry-run は --smtp と併せて指定してください。",
            "--dry-run goes with --smtp only.",
        ),
        (
            ["generate", "--prefecture", "48"],
            "「48」という都道府県はありません。01から47までのコード又は名称を指定してください。",
            'There is no prefecture "48". Give a code from 01 to 47, or a name.',
        ),
        (
            ["schema", "--format", "xml"],
            "「xml」は使用できません。使用できるもの：json-schema, table-schema, markdown",
            '"xml" cannot be used. Allowed: json-schema, table-schema, markdown.',
        ),
        (["validate", "no-such-file.xlsx"], "「no-such-file.xlsx」がありません。", 'There is no "no-such-file.xlsx".'),
        (
            ["mail", "invite", "--smtp"],
            "メールサーバーが設定されていません。設定（survey.toml）にメールサーバーの名前を記入してください。",
            "There is no mail server in the settings (survey.toml). Give its name there, as host below [smtp].",
        ),
    ],
)
def test_wrong_usage_is_told_in_words(workspace: Path, arguments: list[str], ja: str, en: str) -> None:
    for language, expected in (("ja", ja), ("en", en)):
        done = command(*arguments, workspace=workspace, lang=language)
        assert (done.code, done.out) == (2, "")
        assert done.err.split("\n")[0] == expected


def test_what_the_parser_says_otherwise_is_passed_on(workspace: Path) -> None:
    done = command("schema", "more", workspace=workspace, lang="ja")
    assert done.code == 2
    assert done.err.startswith("コマンドの指定が正しくありません（Got unexpected extra argument (more)")
    assert "「survey-tool schema --help」で使い方を表示します。" in done.err


def test_a_folder_that_is_not_there_is_no_workspace(tmp_path: Path) -> None:
    missing = tmp_path / "nowhere"
    done = command("status", workspace=missing, lang="en")
    assert (done.code, done.err.split("\n")[0]) == (2, f'There is no folder "{missing}".')
    assert command("init", missing, workspace=tmp_path).code == 0


def test_every_mistake_in_the_settings_is_told_on_a_line_of_its_own(workspace: Path) -> None:
    (workspace / "survey.toml").write_text('round = "二"\n[form]\ncases = 0\n', encoding="utf-8")
    done = command("status", workspace=workspace, lang="en")
    assert (done.code, done.out) == (2, "")
    assert [line.split('"')[0] for line in done.err.splitlines()] == ["survey.toml, line 1, ", "survey.toml, line 3, "]


# What goes wrong inside


def test_an_interruption_ends_with_130(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = fails_with(monkeypatch, KeyboardInterrupt(), workspace)
    assert (done.code, done.err.strip()) == (130, "Interrupted. The same command can be run again.")


@pytest.mark.parametrize(
    ("error", "ja", "en"),
    [
        (
            PermissionError(errno.EACCES, "Permission denied", "status.xlsx"),
            "「status.xlsx」に書き込むことができません。Excelなどで開いている場合は閉じてから、",
            'Cannot write "status.xlsx". If it is open in Excel, close it;',
        ),
        (
            PermissionError(errno.EACCES, "Denied", ".x.part", None, "templates/form.xlsx"),
            "「templates/form.xlsx」に書き込むことができません。",
            'Cannot write "templates/form.xlsx".',
        ),
        (
            OSError(errno.ENOSPC, "No space left on device"),
            "ディスクの空きがないため、書き込むことができません。空きを確保してから、",
            "The disk is full. Make room and run again.",
        ),
        (
            OSError(errno.ENOSPC, "No space left on device", "a.xlsx"),
            "ディスクの空きがないため、「a.xlsx」に書き込むことができません。",
            'Cannot write "a.xlsx": the disk is full.',
        ),
        (
            IsADirectoryError(errno.EISDIR, "Is a directory", "out"),
            "「out」を読み書きすることができません（同じ名前のフォルダがあります）。",
            'Cannot read or write "out" (a folder has this name).',
        ),
        (
            OSError(errno.EXDEV, "Invalid cross-device link", "out"),
            "「out」を読み書きすることができません（Invalid cross-device link）。",
            'Cannot read or write "out" (Invalid cross-device link).',
        ),
    ],
)
def test_what_cannot_be_written_ends_with_3(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, ja: str, en: str
) -> None:
    for language, expected in (("ja", ja), ("en", en)):
        done = fails_with(monkeypatch, error, workspace, language)
        assert done.code == 3
        assert done.err.startswith(expected)
        assert not (workspace / DETAILS).exists()


def test_what_is_named_is_the_file_that_was_meant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody knows the names under which a file or a release is written before it takes its place."""

    def refused(*_: Any, **__: Any) -> Any:
        raise PermissionError(errno.EACCES, "Permission denied", str(tmp_path / ".u7dno5wh.part"))

    monkeypatch.setattr(Path, "open", refused)
    with pytest.raises(PermissionError) as caught:
        write_whole(tmp_path / "form.xlsx", b"")
    monkeypatch.undo()
    assert caught.value.filename == str(tmp_path / "form.xlsx")

    with pytest.raises(PermissionError) as caught, replacing(tmp_path / "2026") as new:
        raise PermissionError(errno.EACCES, "Permission denied", str(new / "cases.csv"))
    assert caught.value.filename == str(tmp_path / "2026" / "cases.csv")


def test_what_the_system_says_is_told_in_both_languages() -> None:
    told = {
        ConnectionRefusedError(errno.ECONNREFUSED, "Connection refused"): "接続を拒否されました",
        TimeoutError("timed out"): "応答がありません",
        OSError(errno.EROFS, "Read-only file system"): "書込みのできないディスクです",
        ssl.SSLError(1, "wrong version number"): "wrong version number",
        OSError("odd"): "odd",
    }
    assert {error: system_reason(error).ja for error in told} == told
    assert system_reason(ConnectionRefusedError(errno.ECONNREFUSED, "x")).en == "the connection was refused"


@pytest.mark.parametrize(
    ("number", "length", "there", "en"),
    [
        (3, 260, False, TOO_LONG),
        (3, 240, True, TOO_LONG),
        (3, 240, False, "there is no such file or folder"),
        (3, 200, True, "there is no such file or folder"),
        (206, 200, False, TOO_LONG),
        (None, 240, True, TOO_LONG),
        (None, 240, False, "there is no such file or folder"),
    ],
)
def test_a_path_that_is_too_long_for_windows_is_not_told_to_be_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int | None, length: int, there: bool, en: str
) -> None:
    """Typed in full or from the folder of the round on; told with the number of Windows or, by `open`, without. Where the folder is there,
    the longer name was too long under which a file is written before it takes its place."""
    monkeypatch.setattr(system_reasons, "_ON_WINDOWS", True)
    folder = tmp_path / ("C" * (length - len(str(tmp_path)) - len("/") - len("/a.xlsx")))
    if there:
        folder.mkdir()
    monkeypatch.chdir(tmp_path)
    for path in (folder / "a.xlsx", Path(folder.name, "a.xlsx")):
        error = FileNotFoundError(errno.ENOENT, "x", str(path))
        error.winerror = number  # type: ignore[attr-defined]  # Windows only
        assert system_reason(error).en == en


def test_a_folder_in_the_way_of_a_file_ends_with_3(workspace: Path) -> None:
    (workspace / "templates").write_text("a file where a folder should be", encoding="utf-8")
    done = command("generate", "--prefecture", "13", workspace=workspace, lang="en")
    assert done.code == 3
    assert done.err.startswith('Cannot read or write "')
    assert "Traceback" not in done.err


def test_the_unexpected_is_one_sentence_and_a_file(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = fails_with(monkeypatch, ZeroDivisionError("division by zero"), workspace)
    details = workspace / DETAILS
    assert done.code == 3
    assert done.err.splitlines() == [
        "Something unexpected happened and the command ended (ZeroDivisionError). No returned file was changed.",
        f'The details were written to "{details}". Please send that file to whoever looks after the system.',
    ]
    written = details.read_text(encoding="utf-8")
    assert written.startswith("survey-tool ")
    assert "ZeroDivisionError: division by zero" in written


def test_an_installation_without_its_description_is_told_in_a_sentence(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr("importlib.metadata.version", missing)
    done = fails_with(monkeypatch, RuntimeError("x"), workspace)
    assert (done.code, done.out) == (3, "")
    assert done.err.startswith("Something unexpected happened and the command ended (RuntimeError).")
    assert (workspace / DETAILS).read_text(encoding="utf-8").startswith("survey-tool ?, Python ")
    assert command("--version", lang="en") == Done(0, "survey-tool ?\n", "")


@pytest.mark.parametrize(
    "what",
    [
        "survey_tool.cli.console.troubles._trouble",
        "survey_tool.cli.console.troubles._written_down",
        "platform.platform",
    ],
)
def test_what_goes_wrong_while_it_is_told_what_went_wrong_takes_no_sentence_away(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    def fails(*_: Any) -> Any:
        raise RuntimeError("no")

    monkeypatch.setattr(what, fails)
    assert fails_with(monkeypatch, ZeroDivisionError("x"), workspace) == Done(
        3,
        "",
        "Something unexpected happened and the command ended (ZeroDivisionError). No returned file was changed.\n",
    )


@pytest.mark.parametrize(
    "error", [OSError(errno.ENOSPC, "full"), ValueError("closed"), RuntimeError("x"), KeyboardInterrupt()]
)
def test_where_what_happened_cannot_be_said_the_exit_code_tells(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    def unsaid(*_: Any) -> None:
        raise error

    monkeypatch.setattr(Console, "note", unsaid)
    assert fails_with(monkeypatch, RuntimeError("x"), workspace).code == 3


def test_the_details_take_no_place_of_a_file_and_follow_no_link(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    victim = tmp_path / "victim.txt"
    victim.write_bytes(b"mine")
    (workspace / DETAILS).symlink_to(victim)
    second = workspace / DETAILS.replace(".", "-2.")
    second.write_bytes(b"written by hand")

    done = fails_with(monkeypatch, RuntimeError("x"), workspace)

    third = workspace / DETAILS.replace(".", "-3.")
    assert str(third) in done.err
    assert "RuntimeError: x" in third.read_text(encoding="utf-8")
    assert (victim.read_bytes(), second.read_bytes()) == (b"mine", b"written by hand")
    if sys.platform != "win32":
        assert third.stat().st_mode & 0o077 == 0


def test_where_the_details_cannot_lie_in_the_workspace_they_lie_elsewhere(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("temporary")
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(elsewhere))
    as_before = troubles._new_file

    def not_here(folder: Path, content: bytes) -> Path:
        if folder == workspace:
            raise PermissionError(13, "not here")
        return as_before(folder, content)

    monkeypatch.setattr(troubles, "_new_file", not_here)
    done = fails_with(monkeypatch, RuntimeError("x"), workspace)
    assert str(elsewhere / DETAILS) in done.err


def test_what_cannot_be_read_is_not_told_as_what_cannot_be_written(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who runs the tests may read everything, so the system is asked by a stand-in."""
    file = workspace / "a.xlsx"
    file.touch()
    error = PermissionError(errno.EACCES, "no", str(file))
    for may, ja, en in (
        (
            False,
            f"「{file}」を読み取ることができません（許可されていません）。",
            f'Cannot read "{file}" (it is not permitted).',
        ),
        (True, f"「{file}」に書き込むことができません。", f'Cannot write "{file}".'),
    ):
        monkeypatch.setattr(os, "access", lambda *_, may=may: may)
        for language, expected in (("ja", ja), ("en", en)):
            done = fails_with(monkeypatch, error, workspace, language)
            assert done.code == 3
            assert done.err.startswith(expected)
            assert ("Excel" in done.err) == may


def run_by_shell(line: str, workspace: Path) -> subprocess.CompletedProcess[str]:
    """A command line as a shell runs it; `$TOOL` is the program with this workspace, in English."""
    tool = shlex.join([sys.executable, "-m", "survey_tool", "--lang", "en", "--workspace", str(workspace)])
    return subprocess.run(["bash", "-c", line.replace("$TOOL", tool)], capture_output=True, text=True, check=False)


needs_bash = pytest.mark.skipif(sys.platform == "win32" or not shutil.which("bash"), reason="needs a shell of Unix")


@pytest.mark.slow
@needs_bash
@pytest.mark.parametrize(
    "line",
    [
        "$TOOL generate --prefecture 13 >&-",
        "$TOOL generate --prefecture 13 2>&-",
        "$TOOL generate --prefecture 13 <&- >&- 2>&-",
        "$TOOL generate --prefecture 13 | true; exit ${PIPESTATUS[0]}",
        "$TOOL generate --prefecture 13 2>&1 | true; exit ${PIPESTATUS[0]}",
    ],
    ids=["closed output", "closed errors", "all closed", "nobody reads", "nobody reads the errors"],
)
def test_work_is_done_though_nobody_reads_of_it(workspace: Path, line: str) -> None:
    done = run_by_shell(line, workspace)

    assert (done.returncode, "unexpected" in done.stderr + done.stdout) == (0, False)
    assert [path.name for path in workspace.glob("templates/2026/*")] == ["joint-procurement_2026_13_tokyo.xlsx"]
    assert not (workspace / DETAILS).exists()


@needs_bash
def test_the_exit_code_is_that_of_the_work_though_nobody_reads_to_the_end(workspace: Path) -> None:
    (workspace / "submissions" / "2026").mkdir(parents=True)
    (workspace / "submissions" / "2026" / "13.xlsx").write_bytes(b"PK\x03\x04 damaged")

    done = run_by_shell("$TOOL validate --json - --all | true; exit ${PIPESTATUS[0]}", workspace)

    assert (done.returncode, "unexpected" in done.stderr) == (1, False)


@pytest.mark.slow
@needs_bash
def test_a_limit_to_the_size_of_files_is_told_as_such(workspace: Path) -> None:
    done = run_by_shell("ulimit -f 20; $TOOL generate --prefecture 13", workspace)

    assert done.returncode == 3
    assert "the file would be larger than is allowed" in done.stderr
    assert "Excel" not in done.stderr
    assert [path.name for path in workspace.rglob("*.xlsx")] == []
    assert not (workspace / DETAILS).exists()


@pytest.mark.parametrize("end", ["\r\n", "\r"], ids=["Windows", "an old Mac"])
def test_settings_with_other_line_ends_are_the_same_settings(workspace: Path, end: str) -> None:
    settings = workspace / "survey.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_bytes(text.replace("\n", end).encode())
    assert command("status", workspace=workspace).code == 0

    settings.write_bytes((text + "\nround = 2026\nnonsense").replace("\n", end).encode())
    done = command("status", workspace=workspace)
    assert done.code == 2
    assert done.err.startswith("survey.toml")


def test_a_reader_that_cannot_start_is_told_as_such(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from survey_tool.intake.opening.children import ReaderUnavailableError

    done = fails_with(monkeypatch, ReaderUnavailableError("no module"), workspace)
    assert (done.code, done.err.strip()) == (
        3,
        "The program that reads returned files cannot be started. Please install survey-tool again (no module).",
    )


# Consoles


@pytest.mark.parametrize("arguments", [[], ["status"], ["validate"], ["--help"]])
def test_a_console_of_japanese_windows_shows_what_it_can(workspace: Path, arguments: list[str]) -> None:
    done = command(*arguments, workspace=workspace, lang="ja", encoding="cp932")
    assert done.code == 0
    assert JAPANESE.search(done.out)


def test_data_for_programs_is_utf8_on_every_console(workspace: Path) -> None:
    script = "from survey_tool.cli import main; main(['--lang', 'ja', 'schema'])"
    environment = {**os.environ, "PYTHONIOENCODING": "cp932"}
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=workspace, env=environment, capture_output=True, check=True
    )
    assert JAPANESE.search(json.loads(done.stdout.decode("utf-8"))["title"])


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such pipes")
def test_a_reader_that_goes_away_is_no_reason_to_complain(workspace: Path) -> None:
    script = "from survey_tool.cli import main; main(['schema', '--format', 'markdown'])"
    with subprocess.Popen(
        [sys.executable, "-c", script], cwd=workspace, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout
        process.stdout.close()
        assert process.stderr
        said = process.stderr.read()
        process.wait()
    assert (process.returncode, said) == (0, b"")


def test_progress_behind_a_pipe_is_a_few_plain_lines(capsys: pytest.CaptureFixture[str]) -> None:
    def count(progress: Progress, total: int) -> list[str]:
        for done in range(total + 1):
            progress(done, total)
        return capsys.readouterr().err.splitlines()

    console = Console("en", sys.stdout, sys.stderr)
    with console.progress(Words("調査票", "Forms")) as progress:
        assert count(progress, 47) == ["Forms 12/47", "Forms 24/47", "Forms 36/47", "Forms 47/47"]
    with console.progress(Words("調査票", "Forms")) as progress:
        assert count(progress, 3) == [], "not worth telling"


# Small commands


@pytest.mark.parametrize("edition", LANGUAGES)
@pytest.mark.parametrize("form", ["json-schema", "table-schema"])
def test_schema_prints_json_alone(workspace: Path, form: str, edition: Language) -> None:
    done = command("schema", "--format", form, "--edition", edition, workspace=workspace)
    assert (done.code, done.err) == (0, "")
    assert bool(JAPANESE.search(json.dumps(done.json, ensure_ascii=False))) == (edition == "ja") or edition == "en"
    assert ("properties" if form == "json-schema" else "fields") in done.json


def test_schema_prints_markdown(workspace: Path) -> None:
    done = command("schema", "--format", "markdown", "--edition", "en", workspace=workspace)
    assert done.out.startswith("# The questionnaire\n")


def test_init_says_what_it_wrote_and_what_it_left(workspace: Path) -> None:
    done = command("init", workspace / "new", lang="en")
    assert done.code == 0
    assert done.out.splitlines()[:2] == [
        f"Written: {workspace / 'new' / name}" for name in ("survey.toml", "contacts.csv")
    ]
    again = command("init", workspace / "new", lang="en")
    assert again.out.splitlines()[0] == f"Already there, left as it is: {workspace / 'new' / 'survey.toml'}"


def test_who_asked_for_japanese_need_not_ask_again(tmp_path: Path) -> None:
    for asked, expected in (("ja", 'language = "ja"'), ("en", '#language = "ja"'), (None, '#language = "ja"')):
        folder = tmp_path / str(asked)
        assert command("init", folder, lang=asked).code == 0
        lines = (folder / "survey.toml").read_text(encoding="utf-8").splitlines()
        assert [line for line in lines if re.match(r"#?language = ", line)] == [expected]
    assert console_language(["--workspace", str(tmp_path / "ja")], {"LANG": "en_US.UTF-8"}) == "ja"


@pytest.mark.parametrize("arguments", [[], ["status"]])
def test_where_no_round_was_begun_it_is_said_how_to_begin_one(tmp_path: Path, arguments: list[str]) -> None:
    """Nobody has set a deadline there, nor asked anybody."""
    (tmp_path / "submissions").mkdir()
    done = command(*arguments, workspace=tmp_path, lang="ja")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [
        "このフォルダでは、まだ調査を始めていません（survey.toml がありません。）。作業フォルダが別にある場合は、"
        "そのフォルダで実行してください。",
        "",
        "次に行うこと",
        "  survey-tool init　設定ファイルと連絡先の一覧を作成します。",
        "  survey-tool init --from 前回の作業フォルダ　2回目以降の調査では、前回の連絡先、事務局、設定などを引き継ぎます。",
        "",
        "全てのコマンドは survey-tool --help で表示します。",
    ]
    assert command(*arguments, workspace=tmp_path, lang="en").out.splitlines() == [
        "No round has been begun in this folder yet (there is no survey.toml). If it lies in another one, run this there.",
        "",
        "Next",
        "  survey-tool init  Write the settings and the list of contacts.",
        "  survey-tool init --from FOLDER  If there was a round before: contacts, secretariat and settings of its folder come along.",
        "",
        "survey-tool --help lists all commands.",
    ]
    assert command("init", workspace=tmp_path).code == 0
    assert "回答期限：2026年12月11日" in command(*arguments, workspace=tmp_path, lang="ja").out


@pytest.mark.slow
@pytest.mark.parametrize(
    "arguments", [[], ["status"], ["validate"], ["mail", "remind"], ["generate", "--prefecture", "13"]]
)
def test_a_folder_without_settings_may_be_the_wrong_one(tmp_path: Path, arguments: list[str]) -> None:
    """The built-in round runs all the same."""
    kept = tmp_path / "submissions" / "2025" / "13.txt"
    kept.parent.mkdir(parents=True)
    kept.touch()
    (tmp_path / "contacts.csv").write_text("prefecture_code,department,person,email,kind\n", encoding="utf-8")
    done = command(*arguments, workspace=tmp_path, lang="ja")
    assert done.code == 0  # nobody was invited, so that nobody is reminded either
    told = (
        "survey.toml がないため、標準の設定で実行します。作業フォルダが別にある場合は、そのフォルダで実行してください。"
        "新しく調査を始める場合は、初めに survey-tool init を実行してください。"
    )
    assert done.err.splitlines()[0] == told
    assert done.err.count("survey.toml がない") == 1
    assert command(*arguments, workspace=tmp_path, lang="en").err.splitlines()[0] == (
        "There is no survey.toml here, so the built-in settings are used. If the round lies in another folder, "
        "run this there; to begin a new one, run survey-tool init first."
    )
    (tmp_path / "survey.toml").touch()
    assert "survey.toml がない" not in command(*arguments, workspace=tmp_path, lang="ja").err


@pytest.mark.parametrize("arguments", [[], ["status"], ["generate"], ["init"], ["demo"]])
def test_a_starter_in_a_share_is_not_taken_for_a_round_in_the_folder_of_windows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    """Which is where the command prompt goes when it is begun in a folder of a share."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SystemRoot", str(tmp_path))
    assert command(*arguments) == Done(
        2,
        "",
        f"{tmp_path} では、コマンドを実行することができません。共有フォルダ（\\\\server\\share の形の場所）で実行すると、"
        "Windowsの制約により、このフォルダに移ります。コマンド プロンプトで pushd \\\\server\\share\\調査 を実行するか、"
        "共有フォルダにドライブ文字を割り当ててから、もう一度実行してください。\n",
    )
    assert list(tmp_path.iterdir()) == []
    assert command("schema", "--help").code == 0
    (tmp_path / "round").mkdir()
    assert command("status", workspace=tmp_path / "round").code == 0


def test_what_programs_read_holds_no_word_about_the_folder(tmp_path: Path) -> None:
    done = command("status", "--json", "-", workspace=tmp_path, lang="en")
    assert done.json["status_version"] == 1
    assert done.err.startswith("There is no survey.toml here")
    assert command("schema", workspace=tmp_path).err == ""


@pytest.mark.slow
@pytest.mark.parametrize("arguments", [[], ["status"], ["validate"], ["publish"]])
def test_files_beside_the_folder_of_the_round_are_pointed_out(workspace: Path, arguments: list[str]) -> None:
    folder = workspace / "submissions"
    for name in ("2026", "2025"):
        (folder / name).mkdir(parents=True)
    for name in ("README.txt", ".DS_Store", "~$b.xlsx", "Thumbs.db", "2025/last year.xlsx"):
        (folder / name).touch()
    assert "のファイルがあります" not in command(*arguments, workspace=workspace, lang="ja").err

    (folder / "b.xlsx").touch()
    (folder / "a.xlsx").touch()
    assert command(*arguments, workspace=workspace, lang="ja").err.splitlines()[0] == (
        f"{folder} に2件のファイルがあります（a.xlsx、b.xlsx）。{folder / '2026'} に移してください"
        "（このままでは確認の対象になりません）。"
    )
    assert command(*arguments, workspace=workspace, lang="en").err.splitlines()[0] == (
        f"Files in {folder}: 2 (a.xlsx, b.xlsx). Move them to {folder / '2026'}; where they are, they are not checked."
    )


@pytest.mark.slow
@pytest.mark.parametrize("arguments", [[], ["status"], ["validate"], ["publish"]])
def test_returns_that_were_saved_among_the_copies_are_pointed_out(workspace: Path, arguments: list[str]) -> None:
    copies = workspace / "submissions" / "2026" / "corrections"
    copies.mkdir(parents=True)
    drawn = ("joint-procurement_2026_13_tokyo_correction-0123ab.xlsx", "13東京都_修正用-0123ab.xlsx")
    for name in (*drawn, "~$和歌山県.xlsx", ".b.xlsx", "memo.txt"):
        (copies / name).touch()
    assert "ファイルがあります（" not in command(*arguments, workspace=workspace).err

    for name in ("和歌山県.xlsx", "joint-procurement_2026_13_tokyo_correction-0123ab (1).xlsx"):
        (copies / name).touch()
    assert command(*arguments, workspace=workspace).err.splitlines()[0] == (
        f"{copies} に、作成した修正用調査票ではない2件のファイルがあります"
        "（joint-procurement_2026_13_tokyo_correction-0123ab (1).xlsx、和歌山県.xlsx）。"
        f"提出されたものの場合は、{copies.parent} に移してください（このままでは確認の対象になりません）。"
    )
    assert f"move them to {copies.parent}; where they are, they are not checked." in (
        command(*arguments, workspace=workspace, lang="en").err
    )


def test_in_what_is_no_workspace_nothing_is_published(tmp_path: Path) -> None:
    done = command("publish", workspace=tmp_path)
    assert (done.code, done.out) == (2, "")
    said = f"{tmp_path / 'submissions' / '2026'} に提出されたファイルが1件もないため、公表物は作成していません。"
    assert done.err.splitlines()[1:] == [said]
    assert done.err.startswith("survey.toml がないため、標準の設定で実行します。")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_a_release_of_nothing_is_told_to_be_one(workspace: Path) -> None:
    done = command("publish", "--edition", "ja", workspace=workspace, lang="ja")
    folder = workspace / "submissions" / "2026"
    assert (done.code, done.err) == (
        0,
        f"{folder} に読み取ることのできる調査票が1件もないため、事例のない公表物です。\n",
    )
    done = command("publish", "--edition", "ja", workspace=workspace, lang="en")
    assert (done.code, done.err) == (
        0,
        f"{folder} holds no form that can be read, so there is no case in this release.\n",
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("named", [False, True])
def test_a_file_that_is_no_submission_is_named_with_its_reason(
    workspace: Path, named: bool, language: Language
) -> None:
    folder = workspace / "submissions" / "2026"
    folder.mkdir(parents=True)
    (folder / "写真.jpg").write_bytes(b"\xff\xd8\xff\xe0JFIF")
    done = command("validate", *([folder / "写真.jpg"] if named else []), workspace=workspace, lang=language)
    told = {
        "ja": "調査票以外　写真.jpg：本調査の調査票であることを確認できません（JPGファイル）。",
        "en": "No submission. 写真.jpg: This is not recognisable as a questionnaire of this survey (a JPG file).",
    }
    assert done.code == 0
    assert done.out.splitlines()[0] == told[language]
    assert len(done.out.splitlines()) == 2, "nothing was checked, so nothing is said to be in order"


@pytest.mark.slow
def test_what_came_back_is_told_in_the_order_of_prefectures(workspace: Path) -> None:
    assert command("generate", *_prefectures("13", "03", "08"), workspace=workspace).code == 0
    folder = workspace / "submissions" / "2026"
    for name, code in (("a.xlsx", "13_tokyo"), ("b.xlsx", "03_iwate"), ("c.xlsx", "08_ibaraki")):
        book = openpyxl.load_workbook(workspace / "templates" / "2026" / f"joint-procurement_2026_{code}.xlsx")
        book["回答者"]["F7"] = "総務部"
        book.save(folder / name)
    (folder / "0.xlsx").write_bytes(b"PK\x03\x04 damaged")

    done = command("validate", "--no-corrections", workspace=workspace, lang="en")
    assert re.findall(r"(?:^\d\d \w+, )?(?:^|\b)(\w\.xlsx): (?:Needs|Unreadable)", done.out, re.MULTILINE) == [
        "b.xlsx",
        "c.xlsx",
        "a.xlsx",
        "0.xlsx",
    ]


def _prefectures(*codes: str) -> list[str]:
    return [part for code in codes for part in ("--prefecture", code)]


@pytest.mark.slow
def test_last_rounds_answers_are_counted_and_their_lack_is_told(workspace: Path) -> None:
    empty, blank = workspace / "empty", workspace / "templates" / "2026"
    empty.mkdir()
    for folder in (empty, blank):
        for language, told in (
            (
                "ja",
                f"前回の回答は、1件も転記していません。{folder} に、"
                "前回提出された記入済みの調査票があることを確認してください。",
            ),
            (
                "en",
                f"Nothing of last round was filled in. See that {folder} holds the filled-in forms that came back then.",
            ),
        ):
            done = command("generate", *_prefectures("13"), "--previous", folder, workspace=workspace, lang=language)
            assert done.code == 0
            assert done.err.splitlines()[0] == told


@pytest.mark.slow
def test_this_rounds_returns_are_not_taken_for_last_rounds(workspace: Path) -> None:
    assert command("generate", *_prefectures("13"), workspace=workspace).code == 0
    (form,) = (workspace / "templates" / "2026").iterdir()
    content = form.read_bytes()
    write_whole(workspace / "submissions" / "2026" / "13.xlsx", draw(the_survey(), filled(TOKYO).form()))
    for folder in (workspace / "submissions", workspace / "submissions" / "2026"):
        done = command("generate", *_prefectures("13"), "--previous", folder, workspace=workspace)
        assert done.code == 2
        assert done.err == (
            f"{folder} にあるのは、今回（2026年度）の提出ファイルです。調査票は作成していません。"
            "前回の提出ファイルのフォルダ（例：submissions/2025）を指定してください。\n"
        )
        assert form.read_bytes() == content


@pytest.mark.slow
def test_forms_written_again_during_the_round_need_not_be_sent_again(workspace: Path) -> None:
    first = command("generate", *_prefectures("13", "14"), workspace=workspace)
    assert first.out.splitlines()[-1].startswith("次に survey-tool mail invite を実行すると")
    assert command("generate", *_prefectures("13"), workspace=workspace).out == first.out.replace("2件", "1件")

    form = workspace / "templates" / "2026" / "joint-procurement_2026_13_tokyo.xlsx"
    shutil.copy(form, workspace / "submissions" / "2026" / "13.xlsx")
    again = command("generate", *_prefectures("13", "14"), workspace=workspace)
    assert again.out.splitlines()[-1] == (
        "既に送付した調査票は、そのまま有効です。提出されたファイルにも影響はなく、改めて送付する必要はありません。"
    )
    assert "内容が変わりました" not in again.err

    (workspace / "survey.toml").write_text("[form]\ncases = 40\n", encoding="utf-8")
    changed = command("generate", *_prefectures("13"), workspace=workspace)
    assert changed.err.splitlines()[0] == (
        "既にあった調査票のうち1件は、内容が変わりました"
        "（設定、言語又は転記する前回の回答が、前に作成したときと異なります）。"
    )


@pytest.mark.parametrize(
    ("typed", "written"), [("提出状況", "提出状況.xlsx"), ("a.XLSX", "a.XLSX"), ("v1.2", "v1.2.xlsx")]
)
def test_the_workbook_of_the_status_has_the_ending_that_opens_it(workspace: Path, typed: str, written: str) -> None:
    done = command("status", "--xlsx", workspace / typed, workspace=workspace, lang="en")
    assert done.err == f"Written: {workspace / written}\n"
    assert zipfile.is_zipfile(workspace / written)
    assert (workspace / typed).exists() == (typed == written)


def test_alone_it_says_what_comes_after_the_settings(tmp_path: Path) -> None:
    assert command("init", workspace=tmp_path).code == 0
    done = command(workspace=tmp_path, lang="en")
    assert done.code == 0
    assert "47 prefectures: not returned 47. Cases: 0." in done.out
    assert re.findall(r"^  survey-tool (\w+)", done.out, re.MULTILINE) == ["generate"]


def test_an_interruption_in_the_middle_leaves_the_exit_code(workspace: Path) -> None:
    """Ctrl-C reaches a command wherever it is: 130, one sentence."""
    script = (
        "import signal\n"
        "from survey_tool.reference import survey\n"
        "survey.open_survey = lambda workspace: signal.raise_signal(signal.SIGINT)\n"
        "from survey_tool.cli import main\n"
        "main(['--lang', 'en', 'status'])\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=workspace, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.strip()) == (130, "Interrupted. The same command can be run again.")


def plain(line: str) -> str:
    """A line without the signs that style it."""
    return re.sub(r"\x1b\[[0-9;]*m", "", line)


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("language", LANGUAGES)
def test_at_a_narrow_terminal_a_row_stays_a_line(language: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    shown = _Terminal()
    headers = (Words("都道府県", "Prefecture"), Words("状況", "State"), Words("ファイル", "File"))
    rows: list[tuple[ConsoleCell, ...]] = [
        ("北海道", "△ 要修正", "joint-procurement_2026_01_hokkaido.xlsx"),
        ("神奈川県", ("○ 受理", "dim"), ""),
    ]
    Console(language, shown, shown).table(headers, rows)

    lines = [line for line in shown.getvalue().splitlines() if line.strip()]
    assert len(lines) == 4, "headers, a rule, two rows"
    assert max(width(plain(line), "terminal") for line in lines) <= 40
    assert "△ 要修正" in lines[2], "only the last column is cut"
