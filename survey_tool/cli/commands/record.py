"""`survey-tool record`: what people did and no file says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from survey_tool.cli.console.help import Command, CommandGroup, ListedCommand
from survey_tool.cli.console.parameters import Argument, Option
from survey_tool.cli.console.record import read_history, see_that_it_is_open, told_of_record
from survey_tool.cli.console.returns import collect_returns, prefecture_codes, prefecture_names
from survey_tool.cli.console.session import Session, Stop
from survey_tool.cli.console.usage import BadValue, Counting, OneOf, a_path
from survey_tool.post.kinds import KINDS
from survey_tool.wording.days import day_as_written
from survey_tool.wording.words import Words

if TYPE_CHECKING:
    from survey_tool.post.record.line import Line
    from survey_tool.reference.survey import Survey

_ABOUT = Words(
    "送信、電話での確認、期限の延長など、ファイルからは分からないことを記録します。"
    "記録は record.csv に追記され、Excelで開いて見ることができます。",
    "Writes down what no file says: what was sent, found out by telephone, extended. The record is record.csv, to which is only "
    "ever added; Excel opens it.",
)
_PREFECTURE = Words("都道府県（01から47までのコード又は名称）", "The prefecture: a code from 01 to 47, or its name")
_PREFECTURES = Words(
    "送信した都道府県。指定しない場合は、下書きのある全ての都道府県です。",
    "To which prefectures. All that have a draft unless given.",
)
_SENT = Words("メールを送信したことを記録します。", "Notes that letters were sent.")
_KIND = Words("メールの種類", "The kind of letter")
_ON = Words(
    "送信した日（例：2026-11-28）。指定しない場合は今日です。", "The day, such as 2026-11-28. Today unless given."
)
_EXTEND = Words(
    "1つの都道府県の期限を延長します。調査票、メール、督促及び状況に反映されます（調査票は generate で作成し直します。）。",
    "Gives one prefecture until a later day: in forms (generate draws them anew), letters, reminders and status.",
)
_TELL = Words(
    "survey-tool generate --prefecture {code} で調査票を作成し直した後、survey-tool mail {kind} {code} で、延長後の期限を知らせる"
    "メールの下書きを作成してください。",
    "Next, survey-tool generate --prefecture {code} draws its form anew, and survey-tool mail {kind} {code} writes the e-mail that "
    "tells of the new deadline.",
)
_DATE = Words("延長後の期限（例：2026-12-25）", "The new deadline, such as 2026-12-25")
_CONFIRM = Words(
    "要確認の回答が、誤りでないことを確認したと記録します。回答が変わった場合は、再び要確認となります。",
    "Notes that what looks doubtful is right. If the answer changes, it is asked about again.",
)
_PLACE = Words(
    "事例番号（例：13-2026-03）。事例以外の場合は都道府県", "The case id, such as 13-2026-03; else the prefecture"
)
_CODE = Words(
    "確認した内容の種類（survey-tool validate が［ ］に示すもの）。指定しない場合は、確認をお願いした全ての回答です。",
    "What was doubtful, as survey-tool validate shows it in [ ]; without it all that a letter has asked about",
)
_KEY = Words(
    "項目のキー。指定しない場合は、その種類の全てです。", "The key of the question; all of that kind unless given"
)
_BECAUSE = Words("確認の方法や理由", "How it was found out, or why")
_NOTE = Words("都道府県についてのメモを記録します。", "Notes something about a prefecture.")
_TEXT = Words("メモ", "The note")
_SET_ASIDE = Words(
    "提出されたファイルを、確認の対象から外します（set-aside フォルダに移します。）。",
    "Moves a returned file to the folder set-aside, where it is not looked at.",
)
_WHOLE = Words(
    "ZIPファイル又はメールを、中の全てのファイルとともに対象外とします。",
    "An archive or a mail with all the files in it.",
)
_TAKE_BACK = Words(
    "set-aside フォルダのファイルを、確認の対象に戻します。", "Moves a file that was set aside back among the returns."
)
_FILE = Words("ファイル", "The file")
_FILE_OR_WITHIN = Words(
    "ファイル。ZIPファイル又はメールに含まれるものは、表示されたとおり「メール.eml/調査票.xlsx」のように指定します。",
    "The file; one in an archive or a mail as it is shown, such as mail.eml/form.xlsx",
)
_OWNER = Words(
    "どの都道府県の提出か疑わしいファイルについて、確認した結果を記録します。",
    "Notes whose a file is that may be another prefecture's.",
)
_ALLOW = Words(
    "調査票に記入されたアドレスのうち、このドメインのものに写しを送ることを認めます。",
    "Lets letters go in copy to addresses of this domain that a returned form names.",
)
_DOMAIN = Words("ドメイン（例：pref.example.lg.jp）", "The domain, such as pref.example.lg.jp")
_UNDO = Words(
    "記録の1行を取り消します（行は残り、取り消したことが追記されます。）。", "Takes a line back, by adding another."
)
_NUMBER = Words(
    "survey-tool record show に表示される行の番号", "The number of the line, as survey-tool record show gives it"
)
_SHOW = Words("記録を表示します。", "Shows the record.")
_OF = Words("都道府県。指定しない場合は全てです。", "Of this prefecture; of all unless given")
_DONE = Words("記録しました（{count}件）。", "Written down: {count}.")
_DONE_BEFORE = Words("既に記録されています。", "It was written down before.")
_MOVED = Words("{file} を {place} に移しました。", "{file} was moved to {place}.")
_TAKEN_BACK = Words("取り消しました：{line}", "Taken back: {line}")
_NO_DAY = Words(
    "「{value}」は日付として読み取ることができません（例：2026-12-25）。", '"{value}" is no day such as 2026-12-25.'
)
_NOT_IN_DRAFTS = Words("{kind} の下書きがない都道府県：{names}", "No draft of {kind}: {names}.")
_NOTHING = Words("記録はありません。", "Nothing was written down yet.")
_HEADERS = (
    Words("行", "Line"),
    Words("日時", "When"),
    Words("都道府県", "Prefecture"),
    Words("内容", "What"),
    Words("対象", "About"),
    Words("備考", "Detail"),
    Words("記録者", "By"),
)


class Day(click.ParamType[dt.date]):
    """A day, as the settings write it or with the strokes of Excel."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        day = day_as_written(str(value))
        if day is None:
            raise BadValue(_NO_DAY.fill(value=value), ctx)
        return day


