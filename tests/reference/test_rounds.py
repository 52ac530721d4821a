"""Last round is found where it lies, by the names of the rounds; and no path leads unnoticed into a folder of another purpose."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from survey_tool.reference.folders import folder_around
from survey_tool.reference.rounds import last_release, last_returns
from survey_tool.reference.survey import open_survey
from tests.cases import a_survey


def a_file(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()


@pytest.mark.parametrize(
    ("present", "others", "expected"),
    [
        ("2026", ("2024", "2025"), "2025"),
        ("2026", ("2025", "2027"), "2025"),
        ("2026", ("2027",), None),
        ("R10", ("R8", "R9"), "R9"),
        ("2026", ("R7", "2024"), "2024"),
        ("2026", ("R6", "R7"), "R7"),
        ("2026", ("R7", "EXAMPLE"), "R7"),
        ("2026", ("EXAMPLE",), None),
        ("2026", ("replaced", ".2025.new", "2025 copy"), None),
    ],
)
def test_the_newest_other_round_by_its_name(
    tmp_path: Path, present: str, others: tuple[str, ...], expected: str | None
) -> None:
    for name in (present, *others):
        a_file(tmp_path / "submissions" / name / "within" / "a.xlsx")
        a_file(tmp_path / "published" / name / "data" / "cases.csv")
    (tmp_path / "submissions" / "2025").mkdir(exist_ok=True)
    (tmp_path / "published" / "2025").mkdir(exist_ok=True)
    survey = a_survey(tmp_path, round=present)
    for sought, name in ((last_returns(survey), "submissions"), (last_release(survey), "published")):
        assert sought.folder == (tmp_path / name / expected if expected else None)
        assert sought.looked_in == (tmp_path / name,)


def test_the_workspace_of_the_last_round_is_looked_in_too(tmp_path: Path) -> None:
    a_file(tmp_path / "old" / "submissions" / "2025" / "a.xlsx")
    a_file(tmp_path / "new" / "submissions" / "2024" / "a.xlsx")
    (tmp_path / "new" / "survey.toml").write_text('last_workspace = "../old"\n', encoding="utf-8")
    sought = last_returns(open_survey(tmp_path / "new"))
    assert sought.folder is not None
    assert sought.folder.resolve() == tmp_path / "old" / "submissions" / "2025"
    assert [each.resolve() for each in sought.looked_in] == [tmp_path / "new/submissions", tmp_path / "old/submissions"]


def test_the_folder_around_a_path_is_found_wherever_links_lead(tmp_path: Path) -> None:
    here, other = tmp_path / "here", tmp_path / "other"
    for folder in (here, other):
        (folder / "submissions" / "2026").mkdir(parents=True)
    (other / "survey.toml").touch()
    returns = other / "submissions"
    assert folder_around(here / "submissions" / "2026", here) == here / "submissions"
    assert folder_around(here / "x" / ".." / "submissions", here) == here / "submissions"
    assert folder_around(returns / "2026" / "new", here) == returns
    assert folder_around(tmp_path / "submissions" / "work", here) is None, "a folder that is merely called so"
    assert folder_around(here / "preview", here) is None
    assert folder_around(here / "mail" / "x", here, ["submissions"]) is None
    if os.name != "nt":
        (here / "link").symlink_to(returns)
        assert folder_around(here / "link" / "x", here) == returns
