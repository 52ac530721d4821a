"""The end of a round removes what is personal, and that alone, after somebody has agreed."""

from __future__ import annotations

import datetime as dt
import io
import os
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from survey_tool.form.workbook import draw
from survey_tool.post.record.history import record_path
from survey_tool.post.record.keeping import read_record
from survey_tool.reference.survey import Survey, open_survey
from survey_tool.wording.days import day_in_words
from survey_tool.wording.words import Language
from tests.cases import collected
from tests.commands import Done, command
from tests.forms import TOKYO, filled, the_survey
from tests.post.test_release_behind import TOLD, write_the_release

PRIVATE = {
    "submissions/2026/東京都.xlsx": b"a return",
    "submissions/2026/corrections/13.xlsx": b"a copy",
    "submissions/2026/set-aside/old/13.xlsx": b"another",
    "templates/2026/joint-procurement_2026_13_tokyo.xlsx": b"a form",
    "mail/2026/invite/13_tokyo.eml": b"a draft",
    "mail/2026/not-due/13_tokyo.eml": b"an old draft",
    "record-20261128-093000.csv": b"as Excel saved it",
}
STAYING = {
    "published/2026/joint-procurement_2026_ja.xlsx": b"the release",
    "published/replaced/2026/data/cases.csv": b"an earlier one",
    "submissions/2025/13.xlsx": b"of another round",
    "submissions/README.md": b"what the folder is",
    "contacts.csv": b"prefecture_code,department,person,email,kind\n",
    "contacts-before.csv": b"prefecture_code,department,person,email,kind\n",
    "contacts.xlsx": b"saved by another program",
    "record-DESKTOP-AB12.csv": b"at,round,what,prefecture,subject,detail,by\n",
    "letters/invite_ja.txt": b"our text",
    "record-of-mine.csv": b"a memo",
    "memo.txt": b"a memo",
}


PROMPTS = (
    (
        "ja",
        (
            "削除しますか。元に戻すことはできません。［はい／いいえ（y／n）。入力しない場合は「いいえ」］：",
            "「はい」又は「いいえ」（y 又は n）を入力してください。",
        ),
        "削除していません。確認できないため、--yes を付けて実行してください。",
        "削除していません。",
    ),
    (
        "en",
        (
            "Remove all this? It cannot be undone. [y/n, no unless you say so]: ",
            "Please type yes or no (y or n).",
        ),
        "Nothing was removed: nobody could be asked. Add --yes.",
        "Nothing was removed.",
    ),
)


