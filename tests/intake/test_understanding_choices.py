"""Choices and marks are read however people type them: silently, with a word about it, or refused with the nearest."""

from __future__ import annotations

import datetime as dt

import pytest

from survey_tool.intake.cells.grid import CellValue
from survey_tool.intake.understanding.answers import understand_mark
from survey_tool.wording.words import Language
from tests.typed import lists, questions, read, refused, said, silent

TYPES, PREFECTURES, MARK = "system_types_also", "co_prefectures", "subsidy_other"


@pytest.mark.parametrize(
    ("key", "typed", "language", "value"),
    [
        ("status", "運用中", "ja", "in_operation"),
        ("status", "In operation", "en", "in_operation"),
        ("system_type", "統合型・公開型GIS", "ja", "B02"),
        ("system_type", "一覧にない種別", "ja", "not_in_list"),
        ("cost_split", "不明（未定を含む）", "ja", "unknown"),
    ],
)
def test_a_label_of_the_form_is_read_silently(key: str, typed: str, language: Language, value: str) -> None:
    assert silent(read(key, typed, language)) == value


@pytest.mark.parametrize(
    ("key", "typed", "language", "value", "label"),
    [
        ("status", "In operation", "ja", "in_operation", "運用中"),
        ("status", "運用中", "en", "in_operation", "運用中"),
        ("status", "in_operation", "ja", "in_operation", "運用中"),
        ("status", "IN  OPERATION", "ja", "in_operation", "運用中"),
        ("status", " 運用 中　", "ja", "in_operation", "運用中"),
        ("status", "運用中\n", "ja", "in_operation", "運用中"),
        ("status", "終了", "ja", "ended", "運用終了"),
        ("procurement_method", "総合評価", "ja", "open_competitive", "一般競争入札"),
        ("procurement_method", "一般競争入札(総合評価落札方式)", "ja", "open_competitive", "一般競争入札"),
        ("procurement_method", "公募プロポーザル", "ja", "open_proposal", "公募型プロポーザル"),
        ("procurement_method", "指名型プロポーザル", "ja", "negotiated", "随意契約（公募型プロポーザルを除く）"),
        ("procurement_method", "指名競争", "ja", "designated_competitive", "指名競争入札"),
        ("system_type", "ﾋﾞｼﾞﾈｽﾁｬｯﾄ", "ja", "T01", "ビジネスチャット"),
        ("system_type", "統合型･公開型ＧＩＳ", "ja", "B02", "統合型・公開型GIS"),
        ("system_type", "G04", "ja", "G04", "電子契約"),
        ("cost_split", "未定", "ja", "unknown", "不明（未定を含む）"),
        ("cost_split", "不明(未定を含む)", "ja", "unknown", "不明（未定を含む）"),
        ("domain", "事業部門\u200b", "ja", "business", "事業部門"),
        ("domain", "事業\ufeff部門\ufe00", "ja", "business", "事業部門"),
        ("domain", "\u202a事業部門\u202c", "ja", "business", "事業部門"),
        ("domain", "Busi\u00adness", "en", "business", "事業部門"),
    ],
)
def test_a_choice_typed_otherwise_is_said(key: str, typed: str, language: Language, value: str, label: str) -> None:
    assert said(read(key, typed, language)) == (value, label)


@pytest.mark.parametrize(
    ("key", "typed", "nearest"),
    [
        ("status", "運用", "運用中"),
        ("status", "運用中（一部の町）", "運用中"),
        ("status", "1.運用中", "運用中"),
        ("system_type", "電子けいやく", None),
        ("system_type", "電子契約サービス", "電子契約"),
        ("procurement_method", "プロポーザル", "公募型プロポーザル"),
        ("procurement_method", "プロポーザル方式", "公募型プロポーザル"),
        ("publication", "不可", "公表不可"),
        ("publication", "公表しない", None),
        ("status", "運用中、準備中", None),
        ("status", "別紙", None),
        ("status", "-", None),
        ("status", "x" * 100_000, None),
        ("status", 1.0, None),
        ("status", True, None),
        ("status", dt.date(2026, 4, 1), None),
    ],
)
def test_what_is_no_choice_is_refused(key: str, typed: CellValue, nearest: str | None) -> None:
    assert refused(read(key, typed)) == ("not-in-list", nearest)


