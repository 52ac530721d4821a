"""Code lists: what may be chosen, with both labels, and how a typed text is found in them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from survey_tool.wording.invisible import UNSEEN
from survey_tool.wording.words import NOTHING, Language, Words

SEPARATOR = "、"
_FORBIDDEN = set("*?~,，" + SEPARATOR)  # wildcards of Excel's lookups, and what people separate choices by


# What people write to say that there is nothing; where a question can be left blank it is read as a blank.
NONE_WORDS = ("なし", "無し", "無", "ナシ", "ﾅｼ", "該当無し", "該当無", "該当なし", "none")
NO_MARKS = (*NONE_WORDS, "×", "✕", "✖", "✗", "✘", "いいえ", "否", "no", "false", "非該当", "該当しない", "不参加")
DASHES = ("-", "－", "ー", "−", "‐", "–", "—", "―")


def fold(text: str) -> str:
    """The form in which typed text and labels are compared: NFKC, without blanks and what cannot be seen, without case."""
    if not text.isascii():
        text = UNSEEN.sub("", unicodedata.normalize("NFKC", text))
    return "".join(text.split()).casefold()


_HALF_WIDTH = {ord(unicodedata.normalize("NFKC", kana)): kana for kana in map(chr, range(0xFF66, 0xFF9E))}
_KATAKANA = re.compile("[ァ-ヺー]+")
_HALF_WIDTH |= {0x3099: "ﾞ", 0x309A: "ﾟ"}


def half_width(text: str) -> str:
    """The text with its katakana in half width, as older systems write it."""
    return _KATAKANA.sub(lambda run: unicodedata.normalize("NFD", run[0]).translate(_HALF_WIDTH), text)


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a list. `parent` is the key of the entry of another list that it belongs to (a type's domain)."""

    key: str
    label: Words
    meaning: Words = NOTHING
    spellings: tuple[str, ...] = ()
    parent: str | None = None

    @property
    def all_spellings(self) -> tuple[str, ...]:
        """Every text that is read as this choice, before folding: labels, key, and what people type."""
        return tuple(dict.fromkeys((self.label.ja, self.label.en, self.key, *self.spellings)))

    @property
    def typed_forms(self) -> tuple[str, ...]:
        """The same as formulas can find them: without blanks and case, folded or not, in half-width kana, and in full width, as
        Japanese keyboards give letters: a single one, or all those in a Japanese name."""
        bare = ["".join(each.split()).lower() for each in self.all_spellings]
        forms = [form for each in bare for form in (each, fold(each), half_width(each))]
        wide = (form.translate(_FULL_WIDTH) for form in forms if len(form) == 1 or not form.isascii())
        return tuple(dict.fromkeys((*forms, *wide)))


_FULL_WIDTH = {sign: sign + 0xFEE0 for sign in range(0x21, 0x7F)}
_NOT_IN_A_LABEL = Words("{key}の名称に {wrong} は使用できません。", "The name of {key} may not hold {wrong}.")
_AMBIGUOUS = Words(
    "「{spelling}」が {one} と {other} の両方を表しています。名称を変えてください。",
    '"{spelling}" stands for both {one} and {other}. Change a name.',
)


class ListMistake(ValueError):
    """A code list that cannot be used; the sentence says which entry and why."""

    def __init__(self, sentence: Words) -> None:
        super().__init__(sentence.en)
        self.sentence = sentence


@dataclass(frozen=True)
class CodeList:
    """An ordered list of choices. Keys may repeat under different parents (`not_in_list` in every domain)."""

    name: str
    choices: tuple[Choice, ...]

    def __post_init__(self) -> None:
        for choice in self.choices:
            if wrong := _FORBIDDEN & set(choice.label.ja + choice.label.en):
                raise ListMistake(_NOT_IN_A_LABEL.fill(key=choice.key, wrong=" ".join(sorted(wrong))))
        _ = self._by_spelling

    def __iter__(self) -> Iterator[Choice]:
        return iter(self.choices)

    def __contains__(self, key: object) -> bool:
        return key in self._by_key

    def __getitem__(self, key: str) -> Choice:
        return self._by_key[key]

    @property
    def unique(self) -> tuple[Choice, ...]:
        """The choices, each key once."""
        return tuple(self._by_key.values())

    @cached_property
    def _by_key(self) -> dict[str, Choice]:
        found: dict[str, Choice] = {}
        for choice in self.choices:
            found.setdefault(choice.key, choice)
        return found

    @cached_property
    def _by_spelling(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for choice in self.choices:
            for spelling in choice.all_spellings:
                other = found.setdefault(fold(spelling), choice.key)
                if other != choice.key:
                    raise ListMistake(_AMBIGUOUS.fill(spelling=spelling, one=other, other=choice.key))
        return found

    def find(self, text: str) -> str | None:
        """The key of the choice that `text` spells, in either language, whatever its width, case or blanks."""
        return self._by_spelling.get(fold(text))

    def labels(self, language: Language) -> tuple[str, ...]:
        """The labels as a dropdown shows them, each once, in order."""
        return tuple(choice.label[language] for choice in self.unique)

    def under(self, parent: str) -> tuple[Choice, ...]:
        """The choices that belong to `parent`."""
        return tuple(choice for choice in self.choices if choice.parent == parent)
