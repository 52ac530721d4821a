"""What every letter says, as data; `kinds/` has what each kind says beside. `templates.py` puts it into words."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import ClassVar

from survey_tool.settings.round import Secretariat
from survey_tool.wording.days import day_in_words
from survey_tool.wording.words import Language, Words

Fill = str | int | bool | date | Words | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What every letter says. A field of a letter is a placeholder of its template.

    `number` tells a second letter of the same kind, sent on purpose, from the first one sent twice by accident. `asks` are the
    doubtful answers that it asks about, as `found_out.confirmation` names them; no placeholder.
    """

    kind: ClassVar[str]

    round: str
    prefecture_code: str
    prefecture: Words
    secretariat: Words
    signature: Words
    deadline: date
    number: int = 1
    asks: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Names this letter in the record: the same letter keeps its id, whatever its text has become since."""
        return "-".join((self.round, self.kind, self.prefecture_code, str(self.number), *self.about()))

    def about(self) -> tuple[str, ...]:
        """What else tells letters of one kind to one prefecture apart."""
        return ()

    def derived(self) -> dict[str, Fill]:
        """Placeholders that follow from the fields."""
        return {}

    def values(self) -> dict[str, Fill]:
        """Every placeholder of the letter's template with its value."""
        named = {field.name: getattr(self, field.name) for field in fields(self) if field.name != "asks"}
        return named | self.derived()


def signature(secretariat: Secretariat) -> Words:
    """The lines that close a letter, as the guide sheet gives the contact."""
    name, person = secretariat.name.words, secretariat.person.words
    return Words(
        f"{name.ja}\n担当：{person.ja}\n電話：{secretariat.phone}\n電子メール：{secretariat.email}",
        f"{name.en}\n{person.en}\nPhone: {secretariat.phone}\nE-mail: {secretariat.email}",
    )


def in_words(value: Fill, language: Language) -> str:
    """`value` as it stands in a letter."""
    if isinstance(value, Words):
        return value[language]
    if isinstance(value, date):
        return day_in_words(value)[language]
    return "" if value is None else str(value)
