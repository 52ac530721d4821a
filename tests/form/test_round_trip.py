"""Answers survive: whichever program saves a form, the same is found in it; and drawn, read and drawn again they are the same."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from survey_tool.form.contract.answers import Answers, CaseAnswers, Form, Typed
from survey_tool.form.contract.marker import ALL_KEY, SHEETS, Topic, case_id, parent_of
from survey_tool.form.workbook import FormTemplate
from survey_tool.intake.judging.submission import Submission
from survey_tool.questionnaire.vocabulary.kinds import AnswerKind, Printed
from survey_tool.wording.words import LANGUAGES, Language
from tests.answers import right, wrong
from tests.cases import case_answers
from tests.forms import CONSIDERING, RESPONDENT, TOKYO, blank, questions_of, read_back, shown, the_judge, the_survey
from tests.office import Office

FIRST, SECOND = (case_id(TOKYO, the_survey().round.name, number) for number in (1, 2))
Place = tuple[Topic, str, str]  # sheet, key or municipality, case id
Finding = tuple[str, str, str | None, str | None, str | None, str | None, str | None]

# What people type, and what the cell then holds where it is a number or a date.
MISTAKES: dict[Place, tuple[str, object]] = {
    ("respondent", "phone", ""): ("内線2345", "内線2345"),
    ("respondent", "answered_on", ""): ("2026/12/1", dt.date(2026, 12, 1)),
    ("respondent", "email", ""): (
        "ｊｏｈｏ＠ｐｒｅｆ．ｅｘａｍｐｌｅ．ｌｇ．ｊｐ",
        "ｊｏｈｏ＠ｐｒｅｆ．ｅｘａｍｐｌｅ．ｌｇ．ｊｐ",
    ),
    ("cases", "initial_cost", FIRST): ("1,200", 1200),
    ("cases", "annual_cost", FIRST): ("約300", "約300"),
    ("cases", "total_cost", FIRST): ("たくさん", "たくさん"),
    ("cases", "other_participants", FIRST): ("2.5", 2.5),
    ("cases", "contract_on", FIRST): ("2023/11/1", dt.date(2023, 11, 1)),
    ("cases", "rfi_on", FIRST): ("令和5年度", "令和5年度"),
    ("cases", "contract_end_on", FIRST): ("来週", "来週"),
    ("cases", "domain", FIRST): ("business", "business"),
    ("cases", "summary", SECOND): ("-まとめ", "-まとめ"),
    ("cases", "name", SECOND): ("＝とは何か", "＝とは何か"),
    ("cases", "status", SECOND): ("検討中？", "検討中？"),
    ("participants", "131016", FIRST): ("○", "○"),
    ("participants", "131024", FIRST): ("◯", "◯"),
    ("participants", "131032", FIRST): ("参加", "参加"),
    ("participants", "all", SECOND): ("△", "△"),
    ("participants", "131016", SECOND): ("○", "○"),
}


@cache
def answers(edition: Language) -> dict[Place, tuple[str, object]]:
    """Everything that is typed: two cases, and the mistakes in them."""
    found: dict[Place, tuple[str, object]] = {}
    given: tuple[tuple[Topic, str, Mapping[str, object]], ...] = (
        ("respondent", "", RESPONDENT),
        ("cases", FIRST, case_answers(the_survey())),
        ("cases", SECOND, CONSIDERING),
    )
    for topic, identifier, values in given:
        questions = questions_of(topic)
        for key, value in values.items():
            held = shown(questions[key], value, edition)
            found[topic, key, identifier] = (held.isoformat() if isinstance(held, dt.date) else str(held), held)
    return found | MISTAKES


def cells(edition: Language) -> dict[tuple[str, str], tuple[str, object]]:
    """The same by sheet and cell."""
    paper = blank(TOKYO, edition)
    return {
        (SHEETS[topic][edition], paper.cell(topic, key, identifier)): value
        for (topic, key, identifier), value in answers(edition).items()
    }


def found_in(data: bytes, name: str) -> tuple[Counter[Finding], Submission]:
    submission = the_judge().judge(read_back(data, name)).submission
    found: Counter[Finding] = Counter(
        (each.code, each.severity, each.topic, each.key, each.case_id, each.municipality, each.cell)
        for each in submission.findings
    )
    return found, submission


@cache
def saved_by_openpyxl(edition: Language, folder: Path) -> tuple[Counter[Finding], Submission]:
    path = folder / f"openpyxl_{edition}.xlsx"
    path.write_bytes(the_press().draw(Form(TOKYO, edition)))
    book = openpyxl.load_workbook(path)
    for (sheet, cell), (_, held) in cells(edition).items():
        book[sheet][cell].value = held
        if isinstance(held, str):
            book[sheet][cell].data_type = "s"
    book.save(path)
    return found_in(path.read_bytes(), path.name)


@cache
def the_press() -> FormTemplate:
    return FormTemplate(the_survey())


@pytest.mark.slow
@pytest.mark.parametrize(
    ("ending", "edition"),
    [
        ("xlsx", "ja"),
        ("ods", "en"),
        ("xls", "ja"),
        *(pytest.param(*each, marks=pytest.mark.long) for each in (("xlsx", "en"), ("ods", "ja"), ("xls", "en"))),
    ],
)
def test_whichever_program_saves_it(
    office: Office, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, ending: str, edition: Language
) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(the_press().draw(Form(TOKYO, edition)))
    typed = {place: text for place, (text, _) in cells(edition).items()}
    saved = office.fill(path, typed, tmp_path / f"returned.{ending}")
    found, submission = found_in(saved.read_bytes(), saved.name)
    wanted, other = saved_by_openpyxl(edition, tmp_path_factory.getbasetemp())
    assert found == wanted
    assert len({code for code, *_ in found}) >= 8
    assert (submission.respondent, submission.cases) == (other.respondent, other.cases)


# Everything that a cell can hold and a spreadsheet keeps: 15 digits, days since March 1900, no control characters. Of negative
# numbers fewer: the reading library takes a file for damaged in which a cell that shows months holds one below -10¹².
TEXTS = st.text(
    st.characters(codec="utf-8", categories=("L", "M", "N", "P", "S", "Zs"), include_characters="\n"),
    min_size=1,
    max_size=60,
).filter(lambda text: text.strip() != "")
NUMBERS = st.integers(-(10**11), 10**14) | st.decimals(-1000, 1000, places=3).map(float)
DAYS = st.dates(dt.date(1900, 3, 1), dt.date(2199, 12, 31))
ANYTHING: st.SearchStrategy[Typed] = st.one_of(TEXTS, NUMBERS, DAYS, st.booleans())


@st.composite
def answered(draw: st.DrawFn, topic: Topic, edition: Language, chance: random.Random) -> dict[str, Typed]:
    """Answers to some questions of a sheet."""
    kinds = {key: question.kind for key, question in questions_of(topic).items()}
    keys = [key for key, kind in kinds.items() if not isinstance(kind, Printed) and draw(st.integers(0, 3))]
    return {key: draw(an_answer(kinds[key], edition, chance)) for key in keys}


@st.composite
def an_answer(draw: st.DrawFn, kind: AnswerKind, edition: Language, chance: random.Random) -> Typed:
    """A right answer, a wrong one, or whatever else a cell can hold."""
    sort, lists = draw(st.sampled_from(("right", "right", "wrong", "any"))), the_survey().questionnaire.lists
    one = None if sort == "any" else (right if sort == "right" else wrong)(kind, lists, edition, chance)
    return one.typed if one else draw(ANYTHING)


@st.composite
def a_case(draw: st.DrawFn, number: int, edition: Language, chance: random.Random) -> CaseAnswers:
    own = [each.code for each in the_survey().places.municipalities_of(TOKYO)]
    carried = draw(st.booleans())
    rows = st.sampled_from([ALL_KEY, *own])
    marks = draw(st.dictionaries(rows, st.sampled_from(("○", "△")) | ANYTHING, max_size=4))
    answers = draw(answered("cases", edition, chance))
    return CaseAnswers(case_id(TOKYO, "2025" if carried else "2026", number), answers, marks, carried)


@st.composite
def forms(draw: st.DrawFn) -> Form:
    """A form with any answers."""
    edition, chance = draw(st.sampled_from(LANGUAGES)), draw(st.randoms(use_true_random=False))
    cases = [draw(a_case(number, edition, chance)) for number in range(1, draw(st.integers(1, 3)) + 1)]
    cases.sort(key=lambda case: not case.carried_over)
    elsewhere = draw(st.lists(st.sampled_from(("011002", "342025", "999999", "鳥取市")), unique=True, max_size=3))
    respondent = draw(answered("respondent", edition, chance))
    return Form(TOKYO, edition, Answers(respondent, tuple(cases), tuple(elsewhere)))


def in_cells(value: Typed) -> Typed:
    """How an answer that was typed is read back."""
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value
    return float(value) if type(value) is int else value


def check(form: Form) -> None:
    data = the_press().draw(form)
    first = the_judge().judge(read_back(data)).submission
    # A column in which nothing is answered nor marked is no case, unless it was carried over.
    drawn = {case.case_id: case for case in form.answers.cases if case.answers or case.marks or case.carried_over}
    read = {case.case_id: case for case in first.typed.cases}
    assert {key: dict(case.answers) for key, case in read.items()} == {
        key: {name: in_cells(value) for name, value in case.answers.items()} for key, case in drawn.items()
    }
    assert {key: dict(case.marks) for key, case in read.items()} == {
        key: {code: in_cells(mark) for code, mark in case.marks.items()} for key, case in drawn.items()
    }
    assert dict(first.typed.respondent) == {key: in_cells(value) for key, value in form.answers.respondent.items()}
    assert first.typed.elsewhere == form.answers.elsewhere

    again = replace(form, answers=first.typed)
    if len(drawn) == len(form.answers.cases):  # a column without a case is not handed on
        assert the_press().draw(again) == data
    copy = replace(again, findings=first.findings, parent=parent_of(first.sha256))
    second = the_judge().judge(read_back(the_press().draw(copy))).submission
    assert second.typed == first.typed
    assert (second.respondent, second.cases) == (first.respondent, first.cases)
    assert codes(second) == codes(first)


def codes(submission: Submission) -> Counter[tuple[str, str | None, str | None, str | None]]:
    return Counter((each.code, each.topic, each.key, each.case_id) for each in submission.findings)


# Each example draws two workbooks, so that looking for a smaller one that fails would take minutes.
PHASES = [Phase.explicit, Phase.reuse, Phase.generate]
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]


@pytest.mark.slow
@settings(max_examples=4, suppress_health_check=SLOW, phases=PHASES)
@given(forms())
def test_drawn_and_read_and_drawn_again(form: Form) -> None:
    check(form)


@pytest.mark.long
@settings(max_examples=80, suppress_health_check=SLOW, phases=PHASES)
@given(forms())
def test_drawn_and_read_and_drawn_again_many_times(form: Form) -> None:
    check(form)
