"""Sentences that name a command, said where there are none.

A sentence tells what is to be done in words of its own; by which command stands in brackets behind it, so that it reads as well without
(`tests/wording/test_commands.py` holds every sentence to that). So do the files and settings that only those edit by hand who use commands.
"""

from __future__ import annotations

import re

_NAMED = r"(?:survey-tool [a-z]|--[a-z]|SURVEY_TOOL_)"
_JAPANESE = re.compile(rf"（[^（）]*{_NAMED}[^（）]*）")
_ENGLISH = re.compile(rf" ?\([^()]*{_NAMED}[^()]*\)")
_BY_HAND = r"(?:survey\.toml|contacts\.csv|record\.csv|secretariat\.[a-z_]+|as_of|sent_on|(?:second_)?deadline|published_on|[a-z]+_fiscal_year)"
_FILES = re.compile(rf"（(?:{_BY_HAND}|ja 又は en)）| \({_BY_HAND}\)")
COMMAND = re.compile(_NAMED)
"""What tells that a sentence names a command, an option of one, or a variable of its environment."""


def without_commands(sentence: str) -> str:
    """A sentence without the brackets that name commands, or what is edited by hand."""
    sentence = _ENGLISH.sub("", _JAPANESE.sub("", sentence)) if COMMAND.search(sentence) else sentence
    return _FILES.sub("", sentence)
