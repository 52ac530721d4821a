"""Forms with more room: for more cases (`--cases`), and for what somebody has half filled in (`--answers`); nothing is lost."""

from __future__ import annotations

import datetime as dt
import hashlib
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from survey_tool.demo.typing import EntryCell, type_into
from survey_tool.drawing.styles import CARRIED_FILL
from survey_tool.form.contract.answers import Form
from survey_tool.form.contract.marker import FIRST_ANSWER_COLUMN, ID_ROW, SHEETS, parent_of, parse_marker
from survey_tool.form.drawn import CARRIED_PROPERTY, kinds_in
from survey_tool.form.printed.guide import FIRST as FIRST_PARAGRAPH
from survey_tool.form.printed.guide import FIRST_OF_A_CORRECTION
from survey_tool.form.workbook import draw
from survey_tool.intake.collect import collect
from survey_tool.post.record.keeping import append
from survey_tool.post.record.line import Line
from survey_tool.reference.survey import open_survey
from survey_tool.reference.workspace import write_whole
from survey_tool.wording.days import day_in_words
from survey_tool.wording.words import Language
from tests.commands import Done, command
from tests.forms import TOKYO, case_of, filled, the_survey

NAME = "joint-procurement_2026_13_tokyo.xlsx"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "survey.toml").write_text('language = "ja"\n', encoding="utf-8")
    return tmp_path


@pytest.fixture
def half(workspace: Path) -> Path:
    """A form of Tokyo with answers, where a secretary puts what came by mail."""
    path = workspace / "届いたもの" / "東京都（記入中）.xlsx"
    write_whole(path, draw(the_survey(), filled(TOKYO).form()))
    return path


def tokyo(workspace: Path, *arguments: str | Path, lang: str = "ja") -> Done:
    return command("generate", "--prefecture", TOKYO, *arguments, workspace=workspace, lang=lang)


def form(workspace: Path) -> Path:
    return workspace / "templates" / "2026" / NAME


def ids(path: Path) -> list[str]:
    sheet: Any = openpyxl.load_workbook(path)[SHEETS["cases"].ja]
    return [cell.value for cell in sheet[ID_ROW][FIRST_ANSWER_COLUMN - 1 :] if cell.value]


def saved_by_somebody(path: Path) -> bytes:
    book = openpyxl.load_workbook(path)
    book[SHEETS["cases"].ja]["F7"] = "入力したもの"
    book.save(path)
    return path.read_bytes()


@pytest.mark.slow
def test_as_many_columns_as_are_asked_for(workspace: Path) -> None:
    assert tokyo(workspace).code == 0
    assert len(ids(form(workspace))) == 12
    assert tokyo(workspace, "--cases", "30").code == 0
    assert ids(form(workspace)) == [f"13-2026-{number:02}" for number in range(1, 31)]


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("ja", "16,000以下の数を指定してください。1つの調査票に用意できる事例の列は、16,000までです（--cases）。"),
        ("en", "Give a number up to 16,000: a form holds no more columns for cases (--cases)."),
    ],
)
def test_more_than_a_form_holds_is_refused(workspace: Path, lang: str, told: str) -> None:
    done = tokyo(workspace, "--cases", "16001", lang=lang)
    assert (done.code, done.err.splitlines()[0]) == (2, told)
    assert not form(workspace).exists()


def last_round(workspace: Path) -> Path:
    """A return of last round with three cases."""
    survey = the_survey()
    survey = replace(survey, round=survey.round.model_copy(update={"name": "2025"}))
    typed = filled(TOKYO).judged().submission.typed
    cases = tuple(replace(each, case_id=each.case_id.replace("2026", "2025")) for each in typed.cases)
    path = workspace / "submissions" / "2025" / "13.xlsx"
    write_whole(path, draw(survey, Form(TOKYO, "ja", replace(typed, cases=cases))))
    return path.parent


@pytest.mark.slow
def test_nothing_is_carried_over_of_a_return_whose_owner_is_in_doubt_until_somebody_has_found_out(
    workspace: Path,
) -> None:
    previous = last_round(workspace)
    returned = (previous / "13.xlsx").rename(previous / "香川県.xlsx")
    done = tokyo(workspace, "--previous", previous)
    assert "別の都道府県の提出の可能性があるため転記していないファイル（1件）：香川県.xlsx" in done.err
    assert [each for each in ids(form(workspace)) if "2025" in each] == []
    assert command("record", "owner", returned, "13", workspace=workspace).code == 0
    assert "香川県" not in tokyo(workspace, "--previous", previous).err
    assert len([each for each in ids(form(workspace)) if "2025" in each]) == 3


