"""A release that is behind: what was accepted or decided after it was written is not in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from survey_tool.wording.words import Words

if TYPE_CHECKING:
    from survey_tool.intake.judging.submission import Collected
    from survey_tool.post.record.history import History
    from survey_tool.reference.survey import Survey

_BEHIND = Words(
    "公表物を作成した後に、公表する内容が変わっています（{names}）。公表物を作成し直してください。",
    "What is to be published has changed since the release was written ({names}). Write the release again.",
)
_CHANGING = frozenset({"arrived", "set-aside", "taken-back", "owner", "merged", "unlocked", "retracted"})
"""What may change what is published; whether it does, only the returns tell."""


def behind_in_words(survey: Survey, collected: Collected, history: History) -> Words | None:
    """That the release is not what would be published now, and of which prefectures; None where it is, or nothing has happened since it was
    written: to work out what would be published takes a second, which nobody is to wait for in vain."""
    readable = collected.submissions and not collected.not_readable_here
    if not readable or not is_written(survey, history) or not _may_be_behind(history):
        return None
    from survey_tool.release.agreeing.changed_since import changed_since_published

    changed = changed_since_published(survey, collected)
    return _BEHIND.fill(names=survey.places.prefectures_told(changed)) if changed else None


def is_written(survey: Survey, history: History) -> bool:
    """Whether there is a release that may be behind: without one nothing needs to be read for it."""
    return survey.published.is_dir() and any(line.what == "published" for line in history.lines)


def _may_be_behind(history: History) -> bool:
    written = [line for line in history.lines if line.what == "published"]
    since = history.every_line[history.every_line.index(written[-1]) + 1 :]
    return any(line.what in _CHANGING for line in since)