def test_a_suggestion_is_made_in_both_languages() -> None:
    assert read("status", "運用").nearest == lists()["status"]["in_operation"].label
    assert read("status", "運用").fills == {"nearest": lists()["status"]["in_operation"].label}


@pytest.mark.parametrize(
    ("key", "typed", "language", "value"),
    [
        (TYPES, "電子契約", "ja", ("G04",)),
        (TYPES, "電子契約、統合型・公開型GIS", "ja", ("G04", "B02")),
        (TYPES, "電子契約、電子契約", "ja", ("G04", "G04")),
        (TYPES, "E-contract、Waterworks (billing / accounting / ledger)", "en", ("G04", "B08")),
        (PREFECTURES, "徳島県、高知県", "ja", ("36", "39")),
        (PREFECTURES, "Tokushima、Kochi", "en", ("36", "39")),
        (PREFECTURES, "36", "ja", ("36",)),
        (PREFECTURES, "36、高知県、01", "ja", ("36", "39", "01")),
        (PREFECTURES, 36.0, "ja", ("36",)),
        (PREFECTURES, 1.0, "ja", ("01",)),
    ],
)
def test_several_are_read_silently(key: str, typed: CellValue, language: Language, value: tuple[str, ...]) -> None:
    assert silent(read(key, typed, language)) == value


@pytest.mark.parametrize(
    ("key", "typed", "value", "shown"),
    [
        (TYPES, "電子契約，電子申請", ("G04", "G01"), "電子契約、電子申請"),
        (TYPES, "電子契約､電子申請", ("G04", "G01"), "電子契約、電子申請"),
        (TYPES, "電子契約,電子申請", ("G04", "G01"), "電子契約、電子申請"),
        (TYPES, "電子契約；電子申請", ("G04", "G01"), "電子契約、電子申請"),
        (TYPES, "電子契約\n電子申請", ("G04", "G01"), "電子契約、電子申請"),
        (TYPES, "電子契約\r\n\r\n電子申請\r\n", ("G04", "G01"), "電子契約、電子申請"),
        (TYPES, "電子契約、 電子申請", ("G04", "G01"), "電子契約、電子申請"),
        (TYPES, "電子契約、、電子申請、", ("G04", "G01"), "電子契約、電子申請"),
        (TYPES, "電子契約・電子申請", ("G04", "G01"), "電子契約、電子申請"),
        (TYPES, "電子契約／電子申請", ("G04", "G01"), "電子契約、電子申請"),
        (TYPES, "電子契約　電子申請", ("G04", "G01"), "電子契約、電子申請"),
        (TYPES, "統合型・公開型GIS・電子申請", ("B02", "G01"), "統合型・公開型GIS、電子申請"),
        (TYPES, "電子申請・航空写真・共有デジタル地図", ("G01", "B03"), "電子申請、航空写真・共有デジタル地図"),
        (TYPES, "E-contract", ("G04",), "電子契約"),
        (
            TYPES,
            "Waterworks (billing / accounting / ledger), E-contract",
            ("B08", "G04"),
            "水道（料金・会計・台帳）、電子契約",
        ),
        (TYPES, "G04", ("G04",), "電子契約"),
        (PREFECTURES, "徳島", ("36",), "徳島県"),
        (PREFECTURES, "徳島県と高知県", ("36", "39"), "徳島県、高知県"),
        (PREFECTURES, "徳島県、香川県及び高知県", ("36", "37", "39"), "徳島県、香川県、高知県"),
        (PREFECTURES, "36,39", ("36", "39"), "徳島県、高知県"),
        (PREFECTURES, "1", ("01",), "北海道"),
        (PREFECTURES, "３６", ("36",), "徳島県"),
        (PREFECTURES, 360007.0, ("36",), "徳島県"),
    ],
)
def test_several_typed_otherwise_are_said(key: str, typed: CellValue, value: tuple[str, ...], shown: str) -> None:
    assert said(read(key, typed)) == (value, shown)


