"""`survey-tool mail`: the letters of a round, as drafts or sent."""

from __future__ import annotations

import os
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
    prefecture_names,
    say_kept,
    say_placeholders,
)
from survey_tool.cli.console.session import Session, Stop, today
from survey_tool.cli.console.usage import BadValue, Counting, OneOf
from survey_tool.post.kinds import KINDS
from survey_tool.wording.words import LANGUAGES, Language, Words

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

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
    "同じ種類のメールを改めて送る場合の通し番号（2通目は2）。",
    "Which letter of this kind it is; 2 sends a second one to everybody.",
)
_EDITION = Words("メールの言語。指定しない場合は調査の言語です。", "Language of the letters; the round's unless given.")
_ONLY_WITH_SMTP = Words("{option} は --smtp と併せて指定してください。", "{option} goes with --smtp only.")
_NO_SERVER = Words(
    "メールサーバーが設定されていません。survey.toml の [smtp] に host を記入してください。",
    "There is no mail server in the settings. Give host below [smtp] in survey.toml.",
)
_NO_CONTACTS = Words(
    "宛先の一覧（{path}）がありません。survey-tool init で作成し、宛先を記入してください。",
    "There is no list of contacts ({path}). survey-tool init writes one to fill in.",
)
_WITHOUT_CONTACT = Words(
    "contacts.csv に宛先がないため作成していません：{names}", "No addressee in contacts.csv: {names}"
)
_WITHOUT_FORM = Words(
    "送付する調査票がないため作成していません（survey-tool generate で作成してください）：{names}",
    "No form to send; survey-tool generate writes it: {names}",
)
_CHANGED_COPY = Words(
    "送付する調査票が作成後に保存されている、又は作成した調査票ではないため作成していません：{names}",
    "Not written, because the workbook to be sent has been saved by somebody since it was drawn, or is none of ours: {names}",
)
_WRONG_WORKBOOK = Words(
    "送付する調査票が、その都道府県に送付すべきものではないため作成していません：{names}",
    "Not written, because what lies there is not the workbook that belongs to the letter: {names}",
)
_STALE = Words(
    "送付する調査票の記載が現在と異なるため、作成していません。先に survey-tool generate で調査票を作成し直してください"
    "（前回の回答を転記している場合は、--previous も指定してください。）。",
    "Not written, because the forms to be sent do not say what is so now. Write them anew first: survey-tool generate (with --previous "
    "where they hold last round's answers).",
)
_DIFFERENCE = Words("  {difference}", "  {difference}")
_WHICH_WORKBOOK = Words("{prefecture}（{why}）", "{prefecture} ({why})")
_COPY_OF_ANOTHER = Words(
    "{prefecture}から提出された調査票に記入されたアドレス（{address}）は、contacts.csv では別の都道府県の宛先であるため、"
    "写しの送付先から除きました。",
    "No copy goes to {address}, which stands in the form of {prefecture}: contacts.csv has it as another prefecture's.",
)
_NO_COPY = Words(
    "{prefecture}から提出された調査票に記入されたアドレス（{address}）は、{prefecture}のものと確認できないため、"
    "写しの送付先から除きました。確認できた場合は、survey-tool record allow-copy {code} {domain} で写しを認めることができます。",
    "No copy goes to {address}, which stands in the form of {prefecture}: it is not known to be its own. Once you know that it is, "
    "survey-tool record allow-copy {code} {domain} lets copies go there.",
)
_PLACEHOLDER_CONTACTS = Words(
    "{keys} が見本のままのため、送信していません。survey.toml を修正し、もう一度実行してください。",
    "Nothing was sent, because {keys} are still the examples. Change survey.toml and run this again.",
)
_EXAMPLE_ADDRESSES = Words(
    "contacts.csv に見本のアドレス（{addresses}）があるため、送信していません。実際のアドレスに修正し、もう一度実行してください。",
    "Nothing was sent, because contacts.csv holds addresses of the examples ({addresses}). Put the real ones there and run this again.",
)
_LOST_RECORD = Words(
    "記録（record.csv）より前に作成された調査票又は下書きがあり、記録が失われた可能性があります。送信済みかどうかを確認した上で送信して"
    "ください。record.csv の控えがある場合は元に戻し、控えがない場合は、送信済みの都道府県を survey-tool record sent {kind} 都道府県 … "
    "で記録してください。",
    "There are forms or drafts from before the record (record.csv) began: an earlier one may be lost. See what was sent before you "
    "send these. If there is a copy of record.csv, restore it; if not, note those that were written to with survey-tool record sent "
    "{kind} PREFECTURE ….",
)
_NOT_REACHED = Words("送信していない都道府県：{names}", "Not sent to: {names}")
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
_UNSURE = Words(
    "誰に何を送信したか確認できないため、作成していません。",
    "Nothing is written before it is known what was sent to whom.",
)
_READING_FORMS = Words("調査票を確認しています", "Looking at the forms")
_SENT = Words(
    "送信{sent}件、送信済み{skipped}件、未送信{failed}件", "Sent {sent}, sent before {skipped}, not sent {failed}."
)
_REHEARSED = Words(
    "予行を終了しました。送信できるもの{planned}件、送信済み{skipped}件、送信できないもの{failed}件",
    "Rehearsed: would be sent {planned}, sent before {skipped}, would not be sent {failed}.",
)


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
    survey = session.survey()
    see_that_it_is_open(session)
    if smtp:
        _see_that_it_can_be_sent(survey, dry_run)
    chosen = prefecture_codes(survey, prefectures)
    letters = _correspondence(session, survey, name, number, edition or survey.round.language, chosen)
    incomplete = _say_left_out(session, survey, letters)
    done = (
        _send(session, survey, letters, dry_run, resend, assume_sent)
        if smtp
        else _write(session, survey, name, letters, chosen)
    )
    return done or (2 if incomplete else 0)


