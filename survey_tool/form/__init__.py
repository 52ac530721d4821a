"""The workbook as a contract (`contract`, `answers`) and as a picture (the rest)."""
