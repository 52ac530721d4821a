"""One desk a workspace, on this computer alone: it prints its address, a second one opens the first, Ctrl-C and its button end it."""

from __future__ import annotations

import asyncio
import json
import re
import signal
import socket
import subprocess
import sys
import webbrowser
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from threading import Event, Thread
from urllib.parse import urlsplit

import pytest
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from uvicorn.server import ServerState

from survey_tool.desk import serving
from survey_tool.desk.guard import only_one
from survey_tool.desk.guard.only_one import LOCK, PLACE, AlreadyOpen, alone
from survey_tool.desk.serving import CLOSED
from survey_tool.post.record.line import now
from survey_tool.wording.words import Language
from tests.commands import command

windows = pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C reaches a group of processes there")


@contextmanager
def running(workspace: Path, language: Language = "ja") -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The command itself, and the address that it prints."""
    arguments = [
        sys.executable,
        "-X",
        "utf8",
        "-m",
        "survey_tool",
        "--workspace",
        str(workspace),
        "--lang",
        language,
        "desk",
        "--no-browser",
    ]
    process = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8")
    try:
        assert process.stdout
        line = process.stdout.readline()
        found = re.search(r"(http://127\.0\.0\.1:\d+/\?key=\S+)$", line.rstrip("\n"))
        assert found, line + (process.stderr.read() if process.stderr else "")
        yield process, found[1]
    finally:
        process.kill()
        process.communicate()


def ask(
    address: str, method: str = "GET", path: str = "/", body: str = "", **headers: str
) -> tuple[int, str, dict[str, str]]:
    split = urlsplit(address)
    connection = HTTPConnection("127.0.0.1", split.port or 0, timeout=20)
    connection.request(method, path, body.encode() or None, headers)
    answer = connection.getresponse()
    told = answer.status, answer.read().decode(), dict(answer.getheaders())
    connection.close()
    return told


def test_only_this_computer_reaches_it(tmp_path: Path) -> None:
    with running(tmp_path) as (_, address):
        port = urlsplit(address).port or 0
        own = {each[4][0] for each in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
        for host in ("127.0.0.2", *sorted(map(str, own - {"127.0.0.1"}))):
            with socket.socket() as other:
                other.settimeout(5)
                assert other.connect_ex((host, port)) != 0, host


@pytest.mark.slow
def test_a_key_holds_for_one_start(tmp_path: Path) -> None:
    with running(tmp_path) as (_, first):
        before = urlsplit(first).query
    with running(tmp_path) as (_, second):
        now = urlsplit(second).query
        assert before != now
        assert len(now.removeprefix("key=")) >= 43, "32 octets"
        assert ask(second, path=f"/?{before}")[0] == 403
        assert ask(second, path=f"/?{now}")[0] == 303


def test_a_second_desk_shows_the_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    monkeypatch.setattr(webbrowser, "open", shown.append)
    with alone(tmp_path, "http://127.0.0.1:2/?key=y"):
        done = command("desk", workspace=tmp_path)
        assert (done.code, done.out.split()[-1]) == (0, "http://127.0.0.1:2/?key=y")
        assert shown == ["http://127.0.0.1:2/?key=y"]
        assert command("desk", "--no-browser", workspace=tmp_path).code == 0
        assert len(shown) == 1


@pytest.mark.slow
@windows
def test_a_desk_from_its_address_to_ctrl_c(tmp_path: Path) -> None:
    with running(tmp_path) as (process, address):
        split = urlsplit(address)
        assert ask(address)[0] == 403
        status, _, headers = ask(address, path=f"/?{split.query}")
        cookie = headers["set-cookie"].partition(";")[0]
        assert (status, cookie) == (303, f"survey-tool-desk-{split.port}={split.query.removeprefix('key=')}")
        status, page, _ = ask(address, Cookie=cookie)
        assert (status, "次に行うこと" in page) == (200, True)
        assert (tmp_path / PLACE).stat().st_mode & 0o077 == 0
        with socket.socket() as other, pytest.raises(OSError, match="in use"):
            other.bind(("127.0.0.1", split.port or 0))

        second = command("desk", "--no-browser", workspace=tmp_path)
        assert (second.code, second.out.split()[-1], second.err) == (0, address, "")

        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
        assert (process.returncode, out, err) == (130, "調査の画面を閉じました。\n", "")
    assert sorted(path.name for path in tmp_path.iterdir()) == [CLOSED, LOCK]


@pytest.mark.slow
def test_its_button_ends_it(tmp_path: Path) -> None:
    with running(tmp_path) as (process, address):
        split = urlsplit(address)
        cookie = f"survey-tool-desk-{split.port}={split.query.removeprefix('key=')}"
        origin = f"http://{split.netloc}"
        assert ask(address, "POST", "/end", Cookie=cookie, Origin="http://evil.example")[0] == 403
        status, page, _ = ask(address, "POST", "/end", Cookie=cookie, Origin=origin)
        assert (status, "調査の画面を閉じました" in page) == (200, True)
        out, err = process.communicate(timeout=30)
        assert (process.returncode, out, err) == (0, "調査の画面を閉じました。\n", "")


def test_a_desk_of_another_computer_is_named_with_its_time(tmp_path: Path) -> None:
    told = {
        "address": "http://127.0.0.1:1/?key=x",
        "computer": "SOUMU-PC7",
        "by": "yamada",
        "since": "2026-12-01T09:05:00+09:00",
    }
    (tmp_path / PLACE).write_text(json.dumps(told), encoding="utf-8")
    done = command("desk", "--no-browser", workspace=tmp_path)
    assert (done.code, done.out) == (3, "")
    assert done.err.startswith(
        "この作業フォルダの画面は、2026-12-01 09:05からパソコン「SOUMU-PC7」で開かれています（yamada）。"
    )
    assert "key" not in done.err


def test_one_that_ended_without_a_word_is_in_nobodys_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = {
        "address": "http://127.0.0.1:1/?key=x",
        "computer": "SOUMU-PC7",
        "by": "yamada",
        "since": "2026-12-01T09:05:00+09:00",
    }
    (tmp_path / PLACE).write_text(json.dumps(told), encoding="utf-8")
    monkeypatch.setattr(only_one, "_SILENT", -1.0)
    with alone(tmp_path, "http://127.0.0.1:2/?key=y"):
        assert json.loads((tmp_path / PLACE).read_text(encoding="utf-8"))["address"] == "http://127.0.0.1:2/?key=y"
    assert not (tmp_path / PLACE).exists()


def test_two_at_once_do_not_hold_one_workspace(tmp_path: Path) -> None:
    with alone(tmp_path, "http://127.0.0.1:2/?key=y"):
        with pytest.raises(AlreadyOpen) as told, alone(tmp_path, "http://127.0.0.1:3/?key=z"):
            pytest.fail("two desks are open")
        assert told.value.desk
        assert (told.value.desk.address, told.value.desk.is_here) == ("http://127.0.0.1:2/?key=y", True)


def test_a_port_that_is_taken_and_one_that_is_none(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = command("desk", "--no-browser", "--port", str(port), workspace=tmp_path)
    assert (done.code, done.err.startswith(f"ポート{port}は使用できません（")) == (3, True)
    for given in ("x", "-1", "65536", "１"):
        done = command("desk", "--no-browser", f"--port={given}", workspace=tmp_path)
        assert (done.code, "0から65535までの整数" in done.err) == (2, True), given


def test_a_folder_that_is_none_is_told(tmp_path: Path) -> None:
    done = command("desk", "--no-browser", workspace=tmp_path / "nothing")
    assert (done.code, "というフォルダがありません" in done.err) == (2, True)


def test_no_answer_waits_for_the_last_to_be_acknowledged() -> None:
    """On a connection that a browser keeps each page came a twentieth of a second late."""
    at_once: list[bool] = []

    async def asked() -> None:
        async def app(scope: Scope, receive: Receive, send: Send) -> None:
            taken = connection.transport.get_extra_info("socket")
            at_once.append(taken.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0)
            await Response()(scope, receive, send)

        config = serving._answering(app)
        config.load()
        assert config.http_protocol_class is serving._AtOnce
        connection = serving._AtOnce(config, ServerState(), {})
        with serving._listening(0) as listening:
            loop = asyncio.get_running_loop()
            async with await loop.create_server(lambda: connection, sock=listening):
                reader, writer = await asyncio.open_connection(*listening.getsockname())
                writer.write(b"GET / HTTP/1.1\r\nHost: desk\r\nConnection: close\r\n\r\n")
                assert (await reader.read()).startswith(b"HTTP/1.1 200 OK")
                writer.close()

    with ThreadPoolExecutor() as other:  # in this thread the browser of other tests may have a loop of its own
        other.submit(asyncio.run, asked()).result()
    assert at_once == [True]


def test_one_that_is_killed_has_said_when_it_was_last_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "PULSE", 0.01)
    over = Event()
    saying = Thread(target=serving._keep_saying, args=(tmp_path, over))
    before = now()
    saying.start()
    while not (tmp_path / CLOSED).exists():
        over.wait(0.01)
    over.set()
    saying.join()
    told = serving._closed_at(tmp_path)
    assert told
    assert before <= told <= now()


@pytest.mark.parametrize("written", ["", "yesterday", "2026-12-01T09:05:00", "é"])
def test_a_time_that_nobody_can_read_is_none(tmp_path: Path, written: str) -> None:
    (tmp_path / CLOSED).write_text(written, encoding="utf-8")
    assert serving._closed_at(tmp_path) is None