@pytest.mark.slow
def test_what_was_found_out_in_the_last_round_counts_for_its_returns(workspace: Path, tmp_path: Path) -> None:
    previous = last_round(workspace)
    content = (previous / "13.xlsx").read_bytes()
    then = tmp_path / "then"
    write_whole(then / "submissions" / "2025" / "香川県.xlsx", content)
    digest = hashlib.sha256(content).hexdigest()
    lines = [
        Line(
            at=dt.datetime(2025, 1, 1, tzinfo=dt.UTC),
            round=name,
            what="owner",
            prefecture=code,
            subject=f"sha256:{digest}",
        )
        for name, code in (("2025", "13"), ("2024", "37"))
    ]
    append(then / "record.csv", lines)
    done = tokyo(workspace, "--previous", then / "submissions" / "2025")
    assert "香川県" not in done.err
    assert len([each for each in ids(form(workspace)) if "2025" in each]) == 3


@pytest.mark.slow
def test_a_half_filled_form_whose_owner_is_in_doubt_is_not_drawn_again(workspace: Path, half: Path) -> None:
    doubtful = workspace / "香川県" / "調査票.xlsx"
    write_whole(doubtful, half.read_bytes())
    done = command("generate", "--answers", doubtful, workspace=workspace)
    assert done.code == 2
    assert "フォルダ「香川県」は香川県を示していますが、調査票は東京都のものです。" in done.err
    assert not form(workspace).exists()
    assert command("record", "owner", doubtful, "13", workspace=workspace).code == 0
    assert command("generate", "--answers", doubtful, workspace=workspace).code == 0


def test_a_form_that_came_in_the_folder_of_another_too_is_not_drawn_again(workspace: Path, half: Path) -> None:
    neutral = workspace / "調査票.xlsx"
    write_whole(neutral, half.read_bytes())
    write_whole(workspace / "submissions" / "2026" / "香川県" / "調査票.xlsx", half.read_bytes())
    done = command("generate", "--answers", neutral, workspace=workspace)
    assert done.code == 2
    assert "香川県/調査票.xlsx：フォルダ「香川県」は香川県を示していますが" in done.err
    assert not form(workspace).exists()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("lang", "told"),
    [
        (
            "ja",
            "事例の列は2では足りません。転記する事例がそれより多い都道府県があります：東京都。"
            "3以上の数を指定してください（--cases）。調査票は作成していません。",
        ),
        (
            "en",
            "2 columns for cases are too few. There are prefectures with more cases to fill in: Tokyo. Give 3 or more (--cases). "
            "No forms were written.",
        ),
    ],
)
def test_fewer_columns_than_are_filled_in_are_refused(workspace: Path, lang: str, told: str) -> None:
    previous = last_round(workspace)
    done = tokyo(workspace, "--previous", previous, "--cases", "2", lang=lang)
    assert (done.code, done.err.splitlines()[-1]) == (2, told)
    assert not form(workspace).exists()
    assert tokyo(workspace, "--previous", previous, "--cases", "3").code == 0
    old = [f"13-2025-{number:02}" for number in (1, 2, 3)]
    assert ids(form(workspace)) == [*old, *(f"13-2026-{number:02}" for number in (1, 2, 3))], "some stay free"


@pytest.mark.slow
def test_a_half_filled_form_is_drawn_again_larger_with_all_its_answers(workspace: Path, half: Path) -> None:
    assert tokyo(workspace).code == 0
    before = half.read_bytes()
    done = command("generate", "--answers", half, "--cases", "20", workspace=workspace)
    assert (done.code, half.read_bytes()) == (0, before)
    assert done.out.splitlines() == [
        f"東京都の回答（事例3件）を転記した調査票を作成しました：{form(workspace)}",
        "この調査票を都道府県に送付してください。提出されると、元のファイル（東京都（記入中）.xlsx）に代わるものとして扱います。",
    ]
    survey = open_survey(workspace)
    first, again = (collect(survey, [path]).submissions[0] for path in (half, form(workspace)))
    assert again.typed == first.typed
    assert [each.case_id for each in again.typed.cases] == [case_of(TOKYO, number) for number in (1, 2, 3)]
    assert len(ids(form(workspace))) == 20


