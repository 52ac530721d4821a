"""What the Excel face of a rule may look at.

A rule is written once as an expression over these pieces. Whoever draws a form says where each piece stands, so that no
rule knows a sheet, a row or a column. Expressions are plain Excel 2016: no text literal may exceed 255 characters.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from survey_tool.wording.words import Language

AS_BLANK = ("\u3000", "\u00a0")  # blanks that TRIM leaves; CLEAN takes line breaks and tabs


class Cells(Protocol):
    """The answers of one respondent or case as formulas see them. Every method gives an expression, not a value."""

    @property
    def language(self) -> Language:
        """The edition of the form: which labels its dropdowns hold."""

    def value(self, key: str) -> str:
        """The mirrored answer: a number, a trimmed text, `""` for blank."""

    def wrong(self, key: str) -> str:
        """True where the answer has an error of its own, so that no rule may conclude from it."""

    def first_month(self, key: str) -> str:
        """Month index (year × 12 + month) at which the answer may begin, `""` where it is blank or unknown."""

    def last_month(self, key: str) -> str:
        """Month index at which the answer may end, `""` where it is blank or unknown."""

    def everywhere(self, key: str) -> str:
        """The range of mirrored answers to the same question in all cases."""

    def labels(self, list_name: str) -> str:
        """The range of a list's labels, each once, in the form's language."""

    def parents(self, list_name: str) -> str:
        """The range of the labels of each choice's parent, beside `children`."""

    def children(self, list_name: str) -> str:
        """The range of labels beside `parents`: a label stands once under each parent."""

    def spellings(self, list_name: str) -> str:
        """The range of all texts read as a choice, in step with `meant`."""

    def meant(self, list_name: str) -> str:
        """The range of labels that each of `spellings` stands for."""

    def label(self, list_name: str, choice: str) -> str:
        """The label of one choice as a quoted text."""

    def fact(self, name: str) -> str:
        """A fact about them that is no answer."""


def quoted(text: str) -> str:
    """`text` as an Excel text literal."""
    return '"' + text.replace('"', '""') + '"'


def escaped_for_match(reference: str) -> str:
    """`reference` with the wildcards of MATCH taken as plain characters."""
    for sign in "~*?":
        reference = f'SUBSTITUTE({reference},"{sign}","~{sign}")'
    return reference


def may_be_read(v: str, reach: int = 60) -> str:
    """True where a text holds full-width figures or letters or half-width kana: readers fold them, formulas cannot.

    Only its first `reach` signs are looked at; an error (half a sign, as Excel sees rare kanji) counts as true.
    """
    return f"IFERROR(SUMPRODUCT(--({each_code(v, reach)}>=65296))>0,TRUE)"


def each_sign(v: str, reach: int) -> str:
    """The first `reach` signs of a text that is not blank, one by one: no more than it has, for every one takes time."""
    rows = f"$A$1:$A${reach}"
    return f"MID({v},ROW(INDEX({rows},1):INDEX({rows},MIN({reach},LEN({v})))),1)"


def each_code(v: str, reach: int) -> str:
    """What Unicode numbers these signs by."""
    return f"_xlfn.UNICODE({each_sign(v, reach)})"


def without(text: str, signs: Iterable[str]) -> str:
    """A text with none of these signs."""
    for sign in signs:
        text = f'SUBSTITUTE({text},{quoted(sign)},"")'
    return text


def all_of(*expressions: str) -> str:
    """True where every expression is (none: always)."""
    if not expressions:
        return "TRUE"
    return expressions[0] if len(expressions) == 1 else f"AND({','.join(expressions)})"


def any_of(*expressions: str) -> str:
    """True where one expression is (none: never)."""
    if not expressions:
        return "FALSE"
    return expressions[0] if len(expressions) == 1 else f"OR({','.join(expressions)})"
