"""`survey-tool generate`: the forms of a round."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
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
    from survey_tool.form.contract.answers import Form
    from survey_tool.questionnaire.findings.finding import Finding
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
_TOO_MANY = Words(
    "--cases には、{most}以下の数を指定してください。1つの調査票に用意できる事例の列は、{most}までです。",
    "Give --cases a number up to {most}: a form holds no more columns for cases.",
)
_TOO_FEW = Words(
    "--cases の{wanted}では足りません。転記する事例がそれより多い都道府県があります：{names}。"
    "{most}以上の数を指定してください。調査票は作成していません。",
    "--cases {wanted} is too few. There are prefectures with more cases to fill in: {names}. Give {most} or more. No forms were "
    "written.",
)
_ALONE = Words(
    "--answers は、--previous 及び --edition と同時に指定できません。回答、言語及び事例番号は、元の調査票のものとなります。",
    "--answers cannot be combined with --previous or --edition: answers, language and case IDs are those of the form.",
)
_ANOTHER = Words(
    "「{file}」は{prefecture}の調査票です。--prefecture の指定を確認してください。",
    '"{file}" is the form of {prefecture}. See what --prefecture says.',
)
_NOT_ONE = Words(
    "「{file}」に、調査票が{number}件あります。1件の調査票を指定してください。",
    '"{file}" holds {number} forms. Give a single one.',
)
_NO_ANSWERS = Words(
    "「{file}」には、回答が記入されていません。調査票は作成していません。",
    'Nothing is filled in in "{file}". No form was written.',
)
_NOT_USED = Words("調査票は作成していません。", "No form was written.")
_AGAIN = Words(
    "{prefecture}の回答（事例{cases}件）を転記した調査票を作成しました：{path}",
    "Written with the answers of {prefecture} (cases: {cases}): {path}",
)
_IN_ITS_PLACE = Words(
    "この調査票を都道府県に送付してください。提出されると、元のファイル（{file}）に代わるものとして扱います。",
    "Send it to the prefecture. When it is returned, it counts in place of {file}.",
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
    from survey_tool.settings.round import MOST_CASES

    if cases and cases > MOST_CASES:
        raise BadValue(_TOO_MANY.fill(most=f"{MOST_CASES:,}"))
    return survey.with_room(cases) if cases else survey


def _write_all(
    session: Session,
    survey: Survey,
    codes: Sequence[str],
    previous: Path | None,
    cases: int | None,
    edition: Language | None,
) -> int:
    from survey_tool.post.forms import write_forms_out
    from survey_tool.post.rounds.carrying import answers_of_last_round

    last = None
    if previous:
        history = read_history(session, survey)
        with told_of_record(), session.console.progress(_READING) as progress:
            last = answers_of_last_round(survey, previous, history, progress, edition)
    answers = last.filled_in if last else {}
    _see_that_all_fit(survey, cases, {code: len(answers[code].cases) for code in codes if code in answers})
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
    from survey_tool.form.generate import write_form

    form, left_behind = _form_of(session, survey, file)
    prefecture = survey.places.prefectures[form.prefecture_code].name
    if form.prefecture_code not in codes:
        raise Stop(2, _ANOTHER.fill(file=file, prefecture=prefecture))
    filled_in = len(form.answers.cases)
    _see_that_all_fit(survey, cases, {form.prefecture_code: filled_in})
    _about_to_write(session, survey, [form.prefecture_code], [form.prefecture_code])
    path = write_form(survey, form)
    session.console.say(_AGAIN.fill(prefecture=prefecture, cases=filled_in, path=path))
    say_left_behind(session, left_behind)
    say_placeholders(session, survey)
    session.console.say(_IN_ITS_PLACE.fill(file=file.name))
    return 0


def _about_to_write(session: Session, survey: Survey, codes: Sequence[str], filled_in: Collection[str]) -> None:
    """Before anything is written; says where the record that told of earlier forms is gone. Raises `Stop`, `MistakesError`."""
    from survey_tool.post.forms import about_to_write

    with told_of_record():
        lost = about_to_write(survey, codes, filled_in)
    if lost:
        session.console.note(lost)


def _form_of(session: Session, survey: Survey, file: Path) -> tuple[Form, Sequence[Finding]]:
    """The form in a file, and what of the file is not in it. Raises `Stop` where there is none that could be used."""
    from survey_tool.intake.redrawing.half_filled import half_filled
    from survey_tool.post.incoming.opening import found_out_about

    found = half_filled(survey, file, found_out_about(survey, read_history(session, survey)))
    if found.number != 1:
        raise Stop(2, _NOT_ONE.fill(file=file, number=found.number))
    if found.form is None and found.told:
        raise Stop(2, *(each.told for each in found.told), _NOT_USED)
    if found.form is None:
        raise Stop(2, _NO_ANSWERS.fill(file=file))
    return found.form, found.told


def _see_that_all_fit(survey: Survey, wanted: int | None, filled_in: Mapping[str, int]) -> None:
    """Raises `Stop` where there are more cases to fill in than columns were asked for."""
    if wanted and (more := [code for code, number in filled_in.items() if number > wanted]):
        most = max(filled_in[code] for code in more)
        raise Stop(2, _TOO_FEW.fill(wanted=wanted, most=most, names=survey.places.prefectures_told(more)))
