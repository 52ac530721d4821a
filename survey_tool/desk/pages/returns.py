"""What is dropped on the desk: saved among the returns, judged, answered in words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from survey_tool.desk.at_hand import NOT_FOUND, desk_of, moment_of, page, see, text_of
from survey_tool.desk.pages import of_a_file
from survey_tool.desk.round.now import Moment
from survey_tool.intake.judging.submission import Submission
from survey_tool.intake.report import ReportLine, status_label, told
from survey_tool.post.incoming.received import Received, receive
from survey_tool.wording.words import NOTHING, Language, Words

_LINES = 5
_DROPPED = re.compile(r"/returns/\d+", re.ASCII)
_ORDER = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class AnswerTo:
    """What is said of a returned file: whose it is (`code`, by which it is shown), its status, the first lines, how many more there are."""

    submission: Submission
    code: str | None
    prefecture: Words
    status: Words
    lines: tuple[ReportLine, ...]
    more: int


def returns(request: Request, filled_in: FormData) -> Response:
    """Saves the files, then says what became of each."""
    desk = desk_of(request)
    survey = desk.now.moment().survey
    received = [
        receive(survey, each.filename or "", each.file)
        for each in filled_in.getlist("files")
        if isinstance(each, UploadFile) and (each.filename or each.size)
    ]
    moment = desk.now.moment()
    told_of = [(each, answers_about(moment, each, desk.language)) for each in received]
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse([_plain(each, answers, desk.language) for each, answers in told_of])
    return see(f"/returns/{desk.remember(received)}")


def shown(request: Request) -> Response:
    """What became of files that were dropped, as it is now: loaded again, it drops nothing again."""
    desk, moment = desk_of(request), moment_of(request)
    received = desk.received.get(str(request.path_params["number"]))
    if received is None:
        return see("/")
    first = {each.file: at for at, each in reversed([*enumerate(received)])}
    told_of = [
        (each, answers_about(moment, each, desk.language) if first[each.file] == at else ())
        for at, each in enumerate(received)
    ]
    counts = Counter(each.status for _, answers in told_of for each in answers)
    return page(
        request,
        "returns",
        moment=moment,
        received=told_of,
        counts=counts.items(),
    )


def act(request: Request, filled_in: FormData) -> Response:
    """Does what is asked for about a file of which nobody knows whose it is."""
    moment, name = moment_of(request), request.path_params["act"]
    if name not in of_a_file.ACTS:
        raise HTTPException(NOT_FOUND)
    return see(f"{_back_to(text_of(filled_in, 'back'))}?done={of_a_file.ACTS[name](moment, filled_in)}")


def _back_to(page: str) -> str:
    """The page of what was dropped, where the form stood on that."""
    return page if _DROPPED.fullmatch(page) else "/"


def answers_about(moment: Moment, received: Received, language: Language) -> tuple[AnswerTo, ...]:
    """What is said of the returns in a file that came in; nothing where it was not kept."""
    if received.fate not in ("saved", "there"):
        return ()
    inside = f"{received.file}/"
    found = (
        each for each in moment.collected.submissions if each.file == received.file or each.file.startswith(inside)
    )
    return tuple(answer_of(moment, each, language) for each in found)


def answer_of(moment: Moment, submission: Submission, language: Language) -> AnswerTo:
    """The gravest things first, and not more than can be read at a glance: all of it stands on the prefecture's page."""
    code = moment.whose(submission)
    name = moment.survey.places.prefectures[code].name if code else NOTHING
    lines = sorted(told(submission.findings, language), key=lambda line: _ORDER.index(line.severity))
    return AnswerTo(
        submission, code, name, status_label(submission), tuple(lines[:_LINES]), max(0, len(lines) - _LINES)
    )


def _plain(received: Received, answers: Sequence[AnswerTo], language: Language) -> dict[str, object]:
    return {
        "file": received.file or received.given,
        "fate": received.fate,
        "message": received.told[language],
        "submissions": [
            {
                "file": each.submission.file,
                "prefecture": each.submission.prefecture_code,
                "status": each.submission.status,
                "messages": [line.text for line in each.lines],
            }
            for each in answers
        ],
    }
