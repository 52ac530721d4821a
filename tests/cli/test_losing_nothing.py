"""Whatever a command writes, what somebody has made by hand is there afterwards: where it was, or where the command says.

At every path that a command can write lies a file made by hand, each with content of its own; then the command runs.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from survey_tool.cli.console.troubles import DETAILS
from survey_tool.form.contract.answers import Answers, Form
from survey_tool.form.generate import form_path
from survey_tool.form.workbook import draw
from survey_tool.post.kinds import KINDS
from survey_tool.reference.survey import Survey, open_survey
from tests.commands import Done, command
from tests.forms import TOKYO, filled, the_survey
from tests.postbag import invited

SETTINGS = """# by hand
deadline = 2099-12-11
second_deadline = 2099-12-18

[secretariat]
name = { ja = "調査事務局", en = "Survey office" }
phone = "03-1111-2222"
email = "desk@example.lg.jp"
return_address = "desk@example.lg.jp"
"""
CONTACTS = (
    "prefecture_code,department,person,email,kind\n"
    "13,情報課,,joho@pref13.example.lg.jp,to\n"
    "27,情報課,,joho@pref27.example.lg.jp,to\n"
)
TWO = ("13", "27")
Commands = tuple[tuple[str, ...], ...]


def by_hand(path: Path) -> None:
    """A file that somebody has made, like no other."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(f"made by hand, for {path}".encode())


def files_of(folder: Path) -> dict[Path, bytes]:
    """Every file below a folder with its bytes."""
    found = (Path(parent, name) for parent, _, names in os.walk(folder) for name in names)
    return {path: path.read_bytes() for path in found if path.is_file()}


def assert_nothing_lost(made: Mapping[Path, bytes], workspace: Path, done: Done) -> None:
    """Each is where it was, or moved to a folder that was named."""
    now = files_of(workspace)
    for path, content in made.items():
        if now.get(path) != content:
            places = [place for place, found in now.items() if found == content]
            assert places, f"lost: {path}"
            said = done.out + done.err
            assert any(str(folder) in said for place in places for folder in place.parents if folder != workspace), path


def run(commands: Commands, workspace: Path, made: Mapping[Path, bytes]) -> list[Done]:
    """The commands one after the other; after each, all that was made by hand is looked for."""
    ran = []
    for arguments in commands:
        ran.append(command(*arguments, workspace=workspace, lang="en"))
        assert "unexpected" not in ran[-1].err, ran[-1].err
        assert_nothing_lost(made, workspace, ran[-1])
    return ran


