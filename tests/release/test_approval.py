"""A preview is the release as it would be published, in a folder of its own, with one page for whoever approves it; what anybody
else has put there stays."""

from __future__ import annotations

import datetime as dt
import io
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from survey_tool.form.workbook import draw
from survey_tool.intake.judging.submission import Collected
from survey_tool.post.record.history import history_of
from survey_tool.questionnaire.findings.finding import finding
from survey_tool.reference.survey import Survey, open_survey
from survey_tool.release.approval.preview import NotOurs, approval_name, preview
from survey_tool.release.approval.sheet import draw_approval
from survey_tool.release.approval.summary import Entry, Section, Summary
from survey_tool.release.publish import Published, publish
from survey_tool.wording.words import LANGUAGES, NOTHING, Language, Words
from tests.cases import a_case, a_submission, a_survey, collected
from tests.commands import command
from tests.forms import TOKYO, blank, filled, the_survey
from tests.office import Office
from tests.ooxml import problems
from tests.rounds import a_round, contents, no_dashboard

ONE = "13-2026-01"


@pytest.fixture
def survey(tmp_path: Path) -> Survey:
    return a_survey(tmp_path / "work")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "preview"


def a_preview(survey: Survey, given: Collected, folder: Path, language: Language = "ja", **more: Any) -> Published:
    return preview(survey, given, folder, language, write_dashboards=no_dashboard, **more)


def lines(folder: Path, survey: Survey) -> list[str]:
    """What stands on the page, line by line."""
    return texts((folder / approval_name(survey)).read_bytes())


def texts(workbook: bytes) -> list[str]:
    sheet: Any = openpyxl.load_workbook(io.BytesIO(workbook)).worksheets[0]
    rows = ((str(cell) for cell in row if cell not in (None, "")) for row in sheet.iter_rows(values_only=True))
    return [line for row in rows if (line := "|".join(row))]


@pytest.mark.slow
def test_a_preview_is_the_release_byte_for_byte_and_nothing_is_published(survey: Survey, folder: Path) -> None:
    given = a_round(survey)
    found = a_preview(survey, given, folder)
    assert (found.directory, found.approval, found.files[0]) == (folder, "approval_2026.xlsx", "approval_2026.xlsx")
    assert not survey.published.parent.exists()
    shown = dict(contents(folder))
    publish(survey, given, write_dashboards=no_dashboard)
    published = dict(contents(survey.published))
    assert {name: shown[name] for name in published} == published
    assert {name.partition("/")[0] for name in shown.keys() - published.keys()} == {"approval_2026.xlsx"}


@pytest.mark.slow
def test_the_page_says_what_is_published_left_out_open_and_missing(survey: Survey, folder: Path) -> None:
    a_preview(survey, a_round(survey), folder)
    told = lines(folder, survey)
    assert told[0] == "公表伺い"
    assert "件名|自治体情報システムの共同調達に関する調査（2026年度）の結果の公表について" in told
    assert "標記について、下記のとおり公表してよろしいか伺います。" in told
    at = next(number for number, line in enumerate(told) if line.startswith("公表の概要"))
    assert told[at : at + 2] == [
        "公表の概要|報告された事例|公表する事例|都道府県|参加団体（○）|システム種別|公表しない事例",
        "10|7|4|7|4|3",
    ]
    assert told[at + 2 : at + 6] == [
        "公表しない事例|要修正　1件（北海道1）",
        "公表不可の回答　1件（東京都1）",
        "他の都道府県の回答に統合　1件（岡山県1）",
        "確認が済んでいないもの|修正の済んでいないファイル　1ファイル（北海道1）",
    ]
    assert told[at + 6] == "読取不可のファイル　1ファイル（提出元不明1）", "a file is no case"
    assert told[at + 7] == "変更点|比較できる以前の公表物なし"
    assert told[at + 8].startswith("回答のない都道府県|42団体（青森県、岩手県、")
    assert told[at + 8].endswith("、鹿児島県）")
    assert re.fullmatch(
        "公表するファイル|[0-9]+ファイル（同じフォルダに添付）。決裁後に内容が変わっていないことを確認するための番号：[0-9a-f]{16}"
        "（SHA256SUMS のハッシュ値（SHA-256）の先頭16桁）".replace("|", r"\|"),
        told[at + 9],
    )


