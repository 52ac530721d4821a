"""The list of texts of an .xls: how long each is, what they weigh together in the cells that show them, and their fonts."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from survey_tool.intake.formats.refusal import damaged
from survey_tool.intake.formats.weight import TextWeight

if TYPE_CHECKING:
    from collections.abc import Sequence

    from survey_tool.intake.formats.shown.strokes import FontRun
    from survey_tool.settings.limits import Limits

_LONGEST = 2 * 0xFFFF
_WIDE, _PHONETIC, _RICH = 1, 4, 8


def refuse_repeated_texts(shown: list[int], pieces: list[bytes], limits: Limits) -> None:
    """`shown`: which text each cell shows; `pieces`: the records of the list. Raises `Refusal`."""
    weight = TextWeight(limits)
    if len(shown) * min(_LONGEST, sum(map(len, pieces))) <= weight.most:
        return
    sizes = [size for size, _ in _texts(pieces)]
    for number in shown:
        weight.add(1, sizes[number] if number < len(sizes) else 0)


def fonts_in(pieces: list[bytes]) -> dict[int, Sequence[FontRun]]:
    """Of the texts those in several fonts, by their number."""
    return {number: runs for number, (_, runs) in enumerate(_texts(pieces)) if runs}


def _texts(pieces: list[bytes]) -> list[tuple[int, Sequence[FontRun]]]:
    """The length of each text in bytes, and where in it which font begins."""
    texts: list[tuple[int, Sequence[FontRun]]] = []
    reader = _Pieces(pieces)
    try:
        while reader.more():
            characters, flags = reader.unpack("<HB")
            runs = reader.unpack("<H")[0] if flags & _RICH else 0
            phonetic = reader.unpack("<I")[0] if flags & _PHONETIC else 0
            reader.skip_characters(characters, flags & _WIDE)
            fonts = reader.take(4 * runs)
            reader.take(phonetic)
            texts.append((2 * characters, list(struct.iter_unpack("<HH", fonts))))
    except (struct.error, IndexError) as error:
        raise damaged() from error
    return texts


class _Pieces:
    """The list goes on in further records; a text that is cut there says anew how wide its characters are."""

    def __init__(self, pieces: list[bytes]) -> None:
        self._pieces = [pieces[0][8:], *pieces[1:]] if pieces else [b""]
        self._number = 0
        self._place = 0

    def more(self) -> bool:
        while self._place >= len(self._piece) and self._number + 1 < len(self._pieces):
            self._turn(0)
        return self._place < len(self._piece)

    def unpack(self, form: str) -> tuple[int, ...]:
        values = struct.unpack_from(form, self._piece, self._place)
        self._place += struct.calcsize(form)
        return values

    def skip_characters(self, left: int, wide: int) -> None:
        while left:
            here = min(left, (len(self._piece) - self._place) >> wide)
            self._place += here << wide
            left -= here
            if left:
                self._turn(1)
                wide = self._piece[0] & _WIDE

    def take(self, left: int) -> bytes:
        taken = b""
        while left:
            here = min(left, len(self._piece) - self._place)
            taken += self._piece[self._place : self._place + here]
            self._place += here
            left -= here
            if left:
                self._turn(0)
        return taken

    @property
    def _piece(self) -> bytes:
        return self._pieces[self._number]

    def _turn(self, place: int) -> None:
        self._number += 1
        self._place = place
        if self._number >= len(self._pieces):
            raise IndexError
