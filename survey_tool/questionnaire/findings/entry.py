"""One entry of the catalogue of findings: its severity, its sentence, what to do, in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from survey_tool.wording.words import NOTHING, Words

Severity = Literal["error", "warning", "info"]
State = Literal["missing", "wrong", "doubtful"]
Subject = Literal["file", "submission", "cell"]

SEVERITY_LABELS: dict[Severity, Words] = {
    "error": Words("要修正", "To correct"),
    "warning": Words("要確認", "To check"),
    "info": Words("参考", "For information"),
}
STATE_LABELS: dict[State, Words] = {
    "missing": Words("未記入", "To answer"),
    "wrong": Words("要修正", "To correct"),
    "doubtful": Words("要確認", "To check"),
}
"""What can be open at an answer. One whose writing should be looked at counts as doubtful too."""
MISSING = ("required", "required-when", "at-least-one", "no-cases-no-declaration")


def state_of(code: str, severity: Severity) -> State:
    """A blank that is needed is missing, not wrong."""
    return "doubtful" if severity != "error" else "missing" if code in MISSING else "wrong"


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """One code (or a variant of it) of the catalogue; placeholders in braces."""

    code: str
    subject: Subject
    severity: Severity
    sentence: Words
    todo: Words
    meaning: Words
    suggestion: Words = NOTHING
    variant: str | None = None

    @property
    def name(self) -> str:
        """The key in the catalogue: the variant, else the code."""
        return self.variant or self.code


def of_file(
    code: str,
    sentence: Words,
    todo: Words,
    meaning: Words,
    severity: Severity = "error",
    variant: str | None = None,
) -> CatalogueEntry:
    """What is said of a returned file."""
    return CatalogueEntry(code, "file", severity, sentence, todo, meaning, variant=variant)


def of_submission(
    code: str,
    severity: Severity,
    sentence: Words,
    todo: Words,
    meaning: Words,
    variant: str | None = None,
    suggestion: Words = NOTHING,
) -> CatalogueEntry:
    """What is said of a return as a whole."""
    return CatalogueEntry(code, "submission", severity, sentence, todo, meaning, suggestion, variant)


def of_cell(
    code: str,
    sentence: Words,
    todo: Words,
    meaning: Words,
    suggestion: Words = NOTHING,
    severity: Severity = "error",
    variant: str | None = None,
) -> CatalogueEntry:
    """What is said of one cell."""
    return CatalogueEntry(code, "cell", severity, sentence, todo, meaning, suggestion, variant)
