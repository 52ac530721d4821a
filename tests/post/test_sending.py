"""Every addressee gets a letter exactly once from a real server, wherever the run is interrupted."""

from __future__ import annotations

import csv
import os
import pickle
import signal
import smtplib
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import Any

import fast_mail_parser
import pytest
from pydantic import ValidationError

from survey_tool.post.letters.contacts import Contact
from survey_tool.post.letters.drafts import Draft
from survey_tool.post.record import keeping
from survey_tool.post.record.keeping import read_record, sending_alone
from survey_tool.post.record.letters import delivery, of_letters, recipients
from survey_tool.post.sending import smtp as smtp_module
from survey_tool.post.sending.outcomes import Outcome
from survey_tool.post.sending.send import Decisions, send
from survey_tool.settings.mail_server import PASSWORD_VARIABLE, USER_VARIABLE, Security, SmtpServer
from survey_tool.wording.words import Words
from tests import ROOT
from tests.interruption import KILLED, Killed, before_each_line
from tests.mailserver import (
    HOST,
    LOGIN,
    LOST_AFTER,
    LOST_BEFORE,
    PASSWORD,
    USER,
    Certificate,
    MailServer,
    running,
)
from tests.postbag import WORKBOOK, contacts_of, drafted, invite

NOW = datetime(2026, 11, 27, 9, 30, tzinfo=UTC)
PLACES = {"01": Words("北海道", "Hokkaido"), "13": Words("東京都", "Tokyo"), "47": Words("沖縄県", "Okinawa")}


@pytest.fixture(scope="module")
def one_server(certificate: Certificate) -> Iterator[MailServer]:
    with running(certificate) as mail:
        yield mail


@pytest.fixture
def mail(one_server: MailServer) -> MailServer:
    """The server with nothing received yet."""
    one_server.forget()
    return one_server


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "record.csv"


def drafts() -> list[Draft]:
    return [drafted(invite(code, name)) for code, name in PLACES.items()]


def run(mail: MailServer, log: Path, **changes: Any) -> list[Outcome]:
    options: dict[str, Any] = {
        "drafts": drafts(),
        "server": mail.settings,
        "environment": LOGIN,
        "clock": lambda: NOW,
        "pause": lambda _seconds: None,
        **changes,
    }
    return list(send(record=log, **options))


def kinds(outcomes: list[Outcome]) -> list[str]:
    return [outcome.fate for outcome in outcomes]


def events(log: Path) -> list[tuple[str, str]]:
    if not log.exists():
        return []
    with log.open(encoding="utf-8-sig", newline="") as file:
        return [(row["what"], row["subject"]) for row in csv.DictReader(file)]


def each_once() -> Counter[tuple[str, str]]:
    return Counter((draft.message_id, recipient) for draft in drafts() for recipient in draft.recipients)


def resume(mail: MailServer, log: Path) -> list[Outcome]:
    """Runs again as the secretariat would, who can find out whether an undecided message has arrived."""
    mail.settle()
    mail.faults.clear()
    mail.at.clear()
    outcomes = run(mail, log)
    unclear = {
        outcome.draft.letter.id: outcome.draft for outcome in outcomes if outcome.draft and outcome.fate == "undecided"
    }
    if unclear:
        arrived = {message.message_id for message in mail.received}
        sent = {letter_id for letter_id, draft in unclear.items() if draft.message_id in arrived}
        outcomes = run(mail, log, decisions=Decisions(frozenset(unclear.keys() - sent), frozenset(sent)))
    return outcomes


# Sending


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_every_message_goes_out_secured_and_logged_in(certificate: Certificate, security: Security, log: Path) -> None:
    with running(certificate, security) as mail:
        outcomes = run(mail, log)

        assert kinds(outcomes) == ["sent", "sent", "sent"]
        assert mail.deliveries() == each_once()
        assert mail.secured == [True, True, True]
        assert mail.logins == [USER]
        assert {message.sender for message in mail.received} == {"jimu@example.go.jp"}
    assert outcomes[1].sentence == Words(
        "東京都：送信しました（宛先：joho@pref13.example.lg.jp, yamada@pref13.example.lg.jp, copy@pref13.example.lg.jp）。",
        "Tokyo: sent (to joho@pref13.example.lg.jp, yamada@pref13.example.lg.jp, copy@pref13.example.lg.jp).",
    )
    assert events(log)[:3] == [
        ("sending", "2026-invite-01-1"),
        ("sent", "2026-invite-01-1"),
        ("sending", "2026-invite-13-1"),
    ]
    assert PASSWORD not in log.read_text(encoding="utf-8")


