"""`contacts.csv`: who receives the letters of a prefecture."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from survey_tool.intake.locating.named import is_of_a_public_body
from survey_tool.questionnaire.vocabulary.lists import CodeList
from survey_tool.wording.addresses import is_address
from survey_tool.wording.handwritten import (
    FileLine,
    Mistake,
    MistakesError,
    one_line,
    read_handwritten,
    read_rows,
)
from survey_tool.wording.words import NOTHING, Words

CONTACTS_FILE = "contacts.csv"
ContactKind = Literal["to", "cc"]
NAME_LENGTH = 100

ALLOWED = {
    "prefecture_code": Words(
        "01から47までの都道府県コードを記入してください。", "Give a prefecture code from 01 to 47."
    ),
    "department": Words(
        f"部署名（{NAME_LENGTH}字以内、改行なし）を記入してください。",
        f"Give the department (up to {NAME_LENGTH} characters on one line).",
    ),
    "person": Words(
        f"氏名（{NAME_LENGTH}字以内、改行なし）を記入してください。",
        f"Give the name (up to {NAME_LENGTH} characters on one line).",
    ),
    "email": Words(
        "メールアドレスを1行に1つ、アドレスのみ記入してください（例：joho@pref.example.lg.jp）。",
        "Give one address a row and nothing else, such as joho@pref.example.lg.jp.",
    ),
    "kind": Words("to（宛先）又は cc（写し）を記入してください。", "Give to or cc."),
}
COLUMNS = tuple(ALLOWED)
PREFECTURE = "prefecture"  # a name beside each code, for people; it may be left out, but not say something else
JAPANESE_HEADINGS = {
    **dict.fromkeys(("都道府県コード", "コード", "団体コード"), "prefecture_code"),
    **dict.fromkeys(("都道府県", "都道府県名", "県名", "団体名", "団体", "県"), PREFECTURE),
    **dict.fromkeys(("部署名", "部署", "担当部署", "担当課", "課名", "課", "所属", "所属名"), "department"),
    **dict.fromkeys(("氏名", "担当者名", "担当者", "担当者氏名", "名前", "お名前"), "person"),
    **dict.fromkeys(
        ("メールアドレス", "メール", "電子メール", "電子メールアドレス", "アドレス", "e-mail", "mail"), "email"
    ),
    **dict.fromkeys(("種別", "宛先・写し", "宛先/写し", "区分"), "kind"),
    **{each: each for each in (*COLUMNS, PREFECTURE)},
}
_NEEDED = (("prefecture_code", PREFECTURE), "email", ("department", "person"))
"""A list that somebody has made may leave out the kind: then a row is an addressee."""
EXAMPLE_DOMAIN = "pref.example.lg.jp"
"""Of the addresses with which a new list of contacts shows how it is filled in."""
KINDS: Mapping[str, Words] = {"to": Words("宛先", "to"), "cc": Words("写し", "cc")}
_JAPANESE_KINDS = {words.ja: kind for kind, words in KINDS.items()}
ADDRESSEE = ("department", "person", "email")

_NAME_OF_ONE = Words("都道府県の名称を記入してください。", "Give the name of a prefecture.")
NO_NAME = Words("部署名も氏名もありません。", "There is neither a department nor a name.")
NAME_ONE = Words("いずれかを記入してください。", "Give one of them.")
_TWICE = Words("「{value}」は{line}行目（{row}）にもあります。", '"{value}" stands in line {line} ({row}) as well.')
ONCE = Words("アドレスは1回だけ記入してください。", "Give an address only once.")
ONLY_COPIES = Words(
    "都道府県コード {code} には cc の宛先しかありません。", "Prefecture {code} has only addressees of kind cc."
)
ONE_TO = Words("to の宛先を1つ以上記入してください。", "Give at least one of kind to.")


_WITHOUT_ADDRESS = Words(
    "連絡先の一覧（contacts.csv）の{lines}行目は、メールアドレスがないため宛先にしていません。",
    "Nothing goes to those in line {lines} of the list of contacts (contacts.csv): they have no address there.",
)
OTHER_PREFECTURE = Words(
    "コード{code}は{name}ですが、「{value}」とあります。", 'Code {code} is {name}, but this says "{value}".'
)
WHOLE_ROWS = Words(
    "一部の列だけを並べ替えていないか、宛先が正しいかを確認してください。",
    "See whether only some columns were sorted, and whether the addressee is right.",
)


@dataclass(frozen=True, slots=True)
class Contact:
    """One addressee of a prefecture's letters. `where` says where it stands, if that is not `contacts.csv`."""

    prefecture_code: str
    department: str
    person: str
    address: str
    kind: ContactKind
    where: Words = NOTHING

    @property
    def name(self) -> str:
        """The name shown beside the address in the header of a message."""
        return f"{self.department} {self.person}".strip()

    @property
    def addressee(self) -> Words:
        """How a letter addresses it: a person as 様, a department as 御中."""
        if not self.person:
            return Words(f"{self.department} 御中", self.department)
        english = (self.person, self.department) if self.department else (self.person,)
        return Words(f"{self.name} 様", ", ".join(english))


