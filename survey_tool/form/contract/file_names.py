"""How files of a round are called: forms, what is drawn from returns, in Latin letters or in Japanese (`form.file_names`).

Whoever reads takes either: the setting may have been changed while forms were out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from survey_tool.reference.folders import left_out
from survey_tool.wording.words import LANGUAGES, Language, Words

if TYPE_CHECKING:
    from survey_tool.reference.places import Places
    from survey_tool.reference.survey import Survey

What = Literal["correction", "merged"]
_WHAT: Mapping[What, Words] = {"correction": Words("修正用", "correction"), "merged": Words("統合", "merged")}
_DIGITS = 6
COPY_NAME = re.compile(
    rf".+_(?:{'|'.join(map(_WHAT['correction'].__getitem__, LANGUAGES))})-[0-9a-f]{{{_DIGITS}}}\.xlsx"
)
"""How correction copies are named."""
_LATIN = re.compile(r"joint-procurement_[0-9A-Za-z-]{1,16}_(\d{2})_")
_JAPANESE = re.compile(r"(?<!\d)(\d{2})(\w{2,3}?[都道府県])(?=_|\W|$)")


def form_name(survey: Survey, prefecture_code: str, called: Language) -> str:
    """The name under which the form of a prefecture goes out: `joint-procurement_2026_13_tokyo.xlsx` or `13東京都.xlsx`."""
    return _stem(survey, prefecture_code, called) + ".xlsx"


def forms_in(templates: Path) -> list[Path]:
    """The forms that were written into a folder, by name."""
    return sorted(path for path in templates.glob("*.xlsx") if not left_out(path.name))


def form_path(survey: Survey, prefecture_code: str) -> Path:
    """Where the form of a prefecture is written."""
    return survey.templates / form_name(survey, prefecture_code, survey.round.form.file_names)


def form_paths(survey: Survey, prefecture_code: str) -> list[Path]:
    """Where it may lie, first where it is written today."""
    written = form_path(survey, prefecture_code)
    others = (survey.templates / form_name(survey, prefecture_code, called) for called in LANGUAGES)
    return [written, *(path for path in others if path != written)]


def form_there(survey: Survey, prefecture_code: str) -> Path:
    """Where it lies; where it would be written if there is none."""
    paths = form_paths(survey, prefecture_code)
    return next((path for path in paths if path.is_file()), paths[0])


def name_of_drawn(survey: Survey, prefecture_code: str, what: What, sha256: str) -> str:
    """The name of what is drawn from returns: that of the form, what it is, the first digits of their hash."""
    called = survey.round.form.file_names
    return f"{_stem(survey, prefecture_code, called)}_{_WHAT[what][called]}-{sha256[:_DIGITS]}.xlsx"


def prefecture_of_form(name: str, places: Places) -> str | None:
    """The code that a file's name says, if it is named as forms go out, whatever was added."""
    plain = unicodedata.normalize("NFKC", name)
    if found := _LATIN.search(plain):
        return found[1]
    named = _JAPANESE.search(plain)
    prefecture = places.prefectures.get(named[1]) if named else None
    return prefecture.code if named and prefecture and prefecture.name.ja == named[2] else None


def _stem(survey: Survey, code: str, called: Language) -> str:
    prefecture = survey.places.prefectures[code]
    if called == "ja":
        return f"{code}{prefecture.name.ja}"
    return f"joint-procurement_{survey.round.name}_{code}_{prefecture.romaji}"
