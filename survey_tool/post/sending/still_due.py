"""Whether a draft that lies there would be written today as it stands: what was drafted yesterday may say what is no longer so, to somebody
who has answered since or is no longer to be written to, with a form that was drawn anew."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from email.utils import getaddresses

from survey_tool.post.letters.contacts import Contact, Contacts
from survey_tool.post.letters.copies import Allowed
from survey_tool.post.letters.correspondence import Enclosed, own_texts, recipients_of, workbook_of
from survey_tool.post.letters.drafts import AttachedFile, addressees
from survey_tool.post.letters.letter import Letter
from survey_tool.post.letters.templates import fill, read_template
from survey_tool.reference.survey import Survey
from survey_tool.wording.words import LANGUAGES


@dataclass(frozen=True, slots=True)
class DraftText:
    """What a draft says, to whom, and the SHA-256 of the workbook that goes with it, blank where none does."""

    to: str
    cc: str
    subject: str
    body: str
    workbook: str


@dataclass(frozen=True, slots=True)
class SaidToday:
    """A letter as it would be written today: to which addresses, with which subject and body, in one language or the other, and with
    which form (SHA-256). None where its workbook is drawn while it is written."""

    to: frozenset[str]
    cc: frozenset[str]
    texts: frozenset[tuple[str, ...]]
    form: str | None

    def is_said_by(self, said: DraftText, *, edited: bool) -> bool:
        """Whether a draft says that; of one that somebody has edited the words are theirs, not to whom they may go."""
        return (
            (_addresses(said.to), _addresses(said.cc)) == (self.to, self.cc)
            and self.form in (None, said.workbook)
            and (edited or _plain(said.subject, said.body) in self.texts)
        )


def said_today(
    survey: Survey, due: Iterable[Enclosed], contacts: Contacts, allowed: Allowed
) -> Mapping[str, SaidToday]:
    """The letters that are due, by their ids, but for those that nobody can be written or whose form cannot be sent. `allowed` are the domains
    to which copies may go, by prefecture. Raises `MistakesError` for a text of one's own, `OSError` for a form that cannot be read."""
    found = {}
    for each in due:
        recipients = recipients_of(each, contacts, allowed)
        main = [contact for contact in recipients if contact.kind == "to"]
        form = _form(survey, each)
        if main and form != "":
            copied = frozenset(contact.address.casefold() for contact in recipients if contact.kind == "cc")
            to = frozenset(contact.address.casefold() for contact in main)
            found[each.letter.id] = SaidToday(to, copied, _texts(survey, each.letter, main), form)
    return found


def _form(survey: Survey, enclosed: Enclosed) -> str | None:
    """The SHA-256 of the form that goes with a letter, blank where what lies there cannot be sent; None for what is still to be drawn."""
    if enclosed.parent is not None:
        return None
    workbook = workbook_of(survey, enclosed) if enclosed.workbook.is_file() else None
    return hashlib.sha256(workbook.content).hexdigest() if isinstance(workbook, AttachedFile) else ""


def _texts(survey: Survey, letter: Letter, main: list[Contact]) -> frozenset[tuple[str, ...]]:
    templates = (read_template(letter.kind, language, own_texts(survey)) for language in LANGUAGES)
    texts = (fill(template, letter, addressees(main)) for template in templates)
    return frozenset(_plain(each.subject, each.body) for each in texts)


def _addresses(header: str) -> frozenset[str]:
    return frozenset(address.casefold() for _, address in getaddresses([header]) if address)


def _plain(*texts: str) -> tuple[str, ...]:
    """Without what a mail program or the way of a mail makes of blanks and line ends."""
    return tuple(" ".join(each.split()) for each in texts)
