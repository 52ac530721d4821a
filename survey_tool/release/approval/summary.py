"""What whoever approves a release has to know: what is published, what not and why, what is open, what has changed.

Of answers it tells what is published, and the numbers of what is not; of cases that are left out neither names nor ids.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from survey_tool.intake.judging.submission import UNREAD, Collected, Submission
from survey_tool.reference.survey import Survey
from survey_tool.release.choosing.release import REASON_LABELS, REASONS, Release
from survey_tool.release.choosing.unconfirmed import Unconfirmed, doubtful
from survey_tool.release.data.notes import illustrative_note
from survey_tool.release.publish import Chosen
from survey_tool.release.tables.coverage import BESIDE_LABELS
from survey_tool.release.tables.figures import Figures
from survey_tool.release.tables.rounds.changes import KINDS, changes_table
from survey_tool.release.writing import Compared, WrittenRelease
from survey_tool.wording.widths import shortened
from survey_tool.wording.words import NOTHING, Words

_CASES = Words("{count}件", "{count}")
_PREFECTURES = Words("{count}団体", "{count}")
_FILES = Words("{count}ファイル", "{count}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: what is counted, how many, and which, in an order in which the first may stand for all. `counted_by` is how so
    many of those are told that find no room; `lines`: how many they may take."""

    label: Words
    count: Words
    which: tuple[Words, ...] = ()
    counted_by: Words = _CASES
    lines: int = 2


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page. Where it has no entry, `otherwise` stands there."""

    title: Words
    entries: tuple[Entry, ...]
    otherwise: Words


@dataclass(frozen=True, slots=True)
class Summary:
    """All of the page. `figures`: labels with numbers. `identity`: the SHA-256 that stands for the files to be published. `note`:
    what is to be said of values that are not real."""

    survey: Survey
    figures: tuple[tuple[Words, int], ...]
    sections: tuple[Section, ...]
    files: int
    identity: str
    note: Words = NOTHING


_EACH = Words("{name}{count}", "{name} {count}")
_NONE = Words("なし", "None")
_LEFT_OUT = Words("公表しない事例", "Cases not published")
_OPEN = Words("確認が済んでいないもの", "Not settled")
_CHANGES = Words("変更点（{day}の公表物との比較）", "Changes since the release of {day}")
_FIRST = Words("変更点", "Changes")
_NO_EARLIER = Words("比較できる以前の公表物なし", "No earlier release to compare with")
_NOT_ANSWERED = Words("回答のない都道府県", "Prefectures without answer")
_TO_CORRECT = Words("修正の済んでいないファイル", "Files to be corrected")
_TO_CHECK = Words("公表する事例の要確認の回答", "Published answers to be checked")
_PERSONAL = Words("個人に関すると思われる記載", "What seems to tell of persons")
_MAILS = Words("メールの本文の連絡事項", "What mails say")
_PLACE = Words("{place}「{label}」", '{place} "{label}"')
_NAMED = Words("{case_id}「{name}」", '{case_id} "{name}"')
_SOMEBODY = Words("提出元不明", "sender unknown")
_NAME = 40  # columns of the name of a case: what tells it apart
_EVERY_NAME = 6  # lines in which all prefectures find room


def summary(chosen: Chosen, collected: Collected, written: WrittenRelease, since: Compared | None) -> Summary:
    """The page of a release that was written; `since` is the earlier one from which it tells the changes."""
    release, frames = chosen.release, written.tables.frames
    return Summary(
        survey=release.survey,
        figures=_figures(release, frames.figures),
        sections=(
            Section(_LEFT_OUT, tuple(_left_out(chosen)), _NONE),
            Section(_OPEN, tuple(_open(chosen, collected)), _NONE),
            _changed(release, written, since),
            Section(_NOT_ANSWERED, tuple(_unanswered(release)), _NONE),
        ),
        files=len(written.files),
        identity=written.sha256,
        note=illustrative_note(release),
    )


def _figures(release: Release, figures: Figures) -> tuple[tuple[Words, int], ...]:
    return (
        (Words("報告された事例", "Cases reported"), release.reported),
        (Words("公表する事例", "Cases published"), figures.number),
        (Words("都道府県", "Prefectures"), figures.prefectures),
        (Words("参加団体（○）", "Municipalities (○)"), figures.municipalities),
        (Words("システム種別", "System types"), figures.system_types),
        (Words("公表しない事例", "Cases left out"), len(release.excluded)),
    )


def _left_out(chosen: Chosen) -> Iterator[Entry]:
    """By reason and prefecture."""
    release = chosen.release
    for reason in REASONS:
        counted = Counter(each.prefecture_code for each in release.excluded if each.reason == reason)
        if counted:
            yield _counted(release.survey, REASON_LABELS[reason], counted)


def _open(chosen: Chosen, collected: Collected) -> Iterator[Entry]:
    survey = chosen.release.survey
    if to_correct := [each for each in chosen.unsettled if each.status not in UNREAD]:
        yield _of_files(survey, _TO_CORRECT, to_correct)
    if unread := [each for each in chosen.unsettled if each.status in UNREAD]:
        yield _of_files(survey, BESIDE_LABELS["unreadable"], unread)
    if chosen.unconfirmed:
        cases = {case_id for each in chosen.unconfirmed for case_id in each.case_ids}
        places = dict.fromkeys(map(_place, chosen.unconfirmed))  # one answer may tell of persons in several ways
        yield Entry(_PERSONAL, _CASES.fill(count=len(cases)), tuple(places))
    if counted := doubtful(chosen.release, collected):
        yield _counted(survey, _TO_CHECK, counted)
    if chosen.mails:
        yield _counted(survey, _MAILS, chosen.mails)


def _place(each: Unconfirmed) -> Words:
    return _PLACE.fill(place=each.place, label=each.finding.label)


def _changed(release: Release, written: WrittenRelease, since: Compared | None) -> Section:
    if since is None:
        return Section(_FIRST, (), _NO_EARLIER)
    told = written.tables
    changes = changes_table(release, since.texts, told.cases, told.participation)
    found: Mapping[str, dict[str, Words]] = {kind.key: {} for kind in KINDS}
    for row in changes.rows:
        case_id = str(row["case_id"])
        name = row["case_name"]
        found[str(row["kind"])][case_id] = (
            _NAMED.fill(case_id=case_id, name=shortened(str(name), _NAME)) if name else Words.same(case_id)
        )
    entries = (
        Entry(kind.label, _CASES.fill(count=len(found[kind.key])), tuple(found[kind.key].values())) for kind in KINDS
    )
    day = since.texts.updated or since.folder.name
    return Section(_CHANGES.fill(day=day), tuple(entries), NOTHING)


def _unanswered(release: Release) -> Iterator[Entry]:
    if release.unanswered:
        names = tuple(release.survey.places.prefectures[code].name for code in release.unanswered)
        yield Entry(NOTHING, _PREFECTURES.fill(count=len(names)), names, _PREFECTURES, _EVERY_NAME)


def _of_files(survey: Survey, label: Words, files: Sequence[Submission]) -> Entry:
    counted = Counter(each.prefecture_code or "" for each in files)
    return replace(_counted(survey, label, counted), count=_FILES.fill(count=len(files)))


def _counted(survey: Survey, label: Words, counted: Mapping[str, int]) -> Entry:
    """By prefecture, those whose prefecture is not known last."""
    known = survey.places.prefectures
    order = sorted(counted.items(), key=lambda each: (each[0] not in known, each[0]))
    which = (_EACH.fill(name=known[code].name if code in known else _SOMEBODY, count=count) for code, count in order)
    return Entry(label, _CASES.fill(count=sum(counted.values())), tuple(which), _PREFECTURES)
