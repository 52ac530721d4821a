"""The choice that was probably meant: only where one is clearly nearer than every other."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

from survey_tool.questionnaire.vocabulary.lists import CodeList, fold
from survey_tool.wording.words import Words

_NEAR = 0.6  # how alike two texts must be (difflib's ratio) for one to be named as a suggestion
_CLEARLY = 0.1  # by how much the nearest must be nearer than the next
_PART = 4  # signs: the end of one choice (プロポーザル of 公募型プロポーザル) is that choice without a word before it
_LONGEST = 60  # longer texts are no misspelt choice, and comparing takes the square of the length


def nearest_choice(known: CodeList, text: str) -> Words | None:
    """The label of the choice that `text` misspells, or that it adds a remark in brackets to."""
    folded = fold(text[:_LONGEST])
    spellings = [(fold(spelling), choice.key) for choice in known for spelling in choice.all_spellings]
    remarked = {key for spelling, key in spellings if folded.startswith(spelling + "(")}
    if len(remarked) == 1:
        return known[remarked.pop()].label
    labels = [(fold(label), choice.key) for choice in known.unique for label in (choice.label.ja, choice.label.en)]
    part_of = {key for label, key in labels if len(folded) >= _PART and label.endswith(folded)}
    if len(part_of) == 1:
        return known[part_of.pop()].label
    key = None if len(text) > _LONGEST else nearest(folded, spellings)
    return None if key is None else known[key].label


def nearest(text: str, spellings: Iterable[tuple[str, str]]) -> str | None:
    """Of pairs (spelling, key) the key whose spelling is clearly the nearest to `text`."""
    best: dict[str, float] = {}
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(text)
    for spelling, key in spellings:
        floor = max(_NEAR - _CLEARLY, best.get(key, 0.0))
        matcher.set_seq1(spelling)
        if matcher.real_quick_ratio() > floor and matcher.quick_ratio() > floor:
            best[key] = max(best.get(key, 0.0), matcher.ratio())
    ranked = sorted(((ratio, key) for key, ratio in best.items()), reverse=True)
    if not ranked or ranked[0][0] < _NEAR:
        return None
    clear = len(ranked) == 1 or ranked[0][0] - ranked[1][0] >= _CLEARLY
    return ranked[0][1] if clear else None
