"""What must stand in the tables that count: by system type, by prefecture, and where each municipality stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from benchmarks.national.mailbag import Nation
from benchmarks.national.reported import Reported
from survey_tool.demo.invented.cases import UNLISTED
from survey_tool.questionnaire.vocabulary.lists import Choice
from survey_tool.reference.survey import Survey
from survey_tool.wording.words import LANGUAGES, Words

Row = Mapping[str, object]
_STATUSES = ("considering", "in_preparation", "in_operation", "ended")
_OTHERS = "others"
_COVERAGE = {
    "answered": Words("回答あり", "Answered"),
    "being_settled": Words("回答あり（確認中）", "Answered, being settled"),
    "none_to_report": Words("該当事例なし", "Nothing to report"),
    "no_answer": Words("回答なし", "No answer"),
}


def labels(key: str, label: Words) -> dict[str, object]:
    """The two columns of a label."""
    return {f"{key}_{language}": label[language] for language in LANGUAGES}


def types_of(answers: Mapping[str, object]) -> tuple[str, ...]:
    """The types that a case covers, its main one first."""
    also = answers.get("system_types_also", ())
    assert isinstance(also, tuple)
    return (str(answers["system_type"]), *also)


def homes_of(told: Reported) -> tuple[str, ...]:
    """The prefectures under which a case is shown: that which reported it, and those that it names."""
    named = told.case.answers.get("co_prefectures") or ()
    assert isinstance(named, tuple)
    return (told.code, *named)


def case_prefectures(survey: Survey, shown: Iterable[Reported]) -> Iterator[Row]:
    """A row a case and prefecture."""
    for each in shown:
        for code in homes_of(each):
            own = code == each.code
            label = (
                Words("回答を掲載", "Its report is published")
                if own
                else Words("他の都道府県の回答に記載", "Named in another's report")
            )
            yield {
                "round": survey.round.name,
                "case_id": each.case.case_id,
                "prefecture_code": code,
                **labels("prefecture", survey.places.prefectures[code].name),
                "relation": "reported" if own else "named",
                **labels("relation", label),
            }


def system_types(survey: Survey, shown: Sequence[Reported]) -> Iterator[Row]:
    """A row a type of the list."""
    lists = survey.questionnaire.lists
    nationwide = Counter(key for each in shown for key in types_of(each.case.answers))
    for kind in lists["system_type"].unique:
        own = [each for each in shown if kind.key in types_of(each.case.answers)]
        domain = None if kind.key == UNLISTED else lists["domain"][str(kind.parent)]
        yield {
            "round": survey.round.name,
            "system_type": kind.key,
            **labels("system_type", kind.label),
            "domain": domain.key if domain else None,
            **labels("domain", domain.label if domain else Words("", "")),
            **_shown_as(kind, nationwide[kind.key]),
            **counts(own),
            "municipalities": len(taking_part(own)),
        }


def _shown_as(kind: Choice, cases: int) -> Row:
    if not cases:
        return {"shown_as": None, **labels("shown_as", Words("", ""))}
    if cases < 2 or kind.key == UNLISTED:
        return {"shown_as": _OTHERS, **labels("shown_as", Words("その他", "Others"))}
    return {"shown_as": kind.key, **labels("shown_as", kind.label)}


def taking_part(cases: Iterable[Reported]) -> Set[str]:
    """The municipalities with ○ in one that has not ended."""
    return {code for each in _lasting(cases) for code, mark in each.case.marks.items() if mark == "○"}


def _lasting(cases: Iterable[Reported]) -> Iterator[Reported]:
    return (each for each in cases if each.case.answers["status"] != "ended")


def counts(cases: Sequence[Reported]) -> Mapping[str, int]:
    """How many they are, and how many are at each stage."""
    statuses = Counter(str(each.case.answers["status"]) for each in cases)
    return {"cases": len(cases), **{status: statuses[status] for status in _STATUSES}}


def _not_known(nation: Nation, told: Iterable[Reported]) -> Mapping[str, Set[str]]:
    """Of which types nothing is known of a prefecture: all where it is silent, those of a case that waits to be mended."""
    every = {each.key for each in nation.survey.questionnaire.lists["system_type"].unique}
    found: dict[str, set[str]] = {code: set(every) for code in nation.ways.of("silent")}
    for each in told:
        if each.left_out == "needs_correction":
            found.setdefault(each.code, set()).update(types_of(each.case.answers))
    return found


def prefectures(nation: Nation, told: Sequence[Reported]) -> Iterator[Row]:
    """A row a prefecture; nothing in place of 0 where not all of its answer is known."""
    survey, open_ones = nation.survey, _not_known(nation, told)
    shown = [each for each in told if not each.left_out]
    takes_part = taking_part(shown)
    for code, each in survey.places.prefectures.items():
        bodies = {body.code for body in survey.places.municipalities_of(code)}
        own = [case for case in shown if code in homes_of(case)]
        counted = {**counts(own), "municipalities": len(bodies & takes_part)}
        coverage = _coverage(nation, code, open_ones)
        yield {
            "round": survey.round.name,
            "prefecture_code": code,
            "local_government_code": each.local_government_code,
            **labels("prefecture", each.name),
            **labels("region", each.region),
            "coverage": coverage,
            **labels("coverage", _COVERAGE[coverage]),
            **{key: number if number or code not in open_ones else None for key, number in counted.items()},
            "municipalities_total": len(bodies),
        }


def _coverage(nation: Nation, code: str, open_ones: Mapping[str, Set[str]]) -> str:
    if nation.ways.by_code[code] == "silent":
        return "no_answer"
    if code in open_ones:
        return "being_settled"
    return "answered" if nation.country[code].cases else "none_to_report"


def standing(nation: Nation, told: Sequence[Reported]) -> Iterator[Row]:
    """A row a municipality and listed type: where it stands, by code."""
    survey, open_ones, marks = nation.survey, _not_known(nation, told), _marks(told)
    types = [each.key for each in survey.questionnaire.lists["system_type"].unique if each.key != UNLISTED]
    for body in survey.places.municipalities.values():
        for key in types:
            without = "no_data" if key in open_ones.get(body.prefecture_code, ()) else "no_published_case"
            stands = _STANDS.get(max(marks.get((body.code, key), ()), default="", key=_STRONGER.index), without)
            yield {"municipality_code": body.code, "system_type": key, "standing": stands, "illustrative": False}


_STANDS = {"○": "implemented", "△": "considering"}
_STRONGER = ("", "△", "○")


def _marks(told: Iterable[Reported]) -> Mapping[tuple[str, str], Set[str]]:
    """The marks of each municipality in cases of each type that are published and have not ended."""
    found: dict[tuple[str, str], set[str]] = {}
    for each in _lasting(each for each in told if not each.left_out):
        for code, mark in each.case.marks.items():
            for key in types_of(each.case.answers):
                found.setdefault((code, key), set()).add(mark)
    return found
