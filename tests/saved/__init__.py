"""Forms of the tests as files of every format that comes back, record by record as the formats' specifications say:
number formats, strokes, errors and pictures included, and without an office program."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal, get_args

from tests.forms import Paper
from tests.saved.cells import SavedSheet, sheet_to_save
from tests.saved.ods import ods
from tests.saved.xls import xls
from tests.saved.xlsb import xlsb
from tests.saved.xlsx import xlsm, xlsx

Ending = Literal["xlsx", "xlsm", "xls", "ods", "xlsb"]
ENDINGS: tuple[Ending, ...] = get_args(Ending)
WITHOUT_RESULTS: frozenset[Ending] = frozenset({"xlsx", "xlsm", "ods"})
"""Formats in which a formula can stand without its result; in the others each carries one."""
_WRITERS: Mapping[Ending, Callable[[list[SavedSheet]], bytes]] = {
    "xlsx": xlsx,
    "xlsm": xlsm,
    "xls": xls,
    "ods": ods,
    "xlsb": xlsb,
}


def saved(paper: Paper, ending: Ending) -> bytes:
    """The form as a file of this format."""
    return _WRITERS[ending]([sheet_to_save(each) for each in paper.sheets])
