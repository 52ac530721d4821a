"""A whole round as people would run it: on real public cases, or invented for the whole country."""

from survey_tool.demo.folder import NotOfTheDemoError
from survey_tool.demo.full import PlayedCountry, run_full
from survey_tool.demo.run import PlayedRound, run

__all__ = ["NotOfTheDemoError", "PlayedCountry", "PlayedRound", "run", "run_full"]
