"""Free text, telephone numbers and e-mail addresses stay what people typed; each change is said, and blank is blank."""

from __future__ import annotations

import datetime as dt

import pytest

from survey_tool.intake.cells.grid import CellValue
from survey_tool.intake.cells.plain import as_text
from survey_tool.intake.understanding.texts import is_formula_like
from survey_tool.wording.addresses import is_address
from tests.typed import questions, read, refused, said, silent

TEXT, PHONE, EMAIL = "background", "contact_phone", "contact_email"


@pytest.mark.parametrize("typed", [None, "", " ", "　", "\u00a0", "\t", "\r\n", " \u200b\u3000\ufeff\u2003 "])
@pytest.mark.parametrize("key", list(questions()))
def test_blanks_of_any_width_are_blank(key: str, typed: CellValue) -> None:
    assert silent(read(key, typed)) is None


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("県と市町村", "県と市町村"),
        ("　県と市町村 \n", "県と市町村"),
        ("1行目\n2行目", "1行目\n2行目"),
        ("1行目\r\n2行目", "1行目\n2行目"),
        ("1行目_x000D_\n2行目", "1行目\n2行目"),
        ("1行目_x000D_", "1行目"),
        ("ＡＢＣ１２３", "ＡＢＣ１２３"),
        ("不明", "不明"),
        ("なし", "なし"),
        ("-", "-"),
        ("神\ufa19\U00020bb7", "神\ufa19\U00020bb7"),
        ("か\u3099", "が"),
        ("a\x0bb\x00", "ab"),
        ("共同\u200b調\ufeff達\u00ad", "共同調達"),
        ("\u202aC:\\共有\u202c", "C:\\共有"),
        ("葛\U000e0100城", "葛\U000e0100城"),
        ("\U0001f468\u200d\U0001f4bb", "\U0001f468\u200d\U0001f4bb"),
        ("_x000D_", None),
        ("\x00", None),
        (123.0, "123"),
        (1.5, "1.5"),
        (-3.0, "-3"),
        (True, "TRUE"),
    ],
)
def test_text_is_kept_as_typed(typed: CellValue, value: str | None) -> None:
    assert silent(read(TEXT, typed)) == value


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("ｼｽﾃﾑの共同利用", "システムの共同利用"),
        ("ｶﾞｲﾄﾞ｡ﾊﾟｿｺﾝ", "ガイド。パソコン"),
        ("カﾞ", "ガ"),
        ("⽇本語の⽂章", "日本語の文章"),
        ("⻑野と⼾塚と⻘森", "長野と戸塚と青森"),
        ("\uf9da\ufa3d", "栗悔"),
        ("ﾞ", "゛"),
        ("\u202e達調同共", "達調同共"),
        (dt.date(2026, 4, 1), "2026-04-01"),
        (dt.datetime(2026, 4, 1), "2026-04-01"),
        (dt.datetime(2026, 4, 1, 9, 5), "2026-04-01 09:05"),
        (dt.time(9, 5), "09:05:00"),
    ],
)
def test_text_that_is_changed_is_said(typed: CellValue, value: str) -> None:
    assert said(read(TEXT, typed)) == (value, value)


@pytest.mark.parametrize(
    "typed",
    [
        "=1+1",
        '=HYPERLINK("http://x")',
        " +1",
        "-1+1",
        "@SUM(A1)",
        "＝１＋１",
        "＠a",
        "\t=1",
        "\r\n=1",
        "\x00=1",
        "\u200b=1",
        -3.0,
    ],
)
def test_text_that_a_spreadsheet_would_run(typed: CellValue) -> None:
    assert read(TEXT, typed).formula_like


@pytest.mark.parametrize("typed", ["1+1", "県=市", "#N/A", "'=1", "県", 123.0, "ｼ=1"])
def test_text_that_no_spreadsheet_would_run(typed: CellValue) -> None:
    assert not read(TEXT, typed).formula_like


def test_a_tab_or_return_in_front_is_run_too() -> None:
    assert is_formula_like("\t=1")
    assert is_formula_like("\r=1")


