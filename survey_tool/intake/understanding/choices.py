"""Choices: one of a list, several of a list, and the marks ○ and △.

| typed | one of a list | several | mark |
| --- | --- | --- | --- |
| label in the form's language | as it is | as it is | ○ as it is |
| other label, key, spelling, width, case, blanks | said | said (a key as it is where keys are answers) | said |
| `-`, なし | fault | blank, said | blank, said |
| ×, 無, いいえ, FALSE | fault, unless it is a spelling | fault | blank, said |
| x, 0, 1, 有？ | fault | fault | fault: a cross is both yes and no, as is a round nought |
"""

from __future__ import annotations

import re

from survey_tool.intake.cells.grid import CellValue
from survey_tool.intake.cells.plain import BLANKS, as_text, is_dash, trimmed
from survey_tool.intake.understanding.nearest import nearest_choice
from survey_tool.intake.understanding.reading import MEANT_BLANK, Reading, changed, faulty
from survey_tool.questionnaire.vocabulary import lists
from survey_tool.questionnaire.vocabulary.kinds import Listed, Lists, Several
from survey_tool.questionnaire.vocabulary.lists import SEPARATOR, CodeList, fold
from survey_tool.wording.words import Language, Words

NONE_WORDS = frozenset(fold(word) for word in lists.NONE_WORDS)
"""What says that there is none, folded."""
_NO_MARK = frozenset(fold(word) for word in lists.NO_MARKS)

# Signs that separate entries whatever they are, and signs that occur inside labels too.
_SEPARATORS = re.compile(r"([,，､;；\r\n]+)"), re.compile(r"([・･/／]|及び|および|並びに|と|\s+and\s+|\s+)")
_PIECES_IN_A_LABEL = 8  # how many pieces one label is cut into at most (AIチャットボット・AI総合案内: two)
_LONGEST = 2000


def read_choice(kind: Listed, typed: CellValue, lists: Lists, language: Language) -> Reading:
    """One choice of the kind's list."""
    known, text = lists[kind.name], as_text(typed)
    key = known.find(text)
    if key is None:
        return faulty("not-in-list", nearest_choice(known, trimmed(text)) if isinstance(typed, str) else None)
    label = known[key].label
    return Reading(key) if label[language] == text else changed(key, label)


def read_mark(typed: CellValue, lists: Lists) -> Reading:
    """○, or what stands for it: True; a clear no is blank."""
    reading = _marked(lists["mark"], typed)
    return reading if reading.value is None else Reading(True, read_as=reading.read_as)


def read_participation(typed: CellValue, lists: Lists) -> Reading:
    """○ or △ of a municipality: the key of the list `participation`."""
    return _marked(lists["participation"], typed)


def _marked(known: CodeList, typed: CellValue) -> Reading:
    text = as_text(typed)
    key = known.find(text)
    if key is not None:
        label = known[key].label
        return Reading(key) if text == label.ja else changed(key, label)
    if is_dash(trimmed(text)) or fold(text) in _NO_MARK:
        return MEANT_BLANK
    return faulty("not-in-list", _mark_at_start(known, text))


def _mark_at_start(known: CodeList, text: str) -> Words | None:
    """○ of «○（予定）»: a mark with a remark behind it."""
    start = known.find(trimmed(text)[:1])
    return None if start is None else known[start].label


def read_several(kind: Several, typed: CellValue, lists: Lists, language: Language) -> Reading:
    """Choices of the kind's list, as a tuple of keys in the order in which they are typed, repeated ones too."""
    known = lists[kind.name]
    if isinstance(typed, (int, float)) and not isinstance(typed, bool):
        return _typed_as_number(kind, known, as_text(typed))
    text = as_text(typed)
    if is_dash(trimmed(text)) or fold(text) in NONE_WORDS:
        return MEANT_BLANK
    keys, unknown = _entries(known, text)
    if unknown is not None or not keys:
        return faulty("not-in-list", nearest_choice(known, unknown) if unknown and isinstance(typed, str) else None)
    typed_entries = text.split(SEPARATOR)
    if len(typed_entries) == len(keys) and all(
        _as_answered(known, key, entry, kind, language) for key, entry in zip(keys, typed_entries, strict=True)
    ):
        return Reading(keys)
    return changed(keys, _shown(known, keys))


def _as_answered(known: CodeList, key: str, text: str, kind: Several, language: Language) -> bool:
    return text == known[key].label[language] or (kind.by_key and text == key)


def _shown(known: CodeList, keys: tuple[str, ...]) -> Words:
    labels = [known[key].label for key in keys]
    return Words(SEPARATOR.join(each.ja for each in labels), SEPARATOR.join(each.en for each in labels))


def _typed_as_number(kind: Several, known: CodeList, digits: str) -> Reading:
    """A single code in a cell of its own became a number and lost its zero: still the same answer."""
    key = known.find(digits)
    if key is None:
        return faulty("not-in-list")
    same = kind.by_key and key.lstrip("0") == digits
    return Reading((key,)) if same else changed((key,), known[key].label)


def _entries(known: CodeList, text: str) -> tuple[tuple[str, ...], str | None]:
    """The keys of all entries, and the first entry that is none."""
    keys: list[str] = []
    if len(text) > _LONGEST:
        return (), text
    for entry in text.split(SEPARATOR):
        for piece in _pieces(known, entry):
            found = _cut(known, piece)
            if found is None:
                return (), piece
            keys += found
    return tuple(keys), None


def _pieces(known: CodeList, entry: str) -> list[str]:
    """An entry cut at commas and line ends, those that belong to a label left in it (English labels hold commas)."""
    pieces, rest = [], _SEPARATORS[0].split(entry)
    while rest:
        taken, _ = _longest(known, rest)
        pieces.append("".join(rest[: taken or 1]))
        rest = rest[(taken or 1) + 1 :]
    return [piece for piece in pieces if piece.strip(BLANKS)]


def _cut(known: CodeList, piece: str) -> list[str] | None:
    """The keys of a piece that is a choice, or that is nothing but choices when cut at ・ and the like."""
    keys, rest = [], _SEPARATORS[1].split(trimmed(piece))
    whole = known.find(piece)
    if whole is not None:
        return [whole]
    while rest:
        taken, key = _longest(known, rest)
        if key is None:
            return None
        keys.append(key)
        rest = rest[taken + 1 :]
    return keys


def _longest(known: CodeList, pieces: list[str]) -> tuple[int, str | None]:
    """How many of the pieces (texts and separators in turn) make up the longest choice, and which it is."""
    longest = min(len(pieces), 2 * _PIECES_IN_A_LABEL - 1)
    for taken in range(longest - (longest + 1) % 2, 0, -2):
        key = known.find("".join(pieces[:taken]))
        if key is not None:
            return taken, key
    return 0, None
