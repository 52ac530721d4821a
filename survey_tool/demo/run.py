"""The whole demonstration, from an empty folder to what is published."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from survey_tool.demo import story
from survey_tool.demo.folder import write_made
from survey_tool.demo.story import Scenario
from survey_tool.demo.telling import Say, Teller
from survey_tool.intake.judging.submission import Collected
from survey_tool.intake.report import in_trouble
from survey_tool.release.publish import Published
from survey_tool.wording.words import Words

_STEPS = 7
_END = Words(
    "動作例を作成しました（全体で{seconds:.0f}秒）。作業フォルダは通常の調査と同じ構成です。続けて次のように実行できます。",
    "The demonstration is over ({seconds:.0f} seconds in all). Its workspace is like that of any round; try for example:",
)
_NEXT = Words("　　survey-tool --workspace {folder} {command}", "      survey-tool --workspace {folder} {command}")
_COMMANDS = ("status", "validate", "publish")


@dataclass(frozen=True)
class PlayedRound:
    """What the demonstration left, and what was found on the way: at first, and after the corrections."""

    scenario: Scenario
    forms: tuple[Path, ...]
    returned: tuple[Path, ...]
    first: Collected
    copies: tuple[Path, ...]
    corrected: tuple[Path, ...]
    last: Collected
    published: Published

    @property
    def exit_code(self) -> int:
        """0 where every return was accepted in the end, as `publish` says it."""
        return 1 if in_trouble(self.last) else 0


def run(folder: Path, say: Say) -> PlayedRound:
    """Plays a whole round in `folder`, telling each step by `say`.

    Raises `NotOfTheDemoError` where the folder was not made by the demonstration, `OSError` where it cannot be
    written to.
    """
    begun = time.perf_counter()
    teller = Teller(say, _STEPS)
    with teller.step(Words("作業フォルダの準備", "Prepare the workspace")) as step:
        scenario = story.set_up(folder, step)
    with teller.step(Words("調査票の作成（generate）", "Make the forms (generate)")) as step:
        forms = story.send_forms(scenario.survey, scenario.followed, step)
    with teller.step(Words("都道府県による記入と提出", "Prefectures fill in and return them")) as step:
        returned = story.fill_in(scenario, step)
    with teller.step(Words("提出された調査票の確認（validate）", "Check what came back (validate)")) as step:
        first, copies = story.check(scenario, step)
    with teller.step(Words("都道府県による修正と再提出", "Prefectures correct and return again")) as step:
        corrected = story.correct(scenario, first, copies, step)
    with teller.step(Words("再提出後の確認と提出状況（validate、status）", "Check again (validate, status)")) as step:
        last = story.check_again(scenario, step)
    with teller.step(Words("公表（publish）", "Publish (publish)")) as step:
        published = story.release(scenario.survey, last, step)
    finish(folder, say, time.perf_counter() - begun)
    return PlayedRound(scenario, tuple(forms), tuple(returned), first, tuple(copies), tuple(corrected), last, published)


def finish(folder: Path, say: Say, seconds: float) -> None:
    """Writes down what was made, and says what may be done with it."""
    write_made(folder)
    say(_END.fill(seconds=seconds))
    for command in _COMMANDS:
        say(_NEXT.fill(folder=folder, command=command))
