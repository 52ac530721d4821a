"""The next round is begun beside the present one and opened from its desk; each is an own desk in an own folder."""

from __future__ import annotations

import html
import re
import sys
import time
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from survey_tool.desk.guard.only_one import PLACE
from survey_tool.post.rounds.beside import begin_beside, name_of_next
from tests.desk.test_serving import ask, running
from tests.desks import a_desk

ADDRESS = "http://127.0.0.1:1/?key=k"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    folder = tmp_path / "調査2026"
    folder.mkdir()
    (folder / "survey.toml").write_text('round = "2026"\nsecretariat.phone = "03-1111-2222"\n', encoding="utf-8")
    (folder / "contacts.csv").write_text("prefecture_code,department,person,email,kind\n", encoding="utf-8")
    return folder


def test_the_next_round_is_begun_beside_this_one_and_opened(workspace: Path) -> None:
    opened: list[tuple[Path, str]] = []

    def open_it(folder: Path, language: str) -> str:
        opened.append((folder, language))
        (folder / PLACE).write_text(f'{{"address":"{ADDRESS}","computer":"c","by":"b","since":"s"}}', encoding="utf-8")
        return ADDRESS

    with a_desk(workspace) as desk:
        desk.desk.open_beside = open_it
        assert 'value="調査2027"' in desk.get("/rounds").text
        answer = desk.post("/rounds/next", {"name": "調査2027"})
        assert answer.headers["location"] == "/rounds?done=done_next"
        page = html.unescape(desk.get("/rounds?done=done_next").text)
        assert f'href="{ADDRESS}"' in page
        assert "次回：<b>調査2027</b>" in page
        assert 'name="name"' not in page, "it was begun already"
        again = desk.post("/rounds/next", {"name": "調査2027"})
        assert again.headers["location"] == "/rounds?done=done_next", "pressed twice, it is begun once"
        (workspace.parent / "調査2027" / PLACE).unlink()
        assert ADDRESS not in html.unescape(desk.get("/rounds").text), "that desk was ended meanwhile"
    following = workspace.parent / "調査2027"
    assert opened == [(following, "ja")] * 2
    settings = (following / "survey.toml").read_text(encoding="utf-8")
    assert 'last_workspace = "../調査2026"' in settings
    assert 'secretariat.phone = "03-1111-2222"' in settings
    assert (following / "contacts.csv").exists()
    with a_desk(following) as desk:
        page = desk.get("/rounds").text
        assert "前回：<b>調査2026</b>" in page
        assert 'name="name"' not in page, "a round that has no name yet has no next one"


@pytest.mark.parametrize(
    "name", ["", "../x", "a/b", "a\\b", "CON", "con .", "aux.txt", ". .", ".hidden", "調査2026", "other"]
)
def test_a_folder_that_cannot_be_made_or_holds_something_is_refused(workspace: Path, name: str) -> None:
    (workspace.parent / "other").mkdir()
    (workspace.parent / "other" / "letter.docx").write_bytes(b"mine")
    before = sorted(workspace.parent.rglob("*"))
    with a_desk(workspace) as desk:
        assert desk.post("/rounds/next", {"name": name}).status_code == 409
        assert desk.post("/rounds/open", {"folder": str(workspace.parent / "other")}).status_code == 409
    assert sorted(workspace.parent.rglob("*")) == before


def test_a_list_of_contacts_that_is_held_for_a_moment_comes_along_when_it_is_begun_again(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = Path.read_bytes

    def held(path: Path) -> bytes:
        if path.name == "contacts.csv":
            raise PermissionError(13, "held", str(path))
        return read(path)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "read_bytes", held)
        with pytest.raises(PermissionError):
            begin_beside(workspace, "調査2027")
    folder = begin_beside(workspace, "調査2027")
    assert (folder / "contacts.csv").read_bytes() == (workspace / "contacts.csv").read_bytes()


@pytest.mark.parametrize("name", ["2027.", " 2027 ", "2027 .", "2027. . "])
def test_a_folder_has_no_blank_nor_dot_at_its_end(workspace: Path, name: str) -> None:
    """Windows leaves them off: the folder would have another name than the one that is looked for."""
    assert begin_beside(workspace, name) == workspace.parent / "2027"
    assert begin_beside(workspace, name) == workspace.parent / "2027"
    assert sorted(path.name for path in workspace.parent.iterdir()) == ["2027", workspace.name]


