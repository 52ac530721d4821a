"""Conditions on what is known of a respondent or a case beside its answers: facts by name, and answers against them."""

from __future__ import annotations

from dataclasses import dataclass

from survey_tool.questionnaire.vocabulary.conditions import Condition
from survey_tool.questionnaire.vocabulary.excel_face import Cells
from survey_tool.questionnaire.vocabulary.kinds import month_span
from survey_tool.questionnaire.vocabulary.labels import Labels, either
from survey_tool.questionnaire.vocabulary.python_face import AnswerSet
from survey_tool.wording.words import Words


@dataclass(frozen=True)
class BeginsAfter:
    """`key` (a month) begins after the month named by a fact, whatever its span."""

    key: str
    fact: str
    words: Words

    @property
    def keys(self) -> tuple[str, ...]:
        return (self.key,)

    def truth(self, answers: AnswerSet) -> bool | None:
        span, limit = month_span(answers.value(self.key)), answers.fact(self.fact)
        return span is not None and isinstance(limit, int) and span[0] > limit

    def holds(self, cells: Cells) -> str:
        first = cells.first_month(self.key)
        return f"IF(ISNUMBER({first}),{first}>{cells.fact(self.fact)},FALSE)"

    def fails(self, cells: Cells) -> str:
        return f"NOT({self.holds(cells)})"

    def clause(self, labels: Labels) -> Words:
        return either([labels.label(self.key)]) + self.words


@dataclass(frozen=True)
class Fact:
    """Something about a case that is no answer (its name is known to `AnswerSet.fact` and `Cells.fact`)."""

    name: str
    words: Words
    denied: Words

    @property
    def keys(self) -> tuple[str, ...]:
        return ()

    def truth(self, answers: AnswerSet) -> bool | None:
        return bool(answers.fact(self.name))

    def holds(self, cells: Cells) -> str:
        return f"{cells.fact(self.name)}>0"

    def fails(self, cells: Cells) -> str:
        return f"{cells.fact(self.name)}=0"

    def clause(self, labels: Labels) -> Words:
        return self.words

    def denial(self, labels: Labels) -> Words:
        return self.denied


@dataclass(frozen=True)
class LostParticipants:
    """More than the usual share of last round's participants is gone, and nothing explains it."""

    explained: Condition

    @property
    def keys(self) -> tuple[str, ...]:
        return self.explained.keys

    def truth(self, answers: AnswerSet) -> bool | None:
        now, last, share = (answers.fact(name) for name in ("participating", "last_participating", "usual_loss"))
        if not isinstance(now, int) or not isinstance(last, int) or not isinstance(share, int):
            return False
        return (last - now) * 100 > last * share and self.explained.truth(answers) is not True

    def holds(self, cells: Cells) -> str:
        now, last = cells.fact("participating"), cells.fact("last_participating")
        lost = f"IF(ISNUMBER({last}),({last}-{now})*100>{last}*{cells.fact('usual_loss')},FALSE)"
        return f"AND({lost},NOT({self.explained.holds(cells)}))"

    def fails(self, cells: Cells) -> str:
        return f"NOT({self.holds(cells)})"

    def clause(self, labels: Labels) -> Words:
        return Words("前回より参加団体が大きく減った", "far fewer participants than last round")


CARRIED_OVER = Fact(
    "carried_over",
    Words("前回から継続する事例の", "the case is carried over from the last round"),
    Words("新しい事例のため", "since the case is new"),
)
ANY_PARTICIPANT = Fact(
    "participating",
    Words("「参加団体」シートに○がある", "a participant has ○"),
    Words("「参加団体」シートに○がないため", "since no participant has ○"),
)
