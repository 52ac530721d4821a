"""状況: where the round stands, what to do next, what is new."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from survey_tool.desk.at_hand import A_PREFECTURE, Desk, desk_of, moment_of, page, see, text_of
from survey_tool.desk.guard.files import attachment
from survey_tool.desk.pages.letters import address_of_letters, chosen_in, edition_named
from survey_tool.desk.pages.of_a_file import cases_given
from survey_tool.desk.pages.returns import answer_of
from survey_tool.desk.pages.settings import fields_to_mend
from survey_tool.desk.round.now import Moment, NotToBeOpened
from survey_tool.desk.round.record_lines import about
from survey_tool.desk.round.work import WorkAtHand
from survey_tool.desk.words import TEXTS
from survey_tool.intake.judging.submission import Submission
from survey_tool.intake.opening.names import SET_ASIDE
from survey_tool.post.acts import NotDoneError, taken_back
from survey_tool.post.forms.again import see_that_all_fit
from survey_tool.post.forms.written import about_to_write, write_forms_out
from survey_tool.post.record.line import Line, retracted
from survey_tool.post.record.words import what_in_words
from survey_tool.post.rounds.carrying import answers_of_last_round, still_carried
from survey_tool.post.rounds.new_round import begin_round
from survey_tool.post.status.next_step import NextStep
from survey_tool.post.status.round_status import status_report
from survey_tool.reference.places import read_places
from survey_tool.reference.rounds import last_returns
from survey_tool.reference.survey import Survey
from survey_tool.wording.words import NOTHING, Words

_LATELY = 8
NOBODYS = "/#nobodys"
"""Where files are shown of which nobody knows whose they are."""


@dataclass(frozen=True, slots=True)
class StepAhead:
    """What to do next: the sentence, and the button that leads there or, with `fields` of a form, does it; none where a person has to
    do it elsewhere."""

    why: Words
    button: Words = NOTHING
    address: str = ""
    fields: tuple[tuple[str, str], ...] | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """A line of the record as it is shown: what was done, about what; the code and name of its prefecture, blank where it is of none or of
    several."""

    line: Line
    what: Words
    about: Words
    code: str
    prefecture: Words


def overview(request: Request) -> Response:
    """The page itself."""
    desk = desk_of(request)
    try:
        moment = moment_of(request)
    except NotToBeOpened:
        if fields_to_mend(desk.workspace):
            return see("/settings")
        raise
    every, closed_at = moment.history.every_line, desk.closed_at
    since = [line for line in every if closed_at and line.at > closed_at]
    lines = sorted(since or every, key=lambda line: line.at, reverse=True)
    return page(
        request,
        "overview",
        moment=moment,
        steps=list(steps_ahead(moment)),
        since=bool(since),
        aside=moment.moved.aside(),
        nobodys=[answer_of(moment, each, desk.language) for each in moment.of_nobody],
        events=events(moment, lines[:_LATELY]),
        more_events=events(moment, lines[_LATELY:] if since else ()),
    )


def status_json(request: Request) -> Response:
    """The same as `status --json`."""
    moment = moment_of(request)
    return JSONResponse(status_report(moment.status, desk_of(request).language))


def status_xlsx(request: Request) -> Response:
    """The same as `status --xlsx`, but for the links to the files: where somebody saves it is not known."""
    from survey_tool.post.status.workbook import draw_status_workbook

    moment = moment_of(request)
    content = draw_status_workbook(moment.survey, moment.status, None, desk_of(request).language)
    return attachment(f"status_{moment.survey.round.name}.xlsx", content)


def steps_ahead(moment: Moment) -> Iterator[StepAhead]:
    """What to do next with the buttons, the most pressing first."""
    for step in moment.steps:
        yield step_of(step, moment)
        if step.command == "generate --previous":
            yield StepAhead(TEXTS["without_previous"], TEXTS["step_generate_blank"], "/forms", fields=())


def step_of(step: NextStep, moment: Moment) -> StepAhead:
    """A step with its button."""
    command, _, rest = step.command.partition(" ")
    match command:
        case "init":
            return StepAhead(step.why, TEXTS["step_init"], "/begin", fields=())
        case "generate" if rest == "--previous":
            return StepAhead(step.why, TEXTS["step_generate"], "/forms", fields=(("previous", "yes"),))
        case "generate":
            chosen = tuple(("prefecture", code) for code in rest.replace("--prefecture", "").split())
            return StepAhead(step.why, TEXTS["step_generate"], "/forms", fields=chosen)
        case "mail":
            kind, *codes = rest.split()
            return StepAhead(step.why, TEXTS["step_mail"], address_of_letters(kind, codes))
        case "merge":
            return StepAhead(step.why, TEXTS["step_merge"], f"/prefectures/{rest}")
        case "record" if rest.startswith("confirm "):
            return StepAhead(step.why, TEXTS["step_confirm"], f"/prefectures/{rest.split()[-1]}")
        case "record" if rest.startswith("sent "):
            kind = rest.split()[-1]
            return StepAhead(step.why, TEXTS["step_sent"].fill(kind=TEXTS[f"kind_{kind}"]), f"/letters?kind={kind}")
        case "publish":
            return StepAhead(step.why, TEXTS["step_publish"], "/release")
        case "unlock":
            return StepAhead(
                step.why, TEXTS["step_unlock"], _of_the_first(moment, lambda each: each.status == "locked")
            )
    return _by_a_person(step, moment)


def _by_a_person(step: NextStep, moment: Moment) -> StepAhead:
    match step.where:
        case "settings":
            return StepAhead(step.why, TEXTS["step_settings"], "/settings")
        case "contacts":
            return StepAhead(step.why, TEXTS["step_contacts"], "/settings#contacts")
        case "nobodys":
            return StepAhead(step.why, TEXTS["step_whose"], NOBODYS)
        case "whose":
            return StepAhead(
                step.why, TEXTS["step_whose"], _of_the_first(moment, lambda each: bool(each.about_its_owner))
            )
        case "mails":
            return StepAhead(step.why, TEXTS["step_mails"], _of_the_first(moment, lambda each: bool(each.mail_to_read)))
        case "returns":
            return StepAhead(step.why, TEXTS["step_wait"], "/#drop")
        case "release":
            return StepAhead(step.why, TEXTS["step_published"], "/release")
    return StepAhead(step.why)


def _of_the_first(moment: Moment, is_one: Callable[[Submission], bool]) -> str:
    """Where the first such return is shown."""
    codes = [moment.whose(each) for each in moment.collected.submissions if is_one(each)]
    return next((f"/prefectures/{code}" for code in codes if code), NOBODYS)


def events(moment: Moment, lines: Sequence[Line]) -> list[Event]:
    """Lines of the record as they are shown."""
    gone, prefectures = retracted(moment.history.every_line), moment.survey.places.prefectures
    return [
        Event(
            line,
            what_in_words(line, taken_back=line.at.isoformat() in gone),
            about(line, moment.survey),
            code,
            prefectures[code].name if code in prefectures else NOTHING,
        )
        for line in lines
        for code in [_the_one(moment.moved.whose(line))]
    ]


def _the_one(codes: Collection[str]) -> str:
    return next(iter(codes)) if len(codes) == 1 else ""


def take_back(request: Request, filled_in: FormData) -> Response:
    """Moves a file that was set aside back among the returns."""
    moment, name, back = moment_of(request), text_of(filled_in, "file"), text_of(filled_in, "back")
    if name not in {each.name for each in moment.moved.aside()}:
        raise NotDoneError(TEXTS["no_file"].fill(file=name))
    taken_back(moment.survey, moment.survey.submissions / SET_ASIDE / name)
    return see(f"{back if A_PREFECTURE.fullmatch(back) else '/'}?done=done_taken_back")


def forms(request: Request, filled_in: FormData) -> Response:
    """Writes the forms of the prefectures that were chosen, of all where none was, with columns for so many cases where that is said;
    with last round's answers where that is asked for, or they stand in the present ones."""
    moment, cases = moment_of(request), cases_given(filled_in)
    chosen = chosen_in(moment, filled_in.getlist("prefecture"))
    survey = moment.survey.with_room(cases) if cases else moment.survey
    codes = tuple(code for code in survey.places.prefectures if code in chosen or not chosen)
    edition = edition_named(text_of(filled_in, "edition"))
    previous = _previous(survey, codes, filled_in)

    def work(at_hand: WorkAtHand) -> list[Words]:
        last = answers_of_last_round(survey, previous, moment.history, at_hand.progress, edition) if previous else None
        answers = last.filled_in if last else {}
        see_that_all_fit(survey, cases, {code: answers[code] for code in codes if code in answers})
        if lost := about_to_write(survey, codes, answers):
            at_hand.say(lost)
        done = count(1)
        told = write_forms_out(
            survey, codes, edition, last, previous, lambda _: at_hand.progress(next(done), len(codes))
        )
        return [*told.done, *told.noted]

    desk_of(request).works.start(TEXTS["generating"], work)
    return see("/progress")


def _previous(survey: Survey, codes: Sequence[str], filled_in: FormData) -> Path | None:
    """Where last round's answers are taken from; nowhere where they are not asked for and do not stand in the present forms."""
    if not text_of(filled_in, "previous"):
        return still_carried(survey, codes)
    if (folder := last_returns(survey).folder) is None:
        raise NotDoneError(TEXTS["no_previous"])
    return folder


def begin(request: Request, _: FormData) -> Response:
    """Makes the folder the workspace of a new round."""
    desk: Desk = desk_of(request)
    begin_round(desk.workspace, read_places(), desk.language)
    return see("/settings?done=started")
