"""The editable texts of the letters: the first line is the subject, what follows the first blank line the body.

What is filled in stands in 〔 〕 (`placeholders.py`); what is only for some stands below a heading in 【 】 (`headings.py`). The
names of both are those that the letter's class declares.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from itertools import takewhile
from pathlib import Path

from survey_tool.post.letters.folders import GUIDE
from survey_tool.post.letters.headings import EVERY_CASE, TextLine, below_headings, wrong_headings
from survey_tool.post.letters.letter import Letter, in_words
from survey_tool.post.letters.placeholders import filled, wrong_placeholders
from survey_tool.questionnaire.vocabulary.lists import fold
from survey_tool.wording.handwritten import Mistake, MistakesError, one_line, read_handwritten
from survey_tool.wording.words import Language, Words

TEXTS = resources.files("survey_tool.post.letters").joinpath("texts")
ADDRESSEE = Words("宛名", "addressee")

UNKNOWN_FILE = Words("このファイル名の文面は使用されません。", "No letter has this name.")
KNOWN_FILES = Words("使用できる名前：{names}", "Allowed: {names}.")
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
    strange = sorted(path.name for path in letters.glob("*.txt") if path.name not in (*known, GUIDE)) if letters else []
    if strange:
        allowed = KNOWN_FILES.fill(names=", ".join(known))
        raise MistakesError(Mistake(stray, None, None, UNKNOWN_FILE, allowed) for stray in strange)
    if letters and (letters / name).exists():
        return Template(name, language, tuple(read_handwritten(letters / name).split("\n")))
    text = TEXTS.joinpath(name).read_text(encoding="utf-8")
    return Template(name, language, tuple(text.split("\n")))


def placeholders_of(letter: type[Letter]) -> tuple[Words, ...]:
    """What the texts of a kind of letter may have in 〔 〕."""
    return (ADDRESSEE, *letter.placeholders.values())


def headings_of(letter: type[Letter]) -> tuple[Words, ...]:
    """What they may have in 【 】 above what is only for some."""
    return (*letter.headings.values(), EVERY_CASE)


def fill(template: Template, letter: Letter, addressee: Words) -> LetterText:
    """`letter` in the words of `template`. Raises `MistakesError` with every mistake of the template."""
    see_that_it_is_right(template, type(letter))
    language = template.language
    told = {name: in_words(getattr(letter, key), language) for key, name in letter.placeholders.items()}
    values = {fold(name[language]): said for name, said in (told | {ADDRESSEE: addressee[language]}).items()}
    left_out = {fold(name[language]) for key, name in letter.headings.items() if not getattr(letter, key)}
    lines = below_headings(template.lines)
    above = list(takewhile(lambda line: line.text.strip(), lines))
    subject = _kept(above, values, left_out)
    body = "\n".join(_kept(lines[len(above) :], values, left_out)).strip("\n")
    if len(subject) != 1:
        raise MistakesError([Mistake(template.file, 1, None, SUBJECT_COUNT.fill(n=len(subject)), ONE_SUBJECT)])
    if not body:
        raise MistakesError([Mistake(template.file, len(above) + 1, None, NO_BODY, WHERE_BODY)])
    return LetterText(one_line(subject[0]), body)


def see_that_it_is_right(template: Template, letter: type[Letter]) -> None:
    """Raises `MistakesError` with every mistake of a text for letters of a kind."""
    mistakes = sorted(mistakes_of(template, letter), key=lambda mistake: mistake.line or 0)
    if mistakes:
        raise MistakesError(mistakes)


def mistakes_of(template: Template, letter: type[Letter]) -> Iterator[Mistake]:
    """Every mistake of a text, also where it stands below a heading that holds for nobody today."""
    language = template.language
    headings = [name[language] for name in headings_of(letter)]
    for number, wrong, allowed in wrong_headings(template.lines, headings):
        yield Mistake(template.file, number, None, wrong, allowed)
    names = [name[language] for name in placeholders_of(letter)]
    for line in below_headings(template.lines):
        for wrong, allowed in wrong_placeholders(line.text, names):
            yield Mistake(template.file, line.number, None, wrong, allowed)


def _kept(lines: Sequence[TextLine], values: Mapping[str, str], left_out: Iterable[str]) -> list[str]:
    """The lines that are for this letter, filled. With the last line of a paragraph the blank ones after it go too."""
    kept: list[str] = []
    for paragraph in _paragraphs(lines):
        text = [filled(line.text, values).rstrip() for line in paragraph if line.heading not in left_out]
        kept += text if any(text) else []
    return kept


def _paragraphs(lines: Sequence[TextLine]) -> Iterator[list[TextLine]]:
    """The lines up to where a new paragraph begins: each with the blank ones after it."""
    paragraph: list[TextLine] = []
    for line in lines:
        if line.text.strip() and paragraph and not paragraph[-1].text.strip():
            yield paragraph
            paragraph = []
        paragraph.append(line)
    yield paragraph