@pytest.mark.slow
def test_the_page_in_english(survey: Survey, folder: Path) -> None:
    a_preview(survey, a_round(survey), folder, "en")
    told = lines(folder, survey)
    assert "Cases not published|Needs correction: 1 (Hokkaido 1)" in told
    assert "Changes|No earlier release to compare with" in told


@pytest.mark.slow
def test_a_round_of_invented_cases_says_so(tmp_path: Path, folder: Path) -> None:
    survey = a_survey(tmp_path / "work", round="EXAMPLE")
    a_preview(survey, collected(survey), folder)
    subject = "件名|自治体情報システムの共同調達に関する調査（EXAMPLE年度）の結果の公表について【動作例：値は全て架空】"
    told = lines(folder, survey)
    assert subject in told
    assert told[-1].startswith("備考|この公表データは動作例です。")


def test_an_empty_round(survey: Survey, folder: Path) -> None:
    a_preview(survey, collected(survey), folder)
    told = lines(folder, survey)
    assert "公表しない事例|なし" in told
    assert "確認が済んでいないもの|なし" in told
    assert any(line.startswith("回答のない都道府県|47団体（北海道、") for line in told)


@pytest.mark.slow
def test_what_a_mail_says_is_not_settled_and_its_words_are_not_told(survey: Survey, folder: Path) -> None:
    said = finding(
        "mail-says", {"says": "担当者の氏名を訂正します", "sender": "x", "subject": "y"}, file="m.eml/13.xlsx"
    )
    a_preview(survey, collected(survey, a_submission(survey, "13", a_case(survey, ONE), findings=(said,))), folder)
    told = lines(folder, survey)
    assert "確認が済んでいないもの|メールの本文の連絡事項　1件（東京都1）" in told
    assert "訂正します" not in "".join(told)


@pytest.mark.slow
def test_who_returned_a_blank_form_is_among_those_without_an_answer(survey: Survey, folder: Path) -> None:
    given = collected(survey, a_submission(survey, "13", a_case(survey, ONE)), blank("22").judged().submission)
    found = a_preview(survey, given, folder)
    told = lines(folder, survey)
    assert any(line.startswith("回答のない都道府県|46団体（") and "静岡県" in line for line in told)
    assert found.release.unanswered == tuple(code for code in survey.places.prefectures if code != "13")


@pytest.mark.slow
def test_a_day_of_participants_after_the_reply_is_among_what_is_to_be_checked(folder: Path, tmp_path: Path) -> None:
    paper = filled("22")
    paper.type("respondent", "as_of", dt.date(2027, 12, 1))
    survey = a_survey(tmp_path / "work")
    a_preview(survey, collected(survey, paper.judged().submission), folder)
    assert any("公表する事例の要確認の回答　1件（静岡県1）" in line for line in lines(folder, survey))


@pytest.mark.slow
def test_the_six_kinds_of_change_are_counted_and_named(survey: Survey, folder: Path) -> None:
    before = (
        a_case(survey, ONE, name="甲"),
        a_case(survey, "13-2026-02", name="乙"),
        a_case(survey, "14-2026-01", name="丙"),
    )
    publish(
        survey,
        collected(survey, a_submission(survey, "13", *before[:2]), a_submission(survey, "14", before[2])),
        write_dashboards=no_dashboard,
    )
    now = (
        a_case(survey, ONE, name="新甲"),
        a_case(survey, "13-2026-02", name="乙", publication="do_not_publish"),
        a_case(survey, "13-2026-03", name="丁"),
    )
    found = a_preview(survey, collected(survey, a_submission(survey, "13", *now)), folder)
    told = lines(folder, survey)
    at = next(number for number, line in enumerate(told) if line.startswith("変更点"))
    assert told[at : at + 6] == [
        "変更点（2027-03-01の公表物との比較）|追加　1件（13-2026-03「丁」）",
        "変更　1件（13-2026-01「新甲」）",
        "終了　0件",
        "取下げ　0件",
        "今回報告なし　1件（14-2026-01「丙」）",
        "公表対象外　1件（13-2026-02）",
    ]
    assert found.loss is not None
    assert found.loss.is_grave
    assert found.changes is None, "the release itself compares with nothing"


