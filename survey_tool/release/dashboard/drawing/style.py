"""How the dashboard looks: palette, type, and the properties of cells, put together by name.

The palette is the Digital Agency's guidebook's: shades of one blue, near-black text. No meaning is carried by colour alone.
"""

from __future__ import annotations

from collections.abc import Mapping

from survey_tool.drawing import styles

Props = Mapping[str, object]

FONT, TEXT, NOTE, BACK, LINE, WHITE = (
    styles.FONT,
    styles.INK,
    styles.NOTE,
    styles.BACKGROUND,
    styles.DIVIDER,
    styles.WHITE,
)
PALE, SOFT, MID, STRONG, DEEP = styles.BLUE_PALE, styles.BLUE_SOFT, styles.BLUE, styles.BLUE_STRONG, styles.BLUE_DEEP

BASE: Props = {"font_name": FONT, "font_size": 10, "font_color": TEXT, "bg_color": BACK, "valign": "vcenter"}
ON_WHITE: Props = {"bg_color": WHITE}
ON_PALE: Props = {"bg_color": PALE}
ON_DEEP: Props = {"bg_color": DEEP, "font_color": WHITE}

TITLE: Props = {"font_size": 18, "bold": True}
HEADING: Props = {"font_size": 13, "bold": True, "font_color": DEEP}
LEAD: Props = {"font_size": 11}
QUIET: Props = {"font_color": NOTE}
BOLD: Props = {"bold": True}
BIG: Props = {"font_size": 24, "bold": True, "font_color": DEEP}
WRAP: Props = {"text_wrap": True, "valign": "top"}
WRAP_MIDDLE: Props = {"text_wrap": True}
TOP: Props = {"valign": "top"}
RIGHT: Props = {"align": "right"}
LEFT: Props = {"align": "left"}
CENTER: Props = {"align": "center"}
INDENT: Props = {"indent": 1}
LINK: Props = {"font_color": DEEP, "underline": 1}
ID_LINK: Props = {**LINK, "text_wrap": False}
NUMBER: Props = {"num_format": "#,##0", "align": "right"}
NUMBER_OR_SMALL: Props = {"num_format": "[=0]0;[<10]0.00;#,##0", "align": "right"}
SHARE: Props = {"num_format": "0%", "align": "right", "font_color": NOTE}

HEAD: Props = {
    "bold": True,
    "font_color": TEXT,
    "bg_color": PALE,
    "indent": 1,
    "bottom": 1,
    "bottom_color": MID,
}
ROW: Props = {"bg_color": WHITE, "indent": 1, "bottom": 1, "bottom_color": LINE}
TOTAL: Props = {
    "bg_color": WHITE,
    "bold": True,
    "indent": 1,
    "top": 1,
    "top_color": MID,
    "bottom": 1,
    "bottom_color": MID,
}
SELECTOR: Props = {
    "bg_color": WHITE,
    "bold": True,
    "font_size": 12,
    "font_color": TEXT,
    "border": 2,
    "border_color": STRONG,
    "indent": 1,
    "locked": False,
}

BAR = {
    "type": "data_bar",
    "bar_solid": True,
    "bar_color": PALE,
    "bar_border_color": SOFT,
    "data_bar_2010": True,
    "min_type": "num",
    "min_value": 0,
}


def or_none(shown: str, none: str) -> str:
    """A number format that shows a sign in place of 0."""
    return f'{shown};;"{none}"'


def mixed(*props: Props) -> dict[str, object]:
    """Properties laid over one another, the later ones on top."""
    found: dict[str, object] = {}
    for each in props:
        found.update(each)
    return found
