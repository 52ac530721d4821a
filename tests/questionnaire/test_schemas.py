"""The questionnaire for programs and for people says what the models and rules judge."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Annotated, Any, ClassVar

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # comes with frictionless
from pydantic import ValidationError

from survey_tool.questionnaire.asked.case import Case
from survey_tool.questionnaire.asked.questionnaire import Questionnaire
from survey_tool.questionnaire.described.columns import answer_columns, canonical_text
from survey_tool.questionnaire.described.markdown import markdown
from survey_tool.questionnaire.described.schemas import (
    in_both,
    in_language,
    published_case_schema,
    questionnaire_schema,
    questionnaire_table_schema,
)
from survey_tool.questionnaire.vocabulary.judging import JudgedAnswers
from survey_tool.questionnaire.vocabulary.kinds import Date, FreeText, Listed
from survey_tool.questionnaire.vocabulary.questions import Question
from survey_tool.questionnaire.vocabulary.rules import Required
from survey_tool.reference.survey import Survey
from survey_tool.release.tables.csvfile import as_text
from survey_tool.wording.words import LANGUAGES, Language, Words
from tests.cases import a_survey, case_answers

Answers = dict[str, Any]


@pytest.fixture(scope="module")
def survey(tmp_path_factory: pytest.TempPathFactory) -> Survey:
    return a_survey(tmp_path_factory.mktemp("workspace"))


@pytest.fixture(scope="module")
def asked(survey: Survey) -> Questionnaire:
    return survey.questionnaire


def as_json(answers: Answers) -> Answers:
    """Answers as they stand in JSON."""
    told: Answers = json.loads(json.dumps(answers, default=dt.date.isoformat))
    return told


def errors(schema: Answers, answers: Answers) -> list[str]:
    """The keys at which answers do not fit, `` for the whole."""
    found = Draft202012Validator(schema).iter_errors(as_json(answers))
    return sorted(str(next(iter(error.absolute_path), "")) for error in found)


# Values of every sort, so that each kind of question meets some that are right and some that are wrong.
VALUES: list[Any] = [
    True, 0, 1, 5, 1000, -1, 10**9, 0.1, 5.5, 20, 21, "x", "x" * 51, "x" * 101, "x" * 401, "x" * 1001, "unknown",
    "not_disclosed", "not_applicable", "publish", "business", "B02", "not_in_list", "lead", "2024-04", "2024-13", "2024年度",
    "1989-12", "1990-01", "2099-12", "2100-01", "1989年度", "2099年度", "２０２４年度", "03-0000-0000", "0300000000",
    "03-00-0000", "3-0000-0000", "a@b.jp", "a@b", "@b.jp", ("33",), ("33", "34"), ("33", "33"), ("48",), ("G05",), (),
    dt.date(2026, 10, 1), dt.date(1989, 12, 31), dt.date(1990, 1, 1), dt.date(2099, 12, 31), dt.date(2100, 1, 1),
]  # fmt: skip


def test_the_json_schema_is_one(asked: Questionnaire) -> None:
    for language in LANGUAGES:
        Draft202012Validator.check_schema(questionnaire_schema(asked, in_language(language)))
    Draft202012Validator.check_schema(published_case_schema(asked))


def test_a_correct_case_fits(survey: Survey, asked: Questionnaire) -> None:
    answers = case_answers(survey, case_id="13-2026-01")
    assert errors(questionnaire_schema(asked, in_both), answers) == []
    public = {key: answer for key, answer in answers.items() if not asked.case.questions()[key].private}
    assert errors(published_case_schema(asked), public) == []


@pytest.mark.parametrize("key", list(Case.questions()))
def test_schema_and_question_judge_alike(asked: Questionnaire, key: str) -> None:
    question = asked.case.questions()[key]
    schema = questionnaire_schema(asked, in_both)["properties"][key]
    if key == "case_id":
        pytest.skip("printed, never answered")
    for value in VALUES:
        if isinstance(value, str if isinstance(question.kind, Date) else dt.date):
            continue  # a day, which JSON tells as text
        fits = not errors({"properties": {key: schema}}, {key: value})
        assert fits == _sound(asked, key, value), (key, value)


def _sound(asked: Questionnaire, key: str, value: Any) -> bool:
    """Whether the model takes a value; in JSON a blank is left out, so that nothing stands there as () or an empty text."""
    if value == ():
        return False
    try:
        asked.case.model_validate({key: value}, context={"lists": asked.lists})
    except (ValidationError, TypeError):
        return False
    return True


def test_what_must_be_answered(asked: Questionnaire) -> None:
    schema = questionnaire_schema(asked, in_both)
    assert errors(schema, {"case_id": "13-2026-01", "withdrawn": True}) == []
    few = {"case_id": "13-2026-01", "domain": "tools", "system_type": "T01", "name": "x", "prefecture_role": "none"}
    assert errors(schema, few) == []
    assert errors(schema, {**few, "prefecture_role": "lead"}) != []
    assert errors(schema, {"case_id": "13-2026-01"}) != []
    assert errors(schema, {**few, "surprise": 1}) != []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_list_is_its_keys_and_labels(asked: Questionnaire, language: Language) -> None:
    schema = questionnaire_schema(asked, in_language(language))["properties"]["system_type"]
    known = asked.lists["system_type"].unique
    assert [(each["const"], each["title"]) for each in schema["oneOf"]] == [(c.key, c.label[language]) for c in known]


def test_the_published_schema_holds_public_questions_in_both_languages(asked: Questionnaire) -> None:
    schema = published_case_schema(asked)
    questions = asked.case.questions()
    assert set(schema["properties"]) == {key for key, each in questions.items() if each.is_published}
    for key, told_ in schema["properties"].items():
        assert questions[key].label.ja in told_["title"]
        assert questions[key].label.en in told_["title"]
        assert questions[key].help.ja in told_["description"]
        assert questions[key].help.en in told_["description"]


def test_private_questions_say_so(asked: Questionnaire) -> None:
    schema = questionnaire_schema(asked, in_both)
    both = schema["properties"] | schema["$defs"]["respondent"]["properties"]
    assert {key for key, each in both.items() if each.get("private")} == {
        "remarks", "person", "phone", "extension", "email", "respondent_remarks",
    }  # fmt: skip


class CaseWithMore(Case):
    """A case with a question more; nothing else is edited anywhere."""

    topic: ClassVar[str] = "cases"
    cloud: Annotated[
        str | None,
        Question(
            Listed("prefecture_participates"),
            Words("クラウド", "Cloud"),
            Words("利用の有無。", "Whether used."),
            band="costs",
            rules=(Required(),),
        ),
    ] = None
    cloud_note: Annotated[
        str | None,
        Question(FreeText(7), Words("クラウドの備考", "Cloud note"), Words("任意。", "Optional."), band="costs"),
    ] = None


def test_a_new_question_is_everywhere(asked: Questionnaire) -> None:
    more = Questionnaire(asked.lists, CaseWithMore)
    schema = published_case_schema(more)
    assert [each["const"] for each in schema["properties"]["cloud"]["oneOf"]] == ["yes", "no", "unknown"]
    assert schema["properties"]["cloud_note"]["maxLength"] == 7
    assert "cloud" in schema["required"]
    fields = {each["name"]: each for each in questionnaire_table_schema(more, in_both)["fields"]}
    assert fields["cloud"]["constraints"] == {"required": True, "enum": ["yes", "no", "unknown"]}
    assert "cloud_ja" in fields
    assert fields["cloud_note"]["constraints"] == {"maxLength": 7}
    assert "| `cloud` | クラウド | 利用の有無。" in markdown(more, "ja")
    assert "| `cloud` | Cloud | Whether used." in markdown(more, "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_markdown_tells_every_question_and_choice(asked: Questionnaire, language: Language) -> None:
    text = markdown(asked, language)
    for sheet in (asked.respondent_sheet, asked.cases_sheet):
        for key, question in sheet.questions.items():
            assert f"| `{key}` | {question.label[language]}" in text
    for choice in asked.lists["contract_form"]:
        assert f"| `{choice.key}` | {choice.label[language]} |" in text
    other: Language = "en" if language == "ja" else "ja"
    assert asked.case.questions()["name"].help[other] not in text


def test_an_answer_comes_back_from_its_cells(survey: Survey, asked: Questionnaire) -> None:
    """What is told in columns is the answer again, whatever the kind: needed to say what has changed."""
    answers = case_answers(survey, initial_cost="not_disclosed", annual_cost=0, total_cost=None, total_cost_years=None)
    assert not [
        c for c in JudgedAnswers(asked.cases_sheet, answers, {}).findings() if c.key in ("initial_cost", "annual_cost")
    ]
    texts = {}
    for key, question in asked.case.questions().items():
        columns = answer_columns(key, question, asked.lists)
        texts[key] = canonical_text(
            columns, {each.column.name: as_text(each.cell(answers.get(key))) for each in columns}
        )
    assert (texts["initial_cost"], texts["annual_cost"], texts["total_cost"]) == ("not_disclosed", "0", "")
    assert texts["contract_on"] == "2024-01"
    assert texts["subsidy_garden_city"] == "true"
    assert texts["system_type"] == "G04"


def test_labels_and_statuses_stand_beside_the_codes(asked: Questionnaire) -> None:
    questions = asked.case.questions()

    def cells(key: str, answer: object) -> dict[str, object]:
        return {each.column.name: each.cell(answer) for each in answer_columns(key, questions[key], asked.lists)}

    assert cells("status", "ended") == {"status": "ended", "status_ja": "運用終了", "status_en": "Ended"}
    for answer, number, status, ja, en in (
        (10, 10, "amount", "金額", "Amount"),
        ("not_applicable", None, "not_applicable", "該当なし", "Not applicable"),
        (None, None, "blank", "無回答", "Not answered"),
    ):
        assert cells("total_cost", answer) == {
            "total_cost": number, "total_cost_status": status, "total_cost_status_ja": ja, "total_cost_status_en": en,
        }  # fmt: skip
    assert cells("contract_on", "2024-03") == {"contract_on": "2024-03", "contract_on_fiscal_year": 2023}
    assert cells("contract_on", "2024年度") == {"contract_on": "2024年度", "contract_on_fiscal_year": 2024}
    assert cells("contract_on", "unknown") == {"contract_on": "unknown", "contract_on_fiscal_year": None}
    assert cells("co_prefectures", ("33", "34")) == {
        "co_prefectures": "33;34", "co_prefectures_ja": "岡山県;広島県", "co_prefectures_en": "Okayama;Hiroshima",
    }  # fmt: skip


def test_no_path_of_a_workspace_is_in_a_schema(survey: Survey, asked: Questionnaire) -> None:
    text = json.dumps(questionnaire_schema(asked, in_both))
    assert str(Path(survey.workspace)) not in text
