"""A year and a half of a secretary's life by the commands alone: a round with all that comes between, then the next from it.

Required: every letter goes exactly to those to whom it is due, each day; nothing that is done by hand or told by telephone is lost; what
is published, left out and changed is told truly, from the invitation of one year to the release of the next.
"""

from __future__ import annotations

import csv
import datetime as dt
import json
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from survey_tool.demo.typing import type_into
from survey_tool.form.generate import form_path
from survey_tool.settings.mail_server import PASSWORD_VARIABLE, USER_VARIABLE
from tests.drafts import body
from tests.mails import eml
from tests.mailserver import HOST, PASSWORD, USER, Certificate, MailServer, running
from tests.secretary import NO_CHANGES, SETTINGS, Secretary, few_prefectures

TOYAMA, FUKUI, TOTTORI, SHIMANE, KAGAWA, SAGA = CODES = ("16", "18", "31", "32", "37", "41")
DAYS = """
round = "{year}"
as_of = {year}-12-01
sent_on = {year}-11-24
deadline = {year}-12-11
second_deadline = {year}-12-18
published_on = {next_year}-03-01
"""
DOUBTFUL = {
    "status": "in_preparation",
    "annual_cost": "90000000",
    "cost_basis": "all_participants",
    "cost_bearing": "prefecture_all",
    "subsidy_used": "no",
    "procurement_method": "unknown",
    "contract_form": "unknown",
    "specification": "unknown",
}
TO_ADDRESS = {code: f"joho@pref{code}.example.lg.jp" for code in CODES}


@pytest.fixture
def server(certificate: Certificate, monkeypatch: pytest.MonkeyPatch) -> Iterator[MailServer]:
    monkeypatch.setenv(USER_VARIABLE, USER)
    monkeypatch.setenv(PASSWORD_VARIABLE, PASSWORD)
    with running(certificate) as mail:
        yield mail


@dataclass
class Round:
    """A round in the hands of a secretary: what comes, and what is due."""

    secretary: Secretary
    server: MailServer

    @property
    def returns(self) -> Path:
        return self.secretary.survey.submissions

    def answer(self, code: str, answers: Mapping[str, str] = NO_CHANGES, *, cases: bool = True) -> bytes:
        """The form that a prefecture was sent, filled in."""
        path = self.secretary.workspace.parent / "filled in.xlsx"
        type_into(
            form_path(self.secretary.survey, code),
            path,
            self.secretary.typed(code, answers, cases=cases),
        )
        return path.read_bytes()

    def comes(self, name: str, content: bytes) -> Path:
        """What the secretary saves."""
        path = self.returns / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return path

    def due(self, kind: str, day: dt.date) -> tuple[list[str], str]:
        """To whom a letter of that kind is due on a day, and what is said of the others."""
        self.secretary.on(day)
        done = self.secretary.run("mail", kind)
        assert done.code == 0
        folder = self.secretary.workspace / "mail" / self.secretary.survey.round.name / kind
        drafts = self.secretary.drafts(kind) if folder.exists() else {}
        assert {code: str(each["To"]) for code, each in drafts.items()} == {
            code: f"情報政策課 <{TO_ADDRESS[code]}>" for code in drafts
        }
        return list(drafts), done.err

    def done(self, *arguments: str | Path, code: int = 0) -> str:
        """What a command says that ends so."""
        done = self.secretary.run(*arguments)
        assert done.code == code, done
        return done.out

    def open_findings(self) -> list[tuple[str, str, str, str, bool]]:
        """What `validate` has to say, but for what is only for information."""
        report = json.loads(self.secretary.run("validate", "--no-corrections", "--json", "-").out)
        found = [
            (each["prefecture"], found["code"], found["key"], found["cell"], found["confirmed"])
            for each in report["submissions"]
            for found in each["findings"]
            if found["severity"] != "info"
        ]
        return sorted(found, key=str)

    def received(self) -> dict[tuple[str, ...], str]:
        """Whom the server has taken letters for since this was asked last, and what they say."""
        found = {
            each.recipients: body(message_from_bytes(each.content, EmailMessage, policy=policy.default))
            for each in sorted(self.server.received, key=lambda each: each.recipients)
        }
        assert len(found) == len(self.server.received)
        self.server.received.clear()
        return found

    def events(self) -> list[tuple[str, str]]:
        """The record as the secretary sees it: line by line what happened to whom, without what is written down by itself."""
        lines = self.secretary.run("record", "show").out.splitlines()[1:]
        return [(parts[3], parts[4]) for parts in (line.split() for line in lines) if len(parts) > 4]


