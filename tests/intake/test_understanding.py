"""What holds for the understanding of every question: nothing raises, nothing is guessed silently, nothing drifts."""

from __future__ import annotations

import datetime as dt
import re
import string
from functools import cache

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from survey_tool.intake.cells.grid import CellValue
from survey_tool.intake.understanding.answers import Reading, understand, understand_mark, understand_municipality
from survey_tool.questionnaire.findings.catalogue import CATALOGUE
from survey_tool.questionnaire.vocabulary.kinds import (
    FIRST_DAY,
    LAST_DAY,
    AnswerKind,
    Date,
    Email,
    FreeText,
    Listed,
    Mark,
    Month,
    Number,
    Phone,
    Several,
)
from survey_tool.questionnaire.vocabulary.kinds.stand_ins import is_stand_in
from survey_tool.questionnaire.vocabulary.questions import Question
from survey_tool.wording.addresses import is_address
from survey_tool.wording.words import LANGUAGES, Language, Words
from tests.typed import lists, places, questions, read

_languages = st.sampled_from(LANGUAGES)
_keys = st.sampled_from(sorted(questions()))


@cache
def spellings() -> list[str]:
    """Everything that any list reads, and names of municipalities."""
    choices = [choice for known in lists().values() for choice in known]
    names = [each.name.ja for each in places().municipalities.values()]
    return sorted({text for choice in choices for text in choice.all_spellings} | set(names[::40]))


