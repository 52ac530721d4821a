"""What has to be seen to before forms are written: that nobody's answers are replaced, and that the record tells of it first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from survey_tool.form.contract.file_names import form_paths, form_there
from survey_tool.form.drawn import CARRIED_PROPERTY, kinds_in, may_be_replaced
from survey_tool.post.acts import NotDoneError
from survey_tool.post.lost_record import note_generated
from survey_tool.post.record.closed import closed_in_words
from survey_tool.post.record.history import history_of
from survey_tool.post.record.troubles import LOST
from survey_tool.reference.folders import SUBMISSIONS, folder_around
from survey_tool.reference.survey import Survey
from survey_tool.wording.words import Words

LOST_RECORD = LOST + Words(
    "record.csv の最新の控えがある場合は、元に戻してください。", " If there is a newer copy of record.csv, restore it."
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


_CARRIED = Words(
    "前回の回答を転記した調査票を、転記していない調査票に置き換えることはできません：{names}。"
    "前回の提出ファイルのフォルダを指定してください（survey-tool generate --previous フォルダ）。"
    "転記しない場合は、今の調査票を {folder} から別のフォルダに移した上で、もう一度実行してください。調査票は作成していません。",
    "Forms that hold last round's answers are not replaced by forms without: {names}. Name the folder of last round's returns "
    "(survey-tool generate --previous FOLDER). If none are to be filled in, move the present forms out of {folder}, then run again. No forms "
    "were written.",
)


def carried_over(survey: Survey, codes: Iterable[str]) -> Mapping[str, str]:
    """The prefectures whose form lies there with answers of an earlier round, each with the name of that round."""
    found = ((code, kinds_in(form_there(survey, code)).get(CARRIED_PROPERTY)) for code in codes)
    return {code: name for code, name in found if name}


def about_to_write(survey: Survey, codes: Collection[str], filled_in: Collection[str] = ()) -> Words | None:
    """Writes down that the forms of these prefectures are about to be written, those of `filled_in` with answers; what is to be said
    of the record, if anything. Raises `NotDoneError` where they would lie among returns, of this round or of another, and be read as such; where a
    file that would be replaced is none of ours or was saved since: it may hold answers; where last round's answers would be gone
    from a form; or where the round was closed. Raises as `append` does."""
    if closed := closed_in_words(history_of(survey)):
        raise NotDoneError(closed)
    if among := folder_around(survey.templates, survey.workspace, [SUBMISSIONS]):
        raise NotDoneError(_AMONG_RETURNS.fill(folder=survey.templates, among=among))
    if saved := [path for code in codes for path in form_paths(survey, code) if not may_be_replaced(path)]:
        files = Words.listed(path.name for path in saved)
        raise NotDoneError(_SAVED.fill(files=files, folder=survey.templates), usage=False)
    if bare := carried_over(survey, codes).keys() - set(filled_in):
        raise NotDoneError(_CARRIED.fill(names=survey.places.prefectures_told(sorted(bare)), folder=survey.templates))
    return LOST_RECORD if note_generated(survey, len(codes)) else None