@pytest.mark.slow
def test_nothing_of_anybody_else_is_replaced(survey: Survey, folder: Path) -> None:
    given = a_round(survey)
    a_preview(survey, given, folder)
    a_preview(survey, given, folder)  # our own, as we wrote it
    for name, content in (
        ("memo.txt", b"mine"),
        ("data/cases.csv", b"corrected by hand"),
        ("approval_2026.xlsx", b"signed"),
    ):
        a_preview(survey, given, folder)
        (folder / name).write_bytes(content)
        before = dict(contents(folder))
        with pytest.raises(NotOurs) as refused:
            a_preview(survey, given, folder)
        assert name.partition("/")[0] in refused.value.sentence.en
        assert f"{folder} holds what is no preview, or was changed since it was written: " in refused.value.sentence.en
        assert dict(contents(folder)) == before
        remove(folder)
    published = publish(survey, given, write_dashboards=no_dashboard).directory.rename(folder)
    with pytest.raises(NotOurs):
        a_preview(survey, given, published)
    file = folder.with_name("file")
    file.write_bytes(b"mine")
    with pytest.raises(NotOurs):
        a_preview(survey, given, file)


def remove(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    folder.rmdir()


LONG = Section(
    Words("見出し", "Heading"),
    tuple(
        Entry(Words("区分", "Kind"), Words("900件", "900"), tuple(map(Words.same, ["名称" * 20] * 900)))
        for _ in range(8)
    ),
    NOTHING,
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_finds_no_room_is_counted(survey: Survey, tmp_path: Path, language: Language) -> None:
    page = draw_approval(Summary(survey, (), (LONG,), 15, "0" * 64), language)
    (line,) = {each.removeprefix(f"{LONG.title[language]}|") for each in texts(page) if "900" in each}
    shown = line.count("名称名称名称")
    assert shown >= 1
    names = line.count("名称" * 20)
    assert line.endswith({"ja": f"、ほか{900 - names}件）", "en": f", and {900 - names} more)"}[language])
    (tmp_path / "page.xlsx").write_bytes(page)
    assert problems(tmp_path / "page.xlsx") == []
    assert draw_approval(Summary(survey, (), (LONG,), 15, "0" * 64), language) == page


@pytest.mark.libreoffice
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_one_sheet_of_paper(office: Office, survey: Survey, tmp_path: Path, language: Language) -> None:
    sections = (LONG, LONG, LONG, LONG)
    figures = ((Words("報告された事例", "Cases reported"), 1_234_567),) * 6
    path = tmp_path / "page.xlsx"
    path.write_bytes(draw_approval(Summary(survey, figures, sections, 15, "0" * 64), language))
    assert len(office.pictures(path, tmp_path)) == 1


# By the command


@pytest.fixture
def returned(tmp_path: Path) -> Survey:
    """A workspace with a return that names a person in an answer that is published, and in one that is not."""
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "survey.toml").write_text('language = "ja"\npublished_on = 2027-03-01\n', encoding="utf-8")
    survey = open_survey(tmp_path / "work")
    survey.submissions.mkdir(parents=True)
    paper = filled(TOKYO)
    paper.type("cases", "contact_department", "情報政策課 山田", ONE)
    paper.type("cases", "remarks", "内密の備考", ONE)
    (survey.submissions / "東京都.xlsx").write_bytes(draw(the_survey(), paper.form()))
    return survey


@pytest.mark.slow
def test_what_is_to_be_confirmed_is_named_without_what_stands_there(returned: Survey, folder: Path) -> None:
    done = command("publish", "--preview", folder, workspace=returned.workspace)
    assert done.code == 0
    assert f"公表物の案を作成しました（公表はしていません。）：{folder}\n  approval_2026.xlsx\n" in done.out
    assert "個人に関する記載等が未確認の事例：1件" in done.err
    told = lines(folder, returned)
    assert f"確認が済んでいないもの|個人に関すると思われる記載　1件（{ONE}「問合せ先部署」）" in told
    page = "".join(told)
    for private in ("山田", "内密の備考", "03-0000-0000", "joho@pref.example.lg.jp"):
        assert private not in page
    assert [each.what for each in history_of(returned).lines] == ["arrived", "previewed"]
    assert not returned.published.exists()


@pytest.mark.slow
def test_an_answer_that_tells_of_persons_in_several_ways_is_one_place(returned: Survey, folder: Path) -> None:
    paper = filled("13")
    paper.type("cases", "contact_department", "情報政策課 山田 090-1234-5678", ONE)
    (returned.submissions / "東京都.xlsx").write_bytes(draw(the_survey(), paper.form()))
    command("publish", "--preview", folder, workspace=returned.workspace)
    told = lines(folder, returned)
    assert f"確認が済んでいないもの|個人に関すると思われる記載　1件（{ONE}「問合せ先部署」）" in told
    done = command("record", "confirm", ONE, "amount-large", workspace=returned.workspace)
    assert done.code != 0
    assert done.err.count(f"{ONE} personal-data contact_department（問合せ先部署）") == 1


@pytest.mark.slow
def test_strict_waits_for_a_preview_too(returned: Survey, folder: Path) -> None:
    done = command("publish", "--strict", "--preview", folder, workspace=returned.workspace)
    assert (done.code, done.out, folder.exists()) == (1, "", False)
    assert done.err.startswith("個人に関する記載等が未確認のため、公表しません。\n")


@pytest.mark.parametrize(
    "name", ["submissions", "templates/2026", "published", "published/2026", "mail/2026", "letters"]
)
def test_no_preview_is_written_into_a_folder_of_another_purpose(returned: Survey, name: str) -> None:
    before = dict(contents(returned.workspace))
    given = returned.workspace / name / "x" / ".."
    done = command("publish", "--preview", given, workspace=returned.workspace, lang="en")
    assert (done.code, done.out) == (2, "")
    around = returned.workspace / name.partition("/")[0]
    assert (
        done.err == f"{given} lies in a folder with another purpose ({around}). Give another folder for the preview.\n"
    )
    assert dict(contents(returned.workspace)) == before


@pytest.mark.slow
def test_a_preview_elsewhere_in_the_workspace_and_one_over_the_workspace(returned: Survey) -> None:
    workspace = returned.workspace
    assert command("publish", "--preview", workspace / "案", workspace=workspace).code == 0
    before = dict(contents(workspace))
    done = command("publish", "--preview", workspace, workspace=workspace)
    assert (done.code, done.err.splitlines()[-1].startswith(f"{workspace} には、公表物の案ではないもの")) == (3, True)
    assert dict(contents(workspace)) == before


@pytest.mark.slow
def test_a_preview_says_that_publishing_it_would_need_yes(returned: Survey, folder: Path) -> None:
    workspace = returned.workspace
    assert command("publish", "--yes", workspace=workspace).code == 0
    (returned.submissions / "東京都.xlsx").rename(workspace / "elsewhere.xlsx")
    (returned.submissions / "神奈川県.xlsx").write_bytes(draw(the_survey(), filled("14").form()))
    done = command("publish", "--preview", folder, workspace=workspace)
    assert done.code == 0
    assert "事例が1件もなくなる都道府県（1団体のうち1団体）：東京都" in done.err
    assert "このまま公表する場合は、publish に --yes を付ける必要があります。" in done.err
    assert "今回報告なし　3件（13-2026-01「" in "".join(lines(folder, returned))
