"""The workbook that goes with a letter: opened before it is attached, since what lies at a path may be another's.

Its marker and the settings that it holds are taken from properties of the file, which only count while the file is as it was
drawn. That costs two small parts of the archive and no reader process, and needs none: not a cell is read, the parts are refused
by their size before they are unpacked, and what somebody has changed since, a hidden sheet or a note beside the form, makes the
whole file one of those that are sent to nobody.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from survey_tool.form.contract.marker import Marker, parse_marker
from survey_tool.form.drawn import MARKER_PROPERTY, PRINTED_PROPERTY, as_drawn, kinds_in
from survey_tool.intake.formats.refusal import MEGABYTE
from survey_tool.wording.words import Words

if TYPE_CHECKING:
    from survey_tool.reference.survey import Survey

_LARGEST = 20 * MEGABYTE  # a form of ours with thousands of cases is a fraction of it
_PARTS = ("docProps/custom.xml", "docProps/core.xml")
_LARGEST_PART = 64 * 1024
_SETTING = f"{PRINTED_PROPERTY} "
_OF_ANOTHER = Words("{file}は{prefecture}の調査票", "{file} is the form of {prefecture}")
_OF_ANOTHER_ROUND = Words("{file}は{round}年度の調査票", "{file} is a form of the round {round}")
_FOR_ANOTHER_FILE = Words(
    "{file}は、回答の対象となる提出ファイルの修正用調査票ではない",
    "{file} is not the correction copy of what was returned",
)


@dataclass(frozen=True, slots=True)
class WrongWorkbook:
    """What lies where the workbook of a prefecture should: a form with another's marker."""

    prefecture_code: str
    workbook: Path
    found: Marker

    def why(self, round_name: str, prefecture: Words) -> Words:
        """What it is, in a round of that name; `prefecture` is the one that its marker names."""
        file = self.workbook.name
        if self.found.prefecture_code != self.prefecture_code:
            return _OF_ANOTHER.fill(file=file, prefecture=prefecture)
        if self.found.round != round_name:
            return _OF_ANOTHER_ROUND.fill(file=file, round=self.found.round)
        return _FOR_ANOTHER_FILE.fill(file=file)


@dataclass(frozen=True, slots=True)
class DrawnForm:
    """What a form says of itself that is as it was drawn: its marker, and the settings that it holds, by name."""

    marker: Marker
    printed: Mapping[str, str]

    def is_of(self, survey: Survey, prefecture_code: str) -> bool:
        """Whether it is the form of a prefecture in this round."""
        return (self.marker.round, self.marker.prefecture_code) == (survey.round.name, prefecture_code)


def form_as_drawn(content: bytes | Path) -> DrawnForm | None:
    """What a workbook says of itself that is one of our forms and as it was drawn, else nothing. Never raises for what it holds,
    nor where a file cannot be read."""
    if isinstance(content, Path):
        try:
            content = content.read_bytes()
        except OSError:
            return None
    if len(content) > _LARGEST or not _is_light(content) or not as_drawn(BytesIO(content)):
        return None
    told = kinds_in(BytesIO(content))
    marker = parse_marker(told.get(MARKER_PROPERTY, ""))
    printed = {name.removeprefix(_SETTING): text for name, text in told.items() if name.startswith(_SETTING)}
    return DrawnForm(marker, printed) if marker else None


def _is_light(content: bytes) -> bool:
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            return all(package.getinfo(name).file_size <= _LARGEST_PART for name in _PARTS)
    except (KeyError, ValueError, NotImplementedError, zipfile.BadZipFile):
        return False
