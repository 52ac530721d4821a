"""A returned file set aside. What came in a mail or an archive goes only with all that is in it: whoever sets one of its files aside is
told of the others first, and what each counts as."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from survey_tool.intake.opening.names import printable
from survey_tool.intake.report import status_label
from survey_tool.post.acts import NotDoneError, set_aside
from survey_tool.wording.words import Words

if TYPE_CHECKING:
    from survey_tool.intake.judging.submission import Collected, Submission
    from survey_tool.reference.survey import Survey

_WITH_OTHERS = Words(
    "「{outer}」に入っている次のファイルも対象外となるため、対象外としていません：{others}。"
    "全てを対象外とする場合は、そのことを指定してください（survey-tool record set-aside --whole）。",
    'Nothing was set aside, because these files are in "{outer}" as well and would go with it: {others}. To set all of them aside, say so '
    "(survey-tool record set-aside --whole).",
)
_FILE = Words("{file}（{status}）", "{file} ({status})")


def outer(survey: Survey, file: str) -> str:
    """The file on the disk that holds a return, by its path among the returns."""
    path = Path(file)
    held = (each for each in (path, *path.parents) if (survey.submissions / each).is_file())
    return next(held, path).as_posix()


def name_among_returns(survey: Survey, path: Path) -> str | None:
    """How a file is called among the returns that somebody names by where it lies or as it is shown, `mail.eml/form.xlsx`; None where
    it is none of them."""
    root = survey.submissions.resolve()
    for each in (path, survey.submissions / path):
        if any(one.is_file() for one in (each, *each.parents)) and each.resolve().is_relative_to(root):
            return each.resolve().relative_to(root).as_posix()
    return None


def goes_with(survey: Survey, collected: Collected, file: str) -> tuple[Submission, ...]:
    """All other files that no longer count when a file is set aside; of a mail or an archive itself those in it, if they are several."""
    whole = printable(outer(survey, file))
    held = [each for each in collected.submissions if each.file == whole or each.file.startswith(f"{whole}/")]
    return tuple(each for each in held if each.file != file) if len(held) > 1 else ()


def in_words(others: Sequence[Submission]) -> Words:
    """Files by name, each with what it counts as."""
    return Words.listed(_FILE.fill(file=each.file, status=status_label(each)) for each in others)


def seal(others: Sequence[Submission]) -> str:
    """Tells them, and what each counts as, from others: by it somebody says what he has seen."""
    told = "\n".join(f"{each.file} {each.status}" for each in others)
    return hashlib.sha256(told.encode()).hexdigest()[:16] if others else ""


def set_aside_if_seen(survey: Survey, collected: Collected, file: str, seen: str) -> Path:
    """Sets the file aside that holds a return; its new place. Raises `NotDoneError` where others would go with it of which nobody was told."""
    others = goes_with(survey, collected, file)
    whole = outer(survey, file)
    if seal(others) != seen:
        raise NotDoneError(_WITH_OTHERS.fill(outer=whole, others=in_words(others)))
    return set_aside(survey, survey.submissions / whole)
