"""The demonstration's replies, read from its data files (`data/SOURCES.md` tells where each value comes from)."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from survey_tool.form.contract.marker import case_id

DATA = Path(__file__).parent / "data"
PUBLISHED_OF_RESPONDENT = ("department", "as_of")
_ABOUT_THE_ROW = ("prefecture_code", "source_id", "source_url", "source_note", "illustrative")


@dataclass(frozen=True)
class ToldCase:
    """One case: its answers by question and its marks by municipality code, both as canonical text, blanks left out.

    `illustrative` holds the questions and municipality codes whose values no source gives, the respondent's among them as
    far as they are published with the case.
    """

    source_id: str
    case_id: str
    answers: Mapping[str, str]
    marks: Mapping[str, str]
    illustrative: tuple[str, ...]


@dataclass(frozen=True)
class Reply:
    """All that one prefecture answers."""

    prefecture_code: str
    respondent: Mapping[str, str]
    cases: tuple[ToldCase, ...]


def read_replies(round_name: str) -> tuple[Reply, ...]:
    """The replies of the prefectures that answer, by prefecture code; each prefecture's cases take its ids in order."""
    told = read_table("cases.csv")
    marks = _marks()
    replies = []
    for row in read_table("respondents.csv"):
        code = row["prefecture_code"]
        own = [each for each in told if each["prefecture_code"] == code]
        cases = tuple(
            _case(each, row, case_id(code, round_name, number), marks.get(each["source_id"], []))
            for number, each in enumerate(own, start=1)
        )
        replies.append(Reply(code, _answers(row), cases))
    return tuple(replies)


def read_table(name: str) -> list[dict[str, str]]:
    """The rows of one of the demonstration's data files."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def _case(row: dict[str, str], respondent: dict[str, str], identifier: str, marks: list[dict[str, str]]) -> ToldCase:
    added = [each["municipality_code"] for each in marks if each["illustrative"]]
    own = [key for key in PUBLISHED_OF_RESPONDENT if key in respondent["illustrative"].split(";")]
    return ToldCase(
        source_id=row["source_id"],
        case_id=identifier,
        answers=_answers(row),
        marks={each["municipality_code"]: each["mark"] for each in marks},
        illustrative=(*filter(None, row["illustrative"].split(";")), *own, *added),
    )


def _answers(row: dict[str, str]) -> dict[str, str]:
    return {key: text for key, text in row.items() if text and key not in _ABOUT_THE_ROW}


def _marks() -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    for row in read_table("participants.csv"):
        found.setdefault(row["source_id"], []).append(row)
    return found
