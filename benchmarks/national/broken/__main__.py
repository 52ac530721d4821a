"""Breaks a round of 47 prefectures at random moments, goes on with it, and prints what came of it.

python -m benchmarks.national.broken [--way WAY]… [--part PART]… [--moments N] [--others N] [--minutes N] [--seed N] [--cases N] [--keep FOLDER]
"""

from __future__ import annotations

import argparse
import math
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path

from benchmarks.national.broken.acts import PARTS
from benchmarks.national.broken.breaking import Broken, Rounds
from benchmarks.national.broken.ways import WAYS, small_disk
from tests.mailserver import Certificate, make_certificate, running

_IN_VAIN = 100
"""Acts after which it is plain that a way befalls none of them, as a return that is being copied where nothing has come yet."""
_HEADERS = (
    "part",
    "broken",
    "same bytes",
    "half files",
    "lost lines",
    "in doubt",
    "not once",
    "rubbish",
    "temporary files",
)


def main() -> int:
    """0 where every round has ended as the undisturbed one."""
    asked = _arguments()
    begun, right = time.monotonic(), True
    with tempfile.TemporaryDirectory(prefix="survey-tool-broken-") as kept:
        folder = asked.keep or Path(kept)
        folder.mkdir(parents=True, exist_ok=not asked.keep)
        certificate = Certificate(folder / "certificate.pem", folder / "key.pem")
        assert make_certificate(folder), "openssl is needed"
        ways = asked.way or list(WAYS)
        disk = small_disk(folder / "disk") if "disk" in ways else nullcontext()
        with disk, running(certificate) as mail:
            rounds = Rounds(folder, mail, asked.cases)
            for done in rounds.undisturbed():
                print(f"{done.act.part}: {done.act.name}: {done.ran.seconds:.1f} s", file=sys.stderr)
            for way in ways:
                found = _broken(rounds, way, asked)
                right &= all(each.is_right for each in found)
                print(f"\n{way}, seed {asked.seed}, 47 × {asked.cases} cases\n\n{table(found)}", flush=True)
    print(f"\n{time.monotonic() - begun:.0f} s")
    return int(not right)


def _broken(rounds: Rounds, way: str, asked: argparse.Namespace) -> list[Broken]:
    """Round after round, until so much has befallen them; what is not as it should be is told at once."""
    chance, found = random.Random(asked.seed), list[Broken]()
    wanted = asked.moments if way == "power" else asked.others
    until = time.monotonic() + 60 * asked.minutes
    while (befallen := sum(each.has_befallen for each in found)) < wanted:
        if not befallen and len(found) >= _IN_VAIN:
            raise SystemExit(f"{way} befalls none of these acts")
        for each in rounds.broken(WAYS[way], chance, asked.part or ()):
            found.append(each)
            told = "" if each.is_right else f" {each}"
            print(f"{len(found)} {way}: {each.act.name}: {each.what}{told}", file=sys.stderr, flush=True)
            if time.monotonic() > until:
                return found
    return found


def table(found: Sequence[Broken]) -> str:
    """The counts, part by part, as a table of Markdown."""
    rows = [_HEADERS, tuple("---" for _ in _HEADERS)]
    for part in (*PARTS, ""):
        those = [each for each in found if each.has_befallen and part in ("", each.act.part)]
        if those:
            rows.append(_row(part or "all", those))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _row(name: str, those: Sequence[Broken]) -> tuple[str, ...]:
    counts = (
        len(those),
        sum(not each.differing for each in those),
        sum(len(each.half) for each in those),
        sum(each.lost for each in those),
        sum(each.doubtful for each in those),
        sum(len(each.twice) for each in those),
        sum(len(each.rubbish) for each in those),
        sum(each.temporary for each in those),
    )
    return (name, *map(str, counts))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.national.broken", description=__doc__)
    parser.add_argument("--way", action="append", choices=WAYS, help="only what befalls in this way; may be repeated")
    parser.add_argument("--moments", type=int, default=200, help="so many times the power is cut (default %(default)s)")
    parser.add_argument("--others", type=int, default=20, help="so many times each of the others (default %(default)s)")
    parser.add_argument("--minutes", type=float, default=math.inf, help="not longer than so many for each way")
    parser.add_argument("--seed", type=int, default=1, help="of the moments (default %(default)s)")
    parser.add_argument("--cases", type=int, default=2, help="cases of a prefecture (default %(default)s)")
    parser.add_argument("--part", action="append", choices=PARTS, help="only this part of the round; may be repeated")
    parser.add_argument("--keep", type=Path, help="a new folder for all that is written, which stays")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
