"""The catalogue of findings: for every code its severity, its fixed sentence and what to do, in both languages.

The form and the validator take their words from here. `sentence` and `todo` are fixed for a rule and question, so that
the form can say them; `suggestion` is what the validator says instead of `todo` where it knows the value. A `variant` is
the same code with other words. `docs/findings.md` is drawn from this table; its entries stand in `entries/`, a module a
subject, in the order in which findings are told.
"""

from __future__ import annotations

from survey_tool.questionnaire.findings.entries.answers import ANSWERS
from survey_tool.questionnaire.findings.entries.cases import CASES, SAME_AS
from survey_tool.questionnaire.findings.entries.cells import CELLS
from survey_tool.questionnaire.findings.entries.doubts import DOUBTS
from survey_tool.questionnaire.findings.entries.files import FILES
from survey_tool.questionnaire.findings.entries.forms import FORMS
from survey_tool.questionnaire.findings.entries.personal import PERSONAL
from survey_tool.questionnaire.findings.entries.submissions import SUBMISSIONS
from survey_tool.questionnaire.findings.entry import (
    MISSING,
    SEVERITY_LABELS,
    STATE_LABELS,
    CatalogueEntry,
    Severity,
    State,
    Subject,
    state_of,
)
from survey_tool.wording.words import Words

__all__ = [
    "CATALOGUE", "CODES", "HINT", "HINT_TODO", "MISSING", "SAME_AS", "SEVERITY_LABELS", "STATE_LABELS", "CatalogueEntry",
    "Severity", "State", "Subject", "state_of",
]  # fmt: skip

_ENTRIES = (*FILES, *FORMS, *SUBMISSIONS, *ANSWERS, *CELLS, *CASES, *DOUBTS, *PERSONAL)

CATALOGUE: dict[str, CatalogueEntry] = {entry.name: entry for entry in _ENTRIES}
CODES: tuple[str, ...] = tuple(dict.fromkeys(entry.code for entry in _ENTRIES))

HINT = Words(
    "この書き方で読み取れるかどうかは、提出後に事務局で確認します。",
    "Whether this can be read as it is written is seen when it has been returned.",
)
HINT_TODO = Words(
    "記入要領に示す形式で記入すると、確実に読み取れます。このまま提出しても差し支えありません。",
    "Written as asked for it is sure to be read; it may be returned as it is.",
)
