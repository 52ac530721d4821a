"""連絡先: whom to write to, a prefecture at a time as fields, or all of them by Excel."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from survey_tool.desk.at_hand import (
    NOT_FOUND,
    desk_of,
    page,
    refused_here,
    seal_of,
    see,
    see_that_it_is_there,
    text_of,
)
from survey_tool.desk.guard.files import attachment
from survey_tool.desk.pages.settings import NOT_TAKEN, settings, settings_shown
from survey_tool.desk.round.contacts_listed import contacts_listed
from survey_tool.desk.words import TEXTS
from survey_tool.post.acts import NotDoneError
from survey_tool.post.incoming.contact_rows import ChangedContacts, ContactTable, with_contacts
from survey_tool.post.incoming.contacts_book import HEADINGS, contacts_book, contacts_text_of
from survey_tool.post.letters.contacts import ADDRESSEE, CONTACTS_FILE, KINDS, contacts_in
from survey_tool.post.rounds.new_round import contacts_text
from survey_tool.reference.places import read_places
from survey_tool.reference.workspace import free_name, write_new, write_whole
from survey_tool.wording.handwritten import MistakesError, read_handwritten
from survey_tool.wording.words import NOTHING, Words

_FURTHER = 2  # rows for further addressees, whenever the page is opened
_CHANGED = 409
Row = Mapping[str, str]
_NO_ROW: Row = {}


def contacts(request: Request) -> Response:
    """The fields of one prefecture, with every mistake that stands in its rows now."""
    desk = desk_of(request)
    see_that_it_is_there(desk)
    table, code = contacts_listed(desk.workspace, desk.language).table, _code(request)
    rows = table.filled_in(code)
    return _shown(
        request, table, rows, with_contacts(table, code, rows, read_places().prefecture_list) if rows else None
    )


def save_contacts(request: Request, filled_in: FormData) -> Response:
    """Writes the list with what was filled in for one prefecture, if nothing in it is wrong; else every mistake is told at its field. What
    another has changed since is kept; nothing is written where both have changed one row."""
    desk, code = desk_of(request), _code(request)
    listed = contacts_listed(desk.workspace, desk.language)
    table, prefectures = listed.table, listed.places.prefecture_list
    if not table.fields:  # somebody is mending the file, or has damaged it: what is wrong with it stands on that page
        return settings_shown(request, desk, NOT_TAKEN, contact_troubles=[TEXTS["contacts_not_readable"]])
    known, shown = table.filled_in(code), range(_count(filled_in))
    typed = [{each: text_of(filled_in, f"{each}.{number}") for each in table.fields} for number in shown]
    met = _together(text_of(filled_in, "seal").split(), known, typed, table.fields)
    if met.stands:
        return _shown(request, table, met.rows, None, met.stands, status=_CHANGED, troubles=[TEXTS["contacts_changed"]])
    rows = [{**before, **now} for before, now in zip_longest(known, met.rows, fillvalue=_NO_ROW)]
    changed = with_contacts(table, code, rows, prefectures)
    if changed.at_fields:
        return _shown(request, table, rows, changed, status=NOT_TAKEN, troubles=[TEXTS["contacts_not_saved"]])
    if changed.text != table.text:
        write_whole(desk.workspace / CONTACTS_FILE, changed.text.encode("utf-8-sig"))  # so that Excel reads Japanese
    return see("/settings?done=contacts_saved#contacts")


def _count(names: Iterable[str]) -> int:
    """How many rows a form has, by the names of its fields."""
    return sum(name.startswith("email.") for name in names)


_Block = tuple[str, int, int, int, int]
"""What has become of rows that were shown: whether they are equal, the first and the end of them, the first and the end of those of the list."""


@dataclass(frozen=True, slots=True)
class _Together:
    """Rows as two have made them: those of the list, then further ones. `stands` tells by its number what the list has by now where
    both have changed a row: saved again, it is gone."""

    rows: list[Row]
    stands: Mapping[int, Words]


def _together(seals: Sequence[str], known: Sequence[Row], typed: Sequence[Row], fields: Sequence[str]) -> _Together:
    """The list as it stands, with what was typed into the rows that were shown as `seals` tell, and behind them."""
    found = _seals(known, fields)
    blocks = SequenceMatcher(None, seals, found, autojunk=False).get_opcodes()
    rows = _taken_over(blocks, known, typed)
    moved = {found[at]: at for kind, _, _, now, end in blocks if kind != "equal" for at in range(now, end)}
    gone: list[Row] = []
    stands: dict[int, Words] = {}
    for seal, row, at in _typed_over(blocks, seals, typed, fields):
        if seal in moved:  # nor this one, but its place
            rows[moved.pop(seal)] = row
        elif at is not None and found[at] not in seals:
            if _seal(row, fields) != found[at]:
                rows[at], stands[at] = row, _stands(known[at])
        elif _in_words(row) and _seal(row, fields) not in found:
            stands[len(known) + len(gone)] = TEXTS["contact_gone"]
            gone.append(row)
    # A form that is sent twice adds nobody twice.
    further = (row for row in typed[len(seals) :] if _seal(row, fields) not in found)
    return _Together([*rows, *gone, *further], stands)


def _taken_over(blocks: Iterable[_Block], known: Sequence[Row], typed: Sequence[Row]) -> list[Row]:
    """The list with what was typed into the rows that nobody else has touched."""
    rows = [*known]
    for kind, first, last, now, end in blocks:
        if kind == "equal":
            rows[now:end] = typed[first:last]
    return rows


def _typed_over(
    blocks: Iterable[_Block], seals: Sequence[str], typed: Sequence[Row], fields: Sequence[str]
) -> Iterator[tuple[str, Row, int | None]]:
    """Where another has changed the list, the rows that were typed over since they were shown as their `seals` tell, and which row of the list
    may have become of each; of the others what another has made of them stands."""
    for kind, first, last, now, end in blocks:
        for place, (row, seal) in enumerate(zip(typed[first:last], seals[first:last], strict=False)):
            if kind != "equal" and _seal(row, fields) != seal:
                yield seal, row, now + place if now + place < end else None


def _stands(row: Row) -> Words:
    return TEXTS["contact_now"].fill(row=_in_words(row)) if _in_words(row) else TEXTS["contact_gone"]


def _seals(rows: Sequence[Row], fields: Sequence[str]) -> list[str]:
    return [_seal(row, fields) for row in rows]


def _seal(row: Row, fields: Sequence[str]) -> str:
    return seal_of([row[each] for each in fields])


def _in_words(row: Row) -> Words:
    """Who is named in a row, and how; blank where nobody is."""
    named = " ".join(filter(None, (row.get(each) for each in ADDRESSEE)))
    return Words.same(named + " ") + Words.of(KINDS.get(row["kind"], row["kind"])) if named else NOTHING


def _shown(
    request: Request,
    table: ContactTable,
    rows: Sequence[Row],
    changed: ChangedContacts | None,
    stands: Mapping[int, Words] | None = None,
    *,
    status: int = 200,
    troubles: Sequence[Words] = (),
) -> Response:
    if not table.fields:
        return see("/settings#contacts")  # what is wrong with the whole list stands there
    refused = refused_here(request)
    count = max(
        len(table.rows.get(_code(request), ())) + _FURTHER,
        _count(name for name, _ in refused.filled_in) if refused else 0,
    )
    shown = [*rows, *[_NO_ROW] * (count - len(rows))]
    return page(
        request,
        "contacts",
        status,
        prefecture=read_places().prefectures[_code(request)],
        seals=" ".join(_seals(table.filled_in(_code(request)), table.fields)),
        fields=table.fields,
        headings=HEADINGS,
        kinds=KINDS,
        rows=shown,
        mistakes=changed.at_fields if changed else {},
        stands=stands or {},
        troubles=troubles,
    )


def _code(request: Request) -> str:
    code = str(request.path_params["code"])
    if code not in read_places().prefectures:
        raise HTTPException(NOT_FOUND)
    return code


def take_contacts(request: Request, filled_in: FormData) -> Response:
    """Takes a file as the list of contacts, if it can be used; the list before is kept beside."""
    desk, given = desk_of(request), filled_in.get("contacts")
    if not isinstance(given, UploadFile) or not given.filename:
        raise NotDoneError(TEXTS["no_contacts_file"])
    content = given.file.read()
    try:
        text = contacts_text_of(given.filename, content, desk.now.readers(), desk.now.limits)
        contacts_in(given.filename, text, read_places().prefecture_list)
    except MistakesError as error:
        return settings_shown(request, desk, NOT_TAKEN, contact_troubles=[TEXTS["contacts_not_taken"], *error.lines])
    path, kept = desk.workspace / CONTACTS_FILE, text.encode("utf-8-sig")  # so that Excel reads Japanese
    if path.is_file() and path.read_bytes() != kept:
        write_new(free_name(path.with_name("contacts-before.csv")), path.read_bytes())
    write_whole(path, kept)
    return see("/settings?done=contacts_taken")


def to_the_contacts(request: Request) -> Response:
    """Where somebody loads again what refused a list, or is refused on it once more."""
    return settings(request) if refused_here(request) else see("/settings#contacts")


def contacts_workbook(request: Request) -> Response:
    """The list of contacts as it is, to be edited in Excel; a new one where there is none, or nobody can tell what it says."""
    desk, places = desk_of(request), read_places()
    path = desk.workspace / CONTACTS_FILE
    try:
        text = read_handwritten(path) if path.is_file() else contacts_text(places, desk.language)
    except MistakesError:
        text = contacts_text(places, desk.language)
    return attachment(f"{TEXTS['contacts'][desk.language]}.xlsx", contacts_book(text, desk.language))
