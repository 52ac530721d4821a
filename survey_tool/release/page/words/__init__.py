"""Every text of the page, by the name under which templates and scripts ask for it."""

from __future__ import annotations

from survey_tool.release.page.words import cases, figures, frame, places
from survey_tool.wording.words import Words

TEXTS: dict[str, Words] = {**frame.TEXTS, **figures.TEXTS, **cases.TEXTS, **places.TEXTS}
