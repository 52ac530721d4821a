"""Every text of the desk is used and said in both languages, and templates name no other; every page is well formed in both."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from survey_tool.desk.rendering import HERE
from survey_tool.desk.words import TEXTS
from survey_tool.post.kinds import KINDS
from survey_tool.wording.words import LANGUAGES, Language
from tests.desks import a_desk, returned

PAGES = ("/", "/prefectures/13", "/settings", "/release", "/progress", *(f"/letters?kind={kind}" for kind in KINDS))
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
        if name.startswith(("page_", "work_", "kind_", "about_", "done", "error", "warning", "info"))
    }
    assert sorted(set(TEXTS) - named - built) == []


def test_every_text_is_in_both_languages() -> None:
    assert [key for key, words in TEXTS.items() if not (words.ja and words.en)] == []
    assert [key for key, words in TEXTS.items() if re.search("[ぁ-ん]", words.en)] == []


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
