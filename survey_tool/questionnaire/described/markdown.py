"""The questionnaire for people: every question, what is checked and every list, as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from survey_tool.questionnaire.asked.bands import BANDS
from survey_tool.questionnaire.asked.questionnaire import Questionnaire
from survey_tool.questionnaire.vocabulary.judging import QuestionSheet
from survey_tool.questionnaire.vocabulary.kinds import Mark
from survey_tool.questionnaire.vocabulary.questions import Question
from survey_tool.wording.words import Language, Words

_HEADINGS = Words("キー|項目|記入要領|単位・形式|要否|確認内容", "Key|Question|Help|Unit or form|Need|What is checked")
_CHOICES = Words("コード|名称|意味", "Code|Label|Meaning")
_TITLE = Words("調査項目", "The questionnaire")
_LISTS, _LIST, _PRIVATE = Words("選択肢", "Lists"), Words("一覧", "list"), Words("事務局限り", "secretariat only")


def markdown(questionnaire: Questionnaire, language: Language) -> str:
    """The whole questionnaire."""
    sheets = (questionnaire.respondent_sheet, questionnaire.cases_sheet)
    lines = [f"# {_TITLE[language]}", ""]
    for sheet in sheets:
        for band in dict.fromkeys(each.band for each in sheet.questions.values()):
            lines += _band(sheet, band, language)
    lines += [f"## {_LISTS[language]}", ""]
    used = dict.fromkeys(name for sheet in sheets for name in _lists_of(sheet.questions.values()))
    for name in used:
        lines += [f"### {name}", "", *_list(questionnaire, name, language), ""]
    return "\n".join(lines).rstrip() + "\n"


def _band(sheet: QuestionSheet, band: str, language: Language) -> list[str]:
    heading = BANDS[band]
    rows = [_row(sheet, key, question, language) for key, question in sheet.questions.items() if question.band == band]
    note = [heading.note[language], ""] if heading.note else []
    return [f"## {heading.title[language]}", "", *note, *_table(_HEADINGS[language].split("|"), rows), ""]


def _row(sheet: QuestionSheet, key: str, question: Question, language: Language) -> list[str]:
    unit, kind = question.kind.unit()[language], question.kind
    of_list = "" if kind.list_name is None or isinstance(kind, Mark) else f"{_LIST[language]} {kind.list_name}"
    label = (
        question.label[language]
        + (f"（{_PRIVATE.ja}）" if language == "ja" else f" ({_PRIVATE.en})") * question.private
    )
    checked = [check.sentence[language] for check in sheet.checks[key] if check.rule is not None]
    return [
        f"`{key}`",
        label,
        question.help[language],
        ", ".join(filter(None, (unit, of_list))),
        question.need[language],
        " ".join(dict.fromkeys(checked)),
    ]


def _lists_of(questions: Iterable[Question]) -> Iterator[str]:
    for question in questions:
        if question.kind.list_name is not None and not isinstance(question.kind, Mark):
            yield question.kind.list_name


def _list(questionnaire: Questionnaire, name: str, language: Language) -> list[str]:
    choices = questionnaire.lists[name].unique
    rows = [[f"`{each.key}`", each.label[language], each.meaning[language]] for each in choices]
    return _table(_CHOICES[language].split("|"), rows)


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    return [_line(headings), _line(["---"] * len(headings)), *(_line(row) for row in rows)]


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"
