"""What people do around a round, each as one line of the record: for the command line and the desk alike."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from survey_tool.intake.opening.names import CONTAINER_ENDINGS, SET_ASIDE
from survey_tool.intake.settling.found_out import confirmation
from survey_tool.intake.settling.mails import speaks_for
from survey_tool.post.record.history import history_of, record_path
from survey_tool.post.record.keeping import append
from survey_tool.post.record.letters import delivery
from survey_tool.post.record.line import Line, What, by_content, line_now, now, on_day, retracted
from survey_tool.reference.workspace import patiently
from survey_tool.wording.addresses import is_domain
from survey_tool.wording.words import NOTHING, Words

if TYPE_CHECKING:
    from survey_tool.intake.judging.submission import Collected, Submission
    from survey_tool.post.record.history import History
    from survey_tool.questionnaire.findings.finding import Finding
    from survey_tool.reference.survey import Survey

_NO_DRAFT = Words(
    "{kind} の下書きがありません。送信した都道府県を指定してください。",
    "There is no draft of {kind}. Name the prefectures to which it was sent.",
)
_NOT_YET = Words(
    "送信した日として指定した日（{day}）は、今日（{today}）より後の日です。日付を確認してください。",
    "That day ({day}) is still to come (today is {today}): nothing can have gone out on it.",
)
_BEFORE_DRAFT = Words(
    "送信した日として指定した日（{day}）は、下書きを作成した日（{drafted}）より前の日です（{names}）。日付を確認してください。",
    "That day ({day}) lies before the one on which the draft was written ({drafted}): it cannot have gone out on it ({names}).",
)
_BEFORE_ROUND = Words(
    "延長後の期限（{day}）が、調査の期限（{deadline}）より後ではありません。",
    "The extended deadline ({day}) is not after that of the round ({deadline}).",
)
_NO_WARNING = Words(
    "{place} に、確認済みとすることのできる要確認の回答はありません（{code}）。{others}",
    "There is no answer to check at {place} of that kind ({code}).{others}",
)
_WHOSE_FIRST = Words(
    "提出元が不明なメールは、先に提出元を記録してください（survey-tool record owner ファイル 都道府県）：{files}",
    " Of a mail from an unknown sender note first whose it is (survey-tool record owner FILE PREFECTURE): {files}.",
)
_NOT_ASKED = Words(
    "{place} に、確認をお願いした要確認の回答はありません。{others}",
    "No letter has asked about an answer at {place}.{others}",
)
_CHANGED = Words(
    "この画面を開いた後に回答が変わったため、確認済みとしていません。今の回答を確認してください。",
    "Not noted as confirmed: the answer has changed since this page was opened. See what stands there now.",
)
_OTHERS = Words("確認済みとする場合の指定：{those}", " What can be confirmed: {those}.")
_OTHER = Words("{place} {code}{key}（{where}）", "{place} {code}{key} ({where})")
_MOST_OFFERED = 5
_AN_ERROR = Words(
    "{place} の {code} は要修正のため、確認済みとすることはできません。修正した調査票の再提出を依頼してください。",
    "{code} at {place} is an error: it cannot be confirmed. Ask for a corrected form.",
)
_NO_FILE = Words("「{path}」がありません。", 'There is no "{path}".')
_NOT_OF_ROUND = Words("「{path}」は {folder} のファイルではありません。", '"{path}" is no file of {folder}.')
_TAKEN = Words(
    "{path} に同じ名称のファイルがあるため、移していません。",
    "A file of that name is there already, nothing was moved: {path}.",
)
_GROWING = Words(
    "「{file}」は保存又はコピーの途中のため、記録していません。終わったことを確認し、もう一度実行してください。",
    'Nothing was written down, because "{file}" is still being saved or copied. Do it again when that has ended.',
)
_NO_DOMAIN = Words(
    "「{domain}」はドメイン（例：pref.example.lg.jp）ではありません。",
    '"{domain}" is no domain such as pref.example.lg.jp.',
)
_NO_LINE = Words("記録に{line}行目はありません。", "The record has no line {line}.")
_ANOTHER = Words(
    "この画面を開いた後に記録が変わったため、取り消していません。今の記録を確認してください。",
    "Nothing was taken back: the record has changed since this page was opened. See what stands there now.",
)
_UNDONE = Words("{line}行目は、既に取り消されています。", "Line {line} was taken back already.")
_NOT_TO_UNDO = Words(
    "{line}行目は、取消しの行です。", "Line {line} takes another back; it cannot be taken back itself."
)


class NotDoneError(Exception):
    """What was asked for cannot be done; nothing was written. `usage`: as it was asked it makes no sense."""

    def __init__(self, why: Words, *, usage: bool = True) -> None:
        """Keeps why."""
        self.why, self.usage = why, usage
        super().__init__(why.en)


@dataclass(frozen=True, slots=True)
class Doubts:
    """Doubtful answers at a case or a prefecture (`place`): those of a kind (`code`), at one question if `key` names it; without a
    kind all about which a letter went out. With `seen` the one of the prefecture that `confirmation` names so, as somebody has read it."""

    place: str
    code: str | None = None
    key: str | None = None
    seen: str | None = None

    def are_of(self, found: Finding, whose: str, asked: Collection[str]) -> bool:
        """Whether a finding in a return of the prefecture `whose` is one of them."""
        if self.seen is not None:
            return (self.place, self.seen) == (whose, confirmation(found, whose)) and found.severity == "warning"
        if self.code is None:
            return self.place in (found.case_id, whose) and confirmation(found, whose) in asked
        return (found.case_id or whose) == self.place and found.code == self.code and self.key in (None, found.key)


def sent_by_hand(
    survey: Survey, history: History, kind: str, letters: Sequence[tuple[str, str]], on: dt.date | None = None
) -> tuple[Line, ...]:
    """That letters (prefecture and id) went out otherwise than by this program; those that went out before are passed over."""
    if not letters:
        raise NotDoneError(_NO_DRAFT.fill(kind=kind))
    if on and on > (today := now().date()):
        raise NotDoneError(_NOT_YET.fill(day=on, today=today))
    unsent = [(code, id) for code, id in letters if delivery(history.letters.get(id)) != "sent"]
    if on:
        _see_that_they_were_there(survey, history, unsent, on)
    at = on_day(on) if on else now()
    return _written(survey, [_line(survey, "sent", code, id, at=at) for code, id in unsent], once=True)


def _see_that_they_were_there(
    survey: Survey, history: History, letters: Sequence[tuple[str, str]], on: dt.date
) -> None:
    """That no draft was written later than on that day, the first time; of those of which the record does not tell nobody knows."""
    first: dict[str, dt.date] = {}
    for line in history.lines:
        if line.what == "drafted":
            first.setdefault(line.subject, line.day)
    if late := {code: first[id] for code, id in letters if id in first and first[id] > on}:
        drafted = max(late.values())
        names = survey.places.prefectures_told(sorted(code for code in late if late[code] == drafted))
        raise NotDoneError(_BEFORE_DRAFT.fill(day=on, drafted=drafted, names=names))


def extended(survey: Survey, code: str, day: dt.date) -> tuple[Line, ...]:
    """That a prefecture may answer until a day after the round's deadline; nothing where it was given that very day before."""
    if day <= survey.round.deadline:
        raise NotDoneError(_BEFORE_ROUND.fill(day=day, deadline=survey.round.deadline))
    return _written(survey, [_line(survey, "extended", code, day.isoformat())], once=True)


