"""A sentence names a command in brackets only, so that the desk, where there are none, says it without."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import survey_tool
from survey_tool.wording.commands import COMMAND, without_commands

PACKAGE = Path(survey_tool.__file__).parent
ELSEWHERE = ("cli", "demo", "post/letters/guide.py")
"""What only the command line says, and files that are written for those who use it."""
IN_BRACKETS = ("一覧は survey-tool status で表示します", "survey-tool status lists them")
"""What stands in brackets wherever it is filled in."""


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("先に1つにまとめてください（survey-tool merge）：東京都", "先に1つにまとめてください：東京都"),
        ("作成し（survey-tool init）、記入してください（例：a.csv）。", "作成し、記入してください（例：a.csv）。"),
        ("送付していません（東京都（survey-tool status））。", "送付していません（東京都）。"),
        ("Write it first (survey-tool generate): Tokyo (13)", "Write it first: Tokyo (13)"),
        ("Say so (--resend all; or --resend 1).", "Say so."),
        ("東京都（survey-tool.xlsx）", "東京都（survey-tool.xlsx）"),
    ],
)
def test_what_is_left_of_a_sentence(sentence: str, said: str) -> None:
    assert without_commands(sentence) == said


def _sentences() -> Iterator[tuple[str, str]]:
    """Every text of the package in either language, with where it stands."""
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        if name.startswith(ELSEWHERE):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("Words", "About"):
                for said in node.args:
                    yield f"{name}:{node.lineno}", _text(said)


def _text(node: ast.expr) -> str:
    """What is written there; a name that is filled in as its own code."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=values):
            return "".join(_text(each) for each in values)
        case ast.FormattedValue(value=ast.Name(id=name)):
            return f"SURVEY_TOOL_{name}" if name.endswith("_VARIABLE") else name
        case ast.BinOp(left=left, right=right):
            return _text(left) + _text(right)
    return ""


@pytest.mark.slow
def test_every_sentence_says_what_to_do_without_its_command() -> None:
    sentences = list(_sentences())
    assert sum(bool(COMMAND.search(said)) for _, said in sentences) > 30, "the test sees them"
    found = [
        f"{place}: {said}"
        for place, said in sentences
        if COMMAND.search(without_commands(said)) and said not in IN_BRACKETS
    ]
    assert "\n".join(found) == ""
    assert [
        place for place, said in sentences if COMMAND.search(said) and not without_commands(said).strip("。 .")
    ] == []
