"""The end of a round: what is personal goes, what was published and how much came back stay.

A round is closed when the release is out and the next round's forms hold its answers. Nothing is removed that does not lie in
the round's own folders of the workspace; a link in them is removed, never what it points to.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from survey_tool.post.letters.folders import mail_folder
from survey_tool.post.record.history import History, record_path
from survey_tool.post.record.keeping import append, forget, kept_beside
from survey_tool.post.record.line import Line, now, somebody
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


@dataclass(frozen=True, slots=True)
class Closing:
    """What is going to be removed, by what it is: files and links, in the order of their names."""

    round: str
    files: Mapping[Words, tuple[Path, ...]]

    @property
    def count(self) -> int:
        """How many files."""
        return sum(map(len, self.files.values()))


def to_be_closed(survey: Survey) -> Closing:
    """What the end of the round removes, beside the private columns of the record."""
    folders = {RETURNS: survey.submissions, FORMS: survey.templates, LETTERS: mail_folder(survey)}
    files = {words: tuple(sorted(_files(folder))) for words, folder in folders.items()}
    files[RECORDS] = kept_beside(record_path(survey))
    return Closing(survey.round.name, {words: found for words, found in files.items() if found})


def close_round(survey: Survey, closing: Closing, history: History) -> Line:
    """Removes it, and blanks the private columns of the round's lines; the line that tells so.

    How much came stands in that line, and the hashes of what came in those before it. The line is written first: a run that
    was interrupted is run again. Raises `OSError`, and what `append` raises.
    """
    arrived = sum(line.what == "arrived" for line in history.lines)
    line = Line(
        at=now(),
        round=survey.round.name,
        what="closed",
        subject=f"files={closing.count} arrived={arrived}",
        by=somebody(),
    )
    append(record_path(survey), [line])
    for path in (path for found in closing.files.values() for path in found):
        path.unlink(missing_ok=True)
    for folder in (survey.submissions, survey.templates, mail_folder(survey)):
        _remove_empty(folder)
    forget(record_path(survey), survey.round.name)
    return line


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
