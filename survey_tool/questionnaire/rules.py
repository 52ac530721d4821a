"""The vocabulary of rules: each small, each with its two faces.

A rule is attached to the question at which its finding stands. It is judged only where that question is in scope, has no
fault of its own and is blank (`on_blank`) or filled. `broken` is the Python face, `excel` the same as an expression.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal, Protocol

from survey_tool.questionnaire.conditions import Asked, Condition, Row, either, when
from survey_tool.questionnaire.faces import Cells, all_of
from survey_tool.questionnaire.kinds import month_span

Severity = Literal["error", "warning", "info"]


class Rule(Protocol):
    """One rule of the vocabulary."""

    code: ClassVar[str]
    severity: ClassVar[Severity]
    on_blank: ClassVar[bool]
    text: ClassVar[str]

    @property
    def looks_at(self) -> tuple[str, ...]:
        """The other questions that the rule depends on."""

    def broken(self, row: Row, key: str) -> bool:
        """Whether the answers of a row break the rule at `key`."""

    def excel(self, cells: Cells, key: str) -> str:
        """The same as an Excel expression."""

    def fills(self, key: str, asked: Asked) -> Mapping[str, object]:
        """What fills the placeholders of its sentence."""


@dataclass(frozen=True)
class Required:
    """Must be answered."""

    code: ClassVar[str] = "required"
    severity: ClassVar[Severity] = "error"
    on_blank: ClassVar[bool] = True
    text: ClassVar[str] = "required"

    @property
    def looks_at(self) -> tuple[str, ...]:
        return ()

    def broken(self, row: Row, key: str) -> bool:
        return True

    def excel(self, cells: Cells, key: str) -> str:
        return "TRUE"

    def fills(self, key: str, asked: Asked) -> Mapping[str, object]:
        return {}


@dataclass(frozen=True)
class RequiredWhen:
    """Must be answered when a condition holds."""

    condition: Condition
    code: ClassVar[str] = "required-when"
    severity: ClassVar[Severity] = "error"
    on_blank: ClassVar[bool] = True
    text: ClassVar[str] = "required-when"

    @property
    def looks_at(self) -> tuple[str, ...]:
        return self.condition.keys

    def broken(self, row: Row, key: str) -> bool:
        return self.condition.truth(row) is True

    def excel(self, cells: Cells, key: str) -> str:
        return self.condition.holds(cells)

    def fills(self, key: str, asked: Asked) -> Mapping[str, object]:
        return {"when": when(self.condition, asked)}


@dataclass(frozen=True)
class AtLeastOne:
    """One of `keys` must be answered when a condition holds. Stands at the first of them."""

    keys: tuple[str, ...]
    condition: Condition
    code: ClassVar[str] = "at-least-one"
    severity: ClassVar[Severity] = "error"
    on_blank: ClassVar[bool] = True
    text: ClassVar[str] = "at-least-one"

    @property
    def looks_at(self) -> tuple[str, ...]:
        return (*self.keys, *self.condition.keys)

    def broken(self, row: Row, key: str) -> bool:
        return self.condition.truth(row) is True and all(row.blank(each) for each in self.keys)

    def excel(self, cells: Cells, key: str) -> str:
        return all_of(self.condition.holds(cells), *(f'{cells.value(each)}=""' for each in self.keys))

    def fills(self, key: str, asked: Asked) -> Mapping[str, object]:
        return {"when": when(self.condition, asked), "labels": either(asked.label(each) for each in self.keys)}


@dataclass(frozen=True)
class OnlyWhen:
    """May be answered only when a condition holds."""

    condition: Condition
    code: ClassVar[str] = "only-when"
    severity: ClassVar[Severity] = "error"
    on_blank: ClassVar[bool] = False
    text: ClassVar[str] = "only-when"

    @property
    def looks_at(self) -> tuple[str, ...]:
        return self.condition.keys

    def broken(self, row: Row, key: str) -> bool:
        return self.condition.truth(row) is False

    def excel(self, cells: Cells, key: str) -> str:
        return self.condition.fails(cells)

    def fills(self, key: str, asked: Asked) -> Mapping[str, object]:
        return {"when": when(self.condition, asked)}


@dataclass(frozen=True)
class NotBefore:
    """A month that may not lie before another one. Fiscal years are spans: only a certain reversal is wrong."""

    other: str
    code: ClassVar[str] = "order"
    severity: ClassVar[Severity] = "error"
    on_blank: ClassVar[bool] = False
    text: ClassVar[str] = "order"

    @property
    def looks_at(self) -> tuple[str, ...]:
        return (self.other,)

    def broken(self, row: Row, key: str) -> bool:
        if row.wrong(self.other):
            return False
        later, earlier = _span(row.value(key)), _span(row.value(self.other))
        return later is not None and earlier is not None and later[1] < earlier[0]

    def excel(self, cells: Cells, key: str) -> str:
        last, first = cells.last_month(key), cells.first_month(self.other)
        return f"IF(AND(ISNUMBER({last}),ISNUMBER({first}),NOT({cells.wrong(self.other)})),{last}<{first},FALSE)"

    def fills(self, key: str, asked: Asked) -> Mapping[str, object]:
        return {"other_label": asked.label(self.other)}


@dataclass(frozen=True)
class BelongsTo:
    """A choice that must belong to the choice made at `parent` (a system type to its domain)."""

    parent: str
    list_name: str
    code: ClassVar[str] = "not-in-list"
    severity: ClassVar[Severity] = "error"
    on_blank: ClassVar[bool] = False
    text: ClassVar[str] = "belongs-to"

    @property
    def looks_at(self) -> tuple[str, ...]:
        return (self.parent,)

    def broken(self, row: Row, key: str) -> bool:
        if row.wrong(self.parent) or row.blank(self.parent):
            return False
        return (row.value(self.parent), row.value(key)) not in row.parentage(self.list_name)

    def excel(self, cells: Cells, key: str) -> str:
        parents, children = cells.parents(self.list_name), cells.children(self.list_name)
        count = f"SUMPRODUCT(({parents}={cells.value(self.parent)})*({children}={cells.value(key)}))"
        return f'AND({cells.value(self.parent)}<>"",NOT({cells.wrong(self.parent)}),{count}=0)'

    def fills(self, key: str, asked: Asked) -> Mapping[str, object]:
        return {"other_label": asked.label(self.parent)}


@dataclass(frozen=True)
class Without:
    """Several choices that may not name again what is chosen at `other`."""

    other: str
    code: ClassVar[str] = "duplicate"
    severity: ClassVar[Severity] = "error"
    on_blank: ClassVar[bool] = False
    text: ClassVar[str] = "without"

    @property
    def looks_at(self) -> tuple[str, ...]:
        return (self.other,)

    def broken(self, row: Row, key: str) -> bool:
        value = row.value(key)
        return not row.wrong(self.other) and isinstance(value, tuple) and row.value(self.other) in value

    def excel(self, cells: Cells, key: str) -> str:
        other = cells.value(self.other)
        return f'IF(OR({other}="",{cells.wrong(self.other)}),FALSE,ISNUMBER(FIND("、"&{other}&"、","、"&{cells.value(key)}&"、")))'

    def fills(self, key: str, asked: Asked) -> Mapping[str, object]:
        return {"other_label": asked.label(self.other)}


@dataclass(frozen=True)
class WithoutOwnPrefecture:
    """Several prefectures among which the answering one may not be."""

    code: ClassVar[str] = "not-in-list"
    severity: ClassVar[Severity] = "error"
    on_blank: ClassVar[bool] = False
    text: ClassVar[str] = "without-own"

    @property
    def looks_at(self) -> tuple[str, ...]:
        return ()

    def broken(self, row: Row, key: str) -> bool:
        value = row.value(key)
        return isinstance(value, tuple) and row.fact("own_prefecture") in value

    def excel(self, cells: Cells, key: str) -> str:
        own = cells.fact("own_prefecture_spellings")
        return f'SUMPRODUCT(--ISNUMBER(FIND("、"&{own}&"、","、"&{cells.value(key)}&"、")))>0'

    def fills(self, key: str, asked: Asked) -> Mapping[str, object]:
        return {}


@dataclass(frozen=True)
class Unique:
    """A text that no case above it should have (asked about, at the later one)."""

    code: ClassVar[str] = "duplicate"
    severity: ClassVar[Severity] = "warning"
    on_blank: ClassVar[bool] = False
    text: ClassVar[str] = "duplicate"

    @property
    def looks_at(self) -> tuple[str, ...]:
        return ()

    def broken(self, row: Row, key: str) -> bool:
        return row.value(key) in row.above(key)

    def excel(self, cells: Cells, key: str) -> str:
        here, all_rows = cells.value(key), cells.everywhere(key)
        return f"SUMPRODUCT(EXACT({here},{all_rows})*(ROW({all_rows})<ROW({here})))>0"

    def fills(self, key: str, asked: Asked) -> Mapping[str, object]:
        return {}


@dataclass(frozen=True)
class Usual:
    """An amount above what is usual (a setting) is asked about: yen typed as thousand yen."""

    code: ClassVar[str] = "magnitude"
    severity: ClassVar[Severity] = "warning"
    on_blank: ClassVar[bool] = False
    text: ClassVar[str] = "magnitude"

    @property
    def looks_at(self) -> tuple[str, ...]:
        return ()

    def broken(self, row: Row, key: str) -> bool:
        value, limit = row.value(key), row.fact("usual_amount")
        return isinstance(value, (int, float)) and isinstance(limit, (int, float)) and value > limit

    def excel(self, cells: Cells, key: str) -> str:
        value = cells.value(key)
        return f"IF(ISNUMBER({value}),{value}>{cells.fact('usual_amount')},FALSE)"

    def fills(self, key: str, asked: Asked) -> Mapping[str, object]:
        return {}


@dataclass(frozen=True)
class Doubtful:
    """A combination that is asked about: `other` should be looked at when the condition holds."""

    condition: Condition
    other: str
    code: ClassVar[str] = "inconsistent"
    severity: ClassVar[Severity] = "warning"
    on_blank: ClassVar[bool] = False
    text: ClassVar[str] = "inconsistent"

    @property
    def looks_at(self) -> tuple[str, ...]:
        return self.condition.keys

    def broken(self, row: Row, key: str) -> bool:
        return self.condition.truth(row) is True

    def excel(self, cells: Cells, key: str) -> str:
        return self.condition.holds(cells)

    def fills(self, key: str, asked: Asked) -> Mapping[str, object]:
        return {"other_label": asked.label(self.other)}


def _span(value: object) -> tuple[int, int] | None:
    return month_span(value) if isinstance(value, str) else None
