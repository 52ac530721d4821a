"""Every text of the desk is used and said in both languages, and templates name no other; every page is well formed in both."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from survey_tool.desk.rendering import HERE
from survey_tool.desk.words import TEXTS
from survey_tool.post.kinds import KINDS
from survey_tool.post.record.history import record_path
from survey_tool.reference.survey import open_survey
from survey_tool.wording.commands import COMMAND
from survey_tool.wording.words import LANGUAGES, Language
from tests.commands import command
from tests.desk.states import CODES, busy
from tests.desks import Asked, a_desk, returned

PAGES = (
    "/",
    "/prefectures/13",
    "/settings",
    "/settings/contacts/13",
    "/release",
    "/rounds",
    "/close",
    "/progress",
    *(f"/letters?kind={kind}" for kind in KINDS),
)
BUSY = (*PAGES, *(f"/prefectures/{code}" for code in CODES))
BY_HAND = re.compile(
    r"secretariat\.|(?:contacts|record)\.csv|[(（]smtp[)）]|（独自）|\b(?:as_of|sent_on|published_on)\b"
)
"""What only those name who edit files by hand."""
VOID = {"meta", "link", "input", "br", "img"}


def test_every_text_is_used() -> None:
    sources = [
        path.read_text(encoding="utf-8")
        for path in (*HERE.rglob("*.html"), *HERE.rglob("*.py"))
        if path.parent.name != "words"
    ]
    named = {name for source in sources for name in re.findall(r"(?:[\"']|done=)([a-z_]+)[\"']", source)}
    built = {
        name
        for name in TEXTS
        if name.startswith(
            ("page_", "work_", "kind_", "about_", "done", "error", "warning", "info", "choice_", "course_", "file_")
        )
    }
    assert sorted(set(TEXTS) - named - built) == []


def test_every_text_is_in_both_languages() -> None:
    assert [key for key, words in TEXTS.items() if not (words.ja and words.en)] == []
    assert [key for key, words in TEXTS.items() if re.search("[ぁ-ん]", words.en)] == []


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_tells_anybody_to_run_a_command(tmp_path: Path, language: Language) -> None:
    """In a busy round, in an empty folder, with settings that cannot be read, once the round was closed. That no sentence does in any
    other state either, `tests/wording/test_commands.py` holds."""

    def see(desk: Asked, paths: tuple[str, ...]) -> None:
        for path in paths:
            told = html.unescape(re.sub(r"<[^>]+>", " ", desk.get(path).text))
            assert not COMMAND.search(told), (path, COMMAND.search(told))
            assert str(desk.desk.workspace) not in told, (path, "the way to the folder is no news to whoever opened it")
            if path == "/close":  # what is left is named by its file, which somebody may want to delete
                told = told.replace("contacts.csv", "")
            assert not BY_HAND.search(told), (path, BY_HAND.search(told))

    workspace = busy(tmp_path / "busy")
    with a_desk(workspace, language) as desk:
        see(desk, BUSY)
        for kind in KINDS:
            desk.post("/letters/write", {"kind": kind})
            desk.works()
            see(desk, ("/progress", f"/letters?kind={kind}"))
        record_path(open_survey(workspace)).unlink()
        see(desk, BUSY)
    (tmp_path / "empty").mkdir()
    with a_desk(tmp_path / "empty", language) as desk:
        see(desk, PAGES)
    (workspace / "contacts.csv").unlink()
    with a_desk(workspace, language) as desk:
        see(desk, BUSY)
        assert "survey.toml" not in "".join(desk.get(path).text for path in BUSY)
        assert command("close", "2026", "--yes", workspace=workspace).code == 0
        see(desk, BUSY)
        (workspace / "survey.toml").write_text("round = 2026 年", encoding="utf-8")
        see(desk, BUSY)


class Nested(HTMLParser):
    """Collects what is not closed where it was opened, and every id."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.ids: list[str] = []
        self.labels: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if told.get("id"):
            self.ids.append(str(told["id"]))
        if tag == "label" and told.get("for"):
            self.labels.append(str(told["for"]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"{tag} at {self.getpos()}")


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_well_formed(tmp_path: Path, language: Language) -> None:
    (tmp_path / "survey.toml").write_text('round = "2026"\n', encoding="utf-8")
    (tmp_path / "submissions" / "2026").mkdir(parents=True)
    (tmp_path / "submissions" / "2026" / "13.xlsx").write_bytes(returned("13", wrong=True))
    with a_desk(tmp_path, language) as desk:
        for path in PAGES:
            answer = desk.get(path)
            assert answer.status_code == 200, path
            read = Nested()
            read.feed(answer.text)
            assert (read.wrong, read.open) == ([], []), path
            assert len(read.ids) == len(set(read.ids)), path
            assert set(read.labels) <= set(read.ids), path
            assert f'<html lang="{language}">' in answer.text
            if language == "en":
                around = re.sub(r"<(main|tbody).*?</\1>", "", answer.text, flags=re.DOTALL)
                assert not re.search("[ぁ-ん]", around), path
