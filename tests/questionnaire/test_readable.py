"""Where the form says which month or amount a text will be read as, whoever reads the returned form reads that."""

from __future__ import annotations

import io
import random
from collections.abc import Iterable
from pathlib import Path

import pytest
from xlsxwriter.workbook import Workbook

from survey_tool.intake.understanding.answers import understand
from survey_tool.questionnaire.vocabulary.kinds.readable import (
    amount_read,
    as_typed_by_most,
    in_ten_thousands,
    month_read,
    year_of,
)
from survey_tool.wording.words import LANGUAGES, Language
from tests.forms import questions_of, the_survey
from tests.office import Office
from tests.questionnaire.test_unreadable import texts

TOLD = {
    "令和5年4月": "2023-04",
    "令和元年5月": "2019-05",
    "平成31年04月": "2019-04",
    "令５年１２月": "2023-12",
    "R5.4": "2023-04",
    "r5/4": "2023-04",
    "Ｒ５．４": "2023-04",
    "H30-10": "2018-10",
    "2023年4月": "2023-04",
    "2023/4": "2023-04",
    "２０２３－０４": "2023-04",
    " 2023-04": "2023-04",
    "平成35年4月": "2023-04",
}
FISCAL = {"令和5年度": "2023年度", "R5年度": "2023年度", "２０２３年度": "2023年度"}
NOT_TOLD = (
    "2023年13月",
    "2023年0月",
    "2023年",
    "令和60年4月",
    "2062-04",
    "4月",
    "23/4",
    "6.4",
    "2023.004",
    "令和5年4月1日",
    "2023年4月頃",
    "12月5",
    "2023/度",
    "不明",
)


AMOUNTS = {
    "300万": "3,000千円",
    " ３００万円": "3,000千円",
    "1,200万": "12,000千円",
    "2億円": "200,000千円",
}
NO_AMOUNTS = (
    "1,2万",
    "1-2億",
    "1億2千",
    "1億2,000万",
    "1.2億",
    "300万程度",
    "300万人",
    "5千",
    "13200円",
    "万",
    "1e3万",
    "(5)万",
    "¥5万",
    "-5万",
    "300",
)
MONTH, AMOUNT = 4, 6  # columns


def told(
    office: Office, folder: Path, language: Language, written: Iterable[str], column: int = MONTH
) -> dict[str, str]:
    """What the expressions of a column say of each text; "" where nothing."""
    buffer, lines = io.BytesIO(), list(written)
    book = Workbook(buffer)
    sheet = book.add_worksheet("texts")
    for row, text in enumerate(lines):
        n = row + 1
        sheet.write_string(row, 0, text)
        sheet.write_formula(row, 1, f"={as_typed_by_most(f'$A{n}')}")
        sheet.write_formula(row, 2, f"={year_of(f'$B{n}')}")
        sheet.write_formula(row, 3, f'=IFERROR({month_read(f"$A{n}", f"$B{n}", f"$C{n}", language)},"")')
        sheet.write_formula(row, 4, f"={in_ten_thousands(f'$B{n}')}")
        sheet.write_formula(row, 5, f'=IFERROR({amount_read(f"$E{n}", language)},"")')
    book.close()
    path = folder / f"{language}.xlsx"
    path.write_bytes(buffer.getvalue())
    shown = office.recalculate(path)["texts"]
    return {text: str(shown.get((row, column), "")) for row, text in enumerate(lines, start=1)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_usual_ways_to_write_a_month_are_told(office: Office, tmp_path: Path, language: Language) -> None:
    fiscal = {text: f"FY{year[:4]}" if language == "en" else year for text, year in FISCAL.items()}
    wished = TOLD | fiscal | dict.fromkeys(NOT_TOLD, "")
    assert told(office, tmp_path, language, wished) == wished


@pytest.mark.slow
def test_what_is_told_is_what_is_read(office: Office, tmp_path: Path) -> None:
    question, lists = questions_of("cases")["contract_on"], the_survey().questionnaire.lists
    said = told(office, tmp_path, "ja", [*TOLD, *FISCAL, *texts("contract_on", random.Random(5), 1_500)])
    assert {text: month for text, month in said.items() if month} == {
        text: understand(question, text, lists, "ja").value for text, month in said.items() if month
    }
    assert sum(map(bool, said.values())) > 60


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_amounts_by_ten_thousand_yen_are_told_as_they_are_read(
    office: Office, tmp_path: Path, language: Language
) -> None:
    question, lists = questions_of("cases")["annual_cost"], the_survey().questionnaire.lists
    more = texts("annual_cost", random.Random(5), 1_500)
    said = told(office, tmp_path, language, [*AMOUNTS, *NO_AMOUNTS, *more], AMOUNT)
    unit = {"ja": "千円", "en": " thousand yen"}[language]
    assert {text: said[text] for text in (*AMOUNTS, *NO_AMOUNTS)} == {
        **{text: amount.replace("千円", unit) for text, amount in AMOUNTS.items()},
        **dict.fromkeys(NO_AMOUNTS, ""),
    }
    read = {text: understand(question, text, lists, language).value for text, amount in said.items() if amount}
    assert {text: f"{value:,}{unit}" for text, value in read.items()} == {text: said[text] for text in read}
