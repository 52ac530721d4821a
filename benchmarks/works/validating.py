"""47 returned forms of 12 cases: against the bare reader, and against other tools that judge less of them."""

from __future__ import annotations

import json
from collections.abc import Iterator

from benchmarks import peers
from benchmarks.bench import Bench
from benchmarks.figures import Figure, missing, speed_figure, time_figure
from benchmarks.measuring import BenchmarkFailedError, Command, floor, in_turn, ours
from benchmarks.returned import drawn_round, write_tables
from survey_tool.form.contract.marker import (
    CODE_KEY,
    FIRST_ANSWER_COLUMN,
    FIRST_ROW,
    KEY_COLUMN,
    NAME_COLUMN,
    NAME_KEY,
    SHEETS,
    SKIPPED_SHEETS,
)
from survey_tool.questionnaire.vocabulary.kinds import Number, Printed
from survey_tool.reference.survey import Survey

WORK = "validate, 47 forms of 12 cases"
CASES = 12
_OF_FORMS = {"openpyxl + pydantic"}
"""Peers that read the forms themselves; the others know no table whose columns are cases, and are given one written out for them."""
_PEERS = {"frictionless": 12.0, "flatten-tool": 20.0, "crease": 2.0, "openpyxl + pydantic": 4.0}


def returned(bench: Bench) -> Survey:
    """The round of the size of the country: 564 cases."""
    return bench.round("returned", lambda folder: drawn_round(folder, CASES))


def validation(survey: Survey) -> Command:
    """Reading and judging all that came back."""
    return ours("--workspace", str(survey.workspace), "validate", "--no-corrections")


def reading(survey: Survey) -> Command:
    """The floor of it."""
    return floor("read_with_calamine", str(survey.submissions), *SKIPPED_SHEETS)


def figures(bench: Bench) -> Iterator[Figure]:
    """The target against the reader, then every peer."""
    survey = returned(bench)
    validate = validation(survey)
    bench.tell(WORK)
    yield time_figure(WORK, "calamine reading the same sheets", in_turn(validate, reading(survey), bench.runs), 2.5)
    python, reason = peers.environment(bench.tell)
    tables = bench.folder / "tables"
    if not tables.exists():
        write_tables(survey, CASES, tables)
    description = bench.folder / "peers.json"
    description.write_text(json.dumps(_description(survey)), encoding="utf-8")
    for peer, target in _PEERS.items():
        if python is None:
            yield missing(WORK, peer, reason)
            continue
        bench.tell(f"{WORK}: {peer}")
        script = "peer_" + peer.replace("-", "_").replace(" + ", "_")
        read = survey.submissions if peer in _OF_FORMS else tables
        other = floor(script, str(description), str(read), python=str(python))
        try:
            yield speed_figure(WORK, peer, in_turn(validate, other, bench.runs), target)
        except BenchmarkFailedError as error:
            yield missing(WORK, peer, str(error))


def _description(survey: Survey) -> dict[str, object]:
    """What peers are told of the two tables of a form: sheet, row of the keys, columns and which of them are numbers.

    The case ids at the head of the participants differ from form to form, so that only its first columns are named.
    """
    questions = survey.questionnaire.case.questions()
    cases = [
        {"name": key, "number": isinstance(question.kind, Number) and question.kind.words is None}
        for key, question in questions.items()
        if not isinstance(question.kind, Printed)
    ]
    participants = [{"name": key, "number": False} for key in (CODE_KEY, NAME_KEY)]
    return {
        "form": {
            "cases": SHEETS["cases"]["ja"],
            "participants": SHEETS["participants"]["ja"],
            "first_row": FIRST_ROW,
            "key_column": KEY_COLUMN,
            "name_column": NAME_COLUMN,
            "first_answer_column": FIRST_ANSWER_COLUMN,
        },
        "key_row": 1,
        "sheets": {"cases": cases, "participants": participants},
    }
