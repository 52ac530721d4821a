"""What a prefecture writes to the secretariat in its form stands on its page alone; elsewhere it is said that it has written."""

from __future__ import annotations

from pathlib import Path

import pytest

from survey_tool.form.workbook import draw
from tests.commands import command
from tests.desks import a_desk, returned
from tests.forms import filled, the_survey

SAID = "事例2は11月の議会後に<金額>が確定します。\n御了承ください。"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "survey.toml").write_text('round = "2026"\n', encoding="utf-8")
    folder = tmp_path / "submissions" / "2026"
    folder.mkdir(parents=True)
    paper = filled("13")
    paper.type("respondent", "respondent_remarks", SAID)
    (folder / "13.xlsx").write_bytes(draw(the_survey(), paper.form()))
    (folder / "47.xlsx").write_bytes(returned("47"))
    return tmp_path


@pytest.mark.slow
def test_it_is_announced_and_stands_in_full_on_the_page_of_its_prefecture(workspace: Path) -> None:
    """It was to be read only by who opened all answers of each prefecture."""
    with a_desk(workspace) as desk:
        own = desk.get("/prefectures/13").text
        assert '<pre class="mail">事例2は11月の議会後に&lt;金額&gt;が確定します。\n御了承ください。</pre>' in own
        told = desk.get("/").text.partition('id="messages">事務局への連絡事項</h2>')[2].partition("</section>")[0]
        assert '<a href="/prefectures/13">東京都</a>' in told
        assert "/prefectures/47" not in told
        for other in ("/", "/prefectures/47", "/letters", "/release"):
            assert "議会後" not in desk.get(other).text, other
    done = command("validate", workspace=workspace, lang="ja").out
    assert "「事務局への連絡事項」に記入があります（東京都）。" in done
    assert "議会後" not in done


def test_what_may_be_another_prefectures_is_shown_to_nobody_as_its_own(workspace: Path) -> None:
    form = workspace / "submissions" / "2026" / "13.xlsx"
    form.rename(form.with_name("47_沖縄県_回答.xlsx"))
    with a_desk(workspace) as desk:
        for page in ("/", "/prefectures/13", "/prefectures/47"):
            assert "議会後" not in desk.get(page).text, page
        assert 'id="messages"' not in desk.get("/").text
