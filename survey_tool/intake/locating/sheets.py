"""Which form came back, and which of its sheets is which, whatever they are called now and wherever they stand.

Sheets are found by their marker, wherever it has moved to; a sheet that lost its marker is found by its keys or headers.
The sheets of a form must belong together: what was copied in from another form is said and, if it is another
prefecture's or another round's, not read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
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
from survey_tool.intake.cells.addresses import cell_name
from survey_tool.intake.cells.grid import Grid
from survey_tool.intake.locating.binding import Content, bind_cases, bind_participants, bind_respondent
from survey_tool.intake.locating.landmarks import Landmarks
from survey_tool.intake.locating.owner import about_the_name, likely_prefecture
from survey_tool.questionnaire.findings.finding import Finding, finding
from survey_tool.questionnaire.vocabulary.lists import fold
from survey_tool.reference.survey import Survey
from survey_tool.wording.words import Words

_MARKER_ROWS, _MARKER_COLUMNS = 30, 30


@dataclass(frozen=True, slots=True)
class Way:
    """A form among the sheets of a file.

    `sheets` are those to read, by topic; a topic without one is either reported missing or explained by another finding.
    `unread` are sheets that are none of ours and sheets of other forms; `meta` is the hidden sheet of printed ids.
    """

    form: Marker
    sheets: Mapping[Topic, Grid]
    meta: Grid | None
    unread: tuple[Grid, ...]
    findings: tuple[Finding, ...]

    @property
    def is_old_version(self) -> bool:
        return self.form.version != FORM_VERSION


@dataclass(frozen=True, slots=True)
class _Marked:
    grid: Grid
    marker: Marker
    cell: str


def find_the_way(grids: Sequence[Grid], name: str, survey: Survey, landmarks: Landmarks) -> Way | None:
    """The form in a file of that name, or None if there is none of ours."""
    meta = next((grid for grid in grids if grid.name == META_SHEET), None)
    rest = [grid for grid in grids if grid is not meta]
    marked = [found for grid in rest if (found := _marked(grid))]
    known = {id(each.grid) for each in marked}
    lost = _without_marker([grid for grid in rest if id(grid) not in known], marked, landmarks)
    form = _form(marked, meta) or _unmarked_form(lost, name, survey, landmarks)
    if form is None or form.prefecture_code not in survey.places.prefectures:
        return None
    own, findings = _own_sheets(marked, lost, form, survey)
    sheets, doubtful = _one_each(own, landmarks)
    findings += doubtful
    findings += _about_the_form(form, name, survey)
    explained = {each.marker.topic for each in marked}  # a sheet of another form stands in its place
    findings += [_missing(topic, form, rest) for topic in TOPICS if topic not in sheets and topic not in explained]
    taken = {id(grid) for found in own.values() for grid in found} | known  # those of other forms are told already
    unread = tuple(grid for grid in rest if id(grid) not in taken)
    if meta is not None and (hidden := _marker_in(meta)) and hidden[0].prefecture_code != form.prefecture_code:
        meta = None
    return Way(form, sheets, meta, unread, tuple(findings))


def _marked(grid: Grid) -> _Marked | None:
    found = _marker_in(grid)
    return _Marked(grid, *found) if found else None


def _marker_in(grid: Grid) -> tuple[Marker, str] | None:
    """The marker of a sheet, looked for in A1 first, then around it."""
    if marker := parse_marker(grid.value(1, 1)):
        return marker, "A1"
    for row, values in enumerate(grid.rows[:_MARKER_ROWS], start=1):
        for column, value in enumerate(values[:_MARKER_COLUMNS], start=1):
            if isinstance(value, str) and (marker := parse_marker(value)):
                return marker, cell_name(row, column)
    return None


def _without_marker(grids: Sequence[Grid], marked: Sequence[_Marked], landmarks: Landmarks) -> dict[Topic, Grid]:
    """Sheets that are ours by their keys or headers, for the topics of which no marked one is left."""
    there = {each.marker.topic for each in marked}
    found: dict[Topic, Grid] = {}
    for grid in grids:
        if fold(grid.name) in _PRINTED_NAMES:
            continue
        topic = landmarks.topic_of(grid)
        if topic is not None and topic not in there:
            found.setdefault(topic, grid)
    return found


_PRINTED_NAMES = {fold(text) for name in ("guide", "check", "example", "definitions") for text in
                  (SHEETS[name].ja, SHEETS[name].en)}  # fmt: skip


def _form(marked: Sequence[_Marked], meta: Grid | None) -> Marker | None:
    """What most of the entry sheets say; where they are at odds, what the hidden sheet says, else the first of them."""
    hidden = _marker_in(meta) if meta is not None else None
    if not marked:
        return hidden[0] if hidden else None
    count = Counter(each.marker.form for each in marked)
    most = max(count.values())
    leading = [each.marker for each in marked if count[each.marker.form] == most]
    if hidden and any(marker.form == hidden[0].form for marker in leading):
        return hidden[0]
    return leading[0].on("cases")


def _unmarked_form(lost: Mapping[Topic, Grid], name: str, survey: Survey, landmarks: Landmarks) -> Marker | None:
    """A form without any marker: its case ids, its respondent sheet or its file name say whose it is."""
    if "cases" not in lost:
        return None
    ids = landmarks.case_ids_in(lost["cases"])
    code = (
        landmarks.prefecture_in(lost["respondent"]) if "respondent" in lost else None
    ) or (ids[0][:2] if ids else likely_prefecture(name, survey))  # fmt: skip
    if code is None:
        return None
    own = [each for each in ids if each.startswith(f"{code}-")]
    rounds = Counter(each[3:].rpartition("-")[0] for each in own if case_number(each))
    current = survey.round.name in rounds or not rounds
    round_name = survey.round.name if current else rounds.most_common(1)[0][0]
    return Marker(round_name, code, "cases", landmarks.edition_of(lost["cases"]), NO_PARENT)


def _own_sheets(
    marked: Sequence[_Marked], lost: Mapping[Topic, Grid], form: Marker, survey: Survey
) -> tuple[dict[Topic, list[Grid]], list[Finding]]:
    """The sheets of the form by topic, and what is to be said about those of other forms.

    A sheet of the same prefecture and round but of another copy of its form is read all the same, where its own is gone.
    """
    own: dict[Topic, list[Grid]] = {}
    for each in marked:
        if each.marker.form == form.form:
            own.setdefault(each.marker.topic, []).append(each.grid)
    findings = []
    for each in marked:
        if each.marker.form == form.form:
            continue
        findings.append(_disagrees(each, form, survey))
        same = (each.marker.round, each.marker.prefecture_code) == (form.round, form.prefecture_code)
        if same and each.marker.topic not in own:
            own[each.marker.topic] = [each.grid]
    for topic, grid in lost.items():
        own.setdefault(topic, [grid])
    return own, findings


def _one_each(own: Mapping[Topic, list[Grid]], landmarks: Landmarks) -> tuple[dict[Topic, Grid], list[Finding]]:
    """One sheet a topic. A copy without answers, or with the same ones, is no loss; one with others is asked about."""
    sheets: dict[Topic, Grid] = {}
    findings = []
    for topic, grids in own.items():
        if len(grids) == 1:
            sheets[topic] = grids[0]
            continue
        contents = [(grid, content) for grid in grids if (content := _content(grid, topic, landmarks))]
        sheets[topic] = contents[0][0] if contents else grids[0]
        others = [grid for grid, content in contents if content != contents[0][1]]
        if others:
            fills = {"other": sheets[topic].name}
            findings.append(finding("sheet-twice", fills, sheet=others[0].name, topic=topic))
    return sheets, findings


def _content(grid: Grid, topic: Topic, landmarks: Landmarks) -> Content:
    """What is answered on a sheet; nothing where nothing is."""
    binders = {"respondent": bind_respondent, "cases": bind_cases, "participants": bind_participants}
    bound = binders[topic](grid, landmarks)
    return bound.content if bound else ()


def _about_the_form(form: Marker, name: str, survey: Survey) -> list[Finding]:
    findings = []
    if form.round != survey.round.name:
        fills = {"found": form.round, "expected": survey.round.name}
        findings.append(finding("file-wrong-round", fills, file=name))
    elif form.version != FORM_VERSION:
        fills = {"found": form.version, "expected": FORM_VERSION}
        findings.append(finding("file-old-version", fills, file=name))
    return findings + about_the_name(form, name, survey)


def _disagrees(each: _Marked, form: Marker, survey: Survey) -> Finding:
    fills = {"found": _described(each.marker, form, survey), "expected": _described(form, each.marker, survey)}
    return finding("marker-disagrees", fills, sheet=each.grid.name, cell=each.cell, topic=each.marker.topic)


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