def test_what_arrives_is_the_draft_with_a_date(mail: MailServer, log: Path) -> None:
    run(mail, log)

    for draft, received in zip(drafts(), mail.received, strict=True):
        message = fast_mail_parser.parse_email(received.content)
        assert message.subject == draft.subject
        assert message.headers["Date"] == ["Fri, 27 Nov 2026 09:30:00 +0000"]
        assert "X-Unsent" not in message.headers
        assert [workbook.content for workbook in message.attachments] == [WORKBOOK]
        assert received.recipients == draft.recipients


def test_a_second_run_sends_nothing_and_says_when_it_was_sent(mail: MailServer, log: Path) -> None:
    run(mail, log)
    outcomes = run(mail, log)

    assert kinds(outcomes) == ["skipped"] * 3
    assert outcomes[1].sentence == Words(
        "東京都：2026-11-27 09:30に送信済みです。", "Tokyo: already sent on 2026-11-27 09:30."
    )
    assert mail.deliveries() == each_once()
    assert len(mail.logins) == 1


def test_a_letter_that_has_changed_since_is_not_sent_again_by_itself(mail: MailServer, log: Path) -> None:
    run(mail, log)
    changed = drafted(replace(invite("13", PLACES["13"]), carried_over=4))
    second = drafted(replace(invite("13", PLACES["13"]), number=2))

    (skipped,) = run(mail, log, drafts=[changed])
    assert skipped.fate == "skipped"
    assert skipped.sentence.en == (
        "Tokyo: already sent on 2026-11-27 09:30. Its text, addressees or attachment have changed since "
        "(to send it once more: --number 2)."
    )
    assert kinds(run(mail, log, drafts=[second])) == ["sent"]
    assert len(mail.received) == 4


def test_the_same_letter_twice_is_a_mistake_of_the_caller(mail: MailServer, log: Path) -> None:
    with pytest.raises(ValueError, match="twice"):
        run(mail, log, drafts=[*drafts(), *drafts()])


# Dry run


def test_a_dry_run_asks_the_server_and_sends_nothing(mail: MailServer, log: Path) -> None:
    outcomes = run(mail, log, dry_run=True)

    assert kinds(outcomes) == ["planned"] * 3
    assert outcomes[0].sentence.ja.startswith("北海道：送信できます（宛先：joho@pref01.example.lg.jp, ")
    assert mail.logins == [USER]
    assert mail.received == []
    assert not log.exists()


def test_a_dry_run_finds_every_refused_address_at_once(mail: MailServer, log: Path) -> None:
    mail.refuse.update({"yamada@pref01.example.lg.jp": "550 no such user", "copy@pref47.example.lg.jp": "550 gone"})

    assert kinds(run(mail, log, dry_run=True)) == ["refused", "planned", "refused"]


def test_a_dry_run_knows_what_was_sent_and_what_is_undecided(mail: MailServer, log: Path) -> None:
    mail.faults.extend([None, LOST_AFTER])
    run(mail, log)
    tokyo = frozenset({"2026-invite-13-1"})

    assert kinds(run(mail, log, dry_run=True)) == ["undecided"]
    assert kinds(run(mail, log, dry_run=True, decisions=Decisions(assume_sent=tokyo))) == [
        "skipped",
        "skipped",
        "planned",
    ]
    assert kinds(run(mail, log, dry_run=True, decisions=Decisions(resend=tokyo))) == ["skipped", "planned", "planned"]
    assert kinds(run(mail, log)) == ["undecided"]


# Refusals


def test_a_refused_addressee_costs_its_own_letter_only_and_nobody_gets_half_a_letter(
    mail: MailServer, log: Path
) -> None:
    mail.refuse["copy@pref13.example.lg.jp"] = "550 no such user here"

    outcomes = run(mail, log)

    assert kinds(outcomes) == ["sent", "refused", "sent"]
    assert outcomes[1].sentence == Words(
        "東京都：メールサーバーが宛先 copy@pref13.example.lg.jp を受け付けませんでした（550 no such user here）。"
        "このメールは、どの宛先にも送信していません。"
        "連絡先の一覧（contacts.csv）のアドレスを修正した後、もう一度送信してください。",
        "Tokyo: The mail server refused the addressee copy@pref13.example.lg.jp (550 no such user here). "
        "This message was sent to none of its addressees. "
        "Please mend the address in the list of contacts (contacts.csv) and send again.",
    )
    assert [message.message_id for message in mail.received] == [drafts()[0].message_id, drafts()[2].message_id]
    assert ("refused", "2026-invite-13-1") in events(log)
    mail.refuse.clear()
    assert kinds(run(mail, log)) == ["skipped", "skipped", "sent"]
    assert mail.deliveries() == each_once()


