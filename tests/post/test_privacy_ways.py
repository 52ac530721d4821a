"""Nothing that one prefecture answered stands in anything that is addressed to another or drawn for it, nor, where it is private, in
what is published: whatever files, names, markers, folders, archives, mails and addresses were mixed up."""

from __future__ import annotations

import hashlib
import io
import itertools
import re
import shutil
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import getaddresses
from functools import cache
from pathlib import Path

import pytest

from survey_tool.desk.words import TEXTS
from survey_tool.form.contract.answers import Typed
from survey_tool.form.contract.marker import TOPICS, Marker, parent_of
from survey_tool.form.workbook import draw
from survey_tool.post.kinds import KINDS
from survey_tool.questionnaire.vocabulary.kinds import Email, FreeText, Phone
from survey_tool.questionnaire.vocabulary.questions import Question
from survey_tool.reference.survey import Survey, open_survey
from tests.commands import command
from tests.desks import Asked, a_desk
from tests.forms import filled, the_survey
from tests.mails import eml
from tests.postbag import invited
from tests.rounds import contents

PLACE = "QQ"
"""Stands in a token for the code of the prefecture that gave the answer, until it is returned."""
TOKEN = re.compile(r"Z([pq])(\d\d)x\d+|07-90(\d\d)-8\d{3}")
SETTINGS = (
    'round = "{round}"\ndeadline = 2099-12-11\nsecond_deadline = 2099-12-18\n[secretariat]\nname = {{ ja = "調査事務局", en = "Survey office" }}\n'
    'phone = "03-1111-2222"\n'
    'email = "desk@example.go.jp"\nreturn_address = "desk@example.go.jp"\n'
)
NAMES = ("調査票.xlsx", "{own}.xlsx", "{other}.xlsx", "{other_latin}_final.xlsx", "{own_form}", "{other_form}")
FOLDERS = ("", "{own}/", "{other}/", "{other}からの転送/", "受信/")
ARCHIVES = ("", "添付.zip", "{other}.zip")
MAILS = ("", "own sender", "other sender", "other subject")
MARKERS = ("own", "all of the other", "one of the other")
LINEAGES = ("", "corrects an earlier return", "beside the same")
ADDRESSES = ("own", "other", "free")
WAYS = tuple(
    itertools.product(NAMES, FOLDERS, ARCHIVES, MAILS, (False, True), MARKERS, (False, True), LINEAGES, ADDRESSES)
)
STRIDE = 9_973  # prime to their number, so that each step changes nearly everything


@dataclass(frozen=True, slots=True)
class Way:
    """How the form of `own` came back. `by_other`: the other prefecture has filled it in; then something says so."""

    own: str
    other: str
    name: str
    folder: str
    archive: str
    mail: str
    typed_over: bool
    marker: str
    by_other: bool
    lineage: str
    address: str

    @property
    def answered_by(self) -> str:
        return self.other if self.by_other else self.own

    @property
    def says_other(self) -> bool:
        """Whether anything around it or typed on it names the other prefecture."""
        around = f"{self.name} {self.folder} {self.archive} {self.mail}"
        return self.typed_over or "other" in around

    def filled_in(self, pattern: str) -> str:
        places = the_survey().places.prefectures
        names = {
            who: (places[code].name.ja, places[code].romaji) for who, code in (("own", self.own), ("other", self.other))
        }
        return pattern.format(
            own=names["own"][0],
            other=names["other"][0],
            other_latin=names["other"][1],
            own_form=f"joint-procurement_2026_{self.own}_{names['own'][1]}.xlsx",
            other_form=f"joint-procurement_2026_{self.other}_{names['other'][1]}.xlsx",
        )


def ways(codes: Sequence[str], batch: int) -> Iterator[Way]:
    """One way for each prefecture, of all that there are; other ones in each batch. Of all the prefectures one is silent, and so is the
    one whose file would speak of it: it is owed a reminder."""
    silent = {0, 1 + batch} if len(codes) > len(SOME) else ()
    for place, code in enumerate(codes):
        if place in silent:
            continue
        number = (batch * len(codes) + place) * STRIDE % len(WAYS)
        other = codes[(place + 1 + batch) % len(codes)]
        way = Way(code, other if other != code else codes[place - 1], *WAYS[number])
        yield way if way.says_other or not way.by_other else replace(way, typed_over=True)


