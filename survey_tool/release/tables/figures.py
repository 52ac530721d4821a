"""The published figures, reckoned from the published tables and from nothing else.

Every figure counts all published cases, each once, those that have ended included; a column for each status keeps these
apart. Only under their system types (and under the prefectures of a merged report) do cases count more than once.
`links` below is a table with a row for each pair of a case and something else: its types, its prefectures, or itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

OTHERS = "others"  # what a type with a single case nationwide is tabulated as
UNLISTED = "not_in_list"
TABULATED_FROM = 2

# A municipality's standing for a type.
IMPLEMENTED, CONSIDERED, NO_CASE, NO_DATA = "implemented", "considering", "no_published_case", "no_data"


@dataclass(frozen=True)
class Frames:
    """The tables that figures are made from: `Tables.frames`."""

    cases: pd.DataFrame
    participation: pd.DataFrame
    types: pd.DataFrame
    prefectures: pd.DataFrame
    municipalities: pd.DataFrame

    @property
    def participating(self) -> pd.DataFrame:
        """The participation with ○."""
        return self.participation[self.participation["mark"] == "participating"]

    def with_answers(self, links: pd.DataFrame, keys: Iterable[str]) -> pd.DataFrame:
        """Links of cases with answers of the case beside them."""
        new = [key for key in keys if key not in links]
        return links.merge(self.cases[["case_id", *new]], on="case_id", validate="many_to_one")


@dataclass(frozen=True)
class KeyFigures:
    """The four figures on the cover. Types on no list are no type; municipalities are those with ○."""

    cases: int
    system_types: int
    prefectures: int
    municipalities: int


def key_figures(frames: Frames) -> KeyFigures:
    """The four figures of all published cases."""
    listed = frames.types.loc[frames.types["system_type"] != UNLISTED, "system_type"]
    return KeyFigures(
        cases=len(frames.cases),
        system_types=int(listed.nunique()),
        prefectures=int(frames.prefectures["prefecture_code"].nunique()),
        municipalities=int(frames.participating["municipality_code"].nunique()),
    )


def count_by(links: pd.DataFrame, column: str, order: Sequence[object]) -> pd.Series[int]:
    """Number of different cases for each value of a column, in the given order, zeros included."""
    return links.groupby(column)["case_id"].nunique().reindex(list(order), fill_value=0).astype(int)


def by_status(
    frames: Frames, links: pd.DataFrame, column: str, order: Sequence[object], statuses: Sequence[str]
) -> pd.DataFrame:
    """Cases by the values of a column: `cases` is their number, then a column a status."""
    told = frames.with_answers(links, ["status"])
    counted = told.groupby([column, "status"])["case_id"].nunique().unstack("status", fill_value=0)
    counted = counted.reindex(index=list(order), columns=list(statuses), fill_value=0).astype(int)
    counted.insert(0, "cases", count_by(told, column, order))
    return counted


def across(frames: Frames, rows: Sequence[str], columns: Sequence[str]) -> pd.DataFrame:
    """Number of different cases by prefecture (down) and system type (across), zeros included."""
    told = frames.prefectures.merge(frames.types, on="case_id")
    counted = told.groupby(["prefecture_code", "system_type"])["case_id"].nunique()
    return (
        counted.unstack("system_type", fill_value=0)
        .reindex(index=list(rows), columns=list(columns), fill_value=0)
        .astype(int)
    )


def shown_as(types: pd.Series[int]) -> dict[str, str]:
    """For each type that has a case, under what it is tabulated: itself, or `others` (a single case, or on no list)."""
    return {
        str(key): str(key) if number >= TABULATED_FROM and key != UNLISTED else OTHERS
        for key, number in types.items()
        if number
    }


def tabulated(frames: Frames, order: Sequence[tuple[str, str]], statuses: Sequence[str]) -> pd.DataFrame:
    """Cases by domain and type as they are published: types with one case are put together as the domain's others.

    `order` are the pairs (domain, type) of the code list. The rows are a MultiIndex of `domain` and `shown_as`.
    """
    counted = count_by(frames.types, "system_type", list(dict.fromkeys(key for _, key in order)))
    told = frames.types.assign(shown_as=frames.types["system_type"].map(shown_as(counted)))
    told["group"] = list(zip(told["domain"], told["shown_as"], strict=True))
    found = set(told["group"])
    domains = dict.fromkeys(domain for domain, _ in order)
    every = [pair for domain in domains for pair in (*(each for each in order if each[0] == domain), (domain, OTHERS))]
    rows = [pair for pair in every if pair in found]
    counts = by_status(frames, told, "group", rows, statuses)
    counts.index = pd.MultiIndex.from_tuples(rows, names=["domain", "shown_as"])
    return counts


def marked(cases: pd.DataFrame, keys: Sequence[str]) -> pd.Series[int]:
    """Number of cases in which each of several ○ questions is marked."""
    return cases[list(keys)].fillna(False).sum().astype(int)


def marked_by(
    frames: Frames, links: pd.DataFrame, column: str, order: Sequence[object], keys: Sequence[str]
) -> pd.DataFrame:
    """The same for each value of a column of the links (down: its values, across: the questions)."""
    told = frames.with_answers(links, keys).drop_duplicates(["case_id", column])
    sums = told[[column, *keys]].fillna(dict.fromkeys(keys, False)).groupby(column)[list(keys)].sum()
    return sums.reindex(list(order), fill_value=0).astype(int)


def answered(cases: pd.DataFrame, key: str, order: Sequence[str]) -> pd.Series[int]:
    """Number of cases for each answer to a question, then those without an answer as `blank`."""
    counted = cases[key].fillna("blank").value_counts()
    return counted.reindex([*order, "blank"], fill_value=0).astype(int)


def introduced(cases: pd.DataFrame) -> pd.Series[int]:
    """Number of cases by the fiscal year of their first operation, without gaps; `unknown` and `blank` at the end."""
    years = cases["operation_start_on_fiscal_year"].dropna().astype(int)
    span = range(years.min(), years.max() + 1) if len(years) else range(0)
    counted = years.value_counts().reindex(list(span), fill_value=0)
    rest = cases.loc[cases["operation_start_on_fiscal_year"].isna(), "operation_start_on"].fillna("blank")
    return pd.concat([counted, rest.value_counts().reindex(["unknown", "blank"], fill_value=0)]).astype(int)


def banded(cases: pd.DataFrame, key: str, bands: Sequence[str], words: Sequence[str]) -> pd.Series[int]:
    """Number of cases by the band of an amount, then by the word in its place, then `blank`."""
    by_band = cases[f"{key}_band"].value_counts().reindex(list(bands), fill_value=0)
    by_word = cases[f"{key}_status"].value_counts().reindex([*words, "blank"], fill_value=0)
    return pd.concat([by_band, by_word]).astype(int)


def municipalities_by(frames: Frames, links: pd.DataFrame, column: str, order: Sequence[object]) -> pd.Series[int]:
    """Number of different municipalities with ○ in the cases of each value of a column of the links."""
    told = links.merge(frames.participating, on="case_id")
    return told.groupby(column)["municipality_code"].nunique().reindex(list(order), fill_value=0).astype(int)


def standing(frames: Frames, types: Sequence[str], gaps: Mapping[str, Iterable[str]]) -> pd.DataFrame:
    """Where each municipality (down) stands for each type (across), from the published cases that have not ended.

    Before all ○, then △. Where there is no mark: `no_data` for the types that `gaps` names for its prefecture (it has not
    answered, or has a case of that type that is not published), else `no_published_case`.
    """
    codes, prefectures = (frames.municipalities[each] for each in ("municipality_code", "prefecture_code"))
    found = pd.DataFrame(NO_CASE, index=pd.Index(codes), columns=list(types), dtype=object)
    for prefecture, missing in gaps.items():
        lacking = set(missing)
        found.loc[(prefectures == prefecture).to_numpy(), [each for each in types if each in lacking]] = NO_DATA
    lasting = frames.cases.loc[frames.cases["status"] != "ended", "case_id"]
    told = frames.participation[frames.participation["case_id"].isin(lasting)].merge(frames.types, on="case_id")
    told = told[told["system_type"].isin(list(types))]
    for mark, stands in (("considering", CONSIDERED), ("participating", IMPLEMENTED)):
        for system_type, rows in told[told["mark"] == mark].groupby("system_type"):
            found.loc[rows["municipality_code"].unique(), str(system_type)] = stands
    return found
