"""`survey-tool schema`: the questionnaire for programs and for people."""

from __future__ import annotations

import json

import click

from survey_tool.cli.console.help import Command
from survey_tool.cli.console.parameters import Option
from survey_tool.cli.console.session import Session
from survey_tool.cli.console.usage import OneOf
from survey_tool.wording.words import LANGUAGES, Language, Words

FORMATS = ("json-schema", "table-schema", "markdown")

_ABOUT = Words(
    "調査項目の定義（項目、選択肢、必須の条件等）を画面に表示します。",
    "Shows the questionnaire (questions, choices, what is required) on the screen.",
)
_FORMAT = Words(
    "json-schema（プログラム用、指定しない場合）、table-schema（表データ用）又は markdown（閲覧用）。",
    "json-schema for programs (unless given), table-schema for tables, markdown for people.",
)
_EDITION = Words(
    "名称及び説明の言語。指定しない場合は調査の言語です。", "Language of its texts; the round's unless given."
)


@click.command(cls=Command, words=_ABOUT)
@click.option("--format", "form", cls=Option, type=OneOf(FORMATS), default=FORMATS[0], words=_FORMAT)
@click.option("--edition", cls=Option, type=OneOf(LANGUAGES), words=_EDITION)
@click.pass_obj
def command(session: Session, form: str, edition: Language | None) -> int:
    """Prints one of the formats."""
    from survey_tool.questionnaire.described.markdown import markdown
    from survey_tool.questionnaire.described.schemas import (
        in_language,
        questionnaire_schema,
        questionnaire_table_schema,
    )

    survey = session.survey(quietly=True)
    language = edition or survey.round.language
    if form == "markdown":
        session.console.data(markdown(survey.questionnaire, language))
        return 0
    schema = questionnaire_schema if form == "json-schema" else questionnaire_table_schema
    told = schema(survey.questionnaire, in_language(language))
    session.console.data(json.dumps(told, ensure_ascii=False, indent=2) + "\n")
    return 0
