"""What arrives, as people send it: mails, archives, locked files, wrong names, halves, questions; what each of them is, is told
beside it."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Literal

from benchmarks.national import slips
from benchmarks.national.answers import Country
from benchmarks.national.forms import OpenForm, opened
from benchmarks.national.slips import Slip
from benchmarks.national.ways import Ways
from survey_tool.form.contract.file_names import form_path
from survey_tool.reference.survey import Survey
from tests.mails import aes_zip, compound, eml, locked_xlsx, old_zip, outlook
from tests.saved import Ending

PASSWORD = "ひみつ2026"
_SEED = 20_261_203
_ENDINGS: tuple[Ending, ...] = ("xlsx", "xlsx", "xls", "xlsx", "ods", "xlsx", "xlsb", "xlsx", "xlsm")
_POLITE = "お世話になっております。\n標記の件につきまして、別添のとおり回答いたします。\nよろしくお願いいたします。\n"
_QUESTIONS = (
    "単独で調達し、後から他の団体が加わった場合も対象となるでしょうか。",
    "参加状況の基準日は、契約日と考えてよろしいでしょうか。",
    "回答の期限を一週間延ばしていただくことは可能でしょうか。",
    "金額は税込みで記入することでよろしいでしょうか。",
)

What = Literal["form", "again", "other-format", "damaged", "first-version", "half", "misnamed", "locked", "question"]
Found = tuple[str, str | None, str | None]
"""Code, sheet and cell of a finding."""
Save = Callable[[OpenForm, Ending], bytes]


@dataclass(frozen=True)
class Nation:
    """Who answers what, and how; in forms with last year's answers where it is `a_year_later`."""

    survey: Survey
    ways: Ways
    country: Country
    a_year_later: bool = False


@dataclass(frozen=True)
class Return:
    """Something that came: how the product shows it (`mail.eml/form.xlsx`), whose it is, what it is, what must be found in it."""

    shown: str
    code: str
    what: What
    found: frozenset[Found] = frozenset()


@dataclass(frozen=True)
class Bag:
    """What arrives at once: files by name, and what each of the returns in them is. `slips` are those made in it, by prefecture."""

    files: Mapping[str, bytes]
    returns: tuple[Return, ...]
    slips: Mapping[str, tuple[Slip, ...]]

    def of(self, what: What) -> tuple[Return, ...]:
        """Those that are that."""
        return tuple(each for each in self.returns if each.what == what)


def first_mails(nation: Nation, forms: Mapping[str, bytes], mails: int, save: Save = OpenForm.save) -> Bag:
    """What has come before the first reminder: the returns in the forms that were sent, and questions, so many mails in all."""
    sender = _Senders(nation, opened(nation.survey, forms), save)
    for code, way in nation.ways.by_code.items():
        _FIRST.get(way, _Senders.nothing_yet)(sender, code)
    return sender.with_questions(mails)


def later_mails(nation: Nation, forms: Mapping[str, bytes], copies: Mapping[str, bytes], before: Bag) -> Bag:
    """What comes after the reminder: forms that were missing, whole ones, and `copies`: those that were sent to be corrected, by
    prefecture, mended."""
    sender = _Senders(nation, opened(nation.survey, forms), OpenForm.save, first=len(before.files) + 1)
    for code in nation.ways.of("late", "other-format", "damaged"):
        sender.whole(code)
    for code, form in opened(nation.survey, copies).items():
        for each in before.slips[code]:
            each.mend(form, nation.country[code])
        sender.send(code, "form", form)
    return sender.with_questions(0)


