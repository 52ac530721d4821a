"""The forms of a round written: what has to be seen to before, so that nobody's answers are replaced and the record tells of it
first; and what is told of them afterwards."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from survey_tool.form.contract.file_names import form_path, form_paths, form_there
from survey_tool.form.drawn import may_be_replaced
from survey_tool.post.acts import NotDoneError
from survey_tool.post.incoming.opening import has_anything
from survey_tool.post.lost_record import note_generated
from survey_tool.post.record.closed import closed_in_words
from survey_tool.post.record.history import history_of
from survey_tool.post.record.troubles import LOST
from survey_tool.post.rounds.carrying import carried_in_words, carried_over
from survey_tool.reference.folders import SUBMISSIONS, folder_around
from survey_tool.reference.survey import Survey
from survey_tool.wording.words import Language, Words

if TYPE_CHECKING:
    from survey_tool.intake.redrawing.previous import LastRound

LOST_RECORD = LOST + Words(
    "記録（record.csv）の最新の控えがある場合は、元に戻してください。",
    " If there is a newer copy of the record (record.csv), restore it.",
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
_PLACEHOLDERS = Words(
    "事務局について、見本のまま又は空欄の項目があります（{keys}）。調査票とメールに記載されるため、設定（survey.toml）を修正し、もう一度実行してください。",
    "What is said of the secretariat is still the example, or blank ({keys}). Forms and letters name them: change the settings (survey.toml) "
    "and run this again.",
)
_WRITTEN = Words("調査票を{count}件作成しました：{folder}", "Forms written: {count}, in {folder}")
_STILL_GOOD = Words(
    "既に送付した調査票は、そのまま有効です。提出されたファイルにも影響はなく、改めて送付する必要はありません。",
    "Forms that were sent before stay valid, and so does what came back: none has to be sent again.",
)
_CHANGED = Words(
    "既にあった調査票のうち{count}件は、内容が変わりました（設定、言語又は転記する前回の回答が、前に作成したときと異なります）。",
    "Forms that differ from those that lay there before: {count} (settings, language or the answers of last round are not "
    "what they were).",
)
_CARRIED = Words(
    "前回の回答を転記した調査票を、転記していない調査票に置き換えることはできません：{names}。"
    "前回の提出ファイルのフォルダを指定してください（survey-tool generate --previous フォルダ）。"
    "転記しない場合は、今の調査票を {folder} から別のフォルダに移した上で、もう一度実行してください。調査票は作成していません。",
    "Forms that hold last round's answers are not replaced by forms without: {names}. Name the folder of last round's returns "
    "(survey-tool generate --previous FOLDER). If none are to be filled in, move the present forms out of {folder}, then run again. No forms "
    "were written.",
)


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


@dataclass(frozen=True, slots=True)
class FormsWritten:
    """What is told of forms that were written: `done` is the result, `noted` what somebody should look at. `answered`: some of them lay
    there before, and something has come back since."""

    done: tuple[Words, ...]
    noted: tuple[Words, ...]
    answered: bool


def write_forms_out(
    survey: Survey,
    codes: Sequence[str],
    edition: Language | None = None,
    last: LastRound | None = None,
    folder: Path | None = None,
    progress: Callable[[Path], None] | None = None,
) -> FormsWritten:
    """Writes the forms of these prefectures, once `about_to_write` has seen to it, with the answers of the `last` round, whose returns
    lie in `folder`. Raises `OSError`; what `progress` raises ends the work."""
    from survey_tool.form.generate import generate  # what draws is loaded when something is drawn

    before = {
        form_path(survey, code): path.read_bytes() for code in codes if (path := form_there(survey, code)).is_file()
    }
    written = generate(survey, codes, edition, last.filled_in if last else {}, progress, last.round if last else "")
    survey.submissions.mkdir(parents=True, exist_ok=True)
    carried = carried_in_words(survey, codes, last, folder) if last and folder else None
    done = [_WRITTEN.fill(count=len(written), folder=survey.templates), *(carried.done if carried else ())]
    noted = list(carried.noted) if carried else []
    # So that nobody replaces forms that were filled in with last round's answers by empty ones without noticing.
    if changed := sum(path.read_bytes() != content for path, content in before.items()):
        noted.append(_CHANGED.fill(count=changed))
    noted += to_be_set_first(survey)
    answered = bool(before) and has_anything(survey.submissions)
    if answered:
        done.append(_STILL_GOOD)
    return FormsWritten(tuple(done), tuple(noted), answered)


def to_be_set_first(survey: Survey) -> tuple[Words, ...]:
    """What should be set before forms or letters go out: contacts at which nobody can be reached, days that may be slips."""
    keys = survey.round.placeholders_told
    return (*((_PLACEHOLDERS.fill(keys=keys),) if keys else ()), *survey.round.doubts)
