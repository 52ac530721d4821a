"""What 47 prefectures send back in the round that is broken: first most of them, then what was still owed."""

from __future__ import annotations

import datetime as dt
import os
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from benchmarks.answers import EDITION, answers
from survey_tool.demo.typing import EntryCell, type_into
from survey_tool.form.contract.answers import Answers, CaseAnswers, Form, Typed
from survey_tool.form.generate import write_forms
from survey_tool.reference.survey import Survey
from survey_tool.settings.mail_server import SmtpServer
from tests.desk.hands import address_in, contact_rows
from tests.mails import eml

WRONG = ("02", "16", "24", "40")
"""They forget an answer."""
DOUBTFUL, SILENT, LATE, TWICE = "33", "37", "38", "31"
"""A doubtful cost; not heard of until they are reminded; later still; two colleagues."""
BY_MAIL, PACKED = ("03", "04", "05"), ("41", "42")
_FORGOTTEN = "publication"
_DEAR = 90_000_000
_DAY = dt.datetime(2026, 12, 1, 12, tzinfo=dt.UTC).timestamp()
_SETTINGS = """\
round = "2026"
published_on = 2027-03-02

[secretariat]
name = {{ ja = "デジタル行財政課（調査事務局）", en = "Survey office" }}
person = {{ ja = "共同調達担当", en = "Procurement desk" }}
phone = "03-1111-2222"
email = "survey@secretariat.example.go.jp"
return_address = "survey@secretariat.example.go.jp"

[smtp]
host = "{host}"
port = {port}
security = "{security}"
ca_file = "{ca_file}"
"""


def settle(workspace: Path, server: SmtpServer) -> None:
    """The settings and the contacts of a new round."""
    workspace.mkdir(parents=True)
    told = server.model_dump()
    (workspace / "survey.toml").write_text(_SETTINGS.format(**told), encoding="utf-8")
    rows = [",".join(row) for row in contact_rows() if not row[0].startswith("#")]
    (workspace / "contacts.csv").write_text("\n".join(rows) + "\n", encoding="utf-8-sig")


def filled_in(survey: Survey, cases: int, folder: Path) -> None:
    """What comes first, into a folder: files, mails, an archive, one that forgets an answer, two that differ."""
    folder.mkdir(parents=True)
    forms = [
        (Form(code, EDITION, _told(survey, code, cases)), folder / f"{code}.xlsx") for code in survey.places.prefectures
    ]
    forms.append((Form(TWICE, EDITION, answers(survey, TWICE, cases + 1)), folder / "31（市町村課）.xlsx"))
    write_forms(survey, forms)
    later = folder.with_name("later")
    later.mkdir()
    for code in (SILENT, LATE):
        (folder / f"{code}.xlsx").rename(later / f"{code}.xlsx")
    for code in BY_MAIL:
        path = folder / f"{code}.xlsx"
        (folder / f"{code}.eml").write_bytes(bytes(_mail(code, path.read_bytes())))
        path.unlink()
    with zipfile.ZipFile(folder / "九州.zip", "w") as packed:
        for code in PACKED:
            path = folder / f"{code}.xlsx"
            packed.writestr(zipfile.ZipInfo(path.name), path.read_bytes())
            path.unlink()
    (folder / "45（再送）.xlsx").write_bytes((folder / "45.xlsx").read_bytes())


def mended(submissions: Path, folder: Path) -> None:
    """The correction copies of those who forgot an answer, with it."""
    for code in WRONG:
        (copy,) = (submissions / "corrections").glob(f"*_{code}_*.xlsx")
        type_into(copy, folder / f"{code}（修正）.xlsx", _forgotten(code))


def put(folder: Path, submissions: Path, names: Iterable[str] = ()) -> None:
    """Saves what came among the returns, as of a day; all of it unless named."""
    submissions.mkdir(parents=True, exist_ok=True)
    for path in sorted(folder.iterdir()):
        if path.is_file() and (not names or path.name in names):
            target = submissions / path.name
            target.write_bytes(path.read_bytes())
            os.utime(target, (_DAY, _DAY))


def _told(survey: Survey, code: str, cases: int) -> Answers:
    told = answers(survey, code, cases)
    first, *others = told.cases
    return replace(told, cases=(_changed(first, code), *others))


def _changed(case: CaseAnswers, code: str) -> CaseAnswers:
    changed: Mapping[str, Typed] = {**case.answers, **({"annual_cost": _DEAR} if code == DOUBTFUL else {})}
    return replace(
        case, answers={key: value for key, value in changed.items() if code not in WRONG or key != _FORGOTTEN}
    )


def _forgotten(code: str) -> tuple[EntryCell, ...]:
    return (EntryCell("cases", _FORGOTTEN, "公表してよい", f"{code}-2026-01"),)


def _mail(code: str, content: bytes) -> bytes:
    return bytes(eml({"調査票.xlsx": content}, subject=f"【{code}】回答の送付", sender=address_in(code)))
