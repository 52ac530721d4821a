"""`survey-tool mail`: the letters of a round, as drafts or sent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from survey_tool.cli.console.help import Command
from survey_tool.cli.console.parameters import Argument, Option
from survey_tool.cli.console.record import read_history, see_that_it_is_open, told_of_record
from survey_tool.cli.console.returns import (
    collect_returns,
    file_names,
    prefecture_codes,
    say_kept,
    say_placeholders,
)
from survey_tool.cli.console.session import Session, today
from survey_tool.cli.console.usage import BadValue, Counting, OneOf
from survey_tool.post.kinds import KINDS
from survey_tool.wording.words import LANGUAGES, Language, Words

if TYPE_CHECKING:
    from survey_tool.intake.judging.submission import Collected
    from survey_tool.post.kinds.kind import Due, Kind
    from survey_tool.post.letters.correspondence import Correspondence
    from survey_tool.post.record.history import History
    from survey_tool.reference.survey import Survey

NAMED = 12  # more drafts than that are only counted

_ABOUT = Words(
    "メールの下書き（.emlファイル）を mail/調査名/ に作成します。開くと、宛先、本文及び添付ファイルの入った未送信のメールとして"
    "表示されます。\n{kinds}\n"
    "宛先は contacts.csv によります。送信はしません。--smtp を指定した場合に限り、設定したサーバーから送信します。",
    "Writes e-mails as drafts (.eml files) to mail/ROUND/; each opens as an unsent message with addressees, text and form.\n"
    "{kinds}\n"
    "Addressees stand in contacts.csv. Nothing is sent, except with --smtp by the server of the settings.",
).fill(
    kinds=Words(
        *("\n".join(f"  {name:<9}{purpose[language]}" for name, purpose in KINDS.items()) for language in LANGUAGES)
    )
)
_KIND = Words("メールの種類（上記のいずれか）", "The kind of letter, one of those above")
_PREFECTURES = Words(
    "都道府県（01から47までのコード又は名称）。指定した場合は、その都道府県のみを対象とします（他の都道府県の下書きは、そのまま残ります。）。",
    "Only these prefectures, by code or name; drafts to others stay as they are.",
)
_SMTP = Words(
    "survey.toml の [smtp] のサーバーから1通ずつ送信します。送信済みのメールは再び送信しません。",
    "Send by the server in [smtp] of survey.toml, one by one; what was sent is never sent again.",
)
_DRY_RUN = Words(
    "--smtp の予行。サーバーに接続して宛先を確認しますが、送信はしません。",
    "Rehearse --smtp: ask the server about every addressee, send nothing.",
)
_RESEND = Words(
    "送信が中断したメールのうち、届いていないことを確認したものを再送します。",
    "Send this message again: its sending was interrupted and it did not arrive.",
)
_ASSUME = Words(
    "送信が中断したメールのうち、届いたことを確認したものを送信済みとします。",
    "Count this message as sent: its sending was interrupted, but it arrived.",
)
_NUMBER = Words(
    "同じ種類のメールを改めて送る場合の通し番号（2通目は2）。督促の番号は、指定しなくても、送信した数に応じて付けます。",
    "Which letter of this kind it is; 2 sends a second one to everybody. Reminders are numbered by themselves, after those that were sent.",
)
_EDITION = Words("メールの言語。指定しない場合は調査の言語です。", "Language of the letters; the round's unless given.")
_ONLY_WITH_SMTP = Words("{option} は --smtp と併せて指定してください。", "{option} goes with --smtp only.")
_WHOSE = Words(
    "どの都道府県の提出かを確認する必要があるため、次のファイルについては作成していません：{files}\n"
    "内容は survey-tool validate で確認できます。",
    "Nothing is written about these files before it is known which prefectures they came from: {files}\n"
    "survey-tool validate tells why.",
)
_NOBODY = Words("送付する相手はいません。", "There is nobody to write to.")
_DRAFTS = Words("下書きを{count}件作成しました：{folder}", "Drafts written: {count}, in {folder}")
_AS_BEFORE = Words("  前回と同じもの：{names}", "  the same as before: {names}")
_NEW = Words("  新しいもの：{names}", "  new: {names}")
_NOT_DUE = Words(
    "  送付の必要がなくなったため、{folder} に移したもの：{names}", "  no longer to be sent, moved to {folder}: {names}"
)
_EDITED = Words(
    "編集された下書きがあるため、上書きせず、そのまま残しています：{names}\n"
    "作成し直す場合は、別のフォルダに移してから、もう一度実行してください。",
    "These drafts have been edited by somebody and are left as they are: {names}\n"
    "To have them written anew, move them elsewhere and run this again.",
)
_TO_COPY = Words(
    "  未送信のメールとして開かない場合（新しい Outlook など）は、同じ名称のフォルダの {file} を新しいメールに貼り付けてください。",
    "  where a draft does not open as an unsent message (new Outlook): copy {file} of the folder of its name into a new one",
)
_OPEN_THEM = Words(
    "ファイルを開き、内容を確認して送信してください。送信した後、survey-tool record sent {kind} で記録してください。",
    "Open each file, look it through and send it. Then note that it was sent: survey-tool record sent {kind}.",
)
_OPEN_NEW = Words(
    "新しいファイルを開き、内容を確認して送信してください。前回と同じものは、送信済みであれば再び送信する必要はありません。"
    "送信した後、survey-tool record sent {kind} で記録してください。",
    "Open each new file, look it through and send it. What is the same as before need not be sent twice. Then note that it was sent: "
    "survey-tool record sent {kind}.",
)
_READING_FORMS = Words("調査票を確認しています", "Looking at the forms")


@click.command(cls=Command, words=_ABOUT)
@click.argument("name", cls=Argument, metavar="|".join(KINDS), type=OneOf(tuple(KINDS)), words=_KIND)
@click.argument("prefectures", cls=Argument, metavar="[PREFECTURE]...", nargs=-1, words=_PREFECTURES)
@click.option("--smtp", cls=Option, is_flag=True, words=_SMTP)
@click.option("--dry-run", cls=Option, is_flag=True, words=_DRY_RUN)
@click.option("--resend", cls=Option, metavar="ID", multiple=True, words=_RESEND)
@click.option("--assume-sent", cls=Option, metavar="ID", multiple=True, words=_ASSUME)
@click.option("--number", cls=Option, metavar="N", type=Counting(), default=1, words=_NUMBER)
@click.option("--edition", cls=Option, type=OneOf(LANGUAGES), words=_EDITION)
@click.pass_obj
def command(
    session: Session,
    name: str,
    prefectures: tuple[str, ...],
    smtp: bool,
    dry_run: bool,
    resend: tuple[str, ...],
    assume_sent: tuple[str, ...],
    number: int,
    edition: Language | None,
) -> int:
    """Writes the drafts, or sends them."""
    for option, given in (("--dry-run", dry_run), ("--resend", resend), ("--assume-sent", assume_sent)):
        if given and not smtp:
            raise BadValue(_ONLY_WITH_SMTP.fill(option=option))
    from survey_tool.post.preparing import left_out_in_words, see_that_it_can_be_sent

    survey = session.survey()
    see_that_it_is_open(session)
    if smtp:
        with told_of_record():
            see_that_it_can_be_sent(survey, rehearsing=dry_run)
    chosen = prefecture_codes(survey, prefectures)
    letters = _prepared(session, survey, name, number, edition or survey.round.language, chosen)
    session.console.note(*left_out_in_words(survey, letters))
    done = (
        _send(session, survey, letters, dry_run, resend, assume_sent)
        if smtp
        else _write(session, survey, name, letters, chosen)
    )
    return done or (2 if letters.left_out else 0)


def _prepared(
    session: Session, survey: Survey, name: str, number: int, language: Language, chosen: Sequence[str]
) -> Correspondence:
    from survey_tool.post.kinds import kind_of_letter
    from survey_tool.post.kinds.kind import Occasion
    from survey_tool.post.preparing import contacts_of, prepare

    with told_of_record():
        contacts = contacts_of(survey)
    session.console.note(contacts.passed_over)
    kind = kind_of_letter(name)
    kind.refuse(survey, today())
    read, history = _read(session, survey, kind)
    with told_of_record():
        found = prepare(name, Occasion(survey, read, today(), history, number), contacts, language, chosen)
    say_kept(session, survey, found.kept)
    _say_not_due(session, survey, found.due, named=len(chosen) < len(survey.places.prefectures))
    return found.letters


def _say_not_due(session: Session, survey: Survey, due: Due, *, named: bool) -> None:
    """Who gets no letter and why; who needs none only where the prefectures were named."""
    reasons = [*due.not_due.items(), *(due.needless.items() if named else ())]
    for why, codes in reasons:
        session.console.note(why.fill(names=survey.places.prefectures_told(codes)))
    session.console.note(due.noted)


def _read(session: Session, survey: Survey, kind: Kind) -> tuple[Collected, History]:
    """What the letters go by, and the record."""
    from survey_tool.intake.collect import collect
    from survey_tool.post.status.whose_turn import to_be_cleared_up

    if kind.from_forms:
        say_placeholders(session, survey)
        with session.console.progress(_READING_FORMS) as progress:
            forms = collect(survey, [survey.templates] if survey.templates.is_dir() else [], progress=progress)
        return forms, read_history(session, survey)
    collected, history = collect_returns(session, survey)
    if unclear := to_be_cleared_up(collected):
        session.console.note(_WHOSE.fill(files=Words.listed(unclear)))
    return collected, history


def _write(session: Session, survey: Survey, name: str, letters: Correspondence, chosen: Sequence[str]) -> int:
    from survey_tool.post.letters.folders import drafts_folder
    from survey_tool.post.preparing import write_and_record
    from survey_tool.post.to_copy import TEXT

    folder, console = drafts_folder(survey, name), session.console
    with told_of_record():
        drafted = write_and_record(survey, name, letters.drafts, chosen)
    console.note(drafted.lost)
    done = drafted.written
    anybody = letters.drafts or letters.left_out
    console.say(_DRAFTS.fill(count=len(done.written), folder=folder) if anybody else _NOBODY)
    for words, paths in ((_NEW, done.new), (_AS_BEFORE, done.as_before), (_NOT_DUE, done.not_due)):
        if paths:
            many = Words(f"{len(paths)}件", str(len(paths)))
            console.say(words.fill(names=file_names(paths) if len(paths) <= NAMED else many, folder=paths[0].parent))
    if drafted.edited:
        console.note(_EDITED.fill(names=file_names(drafted.edited)))
    if letters.drafts:
        console.say(_TO_COPY.fill(file=TEXT))
        console.say((_OPEN_NEW if done.as_before else _OPEN_THEM).fill(kind=name))
    return 0


def _send(
    session: Session,
    survey: Survey,
    letters: Correspondence,
    dry_run: bool,
    resend: Sequence[str],
    assume_sent: Sequence[str],
) -> int:
    from survey_tool.post.sending.mailing import ended, mailing
    from survey_tool.post.sending.outcomes import FAILURES
    from survey_tool.post.sending.send import Decisions

    console, outcomes = session.console, []
    decisions = Decisions(frozenset(resend), frozenset(assume_sent))
    with told_of_record():
        for outcome in mailing(survey, letters.drafts, rehearsing=dry_run, decisions=decisions):
            outcomes.append(outcome)
            (console.note if outcome.fate in FAILURES else console.say)(outcome.sentence)
    end = ended(letters.drafts, outcomes, rehearsing=dry_run)
    console.say(end.told)
    console.note(end.not_reached)
    return 0 if end.whole else 3
