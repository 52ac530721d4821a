"""What has changed since an earlier release: cases added, answers changed, cases withdrawn."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from survey_tool.questionnaire.columns import Cell, Column, canonical_text, label_columns
from survey_tool.questionnaire.lists import Choice
from survey_tool.questionnaire.words import NOTHING, Words
from survey_tool.reference.survey import Survey
from survey_tool.release.case_table import told_questions
from survey_tool.release.csvfile import as_text, read_csv
from survey_tool.release.table import Table, table

ADDED, CHANGED, WITHDRAWN = (
    Choice("added", Words("追加", "Added")),
    Choice("changed", Words("変更", "Changed")),
    Choice("withdrawn", Words("取下げ", "Withdrawn")),
)
CHANGES = (ADDED, CHANGED, WITHDRAWN)

Texts = Mapping[str, str]


@dataclass(frozen=True)
class Told:
    """What a release tells of its cases, as texts: cells by column, and marks by municipality code, for each case id."""

    cases: Mapping[str, Texts]
    marks: Mapping[str, Texts]


class NotARelease(Exception):
    """A directory that holds no release to compare with."""

    def __init__(self, directory: Path) -> None:
        self.sentence = Words(
            f"{directory}：比較する公表データ（data/cases.csv及びdata/participation.csv）を読み取れません。",
            f"{directory}: no release to compare with (data/cases.csv and data/participation.csv) can be read there.",
        )
        super().__init__(self.sentence.en)


def read_told(directory: Path) -> Told:
    """What an earlier release tells. `directory` is a release or its `data`. Raises `NotARelease`."""
    data = directory / "data" if (directory / "data").is_dir() else directory
    try:
        return _told(read_csv(data / "cases.csv"), read_csv(data / "participation.csv"))
    except (OSError, UnicodeDecodeError, csv.Error, KeyError) as error:
        raise NotARelease(directory) from error


def told_by(cases: Table, participation: Table) -> Told:
    """What this release tells."""
    return _told(_texts(cases), _texts(participation))


def changes_table(survey: Survey, before: Told | None, now: Told) -> Table:
    """The changes, by case id; none where there is nothing to compare with (`before` is None)."""
    title, field = Words("変更の区分", "Change"), Words("項目", "Item")
    return table(
        "changes",
        Words("変更点", "Changes"),
        Words(
            "比較した公表データからの変更点。追加及び取下げは事例番号のみを示します。",
            "Changes since the release that was compared. Added and withdrawn cases are given by their id alone.",
        ),
        (
            Column("case_id", "string", Words("事例番号", "Case ID"), NOTHING, {"required": True}),
            Column("change", "string", title, NOTHING, {"required": True}, CHANGES),
            *label_columns("change", title),
            Column("field", "string", field, _FIELD),
            *label_columns("field", field),
            Column("before", "string", Words("変更前", "Before"), _VALUE),
            Column("after", "string", Words("変更後", "After"), _VALUE),
        ),
        [] if before is None else list(_changes(survey, before, now)),
    )


_FIELD = Words(
    "変更された列。参加状況の変更では団体コード。",
    "Column that changed; a local government code where participation did.",
)
_VALUE = Words("列の値。空欄は値なし。", "Value of the column; empty is none.")


def _changes(survey: Survey, before: Told, now: Told) -> Iterator[dict[str, Cell]]:
    for case_id in sorted({*before.cases, *now.cases}):
        if case_id not in before.cases:
            yield _change(case_id, ADDED)
        elif case_id not in now.cases:
            yield _change(case_id, WITHDRAWN)
        else:
            for name, title, was, is_ in _differences(survey, case_id, before, now):
                label = {"field": name, "field_ja": title.ja, "field_en": title.en}
                yield _change(case_id, CHANGED) | label | {"before": was or None, "after": is_ or None}


def _differences(survey: Survey, case_id: str, before: Told, now: Told) -> Iterator[tuple[str, Words, str, str]]:
    """Answers and marks that differ. A question that the earlier release did not have is no change of the case."""
    was, is_ = before.cases[case_id], now.cases[case_id]
    for key, columns in told_questions(survey).items():
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


def _change(case_id: str, change: Choice) -> dict[str, Cell]:
    return {"case_id": case_id, "change": change.key, "change_ja": change.label.ja, "change_en": change.label.en}


def _told(cases: list[dict[str, str]], participation: list[dict[str, str]]) -> Told:
    marks: dict[str, dict[str, str]] = {}
    for row in participation:
        marks.setdefault(row["case_id"], {})[row["municipality_code"]] = row["mark"]
    return Told({row["case_id"]: row for row in cases}, marks)


def _texts(of: Table) -> list[dict[str, str]]:
    return [{name: as_text(cell) for name, cell in record.items()} for record in of.records]