def test_a_message_that_is_refused_for_good_does_not_stop_the_others(mail: MailServer, log: Path) -> None:
    mail.faults.append("554 no spam")

    outcomes = run(mail, log)

    assert kinds(outcomes) == ["refused", "sent", "sent"]
    assert outcomes[0].sentence.en.startswith(
        "Hokkaido: The mail server refused the message (554 no spam). This message was"
    )
    assert "Remove the cause. Send again" in outcomes[0].sentence.en
    assert events(log)[:2] == [("sending", "2026-invite-01-1"), ("refused", "2026-invite-01-1")]
    assert kinds(run(mail, log)) == ["skipped", "skipped", "sent"]
    assert mail.deliveries() == each_once()


# What a server does not take for the moment


def waits(
    mail: MailServer, log: Path, at_each: Callable[[], object] = lambda: None
) -> tuple[list[Outcome], list[float]]:
    """What became of a run, and for how long it waited; `at_each` is called while it does."""
    waited: list[float] = []

    def pause(seconds: float) -> None:
        waited.append(seconds)
        at_each()

    return run(mail, log, pause=pause), waited


@pytest.mark.parametrize("reply", ["450 4.2.0 greylisted", "451 4.7.1 try again later", "421 too many messages"])
def test_a_greylisted_addressee_gets_the_letter_in_the_same_run(mail: MailServer, log: Path, reply: str) -> None:
    mail.refuse["joho@pref01.example.lg.jp"] = reply

    outcomes, waited = waits(mail, log, mail.refuse.clear)

    assert waited == [60.0]
    assert [each.fate for each in outcomes if each.fate != "postponed"] == ["sent"] * 3
    postponed = [each.sentence for each in outcomes if each.fate == "postponed"]
    assert postponed == [
        Words(
            f"北海道：メールサーバーが今は受け付けないため、他のメールの後でもう一度送信します（{reply}）。",
            f"Hokkaido: not accepted for the moment, tried again after the others ({reply}).",
        ),
        Words(
            f"受け付けられなかったメールが{3 if reply.startswith('421') else 1}件あるため、1分後にもう一度送信します。"
            "中断しても、もう一度送信すると、残りのメールから再開します。",
            f"Not accepted for the moment: {3 if reply.startswith('421') else 1}; tried again in 1 min. After an interruption, "
            "sending again goes on with what is left.",
        ),
    ]
    assert mail.deliveries() == each_once()


def test_a_message_that_is_greylisted_at_its_end_is_sent_after_the_others(mail: MailServer, log: Path) -> None:
    mail.faults.append("451 4.7.1 greylisted")

    outcomes, waited = waits(mail, log)

    assert kinds(outcomes) == ["postponed", "sent", "sent", "postponed", "sent"]
    assert waited == [60.0]
    assert [event for event in events(log) if event[1] == "2026-invite-01-1"] == [
        ("sending", "2026-invite-01-1"),
        ("refused", "2026-invite-01-1"),
        ("sending", "2026-invite-01-1"),
        ("sent", "2026-invite-01-1"),
    ]
    assert mail.deliveries() == each_once()


def test_what_is_never_taken_is_told_after_a_few_times(mail: MailServer, log: Path) -> None:
    mail.refuse["joho@pref13.example.lg.jp"] = "450 4.2.0 greylisted"

    outcomes, waited = waits(mail, log)

    assert waited == [60.0, 300.0, 600.0]
    assert [(each.fate, each.draft.letter.id) for each in outcomes if each.draft and each.fate != "postponed"] == [
        ("sent", "2026-invite-01-1"),
        ("sent", "2026-invite-47-1"),
        ("refused", "2026-invite-13-1"),
    ]
    assert outcomes[-1].sentence.en == (
        "Tokyo: The mail server refused the addressee joho@pref13.example.lg.jp (450 4.2.0 greylisted). This message was sent to "
        "none of its addressees. Wait a while. Send again to go on with the messages that are left."
    )
    mail.refuse.clear()
    run(mail, log)
    assert mail.deliveries() == each_once()


def test_an_interruption_while_waiting_loses_nothing(mail: MailServer, log: Path) -> None:
    def interrupted(_seconds: float) -> None:
        raise KeyboardInterrupt

    mail.refuse["joho@pref13.example.lg.jp"] = "450 4.2.0 greylisted"
    with pytest.raises(KeyboardInterrupt):
        run(mail, log, pause=interrupted)
    mail.refuse.clear()
    assert kinds(run(mail, log)) == ["skipped", "skipped", "sent"]
    assert mail.deliveries() == each_once()


HANG_UP = "hang up"
STAGES = ("mail", "rcpt", "data", "end")
BEFALLING = [
    (stage, fault)
    for stage in STAGES
    for fault in ("450 later", "554 never", HANG_UP, "450 later, and hang up", "554 never, and hang up")
    if (stage, fault[:3]) != ("mail", "554")  # a sender that is never accepted ends the run
    and (stage, fault) != ("end", HANG_UP)  # nobody knows then whether the letter was accepted
]


