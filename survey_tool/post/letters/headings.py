"""Headings in a text of a letter: what stands below 【期限を延長した場合のみ】, up to the next heading or blank line, goes only
to those whom it concerns.

Letters have other lines in such brackets, as 【留意事項】. A heading is known by what it says: 「…場合」 or 「…のみ」, "Only …".
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from survey_tool.post.letters.known_names import allowed
from survey_tool.questionnaire.vocabulary.lists import fold
from survey_tool.wording.words import Words

EVERY_CASE = Words("全ての場合", "In every case")
"""Ends what a heading began, without a blank line between."""

_BRACKETS = re.compile(r"\s*【([^【】]+)(】?)(.*)")
_SAYS_WHEN = re.compile(r"(場合.{0,2}|のみ)$|^(only|in every case)\b", re.IGNORECASE)

UNKNOWN = Words("見出し【{name}】はありません。", "No heading is called 【{name}】.")
NOT_ALONE = Words("見出し【{name}】が1行になっていません。", "The heading 【{name}】 is not alone on its line.")
ALONE = Words(
    "見出しは【 】で囲み、本文は次の行から書いてください。見出しでない場合は、【【 のように2つ続けて書いてください。",
    "Put a heading in 【 】 on a line of its own, its text below. If it is none, write 【【.",
)
NOTHING_BELOW = Words("見出し【{name}】の下に文がありません。", "Nothing stands below the heading 【{name}】.")
WHERE_BELOW = Words(
    "空行を入れずに次の行から文を書くか、見出しを削除してください。",
    "Write the text on the next line, without a blank line between, or delete the heading.",
)


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of a text as it goes into a letter; `heading` is the folded name of what it stands under, blank under none."""

    number: int
    text: str
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that says when what follows it is for; `alone`: on a line of its own, in both brackets."""

    number: int
    name: str
    alone: bool


def below_headings(lines: Collection[str]) -> list[TextLine]:
    """The lines of a text that are no headings, each with the heading that holds for it."""
    found, heading = [], ""
    for number, each in _read(lines):
        if isinstance(each, Heading):
            heading = fold(each.name)
            continue
        heading = heading if each.strip() else ""
        found.append(TextLine(number, each.replace("【【", "【").replace("】】", "】"), heading))
    return found


def wrong_headings(lines: Collection[str], names: Collection[str]) -> Iterator[tuple[int, Words, Words]]:
    """What is wrong with the headings of a text: line, sentence, what is allowed; `names` are those that there are."""
    known = set(map(fold, names))
    empty: Heading | None = None
    for number, each in [*_read(lines), (0, "")]:
        heading = each if isinstance(each, Heading) else None
        if empty and (heading or not str(each).strip()):
            yield empty.number, NOTHING_BELOW.fill(name=empty.name), WHERE_BELOW
        empty = heading if heading and heading.alone else None
        if heading and not heading.alone:
            yield number, NOT_ALONE.fill(name=heading.name), ALONE
        elif heading and fold(heading.name) not in known:
            yield number, UNKNOWN.fill(name=heading.name), allowed(heading.name, names, "【】")


def _read(lines: Collection[str]) -> Iterator[tuple[int, str | Heading]]:
    """The lines with their numbers, those that are headings as such."""
    for number, line in enumerate(lines, start=1):
        found = _BRACKETS.match(line)
        if found and _SAYS_WHEN.search(found[1].strip()):
            yield number, Heading(number, found[1].strip(), bool(found[2]) and not found[3].strip())
        else:
            yield number, line
