"""Whatever people can call, get or see is described to them in Japanese and in English.

Every command, argument and option says what it does; every kind of letter and every sheet of a workbook is on a page of
the documentation, and the questions that are asked often are answered in both languages alike.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

import click
import pytest

from survey_tool.cli.console.help import Command, CommandGroup, every_command
from survey_tool.cli.console.parameters import Argument, Option
from survey_tool.cli.entry import survey_tool
from survey_tool.desk.words import TEXTS
from survey_tool.form.contract.marker import SHEETS as FORM
from survey_tool.intake.opening.names import MAIL_ENDINGS, PACKED_ENDINGS, WORKBOOK_ENDINGS
from survey_tool.post.kinds import KINDS
from survey_tool.release.dashboard.contents import SHEETS as DASHBOARD
from survey_tool.settings.round import Round
from survey_tool.settings.writing import about
from survey_tool.wording.words import LANGUAGES, Language, Words
from tests import ROOT
from tools.commands_page import commands_markdown

READMES: dict[Language, str] = {"ja": "README.ja.md", "en": "README.md"}
assert isinstance(survey_tool, CommandGroup)
PROGRAM = click.Context(survey_tool, info_name="survey-tool", **survey_tool.context_settings)
COMMANDS = {
    inside.command_path.removeprefix("survey-tool "): each for each, inside in every_command(survey_tool, PROGRAM)
}
JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠]")


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def texts(of: Command | CommandGroup) -> Iterator[tuple[str, Words]]:
    """What a command says of itself and of each parameter."""
    yield of.name or "", of.words
    for each in of.params:
        assert isinstance(each, Argument | Option), each.name
        yield each.name or "", each.words


def test_the_page_of_commands_is_what_the_commands_say() -> None:
    assert page("docs/commands.md") == commands_markdown(), "run: make pages"


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_and_each_of_its_options_is_explained_in_both_languages(name: str) -> None:
    for what, words in texts(COMMANDS[name]):
        assert JAPANESE.search(words["ja"]), f"{name} {what}"
        assert re.search(r"[A-Za-z]{3}", words["en"]), f"{name} {what}"
        assert not JAPANESE.search(words["en"]), f"{name} {what}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", COMMANDS)
def test_the_readme_of_each_language_tells_of_a_command(name: str, language: Language) -> None:
    assert f"`survey-tool {name}" in page(READMES[language]) or f"    survey-tool {name}" in page(READMES[language])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_the_readme_of_each_language_tells_of_a_kind_of_letter(kind: str, language: Language) -> None:
    assert f"survey-tool mail {kind}" in page(READMES[language])
    assert f"  {kind} " in COMMANDS["mail"].words[language]


@pytest.mark.parametrize("name", [*FORM.values(), *(each.name for each in DASHBOARD)], ids=lambda name: name["en"])
def test_a_sheet_has_its_picture_in_both_languages(name: Words) -> None:
    gallery = page("docs/gallery.md")
    assert f"### {name['en']} · {name['ja']}\n" in gallery
    for language in LANGUAGES:
        pictures = re.findall(rf"!\[{re.escape(name[language])} \d+\]\((\S+_{language}(?:-\d+)?\.png)\)", gallery)
        assert pictures
        assert [picture for picture in pictures if not (ROOT / "docs" / picture).exists()] == []


def test_every_view_of_the_page_has_its_pictures() -> None:
    templates = (ROOT / "survey_tool" / "release" / "page" / "templates").glob("*.html")
    views = {
        name for path in templates for name in re.findall(r'<section id="(\w+)" class="view', path.read_text("utf-8"))
    }
    pictures = re.findall(r"!\[(\w+), (wide|narrow|paper), (Japanese|English)\]\((\S+)\)", page("docs/page.md"))
    wanted = itertools.product(views, ("wide", "narrow", "paper"), ("Japanese", "English"))
    assert {each[:3] for each in pictures} == set(wanted)
    assert [path for *_, path in pictures if not (ROOT / "docs" / path).exists()] == []


def test_every_format_that_may_come_back_is_named() -> None:
    told = page("docs/intake.md")
    wanted = [*WORKBOOK_ENDINGS, ".zip", *MAIL_ENDINGS, *PACKED_ENDINGS]
    assert [
        name for name in wanted if not re.search(rf"(?<!\w){re.escape(name.removeprefix('.'))}\b", told, re.IGNORECASE)
    ] == []
    for half in page("docs/faq.md").split("## For those who fill in a form"):
        assert [ending for ending in WORKBOOK_ENDINGS if ending not in half] == []


def test_the_same_questions_are_answered_in_both_languages() -> None:
    japanese, english = page("docs/faq.md").split("## For those who fill in a form")
    asked = [re.findall(r"^\*\*(\d+)", half, re.MULTILINE) for half in (japanese, english)]
    assert asked[0] == asked[1]
    assert len(asked[0]) >= 20


@pytest.mark.parametrize(
    ("begins", "quoted"),
    [("## 事務局の方へ", re.compile("「(.+?)」")), ("## For the secretariat", re.compile('"(.+?)"'))],
)
def test_what_the_secretariat_is_answered_is_called_as_the_desk_calls_it(begins: str, quoted: re.Pattern[str]) -> None:
    """The answers told commands alone; a step at the desk is found there by its words."""
    language: Language = "ja" if "事務局" in begins else "en"
    settings = (about(field).words for field in Round.model_fields.values())
    known = {*(words[language] for words in (*TEXTS.values(), *settings)), "書き込むことができません"}
    answers = page("docs/faq.md").partition(begins)[2].partition("\n## ")[0]
    assert sorted(set(quoted.findall(answers)) - known) == []


def test_whoever_is_answered_a_command_is_told_the_way_at_the_desk_first() -> None:
    """But for the demonstration and texts of one's own, which are had by commands alone."""
    text = page("docs/faq.md")
    for half, desk in (
        (text.partition("## 事務局の方へ")[2], "「"),
        (text.partition("## For the secretariat")[2], '"'),
    ):
        for answer in re.split(r"^\*\*\d+", half.partition("\n## ")[0], flags=re.MULTILINE)[1:]:
            told = answer.partition("**\n")[2]
            if told.count("`survey-tool ") > told.count("`survey-tool demo"):
                assert desk in told.partition("`survey-tool ")[0], told


def test_whoever_reports_a_fault_is_asked_for_the_version_of_excel_and_warned_of_private_answers() -> None:
    told = page(".github/ISSUE_TEMPLATE/fault.md")
    for wanted in (
        "Excelの版",
        "Version of Excel",
        "公表しない回答",
        "answers that are not published",
        "survey-tool demo",
    ):
        assert wanted in told
