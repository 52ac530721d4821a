"""Whose a file is, and whether that is certain: the one answer that everything goes by which is drawn for a prefecture.

The form inside says whose it is. What is typed on it, its case ids and every name around it (file, folders, archives, the mail
with its sender and subject) may say another: then the owner is in doubt, until a person has found out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from survey_tool.form.contract.marker import PREFECTURE_KEY
from survey_tool.intake.locating.entry_sheets import EntrySheet, prefecture_cells
from survey_tool.intake.locating.named import Spoken, address_and_name, prefecture_of_address, spoken_of
from survey_tool.questionnaire.findings.finding import Finding, finding
from survey_tool.wording.words import Words

if TYPE_CHECKING:
    from survey_tool.form.contract.marker import Marker
    from survey_tool.intake.cells.grid import CoveringMail, Refused, ReturnedFile
    from survey_tool.intake.locating.form import LocatedForm
    from survey_tool.intake.locating.landmarks import Landmarks
    from survey_tool.reference.survey import Survey

_OF_A_CASE = re.compile(r"(\d{2})-[0-9A-Za-z-]+-\d+")
_FOLDER = Words("フォルダ", "the folder")
_ARCHIVE = Words("ZIPファイル", "the archive")
_MAIL = Words("メールのファイル", "the mail file")
_SENDER = Words("メールの差出人", "the sender")
_SUBJECT = Words("メールの件名", "the subject")
_CASE = Words("事例番号", "the case ID")
_MAIL_ENDINGS = (".eml", ".msg", ".mht", ".dat")


class OwnerInDoubtError(ValueError):
    """Something was to be drawn for a prefecture from a file that may be another's."""


@dataclass(frozen=True, slots=True)
class Owner:
    """`code`: the prefecture that a file is taken for, None where nothing says one. `doubts`: what says that it may be
    another's. `confirmed`: something around it, or a person, says the same as the form in it. `others`: the prefectures whose it
    may be as well."""

    code: str | None = None
    doubts: tuple[Finding, ...] = ()
    confirmed: bool = False
    others: tuple[str, ...] = ()

    @property
    def certain(self) -> bool:
        """Whether it is this prefecture's and nothing says otherwise."""
        return self.code is not None and not self.doubts

    @property
    def certainly(self) -> str:
        """The prefecture, for which alone something may be drawn of the file. Raises `OwnerInDoubtError`."""
        if self.code is None or self.doubts:
            raise OwnerInDoubtError(f"may be another's than {self.code}")
        return self.code


NOBODY = Owner()


@dataclass(frozen=True, slots=True)
class Known:
    """What is known beside the files. `files`: the prefectures of files by SHA-256, found out by a person. `addresses`: those of
    mail addresses and of their domains; "" for what is no single prefecture's."""

    files: Mapping[str, str] = field(default_factory=dict)
    addresses: Mapping[str, str] = field(default_factory=dict)


NOTHING_KNOWN = Known()


@dataclass(frozen=True, slots=True)
class _Voice:
    """Something around a file that may speak of a prefecture: what it is (None: the name of the file), how it reads."""

    what: Words | None
    text: str
    spoken: Spoken


def owner_of(form: LocatedForm, file: ReturnedFile, landmarks: Landmarks, known: Known = NOTHING_KNOWN) -> Owner:
    """Whose a file is in which a form was found."""
    code, survey = form.marker.prefecture_code, landmarks.survey
    if found_out := known.files.get(file.sha256):
        return Owner(found_out, confirmed=True)
    told: dict[str | None, Finding] = {}
    around = list(_around(file, survey, known))
    for each in (*around, *_of_the_cases(form)):
        if each.spoken.says_another_than(code):
            told.setdefault(each.spoken.code, _doubt(each, form.marker, survey, file.name))
    typed = dict(_typed_over(form.marker, form.respondent, landmarks))
    doubts = (*told.values(), *typed.values())
    others = tuple(dict.fromkeys(filter(None, (*told, *typed))))
    return Owner(code, doubts, not doubts and any(each.spoken.code == code for each in around), others)


def owner_of_refused(file: Refused, survey: Survey, known: Known = NOTHING_KNOWN) -> Owner:
    """Whose a file is that could not be read, as far as what is around it tells, so that somebody can be asked."""
    if found_out := known.files.get(file.sha256):
        return Owner(found_out)
    codes = _spoken(_around(file, survey, known))
    if len(codes) < 2:
        return Owner(next(iter(codes), None))
    names = Words.listed(survey.places.prefectures[code].name for code in codes)
    doubt = finding("prefectures-around-differ", {"prefectures": names}, file=file.name)
    return Owner(codes[0], (doubt,), others=tuple(codes[1:]))