@click.command(cls=Command, words=_SENT)
@click.argument("kind", cls=Argument, metavar="|".join(KINDS), type=OneOf(tuple(KINDS)), words=_KIND)
@click.argument("prefectures", cls=Argument, metavar="[PREFECTURE]...", nargs=-1, words=_PREFECTURES)
@click.option("--on", cls=Option, metavar="DATE", type=Day(), words=_ON)
@click.pass_obj
def sent(session: Session, kind: str, prefectures: tuple[str, ...], on: dt.date | None) -> int:
    """Of drafts that lie in the workspace."""
    from survey_tool.post.acts import sent_by_hand
    from survey_tool.post.letters.drafts import letters_in
    from survey_tool.post.letters.folders import drafts_folder

    survey = _open_round(session)
    history = read_history(session, survey)
    drafts = letters_in(drafts_folder(survey, kind))
    chosen = prefecture_codes(survey, prefectures) if prefectures else tuple(sorted({code for code, _ in drafts}))
    if missing := [code for code in chosen if code not in {each for each, _ in drafts}]:
        raise Stop(2, _NOT_IN_DRAFTS.fill(kind=kind, names=prefecture_names(survey, missing)))
    with told_of_record():
        return _say(session, sent_by_hand(survey, history, kind, [each for each in drafts if each[0] in chosen], on))


