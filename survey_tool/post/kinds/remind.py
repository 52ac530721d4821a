"""The reminder: to those who were sent a form or a request for correction and have returned nothing since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from survey_tool.form.contract.marker import parent_of
from survey_tool.intake.judging.submission import Collected, Submission
from survey_tool.intake.opening.names import as_sent
from survey_tool.post.kinds.kind import Due, Kind, Occasion, common, correction_waited_for, with_what_is_owed
from survey_tool.post.letters.correspondence import Enclosed
from survey_tool.post.letters.letter import Letter, Names
from survey_tool.post.record.history import History
from survey_tool.post.status.reminding import REMIND_AGAIN, WhyNot, reminding
from survey_tool.post.status.states import state_of, strangers_of
from survey_tool.post.status.whose_turn import anybodys_files, nobodys_files
from survey_tool.wording.file_troubles import not_readable_here
from survey_tool.wording.words import NOTHING, Words

_WHY_NOT: Mapping[WhyNot, Words] = {
    "done": Words("受理しているため、督促は不要です：{names}", "Nothing is owed, the return is accepted: {names}"),
    "conflict": Words(
        "内容の異なる複数の調査票が提出されているため、督促していません。"
        "1つにまとめ、どちらが正しいかを確認してください（survey-tool merge）：{names}",
        "Not reminded, because differing forms came. Make one of them, send it and ask which is right (survey-tool merge): {names}",
    ),
    "misplaced": Words(
        "提出されたものと思われるファイルが、確認の対象とならない場所に保存されているため、督促していません：{names}",
        "Not reminded, because a file that may be theirs lies where nobody looks for returns: {names}",
    ),
    "in doubt": Words(
        "どの都道府県の提出かを確認する必要があるファイルがあるため、督促していません：{names}",
        "Not reminded, because a file may be theirs of which somebody has to find out whose it is: {names}",
    ),
    "up to the secretariat": Words(
        "届いたファイルを事務局で解凍するか、読み取ることができるようにする必要があるため、督促していません：{names}",
        "Not reminded, because the secretariat has to unpack what came or make it readable: {names}",
    ),
    "gone": Words(
        "届いたことが記録（record.csv）にあるファイルが見当たらないため、督促していません。フォルダの名称やドライブの接続を確認してください。"
        "削除した場合は、届いた記録を取り消してください（survey-tool record undo）：{names}",
        "Not reminded, because what came from them, as the record (record.csv) tells, is not there. See that no folder was renamed and that "
        "its drive is connected. Where it was deleted, take its arrival back (survey-tool record undo): {names}",
    ),
    "not asked": Words(
        "届いたファイルについて修正の依頼を送信した記録がないため、督促していません。修正を依頼するメール（survey-tool mail correct）"
        "を送信し、送信したことを記録してください（survey-tool record sent correct）：{names}",
        "Not reminded, because the record tells of no request for correction that went out about what they returned. Write it "
        "(survey-tool mail correct), send it and note that it was sent (survey-tool record sent correct): {names}",
    ),
    "extended": Words(
        "期限を延長しているため、延長後の期限の3日前までは督促していません：{names}",
        "Not reminded before three days are left, because they were given longer: {names}",
    ),
    "asked today": Words(
        "本日連絡を送信したため、督促していません（翌日から督促の対象となります。）：{names}",
        "Not reminded on the day on which they were written to: {names}",
    ),
    "reminded": Words(
        f"督促を送信してから{REMIND_AGAIN}日を経過していないため、督促していません：{{names}}",
        f"Not reminded again, because the last reminder went out less than {REMIND_AGAIN} days ago: {{names}}",
    ),
    "not invited": Words(
        "調査票を送信した記録がないため、督促していません。送信した場合は、そのことを記録してください（survey-tool record sent invite）：{names}",
        "Not reminded, because the record tells of no invitation that went out. Where it did, note that (survey-tool record sent "
        "invite): {names}",
    ),
}
_NOBODYS = Words(
    "どの都道府県のものか分からないファイルがあります（{files}）。提出した都道府県に督促しないよう、先に確認してください。",
    "It is not known which prefectures these files came from: {files}. Find out before you remind one of those that sent them.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Remind(Letter):
    """Reminds of an answer that is due or, with `correction_open`, of a correction; the workbook is attached again.

    `unreadable`: what came could not be read, so that the answer is still due. `other_files`: the names of what came in place
    of a form, blank where nothing did.

    `sent_on` is the day of the request that is reminded of: nobody is of one that never went out. `new_deadline` is the one set
    after `deadline`.
    """

    kind: ClassVar[str] = "remind"
    placeholders: ClassVar[Names] = Letter.placeholders | {
        "today": Words("今日の日付", "today"),
        "sent_on": Words("依頼日", "day of the request"),
        "days_left": Words("残り日数", "days left"),
        "new_deadline": Words("新しい期限", "new deadline"),
        "other_files": Words("調査票でないファイル名", "other files"),
    }
    headings: ClassVar[Names] = Letter.headings | {
        "not_late": Words("回答期限の当日までの場合のみ", "Only until the deadline"),
        "days_left": Words("回答期限の前日までの場合のみ", "Only before the day of the deadline"),
        "last_day": Words("回答期限の当日の場合のみ", "Only on the day of the deadline"),
        "late": Words("回答期限を過ぎた場合のみ", "Only after the deadline"),
        "new_deadline": Words("期限後で、新しい期限がある場合のみ", "Only after the deadline, with a new one"),
        "no_new_deadline": Words("期限後で、新しい期限がない場合のみ", "Only after the deadline, without a new one"),
        "nothing_came": Words("何も提出されていない場合のみ", "Only if nothing came"),
        "other_files": Words("調査票でないファイルが提出された場合のみ", "Only if other files came"),
        "unreadable": Words("ファイルを読み取れない場合のみ", "Only if the file could not be read"),
        "correction_open": Words("修正を待っている場合のみ", "Only if a correction is awaited"),
        "form_open": Words("調査票を待っている場合のみ", "Only if the form is awaited"),
    }

    today: dt.date
    sent_on: dt.date | None = None
    new_deadline: dt.date | None = None
    correction_open: bool = False
    unreadable: bool = False
    other_files: Words = NOTHING

    @property
    def days_left(self) -> int:
        """Until the deadline; none on its day and after it."""
        return max((self.deadline - self.today).days, 0)

    @property
    def late(self) -> bool:
        """Whether the deadline is over."""
        return self.today > self.deadline

    @property
    def not_late(self) -> bool:
        """Whether it is still to come, or today."""
        return not self.late

    @property
    def last_day(self) -> bool:
        """Whether it is today."""
        return self.today == self.deadline

    @property
    def no_new_deadline(self) -> bool:
        """Whether the deadline is over and there is no other."""
        return self.late and self.new_deadline is None

    @property
    def form_open(self) -> bool:
        """Whether the form is waited for, not its correction."""
        return not self.correction_open

    @property
    def nothing_came(self) -> bool:
        """Whether nothing came at all."""
        return not (self.correction_open or self.unreadable or self.other_files)


def _due(occasion: Occasion) -> Due:
    survey, collected = occasion.survey, occasion.read
    others = strangers_of(survey, collected)
    who = reminding(survey, collected, occasion.history, occasion.today, again=occasion.number > 1)
    reasons = {
        _WHY_NOT[why]: tuple(code for code, each in who.not_due.items() if each == why)
        for why in dict.fromkeys(who.not_due.values())
    }
    return Due(
        tuple(
            _reminder(occasion, code, own, Words.listed(map(as_sent, others.get(code, ()))))
            for code, own in who.due.items()
        ),
        not_due={why: codes for why, codes in reasons.items() if why is not _WHY_NOT["done"]},
        needless={why: codes for why, codes in reasons.items() if why is _WHY_NOT["done"]},
        noted=_noted(collected, are_due=bool(who.due)),
    )


def _noted(collected: Collected, *, are_due: bool) -> Words:
    """Of which file somebody has to know: one for which all reminders wait, or one whose sender may be reminded."""
    if anybodys := anybodys_files(collected):
        return not_readable_here(anybodys)
    nobodys = nobodys_files(collected)
    return _NOBODYS.fill(files=Words.listed(nobodys)) if nobodys and are_due else NOTHING


def _reminder(occasion: Occasion, code: str, own: list[Submission], others: Words) -> Enclosed:
    settings, today = occasion.survey.round, occasion.today
    state, deadline = state_of(own), occasion.survey.deadline_of(code)
    to_correct = correction_waited_for(own)
    letter = Remind(
        **(common(occasion, code) | {"number": _number(occasion, code)}),
        today=today,
        sent_on=_day_of(occasion.history, "correct" if to_correct else "invite", code, to_correct),
        new_deadline=settings.second_deadline if deadline < today <= settings.second_deadline else None,
        correction_open=to_correct is not None,
        unreadable=state == "unreadable",
        other_files=others if state == "not_returned" else NOTHING,
    )
    return with_what_is_owed(occasion, code, letter, to_correct)


def _number(occasion: Occasion, code: str) -> int:
    """Which reminder it is: the one after those that went out, unless somebody says otherwise."""
    before = (int(line.subject.rpartition("-")[2]) for line in occasion.history.sent("remind", code))
    return occasion.number if occasion.number > 1 else max(before, default=0) + 1


def _day_of(history: History, kind: str, code: str, answered: Submission | None) -> dt.date | None:
    """The day on which a letter of a kind last went out, if the record knows; a request about `answered`."""
    end = f"-{parent_of(answered.sha256)}" if answered else ""
    return max((line.day for line in history.sent(kind, code) if line.subject.endswith(end)), default=None)


KIND = Kind(Remind, _due)
