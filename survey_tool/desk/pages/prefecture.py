"""A prefecture: what came from it, what was found in it, what was written to it; and what can be done about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from survey_tool.desk.at_hand import NOT_FOUND, desk_of, moment_of, number_of, page, see, see_that_it_is_open, text_of
from survey_tool.desk.guard.files import address_of
from survey_tool.desk.pages import of_a_file
from survey_tool.desk.pages.letters import as_due_now
from survey_tool.desk.round.drafts import drafts_to
from survey_tool.desk.round.now import Moment
from survey_tool.desk.round.participants import participants_of
from survey_tool.desk.round.record_lines import about
from survey_tool.desk.round.work import WorkAtHand
from survey_tool.desk.words import TEXTS
from survey_tool.form.contract.file_names import form_there
from survey_tool.intake.cells.grid import CellValue, CoveringMail
from survey_tool.intake.cells.plain import as_text
from survey_tool.intake.judging.submission import REPORTING, UNREAD, Submission
from survey_tool.intake.opening.names import CORRECTIONS
from survey_tool.intake.redrawing.corrections import copy_name, merged_copy
from survey_tool.intake.report import status_label
from survey_tool.intake.settling.found_out import confirmation
from survey_tool.post.acts import (
    Doubts,
    NotDoneError,
    confirmed,
    copy_allowed,
    extended,
    noted,
    undone,
)
from survey_tool.post.incoming.merging import NOTHING_TO_MERGE, left_behind_in_words, merge_returns, merged_in_words
from survey_tool.post.incoming.setting_aside import outer
from survey_tool.post.record.line import Line, by_content, retracted
from survey_tool.post.record.words import what_in_words
from survey_tool.questionnaire.findings.finding import Finding
from survey_tool.questionnaire.vocabulary.kinds import Amount, Lists, Month
from survey_tool.questionnaire.vocabulary.questions import Question
from survey_tool.reference.survey import Survey
from survey_tool.wording.days import day_as_written
from survey_tool.wording.words import Words

_CONTRADICTION = Words("{told}　→ {what}", "{told} → {what}")
_NOT_LOOKED_AT = frozenset({"superseded"})
_SEVERITIES = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class ReturnShown:
    """One return: `file` is its name among the returns, `outer` the file on the disk that holds it. `came` is when it was first
    seen. `copy` is the correction copy that was drawn from it. Of one that may be another prefecture's only the doubt is shown, until
    somebody has found out whose it is: what stands on the page of a prefecture may be read out to it."""

    submission: Submission
    status: Words
    outer: str
    address: str
    came: Line | None
    mail: CoveringMail | None
    copy: str
    findings: tuple[Finding, ...]
    answers: AnswersShown | None


@dataclass(frozen=True, slots=True)
class AnswersShown:
    """The answers of a return: of the respondent, then a column a case, then who takes part in it."""

    respondent: tuple[tuple[Words, Words], ...]
    cases: tuple[str, ...]
    rows: tuple[tuple[Words, tuple[Words, ...]], ...]
    participants: tuple[tuple[Words, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class LineShown:
    """A line of the record with the number by which it is taken back, unless it was."""

    line: Line
    what: Words
    about: Words
    number: int
    can_be_undone: bool


def prefecture(request: Request) -> Response:
    """The page itself."""
    moment = moment_of(request)
    survey, code = moment.survey, _code(request, moment)
    return page(
        request,
        "prefecture",
        moment=moment,
        code=code,
        name=survey.places.prefectures[code].name,
        stands=next(each for each in moment.status.prefectures if each.code == code),
        deadline=survey.deadline_of(code),
        returns=list(returns_of(moment, code)),
        merged_copy=_merged_copy(moment, code),
        its_form=address_of(survey, form) if (form := form_there(survey, code)).is_file() else "",
        aside=[each for each in moment.moved.aside() if code in each.codes],
        drafts=as_due_now(moment, drafts_to(survey, moment.history, code)),
        lines=lines_of(moment, code),
        confirmation=confirmation,
    )


def _merged_copy(moment: Moment, code: str) -> str:
    """The address of the form that was made of returns that differ; blank where there is none."""
    path = merged_copy(moment.survey, moment.collected, code)
    return address_of(moment.survey, path) if path else ""


def _code(request: Request, moment: Moment) -> str:
    code: str = request.path_params["code"]
    if code not in moment.survey.places.prefectures:
        raise HTTPException(NOT_FOUND)
    return code


def returns_of(moment: Moment, code: str) -> Iterator[ReturnShown]:
    """All that came from a prefecture: what counts first, what was replaced last."""
    came = {line.subject: line for line in moment.history.every_line if line.what == "arrived"}
    for each in sorted(moment.of(code), key=lambda one: (one.status in _NOT_LOOKED_AT, one.file)):
        held_in = outer(moment.survey, each.file)
        yield ReturnShown(
            submission=each,
            status=status_label(each),
            outer=held_in,
            address=address_of(moment.survey, moment.survey.submissions / held_in),
            came=came.get(by_content(each.sha256)),
            mail=each.mail,
            copy=_copy_of(moment.survey, each),
            findings=tuple(sorted(_shown_of(each), key=_gravest_first)),
            answers=answers_of(moment.survey, each) if each.status in REPORTING and each.owner.certain else None,
        )


def _shown_of(submission: Submission) -> tuple[Finding, ...]:
    """What was found, but that several differ, which the page tells once; of answers that may be another prefecture's nothing but the doubt."""
    without_answers = submission.status in UNREAD | {"not_a_submission"}
    found = tuple(each for each in submission.findings if each.code != "conflict")
    return found if submission.owner.certain or without_answers else submission.owner.doubts


def _gravest_first(found: Finding) -> tuple[bool, int]:
    return found.confirmed, _SEVERITIES.index(found.severity)


