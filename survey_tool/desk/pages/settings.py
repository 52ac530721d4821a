"""設定: the settings as fields, every mistake at its field."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from survey_tool.desk.at_hand import Desk, desk_of, page, seal_of, see, see_that_it_is_there, text_of
from survey_tool.desk.round.contacts_listed import contacts_listed
from survey_tool.desk.words import TEXTS
from survey_tool.intake.opening.names import WORKBOOK_ENDINGS
from survey_tool.post.acts import NotDoneError
from survey_tool.post.rounds.beside import round_named, rounds_beside
from survey_tool.post.rounds.renaming import kept_from_renaming
from survey_tool.reference.workspace import write_whole
from survey_tool.settings import SETTINGS_FILE
from survey_tool.settings.changing import SettingGroup, groups, with_values
from survey_tool.settings.reading import read_round, round_of
from survey_tool.wording.handwritten import Mistake, MistakesError, read_handwritten
from survey_tool.wording.words import Words

NOT_TAKEN = 422
_NO_SETTINGS = "\0"
"""In place of a text of which nobody can tell what it says: no settings either, so that nothing is written over it."""
_WITHIN_A_FIELD = re.compile(r"(?:\.(?:ja|en|\d+))+$")
"""What a mistake names below the key of its field: a language, which of several numbers."""


def settings(request: Request) -> Response:
    """The page itself, with every mistake that stands in the files now."""
    see_that_it_is_there(desk_of(request))
    return settings_shown(request, desk_of(request))


def settings_shown(
    request: Request,
    desk: Desk,
    status: int = 200,
    *,
    typed: Mapping[str, str] | None = None,
    mistakes: Sequence[Mistake] | None = None,
    troubles: Sequence[Words] = (),
    contact_troubles: Sequence[Words] = (),
) -> Response:
    """The same with what was typed, and what is wrong with it or with a list of contacts."""
    text = _text(desk.workspace)
    found = _mistakes_in(desk.workspace) if mistakes is None else mistakes
    listed = contacts_listed(desk.workspace, desk.language)
    shown = _groups(text)
    by_field = _by_field(found, _keys(shown))
    return page(
        request,
        "settings",
        status,
        begun=(desk.workspace / SETTINGS_FILE).exists(),
        groups=shown,
        rarely={each.key for group in shown if not group.is_first for each in group.fields},
        wrong_fields=[each for group in shown for each in group.fields if each.key in by_field],
        rounds_beside=[each for each in rounds_beside(desk.workspace) if each.round],
        seal=seal_of(text),
        typed=typed or {},
        mistakes=by_field,
        elsewhere=[each for each in found if _field_of(each) not in by_field],
        listed=listed,
        contact_files=",".join((".csv", ".txt", *WORKBOOK_ENDINGS)),
        troubles=troubles,
        contact_troubles=contact_troubles,
    )


def _text(workspace: Path) -> str:
    """The text of the settings; blank where there are none."""
    path = workspace / SETTINGS_FILE
    try:
        return read_handwritten(path) if path.exists() else ""
    except MistakesError:
        return _NO_SETTINGS


def _groups(text: str) -> tuple[SettingGroup, ...]:
    """The fields; none where the file is no settings at all and has to be mended by hand."""
    try:
        return groups(text)
    except tomllib.TOMLDecodeError:
        return ()


def _mistakes_in(workspace: Path) -> Sequence[Mistake]:
    try:
        read_round(workspace)
    except MistakesError as error:
        return error.mistakes
    return ()


def fields_to_mend(workspace: Path) -> bool:
    """Whether the settings cannot be used, and all that is wrong with them is mended at a field of the page."""
    found, keys = _mistakes_in(workspace), _keys(_groups(_text(workspace)))
    return bool(found) and all(_field_of(each) in keys for each in found)


def _keys(shown: Sequence[SettingGroup]) -> set[str]:
    """Of all fields of the page."""
    return {field.key for group in shown for field in group.fields}


def _field_of(mistake: Mistake) -> str:
    """The key of the field at which a mistake would be mended, if there is one."""
    return _WITHIN_A_FIELD.sub("", mistake.column or "")


def _by_field(mistakes: Sequence[Mistake], keys: Collection[str]) -> dict[str, list[Mistake]]:
    found: dict[str, list[Mistake]] = {}
    for each in mistakes:
        if (key := _field_of(each)) in keys:
            found.setdefault(key, []).append(each)
    return found


def save(request: Request, filled_in: FormData) -> Response:
    """Writes the settings with what was filled in, if they can be used so; else every mistake is told at its field."""
    desk = desk_of(request)
    typed = {name: value for name, value in filled_in.items() if isinstance(value, str)}
    text = _text(desk.workspace)
    if typed.pop("seal", "") != seal_of(text):
        told = [*_mistakes_in(desk.workspace), *_what_differs(_groups(text), typed)]
        return settings_shown(request, desk, 409, typed=typed, mistakes=told, troubles=[TEXTS["settings_changed"]])
    try:
        changed = with_values(text, typed)
        name = round_of(changed, desk.workspace).name
        if kept := kept_from_renaming(desk.workspace, _name_in(text, desk.workspace), name):
            raise MistakesError([kept])
    except tomllib.TOMLDecodeError:
        return settings_shown(request, desk, NOT_TAKEN, typed=typed)
    except MistakesError as error:
        return settings_shown(
            request, desk, NOT_TAKEN, typed=typed, mistakes=error.mistakes, troubles=[TEXTS["not_saved"]]
        )
    if changed != text:
        write_whole(desk.workspace / SETTINGS_FILE, changed.encode())
    return see("/settings?done=saved")


def _name_in(text: str, workspace: Path) -> str:
    """The name of the round as the settings were; of those that cannot be used as far as they tell it."""
    try:
        return round_of(text, workspace).name
    except (tomllib.TOMLDecodeError, MistakesError):
        return round_named(workspace)


def _what_differs(shown: Sequence[SettingGroup], typed: Mapping[str, str]) -> Iterator[Mistake]:
    """What stands in the file by now where something else was typed, or was there when the page was opened: saved again, it is gone."""
    for field in (each for group in shown for each in group.fields):
        both = {f"{field.key}.ja": field.value, f"{field.key}.en": field.english}
        now = both if field.kind == "both" else {field.key: field.value}
        if any(key in typed and typed[key].strip() != value for key, value in now.items()):
            told = " / ".join(filter(None, now.values()))
            yield Mistake(SETTINGS_FILE, None, field.key, TEXTS["stands_now" if told else "blank_now"].fill(value=told))


def follow(request: Request, filled_in: FormData) -> Response:
    """Makes the folder the workspace of the round after another, of which contacts, secretariat, letters and settings come along."""
    from survey_tool.post.rounds.next_round import NO_LAST, follow_round

    given = text_of(filled_in, "last")
    if not given:
        raise NotDoneError(NO_LAST.fill(folder=Path(), file=SETTINGS_FILE))
    follow_round(desk_of(request).workspace, Path(given))
    return see("/settings?done=followed")
