"""Telephone numbers and e-mail addresses as people type them.

| typed | read as |
| --- | --- |
| 03-1234-5678, 0312345678 | as it is; nothing is said |
| ０３－１２３４－５６７８, 03(1234)5678, 03 1234 5678, 03‐1234ー5678, 電話：…, …（代表） | 03-1234-5678, said |
| 03-12345678 | 0312345678, said: where the hyphens belong is not known, the number is |
| +81-3-1234-5678, +81 (0)3 … | 03-1234-5678, said |
| 312345678 as a number | 0312345678, said: a number cell cannot hold the nought |
| 03-1234-5678 内線1234 | fault, the number without extension suggested |
| 3-1234-5678 in text | fault, the same with 0 before it suggested where that is a number |
| joho＠ｐref.lg.jp, mailto:…, 情報課 <joho@…>, …。 | the address in half width alone, said |
| joho @pref.lg.jp, joho@pref..lg.jp, joho@@pref.lg.jp | fault, the address without what cannot be suggested |
| joho@pref.lg.jp ※LGWAN | fault, the address that stands in it suggested |
| a@pref.lg.jp, b@pref.lg.jp | fault: there are two |
| `-`, なし | blank, said |
"""

from __future__ import annotations

import re

from survey_tool.intake.cells.grid import CellValue
from survey_tool.intake.cells.plain import HALF_WIDTH, as_text, is_dash, is_whole, plain, trimmed
from survey_tool.intake.understanding.choices import NONE_WORDS
from survey_tool.intake.understanding.reading import MEANT_BLANK, Reading, changed, faulty
from survey_tool.questionnaire.vocabulary.kinds import Email, Phone
from survey_tool.questionnaire.vocabulary.lists import fold
from survey_tool.wording.addresses import addresses_in

_CODE = "bad-format"
_CALLED = re.compile(r"(?:電話|phone|tel)(?:番号)?\.?:? *")
_MAIN_LINE = re.compile(r" *\(?(?:代表|代|直通|main|direct)\)?")
_EXTENSION = re.compile(r"[ ,、/(]*(?:内線|内|ext(?:ension)?\.?|x)(?:番号)?[ :.-]*\d+\)?")
_FROM_ABROAD = re.compile(r"(?:\+|00|010[- ]?)81[- ]?(?:\(0\))?[- ]?")
_BETWEEN = re.compile(r"[-() ./]+")

_CALLED_MAIL = re.compile(r"(?:mailto|e-?mail|メール(?:アドレス)?) *: *", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"[^<>]*<([^<>]+)>")
_BLANKS = re.compile(r"\s+")
_DOTS, _AROUND_AT = re.compile(r"\.\.+"), re.compile(r"\.*@+\.*")


def read_phone(kind: Phone, typed: CellValue) -> Reading:
    """A telephone number."""
    if isinstance(typed, (int, float)) and not isinstance(typed, bool):
        number = f"0{typed:.0f}" if is_whole(typed) else ""
        return changed(number, number) if _sound(kind, number) else faulty(_CODE)
    if not isinstance(typed, str):
        return faulty(_CODE)
    text = trimmed(typed)
    if _sound(kind, text):
        return Reading(text)
    if _means_none(text):
        return MEANT_BLANK
    bare = _MAIN_LINE.sub("", _CALLED.sub("", plain(text)))
    without = _EXTENSION.sub("", bare)
    number = _grouped(without)
    if without != bare or not _sound(kind, number):
        nearest = number if number.startswith("0") else f"0{number}"
        return faulty(_CODE, nearest if _sound(kind, nearest) else None)
    return changed(number, number)


def read_email(kind: Email, typed: CellValue) -> Reading:
    """An e-mail address."""
    if isinstance(typed, str) and _means_none(trimmed(typed)):
        return MEANT_BLANK
    text = trimmed(as_text(typed))
    address = _address(text)
    if not _sound(kind, address):
        return _no_address(kind, text.translate(HALF_WIDTH), address)
    return Reading(address) if address == text else changed(address, address)


def _no_address(kind: Email, text: str, address: str) -> Reading:
    """What an address that is none was probably meant to be: the one that stands in it, else it without what cannot be."""
    found = addresses_in(text)
    if len(found) > 1:
        return faulty(_CODE, found[0], "several-addresses")
    mended = _DOTS.sub(".", _AROUND_AT.sub("@", _BLANKS.sub("", address))).strip(".")
    if not _sound(kind, mended) or (found and address.startswith(found[0])):
        return faulty(_CODE, found[0] if found else None)
    return faulty(_CODE, None if found else mended)  # a b@pref.lg.jp may be ab@… or b@…


def _sound(kind: Phone | Email, value: str) -> bool:
    return kind.fault(value, {}) is None


def _means_none(text: str) -> bool:
    return is_dash(text) or fold(text) in NONE_WORDS


def _grouped(number: str) -> str:
    """The figures, in three groups where they stand so, else in one; "" where there is anything but figures."""
    number = _FROM_ABROAD.sub("0", number, count=1) if _FROM_ABROAD.match(number) else number
    groups = [group for group in _BETWEEN.split(number) if group]
    if not all(group.isascii() and group.isdigit() for group in groups):
        return ""
    return ("-" if len(groups) == 3 else "").join(groups)


def _address(text: str) -> str:
    text = trimmed(_CALLED_MAIL.sub("", text.translate(HALF_WIDTH), count=1))
    found = _IN_BRACKETS.fullmatch(text)
    return trimmed(found[1] if found else text).rstrip("。．.、,;")
