"""Whoever was refused finds the form as it was filled in: nothing typed is lost, nothing chosen has become more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from httpx2 import Response
from time_machine import travel

from survey_tool.desk import at_hand
from survey_tool.post.record.keeping import RecordInUseError
from tests.commands import command
from tests.desk.states import busy
from tests.desks import ORIGIN, TODAY, Asked, a_desk

pytestmark = pytest.mark.slow  # a round in the middle is made first

INVITED = "/letters?kind=invite"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with travel(TODAY, tick=True):
        folder = busy(tmp_path_factory.mktemp("refused") / "workspace")
        assert command("mail", "invite", "--number", "2", workspace=folder).code == 2
    return folder


@pytest.fixture
def desk(workspace: Path) -> Iterator[Asked]:
    with travel(TODAY, tick=True), a_desk(workspace) as asked:
        yield asked


def refused(desk: Asked, page: str, address: str, data: dict[str, str | list[str]]) -> str:
    """The page to which somebody is led who was refused; loaded again, it is the same."""
    answer: Response = desk.client.post(address, data=data, headers={"Origin": ORIGIN, "Referer": f"{ORIGIN}{page}"})
    assert answer.status_code == 303, answer.text
    place = answer.headers["location"]
    assert place.startswith(page.partition("&done")[0].partition("?done")[0]), place
    assert "done" not in place, "what was done before is not told of what was refused"
    shown = desk.get(place)
    assert (shown.status_code, desk.get(place).text) == (200, shown.text)
    return shown.text


def form_of(page: str, address: str, about: str = "") -> str:
    """The form that is sent to an address, behind its tag."""
    found: list[str] = re.findall(rf'<form method="post" action="{address}"[^>]*>(.*?)</form>', page, re.DOTALL)
    return next(each for each in found if about in each)


def told(form: str) -> str:
    """The refusal with which a form begins."""
    found = re.match(r'\s*<div class="notice bad" role="alert"[^>]*>\s*<p>(.*?)</p>\s*</div>', form)
    assert found, form
    return unescape(found[1])


def chosen(form: str, name: str) -> list[str]:
    return re.findall(rf'<input type="(?:checkbox|radio)" name="{name}" value="([^"]*)" checked', form)


def test_letters_that_were_not_chosen_are_not_noted_as_sent_by_going_back(desk: Asked) -> None:
    """One of 47 was ticked with a wrong day; the way back led to all 47, and one more press noted all of them."""
    fresh = form_of(desk.get(INVITED).text, "/letters/sent")
    assert chosen(fresh, "draft") == []
    data: dict[str, str | list[str]] = {"kind": "invite", "draft": ["13_tokyo_2.eml"], "on": "2099-12-31"}
    form = form_of(refused(desk, f"{INVITED}&done=done_sent&count=1", "/letters/sent", data), "/letters/sent")
    assert told(form).startswith("送信した日として指定した日（2099-12-31）は、今日（2026-12-01）より後の日です。")
    assert chosen(form, "draft") == ["13_tokyo_2.eml"]
    assert '<input type="date" id="on" name="on" value="2099-12-31">' in form
    form = form_of(refused(desk, INVITED, "/letters/sent", {"kind": "invite", "on": "soon"}), "/letters/sent")
    assert (told(form), chosen(form, "draft")) == ("下書きを選択してください。", [])
    assert '<input type="text" id="on" name="on" value="soon">' in form, "a field of a day would leave it blank"


@pytest.mark.parametrize(
    ("page", "address", "data", "why", "stands"),
    [
        ("/prefectures/13", "/prefectures/13/extend", {"day": "2026-12-01"}, "延長後の期限", 'value="2026-12-01"'),
        ("/prefectures/13", "/prefectures/13/allow-copy", {"domain": 'no "domain"'}, "「no", 'value="no &quot;domain&quot;"'),
        ("/prefectures/13", "/forms", {"prefecture": "13", "cases": "多め"}, "事例の数を", 'value="多め"'),
        (INVITED, "/letters/write", {"kind": "invite", "number": "二", "edition": "en"}, "通数は", '<option value="en" selected>'),
        ("/close", "/close", {"goes": "another", "round": "2025"}, "調査名（2026）", 'value="2025"'),
        ("/rounds", "/rounds/next", {"name": "a/b"}, "「a/b」という名前", 'value="a/b"'),
    ],
)  # fmt: skip
def test_what_was_typed_stands_in_its_form_with_the_refusal(
    desk: Asked, page: str, address: str, data: dict[str, str | list[str]], why: str, stands: str
) -> None:
    form = form_of(refused(desk, page, address, data), address)
    assert why in told(form)
    assert stands in form


def test_a_form_among_several_is_told_by_what_it_is_about(desk: Asked) -> None:
    about = 'value="27（差替え）.xlsx"'
    page = refused(desk, "/prefectures/27", "/prefectures/27/owner", {"file": "27（差替え）.xlsx", "owner": "no"})
    assert told(form_of(page, "/prefectures/27/owner", about)) == "都道府県を選択してください。"
    assert page.count('role="alert"') == 1
    data: dict[str, str | list[str]] = {"file": "05_秋田県.xlsx", "password": "ちがう"}
    page = refused(desk, "/prefectures/05", "/prefectures/05/unlock", data)
    assert "パスワードが違います" in told(form_of(page, "/prefectures/05/unlock"))
    assert "ちがう" not in page, "a password is on no page"


def test_a_reason_that_could_not_be_written_down_is_not_lost(desk: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    """Something else wrote the record: whoever had typed a note, or why an answer is right, had to type it again."""
    monkeypatch.setattr("survey_tool.post.acts.append", _in_use)
    form = form_of(desk.get("/prefectures/02").text, "/prefectures/02/confirm")
    seen = re.search(r'name="seen" value="([^"]*)"', form)
    assert seen
    data: dict[str, str | list[str]] = {"seen": unescape(seen[1]), "because": "<b>電話</b>で確認"}
    page = refused(desk, "/prefectures/02", "/prefectures/02/confirm", data)
    form = form_of(page, "/prefectures/02/confirm", seen[0])
    assert "記録に書き込んでいます" in told(form)
    assert 'name="because" value="&lt;b&gt;電話&lt;/b&gt;で確認"' in form
    assert "<details open><summary>この回答のままでよい</summary>" in page, "it is not hidden where somebody opened it"
    page = refused(desk, "/prefectures/02", "/prefectures/02/note", {"text": "1行目\n</textarea>"})
    assert ">1行目\n&lt;/textarea&gt;</textarea>" in form_of(page, "/prefectures/02/note")


def _in_use(*_: object, **__: object) -> None:
    raise RecordInUseError


def test_a_form_that_is_no_longer_there_is_refused_above_its_page(desk: Asked) -> None:
    page = refused(desk, "/prefectures/13", "/prefectures/13/confirm", {"seen": "gone", "because": "電話"})
    assert page.count("今の回答を確認してください") == 1
    assert 'value="電話"' not in page, "it was said of another answer"


def test_only_pages_of_the_desk_are_led_to(desk: Asked) -> None:
    for place in ("http://evil.example/prefectures/13", f"{ORIGIN}//evil.example", ""):
        answer = desk.post("/prefectures/13/note", {"text": ""}, Referer=place)
        assert (answer.status_code, "前のページへ戻る" in answer.text) == (409, False), place


def test_a_fault_of_ours_leads_back_to_the_form_as_it_was(desk: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("survey_tool.desk.pages.letters.sent_by_hand", broken)
    answer = desk.post("/letters/sent", {"kind": "invite", "draft": "13_tokyo_2.eml"}, Referer=f"{ORIGIN}{INVITED}")
    assert answer.status_code == 500
    back = re.search(r'href="([^"]+)">前のページへ戻る', answer.text)
    assert back
    assert chosen(form_of(desk.get(unescape(back[1])).text, "/letters/sent"), "draft") == ["13_tokyo_2.eml"]
    assert [type(each) for each in desk.unexpected] == [ZeroDivisionError]
    desk.unexpected.clear()


def test_a_form_is_let_go_when_many_were_refused_after_it(desk: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(at_hand, "_BORNE_IN_MIND", 1)
    desk.client.headers |= {"Origin": ORIGIN, "Referer": f"{ORIGIN}/prefectures/13"}
    first, second = (
        desk.client.post("/prefectures/13/extend", data={"day": day}).headers["location"]
        for day in ("2026-11-11", "2026-11-12")
    )
    assert 'value="2026-11-11"' not in desk.get(first).text
    assert 'value="2026-11-12"' in desk.get(second).text