@dataclass(frozen=True, slots=True)
class Contacts:
    """Every addressee, in the order of the file; `without_address` are lines of it that name somebody who has none yet."""

    everyone: tuple[Contact, ...]
    without_address: tuple[int, ...] = ()

    def of(self, prefecture_code: str) -> tuple[Contact, ...]:
        """The addressees of one prefecture."""
        return tuple(contact for contact in self.everyone if contact.prefecture_code == prefecture_code)

    def missing(self, prefecture_codes: Collection[str]) -> tuple[str, ...]:
        """Those of `prefecture_codes` that nobody can be written to."""
        known = {contact.prefecture_code for contact in self.everyone}
        return tuple(code for code in prefecture_codes if code not in known)

    @property
    def passed_over(self) -> Words:
        """That some whom the list names are no addressees yet; nothing where all are."""
        lines = Words.listed(str(line) for line in self.without_address)
        return _WITHOUT_ADDRESS.fill(lines=lines) if self.without_address else NOTHING

    @property
    def whose(self) -> Mapping[str, str]:
        """Whose the addresses are, and those of their domains that belong to public bodies; "" for what several prefectures
        share. In small letters."""
        found: dict[str, str] = {}
        for contact in self.everyone:
            address = contact.address.lower()
            domain = address.rpartition("@")[2]
            for each in (address, domain) if is_of_a_public_body(domain) else (address,):
                shared = found.get(each, contact.prefecture_code) != contact.prefecture_code
                found[each] = "" if shared else contact.prefecture_code
        return found


def read_contacts(path: Path, prefectures: CodeList) -> Contacts:
    """The contacts in `path`; rows without an addressee and rows whose first cell begins with `#` are passed over.

    Where a row names its prefecture, that must be the one of its code: columns that were sorted apart would otherwise send
    one prefecture what is meant for another. Raises `MistakesError` with every mistake of the file.
    """
    return contacts_in(path.name, read_handwritten(path), prefectures)


def contacts_in(file: str, text: str, prefectures: CodeList) -> Contacts:
    """The same of the text of such a file. Raises as `read_contacts` does."""
    rows, mistakes = read_rows(file, text, _NEEDED, JAPANESE_HEADINGS)
    whose = {row.line: _whose(row, prefectures) for row in rows}
    found: list[tuple[FileLine, Contact]] = []
    without_address: list[int] = []
    for row in (replace(each, cells={**dict.fromkeys(COLUMNS, ""), **each.cells}) for each in rows):
        if not any(row.cells[column].strip() for column in ADDRESSEE):
            continue  # a row that `init` has prepared and nobody has filled in
        if not row.cells["email"].strip():
            without_address.append(row.line)
            continue
        code = _of_the_name(row, prefectures)
        if code is None:
            mistakes.append(row.mistake(PREFECTURE, _NAME_OF_ONE))
            continue
        try:
            contact = _ContactLine.model_validate({**row.cells, "prefecture_code": code}).contact()
            found.append((row, contact))
            mistakes += _out_of_step(row, contact.prefecture_code, prefectures)
        except ValidationError as error:
            mistakes += _mistakes(row, error)
    mistakes += _repeated(found, whose)
    if not mistakes:  # an addressee that was refused above may be the missing one
        mistakes += _only_copies(found)
    if mistakes:
        raise MistakesError(_told_in_order(mistakes, whose))
    return Contacts(tuple(contact for _, contact in found), tuple(without_address))


def _told_in_order(mistakes: Iterable[Mistake], whose: Mapping[int, Words]) -> list[Mistake]:
    """Mistakes by their lines, each with whose row that is."""
    told = (replace(each, row=whose.get(each.line or 0, NOTHING)) for each in mistakes)
    return sorted(told, key=lambda mistake: mistake.line or 0)


def _whose(row: FileLine, prefectures: CodeList) -> Words:
    """The prefecture of a row and who is named in it."""
    code = prefecture_of(row.cells, prefectures)
    written = {each: one_line(row.cells.get(each, ""))[:NAME_LENGTH] for each in ADDRESSEE}
    named = f"{written['department']} {written['person']}".strip() or written["email"]
    return Words.listed([*([prefectures[code].label] if code else []), *filter(None, [named])])


def prefecture_of(cells: Mapping[str, str], prefectures: CodeList) -> str | None:
    """The code of the prefecture that a row is of, by its code or else by its name; None where there is no such prefecture."""
    code = _code(cells.get("prefecture_code", "")) or prefectures.find(cells.get(PREFECTURE, "").strip())
    return code if code in prefectures else None


