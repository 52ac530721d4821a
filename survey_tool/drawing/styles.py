"""Colours, fonts and cell formats of the form. Calm: one hue, white where people write, grey where nothing is to be done."""

from __future__ import annotations

from functools import cache
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

INK, NOTE, BACKGROUND, DIVIDER = "#1A1A1A", "#626264", "#F8F8FB", "#D8D8DB"
BLUE_PALE, BLUE_SOFT, BLUE, BLUE_STRONG, BLUE_DEEP = "#D9E6FF", "#9DB7F9", "#4979F5", "#264AF4", "#0017C1"
WHITE, KEY_INK = "#FFFFFF", "#B8B8BC"
BLANK_FILL, BLANK_INK = "#FFF8C5", "#6B5300"
DOUBT_FILL, DOUBT_INK = "#EFE7FA", "#4F2A86"
GOOD_FILL, GOOD_INK = "#E6F4EA", "#1E5B32"
OFF_FILL = "#E4E4E8"
ERROR_FILL, ERROR_INK = "#FDE7E9", "#9B0E1E"
WARNING_FILL, WARNING_INK = "#FFF4D6", "#6B4A00"
CARRIED_FILL = "#EEF3FF"

FONT = "Meiryo UI"
_BASE: dict[str, Any] = {"font_name": FONT, "font_size": 10, "font_color": INK, "valign": "vcenter"}
_GRID: dict[str, Any] = {"border": 1, "border_color": DIVIDER}
_WRAP: dict[str, Any] = {"text_wrap": True}
_ENTRY: dict[str, Any] = {**_GRID, **_WRAP, "locked": False, "bg_color": WHITE, "valign": "top"}
_APART: dict[str, Any] = {"align": "left", "indent": 1}  # texts and numbers keep away from the line beside them

