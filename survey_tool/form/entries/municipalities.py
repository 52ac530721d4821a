"""All municipalities of the country inside a form, packed: one text a prefecture.

People type codes of other prefectures' municipalities; the form shows name, population and employees at once. As 1,741 rows
of four cells the table would be half of the file, so each prefecture is one text of records `|CCCCCCPPPPPPPEEEEEname`
(code, population in 7 digits, employees in 5, name), closed by `|`. This module writes the texts and the formulas that
look into them, nobody else knows the format.
"""

from __future__ import annotations

from survey_tool.reference.places import FIGURE_DIGITS, Places
from survey_tool.wording.words import Language

NAME = "MUNICIPALITIES"
_CODE, _POPULATION, _EMPLOYEES = 6, FIGURE_DIGITS["population"], FIGURE_DIGITS["employees"]


def packed(places: Places, edition: Language) -> list[str]:
    """The texts in the order of the prefectures' codes (01 first)."""
    texts = []
    for code in sorted(places.prefectures):
        records = (
            f"|{each.code}{each.population:0{_POPULATION}}{each.employees:0{_EMPLOYEES}}{each.name[edition]}"
            for each in places.municipalities_of(code)
        )
        texts.append("".join(records) + "|")
    return texts


def is_code(code: str) -> str:
    """True where the text `code` is the code of a municipality."""
    return f"IFERROR(AND(LEN({code})={_CODE},{_position(code)}>0),FALSE)"


def is_name(text: str) -> str:
    """True where `text` is the name of a municipality, which can be understood in place of its code."""
    return f'SUMPRODUCT(--ISNUMBER(FIND({text}&"|",{NAME})))>0'


def population_of(code: str) -> str:
    """The population of the municipality with the text `code`; an error where there is none."""
    return f"MID({_text(code)},{_position(code)}+{_CODE + 1},{_POPULATION})+0"


def employees_of(code: str) -> str:
    """The employees likewise."""
    return f"MID({_text(code)},{_position(code)}+{_CODE + _POPULATION + 1},{_EMPLOYEES})+0"


def name_of(code: str) -> str:
    """The name likewise."""
    start = f"{_position(code)}+{_CODE + _POPULATION + _EMPLOYEES + 1}"
    return f'MID({_text(code)},{start},FIND("|",{_text(code)},{start})-({start}))'


def _text(code: str) -> str:
    return f"INDEX({NAME},LEFT({code},2)+0)"


def _position(code: str) -> str:
    return f'FIND("|"&{code},{_text(code)})'