@pytest.mark.slow
def test_the_larger_form_supersedes_the_smaller_and_is_called_no_correction(workspace: Path, half: Path) -> None:
    assert command("generate", "--answers", half, workspace=workspace, lang="en").out.splitlines() == [
        f"Written with the answers of Tokyo (cases: 3): {form(workspace)}",
        "Send it to the prefecture. When it is returned, it counts in place of 東京都（記入中）.xlsx.",
    ]
    (returned,) = collect(open_survey(workspace), [half]).submissions
    book: Any = openpyxl.load_workbook(form(workspace))
    marker = parse_marker(book[SHEETS["cases"].ja]["A1"].value)
    assert marker
    assert marker.parent == parent_of(returned.sha256)
    assert book.active.title == SHEETS["guide"].ja
    texts = {cell.value for row in book[SHEETS["guide"].ja].iter_rows() for cell in row}
    assert FIRST_OF_A_CORRECTION.ja not in texts
    assert FIRST_PARAGRAPH.ja in texts

    folder = workspace / "submissions" / "2026"
    folder.mkdir(parents=True)
    shutil.copy(half, folder / "a.xlsx")
    shutil.copy(form(workspace), folder / "b.xlsx")
    statuses = {each.file: each.status for each in collect(open_survey(workspace), [folder]).submissions}
    assert statuses == {"a.xlsx": "superseded", "b.xlsx": "accepted"}


@pytest.mark.slow
def test_what_stands_beside_the_answers_is_told_since_it_is_not_in_the_new_form(workspace: Path, half: Path) -> None:
    book = openpyxl.load_workbook(half)
    book[SHEETS["cases"].ja]["C90"] = "4件目は来週"
    book.save(half)
    done = command("generate", "--answers", half, workspace=workspace)
    assert done.code == 0
    assert done.err.splitlines()[:2] == [
        "次の内容は転記していません。",
        "「事例」シート C90：回答欄の外に「4件目は来週」とありますが、回答として扱いません。",
    ]


@pytest.mark.slow
def test_what_somebody_has_saved_is_not_replaced(workspace: Path, half: Path) -> None:
    assert tokyo(workspace).code == 0
    content = saved_by_somebody(form(workspace))
    for arguments in (("--prefecture", TOKYO), ("--answers", half), ("--answers", form(workspace))):
        done = command("generate", *arguments, workspace=workspace)
        assert (done.code, done.err) == (
            3,
            f"作成した後に保存された調査票又は他のファイルがあるため、上書きしません：{NAME}。"
            f"内容を確認し、{form(workspace).parent} から別のフォルダに移した上で、もう一度実行してください。"
            "調査票は作成していません。\n",
        )
        assert form(workspace).read_bytes() == content


