"""The files of a release: dashboards, pages, structured data, and the checksums that stand for all of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from survey_tool.reference.rounds import age, last_release
from survey_tool.reference.survey import Survey
from survey_tool.release.capacity import refuse_too_long
from survey_tool.release.choosing.release import Release
from survey_tool.release.dashboard import dashboard_name
from survey_tool.release.data.card import NESTED, NESTED_TITLE, data_card
from survey_tool.release.data.catalogue import CATALOGUE, PublishedFile, catalogue
from survey_tool.release.data.nested import nested_cases
from survey_tool.release.data.notes import CARD
from survey_tool.release.data.package import as_json, case_schema, data_package, file_name
from survey_tool.release.page import write_pages
from survey_tool.release.page.names import page_name
from survey_tool.release.tables.all_tables import Tables, tables
from survey_tool.release.tables.csvfile import as_csv
from survey_tool.release.tables.rounds.told import NotARelease, OfAnotherWorld, ReleaseTexts, read_release_texts
from survey_tool.settings.round import is_invented
from survey_tool.wording.words import Language, Words

CHECKSUMS = "SHA256SUMS"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DASHBOARD = Words("ダッシュボード（Excelのブック）", "Dashboard, a workbook")
_PAGE = Words("ダッシュボード（ブラウザーで開くページ）", "Dashboard, a page for any browser")
_OF_LANGUAGE: dict[Language, Words] = {
    "ja": Words("{title}、日本語版", "{title}, in Japanese"),
    "en": Words("{title}、英語版", "{title}, in English"),
}
WriteDashboards = Callable[[Release, Tables, Mapping[Language, Path]], None]
Progress = Callable[[int, int], None]
"""Told how many of how many steps are done; what it raises ends the writing."""
_STEPS = 4  # tables, dashboards, pages, data


@dataclass(frozen=True)
class Compared:
    """What an earlier release told, and the folder that was given for it."""

    folder: Path
    texts: ReleaseTexts


@dataclass(frozen=True)
class WrittenRelease:
    """A release as it was written: its files, the SHA-256 of their checksums, and what it tells of changes."""

    files: tuple[str, ...]
    sha256: str
    tables: Tables
    compared: Compared | None


def write_release(
    release: Release,
    earlier: Sequence[Compared],
    editions: Sequence[Language],
    directory: Path,
    write_dashboards: WriteDashboards | None = None,
    progress: Progress = lambda *_: None,
) -> WrittenRelease:
    """All files of a release into an empty directory, checksums last; `earlier` are those that `read_earlier` gives. Raises
    `TooMuchForExcel`, `OSError`, and what `progress` raises."""
    progress(0, _STEPS)
    told = tables(release, [each.texts for each in earlier])
    refuse_too_long(told)
    dashboards = {language: directory / dashboard_name(release.survey, language) for language in editions}
    pages = {language: directory / page_name(release.survey, language) for language in editions}
    progress(1, _STEPS)
    (write_dashboards or _own_dashboards())(release, told, dashboards)
    progress(2, _STEPS)
    write_pages(release, told, pages)
    progress(3, _STEPS)
    editions_written = [
        _published(path.name, _OF_LANGUAGE[language].fill(title=title), media_type, path.read_bytes(), language)
        for paths, title, media_type in ((dashboards, _DASHBOARD, _XLSX), (pages, _PAGE, "text/html"))
        for language, path in paths.items()
    ]
    write_data(release, told, directory / "data", editions_written)
    files = _files(directory)
    sums = checksums(directory, files)
    (directory / CHECKSUMS).write_bytes(sums)
    progress(_STEPS, _STEPS)
    return WrittenRelease((*files, CHECKSUMS), hashlib.sha256(sums).hexdigest(), told, newest(earlier))


def read_earlier(survey: Survey, since: Sequence[Path]) -> tuple[Compared, ...]:
    """Earlier releases in the order of their rounds, of the same round in that of their updates, the newest last; of equals the one
    named first is the newer. Raises `NotARelease`, also for one of invented answers where this round's are real."""
    told = [Compared(folder, read_release_texts(folder)) for folder in reversed(since)]
    for each in told:
        if is_invented(each.texts.round) != survey.round.is_invented:
            raise OfAnotherWorld(each.folder)
    return tuple(sorted(told, key=lambda each: (age(each.texts.round, survey.round.name), each.texts.updated)))


