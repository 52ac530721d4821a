"""Text that a spreadsheet would run as a formula, in files that it opens.

It is kept from that by an apostrophe put before it. Text that already begins with apostrophes before such a sign gets one more,
so that `plain` gives back exactly what was told.
"""

from __future__ import annotations

import re

from survey_tool.wording.invisible import ZERO_WIDTHS

ESCAPE = "'"
# What Excel and LibreOffice take for the beginning of a formula, full-width forms and leading control characters included,
# also where a program takes off blanks, or what nobody sees, before it.
RUNS = re.compile(rf"'*([\t\r\n]|[\s{ZERO_WIDTHS}]*[=+\-@＝＋－＠])")


def safe(text: str) -> str:
    """Text as it is written: an apostrophe before what a spreadsheet would run."""
    return ESCAPE + text if RUNS.match(text) else text


def plain(text: str) -> str:
    """What was told, from text as it was written."""
    return text[1:] if text.startswith(ESCAPE) and RUNS.match(text) else text
