"""`make pages`: the pages of docs/ that are made from the code, written anew."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.effort import page, report
from survey_tool.reference.survey import open_survey
from tools.commands_page import commands_markdown
from tools.findings_page import findings_markdown
from tools.live_checks_page import live_checks_markdown
from tools.readings_page import readings_markdown

DOCS = Path(__file__).resolve().parent.parent / "docs"


def main() -> None:
    """Writes each page whole."""
    with tempfile.TemporaryDirectory() as folder:
        survey = open_survey(Path(folder))
        pages = {
            "commands.md": commands_markdown(),
            "effort.md": page(report(survey, Path(folder))),
            "findings.md": findings_markdown(),
            "live-checks.md": live_checks_markdown(survey.questionnaire),
            "readings.md": readings_markdown(survey.questionnaire),
        }
    for name, text in pages.items():
        (DOCS / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
