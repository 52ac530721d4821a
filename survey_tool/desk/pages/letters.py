"""連絡: who is due which letter, drafts as their recipients see them, what went out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from survey_tool.desk.at_hand import A_PREFECTURE, NOT_FOUND, desk_of, moment_of, number_of, page, see, text_of
from survey_tool.desk.guard.files import attachment
from survey_tool.desk.round.drafts import DraftShown, drafts_of_kind
from survey_tool.desk.round.now import Moment
from survey_tool.desk.round.work import WorkAtHand
from survey_tool.desk.words import TEXTS
from survey_tool.form.contract.file_names import forms_in
from survey_tool.post.acts import NotDoneError, sent_by_hand
from survey_tool.post.kinds import KINDS, kind_of_letter
from survey_tool.post.kinds.kind import Due
from survey_tool.post.preparing import (
    Prepared,
    contacts_of,
    left_out_in_words,
    lost_in_words,
    prepare,
    write_and_record,
)
from survey_tool.post.record.closed import closed_in_words
from survey_tool.post.record.letters import recipients
from survey_tool.post.record.line import Line
from survey_tool.post.sending.still_due import SaidToday
from survey_tool.reference.members import member
from survey_tool.wording.days import day_as_written
from survey_tool.wording.handwritten import MistakesError
from survey_tool.wording.words import LANGUAGES, Language, Words

_MOST_LETTERS = 99


@dataclass(frozen=True, slots=True)
class DueShown:
    """Who is due a letter of a kind; `troubles` say why nothing can be written now, `reasons` who gets none and why."""

    codes: tuple[str, ...] = ()
    names: tuple[Words, ...] = ()
    reasons: tuple[Words, ...] = ()
    troubles: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class UndecidedShown:
    """A letter whose sending was interrupted: when, to which prefecture, to which addresses."""

    line: Line
    prefecture: Words
    recipients: str


def letters(request: Request) -> Response:
    """The page itself, for one kind of letter."""
    moment, kind = moment_of(request), kind_named(request.query_params.get("kind", next(iter(KINDS))))
    chosen = chosen_in(moment, request.query_params.getlist("to"))
    codes = addressed(moment, chosen)
    desk = desk_of(request)
    there = [each for each in drafts_of_kind(moment.survey, moment.history, kind) if each.code in codes]
    drafts, due = as_due_now(moment, there), _due(moment, kind, codes)
    unsent = [each for each in drafts if each.sent is None and each.due]
    past = [each for each in drafts if not each.due]
    return page(
        request,
        "letters",
        moment=moment,
        kind=kind,
        kinds=KINDS,
        languages=LANGUAGES,
        forms=len(forms_in(moment.survey.templates)) if kind_of_letter(kind).from_forms else 0,
        due=due,
        to_write={*due.codes} - {each.code for each in drafts if each.due} if unsent or past else not drafts,
        chosen=chosen,
        drafts=drafts,
        lost=lost_in_words(moment.survey, kind),
        unsent=unsent,
        past=past,
        past_names=[moment.survey.places.prefectures[each.code].name for each in past],
        server=moment.survey.round.smtp,
        posting=desk.posting,
        undecided=[
            UndecidedShown(line, moment.survey.places.prefectures[line.prefecture].name, recipients(line))
            for line in moment.history.undecided(kind)
        ],
    )


def kind_named(name: str) -> str:
    """The kind of letter that a page or a form names; no page where there is none."""
    if name not in KINDS:
        raise HTTPException(NOT_FOUND)
    return name


def address_of_letters(kind: str, chosen: Iterable[str] = ()) -> str:
    """Where letters of a kind are shown: of all who are due one, or of prefectures that were chosen alone."""
    return f"/letters?kind={kind}" + "".join(f"&to={code}" for code in chosen)


def chosen_in(moment: Moment, given: Iterable[object]) -> tuple[str, ...]:
    """The prefectures that a page or a form has chosen by their codes; none where it means all. No page where one is no prefecture."""
    chosen = tuple(map(str, given))
    if not moment.survey.places.prefectures.keys() >= {*chosen}:
        raise HTTPException(NOT_FOUND)
    return chosen


def addressed(moment: Moment, chosen: Sequence[str]) -> tuple[str, ...]:
    """The codes of those that were chosen, else of all."""
    return tuple(chosen) or tuple(moment.survey.places.prefectures)


def edition_named(name: str) -> Language | None:
    """The language that a form names; none where it names none."""
    return next((each for each in LANGUAGES if each == name), None)


def _due(moment: Moment, kind: str, codes: Sequence[str]) -> DueShown:
    """Who of some prefectures is due one now."""
    if told := closed_in_words(moment.history):
        return DueShown(troubles=(told,))
    try:
        contacts_of(moment.survey)
        due = moment.letters.due(kind).of(codes)
    except MistakesError as error:
        return DueShown(troubles=tuple(error.lines))
    except NotDoneError as error:
        return DueShown(troubles=(error.why,))
    written_to = [each.letter for each in due.letters]
    return DueShown(
        tuple(each.prefecture_code for each in written_to),
        tuple(each.prefecture for each in written_to),
        tuple(_reasons(moment, due)),
    )


def _reasons(moment: Moment, due: Due) -> list[Words]:
    """Where nobody is due one, also who needs none."""
    told = moment.survey.places.prefectures_told
    reasons = [*due.not_due.items(), *(() if due.letters else due.needless.items())]
    return [*(why.fill(names=told(codes)) for why, codes in reasons if codes), *([due.noted] if due.noted else [])]


def as_due_now(moment: Moment, drafts: Iterable[DraftShown]) -> list[DraftShown]:
    """The same drafts, those told apart that did not go out and would not be written so today."""
    drafts = list(drafts)
    waiting = {(each.kind, each.number) for each in drafts if not each.sent}
    said = {asked: _said_today(moment, *asked) for asked in waiting}
    return [each if each.sent else replace(each, due=_says(each, said[each.kind, each.number])) for each in drafts]


def _says(draft: DraftShown, said: Mapping[str, SaidToday]) -> bool:
    found = said.get(draft.content.id)
    return found is not None and found.is_said_by(draft.content.said, edited=draft.content.edited)


def _said_today(moment: Moment, kind: str, number: int) -> Mapping[str, SaidToday]:
    """The letters of a kind that are due now; none where none can be written."""
    if moment.history.closed_on:
        return {}
    try:
        return moment.letters.said(kind, number)
    except (MistakesError, NotDoneError, OSError):
        return {}


def prepared(
    moment: Moment,
    kind: str,
    codes: Sequence[str],
    at_hand: WorkAtHand,
    edition: Language | None = None,
    number: int = 1,
) -> Prepared:
    """The letters of a kind to some prefectures as they are due now, worked out anew; `number` is which of its kind, `edition` its language,
    the round's unless given. Raises as `prepare` and `contacts_of` do."""
    survey = moment.survey
    contacts = contacts_of(survey)
    kind_of_letter(kind).refuse(survey, moment.status.today)
    return prepare(
        kind, moment.letters.occasion(kind, number), contacts, edition or survey.round.language, codes, at_hand.progress
    )


