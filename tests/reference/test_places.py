"""Prefectures and municipalities as they are known from the start."""

from __future__ import annotations

import re

from survey_tool.reference.data_rows import check_digit
from survey_tool.reference.places import read_places

PLACES = read_places()


def test_there_are_47_prefectures_in_the_order_of_their_codes() -> None:
    assert list(PLACES.prefectures) == [f"{code:02}" for code in range(1, 48)]


def test_every_code_has_its_check_digit_and_belongs_to_its_prefecture() -> None:
    for prefecture in PLACES.prefectures:
        own = PLACES.municipalities_of(prefecture)
        assert own, prefecture
        for each in own:
            assert re.fullmatch(r"\d{6}", each.code)
            assert each.code[:2] == prefecture
            assert each.code[5] == check_digit(each.code[:5]), each


def test_a_neighbour_is_a_neighbour_from_both_sides_and_nobody_borders_on_oneself() -> None:
    for prefecture in PLACES.prefectures:
        around = PLACES.neighbours_of(prefecture)
        assert prefecture not in around
        assert all(prefecture in PLACES.neighbours_of(each) for each in around), prefecture
    assert PLACES.neighbours_of("47") == ()


def test_a_name_that_several_bear_finds_them_all() -> None:
    assert [each.code for each in PLACES.named("府中市")] == ["132063", "342084"]
    assert PLACES.named("架空市") == ()


def test_no_two_municipalities_become_one_by_characters_that_stand_for_each_other() -> None:
    towns = PLACES.municipalities.values()
    for each in towns:
        assert PLACES.named(PLACES.prefectures[each.prefecture_code].name.ja + each.name.ja) == (each,)
        assert PLACES.named(each.name.ja) == tuple(other for other in towns if other.name.ja == each.name.ja)
