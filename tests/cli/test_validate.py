"""`validate` shows what must be corrected to the cell, what cannot be read, and what may lie in the wrong folder."""

from __future__ import annotations

from pathlib import Path

import pytest

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
    write_whole(path, draw(the_survey(), paper.form()))
    return path


@pytest.mark.slow
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


@pytest.mark.slow
@pytest.mark.parametrize("given", ["05", "秋田県", "Akita", "０５"])
def test_a_prefecture_may_stand_for_its_files(workspace: Path, given: str) -> None:
    for code in ("05", "06"):
        paper = filled(code)
        paper.type("cases", "name", None, case_of(code, 1))
        returned(workspace, f"{code}.xlsx", paper)
    done = command("validate", given, workspace=workspace)
    assert done.code == 1
    assert [line for line in done.out.splitlines() if line.startswith("0")] == [
        "05 秋田県　05.xlsx　要修正（未記入1件、要修正0件、要確認2件）"
    ]
    (copy,) = (workspace / "submissions" / "2026" / "corrections").iterdir()
    assert copy.name.startswith("joint-procurement_2026_05_akita_correction-")


@pytest.mark.slow
def test_of_a_prefecture_that_sent_nothing_that_is_said(workspace: Path) -> None:
    returned(workspace, "05.xlsx", filled("05"))
    folder = workspace / "submissions" / "2026"
    done = command("validate", "17", "石川県", workspace=workspace)
    assert (done.code, done.out) == (0, f"石川県から提出されたファイルは、{folder} にありません。\n")
    missing = command("validate", "17", "nowhere.xlsx", workspace=workspace)
    assert (missing.code, missing.err) == (2, "「17」がありません。\n")


def test_a_file_that_is_called_like_a_prefecture_is_that_file(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(workspace)
    path = returned(workspace, "05.xlsx", filled("05"))
    path.rename(workspace / "秋田県")
    done = command("validate", "秋田県", "--no-corrections")
    assert "ファイル1件：受理1、" in done.out
