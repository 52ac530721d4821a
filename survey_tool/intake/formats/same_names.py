"""Sheets of one name."""

from __future__ import annotations

from survey_tool.intake.formats.refusal import Refusal


def refuse_twins(names: list[str]) -> None:
    """Two sheets of one name cannot come from a spreadsheet program, and whoever asks for one by name is misled."""
    seen = set()
    for name in names:
        if name.casefold() in seen:
            raise Refusal("file-hostile", "twice", part=name)
        seen.add(name.casefold())
