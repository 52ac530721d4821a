"""`survey-tool publish`: the release of a round."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from survey_tool.cli.console.asking import asked
from survey_tool.cli.console.help import Command
from survey_tool.cli.console.last_round import NO_VALUE, named_or_last
from survey_tool.cli.console.parameters import Option
from survey_tool.cli.console.record import see_that_it_is_open, told_of_record
from survey_tool.cli.console.returns import collect_returns, say_update
from survey_tool.cli.console.session import Session, Stop
from survey_tool.cli.console.usage import OneOf, a_path
from survey_tool.wording.words import LANGUAGES, NOTHING, Language, Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from survey_tool.cli.console.output import Console
    from survey_tool.intake.judging.submission import Collected
    from survey_tool.reference.survey import Survey
    from survey_tool.release.agreeing.agreement import ToAgree
    from survey_tool.release.choosing.unconfirmed import Unconfirmed
    from survey_tool.release.publish import Published

_ABOUT = Words(
    "公表用のブック（ダッシュボード）と構造化データを published/調査名/ に作成します。\n"
    "公表しない事例は、理由別の件数のみを示します。全てのファイルが揃ってから、以前のものと入れ替えます。",
    "Writes the dashboard workbooks and the data to published/ROUND/, and says what was left out and why.\n"
    "A reader of that folder sees the earlier release or the new one, never a mixture.",
)
_EDITION = Words(
    "ブックの言語。繰り返し指定できます。指定しない場合は日本語版と英語版の両方です。",
    "Language of the workbook; may be given several times. Both unless given.",
)
_STRICT = Words(
    "修正が済んでいない提出ファイルがある場合、公表する回答に個人に関する未確認の記載等がある場合及びメールの本文の連絡事項への"
    "対応が済んでいない場合は、公表物を作成しません。",
    "Write nothing while a returned file still has to be corrected, what seems to tell of persons is not confirmed, or nobody has dealt "
    "with what mails say.",
)
_SINCE = Words(
    "以前の公表物のフォルダ（例：published/2025）。最も新しい回のものからの変更点を示し、複数の回について繰り返し指定すると、件数等の推移も"
    "示します。フォルダを指定しない場合は、作業フォルダ及び前回の作業フォルダにある、これまでの全ての調査のものです。",
    "The folder of an earlier release, such as published/2025, to tell what has changed since; where it is given several times, since "
    "that of the newest round, and how the numbers have developed over all. Without FOLDER those of all rounds before this one in "
    "this workspace and in that of the last round.",
)
_ALSO = Words("推移に含める、それより前の調査：{folders}", "Earlier rounds, for the development: {folders}")
_PREVIEW = Words(
    "公表せず、同じ公表物の案と、決裁用の要約（1枚）をこのフォルダに作成します。",
    "Publish nothing: write the same release, and a summary on one page for approval, to this folder.",
)
_YES = Words(
    "これまでの公表物から半数以上の都道府県又は全ての事例がなくなる場合、個人に関する記載等が未確認の場合、メールの"
    "本文の連絡事項に対応していない場合及び決裁用の案と内容が異なる場合も、確認せずに公表します。",
    "Do not ask: publish though half of the prefectures, or all cases, of the release before are gone, what seems to tell of persons is "
    "not confirmed, nobody has dealt with what mails say, or the release is not what the preview for approval holds.",
)
_FILE = Words("  {file}", "  {file}")
_COMPLETE = Words("提出されたファイルが揃っていることを確認してください。", "See that all returned files are there. ")
_NOT_WRITTEN = Words(
    "公表物は作成していません。{see}このまま公表する場合は、--yes を付けて実行してください。",
    "No release was written. {see}To publish all the same, add --yes.",
)
_LEFT = Words("公表物は作成していません。", "No release was written.")
_ASK = Words("このまま公表しますか。", "Publish all the same?")
_YES_NEEDED = Words(
    "{see}このまま公表する場合は、publish に --yes を付ける必要があります。",
    "{see}To publish this, publish will need --yes.",
)
_ANOTHER_PURPOSE = Words(
    "{folder} は、他の用途のフォルダ（{among}）の中にあります。公表物の案には、別のフォルダを指定してください。",
    "{folder} lies in a folder with another purpose ({among}). Give another folder for the preview.",
)
_NOTHING_CAME = Words(
    "{folder} に読み取ることのできる調査票が1件もないため、事例のない公表物です。",
    "{folder} holds no form that can be read, so there is no case in this release.",
)
_WRONG_FOLDER = Words(
    "{folder} に提出されたファイルが1件もないため、公表物は作成していません。",
    "Nothing has come back in {folder}, so no release was written.",
)
_TO_CONFIRM = Words("  {place}「{label}」：{sentence}{suggestion}", '  {place} "{label}": {sentence} {suggestion}')
_HOW_TO_CONFIRM = Words(
    "修正後の再提出を依頼するか、公表してよい場合は次のとおり記録してください：survey-tool record confirm {place} {code} {key}",
    "Ask for a corrected return, or note that it may be published: survey-tool record confirm {place} {code} {key}",
)


@click.command(cls=Command, words=_ABOUT)
@click.option("--edition", "editions", cls=Option, type=OneOf(LANGUAGES), multiple=True, words=_EDITION)
@click.option("--strict", cls=Option, is_flag=True, words=_STRICT)
@click.option(
    "--since",
    cls=Option,
    metavar="[FOLDER]",
    multiple=True,
    is_flag=False,
    flag_value=NO_VALUE,
    type=a_path,
    words=_SINCE,
)
@click.option("--preview", cls=Option, metavar="FOLDER", type=a_path, words=_PREVIEW)
@click.option("--yes", cls=Option, is_flag=True, words=_YES)
@click.pass_obj
def command(
    session: Session,
    editions: tuple[Language, ...],
    strict: bool,
    since: tuple[Path, ...],
    preview: Path | None,
    yes: bool,
) -> int:
    """Writes the release and says what is in it and what is not."""
    from survey_tool.post.rounds.published_told import kept_in_words, of_others_in_words
    from survey_tool.settings import SETTINGS_FILE

    survey = session.survey()
    see_that_it_is_open(session)
    say_update(session, survey)
    earlier = [each for folder in since for each in _earlier(session, survey, folder)]
    if preview:
        _see_that_it_is_no_folder_of_a_round(survey, preview)
    collected, _ = collect_returns(session, survey)
    if not collected.submissions and not (survey.workspace / SETTINGS_FILE).exists():
        raise Stop(2, _WRONG_FOLDER.fill(folder=survey.submissions))
    asked_for = _AskedFor(editions or LANGUAGES, tuple(dict.fromkeys(earlier)), strict)
    agreeing = _Agreeing(session.console, yes=yes)
    with _told_if_refused(), told_of_record():
        published = (
            _preview(session, survey, collected, preview, asked_for)
            if preview
            else _publish(survey, collected, asked_for, agreeing)
        )
    say_published(session.console, published, persons_told=agreeing.persons_told)
    session.console.say(kept_in_words(published))
    session.console.note(*of_others_in_words(published))
    if len(collected.missing) == len(survey.places.prefectures):
        session.console.note(_NOTHING_CAME.fill(folder=survey.submissions))
    return 1 if published.unsettled else 0


def _earlier(session: Session, survey: Survey, given: Path) -> Sequence[Path]:
    """The release that was given; where none was named, those of all rounds before, which is said. Raises `Stop` where there is
    none."""
    from survey_tool.reference.rounds import last_release
    from survey_tool.release.writing import comparable

    last = named_or_last(session, given, last_release(survey), "--since")
    if str(given) != NO_VALUE:
        return [last]
    read, said = comparable(survey)
    if others := read[1:]:
        session.console.say(_ALSO.fill(folders=Words.listed(map(str, others))))
    session.console.note(*said)
    return read


@dataclass(frozen=True, slots=True)
class _AskedFor:
    editions: tuple[Language, ...]
    since: tuple[Path, ...]
    strict: bool


@dataclass
class _Agreeing:
    """Says what in a release may be a mistake and asks whether it is to be published all the same; with `yes` it is.

    `persons_told`: what seems to tell of persons was listed then, and need not be again.
    """

    console: Console
    yes: bool
    persons_told: bool = False

    def __call__(self, to_agree: ToAgree) -> bool:
        if self.yes:
            self.console.note(*(each.sentence for each in (to_agree.differing, to_agree.mails) if each))
            return True
        if not sys.stdin.isatty():
            return False
        self.console.note(*_in_words(to_agree))
        self.persons_told |= bool(to_agree.unconfirmed)
        if not asked(self.console, _ASK):
            raise Stop(2, _LEFT)
        return True


def _publish(survey: Survey, collected: Collected, asked_for: _AskedFor, agreeing: _Agreeing) -> Published:
    from survey_tool.post.rounds.publishing import publish_and_record

    return publish_and_record(
        survey, collected, asked_for.editions, asked_for.since, strict=asked_for.strict, agree=agreeing
    )


def _preview(session: Session, survey: Survey, collected: Collected, folder: Path, asked_for: _AskedFor) -> Published:
    from survey_tool.post.rounds.publishing import preview_and_record

    language = session.report_language(survey)
    found = preview_and_record(
        survey, collected, folder, language, asked_for.editions, asked_for.since, strict=asked_for.strict
    )
    if found.loss and found.loss.is_grave:
        session.console.note(found.loss.sentence, _YES_NEEDED.fill(see=_COMPLETE))
    elif found.unconfirmed:
        session.console.note(_YES_NEEDED.fill(see=NOTHING))
    return found


def _in_words(to_agree: ToAgree) -> Iterator[Words]:
    """What may be a mistake, the answers that seem to tell of persons one by one."""
    if to_agree.loss:
        yield to_agree.loss.sentence
    if to_agree.differing:
        yield to_agree.differing.sentence
    if to_agree.mails:
        yield to_agree.mails.sentence
    if to_agree.unconfirmed:
        yield from _to_confirm(to_agree.unconfirmed)


@contextmanager
def _told_if_refused() -> Iterator[None]:
    """Why nothing was written, as the end of the command."""
    from survey_tool.release.agreeing.agreement import NotAgreed
    from survey_tool.release.agreeing.unread import NotReadHere
    from survey_tool.release.approval.preview import NotOurs
    from survey_tool.release.atomic import NotReplaced
    from survey_tool.release.capacity import TooMuchForExcel
    from survey_tool.release.publish import LeftToConfirm, LeftToCorrect, LeftToRead
    from survey_tool.release.tables.rounds.told import NotARelease

    try:
        yield
    except LeftToCorrect as error:
        raise Stop(1, error.sentence) from error
    except LeftToConfirm as error:
        raise Stop(1, error.sentence, *_to_confirm(error.unconfirmed)) from error
    except LeftToRead as error:
        raise Stop(1, error.sentence, error.mails.sentence) from error
    except NotAgreed as error:
        see = _COMPLETE if error.to_agree.loss else NOTHING
        raise Stop(2, *_in_words(error.to_agree), _NOT_WRITTEN.fill(see=see)) from error
    except NotARelease as error:
        raise Stop(2, error.sentence) from error
    except (NotReplaced, NotOurs, NotReadHere, TooMuchForExcel) as error:
        raise Stop(3, error.sentence) from error


def _see_that_it_is_no_folder_of_a_round(survey: Survey, folder: Path) -> None:
    """Raises `Stop` where a preview would lie in one of the folders that have another purpose."""
    from survey_tool.reference.folders import folder_around

    if among := folder_around(folder, survey.workspace):
        raise Stop(2, _ANOTHER_PURPOSE.fill(folder=folder, among=among))


def say_published(console: Console, published: Published, *, persons_told: bool = False) -> None:
    """What was written, what was left out and why, and how much has changed since an earlier release."""
    from survey_tool.post.rounds.published_told import counted_in_words, unsettled_in_words, written_in_words

    files = (_FILE.fill(file=file) for file in published.files)
    console.say(written_in_words(published), *files, *counted_in_words(published))
    console.note(unsettled_in_words(published))
    if published.unconfirmed and not persons_told:
        console.note(*_to_confirm(published.unconfirmed))


def _to_confirm(unconfirmed: Sequence[Unconfirmed]) -> Iterator[Words]:
    """In how many cases, each place with what it looks like and what to do, and how it is confirmed, by the first one."""
    from survey_tool.release.agreeing.agreement import cases_unconfirmed

    yield cases_unconfirmed(unconfirmed)
    for each in unconfirmed:
        said = each.finding
        yield _TO_CONFIRM.fill(place=each.place, label=said.label, sentence=said.sentence, suggestion=said.suggestion)
    first = unconfirmed[0]
    yield _HOW_TO_CONFIRM.fill(place=first.place, code=first.finding.code, key=first.finding.key)
