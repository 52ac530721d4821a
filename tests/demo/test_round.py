"""A round replayed from `init` to `publish` by the commands alone, as a secretary would, with the status right at every step."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, replace
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from survey_tool.cli.commands import mail, overview, status
from survey_tool.demo.cases import Reply, ToldCase
from survey_tool.demo.typing import EntryCell, entries, type_into
from survey_tool.reference.places import MUNICIPALITIES, NEIGHBOURS, PREFECTURES
from survey_tool.reference.survey import open_survey
from tests.commands import Done, command
from tests.drafts import body, drafts

TOYAMA, FUKUI, TOTTORI, KAGAWA = CODES = ("16", "18", "31", "37")
RESPONDENT = {
    "department": "総務部情報政策課",
    "person": "山田 花子",
    "phone": "076-000-0000",
    "email": "joho@pref.example.lg.jp",
    "answered_on": "2026-12-01",
}
CASE = {
    "domain": "tools",
    "system_type": "T01",
    "name": "自治体専用チャットの共同利用（検討中）",
    "status": "considering",
    "prefecture_role": "secretariat",
    "lead_body_kind": "council",
    "lead_body_name": "市町村DX協議会",
    "publication": "publish",
}
SETTINGS = """
round = "2026"

[files]
prefectures = "prefectures.csv"
municipalities = "municipalities.csv"
neighbours = "neighbours.csv"

[secretariat]
phone = "03-1111-2222"
email = "survey@secretariat.example.go.jp"
return_address = "survey@secretariat.example.go.jp"

