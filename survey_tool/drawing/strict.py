"""What xlsxwriter would only warn about is a mistake here."""

from __future__ import annotations


class WorkbookMistake(Exception):
    """xlsxwriter has left something out; the message says what."""


def sound(outcome: object, what: str) -> None:
    """Raise where a call to xlsxwriter gave a negative number."""
    if isinstance(outcome, int) and outcome < 0:
        raise WorkbookMistake(f"{what}: {outcome}")
