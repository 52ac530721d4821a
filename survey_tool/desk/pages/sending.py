"""Letters by the mail server: rehearsed first, told one by one, stopped and gone on with; and what became of those of which it is not
known."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from survey_tool.desk.at_hand import Desk, desk_of, moment_of, see, text_of
from survey_tool.desk.pages.letters import address_of_letters, addressed, chosen_in, kind_named, prepared
from survey_tool.desk.round.now import Moment
from survey_tool.desk.round.work import Stopped, WorkAtHand
from survey_tool.desk.words import TEXTS
from survey_tool.post.acts import NotDoneError
from survey_tool.post.letters.drafts import Draft
from survey_tool.post.preparing import left_out_in_words, see_that_it_can_be_sent
from survey_tool.post.sending.deciding import found_out
from survey_tool.post.sending.mailing import ended, mailing
from survey_tool.post.sending.outcomes import DONE, Outcome
from survey_tool.post.sending.send import Decisions
from survey_tool.wording.words import Words


def rehearse(request: Request, filled_in: FormData) -> Response:
    """Asks the server about every addressee; sends nothing."""
    return _start(request, filled_in, rehearsing=True)


def send(request: Request, filled_in: FormData) -> Response:
    """Sends what was rehearsed, but for what went out before."""
    return _start(request, filled_in, rehearsing=False)


def _start(request: Request, filled_in: FormData, *, rehearsing: bool) -> Response:
    desk, moment, kind = desk_of(request), moment_of(request), kind_named(text_of(filled_in, "kind"))
    see_that_it_can_be_sent(moment.survey, rehearsing=rehearsing)
    password = filled_in.get("password", "")
    login = desk.posting.environment(text_of(filled_in, "user"), password if isinstance(password, str) else "")
    unrecorded = bool(text_of(filled_in, "unrecorded"))
    chosen = chosen_in(moment, filled_in.getlist("to"))

    def work(at_hand: WorkAtHand) -> list[Words]:
        letters = prepared(moment, kind, addressed(moment, chosen), at_hand).letters
        for line in left_out_in_words(moment.survey, letters):
            at_hand.say(line)
        if not rehearsing and not desk.posting.covers(kind, letters.drafts):
            raise NotDoneError(TEXTS["rehearse_first"])
        decisions = _as_not_sent(moment, letters.drafts) if unrecorded else Decisions()
        return _sent(desk, moment, kind, letters.drafts, decisions, login, at_hand, rehearsing=rehearsing)

    title = TEXTS["rehearsing" if rehearsing else "sending"].fill(kind=TEXTS[f"kind_{kind}"])
    desk.works.start(title, work, back=f"{address_of_letters(kind, chosen)}#send")
    return see("/progress")


def _as_not_sent(moment: Moment, drafts: tuple[Draft, ...]) -> Decisions:
    """Where an earlier record is lost: somebody has said that what this one does not tell of was not sent."""
    return Decisions(resend=frozenset(each.letter.id for each in drafts) - moment.history.letters.keys())


def _sent(
    desk: Desk,
    moment: Moment,
    kind: str,
    drafts: tuple[Draft, ...],
    decisions: Decisions,
    login: Mapping[str, str],
    at_hand: WorkAtHand,
    *,
    rehearsing: bool,
) -> list[Words]:
    outcomes: list[Outcome] = []
    going = mailing(
        moment.survey, drafts, rehearsing=rehearsing, decisions=decisions, environment=login, pause=at_hand.pause
    )
    try:
        with closing(going):
            for outcome in going:
                outcomes.append(outcome)
                at_hand.say(outcome.sentence)
                at_hand.progress(_told_of(outcomes), len(drafts))
    except Stopped:
        at_hand.say(ended(drafts, outcomes, rehearsing=rehearsing).told)
        at_hand.say(TEXTS["go_on"])
        raise
    end = ended(drafts, outcomes, rehearsing=rehearsing)
    if rehearsing and any(each.fate in DONE for each in outcomes):
        desk.posting.rehearsed(kind, drafts)
    if any(each.fate == "refused" and each.draft is None for each in outcomes):
        desk.posting.forget_login()  # it may be what kept the server from taking anything
    if end.not_reached:
        at_hand.say(end.not_reached)
    if not end.whole:
        raise NotDoneError(end.told)
    return [end.told]


def _told_of(outcomes: list[Outcome]) -> int:
    """Of how many letters something is known that is not to be tried again."""
    return len({each.draft.letter.id for each in outcomes if each.draft and each.fate != "postponed"})


def decide(request: Request, filled_in: FormData) -> Response:
    """Notes of letters whose sending was interrupted whether they arrived."""
    moment, kind = moment_of(request), kind_named(text_of(filled_in, "kind"))
    said = {line.subject: text_of(filled_in, f"about-{line.subject}") for line in moment.history.undecided(kind)}
    told = {what: {id for id, one in said.items() if one == what} for what in ("arrived", "lost")}
    if not any(told.values()):
        raise NotDoneError(TEXTS["nothing_decided"])
    found_out(moment.survey, moment.history, kind, arrived=told["arrived"], lost=told["lost"])
    return see(f"/letters?kind={kind}&done=done#send")
