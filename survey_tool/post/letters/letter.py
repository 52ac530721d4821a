"""The three letters: what each one says, as data. `templates.py` puts it into words."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import ClassVar, Literal, get_args

from survey_tool.settings.round import Secretariat
from survey_tool.wording.days import day_in_words
from survey_tool.wording.handwritten import one_line
from survey_tool.wording.words import NOTHING, Language, Words

LetterKind = Literal["invite", "remind", "correct"]
LETTER_KINDS: tuple[LetterKind, ...] = get_args(LetterKind)
LISTED = 10  # further findings are left to the check sheet

Fill = str | int | bool | date | Words | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What every letter says. A field of a letter is a placeholder of its template.

    `number` tells a second letter of the same kind, sent on purpose, from the first one sent twice by accident.
    """

    kind: ClassVar[LetterKind]

    round: str
    prefecture_code: str
    prefecture: Words
    secretariat: Words
    signature: Words
    deadline: date
    number: int = 1

    @property
    def id(self) -> str:
        """Names this letter in the journal: the same letter keeps its id, whatever its text has become since."""
        return "-".join((self.round, self.kind, self.prefecture_code, str(self.number), *self.about()))

    def about(self) -> tuple[str, ...]:
        """What else tells letters of one kind to one prefecture apart."""
        return ()

    def derived(self) -> dict[str, Fill]:
        """Placeholders that follow from the fields."""
        return {}

    def values(self) -> dict[str, Fill]:
        """Every placeholder of the letter's template with its value."""
        return {field.name: getattr(self, field.name) for field in fields(self)} | self.derived()


@dataclass(frozen=True, slots=True, kw_only=True)
class Invite(Letter):
    """Asks for an answer; the form is attached, with `carried_over` cases of the last reply filled in."""

    kind: ClassVar[LetterKind] = "invite"

    carried_over: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Remind(Letter):
    """Reminds of an answer that is due or, with `correction_open`, of a correction; the workbook is attached again.

    `unreadable`: what came could not be read, so that the answer is still due. `other_files`: the names of what came in place
    of a form, blank where nothing did.

    `sent_on` is the day of the request that is reminded of, if known; `new_deadline` the one set after `deadline`.
    """

    kind: ClassVar[LetterKind] = "remind"

    today: date
    sent_on: date | None = None
    new_deadline: date | None = None
    correction_open: bool = False
    unreadable: bool = False
    other_files: Words = NOTHING

    def derived(self) -> dict[str, Fill]:
        """Days left until the deadline, and whether it is over."""
        left = (self.deadline - self.today).days
        return {"after_deadline": left < 0, "days_left": max(left, 0)}


@dataclass(frozen=True, slots=True)
class Mend:
    """One line of a request for correction: where, what was found, what to do. `place` is blank for a whole file."""

    place: Words
    finding: Words
    remedy: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Correct(Letter):
    """Asks to mend `mends` in the attached correction copy of `file` until `deadline`.

    `answer` are the first 12 hex digits of the SHA-256 of the returned file: each return is answered once.
    `unreadable`: no answers could be read, and the last form that was sent is attached.
    """

    kind: ClassVar[LetterKind] = "correct"

    file: str
    answer: str
    mends: tuple[Mend, ...]
    warnings: int = 0
    received_on: date | None = None
    unreadable: bool = False

    def about(self) -> tuple[str, ...]:
        """The return that the letter answers."""
        return (self.answer,)

    def derived(self) -> dict[str, Fill]:
        """The list of what to mend, and how many there are."""
        lines = [_mend_line(number, mend) for number, mend in enumerate(self.mends[:LISTED], start=1)]
        return {
            "errors": len(self.mends),
            "more": max(len(self.mends) - LISTED, 0),
            "findings": Words("\n".join(line.ja for line in lines), "\n".join(line.en for line in lines)),
        }

    def values(self) -> dict[str, Fill]:
        """Every placeholder of the letter's template with its value."""
        values = Letter.values(self)
        del values["mends"]  # stands in the text as `findings`
        return values | {"file": one_line(self.file)}


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


def _mend_line(number: int, mend: Mend) -> Words:
    place = Words(f"{mend.place.ja}：", f"{mend.place.en}: ") if mend.place else NOTHING
    return Words(
        one_line(f"{number}　{place.ja}{mend.finding.ja}{mend.remedy.ja}"),
        one_line(f"{number}. {place.en}{mend.finding.en} {mend.remedy.en}"),
    )