@pytest.fixture
def this_round(tmp_path: Path, server: MailServer) -> Iterator[Round]:
    secretary = Secretary(tmp_path / "共同調達調査" / "2026", "ja")
    secretary.workspace.mkdir(parents=True)
    secretary.on(dt.date(2026, 11, 24))
    yield Round(secretary, server)
    secretary.leave()


@pytest.mark.long
def test_a_year_and_a_half(this_round: Round) -> None:
    forms_go_out(this_round)
    returns_come_in_every_way(this_round)
    letters_go_where_they_are_due(this_round)
    the_rest_comes(this_round)
    it_is_approved_and_published(this_round)
    the_next_round_begins_from_it(this_round)
    the_next_release_tells_what_changed(this_round)
    the_first_round_is_closed(this_round)


def forms_go_out(this: Round) -> None:
    """Some by hand, the rest by the server; one prefecture is given longer in between."""
    secretary, workspace = this.secretary, this.secretary.workspace
    this.done("init")
    certificate = workspace / "ca.pem"
    certificate.write_bytes(Path(this.server.certificate.certificate).read_bytes())
    smtp = f'\n[smtp]\nhost = "{HOST}"\nport = {this.server.port}\nsecurity = "{this.server.security}"\nca_file = "ca.pem"\n'
    days = DAYS.format(year=2026, next_year=2027)
    few_prefectures(workspace, CODES, SETTINGS.replace('\nround = "2026"\n', days) + smtp)
    assert secretary.next() == ["generate"]
    assert this.done("generate").startswith("調査票を6件作成しました：")
    assert this.due("invite", dt.date(2026, 11, 24)) == (list(CODES), "")
    assert (
        this.done("record", "sent", "invite", "16", "福井県", "鳥取", "--on", "2026-11-24") == "記録しました（3件）。\n"
    )
    assert this.due("remind", dt.date(2026, 11, 25)) == (
        [TOYAMA, FUKUI, TOTTORI],
        "調査票を送信した記録がないため、督促していません。送信した場合は、そのことを記録してください（survey-tool record sent invite）："
        "島根県、香川県、佐賀県\n",
    ), "a draft is no letter sent"

    assert this.done("record", "extend", "佐賀県", "2027-01-08").splitlines() == [
        "記録しました（1件）。",
        "survey-tool generate --prefecture 41 で調査票を作成し直した後、survey-tool mail invite 41 で、延長後の期限を知らせる"
        "メールの下書きを作成してください。",
    ]
    assert secretary.next()[0] == "generate --prefecture 41"
    refused = secretary.run("mail", "invite", "--smtp")
    assert refused.code == 2
    received = this.received()
    assert list(received) == [(TO_ADDRESS[code],) for code in (SHIMANE, KAGAWA)], (
        "what the other form says is no longer so"
    )
    assert all("12月11日" in text for text in received.values())
    assert "回答期限：調査票は2026年12月11日（金）、現在は2027年1月8日（金）（佐賀県）" in refused.err
    this.done("generate", "--prefecture", "41")
    assert this.done("mail", "invite", "--smtp").splitlines()[-1] == "送信1件、送信済み5件、未送信0件"
    ((recipients, text),) = this.received().items()
    assert (recipients, "1月8日" in text, "12月11日" in text) == ((TO_ADDRESS[SAGA],), True, False)


def returns_come_in_every_way(this: Round) -> None:
    """A mail saved whole, a file in the wrong folder, two colleagues, a PDF, an amount that looks too large."""
    secretary = this.secretary
    secretary.on(dt.date(2026, 12, 3))
    letter = eml(
        {"回答.xlsx": this.answer(TOYAMA, {"publication": ""})}, subject="【富山県】回答", sender=TO_ADDRESS[TOYAMA]
    )
    this.comes("富山県から.eml", letter.as_bytes())
    this.comes("../18福井県.xlsx", this.answer(FUKUI))
    this.comes("31鳥取県（情報政策課）.xlsx", this.answer(TOTTORI, {"summary": "庁内の連絡に用いる。"}))
    this.comes("31鳥取県（市町村課）.xlsx", this.answer(TOTTORI, {"vendor": "株式会社サンプル"}))
    this.comes("37香川県回答.pdf", b"%PDF-1.7\n")
    this.comes(form_path(secretary.survey, SHIMANE).name, this.answer(SHIMANE, DOUBTFUL))
    assert secretary.states() == {
        TOYAMA: "needs_correction",
        FUKUI: "not_returned",
        TOTTORI: "conflict",
        SHIMANE: "accepted",
        KAGAWA: "not_returned",
        SAGA: "not_returned",
    }
    assert this.open_findings() == [
        (TOYAMA, "required", "publication", "F73", False),
        (TOTTORI, "conflict", None, None, False),
        (TOTTORI, "conflict", None, None, False),  # at each of the two
        (SHIMANE, "magnitude", "annual_cost", "F24", False),
    ]
    assert secretary.next() == ["merge 31", "mail remind 37", "mail correct", "mail ask", "validate"], (
        "what came from 37 is no form"
    )


