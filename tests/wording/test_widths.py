"""Text takes the same room wherever it is counted, is cut whole, and is compared without what nobody sees."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_tool.wording.days import day_in_words
from survey_tool.wording.invisible import UNSEEN
from survey_tool.wording.widths import lines, padded, shortened, width


@pytest.mark.parametrize(
    ("text", "sheet", "terminal"),
    [("abc", 3, 3), ("共同調達", 8, 8), ("○…", 4, 2), ("ｶﾅ", 2, 2), ("e\u0301", 1, 1), ("", 0, 0)],
)
def test_a_japanese_character_takes_two_columns_and_a_combining_sign_none(text: str, sheet: int, terminal: int) -> None:
    assert (width(text), width(text, "terminal")) == (sheet, terminal)


@given(st.text(), st.integers(2, 60))
def test_what_is_cut_fits_and_says_that_it_was_cut(text: str, columns: int) -> None:
    cut = shortened(text, columns)
    assert width(cut) <= columns
    assert cut == text or (cut.endswith("…") and text.startswith(cut[:-1]))


@given(st.text(alphabet="aあ○ｶ ", max_size=20), st.integers(0, 60))
def test_what_is_padded_is_as_wide_as_asked_and_never_cut(text: str, columns: int) -> None:
    assert width(padded(text, columns), "terminal") == max(columns, width(text, "terminal"))


@given(st.text(alphabet="aあ\n", max_size=60), st.integers(2, 30))
def test_a_text_takes_a_line_for_each_break_and_more_where_it_is_wider(text: str, columns: int) -> None:
    assert lines(text, columns) >= text.count("\n") + 1
    assert lines(text, columns) * columns >= width(text.replace("\n", ""))


def test_what_shows_nothing_does_not_count_where_texts_are_compared() -> None:
    pasted = "\ufeff電子\u200b契約\u2060\u202a\U000e0100"
    assert UNSEEN.sub("", pasted) == "電子契約"


def test_a_day_is_written_out_whatever_the_locale_of_the_machine() -> None:
    day = day_in_words(dt.date(2026, 12, 11))
    assert (day.ja, day.en) == ("2026年12月11日（金）", "Friday, 11 December 2026")
