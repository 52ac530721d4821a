"""What came in is saved among the returns once, never over anything, under a name that every system can keep and that hides nothing."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from survey_tool.intake.opening.names import left_out
from survey_tool.post.incoming import received
from survey_tool.post.incoming.received import Received, safe_name
from survey_tool.reference.survey import Survey, open_survey


@pytest.fixture
def survey(tmp_path: Path) -> Survey:
    return open_survey(tmp_path)


def receive(survey: Survey, given: str, content: bytes) -> Received:
    return received.receive(survey, given, io.BytesIO(content))


def saved(survey: Survey) -> dict[str, bytes]:
    folder = survey.submissions
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../survey.toml", "survey.toml"),
        ("..\\..\\13.xlsx", "13.xlsx"),
        ("C:\\temp\\13.xlsx", "13.xlsx"),
        (".hidden.xlsx", "_hidden.xlsx"),
        ("~$13.xlsx", "_13.xlsx"),
        ("Thumbs.db", "_Thumbs.db"),
        ("CON.xlsx", "_CON.xlsx"),
        ("nul", "_nul"),
        ("a<b>:c|d?e*f.xlsx", "a_b__c_d_e_f.xlsx"),
        ("13.xlsx. . ", "13.xlsx"),
        ("...", "_"),
        ("set-aside", "set-aside"),
        ("x\u202etxt.xlsx", "xtxt.xlsx"),
        ("か\u3099.xlsx", "が.xlsx"),
        ("県" * 200 + ".xlsx", "県" * 58 + ".xlsx"),
    ],
)
def test_a_name_is_safe_on_every_system(survey: Survey, given: str, kept: str) -> None:
    assert safe_name(given) == kept
    assert safe_name(kept) == kept
    assert not left_out(kept)
    assert len(kept.encode()) <= 180
    receive(survey, given, b"anything")
    assert saved(survey) == {kept: b"anything"}


def test_a_number_tells_files_of_one_name_apart(survey: Survey) -> None:
    told = [receive(survey, "13.xlsx", content) for content in (b"one", b"two", b"three", b"two")]
    assert [(each.fate, each.file) for each in told] == [
        ("saved", "13.xlsx"),
        ("saved", "13-2.xlsx"),
        ("saved", "13-3.xlsx"),
        ("there", "13-2.xlsx"),
    ]
    assert saved(survey) == {"13.xlsx": b"one", "13-2.xlsx": b"two", "13-3.xlsx": b"three"}


def test_a_folder_of_that_name_is_left_alone(survey: Survey) -> None:
    (survey.submissions / "corrections").mkdir(parents=True)
    assert receive(survey, "corrections", b"one").file == "corrections-2"


def test_the_same_content_is_found_in_folders_but_not_among_copies(survey: Survey) -> None:
    for name in ("東京都", "corrections"):
        (survey.submissions / name).mkdir(parents=True)
        (survey.submissions / name / "13.xlsx").write_bytes(name.encode())
    assert receive(survey, "13.xlsx", "東京都".encode()).file == "東京都/13.xlsx"
    assert receive(survey, "13.xlsx", b"corrections").fate == "saved"


def test_what_was_set_aside_is_not_saved_again(survey: Survey) -> None:
    (survey.submissions / "set-aside").mkdir(parents=True)
    (survey.submissions / "set-aside" / "old.xlsx").write_bytes(b"one")
    told = receive(survey, "13.xlsx", b"one")
    assert (told.fate, told.told.ja) == (
        "set_aside",
        "「13.xlsx」は、対象外としたファイル（old.xlsx）と同じ内容のため、保存していません。",
    )


def test_an_empty_file_is_told_and_not_kept(survey: Survey) -> None:
    assert receive(survey, "13.xlsx", b"").told.en.startswith('"13.xlsx" is empty and was not saved.')
    assert not survey.submissions.exists()


class Piecemeal(io.FileIO):
    """A file of which nobody may ask for the whole."""

    def read(self, size: int | None = -1) -> bytes:
        assert size is not None
        assert 0 < size <= 2**20
        return super().read(size)


def test_a_large_file_is_never_whole_in_memory(survey: Survey, tmp_path: Path) -> None:
    content = bytes(3 * 2**20)
    (tmp_path / "given.zip").write_bytes(content)
    for fate in ("saved", "there"):
        with Piecemeal(tmp_path / "given.zip") as given:
            assert received.receive(survey, "13.zip", given).fate == fate
    assert saved(survey) == {"13.zip": content}


def test_what_two_bring_at_once_is_saved_once(survey: Survey) -> None:
    content = b"answers" * 100_000
    with ThreadPoolExecutor(8) as together:
        told = list(together.map(lambda _: receive(survey, "13.xlsx", content), range(8)))
    assert sorted(each.fate for each in told) == ["saved", *(["there"] * 7)]
    assert list(saved(survey)) == ["13.xlsx"]