@pytest.mark.parametrize(
    ("key", "typed", "nearest"),
    [
        (TYPES, "電子契約、電子けいやく", None),
        (TYPES, "電子契約、電子申請システム", "電子申請"),
        (TYPES, "電子契約・電子掲示板・掲示", None),
        (TYPES, "、", None),
        (TYPES, "その他", None),
        (TYPES, "、" * 100_000, None),
        (TYPES, "," * 1_999, None),
        (PREFECTURES, "徳島件", "徳島県"),
        (PREFECTURES, "徳島県他2県", "徳島県"),
        (PREFECTURES, 48.0, None),
        (PREFECTURES, 1.5, None),
        (PREFECTURES, True, None),
        (PREFECTURES, dt.date(2026, 1, 2), None),
    ],
)
def test_one_unknown_entry_refuses_the_answer(key: str, typed: CellValue, nearest: str | None) -> None:
    assert refused(read(key, typed)) == ("not-in-list", nearest)


@pytest.mark.parametrize("typed", ["-", "ー", "なし", "該当なし"])
def test_a_sign_for_nothing_is_no_entry(typed: str) -> None:
    assert said(read(TYPES, typed)) == (None, "空欄")


def test_a_repeated_entry_is_left_to_the_kind() -> None:
    reading = read(PREFECTURES, "徳島県、36")
    assert questions()[PREFECTURES].kind.fault(reading.value, lists()) == "duplicate"


def test_every_label_of_a_list_is_one_entry_in_both_languages() -> None:
    languages: tuple[Language, ...] = ("ja", "en")
    for language in languages:
        for choice in lists()["system_type"].unique:
            assert silent(read(TYPES, choice.label[language], language)) == (choice.key,)
        everything = "、".join(lists()["system_type"].labels(language))
        keys = tuple(choice.key for choice in lists()["system_type"].unique)
        assert silent(read(TYPES, everything, language)) == keys
        assert read(TYPES, everything.replace("、", ","), language).value == keys
        assert read(TYPES, everything.replace("、", "・"), language).value == keys


def test_a_mark_is_read_silently() -> None:
    assert silent(read(MARK, "○")) is True


@pytest.mark.parametrize(
    "typed", ["〇", "◯", "●", "o", "O", "ｏ", "○ ", "yes", "Yes", "有", "はい", "該当", "✓", "レ", True, "TRUE", "true"]
)
def test_what_stands_for_a_mark_is_said(typed: CellValue) -> None:
    value, shown = said(read(MARK, typed))
    assert value is True
    assert shown == "○"


@pytest.mark.parametrize(
    "typed", ["×", "✕", "無", "なし", "いいえ", "No", "否", "非該当", "-", "－", "ー", False, "FALSE"]
)
def test_a_clear_no_is_blank_and_said(typed: CellValue) -> None:
    assert said(read(MARK, typed)) == (None, "空欄")
    assert said(understand_mark(typed, lists())) == (None, "空欄")


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("○（予定）", "○"),
        ("〇？", "○"),
        ("△", None),
        ("▲", None),
        ("x", None),
        ("X", None),
        ("1", None),
        ("0", None),
        (1.0, None),
        (0.0, None),
        ("◎", None),
        ("予定", None),
        (dt.date(2026, 4, 1), None),
    ],
)
def test_what_may_be_yes_or_no_is_refused(typed: CellValue, nearest: str | None) -> None:
    assert refused(read(MARK, typed)) == ("not-in-list", nearest)


@pytest.mark.parametrize(
    ("typed", "value", "shown"),
    [
        ("○", "participating", None),
        ("△", "considering", None),
        ("●", "participating", "○"),
        (True, "participating", "○"),
        ("参加", "participating", "○"),
        ("▲", "considering", "△"),
        ("△ ", "considering", "△"),
        ("検討中", "considering", "△"),
        ("不参加", None, "空欄"),
        (None, None, None),
        ("　", None, None),
    ],
)
def test_marks_of_participants(typed: CellValue, value: str | None, shown: str | None) -> None:
    assert said(understand_mark(typed, lists())) == (value, shown)


@pytest.mark.parametrize(("typed", "nearest"), [("△？", "△"), ("○△", "○"), ("1", None), (1.0, None), ("x", None)])
def test_what_is_no_mark_of_a_participant(typed: CellValue, nearest: str | None) -> None:
    assert refused(understand_mark(typed, lists())) == ("not-in-list", nearest)
