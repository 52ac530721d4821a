"""What README.md and the secretary's handbook say is so: commands, pictures, messages, assumptions."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from survey_tool.cli.console.help import CommandGroup
from survey_tool.cli.entry import survey_tool
from survey_tool.release.data.notes import assumptions
from survey_tool.settings.round import Round
from survey_tool.settings.writing import about
from tests import ROOT
from tests.cases import a_survey
from tests.settings.test_settings import SETTINGS

PAGES = ("README.md", "README.ja.md")
QUOTED = re.compile(r"`(survey-tool[^`]*)`|^    (survey-tool.*)$", re.MULTILINE)


def text_of(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def commands(page: str) -> Iterator[list[str]]:
    """Every command that a page tells, without its comment."""
    for found in QUOTED.findall(text_of(page)):
        told = (found[0] or found[1]).partition("#")[0].replace("ファイル名", "form.xlsx")
        yield shlex.split(told)[1:]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_begins_with_the_two_commands(page: str) -> None:
    told = [line.split("#")[0].strip() for line in text_of(page).splitlines() if line.startswith("    make ")]
    assert told[:2] == ["make demo", "make test"]
    assert text_of(page).index("make demo") < 100
    assert r".\make demo" in text_of(page)


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_links_to_is_there(page: str) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", text_of(page))
    assert len([link for link in links if link.endswith(".png")]) >= 3
    assert [link for link in links if not (ROOT / link).exists()] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_command_of_a_page_is_one(page: str) -> None:
    context = click.Context(survey_tool, info_name="survey-tool")
    told = [each for each in commands(page) if each]
    assert {"init", "generate", "mail", "validate", "status", "publish"} <= {each[0] for each in told}
    for name, *arguments in told:
        if name.startswith("-"):
            continue  # of survey-tool itself
        command = survey_tool.get_command(context, name)
        assert command, name
        if isinstance(command, CommandGroup) and arguments:
            name, *arguments = arguments
            command = command.get_command(context, name)
            assert command, name
        if "|" not in " ".join(arguments) and (name not in ("mail", "record") or arguments):
            command.make_context(name, arguments, parent=context)


@pytest.mark.parametrize("page", PAGES)
def test_every_assumption_is_told_with_where_to_change_it(page: str, tmp_path: Path) -> None:
    text = text_of(page)
    ours = [".".join(key) for key, field in SETTINGS.items() if about(field).ours]
    assert [key for key in ours if f"`{key}`" not in text] == []
    rows = text.partition("| assumption |" if page == "README.md" else "| 事項 | 設定 |")[2].split("\n\n")[0]
    told = [line for line in rows.splitlines() if line.startswith("| ") and "---" not in line]
    asked_about = sum(key.startswith("form.") for key in ours)  # a matter of the form, not of what is published
    assert len(told) == len(assumptions(a_survey(tmp_path))) + asked_about


def test_defaults_that_the_pages_name_are_the_defaults() -> None:
    settings = Round()
    for page in PAGES:
        text = text_of(page)
        assert f"{settings.form.usual_amount:,}" in text
        assert all(f"{bound:,}" in text for bound in settings.publication.cost_bands[1:])


def test_messages_that_the_handbook_explains_are_those_that_are_shown() -> None:
    table = text_of("README.ja.md").partition("| 表示 | 対応 |")[2].partition("\n\n")[0]
    shown = [line.split("|")[1].strip() for line in table.splitlines() if line.count("|") == 3 and "---" not in line]
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "survey_tool").rglob("*.py"))
    said = re.sub(r'"\s*\n\s*f?"', "", sources)  # sentences that stand on several lines of the source
    assert len(shown) >= 10
    for message in shown:
        for part in re.split(r"……|○|「|」|\.toml|\.csv", message):
            assert part.strip() in said, message


def test_the_handbook_has_seven_steps() -> None:
    assert re.findall(r"^### (\d)　", text_of("README.ja.md"), re.MULTILINE) == list("1234567")
    steps = text_of("README.md").partition("| step | command |")[2].split("\n\n")[0]
    assert re.findall(r"^\| (\d) \|", steps, re.MULTILINE) == list("1234567")
