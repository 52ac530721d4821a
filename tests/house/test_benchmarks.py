"""What the benchmarks hand to the product are returns as they should be: it accepts them, and finds nothing to say. A national round
is found, written and published as it was answered."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from httpx2 import Client, MockTransport, Response

from benchmarks.measuring import BenchmarkFailedError, Command, run
from benchmarks.national.__main__ import rehearse
from benchmarks.national.answers import country, doubts
from benchmarks.national.by_desk import ByDesk
from benchmarks.national.compared import said
from benchmarks.national.expected import Said
from benchmarks.national.memory import watched
from benchmarks.national.rounds import Sizes
from benchmarks.national.ways import ways
from benchmarks.returned import drawn_round, plain_round
from survey_tool.intake.collect import collect
from survey_tool.reference.survey import Survey
from tests.forms import the_survey

CASES = 60
"""So many that the answers, which vary with the number of the case, have been through all their variations."""


def told(survey: Survey) -> tuple[Counter[str], Counter[str]]:
    submissions = collect(survey, [survey.submissions]).submissions
    codes = (found.code for each in submissions for found in each.findings if found.severity != "info")
    return Counter(each.status for each in submissions), Counter(codes)


def test_a_form_that_is_written_plainly(tmp_path: Path) -> None:
    assert told(plain_round(tmp_path / "plain", CASES, ["13"], 8)) == ({"accepted": 1}, {})


@pytest.mark.long
def test_forms_that_are_drawn(tmp_path: Path) -> None:
    assert told(drawn_round(tmp_path / "drawn", 10)) == ({"accepted": 47}, {})


@pytest.mark.slow
def test_a_country_answers_as_many_cases_as_are_wanted_without_a_doubt_and_the_same_each_time() -> None:
    survey = the_survey()
    nothing = frozenset(ways(survey.places.prefectures, "2026").of("nothing"))
    told = country(survey, 560, nothing)
    assert told == country(survey, 560, nothing)
    assert sum(len(each.cases) for each in told.values()) == 560
    assert {code for code, each in told.items() if not each.cases} == nothing
    assert [found for each in told.values() for case in each.cases for found in doubts(survey, case)] == []


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system does not tell it")
def test_of_a_process_its_own_memory_is_told_and_that_of_those_it_begins_and_not_that_of_who_began_it() -> None:
    ours = bytearray(b"x") * (300 * 2**20)
    lasting = "import time; held = bytearray(b'x') * (80 * 2**20); time.sleep(1)"
    with watched() as most:
        run(
            Command(
                (sys.executable, "-c", f"import subprocess, sys; subprocess.run([sys.executable, '-c', {lasting!r}])")
            )
        )
    del ours
    assert 80 < most() < 200


def test_what_a_report_tells_twice_or_as_confirmed_is_seen() -> None:
    once = {"code": "required", "sheet": "事例", "cell": "F9", "confirmed": False}
    file = {"file": "a.eml/b_merged-0123ab.xlsx", "status": "accepted", "findings": [once]}
    found = said({"submissions": [file]})
    assert found == {"a.eml/b_merged.xlsx": Said("accepted", frozenset({("required", "事例", "F9")}))}
    assert said({"submissions": [{**file, "findings": [once, once]}]}) != found
    assert said({"submissions": [{**file, "findings": [{**once, "confirmed": True}]}]}) != found
    assert said({"submissions": [file, {**file, "file": "a.eml/b_merged-4567cd.xlsx"}]}) != found


@pytest.mark.parametrize("code", [0, 3])
def test_a_desk_that_its_own_button_does_not_end_well_is_seen(code: int, tmp_path: Path) -> None:
    process = subprocess.Popen([sys.executable, "-c", f"raise SystemExit({code})"], text=True)
    client = Client(base_url="http://127.0.0.1", transport=MockTransport(lambda _: Response(200)))
    hand, told = ByDesk(tmp_path, _process=process, _client=client), list[str]()
    try:
        hand.leave()
    except BenchmarkFailedError as error:
        told.append(str(error))
    assert told == ([f"the desk ended with {code}"] if code else [])
    hand.leave()


@pytest.mark.long
def test_a_national_round_is_found_and_published_as_it_was_answered(tmp_path: Path) -> None:
    _, compared = rehearse(tmp_path, Sizes(cases=94, mails=60), ("2026", "2027"), at_the_desk=True)
    assert {each.what for each in compared} >= {"findings", "letters", "published tables"}
    assert [told for each in compared for told in each.differing] == []
