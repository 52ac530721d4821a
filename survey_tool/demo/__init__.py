"""A whole round on real public cases, as people would run it."""

from survey_tool.demo.folder import NotOfTheDemoError
from survey_tool.demo.run import PlayedRound, run

__all__ = ["NotOfTheDemoError", "PlayedRound", "run"]
