"""The same from real files: what people leave in a workbook besides their answers never reaches what is published."""

from __future__ import annotations

import datetime as dt
import html
import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.packaging.custom import StringProperty
from openpyxl.workbook.defined_name import DefinedName

from survey_tool.demo.typing import EntryCell, OpenForm
from survey_tool.form.contract.marker import case_id
from survey_tool.questionnaire.vocabulary.kinds import Email, FreeText, Month, Number, Phone
from survey_tool.reference.survey import Survey, open_survey
from tests.answers import typed_as
from tests.cases import CHIYODA, CHUO, case_answers
from tests.commands import command
from tests.forms import RESPONDENT
from tests.release.test_privacy import UNPUBLISHED, Tokens, filled
from tests.rounds import contents

pytestmark = pytest.mark.slow  # a whole round is played first

TOKYO = "13"
LEFT_OUT: Mapping[str, Mapping[str, object]] = {
    **{reason: changes for reason, changes in UNPUBLISHED.items() if reason != "withdrawn"},
    "needs_correction": {"status": "実施中？"},
}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> tuple[Tokens, Path]:
    """A round of one prefecture, from `generate` to `publish`, and every token that somebody put into its file."""
    workspace, tokens = tmp_path_factory.mktemp("zq-workspace"), Tokens()
    tokens.made["zq-workspace"] = "the workspace"
    assert command("generate", "--prefecture", TOKYO, workspace=workspace).code == 0
    survey = open_survey(workspace)
    (form,) = (workspace / "templates" / survey.round.name).glob("*.xlsx")
    returned = workspace / "submissions" / survey.round.name / f"{form.stem}_{tokens.text('file name')}.xlsx"
    returned.parent.mkdir(parents=True, exist_ok=True)
    opened = OpenForm(form)
    for entry in typed_in(survey, tokens):
        opened.type(entry)
    opened.save(returned)
    leave_behind(returned, tokens)
    done = command("publish", workspace=workspace)
    assert done.code == 1, done.err  # two cases are to be corrected: one of them is the name beside the columns
    assert "報告された事例7件のうち1件を公表し、6件を除きました。" in done.out
    return tokens, workspace / "published" / survey.round.name


def typed_in(survey: Survey, tokens: Tokens) -> Iterator[EntryCell]:
    """A published case with tokens in what is private, then a case for each reason with tokens in every text."""
    respondent, case = survey.questionnaire.respondent, survey.questionnaire.case
    for key, value in {**RESPONDENT, **filled(tokens, respondent, "respondent", private_only=True)}.items():
        yield EntryCell("respondent", key, shown(value))
    told = [("published", filled(tokens, case, "published", private_only=True))]
    told += [
        (reason, filled(tokens, case, reason, private_only=False) | dict(changes))
        for reason, changes in LEFT_OUT.items()
    ]
    for number, (name, changes) in enumerate(told, start=1):
        identifier = case_id(TOKYO, survey.round.name, number)
        answers = {**case_answers(survey), "name": f"事例{number}", **changes}
        for key, value in answers.items():
            kind = case.questions()[key].kind
            free = isinstance(kind, FreeText | Phone | Email | Month | Number) or (name, key) == (
                "needs_correction",
                "status",
            )
            yield EntryCell(
                "cases",
                key,
                shown(value if free else typed_as(kind, value, survey.questionnaire.lists, "ja")),
                identifier,
            )
        yield EntryCell("participants", CHIYODA if name == "published" else CHUO, "○", identifier)