def newest(earlier: Sequence[Compared]) -> Compared | None:
    """The one with which a release is compared."""
    return earlier[-1] if earlier else None


def comparable(survey: Survey) -> tuple[tuple[Path, ...], tuple[Words, ...]]:
    """Of the releases of the rounds before which to read, the newest first, and what is said of the others.

    The newest is always among them, since it would be missed; one before it that cannot be read is left out, and that is said, as is
    a workspace of the last round that is not there: its drive may be out of reach.
    """
    found, last = last_release(survey).folders[::-1], survey.round.last_workspace
    read = list(found[:1])
    said = [_NOT_THERE.fill(folder=last)] if last and not last.is_dir() else []
    for folder in found[1:]:
        try:
            read_earlier(survey, [folder])
        except NotARelease as error:
            said.append(_LEFT_OUT.fill(sentence=error.sentence))
        else:
            read.append(folder)
    return tuple(read), tuple(said)


_NOT_THERE = Words(
    "前回の作業フォルダ（{folder}）が見つからないため、その公表物からの変更点は示しません。ドライブの接続を確認してください。",
    "What has changed since the release of the last round is not told, since its workspace ({folder}) is not there. See that its drive "
    "is connected.",
)
_LEFT_OUT = Words(
    "{sentence}回ごとの推移には含めません。", "{sentence} It is left out of the development over the rounds."
)


def write_data(release: Release, told: Tables, directory: Path, editions: Sequence[PublishedFile] = ()) -> None:
    """The structured data: a CSV a table, the cases nested, their schema, the descriptors and the data card.

    `editions` are the dashboards and pages beside it, which the catalogue names too. The Data Package cannot: a path of it may
    lead to no folder above its own.
    """
    directory.mkdir()
    survey = release.survey
    written = {file_name(each): (each, as_csv(each)) for each in told}
    nested = as_json(nested_cases(release, told))
    files = [_published(name, table.title, "text/csv", content) for name, (table, content) in written.items()]
    files.append(_published(NESTED, NESTED_TITLE, "application/json", nested))
    files.extend(editions)
    contents = {
        **{name: content for name, (_, content) in written.items()},
        NESTED: nested,
        "datapackage.json": as_json(data_package(survey, written, told.earlier)),
        CATALOGUE: as_json(catalogue(survey, files, told.earlier)),
        "cases.schema.json": as_json(case_schema(survey)),
        CARD: data_card(release, told),
    }
    for name, content in contents.items():
        (directory / name).write_bytes(content)


def _published(
    name: str, title: Words, media_type: str, content: bytes, language: Language | None = None
) -> PublishedFile:
    return PublishedFile(name, title, media_type, len(content), hashlib.sha256(content).hexdigest(), language)


def checksums(directory: Path, files: Sequence[str]) -> bytes:
    """The SHA-256 of files, as `sha256sum --check` reads it."""
    lines = (f"{hashlib.sha256((directory / name).read_bytes()).hexdigest()}  {name}\n" for name in files)
    return "".join(lines).encode()


def listed_in(checksums: Path) -> Mapping[str, str]:
    """The digest of each file of a release, as its checksums tell it; nothing where there are none. Raises `OSError` where they
    cannot be opened."""
    if not checksums.is_file():
        return {}
    try:
        lines = checksums.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError:
        return {}
    return {name: digest for digest, mark, name in (line.partition("  ") for line in lines) if mark}


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
