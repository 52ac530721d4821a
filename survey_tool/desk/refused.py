"""A form that was refused, shown again on its page as it was filled in: going back loses nothing that was typed, and makes no more of what
was chosen."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

from survey_tool.wording.words import Words

_SEAL = "seal"
"""Tells what stood in the fields when they were filled in: of now, it would say that what others have changed since had been seen."""
_ITS_OWN = frozenset({_SEAL, "back", "goes"})  # the others the page says anew: where it is, and what it shows now
_STAYS = frozenset({"hidden", "password", "file"})  # a password is put on no page
_FIELDS = frozenset({"input", "select", "option", "textarea", "details"})
_Change = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class RefusedForm:
    """A form: the page on which it stands, the address to which it was sent, what was filled in, and why it was refused."""

    page: str
    address: str
    filled_in: tuple[tuple[str, str], ...]
    why: tuple[Words, ...]

    def given(self, name: str | None) -> list[str]:
        """All that was filled in under a name."""
        return [value for each, value in self.filled_in if each == name]


@dataclass(frozen=True, slots=True)
class _Tag:
    name: str
    attributes: Mapping[str, str | None]
    begins: int
    ends: int

    def changed(self, **attributes: str | bool) -> _Change:
        """The same with other attributes; with True one that has no value, with False without it."""
        found: dict[str, str | bool] = {
            name: True if value is None else value for name, value in self.attributes.items()
        }
        said = ((name, value) for name, value in (found | attributes).items() if value is not False)
        written = (f" {name}" if value is True else f' {name}="{escape(str(value))}"' for name, value in said)
        return self.begins, self.ends, f"<{self.name}{''.join(written)}>"


@dataclass(frozen=True, slots=True)
class _Form:
    tag: _Tag
    around: tuple[_Tag, ...]
    tags: list[_Tag] = field(default_factory=list)

    def is_of(self, refused: RefusedForm) -> bool:
        """Whether it is that one: of several that are sent to one address each names what it is about."""
        hidden = [each.attributes for each in self.tags if each.attributes.get("type") == "hidden"]
        named: dict[str, list[str]] = {}
        for each in hidden:
            named.setdefault(each.get("name") or "", []).append(each.get("value") or "")
        about = ((name, values) for name, values in named.items() if name not in _ITS_OWN)
        address = (self.tag.attributes.get("action") or "").partition("#")[0]
        return address == refused.address and all(refused.given(name) == values for name, values in about)


class _Forms(HTMLParser):
    """The forms of a page with the places of their tags."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[_Form] = []
        self._lines = [0, *(each.end() for each in re.finditer("\n", page))]
        self._opened: list[_Tag] = []
        self._inside = False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line, column = self.getpos()
        begins = self._lines[line - 1] + column
        met = _Tag(tag, dict(attrs), begins, begins + len(self.get_starttag_text() or ""))
        if tag == "form":
            self.found.append(_Form(met, tuple(self._opened)))
            self._inside = True
        elif self._inside and tag in _FIELDS:
            self.found[-1].tags.append(met)
        if tag == "details":
            self._opened.append(met)

    def handle_endtag(self, tag: str) -> None:
        if tag == "details":
            self._opened.pop()
        self._inside = self._inside and tag != "form"


def filled_in_again(page: str, refused: RefusedForm, told: str) -> str | None:
    """The page with that form as it was filled in, behind what is told of it; None where the page has no such form any more."""
    form = next((each for each in _Forms(page).found if each.is_of(refused)), None)
    if form is None:
        return None
    changes = [(form.tag.ends, form.tag.ends, told), *_opened(form), *_put_back(page, form, refused)]
    for begins, ends, text in sorted(changes, reverse=True):
        page = page[:begins] + text + page[ends:]
    return page


def _opened(form: _Form) -> Iterator[_Change]:
    for each in (*form.around, *(tag for tag in form.tags if tag.name == "details")):
        yield each.changed(open=True)


def _put_back(page: str, form: _Form, refused: RefusedForm) -> Iterator[_Change]:
    chosen: list[str] = []
    for each in form.tags:
        given = refused.given(each.attributes.get("name"))
        match each.name:
            case "select":
                chosen = given
            case "option" if chosen:
                yield each.changed(selected=each.attributes.get("value") in chosen)
            case "textarea" if given:
                yield each.ends, page.index("</textarea", each.ends), escape(given[0])
            case "input" if each.attributes.get("name"):
                yield from _typed(each, given)


def _typed(tag: _Tag, given: list[str]) -> Iterator[_Change]:
    kind = tag.attributes.get("type") or "text"
    if kind in ("checkbox", "radio"):
        yield tag.changed(checked=tag.attributes.get("value") in given)
    elif kind == "date" and given and not _is_day(given[0]):
        yield tag.changed(value=given[0], type="text")  # a field of a day would leave it out
    elif (kind not in _STAYS or tag.attributes.get("name") == _SEAL) and given:
        yield tag.changed(value=given[0])


def _is_day(given: str) -> bool:
    try:
        return not given or dt.date.fromisoformat(given).isoformat() == given
    except ValueError:
        return False
