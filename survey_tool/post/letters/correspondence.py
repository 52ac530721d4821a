"""Letters and the workbooks that go with them, put into words and addressed to the contacts of their prefectures.

A workbook is opened before it is attached, and the very bytes that were looked at are sent: it has to be a form of the round, of
the prefecture that is written to, as it was drawn, and to say what is so today. What lies at a path may be another's, where files
were moved about, or older than the settings.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from survey_tool.post.letters.attachments.drawn_forms import WrongWorkbook, form_as_drawn
from survey_tool.post.letters.attachments.stale_forms import StaleForm, stale_form
from survey_tool.post.letters.contacts import Contact, Contacts, with_copy
from survey_tool.post.letters.copies import Allowed, LeftOutCopy, why_no_copy
from survey_tool.post.letters.drafts import AttachedFile, Draft, Sender, draft
from survey_tool.post.letters.folders import LETTERS_FOLDER
from survey_tool.post.letters.letter import Letter
from survey_tool.post.letters.templates import Template, read_template, see_that_it_is_right
from survey_tool.reference.survey import Survey
from survey_tool.wording.words import Language


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A letter, the workbook that goes with it, and who filled in the return that it is about: a copy goes there.

    `parent` is what the workbook's marker has to name as the file that it corrects; nothing where any may (a form of the round,
    drawn blank or again with its answers).
    """

    letter: Letter
    workbook: Path
    respondent: Contact | None = None
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Correspondence:
    """Drafts, and the prefectures for which none could be made: nobody to write to, no workbook to send, one that somebody has
    changed since it was drawn, another's, or one that says what is no longer so. `without_copy` are addresses that a letter does not go to."""

    drafts: tuple[Draft, ...]
    without_contact: tuple[str, ...] = ()
    without_workbook: tuple[str, ...] = ()
    changed_workbook: tuple[str, ...] = ()
    wrong_workbook: tuple[WrongWorkbook, ...] = ()
    stale: tuple[StaleForm, ...] = ()
    without_copy: tuple[LeftOutCopy, ...] = ()

    @property
    def left_out(self) -> tuple[str, ...]:
        """The prefectures that get no letter though they should."""
        wrong = tuple(each.prefecture_code for each in self.wrong_workbook)
        stale = tuple(each.prefecture_code for each in self.stale)
        return (*self.without_contact, *self.without_workbook, *self.changed_workbook, *wrong, *stale)


def drafted(
    survey: Survey,
    enclosed: Sequence[Enclosed],
    contacts: Contacts,
    language: Language,
    changed: Collection[Path] = (),
    allowed: Allowed = frozenset(),
) -> Correspondence:
    """The letters in words, to the contacts of their prefectures. Workbooks that are `changed` are sent to nobody: they
    may hold what somebody else has answered since. `allowed` are the domains to which copies may go, by prefecture.

    Raises `MistakesError` for a mistake in a text of the workspace's own, `OSError` for a workbook that cannot be read.
    """
    texts = _texts(survey, dict.fromkeys(type(each.letter) for each in enclosed), language)
    nobody = contacts.missing(dict.fromkeys(each.letter.prefecture_code for each in enclosed))
    absent = dict.fromkeys(each.letter.prefecture_code for each in enclosed if not each.workbook.is_file())
    altered = dict.fromkeys(each.letter.prefecture_code for each in enclosed if each.workbook in changed)
    ready = [each for each in enclosed if each.letter.prefecture_code not in (*nobody, *absent, *altered)]
    opened = [(each, workbook_of(survey, each)) for each in ready]
    altered |= dict.fromkeys(each.letter.prefecture_code for each, found in opened if found is None)
    checked = [(each, found) for each, found in opened if isinstance(found, AttachedFile)]
    return Correspondence(
        drafts=tuple(
            draft(
                each.letter,
                recipients_of(each, contacts, allowed),
                attachment,
                Sender.of(survey.round.secretariat),
                texts[type(each.letter)],
            )
            for each, attachment in checked
        ),
        without_contact=tuple(nobody),
        without_workbook=tuple(absent),
        changed_workbook=tuple(altered),
        wrong_workbook=tuple(found for _, found in opened if isinstance(found, WrongWorkbook)),
        stale=tuple(found for _, found in opened if isinstance(found, StaleForm)),
        without_copy=tuple(dict.fromkeys(filter(None, (_refused(each, contacts, allowed) for each, _ in checked)))),
    )


def recipients_of(enclosed: Enclosed, contacts: Contacts, allowed: Allowed) -> tuple[Contact, ...]:
    """To whom a letter goes: the contacts of its prefecture, and who filled in the return that it is about, if a copy may go there."""
    copied = None if _refused(enclosed, contacts, allowed) else enclosed.respondent
    return with_copy(contacts.of(enclosed.letter.prefecture_code), copied)


def _refused(enclosed: Enclosed, contacts: Contacts, allowed: Allowed) -> LeftOutCopy | None:
    return why_no_copy(enclosed.respondent, contacts, allowed) if enclosed.respondent else None


def _texts(survey: Survey, kinds: Iterable[type[Letter]], language: Language) -> dict[type[Letter], Template]:
    """The text for letters of each kind. Raises `MistakesError`, also where nobody can be written to yet."""
    texts = {kind: read_template(kind.kind, language, own_texts(survey)) for kind in kinds}
    for kind, text in texts.items():
        see_that_it_is_right(text, kind)
    return texts


def own_texts(survey: Survey) -> Path | None:
    """Where a workspace has letters in words of its own, if it has."""
    folder = survey.workspace / LETTERS_FOLDER
    return folder if folder.is_dir() else None


def workbook_of(survey: Survey, enclosed: Enclosed) -> AttachedFile | WrongWorkbook | StaleForm | None:
    """The workbook, if it is the one that belongs to the letter; nothing where somebody has changed it since it was drawn."""
    attachment, code = AttachedFile.of(enclosed.workbook), enclosed.letter.prefecture_code
    form = form_as_drawn(attachment.content)
    if form is None:
        return None
    if not form.is_of(survey, code) or enclosed.parent not in (None, form.marker.parent):
        return WrongWorkbook(code, enclosed.workbook, form.marker)
    return stale_form(survey, form) or attachment
