"""A half-filled form drawn again, with its answers and more columns for cases: what somebody asks for who has run out of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from survey_tool.form.contract.answers import Answers, Form
from survey_tool.intake.settling.found_out import FoundOut
from survey_tool.post.acts import NotDoneError
from survey_tool.post.forms.written import about_to_write
from survey_tool.questionnaire.findings.finding import Finding
from survey_tool.reference.survey import Survey
from survey_tool.settings.form import MOST_CASES
from survey_tool.wording.words import Words

TOO_MANY = Words(
    "{most}以下の数を指定してください。1つの調査票に用意できる事例の列は、{most}までです（--cases）。",
    "Give a number up to {most}: a form holds no more columns for cases (--cases).",
).fill(most=f"{MOST_CASES:,}")
_TOO_FEW = Words(
    "事例の列は{wanted}では足りません。転記する事例がそれより多い都道府県があります：{names}。"
    "{most}以上の数を指定してください（--cases）。調査票は作成していません。",
    "{wanted} columns for cases are too few. There are prefectures with more cases to fill in: {names}. Give {most} or more (--cases). No "
    "forms were written.",
)
_ANOTHER = Words(
    "「{file}」は{prefecture}の調査票です。都道府県の指定を確認してください（--prefecture）。",
    '"{file}" is the form of {prefecture}. See which prefecture was chosen (--prefecture).',
)
_NOT_ONE = Words(
    "「{file}」に、調査票が{number}件あります。1件の調査票を指定してください。",
    '"{file}" holds {number} forms. Give a single one.',
)
_NO_ANSWERS = Words(
    "「{file}」には、回答が記入されていません。調査票は作成していません。",
    'Nothing is filled in in "{file}". No form was written.',
)
_NOT_USED = Words("{why}\n調査票は作成していません。", "{why}\nNo form was written.")
_AGAIN = Words(
    "{prefecture}の回答（事例{cases}件）を転記した調査票を作成しました：{path}",
    "Written with the answers of {prefecture} (cases: {cases}): {path}",
)
_IN_ITS_PLACE = Words(
    "この調査票を都道府県に送付してください。提出されると、元のファイル（{file}）に代わるものとして扱います。",
    "Send it to the prefecture. When it is returned, it counts in place of {file}.",
)


@dataclass(frozen=True, slots=True)
class DrawnAgain:
    """The form that was written, in words and what to do with it; what of the file is not in it; what is to be said of the record."""

    path: Path
    done: Words
    next: Words
    left_behind: Sequence[Finding]
    lost: Words | None


def draw_again(
    survey: Survey, file: Path, found_out: FoundOut, codes: Collection[str], cases: int | None = None
) -> DrawnAgain:
    """Draws the form in a file again, if it is one of these prefectures, with columns for so many cases: with some free ones where
    that is not said. Raises `NotDoneError`, and what `about_to_write` raises."""
    from survey_tool.form.generate import write_form  # what draws is loaded when something is drawn

    form, left_behind = _form_in(survey, file, found_out)
    code = form.prefecture_code
    prefecture, filled_in = survey.places.prefectures[code].name, len(form.answers.cases)
    if code not in codes:
        raise NotDoneError(_ANOTHER.fill(file=file, prefecture=prefecture))
    see_that_all_fit(survey, cases, {code: form.answers})
    lost = about_to_write(survey, [code], [code])
    path = write_form(survey.with_room(cases) if cases else survey, form)
    return DrawnAgain(
        path,
        _AGAIN.fill(prefecture=prefecture, cases=filled_in, path=path),
        _IN_ITS_PLACE.fill(file=file.name),
        left_behind,
        lost,
    )


def see_that_all_fit(survey: Survey, wanted: int | None, answers: Mapping[str, Answers]) -> None:
    """Raises `NotDoneError` where there are more cases to fill in than columns were asked for, or more columns than a form can have."""
    filled_in = {code: len(each.cases) for code, each in answers.items()}
    if wanted and wanted > MOST_CASES:
        raise NotDoneError(TOO_MANY)
    if wanted and (more := [code for code, number in filled_in.items() if number > wanted]):
        most = max(filled_in[code] for code in more)
        raise NotDoneError(_TOO_FEW.fill(wanted=wanted, most=most, names=survey.places.prefectures_told(more)))


def _form_in(survey: Survey, file: Path, found_out: FoundOut) -> tuple[Form, Sequence[Finding]]:
    """The form in a file, and what of the file is not in it."""
    from survey_tool.intake.redrawing.half_filled import half_filled

    found = half_filled(survey, file, found_out)
    if found.number != 1:
        raise NotDoneError(_NOT_ONE.fill(file=file, number=found.number))
    if found.form is None and found.told:
        raise NotDoneError(_NOT_USED.fill(why=_lines(found.told)))
    if found.form is None:
        raise NotDoneError(_NO_ANSWERS.fill(file=file))
    return found.form, found.told


def _lines(told: Sequence[Finding]) -> Words:
    return Words("\n".join(each.told.ja for each in told), "\n".join(each.told.en for each in told))