STYLES: dict[str, dict[str, Any]] = {
    "body": {},
    "wrapped": {**_WRAP, "valign": "top"},
    "title": {"font_size": 16, "bold": True, "font_color": BLUE_DEEP},
    "lead": {"font_color": NOTE},
    "entry_lead": {"font_color": NOTE, "font_size": 9},  # ends where the columns of one printed page do
    "lead_wrapped": {"font_color": NOTE, **_WRAP, "valign": "top"},
    "source": {"font_size": 8, "font_color": NOTE, **_WRAP},
    # For programs: on no paper, yet in a CSV as which somebody saves the sheet.
    "marker": {"font_size": 6, "font_color": WHITE},
    "key": {"font_size": 6, "font_color": KEY_INK, "valign": "top"},  # for programs
    "band": {
        **_APART,
        "bold": True,
        "font_color": WHITE,
        "bg_color": BLUE_DEEP,
        "border": 1,
        "border_color": BLUE_DEEP,
    },
    "band_note": {**_APART, "font_size": 9, "font_color": NOTE, "bg_color": BACKGROUND, **_GRID, **_WRAP},
    "band_side": {**_APART, "font_size": 8, "font_color": WHITE, "bg_color": BLUE_DEEP, **_WRAP},
    "group": {**_APART, "bold": True, "font_size": 9, "bg_color": BLUE_PALE},
    "group_note": {**_APART, "font_size": 8, "bg_color": BLUE_PALE, **_WRAP},
    "group_state": {"font_size": 8, "bg_color": BLUE_PALE, "align": "center", **_GRID},
    "need": {"font_size": 8, "align": "center", **_GRID, **_WRAP},
    "need_always": {
        "font_size": 8,
        "bold": True,
        "font_color": WHITE,
        "bg_color": BLUE_DEEP,
        "align": "center",
        **_GRID,
    },
    "question": {**_GRID, **_WRAP, **_APART, "bg_color": CARRIED_FILL},
    "help": {**_GRID, **_WRAP, "font_size": 8, "font_color": NOTE, "bg_color": BACKGROUND},
    "open": {**_GRID, **_WRAP, "font_size": 9, "bg_color": BACKGROUND},
    "column_id": {**_GRID, "bold": True, "font_size": 9, "bg_color": BLUE_PALE, "align": "center"},
    "column_state": {**_GRID, **_WRAP, "font_size": 9, "bg_color": BACKGROUND, "align": "center"},
    "header": {"bold": True, "bg_color": BLUE_PALE, "align": "center", **_GRID, **_WRAP},
    "header_left": {"bold": True, "bg_color": BLUE_PALE, **_APART, **_GRID, **_WRAP},
    "item": {"bold": True, "bg_color": BLUE_PALE, "valign": "top", **_GRID, **_WRAP, **_APART},
    "unit": {"font_size": 8, "font_color": NOTE, "bg_color": BACKGROUND, "align": "center", **_GRID, **_WRAP},
    "printed": {**_GRID, **_APART, "bg_color": BACKGROUND, "font_color": INK, "valign": "top"},
    "printed_wrapped": {**_GRID, **_WRAP, **_APART, "bg_color": BACKGROUND, "valign": "top"},
    "printed_name": {**_GRID, **_APART, "bg_color": BACKGROUND},
    "printed_number": {**_GRID, **_APART, "bg_color": BACKGROUND, "num_format": "#,##0", "align": "right"},
    "printed_code": {**_GRID, "bg_color": BACKGROUND, "num_format": "@", "align": "center"},
    "state": {**_GRID, **_WRAP, **_APART, "bg_color": BACKGROUND, "valign": "top", "font_size": 9},
    "figures": {**_GRID, **_WRAP, "bg_color": BACKGROUND, "font_size": 8, "align": "center"},
    "case_name": {
        **_GRID,
        **_WRAP,
        "bg_color": BLUE_PALE,
        "font_size": 9,
        "align": "center",
    },
    "text": {**_ENTRY, **_APART, "num_format": "@"},
    "choice": {**_ENTRY, **_APART},
    "choice_bold": {**_ENTRY, **_APART, "bold": True, "valign": "vcenter"},
    "card_name": {**_GRID, **_APART, **_WRAP, "bold": True, "bg_color": BLUE_PALE},
    "card_label": {**_GRID, **_APART, **_WRAP, "font_size": 8, "bg_color": CARRIED_FILL},
    "card_answer": {**_GRID, **_APART, **_WRAP, "font_size": 9, "align": "left"},
    "card_number": {**_GRID, **_APART, "font_size": 9, "align": "left", "num_format": "#,##0"},
    "card_month": {**_GRID, **_APART, "font_size": 9, "align": "left", "num_format": "yyyy-mm"},
    "card_text": {**_GRID, **_APART, **_WRAP, "font_size": 8, "valign": "top"},
    "card_names": {**_GRID, **_APART, **_WRAP, "font_size": 8, "valign": "top"},
    "state_line": {**_GRID, **_APART, "bg_color": BACKGROUND},
    "mark": {**_ENTRY, "num_format": "@", "align": "center"},
    # As text, else LibreOffice reads 〇 as 0. Large, since a sheet of many rows is printed small.
    "sign": {**_ENTRY, "font_size": 16, "num_format": "@", "align": "center", "valign": "vcenter"},
    "number": {**_ENTRY, **_APART, "num_format": "#,##0", "align": "right"},
    "decimal": {**_ENTRY, **_APART, "align": "right"},
    "date": {**_ENTRY, "num_format": "yyyy-mm-dd", "align": "center"},
    "month": {**_ENTRY, "num_format": "yyyy-mm", "align": "center"},
    "moment": {**_ENTRY, "num_format": "yyyy-mm-dd hh:mm", "align": "center"},
    "time": {**_ENTRY, "num_format": "hh:mm:ss", "align": "center"},
    "code": {**_ENTRY, "num_format": "@", "align": "center", "valign": "vcenter"},
    "result": {"bold": True, "font_size": 13, "font_color": BLUE_DEEP},
    "guide": {**_GRID, **_WRAP, **_APART},
    "table": {**_GRID, **_WRAP, **_APART, "valign": "top"},
    "table_center": {**_GRID, **_WRAP, "valign": "top", "align": "center"},
    "link": {**_GRID, "font_color": BLUE_DEEP, "underline": 1, "valign": "top", "align": "center"},
    "aside": {"font_size": 8, "font_color": NOTE, "valign": "top"},
    "line": {**_WRAP, **_APART, "font_size": 9, "valign": "top"},
    "line_center": {**_WRAP, "font_size": 9, "valign": "top", "align": "center"},
    "line_link": {"font_size": 9, "font_color": BLUE_DEEP, "underline": 1, "valign": "top", "align": "center"},
    "jump": {"font_size": 9, "font_color": BLUE_DEEP, "underline": 1},
    "section": {"bold": True, "font_size": 11, "font_color": BLUE_DEEP, "bottom": 2, "bottom_color": BLUE_DEEP},
    "banner": {"bold": True, "font_color": WARNING_INK, "bg_color": WARNING_FILL, **_WRAP},
}
# Values that only a validator could judge are marked by hand in a correction copy; the rest is marked by live formats.
_VARIANTS: dict[str, dict[str, Any]] = {
    "carried": {"bg_color": CARRIED_FILL},
    "marked": {"bg_color": WARNING_FILL, "border": 2, "border_color": "#B58900"},
    "middle": {"valign": "vcenter"},
}


def _variants(names: str) -> dict[str, Any]:
    """What several variants, separated by blanks, change together."""
    return {key: value for name in names.split() for key, value in _VARIANTS[name].items()}


class Styles:
    """The formats of one workbook, each made once."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self.named, self.conditional = cache(self._named), cache(self._conditional)

    def __getitem__(self, name: str) -> Format:
        return self.named(name, "")

    def _named(self, name: str, variant: str) -> Format:
        return self._workbook.add_format({**_BASE, **STYLES[name], **_variants(variant)})

    def _conditional(self, name: str) -> Format:
        """The formats of live marks: colour, border and a sign before what stands there."""
        looks: dict[str, dict[str, Any]] = {
            "error": {
                "bg_color": ERROR_FILL,
                "font_color": ERROR_INK,
                "border": 1,
                "border_color": ERROR_INK,
                "bold": True,
            },
            "missing": {"bg_color": BLANK_FILL, "font_color": BLANK_INK},
            "doubtful": {"bg_color": DOUBT_FILL, "font_color": DOUBT_INK, "border": 1, "border_color": DOUBT_INK},
            "warning": {"bg_color": WARNING_FILL, "font_color": WARNING_INK, "border": 1, "border_color": WARNING_INK},
            "hint": {"font_color": WARNING_INK, "italic": True},
            "off": {"bg_color": OFF_FILL, "font_color": NOTE},
            "ruled": {"border": 1, "border_color": DIVIDER},
            "good": {"bg_color": GOOD_FILL, "font_color": GOOD_INK, "bold": True},
            "select": {"bg_color": BLUE_PALE, "bold": True},
        }
        return self._workbook.add_format(looks[name])
