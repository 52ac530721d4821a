"""What several commands begin with: the prefectures that were chosen, and everything that came back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from survey_tool.cli.desk import Desk, Stop
from survey_tool.cli.usage import BadValue
from survey_tool.questionnaire.words import Words

if TYPE_CHECKING:
    from survey_tool.intake.corrections import Copies
    from survey_tool.intake.reader import Readers
    from survey_tool.intake.submission import Collected
    from survey_tool.reference.survey import Survey

_READING = Words("提出された調査票を読み取っています", "Reading returned files")
_NO_PREFECTURE = Words(
    "「{value}」という都道府県はありません。01から47までのコード又は名称を指定してください。",
    'There is no prefecture "{value}". Give a code from 01 to 47, or a name.',
)
_KEPT = Words(
    "作成後に保存された修正用調査票があるため、上書き及び削除をせず、そのまま残しています：{files}\n"
    "提出されたものの場合は、{folder} に移してください（この中のファイルは確認の対象になりません）。",
    "These correction copies have been saved by somebody since they were written, and are left as they are: {files}\n"
    "If they came back from a prefecture, move them to {folder}: where they are, they are not checked.",
)
_LOOSE = Words(
    "{parent} に{count}件のファイルがあります（{files}）。{folder} に移してください（このままでは確認の対象になりません）。",
    "There are {count} files in {parent} ({files}). Move them to {folder}: where they are, they are not checked.",
)
_PLACEHOLDERS = Words(
    "事務局の連絡先が見本のままです（{keys}）。調査票とメールに記載されるため、survey.toml を修正し、もう一度実行してください。",
    "The secretariat's contacts are still the examples ({keys}). Forms and letters name them: change survey.toml and run "
    "this again.",
)
_FEW = 5
_NO_FILE = Words("「{path}」がありません。", 'There is no "{path}".')


def prefecture_codes(survey: Survey, chosen: Sequence[str]) -> tuple[str, ...]:
    """The codes of the prefectures that were chosen by code or name, in the order of codes; all where none was."""
    known = survey.places.prefecture_list
    found = {value: known.find(value) for value in chosen}
    for value, code in found.items():
        if code is None:
            raise BadValue(_NO_PREFECTURE.fill(value=value))
    codes = set(found.values())
    return tuple(code for code in survey.places.prefectures if code in codes or not chosen)


def prefecture_names(survey: Survey, codes: Sequence[str]) -> Words:
    """The names of prefectures, one after the other."""
    return Words.listed(survey.places.prefectures[code].name for code in codes)


def collect_returns(
    desk: Desk, survey: Survey, paths: Sequence[Path] = (), readers: Readers | None = None
) -> Collected:
    """Every returned file under `paths` (unless given, all of the round) read and judged, by `readers` where some wait."""
    if not paths:
        _say_loose(desk, survey)
    paths = [found for path in paths for found in _found(path)]
    if not paths and not _has_anything(survey.submissions):
        from survey_tool.intake.submission import Collected

        return Collected((), tuple(survey.places.prefectures))  # before the first form came back
    from survey_tool.intake.collect import collect

    with desk.console.progress(_READING) as progress:
        return collect(survey, paths or [survey.submissions], progress=progress, readers=readers)


def say_placeholders(desk: Desk, survey: Survey) -> None:
    """Points out that what is about to go out names contacts at which nobody can be reached."""
    if keys := survey.round.placeholders:
        desk.console.note(_PLACEHOLDERS.fill(keys=", ".join(keys)))


def _say_loose(desk: Desk, survey: Survey) -> None:
    if loose := survey.loose_returns:
        names = ", ".join(path.name for path in loose[:_FEW]) + (" …" if len(loose) > _FEW else "")
        folder = survey.submissions
        desk.console.note(_LOOSE.fill(count=len(loose), parent=folder.parent, files=names, folder=folder))


def say_kept(desk: Desk, survey: Survey, copies: Copies) -> None:
    """Points out copies that may be returns saved in the wrong folder."""
    if copies.kept:
        files = ", ".join(path.name for path in copies.kept)
        desk.console.note(_KEPT.fill(files=files, folder=survey.submissions))


def _has_anything(folder: Path) -> bool:
    return folder.is_dir() and any(folder.iterdir())


def _found(path: Path) -> list[Path]:
    """The path itself, or what its last part matches: the shells of Windows leave `*.xlsx` to the program."""
    found = [path] if path.exists() else sorted(path.parent.glob(path.name)) if path.name.strip(".") else []
    if not found:
        raise Stop(2, _NO_FILE.fill(path=path))
    return found
