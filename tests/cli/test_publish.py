"""`survey-tool publish` says of whom a release seems to tell before anybody reads it, and `--strict` waits until that is settled;
nothing of a release is lost unasked; where last round's lies is found or said."""

from __future__ import annotations

import hashlib
import io
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from survey_tool.form.workbook import draw
from survey_tool.post.record.history import history_of, record_path
from survey_tool.reference.survey import Survey, open_survey
from survey_tool.release.atomic import NotReplaced
from survey_tool.release.writing import comparable
from survey_tool.wording.words import Words
from tests.commands import Done, command
from tests.forms import TOKYO, case_of, filled, the_survey
from tests.held import held
from tests.mails import eml
from tests.rounds import contents

FIRST = case_of(TOKYO, 1)
NAMED, CLEAN = "情報政策課 山田", "総務部情報政策課"


@pytest.fixture
def survey(tmp_path: Path) -> Survey:
    (tmp_path / "survey.toml").write_text("published_on = 2027-03-01\n", encoding="utf-8")
    found = open_survey(tmp_path)
    found.submissions.mkdir(parents=True)
    return found


def returned(survey: Survey, department: str = CLEAN, **answers: str | None) -> None:
    """A return whose first case answers so, and whose respondent is of that department."""
    paper = filled(TOKYO)
    paper.type("respondent", "department", department)
    for key, answer in answers.items():
        paper.type("cases", key, answer, FIRST)
    (survey.submissions / "東京都.xlsx").write_bytes(draw(the_survey(), paper.form()))


def publish(survey: Survey, *arguments: str, lang: str = "ja") -> Done:
    return command("publish", "--edition", "ja", *arguments, workspace=survey.workspace, lang=lang)


def confirm(survey: Survey, *arguments: str) -> Done:
    return command("record", "confirm", *arguments, workspace=survey.workspace)


@pytest.mark.slow
def test_what_seems_to_tell_of_a_person_is_listed_and_strict_waits_until_it_is_confirmed(survey: Survey) -> None:
    returned(survey, contact_department=NAMED)
    listed = [
        "個人に関する記載等が未確認の事例：1件",
        f"  {FIRST}「問合せ先部署」：個人の氏名と思われる記載があります。"
        "「山田」を部署名に置き換えてください。氏名でない場合又は公表してよい場合、修正は不要です。",
        "修正後の再提出を依頼するか、公表してよい場合は次のとおり記録してください："
        f"survey-tool record confirm {FIRST} personal-data contact_department",
    ]
    strict = publish(survey, "--strict")
    assert (strict.code, strict.out) == (1, "")
    assert strict.err.splitlines() == ["個人に関する記載等が未確認のため、公表しません。", *listed]
    assert not survey.published.exists()

    refused = publish(survey)
    assert (refused.code, refused.out) == (2, "")
    assert refused.err.splitlines() == [
        *listed,
        "公表物は作成していません。このまま公表する場合は、--yes を付けて実行してください。",
    ]
    assert not survey.published.exists()

    done = publish(survey, "--yes")
    assert (done.code, done.err.splitlines()) == (0, listed)
    assert survey.published.exists()

    assert confirm(survey, FIRST, "personal-data", "contact_department").code == 0
    settled = publish(survey, "--strict")
    assert (settled.code, settled.err) == (0, "")

    returned(survey, contact_department=f"{NAMED}・佐藤")
    assert publish(survey, "--strict", lang="en").err.splitlines()[:2] == [
        "Not published, because what seems to tell of persons is not confirmed.",
        "Cases with what seems to tell of persons, not confirmed: 1",
    ]


@pytest.mark.slow
def test_whoever_sits_at_the_terminal_is_asked(survey: Survey, monkeypatch: pytest.MonkeyPatch) -> None:
    returned(survey, contact_department=NAMED)
    for answer, code in (("いいえ", 2), ("はい", 0)):
        monkeypatch.setattr(sys, "stdin", io.StringIO(f"{answer}\n"))
        monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
        done = publish(survey)
        assert done.code == code
        assert "このまま公表しますか。" in done.err
        assert done.err.count("個人に関する記載等が未確認の事例：1件") == 1
        assert survey.published.exists() == (answer == "はい")


