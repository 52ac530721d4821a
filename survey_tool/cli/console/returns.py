"""What several commands begin with: the prefectures that were chosen, and everything that came back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from survey_tool.cli.console.session import Session, Stop
from survey_tool.cli.console.usage import BadValue
from survey_tool.reference.folders import left_out
from survey_tool.wording.days import day_in_words
from survey_tool.wording.words import Words

if TYPE_CHECKING:
    from survey_tool.intake.judging.submission import Collected
    from survey_tool.intake.opening.reader import Readers
    from survey_tool.post.record.history import History
    from survey_tool.questionnaire.findings.finding import Finding
    from survey_tool.reference.survey import Survey

_READING = Words("提出された調査票を読み取っています", "Reading returned files")
_NO_PREFECTURE = Words(
    "「{value}」という都道府県はありません。01から47までのコード又は名称を指定してください。",
    'There is no prefecture "{value}". Give a code from 01 to 47, or a name.',
)
_KEPT = Words(
    "作成後に保存された修正用調査票があるため、上書き及び削除をせず、そのまま残しています：{files}\n"
    "提出されたものの場合は、{folder} に移してください（この中のファイルは確認の対象になりません）。"
    "そうでない場合は、削除すると次の実行時に作成し直します。",
    "These correction copies have been saved by somebody since they were written, and are left as they are: {files}\n"
    "If they came back from a prefecture, move them to {folder}: where they are, they are not checked. If not, delete "
    "them; they are written again next time.",
)
_LOOSE = Words(
    "{parent} に{count}件のファイルがあります（{files}）。{folder} に移してください（このままでは確認の対象になりません）。",
    "Files in {parent}: {count} ({files}). Move them to {folder}; where they are, they are not checked.",
)
_AMONG_COPIES = Words(
    "{parent} に、作成した修正用調査票ではない{count}件のファイルがあります（{files}）。"
    "提出されたものの場合は、{folder} に移してください（このままでは確認の対象になりません）。",
    "Files in {parent} that are no correction copies: {count} ({files}). If they came back from a prefecture, move them to "
    "{folder}; where they are, they are not checked.",
)
_AMONG_FORMS = Words(
    "送付する調査票のフォルダ（{parent}）に、作成した後に保存された調査票又は他のファイルが{count}件あります（{files}）。"
    "提出されたものの場合は、{folder} に移してください（このままでは確認の対象になりません）。",
    "Files among the forms to be sent ({parent}) that are not as they were drawn: {count} ({files}). If they came back from a "
    "prefecture, move them to {folder}; where they are, they are not checked.",
)
UNLOCK = Words(
    "パスワードが分かる場合は、survey-tool unlock ファイル で解除できます（{files}）。",
    "Where the password is known, survey-tool unlock FILE opens it ({files}).",
)
AS_SENT = Words(
    "送付したままの調査票又は何も記入されていない調査票が{count}件あります。提出には数えていません（{files}）。",
    "Forms as they were generated, or with nothing filled in: {count} ({files}). They count as no returns.",
)
_NOT_SET = Words(
    "公表物の更新日が、初期値（{day}）のままです。survey.toml の published_on を確認してください。",
    "The update date of the release is still the one that init wrote ({day}). See published_on in survey.toml.",
)
FEW = 5
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


def prefectures_meant(survey: Survey, given: Sequence[Path]) -> tuple[str, ...]:
    """The codes of the prefectures where each of these is the code or name of one, and no file or folder; else none."""
    known = survey.places.prefecture_list
    found = [None if path.exists() else known.find(str(path)) for path in given]
    return () if None in found else tuple(code for code in survey.places.prefectures if code in found)


def prefecture_names(survey: Survey, codes: Sequence[str]) -> Words:
    """The names of prefectures, one after the other."""
    return Words.listed(survey.places.prefectures[code].name for code in codes)


def file_names(paths: Iterable[Path]) -> Words:
    """The names of files, one after the other."""
    return Words.listed(path.name for path in paths)


def collect_returns(
    session: Session,
    survey: Survey,
    paths: Sequence[Path] = (),
    readers: Readers | None = None,
) -> tuple[Collected, History]:
    """Every returned file under `paths` (unless given, all of the round) read and judged, by `readers` where some wait; and what
    the record tells. What came in the round since the last time is written down."""
    from survey_tool.cli.console.record import read_history, say_arrivals

    history = read_history(session, survey)
    collected = _collected(session, survey, history, paths, readers)
    return collected, history if paths else say_arrivals(session, survey, collected, history)


def _collected(
    session: Session, survey: Survey, history: History, paths: Sequence[Path], readers: Readers | None
) -> Collected:
    from survey_tool.post.incoming.opening import came_back

    misplaced = () if paths else _say_misplaced(session, survey)
    found = [each for path in paths for each in _found(path)]
    return came_back(
        survey,
        history,
        misplaced,
        paths=found,
        progress=lambda: session.console.progress(_READING),
        readers=readers,
    )


def say_placeholders(session: Session, survey: Survey) -> None:
    """Points out that what is about to go out names contacts at which nobody can be reached, or days that may be slips."""
    from survey_tool.post.forms.written import to_be_set_first

    session.console.note(*to_be_set_first(survey))


def say_update(session: Session, survey: Survey) -> None:
    """Points out that nobody has set the day which the release is going to carry, or that days may be slips."""
    session.console.note(*survey.round.doubts)
    if not survey.round.update_was_set:
        session.console.note(_NOT_SET.fill(day=day_in_words(survey.round.published_on)))


def _say_misplaced(session: Session, survey: Survey) -> tuple[Path, ...]:
    """Points out files that may be returns and lie where nobody looks for any; gives them, with copies saved since."""
    from survey_tool.post.incoming.opening import misplaced

    there = misplaced(survey)
    for words, found in (
        (_LOOSE, there.beside),
        (_AMONG_COPIES, there.among_copies),
        (_AMONG_FORMS, there.among_forms),
    ):
        for parent, here in groupby(found, lambda path: path.parent):
            files = list(here)
            names = Words.first_few([path.name for path in files], FEW)
            session.console.note(words.fill(count=len(files), parent=parent, files=names, folder=survey.submissions))
    return there.all


def say_kept(session: Session, survey: Survey, kept: Sequence[Path]) -> None:
    """Points out copies that may be returns saved in the wrong folder."""
    if kept:
        session.console.note(_KEPT.fill(files=file_names(kept), folder=survey.submissions))


def say_left_behind(session: Session, findings: Sequence[Finding]) -> None:
    """Points out what of the returns is not in the form that was drawn from them."""
    from survey_tool.post.incoming.merging import left_behind_in_words

    session.console.note(*left_behind_in_words(findings))


def one_file(path: Path) -> Path:
    """The file of that name. Raises `Stop` where there is none."""
    if not path.is_file():
        raise Stop(2, _NO_FILE.fill(path=path))
    return path


def _found(path: Path) -> list[Path]:
    """The path itself, or what its last part matches: the shells of Windows leave `*.xlsx` to the program."""
    beside = sorted(path.parent.glob(path.name)) if path.name.strip(".") else []
    found = [path] if path.exists() else [each for each in beside if not left_out(each.name)]
    if not found:
        raise Stop(2, _NO_FILE.fill(path=path))
    return found
