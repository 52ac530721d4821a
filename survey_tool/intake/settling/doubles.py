"""One procurement reported by two prefectures: which reports are merged, and which are only asked about.

Two reports of different prefectures are **linked** where they name each other in `co_prefectures`, share a system type, and
share the name or the month of the contract. Linked reports are one case. What falls short of that (only one names the other;
names are alike, but nobody names anybody) is **suspected** and never merged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, product

from survey_tool.questionnaire.vocabulary.kinds import month_span
from survey_tool.questionnaire.vocabulary.lists import fold


@dataclass(frozen=True)
class Report:
    """One prefecture's report of a case: its canonical answers, blanks left out or None."""

    case_id: str
    prefecture_code: str
    answers: Mapping[str, object]

    @property
    def co_prefectures(self) -> tuple[str, ...]:
        named = self.answers.get("co_prefectures")
        return named if isinstance(named, tuple) else ()

    @cached_property
    def system_types(self) -> frozenset[object]:
        also = self.answers.get("system_types_also")
        return frozenset({self.answers.get("system_type"), *(also if isinstance(also, tuple) else ())} - {None})

    @cached_property
    def name(self) -> str:
        """The name in the form in which two are compared."""
        return fold(str(self.answers.get("name") or ""))

    @property
    def contract_month(self) -> str | None:
        """The month of the contract; a fiscal year or 不明 is none."""
        answer = self.answers.get("contract_on")
        span = month_span(answer)
        return str(answer) if span is not None and span[0] == span[1] else None

    def names(self, other: Report) -> bool:
        return other.prefecture_code in self.co_prefectures


def groups(reports: Iterable[Report]) -> tuple[tuple[Report, ...], ...]:
    """The groups of two or more reports that are one case, lowest prefecture code first.

    Reports that could be one with two reports of the same prefecture are left apart: which of them is meant cannot be said.
    """
    known = _in_order(reports)
    joined = (group for group in _components(known, _unequivocal(_linked(known))) if len(group) > 1)
    return tuple(group for group in joined if len({each.prefecture_code for each in group}) == len(group))


def suspected(reports: Iterable[Report]) -> tuple[tuple[Report, Report], ...]:
    """Pairs that may be one case and are not merged: they share a type, and one names the other or the names agree."""
    known = _in_order(reports)
    merged = [set(map(_place, group)) for group in groups(known)]
    return tuple((a, b) for a, b in _alike(known) if not any({_place(a), _place(b)} <= group for group in merged))


def _alike(known: Sequence[Report]) -> list[tuple[Report, Report]]:
    """Pairs of different prefectures that share a type, and a name or the mention of one by the other; in order, each once.

    Only such pairs can be anything, and they are looked up, because pairs of all cases of a type would be far too many.
    """
    of_prefecture = _numbers(known, lambda report: report.prefecture_code)
    of_name = _numbers(known, lambda report: report.name)
    pairs = {pair for numbers in of_name.values() for pair in combinations(numbers, 2)}
    for number, report in enumerate(known):
        for system_type, code in product(report.system_types, report.co_prefectures):
            named = of_prefecture.get((system_type, code), ())
            pairs.update((min(number, other), max(number, other)) for other in named)
    found = ((known[a], known[b]) for a, b in sorted(pairs))
    return [(a, b) for a, b in found if a.prefecture_code != b.prefecture_code]


def _numbers(known: Sequence[Report], said: Callable[[Report], str]) -> dict[tuple[object, str], list[int]]:
    """The positions of reports by system type and what is `said` of them; nothing said, nothing noted."""
    found: dict[tuple[object, str], list[int]] = {}
    for number, report in enumerate(known):
        if what := said(report):
            for system_type in report.system_types:
                found.setdefault((system_type, what), []).append(number)
    return found


def _linked(known: Sequence[Report]) -> list[tuple[int, Report, Report]]:
    """Linked pairs with their strength: 3 name and month, 2 name, 1 month."""
    found = []
    for a, b in _alike(known):
        if a.names(b) and b.names(a):
            strength = 2 * (a.name == b.name != "") + (a.contract_month == b.contract_month is not None)
            if strength:
                found.append((strength, a, b))
    return found


def _unequivocal(links: Sequence[tuple[int, Report, Report]]) -> Iterator[tuple[Report, Report]]:
    """The links that are the one strongest of both reports to the other's prefecture."""
    strengths: dict[tuple[object, str], list[int]] = {}
    for strength, a, b in links:
        strengths.setdefault((_place(a), b.prefecture_code), []).append(strength)
        strengths.setdefault((_place(b), a.prefecture_code), []).append(strength)
    for strength, a, b in links:
        rivals = strengths[_place(a), b.prefecture_code], strengths[_place(b), a.prefecture_code]
        if all(max(each) == strength and each.count(strength) == 1 for each in rivals):
            yield a, b


def _components(known: Sequence[Report], links: Iterable[tuple[Report, Report]]) -> Iterator[tuple[Report, ...]]:
    report_at = {_place(each): each for each in known}
    group_of = {place: {place} for place in report_at}
    for a, b in links:
        together = group_of[_place(a)] | group_of[_place(b)]
        for place in together:
            group_of[place] = together
    for group in {id(group): group for group in group_of.values()}.values():
        yield tuple(report_at[place] for place in sorted(group))


def _in_order(reports: Iterable[Report]) -> list[Report]:
    return sorted(reports, key=_place)


def _place(report: Report) -> tuple[str, str]:
    return report.prefecture_code, report.case_id