def write(request: Request, filled_in: FormData) -> Response:
    """Writes the drafts of a kind."""
    desk, moment, kind = desk_of(request), moment_of(request), kind_named(text_of(filled_in, "kind"))
    edition = edition_named(text_of(filled_in, "edition"))
    number = number_of(filled_in, "number") if text_of(filled_in, "number") else 1
    if number is None or not 1 <= number <= _MOST_LETTERS:
        raise NotDoneError(TEXTS["no_number"].fill(most=_MOST_LETTERS))

    chosen = chosen_in(moment, filled_in.getlist("to"))
    codes = addressed(moment, chosen)

    def work(at_hand: WorkAtHand) -> list[Words]:
        found = prepared(moment, kind, codes, at_hand, edition, number)
        drafts = found.letters.drafts
        done = write_and_record(moment.survey, kind, drafts, codes)
        told = [
            TEXTS["drafted"].fill(count=len(done.written.written)),
            *left_out_in_words(moment.survey, found.letters),
        ]
        if done.edited:
            told.append(TEXTS["edited"].fill(files=Words.listed(path.name for path in done.edited)))
        if found.kept:
            told.append(TEXTS["kept_copies"].fill(files=Words.listed(path.name for path in found.kept)))
        return [*told, *([done.lost] if done.lost else [])]

    desk.works.start(TEXTS["drafting"].fill(kind=TEXTS[f"kind_{kind}"]), work, back=address_of_letters(kind, chosen))
    return see("/progress")


def forms_archive(request: Request) -> Response:
    """The forms that were written, as one archive."""
    survey = moment_of(request).survey
    return _packed(f"{survey.round.name}-forms.zip", forms_in(survey.templates), zipfile.ZIP_STORED)


def archive(request: Request) -> Response:
    """The drafts of a kind that did not go out yet and are due, as one archive."""
    moment, kind = moment_of(request), kind_named(request.path_params["kind"])
    drafts = as_due_now(moment, drafts_of_kind(moment.survey, moment.history, kind))
    due = [each.path for each in drafts if each.sent is None and each.due]
    return _packed(f"{moment.survey.round.name}-{kind}.zip", due, zipfile.ZIP_DEFLATED)


def _packed(name: str, paths: Iterable[Path], compression: int) -> Response:
    """Files as one archive to save; workbooks are compressed already."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", compression) as packed:
        for path in paths:
            packed.writestr(member(path.name), path.read_bytes())
    return attachment(name, content.getvalue())


def mark_as_sent(request: Request, filled_in: FormData) -> Response:
    """Notes that drafts went out by the mail program."""
    moment, kind = moment_of(request), kind_named(text_of(filled_in, "kind"))
    given_for = (value for value in filled_in.getlist("draft") if isinstance(value, str))
    chosen = {name for value in given_for for name in value.split("/")}  # the box for all of them names each
    drafts = [
        each for each in drafts_of_kind(moment.survey, moment.history, kind) if each.name in chosen and each.content.id
    ]
    if not drafts:
        raise NotDoneError(TEXTS["none_chosen"])
    given = text_of(filled_in, "on")
    day = day_as_written(given)
    if given and day is None:
        raise NotDoneError(TEXTS["no_day"])
    sent_by_hand(moment.survey, moment.history, kind, [(each.code, each.content.id) for each in drafts], day)
    back = text_of(filled_in, "back")
    where = f"{back}?" if A_PREFECTURE.fullmatch(back) else f"/letters?kind={kind}&"
    return see(f"{where}done=done_sent&count={len(drafts)}")
