"""`survey-tool status`: which prefecture stands where."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from survey_tool.cli.commands.overview import say_closed, say_how_to_begin, say_next, say_totals
from survey_tool.cli.console.files import (
    STANDARD_OUTPUT,
    give_json,
    give_workbook,
    see_that_nothing_is_lost,
    with_ending,
)
from survey_tool.cli.console.help import Command
from survey_tool.cli.console.parameters import Option
from survey_tool.cli.console.record import see_that_it_is_open
from survey_tool.cli.console.returns import collect_returns
from survey_tool.cli.console.session import Session, today
from survey_tool.cli.console.usage import a_path
from survey_tool.post.status.states import DONE
from survey_tool.questionnaire.findings.entry import STATE_LABELS as STATE_LABELS_OF_ANSWERS
from survey_tool.wording.words import NOTHING, Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from survey_tool.cli.console.output import Console, ConsoleCell
    from survey_tool.post.status.round_status import PrefectureStatus, RoundStatus
    from survey_tool.post.status.waited_for import WaitedFor

_ABOUT = Words(
    "都道府県ごとの提出状況（未提出、読取不可、要修正、受理など）を表示します。",
    "Shows for each prefecture whether its form came back, needs correction or is accepted.",
)
_JSON = Words(
    "状況をJSONで FILE に出力します（- を指定すると画面に表示します。）。",
    "Write it as JSON to FILE; - shows it on the screen.",
)
_XLSX = Words("回覧用のExcelブックを FILE に出力します。", "Write a workbook to circulate to FILE.")
_HEADERS = (
    Words("コード", "Code"),
    Words("都道府県", "Prefecture"),
    Words("状況", "State"),
    Words("事例", "Cases"),
    *STATE_LABELS_OF_ANSWERS.values(),
    Words("保存日", "Saved"),
    Words("ファイル", "File"),
)
_OTHER_FILES = Words("（調査票以外を受領）", " (something else came)")
_EXTENDED = Words("（{day}まで）", " (until {day})")
_WAITED_FOR = Words("（{what}）", " ({what})")
_STYLES = {"not_returned": "dim", "conflict": "bold red", "needs_correction": "yellow"}


@click.command(cls=Command, words=_ABOUT)
@click.option("--json", "json_file", cls=Option, metavar="FILE|-", words=_JSON)
@click.option("--xlsx", cls=Option, metavar="FILE", type=a_path, words=_XLSX)
@click.pass_obj
def command(session: Session, json_file: str | None, xlsx: Path | None) -> int:
    """Shows it, and writes it where asked."""
    from survey_tool.form.drawn import STATUS_PROPERTY
    from survey_tool.post.status.round_status import round_status, status_report
    from survey_tool.post.status.waited_for import waited_for

    xlsx = with_ending(xlsx) if xlsx else None
    see_that_nothing_is_lost(json_file, xlsx, STATUS_PROPERTY)
    if not (json_file or xlsx) and say_how_to_begin(session):
        return 0
    survey = session.survey()
    if json_file or xlsx:
        see_that_it_is_open(session)
    if say_closed(session):
        return 0
    collected, history = collect_returns(session, survey)
    status = round_status(survey, collected, today())
    if json_file:
        give_json(session, status_report(status, session.report_language(survey)), json_file)
    if xlsx:
        from survey_tool.post.status.workbook import draw_status_workbook

        workbook = draw_status_workbook(survey, status, xlsx.parent, session.language)
        give_workbook(session, workbook, xlsx, STATUS_PROPERTY)
    if json_file != STANDARD_OUTPUT:
        show_prefectures(session.console, status, waited_for(survey, collected, history))
        say_totals(session.console, status)
        say_next(session.console, survey, collected, status, history)
    return 0


def _beside(each: PrefectureStatus, waited: WaitedFor | None) -> Words:
    """That what came is no form; until when it may answer, where that is another day than that of the others; what it is waited for."""
    from survey_tool.post.status.waited_for import IN_WORDS

    longer = each.extended_to is not None and each.state not in DONE
    extended = _EXTENDED.fill(day=each.extended_to) if longer else NOTHING
    others = _OTHER_FILES if each.strangers and each.state == "not_returned" else NOTHING
    return others + extended + (_WAITED_FOR.fill(what=IN_WORDS[waited]) if waited else NOTHING)


def show_prefectures(console: Console, status: RoundStatus, waited: Mapping[str, WaitedFor]) -> None:
    """A line a prefecture; `waited`: what it is waited for beside its form."""
    from survey_tool.post.status.states import STATE_LABELS, STATE_MARKS

    language = console.language
    rows: list[tuple[ConsoleCell, ...]] = [
        (
            each.code,
            each.name[language],
            (
                f"{STATE_MARKS[each.state]} {STATE_LABELS[each.state][language]}{_beside(each, waited.get(each.code))[language]}",
                _STYLES.get(each.state, ""),
            ),
            *(str(count) if count else "" for count in (each.cases, each.unanswered, each.wrong, each.warnings)),
            f"{each.saved_on:%m-%d}" if each.saved_on else "",
            each.came_told[language],
        )
        for each in status.prefectures
    ]
    console.table(_HEADERS, rows)
