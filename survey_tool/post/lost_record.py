"""A record that is gone, or in whose place an older copy stands, is noticed: what this program has written for a round is told in it
before it is written, and which letters it ever told of is kept beside it.

Where forms or drafts lie of which the record does not know, or letters went out, an earlier one told of them, and perhaps of more.
Until it is restored, or a person has said of a letter what became of it, nothing that is written is told in the new one, so that
running a command again does not end the doubt. That a return lies there of which the record does not tell is no sign: it came.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from survey_tool.form.contract.file_names import form_there
from survey_tool.post.letters.drafts import letters_in
from survey_tool.post.letters.folders import mail_folder
from survey_tool.post.record.doubts import told_elsewhere
from survey_tool.post.record.history import history_of, record_path
from survey_tool.post.record.keeping import append
from survey_tool.post.record.letters import delivery, of_letters
from survey_tool.post.record.line import Line, line_now
from survey_tool.post.record.offered import offered

if TYPE_CHECKING:
    from survey_tool.post.letters.drafts import Draft
    from survey_tool.reference.survey import Survey


def is_lost(survey: Survey) -> bool:
    """Whether forms or drafts of the round lie in the workspace, or letters went out, also by a copy beside it, of which the record tells
    nothing. Raises `RecordFileError`."""
    history = history_of(survey)
    lines = history.every_line
    if not any(line.what == "generated" for line in lines) and _has_forms(survey):
        return True
    went_out = of_letters(lines).keys()
    copies = map(of_letters, told_elsewhere(survey, history).values())
    if any(delivery(line) != "open" and id not in went_out for copy in copies for id, line in copy.items()):
        return True
    if offered(record_path(survey), survey.round.name) - went_out:
        return True
    known = {line.subject for line in lines if line.what == "drafted"} | went_out
    return any(id not in known for id in _drafted_ids(survey))


def note_generated(survey: Survey, count: int) -> bool:
    """Writes down that so many forms are about to be written, unless that is what the record says last; whether an earlier record is
    lost (`is_lost`). Raises as `append` does."""
    lost = is_lost(survey)
    if not lost:
        append(record_path(survey), [line_now(survey.round.name, "generated", detail=str(count))], once=True)
    return lost


def note_drafted(survey: Survey, drafts: Sequence[Draft]) -> bool:
    """Writes down which letters are about to be drafted, each once; whether an earlier record is lost, of which nobody asks where
    there are none. Raises as `append` does."""
    lost = bool(drafts) and is_lost(survey)
    told = {line.subject for line in _lines(survey) if line.what == "drafted"}
    lines = [
        line_now(survey.round.name, "drafted", each.letter.prefecture_code, each.letter.id, each.file_name)
        for each in drafts
        if each.letter.id not in told
    ]
    if lines and not lost:
        append(record_path(survey), lines, once=True)
    note_listed(survey, drafts)
    return lost


def note_listed(survey: Survey, drafts: Sequence[Draft]) -> None:
    """Writes down which doubtful answers the letters ask about, each once: it counts when a letter was sent. Raises as `append`
    does."""
    told = {line.subject for line in _lines(survey) if line.what == "listed"}
    lines = [
        line_now(survey.round.name, "listed", each.letter.prefecture_code, subject)
        for each in drafts
        for asked in each.letter.asks
        if (subject := f"{each.letter.id} {asked}") not in told
    ]
    if lines:
        append(record_path(survey), lines, once=True)


def _lines(survey: Survey) -> tuple[Line, ...]:
    """Those too that were taken back: they were there."""
    return history_of(survey).every_line


def _has_forms(survey: Survey) -> bool:
    return any(form_there(survey, code).is_file() for code in survey.places.prefectures)


def _drafted_ids(survey: Survey) -> Iterable[str]:
    folder = mail_folder(survey)
    folders = sorted(path for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []
    return (id for each in folders for _, id in letters_in(each))
