"""A workbook that is handed over in its parts: whoever still changes them, or packs them in a way of its own, need not unpack it first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from xlsxwriter.packager import Packager
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from survey_tool.drawing.formulas import FormulaSheet

NO_CELLS = b"<sheetData/>"
"""What a sheet without cells says of them."""
_CELLS = re.compile(rb"<sheetData>.*</sheetData>", re.DOTALL)


class _Nowhere(BytesIO):
    """Where the library packs nothing. Where writing fails, what it packs with outlives an open file, and must not miss it."""

    def close(self) -> None:
        pass


class WorkbookPackedElsewhere(Workbook):  # type: ignore[misc]  # the library has no types
    """A workbook that xlsxwriter draws and hands to another packager than its own."""

    def __init__(self, packager: Packager, **options: object) -> None:
        super().__init__(_Nowhere(), {**options, "in_memory": True})
        self._packager = packager

    def _get_packager(self) -> Packager:
        return self._packager


class WorkbookInParts(WorkbookPackedElsewhere):
    """A workbook of which every part is kept as it is, and none is packed."""

    def __init__(self, **options: object) -> None:
        self._unpacked = _Unpacked()
        super().__init__(self._unpacked, **options)

    def begin_with(self, texts: Iterable[str]) -> None:
        """Gives these texts the first numbers, before anything is drawn: so they are called by cells that are put in ready-made."""
        for text in texts:
            self.str_table._get_shared_string_index(text)

    def parts(self) -> dict[str, bytes]:
        """Ends the drawing; the content of each part by its name, in the order of the package."""
        self.close()
        return self._unpacked.parts


class _Unpacked(Packager):  # type: ignore[misc]  # the library has no types
    """Keeps what would be packed."""

    def _create_package(self) -> list[Any]:
        drawn = super()._create_package()
        told = ((name, content.getvalue()) for content, name, _ in drawn)
        self.parts = {name: content.encode() if isinstance(content, str) else content for name, content in told}
        return []


@dataclass(frozen=True)
class ReadyMade:
    """The cells of sheets as XML, to be put into any workbook that has begun with their texts."""

    cells: tuple[bytes, ...]
    texts: tuple[str, ...]


def ready_made(*sheets: Callable[[Worksheet], None]) -> ReadyMade:
    """Draws sheets that nothing but cells stands on, in one look."""
    workbook = WorkbookInParts()
    for draw in sheets:
        draw(workbook.add_worksheet(None, FormulaSheet))
    parts = workbook.parts()
    found = [_CELLS.search(parts[f"xl/worksheets/sheet{number}.xml"]) for number in range(1, len(sheets) + 1)]
    return ReadyMade(tuple(each[0] if each else NO_CELLS for each in found), tuple(workbook.str_table.string_array))