def letters_go_where_they_are_due(this: Round) -> None:
    """Reminders on three days, a request, a confirmation by telephone, a merge."""
    secretary = this.secretary
    wrong_folder = (
        "提出されたものと思われるファイルが、確認の対象とならない場所に保存されているため、督促していません：福井県\n"
    )
    given_longer = "期限を延長しているため、延長後の期限の3日前までは督促していません：佐賀県\n"
    due, said = this.due("remind", dt.date(2026, 12, 3))
    assert due == [KAGAWA]
    assert wrong_folder in said
    assert given_longer in said
    assert "届いたファイルについて修正の依頼を送信した記録がないため、督促していません。" in said
    assert "37香川県回答.pdf" in body(secretary.drafts("remind")[KAGAWA])

    assert this.due("correct", dt.date(2026, 12, 3))[0] == [TOYAMA]
    assert this.done("mail", "correct", "--smtp").splitlines()[-1] == "送信1件、送信済み0件、未送信0件"
    assert list(this.received()) == [(TO_ADDRESS[TOYAMA],)], "no copy to an address that nobody vouches for"
    assert "公表の可否" in body(secretary.drafts("correct")[TOYAMA])
    assert this.done("merge", "31").startswith("鳥取県の提出2件を1つの調査票にまとめました：")
    assert secretary.states()[TOTTORI] == "accepted"

    assert this.due("ask", dt.date(2026, 12, 4))[0] == [SHIMANE]
    assert "年間運用費" in body(secretary.drafts("ask")[SHIMANE])
    this.done("record", "confirm", "32-2026-01", "magnitude", "annual_cost", "--because", "電話で確認")
    assert this.open_findings() == [
        (TOYAMA, "required", "publication", "F73", False),
        (SHIMANE, "magnitude", "annual_cost", "F24", True),
    ]
    assert this.due("ask", dt.date(2026, 12, 5))[0] == [], "what is settled is asked no more"

    due, said = this.due("remind", dt.date(2026, 12, 12))
    assert due == [TOYAMA, KAGAWA], "the request went out, and nothing came"
    assert (wrong_folder in said, given_longer in said) == (True, True)
    assert this.done("record", "sent", "remind") == "記録しました（2件）。\n"


def the_rest_comes(this: Round) -> None:
    """The file is put where it belongs, the correction copy comes back, the others answer; the one given longer is reminded once."""
    secretary = this.secretary
    shutil.move(this.returns.parent / "18福井県.xlsx", this.returns)
    (copy,) = (this.returns / "corrections").glob("*16*.xlsx")
    mended = [each for each in secretary.typed(TOYAMA) if each.key == "publication"]
    type_into(copy, this.returns / "Re 修正.xlsx", mended)
    secretary.on(dt.date(2026, 12, 14))
    this.comes("37香川県.xlsx", this.answer(KAGAWA, cases=False))
    assert this.due("remind", dt.date(2026, 12, 14))[0] == []
    assert this.due("remind", dt.date(2027, 1, 5))[0] == [SAGA], "three days before its own deadline"
    assert "1月8日" in body(secretary.drafts("remind")[SAGA])
    secretary.on(dt.date(2027, 1, 8))
    this.comes("41佐賀県.xlsx", this.answer(SAGA))
    assert this.due("remind", dt.date(2027, 1, 9))[0] == []
    assert set(secretary.states().values()) == {"accepted", "none_to_report"}
    assert secretary.next() == ["publish"]


def it_is_approved_and_published(this: Round) -> None:
    """First as a preview, of which the record tells nothing as published; then the release."""
    secretary = this.secretary
    secretary.on(dt.date(2027, 2, 20))
    preview = secretary.workspace / "決裁"
    assert "報告された事例5件のうち5件を公表し、0件を除きました。" in this.done("publish", "--preview", preview)
    assert (preview / "approval_2026.xlsx").is_file()
    assert not secretary.survey.published.exists()
    secretary.on(dt.date(2027, 3, 1))
    assert "報告された事例5件のうち5件を公表し、0件を除きました。" in this.done("publish")
    released = {path.relative_to(preview) for path in preview.rglob("*") if path.is_file()}
    assert released - {Path("approval_2026.xlsx")} == {
        path.relative_to(secretary.survey.published) for path in secretary.survey.published.rglob("*") if path.is_file()
    }
    shutil.rmtree(preview)


