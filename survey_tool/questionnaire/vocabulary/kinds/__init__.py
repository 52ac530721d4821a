"""Kinds of answer: what may stand in a cell, judged in Python and written as an Excel formula.

A kind knows the canonical value (what is stored and published), the faults that a value can have (finding codes, in the
order in which they are told), and the Excel face of both: `mirror` turns a cell into a canonical value, `faults` says
what is wrong with it. Reading what people really type is `intake`'s business; here only canonical values are judged.

Canonical values: text `str`; list the key of a choice; mark `True`; numbers `int`/`float`; amount `int` or the key of a
word; date `datetime.date`; month `"2024-04"`, `"2024年度"` or `"unknown"`; several choices a `tuple` of keys. Blank is None.
"""

from survey_tool.questionnaire.vocabulary.kinds.answer_kind import AnswerKind, Fault, Lists, Printed
from survey_tool.questionnaire.vocabulary.kinds.choices import Listed, Mark, Several
from survey_tool.questionnaire.vocabulary.kinds.contact_details import PHONE_PATTERN, Email, Phone
from survey_tool.questionnaire.vocabulary.kinds.days import (
    EPOCH,
    FAR_OFF,
    FIRST_DAY,
    LAST_DAY,
    ONLY_YEAR,
    Date,
    Month,
    is_slip,
    likely_year,
    month_span,
    serial,
)
from survey_tool.questionnaire.vocabulary.kinds.numbers import Amount, Number
from survey_tool.questionnaire.vocabulary.kinds.texts import FreeText

__all__ = [
    "EPOCH", "FAR_OFF", "FIRST_DAY", "LAST_DAY", "ONLY_YEAR", "PHONE_PATTERN", "Amount", "AnswerKind", "Date", "Email",
    "Fault", "FreeText", "Listed", "Lists", "Mark", "Month", "Number", "Phone", "Printed", "Several",
    "is_slip", "likely_year", "month_span", "serial",
]  # fmt: skip
