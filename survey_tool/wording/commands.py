"""Sentences that name a command, said where there are none.

A sentence tells what is to be done in words of its own; by which command stands in brackets behind it, so that it reads as well without
(`tests/wording/test_commands.py` holds every sentence to that).
"""

from __future__ import annotations

import re

_NAMED = r"(?:survey-tool [a-z]|--[a-z]|SURVEY_TOOL_)"
_JAPANESE = re.compile(rf"（[^（）]*{_NAMED}[^（）]*）")
_ENGLISH = re.compile(rf" ?\([^()]*{_NAMED}[^()]*\)")
COMMAND = re.compile(_NAMED)
"""What tells that a sentence names a command, an option of one, or a variable of its environment."""


def without_commands(sentence: str) -> str:
    """A sentence without the brackets that name commands."""
    return _ENGLISH.sub("", _JAPANESE.sub("", sentence)) if COMMAND.search(sentence) else sentence
