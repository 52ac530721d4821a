"""A large workbook that is packed while it is written, and sheets of many rows of which only the one in hand is held."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from itertools import chain
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from xlsxwriter.packager import Packager

from survey_tool.drawing.formulas import FormulaSheet
from survey_tool.drawing.parts import WorkbookPackedElsewhere
from survey_tool.reference.members import member

_AT_ONCE = 1_000  # rows


class PackedWorkbook(WorkbookPackedElsewhere):
    """A workbook whose parts are packed one by one, each when it is written, with nothing in it of the clock and the system."""

    def __init__(self, path: Path, **options: object) -> None:
        super().__init__(_Packing(path), **options)

    def _prepare_sst_string_data(self) -> None:
        # For charts, which look into what is drawn. Rows that come while their sheet is written bring further texts, perhaps the first:
        # whether there are any is told before.
        self.str_table.string_array = list(self.str_table.string_table)
        self.str_table.count = max(1, self.str_table.count)


class _Part(StringIO):
    """What is written of a part and not yet packed."""

    def __init__(self, package: ZipFile, name: str) -> None:
        super().__init__()
        told = member(name)
        told.compress_type = ZIP_DEFLATED
        self._packed = package.open(told, "w")

    def pack(self) -> None:
        """Packs what is there, and forgets it."""
        self._packed.write(self.getvalue().encode())
        self.seek(0)
        self.truncate()

    def end(self) -> None:
        """Packs the rest. The package is left so that it can be closed, whatever happens."""
        try:
            self.pack()
        finally:
            self._packed.close()


class _Packing(Packager):  # type: ignore[misc]  # the library has no types
    """Packs each part that was written before the next one begins."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._part: _Part | None = None

    def _create_package(self) -> list[Any]:
        with ZipFile(self._path, "w") as self._package:
            try:
                super()._create_package()
            finally:
                self._end_part()
            for content, name, _ in self.filenames:  # pictures
                self._package.writestr(member(name), content.getvalue(), ZIP_DEFLATED)
        return []

    def _filename(self, xml_filename: str) -> StringIO:
        self._end_part()
        self._part = _Part(self._package, xml_filename)
        return self._part

    def _end_part(self) -> None:
        part, self._part = self._part, None
        if part:
            part.end()

    def _write_shared_strings_file(self) -> None:
        self.workbook.str_table._sort_string_data()
        super()._write_shared_strings_file()


class RowsSheet(FormulaSheet):
    """A worksheet of a packed workbook whose rows are drawn while it is written into the file, and then forgotten."""

    _following: Iterator[int] = iter(())

    def follow(self, rows: Iterator[int], last_row: int, last_column: int) -> None:
        """`rows` draws the next row below the first one whenever it is asked, and gives its number; the first one is drawn before."""
        self._check_dimensions(last_row, last_column)
        self._following = rows

    def _write_rows(self) -> None:
        for row in chain((0,), self._following):
            self.previous_row = row
            self._write_single_row()
            self.row_info.pop(row, None)
            if row % _AT_ONCE == 0:
                self.fh.pack()
