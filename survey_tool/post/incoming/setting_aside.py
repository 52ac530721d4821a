"""A returned file set aside. What came in a mail or an archive goes only with all that is in it: whoever sets one of its files aside is
told of the others first, and what each counts as."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from survey_tool.form.contract.marker import parent_of
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
_WHICH_IS_RIGHT = "two-answers"
_DISPUTED = Words(
    "「{file}」の回答をまとめた調査票（{merged}）に、回答が異なり確認されていない箇所があるため、対象外としていません。"
    "この調査票の回答を採用しない場合は、先に、まとめた調査票を対象外としてください。",
    'Nothing was set aside: {merged} was made of "{file}" and others, and where they differ it has not been settled which is right. If '
    "the answers of this file are not to count, set that form aside first.",
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
    """Sets the file aside that holds a return; its new place. Raises `NotDoneError` where others would go with it of which nobody was told,
    and where it is one of those between which a form that was made of them has not been settled: its answers would stay, unasked."""
    others = goes_with(survey, collected, file)
    whole = outer(survey, file)
    if merged := _disputed(collected, {file, *(each.file for each in others)}):
        raise NotDoneError(_DISPUTED.fill(file=file, merged=Words.listed(merged)))
    if seal(others) != seen:
        raise NotDoneError(_WITH_OTHERS.fill(outer=whole, others=in_words(others)))
    return set_aside(survey, survey.submissions / whole)


def _disputed(collected: Collected, going: Collection[str]) -> list[str]:
    """The forms that were made of some of these files and others, and in which a question between them is open; not those that go as well."""
    parents = {parent_of(each.sha256) for each in collected.submissions if each.file in going}
    made = (each for each in collected.submissions if each.file not in going and parents & {*each.ancestors})
    return [each.file for each in made if any(asked.code == _WHICH_IS_RIGHT for asked in each.questions)]
