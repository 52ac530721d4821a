"""Everything in a file that was not read: foreign sheets, text outside the answer cells, pictures, macros and the like.

What a form prints or calculates itself is not listed. What was typed there is quoted to the secretariat alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import islice, product

from survey_tool.form.contract.marker import (
    NAME_KEY,
    POPULATION_KEY,
    PREFECTURE_KEY,
    Topic,
    parse_marker,
)
from survey_tool.form.printed.check import CARD_LEAD, HEADING
from survey_tool.form.printed.entry_sheets import COLON, GOOD
from survey_tool.intake.cells.grid import CellValue, Grid, Ignored, IgnoredKind
from survey_tool.intake.cells.plain import as_text, is_blank
from survey_tool.intake.judging.marks import Marks
from survey_tool.intake.locating.entry_sheets import EntrySheet
from survey_tool.intake.locating.form import LocatedForm
from survey_tool.intake.locating.landmarks import CASE_ID, Landmarks
from survey_tool.intake.locating.sheets import READ_ONLY
from survey_tool.questionnaire.findings.catalogue import SEVERITY_LABELS
from survey_tool.questionnaire.findings.cell_names import cell_name
from survey_tool.questionnaire.findings.finding import Finding, finding
from survey_tool.questionnaire.vocabulary.lists import fold
from survey_tool.reference.places import Municipality
from survey_tool.wording.words import LANGUAGES, Words

LISTED = 100
"""Most places of one sheet that are listed one by one."""

OBJECTS: Mapping[IgnoredKind, Words] = {
    "macros": Words("マクロ", "macros"),
    "external-links": Words("他のファイルへのリンク", "links to other files"),
    "pictures": Words("画像", "pictures"),
    "drawings": Words("図形", "shapes"),
    "charts": Words("グラフ", "charts"),
    "comments": Words("コメント", "comments"),
    "embedded-files": Words("埋め込まれたファイル", "embedded files"),
    "pivot-tables": Words("ピボットテーブル", "pivot tables"),
    "sheet": Words("セルのないシート（グラフシート等）", "sheets without cells (chart sheets and the like)"),
}
_ENOUGH_TO_TELL = 2_000  # cells that tell whether a sheet is one of ours
_DRAWN_BY_CORRECTIONS: frozenset[IgnoredKind] = frozenset({"comments", "drawings"})  # its notes at cells
_LAID_OVER: frozenset[IgnoredKind] = frozenset({"pictures", "drawings"})
Places = Iterator[tuple[int, int, CellValue]]

_HIDDEN = Words("非表示のシート", "a hidden sheet")


def ignored_content(
    objects: Sequence[Ignored], form: LocatedForm, marks: Marks | None, landmarks: Landmarks, said: Iterable[Finding]
) -> list[Finding]:
    """One finding a place, sheet or kind of object; `said` is what was said before, at cells."""
    drawn = _DRAWN_BY_CORRECTIONS if form.is_correction else frozenset()
    findings = [_object(each) for each in _untold(objects, said) if each.kind not in drawn]
    for grid in form.unread:
        findings += _of_sheet(grid, landmarks)
    for sheet in filter(None, (form.respondent, form.cases, form.participants)):
        totals = marks.totals if marks and sheet.topic == "participants" else frozenset()
        beside = _beside(sheet, form, totals, landmarks)
        findings += _listed(sheet.grid, beside, sheet.topic, sheet.left_out)
    if form.participants:
        told = marks.misnamed if marks else frozenset()
        over = _written_over(form.participants, form.marker.prefecture_code, told, landmarks)
        findings += _listed(form.participants.grid, over, "participants")
    return findings


def _untold(objects: Sequence[Ignored], said: Iterable[Finding]) -> list[Ignored]:
    """Without the pictures and drawn circles of a sheet where each of them was told at the answer over which it lies."""
    at_answers = Counter(each.sheet for each in said if each.code == "picture")
    laid: Counter[str | None] = Counter()
    for each in objects:
        laid[each.sheet] += each.times * (each.kind in _LAID_OVER)
    return [each for each in objects if each.kind not in _LAID_OVER or laid[each.sheet] > at_answers[each.sheet]]


def _object(each: Ignored) -> Finding:
    return finding("ignored-object", {"what": OBJECTS[each.kind]}, sheet=each.sheet, value=OBJECTS[each.kind].ja)


def _of_sheet(grid: Grid, landmarks: Landmarks) -> list[Finding]:
    """A sheet that was not read: those of ours that are only read text by text, a foreign one once."""
    if landmarks.printed_to_read.fill(grid.rows) or _is_check(grid):
        return []
    if not _is_named(grid, "guide", "example", "definitions"):
        texts = list(islice(_filled(grid), _ENOUGH_TO_TELL))
        others = [each for each in texts if not _is_to_read(each[2], landmarks)]
        if texts and len(others) * 2 >= len(texts):
            if grid.hidden:  # whoever returned it may not know of it: nothing of it is quoted to anybody
                return [finding("ignored-sheet", {"value": _HIDDEN}, sheet=grid.name)]
            value = as_text((others or texts)[0][2]).strip()
            place = {"sheet": grid.name, "value": value, "outside": _told("ignored-sheet-outside")}
            return [finding("ignored-sheet", {"value": _cut(value)}, **place)]
    return _listed(grid, (each for each in _filled(grid) if not _is_to_read(each[2], landmarks)), None)


def _is_to_read(value: CellValue, landmarks: Landmarks) -> bool:
    """Whether a form says so on the sheets that are only read, or prints it as an id."""
    return value in landmarks.printed_to_read or (
        isinstance(value, str) and (parse_marker(value) is not None or CASE_ID.fullmatch(value.strip()) is not None)
    )


def _is_named(grid: Grid, *names: str) -> bool:
    return any(fold(grid.name) in READ_ONLY[name] for name in names)


def _is_check(grid: Grid) -> bool:
    """The check sheet and the case card hold nothing but formulas: what they say is no content of its own."""
    headings = {words[language] for words in (HEADING, CARD_LEAD) for language in LANGUAGES}
    return _is_named(grid, "check", "card") or any(value in headings for _, _, value in islice(_filled(grid), 5))


def _beside(sheet: EntrySheet, form: LocatedForm, totals: Set[int], landmarks: Landmarks) -> Places:
    """What stands on an entry sheet outside the cells that were read, and is not the form's own.

    Above the answers a form calculates names, states and totals; beside a municipality its name and figures, which
    `_written_over` looks at. `totals` are rows of figures that were not read.
    """
    read = _read_columns(sheet, form)
    places = (
        _marks_and_figures(sheet, form, totals) if sheet.topic == "participants" else set(product(sheet.keys, read))
    )
    printed = set(product((sheet.rows.get(PREFECTURE_KEY),) if sheet.topic == "respondent" else (), read))
    calculated = {*read, *(each.number for each in sheet.columns if each.owner)}
    texts = [(sheet.id_row, each.number) for each in form.owned.texts if sheet.topic == "cases"]
    places |= set(product(range(1, sheet.first_row), calculated)).difference(texts)
    free_figures = sheet.printed.values()  # of a free row without a code .xls keeps noughts
    for row, column, value in _filled(sheet.grid):
        if (row, column) in printed:
            own = landmarks.prefecture_of(value) is not None
        else:
            own = (row, column) in places or (value == 0 and column in free_figures)
        if not own and not _is_ours(value, landmarks):
            yield row, column, value


def _marks_and_figures(sheet: EntrySheet, form: LocatedForm, totals: Set[int]) -> set[tuple[int, int]]:
    """The cells of codes, names, figures and marks, but for rows in which nothing is marked and no code stands."""
    marked = {row for each in form.marked.values() for row in each.cells} - totals
    notes = {row for row, code in sheet.keys.items() if code is None} - marked
    rows = set(range(sheet.first_row, len(sheet.grid.rows) + 1)) - notes  # those that are left out are counted
    return set(product(rows, (*_read_columns(sheet, form), *sheet.printed.values(), sheet.key_column or 0)))


def _read_columns(sheet: EntrySheet, form: LocatedForm) -> set[int]:
    """The columns of a sheet whose answers were read."""
    if sheet.topic == "participants":
        return {column.number for column in form.marked.values()}
    if sheet.topic == "respondent":
        return {column.number for column in sheet.columns}
    first_stray = form.owned.stray[:1]  # told at its id
    return {*(each.column.number for each in form.owned.columns), *(each.number for each in first_stray)}


def _written_over(sheet: EntrySheet, prefecture_code: str, told: Set[int], landmarks: Landmarks) -> Places:
    """Names and figures of the prefecture's own municipalities that are not those that the form printed.

    Nothing where most differ: then the form was printed from other figures than those known now. Nothing either of a code
    that stands twice: then one of the codes was written over; nor of rows that are `told` of as bearing another's name.
    """
    own = {each.code: each for each in landmarks.survey.places.municipalities_of(prefecture_code)}
    times = Counter(code for code in sheet.keys.values() if isinstance(code, str))
    rows = [
        (row, own[str(code)])
        for row, code in sheet.keys.items()
        if times[str(code)] == 1 and code in own and row not in told
    ]
    for key, column in sheet.printed.items():
        values = ((row, sheet.grid.value(row, column), _printed(each, key)) for row, each in rows)
        others = [(row, column, value) for row, value, printed in values if value not in (None, *printed)]
        yield from others if len(others) * 2 < len(rows) else ()


def _printed(municipality: Municipality, key: str) -> tuple[CellValue, ...]:
    if key == NAME_KEY:
        return municipality.name.ja, municipality.name.en
    return (municipality.population if key == POPULATION_KEY else municipality.employees,)


def _is_ours(value: CellValue, landmarks: Landmarks) -> bool:
    """Whether a form says so itself: a printed text, a key, an id, a marker, or what column A says about a row."""
    if not isinstance(value, str):
        return False
    return (
        value in landmarks.printed
        or CASE_ID.fullmatch(value.strip()) is not None
        or parse_marker(value) is not None
        or _is_state(value, landmarks)
    )


def _is_state(value: str, landmarks: Landmarks) -> bool:
    """「✔」, or a label and what is the matter with it."""
    if value == GOOD:
        return True
    for language in LANGUAGES:
        label, colon, _ = value.partition(COLON[language])
        warning = SEVERITY_LABELS["warning"][language] + " "
        if colon and label.removeprefix(warning) in landmarks.printed:
            return True
    return False


def _filled(grid: Grid) -> Places:
    """The filled cells, row by row."""
    for number, values in enumerate(grid.rows, start=1):
        for column, value in enumerate(values, start=1):
            if value is not None and not is_blank(value):
                yield number, column, value


def _listed(
    grid: Grid, places: Iterable[tuple[int, int, CellValue]], topic: Topic | None, more: int = 0
) -> list[Finding]:
    """Place by place, and how many `more` there are."""
    places = iter(places)
    findings = []
    for row, column, value in islice(places, LISTED):
        text = as_text(value).strip()
        place = {"sheet": grid.name, "cell": cell_name(row, column), "value": text, "topic": topic}
        said = finding("ignored-content", {"value": _cut(text)}, **place, outside=_told("ignored-text-outside"))
        findings.append(said)
    if rest := more + sum(1 for _ in places):
        findings.append(finding("ignored-more", {"n": rest}, sheet=grid.name, topic=topic))
    return findings


def _told(name: str) -> tuple[Words, Words]:
    """What its prefecture is told instead: a copy of its form shows where something stands and never what, since that may have been
    pasted in from another's form."""
    said = finding(name)
    return said.sentence, said.suggestion


def _cut(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
