"""Everything that came back in a round: read and judged."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from survey_tool.intake.attachments import find_files
from survey_tool.intake.reader import Readers
from survey_tool.intake.submission import Collected
from survey_tool.questionnaire.limits import Limits
from survey_tool.reference.survey import Survey

Progress = Callable[[int, int], None]


def collect(
    survey: Survey,
    paths: Iterable[Path],
    *,
    limits: Limits | None = None,
    workers: int | None = None,
    progress: Progress | None = None,
) -> Collected:
    """Reads and judges every file under `paths`. Nothing is remembered from one time to the next.

    `progress` is called with the number of files that are done and of all. Whatever a file holds, it costs its own report
    and nothing else.
    """
    limits = limits or survey.round.limits
    with Readers(limits, workers) as readers:
        # The readers wake up while what judges is loaded, which takes about as long.
        from survey_tool.intake.finding_the_way import SKIPPED_SHEETS
        from survey_tool.intake.settling import judged, settled

        results = readers.read(find_files(paths, limits), skip=SKIPPED_SHEETS, progress=progress)
        return settled(survey, judged(survey, results))
