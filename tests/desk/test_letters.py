"""Letters at the desk are those that the commands write: the same drafts, shown as their recipients see them, noted once they went out."""

from __future__ import annotations

import datetime as dt
import io
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from time_machine import travel

from survey_tool.form.contract.answers import Form
from survey_tool.form.contract.file_names import form_path
from survey_tool.form.workbook import draw
from survey_tool.post.record.history import record_path
from survey_tool.post.rounds.new_round import contacts_text
from survey_tool.reference.places import read_places
from survey_tool.reference.survey import open_survey
from survey_tool.reference.workspace import write_whole
from tests.browser import Browser
from tests.commands import command
from tests.desk.test_everyone import origin_of
from tests.desk.test_serving import running
from tests.desks import TODAY, Asked, a_desk, returned

SETTINGS = (
    'round = "2026"\n[secretariat]\nname = { ja = "調査事務局", en = "Survey office" }\n'
    'phone = "03-1111-2222"\nemail = "desk@example.go.jp"\nreturn_address = "desk@example.go.jp"\n'
)
CODES = ("13", "47")


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Forms and contacts of two prefectures."""
    folder = tmp_path / "workspace"
    folder.mkdir()
    (folder / "survey.toml").write_text(SETTINGS, encoding="utf-8")
    text = contacts_text(read_places(), "ja")
    for code, name in (("13", "東京都"), ("47", "沖縄県")):
        text = text.replace(f"{code},{name},,,,to", f"{code},{name},情報政策課,,joho@pref{code}.jp,to")
    (folder / "contacts.csv").write_text(text, encoding="utf-8")
    survey = open_survey(folder)
    for code in CODES:
        write_whole(form_path(survey, code), draw(survey, Form(code)))
    return folder


@pytest.fixture
def desk(workspace: Path) -> Iterator[Asked]:
    with travel(TODAY, tick=True), a_desk(workspace) as asked:
        yield asked


def offered(page: str) -> list[str]:
    """The drafts among which is chosen what went out; not those that are no longer to be sent as they stand."""
    choices = page.partition("<legend>送信したもの</legend>")[2].partition("</fieldset>")[0]
    return re.findall(r'name="draft" value="([^"/]*)"', choices)


@pytest.mark.slow
def test_the_drafts_are_those_of_the_command(desk: Asked, workspace: Path, tmp_path: Path) -> None:
    beside = tmp_path / "beside"
    shutil.copytree(workspace, beside)
    assert "47団体" in desk.get("/letters?kind=invite").text
    assert desk.post("/letters/write", {"kind": "invite"}).headers["location"] == "/progress"
    state, told = desk.works()
    assert (state, told[0]) == ("done", "下書きを2件作成しました。")
    assert told[1].startswith("連絡先の一覧（contacts.csv）に宛先がないため作成していません：")
    assert command("mail", "invite", workspace=beside).code == 2
    drafts = {path.relative_to(workspace) for path in (workspace / "mail").rglob("*.*")}
    assert drafts == {path.relative_to(beside) for path in (beside / "mail").rglob("*.*")}
    assert all((workspace / each).read_bytes() == (beside / each).read_bytes() for each in drafts)

    overview = desk.get("/").text
    assert "未提出（宛先なし）" in overview.replace("</span> ", "").replace("</span>", "")
    assert "45団体に調査票を送付していません" in overview
    page = desk.get("/letters?kind=invite").text
    assert "情報政策課 &lt;joho@pref13.jp&gt;" in page
    assert "2026年12月11日（金）" in page
    assert form_path(open_survey(workspace), "13").name in page
    archive = zipfile.ZipFile(io.BytesIO(desk.get("/letters/invite.zip").content))
    assert archive.namelist() == ["13_tokyo.eml", "47_okinawa.eml"]
    assert archive.read("13_tokyo.eml") == (workspace / "mail/2026/invite/13_tokyo.eml").read_bytes()


def test_whoever_is_told_to_write_to_one_prefecture_writes_to_that_alone(desk: Asked, workspace: Path) -> None:
    """The step named one that had sent a question, and its button led to reminders to all who had not returned."""
    desk.post("/letters/write", {"kind": "invite"})
    desk.works()
    desk.post("/letters/sent", {"kind": "invite", "draft": "13_tokyo.eml", "on": "2026-11-30"})
    desk.post("/letters/sent", {"kind": "invite", "draft": "47_okinawa.eml", "on": "2026-11-30"})
    write_whole(open_survey(workspace).submissions / "13東京都.pdf", b"%PDF-1.7")
    assert 'href="/letters?kind=remind&amp;to=13"' in desk.get("/").text
    page = desk.get("/letters?kind=remind&to=13").text
    assert "<b>1団体</b>　東京都<" in page
    assert "選んだ都道府県のみを示しています。" in page
    assert '<a href="/prefectures/13">東京都から届いたものを見る</a>' in page, (
        "before somebody is reminded, what came is looked at"
    )
    assert desk.post("/letters/write", {"kind": "remind", "to": "13"}).has_redirect_location
    state, told = desk.works()
    assert (state, told[0]) == ("done", "下書きを1件作成しました。")
    assert [path.name for path in (workspace / "mail/2026/remind").glob("*.eml")] == ["13_tokyo.eml"]
    assert desk.get("/letters?kind=remind&to=99").status_code == 404
    assert "<b>2団体</b>" in desk.get("/letters?kind=remind").text


def test_what_went_out_is_noted_and_no_longer_offered(desk: Asked) -> None:
    desk.post("/letters/write", {"kind": "invite"})
    desk.works()
    nobody = desk.post("/letters/sent", {"kind": "invite"})
    assert (nobody.status_code, "下書きを選択してください" in nobody.text) == (409, True)
    answer = desk.post("/letters/sent", {"kind": "invite", "draft": "13_tokyo.eml", "on": "2026-11-30"})
    assert answer.headers["location"] == "/letters?kind=invite&done=done_sent&count=1"
    page = desk.get("/letters?kind=invite").text
    assert "送信済み（2026-11-30 12:00）" in page
    assert 'value="13_tokyo.eml"' not in page
    assert 'value="47_okinawa.eml"' in page
    archive = zipfile.ZipFile(io.BytesIO(desk.get("/letters/invite.zip").content))
    assert archive.namelist() == ["47_okinawa.eml"]
    assert (
        "1件を送信済みとして記録しました。誤って記録した場合は"
        in desk.get("/letters?kind=invite&done=done_sent&count=1").text
    )
    for other in ("close_type", "round", "done_sent", "nothing", "done_sent&count=-1", "done_sent&count=٣"):
        answer = desk.get(f"/letters?done={other}")
        assert (answer.status_code, "notice good" in answer.text) == (200, False), other
    assert "&lt;b&gt;" not in desk.get("/letters?kind=invite&done=done_sent&count=<b>").text
    assert "送信済み" in desk.get("/prefectures/13").text


@pytest.mark.slow
def test_a_draft_that_says_what_is_no_longer_so_is_not_offered_for_sending(workspace: Path) -> None:
    """A reminder with the old deadline stayed ticked and in the archive after an extension; so did a request about a file that was set aside,
    and a reminder to who has answered since."""
    survey = open_survey(workspace)
    with travel(TODAY, tick=True), a_desk(workspace) as desk:
        desk.post("/letters/write", {"kind": "invite"})
        desk.works()
        for code in ("13_tokyo", "47_okinawa"):
            desk.post("/letters/sent", {"kind": "invite", "draft": f"{code}.eml", "on": "2026-11-30"})
    with travel(TODAY + dt.timedelta(2), tick=True), a_desk(workspace) as desk:
        desk.post("/letters/write", {"kind": "remind"})
        desk.works()
        assert offered(desk.get("/letters?kind=remind").text) == ["13_tokyo.eml", "47_okinawa.eml"]
        desk.post("/prefectures/47/extend", {"day": "2026-12-25"})
        write_whole(survey.submissions / "13.xlsx", returned("13", wrong=True))
        page = desk.get("/letters?kind=remind").text
        assert "送付の対象としない下書きがあります（2件：東京都、沖縄県）" in page
        assert offered(page) == []
        assert 'value="47_okinawa.eml">' in page, "it may have gone out before, and is noted then"
        assert zipfile.ZipFile(io.BytesIO(desk.get("/letters/remind.zip").content)).namelist() == []
        assert "このままでは送付の対象ではありません" in desk.get("/prefectures/47").text
        desk.post("/letters/write", {"kind": "correct"})
        desk.works()
        name = next((workspace / "mail/2026/correct").glob("13_*.eml")).name
        assert offered(desk.get("/letters?kind=correct").text) == [name]
        desk.post("/prefectures/13/set-aside", {"file": "13.xlsx"})
        page = desk.get("/letters?kind=correct").text
        assert offered(page) == []
        assert "送付の対象としない下書きがあります（1件：東京都）" in page
        assert f'value="{name}"' in page
        assert (workspace / "mail/2026/correct" / name).is_file(), "nothing is taken away that nobody asked for"


def test_a_draft_in_words_of_ones_own_stays_offered_while_its_letter_is_due(desk: Asked, workspace: Path) -> None:
    desk.post("/letters/write", {"kind": "invite", "edition": "en"})
    desk.works()
    path = workspace / "mail/2026/invite/13_tokyo.eml"
    path.write_bytes(path.read_bytes().replace(b"X-Unsent: 1", b"X-Unsent: 1\r\nX-Mine: yes"))
    names = ["13_tokyo.eml", "47_okinawa.eml"]
    assert offered(desk.get("/letters?kind=invite").text) == names, "in the other language as well"
    contacts = workspace / "contacts.csv"
    contacts.write_text(contacts.read_text("utf-8").replace("joho@pref47.jp", "gyosei@pref47.jp"), encoding="utf-8")
    assert offered(desk.get("/letters?kind=invite").text) == names[:1], "the other goes to whom nobody writes any more"


@pytest.mark.slow
def test_a_draft_to_somebody_who_may_no_longer_get_it_is_not_offered(desk: Asked, workspace: Path) -> None:
    """Whoever was taken out of the list got a copy all the same, and a draft that somebody had edited went to whom nobody writes any more."""
    contacts = workspace / "contacts.csv"
    listed = contacts.read_text("utf-8")
    contacts.write_text(f"{listed.rstrip()}\n13,東京都,総務部,,soumu@pref13.jp,cc\n", encoding="utf-8")
    desk.post("/letters/write", {"kind": "invite"})
    desk.works()
    edited = workspace / "mail/2026/invite/47_okinawa.eml"
    edited.write_bytes(edited.read_bytes().replace(b"X-Unsent: 1", b"X-Unsent: 1\r\nX-Mine: yes"))
    offered = zipfile.ZipFile(io.BytesIO(desk.get("/letters/invite.zip").content)).namelist()
    assert offered == ["13_tokyo.eml", "47_okinawa.eml"]
    contacts.write_text(listed.replace("joho@pref47.jp", "gyosei@pref47.jp"), encoding="utf-8")
    assert zipfile.ZipFile(io.BytesIO(desk.get("/letters/invite.zip").content)).namelist() == []
    assert "送付の対象としない下書きがあります（2件：東京都、沖縄県）" in desk.get("/letters?kind=invite").text


@pytest.mark.slow
def test_a_draft_with_a_form_that_would_not_be_sent_today_is_not_offered(desk: Asked, workspace: Path) -> None:
    """The command refused to send the form, or wrote the draft anew with another; the desk went on offering it with the old one."""

    def offered() -> list[str]:
        return zipfile.ZipFile(io.BytesIO(desk.get("/letters/invite.zip").content)).namelist()

    desk.post("/letters/write", {"kind": "invite"})
    desk.works()
    assert offered() == ["13_tokyo.eml", "47_okinawa.eml"]
    survey = open_survey(workspace)
    write_whole(form_path(survey, "13"), draw(survey, Form("13", "en")))
    assert offered() == ["47_okinawa.eml"], "another form lies there now"
    (workspace / "survey.toml").write_text(f"as_of = 2026-11-15\n{SETTINGS}", encoding="utf-8")
    assert command("mail", "invite", "47", workspace=workspace).code == 2
    assert offered() == [], "it says what is no longer so"


def test_what_is_noted_as_sent_is_chosen_by_prefecture(desk: Asked) -> None:
    desk.post("/letters/write", {"kind": "invite"})
    desk.works()
    page = " ".join(desk.get("/letters?kind=invite").text.split())
    assert 'value="13_tokyo.eml"> 13 東京都</label>' in page
    assert "<summary><b>東京都</b> 【回答依頼】" in page


def test_nothing_is_noted_as_sent_that_nobody_has_ticked(desk: Asked) -> None:
    """All 47 were ticked from the start, and one press noted them in a record that keeps what it is told."""
    desk.post("/letters/write", {"kind": "invite"})
    desk.works()
    page = desk.get("/letters?kind=invite").text
    marking = page.partition('id="mark"')[2].partition("</section>")[0]
    assert "checked" not in marking
    everything = re.search(r'name="draft" value="([^"]*/[^"]*)"[^>]*> 全て（2件）', marking)
    assert everything, "what the box says, the form says without a script as well"
    assert "hidden" not in everything[0]
    answer = desk.post("/letters/sent", {"kind": "invite", "draft": everything[1]})
    assert answer.headers["location"] == "/letters?kind=invite&done=done_sent&count=2"
    assert offered(desk.get("/letters?kind=invite").text) == []


@pytest.mark.slow
def test_all_are_ticked_by_the_keyboard(browser: Browser, workspace: Path) -> None:
    with travel(TODAY, tick=True), a_desk(workspace) as desk:
        desk.post("/letters/write", {"kind": "invite"})
        desk.works()
    ticked = "() => [...document.querySelectorAll('[name=draft]:checked')].map((each) => each.value)"
    with running(workspace) as (_, address), browser.visit_address(*origin_of(address)) as page:
        page.go("/letters?kind=invite")
        page.tab.focus("[data-all]")
        assert page.run(ticked) == []
        page.tab.keyboard.press("Space")
        names = ["13_tokyo.eml", "47_okinawa.eml"]
        assert page.run(ticked) == ["/".join(names), *names]
        page.tab.keyboard.press("Tab")
        page.tab.keyboard.press("Space")
        assert page.run(ticked) == names[1:]


def test_drafts_are_offered_first_where_some_are_still_to_be_written(desk: Asked) -> None:
    """When all had gone out, or stood there to be sent, the page still asked for the drafts in blue."""

    def button(page: str) -> tuple[str, str]:
        found = re.search(r'action="/letters/write">.*?<button([^>]*)>(.*?)</button>', page)
        assert found
        return found[1], found[2]

    for place in ("/letters?kind=invite&to=13&to=47", "/letters?kind=invite"):
        assert button(desk.get(place).text) == ("", "下書きを作成する")
    desk.post("/letters/write", {"kind": "invite"})
    desk.works()
    told = "は、全て送信済みです。"
    for place, first in (("/letters?kind=invite&to=13&to=47", ' class="plain"'), ("/letters?kind=invite", "")):
        page = desk.get(place).text
        assert (button(page), told in page) == ((first, "下書きを作成し直す"), False), place
    for name in ("13_tokyo.eml", "47_okinawa.eml"):
        desk.post("/letters/sent", {"kind": "invite", "draft": name})
    page = desk.get("/letters?kind=invite").text
    assert button(page) == (' class="plain"', "下書きを作成し直す")
    assert "作成済みの下書き（2件）は、全て送信済みです。" in page


def test_a_second_letter_in_another_language(desk: Asked, workspace: Path, tmp_path: Path) -> None:
    """As `mail invite --number 2 --edition en`."""
    beside = tmp_path / "beside"
    shutil.copytree(workspace, beside)
    for wrong in ("0", "二", "100"):
        answer = desk.post("/letters/write", {"kind": "invite", "number": wrong})
        assert (answer.status_code, "通数は、1から99までの整数で" in answer.text) == (409, True)
    desk.post("/letters/write", {"kind": "invite", "number": "2", "edition": "en"})
    assert desk.works()[0] == "done"
    command("mail", "invite", "--number", "2", "--edition", "en", workspace=beside)
    names = [path.name for path in sorted((workspace / "mail/2026/invite").glob("*.eml"))]
    assert names == ["13_tokyo_2.eml", "47_okinawa_2.eml"]
    for name in names:
        content = (workspace / "mail/2026/invite" / name).read_bytes()
        assert content == (beside / "mail/2026/invite" / name).read_bytes()


def test_the_forms_that_go_out_can_be_looked_at(desk: Asked, workspace: Path) -> None:
    drawn = [form_path(open_survey(workspace), code) for code in CODES]
    (drawn[0].parent / f"~${drawn[0].name}").write_bytes(b"\x06yamada")  # Excel has fallen over it, or has it open
    archive = zipfile.ZipFile(io.BytesIO(desk.get("/forms.zip").content))
    assert archive.namelist() == [path.name for path in drawn]
    assert [archive.read(path.name) for path in drawn] == [path.read_bytes() for path in drawn]
    assert "2件あります（templates/2026）。" in desk.get("/letters").text
    assert "送付する調査票" not in desk.get("/letters?kind=remind").text


def test_an_older_copy_of_the_record_is_told_before_drafts_go_out_again(desk: Asked, workspace: Path) -> None:
    told = "記録が失われたか、古い控えに置き換わった可能性があります。送信済みかどうかを確認した上で送信してください。"
    for code in CODES:
        form_path(open_survey(workspace), code).unlink()
    assert command("generate", "--prefecture", "13", workspace=workspace).code == 0
    desk.post("/letters/write", {"kind": "invite"})
    desk.works()
    older = record_path(open_survey(workspace)).read_bytes()
    desk.post("/letters/sent", {"kind": "invite", "draft": "13_tokyo.eml"})
    assert told not in desk.get("/letters?kind=invite").text
    record_path(open_survey(workspace)).write_bytes(older)
    page = desk.get("/letters?kind=invite")
    assert (page.status_code, told in page.text) == (200, True)


def test_an_unknown_kind_and_missing_contacts_are_told(desk: Asked, workspace: Path) -> None:
    assert desk.get("/letters?kind=nothing").status_code == 404
    assert desk.get("/letters/nothing.zip").status_code == 404
    for number in ("0", "x", "9" * 5_000):
        assert desk.post("/letters/write", {"kind": "invite", "number": number}).status_code == 409
    (workspace / "contacts.csv").unlink()
    assert "宛先の一覧" in desk.get("/letters?kind=invite").text
    desk.post("/letters/write", {"kind": "invite"})
    state, told = desk.works()
    assert state == "failed"
    assert told[0].startswith("宛先の一覧")
    assert not (workspace / "mail").exists()


@pytest.mark.slow
def test_a_letter_is_noted_as_sent_on_the_page_of_its_prefecture(desk: Asked, workspace: Path) -> None:
    desk.post("/letters/write", {"kind": "invite"})
    desk.works()
    page = desk.get("/prefectures/13").text
    form = page.partition('<form method="post" action="/letters/sent">')[2].partition("</form>")[0]
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
    assert fields == {"kind": "invite", "draft": "13_tokyo.eml", "back": "/prefectures/13"}
    answer = desk.post("/letters/sent", fields)
    assert answer.headers["location"] == "/prefectures/13?done=done_sent&count=1"
    page = desk.get(answer.headers["location"]).text
    assert "1件を送信済みとして記録しました。" in page
    assert 'action="/letters/sent"' not in page
    assert 'value="13_tokyo.eml"' not in desk.get("/letters?kind=invite").text
    back = desk.post("/letters/sent", {"kind": "invite", "draft": "47_okinawa.eml", "back": "//evil.example"})
    assert back.headers["location"] == "/letters?kind=invite&done=done_sent&count=1"
    assert command("close", "2026", "--yes", workspace=workspace).code == 0
    assert 'action="/letters/sent"' not in desk.get("/prefectures/13").text


def test_where_there_is_nobody_to_write_to_it_says_why(desk: Asked, workspace: Path) -> None:
    page = desk.get("/letters?kind=correct").text
    assert "送付する相手はいません。" in page
    assert "調査票が提出されていないため、修正を依頼するものがありません：47団体" in page
    assert "期限を延長していません：47団体" in desk.get("/letters?kind=extend").text
    (workspace / "submissions" / "2026").mkdir(parents=True)
    (workspace / "submissions" / "2026" / "13.xlsx").write_bytes(returned("13", wrong=True))
    page = desk.get("/letters?kind=correct").text
    assert "東京都" in page
    assert "修正を依頼するものがありません" not in page, "who is due one is what counts"