def the_next_round_begins_from_it(this: Round) -> None:
    """A folder beside the last one; what has to be set is asked for, last year's answers stand in the forms."""
    secretary, last = this.secretary, this.secretary.workspace
    secretary.on(dt.date(2027, 11, 1))
    secretary.workspace = last.with_name("2027")
    secretary.workspace.mkdir()
    said = this.done("init", "--from", last)
    assert "survey.toml の空欄の項目（round, as_of, sent_on, deadline, second_deadline, published_on）を記入し" in said
    asked = secretary.run()
    assert (asked.code, asked.err.count("値がありません。")) == (2, 6)
    path = secretary.workspace / "survey.toml"
    text = path.read_text(encoding="utf-8")
    for line in DAYS.format(year=2027, next_year=2028).strip().splitlines():
        key = line.partition(" = ")[0]
        text, times = re.subn(rf'^{key} = ""$', line, text, flags=re.MULTILINE)
        assert times == 1
    path.write_text(text, encoding="utf-8")
    shutil.copy(last / "ca.pem", secretary.workspace)
    said = this.done("generate", "--previous")
    assert "前回の回答を転記した都道府県：6（事例5件）\n" in said
    assert this.due("invite", dt.date(2027, 11, 24))[0] == list(CODES)
    assert "前回回答いただいた事例（1件）は転記済みです。" in body(secretary.drafts("invite")[TOYAMA])
    assert this.done("mail", "invite", "--smtp").splitlines()[-1] == "送信6件、送信済み0件、未送信0件"
    assert list(this.received()) == [(TO_ADDRESS[code],) for code in CODES]


def the_next_release_tells_what_changed(this: Round) -> None:
    """Five answer: two as before, one with a change, one withdraws, one has a case more; one does not answer."""
    secretary = this.secretary
    secretary.on(dt.date(2027, 12, 10))
    old = {code: f"{code}-2026-01" for code in CODES}
    answers: dict[str, dict[str, str]] = {
        TOYAMA: {"reviewed": "unchanged"},
        FUKUI: {"reviewed": "updated", "summary": "利用の範囲を広げる。"},
        TOTTORI: {"reviewed": "updated", "withdrawn": "○"},
        SHIMANE: {"reviewed": "unchanged"},
    }
    for code, changed in answers.items():
        path = secretary.workspace.parent / "filled in.xlsx"
        type_into(
            form_path(secretary.survey, code),
            path,
            [*secretary.typed_at(old[code], changed), *secretary.typed_at("", {"answered_on": "2027-12-01"})],
        )
        this.comes(f"{code}.xlsx", path.read_bytes())
    this.comes("37香川県.xlsx", this.answer(KAGAWA))
    assert secretary.states() == {**dict.fromkeys(CODES, "accepted"), SAGA: "not_returned"}
    assert this.due("remind", dt.date(2027, 12, 13))[0] == [SAGA]

    secretary.on(dt.date(2028, 3, 1))
    told = this.done("publish", "--since").splitlines()
    at = next(number for number, line in enumerate(told) if "変更" in line)
    assert told[at + 1 : at + 7] == [
        "  追加：1",
        "  変更：1",
        "  終了：0",
        "  取下げ：1",
        "  今回報告なし：1",
        "  公表対象外：0",
    ]
    with (secretary.survey.published / "data" / "changes.csv").open(encoding="utf-8-sig", newline="") as file:
        changes = {(row["case_id"], row["kind"]) for row in csv.DictReader(file)}
    assert changes == {
        (f"{KAGAWA}-2027-01", "added"),
        (old[FUKUI], "changed"),
        (old[TOTTORI], "withdrawn"),
        (old[SAGA], "not_reported"),
    }


def the_first_round_is_closed(this: Round) -> None:
    """Once the next one is out, what was personal in the first goes."""
    this.secretary.workspace = this.secretary.workspace.with_name("2026")
    this.done("close", "2026", "--yes")
    assert [path for path in this.returns.rglob("*") if path.is_file()] == []
    assert (this.secretary.survey.published / "data" / "cases.csv").is_file()
