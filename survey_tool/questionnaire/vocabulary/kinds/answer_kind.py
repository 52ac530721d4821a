"""What every kind of answer has, and the one that is no answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from survey_tool.questionnaire.vocabulary.excel_face import Cells
from survey_tool.questionnaire.vocabulary.lists import CodeList
from survey_tool.wording.words import LANGUAGES, NOTHING, Language, Words

Lists = Mapping[str, CodeList]
Face = Callable[[str, Cells], str]


def _nothing_more(_value: Any) -> Mapping[str, object]:
    return {}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that can be wrong with a value: its finding code, what fills the sentence, and its Excel face.

    `variant` names the catalogue's entry of a fault that is a part of another with the same code; it comes before that one.
    `fills_of` gives what fills the suggestion once the canonical value is known. The face takes the reference of the mirrored value (never blank there) and is true where the fault is.
    """

    code: str
    face: Face
    fills: Mapping[str, object] = field(default_factory=dict)
    fills_of: Callable[[Any], Mapping[str, object]] = _nothing_more
    variant: str | None = None


@dataclass(frozen=True)
class AnswerKind:
    """Base of all kinds. `none_words` names the words (a range of the form) that are read as a blank."""

    none_words: ClassVar[str | None] = None

    @property
    def list_name(self) -> str | None:
        """The code list that the answer is taken from, if any."""
        return None

    def unit(self) -> Words:
        """In what unit or form the answer is given."""
        return NOTHING

    def do(self) -> Words:
        """What to do, for somebody who has not answered; `{label}` is the question."""
        return Words("「{label}」を記入してください。", 'Enter "{label}".')

    def faults(self) -> tuple[Fault, ...]:
        """All that can be wrong, in the order in which it is told."""
        return ()

    def fault(self, value: Any, lists: Lists) -> str | None:
        """The code of what is wrong with a canonical value, or None."""
        raise NotImplementedError

    def mirror(self, cell: str, cells: Cells) -> str:
        """The canonical value of a cell as a formula: `""` for blank."""
        return f"TRIM({cell})"

    def hint(self, cell: str, mirrored: str, cells: Cells) -> str | None:
        """True where the answer will be understood, but otherwise than it stands there."""
        return None

    def show(self, value: Any, language: Language, lists: Lists) -> str | int | float | dt.date:
        """The value as it stands in a cell of a form or a sheet."""
        if isinstance(value, (str, int, float, dt.date)):
            return value
        raise TypeError(value)

    def told(self, value: Any, lists: Lists) -> Words:
        """The value as a sentence tells it."""
        return Words(*(str(self.show(value, language, lists)) for language in LANGUAGES))


@dataclass(frozen=True)
class Printed(AnswerKind):
    """Printed by the form, never answered."""

    def fault(self, value: Any, lists: Lists) -> str | None:
        return None
