"""Nothing private and nothing of an unpublished case is in any published byte."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from survey_tool.intake.judging.submission import Collected, Submission
from survey_tool.questionnaire.findings.finding import finding
from survey_tool.questionnaire.vocabulary.kinds import Email, FreeText, Phone
from survey_tool.questionnaire.vocabulary.questions import AnswerModel
from survey_tool.reference.survey import Survey
from survey_tool.release.publish import publish
from tests.cases import CHIYODA, a_case, a_submission, a_survey, a_wrong_case, collected
from tests.rounds import contents


@dataclass
class Tokens:
    """Makes texts that occur nowhere else, and remembers where each was put."""

    made: dict[str, str] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=count)

    def text(self, place: str) -> str:
        return self._made(place, "秘{:04}匿Zq")

    def phone(self, place: str) -> str:
        return self._made(place, "07-90{0:03}-8{0:03}")

    def email(self, place: str) -> str:
        return self._made(place, "zq{:04}@secret.example.jp")

    def _made(self, place: str, pattern: str) -> str:
        token = pattern.format(next(self.numbers))
        self.made[token] = place
        return token


def filled(tokens: Tokens, model: type[AnswerModel], place: str, *, private_only: bool) -> dict[str, Any]:
    """A token in every question that takes text, taken from the declaration itself."""
    made: dict[str, Any] = {}
    for key, question in model.questions().items():
        if private_only and not question.private:
            continue
        if isinstance(question.kind, FreeText) and key not in ("system_type_other", "subsidy_other_name"):
            made[key] = tokens.text(f"{place}.{key}")
        elif isinstance(question.kind, Phone):
            made[key] = tokens.phone(f"{place}.{key}")
        elif isinstance(question.kind, Email):
            made[key] = tokens.email(f"{place}.{key}")
    return made


UNPUBLISHED: Mapping[str, Mapping[str, object]] = {
    "withdrawn": {"withdrawn": True},
    "not_consented": {"publication": "do_not_publish"},
    "no_prefecture_involved": {"prefecture_role": "none"},
    "role_unclear": {"prefecture_role": "unknown"},
    "outside_period": {"contract_end_on": "2012-03", "contract_on": "2009-04", "operation_start_on": "2009-04",
                       "selection_on": "2009-01"},
}  # fmt: skip


def a_round_of_secrets(survey: Survey, tokens: Tokens) -> Collected:
    """Every way in which a case is not published, each text of it a token; in published ones the private texts."""
    case = survey.questionnaire.case

    def all_of(place: str) -> dict[str, Any]:
        return dict(filled(tokens, case, place, private_only=False))

    shown = a_case(survey, "13-2026-01", name="公表事例", **filled(tokens, case, "published", private_only=True))
    hidden = [
        a_case(survey, f"13-2026-{number:02}", **{**all_of(reason), **changes})
        for number, (reason, changes) in enumerate(UNPUBLISHED.items(), start=10)
    ]
    wrong = a_wrong_case(survey, "13-2026-20", **{**all_of("needs_correction"), "name": None})
    doubles = [
        _double(survey, all_of("merged"), "31", "33", tokens),
        _double(survey, all_of("double_report"), "33", "31", tokens),
    ]
    respondent = filled(tokens, survey.questionnaire.respondent, "respondent", private_only=True)
    sent = a_submission(survey, "13", shown, *hidden, wrong, status="needs_correction", respondent=respondent)
    noted = replace(sent, findings=(finding("required", {"do": tokens.text("finding")}, value=tokens.text("value")),))
    versions = [
        a_submission(survey, "47", a_case(survey, "47-2026-01", **all_of(file)), status="conflict", file=file)
        for file in (f"{tokens.text('file')}.xlsx", f"{tokens.text('file')}.xlsm")
    ]
    return collected(survey, noted, *versions, *doubles)


def _double(survey: Survey, told: dict[str, Any], code: str, other: str, tokens: Tokens) -> Submission:
    """Two reports of one case; only the lowest code's words are published, so that its tokens are no secrets."""
    case = a_case(survey, f"{code}-2026-01", **{**told, "co_prefectures": (other,), "contract_on": "2024-02"})
    private = {key for key, each in survey.questionnaire.case.questions().items() if each.private}
    if code < other:
        for key in set(told) - private:
            del tokens.made[str(told[key])]
    return a_submission(survey, code, case)