def confirmed(
    survey: Survey, collected: Collected, meant: Doubts, because: str = "", *, asked: Collection[str] = ()
) -> tuple[Line, ...]:
    """That what looks doubtful is right: every open warning that is `meant`, of which `asked` are those about which a letter went
    out (`History.asked`). It holds for what stands there now; nothing where all of it was confirmed before."""
    found = [
        (each, whose)
        for one in collected.submissions
        if (whose := _whose_words(survey, one))
        for each in (one.mail_to_read if one.status == "superseded" else one.findings)
    ]
    those = [(each, whose) for each, whose in found if meant.are_of(each, whose, asked)]
    lines = {
        subject: _line(survey, "confirmed", whose, subject, because)
        for each, whose in those
        if each.severity == "warning" and each.is_open and (subject := confirmation(each, whose))
    }
    if not lines and not any(each.confirmed for each, _ in those):
        why, nobodys = _why_not_confirmed(meant, those, found), _files_of_nobody(survey, collected, meant.code)
        raise NotDoneError(why + _WHOSE_FIRST.fill(files=Words.listed(nobodys)) if nobodys else why)
    return _written(survey, lines.values(), once=True)


def _files_of_nobody(survey: Survey, collected: Collected, code: str | None) -> list[str]:
    """Those of whose mail something is said under a code, and of which nobody knows whose they are."""
    unknown = (each for each in collected.submissions if not _whose_words(survey, each))
    return [each.file for each in unknown if code in {said.code for said in each.mail_to_read}]


