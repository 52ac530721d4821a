"""Letters go out by the mail server from the desk: after a rehearsal, each once wherever it is stopped, and the password is kept nowhere."""

from __future__ import annotations

import html
import re
import signal
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from survey_tool.desk.round.work import WorkAtHand
from survey_tool.post.record.history import history_of, record_path
from survey_tool.post.record.letters import delivery
from survey_tool.reference.survey import Survey
from survey_tool.settings.mail_server import PASSWORD_VARIABLE, USER_VARIABLE
from survey_tool.wording.words import Words
from tests.desk.test_serving import ask, running, windows
from tests.desks import Asked, a_desk
from tests.mailserver import PASSWORD, USER, Certificate, MailServer
from tests.mailserver import running as serving
from tests.postbag import ready_to_send, recorded

CODES = ("01", "13", "47")
KIND = {"kind": "invite"}
LOGIN = {**KIND, "user": USER, "password": PASSWORD}


@pytest.fixture(scope="module")
def one_server(certificate: Certificate) -> Iterator[MailServer]:
    with serving(certificate) as mail:
        yield mail


@pytest.fixture
def server(one_server: MailServer, monkeypatch: pytest.MonkeyPatch) -> MailServer:
    one_server.forget()
    for name in (USER_VARIABLE, PASSWORD_VARIABLE):
        monkeypatch.delenv(name, raising=False)
    return one_server


@pytest.fixture
def survey(tmp_path: Path, server: MailServer) -> Survey:
    return ready_to_send(tmp_path, server.settings, CODES)


@pytest.fixture
def desk(survey: Survey) -> Iterator[Asked]:
    with a_desk(survey.workspace) as asked:
        yield asked


def done(desk: Asked, act: str, filled_in: dict[str, str]) -> tuple[str, list[str]]:
    answer = desk.post(f"/letters/{act}", filled_in)
    assert (answer.status_code, answer.headers.get("location")) == (303, "/progress"), answer.text
    return desk.works()


def stands(survey: Survey) -> dict[str, str]:
    return {id: delivery(line) for id, line in history_of(survey).letters.items()}


def to_be_sent_to(server: MailServer) -> list[str]:
    return sorted(address for each in server.received for address in each.recipients)


EVERYBODY = [f"joho@pref{code}.example.lg.jp" for code in CODES]


def test_letters_are_rehearsed_and_then_sent_once(desk: Asked, survey: Survey, server: MailServer) -> None:
    page = desk.get("/letters?kind=invite").text
    assert 'action="/letters/rehearse"' in page
    assert 'action="/letters/send"' not in page, "nothing was rehearsed yet"
    state, told = done(desk, "rehearse", LOGIN)
    assert (state, told[-1]) == ("done", "予行を終了しました。送信できるもの3件、送信済み0件、送信できないもの0件")
    assert "東京都：送信できます（宛先：joho@pref13.example.lg.jp）。" in told
    assert (server.received, stands(survey)) == ([], {})
    assert 'action="/letters/send"' in desk.get("/letters?kind=invite").text

    state, told = done(desk, "send", KIND)
    assert (state, told[-1]) == ("done", "送信3件、送信済み0件、未送信0件")
    assert "東京都：送信しました（宛先：joho@pref13.example.lg.jp）。" in told
    assert desk.get("/pulse").json()["work"] == {"state": "done", "done": 3, "all": 3}
    assert to_be_sent_to(server) == EVERYBODY
    assert set(server.logins) == {USER}
    assert set(stands(survey).values()) == {"sent"}
    state, told = done(desk, "send", KIND)
    assert (state, told[-1]) == ("done", "送信0件、送信済み3件、未送信0件")
    assert to_be_sent_to(server) == EVERYBODY


def test_whoever_has_chosen_a_prefecture_sends_to_that_alone(desk: Asked, server: MailServer) -> None:
    alone = {**LOGIN, "to": "13"}
    assert done(desk, "rehearse", alone)[0] == "done"
    assert done(desk, "send", alone)[0] == "done"
    assert to_be_sent_to(server) == ["joho@pref13.example.lg.jp"]
    assert done(desk, "send", LOGIN)[0] == "failed"  # the others were not rehearsed


