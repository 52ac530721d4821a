"""Reads a formula, as far as our workbooks use them: into a tree of tuples whose first item says what stands there."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from xlsxwriter.utility import xl_cell_to_rowcol

Tree = tuple[Any, ...]

_TOKEN = re.compile(
    r"""\s*(?:
    (?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w$:]))
    |"(?P<text>(?:[^"]|"")*)"
    |(?P<error>\#(?:N/A|VALUE!|REF!|DIV/0!|NAME\?|NUM!|NULL!))
    |(?P<area>(?:(?:'(?:[^']|'')+'|\w+)!)?(?:\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?|\$?[A-Z]{1,3}:\$?[A-Z]{1,3}|\$?\d+:\$?\d+)(?![\w(]))
    |(?P<function>[A-Za-z_][\w.]*)\(
    |(?P<name>[A-Za-z_]\w*)
    |(?P<operator><=|>=|<>|[-+*/&=<>^:%(),{};])
    )""",
    re.VERBOSE,
)
_AREA = re.compile(r"(\$?)([A-Z]{1,3})(\$?)(\d+)")
_COMPARISONS, LAST_ROW, LAST_COLUMN = ("=", "<>", "<=", ">=", "<", ">"), 1_048_575, 16_383


class FormulaMistake(Exception):
    """A formula that this reader does not know; the message says which."""


@lru_cache(maxsize=50_000)
def parsed(formula: str) -> Tree:
    """The tree of a formula. Raises FormulaMistake."""
    return _Reader(formula.strip("{}").removeprefix("=")).whole()


class _Reader:
    def __init__(self, formula: str) -> None:
        self.formula, self.at = formula, 0
        self.tokens: list[tuple[str, str]] = []
        while self.at < len(formula):
            found = _TOKEN.match(formula, self.at)
            if found is None or found.lastgroup is None:
                raise FormulaMistake(f"{formula[self.at :]!r} in {formula!r}")
            self.tokens.append((found.lastgroup, found[found.lastgroup]))
            self.at = found.end()
        self.at = 0

    def whole(self) -> Tree:
        tree = self._comparison()
        if self.at != len(self.tokens):
            raise FormulaMistake(f"{self.tokens[self.at :]!r} in {self.formula!r}")
        return tree

    def _next(self, *operators: str) -> str | None:
        """The next token, taken if it is one of these operators."""
        if self.at < len(self.tokens):
            kind, text = self.tokens[self.at]
            if kind == "operator" and text in operators:
                self.at += 1
                return text
        return None

    def _expect(self, operator: str) -> None:
        if self._next(operator) is None:
            raise FormulaMistake(f"{operator!r} is missing in {self.formula!r}")

    def _left(self, operators: tuple[str, ...], inner: Any) -> Tree:
        tree: Tree = inner()
        while operator := self._next(*operators):
            tree = ("operation", operator, tree, inner())
        return tree

    def _comparison(self) -> Tree:
        return self._left(_COMPARISONS, lambda: self._left(("&",), self._sum))

    def _sum(self) -> Tree:
        return self._left(("+", "-"), lambda: self._left(("*", "/"), self._signed))

    def _signed(self) -> Tree:
        if self._next("-"):
            return ("negative", self._signed())
        if self._next("+"):
            return self._signed()
        return self._left(("^",), self._range)

    def _range(self) -> Tree:
        tree = self._one()
        while self._next(":"):
            tree = ("range", tree, self._one())
        return tree

    def _one(self) -> Tree:
        if self._next("("):
            tree = self._comparison()
            self._expect(")")
            return tree
        if self._next("{"):
            return self._array()
        if self.at >= len(self.tokens):
            raise FormulaMistake(f"the end is missing of {self.formula!r}")
        kind, text = self.tokens[self.at]
        self.at += 1
        if kind == "number":
            return ("value", float(text))
        if kind == "text":
            return ("value", text.replace('""', '"'))
        if kind == "error":
            return ("error", text)
        if kind == "area":
            return _area(text)
        if kind == "name":
            return ("value", text == "TRUE") if text in ("TRUE", "FALSE") else ("name", text)
        if kind == "function":
            return ("function", text.removeprefix("_xlfn."), *self._arguments())
        raise FormulaMistake(f"{text!r} in {self.formula!r}")

    def _array(self) -> Tree:
        rows: list[list[Tree]] = [[self._signed()]]
        while mark := self._next(",", ";"):
            if mark == ";":
                rows.append([])
            rows[-1].append(self._signed())
        self._expect("}")
        return ("array", tuple(tuple(row) for row in rows))

    def _arguments(self) -> list[Tree]:
        arguments: list[Tree] = []
        if self._next(")"):
            return arguments
        arguments.append(self._comparison())
        while self._next(","):
            arguments.append(self._comparison())
        self._expect(")")
        return arguments


def _area(text: str) -> Tree:
    """`("area", sheet, corner, corner)`; a corner is row, column and whether each is fixed (all 0-based)."""
    sheet, _, cells = text.rpartition("!")
    first, _, last = cells.partition(":")
    return (
        "area",
        sheet.strip("'").replace("''", "'"),
        _corner(first, begin=True),
        _corner(last or first, begin=False),
    )


def _corner(text: str, *, begin: bool) -> tuple[int, bool, int, bool]:
    found = _AREA.fullmatch(text)
    if found:
        row, column = xl_cell_to_rowcol(f"{found[2]}{found[4]}")
        return row, found[3] == "$", column, found[1] == "$"
    bare = text.replace("$", "")
    if bare.isdigit():
        return int(bare) - 1, "$" in text, 0 if begin else LAST_COLUMN, True
    _, column = xl_cell_to_rowcol(f"{bare}1")
    return 0 if begin else LAST_ROW, True, column, "$" in text
