"""What has changed since an earlier release: cases added, answers changed, cases withdrawn."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from survey_tool.questionnaire.described.columns import Column, canonical_text
from survey_tool.questionnaire.vocabulary.lists import Choice
from survey_tool.reference.survey import Survey
from survey_tool.release.tables.cases import question_columns
from survey_tool.release.tables.csvfile import as_text, fingerprint, read_csv
from survey_tool.release.tables.figures import count_by
from survey_tool.release.tables.table import Table, TableRow, code_cells, coded, table
from survey_tool.wording.words import NOTHING, Words

ADDED, CHANGED, WITHDRAWN = (
    Choice("added", Words("追加", "Added")),
    Choice("changed", Words("変更", "Changed")),
    Choice("withdrawn", Words("取下げ", "Withdrawn")),
)
CHANGES = (ADDED, CHANGED, WITHDRAWN)

Texts = Mapping[str, str]


@dataclass(frozen=True)
class ReleaseTexts:
    """What a release tells of its cases, as texts: cells by column, and marks by municipality code, for each case id.

    `name` says which release it is, as far as its descriptor does.
    """

    cases: Mapping[str, Texts]
    marks: Mapping[str, Texts]
    name: str = ""


class NotARelease(Exception):
    """A directory that holds no release to compare with."""

    def __init__(self, directory: Path) -> None:
        self.sentence = Words(
            f"{directory}：比較する公表データ（data/cases.csv及びdata/participation.csv）を読み取れません。",
            f"{directory}: no release to compare with (data/cases.csv and data/participation.csv) can be read there.",
        )
        super().__init__(self.sentence.en)


class Damaged(NotARelease):
    """A release whose tables are not those that were published: what differs from them would be no change."""

    def __init__(self, directory: Path, file: str) -> None:
        super().__init__(directory)
        self.sentence = Words(
            f"{directory}：{file}が公表時の内容と異なるため、比較することができません。公表したままのフォルダを指定してください。",
            f"{directory}: {file} is not as it was published, so there is nothing to compare with. Give the release as it was.",
        )


def read_release_texts(directory: Path) -> ReleaseTexts:
    """What an earlier release tells. `directory` is a release or its `data`. Raises `NotARelease`."""
    data = directory / "data" if (directory / "data").is_dir() else directory
    try:
        descriptor = _descriptor(data / "datapackage.json")
        for resource in descriptor.get("resources", []):
            if resource["path"] in _COMPARED and resource.get("hash") != fingerprint(
                (data / resource["path"]).read_bytes()
            ):
                raise Damaged(directory, resource["path"])
        cases, participation = (read_csv(data / name, columns) for name, columns in _COMPARED.items())
    except (OSError, ValueError, csv.Error, KeyError, TypeError, AttributeError) as error:
        raise NotARelease(directory) from error
    names = (descriptor.get(key) for key in ("name", "version"))
    return _release_texts(cases, participation, " ".join(str(each) for each in names if each))


_COMPARED = {"cases.csv": ("case_id",), "participation.csv": ("case_id", "municipality_code", "mark")}
"""The tables, and the columns that a release of any layout has in every row."""


def _descriptor(path: Path) -> dict[str, Any]:
    """The descriptor of a release; nothing where its tables were handed on without one."""
    return dict(json.loads(path.read_bytes())) if path.exists() else {}


def release_texts(cases: Table, participation: Table) -> ReleaseTexts:
    """What this release tells."""
    return _release_texts(_texts(cases), _texts(participation))


def changes_table(survey: Survey, before: ReleaseTexts | None, now: ReleaseTexts) -> Table:
    """The changes, by case id; none where there is nothing to compare with (`before` is None)."""
    return table(
        "changes",
        Words("変更点", "Changes"),
        _compared_with(before),
        (
            Column("case_id", "string", Words("事例番号", "Case ID"), _CASE, {"required": True}),
            *coded("change", Words("変更の区分", "Change"), _CHANGE, CHANGES),
            *coded("field", Words("項目", "Item"), _FIELD, required=False),
            Column("before", "string", Words("変更前", "Before"), _VALUE),
            Column("after", "string", Words("変更後", "After"), _VALUE),
        ),
        [] if before is None else list(_changes(survey, before, now)),
    )


def cases_by_change(changes: Table) -> tuple[tuple[Words, int], ...]:
    """How many cases were added, changed and withdrawn."""
    counted = count_by(changes.frame, "change")
    return tuple((each.label, counted[each.key]) for each in CHANGES)


_CASE = Words("取下げの事例は、現在の表casesにありません。", "A withdrawn case is no longer in the table cases.")
_CHANGE = Words(
    "事例が加わったか、公表されなくなったか、回答が変わったか。変更は1行が1項目です。",
    "Whether the case is new, no longer published, or answered differently; one item a row.",
)
_FIELD = Words(
    "表casesの列名。参加状況の変更では団体コード。追加及び取下げでは空欄。",
    "Column of the table cases; a local government code where participation changed; empty where added or withdrawn.",
)
_VALUE = Words(
    "列の値（選択肢はコード、参加状況は表participationのmark）。空欄は値なし。",
    "Value of the column, as a code where there is a list; of participation the mark. Empty is none.",
)


def _compared_with(before: ReleaseTexts | None) -> Words:
    if before is None:
        return Words(
            "以前の公表データとの比較はしていないため、行はありません。",
            "Not compared with an earlier release, so that there is no row.",
        )
    name = Words(f"（{before.name}）", f" ({before.name})") if before.name else NOTHING
    return Words("以前の公表データ", "Changes since an earlier release") + name + _TOLD_HOW


_TOLD_HOW = Words(
    "からの変更点。追加及び取下げは事例番号のみを示します。",
    ". Added and withdrawn cases are given by their id alone.",
)


def _changes(survey: Survey, before: ReleaseTexts, now: ReleaseTexts) -> Iterator[TableRow]:
    for case_id in sorted({*before.cases, *now.cases}):
        if case_id not in before.cases:
            yield _change(case_id, ADDED)
        elif case_id not in now.cases:
            yield _change(case_id, WITHDRAWN)
        else:
            for name, title, was, is_ in _differences(survey, case_id, before, now):
                label = {"field": name, "field_ja": title.ja, "field_en": title.en}
                yield _change(case_id, CHANGED) | label | {"before": was or None, "after": is_ or None}


def _differences(
    survey: Survey, case_id: str, before: ReleaseTexts, now: ReleaseTexts
) -> Iterator[tuple[str, Words, str, str]]:
    """Answers and marks that differ. A question that the earlier release did not have is no change of the case."""
    was, is_ = before.cases[case_id], now.cases[case_id]
    for key, columns in question_columns(survey).items():
        old, new = canonical_text(columns, was), canonical_text(columns, is_)
        if key in was and old != new:
            yield key, columns[0].column.title, old, new
    if was.get("prefectures", is_["prefectures"]) != is_["prefectures"]:
        title = Words("事例を表示する都道府県", "Prefectures it is shown under")
        yield "prefectures", title, was["prefectures"], is_["prefectures"]
    old_marks, new_marks = before.marks.get(case_id, {}), now.marks.get(case_id, {})
    for code in sorted({*old_marks, *new_marks}):
        old, new = old_marks.get(code, ""), new_marks.get(code, "")
        if old != new:
            yield code, _name(survey, code), old, new


def _name(survey: Survey, code: str) -> Words:
    known = survey.places.municipalities.get(code)
    return known.name if known else Words.same(code)


def _change(case_id: str, change: Choice) -> TableRow:
    return {"case_id": case_id, **code_cells("change", change.key, CHANGES)}


def _release_texts(cases: list[dict[str, str]], participation: list[dict[str, str]], name: str = "") -> ReleaseTexts:
    marks: dict[str, dict[str, str]] = {}
    for row in participation:
        marks.setdefault(row["case_id"], {})[row["municipality_code"]] = row["mark"]
    return ReleaseTexts({row["case_id"]: row for row in cases}, marks, name)


def _texts(of: Table) -> list[dict[str, str]]:
    return [{name: as_text(cell) for name, cell in row.items()} for row in of.rows]
