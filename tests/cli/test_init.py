"""A new round: what it begins with, and that nothing which is there is overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest

from survey_tool.post.letters.contacts import Contacts, read_contacts
from survey_tool.post.letters.templates import read_template, text_names
from survey_tool.post.rounds.new_round import begin_round
from survey_tool.reference.folders import FOLDERS
from survey_tool.reference.places import read_places
from survey_tool.wording.words import LANGUAGES, Language

PREFECTURES = read_places().prefecture_list


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_round_has_settings_contacts_and_folders(tmp_path: Path, language: Language) -> None:
    begun = begin_round(tmp_path / "round", read_places(), language)

    assert [path.name for path in begun.written] == ["survey.toml", "contacts.csv"]
    assert begun.kept == ()
    assert {path.name for path in (tmp_path / "round").iterdir()} == {"survey.toml", "contacts.csv", *FOLDERS}
    contacts = tmp_path / "round" / "contacts.csv"
    assert contacts.read_bytes().startswith(b"\xef\xbb\xbf"), "Excel reads Japanese from UTF-8 only with a BOM"
    assert read_contacts(contacts, PREFECTURES) == Contacts(()), "rows that nobody has filled in are no mistakes"
    assert len(read_contacts(contacts, PREFECTURES).missing(read_places().prefectures)) == 47


def test_a_filled_in_row_is_a_contact_and_one_without_address_not_yet(tmp_path: Path) -> None:
    begin_round(tmp_path, read_places(), "ja")
    path = tmp_path / "contacts.csv"
    text = path.read_text(encoding="utf-8-sig")
    filled = text.replace("13,東京都,,,,to", "13,東京都,情報政策課,,joho@pref13.example.lg.jp,to")
    path.write_text(filled, encoding="utf-8-sig")
    assert [contact.address for contact in read_contacts(path, PREFECTURES).of("13")] == ["joho@pref13.example.lg.jp"]

    path.write_text(text.replace("13,東京都,,,,to", "13,東京都,情報政策課,,,to"), encoding="utf-8-sig")
    found = read_contacts(path, PREFECTURES)
    assert (found.everyone, found.without_address) == ((), (16,))
    assert "16行目は、メールアドレスがないため宛先にしていません。" in found.passed_over.ja


def test_nothing_that_is_there_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "survey.toml").write_text('round = "mine"\n', encoding="utf-8")
    begun = begin_round(tmp_path, read_places(), "ja", letters=True)

    assert [path.name for path in begun.kept] == ["survey.toml"]
    assert (tmp_path / "survey.toml").read_text(encoding="utf-8") == 'round = "mine"\n'
    assert sorted(path.name for path in (tmp_path / "letters").iterdir()) == ["README.txt", *text_names()]
    assert read_template("invite", "ja", tmp_path / "letters") == read_template("invite", "ja")


# Mistakes
