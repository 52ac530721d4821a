"""The published figures, reckoned by pandas from the published tables and from nothing else.

Counted elsewhere is only what no table holds: what is not published (`tables.coverage`), and what a choice of the reader makes
of these figures (how many neighbours have something, `facts.selected`; how many participants are of like size,
`sheets.similar`; rows of a dropdown, `hidden.dropdowns`).

Every number of cases counts all published ones, each once, those that have ended included; a number of municipalities those
that take part in one that has not ended. What is not known of a prefecture is no figure: where nothing is published and its
answer is missing or not settled (`coverage.gaps`), nothing is told rather than 0. Only under their system types, and under
the prefectures of a merged report, do cases count more than once. `links` below is a table with a row for each pair of a
case and something else: its types, its groups (types as they are tabulated), its prefectures.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from survey_tool.release.tables.cases import WHOLE_COST

OTHERS = "others"  # what a type with a single case nationwide is tabulated as
UNLISTED = "not_in_list"
TABULATED_FROM = 2
BLANK = "blank"
OTHER_SCOPE = "scope_"
"""How what is counted of amounts begins that are not for all participants; then the scope."""

# A municipality's standing for a type or group.
IMPLEMENTED, CONSIDERED, NO_CASE, NO_DATA = "implemented", "considering", "no_published_case", "no_data"


@dataclass(frozen=True, eq=False)
class Frames:
    """The tables that figures are made from: `Tables.frames`."""

    cases: pd.DataFrame
    participation: pd.DataFrame
    types: pd.DataFrame
    prefectures: pd.DataFrame
    municipalities: pd.DataFrame

    @cached_property
    def participating(self) -> pd.DataFrame:
        """The participation with ○ in cases that have not ended."""
        return self._lasting[self._lasting["mark"] == "participating"]

    @cached_property
    def considering(self) -> pd.DataFrame:
        """The participation with △ in cases that have not ended."""
        return self._lasting[self._lasting["mark"] == "considering"]

    @cached_property
    def lasting(self) -> pd.Series[str]:
        """The ids of the cases that have not ended."""
        return self.cases.loc[self.cases["status"] != "ended", "case_id"]

    @cached_property
    def _lasting(self) -> pd.DataFrame:
        return self.participation[self.participation["case_id"].isin(self.lasting)]

    @cached_property
    def figures(self) -> Figures:
        """The figures of all published cases."""
        return Figures(self, self.cases["case_id"])

    def under(self, links: pd.DataFrame, column: str, value: str) -> Figures:
        """The figures of the cases that are linked to a value."""
        return Figures(self, links.loc[links[column] == value, "case_id"])

    def lasting_marks(self, links: pd.DataFrame) -> pd.DataFrame:
        """The participation in cases that have not ended, with what these are linked to."""
        return self._lasting.merge(links, on="case_id")


@dataclass(frozen=True, eq=False)
class Figures:
    """What is counted of the published cases with some ids."""

    frames: Frames
    ids: pd.Series[str]

    @cached_property
    def number(self) -> int:
        return int(self.ids.nunique())

    @property
    def system_types(self) -> int:
        """Number of different types; those on no list are no type."""
        types = self._of(self.frames.types, "system_type")
        return int(types[types != UNLISTED].nunique())

    @property
    def prefectures(self) -> int:
        """Number of different prefectures under which they are shown."""
        return int(self._of(self.frames.prefectures, "prefecture_code").nunique())

    @property
    def municipalities(self) -> int:
        """Number of different municipalities with ○ in a case that has not ended."""
        return int(self._of(self.frames.participating, "municipality_code").nunique())

    def answered(self, key: str, otherwise: str = "") -> Counter[str]:
        """Number of cases by answer; see the function `answered`."""
        return answered(self._of(self.frames.cases, [key, otherwise] if otherwise else [key]), key, otherwise)

    def with_status(self, statuses: Iterable[str]) -> int:
        """Number of cases with one of several statuses."""
        return int(self._of(self.frames.cases, "status").isin(list(statuses)).sum())

    def marked(self, key: str) -> int:
        """Number of cases in which a ○ question is marked."""
        return int(self._of(self.frames.cases, key).fillna(False).sum())  # pandas has no other way

    def unmarked(self, keys: Sequence[str]) -> int:
        """Number of cases in which none of several ○ questions is marked."""
        return int((~self._of(self.frames.cases, list(keys)).eq(True).any(axis=1)).sum())

    def banded(self, key: str) -> Counter[str]:
        """Number of cases by the band of an amount for all participants; one of another scope by that scope (`scope_…`), so that
        no two scopes are counted as one; the rest by the word in its place."""
        told = self._of(self.frames.cases, ["cost_basis", f"{key}_band", f"{key}_status"])
        elsewhere = told[f"{key}_band"].notna() & (told["cost_basis"] != WHOLE_COST)
        bands = told[f"{key}_band"].mask(elsewhere, OTHER_SCOPE + told["cost_basis"])
        return answered(told.assign(shown=bands), "shown", f"{key}_status")

    def spread(self, key: str) -> Spread:
        """The spread of those amounts that can be compared: for all participants."""
        told = self._of(self.frames.cases, ["cost_basis", key])
        amounts = told.loc[told["cost_basis"] == WHOLE_COST, key].dropna()
        if amounts.empty:
            return Spread(0, None, None, None)
        return Spread(len(amounts), *(_plain(amounts.agg(each)) for each in ("min", "median", "max")))

    def _of(self, table: pd.DataFrame, columns: str | list[str]) -> Any:
        """Columns of the rows that belong to these cases."""
        return table.loc[table["case_id"].isin(self.ids), columns]


@dataclass(frozen=True)
class Spread:
    """How many amounts there are, and the least, the middle and the largest of them; None where there is none."""

    number: int
    least: int | float | None
    median: int | float | None
    most: int | float | None


def answered(table: pd.DataFrame, key: str, otherwise: str = "") -> Counter[str]:
    """Number of rows for each value of a column; where it is empty by that of the column `otherwise`, then as `blank`."""
    told = table[key].astype("string")
    if otherwise:
        told = told.fillna(table[otherwise])
    return Counter({str(value): int(number) for value, number in told.fillna(BLANK).value_counts().items()})


def count_by(links: pd.DataFrame, *columns: str, of: str = "case_id") -> Counter[Any]:
    """Number of different cases (or of another column's values) for each value of a column, or for pairs of several."""
    counted = links.groupby(columns[0] if len(columns) == 1 else list(columns))[of].nunique()
    return Counter({value: int(number) for value, number in counted.items()})


def shown_as(types: Mapping[str, int]) -> dict[str, str]:
    """For each type that has a case, under what it is tabulated: itself, or `others` (a single case, or on no list)."""
    return {
        key: key if number >= TABULATED_FROM and key != UNLISTED else OTHERS for key, number in types.items() if number
    }


def grouped(frames: Frames) -> pd.DataFrame:
    """The links of cases with the groups that types are tabulated in (`domain:type`, `domain:others`), each pair once."""
    tabulated = shown_as(count_by(frames.types, "system_type"))
    group = frames.types["domain"] + ":" + frames.types["system_type"].map(tabulated)
    return frames.types.assign(group=group)[["case_id", "group"]].drop_duplicates()


def standing(
    frames: Frames, links: pd.DataFrame, column: str, order: Sequence[str], gaps: Mapping[str, Iterable[str]]
) -> pd.DataFrame:
    """Where each municipality (by code) stands for each value of a column of the links (columns in the given order).

    It follows from the published cases that have not ended: before all ○, then △. Where there is no mark: `no_data` for
    what `gaps` names for its prefecture (it has not answered, or has such a case that is not published), else
    `no_published_case`.
    """
    codes, prefectures = (frames.municipalities[each] for each in ("municipality_code", "prefecture_code"))
    found = pd.DataFrame(NO_CASE, index=pd.Index(codes), columns=list(order), dtype=object)
    for prefecture, missing in gaps.items():
        lacking = set(missing)
        found.loc[(prefectures == prefecture).to_numpy(), [each for each in order if each in lacking]] = NO_DATA
    told = frames.lasting_marks(links)
    for mark, stands in (("considering", CONSIDERED), ("participating", IMPLEMENTED)):
        for value, rows in told[told["mark"] == mark].groupby(column):
            if value in found:
                found.loc[rows["municipality_code"].unique(), str(value)] = stands
    return found


def count_standings(frames: Frames, stands: pd.Series[str]) -> Counter[tuple[str, str]]:
    """Number of municipalities for each pair of a prefecture and a standing, from where each stands for one value."""
    towns = frames.municipalities.assign(standing=frames.municipalities["municipality_code"].map(stands))
    return count_by(towns, "prefecture_code", "standing", of="municipality_code")


def only_illustrative(frames: Frames, links: pd.DataFrame, column: str) -> set[tuple[str, str]]:
    """Municipalities with the values for which their standing rests on marks that were added for illustration alone."""
    told = frames.lasting_marks(links)
    pair = ["municipality_code", column]
    takes_part = told["mark"] == "participating"
    decisive = told[takes_part | ~takes_part.groupby([told[each] for each in pair]).transform("any")]
    added = decisive.groupby(pair)["illustrative"].all()
    return set(added[added].index)


def _plain(number: float) -> int | float:
    return int(number) if number == int(number) else float(number)
