"""The demonstration plays a whole round as people would run it, and every step leaves what it says it left."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from survey_tool.demo import PlayedRound, run
from survey_tool.demo.cases import read_replies, read_table
from survey_tool.demo.folder import prepare, write_made
from survey_tool.demo.mistakes import ALL_MARKS, PlayedMistake
from survey_tool.demo.story import STATUS_FILE
from survey_tool.demo.typing import CannotTypeError, EntryCell, OpenForm, entered, entries
from survey_tool.form.contract.marker import ALL_KEY, CODE_KEY, SHEETS, parent_of
from survey_tool.form.generate import form_path
from survey_tool.form.printed.entry_sheets import COMPLETE
from survey_tool.intake.judging.submission import Submission
from survey_tool.questionnaire.vocabulary.kinds import EPOCH
from survey_tool.wording.words import Language, Words
from tests.commands import command
from tests.office import Office

pytestmark = pytest.mark.slow  # a whole round is played first

MARKS = {"participating": "○", "considering": "△"}
MISTAKEN = {"01", "14", "16", "21", "27", "31"}
LEFT_OUT = {
    "C41": "no_prefecture_involved",
    "C39": "role_unclear",
    "C40": "role_unclear",
    "C21": "outside_period",
    "C18-33": "double_report",
}


@dataclass
class Played:
    """A round that was played, all that it said, and what the folder of submissions held when each step began."""

    round: PlayedRound
    said: list[Words]
    held: list[dict[str, str]]

    @property
    def folder(self) -> Path:
        return self.round.scenario.survey.workspace

    def source_ids(self) -> dict[str, str]:
        """What a case is called in the data files, by its id."""
        return {case.case_id: case.source_id for reply in self.round.scenario.replies for case in reply.cases}


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    folder = tmp_path_factory.mktemp("round") / "demo"
    said: list[Words] = []
    held: list[dict[str, str]] = []

    def say(words: Words) -> None:
        if words.ja.startswith("［"):
            held.append(hashes(folder / "submissions" / "2026"))
        said.append(words)

    return Played(run(folder, say), said, [*held, hashes(folder / "submissions" / "2026")])


def hashes(folder: Path) -> dict[str, str]:
    """The files of a folder, those in folders inside it left out."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.glob("*") if path.is_file()}


def of_prefectures(submissions: Iterable[Submission], status: str) -> dict[str, Submission]:
    return {each.prefecture_code or "": each for each in submissions if each.status == status}


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_every_prefecture_gets_a_form(played: Played) -> None:
    survey = played.round.scenario.survey
    expected = {f"joint-procurement_2026_{each.code}_{each.romaji}.xlsx" for each in survey.places.prefectures.values()}
    assert {path.name for path in survey.templates.iterdir()} == expected
    assert len(played.round.forms) == len(expected) == 47


def test_thirty_prefectures_answer_under_the_names_of_their_forms(played: Played) -> None:
    survey, replies = played.round.scenario.survey, played.round.scenario.replies
    assert [path.name for path in played.round.returned] == [
        form_path(survey, reply.prefecture_code).name for reply in replies
    ]
    assert [bool(reply.cases) for reply in replies].count(True) == 22
    assert len(replies) == 30
    assert len(played.round.first.missing) == len(played.round.last.missing) == 17
    assert set(played.round.first.missing) == set(survey.places.prefectures) - {
        each.prefecture_code for each in replies
    }


def test_first_returns_have_exactly_the_findings_of_the_mistakes(played: Played) -> None:
    scenario = played.round.scenario
    expected = {}
    for code in scenario.mistaken:
        opened = OpenForm(scenario.survey.submissions / form_path(scenario.survey, code).name)
        expected[code] = {found_as(opened, mistake) for mistake in scenario.of(code)}
    found = {
        each.prefecture_code: {(one.code, one.sheet, one.cell, one.value or "") for one in each.findings}
        for each in played.round.first.submissions
        if each.findings
    }
    assert found == expected
    assert set(found) == MISTAKEN
    assert sum(map(len, expected.values())) == len(read_table("mistakes.csv")) == 13


def found_as(opened: OpenForm, mistake: PlayedMistake) -> tuple[object, ...]:
    """Code, sheet, cell and value that a mistake should be found with, in the file that was returned."""
    if mistake.key == CODE_KEY:
        cell = opened.code_cell(mistake.typed)
    elif mistake.key == ALL_MARKS:
        cell = opened.cell(EntryCell("participants", ALL_KEY, "", mistake.case_id))
    else:
        cell = opened.cell(EntryCell(mistake.topic, mistake.key, "", mistake.case_id))
    value = f"{cell.value:%Y-%m}" if isinstance(cell.value, dt.date) else mistake.typed  # a month
    return mistake.code, SHEETS[mistake.topic]["ja"], cell.coordinate, value


