"""The release as it would be published, in another folder, with the page by which it is approved.

The folder is one that this program wrote, as it wrote it, or one in which nothing lies: what anybody else has put there stays.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import replace
from pathlib import Path

from survey_tool.form.drawn import APPROVAL_PROPERTY, as_drawn
from survey_tool.intake.judging.submission import Collected
from survey_tool.reference.survey import Survey
from survey_tool.release.agreeing.loss import lost_since
from survey_tool.release.agreeing.unread import see_that_all_can_be_read
from survey_tool.release.approval.sheet import draw_approval
from survey_tool.release.approval.summary import summary
from survey_tool.release.atomic import replacing
from survey_tool.release.earlier import strange_in
from survey_tool.release.publish import Published, choose, published_in
from survey_tool.release.tables.rounds.told import NotARelease
from survey_tool.release.writing import Compared, Progress, WriteDashboards, newest, read_earlier, write_release
from survey_tool.wording.words import LANGUAGES, Language, Words

_NOT_OURS = Words(
    "{folder} には、公表物の案ではないもの、又は作成した後に変更されたものがあるため、上書きしません：{files}。別のフォルダを指定してください。",
    "{folder} holds what is no preview, or was changed since it was written: {files}. It is not replaced. Give another folder.",
)
_FEW = 5


class NotOurs(Exception):
    """A folder holds what this program did not write there; the sentence names some of it."""

    def __init__(self, folder: Path, files: Sequence[str]) -> None:
        more = (" …",) if len(files) > _FEW else ()
        self.sentence = _NOT_OURS.fill(folder=folder, files=Words.listed((*files[:_FEW], *more)))
        super().__init__(self.sentence.en)


def approval_name(survey: Survey) -> str:
    """The file of the page, beside the release in the folder of a preview."""
    return f"approval_{survey.round.name}.xlsx"


def preview(
    survey: Survey,
    collected: Collected,
    folder: Path,
    language: Language,
    editions: Sequence[Language] = LANGUAGES,
    since: Sequence[Path] = (),
    *,
    last: Path | None = None,
    strict: bool = False,
    about_to: Callable[[str], None] = lambda _: None,
    within: Callable[[], AbstractContextManager[object]] = nullcontext,
    write_dashboards: WriteDashboards | None = None,
    progress: Progress = lambda *_: None,
) -> Published:
    """Writes the release to a folder as `publish` would, byte for byte, and the page of its approval in a language.

    The page tells the changes since the newest of `since`; unless given, since the release that would be replaced, else since
    that of the `last` round. Nothing else in the workspace is changed. `about_to` is called with the SHA-256 of
    its checksums before it takes its place; `within` as for `publish`. Raises `NotOurs`, and all that `publish` raises but `NotAgreed`:
    what would be lost stands in what is given back.
    """
    _see_that_it_is_ours(survey, folder)
    see_that_all_can_be_read(collected)
    chosen = choose(survey, collected, strict=strict)
    earlier = read_earlier(survey, since)
    shown = newest(earlier) or _first_of(survey, survey.published, last)
    with replacing(folder, lambda old, _: _see_that_it_is_ours(survey, old), within) as directory:
        written = write_release(chosen.release, earlier, editions, directory, write_dashboards, progress)
        page = summary(chosen, collected, written, shown)
        (directory / approval_name(survey)).write_bytes(draw_approval(page, language))
        about_to(written.sha256)
    found = published_in(folder, chosen, written)
    name = approval_name(survey)
    return replace(found, files=(name, *found.files), approval=name, loss=lost_since(survey.published, chosen.release))


def _first_of(survey: Survey, *folders: Path | None) -> Compared | None:
    """The first of these that holds a release to compare with."""
    for folder in filter(None, folders):
        with suppress(NotARelease):
            return newest(read_earlier(survey, [folder]))
    return None


def _see_that_it_is_ours(survey: Survey, folder: Path) -> None:
    """Raises `NotOurs` where something lies there that is no preview, or is not as it was written."""
    if not folder.exists() and not folder.is_symlink():
        return
    if not folder.is_dir():
        raise NotOurs(folder, [folder.name])
    name = approval_name(survey)
    if as_drawn(folder / name, APPROVAL_PROPERTY):
        strange = [each for each in strange_in(folder) if each != name]
    else:
        strange = sorted(each.name for each in folder.iterdir())
    if strange:
        raise NotOurs(folder, strange)
