"""What publishing finds in its folder: the release before is kept, what others have put there stays where it is."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from survey_tool.reference.survey import Survey
from survey_tool.release.publish import Published, publish
from tests.cases import a_survey
from tests.rounds import a_round, no_dashboard

WORKBOOK = "joint-procurement_2026_ja.xlsx"


def release(workspace: Path, day: str = "2027-03-01") -> Published:
    survey: Survey = a_survey(workspace, published_on=day)
    return publish(survey, a_round(survey), write_dashboards=no_dashboard)


def whole(folder: Path) -> bool:
    """Whether a folder holds what its checksums say and nothing else."""
    lines = [line.split("  ") for line in (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()]
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    return names == {name for _, name in lines} | {"SHA256SUMS"} and all(
        hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest for digest, name in lines
    )


@pytest.mark.slow
def test_a_replaced_release_is_kept_and_the_same_one_is_not(tmp_path: Path) -> None:
    first = release(tmp_path)
    assert release(tmp_path).earlier.kept_in is None, "the same: nothing would be lost"
    before = (first.directory / WORKBOOK).read_bytes()

    kept_in = release(tmp_path, "2027-04-01").earlier.kept_in

    assert kept_in is not None
    assert kept_in.parent == tmp_path / "published" / "replaced"
    assert kept_in.name.startswith("2026-")
    assert (kept_in / WORKBOOK).read_bytes() == before
    assert whole(kept_in)
    assert whole(first.directory)


@pytest.mark.slow
def test_a_release_that_was_kept_before_is_not_kept_twice(tmp_path: Path) -> None:
    kept = [release(tmp_path, f"2027-{month}-01").earlier.kept_in for month in ("03", "04", "03", "04")]

    assert kept[0] is None
    assert kept[1] == kept[3] != kept[2]
    assert len(list((tmp_path / "published" / "replaced").iterdir())) == 2


@pytest.mark.slow
def test_what_others_have_put_there_stays(tmp_path: Path) -> None:
    folder = release(tmp_path).directory
    foreign = {
        "memo.txt": b"1",
        ".git/objects/ab/cdef": b"2",
        "data/old/cases.csv": b"3",
        "data/notes.csv": b"4",
        "~$joint.xlsx": b"5",
    }
    for name, content in foreign.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    (folder / ".git/objects/ab/cdef").chmod(0o400)
    (folder / ".git/refs/tags").mkdir(parents=True)

    for day in ("2027-03-01", "2027-04-01"):
        published = release(tmp_path, day)

        assert published.earlier.beside == (".git/", "data/notes.csv", "data/old/", "memo.txt", "~$joint.xlsx")
        assert {name: (folder / name).read_bytes() for name in foreign} == foreign
        assert (folder / ".git/refs/tags").is_dir()
        assert "memo.txt" not in (folder / "SHA256SUMS").read_text(encoding="utf-8")
    assert published.earlier.kept_in is not None
    assert whole(published.earlier.kept_in), "what stays is not kept a second time"


@pytest.mark.slow
@pytest.mark.parametrize("day", ["2027-03-01", "2027-04-01"], ids=["the same release", "another release"])
def test_a_file_of_the_release_that_somebody_has_changed_is_kept(tmp_path: Path, day: str) -> None:
    folder = release(tmp_path).directory
    (folder / "data" / "cases.csv").write_bytes(b"corrected by hand")

    earlier = release(tmp_path, day).earlier

    assert earlier.changed == ("data/cases.csv",)
    assert earlier.kept_in is not None
    assert (earlier.kept_in / "data" / "cases.csv").read_bytes() == b"corrected by hand"
    assert whole(folder)


def a_folder(path: Path) -> None:
    path.mkdir(parents=True)
    (path / "mine").write_bytes(b"mine")


def a_file(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"mine")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "make", "told", "lies"),
    [
        (WORKBOOK, a_file, WORKBOOK, WORKBOOK),
        ("SHA256SUMS", a_file, "SHA256SUMS", "SHA256SUMS"),
        ("data/cases.csv", a_folder, "data/cases.csv/mine", "data/cases.csv/mine"),
        ("data", a_file, "data", "data"),
    ],
)
def test_what_has_the_name_of_a_new_file_is_moved_and_said(
    tmp_path: Path, name: str, make: Callable[[Path], None], told: str, lies: str
) -> None:
    """A folder that no release of ours was written to."""
    make(tmp_path / "published" / "2026" / name)

    published = release(tmp_path)

    assert published.earlier.in_the_way == (told,)
    assert published.earlier.kept_in is not None
    assert (published.earlier.kept_in / lies).read_bytes() == b"mine"
    assert whole(published.directory)


@pytest.mark.slow
def test_links_are_followed_nowhere(tmp_path: Path) -> None:
    folder, elsewhere = release(tmp_path).directory, tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "kept").touch()
    (folder / "link").symlink_to(elsewhere)

    assert release(tmp_path, "2027-04-01").earlier.beside == ("link",)
    assert (folder / "link").is_symlink()
    assert (folder / "link" / "kept").exists()
