"""Forms and what is drawn from returns may have Japanese names (`form.file_names = "ja"`), and either name is known again."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from zipfile import ZipFile

import fast_mail_parser
import openpyxl
import pytest

from survey_tool.form.workbook import draw
from survey_tool.intake.collect import collect
from survey_tool.reference.survey import open_survey
from survey_tool.reference.workspace import write_whole
from tests.commands import command
from tests.forms import case_of, filled, the_survey

LATIN, JAPANESE = "joint-procurement_2026_13_tokyo.xlsx", "13東京都.xlsx"
SETTINGS = (
    "deadline = 2099-12-11\nsecond_deadline = 2099-12-18\n"
    '[secretariat]\nname = { ja = "調査事務局", en = "Survey office" }\n'
    'phone = "03-1111-2222"\nemail = "desk@example.lg.jp"\nreturn_address = "desk@example.lg.jp"\n'
)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    called(tmp_path, "ja")
    contacts = "prefecture_code,department,person,email,kind\n13,情報課,,joho@pref13.example.lg.jp,to\n"
    (tmp_path / "contacts.csv").write_text(contacts, encoding="utf-8")
    return tmp_path


def called(workspace: Path, language: str) -> None:
    (workspace / "survey.toml").write_text(f'{SETTINGS}[form]\nfile_names = "{language}"\n', encoding="utf-8")


def forms(workspace: Path) -> list[str]:
    return sorted(path.name for path in (workspace / "templates" / "2026").iterdir())


def generate(workspace: Path) -> None:
    assert command("generate", "--prefecture", "13", workspace=workspace).code == 0


def attached(eml: Path) -> str:
    """The name of the attachment, as both mail parsers read it: the standard's own way, and that of older Outlook."""
    content = eml.read_bytes()
    message = message_from_bytes(content, policy=policy.default)
    assert isinstance(message, EmailMessage)
    (part,) = message.iter_attachments()
    (other,) = fast_mail_parser.parse_email(content).attachments
    (name,) = {part.get_filename(), other.filename, part.get_param("name", header="content-type")}
    assert isinstance(name, str)
    return name


def test_forms_are_called_as_the_settings_say(workspace: Path) -> None:
    generate(workspace)
    assert forms(workspace) == [JAPANESE]
    called(workspace, "en")
    generate(workspace)
    assert forms(workspace) == [LATIN], "a prefecture has one form, under its name of today"


@pytest.mark.slow
def test_a_form_under_the_other_name_that_somebody_has_saved_is_not_replaced(workspace: Path) -> None:
    generate(workspace)
    path = workspace / "templates" / "2026" / JAPANESE
    book = openpyxl.load_workbook(path)
    book.save(path)
    saved = path.read_bytes()
    called(workspace, "en")

    done = command("generate", "--prefecture", "13", workspace=workspace)

    assert done.code == 3
    assert JAPANESE in done.err
    assert (forms(workspace), path.read_bytes()) == ([JAPANESE], saved)


@pytest.mark.parametrize("today", ["ja", "en"])
def test_the_form_goes_out_under_the_name_under_which_it_lies(workspace: Path, today: str) -> None:
    generate(workspace)
    called(workspace, today)

    done = command("mail", "invite", workspace=workspace)

    (draft,) = (workspace / "mail" / "2026" / "invite").glob("*.eml")
    assert attached(draft) == JAPANESE, done.err


@pytest.mark.slow
def test_what_is_drawn_from_returns_is_called_alike(workspace: Path) -> None:
    paper = filled("13")
    paper.type("cases", "name", None, case_of("13", 1))
    write_whole(workspace / "submissions" / "2026" / JAPANESE, draw(the_survey(), paper.form()))

    done = command("validate", workspace=workspace)

    assert done.out.splitlines()[0] == "13 東京都　13東京都.xlsx　要修正（未記入1件、要修正0件、要確認0件）"
    copies = workspace / "submissions" / "2026" / "corrections"
    (copy,) = copies.iterdir()
    (read,) = collect(open_survey(workspace), [workspace / "submissions" / "2026"]).submissions
    assert copy.name == f"13東京都_修正用-{read.sha256[:6]}.xlsx"
    assert "ファイルがあります（" not in done.err, "it is known as one of ours"

    called(workspace, "en")
    assert command("validate", workspace=workspace).code == 1
    assert [path.name for path in copies.iterdir()] == [
        f"joint-procurement_2026_13_tokyo_correction-{read.sha256[:6]}.xlsx"
    ]


@pytest.mark.slow
def test_what_two_colleagues_returned_becomes_one_return_of_such_a_name(workspace: Path) -> None:
    for name, place in (("一.xlsx", "一課"), ("二.xlsx", "二課")):
        paper = filled("13")
        paper.type("cases", "name", f"{place}の事例", case_of("13", 1 if place == "一課" else 2))
        paper.type("cases", "remarks", None, case_of("13", 1))
        write_whole(workspace / "submissions" / "2026" / name, draw(the_survey(), paper.form()))

    command("merge", "13", workspace=workspace)

    drawn = [path.name for path in (workspace / "submissions" / "2026").rglob("13東京都_*.xlsx")]
    assert len(drawn) == 1
    assert drawn[0].startswith(("13東京都_統合-", "13東京都_修正用-"))


def test_either_name_says_whose_a_file_is_also_in_an_archive(workspace: Path) -> None:
    content = draw(the_survey(), filled("13").form())
    folder = workspace / "submissions" / "2026"
    folder.mkdir(parents=True)
    with ZipFile(folder / "回答.zip", "w") as archive:
        archive.writestr("13東京都（香川県と共同）.xlsx", content)
    with ZipFile(folder / "別.zip", "w") as archive:
        archive.writestr("37香川県.xlsx", content)

    read = {each.file: each for each in collect(open_survey(workspace), [folder]).submissions}

    assert read["回答.zip/13東京都（香川県と共同）.xlsx"].owner.certain
    doubt = read["別.zip/37香川県.xlsx"].owner.doubts
    assert [(found.code, found.cell) for found in doubt] == [("prefecture-mismatch", None)]
    assert "香川県" in doubt[0].sentence.ja


@pytest.mark.parametrize("today", ["ja", "en"])
def test_a_form_that_nobody_filled_in_is_told_as_what_was_sent(workspace: Path, today: str) -> None:
    generate(workspace)
    called(workspace, today)
    sent = (workspace / "templates" / "2026" / JAPANESE).read_bytes()
    write_whole(workspace / "submissions" / "2026" / "返信.xlsx", sent)

    (read,) = collect(open_survey(workspace), [workspace / "submissions" / "2026"]).submissions

    assert [found.code for found in read.findings] == ["form-as-sent"]
