"""Every text of the desk that is not already said elsewhere, a page each."""

from __future__ import annotations

from collections.abc import Mapping

from survey_tool.desk.words import frame, letters, overview, prefecture, release, rounds, settings
from survey_tool.wording.words import Words

TEXTS: Mapping[str, Words] = {
    **frame.TEXTS,
    **overview.TEXTS,
    **prefecture.TEXTS,
    **letters.TEXTS,
    **release.TEXTS,
    **rounds.TEXTS,
    **settings.TEXTS,
}
"""By the key that templates name."""
