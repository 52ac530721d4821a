"""What has changed since an earlier release, in six kinds that are never mixed.

Of a case that is gone the reason is told: who has not answered yet has withdrawn nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_tool.questionnaire.described.columns import Column, canonical_text
from survey_tool.questionnaire.vocabulary.lists import Choice
from survey_tool.reference.places import Places
from survey_tool.reference.survey import Survey
from survey_tool.release.choosing.release import REASON_LABELS, Reason, Release
from survey_tool.release.tables.cases import question_columns
from survey_tool.release.tables.figures import count_by
from survey_tool.release.tables.rounds.told import ReleaseTexts, Texts, release_texts
from survey_tool.release.tables.table import Table, TableRow, code_cells, coded, table
from survey_tool.wording.words import NOTHING, Words

ADDED, CHANGED, ENDED, WITHDRAWN, NOT_REPORTED, NO_LONGER_PUBLISHED = (
    Choice("added", Words("追加", "Added")),
    Choice("changed", Words("変更", "Changed")),
    Choice("ended", Words("終了", "Ended")),
    Choice("withdrawn", Words("取下げ", "Withdrawn")),
    Choice("not_reported", Words("今回報告なし", "Not reported this time")),
    Choice("no_longer_published", Words("公表対象外", "No longer published")),
)
KINDS = (ADDED, CHANGED, ENDED, WITHDRAWN, NOT_REPORTED, NO_LONGER_PUBLISHED)
NOT_ANSWERED, NOT_LISTED = (
    Choice("not_answered", Words("都道府県の回答なし", "No answer from its prefecture")),
    Choice("not_listed", Words("今回の回答に記載なし", "Not in its prefecture's answer")),
)
GONE_BECAUSE = (NOT_ANSWERED, NOT_LISTED, *(Choice(key, label) for key, label in REASON_LABELS.items()))
STATUS, HAS_ENDED = "status", "ended"
_TAKES_PART = "participating"
_CONSENT: Reason = "not_consented"  # nothing of such a case is told again, not even its name


def changes_table(release: Release, before: ReleaseTexts | None, cases: Table, participation: Table) -> Table:
    """The changes, by case id, from what the release before told to these tables; none where there is nothing to compare with
    (`before` is None)."""
    return table(
        "changes",
        Words("変更点", "Changes"),
        _compared_with(before),
        (
            Column("case_id", "string", Words("事例番号", "Case ID"), _CASE, {"required": True}),
            *coded("kind", Words("変更の区分", "Change"), _KIND, KINDS),
            *coded("field", Words("項目", "Item"), _FIELD, required=False),
            Column("before", "string", Words("変更前", "Before"), _VALUE),
            Column("after", "string", Words("変更後", "After"), _VALUE),
            *coded("reason", Words("理由", "Reason"), _REASON, GONE_BECAUSE, required=False),
            Column("case_name", "string", Words("調達名称", "Procurement name"), _NAMED),
        ),
        [] if before is None else list(_changes(release, before, release_texts(cases, participation))),
    )


def cases_by_change(changes: Table) -> tuple[tuple[Words, int], ...]:
    """How many cases there are of each kind."""
    counted = count_by(changes.frame, "kind")
    return tuple((each.label, counted[each.key]) for each in KINDS)


_CASE = Words(
    "取下げ、今回報告なし及び公表対象外の事例は、現在の表casesにありません。",
    "A case that was withdrawn, not reported this time or is no longer published is not in the table cases.",
)
_KIND = Words(
    "追加、回答の変更（1行が1項目）、運用の終了、取下げ、今回報告なし（都道府県の回答がないか、回答に記載がない）、"
    "公表対象外（報告されているが、公表の対象でなくなった）の別。",
    "Added; answered differently (one item a row); ended; withdrawn; not reported this time (its prefecture has not answered, or "
    "no longer lists it); no longer published (reported, but left out now).",
)
_FIELD = Words(
    "表casesの列名。参加状況の変更では団体コード。変更及び終了以外では空欄。",
    "Column of the table cases; a local government code where participation changed; empty unless changed or ended.",
)
_REASON = Words(
    "今回報告なし及び公表対象外の事例の理由。", "Why a case was not reported this time, or is no longer published."
)
_NAMED = Words(
    "現在の名称。現在の表casesにない事例は、以前の公表時の名称（公表不可の回答を除く。）。",
    "As it is now; of a case that is gone as it was, unless publication is no longer agreed.",
)
_VALUE = Words(
    "列の値（選択肢はコード、参加状況は表participationのmark）。空欄は、記入なし（○の項目では○なし、参加状況では参加なし）。",
    "Value of the column, as a code where there is a list; of participation the mark. Empty: nothing was entered (no ○, not taking "
    "part).",
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
    "からの変更点。追加された事例及び公表されなくなった事例は、1行で示します。合併等により団体コードが変わった団体は、現在の団体として比較します。",
    ". A case that was added or is gone takes one row. Municipalities that were merged or got another code are compared as those of "
    "today.",
)


def _changes(release: Release, before: ReleaseTexts, now: ReleaseTexts) -> Iterator[TableRow]:
    excluded = {each.case_id: each.reason for each in release.excluded}
    for case_id in sorted({*before.cases, *now.cases}):
        if case_id not in before.cases:
            yield _change(case_id, ADDED, now)
        elif case_id not in now.cases:
            kind, reason = _gone(release, case_id, excluded.get(case_id))
            gone = _change(case_id, kind, before) | code_cells("reason", reason, GONE_BECAUSE)
            yield gone | {"case_name": None} if reason == _CONSENT else gone
        else:
            for name, title, was, is_ in _differences(release.survey, case_id, before, now):
                label = {"field": name, "field_ja": title.ja, "field_en": title.en}
                kind = ENDED if (name, is_) == (STATUS, HAS_ENDED) else CHANGED
                yield _change(case_id, kind, now) | label | {"before": was or None, "after": is_ or None}


def _gone(release: Release, case_id: str, reason: Reason | None) -> tuple[Choice, str | None]:
    """Why a case that was published is not any more: the kind, and the reason where the kind does not say it."""
    if reason == WITHDRAWN.key:
        return WITHDRAWN, None
    if reason is not None:
        return NO_LONGER_PUBLISHED, reason
    answered = case_id[:2] in release.answered
    return NOT_REPORTED, (NOT_LISTED if answered else NOT_ANSWERED).key


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
    old_marks, new_marks = _of_today(before.marks.get(case_id, {}), survey.places), now.marks.get(case_id, {})
    for code in sorted({*old_marks, *new_marks}):
        old, new = old_marks.get(code, ""), new_marks.get(code, "")
        if old != new:
            yield code, _name(survey, code), old, new


def _of_today(marks: Texts, places: Places) -> dict[str, str]:
    """Marks of then by the municipalities of today: ○ where one of those that were merged had it."""
    found: dict[str, str] = {}
    for code, mark in sorted(marks.items(), key=lambda each: each[1] != _TAKES_PART):
        found.setdefault(places.successor(code) or code, mark)
    return found


def _name(survey: Survey, code: str) -> Words:
    known = survey.places.municipalities.get(code)
    return known.name if known else Words.same(code)


def _change(case_id: str, kind: Choice, named: ReleaseTexts) -> TableRow:
    return {
        "case_id": case_id,
        **code_cells("kind", kind.key, KINDS),
        "case_name": named.cases[case_id].get("name") or None,
    }
