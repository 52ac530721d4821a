"""Returns that are still being copied while the round goes on: never told as damaged, never written down by half."""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path

import pytest

from survey_tool.form.workbook import draw
from survey_tool.post.record.history import history_of
from survey_tool.reference.survey import open_survey
from tests.commands import command
from tests.forms import filled, the_survey
from tests.intake.test_reader import copied_in_pieces

CODES = ("01", "05", "13", "20", "27", "47")


@pytest.mark.long
def test_what_is_still_being_copied_is_told_as_such_and_counts_once_it_is_there(tmp_path: Path) -> None:
    (tmp_path / "survey.toml").touch()
    survey = open_survey(tmp_path)
    survey.submissions.mkdir(parents=True)
    forms = {code: draw(the_survey(), filled(code).form()) for code in CODES}
    copying = [
        copied_in_pieces(survey.submissions / f"{code}.xlsx", content, 8 * place, 0.4)
        for place, (code, content) in enumerate(forms.items(), start=1)
    ]
    told = Counter[tuple[str, str]]()
    while any(each.is_alive() for each in copying):
        report = command("validate", "--json", "-", workspace=tmp_path).json
        told.update(
            (each["status"], found["code"])
            for each in report["submissions"]
            for found in each["findings"]
            if found["code"].startswith("file-")
        )
    assert told.keys() == {("unreadable", "file-not-readable-here")}
    report = command("validate", "--json", "-", workspace=tmp_path).json
    assert [each["status"] for each in report["submissions"]] == ["accepted"] * len(CODES)
    arrived = [line.subject for line in history_of(survey).every_line if line.what == "arrived"]
    assert sorted(arrived) == sorted(f"sha256:{hashlib.sha256(each).hexdigest()}" for each in forms.values())
