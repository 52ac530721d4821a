"""Members of packages (ZIP), so that a workbook has the same bytes on every system."""

from __future__ import annotations

from zipfile import ZipInfo

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment that a ZIP can tell: no clock is asked."""
_SYSTEM = 3
"""Which kind of system is said to have written a member, whichever it was: Python says 0 on Windows, 3 elsewhere."""


def member(name: str) -> ZipInfo:
    """A member to be written, with neither the time nor the system in it."""
    told = ZipInfo(name, EARLIEST)
    told.create_system = _SYSTEM
    return told
