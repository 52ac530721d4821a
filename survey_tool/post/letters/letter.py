"""What every letter says, as data; `kinds/` has what each kind says beside. `templates.py` puts it into words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from survey_tool.settings.round import Secretariat
from survey_tool.wording.days import day_in_words
from survey_tool.wording.words import Language, Words

Fill = str | int | date | Words | None
Names = dict[str, Words]
"""Attributes of a letter, each with what it is called in its text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What every letter says. `placeholders` are what its text may have in 〔 〕; what stands below one of `headings` in 【 】
    goes only into a letter of which that is true.

    `number` tells a second letter of the same kind, sent on purpose, from the first one sent twice by accident. `asks` are the
    doubtful answers that it asks about, as `found_out.confirmation` names them; no placeholder.
    """

    kind: ClassVar[str]
    placeholders: ClassVar[Names] = {
        "round": Words("調査名", "round"),
        "prefecture": Words("都道府県名", "prefecture"),
        "prefecture_code": Words("都道府県コード", "prefecture code"),
        "deadline": Words("回答期限", "deadline"),
        "secretariat": Words("事務局名", "secretariat"),
        "signature": Words("署名", "signature"),
    }
    headings: ClassVar[Names] = {"extended": Words("期限を延長した場合のみ", "Only if the deadline was extended")}

    round: str
    prefecture_code: str
    prefecture: Words
    secretariat: Words
    signature: Words
    deadline: date
    extended: bool = False
    number: int = 1
    asks: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Names this letter in the record: the same letter keeps its id, whatever its text has become since."""
        return "-".join((self.round, self.kind, self.prefecture_code, str(self.number), *self.about()))

    def about(self) -> tuple[str, ...]:
        """What else tells letters of one kind to one prefecture apart."""
        return ()


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
