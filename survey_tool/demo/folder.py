"""The demonstration's workspace: its settings, and which of its values are illustrative; made anew at each run."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Iterable
from pathlib import Path

from survey_tool.demo.cases import Reply
from survey_tool.post.new_round import begin_round
from survey_tool.reference.survey import Survey, open_survey
from survey_tool.reference.workspace import write_whole
from survey_tool.release.choosing.illustrative import COLUMNS, ILLUSTRATIVE_FILE
from survey_tool.settings import SETTINGS_FILE
from survey_tool.settings.writing import settings_text
from survey_tool.wording.handwritten import Mistake, MistakesError
from survey_tool.wording.words import Words

_SIGN = "# survey-tool demo"
_HEAD = (
    f"{_SIGN}\n"
    "# 動作例の作業フォルダです。動作例を作成するたびに、templates、submissions 及び published の内容を削除して作り直します。\n\n"
)
_NOT_OURS = Words("動作例の作業フォルダではありません。", "This folder does not belong to the demonstration.")
_CHOOSE = Words(
    "まだないフォルダ、空のフォルダ、又は以前の動作例のフォルダを指定してください。",
    "Name a folder that does not exist yet, is empty, or was made by an earlier demonstration.",
)


def prepare(folder: Path) -> Survey:
    """An empty workspace with settings. What an earlier demonstration left in it is removed.

    Raises `MistakesError` where the folder holds anything that is not the demonstration's (nothing is changed then), and
    `OSError` where a file cannot be removed or written.
    """
    settings = folder / SETTINGS_FILE
    if folder.exists() and not _may_use(folder, settings):
        raise MistakesError([Mistake(str(folder), None, None, _NOT_OURS, _CHOOSE)])
    write_whole(settings, (_HEAD + settings_text("ja")).encode())
    survey = open_survey(folder)
    begin_round(folder, survey.places, "ja")
    for directory in (survey.templates, survey.submissions, survey.published):
        if directory.exists():
            shutil.rmtree(directory)  # never past an error: a return left over would count in this round
    survey.submissions.mkdir()
    return survey


def write_illustrative(survey: Survey, replies: Iterable[Reply]) -> Path:
    """The list of the values that no source gives: question or municipality code, by case id."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for reply in replies:
        writer.writerows((case.case_id, key) for case in reply.cases for key in case.illustrative)
    path = survey.workspace / ILLUSTRATIVE_FILE
    write_whole(path, text.getvalue().encode())
    return path


def _may_use(folder: Path, settings: Path) -> bool:
    if not folder.is_dir():
        return False
    if settings.is_file():
        return settings.read_text(encoding="utf-8", errors="replace").startswith(_SIGN)
    return not any(folder.iterdir())
