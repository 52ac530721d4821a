"""Formulas that Excel 2016 would refuse, or show as #NAME? or #REF!, though LibreOffice computes them."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token, TokenizerError
from openpyxl.utils import FORMULAE as FUNCTIONS_OF_2007

from tests.ooxml.areas import Area
from tests.ooxml.text import length

LONGEST_FORMULA = 8_192
LONGEST_LITERAL = 255
DEEPEST_NESTING = 64
MOST_ARGUMENTS = 255

# fmt: off
SINCE_2010 = frozenset({
    "AGGREGATE", "ARABIC", "BASE", "CEILING.MATH", "COMBINA", "CONFIDENCE.NORM", "COVARIANCE.P", "COVARIANCE.S",
    "DAYS", "DECIMAL", "FLOOR.MATH", "FORMULATEXT", "IFNA", "ISFORMULA", "ISOWEEKNUM", "MODE.MULT", "MODE.SNGL",
    "NORM.DIST", "NORM.INV", "NORM.S.DIST", "NORM.S.INV", "NUMBERVALUE", "PDURATION", "PERCENTILE.EXC",
    "PERCENTILE.INC", "PERCENTRANK.EXC", "PERCENTRANK.INC", "PERMUTATIONA", "QUARTILE.EXC", "QUARTILE.INC",
    "RANK.AVG", "RANK.EQ", "RRI", "SHEET", "SHEETS", "STDEV.P", "STDEV.S", "UNICHAR", "UNICODE", "VAR.P", "VAR.S",
    "XOR",
})
# fmt: on
"""Functions that came with Excel 2010 and 2013: files must write them as `_xlfn.NAME`, else they show #NAME?."""

_TAKE_LISTS = {"SUM", "SUMPRODUCT", "MIN", "MAX"}
Place = Literal["cell", "validation", "format", "name", "chart"]

_SHEET = re.compile(r"(?:'(?P<quoted>(?:[^']|'')+)'|(?P<plain>[^'!]+))!(?P<rest>.+)", re.DOTALL)
_NEEDS_NO_QUOTES = re.compile(r"[^\W\d][\w.]*")
_TABLE = re.compile(r"(?P<table>[^\[\]]*)\[(?P<inside>.*)\]", re.DOTALL)
_THIS_ROW = re.compile(r"\[#This Row\],\[(?P<column>[^\[\]#@]+)\]")


@dataclass(frozen=True, slots=True)
class Known:
    """What a formula of one sheet may name, all in lower case: sheets, names, tables with their columns."""

    sheets: frozenset[str]
    names: frozenset[str]
    tables: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Parsed:
    """What can be said of a formula whatever stands around it."""

    problems: tuple[str, ...]
    references: frozenset[str]
    has_array: bool
    bare_positions: tuple[str, ...] = ()
    """Problems only where Excel takes ROW and COLUMN for lists of one: in names, formats and validations."""


def formula_problems(formula: str, known: Known, place: Place = "cell") -> Iterator[str]:
    """What is wrong with one formula (without its `=`) in the place where it stands."""
    parsed = parse(formula)
    yield from parsed.problems
    if place in ("name", "format", "validation"):
        yield from parsed.bare_positions
    if parsed.has_array and place in ("validation", "format"):
        yield "holds an array constant, which Excel takes neither in validations nor in conditional formats"
    for reference in sorted(parsed.references):
        yield from _reference_problems(reference, known, place)


@functools.lru_cache(maxsize=200_000)
def parse(formula: str) -> Parsed:
    """The formula taken apart; the forms of 47 prefectures share nearly all of theirs."""
    if formula.startswith("="):
        return Parsed(("begins with =, which files do without",), frozenset(), has_array=False)
    try:
        tokens = Tokenizer(f"={formula}").items
    except (TokenizerError, IndexError) as error:
        return Parsed((f"cannot be read as a formula: {error}",), frozenset(), has_array=False)
    found = [*_size_problems(formula, tokens), *_nesting_problems(tokens), *_function_problems(tokens)]
    found += _long_text_problems(tokens)
    found += [f"holds {token.value}" for token in tokens if token.subtype == Token.ERROR and token.value == "#REF!"]
    references = frozenset(token.value for token in tokens if token.subtype == Token.RANGE)
    return Parsed(
        tuple(found), references, any(token.type == Token.ARRAY for token in tokens), tuple(_bare_positions(tokens))
    )


def _size_problems(formula: str, tokens: list[Token]) -> Iterator[str]:
    if length(formula) + 1 > LONGEST_FORMULA:
        yield f"is {length(formula) + 1} characters long (at most {LONGEST_FORMULA})"
    for token in tokens:
        if token.type == Token.OPERAND and token.subtype == Token.TEXT:
            size = length(token.value[1:-1].replace('""', '"'))
            if size > LONGEST_LITERAL:
                yield f"holds a text of {size} characters (at most {LONGEST_LITERAL})"


