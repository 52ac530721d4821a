"""Free text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from survey_tool.questionnaire.vocabulary.excel_face import AS_BLANK, Cells, quoted
from survey_tool.questionnaire.vocabulary.kinds.answer_kind import AnswerKind, Fault, Lists
from survey_tool.wording.words import Words


@dataclass(frozen=True)
class FreeText(AnswerKind):
    """Free text of at most `limit` characters (code points), several lines allowed."""

    limit: int

    def unit(self) -> Words:
        return Words(f"{self.limit}字以内", f"up to {self.limit} characters")

    def faults(self) -> tuple[Fault, ...]:
        return (Fault("too-long", lambda v, _: f"LEN({v})>{self.limit}", {"limit": self.limit}, self._too_long),)

    def _too_long(self, value: str) -> dict[str, object]:
        return {"length": len(value), "over": len(value) - self.limit}

    def fault(self, value: Any, lists: Lists) -> str | None:
        return "too-long" if len(value) > self.limit else None

    def mirror(self, cell: str, cells: Cells) -> str:
        # A cell of nothing but blanks of any width is a blank answer.
        blankless = f"CLEAN({cell})"
        for sign in AS_BLANK:
            blankless = f"SUBSTITUTE({blankless},{quoted(sign)},{quoted(' ')})"
        return f'IF(TRIM({blankless})="","",{cell}&"")'
