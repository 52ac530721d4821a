"""Who gets which letter: all are invited, those reminded who owe something, those asked to correct whose return has errors."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from survey_tool.form.contract.marker import parent_of
from survey_tool.form.generate import form_path
from survey_tool.intake.collect import Progress, collect
from survey_tool.intake.corrections import copy_name
from survey_tool.intake.judging.submission import Collected, Submission
from survey_tool.intake.opening.returned_files import CORRECTIONS
from survey_tool.post.letters.contacts import Contact, Contacts, respondent, with_copy
from survey_tool.post.letters.drafts import Attachment, Draft, Sender, draft
from survey_tool.post.letters.folders import journal_path
from survey_tool.post.letters.letter import Correct, Invite, Letter, LetterKind, Mend, Remind, signature
from survey_tool.post.letters.templates import read_template
from survey_tool.post.new_round import LETTERS_FOLDER
from survey_tool.post.sending.journal import JournalEntry, delivery, read_journal
from survey_tool.post.status.states import state_of, strangers_of, to_be_asked
from survey_tool.post.status.waited_for import still_to_be_asked, to_be_reminded
from survey_tool.questionnaire.findings.finding import Finding
from survey_tool.reference.survey import Survey
from survey_tool.settings.reading import settings_mistake
from survey_tool.wording.handwritten import MistakesError
from survey_tool.wording.words import NOTHING, Language, Words

_PAST = Words("{day}を過ぎています。", "{day} is over.")
_NEW_DAY = Words("新しい回答期限を指定してください。", "Give the day by which replies are wanted.")
_NEW_DAY_FOR_CORRECTIONS = Words(
    "修正後の調査票の回答期限を指定してください。", "Give the day by which corrected forms are wanted."
)


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A letter, the workbook that goes with it, and who filled in the return that it is about: a copy goes there."""

    letter: Letter
    workbook: Path
    respondent: Contact | None = None


@dataclass(frozen=True, slots=True)
class Correspondence:
    """Drafts, and the prefectures for which none could be made: nobody to write to, no workbook to send, or one that
    somebody has changed since it was drawn."""

    drafts: tuple[Draft, ...]
    without_contact: tuple[str, ...] = ()
    without_workbook: tuple[str, ...] = ()
    changed_workbook: tuple[str, ...] = ()

    @property
    def left_out(self) -> tuple[str, ...]:
        """The prefectures that get no letter though they should."""
        return (*self.without_contact, *self.without_workbook, *self.changed_workbook)


class _Common(TypedDict):
    round: str
    prefecture_code: str
    prefecture: Words
    secretariat: Words
    signature: Words
    deadline: dt.date
    number: int


def invitations(survey: Survey, number: int = 1, progress: Progress | None = None) -> list[Enclosed]:
    """To every prefecture its form, with the number of cases that are filled in already."""
    forms = collect(survey, [survey.templates] if survey.templates.is_dir() else [], progress=progress)
    carried = {each.prefecture_code: sum(case.carried_over for case in each.cases) for each in forms.submissions}
    return [
        Enclosed(Invite(**_common(survey, code, number), carried_over=carried.get(code, 0)), form_path(survey, code))
        for code in survey.places.prefectures
    ]


def refuse_late_invitations(survey: Survey, today: dt.date) -> None:
    """Raises `MistakesError` where invitations would ask for a reply by a day that is over: no 47 of them must go out."""
    if today > survey.round.deadline:
        raise _over(survey, "deadline", survey.round.deadline, _NEW_DAY)


def reminders(survey: Survey, collected: Collected, today: dt.date, number: int = 1) -> list[Enclosed]:
    """To those from whom nothing came and to those of whom a correction was asked for that has not come since."""
    sent = read_journal(journal_path(survey))
    second = survey.round.second_deadline
    late = second if survey.round.deadline < today <= second else None
    letters = []
    others = strangers_of(survey, collected)
    for code, own in to_be_reminded(survey, collected, sent).items():
        state = state_of(own)
        open_correction = next((each for each in own if each.status == "needs_correction"), None)
        asked = _day_of(sent, survey, "correct" if open_correction else "invite", code, open_correction)
        if asked is None and open_correction is None and survey.round.sent_on <= today:
            asked = survey.round.sent_on
        letter = Remind(
            **_common(survey, code, number),
            today=today,
            sent_on=asked,
            new_deadline=late,
            correction_open=open_correction is not None,
            unreadable=state == "unreadable",
            other_files=Words.listed(others.get(code, ()) if state == "not_returned" else ()),
        )
        letters.append(Enclosed(letter, _last_sent(survey, code, open_correction)))
    return letters


