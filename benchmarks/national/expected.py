"""What must be said of every file and who must get which letter, stage by stage: known from who does what, not from what is found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from benchmarks.national.mailbag import Bag, Found, Nation, Return, What
from benchmarks.national.rounds import Played, Stage
from benchmarks.national.slips import TO_CHECK
from survey_tool.form.contract.file_names import form_path

_TO_KNOW = frozenset({"ignored-content"})
_ANSWERED = frozenset({"wrong", "amended"})
"""The ways on which a correction copy comes back."""


@dataclass(frozen=True)
class Said:
    """What is said of a file: its status, and each finding by code, sheet and cell."""

    status: str
    found: frozenset[Found] = frozenset()


def _alone(status: str, code: str) -> Said:
    return Said(status, frozenset({(code, None, None)}))


_QUESTION = Said("not_a_submission", frozenset({("file-not-ours", None, None), ("mail-says", None, None)}))
_REPLACED = _alone("superseded", "superseded")
_AS_IT_COMES: Mapping[What, Said] = {
    "again": _REPLACED,
    "other-format": _alone("not_a_submission", "file-not-ours"),
    "damaged": _alone("unreadable", "file-unreadable"),
    "misnamed": _alone("needs_correction", "prefecture-mismatch"),
    "locked": _alone("locked", "file-encrypted"),
    "question": _QUESTION,
}


def findings(played: Played) -> dict[str, Said]:
    """Of every return, by how it is shown."""
    found: dict[str, Said] = {}
    for each in (each for bag in played.bags for each in bag.returns):
        found.update(_OF_A_RETURN[played.stage](each, played.nation))
    if played.stage != "arrived":
        found.update(_merged(played.nation))
    return found


def _arrived(each: Return, nation: Nation) -> Iterator[tuple[str, Said]]:
    contradicted = nation.ways.by_code[each.code] in ("revised", "halves") and each.what != "question"
    if contradicted:
        yield each.shown, Said("conflict", each.found | {("conflict", None, None)})
    else:
        yield each.shown, _AS_IT_COMES.get(each.what) or _judged(each)


def _cleared_up(each: Return, _: Nation) -> Iterator[tuple[str, Said]]:
    """Passwords are known, and whose a file is; of two versions the first was set aside, of two halves is one form."""
    if each.what == "locked":
        yield _unlocked(each.shown), Said("accepted")
    elif each.what == "half":
        yield each.shown, Said("superseded", each.found | _REPLACED.found)
    elif each.what == "misnamed":
        yield each.shown, _judged(each)
    elif each.what != "first-version":
        yield each.shown, _AS_IT_COMES.get(each.what) or _judged(each)


def _mended(each: Return, nation: Nation) -> Iterator[tuple[str, Said]]:
    """Copies have come back, and of what they replace nothing more is said; what is no slip is confirmed."""
    way = nation.ways.by_code[each.code]
    if way in _ANSWERED and each.found - _known(each) and each.what == "form":
        yield each.shown, _REPLACED
    elif way == "confirmed" and each.what == "form":
        found = ((f"{code}, confirmed" if code in TO_CHECK else code, sheet, cell) for code, sheet, cell in each.found)
        yield each.shown, replace(_judged(each), found=frozenset(found))
    elif each.what != "damaged":
        yield from _cleared_up(each, nation)


_OF_A_RETURN: Mapping[Stage, Callable[[Return, Nation], Iterator[tuple[str, Said]]]] = {
    "arrived": _arrived,
    "cleared up": _cleared_up,
    "mended": _mended,
}


def _judged(each: Return) -> Said:
    errors = {code for code, _, _ in each.found} - TO_CHECK - _TO_KNOW
    return Said("needs_correction" if errors else "accepted", each.found)


def _known(each: Return) -> frozenset[Found]:
    return frozenset(found for found in each.found if found[0] in _TO_KNOW)


def _unlocked(shown: str) -> str:
    """How the readable copy is shown: of a mail of Outlook one that every program reads."""
    file, _, inside = shown.partition("/")
    stem, _, ending = file.rpartition(".")
    form = f"{inside}/回答.xlsx" if inside.endswith(".zip") else inside
    return f"{stem}_unlocked.{'eml' if ending == 'msg' else ending}/{form}"


def _merged(nation: Nation) -> dict[str, Said]:
    names = (form_path(nation.survey, code).stem for code in nation.ways.of("halves"))
    return {f"{name}_merged.xlsx": Said("accepted") for name in names}


def letters(played: Played) -> Mapping[str, frozenset[str]]:
    """To which prefectures a letter of each kind must be due at this stage, or must have been."""
    nation = played.nation
    found = {"invite": frozenset(nation.country)}
    if played.bags:
        first = played.bags[0]
        correct, ask = _with_errors(first), frozenset(first.slips) - _with_errors(first)
        ask = frozenset(code for code in ask if first.slips[code])
        damaged = frozenset(nation.ways.of("damaged"))
        found |= {"correct": correct | damaged, "ask": ask}
        if played.stage in ("reminded", "reminded again"):
            found["extend"] = frozenset(nation.ways.of("late")[:1])
        if played.stage == "reminded":
            nothing = frozenset(nation.ways.of("silent", "late", "other-format"))
            found["remind"] = nothing | correct | damaged
        if played.stage == "reminded again":
            still = correct & frozenset(nation.ways.of("left-wrong"))
            found["remind"] = frozenset(nation.ways.of("silent")) | still
    return found


def _with_errors(bag: Bag) -> frozenset[str]:
    return frozenset(code for code, made in bag.slips.items() if any(each.code not in TO_CHECK for each in made))
