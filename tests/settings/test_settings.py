"""The commented settings say what no settings say, and each mistake in them is told where it stands."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from survey_tool.reference.places import read_places
from survey_tool.settings import SETTINGS_FILE
from survey_tool.settings.reading import read_round, settings_mistake, table_of
from survey_tool.settings.round import Round
from survey_tool.settings.tables import Bilingual
from survey_tool.settings.writing import about, settings_text
from survey_tool.wording.handwritten import MistakesError
from survey_tool.wording.words import LANGUAGES, Language, Words

PREFECTURES = read_places().prefecture_list
DISABLED = re.compile(r"^#(?=\[|\w+ = )", re.MULTILINE)
JAPANESE = re.compile(r"[぀-ヿ一-鿿]")

Setting = tuple[tuple[str, ...], Any]


def every_setting(table: type[BaseModel] = Round, place: tuple[str, ...] = ()) -> Iterator[Setting]:
    """Each key of the settings with its field, those of tables included."""
    for name, field in table.model_fields.items():
        key = (*place, field.alias or name)
        inner = table_of(field.annotation)
        if inner is not None and inner is not Bilingual:
            yield from every_setting(inner, key)
        else:
            yield key, field


SETTINGS = dict(every_setting())


def read(folder: Path, text: str) -> Round:
    (folder / SETTINGS_FILE).write_text(text, encoding="utf-8")
    return read_round(folder)


def mistakes(folder: Path, text: str) -> list[Words]:
    with pytest.raises(MistakesError) as caught:
        read(folder, text)
    return caught.value.lines


# The file that `init` writes


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_written_settings_say_what_no_settings_say(tmp_path: Path, language: Language) -> None:
    assert read(tmp_path, settings_text(language)) == Round()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_setting_stands_there_once_with_its_meaning_before_it(language: Language) -> None:
    lines = settings_text(language).split("\n")
    tables = ["", *(line.lstrip("#")[1:-1] for line in lines if re.match(r"#?\[", line))]
    assert len(tables) == len(set(tables))
    for key, field in SETTINGS.items():
        given = [number for number, line in enumerate(lines) if re.match(rf"#?{key[-1]} = ", line)]
        (at,) = [number for number in given if _table_above(lines, number) == ".".join(key[:-1])]
        assert lines[at - 1].startswith(f"# {about(field).words[language].splitlines()[-1]}"), key


def _table_above(lines: list[str], at: int) -> str:
    headings = [line.lstrip("#")[1:-1] for line in lines[:at] if re.match(r"#?\[", line)]
    return headings[-1] if headings else ""


@pytest.mark.parametrize(
    ("text", "ja"),
    [
        ("", "2017年度から2026年度まで"),
        ("{days}", "2018年度から2027年度まで"),
        ("as_of = 2027-03-31\n", "2017年度から2026年度まで"),
        ("as_of = 2027-04-01\n", "2018年度から2027年度まで"),
        ("{days}[target_period]\nfirst_fiscal_year = 2015\n", "2015年度から2027年度まで"),
        ("{days}[target_period]\nlast_fiscal_year = 2026\n", "2017年度から2026年度まで"),
        ("{days}[target_period]\nfirst_fiscal_year = 2019\nlast_fiscal_year = 2025\n", "2019年度から2025年度まで"),
    ],
)
def test_the_target_period_is_the_last_ten_fiscal_years_of_the_round_unless_it_is_set(
    tmp_path: Path, text: str, ja: str
) -> None:
    read_one = read(tmp_path, text.format(days="as_of = 2027-12-01\n"))
    assert read_one.target_period.words.ja == ja


@pytest.mark.parametrize(
    ("text", "ja"),
    [
        ("as_of = 1\n", "survey.toml 1行目「as_of」：「1」は使用できません。"),
        (
            "[target_period]\nlast_fiscal_year = 3000\n",
            "survey.toml 2行目「target_period.last_fiscal_year」：「3000」は使用できません。",
        ),
        (
            '[target_period]\nlast_fiscal_year = "x"\n',
            "survey.toml 2行目「target_period.last_fiscal_year」：「x」は使用できません。",
        ),
    ],
)
def test_of_a_period_that_follows_what_is_wrong_only_that_is_told(tmp_path: Path, text: str, ja: str) -> None:
    (line,) = mistakes(tmp_path, text)
    assert line.ja.startswith(ja)


def test_what_is_ours_is_marked() -> None:
    text = settings_text("en")
    ours = {".".join(key) for key, field in SETTINGS.items() if about(field).ours}
    assert ours == {
        "target_period.first_fiscal_year",
        "target_period.last_fiscal_year",
        "form.usual_amount",
        "form.usual_per_inhabitant",
        "form.usual_ratio",
        "form.usual_change",
        "form.usual_loss",
        "publication.cost_bands",
        "publication.employees_rounding",
        "files.system_types",
        "files.choices",
    }
    assert text.count("(ours)\n") == len(ours)


def test_what_is_left_out_can_be_put_in_by_taking_away_the_hash(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    for name in ("municipalities", "prefectures", "neighbours", "code_changes", "system_types", "choices"):
        (data / f"{name}.csv").touch()
    (tmp_path / "ca.pem").touch()
    settings = read(tmp_path, DISABLED.sub("", settings_text("ja")))

    assert settings.smtp is not None
    assert settings.smtp.address == "smtp.example.go.jp:587"
    assert settings.smtp.ca_file == tmp_path / "ca.pem"
    assert settings.files.municipalities == data / "municipalities.csv"
    given = tomllib.loads(DISABLED.sub("", settings_text("ja")))
    assert {key for key, _ in every_setting()} == set(_keys(given))


def _keys(given: dict[str, Any], place: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for key, value in given.items():
        if isinstance(value, dict) and set(value) != {"ja", "en"}:
            yield from _keys(value, (*place, key))
        else:
            yield (*place, key)


def test_english_settings_are_english() -> None:
    comments = [line for line in settings_text("en").split("\n") if line.startswith("# ")]
    assert [line for line in comments if JAPANESE.search(line)] == []


# The workspace


@pytest.mark.parametrize("key", SETTINGS, ids=".".join)
def test_a_wrong_kind_of_value_is_told_at_its_key_in_words(tmp_path: Path, key: tuple[str, ...]) -> None:
    text = "".join(f"[{'.'.join(key[:-1])}]\n" if len(key) > 1 else "") + f"{key[-1]} = [[]]\n"
    line = 2 if len(key) > 1 else 1

    (told,) = [words for words in mistakes(tmp_path, text) if f'"{".".join(key)}' in words.en]
    assert told.en.startswith(f'survey.toml, line {line}, "{".".join(key)}'), told
    assert told.ja.startswith(f"survey.toml {line}行目「{'.'.join(key)}"), told
    assert "Input should" not in told.en, "no words of the library"
    assert not JAPANESE.search(told.en)
    assert "cannot be used" in told.en
    assert re.search(r"(Give|Allowed)", told.en), "what is allowed"
    assert "Give" not in told.ja
    assert "Allowed" not in told.ja


@pytest.mark.parametrize(
    ("text", "ja", "en"),
    [
        (
            'round = "2026年度"\n',
            "survey.toml 1行目「round」：「2026年度」は使用できません。半角英数字とハイフンで、16字以内で指定してください。",
            'survey.toml, line 1, "round": "2026年度" cannot be used. Give up to 16 letters, digits and hyphens.',
        ),
        (
            'round = "Aux"\n',
            "survey.toml 1行目「round」：「Aux」は使用できません。Windowsでは、この名前のフォルダを作成できません。",
            'survey.toml, line 1, "round": "Aux" cannot be used. Windows can make no folder of that name.',
        ),
        (
            "deadline = 2026-11-01\n",
            "survey.toml 1行目「deadline」：「調査票を送付する日（sent_on）」より前の日です。同じ日又は後の日を指定してください。",
            'survey.toml, line 1, "deadline": It lies before "the day on which the forms go out (sent_on)". Give the same day or a later one.',
        ),
        (
            'next_update = "2027-02"\n',
            "survey.toml 1行目「next_update」：「公表物に記載する更新日（published_on）」より前の月です。後の月を指定するか、空欄にしてください。",
            'survey.toml, line 1, "next_update": It lies before "update date that the release carries (published_on)". '
            "Give a later month, or leave it blank.",
        ),
        (
            "[target_period]\nlast_fiscal_year = 2016\nfirst_fiscal_year = 2017\n",
            "survey.toml 2行目「target_period.last_fiscal_year」：対象とする最初の年度（first_fiscal_year）より前の年度です。"
            "同じ年度又は後の年度を指定してください。",
            'survey.toml, line 2, "target_period.last_fiscal_year": It lies before the first (first_fiscal_year). '
            "Give the same fiscal year or a later one.",
        ),
        (
            "# 連絡先\n[secretariat]\nphon = 1\n",
            "survey.toml 3行目「secretariat.phon」：この項目はありません。「phone」ではありませんか。"
            "使用できる項目：name, person, phone, email, return_address",
            'survey.toml, line 3, "secretariat.phon": There is no such setting. Did you mean "phone"? '
            "Allowed: name, person, phone, email, return_address.",
        ),
        (
            '[secretariat]\nname = { ja = "事務局" }\n',
            'survey.toml 2行目「secretariat.name.en」：値がありません。" で囲んだ文字列を指定してください。',
            'survey.toml, line 2, "secretariat.name.en": There is no value. Give a text in quotes ("…").',
        ),
        (
            '[secretariat]\nname = "事務局"\n',
            "survey.toml 2行目「secretariat.name」：「事務局」は使用できません。"
            '{ ja = "…", en = "…" } のように、日本語と英語を記入してください。',
            'survey.toml, line 2, "secretariat.name": "事務局" cannot be used. '
            'Give both languages: { ja = "…", en = "…" }.',
        ),
        (
            '[smtp]\nhost = "a b"\n',
            "survey.toml 2行目「smtp.host」：「a b」は使用できません。"
            "サーバーの名前を指定してください（例：smtp.example.go.jp）。",
            'survey.toml, line 2, "smtp.host": "a b" cannot be used. Give a server\'s name, such as smtp.example.go.jp.',
        ),
        (
            "[publication]\ncost_bands = [1000, 1]\n",
            "survey.toml 2行目「publication.cost_bands」：小さい順に並んでいません。"
            "0以上の整数を、小さい順に重複なく1つ以上並べてください（例：[1, 1000, 5000]）。",
            'survey.toml, line 2, "publication.cost_bands": The bounds do not rise. '
            "Give one or more whole numbers from 0, each greater than the one before, such as [1, 1000, 5000].",
        ),
        (
            "round = '1'\nround = '2'\n",
            "survey.toml 2行目：同じ項目又は見出しが2回あります。1回だけ記入してください。",
            "survey.toml, line 2: This setting or heading stands twice. Give it only once.",
        ),
        (
            "deadline = 2026/12/11\n",
            "survey.toml 1行目：「2026/12/11」は日付の書き方ではありません。2026-12-11 と記入してください。",
            'survey.toml, line 1: "2026/12/11" is not how a day is written. Write 2026-12-11.',
        ),
        (
            "# 期限\ndeadline = 2026-12-32\n",
            "survey.toml 2行目：2026-12-32という日はありません。2026-12-11 のように年月日を指定してください。",
            "survey.toml, line 2: There is no day 2026-12-32. Give a day such as 2026-12-11.",
        ),
        (
            "deadline = 2026-9-5  # 回答期限\n",
            "survey.toml 1行目：「2026-9-5」は日付の書き方ではありません。2026-09-05 と記入してください。",
            'survey.toml, line 1: "2026-9-5" is not how a day is written. Write 2026-09-05.',
        ),
        (
            "deadline = 2026年12月11日\n",
            "survey.toml 1行目：「2026年12月11日」は日付の書き方ではありません。2026-12-11 と記入してください。",
            'survey.toml, line 1: "2026年12月11日" is not how a day is written. Write 2026-12-11.',
        ),
        (
            "deadline = 令和8年12月11日\n",
            "survey.toml 1行目：「令和8年12月11日」は日付の書き方ではありません。2026-12-11 と記入してください。",
            'survey.toml, line 1: "令和8年12月11日" is not how a day is written. Write 2026-12-11.',
        ),
        (
            "deadline = R8.12.11\n",
            "survey.toml 1行目：「R8.12.11」は日付の書き方ではありません。2026-12-11 と記入してください。",
            'survey.toml, line 1: "R8.12.11" is not how a day is written. Write 2026-12-11.',
        ),
        (
            "deadline = ２０２６-12-11\n",
            "survey.toml 1行目：「２０２６-12-11」は日付の書き方ではありません。2026-12-11 と記入してください。",
            'survey.toml, line 1: "２０２６-12-11" is not how a day is written. Write 2026-12-11.',
        ),
        (
            "deadline ＝ 2026-12-11\n",
            "survey.toml 1行目：全角の「＝」があります。半角で = と記入してください。",
            'survey.toml, line 1: "＝" stands in full width. Write =.',
        ),
        (
            "[form]\ncases = ５０\n",
            "survey.toml 2行目：全角の「５０」があります。半角で 50 と記入してください。",
            'survey.toml, line 2: "５０" stands in full width. Write 50.',
        ),
        (
            "round = “2026”\n",
            'survey.toml 1行目：全角の「“」があります。文字列は半角の " で囲んでください。',
            'survey.toml, line 1: "“" stands in full width. Write texts in quotes: "…".',
        ),
        (
            "　round = 2026\n",
            "survey.toml 1行目：全角の空白があります。削除するか、半角の空白にしてください。",
            "survey.toml, line 1: There is a full-width blank. Remove it, or make it an ordinary one.",
        ),
        (
            "[smtp]\nhost = smtp.example.go.jp\n",
            'survey.toml 2行目：文字列が " で囲まれていません。host = "smtp.example.go.jp" のように、半角の " で囲んでください。',
            'survey.toml, line 2: The text stands without quotes. Write host = "smtp.example.go.jp".',
        ),
        (
            "[secretariat]\nphone = 03-1111-2222\n",
            'survey.toml 2行目：文字列が " で囲まれていません。phone = "03-1111-2222" のように、半角の " で囲んでください。',
            'survey.toml, line 2: The text stands without quotes. Write phone = "03-1111-2222".',
        ),
        (
            'round = "2026\n',
            'survey.toml 1行目：引用符（"）の対応が正しくありません。文字列は半角の " で囲んでください。',
            'survey.toml, line 1: The quotes (") do not match. Write texts in quotes: "…".',
        ),
        (
            '[secretariat]\nphone = "０３-1111-2222\n',
            'survey.toml 2行目：引用符（"）の対応が正しくありません。文字列は半角の " で囲んでください。',
            'survey.toml, line 2: The quotes (") do not match. Write texts in quotes: "…".',
        ),
        (
            '[secretariat]\nname = { ja = "「調査」事務局, en = "Office" }\n',
            'survey.toml 2行目：引用符（"）の対応が正しくありません。文字列は半角の " で囲んでください。',
            'survey.toml, line 2: The quotes (") do not match. Write texts in quotes: "…".',
        ),
        (
            'round = "2026”\n',
            'survey.toml 1行目：全角の「”」があります。文字列は半角の " で囲んでください。',
            'survey.toml, line 1: "”" stands in full width. Write texts in quotes: "…".',
        ),
        (
            '[files]\nprefectures = "data\\prefectures.csv"\n',
            "survey.toml 2行目：\\（¥）は使用できません。"
            "フォルダの区切りには / を使用してください（例：data/municipalities.csv）。",
            "survey.toml, line 2: A backslash cannot be used. "
            "Write / between folders, such as data/municipalities.csv.",
        ),
        (
            "round: 2026\n",
            "survey.toml 1行目：設定として読み取ることができません。"
            '「項目 = 値」の形で、文字列は半角の " で囲み、日付は 2026-12-11 のように記入してください。',
            "survey.toml, line 1: This cannot be read as settings (Expected '=' after a key in a key/value pair). "
            'Write KEY = VALUE, texts in quotes ("…"), dates as 2026-12-11.',
        ),
        (
            '[limits]\n#[smtp]\nhost = "smtp.example.go.jp"\n',
            "survey.toml 3行目「limits.host」：ここでは使用できません。[smtp] の行の先頭の # も削除してください。",
            'survey.toml, line 3, "limits.host": It does not belong here. Remove the # before [smtp] as well.',
        ),
        (
            "[limits]\ncases = 3\n",
            "survey.toml 2行目「limits.cases」：ここでは使用できません。[form] の見出しの下に記入してください。",
            'survey.toml, line 2, "limits.cases": It does not belong here. Write it below the heading [form].',
        ),
        (
            "[form]\ndeadline = 2026-12-11\n",
            "survey.toml 2行目「form.deadline」：ここでは使用できません。最初の [ ] の見出しより上に記入してください。",
            'survey.toml, line 2, "form.deadline": It does not belong here. Write it above the first heading in brackets.',
        ),
    ],
)
def test_a_mistake_names_line_key_what_is_wrong_and_what_is_allowed(
    tmp_path: Path, text: str, ja: str, en: str
) -> None:
    assert mistakes(tmp_path, text) == [Words(ja, en)]


def test_a_mistake_that_shows_later_names_its_line_too(tmp_path: Path) -> None:
    wrong, allowed = Words("過ぎています。", "It is over."), Words("新しい日を。", "Give a new one.")
    assert settings_mistake(tmp_path, "second_deadline", wrong, allowed).line is None, "the built-in round"
    (tmp_path / SETTINGS_FILE).write_text("# 期限\nsecond_deadline = 2026-12-18\n", encoding="utf-8")
    found = settings_mistake(tmp_path, "second_deadline", wrong, allowed)
    assert found.sentence.ja == "survey.toml 2行目「second_deadline」：過ぎています。新しい日を。"


NAMED, RETURN_ADDRESS = 'name = { ja = "調査課", en = "Survey" }\n', 'return_address = "a@example.lg.jp"\n'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["name", "person", "phone", "email", "return_address"]),
        (f'{NAMED}phone = "03-1111-1111"\nemail = "a@example.lg.jp"\n', ["person", "return_address"]),
        (
            f'phone = "03-1111-1111"\nemail = "a@example.lg.jp"\n{RETURN_ADDRESS}person = {{ ja = "田中", en = "Tanaka" }}\n',
            ["name"],
        ),
        (f'{NAMED}phone = "03-1111-1111"\nemail = "a@example.lg.jp"\n{RETURN_ADDRESS}', []),
        (f'{NAMED.replace("調査課", " ")}phone = ""\nemail = "a@example.lg.jp"\n{RETURN_ADDRESS}', ["name"]),
    ],
)
def test_what_nobody_can_be_reached_by_is_known(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert read(tmp_path, f"[secretariat]\n{text}").placeholders == tuple(f"secretariat.{key}" for key in expected)


def test_all_mistakes_are_told_at_once_in_the_order_of_lines(tmp_path: Path) -> None:
    found = mistakes(
        tmp_path, '[form]\ncases = 0\n[publication]\nemployees_rounding = "x"\n[files]\nprefectures = "no.csv"\n'
    )
    assert [re.findall(r"line (\d+)", words.en) for words in found] == [["2"], ["4"], ["6"]]
    assert 'There is no file "no.csv". Give its path from the workspace on.' in found[2].en


def test_a_number_may_stand_for_the_name_of_a_round(tmp_path: Path) -> None:
    assert read(tmp_path, "round = 2027\n").name == "2027"


def test_settings_saved_by_an_old_editor_are_read(tmp_path: Path) -> None:
    (tmp_path / SETTINGS_FILE).write_bytes('[secretariat]\nphone = "内線１２"\n'.encode("cp932"))
    assert read_round(tmp_path).secretariat.phone == "内線１２"


# Data files that the settings name
