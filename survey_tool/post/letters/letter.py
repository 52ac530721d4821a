"""What every letter says, as data, and how one lists what was found; `kinds/` has what each kind says beside. `templates.py` puts
it into words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from survey_tool.intake.opening.names import as_sent
from survey_tool.questionnaire.findings.alike import FEW, alike, entered_in, place_of
from survey_tool.questionnaire.findings.finding import IN_THE_RETURN
from survey_tool.settings.secretariat import Secretariat
from survey_tool.wording.days import day_in_words
from survey_tool.wording.handwritten import one_line
from survey_tool.wording.words import NOTHING, Language, Words

if TYPE_CHECKING:
    from survey_tool.questionnaire.findings.finding import Finding

LISTED = 10  # further findings are left to the check sheet
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


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutReturn(Letter):
    """A letter about the return `file`, with what was found in it: `mends`, the first of which it lists."""

    file: str
    mends: tuple[Mend, ...]

    @property
    def file_name(self) -> str:
        """What its sender called the returned file, in one line whatever stands in its name."""
        return one_line(as_sent(self.file))

    @property
    def count(self) -> int:
        """How much was found, cell by cell, as the attached copy has it."""
        return counted(self.mends)

    @property
    def findings(self) -> Words:
        """What was found, a line each."""
        return listed(self.mends)

    @property
    def unlisted(self) -> int:
        """How much of it is left to the check sheet."""
        return counted(self.mends[LISTED:])


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


@dataclass(frozen=True, slots=True)
class Mend:
    """One line of a request: where, what was found, what to do. `place` is blank for a whole file; `count` is at how many cells it was found."""

    place: Words
    finding: Words
    remedy: Words
    count: int = 1

    def numbered(self, number: int) -> Words:
        """The line as it stands in the letter."""
        place = Words(f"{self.place.ja}：", f"{self.place.en}: ") if self.place else NOTHING
        return Words(
            one_line(f"{number}　{place.ja}{self.finding.ja}{self.remedy.ja}"),
            one_line(f"{number}. {place.en}{self.finding.en} {self.remedy.en}"),
        )


def counted(mends: Iterable[Mend]) -> int:
    """At how many cells something was found."""
    return sum(each.count for each in mends)


def listed(mends: Sequence[Mend]) -> Words:
    """The first of them, a line each."""
    lines = [each.numbered(number) for number, each in enumerate(mends[:LISTED], start=1)]
    return Words("\n".join(line.ja for line in lines), "\n".join(line.en for line in lines))


def mends(findings: Iterable[Finding]) -> tuple[Mend, ...]:
    """The lines about findings: one a cause, with all its cells."""
    return tuple(_mend(group) for group in alike(findings))


def _mend(group: Sequence[Finding]) -> Mend:
    first, several = group[0], len(group) > 1
    where = Words(first.where("ja").rstrip("："), first.where("en").removesuffix(": "))
    if several:
        where = IN_THE_RETURN + place_of(group) if first.left_behind else place_of(group)
    beside = [
        each for each in dict.fromkeys(found.case_id for found in group) if each and each not in first.sentence.en
    ]
    if len(beside) == 1:
        where += Words(f"（{beside[0]}）", f" ({beside[0]})")
    if len(group) > FEW:
        where += Words(f"（{len(group)}か所）", f" ({len(group)} cells)")
    place = where if first.sheet else NOTHING  # the letter names the file anyway
    return Mend(place, first.sentence + (entered_in(group) if several else first.entered), first.suggestion, len(group))
