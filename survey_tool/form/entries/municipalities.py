"""All municipalities of the country inside a form, packed: a row a prefecture, of three texts.

People type codes of other prefectures' municipalities; the form shows name, population and employees at once. As 1,741 rows
of four cells the table would be half of the file. So a row holds the codes (`|NNN|NNN`: without the prefecture, which is the
row, and the check digit, which follows from the others), the figures (population in 7 digits, employees in 5) and the names
(`|name|name|`), each in the same order; alike beside alike packs best. This module writes the texts and the formulas that
look into them, nobody else knows the format.
"""

from __future__ import annotations

from survey_tool.questionnaire.vocabulary.excel_face import any_of, may_be_read
from survey_tool.questionnaire.vocabulary.kinds.unreadable import has_digit, holds
from survey_tool.reference.places import FIGURE_DIGITS, Places
from survey_tool.wording.words import Language

_CODES, _FIGURES, _NAMES = "MUNICIPALITY_CODES", "MUNICIPALITY_FIGURES", "MUNICIPALITY_NAMES"
_FORMER = "FORMER_CODES"
_LENGTH, _POPULATION, _EMPLOYEES = 6, FIGURE_DIGITS["population"], FIGURE_DIGITS["employees"]
_FIGURE = _POPULATION + _EMPLOYEES


def packed(places: Places, edition: Language) -> dict[str, list[str]]:
    """The columns by name, each in the order of the prefectures' codes (01 first), and codes of before a merger or the like."""
    columns: dict[str, list[str]] = {_CODES: [], _FIGURES: [], _NAMES: []}
    for prefecture in sorted(places.prefectures):
        found = places.municipalities_of(prefecture)
        columns[_CODES].append("".join(f"|{each.code[2:5]}" for each in found))
        figures = (f"{each.population:0{_POPULATION}}{each.employees:0{_EMPLOYEES}}" for each in found)
        columns[_FIGURES].append("".join(figures))
        columns[_NAMES].append("|".join(("", *(each.name[edition] for each in found), "")))
    former = [each.old_code for each in places.code_changes if places.successor(each.old_code)]
    return columns | {_FORMER: former or ["-"]}


def is_code(code: str) -> str:
    """True where the text `code` is the code of a municipality."""
    return f"IFERROR(AND(LEN({code})={_LENGTH},{_place(code)}>0),FALSE)"


def is_no_municipality(text: str, typed: str) -> str:
    """True where what was `typed`, as a `text` that is no code, is certainly none that could be understood, and no name.

    Codes of four or five figures have lost one; names end in 市, 区, 町 or 村 or stand in letters; what is written in full width, and
    codes with anything beside them, are read by readers only, and so are codes of before a merger.
    """
    figures = f'IFERROR(EXACT(TEXT({text}+0,REPT("0",LEN({text}))),{text}),FALSE)'
    named = any_of(
        holds(text, "市区町村"), has_digit(text), f"NOT(EXACT(UPPER({text}),LOWER({text})))", may_be_read(text)
    )
    blank = f"SUMPRODUCT(--({text}=NONE_WORDS))>0"
    lost = f"ABS(LEN({typed})-4.5)<1"
    none = f"IF(ISNUMBER({typed}),NOT({lost}),IF({figures},NOT({lost}),NOT(OR({named},{blank}))))"
    return f"IF(SUMPRODUCT(--({text}={_FORMER}))>0,FALSE,{none})"


def population_of(code: str) -> str:
    """The population of the municipality with the text `code`; an error where there is none."""
    return f"MID({_text(_FIGURES, code)},({_place(code)}-1)*{_FIGURE}+1,{_POPULATION})+0"


def employees_of(code: str) -> str:
    """The employees likewise."""
    return f"MID({_text(_FIGURES, code)},({_place(code)}-1)*{_FIGURE}+{_POPULATION + 1},{_EMPLOYEES})+0"


def name_of(code: str) -> str:
    """The name likewise."""
    names = _text(_NAMES, code)
    start = f'FIND("#",SUBSTITUTE({names},"|","#",{_place(code)}))+1'
    return f'MID({names},{start},FIND("|",{names},{start})-({start}))'


def _text(column: str, code: str) -> str:
    return f"INDEX({column},LEFT({code},2)+0)"


def _place(code: str) -> str:
    """Which of its prefecture's municipalities it is, from 1; an error where the check digit is wrong (a division by FALSE)."""
    digit = f"RIGHT(11-MOD(SUMPRODUCT(MID({code},{{1,2,3,4,5}},1)*{{6,5,4,3,2}}),11))"
    return f'(FIND("|"&MID({code},3,3),{_text(_CODES, code)})+3)/4/({digit}=RIGHT({code}))'