def types(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Somebody sits at a terminal and types that."""
    typed = io.StringIO(text)
    monkeypatch.setattr(typed, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdin", typed)


@pytest.fixture
def survey(tmp_path: Path) -> Survey:
    (tmp_path / "survey.toml").touch()
    for name, content in (PRIVATE | STAYING).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    command("record", "note", "13", "山田さんに電話", workspace=tmp_path)
    return open_survey(tmp_path)


def close(survey: Survey, *arguments: str, lang: str = "en") -> Done:
    return command("close", *arguments, workspace=survey.workspace, lang=lang)


def files(survey: Survey) -> set[str]:
    found = (path for path in survey.workspace.rglob("*") if path.is_file() and path.suffix != ".lock")
    return {path.relative_to(survey.workspace).as_posix() for path in found}


def test_what_is_personal_goes_and_all_else_stays(survey: Survey) -> None:
    done = close(survey, "2026", "--yes")
    assert done.code == 0
    assert done.out.splitlines() == [
        "To be removed",
        "  returned forms and correction copies: 3",
        "  forms that went out, which may hold last round's answers: 1",
        "  drafts of letters: 2",
        "  copies of the record: 1",
        "  the columns detail and by of the record (record.csv)",
        "Staying; these may hold personal data, answers, or what was corrected since: look through them and delete what is not needed",
        "  lists of contacts (names and addresses; they stay for next round's letters: delete them from the folder if it needs "
        "none): contacts-before.csv, contacts.csv, contacts.xlsx",
        "  files that may be copies of the record: 2 (record-DESKTOP-AB12.csv, record-of-mine.csv)",
        "The round 2026 is closed; files removed: 7.",
    ]
    assert files(survey) == {*STAYING, "survey.toml", "record.csv"}
    assert {name: (survey.workspace / name).read_bytes() for name in STAYING} == STAYING
    assert not survey.submissions.exists(), "no empty folders either"
    lines = read_record(record_path(survey)).lines
    assert [(line.what, line.detail, line.by) for line in lines] == [("noted", "", ""), ("closed", "", "")]
    assert lines[1].subject == "files=7 arrived=0"
    assert "山田".encode() not in record_path(survey).read_bytes()


FIRST = {
    "ja": "次回の調査票に回答を転記する場合は、先に、次回の作業フォルダで調査票を作成してください（survey-tool generate --previous）。"
    "削除した後は、転記することができません。\n",
    "en": "Where next round's forms are to hold these answers, first write those forms in its folder (survey-tool generate "
    "--previous). Once they are removed, they cannot be filled in.\n",
}


def test_nobody_who_was_not_asked_loses_anything(survey: Survey, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {name: (survey.workspace / name).read_bytes() for name in files(survey)}
    done = close(survey, "2026")
    assert (done.code, done.err) == (2, f"{FIRST['en']}Nothing was removed: nobody could be asked. Add --yes.\n")
    for lang, (prompt, _), unsaid, left in PROMPTS:
        for typed in ("いいえ", "n", "ＮＯ", ""):
            types(monkeypatch, f"{typed}\n")
            done = close(survey, "2026", lang=lang)
            assert (done.code, done.err) == (2, f"{FIRST[lang]}{prompt}{left}\n"), typed
        types(monkeypatch, "")
        done = close(survey, "2026", lang=lang)
        assert (done.code, done.err) == (2, f"{FIRST[lang]}{prompt}\n{unsaid}\n"), "an end of input is no answer"
    assert close(survey, "2025").code == 2
    assert {name: (survey.workspace / name).read_bytes() for name in files(survey)} == before


REFUSING = (
    ("generate",),
    ("generate", "--prefecture", TOKYO),
    ("mail", "invite"),
    ("mail", "remind"),
    ("mail", "correct", TOKYO),
    ("status", "--json", "-"),
    ("validate",),
    ("validate", TOKYO),
    ("publish",),
    ("publish", "--preview", "案"),
    ("merge", TOKYO),
    ("record", "sent", "invite"),
    ("record", "extend", TOKYO, "2099-12-25"),
    ("record", "confirm", TOKYO),
    ("record", "owner", "13.xlsx", TOKYO),
    ("record", "allow-copy", TOKYO, "pref.example.lg.jp"),
    ("record", "set-aside", "13.xlsx"),
    ("record", "take-back", "13.xlsx"),
)


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_a_round_that_was_closed_does_not_look_like_one_that_never_began(survey: Survey, lang: Language) -> None:
    assert close(survey, "2026", "--yes").code == 0
    day = day_in_words(dt.datetime.now().astimezone().date())[lang]
    told = {
        "ja": f"この調査は、{day}に終了しました（survey-tool close）。"
        "公表物と記録は残っています（記録は survey-tool record show で表示します。）。"
        "次回の調査は、新しい作業フォルダで始めます（survey-tool init --from）。\n",
        "en": f"This round was closed on {day} (survey-tool close). The release and the record stay (survey-tool record show). "
        "The next one begins in a new folder (survey-tool init --from).\n",
    }[lang]
    before = files(survey)
    for saying in ((), ("status",)):
        done = command(*saying, workspace=survey.workspace, lang=lang)
        assert (done.code, done.out, done.err) == (0, told, ""), saying
    for refusing in REFUSING:
        done = command(*refusing, workspace=survey.workspace, lang=lang)
        assert (done.code, done.out, done.err) == (2, "", told), refusing
    assert files(survey) == before
    lines = read_record(record_path(survey)).lines
    assert [line.what for line in lines] == ["noted", "closed"]
    assert command("record", "undo", "2", workspace=survey.workspace).code == 0
    assert "未提出47" in command(workspace=survey.workspace).out, "what was taken back does not count"


@pytest.mark.parametrize("typed", ["はい", "y", "Ｙ", "yes"])
@pytest.mark.parametrize(("lang", "told"), [(lang, told) for lang, told, *_ in PROMPTS])
def test_it_asks_until_it_is_understood_in_either_language(
    survey: Survey, monkeypatch: pytest.MonkeyPatch, typed: str, lang: str, told: tuple[str, str]
) -> None:
    prompt, again = told
    types(monkeypatch, f"たぶん\n{typed}\n")
    done = close(survey, "2026", lang=lang)
    assert (done.code, done.err) == (0, f"{FIRST[lang]}{prompt}{again}\n{prompt}")
    assert files(survey) == {*STAYING, "survey.toml", "record.csv"}


def test_what_was_never_published_is_pointed_out(survey: Survey) -> None:
    import shutil

    shutil.rmtree(survey.published)
    assert "Answers that were never published are removed as well." in close(survey, "2026", "--yes").err


@pytest.mark.slow
def test_that_the_release_is_behind_is_said_before_anything_is_removed(tmp_path: Path) -> None:
    (tmp_path / "survey.toml").touch()
    survey = open_survey(tmp_path)
    write_the_release(survey, collected(survey))
    survey.submissions.mkdir(parents=True)
    (survey.submissions / "東京都.xlsx").write_bytes(draw(the_survey(), filled(TOKYO).form()))
    behind, unasked = (
        f"{TOLD.format('東京都')}\n",
        "削除していません。確認できないため、--yes を付けて実行してください。\n",
    )
    asked = close(survey, "2026", lang="ja")
    assert (asked.code, asked.err) == (2, f"{behind}{FIRST['ja']}{unasked}"), "also of what nobody has seen before"
    done = close(survey, "2026", "--yes", lang="ja")
    assert (done.code, done.err) == (0, behind)
    assert not survey.submissions.exists()
    again = close(survey, "2026", "--yes", lang="ja")
    assert (again.code, again.err) == (0, ""), "what was removed is not missing in the release"


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_no_link_is_followed(survey: Survey, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "mine.xlsx").write_bytes(b"mine")
    (survey.submissions / "folder").symlink_to(elsewhere, target_is_directory=True)
    (survey.submissions / "file.xlsx").symlink_to(elsewhere / "mine.xlsx")
    assert close(survey, "2026", "--yes").code == 0
    assert (elsewhere / "mine.xlsx").read_bytes() == b"mine"
    assert not survey.submissions.exists()


def test_a_run_that_was_interrupted_is_run_again(survey: Survey, monkeypatch: pytest.MonkeyPatch) -> None:
    unlink = Path.unlink
    done: list[Path] = []

    def once(path: Path, missing_ok: bool = False) -> None:
        if len(done) == 3:
            raise KeyboardInterrupt
        done.append(path)
        unlink(path, missing_ok=missing_ok)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", once)
        assert close(survey, "2026", "--yes").code == 130
    assert close(survey, "2026", "--yes").code == 0
    assert files(survey) == {*STAYING, "survey.toml", "record.csv"}
    assert {line.detail for line in read_record(record_path(survey)).lines} == {""}


def test_what_cannot_be_looked_into_is_named_before_anything_is_removed(
    survey: Survey, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may be a report with answers, and would stay without a word."""
    report = survey.workspace / "findings.xlsx"
    report.write_bytes(b"held by another program")
    opened: Any = io.open

    def held(file: object, *arguments: Any, **options: Any) -> Any:
        if str(file) == str(report):
            raise PermissionError(13, "held", str(file))
        return opened(file, *arguments, **options)

    monkeypatch.setattr(io, "open", held)
    monkeypatch.setattr("builtins.open", held)
    done = close(survey, "2026", "--yes")
    assert "  files that cannot be read on this computer at this moment: 1 (findings.xlsx)" in done.out.splitlines()


def test_nothing_is_removed_while_a_folder_of_the_round_cannot_be_looked_into(
    survey: Survey, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is in it would stay, and the round be called closed."""
    locked, scan = survey.submissions / "set-aside" / "old", os.scandir

    def scandir(path: Any = ".") -> Any:
        if str(path) == str(locked):
            raise PermissionError(13, "not reachable", str(path))
        return scan(path)

    before = files(survey)
    monkeypatch.setattr(os, "scandir", scandir)
    done = close(survey, "2026", "--yes")
    monkeypatch.undo()
    assert done.code == 3
    assert str(locked) in done.err
    assert files(survey) == before
    assert "closed" not in [line.what for line in read_record(record_path(survey)).lines]


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_reports_go_and_what_may_tell_what_was_corrected_is_named(survey: Survey, lang: str) -> None:
    workspace = survey.workspace
    (survey.submissions / "東京都.xlsx").write_bytes(draw(the_survey(), filled(TOKYO).form()))
    for arguments in (
        ("validate", "--json", workspace / "報告.json", "--xlsx", workspace / "共有" / "確認結果.xlsx"),
        ("status", "--json", workspace / "status.json", "--xlsx", workspace / "提出状況.xlsx"),
        ("publish", "--edition", "ja", "--preview", workspace / "案"),
    ):
        assert command(*arguments, workspace=workspace).code in (0, 1)
    book = openpyxl.load_workbook(workspace / "提出状況.xlsx")
    book["一覧"]["K1"] = "電話済み"
    book.save(workspace / "提出状況.xlsx")
    (survey.published.parent / "replaced" / "2026-20270301-090000").mkdir()
    (workspace / "受信").mkdir()
    (workspace / "受信" / "13.xlsx").write_bytes(draw(the_survey(), filled(TOKYO).form()))
    foreign = {
        "memo.json": b'{"round": "2026"}',
        "book.xlsx": b"no workbook",
        "2027/report.json": REPORT,
        ".x/r.json": REPORT,
    }
    foreign["other.json"] = REPORT.replace(b"2026", b"2025")
    for name, content in foreign.items() | {("2027/survey.toml", b"")}:
        (workspace / name).parent.mkdir(exist_ok=True)
        (workspace / name).write_bytes(content)

    told = close(survey, "2026", lang=lang)
    assert told.code == 2, "nobody agreed"
    assert (workspace / "報告.json").exists()
    lines = told.out.splitlines()
    reports = ["status.json", "共有/確認結果.xlsx", "報告.json", "提出状況.xlsx"]
    if lang == "ja":
        assert f"  確認結果及び提出状況のファイル：4件（{'、'.join(reports)}）" in lines
        assert lines[-6:] == [
            "残るもの（個人情報、回答又は訂正前の内容を含む場合があるので、確認し、必要に応じて削除してください。）",
            "  連絡先の一覧（氏名及びメールアドレスを含みます。次回の調査票の送付に使用するため残します。使用しない場合は、作業フォルダから"
            "削除してください。）：contacts-before.csv、contacts.csv、contacts.xlsx",
            "  記録の写しの可能性があるファイル：2件（record-DESKTOP-AB12.csv、record-of-mine.csv）",
            "  以前の公表物：1件（published/replaced/2026-20270301-090000）",
            "  公表物の案：1件（案）",
            "  他のフォルダに保存された調査票：1件（受信/13.xlsx）",
        ]
    else:
        assert f"  reports of what came back: 4 ({', '.join(reports)})" in lines
        assert lines[-6:] == [
            "Staying; these may hold personal data, answers, or what was corrected since: look through them and delete what is not needed",
            "  lists of contacts (names and addresses; they stay for next round's letters: delete them from the folder if it needs "
            "none): contacts-before.csv, contacts.csv, contacts.xlsx",
            "  files that may be copies of the record: 2 (record-DESKTOP-AB12.csv, record-of-mine.csv)",
            "  earlier releases: 1 (published/replaced/2026-20270301-090000)",
            "  previews of a release: 1 (案)",
            "  forms that were saved elsewhere: 1 (受信/13.xlsx)",
        ]
    assert close(survey, "2026", "--yes", lang=lang).code == 0
    assert not any((workspace / name).exists() for name in reports)
    assert {name: (workspace / name).read_bytes() for name in foreign} == foreign
    assert (workspace / "案" / "approval_2026.xlsx").is_file()
    assert (workspace / "受信" / "13.xlsx").is_file()


REPORT = b'{"report_version": 2, "round": "2026", "submissions": []}'
