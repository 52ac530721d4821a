"""A release that has lost half of the prefectures or all of the cases of the one it replaces is written only on request."""

from __future__ import annotations

from pathlib import Path

import pytest

from survey_tool.reference.survey import Survey
from survey_tool.release.agreeing.agreement import NotAgreed
from survey_tool.release.agreeing.loss import Loss, lost_since
from survey_tool.release.publish import publish
from tests.cases import a_case, a_submission, a_survey, collected
from tests.rounds import contents, no_dashboard

IDS = ("13-2026-01", "14-2026-01", "27-2026-01", "27-2026-02")


@pytest.fixture
def survey(tmp_path: Path) -> Survey:
    return a_survey(tmp_path)


def release(survey: Survey, *ids: str, agreed: bool = False) -> None:
    cases = {code: [each for each in ids if each[:2] == code] for code in sorted({each[:2] for each in ids})}
    given = (a_submission(survey, code, *(a_case(survey, each) for each in own)) for code, own in cases.items())
    publish(survey, collected(survey, *given), (), agree=lambda _: agreed, write_dashboards=no_dashboard)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("now", "sentence"),
    [
        (
            ("13-2026-01",),
            "Of 4 cases in the release that lies in {folder}, 3 are not in the new one. Prefectures that would have no case any "
            "more (2 of 3): Kanagawa, Osaka",
        ),
        (
            ("13-2026-02", "14-2026-02", "27-2026-03"),
            "Of 4 cases in the release that lies in {folder}, 4 are not in the new one. Prefectures that would have no case any "
            "more (0 of 3): none",
        ),
        (
            (),
            "Of 4 cases in the release that lies in {folder}, 4 are not in the new one. Prefectures that would have no case any "
            "more (3 of 3): Tokyo, Kanagawa, Osaka",
        ),
    ],
)
def test_what_would_be_lost_is_named_and_nothing_is_written(
    survey: Survey, now: tuple[str, ...], sentence: str
) -> None:
    release(survey, *IDS)
    before = dict(contents(survey.published.parent))

    with pytest.raises(NotAgreed) as refused:
        release(survey, *now)

    assert refused.value.to_agree.sentences[0].en == sentence.format(folder=survey.published)
    assert dict(contents(survey.published.parent)) == before
    release(survey, *now, agreed=True)
    assert dict(contents(survey.published.parent)) != before


@pytest.mark.slow
@pytest.mark.parametrize("now", [IDS, ("13-2026-01", "27-2026-01"), (*IDS, "01-2026-01")])
def test_less_than_half_is_a_release_like_any_other(survey: Survey, now: tuple[str, ...]) -> None:
    release(survey, *IDS)
    release(survey, *now)


def test_to_be_named_by_another_is_no_case_of_its_own(survey: Survey) -> None:
    def release_of(*codes: str) -> None:
        cases = (a_case(survey, f"{code}-2026-01", co_prefectures=("11", "12", "14")) for code in codes)
        given = collected(survey, *(a_submission(survey, each.case_id[:2], each) for each in cases))
        publish(survey, given, (), write_dashboards=no_dashboard)

    release_of("13", "27")
    with pytest.raises(NotAgreed) as refused:
        release_of("13")
    assert refused.value.to_agree.sentences[0].ja.endswith("事例が1件もなくなる都道府県（2団体のうち1団体）：大阪府")


@pytest.mark.slow
@pytest.mark.parametrize("now", [(), IDS])
def test_where_nothing_was_published_nothing_is_lost(survey: Survey, now: tuple[str, ...]) -> None:
    release(survey)
    release(survey, *now)


def test_the_sentence_in_japanese() -> None:
    loss = Loss(Path("published/2026"), 4, 3, 3, ())
    assert loss.sentence.ja == (
        "これまでの公表物（published/2026）にある事例4件のうち3件が、今回の公表物にありません。"
        "事例が1件もなくなる都道府県（3団体のうち0団体）：なし"
    )


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b'"name"\n"x"\n', b'"case_id"\n"13-2026-01'])
def test_what_cannot_be_read_is_compared_with_nothing(survey: Survey, tmp_path: Path, content: bytes) -> None:
    from survey_tool.release.choosing.release import Release

    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "cases.csv").write_bytes(content)
    found = lost_since(tmp_path, Release(survey, ()))
    assert found is None or not found.is_grave
