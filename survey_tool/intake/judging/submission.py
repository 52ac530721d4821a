"""One returned file, judged: what later rooms work with."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal, get_args

from survey_tool.form.contract.answers import Answers
from survey_tool.intake.cells.plain import as_text
from survey_tool.intake.locating.owner import NOBODY, Owner
from survey_tool.questionnaire.findings.entry import state_of

if TYPE_CHECKING:
    from survey_tool.form.contract.marker import Marker
    from survey_tool.intake.cells.grid import CoveringMail
    from survey_tool.questionnaire.findings.finding import Finding
    from survey_tool.questionnaire.vocabulary.questions import AnswerModel

Status = Literal["accepted", "needs_correction", "unreadable", "locked", "not_a_submission", "superseded", "conflict"]
UNREAD: frozenset[Status] = frozenset({"unreadable", "locked"})
"""Something came, and nothing can be said of its answers."""
REPORTING: frozenset[Status] = frozenset({"accepted", "needs_correction", "conflict"})
"""Its answers were read and no other return has taken its place: its cases are reported, whatever is still to be corrected."""
UNSETTLED: frozenset[Status] = UNREAD | {"needs_correction", "conflict"}
"""Something in it is left to correct."""
_MESSAGE = "respondent_remarks"
_FOR_THE_SECRETARIAT = frozenset({"mail-says"})
_NOT_READABLE_HERE = "file-not-readable-here"
_UP_TO_THE_SECRETARIAT = frozenset({"file-packed", _NOT_READABLE_HERE})
Yielding = Literal["superseded", "superseded-same", "superseded-blank"]
"""Why another return counts in its place: it was corrected, its answers stand there too, or it holds none."""
Participation = Literal["participating", "considering"]
PARTICIPATIONS: tuple[Participation, ...] = get_args(Participation)


@dataclass(frozen=True)
class JudgedCase:
    """One case of a submission.

    `answers` are the canonical values that could be read (see `questionnaire.kinds`), faulty and blank ones left out;
    `validated` is the same as a validated model, None where the case has an error of its own. `marks` are ○ and △ by
    municipality code.
    """

    case_id: str
    answers: Mapping[str, object]
    marks: Mapping[str, Participation] = field(default_factory=dict)
    validated: AnswerModel | None = None
    carried_over: bool = False

    @property
    def has_error(self) -> bool:
        return self.validated is None


@dataclass(frozen=True)
class Submission:
    """One returned file.

    `typed` holds the answers exactly as typed, for the correction copy; `held_back` is true where an error in the
    respondent sheet or in the file itself holds back all of it (an error in a case holds back that case only).
    `ancestors` are the files from which it descends, its parent first, by the first digits of their hashes.
    `mail` is the mail to which it was attached.
    `is_blank`: nothing at all is answered in it, so that whoever returned it has not answered yet.
    `yields`: why another return counts in its place, where one does.
    `respondent_cells`: on which sheet and in which cell the answers of the respondent sheet stand, by question.
    `given_ids`: columns of the cases sheet that have no id of their own, and the id under which `typed` holds their answers.
    """

    file: str
    sha256: str
    status: Status
    owner: Owner = NOBODY
    marker: Marker | None = None
    findings: tuple[Finding, ...] = ()
    respondent: Mapping[str, object] = field(default_factory=dict)
    cases: tuple[JudgedCase, ...] = ()
    typed: Answers = field(default_factory=Answers)
    held_back: bool = False
    is_blank: bool = False
    ancestors: tuple[str, ...] = ()
    given_ids: Mapping[int, str] = field(default_factory=dict)
    mail: CoveringMail | None = None
    respondent_cells: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    yields: Yielding | None = None

    @property
    def prefecture_code(self) -> str | None:
        """The prefecture that it is taken for, certainly or not: to say where it belongs. What is drawn for a prefecture asks
        `owner.certainly`."""
        return self.owner.code

    @property
    def for_its_prefecture(self) -> tuple[Finding, ...]:
        """What may be said to the prefecture, and was not answered by it; the rest is for the secretariat alone."""
        told = (each for each in self.findings if each.code not in _FOR_THE_SECRETARIAT and not each.confirmed)
        return tuple(each.as_told_to_its_prefecture for each in told)

    @property
    def errors(self) -> tuple[Finding, ...]:
        return tuple(each for each in self.findings if each.severity == "error")

    @property
    def unanswered(self) -> tuple[Finding, ...]:
        """The errors that are questions without an answer."""
        return tuple(each for each in self.errors if state_of(each.code, each.severity) == "missing")

    @property
    def to_check(self) -> tuple[Finding, ...]:
        """What may be a slip, and nobody has said that it is none."""
        return tuple(each for each in self.findings if each.severity == "warning" and each.is_open)

    @property
    def questions(self) -> tuple[Finding, ...]:
        """What of it its prefecture may be asked about."""
        return tuple(each for each in self.to_check if each.code not in _FOR_THE_SECRETARIAT)

    @property
    def mail_to_read(self) -> tuple[Finding, ...]:
        """What its mail says, as long as nobody has noted that it is dealt with."""
        return tuple(each for each in self.to_check if each.code in _FOR_THE_SECRETARIAT)

    @property
    def message(self) -> str:
        """What is written to the secretariat in it, as it was typed; blank of what may be another prefecture's, and where it does not count."""
        written = self.status in REPORTING and self.owner.certain
        return as_text(self.typed.respondent.get(_MESSAGE)).strip() if written else ""

    @property
    def up_to_the_secretariat(self) -> bool:
        """Whether the secretariat has to unpack it or make it readable before anything can be asked of anybody."""
        return any(each.code in _UP_TO_THE_SECRETARIAT for each in self.findings)

    @property
    def not_readable_here(self) -> bool:
        """Whether this computer alone is why it was not read: it may be read a moment later."""
        return any(each.code == _NOT_READABLE_HERE for each in self.findings)

    @property
    def as_sent(self) -> bool:
        """Whether it is a form as it was generated, which nobody has returned."""
        return any(each.code == "form-as-sent" for each in self.findings)

    @property
    def about_its_owner(self) -> tuple[Finding, ...]:
        """The doubts of its owner that are still to be cleared up: of what was replaced nothing is asked any more."""
        return tuple(each for each in self.findings if each in self.owner.doubts)

    @property
    def none_to_report(self) -> bool:
        """Whether it declares, without contradiction, that there is nothing to report."""
        return self.respondent.get("no_cases") is True and not self.cases

    def marked(self, status: Status, *more: Finding) -> Submission:
        """The same submission with another status and further findings."""
        return replace(self, status=status, findings=(*self.findings, *more))