@cache
def the_form(code: str) -> str:
    """The texts of a form of a prefecture that wants one correction or, every second one, has an amount to be asked about; every
    text in it a token; and its parts otherwise."""
    paper = filled(code)
    paper.type("cases", "vendor", None, f"{code}-2026-01")
    if sum(map(int, code)) % 2:
        paper.type("cases", "name", None, f"{code}-2026-02")
    else:
        paper.type("cases", "initial_cost", 99_000_000, f"{code}-2026-01")
    form = paper.form()
    asked = the_survey().questionnaire
    numbers = itertools.count(100)

    def tokens(typed: dict[str, Typed], questions: dict[str, Question]) -> dict[str, Typed]:
        return {key: _token(value, questions[key], numbers) for key, value in typed.items()}

    respondent = dict(form.answers.respondent) | {"extension": "1", "respondent_remarks": "備考"}
    cases = tuple(
        replace(each, answers=tokens(dict(each.answers), dict(asked.case.questions()))) for each in form.answers.cases
    )
    answers = replace(form.answers, respondent=tokens(respondent, dict(asked.respondent.questions())), cases=cases)
    return draw(the_survey(), replace(form, answers=answers)).decode("latin-1")


def _token(value: Typed, question: Question, numbers: Iterator[int]) -> Typed:
    number, sign = next(numbers), "p" if question.private else "q"
    if isinstance(question.kind, Phone):
        return f"07-90{PLACE}-8{number:03}" if question.private else value
    if isinstance(question.kind, Email):
        return f"Z{sign}{PLACE}x{number}@example.lg.jp"
    return f"Z{sign}{PLACE}x{number}" if isinstance(question.kind, FreeText) and value is not None else value


def returned(way: Way, *, parent: str | None = None) -> bytes:
    """The form as it came back."""
    survey = the_survey()
    places = survey.places.prefectures
    parent = parent or "-"
    changes = {PLACE: way.answered_by}
    for topic in TOPICS:
        whose = way.marker != "own" and (way.marker != "one of the other" or topic == "cases")
        sent = Marker("2026", way.own, topic, "ja")
        changes[str(sent)] = str(replace(sent, prefecture_code=way.other if whose else way.own, parent=parent))
    if way.typed_over:
        changes[f"{way.own} {places[way.own].name.ja}"] = f"{way.other} {places[way.other].name.ja}"
    domains = {"own": domain(survey, way.own), "other": domain(survey, way.other), "free": "gmail.com"}
    changes["@example.lg.jp"] = f"@{domains[way.address]}"
    return with_texts(the_form(way.own).encode("latin-1"), changes)


