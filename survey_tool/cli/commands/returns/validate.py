"""`survey-tool validate`: what came back, judged to the cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from survey_tool.cli.console.files import (
    STANDARD_OUTPUT,
    give_json,
    give_workbook,
    see_that_nothing_is_lost,
    with_ending,
)
from survey_tool.cli.console.help import Command
from survey_tool.cli.console.parameters import Argument, Option
from survey_tool.cli.console.record import see_that_it_is_open
from survey_tool.cli.console.returns import (
    AS_SENT,
    FEW,
    UNLOCK,
    collect_returns,
    prefecture_names,
    prefectures_meant,
    say_kept,
)
from survey_tool.cli.console.session import Session
from survey_tool.cli.console.usage import a_path
from survey_tool.wording.words import NOTHING, Words

if TYPE_CHECKING:
    from survey_tool.cli.console.output import Console
    from survey_tool.intake.judging.submission import Collected
    from survey_tool.intake.report import FileSummary, ReportLine
    from survey_tool.reference.survey import Survey

LINES = 10  # of one file; the rest stands in its correction copy

_ABOUT = Words(
    "提出された調査票を確認し、修正が必要な箇所をセル単位で示します。提出されたファイルは変更しません。\n"
    "ファイル又はフォルダを指定しない場合は submissions/調査名/ の全てのファイルを確認し、"
    "修正用調査票を submissions/調査名/corrections/ に作成します。都道府県のコード又は名称を指定した場合は、"
    "その都道府県のファイルのみについて表示し、作成します。",
    "Checks returned forms and says to the cell what must be corrected. A returned file is never changed.\n"
    "Unless a file or folder is given: all of submissions/ROUND/, with correction copies to submissions/ROUND/corrections/. "
    "Where prefectures are given by code or name: only what came from them.",
)
_PATHS = Words("確認するファイル若しくはフォルダ又は都道府県", "Files or folders to check, or prefectures")
_JSON = Words(
    "結果をJSONで FILE に出力します（- を指定すると画面に表示します。）。",
    "Write the report as JSON to FILE; - shows it on the screen.",
)
_XLSX = Words(
    "確認結果の一覧を、回覧用のExcelブックとして FILE に出力します。",
    "Write all findings as a workbook for colleagues to FILE.",
)
_CORRECTIONS = Words("修正用調査票を作成するフォルダ。", "The folder for correction copies.")
_NO_CORRECTIONS = Words("修正用調査票を作成しません。", "Write no correction copies.")
_ALL = Words(
    "参考の通知（読み替えた値など）も含め、全ての内容を表示します。",
    "Show everything, also what is only for information, such as values that were read as something else.",
)
_DRAWING = Words("修正用調査票を作成しています", "Writing correction copies")
_FILE = Words("{name}{file}　{status}{counts}", "{name}{file}: {status}{counts}")
_COUNTS = Words(
    "（未記入{missing}件、要修正{wrong}件、要確認{doubtful}件）",
    " (to answer {missing}, to correct {wrong}, to check {doubtful})",
)
_JUDGED = frozenset(
    {"accepted", "needs_correction", "conflict"}
)  # of others only what became of the file is of interest
_MORE = Words("    他{count}件（--all を付けると全て表示します。）", "    and {count} more; --all shows them")
_COPIES = Words("修正用調査票を{count}件作成しました：{folder}", "Correction copies written: {count}, in {folder}")
_IN_ORDER = Words("確認したファイルに、修正が必要な箇所はありません。", "Nothing in these files must be corrected.")
_NONE = Words(
    "提出されたファイルがありません。返送されたファイルを {folder} に保存してください。",
    "Nothing has come back yet. Save what comes back in {folder}.",
)
_NONE_OF = Words("{names}から提出されたファイルは、{folder} にありません。", "Nothing in {folder} came from {names}.")
_TOTALS = Words(
    "ファイル{files}件：受理{accepted}、要修正{needs_correction}、複数提出{conflict}、読取不可{unreadable}、"
    "パスワード等{locked}、"
    "不使用（差替え済み等）{superseded}、調査票以外{not_a_submission}　事例{cases}件",
    "Files {files}: accepted {accepted}, to correct {needs_correction}, in conflict {conflict}, unreadable {unreadable}, locked {locked}, "
    "not counted (superseded or the like) {superseded}, no submission {not_a_submission}. Cases: {cases}.",
)
_NEXT = Words(
    "次に survey-tool mail correct を実行すると、修正を依頼するメールの下書きを作成します。",
    "Next: survey-tool mail correct writes the e-mails that ask for correction.",
)
_MESSAGES = Words(
    "調査票の「事務局への連絡事項」に記入があります（{names}）。内容を確認してください。",
    "Forms hold a message to the secretariat ({names}). Read it there.",
)
_CODE = Words("［{code}］", " [{code}]")
_SETTLE = Words(
    "要確認の回答については、survey-tool mail ask で確認をお願いする下書きを作成します。正しいことを確認した場合は、"
    "survey-tool record confirm {place} {code} のように、［ ］の内容を付けて記録します。",
    "About what is to check, survey-tool mail ask writes the e-mails that ask. What is known to be right is noted with what "
    "stands in [ ]: survey-tool record confirm {place} {code}",
)
_STRANGER = Words("調査票以外　{text}", "No submission. {text}")
_LAST = "99"  # after every prefecture
_MARKS = {"error": "×", "warning": "！", "info": "・"}


@click.command(cls=Command, words=_ABOUT)
@click.argument("paths", cls=Argument, metavar="[FILE|FOLDER]...", nargs=-1, type=a_path, words=_PATHS)
@click.option("--json", "json_file", cls=Option, metavar="FILE|-", words=_JSON)
@click.option("--xlsx", cls=Option, metavar="FILE", type=a_path, words=_XLSX)
@click.option("--corrections", "folder", cls=Option, metavar="FOLDER", type=a_path, words=_CORRECTIONS)
@click.option("--no-corrections", cls=Option, is_flag=True, words=_NO_CORRECTIONS)
@click.option("--all", "everything", cls=Option, is_flag=True, words=_ALL)
@click.pass_obj
def command(
    session: Session,
    paths: tuple[Path, ...],
    json_file: str | None,
    xlsx: Path | None,
    folder: Path | None,
    no_corrections: bool,
    everything: bool,
) -> int:
    """Reads, judges, writes the copies, says what was found."""
    from survey_tool.form.drawn import FINDINGS_PROPERTY
    from survey_tool.intake.opening.reader import Readers

    xlsx = with_ending(xlsx) if xlsx else None
    see_that_nothing_is_lost(json_file, xlsx, FINDINGS_PROPERTY)
    with Readers() as readers:  # they wake up while the survey is opened
        survey = session.survey()
        codes = prefectures_meant(survey, paths)
        if codes or not paths:
            see_that_it_is_open(session)
        collected, _ = collect_returns(session, survey, () if codes else paths, readers)
    from survey_tool.intake.report import in_trouble, report

    if codes:
        collected = collected.of_prefectures(codes)
    console = session.console.aside() if json_file == STANDARD_OUTPUT else session.console
    if json_file:
        give_json(session, report(collected, survey.round.name, session.report_language(survey)), json_file)
    if xlsx:
        from survey_tool.post.status.findings_workbook import draw_findings_workbook

        workbook = draw_findings_workbook(survey, collected, xlsx.parent, session.language)
        give_workbook(session, workbook, xlsx, FINDINGS_PROPERTY)
    _say_files(console, survey, collected, codes, everything=everything)
    if not no_corrections:
        _write_copies(session, console, survey, collected, folder, whole_round=not paths)
    return 1 if in_trouble(collected) else 0


def _say_files(
    console: Console, survey: Survey, collected: Collected, codes: Sequence[str], *, everything: bool
) -> None:
    from survey_tool.intake.report import summary, totals

    if not collected.submissions:
        none_of = _NONE_OF.fill(names=prefecture_names(survey, codes), folder=survey.submissions)
        console.say(none_of if codes else _NONE.fill(folder=survey.submissions))
        return
    files = summary(collected, console.language)
    for each, lines in _with_lines(files, everything=everything):
        _say_file(console, survey, each, lines, everything=everything)
    strangers = [each for each in files if each.submission.status == "not_a_submission" and each.lines]
    if as_sent := [each.submission.file for each in strangers if each.submission.as_sent]:
        console.say(AS_SENT.fill(count=len(as_sent), files=Words.listed(as_sent[:FEW])))
        strangers = [each for each in strangers if not each.submission.as_sent]
    if not everything:
        console.say(*(_STRANGER.fill(text=each.lines[0].text) for each in strangers))
    counted = totals(collected)
    console.say(_TOTALS.fill(**counted))
    if locked := [each.file for each in collected.submissions if each.status == "locked"]:
        console.say(UNLOCK.fill(files=Words.listed(locked)))
    if not counted["errors"] and counted["files"] > counted["not_a_submission"]:
        console.say(_IN_ORDER)
    _say_what_they_write(console, survey, collected)
    _say_how_to_settle(console, collected)


def _say_what_they_write(console: Console, survey: Survey, collected: Collected) -> None:
    if writing := collected.with_message:
        console.say(_MESSAGES.fill(names=survey.places.prefectures_told(writing)))


def _with_lines(files: Sequence[FileSummary], *, everything: bool) -> Iterator[tuple[FileSummary, list[ReportLine]]]:
    """The files of which something is to be shown, in the order of prefectures, each with that."""
    told: set[tuple[str, str | None]] = set()
    for each in sorted(files, key=_by_prefecture):
        code = each.submission.prefecture_code
        lines = [line for line in each.lines if (line.is_open or everything) and (line.code, code) not in told]
        told |= {(line.code, code) for line in lines if line.code == "conflict"}  # it names all files: once is enough
        if lines:
            yield each, lines


def _by_prefecture(each: FileSummary) -> tuple[str, str]:
    return each.submission.prefecture_code or _LAST, each.submission.file


def _say_file(
    console: Console, survey: Survey, each: FileSummary, lines: list[ReportLine], *, everything: bool
) -> None:
    code = each.submission.prefecture_code
    name = survey.places.prefectures[code].name if code else NOTHING
    before = Words(f"{code} {name.ja}　", f"{code} {name.en}, ") if code else NOTHING
    judged = each.submission.status in _JUDGED
    counts = _COUNTS.fill(**each.counts) if judged else NOTHING
    console.say(_FILE.fill(name=before, file=each.submission.file, status=each.status, counts=counts))
    lines = sorted(lines, key=lambda line: list(_MARKS).index(line.severity))
    for line in lines if everything else lines[:LINES]:
        told = f"  {_MARKS[line.severity]} {line.text}{_kind(line)[console.language]}"
        console.say(told, *([f"    → {line.suggestion}"] if line.suggestion else []))
    if len(lines) > LINES and not everything:
        console.say(_MORE.fill(count=len(lines) - LINES))
    console.say("")


def _kind(line: ReportLine) -> Words:
    """What `record confirm` calls it, where it can be confirmed."""
    return _CODE.fill(code=line.code) if line.severity == "warning" and line.is_open else NOTHING


def _say_how_to_settle(console: Console, collected: Collected) -> None:
    """What to do about doubtful answers of accepted returns, by the first one."""
    for each in collected.submissions:
        if each.status == "accepted" and each.prefecture_code and each.questions:
            first = each.questions[0]
            console.say(_SETTLE.fill(place=first.case_id or each.prefecture_code, code=first.code))
            return


def _write_copies(
    session: Session, console: Console, survey: Survey, collected: Collected, folder: Path | None, *, whole_round: bool
) -> None:
    from survey_tool.intake.opening.names import CORRECTIONS
    from survey_tool.intake.redrawing.corrections import write_corrections

    folder = folder or survey.submissions / CORRECTIONS
    with session.console.progress(_DRAWING) as progress:
        copies = write_corrections(survey, collected, folder, progress, whole_round=whole_round)
    if copies.needed:
        console.say(_COPIES.fill(count=len(copies.needed), folder=folder), _NEXT)
    say_kept(session, survey, copies.kept)