@pytest.mark.slow
def test_what_was_published_of_a_person_by_mistake_is_told_where_it_stays(survey: Survey) -> None:
    returned(survey, contact_department=NAMED)
    assert publish(survey, "--yes").code == 0
    returned(survey, contact_department=NAMED, name="変更後")
    assert "残っています" not in publish(survey, "--yes").err, "it is published still"
    returned(survey)
    done = publish(survey)
    kept = sorted((survey.published.parent / "replaced").iterdir())
    assert (done.code, len(kept)) == (0, 2)
    assert done.err.splitlines() == [
        "以前の公表物に、今回の公表物にはない個人に関する記載と思われるものが残っています："
        f"{FIRST}「問合せ先部署」。残しておく必要がない場合は、次のフォルダを手作業で削除してください：{kept[0]}、{kept[1]}"
    ]


@pytest.mark.slow
def test_what_is_not_as_it_was_approved_is_told_and_needs_yes(survey: Survey) -> None:
    returned(survey)
    preview = survey.workspace / "案"
    assert publish(survey, "--preview", str(preview)).code == 0
    returned(survey, name="変更後")
    prefecture(survey, "27")
    refused = publish(survey)
    assert (refused.code, refused.out, survey.published.exists()) == (2, "", False)
    assert refused.err.splitlines() == [
        f"決裁用の案（{preview}）と内容が異なります。案にない事例：27-2026-01、27-2026-02、27-2026-03。内容の異なる事例：{FIRST}。",
        "公表物は作成していません。このまま公表する場合は、--yes を付けて実行してください。",
    ]
    assert [each.what for each in history_of(survey).lines if each.what == "published"] == []
    done = publish(survey, "--yes", lang="en")
    assert done.err.splitlines() == [
        f"This is not what the preview for approval holds ({preview}). "
        f"Cases that it has not: 27-2026-01, 27-2026-02, 27-2026-03. Cases that differ: {FIRST}."
    ]
    assert publish(survey).err == "", "the same release again was agreed to"

    (survey.workspace / "survey.toml").write_text("published_on = 2027-03-02\n", encoding="utf-8")
    shutil.rmtree(preview)
    assert publish(survey).err.splitlines()[0] == (
        f"決裁用の案（{preview}）と内容が異なります。案のファイルがないか、変更されているため、異なる箇所は分かりません。"
    )


@pytest.mark.slow
def test_what_was_approved_is_published_without_a_word(survey: Survey) -> None:
    returned(survey)
    assert publish(survey, "--preview", str(survey.workspace / "案")).code == 0
    (line,) = (each for each in history_of(survey).lines if each.what == "previewed")
    done = publish(survey)
    sums = hashlib.sha256((survey.published / "SHA256SUMS").read_bytes()).hexdigest()
    assert (done.code, done.err, line.subject, line.detail) == (0, "", f"sha256:{sums}", "案")


@pytest.mark.slow
def test_a_correction_settles_it(survey: Survey) -> None:
    returned(survey, contact_phone="090-1234-5678")
    assert publish(survey, "--strict").code == 1
    returned(survey, contact_phone="03-1234-5678")
    done = publish(survey, "--strict")
    assert (done.code, done.err) == (0, "")


@pytest.mark.slow
def test_a_department_is_told_where_cases_show_it(survey: Survey) -> None:
    returned(survey, department=NAMED, contact_department=None)
    lines = publish(survey, "--strict", lang="en").err.splitlines()
    assert lines[1] == "Cases with what seems to tell of persons, not confirmed: 1"
    assert lines[2] == (
        f'  {TOKYO} "Responding department": This looks like the name of a person. '
        'Put the department in place of "山田". If it is no name, or may be published, leave it.'
    )
    assert lines[3].endswith(f"survey-tool record confirm {TOKYO} personal-data department")
    assert confirm(survey, TOKYO, "personal-data", "department").code == 0
    assert publish(survey, "--strict").code == 0

    returned(survey, department=f"{NAMED}係長")
    assert publish(survey, "--strict").err == "", (
        "each case names a department of its own, so this one is not published"
    )


@pytest.mark.slow
def test_a_case_that_is_not_published_is_not_listed(survey: Survey) -> None:
    returned(survey, contact_department=NAMED, publication="公表不可")
    assert publish(survey).err == ""


def prefecture(survey: Survey, code: str) -> Path:
    """A return of another prefecture."""
    path = survey.submissions / f"{code}.xlsx"
    path.write_bytes(draw(the_survey(), filled(code).form()))
    return path