REFUSED = {
    "nothing there": (2, "「{file}」がありません。"),
    "no form": (2, "調査票以外.xlsx：ファイルを開くことができません。破損しているか、対応していない形式です。"),
    "blank": (2, "「{file}」には、回答が記入されていません。調査票は作成していません。"),
    "two": (2, "「{file}」に、調査票が2件あります。1件の調査票を指定してください。"),
    "another round": (2, "13.xlsx：2025年度の調査票です。"),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_half_filled_form_of_this_round_is_refused(workspace: Path, half: Path, name: str) -> None:
    path = workspace / "調査票以外.xlsx"
    if name == "no form":
        path.write_bytes(b"PK\x03\x04 damaged")
    elif name == "blank":
        write_whole(path, draw(the_survey(), Form(TOKYO)))
    elif name == "two":
        with zipfile.ZipFile(path, "w") as archive:
            archive.write(half, "a.xlsx")
            archive.write(half, "b.xlsx")
    elif name == "another round":
        path = last_round(workspace) / "13.xlsx"
    done = command("generate", "--answers", path, workspace=workspace)
    code, told = REFUSED[name]
    assert done.code == code
    assert done.err.startswith(told.format(file=path)), done.err
    assert not form(workspace).exists()


def test_whose_form_it_is_and_what_it_is_filled_with_is_not_said_twice(workspace: Path, half: Path) -> None:
    done = command("generate", "--prefecture", "14", "--answers", half, workspace=workspace)
    assert (done.code, done.err) == (
        2,
        f"「{half}」は東京都の調査票です。都道府県の指定を確認してください（--prefecture）。\n",
    )
    for option in (("--previous", workspace), ("--edition", "en")):
        done = command("generate", "--answers", half, *option, workspace=workspace, lang="en")
        assert (done.code, done.err.splitlines()[0]) == (
            2,
            "--answers cannot be combined with --previous or --edition: answers, language and case IDs are those of the form.",
        )


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("way", ["this", "another's", "link"])
def test_no_form_is_written_among_returns(tmp_path: Path, way: str, lang: Language) -> None:
    workspace, other = tmp_path / "work", tmp_path / "other"
    for folder in (workspace, other):
        (folder / "submissions" / "2026").mkdir(parents=True)
        (folder / "survey.toml").write_text('language = "ja"\n', encoding="utf-8")
    where, among = workspace, other / "submissions"
    if way == "this":
        where, among = workspace / "submissions" / "2026", workspace / "submissions"
    elif way == "another's":
        where = other / "submissions"
    else:
        (workspace / "templates").symlink_to(Path("..") / "other" / "submissions", target_is_directory=True)

    done = tokyo(where, lang=lang)

    assert (done.code, done.out) == (2, "")
    folder = where / "templates" / "2026"
    told = {
        "ja": f"調査票の作成先（{folder}）が、提出されたファイルのフォルダ（{among}）の中にあります。",
        "en": f"The forms would be written to {folder}, which lies in a folder of returned files ({among})",
    }
    assert told[lang] in done.err
    assert list(tmp_path.rglob("*.xlsx")) == []


@pytest.mark.slow
def test_last_round_is_found_or_it_is_said_where_it_was_looked_for(workspace: Path) -> None:
    returns = workspace / "submissions"
    nowhere = tokyo(workspace, "--previous")
    assert (nowhere.code, nowhere.err) == (
        2,
        f"前回の調査のフォルダが見つかりません（探した場所：{returns}）。--previous の後に指定してください（例：--previous {returns / '2025'}）。\n",
    )
    last_round(workspace)
    found = command("generate", "--previous", "--prefecture", TOKYO, workspace=workspace)
    assert f"前回の調査：{returns / '2025'}\n" in found.out


@pytest.mark.slow
def test_last_round_is_found_in_the_workspace_from_which_this_one_was_begun(tmp_path: Path) -> None:
    last, new = tmp_path / "2025", tmp_path / "next" / "2026"
    command("init", last)
    (last / "survey.toml").write_text('round = "2025"\n', encoding="utf-8")
    last_round(last)
    assert command("init", new, "--from", last).code == 0
    text = (new / "survey.toml").read_text(encoding="utf-8")
    assert 'last_workspace = "../../2025"' in text
    for key in ("as_of", "sent_on", "second_deadline", "deadline", "published_on"):
        text = text.replace(f'{key} = ""\n', "")
    (new / "survey.toml").write_text(text.replace('round = ""', 'round = "2026"'), encoding="utf-8")
    done = tokyo(new, "--previous", lang="en")
    assert (done.code, (new / "templates" / "2026" / NAME).is_file()) == (0, True)
    assert "Filled in with last round's answers: prefectures 1, cases 3" in done.out
    assert (last / "submissions" / "2025").resolve() == Path(
        next(line for line in done.out.splitlines() if line.startswith("Last round: ")).removeprefix("Last round: ")
    ).resolve()


def carried(workspace: Path) -> list[str]:
    return [each for each in ids(form(workspace)) if "2025" in each]


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_a_form_with_last_rounds_answers_is_filled_in_again_without_being_told_to(workspace: Path, lang: str) -> None:
    previous = last_round(workspace)
    assert tokyo(workspace, "--previous").code == 0
    drawn = form(workspace).read_bytes()
    assert command("record", "extend", TOKYO, "2026-12-25", workspace=workspace).code == 0
    done = tokyo(workspace, lang=lang)
    told = {
        "ja": f"今の調査票と同様に、前回の回答を転記します（前回の調査：{previous}）。",
        "en": f"Last round's answers are filled in, as in the present forms (last round: {previous}).",
    }
    assert (done.code, done.out.splitlines().count(told[lang])) == (0, 1)
    assert (carried(workspace), form(workspace).read_bytes() == drawn) == (
        [f"13-2025-{number:02}" for number in (1, 2, 3)],
        False,
    )
    book: Any = openpyxl.load_workbook(form(workspace))
    assert str(book[SHEETS["cases"].ja]["F2"].value) == "13-2025-01"


def fill_of(path: Path, key: str, column: str = "F") -> str:
    sheet: Any = openpyxl.load_workbook(path)[SHEETS["cases"].ja]
    row = next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == key)
    return str(sheet[f"{column}{row}"].fill.fgColor.rgb).removeprefix("FF")