@pytest.fixture
def survey(tmp_path: Path) -> Survey:
    """A round with one correct return and one to be corrected."""
    (tmp_path / "survey.toml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "contacts.csv").write_text(CONTACTS, encoding="utf-8")
    found = open_survey(tmp_path)
    found.submissions.mkdir(parents=True)
    (found.submissions / "13.xlsx").write_bytes(draw(the_survey(), filled(TOKYO).form()))
    (found.submissions / "27.xlsx").write_bytes(
        draw(the_survey(), Form("27", answers=Answers({"answered_on": "2026-12-01"})))
    )
    return found


def written_by(commands: Commands, workspace: Path) -> list[Path]:
    """The files that these commands write or change in a workspace."""
    before = files_of(workspace)
    for arguments in commands:
        command(*arguments, workspace=workspace, lang="en")
    return [
        path for path, content in files_of(workspace).items() if before.get(path) != content and path.name[0] != "."
    ]


def check(survey: Survey, commands: Commands, *more: str) -> list[Done]:
    """Puts a file made by hand at each path that the commands write, and at `more`; then runs them, twice."""
    workspace = survey.workspace
    for path in written_by(commands, workspace):
        if path.name != "record.csv":  # only ever added to, and read by each: it has a test of its own
            by_hand(path)
    for name in more:
        by_hand(workspace / name)
    made = {
        path: content
        for path, content in files_of(workspace).items()
        if path.name[0] != "." and path.name != "record.csv"
    }
    assert len(made) > 4
    return run(commands * 2, workspace, made)


@pytest.mark.slow
def test_init(survey: Survey) -> None:
    for done in check(survey, (("init", "--letters"),)):
        assert done.code == 0


@pytest.mark.slow
def test_generate(survey: Survey) -> None:
    commands = (
        ("generate", "--prefecture", "13", "--prefecture", "27"),
        ("generate", "--answers", str(survey.submissions / "13.xlsx")),
    )
    for done in check(survey, commands):
        assert done.code == 3
        assert "joint-procurement_2026_13_tokyo.xlsx" in done.err


@pytest.mark.slow
def test_validate_and_its_outputs(survey: Survey) -> None:
    folder = survey.workspace
    targets = ("--json", str(folder / "report.json"), "--xlsx", str(folder / "all.xlsx"))
    refused = check(
        survey,
        (("validate", *targets),),
        "submissions/2026/corrections/mine.xlsx",
        "submissions/2026/set-aside/13.xlsx",
    )
    assert [done.code for done in refused] == [3, 3]
    assert f'"{folder / "report.json"}" was changed since it was written, or is another file' in refused[0].err
    (kept, elsewhere) = check(survey, (("validate",), ("validate", "--corrections", str(folder / "copies"))))[:2]
    assert (kept.code, elsewhere.code) == (1, 1)
    assert "have been saved by somebody since they were written" in kept.err
    assert "have been saved by somebody since they were written" in elsewhere.err


@pytest.mark.slow
@pytest.mark.parametrize("name", ["survey.toml", "contacts.csv", "submissions/2026/13.xlsx", "made.json", "record.csv"])
@pytest.mark.parametrize("arguments", [("validate", "--no-corrections"), ("status",)])
@pytest.mark.parametrize("option", ["--json", "--xlsx"])
def test_a_slip_of_the_hand(survey: Survey, name: str, arguments: tuple[str, ...], option: str) -> None:
    """A file of the round itself, named as the target."""
    target = survey.workspace / name
    if not target.exists():
        by_hand(target)
    command(*arguments, workspace=survey.workspace)  # the record is begun anew
    made = {target: target.read_bytes()}

    done = command(*arguments, option, target, workspace=survey.workspace, lang="en")

    assert files_of(survey.workspace).items() >= made.items()
    if option == "--json" or target.suffix == ".xlsx":
        assert done.code == 3
        assert f'"{target}" was changed since it was written, or is another file: it is not replaced.' in done.err


@pytest.mark.slow
def test_a_report_of_ours_is_replaced(survey: Survey) -> None:
    for arguments in (("validate", "--no-corrections"), ("status",)):
        for option, name in (("--json", "report.json"), ("--xlsx", "book.xlsx")):
            target = survey.workspace / f"{arguments[0]}-{name}"
            codes = [command(*arguments, option, target, workspace=survey.workspace).code for _ in range(2)]
            assert 3 not in codes
    report = survey.workspace / "validate-report.json"
    assert json.loads(report.read_bytes())["report_version"]


@pytest.mark.slow
def test_letters(survey: Survey) -> None:
    for code in TWO:
        path = form_path(survey, code)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(draw(survey, Form(code)))
    invited(survey)
    kinds = tuple(("mail", kind) for kind in KINDS)
    lines = ("mail/2026/not-due/13_tokyo.eml", "mail/2026/invite/memo.txt", "mail/2026/remind/13_tokyo.eml")
    said = "".join(done.err for done in check(survey, kinds, *lines))
    assert "13_tokyo.eml, 27_osaka.eml, 13_tokyo, 27_osaka" in said, "as messages and as text to copy"
    assert "have been edited by somebody and are left as they are" in said


@pytest.mark.slow
def test_files_that_are_moved(survey: Survey) -> None:
    commands = (
        ("record", "set-aside", "13.xlsx"),
        ("record", "take-back", "13.xlsx"),
        ("merge", "13"),
        ("unlock", str(survey.submissions / "27.xlsx")),
        ("record", "note", "13", "telephoned"),
        ("schema",),
    )
    by_hand(survey.submissions / "set-aside" / "13.xlsx")
    made = files_of(survey.workspace)
    assert run(commands[:1], survey.workspace, made)[0].code == 3
    run(commands[1:], survey.workspace, made)


@pytest.mark.slow
def test_a_record_made_by_hand_is_kept_beside(survey: Survey) -> None:
    record = survey.workspace / "record.csv"
    record.write_text(
        "at,round,prefecture,what,subject,detail,by\r\n2026/11/28 9:30,2026,13,noted,,by hand,me\r\n", encoding="utf-8"
    )
    before = record.read_bytes()

    command("record", "note", "13", "telephoned", workspace=survey.workspace)

    assert before in files_of(survey.workspace).values()


@pytest.mark.slow
def test_the_file_of_details_and_the_demonstration(survey: Survey, monkeypatch: pytest.MonkeyPatch) -> None:
    from survey_tool.cli.commands import overview

    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(overview, "show_overview", fail)
    by_hand(survey.workspace / DETAILS)
    by_hand(survey.workspace / "demo" / "survey.toml")
    made = files_of(survey.workspace)
    assert command(workspace=survey.workspace).code == 3
    for arguments in (("demo",), ("demo", str(survey.workspace)), ("demo", str(survey.workspace / "contacts.csv"))):
        done = command(*arguments, workspace=survey.workspace, lang="en")
        assert done.code == 3
        assert "was not made by the demonstration" in done.err
    assert files_of(survey.workspace).items() >= made.items()


@pytest.mark.long
def test_publish(survey: Survey) -> None:
    more = (
        "published/2026/memo.txt",
        "published/2026/.git/config",
        "published/2026/data/old/cases.csv",
        "published/replaced/mine",
    )
    said = "".join(done.out + done.err for done in check(survey, (("publish",),), *more))
    for name in ("memo.txt", ".git/", "data/old/", str(survey.published.parent / "replaced")):
        assert name in said


@pytest.mark.long
def test_all_forms(survey: Survey) -> None:
    for done in check(survey, (("generate",),)):
        assert done.code == 3