def _see_that_it_can_be_sent(survey: Survey, dry_run: bool) -> None:
    """Raises `Stop` where there is no server, or the letters would name contacts at which nobody can be reached."""
    if survey.round.smtp is None:
        raise Stop(2, _NO_SERVER)
    if survey.round.placeholders and not dry_run:
        raise Stop(2, _PLACEHOLDER_CONTACTS.fill(keys=", ".join(survey.round.placeholders)))


def _correspondence(
    session: Session, survey: Survey, name: str, number: int, language: Language, chosen: Sequence[str]
) -> Correspondence:
    from survey_tool.post.kinds import kind_of_letter
    from survey_tool.post.kinds.kind import Occasion
    from survey_tool.post.letters.contacts import CONTACTS_FILE, read_contacts
    from survey_tool.post.letters.correspondence import drafted

    path = survey.workspace / CONTACTS_FILE
    if not path.is_file():
        raise Stop(2, _NO_CONTACTS.fill(path=path))
    contacts = read_contacts(path, survey.places.prefecture_list)
    kind = kind_of_letter(name)
    kind.refuse(survey, today())
    read, history = _read(session, survey, kind)
    if history.mistakes:
        raise Stop(3, _UNSURE)
    occasion = Occasion(survey, read, today(), history, number)
    changed = () if kind.from_forms else _with_copies(session, survey, kind.copied(occasion), read)
    due = kind.due(occasion).of(chosen)
    _say_not_due(session, survey, due, named=len(chosen) < len(survey.places.prefectures))
    return drafted(survey, due.letters, contacts, language, changed, history.copies_allowed)


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


def _with_copies(session: Session, survey: Survey, also: Collection[str], read: Collected) -> Collection[Path]:
    """Draws the correction copies, so that they are never older than what came back; those that are not as they were drawn."""
    from survey_tool.intake.opening.names import CORRECTIONS
    from survey_tool.intake.redrawing.corrections import write_corrections

    copies = write_corrections(survey, read, survey.submissions / CORRECTIONS, also=also)
    say_kept(session, survey, copies)
    return copies.kept


def _say_left_out(session: Session, survey: Survey, letters: Correspondence) -> bool:
    for words, codes in (
        (_WITHOUT_CONTACT, letters.without_contact),
        (_WITHOUT_FORM, letters.without_workbook),
        (_CHANGED_COPY, letters.changed_workbook),
    ):
        if codes:
            session.console.note(words.fill(names=prefecture_names(survey, codes)))
    _say_wrong(session, survey, letters)
    _say_stale(session, survey, letters)
    _say_without_copy(session, survey, letters)
    return bool(letters.left_out)


