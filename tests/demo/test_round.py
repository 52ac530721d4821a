"""A round replayed from `init` to `publish` by the commands alone, as a secretary would, with the status right at every step."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from survey_tool.demo.cases import Reply, ToldCase
from survey_tool.demo.typing import entries, type_into
from survey_tool.reference.survey import open_survey
from tests.commands import command
from tests.drafts import body
from tests.secretary import CASE, RESPONDENT, Secretary, few_prefectures

pytestmark = pytest.mark.slow  # a whole round is played

TOYAMA, FUKUI, TOTTORI, KAGAWA = CODES = ("16", "18", "31", "37")


@pytest.fixture
def secretary(tmp_path: Path) -> Iterator[Secretary]:
    found = Secretary(tmp_path / "調査 2026")
    found.workspace.mkdir()
    found.on(dt.date(2026, 11, 24))
    yield found
    found.leave()


def test_a_round_from_init_to_publish(secretary: Secretary) -> None:
    workspace = secretary.workspace

    # A new round
    assert secretary.next() == [
        "init",
        "init --from 前回の作業フォルダ" if secretary.language == "ja" else "init --from FOLDER",
    ]
    assert secretary.run("init").code == 0
    few_prefectures(workspace, CODES)
    assert secretary.states() == dict.fromkeys(CODES, "not_returned")
    assert secretary.next() == ["generate"]

    # Forms go out
    assert secretary.run("mail", "invite").code == 2, "there is nothing to send yet"
    done = secretary.run("generate")
    assert (done.code, done.out.splitlines()[0]) == (0, f"Forms written: 4, in {workspace / 'templates' / '2026'}")
    assert secretary.next() == ["mail invite"]
    done = secretary.run("mail", "invite")
    assert (done.code, done.err) == (0, "")
    invitations = secretary.drafts("invite")
    assert {code: str(message["To"]) for code, message in invitations.items()} == {
        code: f"情報政策課 <joho@pref{code}.example.lg.jp>" for code in CODES
    }
    assert secretary.next() == ["record sent invite", "validate"], "drafts lie there"
    assert secretary.run("record", "sent", "invite").out == "Written down: 4.\n"
    assert secretary.next() == ["validate"]
    assert secretary.run("validate").out.startswith("Nothing has come back yet.")

    # Three answer, one of them with a mistake
    secretary.on(dt.date(2026, 12, 1))
    toyama = secretary.returns(
        "joint-procurement_2026_16_toyama.xlsx", TOYAMA, invitations[TOYAMA], secretary.typed(TOYAMA)
    )
    secretary.returns(
        "joint-procurement_2026_18_fukui.xlsx", FUKUI, invitations[FUKUI], secretary.typed(FUKUI, cases=False)
    )
    tottori = secretary.returns(
        "joint-procurement_2026_31_tottori.xlsx",
        TOTTORI,
        invitations[TOTTORI],
        secretary.typed(TOTTORI, {"publication": ""}),
    )
    assert secretary.states() == {
        TOYAMA: "accepted",
        FUKUI: "none_to_report",
        TOTTORI: "needs_correction",
        KAGAWA: "not_returned",
    }
    before = tottori.read_bytes()
    done = secretary.run("validate")
    assert done.code == 1
    assert (
        "31 Tottori, joint-procurement_2026_31_tottori.xlsx: Needs correction (to answer 1, to correct 0, to check 0)"
        in done.out
    )
    assert '"Publication": This has not been answered (required).' in done.out
    assert tottori.read_bytes() == before, "a returned file is never changed"
    report = json.loads(secretary.run("validate", "--json", "-", "--no-corrections").out)
    assert [
        (each["file"], found["code"], found["key"], found["cell"])
        for each in report["submissions"]
        for found in each["findings"]
    ] == [("joint-procurement_2026_31_tottori.xlsx", "required", "publication", "F73")]
    assert report["missing"] == [KAGAWA]

    # One file can be looked at by itself
    assert secretary.run("validate", toyama).code == 0
    done = secretary.run("validate", toyama.with_name("*tottori*"), "--all")
    assert (done.code, done.out.count("This has not been answered (required).")) == (1, 1)
    assert len(list((workspace / "submissions" / "2026" / "corrections").iterdir())) == 1, "other copies stay"

    # Correction is asked for once
    assert secretary.next() == ["mail correct", "validate"]
    assert secretary.run("mail", "correct").code == 0
    assert list(secretary.drafts("correct")) == [TOTTORI]
    request = secretary.drafts("correct")[TOTTORI]
    (attachment,) = request.iter_attachments()
    (copy,) = (workspace / "submissions" / "2026" / "corrections").iterdir()
    assert attachment.get_filename() == copy.name
    assert attachment.get_payload(decode=True) == copy.read_bytes()
    assert "公表の可否" in body(request)
    assert secretary.next() == ["record sent correct", "validate"]
    assert secretary.run("record", "sent", "correct").code == 0
    assert secretary.next() == ["validate"]
    assert "  the same as before: 31_tottori_" in secretary.run("mail", "correct").out

    # Near the deadline those are reminded who owe something
    secretary.on(dt.date(2026, 12, 9))
    assert secretary.next() == ["mail remind", "validate"]
    assert secretary.run("mail", "remind").code == 0
    assert list(secretary.drafts("remind")) == [TOTTORI, KAGAWA]

    # Before all is settled a release says what it leaves out
    done = secretary.run("publish", "--strict")
    assert (done.code, (workspace / "published" / "2026").exists()) == (1, False)
    done = secretary.run("publish", "--edition", "ja")
    assert done.code == 1
    assert "Of 2 cases reported, 1 are published and 1 left out." in done.out

    # The correction copy comes back mended, one form unreadable
    mended = replace(next(each for each in secretary.typed(TOTTORI) if each.key == "publication"))
    secretary.returns("Re 修正版.xlsx", TOTTORI, request, [mended])
    broken = workspace / "submissions" / "2026" / "joint-procurement_2026_37_kagawa.xlsx"
    broken.write_bytes(toyama.read_bytes()[:3000])
    assert secretary.states() == {
        TOYAMA: "accepted",
        FUKUI: "none_to_report",
        TOTTORI: "accepted",
        KAGAWA: "unreadable",
    }
    assert secretary.run("validate").code == 1
    assert list((workspace / "submissions" / "2026" / "corrections").iterdir()) == [], "nothing is left to correct"
    assert secretary.run("mail", "correct").code == 0
    assert list(secretary.drafts("correct")) == [KAGAWA], "the request to Tottori must not lie there to be sent"

    # Two different files of one prefecture
    broken.unlink()
    secretary.returns("香川（1）.xlsx", KAGAWA, invitations[KAGAWA], secretary.typed(KAGAWA))
    other = secretary.returns(
        "香川（2）.xlsx", KAGAWA, invitations[KAGAWA], secretary.typed(KAGAWA, {"name": "別の名称"})
    )
    assert secretary.states()[KAGAWA] == "conflict"
    done = secretary.run("validate")
    assert done.code == 1
    assert done.out.count("Files with different content came from the same prefecture") == 1, "told once, for both"
    aside = workspace / "submissions" / "2026" / "set-aside"
    next_step = secretary.run().out
    assert f"survey-tool merge {KAGAWA}" in next_step
    assert "if only one of them counts, set the others aside (survey-tool record set-aside FILE)." in next_step
    aside.mkdir()
    shutil.move(other, aside)
    assert secretary.states()[KAGAWA] == "accepted"

    # The release
    assert secretary.next() == ["publish"]
    assert secretary.run("mail", "remind").out.startswith("There is nobody to write to.")
    assert secretary.drafts("remind") == {}
    assert secretary.run("validate").code == 0
    done = secretary.run("publish")
    assert done.code == 0
    assert "Of 3 cases reported, 3 are published and 0 left out." in done.out
    published = {path.name for path in (workspace / "published" / "2026").rglob("*") if path.is_file()}
    assert {
        "joint-procurement_2026_ja.xlsx",
        "joint-procurement_2026_en.xlsx",
        "cases.csv",
        "datapackage.json",
    } <= published
    told = secretary.run("publish", "--since", str(workspace / "published" / "2026")).out.splitlines()
    at = next(number for number, line in enumerate(told) if line.startswith("Changes since "))
    assert told[at].endswith("2026, in cases")
    assert told[at + 1 : at + 7] == [
        "  Added: 0",
        "  Changed: 0",
        "  Ended: 0",
        "  Withdrawn: 0",
        "  Not reported this time: 0",
        "  No longer published: 0",
    ]


def test_last_round_s_answers_are_filled_in(secretary: Secretary) -> None:
    secretary.run("init")
    few_prefectures(secretary.workspace, CODES)
    settings = (secretary.workspace / "survey.toml").read_text(encoding="utf-8")
    (secretary.workspace / "survey.toml").write_text(
        settings.replace('round = "2026"', 'round = "2025"'), encoding="utf-8"
    )
    secretary.run("generate", "--prefecture", "富山")
    form = secretary.workspace / "templates" / "2025" / "joint-procurement_2025_16_toyama.xlsx"
    told = (ToldCase("", "16-2025-01", CASE, {}, ()),)
    typed = entries(Reply(TOYAMA, RESPONDENT, told), open_survey(secretary.workspace).questionnaire, "ja")
    type_into(form, secretary.workspace / "submissions" / "2025" / form.name, typed)
    (secretary.workspace / "survey.toml").write_text(settings, encoding="utf-8")

    done = secretary.run("generate", "--previous", secretary.workspace / "submissions" / "2025")
    assert done.code == 0
    assert "Filled in with last round's answers: prefectures 1, cases 1\n" in done.out
    assert done.err == "Not filled in, because last round holds no answers: Fukui, Tottori, Kagawa\n"
    done = command(
        "generate", "--previous", secretary.workspace / "submissions" / "2025", workspace=secretary.workspace, lang="ja"
    )
    assert "前回の回答を転記した都道府県：1（事例1件）\n" in done.out
    assert done.err == "前回の回答がないため転記していない都道府県：福井県、鳥取県、香川県\n"
    assert secretary.run("mail", "invite").code == 0
    assert "前回回答いただいた事例（1件）は転記済みです。" in body(secretary.drafts("invite")[TOYAMA])
    assert secretary.run("generate", "--previous", secretary.workspace / "nowhere").code == 2
