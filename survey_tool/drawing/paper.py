"""How sheets are printed, the same in every workbook of ours."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

_A4 = 9


def on_a4(sheet: Worksheet) -> None:
    """A4, with the sheet's name and the number of the page below it."""
    sheet.set_paper(_A4)
    sheet.set_footer("&L&8&A&R&8&P / &N")
