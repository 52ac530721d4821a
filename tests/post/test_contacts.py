"""`contacts.csv` is read in every encoding that Excel saves, and all its mistakes are told at once with line and column."""

from __future__ import annotations

from pathlib import Path

import pytest

from survey_tool.post.letters.contacts import Contact, Contacts, read_contacts
from survey_tool.reference.places import read_places
from survey_tool.wording.handwritten import Mistake, MistakesError
from survey_tool.wording.words import Words

PREFECTURES = read_places().prefecture_list
HEADER = "prefecture_code,department,person,email,kind\n"
GOOD = HEADER + (
    "13,総務部情報政策課,,joho@pref13.example.lg.jp,to\n"
    '13,"デジタル局, 基盤課",山田 花子,yamada@pref13.example.lg.jp,cc\n'
    "01,,佐藤 次郎,sato@pref01.example.lg.jp,to\n"
)


def written(folder: Path, text: str, encoding: str = "utf-8", line_end: str = "\r\n") -> Path:
    path = folder / "contacts.csv"
    path.write_bytes(text.replace("\n", line_end).encode(encoding))
    return path


def mistakes(folder: Path, text: str) -> tuple[Mistake, ...]:
    with pytest.raises(MistakesError) as caught:
        read_contacts(written(folder, text), PREFECTURES)
    return caught.value.mistakes


def places(found: tuple[Mistake, ...]) -> list[tuple[int | None, str | None]]:
    return [(mistake.line, mistake.column) for mistake in found]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_every_encoding_that_excel_saves(tmp_path: Path, encoding: str, line_end: str) -> None:
    contacts = read_contacts(written(tmp_path, GOOD, encoding, line_end), PREFECTURES)

    assert contacts.of("13") == (
        Contact("13", "総務部情報政策課", "", "joho@pref13.example.lg.jp", "to"),
        Contact("13", "デジタル局, 基盤課", "山田 花子", "yamada@pref13.example.lg.jp", "cc"),
    )
    assert contacts.of("01") == (Contact("01", "", "佐藤 次郎", "sato@pref01.example.lg.jp", "to"),)
    assert contacts.of("47") == ()
    assert contacts.missing(["01", "02", "13"]) == ("02",)


def test_what_excel_and_full_width_typing_change_is_read_as_meant(tmp_path: Path) -> None:
    text = HEADER + (
        "# 例,,,,\n,,,,\n"
        "1, 情報課 ,,ｊｏｈｏ@example.lg.jp,ＴＯ\n"
        "１３,情報課,,b@example.lg.jp,CC\n"
        "13,課,,c@example.lg.jp,To\n"
    )

    assert read_contacts(written(tmp_path, text), PREFECTURES) == Contacts(
        (
            Contact("01", "情報課", "", "joho@example.lg.jp", "to"),
            Contact("13", "情報課", "", "b@example.lg.jp", "cc"),
            Contact("13", "課", "", "c@example.lg.jp", "to"),
        )
    )


@pytest.mark.parametrize(
    ("department", "person", "addressee", "name"),
    [
        ("情報課", "", Words("情報課 御中", "情報課"), "情報課"),
        ("", "山田 花子", Words("山田 花子 様", "山田 花子"), "山田 花子"),
        ("情報課", "山田 花子", Words("情報課 山田 花子 様", "山田 花子, 情報課"), "情報課 山田 花子"),
    ],
)
def test_a_department_is_addressed_as_onchu_and_a_person_as_sama(
    department: str, person: str, addressee: Words, name: str
) -> None:
    contact = Contact("13", department, person, "a@example.lg.jp", "to")

    assert contact.addressee == addressee
    assert contact.name == name


def test_somebody_without_an_address_is_no_mistake_and_is_said_to_be_passed_over(tmp_path: Path) -> None:
    found = read_contacts(
        written(tmp_path, HEADER + "13,課,,a@example.lg.jp,to\n14,,山田, ,cc\n15,課,,,to\n"), PREFECTURES
    )

    assert [each.prefecture_code for each in found.everyone] == ["13"]
    assert found.missing(["13", "14", "15"]) == ("14", "15")
    assert found.passed_over == Words(
        "連絡先の一覧（contacts.csv）の3、4行目は、メールアドレスがないため宛先にしていません。",
        "Nothing goes to those in line 3, 4 of the list of contacts (contacts.csv): they have no address there.",
    )


