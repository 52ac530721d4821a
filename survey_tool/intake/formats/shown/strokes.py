"""What is left of a text when the struck-out part of it is taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from survey_tool.intake.cells.noted import Shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from survey_tool.intake.cells.grid import CellValue

_END = 0x10000
Run = tuple[int, bool | None]
"""How many UTF-16 units a run of equal letters is long (that is how Excel counts), and whether it is struck out (None: as
the cell is)."""
FontRun = tuple[int, int]
"""Where a run begins, in UTF-16 units, and the number of its font: so the binary formats say it."""


def runs_of(starts: Sequence[FontRun], is_struck: Callable[[int], bool]) -> tuple[Run, ...]:
    """The same as lengths and strokes. What precedes the first run is in the cell's own font, the last goes on to the end."""
    if not starts:
        return ()
    ends = [*(start for start, _ in starts[1:]), _END]
    runs = ((max(end - start, 0), is_struck(font)) for (start, font), end in zip(starts, ends, strict=True))
    return (starts[0][0], None), *runs


def left_over(value: CellValue, runs: Sequence[Run] = (), cell: bool = True) -> Shown | None:
    """What is not struck out; None where no stroke goes through anything. `cell`: whether the cell as a whole is struck out.

    Figures on both sides of a stroke are never joined: they were two numbers.
    """
    pieces = [(piece, cell if struck is None else struck) for piece, struck in _pieces(value, runs) if piece]
    struck_out = _joined(piece for piece, struck in pieces if struck)
    if not struck_out.strip():
        return None
    kept = _joined(piece for piece, struck in pieces if not struck).strip()
    return Shown("stroke", kept or None, _joined(piece for piece, _ in pieces), struck_out)


def _pieces(value: CellValue, runs: Sequence[Run]) -> Iterable[tuple[str, bool | None]]:
    if not isinstance(value, str):
        yield ("" if value is None else f"{value:.15g}" if isinstance(value, (int, float)) else str(value)), None
        return
    units = value.encode("utf-16-le", "surrogatepass")
    place = 0
    for length, struck in (*runs, (len(units), None)):
        yield units[2 * place : 2 * (place + length)].decode("utf-16-le", "replace"), struck
        place += length


def _joined(pieces: Iterable[str]) -> str:
    text = ""
    for piece in pieces:
        text += " " * (text[-1:].isdigit() and piece[:1].isdigit()) + piece
    return text
