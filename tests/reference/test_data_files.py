"""A data file of one's own: a mistake in it is told with line and column."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from survey_tool.reference.places import CODE_CHANGES
from survey_tool.settings import SETTINGS_FILE
from survey_tool.wording.handwritten import MistakesError

JAPANESE = re.compile(r"[぀-ヿ一-鿿]")


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        (
            "municipalities",
            "code,prefecture_code,name_ja,name_kana,name_en,kind,population,employees,population_date,employees_date\n"
            "131015,13,千代田区,ちよだく,Chiyoda,special_ward,1,1,2022-01-01,2020-04-01\n",
            'municipalities.csv, line 2, "code": "131015" cannot be used. '
            "Give the local government code: six digits, the last of them its check digit.",
        ),
        (
            "municipalities",
            "code,prefecture_code,name_ja,name_kana,name_en,kind,population,employees,population_date,employees_date\n"
            "131016,13,千代田区,ちよだく,Chiyoda,special_ward,約1万,1,2022-01-01,2020-04-01\n",
            'municipalities.csv, line 2, "population": "約1万" cannot be used. '
            "Give a whole number from 0 to 9,999,999.",
        ),
        (
            "municipalities",
            "code,prefecture_code,name_ja,name_kana,name_en,kind,population,employees,population_date,employees_date\n"
            "131016,13,千代田区,ちよだく,Chiyoda,special_ward,1,100000,2022-01-01,2020-04-01\n",
            'municipalities.csv, line 2, "employees": "100000" cannot be used. Give a whole number from 0 to 99,999.',
        ),
        (
            "municipalities",
            "code,prefecture_code,name_ja,name_kana,name_en,kind,population,employees,population_date,employees_date\n"
            "131016,13,千代田区,ちよだく,Chiyoda,special_ward,1,1,2022-01-01,2020-04-01\n"
            "131024,13,中央区,ちゅうおうく,Chuo,special_ward,1,1,2023-01-01,2020-04-01\n",
            'municipalities.csv, "population_date / employees_date": The days differ between rows, or there is no row. '
            "Give the same day in every row.",
        ),
        (
            "code_changes",
            "old_code,old_district_ja,old_name_ja,old_name_en,new_code,day,kind\n163431,下新川郡,朝日町,,163422,2026年,divided\n",
            'code_changes.csv, line 2, "old_name_en": It is blank. Give a value.',
        ),
        (
            "code_changes",
            "old_code,old_district_ja,old_name_ja,old_name_en,new_code,day,kind\n"
            "163431,下新川郡,朝日町,Asahi,163431,2026-04-01,merger\n",
            'code_changes.csv, line 2, "new_code": "163431" cannot be used. Only after a change of name (renamed) the code stays.',
        ),
        (
            "neighbours",
            "a,b\n01,48\n",
            'neighbours.csv, line 2, "b": "48" cannot be used. Give a prefecture code from 01 to 47.',
        ),
        (
            "system_types",
            "key,domain,name_ja,name_en\nX1,office,電子申請,Online applications\n",
            'system_types.csv, line 2, "domain": "office" cannot be used. Allowed: general_affairs, business, tools.',
        ),
        (
            "system_types",
            "key,domain,name_ja,name_en\nX1,tools,電子申請,A\nX1,tools,電子入札,B\n",
            'system_types.csv, line 3, "key": "X1" stands in line 2 as well. Give it only once.',
        ),
        (
            "prefectures",
            "code,lgcode\n",
            'prefectures.csv, line 1, "name_ja, name_en, region_ja, region_en": This column is missing.',
        ),
    ],
)
def test_a_mistake_in_a_data_file_is_told_with_line_and_column(
    tmp_path: Path, name: str, content: str, told: str
) -> None:
    from survey_tool.reference.survey import open_survey

    (tmp_path / f"{name}.csv").write_text(content, encoding="utf-8")
    (tmp_path / SETTINGS_FILE).write_text(f'[files]\n{name} = "{name}.csv"\n', encoding="utf-8")
    with pytest.raises(MistakesError) as caught:
        open_survey(tmp_path)
    assert caught.value.lines[0].en.startswith(told)
    assert JAPANESE.search(caught.value.lines[0].ja)


def test_each_code_that_changed_says_what_it_rests_on() -> None:
    """Of a row of which nothing is known `unknown` stands there; the page beside the file names every one of the sources."""
    with CODE_CHANGES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, strict=True))
    assert [row["old_code"] for row in rows if not row["source"].strip()] == []
    told = CODE_CHANGES.with_name("SOURCES.md").read_text(encoding="utf-8")
    assert "| `source` |" in told
    assert all("not read" in row["source"] for row in rows), "the ministry's own notices were not at hand"