def kind_written(cell: str) -> str:
    """The kind that a cell means; one that is left blank is an addressee."""
    kind = unicodedata.normalize("NFKC", cell).strip().lower()
    return _JAPANESE_KINDS.get(kind, kind) or "to"


def _of_the_name(row: FileLine, prefectures: CodeList) -> str | None:
    """The code of a row; where it gives none, that of the prefecture it names, if there is one of that name."""
    named = row.cells.get(PREFECTURE, "").strip()
    code = row.cells["prefecture_code"]
    return code if code.strip() or not named else prefectures.find(named)


def respondent(prefecture_code: str, answers: Mapping[str, object], where: Words = NOTHING) -> Contact | None:
    """Who filled in a form, as one to whom a copy goes, and `where` the form says so; None where the form gives no address; one
    that the validator accepts can always be used, and one that it refuses is told in the letter itself.

    The form asks for an address that receives requests for correction.
    """
    department, person, address = (one_line(str(answers.get(column) or "")) for column in ADDRESSEE)
    if not is_address(address):
        return None
    return Contact(prefecture_code, department[:NAME_LENGTH], person[:NAME_LENGTH], address, "cc", where)


def with_copy(contacts: Sequence[Contact], to: Contact | None) -> tuple[Contact, ...]:
    """The same addressees, and one more for a copy unless the address is among them."""
    known = {each.address.casefold() for each in contacts}
    return (*contacts, to) if to is not None and to.address.casefold() not in known else tuple(contacts)


def _code(cell: str) -> str:
    digits = unicodedata.normalize("NFKC", cell).strip()
    return digits.zfill(2) if digits else ""  # Excel takes the zero from 01 when it saves


def _name(text: str) -> str:
    if one_line(text) != text:  # a line end in a name would open a new header
        raise ValueError(text)
    return text


def _address(cell: str) -> str:
    address = unicodedata.normalize("NFKC", cell).strip()
    if not is_address(address):
        raise ValueError(cell)
    return address


Name = Annotated[str, BeforeValidator(str.strip), Field(max_length=NAME_LENGTH), AfterValidator(_name)]


class _ContactLine(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)  # most commands read no list

    prefecture_code: Annotated[str, BeforeValidator(_code), Field(pattern=r"^(0[1-9]|[1-3][0-9]|4[0-7])$")]
    department: Name
    person: Name
    email: Annotated[str, AfterValidator(_address)]
    kind: Annotated[ContactKind, BeforeValidator(kind_written)]

    @model_validator(mode="after")
    def _named(self) -> _ContactLine:
        if not self.department and not self.person:
            raise ValueError("no name")
        return self

    def contact(self) -> Contact:
        return Contact(self.prefecture_code, self.department, self.person, self.email, self.kind)


def _mistakes(row: FileLine, error: ValidationError) -> Iterator[Mistake]:
    for detail in error.errors(include_url=False, include_context=False):
        if detail["loc"]:
            column = str(detail["loc"][0])
            yield row.mistake(column, ALLOWED[column])
        else:
            either = " / ".join(map(row.heading, ("department", "person")))
            yield Mistake(row.file, row.line, either, NO_NAME, NAME_ONE)


def _out_of_step(row: FileLine, code: str, prefectures: CodeList) -> Iterator[Mistake]:
    named = row.cells.get(PREFECTURE, "").strip()
    if named and code in prefectures and prefectures.find(named) != code:
        wrong = OTHER_PREFECTURE.fill(code=code, name=prefectures[code].label, value=one_line(named))
        yield Mistake(row.file, row.line, row.heading(PREFECTURE), wrong, WHOLE_ROWS)


def _repeated(found: Sequence[tuple[FileLine, Contact]], whose: Mapping[int, Words]) -> Iterator[Mistake]:
    first: dict[str, int] = {}
    for row, contact in found:
        earlier = first.setdefault(contact.address.lower(), row.line)
        if earlier != row.line:
            wrong = _TWICE.fill(value=contact.address, line=earlier, row=whose[earlier])
            yield Mistake(row.file, row.line, row.heading("email"), wrong, ONCE)


def _only_copies(found: Sequence[tuple[FileLine, Contact]]) -> Iterator[Mistake]:
    """Told at the first of the copies that go nowhere without an addressee."""
    addressed = {contact.prefecture_code for _, contact in found if contact.kind == "to"}
    copies = {contact.prefecture_code: row for row, contact in reversed(found)}
    for code, row in sorted(copies.items()):
        if code not in addressed:
            yield Mistake(row.file, row.line, row.heading("kind"), ONLY_COPIES.fill(code=code), ONE_TO)