@pytest.mark.parametrize(("stage", "fault"), BEFALLING)
def test_whatever_befalls_one_letter_at_any_stage_all_others_are_reached_in_one_run(
    mail: MailServer, log: Path, stage: str, fault: str
) -> None:
    mail.at[stage] = fault
    for_now = not fault.startswith("554")

    outcomes, waited = waits(mail, log)

    assert waited == ([60.0] if for_now else [])
    fates = {each.draft.letter.id: each.fate for each in outcomes if each.draft}
    assert list(fates.values()).count("sent") == (3 if for_now else 2)
    if for_now:
        assert mail.deliveries() == each_once()
    else:
        assert list(fates.values()).count("refused") == 1
        assert max(mail.deliveries().values()) == 1
        resume(mail, log)
        assert mail.deliveries() == each_once()


def test_a_sender_that_is_never_accepted_ends_the_run(mail: MailServer, log: Path) -> None:
    mail.at["mail"] = "550 not from here"
    assert kinds(run(mail, log)) == ["refused"]
    assert mail.received == []


def test_a_connection_that_is_lost_twice_running_ends_the_run(mail: MailServer, log: Path) -> None:
    mail.at.update(mail=HANG_UP)
    mail.lasting = True

    outcomes = run(mail, log)

    assert kinds(outcomes) == ["postponed", "refused"]
    assert outcomes[1].sentence.en.endswith("Send again to go on with the messages that are left.")
    mail.at.clear()
    assert kinds(run(mail, log)) == ["sent"] * 3
    assert mail.deliveries() == each_once()


def with_copy_from_the_form() -> list[Draft]:
    where = Words("東京都から提出された調査票（「回答者」シート F8）", 'the form of Tokyo (sheet "Respondent", F8)')
    copy = Contact("13", "情報課", "", "hanako@pref13.example.lg.jp", "cc", where)
    return [drafted(invite("13", PLACES["13"]), contacts=(*contacts_of("13"), copy))]


def test_an_address_of_the_form_that_is_refused_for_good_keeps_the_letter_from_nobody(
    mail: MailServer, log: Path
) -> None:
    mail.refuse["hanako@pref13.example.lg.jp"] = "550 no such user"

    (rehearsed,) = run(mail, log, drafts=with_copy_from_the_form(), dry_run=True)
    (sent,) = run(mail, log, drafts=with_copy_from_the_form())

    assert (rehearsed.fate, sent.fate) == ("planned", "sent")
    assert sent.sentence == Words(
        "東京都：送信しました（宛先：joho@pref13.example.lg.jp, yamada@pref13.example.lg.jp, copy@pref13.example.lg.jp）。"
        "メールサーバーが宛先 hanako@pref13.example.lg.jp を受け付けませんでした（550 no such user）。"
        "このアドレスは、東京都から提出された調査票（「回答者」シート F8）に記入されたものです。写しは送信していません。",
        "Tokyo: sent (to joho@pref13.example.lg.jp, yamada@pref13.example.lg.jp, copy@pref13.example.lg.jp). "
        "The mail server refused the addressee hanako@pref13.example.lg.jp (550 no such user). "
        'This address stands in the form of Tokyo (sheet "Respondent", F8). It got no copy.',
    )
    assert mail.received[0].recipients == tuple(each.address for each in contacts_of("13"))
    (*_, line) = read_record(log).lines
    assert (line.what, recipients(line)) == ("sent", ", ".join(each.address for each in contacts_of("13")))


def test_an_address_of_the_form_that_is_greylisted_is_named_as_such_and_tried_again(
    mail: MailServer, log: Path
) -> None:
    mail.refuse["hanako@pref13.example.lg.jp"] = "450 greylisted"

    *_, refused = run(mail, log, drafts=with_copy_from_the_form())

    assert refused.fate == "refused"
    assert 'This address stands in the form of Tokyo (sheet "Respondent", F8).' in refused.sentence.en
    assert "contacts.csv" not in refused.sentence.en
    mail.refuse.clear()
    assert kinds(run(mail, log, drafts=with_copy_from_the_form())) == ["sent"]


# A record that is gone


