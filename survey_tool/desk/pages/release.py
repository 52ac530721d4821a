"""公表: what would be published and what would not, the same elsewhere for approval, the release itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from survey_tool.desk.at_hand import desk_of, moment_of, page, seal_of, see, text_of
from survey_tool.desk.guard.files import PREVIEW, address_of
from survey_tool.desk.round.now import Moment
from survey_tool.desk.round.work import Asking, WorkAtHand
from survey_tool.desk.words import TEXTS
from survey_tool.post.rounds.published_told import (
    counted_in_words,
    kept_in_words,
    of_others_in_words,
    unsettled_in_words,
    written_in_words,
)
from survey_tool.post.rounds.publishing import preview_and_record, publish_and_record
from survey_tool.reference.folders import left_out
from survey_tool.reference.rounds import replaced_releases
from survey_tool.reference.survey import Survey
from survey_tool.release.agreeing.agreement import ToAgree
from survey_tool.release.agreeing.loss import cases_in
from survey_tool.release.approval.preview import approval_name
from survey_tool.release.choosing.release import REASON_LABELS
from survey_tool.release.choosing.unconfirmed import doubtful
from survey_tool.release.dashboard import dashboard_name
from survey_tool.release.page.names import page_name
from survey_tool.release.publish import Published
from survey_tool.release.writing import comparable
from survey_tool.wording.days import day_in_words
from survey_tool.wording.words import LANGUAGES, NOTHING, Language, Words


@dataclass(frozen=True, slots=True)
class LeftOutShown:
    """A case that is not published, of which prefecture, and why."""

    prefecture: Words
    code: str
    case_id: str
    reason: Words


@dataclass(frozen=True, slots=True)
class FileShown:
    """A file of a release, by its path in it; `called`: what it is, of those that people read."""

    name: str
    address: str
    called: Words


_IN_ORDER = (
    TEXTS["file_approval"],
    *(TEXTS[f"file_{what}_{language}"] for language in LANGUAGES for what in ("book", "page")),
    NOTHING,
)


def release(request: Request) -> Response:
    """The page itself. Nothing is written for it."""
    moment = moment_of(request)
    survey = moment.survey
    files = {
        "published": _files(survey, survey.published),
        "previewed": _files(survey, _preview_folder(survey)),
        "replaced": {each.name: _files(survey, each) for each in replaced_releases(survey)},
    }
    if moment.history.closed_on:  # what came back is gone: nothing could be chosen from it
        return page(request, "release", moment=moment, stands=_stands(moment), **files)
    chosen = moment.chosen
    prefectures = survey.places.prefectures
    left_out = [
        LeftOutShown(
            prefectures[each.prefecture_code].name, each.prefecture_code, each.case_id, REASON_LABELS[each.reason]
        )
        for each in sorted(chosen.release.excluded, key=lambda one: one.case_id)
    ]
    return page(
        request,
        "release",
        moment=moment,
        chosen=chosen,
        left_out=left_out,
        doubtful=[
            (code, prefectures[code].name, count) for code, count in doubtful(chosen.release, moment.collected).items()
        ],
        mails=[
            (f"/prefectures/{code}", prefectures[code].name, count)
            if code in prefectures
            else ("/#nobodys", TEXTS["mails_nobodys"], count)
            for code, count in chosen.mails.items()
        ],
        silent=[prefectures[code].name for code in chosen.release.unanswered],
        update_was_set=survey.round.update_was_set,
        **files,
    )


def _stands(moment: Moment) -> Words | None:
    """How many cases are in the release, and when it was written where the record tells it; the end of a round blanks how many there."""
    there = cases_in(moment.survey.published)
    if there is None:
        return None
    days = [day_in_words(line.day) for line in moment.history.lines if line.what == "published"]
    written = TEXTS["release_written"].fill(day=days[-1]) if days else NOTHING
    return TEXTS["release_stands"].fill(count=len(there)) + written


def _preview_folder(survey: Survey) -> Path:
    return survey.workspace / PREVIEW / survey.round.name


def _files(survey: Survey, folder: Path) -> list[FileShown]:
    found = sorted(folder.rglob("*")) if folder.is_dir() else []
    shown = (
        FileShown(name := path.relative_to(folder).as_posix(), address_of(survey, path), _called(survey, name))
        for path in found
        if path.is_file() and not left_out(path.name)
    )
    return sorted(shown, key=lambda each: _IN_ORDER.index(each.called))


def _called(survey: Survey, name: str) -> Words:
    known = {approval_name(survey): TEXTS["file_approval"]}
    for language in LANGUAGES:
        known[page_name(survey, language)] = TEXTS[f"file_page_{language}"]
        known[dashboard_name(survey, language)] = TEXTS[f"file_book_{language}"]
    return known.get(name, NOTHING)


def _editions(filled_in: FormData) -> tuple[Language, ...]:
    """The languages that were chosen; all where none was."""
    chosen = tuple(each for each in LANGUAGES if each in filled_in.getlist("edition"))
    return chosen or LANGUAGES


def write_preview(request: Request, filled_in: FormData) -> Response:
    """Writes the same release elsewhere, with the page for approval."""
    desk, moment = desk_of(request), moment_of(request)
    survey, editions = moment.survey, _editions(filled_in)

    def work(at_hand: WorkAtHand) -> list[Words]:
        folder = _preview_folder(survey)
        earlier, left_out = comparable(survey)
        found = preview_and_record(
            survey, moment.collected, folder, desk.language, editions, earlier, progress=at_hand.progress
        )
        return [*_told(found), *left_out, *_about_loss(found)]

    desk.works.start(TEXTS["previewing"], work, back="/release")
    return see("/progress")


def publish(request: Request, filled_in: FormData) -> Response:
    """Writes the release. What in it may be a mistake is told and asked about first; `agreed` names what somebody was told and has
    agreed to, so that nobody agrees to anything else."""
    desk, moment = desk_of(request), moment_of(request)
    survey, agreed, editions = moment.survey, text_of(filled_in, "agreed"), _editions(filled_in)

    def work(at_hand: WorkAtHand) -> list[Words]:
        def agree(to_agree: ToAgree) -> bool:
            seal = _seal(to_agree)
            if seal != agreed:
                at_hand.ask(
                    Asking(
                        TEXTS["publish_all_the_same"],
                        "/release/publish",
                        (("agreed", seal), *(("edition", each) for each in editions)),
                    )
                )
            return seal == agreed

        earlier, left_out = comparable(survey)
        found = publish_and_record(survey, moment.collected, editions, earlier, agree=agree, progress=at_hand.progress)
        return [*_told(found), *left_out]

    desk.works.start(TEXTS["publishing"], work, back="/release")
    return see("/progress")


def _seal(to_agree: ToAgree) -> str:
    """Tells what is to be agreed to from anything else."""
    places = [(each.place, each.finding.code, each.finding.key, each.finding.value) for each in to_agree.unconfirmed]
    return seal_of((to_agree.sentences, places))


def _told(found: Published) -> list[Words]:
    said = (written_in_words(found), *counted_in_words(found), unsettled_in_words(found), kept_in_words(found))
    return [*filter(None, said), *of_others_in_words(found)]


def _about_loss(found: Published) -> list[Words]:
    return [found.loss.sentence] if found.loss and found.loss.is_grave else []


ANSWERS: Mapping[str, Callable[..., Response]] = {"page": release, "preview": write_preview, "publish": publish}
"""By what is asked: the page, or what a form on it does."""
