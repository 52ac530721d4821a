"""Codes and names of municipalities are found however people type them into the free rows; a doubtful one is refused."""

from __future__ import annotations

import datetime as dt

import pytest

from survey_tool.intake.cells.grid import CellValue
from survey_tool.intake.understanding.answers import understand_municipality
from survey_tool.reference.data_rows import check_digit
from tests.typed import places, refused, said, silent

SAPPORO, CHIYODA = ("011002", "011002（北海道札幌市）"), ("131016", "131016（東京都千代田区）")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("011002", "011002"),
        (" 011002 ", "011002"),
        (131016.0, "131016"),
        (131016, "131016"),
        ("011002（北海道札幌市）", "011002"),
        ("011002（札幌市）", "011002"),
        ("011002 (Sapporo-shi, Hokkaido)", "011002"),
        (None, None),
        ("　", None),
    ],
)
def test_a_code_is_read_silently(typed: CellValue, code: str | None) -> None:
    assert silent(understand_municipality(typed, places())) == code


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (11002.0, SAPPORO),
        ("11002", SAPPORO),
        ("01100", SAPPORO),
        (1100.0, SAPPORO),
        ("０１１００２", SAPPORO),
        ("01100-2", SAPPORO),
        ("札幌市", SAPPORO),
        ("北海道札幌市", SAPPORO),
        ("北海道　札幌市", SAPPORO),
        ("Sapporo-shi", SAPPORO),
        ("13101", CHIYODA),
        (13101.0, CHIYODA),
        ("千代田区", CHIYODA),
        ("東京都中央区", ("131024", "131024（東京都中央区）")),
        ("檮原町", ("394050", "394050（高知県檮原町）")),
        ("梼原町", ("394050", "394050（高知県檮原町）")),
        ("高知県梼原町", ("394050", "394050（高知県檮原町）")),
        ("高知県高岡郡梼原町", ("394050", "394050（高知県檮原町）")),
        ("龍ヶ崎市", ("082082", "082082（茨城県龍ケ崎市）")),
        ("茅ケ崎市", ("142077", "142077（神奈川県茅ヶ崎市）")),
        ("竜ヶ崎市", ("082082", "082082（茨城県龍ケ崎市）")),
        ("関が原町", ("213624", "213624（岐阜県関ケ原町）")),
        ("紀ノ川市", ("302082", "302082（和歌山県紀の川市）")),
        ("塩釜市", ("042030", "042030（宮城県塩竈市）")),
        ("四条畷市", ("272299", "272299（大阪府四條畷市）")),
        ("葛\U000e0100城市", ("292117", "292117（奈良県葛城市）")),
        ("札幌市\u200b", SAPPORO),
        ("ﾆｾｺ町", ("013951", "013951（北海道ニセコ町）")),
        ("鹿島市", ("412074", "412074（佐賀県鹿島市）")),
        ("鹿嶋市", ("082228", "082228（茨城県鹿嶋市）")),
        ("011002 札幌市", SAPPORO),
        ("札幌市（011002）", SAPPORO),
        ("11002北海道札幌市", SAPPORO),
        ("北海道池田町", ("016446", "016446（北海道池田町）")),
        ("北海道中川郡池田町", ("016446", "016446（北海道池田町）")),
        ("郡山市", ("072036", "072036（福島県郡山市）")),
        ("蒲郡市", ("232149", "232149（愛知県蒲郡市）")),
    ],
)
def test_what_is_a_municipality_otherwise_typed_is_said(typed: CellValue, expected: tuple[str, str]) -> None:
    assert said(understand_municipality(typed, places())) == expected


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        (12203.0, "122033（千葉県市川市）、012203（北海道士別市）のいずれか"),
        ("12203", "122033（千葉県市川市）、012203（北海道士別市）のいずれか"),
        ("府中市", "132063（東京都府中市）、342084（広島県府中市）のいずれか"),
        (
            "中川郡池田町",
            "016446（北海道池田町）、183822（福井県池田町）、204811（長野県池田町）、214043（岐阜県池田町）のいずれか",
        ),
        ("11100", "111007（埼玉県さいたま市）、011002（北海道札幌市）のいずれか"),
        ("131017", "131016（東京都千代田区）"),
        ("中央区", "131024（東京都中央区）"),
        ("札幌", "011002（北海道札幌市）"),
        ("富山県高丘市", "162027（富山県高岡市）"),
        ("高丘市", None),  # 高岡市, 高石市, 高島市 …
        ("011002（函館市）", None),
        ("011002 函館市", None),
        ("札幌市、函館市", None),
        ("010006", None),
        ("北海道", None),
        (13.0, None),
        ("999999", None),
        ("99999", None),
        ("0110022", None),
        (11002.5, None),
        (-11002.0, None),
        (float("nan"), None),
        (True, None),
        (dt.date(2026, 4, 1), None),
        ("市" * 100_000, None),
    ],
)
def test_what_is_none_or_may_be_two_is_refused(typed: CellValue, nearest: str | None) -> None:
    reading = understand_municipality(typed, places())
    assert refused(reading) == ("municipality-unknown", nearest)
    assert reading.variant in (None, "municipality-name")


