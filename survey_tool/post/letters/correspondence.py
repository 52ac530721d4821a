"""Letters and the workbooks that go with them, put into words and addressed to the contacts of their prefectures."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from survey_tool.post.letters.contacts import Contact, Contacts, with_copy
from survey_tool.post.letters.drafts import AttachedFile, Draft, Sender, draft
from survey_tool.post.letters.folders import LETTERS_FOLDER
from survey_tool.post.letters.letter import Letter
from survey_tool.post.letters.templates import read_template
from survey_tool.reference.survey import Survey
from survey_tool.wording.words import Language


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A letter, the workbook that goes with it, and who filled in the return that it is about: a copy goes there."""

    letter: Letter
    workbook: Path
    respondent: Contact | None = None


@dataclass(frozen=True, slots=True)
class Correspondence:
    """Drafts, and the prefectures for which none could be made: nobody to write to, no workbook to send, or one that
    somebody has changed since it was drawn."""

    drafts: tuple[Draft, ...]
    without_contact: tuple[str, ...] = ()
    without_workbook: tuple[str, ...] = ()
    changed_workbook: tuple[str, ...] = ()

    @property
    def left_out(self) -> tuple[str, ...]:
        """The prefectures that get no letter though they should."""
        return (*self.without_contact, *self.without_workbook, *self.changed_workbook)


def drafted(
    survey: Survey,
    enclosed: Sequence[Enclosed],
    contacts: Contacts,
    language: Language,
    changed: Collection[Path] = (),
) -> Correspondence:
    """The letters in words, to the contacts of their prefectures. Workbooks that are `changed` are sent to nobody: they
    may hold what somebody else has answered since.

    Raises `MistakesError` for a mistake in a text of the workspace's own, `OSError` for a workbook that cannot be read.
    """
    own_texts = survey.workspace / LETTERS_FOLDER
    sender = Sender.of(survey.round.secretariat)
    nobody = contacts.missing(dict.fromkeys(each.letter.prefecture_code for each in enclosed))
    absent = dict.fromkeys(each.letter.prefecture_code for each in enclosed if not each.workbook.is_file())
    altered = dict.fromkeys(each.letter.prefecture_code for each in enclosed if each.workbook in changed)
    drafts = [
        draft(
            each.letter,
            with_copy(contacts.of(each.letter.prefecture_code), each.respondent),
            AttachedFile.of(each.workbook),
            sender,
            read_template(each.letter.kind, language, own_texts if own_texts.is_dir() else None),
        )
        for each in enclosed
        if each.letter.prefecture_code not in (*nobody, *absent, *altered)
    ]
    return Correspondence(tuple(drafts), tuple(nobody), tuple(absent), tuple(altered))
