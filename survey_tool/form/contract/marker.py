"""What readers of a form rely on: its marker, its sheets, and where keys and answers stand.

Drawing and reading both take these facts from here. Readers find sheets by marker, rows by key and columns by id, so that
moved and inserted rows, columns and sheets do no harm; numbers here are those of a form as it is drawn.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import Literal, get_args

from survey_tool.questionnaire.asked.participation import CODE_KEY as CODE_KEY
from survey_tool.wording.words import LANGUAGES, Language, Words

FORM_VERSION = "jps2"
NO_PARENT = "-"
"""The parent of a form that corrects no file; else first digits of hashes, several joined by `+`."""

Topic = Literal["respondent", "cases", "participants"]
TOPICS: tuple[Topic, ...] = get_args(Topic)

SHEETS: dict[str, Words] = {
    "guide": Words("はじめに", "Guide"),
    "respondent": Words("回答者", "Respondent"),
    "cases": Words("事例", "Cases"),
    "participants": Words("参加団体", "Participants"),
    "check": Words("確認", "Check"),
    "card": Words("個票", "Case card"),
    "example": Words("記入例", "Example"),
    "definitions": Words("定義", "Definitions"),
}
META_SHEET, LISTS_SHEET, LIVE_SHEET = "_meta", "_lists", "_live"
SKIPPED_SHEETS = frozenset({LISTS_SHEET, LIVE_SHEET})
"""Helper sheets in which no answer can stand; reading them takes most of a form's time."""
# `_meta`: the marker in A1, beside it all files from which the form descends (B1, hashes separated by blanks); from row 3 on the
# ids that were printed and their origin in A and B, and what the form prints of the settings in D and E, by name. What is known
# of a carried-over case from last round stands in its row, in columns that row 2 names (`asked.case.LAST_ROUND`); behind them, how
# the prefecture may be spelled.
META_ANCESTORS_COLUMN, META_FIRST_ROW, CARRIED_ORIGIN = 2, 3, "carried"
META_SETTINGS_COLUMN, META_CARRIED_ANSWERS = 4, "carried_answers"
META_LAST_ROUND_COLUMN = (
    8  # from here on, beside the ids: last round's figures, in the order of `asked.case.LAST_ROUND`
)

# 1-based, as Excel counts. Every entry sheet has this shape: keys down column A, answers from column F on.
MARKER_ROW = MARKER_COLUMN = 1
KEY_COLUMN, NEED_COLUMN, QUESTION_COLUMN, HELP_COLUMN, OPEN_COLUMN = 1, 2, 3, 4, 5
FIRST_ANSWER_COLUMN = 6
CASES_ON_A_PAGE = 4
ID_ROW, NAME_ROW, STATE_ROW = 2, 3, 4
"""From column F on: whose answers stand in the column, the name of the case, its state (participants: the totals)."""
FIRST_ROW = 5
"""The first row below the frozen ones: the heading of a band, a question, on `participants` the row `all`."""
NAME_COLUMN, POPULATION_COLUMN, EMPLOYEES_COLUMN = 3, 4, 5  # participants, in place of question, help and what is open
PARTICIPANTS_LEAD_ROWS = 2
"""Rows from the last municipality of the prefecture to the first free one: the line that says what the free ones are for."""
ALL_KEY = "all"
"""The row of participants that stands for every municipality of the prefecture of which its own row says nothing."""
NAME_KEY, POPULATION_KEY, EMPLOYEES_KEY = "municipality_name", "population", "employees"
PREFECTURE_KEY, CASE_ID_KEY = "prefecture_code", "case_id"


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

    @property
    def parents(self) -> tuple[str, ...]:
        """The files that this one corrects, each by the first digits of its hash."""
        return () if self.parent == NO_PARENT else tuple(self.parent.split("+"))

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


def parent_of(*sha256: str) -> str:
    """How a correction copy names the file or files that it corrects."""
    return "+".join(sorted(each[:12] for each in sha256))


def case_id(prefecture_code: str, round_name: str, number: int) -> str:
    """`CODE-ROUND-NN`."""
    return f"{prefecture_code}-{round_name}-{number:02}"


def case_number(identifier: str) -> int | None:
    """The running number of a case id, or None."""
    tail = identifier.rpartition("-")[2]
    return int(tail) if tail.isascii() and tail.isdigit() else None


def _check(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()[:4]
