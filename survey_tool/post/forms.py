"""What has to be seen to before forms are written: that nobody's answers are replaced, and that the record tells of it first."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from survey_tool.form.drawn import may_be_replaced
from survey_tool.post.acts import NotDoneError
from survey_tool.post.lost_record import is_lost, note_generated
from survey_tool.reference.folders import SUBMISSIONS, folder_around
from survey_tool.reference.survey import Survey
from survey_tool.wording.words import Words

LOST_RECORD = Words(
    "記録（record.csv）より前に作成された調査票又は下書きがあり、記録が失われた可能性があります。"
    "record.csv の控えがある場合は、元に戻してください。",
    "There are forms or drafts from before the record (record.csv) began: an earlier one may be lost. If there is a copy of "
    "record.csv, restore it.",
)
_AMONG_RETURNS = Words(
    "調査票の作成先（{folder}）が、提出されたファイルのフォルダ（{among}）の中にあります。提出されたものと区別できなくなるため、"
    "調査票は作成していません。作業フォルダの指定又はリンクを確認してください。",
    "The forms would be written to {folder}, which lies in a folder of returned files ({among}), where they would pass for "
    "returns. No forms were written. See which workspace this is, and where links lead.",
)
_SAVED = Words(
    "作成した後に保存された調査票又は他のファイルがあるため、上書きしません：{files}。"
    "内容を確認し、{folder} から別のフォルダに移した上で、もう一度実行してください。調査票は作成していません。",
    "Not replaced, because they were saved since they were written, or are other files: {files}. Look at them, move them out of "
    "{folder}, then run again. No forms were written.",
)


def about_to_write(survey: Survey, paths: Iterable[Path], count: int) -> Words | None:
    """Writes down that so many forms are about to be written in place of what lies at `paths`; what is to be said of the record, if
    anything. Raises `NotDoneError` where they would lie among returns, of this round or of another, and be read as such; or where a
    file that would be replaced is none of ours or was saved since: it may hold answers. Raises as `append` does."""
    if among := folder_around(survey.templates, survey.workspace, [SUBMISSIONS]):
        raise NotDoneError(_AMONG_RETURNS.fill(folder=survey.templates, among=among))
    if saved := [path for path in paths if not may_be_replaced(path)]:
        files = Words.listed(path.name for path in saved)
        raise NotDoneError(_SAVED.fill(files=files, folder=survey.templates), usage=False)
    lost = is_lost(survey)
    note_generated(survey, count)
    return LOST_RECORD if lost else None
