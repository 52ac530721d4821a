"""Whether a draft that lies there would be written today as it stands: what was drafted yesterday may say what is no longer so, to somebody
who has answered since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from email.utils import getaddresses

from survey_tool.post.letters.contacts import Contact, Contacts
from survey_tool.post.letters.correspondence import own_texts
from survey_tool.post.letters.drafts import addressees
from survey_tool.post.letters.letter import Letter
from survey_tool.post.letters.templates import fill, read_template
from survey_tool.reference.survey import Survey
from survey_tool.wording.words import LANGUAGES


@dataclass(frozen=True, slots=True)
class SaidToday:
    """A letter as it would be written today: to which addresses, and with which subject and body, in one language or the other."""

    to: frozenset[str]
    texts: frozenset[tuple[str, ...]]

    def is_said_by(self, to: str, subject: str, body: str, *, edited: bool) -> bool:
        """Whether a draft says that; of one that somebody has edited the words are theirs."""
        return edited or (
            {address for _, address in getaddresses([to])} == self.to and _plain(subject, body) in self.texts
        )


def said_today(survey: Survey, letters: Iterable[Letter], contacts: Contacts) -> Mapping[str, SaidToday]:
    """The letters that are due, by their ids, but for those that nobody can be written. Raises `MistakesError` for a text of one's own."""
    found = {}
    for letter in letters:
        main = [each for each in contacts.of(letter.prefecture_code) if each.kind == "to"]
        if main:
            found[letter.id] = SaidToday(frozenset(each.address for each in main), _texts(survey, letter, main))
    return found


def _texts(survey: Survey, letter: Letter, main: list[Contact]) -> frozenset[tuple[str, ...]]:
    templates = (read_template(letter.kind, language, own_texts(survey)) for language in LANGUAGES)
    texts = (fill(template, letter, addressees(main)) for template in templates)
    return frozenset(_plain(each.subject, each.body) for each in texts)


def _plain(*texts: str) -> tuple[str, ...]:
    """Without what a mail program or the way of a mail makes of blanks and line ends."""
    return tuple(" ".join(each.split()) for each in texts)
