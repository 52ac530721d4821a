"""The end of a round: what is personal goes, what was published and how much came back stay.

A round is closed when the release is out and the next round's forms hold its answers. Nothing is removed that does not lie in
the round's own folders of the workspace, but for reports of ours elsewhere in it; a link in them is removed, never what it points
to. Releases that were replaced stay, since they were public, and so do previews, since somebody may have signed one: both are
named, as they may tell what was corrected since. The list of contacts is the next round's as well: it stays, and that is said.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from survey_tool.form.contract.marker import parse_marker
from survey_tool.form.drawn import APPROVAL_PROPERTY, MARKER_PROPERTY, kinds_in
from survey_tool.post.letters.contacts import CONTACTS_FILE
from survey_tool.post.letters.folders import mail_folder
from survey_tool.post.record.history import History, record_path
from survey_tool.post.record.keeping import append, forget, kept_beside
from survey_tool.post.record.line import Line, line_now
from survey_tool.post.status.reports import reported_round
from survey_tool.reference.folders import EVERY_FOLDER
from survey_tool.reference.rounds import replaced_releases
from survey_tool.reference.workspace import patiently
from survey_tool.settings import SETTINGS_FILE
from survey_tool.wording.words import Words

if TYPE_CHECKING:
    from survey_tool.reference.survey import Survey

RETURNS, FORMS, LETTERS, RECORDS = (
    Words("提出された調査票、修正用調査票", "returned forms and correction copies"),
    Words(
        "送付した調査票（前回の回答を含む場合があるもの）", "forms that went out, which may hold last round's answers"
    ),
    Words("メールの下書き", "drafts of letters"),
    Words("記録の控え", "copies of the record"),
)
REPORTS = Words("確認結果及び提出状況のファイル", "reports of what came back")
NOTHING_PUBLISHED = Words(
    "公表物（{folder}）がありません。公表していない回答も削除されます。",
    "There is no release ({folder}). Answers that were never published are removed as well.",
)
GOES = Words("削除するもの", "To be removed")
STAYS = Words(
    "残るもの（個人情報、回答又は訂正前の内容を含む場合があるので、確認し、必要に応じて削除してください。）",
    "Staying; these may hold personal data, answers, or what was corrected since: look through them and delete what is not needed",
)
FIRST = Words(
    "次回の調査票に回答を転記する場合は、先に、次回の作業フォルダで調査票を作成してください（survey-tool generate --previous）。"
    "削除した後は、転記することができません。",
    "Where next round's forms are to hold these answers, first write those forms in its folder (survey-tool generate --previous). Once "
    "they are removed, they cannot be filled in.",
)
CLOSED = Words(
    "調査「{round}」を終了しました（削除したファイル：{count}件）。",
    "The round {round} is closed; files removed: {count}.",
)
_KIND = Words("{what}：{count}ファイル", "{what}: {count}")
_RECORD = Words("記録（record.csv）の備考及び記録者", "the columns detail and by of the record (record.csv)")
_FILES = Words("{what}：{files}", "{what}: {files}")  # without brackets, in which the desk says nothing of contacts.csv
_NAMED = Words("{what}：{count}件（{files}）", "{what}: {count} ({files})")
CONTACTS = Words(
    "連絡先の一覧（氏名及びメールアドレスを含みます。次回の調査票の送付に使用するため残します。使用しない場合は、作業フォルダから削除してください。）",
    "lists of contacts (names and addresses; they stay for next round's letters: delete them from the folder if it needs none)",
)
COPIES, EARLIER, PREVIEWS, ELSEWHERE, NOT_READ = (
    Words("記録の写しの可能性があるファイル", "files that may be copies of the record"),
    Words("以前の公表物", "earlier releases"),
    Words("公表物の案", "previews of a release"),
    Words("他のフォルダに保存された調査票", "forms that were saved elsewhere"),
    Words(
        "この端末で現在読み取ることのできないファイル",
        "files that cannot be read on this computer at this moment",
    ),
)


@dataclass(frozen=True, slots=True)
class Closing:
    """What is going to be removed, by what it is: files and links, in the order of their names.

    `staying` is what somebody should look through: lists of contacts, which hold names and addresses; copies of the record that were not
    kept by this program; releases and previews that may
    tell what was corrected since, forms in folders of which this program knows nothing, and what cannot be read at this moment,
    which may be any of these or a report.
    """

    round: str
    files: Mapping[Words, tuple[Path, ...]]
    staying: Mapping[Words, tuple[Path, ...]]

    @property
    def count(self) -> int:
        """How many files."""
        return sum(map(len, self.files.values()))


def to_be_closed(survey: Survey) -> Closing:
    """What the end of the round removes, beside the private columns of the record. Raises `OSError` for a folder of it that cannot be
    looked into: what it holds would stay."""
    folders = {RETURNS: survey.submissions, FORMS: survey.templates, LETTERS: mail_folder(survey)}
    files = {words: tuple(sorted(_files(folder))) for words, folder in folders.items()}
    record = record_path(survey)
    files[RECORDS] = kept_beside(record)
    around = tuple(sorted(_around(survey.workspace)))
    files[REPORTS] = tuple(path for path in around if reported_round(path) == survey.round.name)
    staying = {
        CONTACTS: _named_like(survey.workspace / CONTACTS_FILE),
        COPIES: tuple(path for path in _named_like(record) if path not in (record, *files[RECORDS])),
        EARLIER: replaced_releases(survey),
        PREVIEWS: tuple(path.parent for path in around if kinds_in(path).get(APPROVAL_PROPERTY) == survey.round.name),
        ELSEWHERE: tuple(path for path in around if _is_form_of(path, survey.round.name)),
        NOT_READ: tuple(filter(_is_closed_to_us, around)),
    }
    return Closing(survey.round.name, _some(files), _some(staying))


def close_round(survey: Survey, closing: Closing, history: History) -> Line:
    """Removes it, and blanks the private columns of the round's lines; the line that tells so.

    How much came stands in that line, and the hashes of what came in those before it. The line is written first: a run that
    was interrupted is run again. Raises `OSError`, and what `append` raises.
    """
    arrived = sum(line.what == "arrived" for line in history.lines)
    line = line_now(survey.round.name, "closed", subject=f"files={closing.count} arrived={arrived}")
    append(record_path(survey), [line])
    for path in (path for found in closing.files.values() for path in found):
        patiently(partial(path.unlink, missing_ok=True))
    for folder in (survey.submissions, survey.templates, mail_folder(survey)):
        _remove_empty(folder)
    forget(record_path(survey), survey.round.name)
    return line


def goes_in_words(survey: Survey, closing: Closing) -> list[Words]:
    """What is removed, kind by kind; by name, where nobody could know which are meant."""
    kinds = (
        _named(survey, words, found) if words == REPORTS else _KIND.fill(what=words, count=len(found))
        for words, found in closing.files.items()
    )
    return [*kinds, _RECORD]


def stays_in_words(survey: Survey, closing: Closing) -> list[Words]:
    """What somebody should look through, kind by kind."""
    return [_named(survey, words, found) for words, found in closing.staying.items()]


def _named(survey: Survey, words: Words, found: Sequence[Path]) -> Words:
    files = Words.listed(path.relative_to(survey.workspace).as_posix() for path in found)
    return (_FILES if words == CONTACTS else _NAMED).fill(what=words, count=len(found), files=files)


def _named_like(path: Path) -> tuple[Path, ...]:
    """A file, and those beside it that other programs may have made of it."""
    return tuple(sorted(each for each in path.parent.glob(f"{path.stem}*") if each.is_file()))


def _some(found: Mapping[Words, tuple[Path, ...]]) -> dict[Words, tuple[Path, ...]]:
    return {words: paths for words, paths in found.items() if paths}


def _around(workspace: Path) -> Iterator[Path]:
    """Files in the workspace outside its own folders; no other workspace within it is looked into, nor what is hidden. A folder that
    cannot be looked into is named itself."""
    closed: list[Path] = []
    for place, folders, names in os.walk(workspace, onerror=lambda error: closed.append(Path(error.filename))):
        here = Path(place)
        own = EVERY_FOLDER if here == workspace else ()
        folders[:] = [
            name
            for name in folders
            if name[0] != "." and name not in own and not (here / name / SETTINGS_FILE).exists()
        ]
        yield from (here / name for name in names if name.lower().endswith((".xlsx", ".json")))
    yield from closed


def _is_closed_to_us(path: Path) -> bool:
    try:
        path.open("rb").close()
    except FileNotFoundError:  # a link that leads nowhere
        return False
    except OSError:
        return True
    return False


def _is_form_of(path: Path, round_name: str) -> bool:
    marker = parse_marker(kinds_in(path).get(MARKER_PROPERTY, ""))
    return marker is not None and marker.round == round_name


def _files(folder: Path) -> Iterator[Path]:
    if folder.is_symlink():
        yield folder
    elif folder.is_dir():
        for place, folders, names in os.walk(folder, onerror=_raise):  # follows no link
            yield from (Path(place, name) for name in names)
            yield from (Path(place, name) for name in folders if Path(place, name).is_symlink())


def _raise(error: OSError) -> None:
    raise error


def _remove_empty(folder: Path) -> None:
    for place, _, _ in os.walk(folder, topdown=False):
        if not any(Path(place).iterdir()):
            Path(place).rmdir()
