"""Publish a round: choose, reckon, write everything beside the present release, and put it in its place as a whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

from survey_tool.intake.judging.submission import UNSETTLED, Collected, Submission
from survey_tool.intake.settling.mails import mails_to_read
from survey_tool.reference.rounds import REPLACED
from survey_tool.reference.survey import Survey
from survey_tool.release.agreeing.agreement import MailsToRead, NotAgreed, ToAgree
from survey_tool.release.agreeing.approved import Approved, differing
from survey_tool.release.agreeing.left_behind import LeftBehind
from survey_tool.release.agreeing.loss import Loss, lost_since
from survey_tool.release.agreeing.unread import see_that_all_can_be_read
from survey_tool.release.atomic import replacing
from survey_tool.release.choosing.illustrative import read_illustrative
from survey_tool.release.choosing.release import REASON_LABELS, Release
from survey_tool.release.choosing.selection import select
from survey_tool.release.choosing.unconfirmed import Unconfirmed, unconfirmed
from survey_tool.release.earlier import NOTHING_EARLIER, Earlier, keep_earlier
from survey_tool.release.tables.coverage import BESIDE_LABELS, excluded_by_reason
from survey_tool.release.tables.rounds.changes import cases_by_change
from survey_tool.release.writing import Progress, WriteDashboards, WrittenRelease, read_earlier, write_release
from survey_tool.wording.words import LANGUAGES, Language, Words


@dataclass(frozen=True)
class Published:
    """What was published and what was not: `files` by their path in `directory`, in order.

    `unsettled` are the returned files with something left to correct: a release without them is no failure of the
    publication rule but of the round. `changes` are the numbers of cases that were added, changed and withdrawn since the
    earlier release in `since`; None where there was none to compare with. `earlier` is what became of what lay in `directory` before,
    `unconfirmed` what in the release seems to tell of a person, `loss` what of the release before is not in it;
    `left_behind` what of persons only releases that were replaced still hold. Of a preview `approval` is the file to be signed.
    """

    directory: Path
    files: tuple[str, ...]
    release: Release
    unsettled: tuple[Submission, ...] = ()
    changes: tuple[tuple[Words, int], ...] | None = None
    earlier: Earlier = NOTHING_EARLIER
    unconfirmed: tuple[Unconfirmed, ...] = ()
    since: Path | None = None
    loss: Loss | None = None
    approval: str = ""
    left_behind: LeftBehind | None = None

    @property
    def left_out(self) -> tuple[tuple[Words, int], ...]:
        """The cases that are not in it, each reason with its number, reasons without a case left out."""
        counted = excluded_by_reason(self.release.excluded)
        return tuple((REASON_LABELS[reason], count) for reason, count in counted.items() if count)

    @property
    def beside(self) -> tuple[tuple[Words, int], ...]:
        """What else is not in it: prefectures, and files, of which nobody knows how many cases they stand for."""
        counted = {"no_answer": len(self.release.unanswered), "unreadable": self.release.unreadable_files}
        return tuple((BESIDE_LABELS[key], count) for key, count in counted.items() if count)


class LeftToCorrect(Exception):
    """A strict publication was refused: something is left to correct in `unsettled`."""

    def __init__(self, unsettled: tuple[Submission, ...]) -> None:
        files = [each.file for each in unsettled]
        self.unsettled = unsettled
        self.sentence = Words(
            f"修正の済んでいないファイルがあるため、公表しません：{'、'.join(files)}",
            f"Not published, because something is left to correct: {', '.join(files)}",
        )
        super().__init__(self.sentence.en)


class LeftToConfirm(Exception):
    """A strict publication was refused: what would be published seems to tell of a person, and nobody has confirmed it."""

    def __init__(self, unconfirmed: tuple[Unconfirmed, ...]) -> None:
        self.unconfirmed = unconfirmed
        self.sentence = Words(
            "個人に関する記載等が未確認のため、公表しません。",
            "Not published, because what seems to tell of persons is not confirmed.",
        )
        super().__init__(self.sentence.en)


class LeftToRead(Exception):
    """A strict publication was refused: nobody has dealt with what mails say."""

    def __init__(self, mails: MailsToRead) -> None:
        self.mails = mails
        self.sentence = Words(
            "メールの本文の連絡事項への対応が済んでいないため、公表しません。",
            "Not published, because nobody has dealt with what mails say.",
        )
        super().__init__(self.sentence.en)


@dataclass(frozen=True)
class Chosen:
    """What is in a release before anything of it is written, and what is open in it; see `Published`. `mails`: how many mails of each
    prefecture say something with which nobody has dealt yet."""

    release: Release
    unsettled: tuple[Submission, ...]
    unconfirmed: tuple[Unconfirmed, ...]
    mails: Mapping[str, int]


def publish(
    survey: Survey,
    collected: Collected,
    editions: Sequence[Language] = LANGUAGES,
    since: Sequence[Path] = (),
    *,
    strict: bool = False,
    agree: Callable[[ToAgree], bool] = lambda _: False,
    approved: Approved | None = None,
    about_to: Callable[[str, Release], None] = lambda *_: None,
    within: Callable[[], AbstractContextManager[object]] = nullcontext,
    write_dashboards: WriteDashboards | None = None,
    progress: Progress = lambda *_: None,
) -> Published:
    """Write the release of a round to `published/ROUND/` and say what is in it.

    `since` are the directories of earlier releases: the changes are told from the newest of them, the series over all. `strict` refuses while a
    returned file has something left to correct (`LeftToCorrect`), while what seems to tell of persons is not confirmed
    (`LeftToConfirm`), or while nobody has dealt with what mails say (`LeftToRead`). What may be a mistake is refused (`NotAgreed`)
    unless `agree` says yes to it: a release that has lost half of the prefectures or all of the cases of the one it replaces, or that
    seems to tell of persons, before anything is written; one that is not what was `approved`, when it is; or with which nobody has
    dealt of what mails say. What cannot be read on this computer is always a reason (`NotReadHere`).
    When all is written, and before it takes its place, `about_to` is called with the SHA-256 of its checksums, which stands for
    all of it; until what is `within` has ended, no other release can take its place.
    The same submissions and settings give the same bytes: all dates are the round's. The release that lay there before is
    kept in `published/replaced/`, unless it was the same; what others have put beside its files stays. Raises `NotReplaced`,
    `NotARelease`, `TooMuchForExcel`, `MistakesError`, `OSError`; the release before is then as it was.
    """
    see_that_all_can_be_read(collected)
    chosen = choose(survey, collected, strict=strict)
    known = read_earlier(survey, since)
    loss = lost_since(survey.published, chosen.release)
    mails = MailsToRead(survey.places.prefectures, chosen.mails) if chosen.mails else None
    _see_that_it_is_agreed(ToAgree(loss if loss and loss.is_grave else None, chosen.unconfirmed, mails=mails), agree)
    earlier = NOTHING_EARLIER

    def keep(old: Path, new: Path) -> None:
        nonlocal earlier
        earlier = keep_earlier(old, new, survey.published.parent / REPLACED, dt.datetime.now())

    with replacing(survey.published, keep, within) as directory:
        written = write_release(chosen.release, known, editions, directory, write_dashboards, progress)
        _see_that_it_is_agreed(ToAgree(differing=differing(approved, directory, written.sha256)), agree)
        about_to(written.sha256, chosen.release)
    return replace(published_in(survey.published, chosen, written), earlier=earlier)


def _see_that_it_is_agreed(to_agree: ToAgree, agree: Callable[[ToAgree], bool]) -> None:
    if to_agree and not agree(to_agree):
        raise NotAgreed(to_agree)


def choose(survey: Survey, collected: Collected, *, strict: bool = False) -> Chosen:
    """What is published and what is open in it. Raises `LeftToCorrect`, `LeftToConfirm` and `LeftToRead` as `publish` does,
    `MistakesError`."""
    unsettled = tuple(each for each in collected.submissions if each.status in UNSETTLED)
    if strict and unsettled:
        raise LeftToCorrect(unsettled)
    release = select(survey, collected, read_illustrative(survey.workspace))
    open_ones = unconfirmed(release, collected)
    if strict and open_ones:
        raise LeftToConfirm(open_ones)
    mails = mails_to_read(survey, collected)
    if strict and mails:
        raise LeftToRead(MailsToRead(survey.places.prefectures, mails))
    return Chosen(release, unsettled, open_ones, mails)


def published_in(directory: Path, chosen: Chosen, written: WrittenRelease) -> Published:
    """What a release in a directory is, and what is open in it."""
    return Published(
        directory=directory,
        files=written.files,
        release=chosen.release,
        unsettled=chosen.unsettled,
        changes=cases_by_change(written.tables.changes) if written.compared else None,
        unconfirmed=chosen.unconfirmed,
        since=written.compared.folder if written.compared else None,
    )
