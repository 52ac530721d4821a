"""Settings are fields drawn from their declarations; what is changed in them is changed in the file, and nothing else of it is."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path

import pytest

from survey_tool.settings.changing import groups, with_values
from survey_tool.settings.reading import read_round, round_of
from survey_tool.settings.round import Round
from survey_tool.settings.tables import Bilingual
from survey_tool.settings.writing import settings_text
from survey_tool.wording.handwritten import MistakesError

OWN = """# 令和8年度
round = "2026"   # 今回
deadline = 2026-12-11

[secretariat]
# 電話は内線も可
phone = "03-1111-2222"
name = { ja = "事務局", en = "Secretariat" }

[publication]
cost_bands = [1, 1000]
"""


def fields(text: str) -> dict[str, str]:
    return {each.key: each.value for group in groups(text) for each in group.fields}


def test_every_setting_is_a_field_with_what_holds_for_it() -> None:
    shown = fields(OWN)
    assert shown["round"] == "2026"
    assert shown["deadline"] == "2026-12-11"
    assert shown["secretariat.phone"] == "03-1111-2222"
    assert shown["secretariat.name"] == "事務局"
    assert shown["publication.cost_bands"] == "1, 1000"
    assert shown["form.cases"] == str(Round().form.cases)
    assert shown["files.choices"] == ""
    assert set(fields(settings_text("ja"))) == set(shown)
    assert fields(settings_text("ja")) == fields("")


def test_what_has_to_be_set_first_comes_first() -> None:
    assert [group.key for group in groups("") if group.is_first] == ["", "secretariat"]
    kinds = {each.key: each.kind for group in groups("") for each in group.fields}
    assert [
        kinds[key] for key in ("round", "as_of", "language", "secretariat.name", "form.cases", "publication.cost_bands")
    ] == [
        "text",
        "day",
        "choice",
        "both",
        "number",
        "numbers",
    ]


def test_what_is_filled_in_as_it_was_leaves_the_file_as_it_was() -> None:
    typed = fields(OWN) | {"secretariat.name.ja": "事務局", "secretariat.name.en": "Secretariat"}
    assert with_values(OWN, typed) == OWN


def test_what_is_changed_is_changed_where_it_stands() -> None:
    changed = with_values(
        OWN,
        {
            "deadline": "2026/12/25",
            "secretariat.phone": "03-9999-9999",
            "secretariat.name.ja": "新事務局",
            "secretariat.name.en": "New office",
            "publication.cost_bands": "1、500，2000",
        },
    )
    assert changed == OWN.replace("2026-12-11", "2026-12-25").replace("03-1111-2222", "03-9999-9999").replace(
        '{ ja = "事務局", en = "Secretariat" }', '{ ja = "新事務局", en = "New office" }'
    ).replace("[1, 1000]", "[1, 500, 2000]")


def test_a_setting_that_was_not_there_is_put_where_it_belongs(tmp_path: Path) -> None:
    changed = with_values(OWN, {"as_of": "2026-10-01", "form.cases": "30", "secretariat.email": "a@example.go.jp"})
    found = round_of(changed, tmp_path)
    assert (found.as_of, found.form.cases, found.secretariat.email) == (dt.date(2026, 10, 1), 30, "a@example.go.jp")
    assert found.secretariat.name == Bilingual(ja="事務局", en="Secretariat")
    assert "# 電話は内線も可" in changed
    assert list(tomllib.loads(changed)["publication"]) == ["cost_bands"]


def test_a_blank_takes_out_what_may_be_left_out_and_nothing_else(tmp_path: Path) -> None:
    changed = with_values(OWN, {"publication.cost_bands": "", "secretariat.phone": ""})
    assert "cost_bands" not in changed
    assert 'phone = ""' in changed
    assert round_of(with_values(OWN, {"smtp.host": "", "smtp.port": ""}), tmp_path).smtp is None


@pytest.mark.parametrize(
    ("key", "typed", "column"),
    [
        ("deadline", "令和8年12月11日", "deadline"),
        ("deadline", "2026-11-01", "deadline"),
        ("form.cases", "多数", "form.cases"),
        ("form.cases", "0", "form.cases"),
        ("secretariat.email", "no address", "secretariat.email"),
        ("publication.cost_bands", "5, 1", "publication.cost_bands"),
        ("round", "", "round"),
        ("files.choices", "nothing.csv", "files.choices"),
    ],
)
def test_what_cannot_be_used_is_told_at_its_field(tmp_path: Path, key: str, typed: str, column: str) -> None:
    with pytest.raises(MistakesError) as told:
        round_of(with_values(OWN, {key: typed}), tmp_path)
    assert [each.column for each in told.value.mistakes] == [column]


def test_the_file_that_init_writes_can_be_changed_throughout(tmp_path: Path) -> None:
    text = settings_text("ja")
    changed = with_values(
        text, {"round": "2027", "form.cases": "20", "smtp.host": "smtp.example.go.jp", "language": "en"}
    )
    (tmp_path / "survey.toml").write_text(changed, encoding="utf-8")
    found = read_round(tmp_path)
    assert found.smtp
    assert (found.name, found.form.cases, found.smtp.host, found.language) == ("2027", 20, "smtp.example.go.jp", "en")
    assert [line for line in text.splitlines() if line.startswith("#") and line not in changed.splitlines()] == []


def test_a_text_in_both_languages_is_written_as_the_file_was() -> None:
    text = '[secretariat]\nname = { ja = "前", en = "before" }  # 名称\n'
    changed = with_values(text, {"secretariat.name.ja": '課"係', "secretariat.name.en": "Office"})
    assert changed == '[secretariat]\nname = { ja = "課\\"係", en = "Office" }  # 名称\n'
