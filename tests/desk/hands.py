"""A secretary who plays a round by commands, and one who plays it at the desk in Chromium: the same acts under the same names."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import Queue
from threading import Thread
from urllib.parse import urlsplit

from xlsxwriter import Workbook

from survey_tool.cli.console.session import today
from survey_tool.desk.serving import Opening, serve
from survey_tool.post.rounds.new_round import contacts_text
from survey_tool.reference.places import read_places
from survey_tool.reference.survey import open_survey
from survey_tool.wording.words import Words
from tests.browser import PATIENCE, Browser, Visit
from tests.commands import Done, command

SETTINGS = {
    "secretariat.name.ja": "デジタル行財政課（調査事務局）",
    "secretariat.name.en": "Survey office",
    "secretariat.person.ja": "共同調達担当",
    "secretariat.person.en": "Procurement desk",
    "secretariat.phone": "03-1111-2222",
    "secretariat.email": "survey@secretariat.example.go.jp",
    "secretariat.return_address": "survey@secretariat.example.go.jp",
    "published_on": "2027-03-02",
}
MISTAKES = {"secretariat.email": "事務局", "second_deadline": "2026-12-01"}
"""What is typed first: no address, and a day that is none after the deadline."""
WAS = {"second_deadline": "2026-12-18"}
"""What stands there in a new round."""


def address_in(code: str) -> str:
    """Whom to write to in a prefecture."""
    return f"joho@pref{code}.example.lg.jp"


def contact_rows(*, wrong: bool = False) -> list[list[str]]:
    """The list of contacts filled in for the whole country; with `wrong` one address is none."""
    rows = list(csv.reader(io.StringIO(contacts_text(read_places(), "ja"))))
    filled = [
        row if row[0].startswith(("#", "pref")) else [*row[:2], "情報政策課", "", address_in(row[0]), "to"]
        for row in rows
    ]
    return [[cell.replace("@", "@@") for cell in row] if wrong and row[0] == "20" else row for row in filled]


def in_excel(rows: list[list[str]]) -> bytes:
    """The same as Excel keeps it."""
    book = io.BytesIO()
    with Workbook(book) as made:
        sheet = made.add_worksheet("連絡先")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return book.getvalue()


@dataclass
class ByCommands:
    """Who types commands, edits the settings by hand and saves what comes in the folder."""

    workspace: Path

    @property
    def returns(self) -> Path:
        return open_survey(self.workspace).submissions

    def asked(self, *arguments: str | Path) -> Done:
        """What a command says, however it ends."""
        return command(*arguments, workspace=self.workspace, lang=None)

    def run(self, *arguments: str | Path, codes: tuple[int, ...] = (0,)) -> Done:
        done = self.asked(*arguments)
        assert done.code in codes, done
        return done

    def begin(self) -> None:
        self.run("init")

    def follow(self, last: Path) -> None:
        self.run("init", "--from", last)

    def settle(self, values: Mapping[str, str]) -> list[str]:
        """Edits the settings; the keys of which the next command says that they are wrong."""
        path = self.workspace / "survey.toml"
        text = path.read_text(encoding="utf-8")
        for key, value in values.items():
            text = _with_value(text, key, value)
        path.write_text(text, encoding="utf-8", newline="")
        said = self.asked().err
        return re.findall(r"^survey\.toml[^「]*「([\w.]+)」", said, re.MULTILINE)

    def address(self, rows: list[list[str]]) -> str:
        """Saves the list from Excel as CSV, in place of the one that is there, of which a copy is kept; where it is wrong."""
        text = io.StringIO(newline="")
        csv.writer(text, lineterminator="\n").writerows(rows)
        path, before = self.workspace / "contacts.csv", self.workspace / "contacts-before.csv"
        kept = path.read_bytes()
        path.write_text(text.getvalue(), encoding="utf-8-sig", newline="")
        done = self.asked("mail", "invite")
        if wrong := re.search(r"(\d+)行目（.*?）「email」", done.err):
            path.write_bytes(kept)
            return wrong[1]
        before.write_bytes(kept)
        return ""

    def forms(self, *codes: str, previous: bool = False) -> str:
        chosen = [part for code in codes for part in ("--prefecture", code)]
        done = self.run("generate", *(["--previous"] if previous else []), *chosen)
        return done.out + done.err

    def draft(self, kind: str) -> None:
        self.run("mail", kind)

    def note_sent(self, kind: str) -> None:
        self.run("record", "sent", kind)

    def receive(self, files: Mapping[str, bytes]) -> str:
        """Saves what came, and looks at it."""
        self.returns.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (self.returns / name).write_bytes(content)
        return self.look()

    def look(self) -> str:
        """At what came: what is new is written down."""
        return self.asked("validate", "--no-corrections", "--all").out

    def _file(self, name: str) -> Path:
        """The one that was saved, of what is in it."""
        return self.returns / name.partition("/")[0]

    def unlock(self, file: str, password: str) -> None:
        at_hand = self.workspace.parent / "password.txt"
        at_hand.write_text(password, encoding="utf-8")
        self.run("unlock", self._file(file), "--password-file", at_hand)

    def note_owner(self, file: str, code: str) -> None:
        self.run("record", "owner", file, code)

    def set_aside(self, file: str) -> None:
        self.run("record", "set-aside", self._file(file))

    def take_back(self, file: str) -> None:
        self.run("record", "take-back", self.returns / "set-aside" / file)

    def merge(self, code: str) -> str:
        return self.run("merge", code).out

    def confirm(self, case_id: str, code: str, key: str, because: str = "電話で確認") -> None:
        self.run("record", "confirm", case_id, code, key, "--because", because)

    def note(self, code: str, text: str) -> None:
        self.run("record", "note", code, text)

    def undo(self, code: str) -> None:
        """Takes the note back that was written last about a prefecture."""
        shown = self.run("record", "show", code).out.splitlines()
        self.run("record", "undo", shown[-1].split()[0])

    def extend(self, code: str, day: str) -> None:
        self.run("record", "extend", code, day)

    def preview(self) -> None:
        self.run("publish", "--preview", self.workspace / "preview" / "2026")

    def publish(self) -> str:
        """First what is asked, then the release all the same."""
        asked = self.run("publish", codes=(2,)).err
        self.run("publish", "--yes")
        return asked

    def close(self) -> None:
        self.run("close", "2026", "--yes")


def _with_value(text: str, key: str, value: str) -> str:
    """The settings after somebody has typed a value where it stands."""
    table, _, name = key.rpartition(".")
    if name in ("ja", "en"):
        table, _, whole = table.rpartition(".")
        found = re.compile(rf'(^{whole} = .*\b{name} = ")[^"]*(")', re.MULTILINE)
        return found.sub(lambda match: f"{match[1]}{value}{match[2]}", text, count=1)
    written = value if re.fullmatch(r"\d{4}-\d\d-\d\d", value) else f'"{value}"'
    found = re.compile(rf"^{name} = .*$", re.MULTILINE)
    assert found.search(text), key
    return found.sub(f"{name} = {written}", text, count=1)


@dataclass
class AtTheDesk:
    """Who has a window and a mouse."""

    workspace: Path
    page: Visit

    def begin(self) -> None:
        self.page.go("/")
        self.page.press("form[action='/begin'] button")

    def follow(self, last: Path) -> None:
        self.page.go("/settings")
        beside = f"form[action='/follow']:has(input[type='hidden'][value='{last}']) button"
        if self.page.tab.query_selector(beside):
            self.page.press(beside)
            return
        self.page.tab.fill("#last", str(last))
        self.page.press("form[action='/follow']:has(#last) button")

    def settle(self, values: Mapping[str, str]) -> list[str]:
        """Fills the settings in; the keys at whose fields something is said to be wrong."""
        self.page.go("/settings")
        for key, value in values.items():
            self.page.tab.fill(f"[id='{key}']", value)
        save = "form.settings button >> nth=0"
        try:
            self.page.press(save)
        finally:
            complaints, self.page.complaints[:] = list(self.page.complaints), []
        wrong = [
            str(each) for each in self.page.run("() => [...document.querySelectorAll('.mistake')].map((e) => e.id)")
        ]
        assert bool(wrong) == bool(complaints), complaints
        assert all("status of 422" in each for each in complaints)
        return [each.removesuffix(".wrong") for each in wrong]

    def address(self, rows: list[list[str]]) -> str:
        """Drops the list from Excel; in which row it is wrong."""
        self.page.go("/settings")
        self.page.drop({"連絡先.xlsx": in_excel(rows)})
        said = " ".join(self.page.all(".notice"))
        if wrong := re.search(r"連絡先\.xlsx (\d+)行目（.*?）「email」", said):
            self.page.complaints[:] = [each for each in self.page.complaints if "status of 422" not in each]
            return wrong[1]
        assert "連絡先を取り込みました" in said
        return ""

    def _work(self) -> str:
        """What the work has said, once it has ended."""
        self.page.tab.wait_for_selector("body:not([data-work='running'])", timeout=PATIENCE)
        return "\n".join(self.page.all("main"))

    def _done(self) -> str:
        said = self._work()
        assert "終了しました。" in said, said
        return said

    def forms(self, *codes: str, previous: bool = False) -> str:
        self.page.go("/")
        chosen = "".join(f":has(input[value='{code}'])" for code in codes)
        asked = ":has(input[name='previous'])" if previous else ""
        self.page.press(f"form[action='/forms']{chosen}{asked} button >> nth=0")
        return self._done()

    def draft(self, kind: str) -> None:
        self.page.go(f"/letters?kind={kind}")
        self.page.press("form[action='/letters/write'] button")
        self._done()

    def note_sent(self, kind: str) -> None:
        self.page.go(f"/letters?kind={kind}")
        self.page.tab.check("[name=draft] >> nth=0")  # all of them, where there are several
        self.page.press("form[action='/letters/sent'] button")

    def receive(self, files: Mapping[str, bytes]) -> str:
        self.page.go("/")
        self.page.drop(files)
        return "\n".join(self.page.all("main"))

    def look(self) -> None:
        self.page.go("/")

    def unlock(self, file: str, password: str) -> None:
        form = self._form_about("unlock", file)
        self.page.tab.fill(f"{form} [name='password']", password)
        self.page.press(f"{form} button")

    def note_owner(self, file: str, code: str) -> None:
        form = self._form_about("owner", file)
        self.page.tab.select_option(f"{form} [name='owner']", code)
        self.page.press(f"{form} button")

    def set_aside(self, file: str) -> None:
        self.page.press(f"{self._form_about('set-aside', file)} button")

    def _form_about(self, act: str, file: str) -> str:
        """Goes to where something can be done about a file, as the page leads there."""
        self.page.go("/")
        form = f"form[action$='/{act}']:has(input[value='{file}'])"
        if not self.page.tab.query_selector(form):
            self.page.press(f"#list ~ .scroll tr:has-text('{file}') a >> nth=0")
            for each in self.page.tab.query_selector_all("article details"):
                each.evaluate("each => { each.open = true; }")
        return form

    def take_back(self, file: str) -> None:
        self.page.go("/")
        self.page.press(f"form[action='/take-back']:has(input[value='{file}']) button")

    def merge(self, code: str) -> str:
        self._at(code)
        self.page.press(f"form[action='/prefectures/{code}/merge'] button")
        return self._done()

    def confirm(self, case_id: str, code: str, key: str, because: str) -> None:
        self._at(case_id[:2])
        form = f"form[action$='/confirm']:has(input[value^='{case_id}%20{code}%20{key}%20'])"
        self.page.tab.eval_on_selector(form, "form => { form.closest('details').open = true; }")
        self.page.tab.fill(f"{form} [name='because']", because)
        self.page.press(f"{form} button")

    def note(self, code: str, text: str) -> None:
        self._at(code)
        self.page.tab.fill("#text", text)
        self.page.press("form[action$='/note'] button")

    def undo(self, code: str) -> None:
        self._at(code)
        self.page.press("form[action$='/undo'] button >> nth=0")

    def extend(self, code: str, day: str) -> None:
        self._at(code)
        self.page.tab.fill("#day", day)
        self.page.press("form[action$='/extend'] button")

    def _at(self, code: str) -> None:
        self.page.go("/")
        self.page.press(f".tile-{code} a, .names a[href='/prefectures/{code}']")

    def preview(self) -> None:
        self.page.go("/release")
        self.page.press("form[action='/release/preview'] button")
        self._done()

    def publish(self) -> str:
        """First what is asked, then the release all the same."""
        self.page.go("/release")
        self.page.press("form[action='/release/publish'] button")
        asked = self._work()
        self.page.press("form[action='/release/publish'] button")
        self._done()
        return asked

    def close(self) -> None:
        self.page.go("/release")
        self.page.press("a[href='/close']")
        self.page.tab.fill("#round", "2026")
        self.page.press("form[action='/close'] button")
        self._done()


@contextmanager
def at_the_desk(browser: Browser, workspace: Path) -> Iterator[AtTheDesk]:
    """The desk of a workspace as `survey-tool desk` serves it, in Chromium, until its own button ends it."""
    address: Queue[str] = Queue()

    def fault(error: Exception) -> list[Words]:
        raise AssertionError("the desk met a fault of ours") from error

    opening = Opening(workspace, "ja", 0, False, address.put, fault, today)
    served = Thread(target=serve, args=(opening,), daemon=True)
    served.start()
    parts = urlsplit(address.get(timeout=60))
    with browser.visit_address(f"http://{parts.netloc}", f"/?{parts.query}", size=(1366, 768)) as page:
        yield AtTheDesk(workspace, page)
        page.press("form[action='/end'] button")
        served.join(60)
        assert not served.is_alive()