def with_texts(workbook: bytes, changes: dict[str, str]) -> bytes:
    """The same workbook with other texts in its cells."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as changed:
        for part in given.namelist():
            content = given.read(part)
            if part.startswith(("xl/sharedStrings", "xl/worksheets")):
                text = content.decode()
                for old, new in changes.items():
                    text = text.replace(old, new)
                content = text.encode()
            changed.writestr(part, content)
    return out.getvalue()


def domain(survey: Survey, code: str) -> str:
    return "metro.tokyo.lg.jp" if code == "13" else f"pref.{survey.places.prefectures[code].romaji}.lg.jp"


def save(way: Way, folder: Path) -> None:
    """Puts the return where it came in, with what it is wrapped in and what lies beside it."""
    parent = None
    if way.lineage == "corrects an earlier return":
        earlier = returned(Way(way.own, way.other, "", "", "", "", False, "own", False, "", "own"))
        (folder / f"1_{way.own}.xlsx").write_bytes(earlier)
        parent = parent_of(hashlib.sha256(earlier).hexdigest())
    content, name = returned(way, parent=parent), way.filled_in(way.name)
    if way.lineage == "beside the same":
        (folder / f"2_{way.own}.xlsx").write_bytes(content)
    if way.archive:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr(name, content)
        content, name = out.getvalue(), way.filled_in(way.archive)
    if way.mail:
        survey = the_survey()
        code = way.other if way.mail == "other sender" else way.own
        sender = f"情報課 <joho@{domain(survey, code)}>" if "sender" in way.mail else "情報課 <joho@example.jp>"
        subject = way.filled_in("【{other}】回答") if "subject" in way.mail else "回答"
        content, name = eml({name: content}, body="", sender=sender, subject=subject).as_bytes(), f"{way.own}.eml"
    path = folder / f"{way.filled_in(way.folder)}{way.own}" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def workspace(folder: Path, name: str) -> Path:
    folder.mkdir()
    (folder / "survey.toml").write_text(SETTINGS.format(round=name), encoding="utf-8")
    survey = open_survey(folder)
    lines = [f"{code},情報課,,contact@{domain(survey, code)},to" for code in survey.places.prefectures]
    (folder / "contacts.csv").write_text("\n".join(("prefecture_code,department,person,email,kind", *lines)), "utf-8")
    survey.submissions.mkdir(parents=True)
    return folder


def tokens(content: bytes) -> set[tuple[str, str]]:
    """The tokens in a file, its parts and what is attached: whose they are, and whether they are private."""
    found = set()
    for each in TOKEN.finditer(content.decode("utf-8", "replace")):
        found.add((each[2] or each[3], "private" if each[1] in ("p", None) else "open"))
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            for part in parts.namelist():
                found |= tokens(parts.read(part))
    return found


def in_mail(content: bytes) -> tuple[set[tuple[str, str]], list[str]]:
    """The tokens in a draft, and the addresses to which it goes."""
    message = message_from_bytes(content, policy=policy.default)
    assert isinstance(message, EmailMessage)
    found = tokens("\n".join(f"{name}: {value}" for name, value in message.items()).encode())
    for part in message.walk():
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes):
            found |= tokens(payload)
    headers = [str(value) for name in ("To", "Cc") for value in message.get_all(name, [])]
    return found, [address for _, address in getaddresses(headers)]


@dataclass
class Seen:
    """What was drawn and addressed: tokens of others in it, copies to addresses of others, how many files held their own."""

    strange: list[str]
    strange_addresses: list[str]
    published: list[str]
    looked_at: int = 0
    with_own: int = 0
    kinds: set[str] = field(default_factory=set)
    in_doubt: int = 0

    def look(self, where: str, code: str, found: set[tuple[str, str]]) -> None:
        self.looked_at += 1
        self.with_own += any(whose == code for whose, _ in found)
        self.strange += [f"{where}: of {whose}" for whose, _ in sorted(found) if whose != code]


def look_at_copied(seen: Seen, path: Path, code: str) -> None:
    """A draft as text to copy, or the attachment beside it."""
    seen.look(path.parent.name, code, tokens(path.read_bytes()))
    head = path.read_text("utf-8-sig").partition("■ 件名")[0] if path.suffix == ".txt" else ""
    addresses = re.findall(r"[\w.-]+@[\w.-]+", head)
    wrong = [each for each in addresses if not each.endswith((f"@{domain(the_survey(), code)}", "@example.go.jp"))]
    seen.strange_addresses += [f"{path.parent.name}: {each}" for each in wrong]


def look_at(seen: Seen, folder: Path) -> None:
    """Everything in a workspace that is addressed to a prefecture or drawn for it."""
    survey = the_survey()
    for path in sorted((*folder.glob("templates/*/*.xlsx"), *folder.glob("submissions/*/corrections/*.xlsx"))):
        seen.look(path.name, path.name.split("_")[2], tokens(path.read_bytes()))
    for path in sorted(folder.glob("submissions/*/*_merged-*.xlsx")):
        seen.look(path.name, path.name.split("_")[2], tokens(path.read_bytes()))
    for path in sorted(folder.glob("mail/*/*/*/*")):
        look_at_copied(seen, path, path.parent.name[:2])
    for path in sorted(folder.rglob("*.eml")):
        if "submissions" in path.parts:
            continue
        code = path.name[:2]
        seen.kinds.add(path.parent.name)
        found, addresses = in_mail(path.read_bytes())
        seen.look(path.name, code, found)
        wrong = [each for each in addresses if not each.endswith(f"@{domain(survey, code)}")]
        seen.strange_addresses += [f"{path.parent.name}/{path.name}: {each}" for each in wrong]


def look_at_desk(seen: Seen, folder: Path, codes: Sequence[str]) -> None:
    """Everything that the desk shows of a prefecture or gives out for it, once its buttons were pressed; and its other pages, which
    show no answers."""
    with a_desk(folder) as desk:
        for kind in KINDS:
            desk.post("/letters/write", {"kind": kind})
            desk.works()
            look_at_letters(seen, desk, kind)
        for code in codes:
            desk.post(f"/prefectures/{code}/merge")
            look_at_page(seen, desk, code)
        desk.post("/release/preview")
        assert desk.works()[0] == "done"
        page = desk.get("/release").text
        given_out = [desk.get(each).content for each in links(page)]
        assert given_out
        found = set().union(*map(tokens, given_out))
        seen.published += [f"the desk gives out: of {whose}" for whose, sign in found if sign == "private"]
        for path in ("/release", "/settings", "/status.json"):
            answer = desk.get(path)
            assert (answer.status_code, tokens(answer.content)) == (200, set()), path


def look_at_page(seen: Seen, desk: Asked, code: str) -> None:
    """The page of a prefecture and what can be opened from it, but for the returns, which are as they came."""
    page = desk.get(f"/prefectures/{code}").text
    seen.look(f"page of {code}", code, tokens(page.encode()))
    seen.in_doubt += IN_DOUBT in page
    for path in links(page):
        if "/corrections/" in path or path.startswith("/files/mail/"):
            given = desk.get(path).content
            # Of a mail what is attached to it, not how that is encoded: some letters of it may look like a token.
            seen.look(path, code, in_mail(given)[0] if path.endswith(".eml") else tokens(given))


def look_at_letters(seen: Seen, desk: Asked, kind: str) -> None:
    """The letters of a kind as the page shows them, one by one, and the archive of those that did not go out."""
    page = desk.get(f"/letters?kind={kind}").text
    for shown in page.split('<details class="letter">')[1:]:
        (path,) = links(shown)
        seen.look(f"letters: {path}", path.rpartition("/")[2][:2], tokens(shown.encode()))
    with zipfile.ZipFile(io.BytesIO(desk.get(f"/letters/{kind}.zip").content)) as archive:
        for name in archive.namelist():
            seen.look(f"{kind}.zip/{name}", name[:2], in_mail(archive.read(name))[0])


def links(page: str) -> list[str]:
    """The files that a page of the desk gives out."""
    return re.findall(r'href="(/files/[^"]+)"', page)


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The forms as they were sent, made once."""
    folder = workspace(tmp_path_factory.mktemp("sent") / "now", "2026")
    assert command("generate", workspace=folder).code == 0
    return folder / "templates"


