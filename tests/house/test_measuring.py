"""Coverage holds what the reader processes run, though they start without this environment and are ended by force."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import ROOT

READS_ONE_FILE = "tests/intake/test_reader.py::test_values_arrive_as_they_were_typed"


@pytest.mark.long
def test_what_a_reader_runs_is_measured(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    environment["COVERAGE_FILE"] = str(tmp_path / ".coverage")
    coverage = (sys.executable, "-m", "coverage")
    for command in (
        ("run", "-m", "pytest", "-q", "-n", "0", READS_ONE_FILE),
        ("combine", "--quiet"),
        ("json", "--quiet", "--fail-under", "0", "-o", str(tmp_path / "measured.json")),
    ):
        subprocess.run([*coverage, *command], cwd=ROOT, env=environment, check=True, capture_output=True)
    measured = json.loads((tmp_path / "measured.json").read_text(encoding="utf-8"))["files"]
    child = measured[str(Path("survey_tool", "intake", "opening", "child.py"))]
    assert {"main", "answer_for", "_sheets"} <= {
        name for name, function in child["functions"].items() if function["summary"]["covered_lines"]
    }
