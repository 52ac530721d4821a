"""Numbers and amounts of money, and the words that may stand in their place."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from survey_tool.questionnaire.vocabulary.excel_face import Cells
from survey_tool.questionnaire.vocabulary.kinds.answer_kind import AnswerKind, Fault, Lists
from survey_tool.questionnaire.vocabulary.kinds.choices import meant
from survey_tool.questionnaire.vocabulary.kinds.unreadable import has_digit, no_amount, no_number
from survey_tool.wording.words import NOTHING, Language, Words

BELOW_ZERO = "below-zero"


def half_up(number: Decimal) -> Decimal:
    """To the whole number that people round to: a half goes up."""
    return number.quantize(Decimal(1), ROUND_HALF_UP)


def _rounded(value: float) -> dict[str, object]:
    return {"rounded": f"{half_up(Decimal(repr(value))):,}"}


@dataclass(frozen=True)
class Number(AnswerKind):
    """A number from `low` to `high`; `words` names a list of words that are answers too (不明, 非公表 …).

    `positive` leaves out nought itself, and what is below it.
    """

    low: float = 0
    high: float = 999_999_999
    whole: bool = True
    words: str | None = None
    of: Words = NOTHING
    positive: bool = False

    @property
    def list_name(self) -> str | None:
        return self.words

    def unit(self) -> Words:
        return self.of

    @property
    def measure(self) -> Words:
        """The unit alone, without what else is said of it."""
        return Words(self.of.ja.partition("（")[0], self.of.en.partition(",")[0])

    def faults(self) -> tuple[Fault, ...]:
        above = (
            Words("0より大きく", "above 0 and") if self.positive else Words(f"{self.low:,}以上", f"from {self.low:,}")
        )
        span = above + Words(f"{self.high:,}以下", f" up to {self.high:,}")
        below = f"<{'=' * self.positive}{self.low}"
        negative = Fault("out-of-range", lambda v, _: f"IF(ISNUMBER({v}),{v}<0,FALSE)", variant=BELOW_ZERO)
        no_whole = Fault("not-whole", lambda v, _: f"IF(ISNUMBER({v}),{v}<>INT({v}),FALSE)", fills_of=_rounded)
        whole = (no_whole,) if self.whole else ()
        return (
            Fault("not-a-number", self._no_number),
            *whole,
            *((negative,) if self._from_zero else ()),
            Fault(
                "out-of-range",
                lambda v, _: f"IF(ISNUMBER({v}),OR({v}{below},{v}>{self.high}),FALSE)",
                {"range": span, **self._to_do_within(span)},
            ),
        )

    @property
    def _from_zero(self) -> bool:
        """Whether nought is the least of the answers."""
        return self.low == 0 and not self.positive

    def _to_do_within(self, span: Words) -> dict[str, object]:
        """What to do about a number beyond the span; nothing where the question itself says it."""
        return {"do": Words("{range}の数値を記入してください。", "Enter a number {range}.").fill(range=span)}

    def _no_number(self, v: str, cells: Cells) -> str:
        known = "" if self.words is None else f",SUMPRODUCT(--EXACT({v},{cells.labels(self.words)}))=0"
        return f"IF(ISNUMBER({v}),FALSE,AND({self._unreadable(v)}{known}))"

    def _unreadable(self, v: str) -> str:
        return no_number(v, self.of.ja)

    def fault(self, value: Any, lists: Lists) -> str | None:
        if self.words is not None and isinstance(value, str) and value in lists[self.words]:
            return None
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return "not-a-number"
        if self.whole and value != int(value):
            return "not-whole"
        if self._from_zero and value < 0:
            return BELOW_ZERO
        fits = self.low <= value <= self.high and not (self.positive and value <= 0)
        return None if fits else "out-of-range"

    def mirror(self, cell: str, cells: Cells) -> str:
        words = f"TRIM({cell})" if self.words is None else meant(cell, self.words, cells)
        return f"IF(ISNUMBER({cell}),{cell},{words})"

    def hint(self, cell: str, mirrored: str, cells: Cells) -> str | None:
        return f"IF(ISNUMBER({cell}),FALSE,OR(NOT(EXACT({cell},{mirrored})),{has_digit(mirrored)}))"

    def show(self, value: Any, language: Language, lists: Lists) -> str | int | float:
        if isinstance(value, str):
            return lists[self.words or ""][value].label[language]
        return int(value) if value == int(value) else float(value)


@dataclass(frozen=True)
class Amount(Number):
    """Whole thousand yen, tax included, or 非公表 / 不明 / 該当なし."""

    words: str | None = "amount_words"
    of: Words = Words("千円（税込）", "thousand yen, tax incl.")  # noqa: RUF009  Words is frozen

    def do(self) -> Words:
        return Words(
            "千円単位の金額か、「非公表」「不明」「該当なし」のいずれかを記入してください。",
            'Enter an amount in thousand yen, or "Not disclosed", "Unknown" or "Not applicable".',
        )

    def told(self, value: Any, lists: Lists) -> Words:
        if isinstance(value, str):
            return super().told(value, lists)
        return Words(f"{value:,}千円", f"{value:,} thousand yen")

    def _to_do_within(self, span: Words) -> dict[str, object]:
        return {}

    def _unreadable(self, v: str) -> str:
        return f"OR({super()._unreadable(v)},{no_amount(v)})"