@dataclass(frozen=True)
class Collected:
    """All submissions of a round, in the order of their file names, and the prefectures from which none can be read.

    `waiting` are, by prefecture, files that were saved where nobody looks for returns.
    """

    submissions: tuple[Submission, ...]
    missing: tuple[str, ...]
    waiting: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def not_readable_here(self) -> tuple[str, ...]:
        """The files that this computer cannot read at this moment: whoever goes on without them says what may not be so."""
        return tuple(each.file for each in self._not_readable)

    def not_readable_of(self, whose: Collection[str | None]) -> tuple[str, ...]:
        """Those of them that seem to be of these prefectures; of None, those of which nothing says whose they are."""
        return tuple(each.file for each in self._not_readable if each.prefecture_code in whose)

    @property
    def _not_readable(self) -> list[Submission]:
        return [each for each in self.submissions if each.not_readable_here]

    @property
    def up_to_the_secretariat(self) -> frozenset[str]:
        """The prefectures that may have sent something which the secretariat has to unpack or make readable first."""
        waiting = (each for each in self.submissions if each.up_to_the_secretariat)
        return frozenset(code for each in waiting for code in (each.prefecture_code, *each.owner.others) if code)

    @property
    def with_message(self) -> tuple[str, ...]:
        """The prefectures that write to the secretariat in their forms, in the order of codes."""
        return tuple(
            sorted({each.prefecture_code for each in self.submissions if each.prefecture_code and each.message})
        )

    def of_prefectures(self, codes: Collection[str]) -> Collected:
        """The same as if nobody but these prefectures had been asked."""
        return Collected(
            tuple(each for each in self.submissions if each.prefecture_code in codes),
            tuple(code for code in self.missing if code in codes),
            {code: files for code, files in self.waiting.items() if code in codes},
        )

    def of_prefecture(self, code: str) -> Submission | None:
        """The submission that counts for a prefecture: accepted or awaiting correction; None where there is none."""
        counting = (each for each in self.submissions if each.status in ("accepted", "needs_correction"))
        return next((each for each in counting if each.prefecture_code == code), None)

    def in_conflict(self, code: str) -> tuple[Submission, ...]:
        """The returns of a prefecture of which nobody can say which counts."""
        conflicting = (each for each in self.submissions if each.status == "conflict")
        return tuple(each for each in conflicting if each.prefecture_code == code)
