"""Turning what a person typed into a canonical value, or saying why that cannot be done.

One rule above all: a reading that changed what was typed is said, and what has two meanings is a fault with a suggestion,
never a guess. The tables in `numbers`, `dates`, `months`, `choices`, `texts`, `contact_details` and `municipalities` say
what each kind of question makes of what is typed. Two signs depend on where they stand:

| typed | amount | other number | day, telephone, e-mail | month | one of a list | several | mark | text |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
| nothing but blanks | blank | blank | blank | blank | blank | blank | blank | blank |
| `-` | fault | fault | blank, said | fault | fault | blank, said | blank, said | as it is |
| なし | 該当なし, said | fault | blank, said | fault | fault, unless spelt so | blank, said | blank, said | as it is |
| 未定 | 不明, said | 不明 where a word is allowed | fault | 不明, said | unknown, said | fault | fault | as it is |

Characters that only look like kanji (⽇本, as copying from a PDF leaves them) are read as kanji, said.
`-` is blank only where blank is all it can mean: where a word is an answer too, it may stand for that word.
Only meaning is judged here; limits, lengths and membership are judged afterwards by `AnswerKind.fault`.
"""

from __future__ import annotations

from dataclasses import replace

from survey_tool.intake.cells.grid import CellValue, Shown
from survey_tool.intake.cells.plain import as_text, is_blank
from survey_tool.intake.understanding.as_shown import understand_shown
from survey_tool.intake.understanding.choices import read_choice, read_mark, read_participation, read_several
from survey_tool.intake.understanding.contact_details import read_email, read_phone
from survey_tool.intake.understanding.dates import read_date
from survey_tool.intake.understanding.months import read_month
from survey_tool.intake.understanding.municipalities import read_municipality
from survey_tool.intake.understanding.numbers import read_number
from survey_tool.intake.understanding.reading import BLANK, Reading
from survey_tool.intake.understanding.texts import read_text
from survey_tool.questionnaire.vocabulary.kinds import (
    AnswerKind,
    Date,
    Email,
    FreeText,
    Listed,
    Lists,
    Mark,
    Month,
    Number,
    Phone,
    Several,
)
from survey_tool.questionnaire.vocabulary.questions import Question
from survey_tool.reference.places import Places
from survey_tool.wording.radicals import as_kanji
from survey_tool.wording.words import Language, Words

__all__ = ["Reading", "as_text", "understand", "understand_mark", "understand_municipality"]


def understand(question: Question, typed: CellValue | Shown, lists: Lists, language: Language) -> Reading:
    """What was typed in answer to a question of a form in `language`. Never raises, whatever stands in the cell."""
    if isinstance(typed, Shown):
        kind = question.kind
        return understand_shown(
            typed,
            lambda value: understand(question, value, lists, language),
            lambda value: None if value is None else kind.fault(value, lists),
            isinstance(kind, FreeText),
        )
    if is_blank(typed):
        return BLANK
    meant = as_kanji(typed) if isinstance(typed, str) else typed
    reading = _read(question.kind, meant, lists, language)
    if meant == typed or reading.fault or reading.read_as:
        return reading
    return replace(reading, read_as=Words.same(as_text(meant)))


def understand_mark(typed: CellValue | Shown, lists: Lists) -> Reading:
    """○ or △ of a municipality in a case: the key of the list `participation`."""
    if isinstance(typed, Shown):
        return understand_shown(typed, lambda value: understand_mark(value, lists), lambda _: None)
    return BLANK if is_blank(typed) else read_participation(typed, lists)


def understand_municipality(typed: CellValue, places: Places) -> Reading:
    """The municipality that was typed into a free row of the participants: its code of six digits."""
    return BLANK if is_blank(typed) else read_municipality(typed, places)


def _read(kind: AnswerKind, typed: CellValue, lists: Lists, language: Language) -> Reading:
    match kind:
        case Mark():
            return read_mark(typed, lists)
        case Listed():
            return read_choice(kind, typed, lists, language)
        case Number():
            return read_number(kind, typed, lists, language)
        case Month():
            return read_month(kind, typed, lists, language)
        case Date():
            return read_date(kind, typed)
        case Several():
            return read_several(kind, typed, lists, language)
        case Phone():
            return read_phone(kind, typed)
        case Email():
            return read_email(kind, typed)
        case _:
            return read_text(typed)