@pytest.mark.parametrize(
    ("typed", "is_name"),
    [("府中市", True), ("札幌", True), ("第三セクター", True), ("13", False), ("999999", False), ("0110022", False)],
)
def test_a_name_is_told_to_be_no_code(typed: str, is_name: bool) -> None:
    assert (understand_municipality(typed, places()).variant == "municipality-name") is is_name


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("141011", "141003（神奈川県横浜市）"),
        ("14101", "141003（神奈川県横浜市）"),
        (141011.0, "141003（神奈川県横浜市）"),
        ("041017", "041009（宮城県仙台市）"),
        (41017.0, "041009（宮城県仙台市）"),
        ("14137", "141305（神奈川県川崎市）"),
        ("横浜市鶴見区", "141003（神奈川県横浜市）"),
        ("神奈川県横浜市鶴見区", "141003（神奈川県横浜市）"),
        ("札幌市中央区", "011002（北海道札幌市）"),
    ],
)
def test_a_ward_of_a_designated_city_is_refused_with_its_city(typed: CellValue, nearest: str) -> None:
    reading = understand_municipality(typed, places())
    assert (*refused(reading), reading.variant) == ("municipality-unknown", nearest, "municipality-ward")


@pytest.mark.parametrize("typed", ["-", "ー", "なし"])
def test_a_sign_for_nothing_is_no_municipality(typed: str) -> None:
    assert said(understand_municipality(typed, places())) == (None, "空欄")


def test_every_municipality_is_found_by_code_name_and_what_spreadsheets_leave_of_the_code() -> None:
    doubtful = []
    for code, municipality in places().municipalities.items():
        prefecture = places().prefectures[municipality.prefecture_code].name.ja
        for typed in (code, float(code), code.lstrip("0"), prefecture + municipality.name.ja):
            reading = understand_municipality(typed, places())
            assert reading.value in (code, None), typed
            if reading.value is None:
                doubtful.append(typed)
        without_check_digit = understand_municipality(code[:5], places())
        assert without_check_digit.value in (code, None)
        if without_check_digit.value is None:
            doubtful.append(code[:5])
    # 士別市 012203 and 市川市 12203-3 and so on: eleven such pairs, and さいたま市 against a ward of 札幌市.
    assert len(set(map(str, doubtful))) < 40
    assert {"12203", "12203.0", "11100"} <= set(map(str, doubtful))


@pytest.mark.slow
def test_no_code_in_two_meanings_is_guessed() -> None:
    """Any five digits that may have lost either end to give two municipalities are refused."""
    known, refused_ones = places().municipalities, []
    for number in range(10_000, 48_000):
        digits = str(number)
        readings = {code for code in ("0" + digits, digits + check_digit(digits)) if code in known}
        reading = understand_municipality(float(number), places())
        if len(readings) == 2:
            refused_ones.append(digits)
            assert reading.fault == "municipality-unknown"
        elif not readings and not any(map(places().successors, ("0" + digits, digits + check_digit(digits)))):
            assert reading.value is None
    assert len(refused_ones) == 12