def test_letters_of_which_a_lost_record_may_have_told_wait_for_a_decision(mail: MailServer, log: Path) -> None:
    for dry_run in (True, False):
        (undecided,) = run(mail, log, lost_record=True, dry_run=dry_run)
        assert undecided.fate == "undecided"
    assert undecided.sentence == Words(
        "送信したメール、又は作成した調査票若しくは下書きのうち、記録（record.csv）にないものがあります。記録が失われたか、古い控えに置き換わった"
        "可能性があります。"
        "次の都道府県には、既に送信したかどうかを確認できないため、送信していません：北海道、東京都、沖縄県。"
        "記録（record.csv）の最新の控えがある場合は、元に戻してから、もう一度送信してください。控えがない場合は、送信済みの都道府県を記録し"
        "（survey-tool record sent invite 都道府県 …）、残りは、送信していないものとして送信してください（--resend all。"
        "1通ずつ指定する場合は --resend 2026-invite-01-1）。",
        "The record (record.csv) does not tell of letters that went out, or of forms or drafts that were written: it may be lost, or "
        "an older copy may stand in its place. Nothing was sent, because it is not known whether these were written to before: "
        "Hokkaido, Tokyo, Okinawa. If there is a newer copy of the record (record.csv), restore it and send "
        "again. If not, note those that were written to (survey-tool record sent invite PREFECTURE …), and send "
        "the others as not sent before (--resend all; one by one, such as --resend 2026-invite-01-1).",
    )
    assert mail.received == []
    assert not log.exists()

    sent = Decisions(assume_sent=frozenset({"2026-invite-01-1"}), resend=frozenset({"all"}))
    assert kinds(run(mail, log, lost_record=True, decisions=sent)) == ["skipped", "sent", "sent"]
    assert len(mail.received) == 2
    assert kinds(run(mail, log, lost_record=True, decisions=sent)) == ["skipped"] * 3, "and nothing twice"
    assert len(mail.received) == 2


def test_one_letter_can_be_sent_again_after_the_record_was_lost(mail: MailServer, log: Path) -> None:
    one = Decisions(resend=frozenset({"2026-invite-13-1"}))
    (undecided,) = run(mail, log, lost_record=True, decisions=one)
    assert "北海道、沖縄県" in undecided.sentence.ja
    assert mail.received == []


def server_of(mail: MailServer, **changes: Any) -> SmtpServer:
    return SmtpServer.model_validate(mail.settings.model_dump() | changes)


@pytest.mark.parametrize(
    ("environment", "start"),
    [
        ({**LOGIN, PASSWORD_VARIABLE: "wrong"}, "The mail server {server} refused the login (535 "),
        ({**LOGIN, PASSWORD_VARIABLE: "合言葉"}, "The user name or the password holds characters that cannot be used."),
        (
            {USER_VARIABLE: USER},
            f"Give both a user name and a password, or neither (in the environment: {USER_VARIABLE}, {PASSWORD_VARIABLE}).",
        ),
        ({}, "Hokkaido: The mail server asks for a login (530 "),
    ],
)
def test_a_refused_login_stops_before_anything_is_sent(
    mail: MailServer, log: Path, environment: dict[str, str], start: str
) -> None:
    (refused,) = run(mail, log, environment=environment)

    assert refused.fate == "refused"
    assert refused.sentence.en.startswith(start.format(server=mail.settings.address))
    assert USER_VARIABLE in refused.sentence.ja
    assert not {"wrong", "合言葉"} & set(refused.sentence.ja.split())
    assert mail.received == []
    assert "sending" not in dict(events(log))


@pytest.mark.parametrize(
    ("changes", "start", "advice"),
    [
        (
            {"ca_file": None},
            "The certificate of the mail server {server} is not trusted",
            "name its certificate as ca_file",
        ),
        ({"host": "127.0.0.1"}, "The certificate of the mail server {server} is not trusted", "ca_file"),
        (
            {"security": "tls"},
            "No secured connection to the mail server {server} (",
            "security (starttls or tls) and port",
        ),
        ({"port": 1}, "The mail server {server} cannot be reached (", "check host and port"),
        ({"host": "no-such-host.invalid"}, "The mail server {server} was not found.", "check host"),
    ],
)
def test_without_a_trusted_secured_connection_nothing_is_sent(
    mail: MailServer, log: Path, changes: dict[str, Any], start: str, advice: str
) -> None:
    server = server_of(mail, **changes)

    (refused,) = run(mail, log, server=server)

    assert refused.fate == "refused"
    assert refused.draft is None
    assert refused.sentence.en.startswith(start.format(server=server.address))
    assert advice in refused.sentence.en
    assert mail.logins == []


