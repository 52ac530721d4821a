"""Plays two national rounds by commands, then at the desk; prints one table; ends with 1 where anything is not as it should be.

python -m benchmarks.national [--cases N] [--mails N] [--years 1|2] [--no-desk] [--folder FOLDER]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.national.by_commands import ByCommands
from benchmarks.national.by_desk import ByDesk
from benchmarks.national.compared import (
    Compared,
    compare_bytes,
    compare_findings,
    compare_letters,
    compare_published,
)
from benchmarks.national.forms import OpenForm
from benchmarks.national.hand import Hand, Step
from benchmarks.national.published import Cells
from benchmarks.national.rounds import Played, Post, Sizes, Watch, first_year, second_year
from benchmarks.national.table import table

_YEARS = ("2026", "2027")
_FINDINGS = frozenset({"arrived", "cleared up", "mended"})
_LETTERS = frozenset({"invited", "asked", "reminded", "reminded again"})


@dataclass
class Watching:
    """Holds each stage of the rounds by commands against what it should be."""

    hand: ByCommands
    compared: list[Compared] = field(default_factory=list)
    totals: Cells = field(default_factory=dict)

    def __call__(self, played: Played) -> None:
        """At one stage."""
        if played.stage in _FINDINGS:
            self.compared.append(compare_findings(played, self.hand.report))
        if played.stage in _LETTERS:
            self.compared.append(compare_letters(played, self.hand.workspace))
        if played.stage == "published":
            found, self.totals = compare_published(played, self.hand.workspace, self.totals)
            self.compared.extend(found)


def main() -> int:
    """0 where nothing differs."""
    asked = _arguments()
    with tempfile.TemporaryDirectory(prefix="survey-tool-national-") as folder:
        where, sizes = asked.folder or Path(folder), Sizes(asked.cases, asked.mails)
        steps, compared = rehearse(where, sizes, _YEARS[: asked.years], at_the_desk=not asked.no_desk)
    print(table(steps, compared), end="")
    return int(any(each.differing for each in compared))


def rehearse(
    folder: Path, sizes: Sizes, years: tuple[str, ...], *, at_the_desk: bool
) -> tuple[list[Step], list[Compared]]:
    """Plays everything in a folder: what each act took, and what was held against what."""
    commands, desk = ByCommands(folder / "by-commands"), ByDesk(folder / "by-desk")
    watching, post = Watching(commands), Post(OpenForm.save)
    _play(commands, sizes, years, post, watching)
    compared = watching.compared
    if at_the_desk:
        try:
            _play(desk, sizes, years, post, lambda _: None)
        finally:
            desk.leave()
        compared += [compare_bytes(folder / "by-commands" / year, folder / "by-desk" / year) for year in years]
    return [*commands.steps, *desk.steps], compared


def _play(hand: Hand, sizes: Sizes, years: tuple[str, ...], post: Post, watch: Watch) -> None:
    where = hand.workspace
    hand.workspace = where / years[0]
    nation = first_year(hand, sizes, post, watch)
    if len(years) > 1:
        hand.workspace = where / years[1]
        second_year(hand, nation, sizes, post, watch)


def _arguments() -> argparse.Namespace:
    usual = Sizes()
    parser = argparse.ArgumentParser(prog="python -m benchmarks.national", description=__doc__)
    parser.add_argument("--cases", type=int, default=usual.cases, help="cases in all (default %(default)s)")
    parser.add_argument(
        "--mails", type=int, default=usual.mails, help="mails before the reminder (default %(default)s)"
    )
    parser.add_argument("--years", type=int, choices=(1, 2), default=2, help="rounds to play (default %(default)s)")
    parser.add_argument("--no-desk", action="store_true", help="only by commands")
    parser.add_argument("--folder", type=Path, help="where to play, and leave everything; a temporary one unless given")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
