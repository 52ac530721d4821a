"""What is drawn into a form: answers exactly as typed, and findings at them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from survey_tool.form.contract.marker import NO_PARENT

if TYPE_CHECKING:
    from survey_tool.questionnaire.findings.finding import Finding
    from survey_tool.wording.words import Language

Typed = str | int | float | bool | dt.date | dt.datetime | dt.time | None


@dataclass(frozen=True)
class CaseRow:
    """One row of cases: its id, its answers by key and its marks by municipality code, blanks left out."""

    case_id: str
    answers: Mapping[str, Typed] = field(default_factory=dict)
    marks: Mapping[str, Typed] = field(default_factory=dict)
    carried_over: bool = False


@dataclass(frozen=True)
class Answers:
    """All answers of one prefecture. `elsewhere` are the codes typed into the free rows of participants, in order."""

    respondent: Mapping[str, Typed] = field(default_factory=dict)
    cases: tuple[CaseRow, ...] = ()
    elsewhere: tuple[Typed, ...] = ()


@dataclass(frozen=True)
class Form:
    """One workbook to be drawn: blank, prefilled or as a correction copy of the file that `parent` names.

    `ancestors` are the files from which that one descends in turn, so that a line is known even where files are gone.
    """

    prefecture_code: str
    edition: Language = "ja"
    answers: Answers = Answers()
    findings: tuple[Finding, ...] = ()
    parent: str = NO_PARENT
    ancestors: tuple[str, ...] = ()

    @property
    def is_correction(self) -> bool:
        return self.parent != NO_PARENT
