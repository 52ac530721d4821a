"""Telephone numbers and e-mail addresses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, ClassVar

from survey_tool.questionnaire.vocabulary.excel_face import Cells, all_of, any_of, each_code, each_sign, quoted
from survey_tool.questionnaire.vocabulary.kinds.answer_kind import AnswerKind, Fault, Lists
from survey_tool.questionnaire.vocabulary.kinds.unreadable import holds, no_phone
from survey_tool.wording.addresses import DIGITS, LETTERS, LONGEST, LONGEST_NAME, SIGNS, is_address
from survey_tool.wording.words import Words

_PHONE_FORMAT = Words("電話番号（市外局番から）", "a telephone number with area code")
_EMAIL_FORMAT = Words("メールアドレス", "an e-mail address")
_ASCII_DIGITS = "{" + ",".join(f'"{digit}"' for digit in range(10)) + "}"
_WIDE_PHONE = "０１２３４５６７８９－−‐‑–—ーｰ（）() ./．／電代直℡+＋TtPpMmDdＴｔＰｐ"
PHONE_PATTERN = re.compile(r"(?=0)(?=(?:-?\d){10,11}$)(?:\d+|\d+-\d+-\d+)", re.ASCII)


@dataclass(frozen=True)
class Phone(AnswerKind):
    """A Japanese telephone number: begins with 0, 10 or 11 digits, no or two hyphens between them."""

    none_words: ClassVar[str | None] = "NONE_WORDS"

    def unit(self) -> Words:
        return Words("03-0000-0000 の形式", "as 03-0000-0000")

    def faults(self) -> tuple[Fault, ...]:
        return (Fault("bad-format", self._malformed, {"format_name": _PHONE_FORMAT, "example": "03-0000-0000"}),)

    def _malformed(self, v: str, _: Cells) -> str:
        bare = f'SUBSTITUTE({v},"-","")'
        hyphens = f"LEN({v})-LEN({bare})"
        sound = all_of(
            f'LEFT({v},1)="0"',
            any_of(f"{hyphens}=0", f"{hyphens}=2"),
            f'ISERROR(FIND("--",{v}))',
            f'RIGHT({v},1)<>"-"',
            any_of(f"LEN({bare})=10", f"LEN({bare})=11"),
            f'SUMPRODUCT(LEN({bare})-LEN(SUBSTITUTE({bare},{_ASCII_DIGITS},"")))=LEN({bare})',
        )
        return f"NOT(OR({sound},{self._readable(v)}))"

    @staticmethod
    def _readable(v: str) -> str:
        """True where the number holds signs that are read as digits, hyphens or brackets, or words that are left out."""
        return f"AND({holds(v, _WIDE_PHONE)},NOT({no_phone(v)}))"

    def mirror(self, cell: str, cells: Cells) -> str:
        # A number cell cannot hold the nought in front.
        return f'IF(ISNUMBER({cell}),"0","")&TRIM(CLEAN({cell}))'

    def fault(self, value: Any, lists: Lists) -> str | None:
        return None if isinstance(value, str) and PHONE_PATTERN.fullmatch(value) else "bad-format"

    def hint(self, cell: str, mirrored: str, cells: Cells) -> str | None:
        # What is malformed has been told before.
        return f"OR(ISNUMBER({cell}),{holds(mirrored, _WIDE_PHONE)})"


@dataclass(frozen=True)
class Email(AnswerKind):
    """One e-mail address that letters can go to (`wording.addresses`)."""

    none_words: ClassVar[str | None] = "NONE_WORDS"

    def unit(self) -> Words:
        return Words("name@example.lg.jp の形式", "as name@example.lg.jp")

    def faults(self) -> tuple[Fault, ...]:
        return (Fault("bad-format", self._malformed, {"format_name": _EMAIL_FORMAT, "example": "name@example.lg.jp"}),)

    def _malformed(self, v: str, _: Cells) -> str:
        name = f'MID({v},FIND("@",{v})+1,255)'
        edges = (f"ISERROR(FIND({quoted(each)},{v}))" for each in ("..", ".@", "@.", "@-"))
        within = (f"ISERROR(FIND({quoted(each)},{name}))" for each in ("-.", ".-"))
        sound = all_of(
            f'LEN({v})-LEN(SUBSTITUTE({v},"@",""))=1',
            f"LEN({v})<={LONGEST}",
            f'FIND("@",{v})>1',
            f'FIND("@",{v})<={LONGEST_NAME + 1}',
            f'LEFT({v},1)<>"."',
            *edges,
            *within,
            f'ISNUMBER(FIND(".",{name}))',
            _all_of_these(v, DIGITS + LETTERS + SIGNS + ".@"),
            _all_of_these(name, DIGITS + LETTERS + "-."),
            *(f"ISNUMBER(FIND(MID({v},LEN({v})-{back},1),{quoted(LETTERS)}))" for back in (0, 1)),
        )
        return f'IF({self._doubtful(v)},ISERROR(FIND("@",{v})),NOT(IFERROR({sound},FALSE)))'

    @staticmethod
    def _doubtful(v: str) -> str:
        """True where a reader may find an address in the text though the text is none."""
        wide = f"IFERROR(SUMPRODUCT(--(ABS({each_code(v, 60)}-65327.5)<48)),0)>0"
        return any_of(f"OR(RIGHT({v},1)={{{','.join(map(quoted, '。．.、,;>＞'))}}})", f'ISNUMBER(FIND(":",{v}))', wide)

    def fault(self, value: Any, lists: Lists) -> str | None:
        return None if isinstance(value, str) and is_address(value) else "bad-format"

    def mirror(self, cell: str, cells: Cells) -> str:
        return f'SUBSTITUTE(SUBSTITUTE(TRIM(CLEAN({cell})),"＠","@"),"．",".")'

    def hint(self, cell: str, mirrored: str, cells: Cells) -> str | None:
        return f"OR(NOT(EXACT({cell},{mirrored})),{self._doubtful(mirrored)})"


def _all_of_these(v: str, signs: str) -> str:
    """True where a text of at most `LONGEST` signs holds none but these."""
    return f"SUMPRODUCT(--ISERROR(FIND({each_sign(v, LONGEST)},{quoted(signs)})))=0"