def test_a_server_without_tls_gets_neither_message_nor_password(
    mail: MailServer, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(smtplib.SMTP, "has_extn", lambda _self, name: name != "starttls")

    (refused,) = run(mail, log)

    assert refused.sentence.ja.startswith(f"メールサーバー {HOST}:{mail.port} は、暗号化又はログインに対応していません")
    assert mail.logins == []


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"host": ""},
        {"host": "a b"},
        {"host": "a", "security": "none"},
        {"host": "a", "port": 0},
        {"host": "a", "password": "x"},
    ],
)
def test_settings_of_the_server_that_cannot_be_used(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        SmtpServer.model_validate(wrong)


def test_the_usual_ports() -> None:
    assert SmtpServer(host="a.example").address == "a.example:587"
    assert SmtpServer(host="a.example", security="tls").address == "a.example:465"
    assert SmtpServer(host="a.example", port=2525).address == "a.example:2525"


# What nobody can know, and how it is decided


@pytest.mark.parametrize(("fault", "arrived"), [(LOST_BEFORE, False), (LOST_AFTER, True)])
def test_a_lost_answer_is_never_guessed(mail: MailServer, log: Path, fault: str, arrived: bool) -> None:
    mail.faults.extend([None, fault])

    first = run(mail, log)
    mail.settle()
    again = run(mail, log)

    assert kinds(first) == ["sent", "undecided"]
    assert [outcome.sentence for outcome in again] == [first[1].sentence]
    assert first[1].sentence == Words(
        "東京都：2026-11-27 09:30の送信が途中で中断しており、届いたかどうかを確認できません（2026-invite-13-1、宛先："
        "joho@pref13.example.lg.jp, yamada@pref13.example.lg.jp, copy@pref13.example.lg.jp）。"
        "サーバーの記録又は宛先に確認し、届いているかどうかを指定してください（届いている場合は --assume-sent 2026-invite-13-1、"
        "届いていない場合は --resend 2026-invite-13-1）。",
        "Tokyo: sending was interrupted on 2026-11-27 09:30 and the message may have arrived (2026-invite-13-1, to "
        "joho@pref13.example.lg.jp, yamada@pref13.example.lg.jp, copy@pref13.example.lg.jp). "
        "Ask the server's log or the addressee, then say which it is "
        "(--assume-sent 2026-invite-13-1 if it arrived, --resend 2026-invite-13-1 if not).",
    )
    tokyo = frozenset({"2026-invite-13-1"})
    decided = Decisions(assume_sent=tokyo) if arrived else Decisions(resend=tokyo)
    assert kinds(run(mail, log, decisions=decided)) == (
        ["skipped", "skipped", "sent"] if arrived else ["skipped", "sent", "sent"]
    )
    assert mail.deliveries() == each_once()
    assert kinds(run(mail, log, decisions=decided)) == ["skipped"] * 3, "the same command again sends nothing twice"
    assert mail.deliveries() == each_once()


def test_what_went_out_by_hand_can_be_marked_as_sent(mail: MailServer, log: Path) -> None:
    decided = Decisions(assume_sent=frozenset({"2026-invite-01-1"}))

    assert kinds(run(mail, log, decisions=decided)) == ["skipped", "sent", "sent"]
    assert len(mail.received) == 2


def test_decisions_that_fit_no_message_stop_before_anything_is_sent(mail: MailServer, log: Path) -> None:
    unknown, both = frozenset({"2026-invite-99-1"}), frozenset({"2026-invite-01-1"})

    assert [
        outcome.sentence.en for outcome in run(mail, log, decisions=Decisions(resend=unknown | both, assume_sent=both))
    ] == [
        "2026-invite-99-1 is not among the messages that are to be sent.",
        "2026-invite-01-1 is said both to have arrived and not to (--assume-sent, --resend). Please say one of them.",
    ]
    assert mail.received == []
    assert not log.exists()


# The record


def test_two_runs_at_a_time_are_refused(mail: MailServer, log: Path) -> None:
    with sending_alone(log):
        (refused,) = run(mail, log)

    assert refused.sentence.en.startswith("Another run is sending at the moment.")
    assert kinds(run(mail, log)) == ["sent"] * 3


@pytest.mark.parametrize("torn", ["", '"2026', '"2026-11-27T09:30:00+00:00","2026","01","sent","2026-inv', "\0\0\0"])
def test_a_last_line_that_was_cut_off_does_no_harm(mail: MailServer, log: Path, torn: str) -> None:
    run(mail, log, drafts=drafts()[:1])
    whole = log.read_bytes()
    log.write_bytes(whole + torn.encode())

    assert delivery(of_letters(read_record(log).lines)["2026-invite-01-1"]) == "sent"
    assert kinds(run(mail, log)) == ["skipped", "sent", "sent"]
    assert log.read_bytes().startswith(whole)
    assert len(events(log)) == 6


def test_a_cut_off_note_of_sending_leaves_the_message_undecided(mail: MailServer, log: Path) -> None:
    run(mail, log, drafts=drafts()[:1])
    log.write_bytes(log.read_bytes()[:-20])

    assert kinds(run(mail, log)) == ["undecided"]


def test_a_last_line_without_its_line_end_counts(mail: MailServer, log: Path) -> None:
    run(mail, log, drafts=drafts()[:1], decisions=Decisions(assume_sent=frozenset({"2026-invite-01-1"})))
    log.write_bytes(log.read_bytes().rstrip(b"\n"))

    assert kinds(run(mail, log)) == ["skipped", "sent", "sent"]
    assert events(log)[0] == ("sent", "2026-invite-01-1")


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (
            b"hello\n",
            'record.csv, line 4, "at": "hello" cannot be used. Restore a time such as ',
        ),
        (
            b'"2026-11-27T09:30:00+00:00","2026","01","posted","2026-invite-01-1","",""\n',
            'record.csv, line 4, "what": "posted" cannot be used. Restore one of these: arrived, ',
        ),
        (
            b'"yesterday","2026","01","sent","2026-invite-01-1","",""\n',
            'record.csv, line 4, "at": "yesterday" cannot be used. Restore a time such as ',
        ),
        (
            b'"2026-11-27T09:30:00+00:00","2026","01","sent","2026-inv\xff","",""\n',
            'record.csv, line 4, "subject": "2026-inv\ufffd" cannot be used. Restore it from a copy.',
        ),
        (b"tail of something else", "record.csv, line 4: It is cut off. Restore it from a copy."),
    ],
)
def test_a_damaged_record_stops_everything_and_is_left_as_it_is(
    mail: MailServer, log: Path, damage: bytes, told: str
) -> None:
    run(mail, log, drafts=drafts()[:1])
    log.write_bytes(log.read_bytes() + damage)
    before = log.read_bytes()

    for dry_run in (True, False):
        (refused,) = run(mail, log, dry_run=dry_run)
        assert refused.sentence.en.startswith(told)
        assert refused.sentence.en.endswith("Nothing is sent, so that no message goes out twice.")
    assert len(read_record(log).lines) == 2, "the others are read all the same"
    assert log.read_bytes() == before
    assert len(mail.received) == 1


