"""The first page says where the round stands and what is new since the desk was last open."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from threading import Event

import pytest

from survey_tool.form.contract.answers import Form
from survey_tool.form.contract.file_names import form_path
from survey_tool.form.workbook import draw
from survey_tool.post.record.keeping import append
from survey_tool.post.record.line import line_now
from survey_tool.post.rounds.new_round import contacts_text
from survey_tool.reference.survey import open_survey
from survey_tool.reference.workspace import write_whole
from survey_tool.wording.words import Words
from tests.desks import a_desk

CLOSED_AT = dt.datetime(2026, 12, 1, 8, 0, tzinfo=dt.timezone(dt.timedelta(hours=9)))


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A round of which one line was written before the desk was closed, ten after."""
    (tmp_path / "survey.toml").write_text('round = "2026"\n', encoding="utf-8")
    hours = [
        dt.datetime(2026, 11, 30, 22, tzinfo=dt.UTC),
        *(CLOSED_AT.astimezone(dt.UTC) + dt.timedelta(hours=each) for each in range(1, 11)),
    ]
    lines = [line_now("2026", "noted", "13", detail=f"メモ{number}。", at=at) for number, at in enumerate(hours)]
    append(tmp_path / "record.csv", lines)
    return tmp_path


def told(page: str) -> list[str]:
    part = page.partition('aria-labelledby="lately"')[2].partition("</section>")[0]
    return re.findall(r"メモ\d+。|ほか\d+件", part)


def test_everything_since_the_desk_was_closed_is_told(workspace: Path) -> None:
    """By the moment, whatever the clock of the computer on which it was written says."""
    with a_desk(workspace, closed_at=CLOSED_AT) as desk:
        page = desk.get("/").text
    assert "前回この画面を閉じた後の動き" in page
    assert told(page) == [*(f"メモ{number}。" for number in range(10, 2, -1)), "ほか2件", "メモ2。", "メモ1。"]


@pytest.mark.parametrize("closed_at", [None, CLOSED_AT + dt.timedelta(days=9)])
def test_where_nothing_is_new_the_last_lines_are_told(workspace: Path, closed_at: dt.datetime | None) -> None:
    with a_desk(workspace, closed_at=closed_at) as desk:
        page = desk.get("/").text
    assert "最近の動き" in page
    assert told(page) == [f"メモ{number}。" for number in range(10, 2, -1)]


def steps(page: str) -> list[tuple[str, str]]:
    """What is to be done, and where the button beside it leads."""
    return re.findall(r'<p>([^<]*)</p>\s*<a class="button[^"]*" href="([^"]+)"', page)


def test_each_thing_to_do_has_a_button_and_says_what_the_button_does(workspace: Path) -> None:
    survey = open_survey(workspace)
    write_whole(form_path(survey, "13"), draw(survey, Form("13")))
    append(workspace / "record.csv", [line_now("2026", "sent", "13", "2026-invite-13-1")])
    for name, content in (("13東京都.pdf", b"%PDF-1.7"), ("scan.xlsx", b"PK\3\4")):
        write_whole(survey.submissions / name, content)
    with a_desk(workspace) as desk:
        found = steps(desk.get("/").text)
    for step in (
        (
            "東京都から調査票以外のファイルが届いています（13東京都.pdf）。"
            "内容を確認し、調査票での提出を求める場合は、督促のメールで依頼します。",
            "/letters?kind=remind&amp;to=13",
        ),
        ("どの都道府県のものか分からないファイルがあります（scan.xlsx）。提出元を確認し、記録します。", "/#nobodys"),
    ):
        assert step in found


def test_while_work_goes_on_nothing_is_offered_that_may_hang_on_it(workspace: Path) -> None:
    """The first of 47 forms was hardly written when the overview led to the letters that send them."""
    survey = open_survey(workspace)
    write_whole(form_path(survey, "13"), draw(survey, Form("13")))
    (workspace / "contacts.csv").write_text(contacts_text(survey.places, "ja"), encoding="utf-8")
    over, title = Event(), Words("調査票の作成", "Writing the forms")
    with a_desk(workspace) as desk:
        before = desk.get("/").text
        desk.desk.works.start(title, lambda _: [] if over.wait(60) else [title])
        meanwhile = desk.get("/").text
        over.set()
        assert desk.works() == ("done", [])
        after = desk.get("/").text
    invite = ("調査票を送付するメールの下書きを作成します。", "/letters?kind=invite")
    assert invite in steps(before)
    assert steps(meanwhile) == [("実行中の処理が終わると、次に行うことをここに表示します。", "/progress")]
    assert 'id="also"' in before
    assert 'id="also"' not in meanwhile
    assert 'id="drop"' in meanwhile, "what came in can be added all the same"
    assert steps(after) == steps(before)
