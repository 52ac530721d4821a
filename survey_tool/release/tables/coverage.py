"""What a release covers: who has answered, what is left out and why, and where nothing can be said."""

from __future__ import annotations

from collections import Counter

from survey_tool.questionnaire.described.columns import Column
from survey_tool.questionnaire.vocabulary.lists import Choice
from survey_tool.release.choosing.release import REASON_LABELS, REASONS, UNSETTLED, Excluded, Reason, Release
from survey_tool.release.tables.table import Table, TableRow, code_cells, coded, table
from survey_tool.wording.words import Words

ANSWERED, BEING_SETTLED, NONE_TO_REPORT, NO_ANSWER = COVERAGE = (
    Choice("answered", Words("回答あり", "Answered")),
    Choice("being_settled", Words("回答あり（確認中）", "Answered, being settled")),
    Choice("none_to_report", Words("該当事例なし", "Nothing to report")),
    Choice("no_answer", Words("回答なし", "No answer")),
)
UNITS = (
    Choice("case", Words("事例", "cases")),
    Choice("prefecture", Words("都道府県", "prefectures")),
    Choice("file", Words("ファイル", "files")),
)
# Counted beside the cases, because nobody knows how many cases they stand for.
BESIDE_LABELS = {
    "no_answer": Words("回答のない都道府県", "Prefectures without answer"),
    "unreadable": Words("読取不可のファイル", "Unreadable files"),
}


def coverage(release: Release) -> dict[str, str]:
    """For each prefecture a key of `COVERAGE`."""
    found = dict.fromkeys(release.survey.places.prefectures, NO_ANSWER.key)
    found |= dict.fromkeys(release.answered, ANSWERED.key)
    found |= dict.fromkeys(release.none_to_report & release.answered, NONE_TO_REPORT.key)
    return found | dict.fromkeys(gaps(release).keys() & release.answered, BEING_SETTLED.key)


def gaps(release: Release) -> dict[str, frozenset[str]]:
    """For each prefecture the system types of which nothing can be said, so that a blank is no absence.

    All of them where it has not answered or nothing of its answer holds yet; those of its cases that are not settled (all,
    where the type of such a case could not be read). A case that is left out for good is no gap: what a prefecture has not
    agreed to publish shows by no blank.
    """
    every = frozenset(choice.key for choice in release.survey.questionnaire.lists["system_type"])
    found = dict.fromkeys((*release.unanswered, *release.unsettled), every)
    for each in release.excluded:
        if each.reason in UNSETTLED:
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
    reasons = tuple(Choice(key, label) for key, label in (*REASON_LABELS.items(), *BESIDE_LABELS.items()))
    told = [
        *((str(reason), "case", count) for reason, count in excluded_by_reason(release.excluded).items()),
        ("no_answer", "prefecture", len(release.unanswered)),
        ("unreadable", "file", release.unreadable_files),
    ]
    rows: list[TableRow] = [
        {**code_cells("reason", reason, reasons), **code_cells("unit", unit, UNITS), "count": count}
        for reason, unit, count in told
    ]
    title, unit_title = Words("公表対象外の理由", "Reason for not being published"), Words("単位", "Unit")
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
            *coded("reason", title, described, reasons),
            *coded("unit", unit_title, Words("数えたもの。", "What is counted."), UNITS),
            Column("count", "integer", Words("件数", "Count"), _COUNT, {"required": True, "minimum": 0}),
        ),
        rows,
        key=("reason",),
    )
