"""The desk serves whoever has the key of this start, from this computer and from its own pages, and nobody else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.desks import KEY, ORIGIN, PORT, Asked, a_desk

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
def test_a_foreign_origin_changes_nothing(tmp_path: Path, origin: str) -> None:
    with a_desk(tmp_path) as desk:
        acts = addresses(desk, "POST")
        assert {"/returns", "/begin", "/letters/send", "/release/publish", "/settings", "/end"} <= set(acts)
        for path in acts:
            assert desk.client.post(path, headers={"Origin": origin}).status_code == 403, path
        assert not desk.ended
    assert list(tmp_path.iterdir()) == []


def test_a_change_without_origin_is_refused(tmp_path: Path) -> None:
    with a_desk(tmp_path) as desk:
        assert desk.client.post("/end").status_code == 403
        assert not desk.ended


@pytest.mark.parametrize("path", [*PATHS, f"/?key={KEY}"])
def test_no_answer_is_kept_framed_or_lets_anything_else_in(tmp_path: Path, path: str) -> None:
    with a_desk(tmp_path) as desk:
        _see_that_it_is_kept_nowhere(desk.get(path).headers, path)


@pytest.mark.slow
def test_no_answer_to_a_form_is_either_whatever_it_says(tmp_path: Path) -> None:
    (tmp_path / "survey.toml").write_text('round = "2026"\n', encoding="utf-8")
    with a_desk(tmp_path) as desk:
        for path in (*addresses(desk, "GET"), *addresses(desk, "POST")):
            answer = desk.post(path) if path in addresses(desk, "POST") else desk.get(path)
            assert answer.status_code != 500, path
            _see_that_it_is_kept_nowhere(answer.headers, path)
        desk.works()


def addresses(desk: Asked, method: str) -> list[str]:
    """All addresses of the desk that answer to a method, with something in place of what is named in them."""
    values = {"code": "13", "act": "note", "kind": "invite", "path": "submissions/2026/13.xlsx", "name": "desk.css"}
    routes = [each for each in desk.client.app._app.routes if method in each.methods]  # type: ignore[attr-defined]  # of Starlette
    return [re.sub(r"\{(\w+)(:path)?\}", lambda found: values[found[1]], each.path) for each in routes]


def _see_that_it_is_kept_nowhere(headers: Mapping[str, str], path: str) -> None:
    assert headers["cache-control"] == "no-store", path
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    policy = headers["content-security-policy"]
    if headers.get("content-disposition", "").startswith("attachment;"):
        assert policy == "sandbox; default-src 'none'"
        return
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
        assert "調査の画面を閉じました" in desk.post("/end").text
        assert desk.ended