def test_every_mistake_is_reported_at_once_with_line_and_column(tmp_path: Path) -> None:
    text = HEADER + (
        "48,課,,a@example.lg.jp,to\n"
        "13,課,,山田 <b@example.lg.jp>,bcc\n"
        '13,"課\n係",,h@example.lg.jp,to\n'
        "13,,,c@example.lg.jp,to\n"
        "13,課,,d@example.lg.jp;e@example.lg.jp,to\n"
        "13,課,,f@example.lg.jp,to\n"
        "14,課,,F@example.lg.jp,to\n"
        "15,課,係,山田,g@example.lg.jp,to\n"
    )

    found = mistakes(tmp_path, text)

    assert places(found) == [
        (2, "prefecture_code"),
        (3, "email"),
        (3, "kind"),
        (4, "department"),
        (6, "department / person"),
        (7, "email"),
        (9, "email"),
        (10, None),
    ]
    assert found[0].sentence == Words(
        "contacts.csv 2行目（課）「prefecture_code」：「48」は使用できません。"
        "01から47までの都道府県コードを記入してください。",
        'contacts.csv, line 2 (課), "prefecture_code": "48" cannot be used. Give a prefecture code from 01 to 47.',
    )
    assert found[6].wrong == Words(
        "「F@example.lg.jp」は8行目（東京都、課）にもあります。",
        '"F@example.lg.jp" stands in line 8 (Tokyo, 課) as well.',
    )
    assert found[7].wrong.en == "There are more values than columns."


@pytest.mark.parametrize(
    "address",
    [
        "a",
        "a@b",
        "@example.jp",
        "a b@example.jp",
        "a@example.jp\tb",
        "a..b@example.jp",
        "a@例え.jp",
        "a" * 250 + "@a.jp",
    ],
)
def test_what_is_no_address(tmp_path: Path, address: str) -> None:
    assert places(mistakes(tmp_path, f"{HEADER}13,課,,{address},to\n")) == [(2, "email")]


def test_a_line_end_hidden_in_a_name_never_reaches_a_header(tmp_path: Path) -> None:
    text = f'{HEADER}13,"課\nBcc: x@example.jp",,a@example.jp,to\n14,課,"山田\u2028花子",b@example.jp,to\n'

    assert places(mistakes(tmp_path, text)) == [(2, "department"), (4, "person")]


def test_a_prefecture_with_copies_only_has_nobody_to_write_to(tmp_path: Path) -> None:
    rows = "12,課,,c@example.jp,to\n13,課,,a@example.jp,cc\n13,課,,b@example.jp,cc\n"
    (found,) = mistakes(tmp_path, HEADER + rows)

    assert found.sentence == Words(
        "contacts.csv 3行目（東京都、課）「kind」：都道府県コード 13 には cc の宛先しかありません。to の宛先を1つ以上記入してください。",
        'contacts.csv, line 3 (Tokyo, 課), "kind": Prefecture 13 has only addressees of kind cc. Give at least one of kind to.',
    )


def test_missing_columns_are_named(tmp_path: Path) -> None:
    found = mistakes(tmp_path, "prefecture_code,kind\n13,to\n")

    assert [each.sentence for each in found] == [
        Words(
            "contacts.csv 1行目「email, department / person」：この列がありません。"
            "1行目に次の列名が必要です：prefecture_code / prefecture, email, department / person",
            'contacts.csv, line 1, "email, department / person": This column is missing. '
            "The first line must name these columns: prefecture_code / prefecture, email, department / person.",
        )
    ]


def test_missing_columns_are_named_as_the_file_names_its_own(tmp_path: Path) -> None:
    (found,) = mistakes(tmp_path, "令和8年度 名簿\nNo,県名,備考,ふりがな\n1,東京都,,\n")
    assert found.sentence.ja == (
        "contacts.csv 1行目「都道府県コード / 都道府県, メールアドレス, 部署名 / 氏名」：この列がありません。"
        "1行目に次の列名が必要です：都道府県コード / 都道府県, メールアドレス, 部署名 / 氏名"
    )


def test_a_list_as_a_secretary_keeps_it(tmp_path: Path) -> None:
    """A title above, columns of its own in its own order, prefectures by name, nobody told what kind of addressee."""
    text = (
        "令和8年度 照会先名簿\n\nNo,メール,県名,担当課,氏名,備考\n"
        "1,a@example.jp,東京,情報課,佐藤,\n2,b@example.jp,北海道,,鈴木 花子,\n"
    )
    assert read_contacts(written(tmp_path, text), PREFECTURES) == Contacts(
        (Contact("13", "情報課", "佐藤", "a@example.jp", "to"), Contact("01", "", "鈴木 花子", "b@example.jp", "to"))
    )
    (found,) = mistakes(tmp_path, text.replace("東京,", "東亰,"))
    assert found.sentence.ja == (
        "contacts.csv 4行目（情報課 佐藤）「県名」：「東亰」は使用できません。都道府県の名称を記入してください。"
    )


def test_a_column_that_stands_twice_is_a_mistake(tmp_path: Path) -> None:
    (found,) = mistakes(tmp_path, "コード,prefecture_code,部署,氏名,メールアドレス,種別\n13,14,課,,a@example.jp,to\n")

    assert found.sentence == Words(
        "contacts.csv 1行目「都道府県コード」：この列が2つ以上あります。1回だけ記入してください。",
        'contacts.csv, line 1, "都道府県コード": There is more than one such column. Give it only once.',
    )


