"""Names in a text of a letter that there are not: what was probably meant, or what there is."""

from __future__ import annotations

import re
from collections.abc import Collection

from survey_tool.intake.understanding.nearest import nearest
from survey_tool.questionnaire.vocabulary.lists import fold
from survey_tool.wording.words import Words

_MEANT = Words("{name}ではありませんか。", "Is {name} meant?")
_KNOWN = Words("使用できるもの：{names}", "Allowed: {names}.")
_SAME_IN_ALL = re.compile("の?場合(のみ)?$|^only(if)?")


def allowed(name: str, names: Collection[str], brackets: str) -> Words:
    """What may stand in place of `name`, in its two `brackets`."""
    meant = nearest(_peculiar(name), [(_peculiar(each), each) for each in names])
    if meant:
        return _MEANT.fill(name=meant.join(brackets))
    return _KNOWN.fill(names=Words.listed(each.join(brackets) for each in names))


def _peculiar(name: str) -> str:
    """What tells a name from others of its kind."""
    return _SAME_IN_ALL.sub("", fold(name))
