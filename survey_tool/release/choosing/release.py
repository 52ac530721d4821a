"""A release: what is published of a round, what is not and why. Everything drawn or written comes from this."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from survey_tool.intake.judging.submission import Participation
from survey_tool.questionnaire.vocabulary.questions import AnswerModel
from survey_tool.reference.survey import Survey
from survey_tool.wording.words import Words

Reason = Literal[
    "needs_correction",
    "conflict",
    "withdrawn",
    "not_consented",
    "no_prefecture_involved",
    "role_unclear",
    "outside_period",
    "double_report",
]
REASONS: tuple[Reason, ...] = get_args(Reason)  # in the order in which one is counted
UNSETTLED: frozenset[Reason] = frozenset({"needs_correction", "conflict"})
"""The reasons of cases that are not settled yet: what they will say is not known. All others are left out for good."""
REASON_LABELS: dict[Reason, Words] = {
    "needs_correction": Words("要修正", "Needs correction"),
    "conflict": Words("複数提出の確認中", "Several versions, being settled"),
    "withdrawn": Words("取下げ", "Withdrawn"),
    "not_consented": Words("公表不可の回答", "Publication not agreed"),
    "no_prefecture_involved": Words("都道府県の関与なし", "No prefecture involved"),
    "role_unclear": Words("都道府県の関与が未確認", "Prefecture's role unclear"),
    "outside_period": Words("対象期間外", "Outside the target period"),
    "double_report": Words("他の都道府県の回答に統合", "Merged with another prefecture's report"),
}


@dataclass(frozen=True)
class PublishedCase:
    """One published case.

    `as_of` is the day for which its participants were told. Where it names no department to ask, the one that answered the
    survey stands in its place.

    `prefecture_codes`: the reporting prefecture first, then those whose reports were merged into it; `named_codes`: others
    that it names and that have not reported it. `answers` is the
    validated case (its private answers are still in it: whoever writes takes only public questions). `illustrative`:
    keys of answers, and municipality codes, whose values were added for a demonstration.
    """

    case_id: str
    prefecture_codes: tuple[str, ...]
    answers: AnswerModel
    marks: Mapping[str, Participation] = field(default_factory=dict)
    illustrative: frozenset[str] = frozenset()
    as_of: dt.date | None = None
    named_codes: tuple[str, ...] = ()

    def __getitem__(self, key: str) -> object:
        """The canonical answer to a question, None where blank."""
        return getattr(self.answers, key)

    @property
    def shown_under(self) -> tuple[str, ...]:
        """Codes of all prefectures whose case it is, the one whose report is published first."""
        return (*self.prefecture_codes, *self.named_codes)

    @property
    def participants(self) -> tuple[str, ...]:
        """Codes of the participating municipalities (○), in order."""
        return tuple(sorted(code for code, mark in self.marks.items() if mark == "participating"))

    @property
    def considering(self) -> tuple[str, ...]:
        """Codes of the municipalities that are considering it (△), in order."""
        return tuple(sorted(code for code, mark in self.marks.items() if mark == "considering"))

    @property
    def system_types(self) -> tuple[str, ...]:
        """Keys of all system types it covers, the main one first."""
        main, also = self["system_type"], self["system_types_also"]
        return (str(main), *(also if isinstance(also, tuple) else ()))


@dataclass(frozen=True)
class Excluded:
    """A reported case that is not published: only its reason and count are ever shown."""

    case_id: str
    prefecture_code: str
    reason: Reason
    system_types: tuple[str, ...] = ()


@dataclass(frozen=True)
class Release:
    """What is published of a round. `cases` and `excluded` together are all that was reported.

    `answered` are the prefectures with a readable submission in which something is answered; of those in `unsettled` nobody
    knows yet what holds: their returns contradict each other, or are held back as a whole.
    """

    survey: Survey
    cases: tuple[PublishedCase, ...]
    excluded: tuple[Excluded, ...] = ()
    answered: frozenset[str] = frozenset()
    unsettled: frozenset[str] = frozenset()
    none_to_report: frozenset[str] = frozenset()
    unreadable_files: int = 0

    @property
    def reported(self) -> int:
        return len(self.cases) + len(self.excluded)

    @property
    def unanswered(self) -> tuple[str, ...]:
        """Prefectures without an answer: nothing that can be read came, or nothing but blank forms."""
        return tuple(code for code in self.survey.places.prefectures if code not in self.answered)