@click.command(cls=Command, words=_EXTEND)
@click.argument("prefecture", cls=Argument, metavar="PREFECTURE", words=_PREFECTURE)
@click.argument("day", cls=Argument, metavar="DATE", type=Day(), words=_DATE)
@click.pass_obj
def extend(session: Session, prefecture: str, day: dt.date) -> int:
    """Until a day."""
    from survey_tool.form.contract.file_names import form_there
    from survey_tool.post.acts import extended

    survey = _open_round(session)
    code, history = _one(survey, prefecture), read_history(session, survey)
    with told_of_record():
        lines = extended(survey, code, day)
    _say(session, lines)
    if lines and form_there(survey, code).is_file():
        session.console.say(_TELL.fill(code=code, kind="extend" if history.sent("invite", code) else "invite"))
    return 0


@click.command(cls=Command, words=_CONFIRM)
@click.argument("place", cls=Argument, metavar="CASE-ID|PREFECTURE", words=_PLACE)
@click.argument("code", cls=Argument, metavar="[CODE]", required=False, words=_CODE)
@click.argument("key", cls=Argument, metavar="[KEY]", required=False, words=_KEY)
@click.option("--because", cls=Option, metavar="TEXT", default="", words=_BECAUSE)
@click.pass_obj
def confirm(session: Session, place: str, code: str | None, key: str | None, because: str) -> int:
    """For what stands there now."""
    from survey_tool.post.acts import Doubts, confirmed

    survey = _open_round(session)
    meant = Doubts(survey.places.prefecture_list.find(place) or place, code, key)
    collected, history = collect_returns(session, survey)
    with told_of_record():
        return _say(session, confirmed(survey, collected, meant, because, asked=history.asked))


@click.command(cls=Command, words=_NOTE)
@click.argument("prefecture", cls=Argument, metavar="PREFECTURE", words=_PREFECTURE)
@click.argument("text", cls=Argument, metavar="TEXT", words=_TEXT)
@click.pass_obj
def note(session: Session, prefecture: str, text: str) -> int:
    """In words of one's own."""
    from survey_tool.post.acts import noted

    survey = session.survey()
    with told_of_record():
        return _say(session, noted(survey, _one(survey, prefecture), text))


@click.command(cls=Command, words=_SET_ASIDE)
@click.argument("file", cls=Argument, metavar="FILE", type=a_path, words=_FILE_OR_WITHIN)
@click.option("--whole", cls=Option, is_flag=True, words=_WHOLE)
@click.pass_obj
def set_aside(session: Session, file: Path, whole: bool) -> int:
    """It stays in the workspace."""
    from survey_tool.post.acts import set_aside as act
    from survey_tool.post.incoming.setting_aside import goes_with, name_among_returns, outer, seal, set_aside_if_seen

    survey = _open_round(session)
    name = name_among_returns(survey, file)
    if name is None:
        return _move(session, file, act)  # which says what is the matter
    collected, _ = collect_returns(session, survey)
    seen = seal(goes_with(survey, collected, name)) if whole else ""
    holding = survey.submissions / outer(survey, name)
    return _move(session, holding, lambda survey, _: set_aside_if_seen(survey, collected, name, seen))


@click.command(cls=Command, words=_TAKE_BACK)
@click.argument("file", cls=Argument, metavar="FILE", type=a_path, words=_FILE)
@click.pass_obj
def take_back(session: Session, file: Path) -> int:
    """Among the returns."""
    from survey_tool.post.acts import taken_back as act

    return _move(session, file, act)


