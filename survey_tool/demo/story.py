"""The steps of the round: each does what a person would do, with the functions that the commands call, and tells it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import starmap
from pathlib import Path

from survey_tool.demo.cases import Reply, read_replies
from survey_tool.demo.folder import prepare, write_illustrative
from survey_tool.demo.mistakes import PlayedMistake, corrections, first_typed, read_mistakes
from survey_tool.demo.telling import Step
from survey_tool.demo.typing import EntryCell, entries, type_into
from survey_tool.form.contract.file_names import prefecture_of_form
from survey_tool.form.generate import form_path, generate
from survey_tool.intake.collect import collect
from survey_tool.intake.judging.submission import Collected
from survey_tool.intake.opening.names import CORRECTIONS
from survey_tool.intake.redrawing.corrections import write_corrections
from survey_tool.intake.report import totals
from survey_tool.post.lost_record import note_generated
from survey_tool.post.rounds.published_told import counted_in_words
from survey_tool.post.status.round_status import round_status
from survey_tool.post.status.workbook import write_status_workbook
from survey_tool.questionnaire.findings.catalogue import SEVERITY_LABELS
from survey_tool.questionnaire.findings.finding import Finding
from survey_tool.reference.processes import working
from survey_tool.reference.survey import Survey
from survey_tool.release.dashboard import dashboard_name
from survey_tool.release.publish import Published, publish
from survey_tool.settings import SETTINGS_FILE
from survey_tool.wording.words import LANGUAGES, Words

STATUS_FILE = "status.xlsx"

_Typing = tuple[Path, Path, tuple[EntryCell, ...]]


@dataclass(frozen=True)
class Scenario:
    """Who answers what in a round, and where who goes wrong at first."""

    survey: Survey
    replies: tuple[Reply, ...]
    mistakes: tuple[PlayedMistake, ...]

    @cached_property
    def mistaken(self) -> tuple[str, ...]:
        """The prefectures whose first return has mistakes."""
        return tuple(sorted({each.prefecture_code for each in self.mistakes}))

    @cached_property
    def followed(self) -> str:
        """The prefecture whose files are opened on the way: the one with most mistakes."""
        return max(self.mistaken, key=lambda code: len(self.of(code)))

    def right(self, prefecture_code: str) -> tuple[EntryCell, ...]:
        """What a prefecture types when it makes no mistake."""
        reply = next(each for each in self.replies if each.prefecture_code == prefecture_code)
        return entries(reply, self.survey.questionnaire, self.survey.round.language)

    def of(self, prefecture_code: str) -> tuple[PlayedMistake, ...]:
        """The mistakes of a prefecture."""
        return tuple(each for each in self.mistakes if each.prefecture_code == prefecture_code)


KEPT = Words(
    "以前の動作例の後に追加又は変更されたファイルは、{kept} に移しました。",
    "Files that were added or changed since the last demonstration were moved to {kept}.",
)


def set_up(folder: Path, step: Step) -> Scenario:
    """The workspace, and the scenario read from the data files."""
    survey, kept = prepare(folder)
    replies = read_replies(survey.round.name)
    listed = write_illustrative(survey, replies)
    step.tell(
        Words(
            "作業フォルダ「{folder}」に、設定ファイル（{settings}）と例示の値の一覧（{listed}）を作成しました。",
            "The workspace {folder} has its settings ({settings}) and the list of illustrative values ({listed}).",
        ),
        folder=folder,
        settings=SETTINGS_FILE,
        listed=listed.name,
    )
    step.tell(
        Words(
            "事例は公開資料に基づく実在のものです。回答者などの補った値は、全て「例示」と表示します。",
            "The cases are real, from public sources. Whatever was added to them, respondents included, is marked illustrative.",
        )
    )
    if kept:
        step.tell(KEPT, kept=kept)
    step.open(folder / SETTINGS_FILE)
    return Scenario(survey, replies, read_mistakes(replies))


def send_forms(survey: Survey, followed: str, step: Step) -> list[Path]:
    """`survey-tool generate`: the blank forms of all prefectures. That of `followed` is opened."""
    note_generated(survey, len(survey.places.prefectures))
    forms = generate(survey)
    step.tell(
        Words(
            "{folder} に、{count}都道府県分の調査票を作成しました。",
            "{count} forms, one a prefecture, are in {folder}.",
        ),
        folder=survey.templates,
        count=len(forms),
    )
    step.open(form_path(survey, followed))
    return forms


def fill_in(scenario: Scenario, step: Step) -> list[Path]:
    """Officials type into their forms and return them; some make mistakes, some do not answer."""
    survey = scenario.survey
    typings = []
    for reply in scenario.replies:
        code = reply.prefecture_code
        form = form_path(survey, code)
        typings.append((form, survey.submissions / form.name, first_typed(scenario.right(code), scenario.of(code))))
    _type_all(typings)
    step.tell(
        Words(
            "{returned}都道府県の回答を調査票に記入し、{folder} に保存しました。",
            "{returned} prefectures' answers were typed into their forms and saved in {folder}.",
        ),
        returned=len(typings),
        folder=survey.submissions,
    )
    tell_who_reports(survey, [bool(reply.cases) for reply in scenario.replies], step)
    step.tell(
        Words(
            "このうち{wrong}都道府県の回答には、実際に起こりやすい誤りを{mistakes}件入れています。",
            "{wrong} of the returns hold {mistakes} mistakes of kinds that people really make.",
        ),
        wrong=len(scenario.mistaken),
        mistakes=len(scenario.mistakes),
    )
    step.open(survey.submissions / form_path(survey, scenario.followed).name)
    return [path for _, path, _ in typings]


def check(scenario: Scenario, step: Step) -> tuple[Collected, list[Path]]:
    """`survey-tool validate`: findings, cell by cell, and a correction copy for every return that needs one."""
    survey = scenario.survey
    collected = collect(survey, [survey.submissions])
    copies = list(write_corrections(survey, collected, survey.submissions / CORRECTIONS).needed)
    tell_totals(collected, step)
    for submission in collected.submissions:
        if submission.findings:
            step.tell(Words.same(submission.file))
        for found in submission.findings:
            step.tell(_said(found))
    step.tell(
        Words(
            "{folder} に、指摘箇所を表示した修正用の調査票を{count}件作成しました。提出されたファイルは変更していません。",
            "{count} correction copies that show each finding at its cell are in {folder}. No returned file was changed.",
        ),
        folder=survey.submissions / CORRECTIONS,
        count=len(copies),
    )
    step.open(_of(scenario, copies))
    return collected, copies


def correct(scenario: Scenario, collected: Collected, copies: Sequence[Path], step: Step) -> list[Path]:
    """Officials correct their copies and return those; the copies in `corrections/` stay as they were sent."""
    survey = scenario.survey
    needing = [each for each in collected.submissions if each.status == "needs_correction"]
    typings: list[_Typing] = []
    for submission, copy in zip(needing, copies, strict=True):
        code = submission.prefecture_code or ""
        mended = corrections(scenario.right(code), scenario.of(code))
        typings.append((copy, survey.submissions / copy.name, mended))
    _type_all(typings)
    step.tell(
        Words(
            "{count}都道府県が修正用の調査票に正しい値を記入し、再提出しました。最初のファイルもそのまま残します。",
            "{count} prefectures typed the right values into their copies and returned them. Their first files stay as they are.",
        ),
        count=len(typings),
    )
    returned = [path for _, path, _ in typings]
    step.open(_of(scenario, returned))
    return returned


def check_again(scenario: Scenario, step: Step) -> Collected:
    """`survey-tool validate --no-corrections`, so that the copies stay to be looked at, and `survey-tool status`."""
    survey = scenario.survey
    collected = collect(survey, [survey.submissions])
    tell_totals(collected, step)
    status = survey.workspace / STATUS_FILE
    # The round's own day, so that the workbook says the same whenever the demonstration is played.
    write_status_workbook(survey, round_status(survey, collected, survey.round.deadline), status, survey.round.language)
    step.tell(
        Words(
            "修正用の調査票は、元のファイルに差し替わるものとして自動的に判別されます。",
            "A returned correction copy is known to replace the file that it corrects.",
        )
    )
    step.open(status)
    return collected


def release(survey: Survey, collected: Collected, step: Step) -> Published:
    """`survey-tool publish`: the dashboards in both languages and the structured data."""
    published = publish(survey, collected)
    for line in counted_in_words(published):
        step.tell(line)
    step.tell(
        Words(
            "{folder} に、ダッシュボード（日本語版及び英語版）と機械判読用のデータ（data）を作成しました。",
            "Two dashboard workbooks (Japanese and English) and the structured data (data) are in {folder}.",
        ),
        folder=published.directory,
    )
    step.open(published.directory / dashboard_name(survey, LANGUAGES[0]))
    return published


def _type_all(typings: Sequence[_Typing]) -> None:
    workers = min(os.cpu_count() or 1, len(typings))
    if workers < 2:
        list(starmap(type_into, typings))
        return
    with working(workers) as pool:
        list(pool.map(type_into, *zip(*typings, strict=True)))


def _of(scenario: Scenario, paths: Sequence[Path]) -> Path | None:
    """The file of the prefecture that is followed, among those whose names tell whose they are."""
    places = scenario.survey.places
    return next((path for path in paths if prefecture_of_form(path.name, places) == scenario.followed), None)


def tell_who_reports(survey: Survey, replies: Sequence[bool], step: Step) -> None:
    """How many prefectures report cases (a truth for each reply), have nothing to report, and do not answer."""
    step.tell(
        Words(
            "内訳は、事例あり{reporting}、該当事例なし{nothing}です。残る{silent}都道府県は未提出とします。",
            "{reporting} of them report cases, {nothing} have nothing to report; the other {silent} prefectures do not answer.",
        ),
        reporting=sum(replies),
        nothing=len(replies) - sum(replies),
        silent=len(survey.places.prefectures) - len(replies),
    )


def tell_totals(collected: Collected, step: Step) -> None:
    """How many files there are, and what became of them."""
    step.tell(
        Words(
            "提出ファイル{files}件：受理{accepted}、要修正{needs_correction}、差替え済み{superseded}。回答なし{missing}都道府県。",
            "{files} files: {accepted} accepted, {needs_correction} need correction, {superseded} superseded. "
            "{missing} prefectures are missing.",
        ),
        **totals(collected),
    )


def _said(found: Finding) -> Words:
    severity = SEVERITY_LABELS[found.severity]
    return Words(f"・【{severity.ja}】{found.message('ja')}", f"- {severity.en}: {found.message('en')}")