def test_only_returns_with_errors_get_a_correction_copy_that_names_them(played: Played) -> None:
    needing = of_prefectures(played.round.first.submissions, "needs_correction")
    assert set(needing) == MISTAKEN
    copies = {path.name for path in played.round.copies}
    assert copies == {
        each.file.removesuffix(".xlsx") + f"_correction-{each.sha256[:6]}.xlsx" for each in needing.values()
    }
    folder = played.round.scenario.survey.submissions / "corrections"
    assert {path.name for path in folder.iterdir()} == copies, "they stay, to be looked at"
    returned = of_prefectures(played.round.last.submissions, "accepted")
    for code, each in needing.items():
        marker = returned[code].marker
        assert marker is not None
        assert marker.parent == parent_of(each.sha256)
    typed_into = {path.name: path.read_bytes() for path in played.round.corrected}
    assert all(typed_into[path.name] != path.read_bytes() for path in played.round.copies)


def test_corrected_copies_replace_the_first_returns_and_all_is_accepted(played: Played) -> None:
    submissions = played.round.last.submissions
    accepted, superseded = of_prefectures(submissions, "accepted"), of_prefectures(submissions, "superseded")
    assert len(submissions) == 36
    assert set(accepted) == {reply.prefecture_code for reply in played.round.scenario.replies}
    assert {each.file for each in superseded.values()} == {f"{form_of(played, code)}.xlsx" for code in MISTAKEN}
    assert {accepted[code].file for code in MISTAKEN} == {path.name for path in played.round.copies}
    assert played.round.exit_code == 0


def form_of(played: Played, code: str) -> str:
    return form_path(played.round.scenario.survey, code).stem


def test_right_answers_give_no_finding_at_all(played: Played) -> None:
    accepted = of_prefectures(played.round.last.submissions, "accepted").values()
    assert {each.file: each.findings for each in accepted if each.findings} == {}
    assert sum(len(each.cases) for each in accepted) == 42


def test_what_was_typed_is_understood_as_the_data_files_say(played: Played) -> None:
    accepted = of_prefectures(played.round.last.submissions, "accepted")
    for reply in played.round.scenario.replies:
        submission = accepted[reply.prefecture_code]
        printed = {"prefecture_code": reply.prefecture_code}
        assert canonical(submission.respondent) | printed == {**reply.respondent, **printed}
        assert [case.case_id for case in submission.cases] == [case.case_id for case in reply.cases]
        for understood, told in zip(submission.cases, reply.cases, strict=True):
            assert canonical(understood.answers) == told.answers, told.source_id
            assert {code: MARKS[mark] for code, mark in understood.marks.items()} == told.marks, told.source_id


def canonical(answers: Mapping[str, object]) -> dict[str, str]:
    """Answers as the data files write them."""
    return {key: "○" if value is True else "、".join(value) if isinstance(value, tuple) else str(value)
            for key, value in answers.items() if key != "case_id"}  # fmt: skip


def test_37_of_42_cases_are_published_and_each_other_one_has_its_reason(played: Played) -> None:
    release, ids = played.round.published.release, played.source_ids()
    assert (release.reported, len(release.cases)) == (42, 37)
    assert {ids[each.case_id]: each.reason for each in release.excluded} == LEFT_OUT
    assert next(each.prefecture_codes for each in release.cases if ids[each.case_id] == "C18") == ("31", "33")
    assert (len(release.answered), len(release.none_to_report), len(release.unanswered)) == (30, 8, 17)


def test_dashboards_and_data_are_there(played: Played) -> None:
    published = played.folder / "published" / "2026"
    files = set(played.round.published.files)
    assert {path.relative_to(published).as_posix() for path in published.rglob("*") if path.is_file()} == files
    assert files >= {f"joint-procurement_2026_{edition}.xlsx" for edition in ("ja", "en")}
    assert files >= {
        f"data/{name}"
        for name in ("cases.csv", "participation.csv", "system_types.csv", "prefectures.csv", "exclusions.csv",
                     "changes.csv", "cases.schema.json", "datapackage.json", "README.md")
    }  # fmt: skip
    assert all((published / name).stat().st_size for name in files)
    assert (played.folder / STATUS_FILE).stat().st_size


