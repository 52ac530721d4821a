"""The texts of the letters are edited by people who write no programs: what is filled in stands in 〔 〕, what is only for some
below a heading in 【 】, and every mistake is told with its line and what was probably meant.
"""

from __future__ import annotations

import pkgutil
from datetime import date
from pathlib import Path

import pytest

from survey_tool.post import kinds
from survey_tool.post.kinds import KINDS, kind_of_letter
from survey_tool.post.kinds.remind import Remind
from survey_tool.post.letters.contacts import Contacts
from survey_tool.post.letters.correspondence import Enclosed, drafted
from survey_tool.post.letters.guide import guide
from survey_tool.post.letters.headings import NOT_ALONE, NOTHING_BELOW, below_headings
from survey_tool.post.letters.letter import Letter
from survey_tool.post.letters.templates import (
    Template,
    fill,
    headings_of,
    mistakes_of,
    placeholders_of,
    read_template,
    text_names,
)
from survey_tool.reference.survey import open_survey
from survey_tool.wording.handwritten import MistakesError
from survey_tool.wording.words import LANGUAGES, NOTHING, Language, Words
from tests.postbag import common, every_letter, invite

LATE = Remind(**common(), today=date(2026, 12, 14))
NONE_CARRIED = kind_of_letter("invite").letter(**common())


def template(text: str, language: Language = "ja") -> Template:
    return Template(f"invite_{language}.txt", language, tuple(text.split("\n")))


def body(text: str, letter: Letter | None = None, language: Language = "ja") -> str:
    return fill(template(f"S\n\n{text}", language), letter or invite(), NOTHING).body


def mistaken(text: str, letter: Letter | None = None, language: Language = "ja") -> list[tuple[int | None, str, str]]:
    with pytest.raises(MistakesError) as caught:
        fill(template(text, language), letter or invite(), NOTHING)
    return [(each.line, each.wrong[language], each.allowed[language]) for each in caught.value.mistakes]


# The texts that come with the tool, and the workspace's own


def test_a_kind_of_letter_is_a_module_a_line_and_a_text_in_each_language() -> None:
    modules = {each.name for each in pkgutil.iter_modules(kinds.__path__)} - {"kind"}
    assert modules == set(KINDS)
    assert set(text_names()) == {f"{kind}_{language}.txt" for kind in KINDS for language in LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_name_of_our_own_texts_is_known(kind: str, language: Language) -> None:
    assert list(mistakes_of(read_template(kind, language), kind_of_letter(kind).letter)) == []


@pytest.mark.parametrize("letter", every_letter(), ids=lambda letter: letter.kind)
def test_what_a_letter_declares_is_there_and_is_told_apart(letter: Letter) -> None:
    assert type(letter) is kind_of_letter(letter.kind).letter
    for key in (*letter.placeholders, *letter.headings):
        getattr(letter, key)
    for language in LANGUAGES:
        for names in (placeholders_of(type(letter)), headings_of(type(letter))):
            assert len({name[language] for name in names}) == len(names)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_heading_is_recognised_as_one(kind: str, language: Language) -> None:
    for name in headings_of(kind_of_letter(kind).letter):
        ((line),) = below_headings([f"【{name[language]}】", "x"])
        assert (line.text, bool(line.heading)) == ("x", True)


@pytest.mark.parametrize("name", text_names())
def test_a_text_of_the_workspace_takes_the_place_of_ours(tmp_path: Path, name: str) -> None:
    kind = next(kind for kind in KINDS if name.startswith(kind))
    language: Language = "ja" if name.endswith("_ja.txt") else "en"
    (tmp_path / name).write_bytes(f"件名 〔{Words('調査名', 'round')[language]}〕\r\n\r\n本文\r\n".encode("cp932"))

    letter = next(letter for letter in every_letter() if letter.kind == kind)
    text = fill(read_template(kind, language, tmp_path), letter, NOTHING)

    assert (text.subject, text.body) == ("件名 2026", "本文")
    other: Language = "en" if language == "ja" else "ja"
    assert read_template(kind, other, tmp_path) == read_template(kind, other)


def test_a_text_that_no_letter_would_use_is_reported(tmp_path: Path) -> None:
    (tmp_path / "invitation_ja.txt").write_text("件名\n\n本文", encoding="utf-8")
    (tmp_path / "README.txt").write_text("how to edit", encoding="utf-8")

    with pytest.raises(
        MistakesError,
        match=r"^invitation_ja\.txt: No letter has this name\. Allowed: ask_en\.txt, ask_ja\.txt, correct_en\.txt, [^\n]*$",
    ):
        read_template("invite", "ja", tmp_path)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_beside_the_texts_has_every_name_in_both_languages(language: Language) -> None:
    letters = [kind_of_letter(kind).letter for kind in KINDS]
    page = guide(letters, language)

    for letter in letters:
        for shown in LANGUAGES:
            _, _, after = page.partition(f"{letter.kind}_{shown}.txt\n")
            names, _, _ = after.partition("\n\n")
            assert all(f"〔{name[shown]}〕" in names for name in placeholders_of(letter))
            assert all(f"【{name[shown]}】" in names for name in headings_of(letter))


# What is filled in


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("〔回答期限〕まで", "2026年12月11日（金）まで"),
        ("〔 回答期限　〕まで", "2026年12月11日（金）まで"),
        ("〔〔注〕〕〔調査名〕", "〔注〕2026"),
        ("〔〔〔調査名〕〕〕", "〔2026〕"),
        ("{deadline} [if x] 〈〉［］", "{deadline} [if x] 〈〉［］"),
        ("【留意事項】\n・一", "【留意事項】\n・一"),
        ("【【期限を延長した場合のみ】】\n一", "【期限を延長した場合のみ】\n一"),
    ],
)
def test_what_stands_in_brackets_is_filled_in_and_nothing_else(written: str, read: str) -> None:
    assert body(written) == read


