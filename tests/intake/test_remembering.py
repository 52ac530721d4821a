"""What is remembered of returns gives what reading them anew gives, and reads only files whose content was not seen before."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from survey_tool.intake import remembering as remembering_module
from survey_tool.intake.collect import collect
from survey_tool.intake.opening import returned_files
from survey_tool.intake.opening.reader import Readers
from survey_tool.intake.remembering import Remembering
from survey_tool.intake.settling.found_out import FoundOut, confirmation
from survey_tool.reference.survey import Survey, open_survey
from survey_tool.settings.limits import Limits
from tests.desks import returned
from tests.mails import eml


@pytest.fixture(scope="module")
def readers() -> Iterator[Readers]:
    with Readers() as ready:
        yield ready


@pytest.fixture
def survey(tmp_path: Path) -> Survey:
    survey = open_survey(tmp_path)
    survey.submissions.mkdir(parents=True)
    for code in ("01", "13"):
        (survey.submissions / f"{code}.xlsx").write_bytes(returned(code))
    return survey


@pytest.mark.slow
def test_only_new_content_is_read(survey: Survey, readers: Readers) -> None:
    remembering, folder = Remembering(lambda: readers), survey.submissions

    def read() -> int:
        assert remembering.collect(survey, [folder]) == collect(survey, [folder], readers=readers)
        return remembering.read_last

    assert read() == 2
    assert read() == 0
    os.utime(folder / "13.xlsx")
    assert read() == 0
    (folder / "47.eml").write_bytes(bytes(eml({"47.xlsx": returned("47")}, subject="", sender="")))
    assert read() == 1
    (folder / "13.xlsx").write_bytes(returned("13", wrong=True))
    assert read() == 1
    (folder / "01.xlsx").unlink()
    assert read() == 0
    (folder / "13.xlsx").rename(folder / "東京都.xlsx")
    assert read() == 1  # its name may say whose it is
    (folder / "東京都.xlsx").write_bytes(returned("13"))
    assert read() == 1


def test_a_file_that_nobody_has_touched_is_not_even_loaded(
    survey: Survey, readers: Readers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many lie there: what one more costs does not grow with them."""
    loaded: list[str] = []
    load = returned_files.load_file

    def watched(path: Path, limits: Limits) -> bytes:
        loaded.append(path.name)
        return load(path, limits)

    monkeypatch.setattr(returned_files, "load_file", watched)
    monkeypatch.setattr(remembering_module, "_SETTLED", -1)
    remembering, folder = Remembering(lambda: readers), survey.submissions

    def loads() -> set[str]:
        loaded.clear()
        found = remembering.collect(survey, [folder])
        told = set(loaded)
        assert found == collect(survey, [folder], readers=readers)
        return told

    assert loads() == {"01.xlsx", "13.xlsx"}
    assert loads() == set()
    (folder / "47.xlsx").write_bytes(returned("47"))
    assert loads() == {"47.xlsx"}
    before = (folder / "13.xlsx").stat()
    (folder / "13.xlsx").write_bytes(returned("13", wrong=True))
    os.utime(folder / "13.xlsx", ns=(before.st_atime_ns, before.st_mtime_ns))
    assert loads() == {"13.xlsx"}, "though its time was put back"
    assert loads() == set()


def test_what_has_only_just_changed_is_loaded_again(
    survey: Survey, readers: Readers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file system may give two changes the same time."""
    begun = time.time_ns()
    monkeypatch.setattr(remembering_module, "_mark", lambda _: (0, begun, begun, 0))
    monkeypatch.setattr(remembering_module, "_SETTLED", 3600 * 10**9)
    remembering, folder = Remembering(lambda: readers), survey.submissions
    remembering.collect(survey, [folder])
    (folder / "13.xlsx").write_bytes(returned("13", wrong=True))
    assert remembering.collect(survey, [folder]) == collect(survey, [folder], readers=readers)


def test_other_settings_judge_anew(survey: Survey, readers: Readers) -> None:
    remembering, folder = Remembering(lambda: readers), survey.submissions
    remembering.collect(survey, [folder])
    other = survey.round.model_copy(update={"as_of": dt.date(2020, 1, 1)})
    strict = replace(survey, round=other)
    assert remembering.collect(strict, [folder]) == collect(strict, [folder], readers=readers)
    assert remembering.read_last == 2


def test_what_people_find_out_counts_at_once(survey: Survey, readers: Readers) -> None:
    """Whose a file is judges that file anew, no other; that a doubtful answer is right needs no reading at all."""
    remembering, folder = Remembering(lambda: readers), survey.submissions
    (folder / "01.xlsx").rename(folder / "大阪府.xlsx")
    before = remembering.collect(survey, [folder])
    (doubtful,) = [each for each in before.submissions if each.owner.doubts]
    found_out = FoundOut(owners={hashlib.sha256(returned("01")).hexdigest(): "01"})
    after = remembering.collect(survey, [folder], found_out=found_out)
    assert remembering.read_last == 1
    assert after == collect(survey, [folder], readers=readers, found_out=found_out)
    assert [each.owner.doubts for each in after.submissions] == [(), ()]
    warnings = [(found, each.prefecture_code or "") for each in after.submissions for found in each.to_check]
    confirmed = replace(found_out, confirmed={confirmation(*each) for each in warnings})
    assert remembering.collect(survey, [folder], found_out=confirmed) == collect(
        survey, [folder], readers=readers, found_out=confirmed
    )
    assert remembering.read_last == 0
    assert doubtful.file == "大阪府.xlsx"


def test_what_cannot_be_read_just_now_is_tried_again(survey: Survey, readers: Readers) -> None:
    remembering, folder = Remembering(lambda: readers), survey.submissions
    remembering.collect(survey, [folder])
    (folder / "pipe.xlsx").mkdir()  # a folder that is empty holds no file
    os.mkfifo(folder / "13-2.xlsx")
    for _ in range(2):
        found = remembering.collect(survey, [folder])
        assert remembering.read_last == 1
        assert [each.status for each in found.submissions if each.file == "13-2.xlsx"] == ["unreadable"]