def test_what_was_not_rehearsed_is_not_sent(desk: Asked, survey: Survey, server: MailServer) -> None:
    refusal = "予行していないメール、又は予行した後に内容が変わったメールがあるため、送信していません。もう一度予行してください。"
    state, told = done(desk, "send", LOGIN)
    assert (state, told[-1]) == ("failed", refusal)
    done(desk, "rehearse", LOGIN)
    contacts = survey.workspace / "contacts.csv"
    contacts.write_text(contacts.read_text("utf-8").replace("joho@pref13", "jinji@pref13"), encoding="utf-8")
    state, told = done(desk, "send", KIND)
    assert (state, told[-1]) == ("failed", refusal)
    assert (server.received, stands(survey)) == ([], {})
    done(desk, "rehearse", KIND)
    done(desk, "send", KIND)
    assert "jinji@pref13.example.lg.jp" in to_be_sent_to(server)


def test_the_password_is_kept_in_no_file_and_on_no_page(desk: Asked, survey: Survey, server: MailServer) -> None:
    done(desk, "rehearse", LOGIN)
    done(desk, "send", KIND)
    files = [path for path in survey.workspace.rglob("*") if path.is_file()]
    assert len(server.received) == len(CODES)
    assert [path for path in files if PASSWORD.encode() in path.read_bytes()] == []
    for path in ("/letters?kind=invite", "/progress", "/", "/settings"):
        page = html.unescape(desk.get(path).text)
        assert PASSWORD not in page, path
        assert USER not in page, path
    assert PASSWORD not in repr(desk.desk)


