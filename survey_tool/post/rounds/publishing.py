"""The release of a round, told in the record before it takes its place."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from survey_tool.post.acts import published, told_first

if TYPE_CHECKING:
    from survey_tool.intake.judging.submission import Collected
    from survey_tool.reference.survey import Survey
    from survey_tool.release.publish import Published
    from survey_tool.wording.words import Language


def publish_and_record(
    survey: Survey,
    collected: Collected,
    editions: Sequence[Language],
    since: Sequence[Path] = (),
    *,
    strict: bool = False,
    though_lost: bool = False,
) -> Published:
    """Writes the release as `release.publish.publish` does, and raises as it does and as `append` does."""
    from survey_tool.release.publish import publish

    with told_first(survey) as told:
        return publish(
            survey,
            collected,
            editions,
            since,
            strict=strict,
            though_lost=though_lost,
            about_to=lambda sha256, release: told.extend(published(survey, sha256, len(release.cases))),
        )
