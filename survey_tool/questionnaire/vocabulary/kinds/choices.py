"""What is chosen from a list: one choice, ○, several choices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from survey_tool.questionnaire.vocabulary.excel_face import (
    AS_BLANK,
    Cells,
    escaped_for_match,
    may_be_read,
    quoted,
    without,
)
from survey_tool.questionnaire.vocabulary.kinds.answer_kind import AnswerKind, Fault, Lists
from survey_tool.questionnaire.vocabulary.lists import SEPARATOR, Choice
from survey_tool.wording.invisible import ZERO_WIDTH_SPACE
from survey_tool.wording.words import Language, Words


@dataclass(frozen=True)
class Listed(AnswerKind):
    """One choice of a list: of `choices`, where they are declared with the question, else of the list of that name."""

    name: str
    choices: tuple[Choice, ...] = ()

    @property
    def list_name(self) -> str | None:
        return self.name

    def unit(self) -> Words:
        return Words("選択", "choose")

    def do(self) -> Words:
        return Words("「{label}」を一覧から選択してください。", 'Choose "{label}" from the list.')

    def faults(self) -> tuple[Fault, ...]:
        return (Fault("not-in-list", lambda v, cells: f"IF({self._label(v, cells)},FALSE,NOT({may_be_read(v)}))"),)

    def _label(self, v: str, cells: Cells) -> str:
        return f"SUMPRODUCT(--EXACT({v},{cells.labels(self.name)}))>0"

    def fault(self, value: Any, lists: Lists) -> str | None:
        return None if value in lists[self.name] else "not-in-list"

    def mirror(self, cell: str, cells: Cells) -> str:
        return meant(cell, self.name, cells)

    def hint(self, cell: str, mirrored: str, cells: Cells) -> str | None:
        return f"NOT(AND(EXACT({cell},{mirrored}),{self._label(mirrored, cells)}))"

    def show(self, value: Any, language: Language, lists: Lists) -> str:
        return lists[self.name][value].label[language]


@dataclass(frozen=True)
class Mark(Listed):
    """○ or blank. Canonical: True."""

    none_words: ClassVar[str | None] = "NO_MARKS"

    name: str = "mark"

    def unit(self) -> Words:
        return Words("○を選択", "choose ○")

    def do(self) -> Words:
        return Words("該当するものに○を選択してください。", "Choose ○ where it applies.")

    def fault(self, value: Any, lists: Lists) -> str | None:
        return None if value is True else "not-in-list"

    def show(self, value: Any, language: Language, lists: Lists) -> str:
        return "○"


@dataclass(frozen=True)
class Several(AnswerKind):
    """Several choices of a list, separated by 、. Canonical: a tuple of keys, none of them twice."""

    none_words: ClassVar[str | None] = "NONE_WORDS"

    name: str
    by_key: bool = False  # whether a key is as good an answer as a label (prefecture codes)

    @property
    def list_name(self) -> str | None:
        return self.name

    def unit(self) -> Words:
        return Words("複数の場合は「、」区切り", "separate several by 、")

    def do(self) -> Words:
        return Words(
            "「{label}」を、一覧の名称のとおり「、」で区切って記入してください。",
            'Enter "{label}" as named in the list, separated by 、.',
        )

    def faults(self) -> tuple[Fault, ...]:
        return (Fault("not-in-list", self._not_covered), Fault("duplicate", self._repeated))

    def _not_covered(self, v: str, cells: Cells) -> str:
        # Every character must belong to an entry of the list: «a、b» is looked at as «、a、、b、».
        wrapped = _wrapped(f"LOWER({_bare(v)})")
        found = _covered(wrapped, cells.spellings(self.name))
        return f"IF(SUMPRODUCT({found})<LEN({wrapped}),NOT({may_be_read(v, 400)}),FALSE)"

    def _repeated(self, v: str, cells: Cells) -> str:
        names = cells.labels(self.name)
        return f"SUMPRODUCT(--({_covered(_wrapped(v), names)}>LEN({names})+2))>0"

    def fault(self, value: Any, lists: Lists) -> str | None:
        if not isinstance(value, tuple) or any(each not in lists[self.name] for each in value):
            return "not-in-list"
        return "duplicate" if len(set(value)) < len(value) else None

    def mirror(self, cell: str, cells: Cells) -> str:
        for typed in (*map(quoted, ("，", ",", "､", ";", "；")), "CHAR(10)", quoted("、 "), quoted("、　")):
            cell = f"SUBSTITUTE({cell},{typed},{quoted(SEPARATOR)})"
        return f"TRIM({cell})"

    def hint(self, cell: str, mirrored: str, cells: Cells) -> str | None:
        wrapped = _wrapped(mirrored)
        found = _covered(wrapped, cells.labels(self.name))
        return f'OR(NOT(EXACT({cell}&"",{mirrored})),SUMPRODUCT({found})<LEN({wrapped}))'

    def show(self, value: Any, language: Language, lists: Lists) -> str:
        return SEPARATOR.join(lists[self.name][each].label[language] for each in value)


def meant(cell: str, name: str, cells: Cells) -> str:
    """The label that a typed text stands for, or the text itself."""
    typed = escaped_for_match(_bare(cell))
    return f"IFERROR(INDEX({cells.meant(name)},MATCH({typed},{cells.spellings(name)},0)),TRIM({cell}))"


def _bare(cell: str) -> str:
    """A text without blanks and line ends, as `Choice.typed_forms` are."""
    return without(f"CLEAN({cell})", (" ", *AS_BLANK, ZERO_WIDTH_SPACE))


def _covered(wrapped: str, names: str) -> str:
    """How many signs of a wrapped text belong to each of some names."""
    return f'LEN({wrapped})-LEN(SUBSTITUTE({wrapped},"、"&{names}&"、",""))'


def _wrapped(v: str) -> str:
    return f'("、"&SUBSTITUTE({v},"、","、、")&"、")'
