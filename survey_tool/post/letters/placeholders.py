"""What is put into a text of a letter: 〔回答期限〕 stands for the day, 〔〔 and 〕〕 for the signs themselves."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from survey_tool.post.letters.known_names import allowed
from survey_tool.questionnaire.vocabulary.lists import fold
from survey_tool.wording.words import Words

_SIGNS = re.compile(r"〔〔|〕〕|〔([^〔〕]*)〕|[〔〕]")

UNKNOWN = Words("差込み項目〔{name}〕はありません。", "Nothing is called 〔{name}〕.")
UNCLOSED = Words("〔 を閉じる 〕 が同じ行にありません。", "A 〔 has no 〕 on its line.")
UNOPENED = Words("〕 に対応する 〔 が同じ行にありません。", "A 〕 has no 〔 on its line.")
LITERAL = Words(
    "記号そのものを書く場合は、〔〔 又は 〕〕 のように2つ続けて書いてください。",
    "For the sign itself write it twice: 〔〔 or 〕〕.",
)


def filled(line: str, values: Mapping[str, str]) -> str:
    """`line` with every placeholder replaced; `values` by folded name. What is put in is not looked through again.

    Raises `KeyError` for an unknown placeholder: `wrong_placeholders` tells of those.
    """
    return _SIGNS.sub(lambda found: found[0][0] if found[1] is None else values[fold(found[1])], line)


def wrong_placeholders(line: str, names: Collection[str]) -> Iterator[tuple[Words, Words]]:
    """What is wrong with the placeholders of a line, each with what is allowed; `names` are those that there are."""
    known = set(map(fold, names))
    for found in _SIGNS.finditer(line):
        if found[0] in ("〔", "〕"):
            yield UNCLOSED if found[0] == "〔" else UNOPENED, LITERAL
        elif found[1] is not None and fold(found[1]) not in known:
            yield UNKNOWN.fill(name=found[1].strip()), allowed(found[1], names, "〔〕")
