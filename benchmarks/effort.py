"""How long it takes to write one typical case into the form, by the keystroke-level model: `docs/effort.md`.

    python -m benchmarks.effort > docs/effort.md

Which answers are asked for comes from the rules, what is answered from the questions' own examples, how far it is from one
answer to the next from the form as it is drawn: so it holds for whatever is asked and however it is laid out.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.worksheet.worksheet import Worksheet

from survey_tool.form.contract.marker import SHEETS
from survey_tool.form.generate import generate
from survey_tool.questionnaire.vocabulary.judging import JudgedAnswers
from survey_tool.questionnaire.vocabulary.kinds import Amount, Date, Listed, Mark, Number, Several
from survey_tool.questionnaire.vocabulary.questions import Question
from survey_tool.reference.survey import Survey
from survey_tool.wording.words import Language

SECONDS = {"K": 0.28, "P": 1.10, "B": 0.10, "H": 0.40, "M": 1.35}
MEANT = {
    "K": "a key, as an office worker presses it who is no trained typist",
    "P": "pointing at something with the mouse",
    "B": "pressing or letting go a button of the mouse; a click is two (BB)",
    "H": "moving a hand from the mouse to the keyboard or back",
    "M": "making up one's mind about a question",
}
CASE: Mapping[str, object] = {
    "status": "in_operation",
    "prefecture_role": "secretariat",
    "lead_body_kind": "council",
    "subsidy_used": "no",
    "publication": "publish",
}
"""Running, led by a council of which the prefecture is the secretariat, without subsidy; the rest is the form's own example."""
PREFECTURE = "13"
EDITION: Language = "ja"
MARKS = 20
SCREEN = (1880, 800)  # pixels of cells, across and down, that Excel shows at 100 % on a screen of 1920 × 1080
KNOWN_BY = 12  # characters by which a help text is known again in a cell

Effort = dict[str, int]  # how often each operator is needed


@dataclass(frozen=True, slots=True)
class Layout:
    """How the questions stand in a sheet as it was drawn: pixels from where it begins to scroll (before it: none)."""

    places: Mapping[str, int]
    screen: int
    help_in_sight: bool

    def screen_of(self, key: str) -> int:
        """On which screen a question is met."""
        return self.places[key] // self.screen


@dataclass(frozen=True, slots=True)
class Report:
    """What one case asks of somebody, and what it costs."""

    questions: int
    required: int
    considered: int
    screens: int
    effort: Effort

    @property
    def minutes(self) -> float:
        """By the model."""
        return sum(SECONDS[operator] * times for operator, times in self.effort.items()) / 60


FIRST_EDITION = Report(62, 23, 46, 7, {"K": 336, "P": 105, "B": 210, "H": 15, "M": 108})
"""What this program said of the form whose questions ran across."""


def report(survey: Survey, folder: Path) -> Report:
    """Draws a form and walks through one case of it, question by question."""
    (path,) = generate(replace(survey, workspace=folder), [PREFECTURE], EDITION)
    questions = survey.questionnaire.case.questions()
    layout = layout_of(openpyxl.load_workbook(path)[SHEETS["cases"][EDITION]], questions)
    answers = required(survey)
    considered = [
        key for key in questions if key in layout.places and (key in answers or may_be_required(questions[key]))
    ]
    effort = sum_of(*(one_mark(first=number == 0) for number in range(MARKS)))
    here = 0
    for key in considered:
        effort = sum_of(effort, {"M": 1})
        if key in answers or not layout.help_in_sight:
            effort = sum_of(effort, *[CLICK] * (abs(layout.screen_of(key) - here) + 1))
            here = layout.screen_of(key)
        if key in answers:
            effort = sum_of(effort, answering(questions[key], answers[key]))
    screens = 1 + max(layout.screen_of(key) for key in layout.places)
    return Report(len(questions), len(answers), len(considered), screens, effort)


def required(survey: Survey) -> dict[str, str]:
    """What must be answered in `CASE`, as it stands in the cell: answered until no rule asks for more."""
    sheet = survey.questionnaire.cases_sheet
    given: dict[str, Any] = {}
    while True:
        missing = [
            each.key for each in JudgedAnswers(sheet, given).findings() if each.on_blank and each.key not in given
        ]
        if not missing:
            break
        given |= {key: CASE.get(key, example(sheet.questions[key], survey)) for key in missing}
    kinds = {key: sheet.questions[key].kind for key in sheet.questions if key in given}
    return {key: str(kind.show(given[key], EDITION, sheet.lists)) for key, kind in kinds.items()}


def example(question: Question, survey: Survey) -> object:
    """The form's own example as a canonical value; where it has none, the first choice, a short text or 1."""
    shown = question.example if isinstance(question.example, str | int | float) else question.example[EDITION]
    kind = question.kind
    if isinstance(kind, Mark):
        return True
    if isinstance(kind, Listed | Several):
        choices = survey.questionnaire.lists[kind.name].unique
        key = next((each.key for each in choices if each.label[EDITION] == shown), next(iter(choices)).key)
        return (key,) if isinstance(kind, Several) else key
    if isinstance(kind, Date):
        return dt.date.fromisoformat(str(shown))
    return shown or (1 if isinstance(kind, Amount | Number) else question.label[EDITION])


def may_be_required(question: Question) -> bool:
    """Whether somebody has to find out that nothing need be answered."""
    return question.one_of_several or any(rule.on_blank for rule in question.rules)


