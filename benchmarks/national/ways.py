"""Who does what when it is asked: a way for each of the 47 prefectures, the same each time."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Way = Literal[
    "silent",
    "late",
    "nothing",
    "other-format",
    "damaged",
    "revised",
    "halves",
    "twice",
    "misnamed",
    "wrong",
    "left-wrong",
    "confirmed",
    "amended",
    "left-doubtful",
    "locked",
    "plain",
]
"""
| way           | what comes                                                                                       |
| ------------- | ------------------------------------------------------------------------------------------------ |
| silent        | nothing, ever                                                                                    |
| late          | the form, after the reminder; the first of them was given longer                                 |
| nothing       | the form, which says that there is nothing to report                                             |
| other-format  | a PDF or a CSV; the form after the reminder                                                      |
| damaged       | the first third of a form; the whole one after the request                                       |
| revised       | a form, then the same with another answer: the first is set aside                                |
| halves        | two colleagues have each filled in one half: merged                                              |
| twice         | the same form in two mails                                                                       |
| misnamed      | under another prefecture's name: whose it is, the secretariat finds out                          |
| wrong         | with mistakes; the correction copy comes back mended                                             |
| left-wrong    | with mistakes of which nobody hears again                                                        |
| confirmed     | with what may be a slip and is none: noted after a telephone call                                |
| amended       | with what may be a slip and is one: the copy comes back mended                                   |
| left-doubtful | with what seems to tell of a person, of which nobody hears again                                 |
| locked        | with a password: a workbook, an archive of 7-Zip, an archive of old, each in a mail              |
| plain         | as it should                                                                                     |
"""
_SEED = 20_261_202
_HOW_MANY: dict[Way, int] = {
    "silent": 2,
    "late": 3,
    "nothing": 3,
    "other-format": 3,
    "damaged": 1,
    "revised": 3,
    "halves": 3,
    "twice": 2,
    "misnamed": 2,
    "wrong": 8,
    "left-wrong": 2,
    "confirmed": 2,
    "amended": 2,
    "left-doubtful": 1,
    "locked": 4,
}


@dataclass(frozen=True)
class Ways:
    """The way of each prefecture, by code."""

    by_code: dict[str, Way]

    def of(self, *ways: Way) -> tuple[str, ...]:
        """The prefectures that go one of these ways, by code."""
        return tuple(code for code, way in self.by_code.items() if way in ways)


def ways(codes: Iterable[str], round_name: str, settled: Mapping[str, Way] = MappingProxyType({})) -> Ways:
    """Who goes which way in a round; of some that may be settled already.

    Where it is, nobody fills in halves: last round's answers, which stand in both, would contradict what one of them changes.
    """
    known = list(codes)
    free = [code for code in known if code not in settled]
    left_out = {"halves", *settled.values()} if settled else set()
    chosen: list[Way] = [way for way, number in _HOW_MANY.items() for _ in range(number) if way not in left_out]
    chosen += ["plain"] * (len(free) - len(chosen))
    random.Random(f"{_SEED} {round_name}").shuffle(chosen)
    drawn = {**settled, **dict(zip(free, chosen, strict=True))}
    return Ways({code: drawn[code] for code in known})
