"""Which form came back, and which of its sheets is which, whatever they are called now and wherever they stand.

Sheets are found by their marker, wherever it has moved to; a sheet that lost its marker is found by its keys or headers.
The sheets of a form must belong together: what was copied in from another form is said and, if it is another
prefecture's or another round's, not read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from survey_tool.form.contract.marker import (
    FORM_VERSION,
    META_SHEET,
    NO_PARENT,
    SHEETS,
    TOPICS,
    Marker,
    Topic,
    case_number,
    parse_marker,
)
from survey_tool.intake.cells.grid import Grid
from survey_tool.intake.locating.entry_sheets import Content, EntrySheet
from survey_tool.intake.locating.landmarks import CASE_ID, Landmarks
from survey_tool.intake.locating.named import nearest_prefecture
from survey_tool.questionnaire.findings.cell_names import cell_name
from survey_tool.questionnaire.findings.finding import Finding, finding
from survey_tool.questionnaire.vocabulary.lists import fold
from survey_tool.reference.survey import Survey
from survey_tool.wording.words import LANGUAGES, Words

_MARKER_ROWS, _MARKER_COLUMNS = 30, 30
READ_ONLY = {
    name: frozenset(fold(words[language]) for language in LANGUAGES)
    for name, words in SHEETS.items()
    if name not in TOPICS
}
"""The names, folded, of the sheets in which nobody answers anything."""
_READ_ONLY = frozenset(name for names in READ_ONLY.values() for name in names)


@dataclass(frozen=True, slots=True)
class CandidateSheet:
    """A sheet that is one of ours by its marker (in `cell`) or by what was `located` on it; None: nothing but the marker."""

    grid: Grid
    topic: Topic
    located: EntrySheet | None
    marker: Marker | None = None
    cell: str = ""

    @property
    def is_answered(self) -> bool:
        return self.located is not None and any(each.cells for each in self.located.columns)

    @property
    def content(self) -> Content:
        return self.located.content if self.located else ()


@dataclass(frozen=True, slots=True)
class ChosenSheets:
    """The sheets of a form among those of a file.

    `sheets` are those to read, by topic; a topic without one is either reported missing or explained by another finding.
    `unread` are sheets that are none of ours and sheets of other forms; `meta` is the hidden sheet of printed ids.
    """

    marker: Marker
    sheets: Mapping[Topic, CandidateSheet]
    meta: Grid | None
    unread: tuple[Grid, ...]
    findings: tuple[Finding, ...]

    def located(self, topic: Topic) -> EntrySheet | None:
        """What was located on a sheet; None where it is not there or nothing is recognised."""
        return self.sheets[topic].located if topic in self.sheets else None


def choose_sheets(grids: Sequence[Grid], name: str, landmarks: Landmarks) -> ChosenSheets | None:
    """The sheets of the form in a file of that name, or None if there is none of ours."""
    survey = landmarks.survey
    meta = next((grid for grid in grids if grid.name == META_SHEET), None)
    rest = [grid for grid in grids if grid is not meta]
    marked = [found for grid in rest if (found := _marked(grid, landmarks))]
    lost = _without_marker(_others(rest, marked), marked, landmarks)
    form = _form(marked, meta) or _unmarked_form(lost, name, landmarks)
    if form is None or form.prefecture_code not in survey.places.prefectures:
        return None
    own, others = _own_sheets(marked, lost, form, survey)
    sheets, doubtful = _one_each(own)
    about = (*others, *doubtful, *_about_the_form(form, name, survey))
    explained = {*sheets, *(each.topic for each in marked)}  # a sheet of another form stands in its place
    missing = [_missing(topic, form, rest) for topic in TOPICS if topic not in explained]
    unread = _others(_others(rest, marked), lost.values())
    return ChosenSheets(form, sheets, _meta_of(form, meta), tuple(unread), (*about, *missing))


def _others(grids: Iterable[Grid], taken: Iterable[CandidateSheet]) -> list[Grid]:
    """Without those that are told of already."""
    known = {id(each.grid) for each in taken}
    return [grid for grid in grids if id(grid) not in known]


def _meta_of(form: Marker, meta: Grid | None) -> Grid | None:
    """The hidden sheet, unless it was copied in from another prefecture's form."""
    hidden = _marker_in(meta) if meta is not None else None
    return None if hidden and hidden[0].prefecture_code != form.prefecture_code else meta


def _marked(grid: Grid, landmarks: Landmarks) -> CandidateSheet | None:
    found = _marker_in(grid)
    if found is None:
        return None
    marker, cell = found
    return CandidateSheet(grid, marker.topic, landmarks.locate(marker.topic, grid), marker, cell)


def _marker_in(grid: Grid) -> tuple[Marker, str] | None:
    """The marker of a sheet, looked for in A1 first, then around it."""
    if marker := parse_marker(grid.value(1, 1)):
        return marker, "A1"
    for row, values in enumerate(grid.rows[:_MARKER_ROWS], start=1):
        for column, value in enumerate(values[:_MARKER_COLUMNS], start=1):
            if isinstance(value, str) and (marker := parse_marker(value)):
                return marker, cell_name(row, column)
    return None


def _without_marker(
    grids: Iterable[Grid], marked: Iterable[CandidateSheet], landmarks: Landmarks
) -> dict[Topic, CandidateSheet]:
    """Sheets that are ours by their keys or headers, for the topics of which no marked one is left."""
    there = {each.topic for each in marked}
    found: dict[Topic, CandidateSheet] = {}
    for grid in grids:
        recognised = None if fold(grid.name) in _READ_ONLY else _recognised(grid, landmarks)
        if recognised is not None and recognised.topic not in there:
            found.setdefault(recognised.topic, recognised)
    return found


