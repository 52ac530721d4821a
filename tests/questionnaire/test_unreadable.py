"""What a formula calls certainly no day, month, number or telephone number is none for whoever reads returned forms."""

from __future__ import annotations

import datetime as dt
import io
import random
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from xlsxwriter.workbook import Workbook

from survey_tool.intake.understanding.answers import understand
from survey_tool.questionnaire.vocabulary.kinds import AnswerKind
from survey_tool.questionnaire.vocabulary.kinds.unreadable import no_amount, no_day, no_month, no_number, no_phone
from tests.forms import questions_of, the_survey
from tests.mistakes.spellings import full_width, readings
from tests.office import Office

QUESTIONS = {**questions_of("respondent"), **questions_of("cases")}
Face = Callable[[str], str]
FACES: dict[str, Face] = {
    "answered_on": no_day,
    "contract_on": no_month,
    "other_participants": lambda v: no_number(v, QUESTIONS["other_participants"].kind.unit().ja),
    "total_cost_years": lambda v: no_number(v, QUESTIONS["total_cost_years"].kind.unit().ja),
    "annual_cost": lambda v: f"OR({no_number(v, QUESTIONS['annual_cost'].kind.unit().ja)},{no_amount(v)})",
    "phone": no_phone,
}
CERTAIN = {
    "answered_on": ("12月4日", "12月14日", "2026-13-01", "令和8年12月32日", "2026/02/30", "2026年4月"),
    "contract_on": (
        "令和6年13月",
        "2024/15",
        "2024-00",
        "2024",
        "2024年",
        "4月",
        "24/4",
        "R6",
        "令和6",
        "FY24",
        "来春",
    ),
    "other_participants": ("内線 4411", "予算1000以内", "1200人", "1/2", "100〜200", "たくさん", "第3回"),
    "total_cost_years": ("5年以上", "5人", "１と２"),
    "annual_cost": ("13200円", "予算1000以内", "￥1200", "1200千", "5百", "税抜100"),
    "phone": ("内線 4411", "03-1234-5678 内線12", "03-1234-5678 x12", "1234-5678", "電話"),
}
UNCERTAIN = {
    "answered_on": ("令和八年四月一日", "Dec 4, 2026", "1jan.2024", "R8.12.4", "平成30-04-01", "2026/4/1(月)", "㋿8年4月1日"),
    "contract_on": ("令和6年4月", "R6年度", "2024年度", "FY2024", "April 2024", "4/2024", "令和元年5月", "R元.5", "10-2024"),
    "other_participants": ("１２団体", "約12", "12程度", "▲5", "+5"),
    "total_cost_years": ("5年6か月", "66か月", "5年半", "およそ5"),
    "annual_cost": ("0円", "1,200千円（税込）", "1億2,000万円", "300万", "1.2億", "1億2千", "1.2 million yen", "１，２００", "約1200", "¥0"),
    "phone": ("０３－１２３４－５６７８", "03(1234)5678", "電話：03-0000-0000", "+81-3-1234-5678", "03.1234.5678"),
}  # fmt: skip
MANY = 4_000
SIGNS = "0123456789０１２年月日度/-.:、,（）() 円千万億約内R令和平成元一二十以上頃末JanFY〜人団体か"


def kind_of(key: str) -> AnswerKind:
    return QUESTIONS[key].kind


def texts(key: str, chance: random.Random, count: int) -> list[str]:
    """Texts in every known way of writing an answer, then with a sign more, fewer or exchanged, and now and then any signs."""
    values = {
        "answered_on": (dt.date(2026, 4, 1), dt.date(1999, 12, 31)),
        "contract_on": ("2024-04", "2019-12", "2023年度"),
        "annual_cost": (1200, 50, 12_000_000),
        "phone": ("03-1234-5678", "0776-20-0000"),
    }.get(key, (3, 5.5 if key == "total_cost_years" else 12))
    known = [str(text) for value in values for text in readings(kind_of(key), value, "ja") if isinstance(text, str)]
    known += [*UNCERTAIN[key], *CERTAIN[key]]
    known += [full_width(each) for each in known]
    found = dict.fromkeys(known)
    while len(found) < count:
        text = list(chance.choice(known) if chance.random() < 0.9 else chance.choices(SIGNS, k=chance.randint(1, 12)))
        for _ in range(chance.choice((1, 1, 2, 3))):
            at = chance.randrange(len(text) + 1)
            text[at : at + chance.choice((0, 1, 1))] = chance.choice((*SIGNS, ""))
        found["".join(text).strip() or "0"] = None
    return list(found)


def judged(office: Office, folder: Path, face: Face, written: Iterable[str]) -> dict[str, bool]:
    """What the expression says of each text."""
    buffer, lines = io.BytesIO(), list(written)
    book = Workbook(buffer)
    sheet = book.add_worksheet("texts")
    for row, text in enumerate(lines):
        sheet.write_string(row, 0, text)
        sheet.write_formula(row, 1, f"=IF({face(f'$A{row + 1}')},1,0)")
    book.close()
    path = folder / "texts.xlsx"
    path.write_bytes(buffer.getvalue())
    shown = office.recalculate(path)["texts"]
    assert all(shown[row, 2] in (0.0, 1.0) for row in range(1, len(lines) + 1))
    return {text: shown[row, 2] == 1.0 for row, text in enumerate(lines, start=1)}


def is_read(key: str, text: str) -> bool:
    return understand(QUESTIONS[key], text, the_survey().questionnaire.lists, "ja").fault is None


def never_wrong(office: Office, folder: Path, key: str, seed: int, count: int) -> int:
    said = judged(office, folder, FACES[key], texts(key, random.Random(seed), count))
    assert [text for text, certain in said.items() if certain and is_read(key, text)] == []
    return sum(said.values())


@pytest.mark.parametrize("key", FACES)
def test_the_form_is_certain_of_what_it_can_tell(office: Office, tmp_path: Path, key: str) -> None:
    said = judged(office, tmp_path, FACES[key], (*CERTAIN[key], *UNCERTAIN[key]))
    assert [text for text in CERTAIN[key] if not said[text]] == []
    assert [text for text in UNCERTAIN[key] if said[text]] == []


@pytest.mark.parametrize("key", FACES)
def test_it_is_never_certain_of_what_can_be_read(office: Office, tmp_path: Path, key: str) -> None:
    assert never_wrong(office, tmp_path, key, 1, 400) > 20


@pytest.mark.long
@pytest.mark.parametrize("key", FACES)
def test_it_is_never_certain_of_what_can_be_read_in_thousands_of_texts(
    office: Office, tmp_path: Path, key: str
) -> None:
    assert never_wrong(office, tmp_path, key, 2, MANY) > 200
