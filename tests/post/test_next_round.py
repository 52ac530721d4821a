"""A second year in one command: what stays comes along, what must be set anew is asked for, nothing is overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest

from survey_tool.settings.reading import read_round
from tests.commands import command

BLANK = ("round", "as_of", "sent_on", "deadline", "second_deadline", "published_on")


@pytest.fixture
def last(tmp_path: Path) -> Path:
    folder = tmp_path / "2026"
    command("init", folder, "--letters")
    settings = (folder / "survey.toml").read_text(encoding="utf-8")
    settings = settings.replace('#next_update = ""', 'next_update = "2028-03"')
    settings = settings.replace('phone = "03-0000-0000"', 'phone = "03-1111-2222"  # 代表').replace(
        "#cases = 12", "cases = 20"
    )
    (folder / "survey.toml").write_text(settings, encoding="cp932")
    (folder / "contacts.csv").write_bytes(
        "都道府県コード,部署,メールアドレス,種別\n13,課,a@b.example,宛先\n".encode("cp932")
    )
    (folder / "letters" / "invite_ja.txt").write_text("件名：お願い\n\n本文\n", encoding="utf-8")
    (folder / "submissions" / "2026").mkdir()
    return folder


def test_what_stays_comes_along_and_what_is_new_is_asked_for(tmp_path: Path, last: Path) -> None:
    new = tmp_path / "2027"
    done = command("init", new, "--from", last, lang="en")
    assert done.code == 0
    assert done.out.splitlines()[-1] == (
        f"Fill in what is blank in survey.toml ({', '.join(BLANK)}), look through the addressees in contacts.csv, then run "
        "survey-tool generate --previous."
    )
    assert (new / "contacts.csv").read_bytes() == (last / "contacts.csv").read_bytes()
    assert (new / "letters" / "invite_ja.txt").read_text(encoding="utf-8") == "件名：お願い\n\n本文\n"
    text = (new / "survey.toml").read_text(encoding="utf-8")
    assert 'phone = "03-1111-2222"  # 代表' in text, "comments stay as they were"
    assert 'next_update = ""' in text, "when that release is updated next is not when this one is"
    named = [line for line in text.splitlines() if "last_workspace" in line]
    assert named == ['last_workspace = "../2026"'], "it stands once, where its comment is"
    asked = command("status", workspace=new, lang="en")
    assert asked.code == 2
    assert [line.split('"')[1] for line in asked.err.splitlines()] == list(BLANK)
    assert all("There is no value." in line for line in asked.err.splitlines())
    assert "値がありません。2026-12-11 のように年月日を指定してください。" in command("status", workspace=new).err

    values = dict(
        zip(BLANK, ("2027", "2027-12-01", "2027-11-24", "2027-12-10", "2027-12-17", "2028-03-01"), strict=True)
    )
    for key, value in values.items():
        text = text.replace(f'{key} = ""', f'{key} = "{value}"' if key == "round" else f"{key} = {value}", 1)
    (new / "survey.toml").write_text(text, encoding="utf-8")
    settings = read_round(new)
    assert (settings.name, settings.form.cases, settings.secretariat.phone) == ("2027", 20, "03-1111-2222")
    assert command("generate", "--prefecture", "13", workspace=new).code == 0


def test_nothing_is_overwritten_and_the_last_round_stays_as_it_was(tmp_path: Path, last: Path) -> None:
    before = {path: path.read_bytes() for path in last.rglob("*") if path.is_file()}
    new = tmp_path / "2027"
    new.mkdir()
    (new / "contacts.csv").write_text("mine", encoding="utf-8")
    done = command("init", new, "--from", last)
    assert f"既にあるため変更していません：{new / 'contacts.csv'}" in done.out
    assert (new / "contacts.csv").read_text(encoding="utf-8") == "mine"
    assert {path: path.read_bytes() for path in last.rglob("*") if path.is_file()} == before


@pytest.mark.usefixtures("last")
@pytest.mark.parametrize("where", ["nowhere", "2026"])
def test_a_folder_that_cannot_be_meant_is_told(tmp_path: Path, where: str) -> None:
    done = command("init", tmp_path / "2026", "--from", tmp_path / where, lang="en")
    told = {"nowhere": 'There is no survey.toml in "', "2026": "The next round needs a folder of its own."}
    assert (done.code, done.err.startswith(told[where])) == (2, True)


def test_days_that_do_not_fit_the_round_are_pointed_out(tmp_path: Path) -> None:
    (tmp_path / "survey.toml").write_text('round = "2027"\n', encoding="utf-8")
    done = command("generate", "--prefecture", "13", workspace=tmp_path, lang="en")
    assert done.code == 0
    assert (
        "Days in the settings (survey.toml) do not lie in the year of the round (2027) or the next: "
        "the day for which answers are asked (as_of) 2026-12-01, the day on which the forms go out (sent_on) 2026-11-24, "
        "reply by (deadline) 2026-12-11, reply by, in letters after the deadline (second_deadline) 2026-12-18. "
        "If a year is wrong, correct it in the settings; if it is right, leave it." in done.err
    )


@pytest.mark.slow
def test_an_update_date_that_nobody_has_set_is_pointed_out(tmp_path: Path) -> None:
    (tmp_path / "survey.toml").write_text("deadline = 2026-12-14\n", encoding="utf-8")
    assert "公表物の更新日が、初期値（2027年3月1日（月））のままです。" in command("publish", workspace=tmp_path).err
    (tmp_path / "survey.toml").write_text("deadline = 2026-12-14\npublished_on = 2027-03-08\n", encoding="utf-8")
    assert "更新日" not in command("publish", workspace=tmp_path).err