@pytest.mark.slow
def test_a_release_that_lost_half_of_its_prefectures_needs_yes(survey: Survey) -> None:
    returned(survey)
    osaka = prefecture(survey, "27")
    assert publish(survey).code == 0
    before = dict(contents(survey.published.parent))
    record = record_path(survey).read_bytes()
    osaka.rename(survey.workspace / "elsewhere.xlsx")

    refused = publish(survey)
    assert (refused.code, refused.out) == (2, "")
    assert refused.err.splitlines() == [
        f"これまでの公表物（{survey.published}）にある事例6件のうち3件が、今回の公表物にありません。"
        "事例が1件もなくなる都道府県（2団体のうち1団体）：大阪府",
        "公表物は作成していません。提出されたファイルが揃っていることを確認してください。このまま公表する場合は、--yes を付けて実行してください。",
    ]
    assert dict(contents(survey.published.parent)) == before
    assert record_path(survey).read_bytes() == record

    assert publish(survey, "--yes").code == 0
    assert dict(contents(survey.published)) != before


@pytest.mark.slow
@pytest.mark.parametrize("wish", ["--yes", "--preview={folder}/案"])
def test_nothing_is_published_while_a_return_is_still_being_copied(
    survey: Survey, monkeypatch: pytest.MonkeyPatch, wish: str
) -> None:
    """It would be a release without that prefecture, which tells that its return cannot be read; a minute later it can."""
    returned(survey)
    name = "joint-procurement_2026_13_tokyo.xlsx"
    held(monkeypatch, name)
    (survey.submissions / name).write_bytes(b"PK")
    done = publish(survey, wish.format(folder=survey.workspace), lang="ja")
    assert (done.code, done.out) == (3, "")
    assert f"公表物は作成していません。この端末で読み取ることのできないファイルがあります（{name}）。" in done.err
    assert not survey.published.exists()
    assert not (survey.workspace / "案").exists()
    assert [line.what for line in history_of(survey).lines] == ["arrived"]


@pytest.mark.slow
@pytest.mark.parametrize("wish", ["--yes", "--preview={folder}/案"])
def test_nothing_is_published_while_all_that_came_is_out_of_reach(survey: Survey, wish: str) -> None:
    """It would be a release without a case, which tells that nobody has answered."""
    returned(survey)
    command("status", workspace=survey.workspace)
    survey.submissions.rename(survey.workspace / "away")
    done = publish(survey, wish.format(folder=survey.workspace))
    assert (done.code, done.out) == (3, "")
    assert f"{survey.submissions} に、届いたことが記録（record.csv）にあるファイルが1件もないため" in done.err
    assert not survey.published.exists()
    assert not (survey.workspace / "案").exists()