def found(tokens: Tokens, published: Iterator[tuple[str, bytes]]) -> list[tuple[str, str]]:
    """Where a token stands in a published byte, in any encoding that these files have."""
    encoded = {
        token: {token.encode(each) for each in ("utf-8", "utf-16-le", "cp932")} | {token.encode("ascii", "xmlcharrefreplace")}
        | {token.encode("unicode_escape")}
        for token in tokens.made
    }  # fmt: skip
    return [
        (tokens.made[token], name)
        for name, content in published
        for token, forms in encoded.items()
        if any(form in content or form in name.encode() for form in forms)
    ]


@pytest.fixture
def survey(tmp_path: Path) -> Survey:
    return a_survey(tmp_path)


@pytest.mark.slow
def test_no_secret_is_published(survey: Survey) -> None:
    tokens = Tokens()
    given = a_round_of_secrets(survey, tokens)
    places = set(tokens.made.values())
    assert {"published.remarks", "respondent.person", "respondent.phone", "not_consented.contact_email"} <= places
    result = publish(survey, given)
    assert {each.reason for each in result.release.excluded} == {
        "needs_correction", "conflict", "double_report", *UNPUBLISHED,
    }  # fmt: skip
    assert sorted(case.case_id for case in result.release.cases) == ["13-2026-01", "31-2026-01"]
    assert found(tokens, contents(survey.published)) == []


@pytest.mark.slow
def test_no_id_of_an_unpublished_case_is_published(survey: Survey) -> None:
    result = publish(survey, a_round_of_secrets(survey, Tokens()))
    everything = list(contents(survey.published))
    for each in result.release.excluded:
        assert [name for name, content in everything if each.case_id.encode() in content] == []


@pytest.mark.slow
def test_the_search_finds_what_is_there(survey: Survey) -> None:
    """The proof above can fail: a token in a published answer is found in the CSV and in the workbook's parts."""
    tokens = Tokens()
    case = a_case(survey, "13-2026-01", {CHIYODA: "participating"}, name=tokens.text("name"))
    publish(survey, collected(survey, a_submission(survey, "13", case)))
    hits = {name for _, name in found(tokens, contents(survey.published))}
    assert "data/cases.csv" in hits
    assert any(".xlsx/" in name for name in hits)


@pytest.mark.slow
def test_a_question_that_is_private_or_internal_is_gone(survey: Survey) -> None:
    """What is published is taken from the declaration: there is no second list to forget."""
    published = {key for key, each in survey.questionnaire.case.questions().items() if each.is_published}
    publish(survey, collected(survey, a_submission(survey, "13", a_case(survey, "13-2026-01"))))
    header = (survey.published / "data" / "cases.csv").read_text(encoding="utf-8-sig").splitlines()[0]
    assert '"remarks"' not in header
    assert '"reviewed"' not in header
    assert all(f'"{key}"' in header for key in published)


@pytest.mark.slow
def test_workbooks_carry_no_name_of_a_person_or_machine(survey: Survey) -> None:
    publish(survey, collected(survey, a_submission(survey, "13", a_case(survey, "13-2026-01"))))
    for path in survey.published.glob("*.xlsx"):
        with zipfile.ZipFile(path) as parts:
            assert str(survey.workspace).encode() not in b"".join(parts.read(name) for name in parts.namelist())
            assert not [name for name in parts.namelist() if "comments" in name or "vbaProject" in name]
