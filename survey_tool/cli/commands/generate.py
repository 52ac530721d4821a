"""`survey-tool generate`: the forms of a round."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from survey_tool.cli.console.help import Command
from survey_tool.cli.console.parameters import Option
from survey_tool.cli.console.returns import has_anything, prefecture_codes, prefecture_names, say_placeholders
from survey_tool.cli.console.session import Session, Stop
from survey_tool.cli.console.usage import OneOf, a_path
from survey_tool.wording.words import LANGUAGES, Language, Words

if TYPE_CHECKING:
    from survey_tool.intake.previous import LastRound
    from survey_tool.reference.survey import Survey

_ABOUT = Words(
    "都道府県ごとの調査票（Excelブック）を templates/調査名/ に作成します。既にあるものは作り直します。",
    "Writes a form (an Excel workbook) for each prefecture to templates/ROUND/, in place of earlier ones.",
)
_PREFECTURE = Words(
    "作成する都道府県（01から47までのコード又は名称）。繰り返し指定できます。指定しない場合は47都道府県です。",
    "Only this prefecture (code 01 to 47, or its name); may be given several times. All 47 unless given.",
)
_PREVIOUS = Words(
    "前回の提出ファイルのフォルダ（例：submissions/2025）。前回の回答を転記した調査票を作成します。",
    "Last round's submissions, such as submissions/2025: their answers are filled in.",
)
_EDITION = Words("調査票の言語。指定しない場合は調査の言語です。", "Language of the forms; the round's unless given.")
_READING = Words("前回の回答を読み取っています", "Reading last round's answers")
_NO_FOLDER = Words("「{folder}」というフォルダがありません。", 'There is no folder "{folder}".')
_THIS_ROUND = Words(
    "{folder} にあるのは、今回（{round}年度）の提出ファイルです。調査票は作成していません。"
    "前回の提出ファイルのフォルダ（例：submissions/2025）を指定してください。",
    "What lies in {folder} came back in this round ({round}). No forms were written. Give the folder of last round's "
    "submissions, such as submissions/2025.",
)
_CONTRADICTORY = Words(
    "前回、内容の異なる複数の提出があるため転記していない都道府県：{names}",
    "Not filled in, because last round holds more than one differing return: {names}",
)
_DRAWING = Words("調査票を作成しています", "Writing forms")
_WRITTEN = Words("調査票を{count}件作成しました：{folder}", "Forms written: {count}, in {folder}")
_CARRIED = Words(
    "前回の回答を転記した都道府県：{count}（事例{cases}件）",
    "Filled in with last round's answers: prefectures {count}, cases {cases}",
)
_NOT_CARRIED = Words(
    "前回の回答がないため転記していない都道府県：{names}", "Not filled in, because last round holds no answers: {names}"
)
_NONE_CARRIED = Words(
    "前回の回答は、1件も転記していません。{folder} に、前回提出された記入済みの調査票があることを確認してください。",
    "Nothing of last round was filled in. See that {folder} holds the filled-in forms that came back then.",
)
_STILL_GOOD = Words(
    "既に送付した調査票は、そのまま有効です。提出されたファイルにも影響はなく、改めて送付する必要はありません。",
    "Forms that were sent before stay valid, and so does what came back: none has to be sent again.",
)
_CHANGED = Words(
    "既にあった調査票のうち{count}件は、内容が変わりました（設定又は --previous の指定が、前に作成したときと異なります）。",
    "Forms that differ from those that lay there before: {count} (settings or --previous are not what they were).",
)
_NAMED = 12  # more prefectures than that are only counted
_NEXT = Words(
    "次に survey-tool mail invite を実行すると、送付用のメールの下書きを作成します。",
    "Next: survey-tool mail invite writes the e-mails to send them with.",
)


@click.command(cls=Command, words=_ABOUT)
@click.option("--prefecture", "chosen", cls=Option, metavar="CODE", multiple=True, words=_PREFECTURE)
@click.option("--previous", cls=Option, metavar="FOLDER", type=a_path, words=_PREVIOUS)
@click.option("--edition", cls=Option, type=OneOf(LANGUAGES), words=_EDITION)
@click.pass_obj
def command(session: Session, chosen: tuple[str, ...], previous: Path | None, edition: Language | None) -> int:
    """Writes the forms."""
    from survey_tool.form.generate import form_path, generate

    survey = session.survey()
    codes = prefecture_codes(survey, chosen)
    last = _last_round(session, survey, previous, edition) if previous else None
    if last and previous and last.round == survey.round.name and (last.filled_in or last.contradictory):
        raise Stop(2, _THIS_ROUND.fill(folder=previous, round=last.round))
    answers = last.answers if last else {}
    before = {path: path.read_bytes() for code in codes if (path := form_path(survey, code)).is_file()}
    with session.console.steps(_DRAWING, len(codes)) as one_more:
        written = generate(survey, codes, edition, answers, one_more)
    survey.submissions.mkdir(parents=True, exist_ok=True)
    session.console.say(_WRITTEN.fill(count=len(written), folder=survey.templates))
    if last and previous:
        _say_carried(session, survey, codes, last, previous)
    _say_what_changed(session, before)
    say_placeholders(session, survey)
    session.console.say(_STILL_GOOD if before and has_anything(survey.submissions) else _NEXT)
    return 0


def _say_what_changed(session: Session, before: Mapping[Path, bytes]) -> None:
    """So that nobody replaces forms that were filled in with last round's answers by empty ones without noticing."""
    if changed := sum(path.read_bytes() != content for path, content in before.items()):
        session.console.note(_CHANGED.fill(count=changed))


def _last_round(session: Session, survey: Survey, folder: Path, edition: Language | None) -> LastRound:
    from survey_tool.intake.previous import last_round

    if not folder.is_dir():
        raise Stop(2, _NO_FOLDER.fill(folder=folder))
    with session.console.progress(_READING) as progress:
        return last_round(survey, folder, progress, edition)


def _say_carried(session: Session, survey: Survey, codes: Sequence[str], last: LastRound, folder: Path) -> None:
    carried = {code: found for code in codes if (found := last.filled_in.get(code))}
    if carried:
        cases = sum(len(answers.cases) for answers in carried.values())
        session.console.say(_CARRIED.fill(count=len(carried), cases=cases))
    contradictory = [code for code in codes if code in last.contradictory]
    without = [code for code in codes if code not in carried and code not in contradictory]
    if contradictory:
        session.console.note(_CONTRADICTORY.fill(names=_names(survey, contradictory)))
    if without and carried:
        session.console.note(_NOT_CARRIED.fill(names=_names(survey, without)))
    if not carried:
        session.console.note(_NONE_CARRIED.fill(folder=folder))


def _names(survey: Survey, codes: Sequence[str]) -> Words:
    if len(codes) > _NAMED:
        return Words(f"{len(codes)}団体", str(len(codes)))
    return prefecture_names(survey, codes)
