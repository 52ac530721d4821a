"""Mistakes that people make, drawn at random from the questionnaire: what is done, and what must be said about it.

Each is put into a form that is otherwise right. A mistake that can be understood names the value that is meant.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from survey_tool.form.contract.marker import FIRST_ROW, PARTICIPANTS_LEAD_ROWS, Topic
from survey_tool.intake.cells.grid import CellFault, CellValue, FaultKind, Shown
from survey_tool.intake.cells.plain import as_text
from survey_tool.questionnaire.findings.cell_names import cell_name
from survey_tool.questionnaire.vocabulary.judging import JudgedAnswers
from survey_tool.questionnaire.vocabulary.kinds import Amount, FreeText, Month, Printed
from tests.forms import Paper, case_of, questions_of, the_survey
from tests.mistakes.spellings import faults, readings

Place = tuple[str, str | None, str | None]  # code, sheet, cell
Key = tuple[str, str]  # case id (or what else stands for a row) and question
Rows = Mapping[str, Mapping[str, object]]
_ERRORS = ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?")
_MARKS = {"participating": ("◯", "〇", "●", "有", "参加"), "considering": ("▲", "検討中", "△ ")}
_NO_MARKS: tuple[tuple[CellValue | CellFault, str], ...] = (
    ("×？", "not-in-list"),
    ("1", "not-in-list"),
    (3.0, "not-in-list"),
    (CellFault("error-value", "#N/A"), "error-value"),
    (CellFault("no-cached-value"), "no-cached-value"),
    (CellFault("picture"), "picture"),
)
_CODES: tuple[tuple[CellValue, str, str | None], ...] = (
    (11002.0, "normalised", "011002"),
    ("01100", "normalised", "011002"),
    ("０１１００２", "normalised", "011002"),
    ("札幌市", "normalised", "011002"),
    ("梼原町", "normalised", "394050"),
    ("011002 札幌市", "normalised", "011002"),
    ("竜ヶ崎市", "normalised", "082082"),
    ("-", "required", None),
    ("檮原町", "normalised", "394050"),
    ("0110O2", "municipality-unknown", None),
    ("999999", "municipality-unknown", None),
    ("141011", "municipality-unknown", None),
    ("池田町", "municipality-unknown", None),
    ("北海道", "municipality-unknown", None),
    (True, "municipality-unknown", None),
    (None, "required", None),
)
_SAFE = 10  # the first municipalities hold the marks of the right form


@dataclass(frozen=True)
class Mistake:
    """Something done to a form. `touched` is what rules may look at, so that two mistakes do not get mixed up."""

    what: str
    do: Callable[[Paper], None]
    expected: tuple[Place, ...]
    touched: frozenset[Key]
    meant: Mapping[Key, object] = field(default_factory=dict)


@dataclass
class Mistakes:
    """Draws mistakes for a form that holds the canonical answers `rows`: by case id, the respondent's under ""."""

    paper: Paper
    rows: Rows
    chance: random.Random
    errors: tuple[FaultKind, ...] = ("error-value", "no-cached-value", "picture")

    def __post_init__(self) -> None:
        self.own = [each.code for each in the_survey().places.municipalities_of(self.paper.code)]
        self.cases = [case_id for case_id in self.rows if case_id]
        self.answers = (
            self._reading,
            self._fault,
            self._fault,
            self._error,
            self._cleared,
            self._formula_like,
            self._kana,
            self._shown_otherwise,
            self._struck_in_part,
            self._struck_out,
        )
        self.others = (self._mark_read, self._no_mark, self._mark_of_nobody, self._struck_mark, self._free_code,
                       self._printed_code, self._id, self._note, self._ghost)  # fmt: skip

    def draw(self) -> Mistake:
        """The next one: three of four in answers to questions."""
        if self.chance.random() >= 0.75:
            return self.chance.choice(self.others)()
        while True:
            case_id = self.chance.choice(list(self.rows))
            topic: Topic = "cases" if case_id else "respondent"
            asked = [key for key, each in questions_of(topic).items() if not isinstance(each.kind, Printed)]
            found = self.chance.choice(self.answers)(topic, self.chance.choice(asked), case_id)
            if found is not None:
                return found

    # In answers

    def _reading(self, topic: Topic, key: str, case_id: str) -> Mistake | None:
        value = self.rows[case_id].get(key)
        options = readings(questions_of(topic)[key].kind, value, self.paper.edition) if value is not None else []
        return (
            self._typed(topic, key, case_id, self.chance.choice(options), ("normalised",), value) if options else None
        )

    def _fault(self, topic: Topic, key: str, case_id: str) -> Mistake | None:
        options = faults(questions_of(topic)[key].kind, self.paper.edition)
        if not options or not self._in_force(key, case_id):
            return None
        typed, code, more = self.chance.choice(options)
        return self._typed(topic, key, case_id, typed, (code, *more))

    def _error(self, topic: Topic, key: str, case_id: str) -> Mistake | None:
        kind: FaultKind = self.chance.choice(self.errors)
        text = self.chance.choice(_ERRORS) if kind == "error-value" else ""
        return (
            self._typed(topic, key, case_id, CellFault(kind, text), (kind,)) if self._in_force(key, case_id) else None
        )

    def _in_force(self, key: str, case_id: str) -> bool:
        """A wrong withdrawal or role changes what is judged at all: such mistakes have tests of their own."""
        return key not in ("withdrawn", "prefecture_role", "reviewed") or self.rows[case_id].get(key) is not None

    def _cleared(self, topic: Topic, key: str, case_id: str) -> Mistake | None:
        """An answer cleared, or replaced by blanks. What follows is what the rules say of the row without it."""
        row = self.rows[case_id]
        if key not in row:
            return None
        said = self._judged(topic, {name: value for name, value in row.items() if name != key}, case_id)
        blank = self.chance.choice((None, " ", "　", "\u200b", "\n"))
        return Mistake(
            f"{case_id} {key} cleared ({blank!r})",
            lambda form: _put(form, topic, key, case_id, blank),
            tuple(self._place(code, topic, name, case_id) for name, code in said),
            frozenset({(case_id, key), *((case_id, name) for name, _ in said)}),
        )

    def _judged(self, topic: Topic, row: Mapping[str, object], case_id: str) -> list[Key]:
        survey = the_survey()
        known = survey.questionnaire
        facts = {
            "own_prefecture": self.paper.code,
            **survey.round.facts,
            "carried_over": "-2025-" in case_id,
            "participating": 0 if row.get("status") == "considering" and case_id else 1,
        }
        sheet = known.respondent_sheet if topic == "respondent" else known.cases_sheet
        return [(check.key, check.code) for check in JudgedAnswers(sheet, row, facts).findings()]

    def _formula_like(self, topic: Topic, key: str, case_id: str) -> Mistake | None:
        text = self.chance.choice(("=1+1", "+81", "-5件", "@SUM(A1)", "＝合計"))
        return self._text(topic, key, case_id, text, "formula-like-text", text)

    def _shown_otherwise(self, topic: Topic, key: str, case_id: str) -> Mistake | None:
        """An amount in thousands or with its unit in the number format; of a month the fiscal year."""
        kind, value = questions_of(topic)[key].kind, self.rows[case_id].get(key)
        if isinstance(kind, Amount) and isinstance(value, int):
            shown = self.chance.choice((
                Shown("format", float(value), f"{value:,}", value * 1000.0),
                Shown("format", f"{value // 10}万円", f"{value // 10}万円", value // 10 + 0.0),
            ) if value % 10 == 0 else (Shown("format", float(value), f"{value:,}", value * 1000.0),))  # fmt: skip
            return self._typed(topic, key, case_id, shown, ("shown-otherwise",), value)
        if isinstance(kind, Month) and isinstance(value, str) and value.endswith("年度"):
            shown = Shown("format", value, value, dt.date(int(value[:4]), self.chance.randint(4, 12), 1))
            return self._typed(topic, key, case_id, shown, ("shown-otherwise",), value)
        return None

    def _struck_in_part(self, topic: Topic, key: str, case_id: str) -> Mistake | None:
        """What was written first is struck out, and the answer stands behind it."""
        kind, value = questions_of(topic)[key].kind, self.rows[case_id].get(key)
        if isinstance(kind, Amount) and isinstance(value, int):
            shown = Shown("stroke", str(value), f"120 {value}", "120")
        elif isinstance(kind, FreeText) and isinstance(value, str) and not value[0].isdigit():
            shown = Shown("stroke", value, f"旧課{value}", "旧課")
        else:
            return None
        return self._typed(topic, key, case_id, shown, ("struck-out",), value)

    def _struck_out(self, topic: Topic, key: str, case_id: str) -> Mistake | None:
        """An answer struck out as a whole: as if it were cleared, but said as what it is."""
        if key not in self.rows[case_id]:
            return None
        said = self._judged(topic, {name: value for name, value in self.rows[case_id].items() if name != key}, case_id)
        others = [each for each in said if each != (key, "required") and each != (key, "required-when")]
        typed = self.paper.sheet(topic).at(*self.paper.place(topic, key, case_id))
        stroke = Shown("stroke", None, as_text(typed), typed)
        return Mistake(
            f"{case_id} {key} struck out",
            lambda form: _put(form, topic, key, case_id, stroke),
            tuple(self._place(code, topic, name, case_id) for name, code in [(key, "struck-out"), *others]),
            frozenset({(case_id, key), *((case_id, name) for name, _ in said)}),
        )

    def _kana(self, topic: Topic, key: str, case_id: str) -> Mistake | None:
        typed, meant = self.chance.choice(
            (("ｼｽﾃﾑ課", "システム課"), ("ﾃﾞｰﾀ ﾍﾞｰｽ", "データ ベース"), ("ｸﾗｳﾄﾞ", "クラウド"), ("⽇本⽔道", "日本水道"))
        )
        return self._text(topic, key, case_id, typed, "normalised", meant)

    def _text(self, topic: Topic, key: str, case_id: str, typed: str, code: str, meant: str) -> Mistake | None:
        is_text = isinstance(questions_of(topic)[key].kind, FreeText) and key in self.rows[case_id]
        return self._typed(topic, key, case_id, typed, (code,), meant) if is_text else None

    def _typed(
        self,
        topic: Topic,
        key: str,
        case_id: str,
        value: CellValue | CellFault | Shown,
        codes: tuple[str, ...],
        meant: object = None,
    ) -> Mistake:
        return Mistake(
            f"{case_id} {key} = {value!r}",
            lambda form: _put(form, topic, key, case_id, value),
            tuple(self._place(code, topic, key, case_id) for code in codes),
            frozenset({(case_id, key)}),
            {} if meant is None else {(case_id, key): meant},
        )

    def _place(self, code: str, topic: Topic, key: str, case_id: str) -> Place:
        return code, self.paper.sheet(topic).name, self.paper.cell(topic, key, case_id)

    # In marks, codes and ids

    def _mark_read(self) -> Mistake:
        """Another sign for a mark; ○ only where it may stand."""
        case_id = self.chance.choice(self.cases)
        only = self.rows[case_id]["status"] == "considering"
        meaning = "considering" if only else self.chance.choice(list(_MARKS))
        return self._mark(case_id, self.chance.choice(_MARKS[meaning]), "normalised", meaning)

    def _no_mark(self) -> Mistake:
        typed, code = self.chance.choice([each for each in _NO_MARKS if each[1] in (*self.errors, "not-in-list")])
        return self._mark(self.chance.choice(self.cases), typed, code)

    def _mark_of_nobody(self) -> Mistake:
        case_id = case_of(self.paper.code, self.chance.randint(5, 11))
        return self._mark(case_id, self.chance.choice("○△"), "participant-without-case")

    def _struck_mark(self) -> Mistake:
        stroke = Shown("stroke", None, "○", "○")
        return self._mark(self.chance.choice(self.cases), stroke, "struck-out")

    def _mark(self, case_id: str, typed: CellValue | CellFault | Shown, said: str, meant: object = None) -> Mistake:
        code = self.chance.choice(self.own[_SAFE:])
        return Mistake(
            f"mark of {case_id} at {code} = {typed!r}",
            lambda form: _put(form, "participants", code, case_id, typed),
            (self._place(said, "participants", code, case_id),),
            frozenset({(case_id, "marks"), (code, "code")}),
            {} if meant is None else {(case_id, f"mark {code}"): meant},
        )

    def _free_code(self) -> Mistake:
        """A municipality of another prefecture in a free row, with ○ beside it."""
        case_id = self.chance.choice([each for each in self.cases if self.rows[each]["status"] != "considering"])
        row = FIRST_ROW + len(self.own) + PARTICIPANTS_LEAD_ROWS + self.chance.randint(0, 9)
        column = self.paper.place("participants", self.own[0], case_id)[1]
        typed, code, meant = self.chance.choice([each for each in _CODES if (each[2] or "")[:2] != self.paper.code])

        def do(form: Paper) -> None:
            form.sheet("participants").put(row, 1, typed)
            form.sheet("participants").put(row, column, "○")

        return Mistake(
            f"free row {row}: {typed!r}",
            do,
            ((code, self.paper.sheet("participants").name, f"A{row}"),),
            frozenset({(case_id, "marks"), ("free", "code")}),
            {} if meant is None else {(case_id, f"mark {meant}"): "participating"},
        )

    def _printed_code(self) -> Mistake:
        code = self.chance.choice(self.own[_SAFE:])
        options: tuple[tuple[CellValue | CellFault, str], ...] = (
            ("13101X", "municipality-unknown"),
            (self.own[_SAFE - 1], "duplicate"),
            (CellFault("error-value", "#REF!"), "error-value"),
        )
        typed, said = self.chance.choice(options)
        return Mistake(
            f"printed code {code} = {typed!r}",
            lambda form: _put(form, "participants", code, "", typed),
            (self._place(said, "participants", code, ""),),
            frozenset({(code, "code")}),
        )

    def _id(self) -> Mistake:
        first, *others = (each for each in self.cases if "-2025-" not in each)
        case_id = self.chance.choice(others)
        options = ((None, "case-id-missing"), (f"{self.paper.code}-2026-99", "case-id-unknown"),
                   ("事例1", "case-id-unknown"), (first, "duplicate"))  # fmt: skip
        typed, said = self.chance.choice(options)
        # The row goes by its place then: whatever else is looked for in it can no longer be found by its id.
        return Mistake(
            f"id {case_id} = {typed!r}",
            lambda form: _put(form, "cases", "case_id", case_id, typed),
            (self._place(said, "cases", "case_id", case_id),),
            frozenset((each, "*") for each in self.cases),
        )

    # Beside the answers

    def _note(self) -> Mistake:
        topic: Topic = self.chance.choice(("cases", "participants", "respondent"))
        sheet = self.paper.sheet(topic)
        # What stands in the row of names is taken for a case.
        names = sheet.row_of("name", sheet.key_column) if topic == "cases" else None
        row = self.chance.choice([row for row in range(3, 41) if row != names])
        column = len(sheet.rows[0]) + self.chance.randint(1, 3)
        note = self.chance.choice(("要相談", 120.0, "済"))
        return Mistake(
            f"a note on {topic} in row {row}, column {column}",
            lambda form: form.sheet(topic).put(row, column, note),
            (("ignored-content", sheet.name, cell_name(row, column)),),
            frozenset({(topic, "notes")}),
        )

    def _ghost(self) -> Mistake:
        """Blanks where nothing is: no mistake at all."""
        row, column = self.chance.randint(80, 99), self.chance.randint(2, 50)
        blank = self.chance.choice((" ", "　", "\u00a0", "\u200b"))
        return Mistake(
            f"blanks in row {row}",
            lambda form: form.sheet("cases").put(row, column, blank),
            (),
            frozenset({("cases", "ghost")}),
        )


def _put(form: Paper, topic: Topic, key: str, case_id: str, value: CellValue | CellFault | Shown) -> None:
    form.type(topic, key, value, case_id)


def interfere(a: Mistake, b: Mistake, related: Callable[[str, str], bool]) -> bool:
    """Whether what is said about one may depend on the other."""
    return any(
        case == other_case and (key == other or "*" in (key, other) or related(key, other))
        for case, key in a.touched
        for other_case, other in b.touched
    )


def relations() -> Callable[[str, str], bool]:
    """Whether some rule looks at two questions at once."""
    together = {
        frozenset(("marks", key)) for key in ("status", "co_prefectures", "other_participants", "as_of", "withdrawn")
    }
    for checks in the_survey().questionnaire.cases_sheet.checks.values():
        for check in checks:
            keys = {check.key, *check.rule.looks_at} if check.rule else set()
            together |= {frozenset((one, other)) for one in keys for other in keys if one != other}
    return lambda one, other: frozenset((one, other)) in together
