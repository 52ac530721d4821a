"""The command line: each command parses, calls one function of the rooms, and prints."""

from survey_tool.cli.entry import main

__all__ = ["main"]
