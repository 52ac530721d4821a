"""Returns with mistakes that real people make, and how they are put right later (`data/mistakes.csv`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import cast

from survey_tool.demo.cases import Reply, read_table
from survey_tool.demo.typing import EntryCell
from survey_tool.form.contract.marker import CODE_KEY, Topic

ALL_MARKS = "mark"  # in place of a question: every mark of a case


@dataclass(frozen=True, slots=True)
class PlayedMistake:
    """What was typed first at one place, the finding code that it earns, and how it came about."""

    prefecture_code: str
    topic: Topic
    case_id: str
    key: str
    typed: str
    code: str
    why: str

    def concerns(self, entry: EntryCell) -> bool:
        """Whether an entry is answered wrongly by this mistake."""
        everywhere = self.topic == "participants" and self.key == ALL_MARKS
        return (entry.topic, entry.case_id) == (self.topic, self.case_id) and (everywhere or entry.key == self.key)

    @property
    def entry(self) -> EntryCell | None:
        """What is typed wrongly; None where something is left out."""
        if not self.typed:
            return None
        if self.topic == "participants" and self.key == CODE_KEY:
            return EntryCell(self.topic, self.typed, "○", self.case_id)
        return EntryCell(self.topic, self.key, self.typed, self.case_id)


def read_mistakes(replies: Iterable[Reply]) -> tuple[PlayedMistake, ...]:
    """All mistakes; `replies` tell the ids of their cases."""
    ids = {case.source_id: case.case_id for reply in replies for case in reply.cases}
    return tuple(
        PlayedMistake(
            prefecture_code=row["prefecture_code"],
            topic=cast("Topic", row["sheet"]),
            case_id=ids[row["source_id"]] if row["source_id"] else "",
            key=row["key"],
            typed=row["typed"],
            code=row["code"],
            why=row["why"],
        )
        for row in read_table("mistakes.csv")
    )


def first_typed(right: Sequence[EntryCell], mistakes: Sequence[PlayedMistake]) -> tuple[EntryCell, ...]:
    """What is typed at first: the right entries, except where there is a mistake."""
    kept = [entry for entry in right if not any(mistake.concerns(entry) for mistake in mistakes)]
    return (*kept, *(mistake.entry for mistake in mistakes if mistake.entry is not None))


def corrections(right: Sequence[EntryCell], mistakes: Sequence[PlayedMistake]) -> tuple[EntryCell, ...]:
    """What is typed into the correction copy: the right entries where there was a mistake, and what is cleared there."""
    cleared = [replace(mistake.entry, text="") for mistake in mistakes if mistake.entry is not None]
    mended = [entry for entry in right if any(mistake.concerns(entry) for mistake in mistakes)]
    answered = {entry.place for entry in mended}
    return (*(entry for entry in cleared if entry.place not in answered), *mended)