def test_every_illustrative_value_is_marked_in_the_data(played: Played) -> None:
    data = played.folder / "published" / "2026" / "data"
    cases, participation = rows(data / "cases.csv"), rows(data / "participation.csv")
    told = {case.case_id: case for reply in played.round.scenario.replies for case in reply.cases}
    asked = played.round.scenario.survey.questionnaire.case.questions()
    public = {key for key, question in asked.items() if question.is_published} | {"as_of"}
    assert len(cases) == 37
    for row in cases:
        marked = set(row["illustrative"].split(";")) & {*asked, "as_of"}
        dated = {"as_of"} if told[row["case_id"]].marks else set()
        assert marked - dated == set(told[row["case_id"]].illustrative) & public - {"as_of"}, row["case_id"]
        assert marked >= dated, row["case_id"]
        assert bool(row["as_of"]) == bool(dated), row["case_id"]
        assert marked >= {"contact_department", "specification", "publication"}
    expected = {
        (case_id, code): str(code in told[case_id].illustrative).lower()
        for case_id in (row["case_id"] for row in cases)
        for code in told[case_id].marks
    }
    assert {(row["case_id"], row["municipality_code"]): row["illustrative"] for row in participation} == expected
    assert set(expected.values()) == {"true", "false"}


def test_checking_and_publishing_change_no_returned_file(played: Played) -> None:
    before_filling_in, before_check, before_correcting, before_check_again = played.held[2:6]
    assert before_filling_in == {}
    assert len(before_check) == 30
    assert before_correcting == before_check
    assert len(before_check_again) == 36
    assert before_check.items() <= before_check_again.items()
    assert played.held[-1] == before_check_again == {each.file: each.sha256 for each in played.round.last.submissions}


@pytest.mark.parametrize(
    ("language", "title", "took", "opened"),
    [("ja", "［", "所要時間：", "次に開くファイル："), ("en", "[", "Took ", "Open next: ")],
)
def test_every_step_says_what_it_did_how_long_it_took_and_what_to_open(
    language: Language, title: str, took: str, opened: str, played: Played
) -> None:
    lines = [words[language] for words in played.said]
    assert [line[1:4] for line in lines if line.startswith(title)] == [f"{number}/7" for number in range(1, 8)]
    assert sum(took in line for line in lines) == 7
    named = [Path(line.partition(opened)[2]) for line in lines if opened in line]
    assert len(named) == 7
    assert all(path.is_file() for path in named)
    toyama = [path for path in named if "_16_toyama" in path.name]
    assert len(toyama) == 4, "one prefecture is followed on its way"


def test_every_finding_is_said_in_words(played: Played) -> None:
    japanese, english = "\n".join(words.ja for words in played.said), "\n".join(words.en for words in played.said)
    found = [one for each in played.round.first.submissions for one in each.findings]
    assert [one for one in found if one.message("ja") not in japanese or one.message("en") not in english] == []
    assert "【要修正】「事例」シート F12「現在の段階」：一覧にない回答です。（記入内容：「実施中」）" in japanese
    assert "報告された事例42件のうち37件を公表し、5件を除きました。" in japanese
    assert "Of 42 cases reported, 37 are published and 5 left out." in english


def test_prefectures_without_answer_are_no_reason_for_which_a_case_is_left_out(played: Played) -> None:
    lines = [words.en.strip() for words in played.said]
    reasons = lines[lines.index("Cases left out, by reason") + 1 : lines.index("Beside the cases")]
    assert sum(int(line.rpartition(": ")[2]) for line in reasons) == 5
    assert "Prefectures without answer: 17" in lines[lines.index("Beside the cases") :]


def test_illustrative_values_are_listed_in_the_workspace(played: Played) -> None:
    listed = {(row["case_id"], row["key"]) for row in rows(played.folder / "illustrative.csv")}
    ids = {source: case_id for case_id, source in played.source_ids().items()}
    assert (ids["C03"], "benefit_not_yet") in listed
    assert (ids["C01"], "271004") in listed
    assert not any(key in ("name", "system_type") for case_id, key in listed if case_id != ids["C18-33"])


@pytest.mark.parametrize(
    "text", ['round = "2026"\n', "# survey-tool demo\n"], ids=["a round", "settings copied from it"]
)
def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path, text: str) -> None:
    (tmp_path / "survey.toml").write_text(text, encoding="utf-8")

    for lang, said in (("ja", "は動作例の作業フォルダではないため"), ("en", "was not made by the demonstration")):
        done = command("demo", tmp_path, lang=lang)
        assert done.code == 3
        assert said in done.err
        assert str(tmp_path) in done.err

    assert [path.name for path in tmp_path.iterdir()] == ["survey.toml"]
    assert (tmp_path / "survey.toml").read_text(encoding="utf-8") == text


