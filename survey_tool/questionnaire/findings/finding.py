"""A finding: one thing to mend, to check or to know, at one place of one returned file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from survey_tool.questionnaire.findings.catalogue import CATALOGUE, Severity, State, state_of
from survey_tool.wording.invisible import DIRECTIONS
from survey_tool.wording.words import NOTHING, Language, Words

_SHOWN = 40
_QUOTED = frozenset({"ignored-content"})  # codes whose sentence says what stands there
IN_THE_RETURN = Words("提出いただいた調査票の", "In the form as you returned it: ")
_LINE_ENDS = re.compile(r"\r\n?|[\n\v\f\x85\u2028\u2029]")
_TURNS_ROUND = re.compile(f"[{DIRECTIONS}]")


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found, where, and what to do, in both languages.

    `sheet` and `cell` are as Excel shows them in the file that was returned; `key` and `case_id` say the same in the
    survey's own terms, so that a redrawn form can show the finding wherever the answer then stands. `value` is what
    stands there, as text. `sentence` is the fixed sentence of the rule and question; `suggestion` says what to do. Of
    something that stands twice `first_at` is the case or the municipality where it stands first. `confirmed`: the secretariat has
    asked, and what looks doubtful is right. `outside`: the sentence and the suggestion that the
    prefecture is told instead, where those above speak of another's answers, or quote what stands outside its own.
    `left_behind`: a form that is drawn from the answers has no such place, so that only the returned file shows it. `wording` tells
    a text of which the sentence shows the beginning from another that begins alike.
    """

    code: str
    severity: Severity
    sentence: Words
    suggestion: Words = NOTHING
    sheet: str | None = None
    cell: str | None = None
    label: Words = NOTHING
    key: str | None = None
    case_id: str | None = None
    municipality: str | None = None
    value: str | None = None
    file: str | None = None
    first_at: str | None = field(default=None, compare=False)
    topic: str | None = field(default=None, compare=False)  # respondent | cases | participants
    confirmed: bool = False
    outside: tuple[Words, Words] | None = None
    left_behind: bool = False
    wording: str = ""

    @property
    def as_told_to_its_prefecture(self) -> Finding:
        """The same without what is, or may be, another prefecture's."""
        if self.outside is None:
            return self
        sentence, suggestion = self.outside
        value = None if self.code in _QUOTED else self.value
        return replace(self, sentence=sentence, suggestion=suggestion, value=value, outside=None)

    @property
    def state(self) -> State:
        """What is open there: an answer is missing, wrong or doubtful."""
        return state_of(self.code, self.severity)

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to look at it."""
        return self.severity != "info" and not self.confirmed

    def message(self, language: Language) -> str:
        """Where, the fixed sentence, and what stands there."""
        return f"{self.where(language)}{self.sentence[language]}{self.entered[language]}"

    @property
    def told(self) -> Words:
        """The message in both languages."""
        return Words(self.message("ja"), self.message("en"))

    def where(self, language: Language) -> str:
        """The place, in words that precede the sentence."""
        label = self.label[language]
        if self.sheet is None:
            place = Words("{file}：", "{file}: ").fill(file=self.file or "") if self.file else NOTHING
        elif self.cell is None:
            place = Words("「{sheet}」シート：", 'Sheet "{sheet}": ').fill(sheet=self.sheet)
        elif label:
            place = Words("「{sheet}」シート {cell}「{label}」：", 'Sheet "{sheet}", {cell} "{label}": ').fill(
                sheet=self.sheet, cell=self.cell, label=label
            )
        else:
            place = Words("「{sheet}」シート {cell}：", 'Sheet "{sheet}", {cell}: ').fill(
                sheet=self.sheet, cell=self.cell
            )
        return (IN_THE_RETURN[language] if self.left_behind and self.sheet else "") + place[language]

    @property
    def entered(self) -> Words:
        """What stands there, in brackets; nothing where nothing does or the sentence says it."""
        return entered(self.shown) if self.shown else NOTHING

    @property
    def shown(self) -> str:
        """What stands there, in short; "" where nothing does or the sentence says it."""
        if not self.value or self.code in _QUOTED:
            return ""
        value = _on_one_line(self.value)
        return value if len(value) <= _SHOWN else value[: _SHOWN - 1] + "…"


def entered(*values: str) -> Words:
    """What was typed, behind a sentence: between the two English wants a blank, Japanese none."""
    shown = Words.listed(Words("「{value}」", '"{value}"').fill(value=value) for value in values)
    return Words("（記入内容：{values}）", " (entered: {values})").fill(values=shown)


def finding(name: str, fills: Mapping[str, object] | None = None, **place: Any) -> Finding:
    """A finding of the catalogue's entry `name` (a code or a variant) with its placeholders filled.

    The catalogue's `suggestion` is used where every placeholder of it is known, else its fixed `todo`.
    """
    entry = CATALOGUE[name]
    filled = {} if fills is None else dict(fills)
    suggestion = _filled(entry.suggestion, filled) if entry.suggestion else None
    return Finding(
        code=entry.code,
        severity=entry.severity,
        sentence=entry.sentence.fill(**filled),
        suggestion=suggestion or _filled(entry.todo, filled) or entry.todo,
        **place,
    )


def _on_one_line(value: str) -> str:
    """Line ends as a sign, and nothing that could turn round the sentence in which the value is shown."""
    return _TURNS_ROUND.sub("", _LINE_ENDS.sub("↵", value))


def _filled(words: Words, fills: Mapping[str, object]) -> Words | None:
    try:
        return words.fill(**fills)
    except KeyError:
        return None
