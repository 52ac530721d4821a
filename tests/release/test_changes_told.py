"""How a change is told: an amount with what it covered at that time, what is gone or withheld in words.

Required: section 9 of the design (amounts always carry their scope; of a case that may not be published nothing is told).
"""

from __future__ import annotations

from pathlib import Path

import pytest

from survey_tool.intake.judging.submission import JudgedCase
from survey_tool.reference.survey import Survey
from survey_tool.release.choosing.selection import select
from survey_tool.release.dashboard.facts import changed
from survey_tool.release.dashboard.facts.positions import Facts
from survey_tool.release.tables.all_tables import tables
from survey_tool.release.tables.rounds.told import release_texts
from survey_tool.wording.words import Language
from tests.cases import a_case, a_submission, a_survey, collected


@pytest.fixture
def survey(tmp_path: Path) -> Survey:
    return a_survey(tmp_path)


def told_of_changes(
    survey: Survey, before: JudgedCase, now: JudgedCase, language: Language = "ja"
) -> list[tuple[str, ...]]:
    """Name, item, before and after of each change."""
    earlier, release = (select(survey, collected(survey, a_submission(survey, "13", each))) for each in (before, now))
    then = tables(earlier)
    facts = Facts(release, tables(release, [release_texts(then.cases, then.participation)]), language)
    return [
        (changed.case_name(facts, row), changed.about(facts, row), changed.at(facts, row, "before"), changed.at(facts, row, "after"))
        for row in facts.tables.changes.rows
    ]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "annual", "total"),
    [
        (
            "ja",
            ("年間運用費", "1,000千円（参加団体全体）", "2,000千円（都道府県負担分のみ）"),
            ("契約期間の総額", "非公表", "9,000千円（都道府県負担分のみ、5.5年分）"),
        ),
        (
            "en",
            ("Annual cost", "1,000 thousand yen (All participants)", "2,000 thousand yen (Prefecture's share only)"),
            ("Total cost of the contract", "Not disclosed", "9,000 thousand yen (Prefecture's share only, 5.5 yrs)"),
        ),
    ],
)
def test_a_changed_amount_carries_what_it_covered_then(
    survey: Survey, language: Language, annual: tuple[str, ...], total: tuple[str, ...]
) -> None:
    before = a_case(
        survey, "13-2026-01", annual_cost=1_000, cost_basis="all_participants", total_cost="not_disclosed", total_cost_years=None
    )  # fmt: skip
    now = a_case(
        survey, "13-2026-01", annual_cost=2_000, cost_basis="prefecture_share", total_cost=9_000, total_cost_years=5.5
    )
    told = [row[1:] for row in told_of_changes(survey, before, now, language)]
    assert annual in told
    assert total in told


@pytest.mark.slow
def test_a_circle_that_is_gone_is_no_question_without_answer(survey: Survey) -> None:
    before = a_case(survey, "13-2026-01", benefit_cost=True, benefit_expertise=True)
    now = a_case(survey, "13-2026-01", benefit_cost=True, benefit_expertise=None)
    label = survey.questionnaire.case.questions()["benefit_expertise"].label.ja
    assert [row[1:] for row in told_of_changes(survey, before, now)] == [(label, "○", "○なし")]


@pytest.mark.slow
def test_the_name_of_a_case_that_may_not_be_published_any_more_is_withheld(survey: Survey) -> None:
    before, now = (
        a_case(survey, "13-2026-01", name="秘密", publication=each) for each in ("publish", "do_not_publish")
    )
    assert [row[0] for row in told_of_changes(survey, before, now)] == ["名称非公表"]