def test_an_earlier_demonstration_is_made_anew(tmp_path: Path) -> None:
    survey, _ = prepare(tmp_path / "demo")
    form = form_path(survey, "13")
    form.parent.mkdir(parents=True)
    form.write_bytes(b"made by the demonstration")
    write_made(survey.workspace)
    added = [each / "mine.xlsx" for each in (survey.templates, survey.submissions, survey.published)]
    changed = [survey.workspace / "contacts.csv", survey.workspace / "survey.toml"]
    for path in (*added, *changed):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"made by somebody")

    again, kept = prepare(tmp_path / "demo")

    assert kept is not None
    assert not form.exists()
    assert not any(path.exists() for path in added)
    assert {path.relative_to(kept) for path in kept.rglob("*") if path.is_file()} == {
        path.relative_to(survey.workspace) for path in (*added, *changed)
    }
    assert {path.read_bytes() for path in kept.rglob("*") if path.is_file()} == {b"made by somebody"}
    assert again.round == survey.round
    write_made(survey.workspace)
    assert prepare(tmp_path / "demo")[1] is None, "nothing was added since, and what is kept stays"
    assert kept.is_dir()


@pytest.mark.parametrize(
    ("text", "number_format", "held"),
    [
        ("360000", "#,##0", 360000),
        ("2.5", "0.##", 2.5),
        ("2007-03", "yyyy-mm", dt.datetime(2007, 3, 1)),
        ("2026-11-24", "yyyy-mm-dd", dt.datetime(2026, 11, 24)),
        ("2005年度", "yyyy-mm", "2005年度"),
        ("不明", "#,##0", "不明"),
        ("2026", "@", "2026"),
        ("", "General", None),
    ],
)
def test_what_a_cell_holds_after_typing(text: str, number_format: str, held: object) -> None:
    assert entered(text, number_format) == held
    assert type(entered(text, number_format)) is type(held)


def test_nothing_is_typed_where_the_form_locks_or_has_no_place(played: Played) -> None:
    opened = OpenForm(played.round.forms[0])
    with pytest.raises(CannotTypeError, match="回答者: F6 is locked"):
        opened.type(EntryCell("respondent", "prefecture_code", "13"))
    with pytest.raises(CannotTypeError, match="事例: the form has no place for 'case_id'"):
        opened.type(EntryCell("cases", "case_id", "01-2026-99", "01-2026-01"))
    with pytest.raises(CannotTypeError, match="事例: the form has no place for '01-2026-99'"):
        opened.type(EntryCell("cases", "name", "名称", "01-2026-99"))
    with pytest.raises(CannotTypeError, match="事例: the form has no place for 'colour'"):
        opened.type(EntryCell("cases", "colour", "blue", "01-2026-01"))


def test_typing_is_what_a_spreadsheet_program_makes_of_the_same_keys(played: Played, office: Office) -> None:
    survey = played.round.scenario.survey
    for code in ("21", "31"):  # amounts, years, months, fiscal years
        form = form_path(survey, code)
        opened = OpenForm(form)
        right = [each for each in played.round.scenario.right(code) if each.topic != "participants"]
        cells = {(SHEETS[each.topic]["ja"], opened.cell(each).coordinate): each for each in right}
        with office.document(form) as document:
            document.type({place: each.text for place, each in cells.items()})
            for (sheet, cell), each in cells.items():
                ours = entered(each.text, opened.cell(each).number_format)
                held = (ours.date() - EPOCH).days if isinstance(ours, dt.datetime) else ours
                assert document.get(sheet, f"{cell}:{cell}") == [[held]], each


@pytest.mark.long
def test_accepted_returns_show_nothing_open_and_broken_no_dropdown(played: Played, office: Office) -> None:
    accepted = of_prefectures(played.round.last.submissions, "accepted")
    copies = [accepted[code] for code in MISTAKEN]
    for each in accepted.values():
        with office.document(played.round.scenario.survey.submissions / each.file) as document:
            document.recalculate()
            [states] = document.get("事例", "F4:Q4")
            assert states[: len(each.cases)] == [COMPLETE.ja] * len(each.cases), each.file
            assert set(states[len(each.cases) :]) == {""}, each.file
            for sheet, cells in (("回答者", "E5:E20"), ("事例", "E5:E80")):
                assert {row[0] for row in document.get(sheet, cells)} <= {"", "✔"}, each.file
            if each not in copies:  # where notes stand, LibreOffice's rings cannot be told from the notes' frames
                refused = [document.invalid(SHEETS[topic]["ja"]) for topic in ("respondent", "cases", "participants")]
                assert refused == [[], [], []], each.file


def test_replies_hold_only_questions_that_are_asked(tmp_path: Path) -> None:
    survey, _ = prepare(tmp_path / "demo")
    for reply in read_replies(survey.round.name):
        assert entries(reply, survey.questionnaire, "ja"), reply.prefecture_code
