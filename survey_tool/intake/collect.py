"""Everything that came back in a round: read and judged."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from survey_tool.form.contract.marker import SKIPPED_SHEETS
from survey_tool.intake.opening.reader import Readers
from survey_tool.intake.opening.returned_files import find_files

if TYPE_CHECKING:
    from survey_tool.intake.judging.submission import Collected
    from survey_tool.intake.settling.found_out import FoundOut
    from survey_tool.reference.survey import Survey
    from survey_tool.settings.limits import Limits

Progress = Callable[[int, int], None]


def collect(
    survey: Survey,
    paths: Iterable[Path],
    *,
    limits: Limits | None = None,
    workers: int | None = None,
    progress: Progress | None = None,
    readers: Readers | None = None,
    found_out: FoundOut | None = None,
) -> Collected:
    """Reads and judges every file under `paths`. Nothing is remembered from one time to the next.

    `progress` is called with the number of files that are done and of all. Whatever a file holds, it costs its own report
    and nothing else. `readers` are used where some have been woken up already. `found_out` is what the secretariat knows of
    files by asking.
    """
    limits = limits or survey.round.limits
    paths = list(paths)
    with nullcontext(readers) if readers else Readers(workers) as ready:
        results = ready.read(find_files(paths, limits), limits, skip=SKIPPED_SHEETS, progress=progress)
        # Loaded only now, because they are read meanwhile.
        from survey_tool.intake.settling.as_sent import told_as_sent
        from survey_tool.intake.settling.found_out import NOTHING_FOUND_OUT
        from survey_tool.intake.settling.round import judged, settled

        known = found_out or NOTHING_FOUND_OUT
        verdicts = judged(survey, results, known)
        return settled(survey, told_as_sent(survey, verdicts) if survey.submissions in paths else verdicts, known)


class Collect(Protocol):
    """How returns are collected: each time anew (`collect`), or by what remembers what it has read."""

    def __call__(
        self,
        survey: Survey,
        paths: Iterable[Path],
        *,
        progress: Progress | None = None,
        readers: Readers | None = None,
        found_out: FoundOut | None = None,
    ) -> Collected: ...


def with_waiting(
    survey: Survey,
    collected: Collected,
    misplaced: Sequence[Path],
    found_out: FoundOut | None = None,
    collecting: Collect = collect,
) -> Collected:
    """The same with what lies where nobody looks for returns: these prefectures have sent something, whatever it is."""
    if not misplaced:
        return collected
    waiting: dict[str, tuple[str, ...]] = {}
    for each in collecting(survey, misplaced, found_out=found_out).submissions:
        if each.prefecture_code is not None:
            waiting[each.prefecture_code] = (*waiting.get(each.prefecture_code, ()), each.file)
    return replace(collected, waiting=waiting)
