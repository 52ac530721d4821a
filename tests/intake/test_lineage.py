"""Which return counts: what was corrected is replaced, what is the same is one, what differs is a conflict."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from survey_tool.form.contract.marker import META_SHEET, parent_of
from survey_tool.intake.collect import collect
from survey_tool.intake.judging.submission import Collected, Submission
from survey_tool.intake.redrawing.corrections import corrections, write_corrections
from survey_tool.intake.report import status_label
from survey_tool.intake.settling.lineage import settle
from survey_tool.intake.settling.round import settled
from survey_tool.intake.settling.verdict import JudgedReturn
from survey_tool.reference.survey import open_survey
from survey_tool.wording.words import LANGUAGES, Words
from tests.commands import command
from tests.forms import TOKYO, Paper, blank, case_of, filled, the_survey

FIRST = case_of(TOKYO, 1)


def returned(
    name: str, answer: str = "ひな形", parent: JudgedReturn | None = None, more: Sequence[str] = ()
) -> JudgedReturn:
    """A return of a name whose answers differ by one text; made from the copy that corrects `parent`."""
    line = () if parent is None else (parent_of(parent.submission.sha256), *parent.submission.ancestors, *more)
    paper = filled(name=f"{name}.xlsx")
    paper.type("cases", "summary", answer, FIRST)
    judged = paper.judged()
    return replace(judged, submission=replace(judged.submission, ancestors=line))


def statuses(*returns: JudgedReturn) -> dict[str, str]:
    """What becomes of each, in the order of their names."""
    in_order = sorted(returns, key=lambda each: each.submission.file)
    return {each.file.removesuffix(".xlsx"): each.status for each in settle(in_order)}


def only(settled_ones: Sequence[Submission], name: str) -> Submission:
    return next(each for each in settled_ones if each.file == f"{name}.xlsx")


def test_one_return_stays_what_it_is() -> None:
    assert statuses(returned("a")) == {"a": "accepted"}


def test_a_correction_replaces_what_it_corrects() -> None:
    a = returned("a")
    b = returned("b", "直した", a)
    assert statuses(a, b) == {"a": "superseded", "b": "accepted"}
    found = only(settle([a, b]), "a").findings
    assert [(each.code, each.severity) for each in found] == [("superseded", "info")]
    assert found[0].message("ja") == (
        "a.xlsx：このファイルを基に修正された新しい提出（b.xlsx）があるため、集計に使用しません。"
    )


def test_a_return_without_any_answer_yields_to_one_with_answers() -> None:
    empty = blank(name="a.xlsx").judged()
    b = returned("b")
    assert statuses(empty, b) == {"a": "superseded", "b": "accepted"}
    found = only(settle([empty, b]), "a").findings
    assert [(each.code, each.severity) for each in found] == [("superseded", "info")]
    assert found[0].message("ja") == (
        "a.xlsx：回答のないファイルです。回答のある提出（b.xlsx）があるため、集計に使用しません。"
    )
    assert statuses(empty) == {"a": "needs_correction"}


def test_a_form_that_corrects_two_files_replaces_both() -> None:
    a, b = returned("a"), returned("b", "別の回答")
    both = parent_of(a.submission.sha256, b.submission.sha256)
    merged = filled(parent=both, name="c.xlsx").judged()
    assert merged.submission.ancestors == tuple(both.split("+"))
    assert statuses(a, b, merged) == {"a": "superseded", "b": "superseded", "c": "accepted"}


def test_names_and_order_decide_nothing() -> None:
    z = returned("z")
    a = returned("a", "直した", z)
    assert statuses(z, a) == {"z": "superseded", "a": "accepted"}


def test_a_correction_replaces_all_before_it() -> None:
    a = returned("a")
    b = returned("b", "二", a)
    c = returned("c", "三", b)
    assert statuses(a, b, c) == {"a": "superseded", "b": "superseded", "c": "accepted"}
    assert "（c.xlsx）" in only(settle([a, b, c]), "a").findings[0].message("ja")


def test_also_where_the_one_in_between_is_gone() -> None:
    a = returned("a")
    c = returned("c", "三", returned("b", "二", a))
    assert statuses(a, c) == {"a": "superseded", "c": "accepted"}


def test_a_line_that_only_the_files_between_know() -> None:
    """Forms whose hidden sheet was lost name their parent only: the files that are there tell the rest."""
    a = returned("a")
    b = returned("b", "二", a)
    c = returned("c", "三", b)
    bare = replace(c, submission=replace(c.submission, ancestors=c.submission.ancestors[:1]))
    assert statuses(a, b, bare) == {"a": "superseded", "b": "superseded", "c": "accepted"}
    assert statuses(a, bare) == {"a": "conflict", "c": "conflict"}


def test_returns_that_differ_are_a_conflict() -> None:
    a, b = returned("a"), returned("b", "別の回答")
    assert statuses(a, b) == {"a": "conflict", "b": "conflict"}
    for each in settle([a, b]):
        (found,) = (one for one in each.findings if one.code == "conflict")
        assert found.severity == "error"
        assert "内容の異なる調査票（a.xlsx、b.xlsx）が提出されており" in found.message("ja")
        assert "set-aside" in found.suggestion.ja


def test_two_corrections_of_one_return_are_a_conflict() -> None:
    a = returned("a")
    b, c = returned("b", "二", a), returned("c", "三", a)
    assert statuses(a, b, c) == {"a": "superseded", "b": "conflict", "c": "conflict"}


def test_the_same_answers_are_one() -> None:
    a, b = returned("a"), returned("b")
    assert a.submission.sha256 != b.submission.sha256
    assert statuses(a, b) == {"a": "accepted", "b": "superseded"}
    (found,) = only(settle([a, b]), "b").findings
    assert found.message("ja") == "b.xlsx：同じ内容の提出（a.xlsx）があるため、集計に使用しません。"


@pytest.mark.parametrize("other", ["三重県", "香川県"])  # one by name before, one behind the right file
def test_the_same_form_under_the_name_of_another_prefecture_is_said(other: str) -> None:
    own, misnamed = returned("東京都"), returned(other)
    assert statuses(own, misnamed) == {"東京都": "accepted", other: "superseded"}
    found = only(settle(sorted((own, misnamed), key=lambda each: each.submission.file)), other).findings
    assert [(each.code, each.severity) for each in found] == [("superseded", "info"), ("prefecture-mismatch", "error")]
    assert found[1].message("ja") == f"{other}.xlsx：ファイル名は{other}ですが、調査票は東京都のものです。"
    corrected = returned("修正", "直した", misnamed)
    found = only(settle([corrected, misnamed]), other).findings
    assert [each.code for each in found] == ["superseded"], "what was corrected since needs no other question"


def test_the_same_answers_under_no_name_are_in_doubt_as_those_under_another() -> None:
    misnamed, neutral = returned("香川県"), returned("調査票")
    counting, other = settle([neutral, misnamed])
    assert (counting.status, counting.held_back, counting.owner.certain) == ("needs_correction", True, False)
    assert [each.message("ja") for each in counting.findings] == [
        "香川県.xlsx：ファイル名は香川県ですが、調査票は東京都のものです。"
    ]
    assert (other.status, [each.code for each in other.findings]) == ("superseded", ["superseded"]), "told once"
    for each in settle([neutral, misnamed, returned("別", "別の回答")]):
        assert each.owner.certain == (each.file == "別.xlsx")
    blank_one, blank_other = (blank(name=name).judged() for name in ("調査票.xlsx", "香川県.xlsx"))
    assert settle([blank_one, blank_other])[0].owner.certain, "there is nothing in it"


def test_the_same_answers_typed_otherwise_are_one() -> None:
    a = returned("a")
    paper = filled(name="b.xlsx")
    paper.type("cases", "summary", "ひな形", FIRST)
    paper.type("cases", "annual_cost", "１３，２００", FIRST)
    paper.type("cases", "contract_on", "R6.1", FIRST)
    assert statuses(a, paper.judged()) == {"a": "accepted", "b": "superseded"}


def test_a_mark_or_a_faulty_answer_makes_a_difference() -> None:
    a = returned("a")
    for topic, key, typed in (("participants", "131059", "○"), ("cases", "total_cost", "たくさん")):
        paper = filled(name="b.xlsx")
        paper.type("cases", "summary", "ひな形", FIRST)
        paper.type("participants" if topic == "participants" else "cases", key, typed, FIRST)
        assert statuses(a, paper.judged()) == {"a": "conflict", "b": "conflict"}


def test_a_copy_of_what_was_replaced_is_no_conflict() -> None:
    a = returned("a")
    again = returned("again")
    b = returned("b", "直した", a)
    assert statuses(a, again, b) == {"a": "superseded", "again": "superseded", "b": "accepted"}
    (found,) = only(settle([a, again, b]), "again").findings
    assert found.message("ja").startswith("again.xlsx：このファイルを基に修正された新しい提出（b.xlsx）がある")


def test_of_what_does_not_count_the_status_says_why() -> None:
    """A copy of the same return was called superseded, as if a corrected one had come."""
    a = returned("a")
    unanswered = blank(name="c.xlsx").judged()
    same, empty = (only(settle([a, returned("b"), unanswered]), name) for name in ("b", "c"))
    old = only(settle([a, returned("d", "直した", a)]), "a")
    assert [(each.status, status_label(each)) for each in (old, same, empty)] == [
        ("superseded", Words("差替え済み", "Superseded")),
        ("superseded", Words("不使用（同じ内容の提出あり）", "Not counted: same answers in another file")),
        ("superseded", Words("不使用（回答なし）", "Not counted: no answers")),
    ]


def test_a_correction_that_comes_back_unchanged_counts() -> None:
    a = returned("a")
    b = returned("b", parent=a)
    assert statuses(a, b) == {"a": "superseded", "b": "accepted"}


def test_a_correction_that_goes_back_to_the_first_answers_counts() -> None:
    a = returned("a")
    b = returned("b", "二", a)
    c = returned("c", parent=b)
    assert statuses(a, b, c) == {"a": "superseded", "b": "superseded", "c": "accepted"}


def test_the_same_bytes_under_two_names_are_one() -> None:
    a = returned("a")
    b = replace(a, submission=replace(a.submission, file="b.xlsx"))
    assert statuses(a, b) == {"a": "accepted", "b": "superseded"}


def test_one_conflict_is_no_other_prefectures_business() -> None:
    def kanagawa() -> JudgedReturn:
        return filled("14").judged()

    collected = settled(the_survey(), [returned("a"), returned("b", "別の回答"), kanagawa()])
    assert [each.status for each in collected.submissions] == ["conflict", "conflict", "accepted"]
    assert collected.of_prefecture("14") is not None
    assert collected.of_prefecture(TOKYO) is None
    assert len(collected.missing) == 45


# With real files


def save(paper: Paper, folder: Path, name: str) -> Path:
    """A return drawn anew from its answers, as a file."""
    from survey_tool.form.workbook import draw

    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(draw(the_survey(), paper.form()))
    return path


def by_name(collected: Collected) -> dict[str, str]:
    return {each.file: each.status for each in collected.submissions}


def correct(copy: Path, returned_as: Path, cell: str, text: str) -> None:
    """What an official does with a correction copy: opens it, types, saves."""
    import openpyxl

    book = openpyxl.load_workbook(copy)
    book["事例"][cell] = text
    book.save(returned_as)


@pytest.mark.slow
@pytest.mark.parametrize("times", [(1, 2), (2, 1)])
def test_a_round_of_corrections_with_files(tmp_path: Path, times: tuple[int, int]) -> None:
    survey = the_survey()
    paper = filled()
    paper.type("cases", "name", None, FIRST)
    first = save(paper, tmp_path, "13.xlsx")
    content = first.read_bytes()
    collected = collect(survey, [tmp_path], workers=1)
    assert by_name(collected) == {"13.xlsx": "needs_correction"}
    (copy,) = write_corrections(survey, collected, tmp_path / "corrections").needed
    second = tmp_path / "13 (2).xlsx"
    correct(copy, second, "F7", "直した名称")
    for path, time in zip((first, second), times, strict=True):
        os.utime(path, (time * 10**9, time * 10**9))
    collected = collect(survey, [tmp_path], workers=1)
    assert by_name(collected) == {"13.xlsx": "superseded", "13 (2).xlsx": "accepted"}
    assert first.read_bytes() == content
    counting = collected.of_prefecture(TOKYO)
    assert counting is not None
    assert counting.marker is not None
    assert counting.marker.parent == parent_of(collected.submissions[1].sha256)


@pytest.mark.slow
def test_a_correction_that_was_saved_among_the_copies_is_pointed_out(tmp_path: Path) -> None:
    survey = open_survey(tmp_path)
    paper = filled()
    paper.type("cases", "name", None, FIRST)
    save(paper, survey.submissions, "13.xlsx")
    assert command("validate", workspace=tmp_path).code == 1
    (copy,) = (survey.submissions / "corrections").iterdir()
    correct(copy, copy, "F7", "直した名称")
    content = copy.read_bytes()
    said = {"ja": "そのまま残しています：", "en": "are left as they are: "}
    for language in LANGUAGES:
        done = command("validate", workspace=tmp_path, lang=language)
        assert done.code == 1
        assert f"{said[language]}{copy.name}" in done.err.replace("\n", "")
        assert copy.read_bytes() == content


def test_a_copy_names_all_files_before_it() -> None:
    first = returned("a").submission
    paper = filled(parent=parent_of(first.sha256), name="b.xlsx")
    paper.sheet(META_SHEET).put(1, 2, "0123456789ab ba9876543210")
    paper.type("cases", "name", None, FIRST)
    judged = paper.judged()
    assert judged.submission.ancestors == (parent_of(first.sha256), "0123456789ab", "ba9876543210")
    (copy,) = corrections(the_survey(), Collected((judged.submission,), ()))
    assert copy.form.parent == parent_of(judged.submission.sha256)
    assert copy.form.ancestors == judged.submission.ancestors


@pytest.mark.slow
def test_what_was_set_aside_is_not_read(tmp_path: Path) -> None:
    paper = filled()
    save(paper, tmp_path, "a.xlsx")
    paper.type("cases", "summary", "別の回答", FIRST)
    save(paper, tmp_path / "set-aside", "b.xlsx")
    assert by_name(collect(the_survey(), [tmp_path], workers=1)) == {"a.xlsx": "accepted"}
