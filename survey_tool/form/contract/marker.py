"""What readers of a form rely on: its marker, its sheets, and where keys and answers stand.

Drawing and reading both take these facts from here. Readers find sheets by marker and columns by key row, so that moved
columns, renamed or reordered sheets and inserted rows do no harm; row numbers here are those of a form as it is drawn.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import Literal, get_args

from survey_tool.questionnaire.asked.participation import CODE_KEY as CODE_KEY
from survey_tool.wording.words import LANGUAGES, Language, Words

FORM_VERSION = "jps1"
NO_PARENT = "-"

Topic = Literal["respondent", "cases", "participants"]
TOPICS: tuple[Topic, ...] = get_args(Topic)

SHEETS: dict[str, Words] = {
    "guide": Words("はじめに", "Guide"),
    "respondent": Words("回答者", "Respondent"),
    "cases": Words("事例", "Cases"),
    "participants": Words("参加団体", "Participants"),
    "check": Words("確認", "Check"),
    "example": Words("記入例", "Example"),
    "definitions": Words("定義", "Definitions"),
}
META_SHEET, LISTS_SHEET, LIVE_SHEET = "_meta", "_lists", "_live"
SKIPPED_SHEETS = frozenset({LISTS_SHEET, LIVE_SHEET})
"""Helper sheets in which no answer can stand; reading them takes most of a form's time."""
# `_meta`: the marker in A1, beside it the files from which the form descends; ids and their origin in columns A and B.
META_ANCESTORS_COLUMN, META_FIRST_ROW, CARRIED_ORIGIN = 2, 3, "carried"

# 1-based, as Excel counts.
MARKER_ROW = MARKER_COLUMN = 1
KEY_ROW = 2  # cases: field keys; participants: case ids (hidden)
BAND_ROW, HEADER_ROW, UNIT_ROW = 3, 4, 5
FIRST_ROW = 6  # first case, first municipality
RESPONDENT_FIRST_ROW = 3
RESPONDENT_KEY_COLUMN, RESPONDENT_LABEL_COLUMN, RESPONDENT_ANSWER_COLUMN = 1, 2, 3
PARTICIPANTS_CODE_COLUMN, PARTICIPANTS_NAME_COLUMN = 2, 3
PARTICIPANTS_FIRST_CASE_COLUMN = 6  # D, E: population and employees of the municipality
NAME_KEY, POPULATION_KEY, EMPLOYEES_KEY = "municipality_name", "population", "employees"
PREFECTURE_KEY = "prefecture_code"


@dataclass(frozen=True, slots=True)
class Marker:
    """What A1 of every entry sheet says about the form it belongs to."""

    round: str
    prefecture_code: str
    topic: Topic
    edition: Language
    parent: str = NO_PARENT
    version: str = FORM_VERSION

    @property
    def body(self) -> str:
        """All but the check."""
        return "|".join((self.version, self.round, self.prefecture_code, self.topic, self.edition, self.parent))

    def __str__(self) -> str:
        return f"{self.body}|{_check(self.body)}"

    @property
    def form(self) -> str:
        """What all sheets of one form share."""
        return "|".join((self.version, self.round, self.prefecture_code, self.edition, self.parent))

    def on(self, topic: Topic) -> Marker:
        """The marker of another sheet of the same form."""
        return replace(self, topic=topic)


def parse_marker(text: object) -> Marker | None:
    """The marker that a cell holds, or None if it is none (also when its check is wrong)."""
    if not isinstance(text, str) or text.count("|") != 6:
        return None
    parts = text.strip().split("|")
    if _check("|".join(parts[:6])) != parts[6].lower():
        return None
    version, name, code, topic, edition, parent, _ = parts
    if topic not in TOPICS or edition not in LANGUAGES or not version.startswith("jps"):
        return None
    return Marker(name, code, topic, edition, parent, version)


def parent_of(sha256: str) -> str:
    """How a correction copy names the file that it corrects."""
    return sha256[:12]


def case_id(prefecture_code: str, round_name: str, number: int) -> str:
    """`CODE-ROUND-NN`."""
    return f"{prefecture_code}-{round_name}-{number:02}"


def case_number(identifier: str) -> int | None:
    """The running number of a case id, or None."""
    tail = identifier.rpartition("-")[2]
    return int(tail) if tail.isascii() and tail.isdigit() else None


def file_name(round_name: str, prefecture_code: str, romaji: str) -> str:
    """The name under which a form goes out."""
    return f"joint-procurement_{round_name}_{prefecture_code}_{romaji}.xlsx"


def _check(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()[:4]