def test_only_text_is_flagged_as_formula() -> None:
    assert not read("annual_cost", "-5").formula_like
    assert not read(PHONE, "+81-3-1234-5678").formula_like


@pytest.mark.parametrize("typed", ["03-1234-5678", "0312345678", "090-1234-5678", " 03-1234-5678 ", "0120-000-000"])
def test_a_telephone_number_is_read_silently(typed: str) -> None:
    assert silent(read(PHONE, typed)) == typed.strip()


@pytest.mark.parametrize(
    "typed",
    [
        "０３－１２３４－５６７８", "03‐1234‐5678", "03−1234−5678", "03ー1234ー5678", "03–1234–5678", "03ｰ1234ｰ5678",
        "03(1234)5678", "(03)1234-5678", "（０３）１２３４－５６７８", "03 1234 5678", "03　1234　5678", "03 - 1234 - 5678",
        "03.1234.5678", "電話：03-1234-5678", "電話番号 03-1234-5678", "TEL:03-1234-5678", "℡ 03-1234-5678",
        "03-1234-5678（代表）", "03-1234-5678(代)", "+81-3-1234-5678", "+81 3 1234 5678", "+81(0)3-1234-5678",
        "＋８１－３－１２３４－５６７８", "010-81-3-1234-5678",
    ],
)  # fmt: skip
def test_a_telephone_number_typed_otherwise_is_said(typed: str) -> None:
    assert said(read(PHONE, typed)) == ("03-1234-5678", "03-1234-5678")


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        (312345678.0, "0312345678"),
        (9012345678.0, "09012345678"),
        ("03-12345678", "0312345678"),
        ("０３１２３４５６７８", "0312345678"),
        ("+81312345678", "0312345678"),
    ],
)
def test_a_telephone_number_without_groups(typed: CellValue, value: str) -> None:
    assert said(read(PHONE, typed)) == (value, value)


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("03-1234-5678 内線1234", "03-1234-5678"),
        ("03-1234-5678（内線 1234）", "03-1234-5678"),
        ("０３－１２３４－５６７８（内線１２３４）", "03-1234-5678"),
        ("03-1234-5678 ext. 1234", "03-1234-5678"),
        ("03-1234-5678x1234", "03-1234-5678"),
        ("3-1234-5678", "03-1234-5678"),
        ("1234-5678", None),
        ("03-1234-567", None),
        ("03-1234-5678、03-1234-5679", None),
        ("03-1234-5678 / 090-1234-5678", None),
        ("内線1234", None),
        ("不明", None),
        ("総務課", None),
        ("0" * 100_000, None),
        (1234.0, None),
        (-312345678.0, None),
        (312345678.5, None),
        (True, None),
        (dt.date(2026, 4, 1), None),
    ],
)
def test_what_is_no_telephone_number_is_refused(typed: CellValue, nearest: str | None) -> None:
    assert refused(read(PHONE, typed)) == ("bad-format", nearest)


@pytest.mark.parametrize("typed", ["joho@pref.example.lg.jp", " Joho.01+a@Example.JP\n"])
def test_an_address_is_read_silently(typed: str) -> None:
    assert silent(read(EMAIL, typed)) == typed.strip()