def _recognised(grid: Grid, landmarks: Landmarks) -> CandidateSheet | None:
    """What a sheet without a marker is."""
    topics: tuple[Topic, ...] = ("cases", "participants", "respondent")
    found = ((topic, landmarks.locate(topic, grid, marked=False)) for topic in topics)
    return next((CandidateSheet(grid, topic, located) for topic, located in found if located), None)


def _form(marked: Sequence[CandidateSheet], meta: Grid | None) -> Marker | None:
    """What most of the entry sheets say; where they are at odds, what the hidden sheet says, else the first of them."""
    hidden = _marker_in(meta) if meta is not None else None
    markers = [each.marker for each in marked if each.marker]
    if not markers:
        return hidden[0] if hidden else None
    count = Counter(each.form for each in markers)
    most = max(count.values())
    leading = [each for each in markers if count[each.form] == most]
    if hidden and any(marker.form == hidden[0].form for marker in leading):
        return hidden[0]
    return leading[0].on("cases")


def _unmarked_form(lost: Mapping[Topic, CandidateSheet], name: str, landmarks: Landmarks) -> Marker | None:
    """A form without any marker: its respondent sheet, its case ids or its file name say whose it is."""
    cases = lost["cases"].located if "cases" in lost else None
    if cases is None:
        return None
    respondent = lost["respondent"].located if "respondent" in lost else None
    ids = [column.owner for column in cases.columns if CASE_ID.fullmatch(column.owner)]
    survey = landmarks.survey
    code = (respondent and landmarks.prefecture_on(respondent)) or (
        ids[0][:2] if ids else nearest_prefecture(name, survey.places)
    )
    if code is None:
        return None
    own = [each for each in ids if each.startswith(f"{code}-")]
    rounds = Counter(each[3:].rpartition("-")[0] for each in own if case_number(each))
    current = survey.round.name in rounds or not rounds
    round_name = survey.round.name if current else rounds.most_common(1)[0][0]
    return Marker(round_name, code, "cases", cases.edition, NO_PARENT)


def _own_sheets(
    marked: Collection[CandidateSheet], lost: Mapping[Topic, CandidateSheet], form: Marker, survey: Survey
) -> tuple[dict[Topic, list[CandidateSheet]], list[Finding]]:
    """The sheets of the form by topic, and what is to be said about those of other forms.

    A sheet of the same prefecture and round but of another copy of its form is read all the same, where its own is gone.
    """
    own: dict[Topic, list[CandidateSheet]] = {}
    others = []
    for each in marked:
        if each.marker and each.marker.form == form.form:
            own.setdefault(each.topic, []).append(each)
        elif each.marker:
            others.append((each, each.marker))
    for each, marker in others:
        same = (marker.round, marker.prefecture_code) == (form.round, form.prefecture_code)
        if same and each.topic not in own:
            own[each.topic] = [each]
    for topic, each in lost.items():
        own.setdefault(topic, [each])
    return own, [_disagrees(each, marker, form, survey) for each, marker in others]


def _one_each(
    own: Mapping[Topic, list[CandidateSheet]],
) -> tuple[dict[Topic, CandidateSheet], list[Finding]]:
    """One sheet a topic. A copy without answers, or with the same ones, is no loss; one with others is asked about."""
    sheets: dict[Topic, CandidateSheet] = {}
    findings = []
    for topic, copies in own.items():
        answered = [each for each in copies if each.is_answered]
        first = sheets[topic] = (answered or copies)[0]
        others = [each for each in answered if each is not first and each.content != first.content]
        if others:
            findings.append(finding("sheet-twice", {"other": first.grid.name}, sheet=others[0].grid.name, topic=topic))
    return sheets, findings


def _about_the_form(form: Marker, name: str, survey: Survey) -> list[Finding]:
    findings = []
    if form.round != survey.round.name:
        fills = {"found": form.round, "expected": survey.round.name}
        findings.append(finding("file-wrong-round", fills, file=name))
    elif form.version != FORM_VERSION:
        fills = {"found": form.version, "expected": FORM_VERSION}
        findings.append(finding("file-old-version", fills, file=name))
    return findings


def _disagrees(each: CandidateSheet, marker: Marker, form: Marker, survey: Survey) -> Finding:
    fills = {"found": _described(marker, form, survey), "expected": _described(form, marker, survey)}
    return finding("marker-disagrees", fills, sheet=each.grid.name, cell=each.cell, topic=each.topic)


def _described(marker: Marker, other: Marker, survey: Survey) -> Words:
    """What tells two forms apart, in words: the round and prefecture, else the copy."""
    prefecture = survey.places.prefectures.get(marker.prefecture_code)
    name = prefecture.name if prefecture else Words.same("")
    said = Words.same(f"{marker.round} {marker.prefecture_code} ") + name
    if (marker.round, marker.prefecture_code) == (other.round, other.prefecture_code):
        original = marker.parent == NO_PARENT
        said += Words("、当初の調査票", ", first form") if original else Words.same(f" {marker.parent}")
        said += Words.same(f" ({marker.edition}, {marker.version})")
    return said


def _missing(topic: Topic, form: Marker, grids: Sequence[Grid]) -> Finding:
    """A sheet that is not there, or of which nothing but its name is."""
    sheet = SHEETS[topic][form.edition]
    name = "sheet-without-headers" if any(grid.name == sheet for grid in grids) else "sheet-missing"
    return finding(name, sheet=sheet, topic=topic)
