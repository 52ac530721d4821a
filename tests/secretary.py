"""A secretary who has a folder and the commands, and prefectures that type into the forms they got."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from time_machine import travel

from survey_tool.demo.cases import Reply, ToldCase
from survey_tool.demo.typing import EntryCell, entries, type_into
from survey_tool.form.contract.marker import Topic
from survey_tool.post.record.troubles import LOST
from survey_tool.reference.places import MUNICIPALITIES, NEIGHBOURS, PREFECTURES
from survey_tool.reference.survey import Survey, open_survey
from survey_tool.wording.words import Language
from tests.commands import Done, command
from tests.drafts import drafts

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
NO_CHANGES: Mapping[str, str] = {}
SETTINGS = """
round = "2026"

[files]
prefectures = "prefectures.csv"
municipalities = "municipalities.csv"
neighbours = "neighbours.csv"

[secretariat]
name = { ja = "調査事務局", en = "Survey office" }
phone = "03-1111-2222"
email = "survey@secretariat.example.go.jp"
return_address = "survey@secretariat.example.go.jp"

[form]
cases = 2
free_municipalities = 1
"""


@dataclass
class Secretary:
    """A workspace, a clock, and what the commands say."""

    workspace: Path
    language: Language = "en"
    clock: travel | None = None

    def on(self, day: dt.date | dt.datetime) -> None:
        """It is that day from now on, nine in the morning unless said otherwise."""
        self.leave()
        at = day if isinstance(day, dt.datetime) else dt.datetime.combine(day, dt.time(9))
        self.clock = travel(at.astimezone(), tick=False)
        self.clock.start()

    def leave(self) -> None:
        """It is the day that it is."""
        if self.clock:
            self.clock.stop()
            self.clock = None

    @property
    def survey(self) -> Survey:
        return open_survey(self.workspace)

    def run(self, *arguments: str | Path) -> Done:
        done = command(*arguments, workspace=self.workspace, lang=self.language)
        assert "Traceback" not in done.err
        assert not any(lost in done.out + done.err for lost in (LOST.ja, LOST.en)), "an alarm in an ordinary round"
        details = self.workspace / "survey-tool-error.txt"
        assert not details.exists(), details.read_text(encoding="utf-8")
        return done

    def states(self) -> dict[str, str]:
        told = json.loads(self.run("status", "--json", "-").out)
        return {each["prefecture"]: each["state"] for each in told["prefectures"]}

    def next(self) -> list[str]:
        heading = {"en": "\nNext\n", "ja": "\n次に行うこと\n"}[self.language]
        lines = self.run().out.split(heading)[1].splitlines()
        begun = [line.removeprefix("  survey-tool ") for line in lines if line.startswith("  survey-tool")]
        return [line.partition({"en": "  ", "ja": "　"}[self.language])[0] for line in begun]

    def drafts(self, kind: str) -> dict[str, EmailMessage]:
        return drafts(self.workspace / "mail" / self.survey.round.name / kind)

    def returns(self, name: str, code: str, form: Path | EmailMessage, typed: Iterable[EntryCell]) -> Path:
        """A prefecture types into the workbook it got and sends it back; the secretary saves it."""
        path = self.survey.submissions / name
        if isinstance(form, EmailMessage):
            (attachment,) = form.iter_attachments()
            form = self.workspace / f"from the mail to {code}.xlsx"
            content = attachment.get_payload(decode=True)
            assert isinstance(content, bytes)
            form.write_bytes(content)
        type_into(form, path, typed)
        return path

    def typed(
        self,
        code: str,
        changes: Mapping[str, str] = NO_CHANGES,
        *,
        cases: bool = True,
        respondent: Mapping[str, str] | None = None,
    ) -> tuple[EntryCell, ...]:
        case = {**CASE, "name": f"{code} {CASE['name']}", **changes}
        told = (
            (
                ToldCase(
                    "", f"{code}-{self.survey.round.name}-01", {key: text for key, text in case.items() if text}, {}, ()
                ),
            )
            if cases
            else ()
        )
        answers = respondent or (RESPONDENT if cases else {**RESPONDENT, "no_cases": "○"})
        return entries(Reply(code, answers, told), self.survey.questionnaire, "ja")

    @staticmethod
    def typed_at(case_id: str, answers: Mapping[str, str]) -> tuple[EntryCell, ...]:
        """Into one case, or without an id into the respondent's sheet."""
        topic: Topic = "cases" if case_id else "respondent"
        return tuple(EntryCell(topic, key, text, case_id) for key, text in answers.items())


def _few(source: Path, target: Path, column: str, codes: Collection[str]) -> None:
    """The rows of a data file that are about some prefectures."""
    with source.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row[column] in codes and row.get("b", row[column]) in codes]
        assert rows or column == "a"
        text = io.StringIO()
        writer: csv.DictWriter[Any] = csv.DictWriter(text, rows[0] if rows else ["a", "b"])
    writer.writeheader()
    writer.writerows(rows)
    target.write_text(text.getvalue(), encoding="utf-8")


def few_prefectures(workspace: Path, codes: Collection[str], settings: str = SETTINGS) -> None:
    """Settings of a round that asks some prefectures, and whom to write to there."""
    _few(PREFECTURES, workspace / "prefectures.csv", "code", codes)
    _few(MUNICIPALITIES, workspace / "municipalities.csv", "prefecture_code", codes)
    _few(NEIGHBOURS, workspace / "neighbours.csv", "a", codes)
    (workspace / "survey.toml").write_text(settings, encoding="utf-8")
    path = workspace / "contacts.csv"
    text = path.read_text(encoding="utf-8-sig")
    for code in codes:
        row = next(line for line in text.splitlines() if line.startswith(f"{code},"))
        text = text.replace(row, f"{code},,情報政策課,,joho@pref{code}.example.lg.jp,to")
    path.write_text(text, encoding="utf-8-sig")