@pytest.mark.parametrize(
    ("folder", "round_name", "name"),
    [
        ("2026", "2026", "2027"),
        ("調査2026", "2026", "調査2027"),
        ("調査", "2026", "調査-2027"),
        ("調査", "R8", "調査-2"),
    ],
)
def test_what_the_next_folder_might_be_called(tmp_path: Path, folder: str, round_name: str, name: str) -> None:
    assert name_of_next(tmp_path / folder, round_name) == name


def test_every_page_names_its_round(workspace: Path) -> None:
    """With this round and the next in two tabs nobody could tell whose settings were edited."""
    following = begin_beside(workspace, "調査2027")
    for folder, named in ((workspace, "2026年度調査"), (following, "フォルダ「調査2027」")):
        with a_desk(folder) as desk:
            answers = {place: desk.get(place) for place in ("/settings", "/settings/contacts/13", "/progress", "/no")}
            answers["refused"] = desk.post("/settings/contacts")
            answers["/rounds"] = desk.get("/rounds")
            answers["end"] = desk.post("/end")
        for place, answer in answers.items():
            title = re.search(r"<title>(.*?)｜(.*?)｜共同調達調査</title>", answer.text)
            assert title, place
            assert title[2] == named, place
            assert place == "end" or f'<span class="quiet">{named}</span></p>' in answer.text, place


def test_an_empty_folder_offers_the_rounds_beside_it(workspace: Path) -> None:
    fresh = workspace.parent / "新しいフォルダ"
    fresh.mkdir()
    with a_desk(fresh) as desk:
        page = desk.get("/settings").text
        assert "「調査2026」（2026年度調査）から引き継ぐ" in page
        found = re.search(r'name="last" value="([^"]+)"', page)
        assert found
        assert desk.post("/follow", {"last": found[1]}).headers["location"] == "/settings?done=followed"
    assert 'last_workspace = "../調査2026"' in (fresh / "survey.toml").read_text(encoding="utf-8")


def gone(path: Path) -> None:
    """Waits until it is: a desk answers before it has ended."""
    for _ in range(300):
        if not path.exists():
            return
        time.sleep(0.1)
    pytest.fail(f"{path} is still there")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="the folder is held there until the process is gone")
def test_both_desks_answer_and_each_is_ended_by_itself(workspace: Path) -> None:
    with running(workspace) as (process, first):
        cookies = {first: cookie_of(first)}
        sent = ask(first, "POST", "/rounds/next", urlencode({"name": "2027"}), **form(first, cookies[first]))
        assert (sent[0], sent[2]["location"]) == (303, "/rounds?done=done_next"), sent[1]
        page = html.unescape(ask(first, path="/rounds", Cookie=cookies[first])[1])
        found = re.search(r'href="(http://127[^"]+)"', page)
        assert found
        second = found[1]
        cookies[second] = cookie_of(second)
        assert ask(second, path="/", Cookie=cookies[second])[2]["location"] == "/settings"
        assert ask(second, path="/", Cookie=cookies[first])[0] == 403, "each has a key of its own"
        back = ask(
            second, "POST", "/rounds/open", urlencode({"folder": str(workspace)}), **form(second, cookies[second])
        )
        assert back[0] == 303
        assert first in html.unescape(ask(second, path="/rounds", Cookie=cookies[second])[1]), "it is open already"
        assert ask(first, "POST", "/end", **form(first, cookies[first]))[0] == 200
        assert ask(second, path="/settings", Cookie=cookies[second])[0] == 200
        gone(workspace / PLACE)
        assert ask(second, "POST", "/end", **form(second, cookies[second]))[0] == 200
        process.wait(timeout=30)
        assert process.returncode == 0


def test_a_folder_that_is_gone_is_told_and_not_begun_anew(workspace: Path) -> None:
    away = workspace.parent / "elsewhere"
    with a_desk(workspace) as desk:
        desk.get("/")
        workspace.rename(away)
        for path in ("/", "/settings", "/letters", "/prefectures/13"):
            assert "調査のフォルダ「調査2026」が見つかりません" in desk.client.get(path, follow_redirects=True).text, (
                path
            )
        assert desk.drop(("13.xlsx", b"x")).status_code == 409
        assert desk.post("/begin").status_code == 409
        assert not workspace.exists()
        away.rename(workspace)
        assert desk.get("/").status_code == 200
        assert desk.drop(("13.xlsx", b"x")).status_code == 200


def cookie_of(address: str) -> str:
    split = urlsplit(address)
    return ask(address, path=f"/?{split.query}")[2]["set-cookie"].partition(";")[0]


def form(address: str, cookie: str) -> dict[str, str]:
    return {
        "Cookie": cookie,
        "Origin": f"http://{urlsplit(address).netloc}",
        "Content-Type": "application/x-www-form-urlencoded",
    }