@pytest.mark.parametrize(
    "typed",
    [
        "joho＠pref.example.lg.jp", "ｊｏｈｏ@pref.example.lg.jp", "joho@pref．example.lg.jp", "joho@pref.example.lg.jp。",
        "joho@pref.example.lg.jp、", "mailto:joho@pref.example.lg.jp", "E-mail： joho@pref.example.lg.jp",
        "メールアドレス：joho@pref.example.lg.jp", "情報政策課 <joho@pref.example.lg.jp>", "<joho@pref.example.lg.jp>",
    ],
)  # fmt: skip
def test_an_address_typed_otherwise_is_said(typed: str) -> None:
    assert said(read(EMAIL, typed)) == ("joho@pref.example.lg.jp", "joho@pref.example.lg.jp")


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("joho @pref.example.lg.jp", "joho@pref.example.lg.jp"),
        ("joho＠　pref.example.lg.jp", "joho@pref.example.lg.jp"),
        ("joho@pref", None),
        ("joho.pref.example.lg.jp", None),
        ("a@b.jp、c@d.jp", "a@b.jp"),
        ("a@b.jp\nc@d.jp", "a@b.jp"),
        ("a@b.jp\n03-1234-5678", "a@b.jp"),
        ("joho@pref..example.lg.jp", "joho@pref.example.lg.jp"),
        ("joho@@pref.example.lg.jp", "joho@pref.example.lg.jp"),
        (".joho@pref.example.lg.jp", "joho@pref.example.lg.jp"),
        ("joho.@pref.example.lg.jp", "joho@pref.example.lg.jp"),
        ("joho@pref.lg.jp ※LGWAN", "joho@pref.lg.jp"),
        ("joho@pref.lg.jp（LGWAN）", "joho@pref.lg.jp"),
        ("情報課 joho@pref.lg.jp", "joho@pref.lg.jp"),
        ("joho ka@pref.lg.jp", None),
        ("joho@pref_a.lg.jp", None),
        ("joho@-pref.lg.jp", None),
        ("joho@pref.lg.jp1", None),
        ("情報@pref.lg.jp", None),
        ("a" * 65 + "@pref.lg.jp", None),
        ("不明", None),
        (5.0, None),
        (True, None),
        (dt.date(2026, 4, 1), None),
        ("<" * 100_000, None),
    ],
)
def test_what_is_no_address_is_refused(typed: CellValue, nearest: str | None) -> None:
    reading = read(EMAIL, typed)
    assert refused(reading) == ("bad-format", nearest)
    assert nearest is None or is_address(nearest)
    assert (reading.variant == "several-addresses") == (str(typed).count("@") == 2 and nearest == "a@b.jp")


@pytest.mark.parametrize("key", [PHONE, EMAIL])
@pytest.mark.parametrize("typed", ["-", "ー", "なし", "無し"])
def test_a_sign_for_nothing_is_no_number_and_no_address(key: str, typed: str) -> None:
    assert said(read(key, typed)) == (None, "空欄")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        (None, ""),
        (" x", " x"),
        (12.0, "12"),
        (12.5, "12.5"),
        (False, "FALSE"),
        (dt.datetime(2026, 4, 1), "2026-04-01"),
        (dt.timedelta(hours=30), "1 day, 6:00:00"),
        (float("nan"), "nan"),
    ],
)
def test_a_value_as_it_stands_in_the_cell(typed: CellValue, shown: str) -> None:
    assert as_text(typed) == shown


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("〃", "stand-in"), ("″", "stand-in"), ('"', "stand-in"), ("同上", "stand-in"), ("〃　同", "stand-in"),
        ("（別紙のとおり）", "stand-in"), ("別紙の通り。", "stand-in"), ("前回同様", "stand-in"), ("前回と同じ", "stand-in"),
        ("仕様書のとおり", "stand-in"), ("県ホームページ参照", "stand-in"), ("Same as above", "stand-in"), ("同\n上", "stand-in"),
        ("仕様書のとおり、県が代表して調達した。", None), ("協議会で合意した内容のとおりに分担した", None),
        ("同上会システム", None), ("-", None), ("不明", None), ("別紙様式の共同作成により事務を軽減した", None),
        ("情報\ue000課", "unshowable"), ("情報\ufffd課", "unshowable"), ("\U000f0000", "unshowable"),
        ("髙﨑と𠮷田", None), ("①㈱℡", None),
    ],
)  # fmt: skip
def test_what_is_no_answer_and_what_cannot_be_shown(typed: str, code: str | None) -> None:
    assert questions()[TEXT].kind.fault(read(TEXT, typed).value, {}) == code


@pytest.mark.parametrize("typed", ["〃", "同上", "″"])
@pytest.mark.parametrize("key", ["benefit_cost", "subsidy_used", "annual_cost", "contract_on", "contact_email"])
def test_a_ditto_mark_is_no_answer_to_any_question(key: str, typed: str) -> None:
    assert read(key, typed).fault is not None
    assert read(key, typed).value is None
