"""A round from an empty folder, or from last year's, to the release, whoever plays it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Literal

from benchmarks.national.answers import country
from benchmarks.national.hand import Hand
from benchmarks.national.mailbag import PASSWORD, Bag, Nation, Save, first_mails, later_mails
from benchmarks.national.next_year import nation_a_year_later
from benchmarks.national.ways import ways
from survey_tool.form.contract.file_names import form_path
from survey_tool.reference.survey import Survey, open_survey
from tests.desk.hands import SETTINGS, contact_rows

Stage = Literal["invited", "arrived", "cleared up", "asked", "reminded", "mended", "reminded again", "published"]
_COLUMNS = 12  # for cases, in a form as it is usually made


@dataclass(frozen=True)
class Sizes:
    """How large the rehearsal is: cases in all, mails before the first reminder."""

    cases: int = 560
    mails: int = 300


@dataclass(frozen=True)
class Played:
    """How far a round has come: who answers what, and what has arrived."""

    stage: Stage
    nation: Nation
    bags: tuple[Bag, ...] = ()


@dataclass
class Post:
    """What is sent, once for whoever plays the round: nobody locks a file twice to the same bytes. `save` is how forms are saved."""

    save: Save
    sent: dict[tuple[str, str], Bag] = field(default_factory=dict)

    def once(self, round_name: str, when: str, made: Callable[[], Bag]) -> Bag:
        """The mails of a day, made when they are first wanted."""
        if (round_name, when) not in self.sent:
            self.sent[round_name, when] = made()
        return self.sent[round_name, when]


Watch = Callable[[Played], None]
"""Who is shown the round at each stage."""


def first_year(hand: Hand, wanted: Sizes, post: Post, watch: Watch) -> Nation:
    """The whole round of 2026, from an empty folder."""
    hand.on(dt.date(2026, 11, 24))
    hand.begin()
    hand.settle(SETTINGS)
    hand.address(contact_rows())
    survey = open_survey(hand.workspace)
    going = ways(survey.places.prefectures, survey.round.name)
    nation = Nation(survey, going, country(survey, wanted.cases, frozenset(going.of("nothing"))))
    hand.forms()
    _more_room(hand, nation)
    _rest_of_the_year(hand, nation, wanted, post, watch)
    return nation


def second_year(hand: Hand, before: Nation, wanted: Sizes, post: Post, watch: Watch) -> Nation:
    """The whole round of 2027, which begins with what came along and with last year's answers."""
    hand.on(dt.date(2027, 11, 24))
    hand.follow(before.survey.workspace)
    days = {"as_of": "2027-12-01", "sent_on": "2027-11-24", "deadline": "2027-12-11", "second_deadline": "2027-12-18"}
    hand.settle({**days, "round": "2027", "published_on": "2028-03-02", "form.cases": str(_COLUMNS)})
    nation = nation_a_year_later(open_survey(hand.workspace), before)
    hand.forms(previous=True)
    _rest_of_the_year(hand, nation, wanted, post, watch)
    return nation


def _rest_of_the_year(hand: Hand, nation: Nation, wanted: Sizes, post: Post, watch: Watch) -> None:
    """Everything from the invitations on, in the order of the days."""
    survey, year = nation.survey, nation.survey.round.as_of.year
    hand.draft("invite")
    hand.note_sent("invite")
    watch(Played("invited", nation))

    hand.on(dt.date(year, 12, 2))
    first = post.once(
        survey.round.name, "first", lambda: first_mails(nation, _invitations(nation), wanted.mails, post.save)
    )
    hand.receive(first.files)
    watch(Played("arrived", nation, (first,)))
    _clear_up(hand, nation, first)
    watch(Played("cleared up", nation, (first,)))
    for kind in ("correct", "ask"):
        hand.draft(kind)
        hand.note_sent(kind)
    watch(Played("asked", nation, (first,)))

    hand.on(dt.date(year, 12, 9))
    hand.draft("remind")
    hand.note_sent("remind")
    _give_longer(hand, nation)
    watch(Played("reminded", nation, (first,)))

    hand.on(dt.date(year, 12, 14))
    later = post.once(
        survey.round.name, "later", lambda: later_mails(nation, _forms(survey), _copies(nation, first), first)
    )
    hand.receive(later.files)
    _settle_what_is_left(hand, nation, first)
    watch(Played("mended", nation, (first, later)))
    hand.draft("remind")
    hand.note_sent("remind")
    watch(Played("reminded again", nation, (first, later)))

    hand.on(dt.date(year + 1, 3, 2))
    hand.preview()
    hand.publish()
    hand.leave()
    watch(Played("published", nation, (first, later)))


def _more_room(hand: Hand, nation: Nation) -> None:
    """Who has more cases than a form has room for gets one with more, twice as much each time."""
    room, most = _COLUMNS, max(len(each.cases) for each in nation.country.values())
    while room < most:
        needing = [code for code, each in nation.country.items() if room < len(each.cases)]
        room *= 2
        hand.settle({"form.cases": str(room)})
        hand.forms(*(code for code in needing if len(nation.country[code].cases) <= room))


def _clear_up(hand: Hand, nation: Nation, bag: Bag) -> None:
    """Passwords, whose a file is, which of two counts, two halves."""
    for each in bag.of("locked"):
        hand.unlock(each.shown, PASSWORD)
    for each in bag.of("misnamed"):
        hand.note_owner(each.shown, each.code)
    for each in bag.of("first-version"):
        hand.set_aside(each.shown)
    for code in nation.ways.of("halves"):
        hand.merge(code)
    hand.look()


def _give_longer(hand: Hand, nation: Nation) -> None:
    """The first of those that are late, with a form that names the new day."""
    late = nation.ways.of("late")[0]
    hand.extend(late, f"{nation.survey.round.as_of.year + 1}-01-08")
    hand.forms(late, previous=nation.a_year_later)
    hand.draft("extend")
    hand.note_sent("extend")


def _settle_what_is_left(hand: Hand, nation: Nation, first: Bag) -> None:
    """The damaged file is set aside now that the whole one is there; what is no slip is confirmed."""
    for each in first.of("damaged"):
        hand.set_aside(each.shown)
    for code in nation.ways.of("confirmed"):
        for slip in first.slips[code]:
            hand.confirm(slip.case_id, slip.code, slip.key)
    hand.look()


def _invitations(nation: Nation) -> Mapping[str, bytes]:
    """The forms as they went with the invitations: whoever got another's could not fill it in."""
    return {code: _attached(nation, "invite", code) for code in nation.country}


def _forms(survey: Survey) -> Mapping[str, bytes]:
    """The forms as they lie in their folder, one of them with a later day."""
    return {code: form_path(survey, code).read_bytes() for code in survey.places.prefectures}


def _copies(nation: Nation, first: Bag) -> Mapping[str, bytes]:
    """The copies to be corrected as they went with the letters to those who will mend them."""
    kinds = {"wrong": "correct", "amended": "ask"}
    asked = {code: kinds.get(nation.ways.by_code[code]) for code, made in first.slips.items() if made}
    return {code: _attached(nation, kind, code) for code, kind in asked.items() if kind}


def _attached(nation: Nation, kind: str, code: str) -> bytes:
    """What goes with the letter to a prefecture."""
    drafts = nation.survey.workspace / "mail" / nation.survey.round.name / kind
    draft = next(drafts.glob(f"{code}_*.eml"))
    mail = message_from_bytes(draft.read_bytes(), policy=policy.default)
    assert isinstance(mail, EmailMessage)
    (attachment,) = mail.iter_attachments()
    content = attachment.get_payload(decode=True)
    assert isinstance(content, bytes)
    return content
