"""The same submissions and settings give the same bytes: another process, hash seed, time zone, locale, folder, day."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from survey_tool.release.publish import publish
from tests.cases import a_survey, reported
from tests.rounds import a_round, contents

ROOT = Path(__file__).parents[2]
SCRIPT = """
import locale, sys
from pathlib import Path
from time_machine import travel
for day in sys.argv[2:]:
    travel(day).start()
from survey_tool.release.publish import publish
from tests.cases import a_survey
from tests.rounds import a_round
locale.setlocale(locale.LC_ALL, "")
survey = a_survey(Path(sys.argv[1]))
publish(survey, a_round(survey))
"""
SURROUNDINGS = {
    "as usual": {},
    "another seed": {"PYTHONHASHSEED": "12345"},
    "another time zone": {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1"},
    "another time zone behind": {"TZ": "Pacific/Pago_Pago", "LC_ALL": "C.UTF-8"},
    "another locale": {"LC_ALL": "C", "PYTHONHASHSEED": "2", "PYTHONUTF8": "0"},
}

FAR = dt.date(2031, 7, 7)
"""A day that stands in no settings, on which the usual release is made; the others are made today."""
SHORT = "another time zone"
"""The one that is tried in the short suite: another seed, too."""


def release(workspace: Path, surroundings: dict[str, str], *day: str) -> dict[str, bytes]:
    """What another process publishes, on a day of its own if one is given."""
    workspace.mkdir()
    environment = {**os.environ, **surroundings, "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", SCRIPT, str(workspace), *day], env=environment, cwd=workspace, check=True)
    return dict(contents(workspace / "published"))


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return release(tmp_path_factory.mktemp("usual") / "workspace", {}, f"{FAR.isoformat()}T12:00:00+00:00")


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", [SHORT, *(pytest.param(name, marks=pytest.mark.long) for name in SURROUNDINGS if name != SHORT)]
)
def test_other_surroundings_give_the_same_bytes(usual: dict[str, bytes], tmp_path: Path, name: str) -> None:
    other = release(tmp_path / name, SURROUNDINGS[name])
    assert list(other) == list(usual)
    assert [part for part in usual if usual[part] != other[part]] == []


@pytest.mark.slow
@pytest.mark.usefixtures("on_windows")
def test_another_system_gives_the_same_bytes(usual: dict[str, bytes], tmp_path: Path) -> None:
    survey = a_survey(tmp_path)
    publish(survey, a_round(survey))
    other = dict(contents(tmp_path / "published"))
    assert [part for part in usual if usual[part] != other[part]] == []


@pytest.mark.slow
def test_the_order_in_which_files_came_changes_nothing(usual: dict[str, bytes], tmp_path: Path) -> None:
    survey = a_survey(tmp_path)
    given = a_round(survey)
    publish(survey, replace(given, submissions=tuple(reversed(given.submissions))))
    again = dict(contents(tmp_path / "published"))
    assert [part for part in usual if usual[part] != again[part]] == []


def test_the_day_of_the_machine_is_nowhere(usual: dict[str, bytes]) -> None:
    days = [FAR + dt.timedelta(days=shift) for shift in (-1, 0, 1)]
    for name, content in usual.items():
        assert not [day for day in days if day.isoformat().encode() in content], name


@pytest.mark.slow
def test_a_release_says_which_day_it_is_of(tmp_path: Path) -> None:
    """And only that day makes two releases of the same answers differ."""
    found = {}
    for day in ("2027-03-01", "2027-04-02"):
        survey = a_survey(tmp_path / day, published_on=day)
        survey.workspace.mkdir(exist_ok=True)
        publish(survey, reported(survey))
        found[day] = dict(contents(survey.published / "data"))
    differing = {name for name, content in found["2027-03-01"].items() if found["2027-04-02"][name] != content}
    assert differing == {"README.md", "cases.json", "datapackage.json", "dcat.jsonld", "series.csv"}
