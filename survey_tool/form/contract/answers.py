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
class CaseAnswers:
    """One case: its id, its answers by key and its marks, blanks left out.

    Marks are by municipality code, `all` for all of the prefecture, or `free_row` where a free row has no code.
    """

    case_id: str
    answers: Mapping[str, Typed] = field(default_factory=dict)
    marks: Mapping[str, Typed] = field(default_factory=dict)
    carried_over: bool = False
    last: Mapping[str, int | float] = field(default_factory=dict)
    """What rules about a carried-over case compare with (`asked.case.LAST_ROUND`), as far as it is known."""
    carried: frozenset[str] | None = None
    """Of a carried-over case the questions and municipalities that were answered last round; None where all that stand here were."""

    def is_carried(self, key: str) -> bool:
        """Whether what stands at a question or municipality is last round's, or was until somebody changed it."""
        return self.carried_over and (self.carried is None or key in self.carried)


def free_row(number: int) -> str:
    """By what marks and findings call a free row of participants that has no code: its number among them, from 1."""
    return f"free {number}"


@dataclass(frozen=True)
class Answers:
    """All answers of one prefecture. `elsewhere` are the codes typed into the free rows of participants, in order."""

    respondent: Mapping[str, Typed] = field(default_factory=dict)
    cases: tuple[CaseAnswers, ...] = ()
    elsewhere: tuple[Typed, ...] = ()


@dataclass(frozen=True)
class Form:
    """One workbook to be drawn: blank, prefilled or as a correction copy of the file that `parent` names.

    `parent` names several where a merged form corrects them all. `ancestors` are the files from which those descend in turn, so
    that a line is known even where files are gone.
    """

    prefecture_code: str
    edition: Language = "ja"
    answers: Answers = Answers()
    findings: tuple[Finding, ...] = ()
    parent: str = NO_PARENT
    ancestors: tuple[str, ...] = ()
    carried_from: str = ""
    """The round whose answers stand in it; blank where none are carried over, or it is not known from which."""

    @property
    def is_untouched(self) -> bool:
        """Whether nothing stands in it but what every form prints."""
        return self == Form(self.prefecture_code, self.edition)

    @property
    def is_correction(self) -> bool:
        """Whether it shows what is to be corrected; a form that was only drawn again with its answers does not."""
        return bool(self.findings)
