"""What seems to tell of persons and is published no more, but still stands in releases that were replaced."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Set
from dataclasses import dataclass, replace
from pathlib import Path

from survey_tool.intake.noticing.personal_data import DEPARTMENTS, NamesOfPlaces, personal_pieces
from survey_tool.intake.settling.found_out import confirmation
from survey_tool.questionnaire.findings.finding import finding
from survey_tool.reference.survey import Survey
from survey_tool.release.tables.cases import public_questions
from survey_tool.release.tables.csvfile import read_csv
from survey_tool.wording.words import NOTHING, Words

_SENTENCE = Words(
    "以前の公表物に、今回の公表物にはない個人に関する記載と思われるものが残っています：{places}。"
    "残しておく必要がない場合は、次のフォルダを手作業で削除してください：{folders}",
    "Releases that were replaced still hold what seems to tell of persons and is published no more: {places}. "
    "Where they are not needed, delete these folders by hand: {folders}",
)
_PLACE = Words("{case_id}「{label}」", '{case_id} "{label}"')

_Answer = tuple[str, str, str]
"""A case id, the key of a question, the text."""


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """The answers, each by case id and label, and the folders that still hold one of them."""

    places: tuple[Words, ...]
    folders: tuple[Path, ...]

    @property
    def sentence(self) -> Words:
        """Where it is, and what to do."""
        return _SENTENCE.fill(places=Words.listed(self.places), folders=Words.listed(map(str, self.folders)))


def left_behind(survey: Survey, kept_in: Path, published: Path, confirmed: Set[str] = frozenset()) -> LeftBehind | None:
    """What the release that was replaced last (`kept_in`) tells of persons and the present one does not, but for what is
    `confirmed` to be publishable (`found_out.confirmation`); nothing where it tells nothing of that kind."""
    places, now = NamesOfPlaces.of(survey.places), set(_answers(survey, published))
    gone = [
        each
        for each in _answers(survey, kept_in)
        if each not in now and any(confirmed.isdisjoint(names) for names in _doubts(each, places))
    ]
    if not gone:
        return None
    questions = public_questions(survey)
    folders = sorted(kept_in.parent.glob(f"{survey.round.name}-*"))
    return LeftBehind(
        tuple(_PLACE.fill(case_id=case_id, label=questions[key].label) for case_id, key, _ in gone),
        tuple(each for each in folders if not set(gone).isdisjoint(_answers(survey, each))),
    )


def _doubts(answer: _Answer, places: NamesOfPlaces) -> Iterator[tuple[str, ...]]:
    """What in an answer seems to tell of a person, each by the names under which it may be confirmed: at its case, or, of a department
    that stands in for what a case leaves blank, at its prefecture."""
    case_id, key, text = answer
    for name in personal_pieces(text, places, is_department=key in DEPARTMENTS):
        at_case = finding(name, {"pieces": NOTHING}, key=key, value=text, case_id=case_id)
        yield tuple(
            confirmation(each, case_id[:2])
            for each in (at_case, replace(at_case, key="department", case_id=None) if key in DEPARTMENTS else at_case)
        )


def _answers(survey: Survey, folder: Path) -> Iterator[_Answer]:
    """The texts of the cases in a release; none where they cannot be read."""
    try:
        rows = read_csv(folder / "data" / "cases.csv", ("case_id",))
    except (OSError, ValueError, KeyError, csv.Error):
        return
    for row in rows:
        yield from ((row["case_id"], key, row[key]) for key in public_questions(survey) if row.get(key))