def _whose_words(survey: Survey, submission: Submission) -> str:
    """The prefecture at which what a return or its mail says can be confirmed; "" where nobody knows it."""
    return submission.prefecture_code or speaks_for(survey, submission)


def _why_not_confirmed(
    meant: Doubts, those: Sequence[tuple[Finding, str]], found: Sequence[tuple[Finding, str]]
) -> Words:
    if meant.seen is not None:
        return _CHANGED
    told = {"place": meant.place, "code": meant.code or ""}
    if any(each.severity == "error" for each, _ in those):
        return _AN_ERROR.fill(**told)
    others = _offered([each for each in found if each not in those], meant.place)
    return (_NO_WARNING if meant.code else _NOT_ASKED).fill(**told, others=others)


def _offered(found: Sequence[tuple[Finding, str]], place: str) -> Words:
    """What else of that prefecture can be confirmed, as it is to be typed."""
    those = [
        _OTHER.fill(
            place=each.case_id or code, code=each.code, key=f" {each.key}" if each.key else "", where=each.label
        )
        for each, code in found
        if code == place[:2] and each.severity == "warning" and each.is_open
    ]
    distinct = list(dict.fromkeys(those))  # one answer may be doubtful in several ways; they are confirmed together
    return _OTHERS.fill(those=Words.listed(distinct[:_MOST_OFFERED])) if distinct else NOTHING


def noted(survey: Survey, code: str, text: str) -> tuple[Line, ...]:
    """A note about a prefecture."""
    return _written(survey, [_line(survey, "noted", code, detail=text)])


def set_aside(survey: Survey, path: Path) -> Path:
    """Moves a returned file to where it is no longer looked at; its new place. The line is written first: whoever stops in
    between finds the file where it was."""
    return _moved(survey, path, survey.submissions, survey.submissions / SET_ASIDE, "set-aside")


def taken_back(survey: Survey, path: Path) -> Path:
    """Moves a file that was set aside back among the returns; its new place."""
    return _moved(survey, path, survey.submissions / SET_ASIDE, survey.submissions, "taken-back")


def owned(survey: Survey, path: Path, code: str) -> tuple[Line, ...]:
    """Whose a returned file is, found out by asking; for what the file holds now. Of an archive or a mail everything in it is
    the prefecture's; a single file in it is named as it is shown, `mail.eml/form.xlsx`."""
    files = _files_of(survey, path)
    if not files:
        raise NotDoneError(_NO_FILE.fill(path=path))
    lines = [_line(survey, "owner", code, by_content(sha), name) for sha, name in files.items()]
    return _written(survey, lines, once=True)


def copy_allowed(survey: Survey, code: str, domain: str) -> tuple[Line, ...]:
    """That letters to a prefecture may go in copy to addresses of a domain."""
    if not is_domain(domain):
        raise NotDoneError(_NO_DOMAIN.fill(domain=domain))
    return _written(survey, [_line(survey, "copy-allowed", code, domain.lower())], once=True)


def published(survey: Survey, sha256: str, cases: int) -> tuple[Line, ...]:
    """That a release takes its place: the SHA-256 of its checksums, and how many cases it has. The same one again is not told
    twice."""
    return _written(survey, [_line(survey, "published", "", by_content(sha256), f"cases={cases}")], once=True)


def previewed(survey: Survey, sha256: str, folder: Path) -> tuple[Line, ...]:
    """That a preview for approval takes its place in a folder: the SHA-256 of its checksums. The same one again is not told twice."""
    own, place = survey.workspace.resolve(), folder.resolve()
    where = place.relative_to(own).as_posix() if place.is_relative_to(own) else str(place)
    return _written(survey, [_line(survey, "previewed", "", by_content(sha256), where)], once=True)