def _say_wrong(session: Session, survey: Survey, letters: Correspondence) -> None:
    names = survey.places.prefectures
    wrong = [
        _WHICH_WORKBOOK.fill(
            prefecture=names[each.prefecture_code].name,
            why=each.why(survey.round.name, names[each.found.prefecture_code].name),
        )
        for each in letters.wrong_workbook
    ]
    if wrong:
        session.console.note(_WRONG_WORKBOOK.fill(names=Words.listed(wrong)))


def _say_stale(session: Session, survey: Survey, letters: Correspondence) -> None:
    from survey_tool.post.letters.attachments.stale_forms import in_words

    if letters.stale:
        differences = in_words(survey, letters.stale)
        session.console.note(_STALE, *(_DIFFERENCE.fill(difference=each) for each in differences))


def _say_without_copy(session: Session, survey: Survey, letters: Correspondence) -> None:
    for each in letters.without_copy:
        words = _COPY_OF_ANOTHER if each.why == "of another prefecture" else _NO_COPY
        prefecture = survey.places.prefectures[each.prefecture_code].name
        session.console.note(
            words.fill(prefecture=prefecture, address=each.address, code=each.prefecture_code, domain=each.domain)
        )


def _write(session: Session, survey: Survey, name: str, letters: Correspondence, chosen: Sequence[str]) -> int:
    from survey_tool.post.letters.drafts import write_drafts
    from survey_tool.post.letters.folders import drafts_folder
    from survey_tool.post.lost_record import is_lost, note_drafted
    from survey_tool.post.to_copy import TEXT, write_to_copy

    folder, console = drafts_folder(survey, name), session.console
    with told_of_record():
        if letters.drafts and is_lost(survey):
            console.note(_LOST_RECORD.fill(kind=name))
        note_drafted(survey, letters.drafts)
    done, copied = write_drafts(letters.drafts, folder, chosen), write_to_copy(letters.drafts, folder, chosen)
    anybody = letters.drafts or letters.left_out
    console.say(_DRAFTS.fill(count=len(done.written), folder=folder) if anybody else _NOBODY)
    for words, paths in ((_NEW, done.new), (_AS_BEFORE, done.as_before), (_NOT_DUE, done.not_due)):
        if paths:
            many = Words(f"{len(paths)}件", str(len(paths)))
            console.say(words.fill(names=file_names(paths) if len(paths) <= NAMED else many, folder=paths[0].parent))
    if edited := (*done.edited, *copied.edited):
        console.note(_EDITED.fill(names=file_names(edited)))
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
    from survey_tool.post.letters.drafts import example_addresses
    from survey_tool.post.lost_record import is_lost, note_listed
    from survey_tool.post.record.history import record_path
    from survey_tool.post.sending.outcomes import DONE, FAILURES
    from survey_tool.post.sending.send import Decisions, send

    assert survey.round.smtp is not None
    if (examples := example_addresses(letters.drafts)) and not dry_run:
        raise Stop(2, _EXAMPLE_ADDRESSES.fill(addresses=", ".join(examples)))
    decisions = Decisions(frozenset(resend), frozenset(assume_sent))
    with told_of_record():
        lost = is_lost(survey)
        if not dry_run:
            note_listed(survey, letters.drafts)
    fates, done = [], set()
    for outcome in send(
        letters.drafts,
        survey.round.smtp,
        record_path(survey),
        dry_run=dry_run,
        decisions=decisions,
        environment=os.environ,
        lost_record=lost,
    ):
        fates.append(outcome.fate)
        if outcome.draft and outcome.fate in DONE:
            done.add(outcome.draft.letter.id)
        (session.console.note if outcome.fate in FAILURES else session.console.say)(outcome.sentence)
    counts = {fate: fates.count(fate) for fate in DONE}
    failed = len(letters.drafts) - sum(counts.values())
    session.console.say((_REHEARSED if dry_run else _SENT).fill(**counts, failed=failed))
    if done and failed:
        left = Words.listed(each.letter.prefecture for each in letters.drafts if each.letter.id not in done)
        session.console.note(_NOT_REACHED.fill(names=left))
    return 3 if failed or FAILURES & set(fates) else 0
