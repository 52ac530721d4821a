"""What a release covers: who has answered, what is left out and why, and where nothing can be said."""

from __future__ import annotations

from collections import Counter

from survey_tool.questionnaire.described.columns import Column, label_columns
from survey_tool.questionnaire.vocabulary.lists import Choice
from survey_tool.release.choosing.release import REASON_LABELS, REASONS, Excluded, Reason, Release
from survey_tool.release.tables.table import Table, TableRow, labels, table
from survey_tool.wording.words import Words

COVERAGE = (
    Choice("answered", Words("回答あり", "Answered")),
    Choice("none_to_report", Words("該当事例なし", "Nothing to report")),
    Choice("no_answer", Words("未回答", "No answer")),
)
UNITS = (
    Choice("case", Words("事例", "cases")),
    Choice("prefecture", Words("都道府県", "prefectures")),
    Choice("file", Words("ファイル", "files")),
)
# Counted beside the cases, because nobody knows how many cases they stand for.
BESIDE_LABELS = {
    "no_answer": Words("未回答の都道府県", "Prefectures without answer"),
    "unreadable": Words("読取不可のファイル", "Unreadable files"),
}


def coverage(release: Release) -> dict[str, str]:
    """For each prefecture a key of `COVERAGE`."""
    return {
        code: "no_answer"
        if code not in release.answered
        else "none_to_report"
        if code in release.none_to_report
        else "answered"
        for code in release.survey.places.prefectures
    }


def gaps(release: Release) -> dict[str, frozenset[str]]:
    """For each prefecture the system types of which nothing can be said, so that a blank is no absence.

    All of them where it has not answered; those of its cases that are not published (all, where the type of such a case
    could not be read). A case that is merged into another report is published there.
    """
    every = frozenset(choice.key for choice in release.survey.questionnaire.lists["system_type"])
    found = dict.fromkeys(release.unanswered, every)
    for each in release.excluded:
        if each.reason != "double_report":
            lacking = frozenset(each.system_types) or every
            found[each.prefecture_code] = found.get(each.prefecture_code, frozenset()) | lacking
    return dict(sorted(found.items()))


def excluded_by_reason(excluded: tuple[Excluded, ...]) -> dict[Reason, int]:
    """The number of cases left out for each reason, in the order of the reasons, zeros included."""
    counted = Counter(each.reason for each in excluded)
    return {reason: counted[reason] for reason in REASONS}


_COUNT = Words("単位で示すものの数。", "How many of what the unit says.")


def exclusions_table(release: Release) -> Table:
    """Reason and count of what was reported and is not published; never which case."""
    counted = excluded_by_reason(release.excluded)
    told = [
        *((str(reason), REASON_LABELS[reason], "case", count) for reason, count in counted.items()),
        ("no_answer", BESIDE_LABELS["no_answer"], "prefecture", len(release.unanswered)),
        ("unreadable", BESIDE_LABELS["unreadable"], "file", release.unreadable_files),
    ]
    rows: list[TableRow] = [
        {
            "reason": reason,
            "reason_ja": label.ja,
            "reason_en": label.en,
            "unit": unit,
            **labels("unit", unit, UNITS),
            "count": count,
        }
        for reason, label, unit, count in told
    ]
    title, unit = Words("公表対象外の理由", "Reason for not being published"), Words("単位", "Unit")
    reasons = (
        *(Choice(reason, label) for reason, label in REASON_LABELS.items()),
        *(Choice(reason, label) for reason, label in BESIDE_LABELS.items()),
    )
    described = Words(
        "最初に当てはまる理由1つに計上します。", "Each case is counted under the first reason that applies."
    )
    return table(
        "exclusions",
        Words("公表対象外", "What is not published"),
        Words(
            "公表していない事例等の理由別の件数。報告された事例の数は、公表した事例の数に、単位がcaseの行の件数を加えたものです。",
            "What is not published, by reason. Cases reported are the published ones and the counts of all rows of unit case.",
        ),
        (
            Column("reason", "string", title, described, {"required": True}, reasons),
            *label_columns("reason", title),
            Column("unit", "string", unit, Words("数えたもの。", "What is counted."), {"required": True}, UNITS),
            *label_columns("unit", unit),
            Column("count", "integer", Words("件数", "Count"), _COUNT, {"required": True, "minimum": 0}),
        ),
        rows,
        key=("reason",),
    )
