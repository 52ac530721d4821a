"""`merge`: what two colleagues returned for one prefecture becomes one form, and nothing that either answered is lost.

Requirement: answers of which only one file has any, or which are equal however they are typed, make one form that replaces
both; where they contradict, a correction copy tells both at the cell. No file that somebody made is replaced.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from survey_tool.form.contract.answers import Answers, CaseAnswers
from survey_tool.form.contract.marker import parent_of
from survey_tool.form.workbook import draw
from survey_tool.intake.collect import collect
from survey_tool.intake.judging.submission import Submission
from survey_tool.intake.redrawing.corrections import form_with_answers
from survey_tool.intake.redrawing.merging import MergedForm, merged
from survey_tool.intake.settling.found_out import FoundOut, confirmation
from survey_tool.post.record.history import history_of
from survey_tool.reference.survey import Survey, open_survey
from survey_tool.reference.workspace import write_whole
from tests.commands import command
from tests.forms import CARRIED, TOKYO, Paper, case_of, filled, the_survey
from tests.held import held

FIRST, SECOND = case_of(TOKYO, 1), case_of(TOKYO, 2)
Keep = Callable[[object], bool]


def part(whole: Submission, name: str, keep: Keep) -> Submission:
    """A return that holds some of the answers."""

    def of_case(case: CaseAnswers) -> CaseAnswers:
        return replace(
            case,
            answers={key: value for key, value in case.answers.items() if keep((case.case_id, key))},
            marks={key: value for key, value in case.marks.items() if keep((case.case_id, "mark", key))},
        )

    respondent = {key: value for key, value in whole.typed.respondent.items() if keep(key)}
    typed = Answers(respondent, tuple(map(of_case, whole.typed.cases)), whole.typed.elsewhere)
    kept = {case.case_id: set(case.marks) for case in typed.cases}
    cases = tuple(
        replace(each, marks={code: mark for code, mark in each.marks.items() if code in kept[each.case_id]})
        for each in whole.cases
    )
    return replace(whole, file=f"{name}.xlsx", sha256=name * 64, typed=typed, cases=cases)


def in_order(answers: Answers) -> Answers:
    return replace(answers, cases=tuple(sorted(answers.cases, key=lambda case: case.case_id)))


@pytest.mark.parametrize("seed", range(40))
def test_answers_that_were_split_are_whole_again(seed: int) -> None:
    chance = random.Random(seed)
    paper = filled(carried=[CARRIED])
    paper.sheet("participants").put(69, 1, "141011")
    paper.sheet("participants").put(69, 7, "○")
    whole = paper.judged().submission
    shares: dict[object, str] = {}

    def held_by(name: str) -> Keep:
        return lambda place: name in shares.setdefault(place, chance.choice(("a", "b", "ab")))

    found = merged(the_survey(), [part(whole, name, held_by(name)) for name in "ab"])
    assert in_order(found.form.answers) == in_order(whole.typed)
    assert found.form.findings == ()
    assert found.form.parent == parent_of("a" * 64, "b" * 64)


def two(tmp_path: Path, first: Paper, second: Paper) -> Path:
    """A workspace with both returns."""
    (tmp_path / "survey.toml").touch()
    for name, paper in (("甲", first), ("乙", second)):
        write_whole(tmp_path / "submissions" / "2026" / f"{name}.xlsx", draw(the_survey(), paper.form()))
    return tmp_path


def statuses(workspace: Path) -> dict[str, str]:
    survey = open_survey(workspace)
    return {each.file: each.status for each in collect(survey, [survey.submissions]).submissions}


def half(*left_out: tuple[str, Sequence[str]]) -> Paper:
    paper = filled()
    for case_id, keys in left_out:
        for key in keys:
            paper.type("cases", key, None, case_id)
    return paper


@pytest.mark.slow
@pytest.mark.parametrize("name", ["乙.xlsx", "東京都（修正）.xlsx", "回答.xlsx"])
def test_nothing_is_merged_while_another_file_is_still_being_copied_that_may_be_one_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """It may correct both, or be one of those that contradict each other: it would be told that none do."""
    workspace = two(tmp_path, half((FIRST, ("vendor",))), half((SECOND, ("background",))))
    folder = workspace / "submissions" / "2026"
    if name != "乙.xlsx":
        (folder / name).write_bytes(b"PK")
    held(monkeypatch, name)
    before = sorted(folder.iterdir())
    done = command("merge", "13", workspace=workspace, lang="ja")
    assert (done.code, done.out) == (3, "")
    assert (
        f"まとめた調査票は作成していません。この端末で読み取ることのできないファイルがあります（{name}）。" in done.err
    )
    assert sorted(folder.iterdir()) == before
    assert not any(line.what == "merged" for line in history_of(open_survey(workspace)).lines)


@pytest.mark.slow
def test_what_does_not_contradict_becomes_one_return(tmp_path: Path) -> None:
    first, second = half((FIRST, ("summary", "vendor"))), half((SECOND, ("background",)))
    first.type("cases", "annual_cost", "１３２００", FIRST)
    second.type("cases", "annual_cost", 13200.0, FIRST)
    workspace = two(tmp_path, first, second)
    assert set(statuses(workspace).values()) == {"conflict"}
    done = command("merge", "東京都", workspace=workspace)
    (path,) = (workspace / "submissions" / "2026").glob("*_merged-*.xlsx")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"東京都の提出2件を1つの調査票にまとめました：{path}\n")
    assert statuses(workspace) == {"甲.xlsx": "superseded", "乙.xlsx": "superseded", path.name: "accepted"}
    survey = open_survey(workspace)
    (one,) = (each for each in collect(survey, [path]).submissions)
    whole = {case.case_id: case.answers for case in filled().judged().submission.cases}
    read = {case.case_id: case.answers for case in one.cases}
    assert {**read[FIRST], "annual_cost": None} == {**whole[FIRST], "annual_cost": None}
    assert read[FIRST]["annual_cost"] == 13200
    assert read[SECOND] == whole[SECOND]
    assert one.marker is not None
    assert set(one.marker.parents) == set(one.ancestors)
    assert len(one.ancestors) == 2
    (line,) = (each for each in history_of(survey).lines if each.what == "merged")
    assert (line.prefecture, line.subject) == ("13", f"sha256:{one.sha256}")
    assert line.detail == f"乙.xlsx + 甲.xlsx → {path.name}"
    again = command("merge", "13", workspace=workspace, lang="en")
    assert (again.code, again.out) == (0, "Nothing to merge: no returns of Tokyo contradict each other.\n")


@pytest.mark.slow
def test_contradictions_are_told_at_their_cells(tmp_path: Path) -> None:
    first, second = filled(), filled()
    first.type("cases", "annual_cost", 1200.0, FIRST)
    second.type("cases", "annual_cost", 1500.0, FIRST)
    second.type("respondent", "person", "別の担当")
    mark_cell = second.type("participants", "131016", "△", FIRST)
    workspace = two(tmp_path, first, second)
    done = command("merge", "13", workspace=workspace)
    (path,) = (workspace / "submissions" / "2026" / "corrections").glob("*.xlsx")
    assert done.code == 1
    cell = first.cell("cases", "annual_cost", FIRST)
    assert f"「事例」シート {cell}「年間運用費」：提出により回答が異なります。（記入内容：「1500」）" in done.out
    assert "乙.xlsxは「1500」、甲.xlsxは「1200」です。正しい回答を記入してください。" in done.out
    assert "「回答者」シート" in done.out
    assert (
        f"「参加団体」シート {mark_cell}「参加の印」：提出により回答が異なります。（記入内容：「△」）" in done.out
    )  # 乙 comes first
    assert set(statuses(workspace).values()) == {"conflict"}, "the copy is no return"
    command("merge", "13", workspace=workspace)
    (line,) = (each for each in history_of(open_survey(workspace)).lines if each.what == "merged")
    assert line.detail == f"乙.xlsx + 甲.xlsx → corrections/{path.name}"
    command("validate", workspace=workspace)
    assert path.exists(), "as long as they contradict each other, the copy is needed"
    path.rename(workspace / "submissions" / "2026" / "返送.xlsx")
    assert statuses(workspace) == {"甲.xlsx": "superseded", "乙.xlsx": "superseded", "返送.xlsx": "accepted"}


@pytest.mark.slow
def test_what_comes_back_as_it_was_filled_in_is_still_to_be_settled(tmp_path: Path) -> None:
    """Whoever returns the copy with one disputed answer mended has not said that the other is right."""
    first, second = filled(), filled()
    for paper, cost, vendor in ((first, 1200.0, "甲社"), (second, 1500.0, "乙社")):
        paper.type("cases", "annual_cost", cost, FIRST)
        paper.type("cases", "vendor", vendor, FIRST)
    mark_cell = second.type("participants", "131016", "△", FIRST)
    workspace = two(tmp_path, first, second)
    command("merge", "13", workspace=workspace)
    folder = workspace / "submissions" / "2026"
    (path,) = (folder / "corrections").glob("*.xlsx")
    survey = open_survey(workspace)
    back = folder / "返送.xlsx"
    write_whole(back, path.read_bytes())
    assert told_of(survey, back.name) == {"annual_cost", "vendor", "mark"}
    book = openpyxl.load_workbook(path)
    book["事例"][first.cell("cases", "annual_cost", FIRST)] = 1200.0
    book["参加団体"][mark_cell] = "○"
    book.save(back)
    assert told_of(survey, back.name) == {"vendor"}
    (one,) = (each for each in collect(survey, [survey.submissions]).submissions if each.file == back.name)
    (asked,) = one.questions
    assert (asked.code, asked.severity, asked.cell) == ("two-answers", "warning", first.cell("cases", "vendor", FIRST))
    assert "甲.xlsxは「甲社」" in asked.suggestion.ja
    assert "乙.xlsxは「乙社」" in asked.suggestion.ja
    assert one.status == "accepted"
    confirmed = FoundOut(confirmed={confirmation(asked, "13")})
    (one,) = (
        each
        for each in collect(survey, [survey.submissions], found_out=confirmed).submissions
        if each.file == back.name
    )
    assert one.questions == ()
    asking = replace(form_with_answers(one), findings=(asked,))
    write_whole(folder / "返送2.xlsx", draw(survey, asking))
    assert told_of(survey, "返送2.xlsx") == {"vendor"}, "asked again and left again"


@pytest.mark.slow
def test_what_a_disputed_form_was_made_of_is_not_set_aside_before_it(tmp_path: Path) -> None:
    """The question between them was gone with it, and the answer that was set aside was published."""
    first, second = filled(), filled()
    second.type("cases", "vendor", "乙社", FIRST)
    workspace = two(tmp_path, first, second)
    command("merge", "13", workspace=workspace)
    survey = open_survey(workspace)
    (path,) = (survey.submissions / "corrections").glob("*.xlsx")
    write_whole(survey.submissions / "返送.xlsx", path.read_bytes())
    refused = command("record", "set-aside", "乙.xlsx", workspace=workspace)
    assert refused.code == 2
    assert "「乙.xlsx」の回答をまとめた調査票（返送.xlsx）に、回答が異なり確認されていない箇所があるため" in refused.err
    assert told_of(survey, "返送.xlsx") == {"vendor"}
    assert command("record", "set-aside", "返送.xlsx", workspace=workspace).code == 0
    assert command("record", "set-aside", "乙.xlsx", workspace=workspace).code == 0
    (counting,) = (each for each in collect(survey, [survey.submissions]).submissions if each.status == "accepted")
    assert counting.file == "甲.xlsx"


def told_of(survey: Survey, name: str) -> set[str | None]:
    """The questions at which a return leaves open which of two answers is right."""
    (one,) = (each for each in collect(survey, [survey.submissions]).submissions if each.file == name)
    return {each.key for each in one.findings if each.code == "two-answers"}


@pytest.mark.slow
def test_a_file_that_somebody_made_is_not_replaced(tmp_path: Path) -> None:
    workspace = two(tmp_path, half((FIRST, ("vendor",))), half((SECOND, ("background",))))
    command("merge", "13", workspace=workspace)
    (path,) = (workspace / "submissions" / "2026").glob("*_merged-*.xlsx")
    path.write_bytes(b"a note of somebody's")
    done = command("merge", "13", workspace=workspace)
    assert done.code == 3
    assert f"「{path}」は、作成した後に保存されたか、他のファイルであるため、上書きしません。" in done.err
    assert path.read_bytes() == b"a note of somebody's"


def test_two_versions_of_one_correction_copy() -> None:
    first = filled(parent="0123456789ab", name="a.xlsx").judged().submission
    second = replace(first, file="b.xlsx", sha256="b" * 64)
    found = merged(the_survey(), [first, second])
    assert found.form.parent == parent_of(first.sha256, second.sha256)
    assert found.form.ancestors == ("0123456789ab",)


def test_a_mark_of_all_against_one_of_its_own() -> None:
    def marking(row: str, sign: str) -> Submission:
        paper = filled()
        first, column = paper.place("participants", "all", FIRST)
        paper.sheet("participants").clear_column(column, first)
        paper.type("participants", row, sign, FIRST)
        return paper.judged().submission

    found: MergedForm = merged(the_survey(), [marking("all", "○"), marking("131016", "△")])
    (told,) = found.form.findings
    assert (told.code, told.severity, told.case_id, told.municipality) == ("two-answers", "warning", FIRST, "131016")
    assert "「○」" in told.suggestion.ja
    assert "「△」" in told.suggestion.ja
