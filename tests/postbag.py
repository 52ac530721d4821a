"""Letters, contacts and drafts that the tests of `post/` share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TypedDict
from zipfile import ZipFile

from survey_tool.form.contract.answers import Answers, Form
from survey_tool.form.contract.file_names import form_path
from survey_tool.form.contract.marker import NO_PARENT
from survey_tool.form.drawn import PRINTED_PROPERTY
from survey_tool.form.printed.printed_settings import printed_settings
from survey_tool.form.workbook import draw
from survey_tool.intake.collect import collect
from survey_tool.intake.judging.submission import Collected
from survey_tool.post.kinds import kind_of_letter
from survey_tool.post.kinds.ask import Ask
from survey_tool.post.kinds.correct import Correct
from survey_tool.post.kinds.extend import Extend
from survey_tool.post.kinds.invite import Invite
from survey_tool.post.kinds.kind import Due, Occasion
from survey_tool.post.kinds.remind import Remind
from survey_tool.post.letters.attachments.drawn_forms import form_as_drawn
from survey_tool.post.letters.contacts import Contact
from survey_tool.post.letters.correspondence import Enclosed
from survey_tool.post.letters.drafts import AttachedFile, Draft, Sender, draft
from survey_tool.post.letters.letter import Letter, Mend
from survey_tool.post.letters.templates import read_template
from survey_tool.post.lost_record import note_generated
from survey_tool.post.record.history import history_of, record_path
from survey_tool.post.record.keeping import append
from survey_tool.post.record.letters import mailed
from survey_tool.post.record.line import Line, What
from survey_tool.reference.survey import Survey, open_survey
from survey_tool.settings.mail_server import SmtpServer
from survey_tool.wording.words import Language, Words
from tests.forms import the_survey

SENDER = Sender(Words("共同調達調査 事務局", "Survey secretariat"), "jimu@example.go.jp")
TOKYO = Words("東京都", "Tokyo")
WORKBOOK = bytes(range(256)) * 40  # every octet, so that nothing on the way may touch one


class Common(TypedDict):
    """The fields that every letter has."""

    round: str
    prefecture_code: str
    prefecture: Words
    secretariat: Words
    signature: Words
    deadline: date


def common(code: str = "13", prefecture: Words = TOKYO) -> Common:
    return {
        "round": "2026",
        "prefecture_code": code,
        "prefecture": prefecture,
        "secretariat": Words("○○事務局", "the secretariat"),
        "signature": Words("○○事務局\n担当：調査 太郎", "The secretariat\nTaro Chosa"),
        "deadline": date(2026, 12, 11),
    }


def mends(count: int) -> tuple[Mend, ...]:
    place = "「事例」シート F{n}「調達名称」", 'Sheet "Cases", F{n} "Procurement name"'
    finding = Words("必須項目です。", "This is required.")
    remedy = Words("調達名称を入力してください。", "Enter Procurement name.")
    return tuple(Mend(Words(place[0].format(n=n), place[1].format(n=n)), finding, remedy) for n in range(6, 6 + count))


def invite(code: str = "13", prefecture: Words = TOKYO) -> Invite:
    return Invite(**common(code, prefecture), carried_over=3)


def every_letter(code: str = "13", prefecture: Words = TOKYO) -> tuple[Letter, ...]:
    """One of each kind and of each way it may read."""
    shared = common(code, prefecture)
    early, late, sent = date(2026, 12, 4), date(2026, 12, 14), date(2026, 11, 27)
    answered = Correct(**shared, answer="0123456789ab", file="調査票（修正済み）.xlsx", mends=mends(3))
    asked = Ask(**shared, file="調査票.xlsx", questions="01234567", mends=mends(2))
    return (
        asked,
        replace(asked, mends=mends(12)),
        Invite(**shared),
        invite(code, prefecture),
        Remind(**shared, today=early, sent_on=sent),
        Remind(**shared, today=early, sent_on=sent, correction_open=True),
        Remind(**shared, today=early, unreadable=True),
        Remind(**shared, today=early, sent_on=sent, other_files=Words.same("東京都.pdf")),
        Remind(**shared, today=shared["deadline"], sent_on=sent),
        Remind(**shared, today=late, sent_on=sent, extended=True),
        Remind(**shared, today=late, sent_on=sent, new_deadline=date(2026, 12, 18), correction_open=True),
        Extend(**shared, extended=True),
        Extend(**shared, extended=True, correction_open=True),
        answered,
        replace(answered, mends=mends(12), doubts=mends(12)),
        replace(answered, mends=mends(1), unreadable=True),
        replace(answered, mends=mends(1), blank=True),
    )


def contacts_of(code: str) -> tuple[Contact, ...]:
    return (
        Contact(code, "総務部 情報政策課", "", f"joho@pref{code}.example.lg.jp", "to"),
        Contact(code, "", "山田 花子", f"yamada@pref{code}.example.lg.jp", "to"),
        Contact(code, 'Digital, "Agency"', "", f"copy@pref{code}.example.lg.jp", "cc"),
    )


def drafted(letter: Letter, language: Language = "ja", contacts: tuple[Contact, ...] | None = None) -> Draft:
    """The draft of `letter` in the text that comes with the tool."""
    workbook = AttachedFile(
        f"joint-procurement_2026_{letter.prefecture_code}_{letter.prefecture.en.lower()}.xlsx", WORKBOOK
    )
    whom = contacts_of(letter.prefecture_code) if contacts is None else contacts
    return draft(letter, whom, workbook, SENDER, read_template(letter.kind, language))


def due(kind: str, survey: Survey, read: Collected, today: dt.date) -> Due:
    """What is due of a kind of letter on a day."""
    return kind_of_letter(kind).due(Occasion(survey, read, today, history_of(survey)))


def invitations(survey: Survey) -> list[Enclosed]:
    """Those that go with the forms of the workspace."""
    forms = collect(survey, [survey.templates] if survey.templates.is_dir() else [])
    return list(due("invite", survey, forms, survey.round.deadline).letters)


def reminders(survey: Survey, read: Collected, today: dt.date) -> list[Enclosed]:
    """Those that are due after what came back."""
    return list(due("remind", survey, read, today).letters)


def correction_requests(survey: Survey, read: Collected, today: dt.date) -> list[Enclosed]:
    """Those that are due after what came back."""
    return list(due("correct", survey, read, today).letters)


def questions(survey: Survey, read: Collected, today: dt.date) -> list[Enclosed]:
    """Those that are due after what came back."""
    return list(due("ask", survey, read, today).letters)


def invited(survey: Survey, *codes: str, day: int = 24) -> None:
    """Writes down that the invitations went out; to all unless some are named."""
    lines = [
        Line(
            at=dt.datetime(2026, 11, day, 9, tzinfo=dt.UTC),
            round=survey.round.name,
            prefecture=code,
            what="sent",
            subject=f"{survey.round.name}-invite-{code}-1",
        )
        for code in codes or survey.places.prefectures
    ]
    append(record_path(survey), lines)


def recorded(survey: Survey, what: What, id: str, day: int = 24) -> None:
    """Writes down what became of a letter on a day of November 2026."""
    line = Line(
        at=dt.datetime(2026, 11, day, 9, tzinfo=dt.UTC),
        round=survey.round.name,
        prefecture=id.split("-")[2],
        what=what,
        subject=id,
        detail=mailed(["joho@pref13.example.lg.jp"], "<a@b>"),
    )
    append(record_path(survey), [line])


def sent_form(
    code: str, round_name: str = "2026", parent: str = NO_PARENT, *, survey: Survey | None = None, **printed: str
) -> bytes:
    """A form as it was drawn, by its marker that of a prefecture and a round, or a correction copy, printing the settings of a
    survey, but for those that are given; what else is in it is another's, and not read."""
    packed, own = BytesIO(), form_as_drawn(_drawn())
    assert own
    marker = replace(own.marker, prefecture_code=code, round=round_name, parent=parent)
    settings = printed_settings(survey or the_survey(), code, "ja") | printed
    with ZipFile(BytesIO(_drawn())) as source, ZipFile(packed, "w") as target:
        for item in source.infolist():
            content = source.read(item)
            if item.filename == "docProps/custom.xml":
                content = content.replace(str(own.marker).encode(), str(marker).encode())
                for name, text in settings.items():
                    sign = f'name="{PRINTED_PROPERTY} {name}"><vt:lpwstr>'
                    content = content.replace(f"{sign}{own.printed[name]}<".encode(), f"{sign}{text}<".encode())
            target.writestr(item, content)
    return packed.getvalue()