def likely_prefecture(
    name: str, survey: Survey, mail: CoveringMail | None = None, known: Known = NOTHING_KNOWN
) -> str | None:
    """The one prefecture of which the names around a file speak that is no form."""
    codes = _spoken(_around_name(name.split("/"), mail, survey, known))
    return codes[0] if len(codes) == 1 else None


def _spoken(voices: Iterable[_Voice]) -> list[str]:
    """The prefectures of which voices speak, nearest first."""
    return list(dict.fromkeys(each.spoken.code for each in voices if each.spoken.code))


def _around(file: ReturnedFile | Refused, survey: Survey, known: Known) -> Iterator[_Voice]:
    return _around_name([*_folders(file, survey), *file.name.split("/")], file.mail, survey, known)


def _folders(file: ReturnedFile | Refused, survey: Survey) -> tuple[str, ...]:
    """The folders in which a file lies, as far as its name does not hold them: those of the workspace, or else the last one."""
    folder, workspace = file.path.absolute().parent, survey.workspace.absolute()
    inside = folder.is_relative_to(workspace)
    parts = folder.relative_to(workspace).parts if inside else folder.parts[-1:]
    held = file.name.split("/")
    inner = next((n for n in range(len(parts)) if list(parts[n:]) == held[: len(parts) - n]), len(parts))
    return parts[:inner]


def _around_name(parts: list[str], mail: CoveringMail | None, survey: Survey, known: Known) -> Iterator[_Voice]:
    places = survey.places
    for outer, inner in pairwise((None, *reversed(parts))):
        assert inner is not None
        yield _Voice(_what(inner) if outer is not None else None, inner, spoken_of(inner, places))
    while mail:
        address, name = address_and_name(mail.sender)
        if not _is_ours(address, survey):
            yield _Voice(_SENDER, mail.sender, Spoken(prefecture_of_address(address, places, known.addresses)))
            yield _Voice(_SENDER, mail.sender, spoken_of(name, places, whole_only=True))
        yield _Voice(_SUBJECT, mail.subject, _without_ours(spoken_of(mail.subject, places, whole_only=True), survey))
        mail = mail.within


def _what(part: str) -> Words:
    lower = part.lower()
    if lower.endswith(".zip"):
        return _ARCHIVE
    return _MAIL if lower.endswith(_MAIL_ENDINGS) else _FOLDER


def _of_the_cases(form: LocatedForm) -> Iterator[_Voice]:
    """The ids of the cases, where all of them are another prefecture's: those that were printed, and those with answers."""
    answered = [each.column.owner for each in form.owned.columns if each.column.owner]
    for ids in (list(form.ids.printed or ()), answered):
        codes = {found[1] if (found := _OF_A_CASE.fullmatch(each)) else None for each in ids}
        if len(codes) == 1:
            yield _Voice(_CASE, ids[0], Spoken(codes.pop()))


def _doubt(voice: _Voice, form: Marker, survey: Survey, file: str) -> Finding:
    places = survey.places.prefectures
    fills = {
        "file_prefecture": places[voice.spoken.code or ""].name,
        "form_prefecture": places[form.prefecture_code].name,
    }
    if voice.what is None:
        return finding("prefecture-mismatch", fills, file=file)
    around = {"said_by": voice.what, "said": Words.same(voice.text)}
    return finding("prefecture-around-differs", fills | around, file=file)


def _typed_over(form: Marker, sheet: EntrySheet | None, landmarks: Landmarks) -> Iterator[tuple[str, Finding]]:
    """Another prefecture that has been typed over the one that the form printed, and what is to be said of it."""
    places = landmarks.survey.places.prefectures
    label = landmarks.survey.questionnaire.respondent.questions()[PREFECTURE_KEY].label
    for cell, typed in prefecture_cells(sheet) if sheet else ():
        code = landmarks.prefecture_of(typed)
        if sheet and code is not None and code != form.prefecture_code:
            said = finding(
                "prefecture-typed-over",
                {"form_prefecture": places[form.prefecture_code].name},
                sheet=sheet.grid.name,
                cell=cell,
                label=label,
                key=PREFECTURE_KEY,
                value=str(typed).strip(),
                topic="respondent",
            )
            yield code, said
            return


def _is_ours(address: str, survey: Survey) -> bool:
    """Whether the secretariat itself sent a mail on."""
    secretariat = survey.round.secretariat
    ours = (each.rpartition("@")[2].lower() for each in (secretariat.email, secretariat.return_address))
    return address.rpartition("@")[2].lower() in ours


def _without_ours(spoken: Spoken, survey: Survey) -> Spoken:
    """Nothing where it speaks of the prefecture whose office conducts the survey: its name stands in every reply."""
    ours = spoken_of(survey.round.secretariat.name.ja, survey.places, whole_only=True)
    return Spoken() if ours.code and ours.code == spoken.code else spoken