@pytest.mark.parametrize("after", range(len(CODES)))
def test_a_stop_between_two_letters_loses_none_and_the_rest_is_sent_once(
    desk: Asked, survey: Survey, server: MailServer, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    """Stopped as a letter is told of, the first, the second or the last; then gone on with."""
    done(desk, "rehearse", LOGIN)
    told_of, say = [], WorkAtHand.say

    def stopping(at_hand: WorkAtHand, line: Words) -> None:
        say(at_hand, line)
        if "送信しました" in line.ja:
            told_of.append(line)
            if len(told_of) == after + 1:
                assert desk.post("/progress/stop").headers["location"] == "/progress"

    monkeypatch.setattr(WorkAtHand, "say", stopping)
    state, told = done(desk, "send", KIND)
    assert state == "stopped"
    assert f"送信{after + 1}件、送信済み0件、未送信{2 - after}件" in told
    assert "残りのメールは、もう一度「送信する」を押すと送信します。" in told
    assert to_be_sent_to(server) == EVERYBODY[: after + 1]
    assert set(stands(survey).values()) == {"sent"}
    assert len(stands(survey)) == after + 1
    server.settle()

    state, told = done(desk, "send", KIND)
    assert (state, told[-1]) == ("done", f"送信{2 - after}件、送信済み{after + 1}件、未送信0件")
    assert to_be_sent_to(server) == EVERYBODY


def test_waiting_for_a_server_that_takes_nothing_now_can_be_stopped(
    desk: Asked, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    done(desk, "rehearse", LOGIN)
    server.refuse["joho@pref13.example.lg.jp"] = "450 greylisted"
    say = WorkAtHand.say

    def stopping(at_hand: WorkAtHand, line: Words) -> None:
        say(at_hand, line)
        if "分後にもう一度送信します" in line.ja:
            desk.post("/progress/stop")

    monkeypatch.setattr(WorkAtHand, "say", stopping)
    state, told = done(desk, "send", KIND)
    assert (state, "送信2件、送信済み0件、未送信1件" in told) == ("stopped", True)
    server.refuse.clear()
    state, told = done(desk, "send", KIND)
    assert (state, told[-1]) == ("done", "送信1件、送信済み2件、未送信0件")
    assert to_be_sent_to(server) == EVERYBODY


def test_a_refused_addressee_is_told_and_the_others_are_reached(desk: Asked, server: MailServer) -> None:
    server.refuse["joho@pref13.example.lg.jp"] = "550 no such user"
    state, told = done(desk, "rehearse", LOGIN)
    assert (state, told[-1]) == ("failed", "予行を終了しました。送信できるもの2件、送信済み0件、送信できないもの1件")
    assert told[-2] == "送信していない都道府県：東京都"
    state, told = done(desk, "send", KIND)
    assert (state, told[-1]) == ("failed", "送信2件、送信済み0件、未送信1件")
    assert to_be_sent_to(server) == [EVERYBODY[0], EVERYBODY[2]]


def test_a_wrong_password_is_told_and_forgotten(desk: Asked, server: MailServer) -> None:
    state, told = done(desk, "rehearse", {**LOGIN, "password": "wrong"})
    assert state == "failed"
    assert any("にログインできません" in line and "ユーザー名とパスワードを確認してください" in line for line in told)
    page = desk.get("/letters?kind=invite").text
    assert "ログインの情報は入力済みです" not in page
    assert 'action="/letters/send"' not in page
    assert USER_VARIABLE not in desk.get("/progress").text
    done(desk, "rehearse", LOGIN)
    assert "ログインの情報は入力済みです" in desk.get("/letters?kind=invite").text
    assert server.received == []


def test_of_a_letter_that_may_have_arrived_somebody_says_what_became_of_it(
    desk: Asked, survey: Survey, server: MailServer
) -> None:
    for code in ("13", "47"):
        recorded(survey, "sending", f"2026-invite-{code}-1")
    state, told = done(desk, "rehearse", LOGIN)
    assert state == "failed"
    assert any("届いたかどうかを確認できません" in line for line in told)
    page = re.sub(r"<[^>]+>", "", desk.get("/progress").text)
    assert "--" not in page, "no option of a command"
    page = desk.get("/letters?kind=invite").text
    assert page.count("<fieldset><legend>東京都（") == 1
    nothing = desk.post("/letters/decide", KIND)
    assert (nothing.status_code, "確認の結果を選択してください" in nothing.text) == (409, True)
    said = {**KIND, "about-2026-invite-13-1": "arrived", "about-2026-invite-47-1": "lost"}
    assert desk.post("/letters/decide", said).status_code == 303
    assert stands(survey) == {"2026-invite-13-1": "sent", "2026-invite-47-1": "open"}
    assert "届いたかどうかを確認するメール" not in desk.get("/letters?kind=invite").text
    done(desk, "rehearse", LOGIN)
    done(desk, "send", KIND)
    assert to_be_sent_to(server) == [EVERYBODY[0], EVERYBODY[2]]


def test_after_the_record_was_lost_nothing_is_sent_again_by_itself(
    desk: Asked, survey: Survey, server: MailServer
) -> None:
    desk.post("/letters/write", KIND)
    desk.works()
    done(desk, "rehearse", LOGIN)
    done(desk, "send", KIND)
    record_path(survey).unlink()
    state, told = done(desk, "send", KIND)
    assert state == "failed"
    assert any("次の都道府県には、既に送信したかどうかを確認できないため、送信していません" in line for line in told)
    assert to_be_sent_to(server) == EVERYBODY
    assert 'name="unrecorded"' in desk.get("/letters?kind=invite").text
    desk.post("/letters/sent", {**KIND, "draft": "13_tokyo.eml"})
    state, told = done(desk, "send", {**KIND, "unrecorded": "yes"})
    assert (state, told[-1]) == ("done", "送信2件、送信済み1件、未送信0件")
    assert to_be_sent_to(server) == sorted([*EVERYBODY, EVERYBODY[0], EVERYBODY[2]])


def test_without_a_server_the_settings_are_named(tmp_path: Path) -> None:
    (tmp_path / "survey.toml").write_text('round = "2026"\n', encoding="utf-8")
    with a_desk(tmp_path) as desk:
        assert "「設定」でメールサーバーを指定すると" in desk.get("/letters?kind=invite").text
        answer = desk.post("/letters/rehearse", KIND)
    assert (answer.status_code, "メールサーバーが設定されていません" in answer.text) == (409, True)


@pytest.mark.slow
@windows
@pytest.mark.parametrize("by_button", [True, False])
def test_the_end_of_the_desk_waits_for_the_letter_that_is_on_its_way(
    survey: Survey, server: MailServer, *, by_button: bool
) -> None:
    with running(survey.workspace) as (process, address):
        split = urlsplit(address)
        headers = {
            "Cookie": f"survey-tool-desk-{split.port}={split.query.removeprefix('key=')}",
            "Origin": f"http://{split.netloc}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        assert ask(address, "POST", "/letters/rehearse", urlencode(LOGIN), **headers)[0] == 303
        while '"running"' in ask(address, path="/pulse", **headers)[1]:
            pass
        assert ask(address, "POST", "/letters/send", urlencode(KIND), **headers)[0] == 303
        if by_button:
            assert ask(address, "POST", "/end", **headers)[0] == 200
        else:
            process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
    server.settle()
    assert set(stands(survey).values()) <= {"sent"}
    assert len(stands(survey)) == len(server.received)