def layout_of(sheet: Worksheet, questions: Mapping[str, Question]) -> Layout:
    """Read from a sheet in which the keys stand in one row or in one column."""
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value]
    keys = {str(cell.value): (cell.row, cell.column) for cell in cells if cell.value in questions}
    downwards = len({column for _, column in keys.values()}) == 1
    across = 0 if downwards else 1
    first = coordinate_to_tuple(str(sheet.freeze_panes or "A1"))[across]
    sizes = [
        _size(sheet, number, downwards=downwards) for number in range(1, max(at[across] for at in keys.values()) + 1)
    ]
    texts = {str(cell.value)[:KNOWN_BY] for cell in cells}
    return Layout(
        {key: sum(sizes[first - 1 : at[across] - 1]) for key, at in keys.items()},
        SCREEN[downwards] - sum(sizes[: first - 1]),
        any(question.help[EDITION][:KNOWN_BY] in texts for question in questions.values()),
    )


def _size(sheet: Worksheet, number: int, *, downwards: bool) -> int:
    """Pixels of a row or column; none where it is hidden."""
    if downwards:
        row = sheet.row_dimensions[number]
        return 0 if row.hidden else round((row.height or 15) * 4 / 3)
    column = sheet.column_dimensions[get_column_letter(number)]
    return 0 if column.hidden else round((column.width or 8.43) * 7 + 5)


CLICK: Effort = {"P": 1, "B": 2}


def answering(question: Question, shown: str) -> Effort:
    """An answer in a cell that is selected: thought of, chosen from its list or typed and entered, looked at."""
    if isinstance(question.kind, Listed):
        return sum_of(CLICK, CLICK, {"M": 3})  # the third: to find it in the list
    return {"M": 2, "H": 2, "K": keys(shown) + 1}


def one_mark(*, first: bool) -> Effort:
    """A municipality that takes part: the first chosen from the list and copied, the others pasted."""
    return sum_of(CLICK, CLICK, CLICK, {"H": 1, "K": 2}) if first else sum_of(CLICK, {"K": 2})


def keys(text: str) -> int:
    """Keys by which a text is written: one a letter or digit, two a kana, four a kanji, two to convert and confirm a phrase.

    A phrase begins where kanji or katakana follow something else.
    """
    kana, kanji = len(re.findall(r"[ぁ-ゖァ-ヺー]", text)), len(re.findall(r"[一-龠々]", text))
    phrases = len(re.findall(r"(?<![一-龠々ァ-ヺー])[一-龠々ァ-ヺー]", text))
    return len(text) + kana + 3 * kanji + 2 * phrases


def sum_of(*efforts: Effort) -> Effort:
    """All of them one after the other."""
    return {operator: sum(each.get(operator, 0) for each in efforts) for operator in SECONDS}


def page(now: Report) -> str:
    """`docs/effort.md`."""
    operators = "\n".join(f"| {name} | {SECONDS[name]:.2f} | {MEANT[name]} |" for name in SECONDS)
    rows: tuple[tuple[str, Callable[[Report], str]], ...] = (
        ("questions about a case", lambda each: f"{each.questions}"),
        ("answers that this case requires", lambda each: f"{each.required}"),
        ("questions to make up one's mind about", lambda each: f"{each.considered}"),
        ("screens that the questions take (1920 × 1080, 100 %)", lambda each: f"{each.screens}"),
        ("clicks", lambda each: f"{each.effort['B'] // 2}"),
        ("keystrokes", lambda each: f"{each.effort['K']}"),
        ("moments of thought (M)", lambda each: f"{each.effort['M']}"),
        ("**minutes**", lambda each: f"**{each.minutes:.1f}**"),
    )
    table = "\n".join(f"| {name} | {of(FIRST_EDITION)} | {of(now)} |" for name, of in rows)
    return _PAGE.format(operators=operators, table=table, marks=MARKS)


_PAGE = """\
# What a case costs to write down

<!-- Made by `make pages`; not to be edited by hand. -->

One typical case, counted by the keystroke-level model: a system in operation, led by a council of which the prefecture is the
secretariat, without subsidy, in which {marks} municipalities take part. Which answers it requires is worked out from the rules,
what is answered is the form's own example, where the answers stand is read from the form as it is drawn.

| | first edition, questions across | now |
| --- | --- | --- |
{table}

| operator | seconds | |
| --- | --- | --- |
{operators}

K, P, H and M with their times: S. K. Card, T. P. Moran, A. Newell, *The keystroke-level model for user performance time with
interactive systems*, Communications of the ACM 23 (1980), 396–410. B, and where M stands (finding what is asked, thinking of the
answer, finding it in a list, looking at what was entered): D. Kieras, *Using the keystroke-level model to estimate execution
times*, University of Michigan (2001).

- A question is made up one's mind about where it is required, or may be: one M. Where its help only shows in the selected cell, a
  click to select it. A question that is on another screen costs a click on the scroll bar for each screen between.
- Listed answers are chosen with the mouse (arrow, entry), others typed and entered. The first mark of a municipality is chosen and
  copied, the others are pasted.
- Keys of a text: one a letter or digit, two a kana, four a kanji, two more to convert and confirm each phrase.

The model is about somebody who knows the form and has the answers at hand. It holds no reading of help, no looking up, no asking of
colleagues, and no mistake: which form is quicker can be seen from it, how long an official sits over the first case cannot.
"""
