"""What has changed since an earlier release is told whole, in six kinds: nobody who has not answered has withdrawn anything."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from survey_tool.intake.judging.submission import JudgedCase
from survey_tool.questionnaire.asked.questionnaire import Questionnaire
from survey_tool.reference.survey import Survey
from survey_tool.release.publish import publish
from survey_tool.release.tables.csvfile import read_csv
from survey_tool.release.tables.rounds.told import Damaged, NotARelease
from tests.cases import CHIYODA, CHUO, MINATO, a_case, a_survey, a_wrong_case, reported, which_asks
from tests.questionnaire.test_schemas import CaseWithMore
from tests.rounds import no_dashboard

Row = dict[str, str]
ONE, TWO = "13-2026-01", "13-2026-02"


@pytest.fixture
def survey(tmp_path: Path) -> Survey:
    return a_survey(tmp_path)


def release(survey: Survey, *cases: JudgedCase, since: Path | None = None) -> list[Row]:
    """Publish and read the changes back."""
    before = (since,) if since else ()
    publish(survey, reported(survey, *cases), (), before, agree=lambda _: True, write_dashboards=no_dashboard)
    return read_csv(survey.published / "data" / "changes.csv")


def earlier(survey: Survey, *cases: JudgedCase) -> Path:
    """An earlier release, put aside."""
    release(survey, *cases)
    return Path(shutil.copytree(survey.published, survey.workspace / "earlier"))


def told(rows: list[Row]) -> list[tuple[str, ...]]:
    return [tuple(row[key] for key in ("case_id", "kind", "field", "before", "after")) for row in rows]


def case(survey: Survey, case_id: str = ONE, **changes: Any) -> JudgedCase:
    return a_case(survey, case_id, **{"name": case_id, **changes})


def test_without_an_earlier_release_there_are_no_changes(survey: Survey) -> None:
    assert release(survey, case(survey)) == []
    card = (survey.published / "data" / "README.md").read_text(encoding="utf-8")
    assert "以前の公表データとの比較はしていません" in card


@pytest.mark.slow
def test_nothing_has_changed(survey: Survey) -> None:
    odd = case(survey, summary="=1+1", process_note="'=2", background='"a"\r\nb', initial_cost="not_disclosed")
    assert release(survey, odd, since=earlier(survey, odd)) == []
    card = (survey.published / "data" / "README.md").read_text(encoding="utf-8")
    assert "以前の公表データからの変更：追加0件、変更0件、終了0件、取下げ0件、今回報告なし0件、公表対象外0件" in card


def kinds(rows: list[Row]) -> dict[str, tuple[str, str, str]]:
    """What is told of each case; of one that has ended, that it has, whatever else has changed."""
    in_turn = sorted(rows, key=lambda row: row["kind"] != "changed")
    return {row["case_id"]: (row["kind"], row["reason"], row["case_name"]) for row in in_turn}


@pytest.mark.slow
def test_six_kinds_are_never_mixed(survey: Survey) -> None:
    ids = [f"13-2026-{number:02}" for number in range(1, 7)]
    before = earlier(survey, *(case(survey, each, name=f"前{each}") for each in ids), case(survey, "14-2026-01"))
    ended = {"status": "ended", "contract_end_on": "2027-03"}
    rows = release(
        survey,
        case(survey, ids[0], name="今"),
        case(survey, ids[1], name=f"前{ids[1]}", **ended),
        case(survey, ids[2], name="今", withdrawn=True),
        case(survey, ids[3], prefecture_role="none"),
        a_wrong_case(survey, ids[4]),
        case(survey, "13-2026-07"),
        since=before,
    )
    assert kinds(rows) == {
        ids[0]: ("changed", "", "今"),
        ids[1]: ("ended", "", f"前{ids[1]}"),
        ids[2]: ("withdrawn", "", f"前{ids[2]}"),
        ids[3]: ("no_longer_published", "no_prefecture_involved", f"前{ids[3]}"),
        ids[4]: ("no_longer_published", "needs_correction", f"前{ids[4]}"),
        ids[5]: ("not_reported", "not_listed", f"前{ids[5]}"),
        "13-2026-07": ("added", "", "13-2026-07"),
        "14-2026-01": ("not_reported", "not_answered", "14-2026-01"),
    }
    told_ja = {row["kind"]: (row["kind_ja"], row["reason_ja"]) for row in rows if row["case_id"] != ids[5]}
    assert told_ja["not_reported"] == ("今回報告なし", "都道府県の回答なし")
    assert told_ja["withdrawn"] == ("取下げ", "")
    ((field, was, is_),) = {(row["field"], row["before"], row["after"]) for row in rows if row["kind"] == "ended"}
    assert (field, was, is_) == ("status", "in_operation", "ended")


@pytest.mark.slow
def test_of_a_case_whose_publication_is_no_longer_agreed_not_even_the_name_is_told(survey: Survey) -> None:
    before = earlier(survey, case(survey, ONE, name="前の名称"), case(survey, TWO))
    rows = release(
        survey, case(survey, ONE, publication="do_not_publish", name="今の名称"), case(survey, TWO), since=before
    )
    assert kinds(rows) == {ONE: ("no_longer_published", "not_consented", "")}
    written = b"".join(path.read_bytes() for path in survey.published.rglob("*") if path.is_file()).decode(
        "utf-8", "replace"
    )
    assert "前の名称" not in written
    assert "今の名称" not in written


@pytest.mark.slow
@pytest.mark.parametrize(
    ("was", "is_", "expected"),
    [
        ({"name": "甲"}, {"name": "乙"}, ("name", "甲", "乙")),
        ({"name": "=甲"}, {"name": "+乙"}, ("name", "=甲", "+乙")),
        ({"initial_cost": 3300}, {"initial_cost": 0}, ("initial_cost", "3300", "0")),
        ({"initial_cost": 3300}, {"initial_cost": "not_disclosed"}, ("initial_cost", "3300", "not_disclosed")),
        ({"initial_cost": "unknown"}, {"initial_cost": None}, ("initial_cost", "unknown", "")),
        ({"contract_on": "2024-01"}, {"contract_on": "2024年度"}, ("contract_on", "2024-01", "2024年度")),
        ({"benefit_users": True}, {"benefit_users": None}, ("benefit_users", "true", "")),
        ({"system_types_also": None}, {"system_types_also": ("G05", "B01")}, ("system_types_also", "", "G05;B01")),
        ({"total_cost_years": 5}, {"total_cost_years": 5.5}, ("total_cost_years", "5", "5.5")),
    ],
)
def test_an_answer_has_changed(survey: Survey, was: Row, is_: Row, expected: tuple[str, ...]) -> None:
    """One row an answer: labels, bands and what is reckoned from it are not told again."""
    rows = release(survey, case(survey, **is_), since=earlier(survey, case(survey, **was)))
    assert told(rows) == [(ONE, "changed", *expected)]
    question = survey.questionnaire.case.questions()[expected[0]]
    assert (rows[0]["field_ja"], rows[0]["field_en"]) == (question.label.ja, question.label.en)


@pytest.mark.slow
def test_every_public_question_is_compared(survey: Survey) -> None:
    """Blank what can be blanked: each gives its own row, private ones none."""
    questions = survey.questionnaire.case.questions()
    before = earlier(survey, case(survey, remarks="甲"))
    optional = (
        "summary",
        "other_participants",
        "vendor",
        "process_note",
        "cost_split",
        "contact_phone",
        "rfi_on",
        "remarks",
    )
    blanked: dict[str, Any] = dict.fromkeys(optional)
    rows = release(survey, case(survey, **blanked), since=before)
    assert [row["field"] for row in rows] == [
        key for key in questions if key in optional and not questions[key].private
    ]
    assert all(row["before"] and not row["after"] for row in rows)


@pytest.mark.slow
def test_participation_has_changed(survey: Survey) -> None:
    before = earlier(survey, a_case(survey, ONE, {CHIYODA: "participating", CHUO: "considering"}))
    rows = release(survey, a_case(survey, ONE, {CHUO: "participating", MINATO: "considering"}), since=before)
    assert told(rows) == [
        (ONE, "changed", CHIYODA, "participating", ""),
        (ONE, "changed", CHUO, "considering", "participating"),
        (ONE, "changed", MINATO, "", "considering"),
    ]
    assert rows[0]["field_ja"] == "千代田区"


@pytest.mark.slow
def test_a_case_is_merged_now(survey: Survey) -> None:
    first, second = (
        a_case(survey, f"{code}-2026-01", {municipality: "participating"}, co_prefectures=other)
        for code, municipality, other in (("31", "312011", ("33",)), ("33", "331007", ("31",)))
    )
    rows = release(survey, first, second, since=earlier(survey, first))
    assert told(rows) == [
        ("31-2026-01", "changed", "331007", "", "participating"),  # it named the other before, and was shown there
    ]


@pytest.mark.slow
def test_a_question_that_is_new_is_no_change_of_a_case(survey: Survey) -> None:
    before = earlier(survey, case(survey))
    more = which_asks(Questionnaire(survey.questionnaire.lists, CaseWithMore), survey)
    assert release(more, a_case(more, ONE, name=ONE, cloud="yes"), since=before) == []


@pytest.mark.slow
def test_the_release_in_place_can_be_compared_with(survey: Survey) -> None:
    release(survey, case(survey, name="甲"))
    rows = release(survey, case(survey, name="乙"), since=survey.published)
    assert told(rows) == [(ONE, "changed", "name", "甲", "乙")]


@pytest.mark.slow
@pytest.mark.parametrize("file", ["cases.csv", "participation.csv"])
def test_a_damaged_release_is_refused(survey: Survey, file: str) -> None:
    """Cut off, every case after the cut would be told as added."""
    before = earlier(survey, case(survey, ONE), case(survey, TWO))
    path = before / "data" / file
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))
    with pytest.raises(Damaged) as refusal:
        release(survey, case(survey, ONE), case(survey, TWO), since=before)
    assert f"{file}が公表時の内容と異なる" in refusal.value.sentence.ja
    assert f"{file} is not as it was published" in refusal.value.sentence.en


@pytest.mark.slow
def test_tables_without_their_descriptor_can_be_compared_with(survey: Survey) -> None:
    before = earlier(survey, case(survey, ONE)) / "data"
    (before / "datapackage.json").unlink()
    assert told(release(survey, case(survey, TWO), since=before)) == [
        (ONE, "not_reported", "", "", ""), (TWO, "added", "", "", ""),
    ]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("cases.csv", b'"id","name"\n"1","x"\n'),
        ("cases.csv", b'"case_id","name"\n"","x"\n'),
        ("cases.csv", b'"case_id","name"\n"13-2026-01","x'),
        ("cases.csv", b"\xff\xfe\x00junk"),
        ("participation.csv", b"junk"),
        ("participation.csv", b""),
        ("participation.csv", b'"case_id","municipality_code"\n'),
        ("datapackage.json", b"{"),
        ("datapackage.json", b"[1, 2]"),
        ("datapackage.json", b'{"resources": [1]}'),
    ],
)
def test_what_is_no_release_is_refused(survey: Survey, file: str, content: bytes) -> None:
    before = earlier(survey, case(survey)) / "data"
    (before / "datapackage.json").unlink()
    (before / file).write_bytes(content)
    with pytest.raises(NotARelease) as refusal:
        release(survey, case(survey), since=before)
    assert "比較する公表データ" in refusal.value.sentence.ja


@pytest.mark.slow
def test_it_is_said_what_was_compared_with(survey: Survey) -> None:
    release(survey, case(survey), since=earlier(survey, case(survey)))
    descriptor = json.loads((survey.published / "data" / "datapackage.json").read_text(encoding="utf-8"))
    (changes,) = (each for each in descriptor["resources"] if each["name"] == "changes")
    assert "以前の公表データ（joint-procurement-2026 2027-03-01）からの変更点" in changes["description"]
    assert "since an earlier release (joint-procurement-2026 2027-03-01)." in changes["description"]


@pytest.mark.slow
def test_a_directory_without_a_release_is_refused_and_nothing_is_lost(survey: Survey) -> None:
    release(survey, case(survey))
    before = (survey.published / "SHA256SUMS").read_bytes()
    with pytest.raises(NotARelease) as refusal:
        release(survey, case(survey, name="乙"), since=survey.workspace / "nowhere")
    assert "nowhere" in refusal.value.sentence.ja
    assert (survey.published / "SHA256SUMS").read_bytes() == before