def shown(value: Any) -> str:
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def leave_behind(path: Path, tokens: Tokens) -> None:
    """Comments, sheets of one's own (also hidden ones), defined names, properties, cells where nothing is asked."""
    book: Any = openpyxl.load_workbook(path)
    for name, state in (("memo", "visible"), ("old", "hidden"), ("older", "veryHidden")):
        sheet = book.create_sheet(f"{name}{tokens.text(f'title of {name}')}")
        sheet.sheet_state = state
        sheet["B2"] = tokens.text(f"cell of {name}")
    for sheet in book.worksheets[:6]:
        sheet["A6"].comment = Comment(tokens.text("comment"), tokens.text("author of a comment"))
        sheet.oddFooter.center.text = tokens.text("footer")
    cases = next(sheet for sheet in book.worksheets if sheet.title == "事例")
    name = next(cell.row for cell in cases["A"] if cell.value == "name")
    cases.cell(name, cases.max_column + 3, tokens.text("name in a column without a case ID"))
    cases.cell(cases.max_row + 20, 3, tokens.text("cell below the questions"))
    book.defined_names["zq_name"] = DefinedName("zq_name", attr_text=f'"{tokens.text("defined name")}"')
    properties = book.properties
    for each in ("creator", "lastModifiedBy", "title", "subject", "description", "keywords", "category"):
        setattr(properties, each, tokens.text(f"property {each}"))
    book.custom_doc_props.append(StringProperty("zq", tokens.text("custom property")))
    book.save(path)


def spellings(token: str) -> set[bytes]:
    """A token as bytes, however a file may hold it."""
    texts = {
        token,
        unicodedata.normalize("NFKC", token),
        unicodedata.normalize("NFD", token),
        token.upper(),
        token.lower(),
    }
    texts |= {
        token.swapcase(),
        token[::-1],
        html.escape(token),
        json.dumps(token)[1:-1],
        token.encode("unicode_escape").decode(),
    }
    texts |= {unicodedata.normalize("NFKC", "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in token))}
    texts |= {"".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in token), token.replace("-", "－")}
    if digits := re.sub(r"\D", "", token) if "-" in token and token[0].isdigit() else "":
        texts |= {digits, digits[1:], token.replace("-", " ")}
    encodings = ("utf-8", "utf-16-le", "utf-16-be", "cp932", "euc_jp", "utf-7")
    found = {text.encode(each, "ignore") for text in texts for each in encodings}
    found |= {
        token.encode("ascii", "xmlcharrefreplace"),
        "".join(f"&#x{ord(c):x};" if ord(c) > 127 else c for c in token).encode(),
    }
    return {each for each in found if len(each) >= 6}


def hits(
    tokens: Tokens, files: Iterator[tuple[str, bytes]], spelled: Callable[[str], set[bytes]] = spellings
) -> list[Any]:
    sought = {form: place for token, place in tokens.made.items() for form in spelled(token)}
    pattern = re.compile(b"|".join(map(re.escape, sorted(sought, key=len, reverse=True))))
    return sorted(
        {(sought[each], name) for name, content in files for each in pattern.findall(content + name.encode())}
    )


def test_nothing_that_somebody_left_in_a_file_is_published(published: tuple[Tokens, Path]) -> None:
    tokens, directory = published
    assert len(tokens.made) > 80
    assert {"respondent.person", "respondent.extension", "respondent.respondent_remarks", "published.remarks"} <= set(
        tokens.made.values()
    )
    assert hits(tokens, contents(directory)) == []


def test_no_id_of_a_case_that_is_left_out_is_published(published: tuple[Tokens, Path]) -> None:
    _, directory = published
    for number in range(2, len(LEFT_OUT) + 2):
        sought = case_id(TOKYO, directory.name, number).encode()
        assert [name for name, content in contents(directory) if sought in content] == []


def test_the_search_can_find(published: tuple[Tokens, Path]) -> None:
    """In the returned file itself, and in whatever spelling."""
    tokens, directory = published
    returned = directory.parents[1] / "submissions" / directory.name
    found = {place for place, _ in hits(tokens, contents(returned))}
    assert found >= set(tokens.made.values()) - {"the workspace"}
    token = next(each for each, place in tokens.made.items() if place == "respondent.phone")
    for text in (token.replace("-", ""), token.encode("utf-16-le").decode("latin-1")):
        assert hits(tokens, iter([("x", text.encode("latin-1"))]))
