"""`survey-tool generate`: the forms of a round."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from survey_tool.cli.console.help import Command
from survey_tool.cli.console.last_round import NO_VALUE, named_or_last
from survey_tool.cli.console.parameters import Option
from survey_tool.cli.console.record import read_history, see_that_it_is_open, told_of_record
from survey_tool.cli.console.returns import (
    one_file,
    prefecture_codes,
    say_left_behind,
    say_placeholders,
)
from survey_tool.cli.console.session import Session, Stop
from survey_tool.cli.console.usage import BadValue, Counting, OneOf, a_path
from survey_tool.wording.words import LANGUAGES, Language, Words

if TYPE_CHECKING:
    from survey_tool.reference.survey import Survey

_ABOUT = Words(
    "都道府県ごとの調査票（Excelブック）を templates/調査名/ に作成します。既にあるものは作り直します。"
    "作成した後に保存されたものは上書きしません。",
    "Writes a form (an Excel workbook) for each prefecture to templates/ROUND/, in place of earlier ones. One that was saved "
    "since it was written is not replaced.",
)
_PREFECTURE = Words(
    "作成する都道府県（01から47までのコード又は名称）。繰り返し指定できます。指定しない場合は47都道府県です。",
    "Only this prefecture (code 01 to 47, or its name); may be given several times. All 47 unless given.",
)
_PREVIOUS = Words(
    "前回の回答を転記した調査票を作成します。前回の提出ファイルのフォルダ（例：submissions/2025）を指定しない場合は、"
    "作業フォルダ及び前回の作業フォルダにある、直近の他の調査のものです。",
    "Fills in last round's answers. FOLDER holds its submissions, such as submissions/2025; unless given, those of the newest "
    "other round in this workspace or that of the last round.",
)
_CASES = Words(
    "事例の列の数。指定しない場合は survey.toml の設定（form.cases）です。転記する事例がある場合も、空いた列を残します。",
    "Columns for cases; unless given, those of survey.toml (form.cases). Where cases are filled in, some stay free all the same.",
)
_ANSWERS = Words(
    "記入途中の調査票。その回答を転記し、事例の列を増やした調査票を作成します（列の数は --cases で指定できます。）。"
    "提出されると、元のファイルに代わるものとして扱います。",
    "A half-filled form: writes one with its answers and more columns for cases (--cases says how many). When that one is "
    "returned, it counts in place of the first.",
)
_EDITION = Words("調査票の言語。指定しない場合は調査の言語です。", "Language of the forms; the round's unless given.")
_READING = Words("前回の回答を読み取っています", "Reading last round's answers")
_ALONE = Words(
    "--answers は、--previous 及び --edition と同時に指定できません。回答、言語及び事例番号は、元の調査票のものとなります。",
    "--answers cannot be combined with --previous or --edition: answers, language and case IDs are those of the form.",
)
_STILL_CARRIED = Words(
    "今の調査票と同様に、前回の回答を転記します（前回の調査：{folder}）。",
    "Last round's answers are filled in, as in the present forms (last round: {folder}).",
)
_DRAWING = Words("調査票を作成しています", "Writing forms")
_NEXT = Words(
    "次に survey-tool mail invite を実行すると、送付用のメールの下書きを作成します。",
    "Next: survey-tool mail invite writes the e-mails to send them with.",
)


@click.command(cls=Command, words=_ABOUT)
@click.option("--prefecture", "chosen", cls=Option, metavar="CODE", multiple=True, words=_PREFECTURE)
@click.option(
    "--previous",
    cls=Option,
    metavar="[FOLDER]",
    is_flag=False,
    flag_value=NO_VALUE,
    type=a_path,
    words=_PREVIOUS,
)
@click.option("--cases", cls=Option, metavar="N", type=Counting(), words=_CASES)
@click.option("--answers", cls=Option, metavar="FILE", type=a_path, words=_ANSWERS)
@click.option("--edition", cls=Option, type=OneOf(LANGUAGES), words=_EDITION)
@click.pass_obj
def command(
    session: Session,
    chosen: tuple[str, ...],
    previous: Path | None,
    cases: int | None,
    answers: Path | None,
    edition: Language | None,
) -> int:
    """Writes the forms."""
    survey = _with_room(session.survey(), cases)
    see_that_it_is_open(session)
    codes = prefecture_codes(survey, chosen)
    if answers is None:
        folder = _folder_of_last_round(session, survey, codes, previous)
        return _write_all(session, survey, codes, folder, cases, edition)
    if previous or edition:
        raise BadValue(_ALONE)
    return _write_again(session, survey, codes, one_file(answers), cases)


def _folder_of_last_round(session: Session, survey: Survey, codes: Sequence[str], given: Path | None) -> Path | None:
    """The returns that are to be filled in: those that were asked for; else those of which answers stand in the present forms, where
    they are found. Raises `Stop` where none are that were asked for."""
    from survey_tool.post.record.closed import last_closed
    from survey_tool.post.record.history import workspaces_around
    from survey_tool.post.rounds.carrying import still_carried
    from survey_tool.reference.rounds import last_returns

    if given is None:
        if there := still_carried(survey, codes):
            session.console.say(_STILL_CARRIED.fill(folder=there))
        return there
    last = last_returns(survey)
    unnamed = str(given) == NO_VALUE
    if last.folder is None if unnamed else not given.is_dir():
        around = [each.parent for each in last.looked_in] if unnamed else workspaces_around(given)
        with told_of_record():
            told = last_closed(around, survey.round.name)
        if told:
            raise Stop(2, told)
    return named_or_last(session, given, last, "--previous")


def _with_room(survey: Survey, cases: int | None) -> Survey:
    from survey_tool.post.forms.again import TOO_MANY
    from survey_tool.settings.form import MOST_CASES

    if cases and cases > MOST_CASES:
        raise BadValue(TOO_MANY)
    return survey.with_room(cases) if cases else survey


def _write_all(
    session: Session,
    survey: Survey,
    codes: Sequence[str],
    previous: Path | None,
    cases: int | None,
    edition: Language | None,
) -> int:
    from survey_tool.post.forms.again import see_that_all_fit
    from survey_tool.post.forms.written import write_forms_out
    from survey_tool.post.rounds.carrying import answers_of_last_round

    last = None
    if previous:
        history = read_history(session, survey)
        with told_of_record(), session.console.progress(_READING) as progress:
            last = answers_of_last_round(survey, previous, history, progress, edition)
    answers = last.filled_in if last else {}
    with told_of_record():
        see_that_all_fit(survey, cases, {code: answers[code] for code in codes if code in answers})
    _about_to_write(session, survey, codes, answers)
    with session.console.steps(_DRAWING, len(codes)) as one_more:
        written = write_forms_out(survey, codes, edition, last, previous, one_more)
    session.console.say(*written.done)
    session.console.note(*written.noted)
    if not written.answered:
        session.console.say(_NEXT)
    return 0


def _write_again(session: Session, survey: Survey, codes: Sequence[str], file: Path, cases: int | None) -> int:
    """Draws a half-filled form again."""
    from survey_tool.post.forms.again import draw_again
    from survey_tool.post.incoming.opening import found_out_about

    with told_of_record():
        again = draw_again(survey, file, found_out_about(survey, read_history(session, survey)), codes, cases)
    if again.lost:
        session.console.note(again.lost)
    session.console.say(again.done)
    say_left_behind(session, again.left_behind)
    say_placeholders(session, survey)
    session.console.say(again.next)
    return 0


def _about_to_write(session: Session, survey: Survey, codes: Sequence[str], filled_in: Collection[str]) -> None:
    """Before anything is written; says where the record that told of earlier forms is gone. Raises `Stop`, `MistakesError`."""
    from survey_tool.post.forms.written import about_to_write

    with told_of_record():
        lost = about_to_write(survey, codes, filled_in)
    if lost:
        session.console.note(lost)