def test_english_names_are_known_in_any_case_and_japanese_ones_not_in_an_english_text() -> None:
    assert body("By 〔Deadline〕", language="en") == "By Friday, 11 December 2026"
    assert mistaken("S\n\nBy 〔回答期限〕", language="en")[0][:2] == (3, "Nothing is called 〔回答期限〕.")


def test_every_mistake_of_a_text_is_told_with_its_line_and_what_was_meant() -> None:
    assert mistaken("件名〔都道府県〕\n\n〔回答期限\n回答期限〕\n〔回答期眼〕〔天気〕") == [
        (1, "差込み項目〔都道府県〕はありません。", "〔都道府県名〕ではありませんか。"),
        (
            3,
            "〔 を閉じる 〕 が同じ行にありません。",
            "記号そのものを書く場合は、〔〔 又は 〕〕 のように2つ続けて書いてください。",
        ),
        (
            4,
            "〕 に対応する 〔 が同じ行にありません。",
            "記号そのものを書く場合は、〔〔 又は 〕〕 のように2つ続けて書いてください。",
        ),
        (5, "差込み項目〔回答期眼〕はありません。", "〔回答期限〕ではありませんか。"),
        (
            5,
            "差込み項目〔天気〕はありません。",
            "使用できるもの：〔宛名〕、〔調査名〕、〔都道府県名〕、〔都道府県コード〕、〔回答期限〕、〔事務局名〕、〔署名〕、〔転記した事例数〕",
        ),
    ]


def test_a_mistake_is_told_as_a_whole_sentence_in_both_languages() -> None:
    with pytest.raises(MistakesError) as caught:
        fill(template("S\n\n〔dedline〕", "en"), invite(), NOTHING)

    assert caught.value.lines == [
        Words(
            "invite_en.txt 3行目：差込み項目〔dedline〕はありません。〔deadline〕ではありませんか。",
            "invite_en.txt, line 3: Nothing is called 〔dedline〕. Is 〔deadline〕 meant?",
        )
    ]


# What is only for some


CARRIED = "【前回の事例を転記した場合のみ】"


def test_a_paragraph_below_a_heading_is_only_for_those_whom_it_concerns() -> None:
    text = f"初め\n\n{CARRIED}\n〔転記した事例数〕件\n続き\n\n終わり"

    assert body(text) == "初め\n\n3件\n続き\n\n終わり"
    assert body(text, NONE_CARRIED) == "初め\n\n終わり", "the blank line after it goes too"


def test_a_heading_holds_until_the_next_one_or_a_blank_line() -> None:
    text = f"一\n{CARRIED}\n二\n【全ての場合】\n三\n{CARRIED}\n四\n\n五"

    assert body(text) == "一\n二\n三\n四\n\n五"
    assert body(text, NONE_CARRIED) == "一\n三\n\n五"


