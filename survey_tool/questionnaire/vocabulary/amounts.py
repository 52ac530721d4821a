"""Rules that ask about an amount: one that is not usual, or unlike last round's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from survey_tool.questionnaire.vocabulary.conditions import Condition
from survey_tool.questionnaire.vocabulary.excel_face import Cells
from survey_tool.questionnaire.vocabulary.kinds.numbers import half_up
from survey_tool.questionnaire.vocabulary.labels import Labels
from survey_tool.questionnaire.vocabulary.python_face import AnswerSet
from survey_tool.questionnaire.vocabulary.rules import Rule
from survey_tool.wording.words import Words

_A_LOT = 100_000  # thousand yen; what is less, taken as yen, would hardly be the cost of a system
_JAPANESE_UNITS = ((10**12, "兆"), (10**8, "億"), (10**4, "万"))


@dataclass(frozen=True)
class Usual(Rule):
    """An amount that is not usual was probably typed in yen, not in thousand yen: it is asked about.

    Too large by itself; for the inhabitants of the municipalities that take part (`times`: of how many years' cost the
    amount may be); beside the `others` of the case. What is usual are settings of the form.
    """

    others: tuple[str, ...]
    times: int = 1
    entry: ClassVar[str] = "magnitude"

    def broken(self, answers: AnswerSet, key: str) -> bool:
        value, limit = answers.value(key), answers.fact("usual_amount")
        if not isinstance(value, (int, float)) or not isinstance(limit, (int, float)):
            return False
        return value > limit or (value >= _A_LOT and (self._for_so_few(answers, value) or self._beside(answers, value)))

    def _for_so_few(self, answers: AnswerSet, value: float) -> bool:
        inhabitants, usual = answers.fact("participating_population"), answers.fact("usual_per_inhabitant")
        if not isinstance(inhabitants, int) or not isinstance(usual, int) or not inhabitants:
            return False
        return value * 1000 > usual * self.times * inhabitants

    def _beside(self, answers: AnswerSet, value: float) -> bool:
        amounts = [each for key in self.others if isinstance(each := answers.value(key), (int, float))]
        most, ratio = max(amounts, default=0), answers.fact("usual_ratio")
        return isinstance(ratio, int) and most > 0 and value > most * ratio

    def fills_of(self, answers: AnswerSet, key: str, labels: Labels) -> Mapping[str, object]:
        value = answers.value(key)
        if not isinstance(value, (int, float)):
            return {}
        return {"amount": f"{value:,}", "in_yen": in_yen(value), "as_yen": f"{half_up(Decimal(repr(value)) / 1000):,}"}

    def excel(self, cells: Cells, key: str) -> str:
        value, inhabitants = cells.value(key), cells.fact("participating_population")
        few = f"AND({inhabitants}>0,{value}*1000>{cells.fact('usual_per_inhabitant')}*{self.times}*{inhabitants})"
        most = f"MAX(0,{','.join(map(cells.value, self.others))})"
        beside = f"AND({most}>0,{value}>{most}*{cells.fact('usual_ratio')})"
        unusual = f"IF({value}<{_A_LOT},FALSE,OR({few},{beside}))"
        return f"IF(ISNUMBER({value}),IF({value}>{cells.fact('usual_amount')},TRUE,{unusual}),FALSE)"


@dataclass(frozen=True)
class UnlikeLastRound(Rule):
    """A figure that differs from last round's by more than the usual share (a setting), and nothing explains it."""

    explained: Condition
    entry: ClassVar[str] = "unlike-last-round"

    @property
    def looks_at(self) -> tuple[str, ...]:
        return self.explained.keys

    def broken(self, answers: AnswerSet, key: str) -> bool:
        value, last, share = answers.value(key), answers.fact(f"last_{key}"), answers.fact("usual_change")
        if not isinstance(value, (int, float)) or not isinstance(last, (int, float)) or not isinstance(share, int):
            return False
        return abs(value - last) * 100 > last * share and self.explained.truth(answers) is not True

    def fills_of(self, answers: AnswerSet, key: str, labels: Labels) -> Mapping[str, object]:
        last = answers.fact(f"last_{key}")
        return {} if last is None else {"last": labels.answer(key, last)}

    def excel(self, cells: Cells, key: str) -> str:
        value, last = cells.value(key), cells.fact(f"last_{key}")
        far = f"ABS({value}-{last})*100>{last}*{cells.fact('usual_change')}"
        return f"IF(AND(ISNUMBER({value}),ISNUMBER({last})),AND({far},NOT({self.explained.holds(cells)})),FALSE)"


def in_yen(thousands: float) -> Words:
    """An amount in thousand yen as yen, in words that show its size: 3,600億 and 360,000,000,000."""
    yen = int(thousands * 1000)
    for size, unit in _JAPANESE_UNITS:
        if yen >= size:
            return Words(f"{yen / size:,.4g}{unit}" if yen / size < 10_000 else f"{yen // size:,}{unit}", f"{yen:,}")
    return Words(f"{yen:,}", f"{yen:,}")
