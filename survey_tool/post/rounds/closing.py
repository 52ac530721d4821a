"""The end of a round: what is personal goes, what was published and how much came back stay.

A round is closed when the release is out and the next round's forms hold its answers. Nothing is removed that does not lie in
the round's own folders of the workspace, but for reports of ours elsewhere in it; a link in them is removed, never what it points
to. Releases that were replaced stay, since they were public, and so do previews, since somebody may have signed one: both are
named, as they may tell what was corrected since.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from survey_tool.form.contract.marker import parse_marker
from survey_tool.form.drawn import APPROVAL_PROPERTY, MARKER_PROPERTY, kinds_in
from survey_tool.post.letters.folders import mail_folder
from survey_tool.post.record.history import History, record_path
from survey_tool.post.record.keeping import append, forget, kept_beside
from survey_tool.post.record.line import Line, line_now
from survey_tool.post.status.reports import reported_round
from survey_tool.reference.folders import EVERY_FOLDER
from survey_tool.reference.rounds import REPLACED
from survey_tool.settings import SETTINGS_FILE
from survey_tool.wording.words import Words

if TYPE_CHECKING:
    from survey_tool.reference.survey import Survey

RETURNS, FORMS, LETTERS, RECORDS = (
    Words("提出された調査票、修正用調査票", "returned forms and correction copies"),
    Words(
        "送付した調査票（前回の回答を含む場合があるもの）", "forms that went out, which may hold last round's answers"
    ),
    Words("メールの下書き", "drafts of letters"),
    Words("記録の控え", "copies of the record"),
)
REPORTS = Words("確認結果及び提出状況のファイル", "reports of what came back")
EARLIER, PREVIEWS, ELSEWHERE = (
    Words("以前の公表物", "earlier releases"),
    Words("公表物の案", "previews of a release"),
    Words("他のフォルダに保存された調査票", "forms that were saved elsewhere"),
)


@dataclass(frozen=True, slots=True)
class Closing:
    """What is going to be removed, by what it is: files and links, in the order of their names.

    `staying` is what somebody should look through: releases and previews that may tell what was corrected since, forms in
    folders of which this program knows nothing.
    """

    round: str
    files: Mapping[Words, tuple[Path, ...]]
    staying: Mapping[Words, tuple[Path, ...]]

    @property
    def count(self) -> int:
        """How many files."""
        return sum(map(len, self.files.values()))


def to_be_closed(survey: Survey) -> Closing:
    """What the end of the round removes, beside the private columns of the record."""
    folders = {RETURNS: survey.submissions, FORMS: survey.templates, LETTERS: mail_folder(survey)}
    files = {words: tuple(sorted(_files(folder))) for words, folder in folders.items()}
    files[RECORDS] = kept_beside(record_path(survey))
    around = tuple(sorted(_around(survey.workspace)))
    files[REPORTS] = tuple(path for path in around if reported_round(path) == survey.round.name)
    staying = {
        EARLIER: tuple(sorted((survey.published.parent / REPLACED).glob(f"{survey.round.name}-*"))),
        PREVIEWS: tuple(path.parent for path in around if kinds_in(path).get(APPROVAL_PROPERTY) == survey.round.name),
        ELSEWHERE: tuple(path for path in around if _is_form_of(path, survey.round.name)),
    }
    return Closing(survey.round.name, _some(files), _some(staying))


def close_round(survey: Survey, closing: Closing, history: History) -> Line:
    """Removes it, and blanks the private columns of the round's lines; the line that tells so.

    How much came stands in that line, and the hashes of what came in those before it. The line is written first: a run that
    was interrupted is run again. Raises `OSError`, and what `append` raises.
    """
    arrived = sum(line.what == "arrived" for line in history.lines)
    line = line_now(survey.round.name, "closed", subject=f"files={closing.count} arrived={arrived}")
    append(record_path(survey), [line])
    for path in (path for found in closing.files.values() for path in found):
        path.unlink(missing_ok=True)
    for folder in (survey.submissions, survey.templates, mail_folder(survey)):
        _remove_empty(folder)
    forget(record_path(survey), survey.round.name)
    return line


def _some(found: Mapping[Words, tuple[Path, ...]]) -> dict[Words, tuple[Path, ...]]:
    return {words: paths for words, paths in found.items() if paths}


def _around(workspace: Path) -> Iterator[Path]:
    """Files in the workspace outside its own folders; no other workspace within it is looked into, nor what is hidden."""
    for place, folders, names in os.walk(workspace):
        here = Path(place)
        own = EVERY_FOLDER if here == workspace else ()
        folders[:] = [
            name
            for name in folders
            if name[0] != "." and name not in own and not (here / name / SETTINGS_FILE).exists()
        ]
        yield from (here / name for name in names if name.lower().endswith((".xlsx", ".json")))


def _is_form_of(path: Path, round_name: str) -> bool:
    marker = parse_marker(kinds_in(path).get(MARKER_PROPERTY, ""))
    return marker is not None and marker.round == round_name


def _files(folder: Path) -> Iterator[Path]:
    if folder.is_symlink():
        yield folder
        return
    for place, folders, names in os.walk(folder):  # follows no link
        yield from (Path(place, name) for name in names)
        yield from (Path(place, name) for name in folders if Path(place, name).is_symlink())


def _remove_empty(folder: Path) -> None:
    for place, _, _ in os.walk(folder, topdown=False):
        if not any(Path(place).iterdir()):
            Path(place).rmdir()