def played(tmp_path: Path, codes: Sequence[str], batch: int, sent: Path | None = None) -> Seen:
    """A round in which everything came in its way, and the beginning of the next; published too where forms were `sent`."""
    seen = Seen([], [], [])
    now, later = workspace(tmp_path / "now", "2026"), workspace(tmp_path / "later", "2027")
    submissions = now / "submissions" / "2026"
    for way in ways(codes, batch):
        save(way, submissions)
    before = {path: path.read_bytes() for path in submissions.rglob("*") if path.is_file()}
    chosen = [option for code in codes for option in ("--prefecture", code)]
    if sent:
        shutil.copytree(sent, now / "templates", dirs_exist_ok=True)
    told = command("validate", "--json", "-", workspace=now).json["submissions"]
    differing = sorted({each["prefecture"] for each in told if each["status"] == "conflict"})
    invited(open_survey(now))
    run(now, *LETTERS, *(["merge", code] for code in differing[:FEW]))
    look_at(seen, now)
    run(now, *(["generate", "--answers", str(path)] for path in list(before)[:: max(1, len(before) // FEW)]))
    look_at_desk(seen, now, codes)
    run(later, ["generate", "--previous", str(submissions), *chosen], ["mail", "invite"])
    for folder in (now, later):
        look_at(seen, folder)
    if sent:
        seen.published += published(now)
    assert {path: path.read_bytes() for path in before} == before
    return seen


def run(folder: Path, *lines: Sequence[str]) -> None:
    for line in lines:
        done = command(*line, workspace=folder)
        assert done.code in (0, 1, 2), (line, done.err)


def published(folder: Path) -> list[str]:
    """Private tokens in what is published of a round, and in the preview of it with the page for approval."""
    run(folder, ["publish", "--preview", str(folder / "approval")], ["publish", "--yes"])
    page = ("approval_2026.xlsx", (folder / "approval" / "approval_2026.xlsx").read_bytes())
    files = [page, *contents(folder / "approval"), *contents(folder / "published")]
    assert len(files) > 2
    return [f"{name}: of {whose}" for name, content in files for whose, sign in tokens(content) if sign == "private"]


LETTERS = (["mail", "correct"], ["record", "sent", "correct"], ["mail", "ask"], ["mail", "remind"])
LETTERS_OF = [{"invite", "remind", "ask"} | ({"correct"} if batch != 2 else set()) for batch in range(5)]
"""The letters that are written at least in a batch; in the third all corrections wait for whoever finds out whose something is."""
FEW = 4
IN_DOUBT = TEXTS["in_doubt"].ja
SOME = ("01", "13", "26", "27", "37", "38")


def test_there_are_ways_enough() -> None:
    codes = tuple(the_survey().places.prefectures)
    played_in = {way for batch in range(5) for way in ways(codes, batch)}
    assert len(played_in) == 225
    for name in ("name", "folder", "archive", "mail", "typed_over", "marker", "by_other", "lineage", "address"):
        assert len({getattr(way, name) for way in played_in}) > 1, name
    assert {way.marker for way in played_in} == set(MARKERS)


@pytest.mark.slow
def test_a_token_of_another_is_found_wherever_it_stands(tmp_path: Path) -> None:
    way = Way("13", "27", "", "", "", "", False, "own", True, "", "other")
    (tmp_path / "templates" / "2026").mkdir(parents=True)
    (tmp_path / "templates" / "2026" / "joint-procurement_2026_13_tokyo.xlsx").write_bytes(returned(way))
    mail = eml({"a.xlsx": returned(way)}, body="Zp38x100")
    mail["To"], mail["Cc"] = "a@metro.tokyo.lg.jp", "Zq27x100@pref.osaka.lg.jp"
    (tmp_path / "13_tokyo.eml").write_bytes(mail.as_bytes())
    seen = Seen([], [], [])
    look_at(seen, tmp_path)
    assert {each.partition(": of ")[::2] for each in seen.strange} == {
        ("joint-procurement_2026_13_tokyo.xlsx", "27"),
        ("13_tokyo.eml", "27"),
        ("13_tokyo.eml", "38"),
    }
    assert [each.rpartition(": ")[2] for each in seen.strange_addresses] == ["Zq27x100@pref.osaka.lg.jp"]
    assert {sign for _, sign in tokens(returned(way))} == {"private", "open"}


@pytest.mark.slow
def test_nothing_of_one_prefecture_reaches_another(tmp_path: Path) -> None:
    seen = played(tmp_path, SOME, batch=0)
    assert (seen.strange, seen.strange_addresses) == ([], [])
    assert seen.with_own >= 2, "else nothing was drawn at all"
    assert {"correct", "ask"} & seen.kinds
    assert seen.in_doubt, "else no page had anything to keep to itself"


@pytest.mark.long
@pytest.mark.parametrize("batch", range(5))
def test_nothing_of_one_prefecture_reaches_another_in_any_way(tmp_path: Path, batch: int, sent: Path) -> None:
    seen = played(tmp_path, tuple(the_survey().places.prefectures), batch, sent)
    assert (seen.strange, seen.strange_addresses, seen.published) == ([], [], [])
    assert LETTERS_OF[batch] <= seen.kinds
    assert seen.with_own >= 5, "else nothing was drawn at all"
    assert seen.in_doubt >= 5, "else no page had anything to keep to itself"


@pytest.mark.slow
@pytest.mark.parametrize("address", ["other", "free"])
@pytest.mark.parametrize(("kind", "own"), [("correct", "01"), ("ask", "26")])
def test_no_letter_goes_to_an_address_of_another(tmp_path: Path, kind: str, own: str, address: str) -> None:
    folder, seen = workspace(tmp_path / "now", "2026"), Seen([], [], [])
    save(Way(own, "27", "調査票.xlsx", "", "", "", False, "own", False, "", address), folder / "submissions" / "2026")
    assert command("mail", kind, workspace=folder).code == 0
    look_at(seen, folder)
    assert seen.strange == []
    assert seen.with_own >= 3, "the copy, the letter, and the copy beside the letter as text"
    assert seen.strange_addresses == []
