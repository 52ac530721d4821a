"""The large demonstration: what a whole country would answer, invented, through every station of a real round."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from survey_tool.demo import story
from survey_tool.demo.folder import prepare
from survey_tool.demo.invented.replies import InventedReply, all_returns, invented_replies, number_of_cases
from survey_tool.demo.run import finish
from survey_tool.demo.telling import Say, Step, Teller
from survey_tool.form.contract.answers import Form
from survey_tool.form.generate import form_path, write_forms
from survey_tool.intake.collect import collect
from survey_tool.intake.judging.submission import Collected
from survey_tool.reference.survey import Survey
from survey_tool.release.publish import Published
from survey_tool.settings import SETTINGS_FILE
from survey_tool.settings.round import INVENTED_ROUND
from survey_tool.wording.words import Words

_STEPS = 5


@dataclass(frozen=True)
class PlayedCountry:
    """What the large demonstration left."""

    survey: Survey
    replies: tuple[InventedReply, ...]
    returned: tuple[Path, ...]
    collected: Collected
    published: Published


def run_full(folder: Path, say: Say) -> PlayedCountry:
    """Plays the round in `folder`, telling each step by `say`: forms drawn, answered, read, judged and published.

    Answers are drawn into the forms at once rather than typed into each cell, which would take ten times as long; what is
    read, judged and published is the same. The same version gives the same bytes. Raises as `run.run` does.
    """
    begun = time.perf_counter()
    teller = Teller(say, _STEPS)
    with teller.step(Words("作業フォルダの準備", "Prepare the workspace")) as step:
        survey = _prepare(folder, step)
    with teller.step(Words("調査票の作成（generate）", "Make the forms (generate)")) as step:
        story.send_forms(survey, "13", step)
    with teller.step(Words("都道府県による記入と提出", "Prefectures fill in and return them")) as step:
        replies = invented_replies(survey)
        returned = _return_forms(survey, replies, step)
    with teller.step(Words("提出された調査票の確認（validate）", "Check what came back (validate)")) as step:
        collected = collect(survey, [survey.submissions])
        story.tell_totals(collected, step)
    with teller.step(Words("公表（publish）", "Publish (publish)")) as step:
        published = story.release(survey, collected, step)
    finish(folder, say, time.perf_counter() - begun)
    return PlayedCountry(survey, replies, tuple(returned), collected, published)


def _prepare(folder: Path, step: Step) -> Survey:
    survey, kept = prepare(folder, INVENTED_ROUND)
    step.tell(
        Words(
            "作業フォルダ「{folder}」に設定ファイル（{settings}）を作成しました。調査名は「{round}」です。",
            'The workspace {folder} has its settings ({settings}). The round is called "{round}".',
        ),
        folder=folder,
        settings=SETTINGS_FILE,
        round=survey.round.name,
    )
    step.tell(
        Words(
            "回答は全て架空であり、調査票、公表物及びデータの全てに「例示」と表示します。実際の調査では受け付けられません。",
            "Every answer is invented and marked illustrative in forms, release and data. No real round takes it.",
        )
    )
    if kept:
        step.tell(story.KEPT, kept=kept)
    step.open(folder / SETTINGS_FILE)
    return survey


def _return_forms(survey: Survey, replies: Sequence[InventedReply], step: Step) -> list[Path]:
    forms = []
    for code, answers, number in all_returns(replies):
        name = form_path(survey, code)
        again = f"_{number}" if number > 1 else ""
        path = survey.submissions / f"{name.stem}{again}{name.suffix}"
        forms.append((Form(code, survey.round.language, answers), path))
    written = write_forms(survey, forms)
    step.tell(
        Words(
            "{returned}都道府県の回答（{cases}事例）を調査票に記入し、{folder} に保存しました。",
            "{returned} prefectures' answers ({cases} cases) were filled into their forms and saved in {folder}.",
        ),
        returned=len(replies),
        cases=number_of_cases(replies),
        folder=survey.submissions,
    )
    story.tell_who_reports(survey, [bool(each.answers.cases) for each in replies], step)
    step.open(written[0])
    return written
