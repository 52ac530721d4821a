"""The kinds of letter, a module each: what a letter of the kind says, who is due one, with which workbook.

Its texts are `letters/texts/KIND_ja.txt` and `KIND_en.txt`.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING

from survey_tool.wording.words import Words

if TYPE_CHECKING:
    from survey_tool.post.kinds.kind import Kind

KINDS: Mapping[str, Words] = {  # what each is for, known without its module, for which the help does not wait
    "invite": Words("全ての都道府県に調査票を送付します。", "sends every prefecture its form"),
    "remind": Words(
        "調査票又は修正の依頼を送信した後に、提出のない都道府県に督促します。",
        "reminds those who were sent a form or a request for correction and returned nothing since",
    ),
    "correct": Words(
        "修正が必要な都道府県に、修正用調査票と修正箇所を送付します。",
        "sends correction copies with a list of what to mend",
    ),
    "ask": Words(
        "受理した調査票に要確認の回答がある都道府県に、確認をお願いします。",
        "asks about doubtful answers of returns that are accepted",
    ),
    "extend": Words(
        "期限を延長した都道府県に、延長後の期限を知らせます。",
        "tells those who were given longer of their new deadline",
    ),
}


def kind_of_letter(name: str) -> Kind:
    """The kind of that name."""
    found: Kind = import_module(f"{__name__}.{name}").KIND
    return found
