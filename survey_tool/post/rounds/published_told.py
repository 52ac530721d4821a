"""A release in words: what was written, what is in it and what not, what became of the one before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from survey_tool.wording.words import NOTHING, Words

if TYPE_CHECKING:
    from survey_tool.release.publish import Published

_WRITTEN = Words("公表物を作成しました：{folder}", "Release written: {folder}")
_PREVIEWED = Words(
    "公表物の案を作成しました（公表はしていません。）：{folder}", "Preview written, nothing was published: {folder}"
)
_CASES = Words(
    "報告された事例{reported}件のうち{published}件を公表し、{excluded}件を除きました。",
    "Of {reported} cases reported, {published} are published and {excluded} left out.",
)
_LEFT_OUT = Words("公表しない事例（理由別）", "Cases left out, by reason")
_BESIDE = Words("事例のほか", "Beside the cases")
_CHANGES = Words("{folder} からの変更点（事例数）", "Changes since {folder}, in cases")
_COUNTED = Words("  {label}：{count}", "  {label}: {count}")
_KEPT = Words("以前の公表物は {folder} に残しています。", "The release before is kept in {folder}.")
_CHANGED = Words(
    "公表後に変更されたファイルも、そのまま {folder} にあります：{files}",
    "Files that somebody had changed since are there as they were, in {folder}: {files}",
)
_BESIDE_FILES = Words(
    "公表物以外のファイルは、{folder} にそのまま残しています：{files}",
    "What does not belong to the release was left in {folder}: {files}",
)
_IN_THE_WAY = Words(
    "公表物と同じ名称の他のファイルがあったため、{folder} に移しました：{files}",
    "Other files had the name of one of the release and were moved to {folder}: {files}",
)
_UNSETTLED = Words(
    "修正が済んでいない、又は読み取ることができないため、全部又は一部の事例を除いたファイル：{files}",
    "Files left out, in whole or in part, because something is still to be corrected or cannot be read: {files}",
)


def written_in_words(published: Published) -> Words:
    """Where it lies."""
    return (_PREVIEWED if published.approval else _WRITTEN).fill(folder=published.directory)


def counted_in_words(published: Published) -> Iterator[Words]:
    """Its cases, those left out by reason, and the changes since the release with which it was compared."""
    release = published.release
    yield _CASES.fill(reported=release.reported, published=len(release.cases), excluded=len(release.excluded))
    for title, counts in (
        (_LEFT_OUT, published.left_out),
        (_BESIDE, published.beside),
        (_CHANGES.fill(folder=published.since or ""), published.changes),
    ):
        if counts:
            yield title
            yield from (_COUNTED.fill(label=label, count=count) for label, count in counts)


def unsettled_in_words(published: Published) -> Words:
    """Which returned files are left out of it; nothing where none is."""
    files = Words.listed(each.file for each in published.unsettled)
    return _UNSETTLED.fill(files=files) if published.unsettled else NOTHING


def kept_in_words(published: Published) -> Words:
    """Where the release before is kept; nothing where there was none, or the same."""
    return _KEPT.fill(folder=published.earlier.kept_in) if published.earlier.kept_in else NOTHING


def of_others_in_words(published: Published) -> Iterator[Words]:
    """What became of files that were changed in the release before or are none of it, and what of persons older releases still hold."""
    earlier = published.earlier
    for words, folder, files in (
        (_CHANGED, earlier.kept_in, earlier.changed),
        (_IN_THE_WAY, earlier.kept_in, earlier.in_the_way),
        (_BESIDE_FILES, published.directory, earlier.beside),
    ):
        if files:
            yield words.fill(folder=folder or "", files=Words.listed(files))
    if published.left_behind:
        yield published.left_behind.sentence