class _Senders:
    """All who send, one after the other."""

    def __init__(self, nation: Nation, forms: Mapping[str, OpenForm], save: Save, first: int = 1) -> None:
        self.survey, self.country, self._forms, self._save = nation.survey, nation.country, forms, save
        self._silent = nation.ways.of("silent")
        self._next = first
        self._files: dict[str, bytes] = {}
        self._returns: list[Return] = []
        self._slips: dict[str, tuple[Slip, ...]] = {}

    # What a prefecture does

    def nothing_yet(self, code: str) -> None:
        """Not before it is reminded."""

    def whole(self, code: str) -> None:
        self.send(code, "form", self._filled(code))

    def locked(self, code: str) -> None:
        """In one of three ways, in turn."""
        content = self._filled(code).save()
        packed = [("回答.xlsx", content)]
        ways: tuple[tuple[str, Callable[[], bytes]], ...] = (
            ("回答.xlsx", lambda: locked_xlsx(content, PASSWORD)),
            ("回答.zip", lambda: aes_zip(dict(packed), PASSWORD.encode())),
            ("回答.zip", lambda: old_zip(packed, PASSWORD.encode())),
        )
        number = sum(each.what == "locked" for each in self._returns)
        name, lock = ways[number % len(ways)]
        self._mail(code, {name: lock()}, "locked")

    def other_format(self, code: str) -> None:
        """A PDF by mail, or a CSV that is saved from one."""
        name = self.survey.places.prefectures[code].name.ja
        if int(code) % 2:
            mail = eml({f"{name}.pdf": b"%PDF-1.7\n" + bytes(2000)}, _POLITE, f"【{name}】回答", _address(code))
            self._file(f"受信{self._next:04}.eml", code, _bytes(mail), "other-format")
        else:
            self._file(f"{name}.csv", code, f"項目,回答\n都道府県コード,{code}\n".encode("cp932"), "other-format")

    def damaged(self, code: str) -> None:
        content = self._filled(code).save()
        self._mail(code, {"調査票.xlsx": content[: len(content) // 3]}, "damaged")

    def revised(self, code: str) -> None:
        """First with another name for a case; then as it should be."""
        form = self._filled(code)
        case = self.country[code].cases[0]
        first = form.copy()
        first.answer("cases", "name", f"{case.answers['name']}（仮称）", case.case_id)
        self.send(code, "first-version", first)
        self.send(code, "form", form)

    def halves(self, code: str) -> None:
        told = self.country[code]
        ids = [case.case_id for case in told.cases]
        for chosen in (ids[: len(ids) // 2], ids[len(ids) // 2 :]):
            self.send(code, "half", self._forms[code].copy().fill_in(told, chosen))

    def twice(self, code: str) -> None:
        form = self._filled(code)
        self.send(code, "form", form)
        self.send(code, "again", form)

    def misnamed(self, code: str) -> None:
        """By a file that is called as another prefecture's."""
        others = [each for each in self.survey.places.prefectures if each != code]
        other = self.survey.places.prefectures[others[int(code) * 7 % len(others)]].name.ja
        self._file(f"{other}.xlsx", code, self._filled(code).save(), "misnamed")

    def wrong(self, code: str) -> None:
        chance = random.Random(f"{_SEED} {self.survey.round.name} {code}")
        self._with_slips(code, slips.mistakes(self.country[code], self._forms[code], chance, 4))

    def doubtful(self, code: str) -> None:
        self._with_slips(code, slips.doubtful(self.country[code], self._forms[code]))

    def of_a_person(self, code: str) -> None:
        self._with_slips(code, slips.of_a_person(self.country[code], self._forms[code]))

    # How it is sent

    def _filled(self, code: str) -> OpenForm:
        return self._forms[code].copy().fill_in(self.country[code])

    def _with_slips(self, code: str, made: Iterable[Slip]) -> None:
        form = self._filled(code)
        self._slips[code] = tuple(made)
        places = [(each.code, each.make(form)) for each in self._slips[code]]
        self.send(code, "form", form, frozenset((found, place.sheet, place.cell) for found, place in places))

    def send(self, code: str, what: What, form: OpenForm, found: frozenset[Found] = frozenset()) -> None:
        """Saved as one program or another does, in a mail of one or another."""
        ending = _ENDINGS[self._next % len(_ENDINGS)]
        macros: frozenset[Found] = frozenset({("ignored-content", None, None)}) if ending == "xlsm" else frozenset()
        standard = form_path(self.survey, code).stem
        name = f"{standard if self._next % 3 else '調査票（回答）'}.{ending}"
        self._mail(code, {name: self._save(form, ending)}, what, found | macros)

    def _mail(self, code: str, attached: dict[str, bytes], what: What, found: frozenset[Found] = frozenset()) -> None:
        prefecture = self.survey.places.prefectures[code].name.ja
        subject, sender = f"【{prefecture}】共同調達調査の回答", _address(code)
        (name,) = attached
        mail = eml(attached, _POLITE, subject, sender)
        way, number = self._next % 7, f"受信{self._next:04}"
        if way == 3:
            content, file, shown = _from_outlook(attached, subject, sender), f"{number}.msg", name
        elif way == 5:
            content, file, shown = _packed(attached), f"{number}.zip", name
        elif way == 6:
            forwarded = eml({"元のメール.eml": mail}, _POLITE, f"FW: {subject}", sender)
            content, file, shown = _bytes(forwarded), f"{number}.eml", f"{subject}.eml/{name}"
        else:
            content, file, shown = _bytes(mail), f"{number}.eml", name
        self._file(file, code, content, what, found, shown)

    def _file(
        self,
        name: str,
        code: str,
        content: bytes,
        what: What,
        found: frozenset[Found] = frozenset(),
        inside: str = "",
    ) -> None:
        self._next += 1
        self._files[name] = content
        self._returns.append(Return(f"{name}/{inside}" if inside else name, code, what, found))

    def with_questions(self, mails: int) -> Bag:
        """What was sent, with as many questions as are missing to so many mails, between the others by their names."""
        asking = [code for code in self.survey.places.prefectures if code not in self._silent]
        for number in range(mails - len(self._files)):
            code = asking[number % len(asking)]
            text = f"{_POLITE}{_QUESTIONS[number % len(_QUESTIONS)]}\n"
            mail = eml({}, text, f"共同調達調査について（照会{number + 1}）", _address(code))
            self._file(f"照会{number + 1:04}.eml", code, _bytes(mail), "question")
        return Bag(self._files, tuple(self._returns), self._slips)


_FIRST: dict[str, Callable[[_Senders, str], None]] = {
    "nothing": _Senders.whole,
    "plain": _Senders.whole,
    "other-format": _Senders.other_format,
    "damaged": _Senders.damaged,
    "revised": _Senders.revised,
    "halves": _Senders.halves,
    "twice": _Senders.twice,
    "misnamed": _Senders.misnamed,
    "wrong": _Senders.wrong,
    "left-wrong": _Senders.wrong,
    "confirmed": _Senders.doubtful,
    "amended": _Senders.doubtful,
    "left-doubtful": _Senders.of_a_person,
    "locked": _Senders.locked,
}


def _address(code: str) -> str:
    """From which it writes: the one in the list of contacts."""
    return f"joho@pref{code}.example.lg.jp"


def _bytes(mail: EmailMessage) -> bytes:
    """The same each time: boundaries are otherwise drawn by chance."""
    for number, part in enumerate(mail.walk()):
        if part.get_content_maintype() == "multipart":
            part.set_boundary(f"=_{number}")
    return bytes(mail)


def _from_outlook(attached: Mapping[str, bytes], subject: str, sender: str) -> bytes:
    mail = outlook(dict(attached), _POLITE, subject)
    for part in ("0C1A", "5D01"):
        mail.streams[f"__substg1.0_{part}001F"] = sender.encode("utf-16-le").ljust(4096, b"\x00")
    return compound(mail)


def _packed(attached: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in attached.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return packed.getvalue()
