"""What a test asks of LibreOffice: one class, files in, values and files out."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Literal

from tests.office.bridge import Bridge, OfficeMissingError
from tests.office.document import Cells, Document, Value

Format = Literal["xlsx", "ods", "xls", "pdf"]


class Office:
    """A LibreOffice of its own, started at the first request. Files that are given are copied, never changed."""

    def __init__(self) -> None:
        self._bridge = Bridge()
        self._copies = 0

    def __enter__(self) -> Office:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End LibreOffice and remove its profile and its copies."""
        self._bridge.close()

    @property
    def process_group(self) -> int:
        """That of LibreOffice, once something was asked."""
        return self._bridge.process_group

    def document(self, path: Path) -> Document:
        """Open a copy of a workbook, to be used in a `with` block."""
        # A copy, because LibreOffice puts a lock file beside what it opens, and keeps it when it crashes.
        self._copies += 1
        copy = self._bridge.folder / str(self._copies) / path.name
        copy.parent.mkdir()
        shutil.copyfile(path, copy)
        return Document(self._bridge, copy)

    def recalculate(self, path: Path) -> dict[str, dict[tuple[int, int], Value]]:
        """Every cell that shows something once all is recalculated: sheet, then (row, column) counted from 1."""
        with self.document(path) as document:
            document.recalculate()
            return document.values()

    def convert(self, path: Path, to: Format, folder: Path | None = None, *, recalculate: bool = False) -> Path:
        """The workbook saved in another format, under its name, in `folder` (by default one of the harness)."""
        with self.document(path) as document:
            if recalculate:
                document.recalculate()
            return document.store((folder or self._folder()) / f"{path.stem}.{to}")

    def fill(self, path: Path, cells: Cells, save_as: Path) -> Path:
        """The workbook typed into as a person would, and saved in the format of `save_as`'s ending."""
        with self.document(path) as document:
            document.type(cells)
            document.recalculate()
            return document.store(save_as)

    def pictures(
        self, path: Path, folder: Path, *, dpi: int = 60, sheet: str | None = None, recalculate: bool = False
    ) -> list[Path]:
        """A PNG a printed page, of every visible sheet or of one, in the order of the pages."""
        program = shutil.which("pdftoppm")
        if program is None:
            raise OfficeMissingError("pdftoppm is not installed (Debian: apt-get install poppler-utils)")
        name = path.stem if sheet is None else f"{path.stem}_{sheet}"
        with self.document(path) as document:
            if recalculate:
                document.recalculate()
            if sheet is not None:
                document.show_only(sheet)
            pdf = document.store(self._folder() / f"{name}.pdf")
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run([program, "-r", str(dpi), "-png", pdf, folder / name], check=True, capture_output=True)
        return sorted(folder.glob(f"{name}-*.png"))

    def _folder(self) -> Path:
        self._copies += 1
        return self._bridge.folder / str(self._copies)