def merged(survey: Survey, code: str, sha256: str, name: str, files: Iterable[str]) -> tuple[Line, ...]:
    """That returns of a prefecture are made one form, of that name and content. The same one again is not told twice."""
    line = _line(survey, "merged", code, by_content(sha256), f"{' + '.join(files)} → {name}")
    return _written(survey, [line], once=True)


def unlocked(survey: Survey, path: Path) -> tuple[Line, ...]:
    """That a returned file which came with a password is made readable, and put aside; of other files nothing is told."""
    if not path.resolve().is_relative_to(survey.submissions.resolve()):
        return ()
    return _written(survey, [_line(survey, "unlocked", "", by_content(_sha256(path)), path.name)], once=True)


@contextmanager
def told_first(survey: Survey, told: list[Line]) -> Iterator[list[Line]]:
    """Takes the lines `told`, which are written before the act that they tell, back where that comes to nothing."""
    try:
        yield told
    except Exception:
        _written(survey, [_retraction(survey, line) for line in told])
        raise


def undone(survey: Survey, number: int, *, at: str | None = None) -> Line:
    """Takes back the line of a number, as `show` counts them; that line. `at` is its time, where somebody has seen that."""
    lines = history_of(survey).every_line
    if not 1 <= number <= len(lines):
        raise NotDoneError(_NO_LINE.fill(line=number))
    line = lines[number - 1]
    if at not in (None, line.at.isoformat()):
        raise NotDoneError(_ANOTHER)
    if line.what == "retracted":
        raise NotDoneError(_NOT_TO_UNDO.fill(line=number))
    if line.at.isoformat() in retracted(lines):
        raise NotDoneError(_UNDONE.fill(line=number))
    if not _written(survey, [_retraction(survey, line)], once=True):
        raise NotDoneError(_UNDONE.fill(line=number))
    return line


def _retraction(survey: Survey, line: Line) -> Line:
    return _line(survey, "retracted", line.prefecture, line.at.isoformat(), f"{line.what} {line.subject}")


def _files_of(survey: Survey, path: Path) -> dict[str, str]:
    """The names of a file, or of those that an archive or a mail holds, by SHA-256."""
    outer = next((each for each in (path, *path.parents) if each.is_file()), None)
    if outer is None:
        return {}
    whole = _sha256(outer)
    found = {whole: outer.name} if outer == path else {}
    if outer.name.lower().endswith(CONTAINER_ENDINGS):
        from survey_tool.intake.collect import collect  # takes its time, of no use for a workbook

        wanted = path.relative_to(outer.parent).as_posix()
        held = (each for each in collect(survey, [outer]).submissions if each.sha256)
        found |= {each.sha256: each.file for each in held if f"{each.file}/".startswith(f"{wanted}/")}
    return found


def _moved(survey: Survey, path: Path, source: Path, target: Path, what: What) -> Path:
    found = path if path.is_file() else source / path.name
    if not found.is_file():
        raise NotDoneError(_NO_FILE.fill(path=path))
    if not found.resolve().is_relative_to(source.resolve()):
        raise NotDoneError(_NOT_OF_ROUND.fill(path=path, folder=source))
    place = target / found.name
    if place.exists():
        raise NotDoneError(_TAKEN.fill(path=place), usage=False)
    line = _line(survey, what, "", by_content(_sha256(found)), found.name)
    target.mkdir(parents=True, exist_ok=True)
    _written(survey, [line], once=True)
    try:
        patiently(lambda: found.rename(place))
    except FileNotFoundError:
        if not place.is_file():  # else another has moved it meanwhile
            raise
    return place


def _line(
    survey: Survey, what: What, code: str, subject: str = "", detail: str = "", *, at: dt.datetime | None = None
) -> Line:
    return line_now(survey.round.name, what, code, subject, detail, at=at)


def _written(survey: Survey, lines: Iterable[Line], *, once: bool = False) -> tuple[Line, ...]:
    told = list(lines)
    return append(record_path(survey), told, once=once) if told else ()


def _sha256(path: Path) -> str:
    """Of a whole file: what is noted of the half of one would never hold for it. Raises `NotDoneError` while it grows."""
    from survey_tool.intake.opening.returned_files import is_growing, last_written  # of no use for what names no file

    when_read = last_written(path)
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if is_growing(path, when_read):
        raise NotDoneError(_GROWING.fill(file=path.name), usage=False)
    return found
