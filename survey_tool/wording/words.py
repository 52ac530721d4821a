"""Text that people read, in the two languages of the survey."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

Language = Literal["ja", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


class PlaceholderError(KeyError):
    """A text with a placeholder that nothing fills: it names the placeholder, the text, and what could be filled in."""

    def __init__(self, name: object, text: str, given: Iterable[str]) -> None:
        known = ", ".join(f"{{{each}}}" for each in sorted(given)) or "nothing"
        super().__init__(f'nothing fills {{{name}}} in "{text}"; given is: {known}')

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True, slots=True)
class Words:
    """One text in Japanese and English; `words["ja"]` takes the one."""

    ja: str
    en: str

    def __getitem__(self, language: Language) -> str:
        return self.ja if language == "ja" else self.en

    def fill(self, **values: object) -> Words:
        """Both texts with `{name}` replaced; a value that is itself `Words` is taken in the same language.

        Raises `PlaceholderError` where a text holds a placeholder that is not among `values`.
        """
        return Words(_filled(self.ja, "ja", values), _filled(self.en, "en", values))

    def __add__(self, other: Words) -> Words:
        return Words(self.ja + other.ja, self.en + other.en)

    def __bool__(self) -> bool:
        return bool(self.ja or self.en)

    @classmethod
    def same(cls, text: str) -> Words:
        """A text that is the same in both languages (a name, a code, a number)."""
        return cls(text, text)

    @classmethod
    def of(cls, said: str | Words) -> Words:
        """Words as they are; a text is the same in both languages."""
        return cls.same(said) if isinstance(said, str) else said

    @classmethod
    def listed(cls, several: Iterable[str | Words]) -> Words:
        """Several names, one after the other: 「、」 between Japanese ones, a comma between English ones."""
        words = tuple(map(cls.of, several))
        return cls("、".join(each.ja for each in words), ", ".join(each.en for each in words))

    @classmethod
    def first_few(cls, several: Sequence[str], few: int) -> Words:
        """The first of many names, and a sign that there are more."""
        return cls.listed(several[:few]) + (cls.same(" …") if len(several) > few else NOTHING)


NOTHING = Words("", "")


def _filled(text: str, language: Language, values: dict[str, object]) -> str:
    told = {name: value[language] if isinstance(value, Words) else value for name, value in values.items()}
    try:
        return text.format(**told)
    except KeyError as missing:
        raise PlaceholderError(missing.args[0], text, told) from None