def _nesting_problems(tokens: list[Token]) -> Iterator[str]:
    open_functions: list[int] = []
    deepest = most = 0
    for token in tokens:
        if token.type == Token.FUNC and token.subtype == Token.OPEN:
            open_functions.append(1)
            deepest = max(deepest, len(open_functions))
        elif token.type == Token.FUNC and open_functions:
            most = max(most, open_functions.pop())
        elif token.type == Token.SEP and token.subtype == Token.ARG and open_functions:
            open_functions[-1] += 1
    if open_functions:
        yield "leaves a bracket open"
    if deepest > DEEPEST_NESTING:
        yield f"nests functions {deepest} deep (at most {DEEPEST_NESTING})"
    if most > MOST_ARGUMENTS:
        yield f"gives a function {most} arguments (at most {MOST_ARGUMENTS})"


def _function_problems(tokens: list[Token]) -> Iterator[str]:
    # The tokenizer leaves the colon of INDEX(…):INDEX(…) with the name that follows it.
    opening = (token.value for token in tokens if token.type == Token.FUNC and token.subtype == Token.OPEN)
    used = {value[:-1].lstrip(":").upper() for value in opening}
    for name in sorted(used - FUNCTIONS_OF_2007):
        if name in SINCE_2010:
            yield f"calls {name}, which must be written _xlfn.{name}"
        elif name.removeprefix("_XLFN.") not in SINCE_2010:
            yield f"calls {name.removeprefix('_XLFN.')}, which Excel 2016 does not know"


def _called(tokens: list[Token]) -> Iterator[tuple[str, list[str]]]:
    """Every function that a formula calls, with those around it, the innermost last."""
    around: list[str] = []
    for token in tokens:
        if token.type == Token.FUNC and token.subtype == Token.OPEN:
            name = token.value[:-1].lstrip(":").upper()
            yield name, list(around)
            around.append(name)
        elif token.type == Token.FUNC:
            around.pop()


def _long_text_problems(tokens: list[Token]) -> Iterator[str]:
    """MATCH of a text of more than 255 characters is #VALUE!, which ISNA and IFNA let pass; LibreOffice finds it."""
    if any(name == "MATCH" and around[-1:] in (["ISNA"], ["_XLFN.IFNA"]) for name, around in _called(tokens)):
        yield "asks MATCH whether nothing is found by ISNA: a text over 255 characters gives #VALUE!, so ISERROR"


def _bare_positions(tokens: list[Token]) -> Iterator[str]:
    for name, around in _called(tokens):
        if name in ("ROW", "COLUMN") and not _TAKE_LISTS & set(around):
            yield f"calls {name} bare, which is a list of one here: SUM({name}(…)), ROWS or COLUMNS"


def _reference_problems(reference: str, known: Known, place: Place) -> Iterator[str]:
    match = _SHEET.fullmatch(reference)
    rest = reference
    if match:
        rest = match["rest"]
        yield from _sheet_problems(match["quoted"], match["plain"], known)
    if "[" in rest:
        yield from _table_problems(rest, known, place)
    elif rest != "#REF!" and Area.parse(rest) is None and rest.lower() not in known.names | known.tables.keys():
        yield f"names {rest}, which does not exist"


def _sheet_problems(quoted: str | None, plain: str | None, known: Known) -> Iterator[str]:
    name = (quoted or "").replace("''", "'") or str(plain)
    if "[" in name:
        yield f"leads to another workbook ({name})"
    elif name.lower() not in known.sheets:
        yield f"leads to the sheet {name}, which does not exist"
    elif plain is not None and (not _NEEDS_NO_QUOTES.fullmatch(plain) or Area.parse(plain) is not None):
        yield f"names the sheet {name} without quotes"


def _table_problems(reference: str, known: Known, place: Place) -> Iterator[str]:
    match = _TABLE.fullmatch(reference)
    this_row = _THIS_ROW.fullmatch(match["inside"]) if match else None
    if place in ("validation", "format"):
        yield f"refers to a table ({reference}), which Excel takes neither in validations nor in conditional formats"
    elif match is None or match["table"].lower() not in known.tables:
        yield f"refers to a table that does not exist ({reference})"
    elif this_row is None and ("#" in match["inside"] or "@" in match["inside"] or "[" in match["inside"]):
        yield f"refers to a part of a table that does not work everywhere ({reference})"
    else:
        column = this_row["column"] if this_row else match["inside"]
        if column.lower() not in known.tables[match["table"].lower()]:
            yield f"refers to a column that the table does not have ({reference})"
