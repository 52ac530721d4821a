"""The dashboard's figures reckoned a second time, in plain Python from the published CSV files and nothing else of ours.

`answer(chosen, figure)` is what a formula cell of that figure must show. What the CSV files do not hold is taken from the
declaration (labels of questions and words, the neighbours) and from the release (which cases are left out).
"""

from __future__ import annotations

from tests.dashboard.answers import Chosen, answer
from tests.dashboard.data import Data, read_data

__all__ = ["Chosen", "Data", "answer", "read_data"]