_PIECES = [
    *"0123456789", *"０１２３４５６７８９", *"-‐−－ー〜～,，､、・/／.．:：()（）+＋▲△○◯×年月日度万億千円¥約元一二十半",
    " ", "　", "\n", "\r\n", "千円", "万円", "億円", "団体", "か月", "ヶ年", "令和", "平成", "R", "H", "FY", "年度", "(水)",
    "03", "2026", "2024", "1,200", "120", "04", "12", "31", "@", "＠", "example.lg.jp", "内線", "+81", "=", "_x000D_", "ｶﾞ",
    "\u200b", "\x00", "\ud800", "税込", "不明", "なし", "Apr", "yen", "末", "現在", "013455", "131016",
]  # fmt: skip
_messy = st.lists(st.sampled_from(_PIECES) | st.sampled_from(spellings()), max_size=8).map("".join)
_texts = _messy | st.text(max_size=40)
_numbers = (
    st.floats()
    | st.integers(-10, 10**9).map(float)
    | st.integers(30_000, 75_000).map(float)
    | st.integers(19_890_000, 21_000_000).map(float)
    | st.integers(190_000, 210_013).map(float)
    | st.integers(1_000, 480_000).map(float)
)
_values: st.SearchStrategy[CellValue] = st.one_of(
    _texts,
    _numbers,
    st.none(),
    st.booleans(),
    st.integers(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)


def check(reading: Reading) -> None:
    """What every reading promises to whoever makes findings of it."""
    assert reading.fault is None or reading.fault in CATALOGUE
    assert reading.variant is None or CATALOGUE[reading.variant].code == reading.fault
    if reading.fault is not None:
        assert (reading.value, reading.read_as) == (None, None)
    else:
        assert reading.nearest is None
    for words in (reading.nearest, reading.read_as):
        assert words is None or (words.ja and words.en)


@pytest.mark.slow
@settings(max_examples=1500, suppress_health_check=[HealthCheck.too_slow])
@given(_keys, _values, _languages)
def test_nothing_that_stands_in_a_cell_raises(key: str, typed: CellValue, language: Language) -> None:
    reading = read(key, typed, language)
    check(reading)
    if reading.value is not None:
        questions()[key].kind.fault(reading.value, lists())


@settings(max_examples=300)
@given(_values)
def test_no_mark_and_no_municipality_raises(typed: CellValue) -> None:
    check(understand_mark(typed, lists()))
    check(understand_municipality(typed, places()))


@pytest.mark.slow
@settings(max_examples=1500, suppress_health_check=[HealthCheck.too_slow])
@given(_keys, _values, _languages)
def test_what_was_read_is_itself_read_silently_and_the_same(key: str, typed: CellValue, language: Language) -> None:
    reading = read(key, typed, language)
    if reading.read_as is None or reading.value is None:
        return
    again = read(key, reading.read_as[language], language)
    assert (again.value, again.fault, again.read_as) == (reading.value, None, None)


_SEPARATED = re.compile(r"\d{1,3}(,\d{3})+")  # a number, to a spreadsheet program


@pytest.mark.slow
@settings(max_examples=1500, suppress_health_check=[HealthCheck.too_slow])
@given(_keys, _values, _languages)
@example("annual_cost", dt.date(1989, 1, 1), "ja")
@example("total_cost_years", "なし", "ja")
@example("other_participants", "なし", "ja")
@example("annual_cost", "▲13,200,000円", "ja")
@example("answered_on", "1980年4月1日頃", "ja")
@example("rfi_on", "1980", "ja")
def test_a_suggestion_is_an_answer_that_is_accepted(key: str, typed: CellValue, language: Language) -> None:
    reading = read(key, typed, language)
    if reading.nearest is None:
        return
    suggested = reading.nearest[language]
    entered = int(suggested.replace(",", "")) if _SEPARATED.fullmatch(suggested) else suggested
    again = read(key, entered, language)
    assert (again.fault, again.read_as) == (None, None)
    assert questions()[key].kind.fault(again.value, lists()) is None


@pytest.mark.slow
@settings(max_examples=500)
@given(_values)
def test_a_municipality_that_was_read_is_itself_read_silently(typed: CellValue) -> None:
    reading = understand_municipality(typed, places())
    if reading.read_as is None or reading.value is None:
        return
    for language in LANGUAGES:
        assert understand_municipality(reading.read_as[language], places()) == Reading(reading.value)


@settings(max_examples=300)
@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_in_a_cell_is_that_number(number: float) -> None:
    assert read("annual_cost", number).value == (number if number.is_integer() else float(f"{number:.15g}"))


def canonical(kind: AnswerKind) -> st.SearchStrategy[object]:
    """Canonical values of a kind, as `questionnaire.kinds` describes them."""
    match kind:
        case Mark():
            return st.just(True)
        case Listed():
            return st.sampled_from([choice.key for choice in lists()[kind.name]])
        case Several():
            keys = st.sampled_from([choice.key for choice in lists()[kind.name]])
            return st.lists(keys, min_size=1, max_size=6, unique=True).map(tuple)
        case Number():
            low = int(max(kind.low, 1)) if not kind.whole else int(kind.low)
            numbers: st.SearchStrategy[object] = st.integers(low, int(kind.high))
            if not kind.whole:
                numbers |= st.integers(10 * low, 10 * int(kind.high)).map(lambda tenths: tenths / 10)
            words = [choice.key for choice in lists()[kind.words]] if kind.words else []
            return (numbers | st.sampled_from(words)) if words else numbers
        case Date():
            return st.dates(FIRST_DAY, LAST_DAY)
        case Month():
            years = st.integers(FIRST_DAY.year, LAST_DAY.year)
            months = st.tuples(years, st.integers(1, 12)).map(lambda each: f"{each[0]}-{each[1]:02}")
            return months | years.map(lambda year: f"{year}年度") | st.just("unknown")
        case Phone():
            return st.from_regex(r"\A0[0-9]{1,4}-[0-9]{1,4}-[0-9]{4}\Z|\A0[0-9]{9,10}\Z").filter(
                lambda number: kind.fault(number, {}) is None
            )
        case Email():
            names = st.text(string.ascii_letters + string.digits + "._+-", min_size=1, max_size=12)
            return names.map(lambda name: f"{name}@pref.example.lg.jp").filter(is_address)
        case FreeText():
            return st.text(string.printable[:95] + "県市ＡＢア、。・\n神", min_size=1, max_size=30).filter(
                lambda text: (
                    text == text.strip() and len(text) <= kind.limit and "_x" not in text and not is_stand_in(text)
                )
            )
        case _:
            return st.just("13-2026-01")


@pytest.mark.parametrize("key", sorted(questions()))
@settings(max_examples=40)
@given(data=st.data(), language=_languages)
def test_what_a_form_shows_is_read_silently(key: str, data: st.DataObject, language: Language) -> None:
    question = questions()[key]
    value = data.draw(canonical(question.kind))
    assert question.kind.fault(value, lists()) is None
    shown = question.kind.show(value, language, lists())
    reading = understand(question, float(shown) if type(shown) is int else shown, lists(), language)
    assert reading == Reading(value, formula_like=reading.formula_like)


@pytest.mark.parametrize("key", sorted(questions()))
def test_the_example_of_every_question_is_an_answer(key: str) -> None:
    question = questions()[key]
    for language in LANGUAGES:
        example = question.example[language] if isinstance(question.example, Words) else question.example
        reading = understand(question, example, lists(), language)
        assert reading.fault is None
        assert reading.value is None or question.kind.fault(reading.value, lists()) is None


def test_two_questions_of_one_kind_are_read_the_same() -> None:
    typed = "1,200千円"
    assert read("annual_cost", typed) == read("initial_cost", typed) == read("total_cost", typed)


def test_a_new_question_is_understood_by_its_kind_and_unit() -> None:
    question = Question(
        Number(high=10_000, of=Words("人（職員）", "people")), Words("職員", "Staff"), Words("", ""), "x"
    )
    assert understand(question, "1,200人", lists(), "ja").value == 1200
    assert understand(question, "12 people", lists(), "en").value == 12
    assert understand(question, "12団体", lists(), "ja").fault == "not-a-number"


def test_a_reading_tells_what_sentences_need() -> None:
    assert read("annual_cost", "120万円").fills == {"read_as": Words.same("1200")}
    assert read("annual_cost", "1200千").fills == {"nearest": Words.same("1,200")}
    assert read("annual_cost", 1200.0).fills == {}
    sentence = CATALOGUE["normalised"].sentence.fill(**read("annual_cost", "120万円").fills)
    assert sentence.ja == "「1200」として読み取りました。"
