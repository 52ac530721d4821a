"""The 47 prefectures as tiles of equal size, each about where it lies, so that small ones can be read as well as large ones.

The arrangement is our own.
"""

from __future__ import annotations

from collections.abc import Mapping

_MAP = """
.. .. .. .. .. .. .. .. .. .. .. .. .. 01
.. .. .. .. .. .. .. .. .. .. .. .. 02 ..
.. .. .. .. .. .. .. .. .. .. .. 05 03 ..
.. .. .. .. .. .. .. .. .. .. .. 06 04 ..
.. .. .. .. .. .. .. .. 17 16 15 07 .. ..
.. .. .. .. .. .. .. .. 18 21 20 10 09 08
.. .. .. .. 32 31 28 26 25 23 19 11 13 12
.. .. .. 35 34 33 .. 27 29 24 22 14 .. ..
.. 41 40 44 .. .. .. .. 30 .. .. .. .. ..
.. 42 43 45 .. 38 37 .. .. .. .. .. .. ..
.. .. 46 .. .. 39 36 .. .. .. .. .. .. ..
47 .. .. .. .. .. .. .. .. .. .. .. .. ..
"""

TILES: Mapping[str, tuple[int, int]] = {
    code: (row, column)
    for row, line in enumerate(_MAP.split("\n")[1:-1])
    for column, code in enumerate(line.split())
    if code != ".."
}
"""Row and column of each prefecture's tile by its code, from the north-west corner on."""


def tiles_css() -> str:
    """Where each tile stands in a grid of a page, as rules of a style sheet."""
    return "".join(
        f".tile-{code}{{grid-area:{row + 1}/{column + 1}}}\n" for code, (row, column) in sorted(TILES.items())
    )