@pytest.mark.slow
def test_of_a_half_filled_form_it_stays_known_what_was_carried_over(workspace: Path) -> None:
    """What the official has typed into a case of last round is none of it; what was there before stays recognisable."""
    previous = last_round(workspace)
    assert tokyo(workspace, "--previous").code == 0
    half, carried_case = workspace / "記入中.xlsx", "13-2025-01"
    typed = {"name": "改めた名称", "reviewed": "変更あり", "remarks": "追記"}
    type_into(form(workspace), half, [EntryCell("cases", key, text, carried_case) for key, text in typed.items()])
    pale = CARRIED_FILL.removeprefix("#")
    sent = {key: fill_of(half, key) == pale for key in ("name", "domain", "reviewed", "remarks")}
    assert sent == {"name": True, "domain": True, "reviewed": False, "remarks": False}

    assert command("generate", "--answers", half, "--cases", "20", workspace=workspace).code == 0
    again = {key: fill_of(form(workspace), key) == pale for key in sent}
    assert again == sent
    assert kinds_in(form(workspace))[CARRIED_PROPERTY] == "2025"
    done = tokyo(workspace)
    assert f"今の調査票と同様に、前回の回答を転記します（前回の調査：{previous}）。" in done.out, (
        "it is never replaced by a blank one"
    )

    corrected = workspace / "submissions" / "2026" / "東京都.xlsx"
    corrected.parent.mkdir(parents=True, exist_ok=True)
    type_into(half, corrected, [EntryCell("cases", "domain", "", carried_case)])
    assert command("validate", workspace=workspace).code == 1
    (copy,) = (corrected.parent / "corrections").glob("*.xlsx")
    assert (fill_of(copy, "name") == pale, fill_of(copy, "remarks") == pale) == (True, False)


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("where", ["nowhere", "another round", "an empty folder"])
def test_last_rounds_answers_are_never_replaced_by_blanks(workspace: Path, where: str, lang: str) -> None:
    previous = last_round(workspace)
    assert tokyo(workspace, "--previous").code == 0
    drawn = form(workspace).read_bytes()
    if where == "an empty folder":
        (workspace / "empty").mkdir()
        done = tokyo(workspace, "--previous", workspace / "empty", lang=lang)
    else:
        previous.rename(workspace / ("elsewhere" if where == "nowhere" else "submissions/2024"))
        done = tokyo(workspace, lang=lang)
    folder = form(workspace).parent
    told = {
        "ja": "前回の回答を転記した調査票を、転記していない調査票に置き換えることはできません：東京都。"
        "前回の提出ファイルのフォルダを指定してください（survey-tool generate --previous フォルダ）。"
        f"転記しない場合は、今の調査票を {folder} から別のフォルダに移した上で、もう一度実行してください。調査票は作成していません。",
        "en": "Forms that hold last round's answers are not replaced by forms without: Tokyo. Name the folder of last round's "
        "returns (survey-tool generate --previous FOLDER). If none are to be filled in, move the present forms out of "
        f"{folder}, then run again. No forms were written.",
    }
    assert (done.code, done.out, done.err.splitlines()) == (2, "", [told[lang]])
    assert form(workspace).read_bytes() == drawn
    form(workspace).rename(workspace / "old.xlsx")
    if where == "nowhere":
        assert (tokyo(workspace).code, carried(workspace)) == (0, [])


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("way", ["found", "named"])
def test_a_last_round_that_was_closed_is_told(tmp_path: Path, way: str, lang: Language) -> None:
    last, new = tmp_path / "2025", tmp_path / "2026"
    for folder, settings in ((last, 'round = "2025"\n'), (new, 'last_workspace = "../2025"\n')):
        folder.mkdir()
        (folder / "survey.toml").write_text(settings, encoding="utf-8")
    previous = last_round(last)
    assert command("close", "2025", "--yes", workspace=last).code == 0
    done = tokyo(new, "--previous", *([previous] if way == "named" else []), lang=lang)
    day = day_in_words(dt.datetime.now().astimezone().date())[lang]
    told = {
        "ja": f"前回の調査「2025」は、{day}に終了し（survey-tool close）、提出された調査票は削除されています。回答を転記することはできません。"
        "調査票は、前回の回答を転記せずに作成してください（--previous を付けない survey-tool generate）。",
        "en": f"The last round 2025 was closed on {day} (survey-tool close) and what came back was removed: there are no answers to fill "
        "in. Write the forms without them (survey-tool generate without --previous).",
    }
    assert (done.code, done.err) == (2, told[lang] + "\n")
    assert not form(new).exists()