@pytest.mark.parametrize("wish", ["--yes", "--preview={folder}/案"])
def test_nothing_is_published_while_the_contacts_cannot_be_read_that_tell_whose_a_return_is(
    survey: Survey, monkeypatch: pytest.MonkeyPatch, wish: str
) -> None:
    """What came from another prefecture's address would pass for the one that its form names."""
    contacts, read = survey.workspace / "contacts.csv", Path.read_bytes
    contacts.write_text("prefecture_code,department,person,email,kind\n14,情報課,,joho@example.com,to\n", "utf-8")
    form = draw(the_survey(), filled(TOKYO).form())
    mail = eml({"form.xlsx": form}, body="", subject="回答", sender="joho@example.com")
    (survey.submissions / "返信.eml").write_bytes(mail.as_bytes())

    def held(path: Path) -> bytes:
        if path == contacts:
            raise PermissionError(13, "held", str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", held)
    done = publish(survey, wish.format(folder=survey.workspace))
    assert (done.code, done.out) == (2, "")
    assert "contacts.csv" in done.err
    assert not survey.published.exists()
    assert not (survey.workspace / "案").exists()


def test_a_last_round_that_is_out_of_reach_is_said_where_its_release_would_be_compared(tmp_path: Path) -> None:
    """At the desk, where nobody names it, the changes were left out without a word; or told since an older round."""
    (tmp_path / "survey.toml").write_text('last_workspace = "調査2025"\n', encoding="utf-8")
    (said,) = comparable(open_survey(tmp_path))[1]
    told = f"前回の作業フォルダ（{tmp_path / '調査2025'}）が見つからないため、その公表物からの変更点は示しません。"
    assert said.ja.startswith(told)
    (tmp_path / "調査2025").mkdir()
    assert comparable(open_survey(tmp_path)) == ((), ())


@pytest.mark.slow
@pytest.mark.parametrize("name", ["SHA256SUMS", "data/cases.csv"])
def test_nothing_takes_the_place_of_a_release_of_which_a_file_is_held_for_a_moment(
    survey: Survey, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Of what was lost nothing would be asked; the workbook in the other language would stay beside the new one, as a file of others."""
    returned(survey)
    osaka = prefecture(survey, "27")
    command("publish", workspace=survey.workspace)
    osaka.rename(survey.workspace / "elsewhere.xlsx")
    before, opened, held = dict(contents(survey.published.parent)), io.open, {survey.published / name}

    def once(path: Path, *arguments: Any, **options: Any) -> Any:
        if path in held:
            held.remove(path)
            raise PermissionError(13, "held", str(path))
        return opened(path, *arguments, **options)

    monkeypatch.setattr(Path, "open", once)
    done = publish(survey, *(("--yes",) if name == "SHA256SUMS" else ()))
    assert (done.code, done.out) == (3, "")
    assert Path(name).name in done.err
    assert dict(contents(survey.published.parent)) == before


@pytest.mark.slow
def test_each_release_is_told_in_the_record_once(survey: Survey) -> None:
    returned(survey)
    assert publish(survey).code == 0
    assert publish(survey).code == 0
    (line,) = (each for each in history_of(survey).lines if each.what == "published")
    sums = (survey.published / "SHA256SUMS").read_bytes()
    assert (line.subject, line.detail) == (f"sha256:{hashlib.sha256(sums).hexdigest()}", "cases=3")


@pytest.mark.slow
def test_a_release_that_did_not_take_its_place_is_not_told(survey: Survey, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise NotReplaced(Words("使用中", "in use"))

    returned(survey)
    monkeypatch.setattr("survey_tool.release.atomic._swap", fail)
    done = publish(survey)
    assert (done.code, done.err) == (3, "使用中\n")
    assert [each.what for each in history_of(survey).lines] == ["arrived"]


@pytest.mark.slow
def test_changes_since_the_newest_other_round(survey: Survey) -> None:
    returned(survey)
    nothing = publish(survey, "--since", lang="en")
    assert (nothing.code, nothing.out) == (2, "")
    folder = survey.workspace / "published"
    assert nothing.err == (
        f"No folder of an earlier round was found in {folder}. Name it after --since, such as --since {folder / '2025'}.\n"
    )
    assert publish(survey).code == 0
    survey.published.rename(folder / "2024")
    assert publish(survey).code == 0
    shutil.copytree(survey.published, folder / "replaced" / "2025-20260101-000000")
    shutil.copytree(survey.published, folder / "2025")
    done = publish(survey, "--since", lang="en")
    assert f"Last round: {folder / '2025'}" in done.out
    assert f"Earlier rounds, for the development: {folder / '2024'}\n" in done.out
    assert f"Changes since {folder / '2025'}, in cases" in done.out
    several = publish(survey, "--since", str(folder / "2024"), "--since", lang="en")
    assert f"Changes since {folder / '2024'}, in cases" in several.out, (
        "both are of the same day; the first is named first"
    )
    assert publish(survey, "--since", "--since", str(folder / "2023")).code == 2
    damaged = folder / "2024" / "data" / "cases.csv"
    damaged.write_bytes(damaged.read_bytes() + b"\n")
    assert publish(survey, "--since", str(folder / "2024")).code == 2, (
        "who names a release is told that it cannot be read"
    )
    left_out = publish(survey, "--since", lang="en")
    assert left_out.code == 0
    assert "Earlier rounds" not in left_out.out
    assert left_out.err == (
        f"{folder / '2024'}: cases.csv is not as it was published, so there is nothing to compare with. Give the release as it was. "
        "It is left out of the development over the rounds.\n"
    )


@pytest.mark.slow
def test_of_several_releases_the_newest_is_compared_with(survey: Survey) -> None:
    returned(survey)
    folder = survey.workspace / "published"
    for name, day in (("2024", "2025-03-01"), ("2025", "2026-03-01")):
        (survey.workspace / "survey.toml").write_text(f"published_on = {day}\n", encoding="utf-8")
        assert publish(survey).code == 0
        survey.published.rename(folder / name)
    given = [part for name in ("2024", "2025") for part in ("--since", str(folder / name))]
    assert f"{folder / '2025'} からの変更点（事例数）" in publish(survey, *given).out
