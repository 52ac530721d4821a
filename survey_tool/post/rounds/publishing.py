"""The release of a round and its preview, each told in the record before it takes its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from survey_tool.post.acts import NotDoneError, previewed, published, told_first
from survey_tool.post.record.history import history_of
from survey_tool.post.record.line import content_of
from survey_tool.wording.words import Words

if TYPE_CHECKING:
    from survey_tool.intake.judging.submission import Collected
    from survey_tool.post.record.history import History
    from survey_tool.post.record.line import Line
    from survey_tool.reference.survey import Survey
    from survey_tool.release.agreeing.agreement import ToAgree
    from survey_tool.release.agreeing.approved import Approved
    from survey_tool.release.publish import Published
    from survey_tool.release.writing import Progress
    from survey_tool.wording.words import Language


_OUT_OF_REACH = Words(
    "{folder} に、届いたことが記録（record.csv）にあるファイルが1件もないため、公表物は作成していません。フォルダの名称やドライブの接続を"
    "確認してください。削除した場合は、届いた記録を取り消してください（survey-tool record undo）。",
    "No release was written, because nothing of what came, as the record (record.csv) tells, is in {folder}. See that no folder was "
    "renamed and that its drive is connected. Where it was deleted, take its arrival back (survey-tool record undo).",
)


def publish_and_record(
    survey: Survey,
    collected: Collected,
    editions: Sequence[Language],
    since: Sequence[Path] = (),
    *,
    strict: bool = False,
    agree: Callable[[ToAgree], bool] = lambda _: False,
    progress: Progress = lambda *_: None,
) -> Published:
    """Writes the release as `release.publish.publish` does, held against the preview that the record tells of. Raises as it does,
    `NotDoneError` where all that came is out of reach, and as `append` does."""
    from survey_tool.release.agreeing.left_behind import left_behind
    from survey_tool.release.publish import publish

    history = history_of(survey)
    _see_that_it_is_there(survey, collected, history)
    told: list[Line] = []
    found = publish(
        survey,
        collected,
        editions,
        since,
        strict=strict,
        agree=agree,
        approved=_approved(survey, history),
        progress=progress,
        about_to=lambda sha256, release: told.extend(published(survey, sha256, len(release.cases))),
        within=partial(told_first, survey, told),
    )
    kept_in, confirmed = found.earlier.kept_in, frozenset(history.found_out.confirmed)
    left = left_behind(survey, kept_in, found.directory, confirmed) if kept_in else None
    return replace(found, left_behind=left)


def preview_and_record(
    survey: Survey,
    collected: Collected,
    folder: Path,
    language: Language,
    editions: Sequence[Language],
    since: Sequence[Path] = (),
    *,
    strict: bool = False,
    progress: Progress = lambda *_: None,
) -> Published:
    """Writes the preview as `release.approval.preview.preview` does; without `since` its page tells the changes since the last round.
    Raises as it does and as `append` does."""
    from survey_tool.reference.rounds import last_release
    from survey_tool.release.approval.preview import preview

    _see_that_it_is_there(survey, collected, history_of(survey))
    told: list[Line] = []
    return preview(
        survey,
        collected,
        folder,
        language,
        editions,
        since,
        last=last_release(survey).folder,
        strict=strict,
        progress=progress,
        about_to=lambda sha256: told.extend(previewed(survey, sha256, folder)),
        within=partial(told_first, survey, told),
    )


def _see_that_it_is_there(survey: Survey, collected: Collected, history: History) -> None:
    if history.came_from and not collected.submissions:
        raise NotDoneError(_OUT_OF_REACH.fill(folder=survey.submissions), usage=False)


def _approved(survey: Survey, history: History) -> Approved | None:
    """The preview that was written last, and which release lies there now; nothing where the record tells of none."""
    from survey_tool.release.agreeing.approved import Approved

    last = {line.what: line for line in history.lines if line.what in ("previewed", "published")}
    if "previewed" not in last:
        return None
    told = last["previewed"]
    now = last["published"].subject if "published" in last and survey.published.is_dir() else ""
    return Approved(content_of(told.subject), survey.workspace / told.detail, content_of(now))