def test_a_subject_may_depend_on_a_heading_too() -> None:
    text = template("【回答期限を過ぎた場合のみ】\n【再依頼】\n【回答期限の当日までの場合のみ】\n【御案内】\n\n本文")

    assert fill(text, LATE, NOTHING).subject == "【再依頼】"
    assert fill(text, Remind(**common(), today=date(2026, 12, 11)), NOTHING).subject == "【御案内】"


def test_blank_lines_that_somebody_wants_are_kept() -> None:
    assert body("一\n\n\n二") == "一\n\n\n二"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "【前回の事例を転記する場合のみ】\n一",
            ("見出し【前回の事例を転記する場合のみ】はありません。", f"{CARRIED}ではありませんか。"),
        ),
        (
            "【雨天の場合】\n一",
            (
                "見出し【雨天の場合】はありません。",
                "使用できるもの：【期限を延長した場合のみ】、【前回の事例を転記した場合のみ】、【全ての場合】",
            ),
        ),
        (
            f"{CARRIED}一",
            (NOT_ALONE.ja.format(name=CARRIED[1:-1]), "見出しは【 】で囲み、本文は次の行から書いてください。"),
        ),
        (f"{CARRIED[:-1]}\n一", (NOT_ALONE.ja.format(name=CARRIED[1:-1]), "見出しは【 】で囲み、本文は次の行から")),
        (f"{CARRIED}\n\n一", (NOTHING_BELOW.ja.format(name=CARRIED[1:-1]), "空行を入れずに次の行から文を書くか、")),
        (f"{CARRIED}\n【全ての場合】\n一", (NOTHING_BELOW.ja.format(name=CARRIED[1:-1]), "空行を入れずに")),
        (f"一\n{CARRIED}", (NOTHING_BELOW.ja.format(name=CARRIED[1:-1]), "空行を入れずに")),
    ],
)
def test_a_heading_that_would_not_do_what_it_says_is_told(text: str, said: tuple[str, str]) -> None:
    line = 4 if text.startswith("一") else 3
    ((number, wrong, allowed),) = mistaken(f"件名\n\n{text}")

    assert (number, wrong) == (line, said[0])
    assert allowed.startswith(said[1])


def test_english_headings_are_told_as_well() -> None:
    assert mistaken("S\n\n【Only if last times cases are filled in】\nx", language="en") == [
        (
            3,
            "No heading is called 【Only if last times cases are filled in】.",
            "Is 【Only if last time's cases are filled in】 meant?",
        )
    ]


def test_a_mistake_counts_also_where_it_is_left_out_today() -> None:
    assert [line for line, _, _ in mistaken(f"件名\n\n一\n{CARRIED}\n〔誤り〕", NONE_CARRIED)] == [5]


@pytest.mark.parametrize("text", ["件名\n件名\n\n本文", f"{CARRIED}\n件名\n\n本文", "\n件名\n\n本文"])
def test_exactly_one_subject_must_remain(text: str) -> None:
    ((line, _, allowed),) = mistaken(text, NONE_CARRIED)

    assert line == 1
    assert allowed == "件名は最初の空行より上に1行だけ残るように記入してください。"


@pytest.mark.parametrize("text", ["件名", "件名\n", f"件名\n\n{CARRIED}\n本文"])
def test_a_letter_without_a_body_is_a_mistake(text: str) -> None:
    ((_, wrong, _),) = mistaken(text, NONE_CARRIED)

    assert wrong == "本文がありません。"


def test_a_mistake_is_told_also_where_nobody_can_be_written_to_yet(tmp_path: Path) -> None:
    (tmp_path / "survey.toml").write_text("", encoding="utf-8")
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "invite_ja.txt").write_text("件名\n\n〔回答期現〕まで", encoding="utf-8")
    enclosed = [Enclosed(invite(), tmp_path / "no form.xlsx")]

    with pytest.raises(
        MistakesError, match=r"^invite_ja\.txt, line 3: Nothing is called 〔回答期現〕\. Is 〔回答期限〕 meant\?$"
    ):
        drafted(open_survey(tmp_path), enclosed, Contacts(()), "ja")
