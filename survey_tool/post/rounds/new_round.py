"""The workspace of a new round: commented settings, a list of contacts to fill in, the folders."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from survey_tool.post.kinds import KINDS, kind_of_letter
from survey_tool.post.letters.contacts import COLUMNS, CONTACTS_FILE, PREFECTURE
from survey_tool.post.letters.folders import GUIDE, LETTERS_FOLDER
from survey_tool.post.letters.guide import guide
from survey_tool.post.letters.templates import TEXTS, text_names
from survey_tool.reference.folders import FOLDERS
from survey_tool.reference.places import Places
from survey_tool.reference.workspace import write_whole
from survey_tool.settings import SETTINGS_FILE
from survey_tool.settings.writing import settings_text
from survey_tool.wording.words import Language, Words

_EXAMPLES = (
    Words(
        "# 記入例,東京都,総務部 情報政策課,,joho@pref.example.lg.jp,to",
        "# example,Tokyo,Information Policy Division,,joho@pref.example.lg.jp,to",
    ),
    Words(
        "# 記入例,東京都,総務部 情報政策課,山田 花子,yamada@pref.example.lg.jp,cc",
        "# example,Tokyo,Information Policy Division,Hanako Yamada,yamada@pref.example.lg.jp,cc",
    ),
)


@dataclass(frozen=True, slots=True)
class NewRound:
    """What was written, and what was there before and is as it was."""

    written: tuple[Path, ...]
    kept: tuple[Path, ...]


def begin_round(
    folder: Path, places: Places, language: Language, *, letters: bool = False, stated: Collection[str] = ()
) -> NewRound:
    """Makes `folder` a workspace; with `letters` the texts of the e-mails too, to be edited. Nothing is overwritten.

    `stated` are settings that are written down though they might be left out.

    Raises `OSError` where something cannot be written.
    """
    contents = {
        folder / SETTINGS_FILE: settings_text(language, stated).encode(),
        folder / CONTACTS_FILE: contacts_text(places, language).encode("utf-8-sig"),  # so that Excel reads Japanese
        **(dict(_letters(folder / LETTERS_FOLDER, language)) if letters else {}),
    }
    kept = tuple(path for path in contents if path.exists())
    for path, content in contents.items():
        if path not in kept:
            write_whole(path, content)
    make_folders(folder)
    return NewRound(tuple(path for path in contents if path not in kept), kept)


def make_folders(folder: Path) -> None:
    """The folders of a workspace, where they are not there yet."""
    for name in FOLDERS:
        (folder / name).mkdir(parents=True, exist_ok=True)


def contacts_text(places: Places, language: Language) -> str:
    """A row a prefecture to fill in; a further addressee takes a further row."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow((COLUMNS[0], PREFECTURE, *COLUMNS[1:]))
    writer.writerows(example[language].split(",") for example in _EXAMPLES)
    writer.writerows((each.code, each.name[language], "", "", "", "to") for each in places.prefectures.values())
    return text.getvalue()


def _letters(folder: Path, language: Language) -> Iterator[tuple[Path, bytes]]:
    for name in text_names():
        yield folder / name, TEXTS.joinpath(name).read_bytes()
    yield folder / GUIDE, guide((kind_of_letter(kind).letter for kind in KINDS), language).encode()
