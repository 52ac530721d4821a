"""Differing returns of a prefecture made one form, after the line of the record that tells of it."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from survey_tool.form.drawn import may_be_replaced
from survey_tool.form.workbook import draw
from survey_tool.intake.judging.submission import Collected
from survey_tool.intake.redrawing.merging import MergedForm, merged
from survey_tool.post import acts
from survey_tool.questionnaire.findings.finding import Finding
from survey_tool.reference.survey import Survey
from survey_tool.reference.workspace import write_whole
from survey_tool.wording.file_troubles import not_readable_here
from survey_tool.wording.words import Words

NOTHING_TO_MERGE = Words(
    "{name}には、まとめる必要のある提出はありません。", "Nothing to merge: no returns of {name} contradict each other."
)
_MERGED = Words(
    "{name}の提出{count}件を1つの調査票にまとめました：{path}\n元の提出に代わるものとして扱います。",
    "The {count} returns of {name} are now one form, which counts in place of them: {path}",
)
_DIFFERING = Words(
    "{name}の提出{count}件には、食い違いが{differing}か所あります。両方の回答を示した調査票を作成しました：{path}\n"
    "都道府県に送付して確認を依頼してください。提出されると、元の提出に代わるものとして扱います。",
    "The {count} returns of {name} contradict each other at {differing} places. A form that shows both answers was written: "
    "{path}\nSend it to the prefecture; when it is returned, it counts in place of them.",
)
_LEFT_BEHIND = Words("次の内容は転記していません。", "What follows is not in the new form.")
_WHOSE = Words(
    "別の都道府県の可能性がある提出が含まれるため、まとめることができません。",
    "One of them may be another prefecture's: they are not merged.",
)
_NOT_READABLE = Words("まとめた調査票は作成していません。{why}", "No form was made of them. {why}")
_SAVED = Words(
    "「{path}」は、作成した後に保存されたか、他のファイルであるため、上書きしません。内容を確認し、別の名称に変更した上で、もう一度実行してください。",
    '"{path}" was saved since it was written, or is another file: it is not replaced. Look at it, rename it, then run this again.',
)


class NotMergedError(acts.NotDoneError):
    """One of the returns may be another prefecture's; `lines` say why."""

    def __init__(self, lines: tuple[Words, ...]) -> None:
        self.lines = lines
        super().__init__(lines[0])


def merge_returns(survey: Survey, collected: Collected, code: str) -> MergedForm:
    """One form of the returns of a prefecture of which nobody can say which counts, written where it belongs.

    Raises `NotDoneError` where there are none, where a file cannot be read at this moment that may be one of them, or correct them, or
    where the form would replace what somebody has made, `NotMergedError` where it is not certain whose they are; and as `append` does,
    and `OSError`.
    """
    if unread := collected.not_readable_of({None, code}):
        raise acts.NotDoneError(_NOT_READABLE.fill(why=not_readable_here(unread)), usage=False)
    returns = collected.in_conflict(code)
    if not returns:
        raise acts.NotDoneError(NOTHING_TO_MERGE.fill(name=survey.places.prefectures[code].name))
    if doubts := [found for each in returns for found in each.owner.doubts]:
        raise NotMergedError((_WHOSE, *(each.told for each in doubts)))
    found = merged(survey, returns)
    if not may_be_replaced(found.path):
        raise acts.NotDoneError(_SAVED.fill(path=found.path), usage=False)
    content, files = draw(survey, found.form), [each.file for each in returns]
    name = found.path.relative_to(survey.submissions).as_posix()
    with acts.told_first(survey, []) as told:
        told.extend(acts.merged(survey, code, sha256(content).hexdigest(), name, files))
        write_whole(found.path, content)
    return found


def merged_in_words(survey: Survey, returns: int, found: MergedForm) -> Words:
    """What became of so many returns."""
    name, differing = survey.places.prefectures[found.form.prefecture_code].name, len(found.form.findings)
    said = _DIFFERING if differing else _MERGED
    return said.fill(name=name, count=returns, differing=differing, path=found.path)


def left_behind_in_words(findings: Sequence[Finding]) -> tuple[Words, ...]:
    """What of the returns is not in the form that was drawn from them, if anything."""
    return (_LEFT_BEHIND, *(each.told for each in findings)) if findings else ()
