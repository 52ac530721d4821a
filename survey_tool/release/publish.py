"""Publish a round: choose, reckon, write everything beside the present release, and put it in its place as a whole."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from survey_tool.intake.judging.submission import Collected, Submission
from survey_tool.reference.survey import Survey
from survey_tool.release.atomic import replacing
from survey_tool.release.capacity import refuse_too_long
from survey_tool.release.choosing.illustrative import read_illustrative
from survey_tool.release.choosing.release import REASON_LABELS, Release
from survey_tool.release.choosing.selection import select
from survey_tool.release.choosing.unconfirmed import Unconfirmed, unconfirmed
from survey_tool.release.data.card import data_card
from survey_tool.release.data.package import as_json, case_schema, data_package, file_name
from survey_tool.release.earlier import CHECKSUMS, NOTHING_EARLIER, REPLACED, Earlier, keep_earlier
from survey_tool.release.page import page_name, write_pages
from survey_tool.release.tables.all_tables import Tables, tables
from survey_tool.release.tables.changes import cases_by_change, read_release_texts
from survey_tool.release.tables.coverage import BESIDE_LABELS, excluded_by_reason
from survey_tool.release.tables.csvfile import as_csv
from survey_tool.wording.words import LANGUAGES, Language, Words

WriteDashboards = Callable[[Release, Tables, Mapping[Language, Path]], None]
UNSETTLED = ("needs_correction", "conflict", "unreadable", "locked")


@dataclass(frozen=True)
class Published:
    """What was published and what was not: `files` by their path in `directory`, in order.

    `unsettled` are the returned files with something left to correct: a release without them is no failure of the
    publication rule but of the round. `changes` are the numbers of cases that were added, changed and withdrawn since the
    earlier release; None where there was none to compare with. `earlier` is what became of what lay in `directory` before,
    `unconfirmed` what in the release seems to tell of a person.
    """

    directory: Path
    files: tuple[str, ...]
    release: Release
    unsettled: tuple[Submission, ...] = ()
    changes: tuple[tuple[Words, int], ...] | None = None
    earlier: Earlier = NOTHING_EARLIER
    unconfirmed: tuple[Unconfirmed, ...] = ()

    @property
    def left_out(self) -> tuple[tuple[Words, int], ...]:
        """The cases that are not in it, each reason with its number, reasons without a case left out."""
        counted = excluded_by_reason(self.release.excluded)
        return tuple((REASON_LABELS[reason], count) for reason, count in counted.items() if count)

    @property
    def beside(self) -> tuple[tuple[Words, int], ...]:
        """What else is not in it: prefectures, and files, of which nobody knows how many cases they stand for."""
        counted = {"no_answer": len(self.release.unanswered), "unreadable": self.release.unreadable_files}
        return tuple((BESIDE_LABELS[key], count) for key, count in counted.items() if count)


class LeftToCorrect(Exception):
    """A strict publication was refused: something is left to correct in `unsettled`."""

    def __init__(self, unsettled: tuple[Submission, ...]) -> None:
        files = [each.file for each in unsettled]
        self.unsettled = unsettled
        self.sentence = Words(
            f"修正の済んでいないファイルがあるため、公表しません：{'、'.join(files)}",
            f"Not published, because something is left to correct: {', '.join(files)}",
        )
        super().__init__(self.sentence.en)


class LeftToConfirm(Exception):
    """A strict publication was refused: what would be published seems to tell of a person, and nobody has confirmed it."""

    def __init__(self, unconfirmed: tuple[Unconfirmed, ...]) -> None:
        self.unconfirmed = unconfirmed
        self.sentence = Words(
            "個人に関する記載等が未確認のため、公表しません。",
            "Not published, because what seems to tell of persons is not confirmed.",
        )
        super().__init__(self.sentence.en)


def publish(
    survey: Survey,
    collected: Collected,
    editions: Sequence[Language] = LANGUAGES,
    since: Path | None = None,
    *,
    strict: bool = False,
    write_dashboards: WriteDashboards | None = None,
) -> Published:
    """Write the release of a round to `published/ROUND/` and say what is in it.

    `since` is the directory of an earlier release to tell the changes from. `strict` refuses while a returned file has
    something left to correct (`LeftToCorrect`), or while what seems to tell of persons is not confirmed (`LeftToConfirm`).
    The same submissions and settings give the same bytes: all dates are the round's. The release that lay there before is
    kept in `published/replaced/`, unless it was the same; what others have put beside its files stays. Raises `NotReplaced`,
    `NotARelease`, `TooMuchForExcel`, `MistakesError`, `OSError`; the release before is then as it was.
    """
    unsettled = tuple(each for each in collected.submissions if each.status in UNSETTLED)
    if strict and unsettled:
        raise LeftToCorrect(unsettled)
    release = select(survey, collected, read_illustrative(survey.workspace))
    open_ones = unconfirmed(release, collected)
    if strict and open_ones:
        raise LeftToConfirm(open_ones)
    earlier = NOTHING_EARLIER

    def keep(old: Path, new: Path) -> None:
        nonlocal earlier
        earlier = keep_earlier(old, new, survey.published.parent / REPLACED, dt.datetime.now())

    with replacing(survey.published, keep) as directory:
        told = tables(release, None if since is None else read_release_texts(since))
        refuse_too_long(told)
        write_data(release, told, directory / "data")
        paths = {language: directory / dashboard_name(survey, language) for language in editions}
        (write_dashboards or _own_dashboards())(release, told, paths)
        write_pages(release, told, {language: directory / page_name(survey, language) for language in editions})
        files = _files(directory)
        (directory / CHECKSUMS).write_bytes(checksums(directory, files))
    changes = cases_by_change(told.changes) if told.compared else None
    return Published(survey.published, (*files, CHECKSUMS), release, unsettled, changes, earlier, open_ones)


def write_data(release: Release, told: Tables, directory: Path) -> None:
    """The structured data: a CSV a table, their descriptor, the schema of a case and the data card."""
    directory.mkdir()
    written = {file_name(each): (each, as_csv(each)) for each in told}
    for name, (_, content) in written.items():
        (directory / name).write_bytes(content)
    (directory / "datapackage.json").write_bytes(as_json(data_package(release.survey, written)))
    (directory / "cases.schema.json").write_bytes(as_json(case_schema(release.survey)))
    (directory / "README.md").write_bytes(data_card(release, told))


def dashboard_name(survey: Survey, language: Language) -> str:
    """The file of the dashboard workbook of an edition."""
    return f"joint-procurement_{survey.round.name}_{language}.xlsx"


def checksums(directory: Path, files: Sequence[str]) -> bytes:
    """The SHA-256 of files, as `sha256sum --check` reads it."""
    lines = (f"{hashlib.sha256((directory / name).read_bytes()).hexdigest()}  {name}\n" for name in files)
    return "".join(lines).encode()


def _files(directory: Path) -> tuple[str, ...]:
    found = (path.relative_to(directory).as_posix() for path in directory.rglob("*") if path.is_file())
    return tuple(sorted(found))


def _own_dashboards() -> WriteDashboards:
    from xlsxwriter.exceptions import FileCreateError

    from survey_tool.release.dashboard import write_dashboards

    def _write(release: Release, told: Tables, paths: Mapping[Language, Path]) -> None:
        try:
            write_dashboards(release, told, paths)
        except FileCreateError as error:  # the library's wrapping of what the system says, of a full disk for example
            raise next((told for told in error.args if isinstance(told, OSError)), error) from error

    return _write
