"""What a letter lists of a return: where, what was found, what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from survey_tool.wording.handwritten import one_line
from survey_tool.wording.words import NOTHING, Words

if TYPE_CHECKING:
    from survey_tool.questionnaire.findings.finding import Finding

LISTED = 10  # further findings are left to the check sheet


@dataclass(frozen=True, slots=True)
class Mend:
    """One line of a request: where, what was found, what to do. `place` is blank for a whole file."""

    place: Words
    finding: Words
    remedy: Words

    def numbered(self, number: int) -> Words:
        """The line as it stands in the letter."""
        place = Words(f"{self.place.ja}：", f"{self.place.en}: ") if self.place else NOTHING
        return Words(
            one_line(f"{number}　{place.ja}{self.finding.ja}{self.remedy.ja}"),
            one_line(f"{number}. {place.en}{self.finding.en} {self.remedy.en}"),
        )


def mend(found: Finding) -> Mend:
    """The line about a finding."""
    where = Words(found.where("ja").rstrip("："), found.where("en").removesuffix(": "))
    if found.case_id and found.case_id not in found.sentence.en:
        where += Words(f"（{found.case_id}）", f" ({found.case_id})")
    place = where if found.sheet else NOTHING  # the letter names the file anyway
    return Mend(place, found.sentence + found.entered, found.suggestion)


def listed(mends: Sequence[Mend]) -> Words:
    """The first of them, a line each."""
    lines = [each.numbered(number) for number, each in enumerate(mends[:LISTED], start=1)]
    return Words("\n".join(line.ja for line in lines), "\n".join(line.en for line in lines))


def unlisted(mends: Sequence[Mend]) -> int:
    """How many of them are left to the check sheet."""
    return max(len(mends) - LISTED, 0)
