"""The request for correction: to those whose return has errors the correction copy with what to mend; of an unreadable
file why it is one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from survey_tool.form.contract.marker import parent_of
from survey_tool.intake.judging.submission import UNREAD, Submission
from survey_tool.post.kinds.kind import Due, Kind, Occasion, common, last_sent, over
from survey_tool.post.letters.contacts import respondent
from survey_tool.post.letters.correspondence import Enclosed
from survey_tool.post.letters.letter import Letter, Names
from survey_tool.post.status.whose_turn import only_to_check, to_be_asked
from survey_tool.questionnaire.findings.finding import Finding
from survey_tool.reference.survey import Survey
from survey_tool.wording.handwritten import one_line
from survey_tool.wording.words import NOTHING, Words

LISTED = 10  # further findings are left to the check sheet
_IN_THE_FORM = Words(
    "{prefecture}から提出された調査票（「{sheet}」シート {cell}）", 'the form of {prefecture} (sheet "{sheet}", {cell})'
)
_NEW_DAY = Words("修正後の調査票の回答期限を指定してください。", "Give the day by which corrected forms are wanted.")


@dataclass(frozen=True, slots=True)
class Mend:
    """One line of a request for correction: where, what was found, what to do. `place` is blank for a whole file."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Correct(Letter):
    """Asks to mend `mends` in the attached correction copy of `file` until `deadline`.

    `answer` are the first 12 hex digits of the SHA-256 of the returned file: each return is answered once.
    `unreadable`: no answers could be read, and the last form that was sent is attached.
    """

    kind: ClassVar[str] = "correct"
    placeholders: ClassVar[Names] = Letter.placeholders | {
        "file_name": Words("ファイル名", "file"),
        "errors": Words("修正件数", "corrections"),
        "findings": Words("修正箇所", "list of corrections"),
        "unlisted": Words("記載しきれない件数", "corrections not listed"),
        "warnings": Words("要確認の件数", "items to check"),
    }
    headings: ClassVar[Names] = Letter.headings | {
        "readable": Words("調査票を確認できた場合のみ", "Only if the form could be read"),
        "unreadable": Words("ファイルを読み取れない場合のみ", "Only if the file could not be read"),
        "unlisted": Words("修正箇所を記載しきれない場合のみ", "Only if some corrections are not listed"),
        "warnings": Words("要確認がある場合のみ", "Only if there are items to check"),
    }

    file: str
    answer: str
    mends: tuple[Mend, ...]
    warnings: int = 0
    unreadable: bool = False

    def about(self) -> tuple[str, ...]:
        """The return that the letter answers."""
        return (self.answer,)

    @property
    def file_name(self) -> str:
        """What the returned file is called, in one line whatever stands in its name."""
        return one_line(self.file)

    @property
    def readable(self) -> bool:
        """Whether there were answers to judge."""
        return not self.unreadable

    @property
    def errors(self) -> int:
        """How much there is to mend."""
        return len(self.mends)

    @property
    def unlisted(self) -> int:
        """How much of it is left to the check sheet."""
        return max(len(self.mends) - LISTED, 0)

    @property
    def findings(self) -> Words:
        """What there is to mend, a line each."""
        lines = [mend.numbered(number) for number, mend in enumerate(self.mends[:LISTED], start=1)]
        return Words("\n".join(line.ja for line in lines), "\n".join(line.en for line in lines))


def _due(occasion: Occasion) -> Due:
    survey = occasion.survey
    asked = to_be_asked(survey, occasion.read)
    to_correct = {each.prefecture_code: each for each in asked if each.status == "needs_correction"}
    letters = tuple(
        Enclosed(
            _request(occasion, code, each),
            last_sent(survey, code, to_correct.get(code)),
            respondent(code, each.respondent, _where(survey, code, each)),
            parent_of(to_correct[code].sha256) if code in to_correct else None,
        )
        for each in asked
        if (code := each.prefecture_code) is not None
    )
    return Due(letters, said=only_to_check(survey, occasion.read))


def _where(survey: Survey, code: str, submission: Submission) -> Words:
    """Where a return gives the address of who filled it in."""
    sheet, cell = submission.respondent_cells.get("email", ("", ""))
    return _IN_THE_FORM.fill(prefecture=survey.places.prefectures[code].name, sheet=sheet, cell=cell)


def _request(occasion: Occasion, code: str, submission: Submission) -> Correct:
    said = common(occasion, code)
    said["deadline"] = _reply_by(occasion.survey, code, occasion.today)
    return Correct(
        **said,
        file=submission.file,
        answer=parent_of(submission.sha256),
        mends=tuple(map(_mend, submission.errors)),
        warnings=len(set(submission.to_check) & set(submission.for_its_prefecture)),
        unreadable=submission.status in UNREAD,
    )


def _reply_by(survey: Survey, code: str, today: dt.date) -> dt.date:
    settings = survey.round
    for day in (survey.deadline_of(code), settings.second_deadline):
        if today <= day:
            return day
    raise over(survey, "second_deadline", settings.second_deadline, _NEW_DAY)


def _mend(found: Finding) -> Mend:
    where = Words(found.where("ja").rstrip("："), found.where("en").removesuffix(": "))
    if found.case_id and found.case_id not in found.sentence.en:
        where += Words(f"（{found.case_id}）", f" ({found.case_id})")
    place = where if found.sheet else NOTHING  # the letter names the file anyway
    return Mend(place, found.sentence + found.entered, found.suggestion)


KIND = Kind(Correct, _due)
