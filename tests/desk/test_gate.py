"""The desk serves whoever has the key of this start, from this computer and from its own pages, and nobody else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desks import KEY, ORIGIN, PORT, a_desk

PATHS = ("/", "/status.json", "/pulse", "/files/submissions/2026/13.xlsx", "/static/desk.css", "/progress", "/nothing")


@pytest.mark.parametrize("path", PATHS)
def test_without_key_or_cookie_nothing_is_served(tmp_path: Path, path: str) -> None:
    with a_desk(tmp_path, entered=False) as desk:
        answer = desk.get(path)
    assert (answer.status_code, "調査の画面を始めたパソコンで" in answer.text) == (403, True)


@pytest.mark.parametrize("key", ["", "x", KEY[:-1], KEY + "x", KEY.upper()])
def test_a_wrong_key_opens_nothing(tmp_path: Path, key: str) -> None:
    with a_desk(tmp_path, entered=False) as desk:
        assert desk.get(f"/?key={key}").status_code == 403
        desk.client.cookies.set(f"survey-tool-desk-{PORT}", key)
        assert desk.get("/").status_code == 403


def test_the_key_gives_a_cookie_of_this_port_and_leaves_the_address(tmp_path: Path) -> None:
    with a_desk(tmp_path, entered=False) as desk:
        answer = desk.get(f"/?key={KEY}&kind=remind")
        assert (answer.status_code, answer.headers["location"]) == (303, "/?kind=remind")
        cookie = answer.headers["set-cookie"]
        assert cookie.startswith(f"survey-tool-desk-{PORT}={KEY};")
        assert "HttpOnly" in cookie
        assert "samesite=strict" in cookie.lower()
        assert desk.get("/").status_code == 200


def test_an_address_with_the_key_leads_nowhere_else(tmp_path: Path) -> None:
    """`//evil.example` is the address of another host to a browser."""
    with a_desk(tmp_path, entered=False) as desk:
        answer = desk.client.get(f"{ORIGIN}//evil.example/?key={KEY}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/evil.example/")


@pytest.mark.parametrize(
    "host", ["evil.example", f"evil.example:{PORT}", f"localhost:{PORT}", "127.0.0.1", f"127.0.0.1:{PORT + 1}", ""]
)
def test_a_foreign_host_is_refused_though_it_has_the_cookie(tmp_path: Path, host: str) -> None:
    with a_desk(tmp_path) as desk:
        assert desk.get("/", Host=host).status_code == 403
        assert desk.get(f"/?key={KEY}", Host=host).status_code == 403


@pytest.mark.parametrize(
    "origin",
    [
        "http://evil.example",
        "null",
        "",
        f"http://localhost:{PORT}",
        f"https://127.0.0.1:{PORT}",
        ORIGIN + ".evil.example",
    ],
)
@pytest.mark.parametrize("path", ["/returns", "/begin", "/forms", "/end", "/progress/stop"])
def test_a_foreign_origin_changes_nothing(tmp_path: Path, origin: str, path: str) -> None:
    with a_desk(tmp_path) as desk:
        assert desk.client.post(path, headers={"Origin": origin}).status_code == 403
        assert not desk.ended
    assert list(tmp_path.iterdir()) == []


def test_a_change_without_origin_is_refused(tmp_path: Path) -> None:
    with a_desk(tmp_path) as desk:
        assert desk.client.post("/end").status_code == 403
        assert not desk.ended


@pytest.mark.parametrize("path", [*PATHS, f"/?key={KEY}"])
def test_no_answer_is_kept_framed_or_lets_anything_else_in(tmp_path: Path, path: str) -> None:
    with a_desk(tmp_path) as desk:
        headers = desk.get(path).headers
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; ")
    assert f"script-src {ORIGIN}/static/desk.js;" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


def test_a_page_has_no_script_or_style_in_its_markup_and_asks_nobody_else(tmp_path: Path) -> None:
    with a_desk(tmp_path) as desk:
        page = desk.get("/").text
    assert page.count("<script") == page.count('<script src="/static/desk.js" defer></script>') == 1
    assert "<style" not in page
    assert "style=" not in page
    assert " on" not in page.replace(" only", "").replace(" one", "").lower().split("<main")[0]
    assert "//" not in page.replace("<!doctype html>", "")


def test_other_methods_are_refused(tmp_path: Path) -> None:
    with a_desk(tmp_path) as desk:
        for method in ("PUT", "DELETE", "PATCH", "OPTIONS"):
            assert desk.client.request(method, "/", headers={"Origin": ORIGIN}).status_code == 405


def test_its_button_ends_it(tmp_path: Path) -> None:
    with a_desk(tmp_path) as desk:
        assert "終了しました" in desk.post("/end").text
        assert desk.ended