def test_japanese_headings_and_kinds_are_read_as_well(tmp_path: Path) -> None:
    text = (
        "都道府県コード,都道府県,部署名,氏名,メールアドレス,種別\n"
        "13,東京都,情報課,,a@example.jp,宛先\n13,東京,情報課,山田 花子,b@example.jp,写し\n"
    )

    assert read_contacts(written(tmp_path, text, "cp932"), PREFECTURES) == Contacts(
        (Contact("13", "情報課", "", "a@example.jp", "to"), Contact("13", "情報課", "山田 花子", "b@example.jp", "cc"))
    )


def test_a_mistake_names_the_column_as_the_file_does_and_whose_row_it_is(tmp_path: Path) -> None:
    """At the desk nobody sees the file, and a list that was sorted in Excel has other numbers."""
    text = (
        "都道府県コード,都道府県,部署名,担当者,メールアドレス,種別\n"
        "13,東京都,情報課,,a@example.jp,宛て先\n"
        "14,千葉県,情報課,,b@example.jp,to\n"
        "15,新潟県,,,c@example.jp,to\n"
        "16,富山県,情報課,,B@example.jp,to\n"
    )
    assert [each.sentence.ja for each in mistakes(tmp_path, text)] == [
        "contacts.csv 2行目（東京都、情報課）「種別」：「宛て先」は使用できません。to（宛先）又は cc（写し）を記入してください。",
        "contacts.csv 3行目（神奈川県、情報課）「都道府県」：コード14は神奈川県ですが、「千葉県」とあります。"
        "一部の列だけを並べ替えていないか、宛先が正しいかを確認してください。",
        "contacts.csv 4行目（新潟県、c@example.jp）「部署名 / 担当者」：部署名も氏名もありません。いずれかを記入してください。",
        "contacts.csv 5行目（富山県、情報課）「メールアドレス」：「B@example.jp」は3行目（神奈川県、情報課）にもあります。"
        "アドレスは1回だけ記入してください。",
    ]
    copies = text.splitlines()[0] + "\n13,東京都,情報課,,a@example.jp,写し\n"
    (only,) = mistakes(tmp_path, copies)
    assert (only.line, only.column) == (2, "種別")


def test_a_name_out_of_step_with_its_code_would_swap_addressees(tmp_path: Path) -> None:
    text = (
        "prefecture_code,prefecture,department,person,email,kind\n"
        "02,青森県,課,,a@example.jp,to\n03,秋田県,課,,b@example.jp,to\n"
        "04,,課,,c@example.jp,to\n5,Akita,課,,d@example.jp,to\n06,山形,課,,e@example.jp,to\n07,どこか,課,,f@example.jp,to\n"
    )

    found = mistakes(tmp_path, text)

    assert places(found) == [(3, "prefecture"), (7, "prefecture")]
    assert found[0].sentence == Words(
        "contacts.csv 3行目（岩手県、課）「prefecture」：コード03は岩手県ですが、「秋田県」とあります。"
        "一部の列だけを並べ替えていないか、宛先が正しいかを確認してください。",
        'contacts.csv, line 3 (Iwate, 課), "prefecture": Code 03 is Iwate, but this says "秋田県". '
        "See whether only some columns were sorted, and whether the addressee is right.",
    )


def test_an_open_quote_is_a_mistake(tmp_path: Path) -> None:
    (found,) = mistakes(tmp_path, HEADER + '13,"課,,a@example.jp,to\n')

    assert found.wrong.en == 'The quotes (") do not match.'


@pytest.mark.parametrize("sign", [";", "\t"])
def test_other_signs_between_the_cells(tmp_path: Path, sign: str) -> None:
    text = HEADER + "13,情報課,,joho@pref13.example.lg.jp,to\n"
    contacts = read_contacts(written(tmp_path, text.replace(",", sign)), PREFECTURES)
    assert [each.address for each in contacts.of("13")] == ["joho@pref13.example.lg.jp"]


@pytest.mark.parametrize(
    "raw", [GOOD.encode("utf-16-le"), GOOD.encode("utf-16")[:-1], b"\xef\xbb\xbf" + GOOD.encode("cp932")]
)
def test_other_encodings_are_refused_in_words(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "contacts.csv"
    path.write_bytes(raw)

    with pytest.raises(MistakesError) as caught:
        read_contacts(path, PREFECTURES)

    assert [mistake.wrong.en for mistake in caught.value.mistakes] == ["The encoding of the text is not recognised."]


def test_a_missing_file_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(MistakesError) as caught:
        read_contacts(tmp_path / "contacts.csv", PREFECTURES)

    assert str(caught.value) == "contacts.csv: There is no such file."
