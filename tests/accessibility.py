"""axe-core in Chromium: what keeps somebody from using a page."""

from __future__ import annotations

from typing import Any

from tests.browser import Visit

LEVELS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")


def violations(page: Visit) -> list[tuple[str, Any]]:
    """What axe-core finds against WCAG 2.2, A and AA: the rule and where. Its script has to run in the page before (`axe` of
    tests/conftest.py)."""
    told = page.run("levels => axe.run(document, { runOnly: { type: 'tag', values: levels } })", list(LEVELS))
    return [(each["id"], each["nodes"][0]["html"][:200]) for each in told["violations"]]
