"""How large and how fast the page of a large round is: `python -m benchmarks.page [cases]` (500 unless given).

The first view is told from asking for the file until the overview is drawn and can be used; a facet from the click until the list,
the counts and the picture on the screen are right. Beside it stands, as the floor, a plain table of the same cases without any
script, opened by the same Chromium.
"""

from __future__ import annotations

import gzip
import html
import statistics
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from survey_tool.release.tables.csvfile import as_text
from survey_tool.release.tables.table import Table
from tests.browser import Browser
from tests.pages import write
from tests.releases import random_release

OPENED, CLICKED = 9, 40
_DRAWN = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(performance.now()))))"
_CLICKED = """async (number) => {
    const boxes = [...document.querySelectorAll("#facets input")];
    const times = [];
    for (let at = 0; at < number; at += 1) {
        const begun = performance.now();
        const drawn = new Promise((done) =>
            addEventListener("hashchange", () => requestAnimationFrame(() => setTimeout(done)), { once: true }));
        boxes[(at * 7) % boxes.length].click();
        await drawn;
        times.push(performance.now() - begun);
    }
    return times;
}"""


@dataclass(frozen=True)
class Shown:
    """What the page of so many cases takes: octets as they are and compressed, milliseconds; beside it a plain table of them."""

    cases: int
    octets: tuple[int, int]
    of_the_table: tuple[int, int]
    views: list[float]
    views_of_the_table: list[float]
    facets: list[float]


def shown(folder: Path, cases: int) -> Shown:
    """Writes a release of some so many cases and looks at its page. Raises `BrowserMissingError`."""
    with Browser() as browser:
        pages = write(random_release(folder, cases * 5 // 4), folder)
        floor, path = folder / "floor.html", pages.paths["ja"]
        floor.write_text(_plain(pages.tables.cases), encoding="utf-8")
        views, plain = list(_opened(browser, path)), list(_opened(browser, floor))
        with browser.visit(path, "#cases") as page:
            facets = [float(each) for each in page.run(_CLICKED, CLICKED)]
        return Shown(len(pages.release.cases), _octets(path), _octets(floor), views, plain, facets)


def _octets(path: Path) -> tuple[int, int]:
    content = path.read_bytes()
    return len(content), len(gzip.compress(content))


def main(cases: int) -> None:
    """Prints sizes and times."""
    with tempfile.TemporaryDirectory() as name:
        found = shown(Path(name), cases)
    print(f"{found.cases} cases")
    for what, (whole, compressed) in (("the page", found.octets), ("the plain table", found.of_the_table)):
        print(f"{what}: {whole / 1000:,.0f} kB, {compressed / 1000:,.0f} kB compressed")
    print(_told("first view of the page", found.views))
    print(_told("first view of the plain table", found.views_of_the_table))
    print(_told("a facet", found.facets))


def _opened(browser: Browser, path: Path) -> Iterator[float]:
    for _ in range(OPENED):
        with browser.visit(path) as page:
            yield float(page.run(_DRAWN))


def _plain(table: Table) -> str:
    rows = ([as_text(cell) for cell in row.values()] for row in table.rows)
    lines = ("".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in (table.names, *rows))
    body = "".join(f"<tr>{line}</tr>\n" for line in lines)
    return (
        f'<!doctype html><meta charset="utf-8"><title>floor</title><link rel="icon" href="data:,"><table>{body}</table>'
    )


def _told(what: str, milliseconds: list[float]) -> str:
    return f"{what}: {statistics.median(milliseconds):.0f} ms in the middle, {max(milliseconds):.0f} ms at most"


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