def test_a_record_that_cannot_be_written_stops_before_the_message_ends(
    mail: MailServer, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(keeping, "_write", full)
    (refused,) = run(mail, log)
    mail.settle()

    assert refused.sentence.en == 'Hokkaido: Cannot write "record.csv": the disk is full. Make room and run again.'
    assert mail.received == []


def test_a_folder_that_is_gone_in_the_middle_is_not_begun_anew(mail: MailServer, tmp_path: Path) -> None:
    """What its record tells is elsewhere: a new one would know of no letter."""
    here, away = tmp_path / "2026", tmp_path / "away"
    here.mkdir()
    sending = send(drafts(), mail.settings, here / "record.csv", environment=LOGIN, pause=lambda _: None)
    assert next(sending).fate == "sent"
    here.rename(away)
    (refused,) = sending
    mail.settle()
    assert refused.sentence.en.startswith("Tokyo: The record record.csv cannot be read or written (")
    assert (len(mail.received), here.exists()) == (1, False)

    away.rename(here)
    assert kinds(resume(mail, here / "record.csv")) == ["skipped", "sent", "sent"]
    assert mail.deliveries() == each_once()


def test_an_acceptance_that_cannot_be_written_down_is_told(
    mail: MailServer, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = keeping._write

    def full_for_the_second(descriptor: int, line: bytes) -> None:
        if b',"sent",' in line:
            raise OSError(28, "No space left on device")
        write(descriptor, line)

    monkeypatch.setattr(keeping, "_write", full_for_the_second)
    (undecided,) = run(mail, log)
    monkeypatch.undo()

    assert undecided.sentence.en == (
        "Hokkaido: the server accepted the message, but the record could not be written (No space left on device). "
        "Remove the cause, then send again and say that it arrived (--assume-sent 2026-invite-01-1)."
    )
    assert kinds(run(mail, log)) == ["undecided"]
    resume(mail, log)
    assert mail.deliveries() == each_once()


# Interrupted


def test_ctrl_c_while_a_message_is_on_its_way_waits_until_it_is_written_down(
    mail: MailServer, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    end = smtp_module._end

    def interrupted(smtp: smtplib.SMTP) -> tuple[int, bytes]:
        signal.raise_signal(signal.SIGINT)
        return end(smtp)

    monkeypatch.setattr(smtp_module, "_end", interrupted)
    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt):
        run(mail, log)
    monkeypatch.undo()

    assert signal.getsignal(signal.SIGINT) is before
    assert events(log) == [("sending", "2026-invite-01-1"), ("sent", "2026-invite-01-1")]
    assert kinds(run(mail, log)) == ["skipped", "sent", "sent"]
    assert mail.deliveries() == each_once()


def test_a_second_ctrl_c_does_not_wait(mail: MailServer, log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted_twice(_smtp: smtplib.SMTP) -> tuple[int, bytes]:
        signal.raise_signal(signal.SIGINT)
        signal.raise_signal(signal.SIGINT)
        raise AssertionError("the second one must not be held back")

    monkeypatch.setattr(smtp_module, "_end", interrupted_twice)
    with pytest.raises(KeyboardInterrupt):
        run(mail, log)
    monkeypatch.undo()

    assert kinds(run(mail, log)) == ["undecided"]


def test_a_run_that_is_left_after_any_message_goes_on_with_the_next(mail: MailServer, log: Path) -> None:
    for _ in drafts():
        sending = send(drafts(), mail.settings, log, environment=LOGIN, clock=lambda: NOW, pause=lambda _: None)
        assert next(outcome for outcome in sending if outcome.fate == "sent")
        sending.close()

    assert kinds(run(mail, log)) == ["skipped"] * 3
    assert mail.deliveries() == each_once()


Situation = tuple[str, str, int, int, int]


def positions(mail: MailServer, log: Path) -> dict[Situation, int]:
    """The situations of an undisturbed run, each at its first position.

    A situation is a line (file, function, number), what the record holds and how many messages have arrived: a run that ends at the
    same line with the same record and the same messages leaves the same behind, however often it came by that line.
    """
    found: dict[Situation, int] = {}

    def note(position: int, frame: FrameType) -> None:
        code, written = frame.f_code, log.stat().st_size if log.exists() else -1
        situation = (code.co_filename, code.co_name, frame.f_lineno, written, len(mail.received))
        found.setdefault(situation, position)

    with before_each_line(note):
        run(mail, log)
    mail.received.clear()
    return found


def interrupt_at(position: int, mail: MailServer, log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ends a run at a position as Ctrl-C would, and does what the end of its process would do besides."""
    opened: list[int] = []
    open_file = os.open

    def noted(*arguments: Any, **options: Any) -> int:
        opened.append(open_file(*arguments, **options))
        return opened[-1]

    def stop(number: int, _frame: FrameType) -> None:
        if number == position:
            raise KeyboardInterrupt

    handler = signal.getsignal(signal.SIGINT)
    with monkeypatch.context() as patched:
        patched.setattr(os, "open", noted)
        with suppress(KeyboardInterrupt), before_each_line(stop):
            run(mail, log)
    signal.signal(signal.SIGINT, handler)
    for descriptor in opened:
        with suppress(OSError):
            os.close(descriptor)


def kill_at(position: int, mail: MailServer, log: Path) -> None:
    """Ends a run at a position as a kill or a power cut would."""
    killed = pickle.dumps(Killed(drafts(), mail.settings, log, LOGIN, position))
    done = subprocess.run([sys.executable, "-m", "tests.interruption"], input=killed, cwd=ROOT, check=False)
    assert done.returncode == KILLED


def assert_exactly_once(position: int, mail: MailServer, log: Path) -> None:
    outcomes = resume(mail, log)
    assert set(kinds(outcomes)) <= {"sent", "skipped"}, f"position {position}"
    assert mail.deliveries() == each_once(), f"position {position}"
    mail.received.clear()


def interrupted_at_every(step: int, mail: MailServer, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for position in list(positions(mail, folder / "whole.csv").values())[::step]:
        log = folder / f"{position}.csv"
        interrupt_at(position, mail, log, monkeypatch)
        assert_exactly_once(position, mail, log)


def killed_at_every(step: int, mail: MailServer, folder: Path) -> None:
    """Only while a message is handed over and written down: a kill elsewhere leaves no more than Ctrl-C does."""
    functions = ("offer", "hand_over", "about_to_end", "_end", "write", "append", "_append", "_write")
    found = positions(mail, folder / "whole.csv")
    tell_tale = [position for (_, function, *_), position in found.items() if function in functions]
    for position in tell_tale[: len(tell_tale) // len(PLACES) + 1 : step]:
        log = folder / f"{position}.csv"
        kill_at(position, mail, log)
        assert_exactly_once(position, mail, log)


CUT_OFF = pytest.mark.filterwarnings("ignore:unclosed <:ResourceWarning")
"""What is interrupted just before it would have closed its socket leaves that to Python."""


@pytest.mark.slow
@CUT_OFF
def test_interrupted_here_and_there_and_resumed(
    mail: MailServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    interrupted_at_every(41, mail, tmp_path, monkeypatch)


@pytest.mark.slow
def test_killed_here_and_there_and_resumed(mail: MailServer, tmp_path: Path) -> None:
    killed_at_every(19, mail, tmp_path)


@CUT_OFF
@pytest.mark.long
def test_interrupted_at_every_position_and_resumed(
    mail: MailServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    interrupted_at_every(1, mail, tmp_path, monkeypatch)


@pytest.mark.long
def test_killed_at_every_position_of_a_message_and_resumed(mail: MailServer, tmp_path: Path) -> None:
    killed_at_every(1, mail, tmp_path)
