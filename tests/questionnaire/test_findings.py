"""Every finding has its sentence in both languages, its place in the documentation, and a test."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from survey_tool.questionnaire.asked.participation import CODE_KEY
from survey_tool.questionnaire.asked.participation_checks import CODE_CHECKS, MARK_CHECKS
from survey_tool.questionnaire.findings.catalogue import CATALOGUE, CODES, CatalogueEntry
from survey_tool.questionnaire.findings.finding import finding
from survey_tool.wording.words import LANGUAGES
from tools.findings_page import findings_markdown

ROOT = Path(__file__).parents[2]
STABLE = set(
    re.findall(
        r"\S+",
        """
file-unreadable file-encrypted file-too-large file-hostile file-packed
file-not-readable-here file-not-ours form-as-sent mail-says file-wrong-round file-old-version
prefecture-mismatch marker-disagrees sheet-missing column-missing ignored-content
superseded conflict none-declared-but-cases no-cases-no-declaration case-dropped double-report-suspected
required required-when only-when not-a-number not-whole out-of-range not-a-date not-a-month not-in-list too-long bad-format
error-value no-cached-value formula-like-text order at-least-one duplicate case-id-missing case-id-unknown
form-of-another-prefecture municipality-unknown municipality-mismatch participant-without-case magnitude inconsistent unlike-last-round normalised
stand-in two-answers unshowable year-far-off picture shown-otherwise struck-out municipality-row-missing
predecessors-differ as-of-after-reply
personal-data
""",
    )
)
PLACEHOLDER = re.compile(r"\{(\w+)\}")
ENTRIES = list(CATALOGUE.values())


def test_the_codes_are_those_that_outsiders_rely_on() -> None:
    assert set(CODES) == STABLE


def test_the_page_is_what_the_catalogue_says() -> None:
    written = (ROOT / "docs" / "findings.md").read_text(encoding="utf-8")
    assert written == findings_markdown(), "run: make pages"


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_documented_and_tested(code: str) -> None:
    assert f"\n### `{code}`\n" in findings_markdown()
    tests = (path for path in (ROOT / "tests").rglob("*.py") if path.name != Path(__file__).name)
    assert any(f'"{code}"' in path.read_text(encoding="utf-8") for path in tests), f"no test names {code}"


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_every_entry_speaks_both_languages(entry: CatalogueEntry) -> None:
    for words in (entry.sentence, entry.todo, entry.meaning):
        assert words.ja
        assert words.en
        assert "!" not in words.en
        assert "！" not in words.ja
        assert set(PLACEHOLDER.findall(words.ja)) == set(PLACEHOLDER.findall(words.en))
    assert bool(entry.suggestion.ja) == bool(entry.suggestion.en)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_every_finding_can_be_said(entry: CatalogueEntry) -> None:
    names = {
        name
        for words in (entry.sentence, entry.todo, entry.suggestion)
        for language in LANGUAGES
        for name in PLACEHOLDER.findall(words[language])
    }
    found = finding(entry.name, dict.fromkeys(names, "〇〇"), sheet="事例", cell="F9", value="値")
    for language in LANGUAGES:
        assert "{" not in found.message(language) + found.suggestion[language]
        assert "F9" in found.message(language)
        assert found.suggestion[language]


def test_the_checks_of_marks_and_codes_speak_the_catalogues_words() -> None:
    for check in (*CODE_CHECKS, *MARK_CHECKS):
        assert check.code in CODES
        assert check.sentence == CATALOGUE[check.name].sentence
        assert "{" not in check.todo.ja + check.todo.en
        assert check.label.ja == ("団体コード" if check.key == CODE_KEY else "参加の印")
