"""A round from an empty folder to the release, whoever plays it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Literal

from benchmarks.national.answers import country
from benchmarks.national.hand import Hand
from benchmarks.national.mailbag import PASSWORD, Bag, Nation, Save, first_mails, later_mails
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


Watch = Callable[[Played], None]
"""Who is shown the round at each stage."""


def first_round(hand: Hand, wanted: Sizes, save: Save, watch: Watch) -> None:
    """Everything, in the order of the days."""
    hand.on(dt.date(2026, 11, 24))
    hand.begin()
    hand.settle(SETTINGS)
    hand.address(contact_rows())
    survey = open_survey(hand.workspace)
    going = ways(survey.places.prefectures, survey.round.name)
    nation = Nation(survey, going, country(survey, wanted.cases, frozenset(going.of("nothing"))))
    _forms_go_out(hand, nation)
    watch(Played("invited", nation))

    hand.on(dt.date(2026, 12, 2))
    first = first_mails(nation, _forms(survey), wanted.mails, save)
    hand.receive(first.files)
    watch(Played("arrived", nation, (first,)))
    _clear_up(hand, nation, first)
    watch(Played("cleared up", nation, (first,)))
    for kind in ("correct", "ask"):
        hand.draft(kind)
        hand.note_sent(kind)
    watch(Played("asked", nation, (first,)))

    hand.on(dt.date(2026, 12, 9))
    hand.draft("remind")
    hand.note_sent("remind")
    _give_longer(hand, nation)
    watch(Played("reminded", nation, (first,)))

    hand.on(dt.date(2026, 12, 14))
    later = later_mails(nation, _forms(survey), _copies(hand, survey, nation), first)
    hand.receive(later.files)
    for each in first.of("damaged"):
        hand.set_aside(each.file)
    for code in nation.ways.of("confirmed"):
        for slip in first.slips[code]:
            hand.confirm(slip.case_id, slip.code, slip.key)
    hand.look()
    watch(Played("mended", nation, (first, later)))
    hand.draft("remind")
    hand.note_sent("remind")
    watch(Played("reminded again", nation, (first, later)))

    hand.on(dt.date(2027, 3, 2))
    hand.preview()
    hand.publish()
    watch(Played("published", nation, (first, later)))


def _forms_go_out(hand: Hand, nation: Nation) -> None:
    """First as usual; then those who have more cases get forms with more room, twice as much each time."""
    hand.forms()
    room, most = _COLUMNS, max(len(each.cases) for each in nation.country.values())
    while room < most:
        needing = [code for code, each in nation.country.items() if room < len(each.cases)]
        room *= 2
        hand.settle({"form.cases": str(room)})
        hand.forms(*(code for code in needing if len(nation.country[code].cases) <= room))
    hand.draft("invite")
    hand.note_sent("invite")


def _clear_up(hand: Hand, nation: Nation, bag: Bag) -> None:
    """Passwords, whose a file is, which of two counts, two halves."""
    for each in bag.of("locked"):
        hand.unlock(each.file, PASSWORD)
    for each in bag.of("misnamed"):
        hand.note_owner(each.file, each.code)
    for each in bag.of("first-version"):
        hand.set_aside(each.file)
    for code in nation.ways.of("halves"):
        hand.merge(code)
    hand.look()


def _give_longer(hand: Hand, nation: Nation) -> None:
    """The first of those that are late, with a form that names the new day."""
    late = nation.ways.of("late")[0]
    hand.extend(late, dt.date(2027, 1, 8))
    hand.forms(late)
    hand.draft("extend")
    hand.note_sent("extend")


def _forms(survey: Survey) -> Mapping[str, bytes]:
    """The forms as they lie among those that went out."""
    return {code: form_path(survey, code).read_bytes() for code in survey.places.prefectures}


def _copies(hand: Hand, survey: Survey, nation: Nation) -> Mapping[str, bytes]:
    """The copies to be corrected as they went with the letters to those who will mend them."""
    drafts = hand.workspace / "mail" / survey.round.name
    asked = {"wrong": "correct", "amended": "ask"}
    return {
        code: _attached(next((drafts / asked[way]).glob(f"{code}_*.eml")))
        for code, way in nation.ways.by_code.items()
        if way in asked
    }


def _attached(draft: Path) -> bytes:
    mail = message_from_bytes(draft.read_bytes(), policy=policy.default)
    assert isinstance(mail, EmailMessage)
    (attachment,) = mail.iter_attachments()
    content = attachment.get_payload(decode=True)
    assert isinstance(content, bytes)
    return content
