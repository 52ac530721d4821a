"""What `validate` shows of what lies in the folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from survey_tool.form.answers import Form
from survey_tool.form.workbook import draw
from survey_tool.reference.workspace import write_whole
from tests.commands import command
from tests.forms import Paper, case_of, filled, the_survey


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "survey.toml").touch()
    return tmp_path


def returned(workspace: Path, name: str, paper: Paper) -> Path:
    path = workspace / "submissions" / "2026" / name
    write_whole(path, draw(the_survey(), Form(paper.code, "ja", paper.judged().submission.typed)))
    return path


def test_what_is_not_shown_can_be_shown(workspace: Path) -> None:
    paper = filled("05")
    first, second = (case_of("05", number) for number in (1, 2))
    keys = ("name", "domain", "system_type", "status", "prefecture_role", "lead_body_kind", "publication")
    for key in keys:
        paper.type("cases", key, None, first)
        paper.type("cases", key, "誤り" if key != "name" else None, second)
    returned(workspace, "05.xlsx", paper)
    shown = command("validate", "--no-corrections", workspace=workspace).out.splitlines()
    everything = command("validate", "--no-corrections", "--all", workspace=workspace).out.splitlines()
    marked = [sum(line.startswith("  × ") for line in lines) for lines in (shown, everything)]
    assert marked[0] == 10
    assert f"    他{marked[1] - 10}件（--all を付けると全て表示します。）" in shown
    assert not any("--all" in line for line in everything)
    english = command("validate", "--no-corrections", workspace=workspace, lang="en").out.splitlines()
    assert f"    and {marked[1] - 10} more; --all shows them" in english


def test_of_a_file_that_cannot_be_read_no_findings_are_counted(workspace: Path) -> None:
    write_whole(workspace / "submissions" / "2026" / "秋田県.xlsx", b"PK\x03\x04 damaged")
    for language, line in (
        ("ja", "05 秋田県　秋田県.xlsx　読取不可"),
        ("en", "05 Akita, 秋田県.xlsx: Unreadable"),
    ):
        assert line in command("validate", workspace=workspace, lang=language).out.splitlines()