@cache
def _drawn() -> bytes:
    return draw(the_survey(), Form("13", "ja", Answers()))


def ready_to_send(folder: Path, server: SmtpServer, codes: Sequence[str]) -> Survey:
    """A round with forms and contacts for some prefectures, and a mail server whose own authority has certified it."""
    assert server.ca_file
    (folder / "ca.pem").write_bytes(Path(server.ca_file).read_bytes())
    (folder / "survey.toml").write_text(
        "deadline = 2099-12-11\nsecond_deadline = 2099-12-18\n"
        '[secretariat]\nname = { ja = "調査事務局", en = "Survey office" }\n'
        'phone = "03-1111-2222"\nemail = "desk@example.lg.jp"\nreturn_address = "desk@example.lg.jp"\n'
        f'[smtp]\nhost = "{server.host}"\nport = {server.port}\nsecurity = "{server.security}"\nca_file = "ca.pem"\n',
        encoding="utf-8",
    )
    found = open_survey(folder)
    found.templates.mkdir(parents=True)
    note_generated(found, len(codes))
    rows = ["prefecture_code,department,person,email,kind"]
    for code in codes:
        form_path(found, code).write_bytes(sent_form(code, survey=found))
        rows.append(f"{code},情報課,,joho@pref{code}.example.lg.jp,to")
    (folder / "contacts.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return found
