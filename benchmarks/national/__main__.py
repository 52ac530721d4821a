"""Plays a national round, prints one table, and ends with 1 where anything is not as it should be.

python -m benchmarks.national [--cases N] [--mails N] [--folder FOLDER]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks.national.by_commands import ByCommands
from benchmarks.national.compared import Compared, compare_findings, compare_letters, compare_published
from benchmarks.national.forms import OpenForm
from benchmarks.national.rounds import Played, Sizes, first_round
from benchmarks.national.table import table

_FINDINGS = frozenset({"arrived", "cleared up", "mended"})
_LETTERS = frozenset({"invited", "asked", "reminded", "reminded again"})


def main() -> int:
    """0 where nothing differs."""
    asked = _arguments()
    with tempfile.TemporaryDirectory(prefix="survey-tool-national-") as folder:
        compared = rehearse(asked.folder or Path(folder), Sizes(asked.cases, asked.mails))
    return int(any(each.differing for each in compared))


def rehearse(folder: Path, sizes: Sizes) -> list[Compared]:
    """Plays everything in a folder and prints the table."""
    hand = ByCommands(folder / "by-commands" / "2026")
    compared: list[Compared] = []

    def watch(played: Played) -> None:
        if played.stage in _FINDINGS:
            compared.append(compare_findings(played, hand.report))
        if played.stage in _LETTERS:
            compared.append(compare_letters(played, hand.workspace))
        if played.stage == "published":
            compared.extend(compare_published(played, hand.workspace))

    first_round(hand, sizes, OpenForm.save, watch)
    print(table(hand.steps, compared), end="")
    return compared


def _arguments() -> argparse.Namespace:
    usual = Sizes()
    parser = argparse.ArgumentParser(prog="python -m benchmarks.national", description=__doc__)
    parser.add_argument("--cases", type=int, default=usual.cases, help="cases in all (default %(default)s)")
    parser.add_argument(
        "--mails", type=int, default=usual.mails, help="mails before the reminder (default %(default)s)"
    )
    parser.add_argument("--folder", type=Path, help="where to play, and leave everything; a temporary one unless given")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