[form]
cases = 2
free_municipalities = 1
"""


@dataclass
class Secretary:
    """A workspace, a day, and what the commands say."""

    workspace: Path
    monkeypatch: pytest.MonkeyPatch

    def on(self, day: dt.date) -> None:
        for module in (mail, overview, status):
            self.monkeypatch.setattr(module, "today", lambda: day)

    def run(self, *arguments: str | Path) -> Done:
        done = command(*arguments, workspace=self.workspace, lang="en")
        assert "Traceback" not in done.err
        details = self.workspace / "survey-tool-error.txt"
        assert not details.exists(), details.read_text(encoding="utf-8")
        return done

    def states(self) -> dict[str, str]:
        told = json.loads(self.run("status", "--json", "-").out)
        return {each["prefecture"]: each["state"] for each in told["prefectures"]}

    def next(self) -> list[str]:
        lines = self.run().out.split("\nNext\n")[1].splitlines()
        return [
            line.removeprefix("  survey-tool ").partition("  ")[0] for line in lines if line.startswith("  survey-tool")
        ]

    def drafts(self, kind: str) -> dict[str, EmailMessage]:
        return drafts(self.workspace / "mail" / "2026" / kind)

    def returns(self, name: str, code: str, form: Path | EmailMessage, typed: Iterable[EntryCell]) -> Path:
        """A prefecture types into the workbook it got and sends it back; the secretary saves it."""
        path = self.workspace / "submissions" / "2026" / name
        if isinstance(form, EmailMessage):
            (attachment,) = form.iter_attachments()
            form = self.workspace / f"from the mail to {code}.xlsx"
            content = attachment.get_payload(decode=True)
            assert isinstance(content, bytes)
            form.write_bytes(content)
        type_into(form, path, typed)
        return path

    def typed(
        self, code: str, *, cases: bool = True, respondent: dict[str, str] | None = None, **changes: str
    ) -> tuple[EntryCell, ...]:
        case = {**CASE, "name": f"{code} {CASE['name']}", **changes}
        told = (
            (ToldCase("", f"{code}-2026-01", {key: text for key, text in case.items() if text}, {}, ()),)
            if cases
            else ()
        )
        answers = respondent or (RESPONDENT if cases else {**RESPONDENT, "no_cases": "○"})
        return entries(Reply(code, answers, told), open_survey(self.workspace).questionnaire, "ja")


@pytest.fixture
def secretary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Secretary:
    found = Secretary(tmp_path / "調査 2026", monkeypatch)
    found.workspace.mkdir()
    found.on(dt.date(2026, 11, 24))
    return found


def few(source: Path, target: Path, column: str) -> None:
    """The rows of a data file that are about the four prefectures of this test."""
    with source.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row[column] in CODES and row.get("b", TOYAMA) in CODES]
        assert rows or column == "a"
        text = io.StringIO()
        writer: csv.DictWriter[Any] = csv.DictWriter(text, rows[0] if rows else ["a", "b"])
    writer.writeheader()
    writer.writerows(rows)
    target.write_text(text.getvalue(), encoding="utf-8")


def four_prefectures(workspace: Path) -> None:
    """Settings of a round that asks four prefectures, and whom to write to there."""
    few(PREFECTURES, workspace / "prefectures.csv", "code")
    few(MUNICIPALITIES, workspace / "municipalities.csv", "prefecture_code")
    few(NEIGHBOURS, workspace / "neighbours.csv", "a")
    (workspace / "survey.toml").write_text(SETTINGS, encoding="utf-8")
    path = workspace / "contacts.csv"
    text = path.read_text(encoding="utf-8-sig")
    for code in CODES:
        row = next(line for line in text.splitlines() if line.startswith(f"{code},"))
        text = text.replace(row, f"{code},,情報政策課,,joho@pref{code}.example.lg.jp,to")
    path.write_text(text, encoding="utf-8-sig")


def test_a_round_from_init_to_publish(secretary: Secretary) -> None:
    workspace = secretary.workspace

    # A new round
    assert secretary.next() == ["init", "generate"]
    assert secretary.run("init").code == 0
    four_prefectures(workspace)
    assert secretary.states() == dict.fromkeys(CODES, "not_returned")
    assert secretary.next() == ["generate"]

    # Forms go out
    assert secretary.run("mail", "invite").code == 2, "there is nothing to send yet"
    done = secretary.run("generate")
    assert (done.code, done.out.splitlines()[0]) == (0, f"Forms written: 4, in {workspace / 'templates' / '2026'}")
    assert secretary.next() == ["mail invite"]
    done = secretary.run("mail", "invite")
    assert (done.code, done.err) == (0, "")
    invitations = secretary.drafts("invite")
    assert {code: str(message["To"]) for code, message in invitations.items()} == {
        code: f"情報政策課 <joho@pref{code}.example.lg.jp>" for code in CODES
    }
    assert secretary.next() == ["validate"]
    assert secretary.run("validate").out.startswith("Nothing has come back yet.")

    # Three answer, one of them with a mistake
    secretary.on(dt.date(2026, 12, 1))
    toyama = secretary.returns(
        "joint-procurement_2026_16_toyama.xlsx", TOYAMA, invitations[TOYAMA], secretary.typed(TOYAMA)
    )
    secretary.returns(
        "joint-procurement_2026_18_fukui.xlsx", FUKUI, invitations[FUKUI], secretary.typed(FUKUI, cases=False)
    )
    tottori = secretary.returns(
        "joint-procurement_2026_31_tottori.xlsx",
        TOTTORI,
        invitations[TOTTORI],
        secretary.typed(TOTTORI, publication=""),
    )
    assert secretary.states() == {
        TOYAMA: "accepted",
        FUKUI: "none_to_report",
        TOTTORI: "needs_correction",
        KAGAWA: "not_returned",
    }
    before = tottori.read_bytes()
    done = secretary.run("validate")
    assert done.code == 1
    assert "31 Tottori, joint-procurement_2026_31_tottori.xlsx: Needs correction (to correct 1, to check 0)" in done.out
    assert '"Publication": This has not been answered (required).' in done.out
    assert tottori.read_bytes() == before, "a returned file is never changed"
    report = json.loads(secretary.run("validate", "--json", "-", "--no-corrections").out)
    assert [
        (each["file"], found["code"], found["key"], found["cell"])
        for each in report["submissions"]
        for found in each["findings"]
    ] == [("joint-procurement_2026_31_tottori.xlsx", "required", "publication", "F73")]
    assert report["missing"] == [KAGAWA]

    # One file can be looked at by itself
    assert secretary.run("validate", toyama).code == 0
    done = secretary.run("validate", toyama.with_name("*tottori*"), "--all")
    assert (done.code, done.out.count("This has not been answered (required).")) == (1, 1)
    assert len(list((workspace / "submissions" / "2026" / "corrections").iterdir())) == 1, "other copies stay"

    # Correction is asked for once
    assert secretary.next() == ["mail correct", "validate"]
    assert secretary.run("mail", "correct").code == 0
    assert list(secretary.drafts("correct")) == [TOTTORI]
    request = secretary.drafts("correct")[TOTTORI]
    (attachment,) = request.iter_attachments()
    (copy,) = (workspace / "submissions" / "2026" / "corrections").iterdir()
    assert attachment.get_filename() == copy.name
    assert attachment.get_payload(decode=True) == copy.read_bytes()
    assert "公表の可否" in body(request)
    assert secretary.next() == ["validate"]
    assert "  the same as before: 31_tottori_" in secretary.run("mail", "correct").out

    # Near the deadline those are reminded who owe something
    secretary.on(dt.date(2026, 12, 9))
    assert secretary.next() == ["mail remind", "validate"]
    assert secretary.run("mail", "remind").code == 0
    assert list(secretary.drafts("remind")) == [TOTTORI, KAGAWA]

    # Before all is settled a release says what it leaves out
    done = secretary.run("publish", "--strict")
    assert (done.code, (workspace / "published" / "2026").exists()) == (1, False)
    done = secretary.run("publish", "--edition", "ja")
    assert done.code == 1
    assert "Of 2 cases reported, 1 are published and 1 left out." in done.out

    # The correction copy comes back mended, one form unreadable
    mended = replace(next(each for each in secretary.typed(TOTTORI) if each.key == "publication"))
    secretary.returns("Re 修正版.xlsx", TOTTORI, request, [mended])
    broken = workspace / "submissions" / "2026" / "joint-procurement_2026_37_kagawa.xlsx"
    broken.write_bytes(toyama.read_bytes()[:3000])
    assert secretary.states() == {
        TOYAMA: "accepted",
        FUKUI: "none_to_report",
        TOTTORI: "accepted",
        KAGAWA: "unreadable",
    }
    assert secretary.run("validate").code == 1
    assert list((workspace / "submissions" / "2026" / "corrections").iterdir()) == [], "nothing is left to correct"
    assert secretary.run("mail", "correct").code == 0
    assert list(secretary.drafts("correct")) == [KAGAWA], "the request to Tottori must not lie there to be sent"

    # Two different files of one prefecture
    broken.unlink()
    secretary.returns("香川（1）.xlsx", KAGAWA, invitations[KAGAWA], secretary.typed(KAGAWA))
    other = secretary.returns("香川（2）.xlsx", KAGAWA, invitations[KAGAWA], secretary.typed(KAGAWA, name="別の名称"))
    assert secretary.states()[KAGAWA] == "conflict"
    done = secretary.run("validate")
    assert done.code == 1
    assert done.out.count("Files with different content came from the same prefecture") == 1, "told once, for both"
    aside = workspace / "submissions" / "2026" / "set-aside"
    next_step = secretary.run().out
    assert f"survey-tool merge {KAGAWA}" in next_step
    assert f"if only one of them counts, move the others to {aside}." in next_step
    aside.mkdir()
    shutil.move(other, aside)
    assert secretary.states()[KAGAWA] == "accepted"

    # The release
    assert secretary.next() == ["publish"]
    assert secretary.run("mail", "remind").out.startswith("There is nobody to write to.")
    assert secretary.drafts("remind") == {}
    assert secretary.run("validate").code == 0
    done = secretary.run("publish")
    assert done.code == 0
    assert "Of 3 cases reported, 3 are published and 0 left out." in done.out
    published = {path.name for path in (workspace / "published" / "2026").rglob("*") if path.is_file()}
    assert {
        "joint-procurement_2026_ja.xlsx",
        "joint-procurement_2026_en.xlsx",
        "cases.csv",
        "datapackage.json",
    } <= published
    told = secretary.run("publish", "--since", str(workspace / "published" / "2026")).out.splitlines()
    at = next(number for number, line in enumerate(told) if line.startswith("Changes since "))
    assert told[at].endswith("2026, in cases")
    assert told[at + 1 : at + 7] == [
        "  Added: 0",
        "  Changed: 0",
        "  Ended: 0",
        "  Withdrawn: 0",
        "  Not reported this time: 0",
        "  No longer published: 0",
    ]


def test_last_round_s_answers_are_filled_in(secretary: Secretary) -> None:
    secretary.run("init")
    four_prefectures(secretary.workspace)
    settings = (secretary.workspace / "survey.toml").read_text(encoding="utf-8")
    (secretary.workspace / "survey.toml").write_text(
        settings.replace('round = "2026"', 'round = "2025"'), encoding="utf-8"
    )
    secretary.run("generate", "--prefecture", "富山")
    form = secretary.workspace / "templates" / "2025" / "joint-procurement_2025_16_toyama.xlsx"
    told = (ToldCase("", "16-2025-01", CASE, {}, ()),)
    typed = entries(Reply(TOYAMA, RESPONDENT, told), open_survey(secretary.workspace).questionnaire, "ja")
    type_into(form, secretary.workspace / "submissions" / "2025" / form.name, typed)
    (secretary.workspace / "survey.toml").write_text(settings, encoding="utf-8")

    done = secretary.run("generate", "--previous", secretary.workspace / "submissions" / "2025")
    assert done.code == 0
    assert "Filled in with last round's answers: prefectures 1, cases 1\n" in done.out
    assert done.err == "Not filled in, because last round holds no answers: Fukui, Tottori, Kagawa\n"
    done = command(
        "generate", "--previous", secretary.workspace / "submissions" / "2025", workspace=secretary.workspace, lang="ja"
    )
    assert "前回の回答を転記した都道府県：1（事例1件）\n" in done.out
    assert done.err == "前回の回答がないため転記していない都道府県：福井県、鳥取県、香川県\n"
    assert secretary.run("mail", "invite").code == 0
    assert "前回回答いただいた事例（1件）は転記済みです。" in body(secretary.drafts("invite")[TOYAMA])
    assert secretary.run("generate", "--previous", secretary.workspace / "nowhere").code == 2