def not_reminded(survey: Survey, collected: Collected) -> tuple[str, ...]:
    """Who owes something and is not reminded of it, because a request for correction is due."""
    due = still_to_be_asked(survey, collected, read_journal(journal_path(survey)))
    return tuple(dict.fromkeys(each.prefecture_code for each in due if each.prefecture_code))


def correction_requests(survey: Survey, collected: Collected, today: dt.date, number: int = 1) -> list[Enclosed]:
    """To those whose return has errors the correction copy with what to mend; of an unreadable file why it is one.

    Raises `MistakesError` where no deadline is left to name.
    """
    asked = to_be_asked(survey, collected)
    to_correct = {each.prefecture_code: each for each in asked if each.status == "needs_correction"}
    return [
        Enclosed(
            _request(survey, code, each, number, today),
            _last_sent(survey, code, to_correct.get(code)),
            respondent(code, each.respondent),
        )
        for each in asked
        if (code := each.prefecture_code) is not None
    ]


def drafted(
    survey: Survey,
    enclosed: Sequence[Enclosed],
    contacts: Contacts,
    language: Language,
    changed: Collection[Path] = (),
) -> Correspondence:
    """The letters in words, to the contacts of their prefectures. Workbooks that are `changed` are sent to nobody: they
    may hold what somebody else has answered since.

    Raises `MistakesError` for a mistake in a text of the workspace's own, `OSError` for a workbook that cannot be read.
    """
    own_texts = survey.workspace / LETTERS_FOLDER
    sender = Sender.of(survey.round.secretariat)
    nobody = contacts.missing(dict.fromkeys(each.letter.prefecture_code for each in enclosed))
    absent = dict.fromkeys(each.letter.prefecture_code for each in enclosed if not each.workbook.is_file())
    altered = dict.fromkeys(each.letter.prefecture_code for each in enclosed if each.workbook in changed)
    drafts = [
        draft(
            each.letter,
            with_copy(contacts.of(each.letter.prefecture_code), each.respondent),
            Attachment.of(each.workbook),
            sender,
            read_template(each.letter.kind, language, own_texts if own_texts.is_dir() else None),
        )
        for each in enclosed
        if each.letter.prefecture_code not in (*nobody, *absent, *altered)
    ]
    return Correspondence(tuple(drafts), tuple(nobody), tuple(absent), tuple(altered))


def _request(survey: Survey, code: str, submission: Submission, number: int, today: dt.date) -> Correct:
    common = _common(survey, code, number)
    common["deadline"] = _reply_by(survey, today)
    return Correct(
        **common,
        file=submission.file,
        answer=parent_of(submission.sha256),
        mends=tuple(map(_mend, submission.errors)),
        warnings=sum(found.severity == "warning" for found in submission.findings),
        unreadable=submission.status == "unreadable",
    )


def _reply_by(survey: Survey, today: dt.date) -> dt.date:
    settings = survey.round
    for day in (settings.deadline, settings.second_deadline):
        if today <= day:
            return day
    raise _over(survey, "second_deadline", settings.second_deadline, _NEW_DAY_FOR_CORRECTIONS)


def _over(survey: Survey, key: str, day: dt.date, allowed: Words) -> MistakesError:
    return MistakesError([settings_mistake(survey.workspace, key, _PAST.fill(day=day), allowed)])


def _mend(found: Finding) -> Mend:
    where = Words(found.where("ja").rstrip("："), found.where("en").removesuffix(": "))
    if found.case_id and found.case_id not in found.sentence.en:
        where += Words(f"（{found.case_id}）", f" ({found.case_id})")
    place = where if found.sheet else NOTHING  # the letter names the file anyway
    return Mend(place, found.sentence + found.entered, found.suggestion)


def _last_sent(survey: Survey, code: str, to_correct: Submission | None) -> Path:
    """The workbook that the prefecture is to return: its correction copy, else its form."""
    if to_correct is None:
        return form_path(survey, code)
    return survey.submissions / CORRECTIONS / copy_name(survey, to_correct)


def _day_of(
    sent: Mapping[str, JournalEntry], survey: Survey, kind: LetterKind, code: str, answered: Submission | None
) -> dt.date | None:
    """The day on which a letter last went out, if the journal knows."""
    begin = f"{survey.round.name}-{kind}-{code}-"
    end = f"-{parent_of(answered.sha256)}" if answered else ""
    days = (
        entry.at.date()
        for id, entry in sent.items()
        if id.startswith(begin) and id.endswith(end) and delivery(entry) == "sent"
    )
    return max(days, default=None)


def _common(survey: Survey, code: str, number: int) -> _Common:
    secretariat = survey.round.secretariat
    return {
        "round": survey.round.name,
        "prefecture_code": code,
        "prefecture": survey.places.prefectures[code].name,
        "secretariat": secretariat.name.words,
        "signature": signature(secretariat),
        "deadline": survey.round.deadline,
        "number": number,
    }