def _copy_of(survey: Survey, submission: Submission) -> str:
    """The address of the correction copy that was drawn from a return; blank where there is none."""
    if not submission.marker or not submission.owner.certain:
        return ""
    path = survey.submissions / CORRECTIONS / copy_name(survey, submission)
    return address_of(survey, path) if path.is_file() else ""


def answers_of(survey: Survey, submission: Submission) -> AnswersShown | None:
    """The answers in the order of the questions, amounts and months as people write them, all else as typed; questions that nobody has
    answered are left out."""
    typed = submission.typed
    if not (typed.cases or typed.respondent):
        return None
    asked = survey.questionnaire
    respondent = tuple(
        (question.label, _as_written(question, typed.respondent[key], asked.lists))
        for key, question in asked.respondent.questions().items()
        if key in typed.respondent
    )
    rows = tuple(
        (question.label, tuple(_as_written(question, each.answers.get(key), asked.lists) for each in typed.cases))
        for key, question in asked.case.questions().items()
        if any(key in each.answers for each in typed.cases)
    )
    participants = tuple(participants_of(survey, submission.owner.certainly, typed))
    return AnswersShown(respondent, tuple(each.case_id for each in typed.cases), rows, participants)


def _as_written(question: Question, typed: CellValue, lists: Lists) -> Words:
    """12000.0 where an amount is asked for as 12,000千円, also where a cell holds it as text; a date where a month is asked for without
    its day."""
    text = as_text(typed)
    if isinstance(question.kind, Amount) and not isinstance(typed, bool) and text.isascii() and text.isdecimal():
        return question.kind.told(int(text), lists)
    if isinstance(question.kind, Month) and isinstance(typed, dt.date):
        text = f"{typed:%Y-%m}"
    return Words.same(text)


def lines_of(moment: Moment, code: str) -> list[LineShown]:
    """What the record tells of a prefecture, the newest first, numbered as `record show` does."""
    gone = retracted(moment.history.every_line)
    return [
        LineShown(
            line,
            what_in_words(line, taken_back=line.at.isoformat() in gone),
            about(line, moment.survey),
            number,
            line.what in _UNDONE_HERE and line.at.isoformat() not in gone,
        )
        for number, line in reversed(list(enumerate(moment.history.every_line, start=1)))
        if code in moment.moved.whose(line)
    ]


_UNDONE_HERE = ("sent", "extended", "confirmed", "noted", "owner", "copy-allowed")
"""What people wrote down: a file that was moved is moved back, what the program noted of itself stays."""


def act(request: Request, filled_in: FormData) -> Response:
    """Does what a form of the page asks for; what keeps it from being done is told on the page."""
    moment, name = moment_of(request), request.path_params["act"]
    code = _code(request, moment)
    if name not in _ACTS and name not in of_a_file.ACTS:
        raise HTTPException(NOT_FOUND)
    if name not in _OF_A_CLOSED_ROUND:
        see_that_it_is_open(moment)
    done = _ACTS[name](moment, code, filled_in) if name in _ACTS else of_a_file.ACTS[name](moment, filled_in)
    return see(f"/prefectures/{code}?done={done}")


def _extend(moment: Moment, code: str, filled_in: FormData) -> str:
    day = day_as_written(text_of(filled_in, "day"))
    if day is None:
        raise NotDoneError(TEXTS["no_day"])
    extended(moment.survey, code, day)
    return "done_extended"


def _note(moment: Moment, code: str, filled_in: FormData) -> str:
    text = text_of(filled_in, "text")
    if not text:
        raise NotDoneError(TEXTS["no_text"])
    noted(moment.survey, code, text)
    return "done"


def _confirm(moment: Moment, code: str, filled_in: FormData) -> str:
    # Quoted, since what stands in it may have been typed: blanks, lines.
    meant = Doubts(code, seen=unquote(text_of(filled_in, "seen")))
    confirmed(moment.survey, moment.collected, meant, text_of(filled_in, "because"))
    return "done_confirmed"


def merge(request: Request, _: FormData) -> Response:
    """Makes one form of returns that differ; how they differ and what is left behind is told as of other work."""
    moment = moment_of(request)
    code = _code(request, moment)
    count = len(moment.collected.in_conflict(code))
    if not (count or moment.collected.not_readable_of({None, code})):
        raise NotDoneError(NOTHING_TO_MERGE.fill(name=moment.survey.places.prefectures[code].name))

    def work(_: WorkAtHand) -> list[Words]:
        found = merge_returns(moment.survey, moment.collected, code)
        differing = (_CONTRADICTION.fill(told=each.told, what=each.suggestion) for each in found.form.findings)
        return [merged_in_words(moment.survey, count, found), *differing, *left_behind_in_words(found.left_behind)]

    desk_of(request).works.start(TEXTS["merging"], work, back=f"/prefectures/{code}", can_stop=False)
    return see("/progress")


def _allow_copy(moment: Moment, code: str, filled_in: FormData) -> str:
    copy_allowed(moment.survey, code, text_of(filled_in, "domain"))
    return "done"


def _undo(moment: Moment, _: str, filled_in: FormData) -> str:
    undone(moment.survey, number_of(filled_in, "line") or 0, at=text_of(filled_in, "at"))
    return "done_undone"


_ACTS: Mapping[str, Callable[[Moment, str, FormData], str]] = {
    "extend": _extend,
    "note": _note,
    "confirm": _confirm,
    "allow-copy": _allow_copy,
    "undo": _undo,
}
"""What can be done about the prefecture, by the last part of the address of its form; each gives what is said afterwards."""
_OF_A_CLOSED_ROUND = frozenset({"note", "undo"})
"""What concerns the record alone, which stays."""
