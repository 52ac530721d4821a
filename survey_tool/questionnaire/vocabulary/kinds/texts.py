"""Free text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from survey_tool.questionnaire.vocabulary.excel_face import AS_BLANK, Cells, each_code, quoted
from survey_tool.questionnaire.vocabulary.kinds.answer_kind import AnswerKind, Fault, Lists
from survey_tool.questionnaire.vocabulary.kinds.stand_ins import is_stand_in, stands_in
from survey_tool.wording.words import Words

_TWO_UNITS = re.compile("[\U00010000-\U0010ffff]")


# The sign for what could not be decoded, and the private use areas, where each office keeps its own characters (外字).
_UNSHOWABLE = re.compile("[\ufffd\ue000-\uf8ff\U000f0000-\U0010fffd]")
_GETA, _AROUND = "〓", 8  # what printers set for a character they lack; how many characters are told on either side


def excel_length(text: str) -> int:
    """The length of a text as Excel counts it: in units of UTF-16, so that 𠮷 counts as two."""
    return len(text) + len(_TWO_UNITS.findall(text))


@dataclass(frozen=True)
class FreeText(AnswerKind):
    """Free text of at most `limit` characters, as Excel counts them; several lines allowed."""

    limit: int

    def unit(self) -> Words:
        return Words(f"{self.limit}字以内", f"up to {self.limit} characters")

    def faults(self) -> tuple[Fault, ...]:
        return (
            Fault("too-long", self._longer, {"limit": self.limit}, self._too_long),
            Fault("unshowable", self._unshowable, fills_of=_which_character),
            Fault("stand-in", lambda v, _: stands_in(v)),
        )

    def _longer(self, v: str, _: Cells) -> str:
        # Voicing marks join their kana when they are read, and a line end behind the text is dropped. LibreOffice counts
        # characters where Excel counts units of UTF-16; in Excel no unit is above 65535, or UNICODE fails there.
        read = f'LEN(SUBSTITUTE(SUBSTITUTE({v},"ﾞ",""),"ﾟ",""))-(RIGHT({v},1)=CHAR(10))'
        rare = f"SUMPRODUCT(--({each_code(v, self.limit)}>65535))"
        return f"IF(LEN({v})*2<={self.limit},FALSE,{read}+IFERROR({rare},0)>{self.limit})"

    def _unshowable(self, v: str, _: Cells) -> str:
        # Characters beyond the first plane are two units to Excel: those of private use there only the validator finds.
        return f'IFERROR({_private_units(v, self.limit)},0)+ISNUMBER(FIND("\ufffd",{v}))>0'

    def _too_long(self, value: str) -> dict[str, object]:
        length = excel_length(value)
        return {"length": length, "over": length - self.limit}

    def fault(self, value: Any, lists: Lists) -> str | None:
        if excel_length(value) > self.limit:
            return "too-long"
        if _UNSHOWABLE.search(value):
            return "unshowable"
        return "stand-in" if is_stand_in(value) else None

    def mirror(self, cell: str, cells: Cells) -> str:
        # A cell of nothing but blanks of any width is a blank answer.
        blankless = f"CLEAN({cell})"
        for sign in AS_BLANK:
            blankless = f"SUBSTITUTE({blankless},{quoted(sign)},{quoted(' ')})"
        return f'IF(TRIM({blankless})="","",{cell}&"")'


def _private_units(v: str, reach: int) -> str:
    """How many of the first `reach` characters are of the private use area."""
    return f"SUMPRODUCT(--(ABS({each_code(v, reach)}-60543.5)<3200))"


def _which_character(value: str) -> dict[str, object]:
    """Where the first character stands that cannot be shown: its number, and what is around it."""
    found = _UNSHOWABLE.search(value)
    if found is None:
        return {}
    around = value[max(0, found.start() - _AROUND) : found.end() + _AROUND]
    return {"position": found.start() + 1, "around": " ".join(_UNSHOWABLE.sub(_GETA, around).split())}
