"""The editable texts of the letters: `{placeholders}` filled, lines that do not apply left out.

A text file holds the subject, a blank line and the body. A line that begins with `[if NAME]` or `[if not NAME]` is kept
only when NAME is (not) empty, zero or no; several such conditions in a row must all hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from survey_tool.post.letters.letter import Fill, Letter, in_words
from survey_tool.wording.handwritten import Mistake, MistakesError, one_line, read_handwritten
from survey_tool.wording.words import Language, Words

CONDITION = re.compile(r"\[if (not )?(\w+)\] *")
MEANT_AS_CONDITION = re.compile(r"\s*[\[［]\s*if\b", re.IGNORECASE)
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
TEXTS = resources.files("survey_tool.post.letters").joinpath("texts")

UNKNOWN_FILE = Words("このファイル名の文面は使用されません。", "No letter has this name.")
KNOWN_FILES = Words("使用できる名前：{names}", "Allowed: {names}.")
UNKNOWN_PLACEHOLDER = Words("「{{{name}}}」という差込み項目はありません。", "There is no placeholder {{{name}}}.")
UNKNOWN_CONDITION = Words("「[if {name}]」という条件はありません。", "There is no condition [if {name}].")
BAD_CONDITION = Words("条件の書き方が正しくありません。", "The condition is not written correctly.")
HOW_CONDITION = Words(
    "行の先頭に [if 項目名] 又は [if not 項目名] と記入してください。項目名：{names}",
    "Begin the line with [if NAME] or [if not NAME]. Names: {names}.",
)
STRAY_BRACE = Words("{{ と }} の対応が正しくありません。", "A {{ or }} stands alone.").fill()
KNOWN_NAMES = Words("使用できるもの：{names}", "Allowed: {names}.")
SUBJECT_COUNT = Words("件名が{n}行あります。", "The subject has {n} lines.")
ONE_SUBJECT = Words(
    "件名は最初の空行より上に1行だけ残るように記入してください。",
    "Exactly one line must remain above the first blank line: the subject.",
)
NO_BODY = Words("本文がありません。", "There is no body.")
WHERE_BODY = Words(
    "件名の後に空行を置き、その下に本文を記入してください。",
    "Leave a blank line after the subject and write the body below it.",
)


@dataclass(frozen=True, slots=True)
class Template:
    """The text of one letter in one language; `file` names it in messages."""

    file: str
    language: Language
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LetterText:
    """A letter put into words: one line of subject, a body with `\\n` between lines that are never wrapped."""

    subject: str
    body: str


def text_names() -> tuple[str, ...]:
    """The texts that come with the tool, `KIND_LANGUAGE.txt`: no other name is used."""
    return tuple(sorted(each.name for each in TEXTS.iterdir()))


def read_template(kind: str, language: Language, letters: Path | None = None) -> Template:
    """The text of a letter: the workspace's own in the folder `letters`, else the one that comes with the tool.

    Raises `MistakesError` for a file in the folder that no letter would ever use, or that is no text.
    """
    name, known = f"{kind}_{language}.txt", text_names()
    strange = sorted(path.name for path in letters.glob("*.txt") if path.name not in known) if letters else []
    if strange:
        allowed = KNOWN_FILES.fill(names=", ".join(known))
        raise MistakesError(Mistake(stray, None, None, UNKNOWN_FILE, allowed) for stray in strange)
    if letters and (letters / name).exists():
        return Template(name, language, tuple(read_handwritten(letters / name).split("\n")))
    text = TEXTS.joinpath(name).read_text(encoding="utf-8")
    return Template(name, language, tuple(text.split("\n")))


def fill(template: Template, letter: Letter, addressee: Words) -> LetterText:
    """`letter` in the words of `template`. Raises `MistakesError` with every mistake of the template."""
    values = letter.values() | {"addressee": addressee}
    lines = enumerate(template.lines, start=1)
    mistakes = [mistake for number, line in lines for mistake in _check(template, number, line, values)]
    if mistakes:
        raise MistakesError(mistakes)
    first_blank = next((n for n, line in enumerate(template.lines) if not line.strip()), len(template.lines))
    subject = _kept(template.lines[:first_blank], values, template.language)
    body = "\n".join(_kept(template.lines[first_blank:], values, template.language)).strip("\n")
    if len(subject) != 1:
        raise MistakesError([Mistake(template.file, 1, None, SUBJECT_COUNT.fill(n=len(subject)), ONE_SUBJECT)])
    if not body:
        raise MistakesError([Mistake(template.file, first_blank + 1, None, NO_BODY, WHERE_BODY)])
    return LetterText(one_line(subject[0]), body)


def _kept(lines: tuple[str, ...], values: dict[str, Fill], language: Language) -> list[str]:
    """The lines whose conditions hold, filled; values are never looked through for placeholders or conditions."""
    kept = []
    for line in lines:
        conditions, text = _split(line)
        if all(bool(values[name]) is wanted for name, wanted in conditions):
            kept.append(PLACEHOLDER.sub(lambda found: in_words(values[found[1]], language), text).rstrip())
    return kept


def _split(line: str) -> tuple[list[tuple[str, bool]], str]:
    """The conditions at the head of a line as (name, wanted), and the text after them."""
    conditions = []
    while found := CONDITION.match(line):
        conditions.append((found[2], found[1] is None))
        line = line[found.end() :]
    return conditions, line


def _check(template: Template, number: int, line: str, values: dict[str, Fill]) -> Iterator[Mistake]:
    conditions, text = _split(line)
    placeholders = sorted(name for name, value in values.items() if not isinstance(value, bool))
    how = HOW_CONDITION.fill(names=", ".join(sorted(values)))
    for name, _ in conditions:
        if name not in values:
            yield Mistake(template.file, number, None, UNKNOWN_CONDITION.fill(name=name), how)
    if MEANT_AS_CONDITION.match(text):
        yield Mistake(template.file, number, None, BAD_CONDITION, how)
    known = KNOWN_NAMES.fill(names=", ".join(f"{{{name}}}" for name in placeholders))
    for name in PLACEHOLDER.findall(text):
        if name not in placeholders:
            yield Mistake(template.file, number, None, UNKNOWN_PLACEHOLDER.fill(name=name), known)
    if set("{}") & set(PLACEHOLDER.sub("", text)):
        yield Mistake(template.file, number, None, STRAY_BRACE, known)
