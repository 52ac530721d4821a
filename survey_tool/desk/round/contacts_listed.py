"""The list of contacts as it stands in its file, in order or not, for pages that show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from survey_tool.post.incoming.contact_rows import NO_TABLE, ContactTable, contact_table
from survey_tool.post.letters.contacts import CONTACTS_FILE, contacts_in
from survey_tool.post.rounds.new_round import contacts_text
from survey_tool.reference.places import Places, read_places
from survey_tool.wording.handwritten import MistakesError, decoded, read_handwritten
from survey_tool.wording.words import NOTHING, Language, Words


@dataclass(frozen=True, slots=True)
class ContactsListed:
    """`table` has no fields where nobody can tell what the file says; `wrong` are the mistakes of the file, `passed_over` says who stands in
    it without an address."""

    table: ContactTable
    places: Places
    wrong: Sequence[Words] = ()
    passed_over: Words = NOTHING


def contacts_listed(workspace: Path, language: Language) -> ContactsListed:
    """The list of a round; where there is none the one to be filled in, in a language."""
    places, path = read_places(), workspace / CONTACTS_FILE
    table = NO_TABLE
    try:
        text = read_handwritten(path) if path.is_file() else decoded("", contacts_text(places, language).encode())
        table = contact_table(text, places.prefecture_list)
        return ContactsListed(
            table, places, passed_over=contacts_in(CONTACTS_FILE, text, places.prefecture_list).passed_over
        )
    except MistakesError as error:
        return ContactsListed(table, places, error.lines)