@click.command(cls=Command, words=_OWNER)
@click.argument("file", cls=Argument, metavar="FILE", type=a_path, words=_FILE_OR_WITHIN)
@click.argument("prefecture", cls=Argument, metavar="PREFECTURE", words=_PREFECTURE)
@click.pass_obj
def owner(session: Session, file: Path, prefecture: str) -> int:
    """By what the file holds, whatever its name becomes."""
    from survey_tool.post.acts import owned

    survey = _open_round(session)
    path = file if any(each.is_file() for each in (file, *file.parents)) else survey.submissions / file
    with told_of_record():
        return _say(session, owned(survey, path, _one(survey, prefecture)))


@click.command(cls=Command, words=_ALLOW)
@click.argument("prefecture", cls=Argument, metavar="PREFECTURE", words=_PREFECTURE)
@click.argument("domain", cls=Argument, metavar="DOMAIN", words=_DOMAIN)
@click.pass_obj
def allow_copy(session: Session, prefecture: str, domain: str) -> int:
    """For one prefecture."""
    from survey_tool.post.acts import copy_allowed

    survey = _open_round(session)
    with told_of_record():
        return _say(session, copy_allowed(survey, _one(survey, prefecture), domain))


@click.command(cls=Command, words=_UNDO)
@click.argument("line", cls=Argument, metavar="LINE", type=Counting(), words=_NUMBER)
@click.pass_obj
def undo(session: Session, line: int) -> int:
    """The line stays; another says that it does not hold."""
    from survey_tool.post.acts import undone

    survey = session.survey()
    with told_of_record():
        taken = undone(survey, line)
    session.console.say(
        _TAKEN_BACK.fill(line=Words.same(" ".join(filter(None, (taken.what, taken.subject, taken.detail)))))
    )
    return 0


@click.command(cls=Command, words=_SHOW)
@click.argument("prefecture", cls=Argument, metavar="[PREFECTURE]", required=False, words=_OF)
@click.pass_obj
def show(session: Session, prefecture: str | None) -> int:
    """Line by line, those that were taken back marked."""
    from survey_tool.post.record.line import retracted
    from survey_tool.post.record.words import what_in_words

    survey = session.survey()
    lines = read_history(session, survey).every_line
    code = _one(survey, prefecture) if prefecture else None
    gone = retracted(lines)
    rows = [
        (
            str(number),
            f"{line.at:%Y-%m-%d %H:%M}",
            prefecture_names(survey, [line.prefecture])[session.language] if line.prefecture else "",
            (what_in_words(line, taken_back=line.at.isoformat() in gone)[session.language], ""),
            line.subject,
            line.detail,
            line.by,
        )
        for number, line in enumerate(lines, start=1)
        if code in (None, line.prefecture)
    ]
    if rows:
        session.console.table(_HEADERS, rows)
    else:
        session.console.say(_NOTHING)
    return 0


def _open_round(session: Session) -> Survey:
    """The survey, of a round that was not closed; else raises `Stop`."""
    survey = session.survey()
    see_that_it_is_open(session)
    return survey


def _move(session: Session, file: Path, act: Callable[[Survey, Path], Path]) -> int:
    survey = _open_round(session)
    with told_of_record():
        session.console.say(_MOVED.fill(file=file.name, place=act(survey, file)))
    return 0


def _one(survey: Survey, prefecture: str) -> str:
    (code,) = prefecture_codes(survey, [prefecture])
    return code


def _say(session: Session, lines: Sequence[Line]) -> int:
    session.console.say(_DONE.fill(count=len(lines)) if lines else _DONE_BEFORE)
    return 0


def _listed(name: str, found: Command) -> ListedCommand:
    return ListedCommand(name, found.words, lambda: found)


_COMMANDS = (
    _listed("sent", sent),
    _listed("extend", extend),
    _listed("confirm", confirm),
    _listed("note", note),
    _listed("set-aside", set_aside),
    _listed("take-back", take_back),
    _listed("owner", owner),
    _listed("allow-copy", allow_copy),
    _listed("undo", undo),
    _listed("show", show),
)


@click.command(cls=CommandGroup, words=_ABOUT, listed=_COMMANDS)
def command() -> None:
    """The commands about the record."""
