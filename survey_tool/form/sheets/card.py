"""The case card: one case on a page, chosen in a cell, for reading, printing and signing off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from survey_tool.drawing.heights import points
from survey_tool.drawing.paper import on_a4
from survey_tool.drawing.styles import Styles
from survey_tool.form.contract.lines import EntryLine
from survey_tool.form.contract.marker import FIRST_ANSWER_COLUMN, FIRST_ROW, PARTICIPANTS_LEAD_ROWS, SHEETS, STATE_ROW
from survey_tool.form.entries.cells import validate
from survey_tool.form.entries.columns import look
from survey_tool.form.live.checks import NOT_WANTED, sheet_reference
from survey_tool.form.live.layout import CASE_COLUMN, CASE_ID, MARKS_COLUMN, LiveLayout, counted_from_a
from survey_tool.form.printed.check import (
    CARD_CASE,
    CARD_LEAD,
    CARD_NAMES,
    CARD_STATE,
    NOT_ANSWERED,
    NOT_WANTED_HERE,
    SIGNATURES,
)
from survey_tool.form.printed.entry_sheets import NEXT
from survey_tool.form.sheets.entry_sheets import add_state_words, add_states, add_words
from survey_tool.questionnaire.vocabulary.excel_face import quoted
from survey_tool.questionnaire.vocabulary.kinds import Amount, FreeText, Mark, Several
from survey_tool.questionnaire.vocabulary.questions import Question
from survey_tool.questionnaire.vocabulary.rules import AtLeastOne
from survey_tool.wording.words import Language, Words

_WIDTHS = (17, 24, 17, 24, 17, 24)  # characters: label and answer, three times
_PAIRS, _ACROSS = len(_WIDTHS) // 2, sum(_WIDTHS[1:]) - 4
_LONG = 100  # signs, of a text that takes the whole width
_CHOICE_ROW, _STATE_ROW, _FIRST = 1, 2, 4  # rows, 0-based
_LINE = 20  # points
_HELPER = 8  # 0-based column of the names so far: taking part, beside it considering
_CHOSEN = _HELPER + 2  # beside them, of the chosen case: which it is, column of marks, mark for all, column of answers
_TO_PLACE = (
    11  # columns from an answer to the hidden cell with the place of its question: all answers share one formula
)
_HIGHEST = 400
_NAME = 10  # signs, half-width, of a municipality with the mark before it


Area = tuple[int, int, int, int]
"""First row, first column, last row, last column, 0-based."""


@dataclass(frozen=True)
class CardPage:
    """What is drawn: the id that is chosen at first, and how many municipalities may take part."""

    edition: Language
    chosen: str
    municipalities: int


def define_names(workbook: Workbook, layout: LiveLayout) -> None:
    """Where the chosen case stands, and the mark of a municipality in it, seen from the row of the latter."""
    card, participants = sheet_reference("card", layout.edition), layout.participants_reference()
    letter, last, place = xl_col_to_name(_CHOSEN), layout.last_case_letter, xl_col_to_name(_TO_PLACE)
    own = f"TRIM(INDEX({participants}$A:${last},ROWS({card}$A$1:$A1)+{FIRST_ROW},card_column))"
    names = {
        "card_case": f"{card}${letter}$1",
        "card_states": f"INDEX({layout.grid},{card}${letter}$1,0)",
        "card_mirrors": f"INDEX({layout.mirrors},{card}${letter}$1,0)",
        "card_column": f"{card}${letter}$2",
        "card_all": f"{card}${letter}$3",
        "card_answers": f"{card}${letter}$4",
        "card_state": f"INDEX(card_states,{card}{place}1)",
        "card_typed": f"INDEX({layout.cases_reference()}$A:${last},INDEX({layout.question_rows},{card}{place}1),card_answers)",
        "card_mark": f'IF({own}="",IF(ROWS({card}$A$1:$A1)<={layout.own},card_all,""),{own})',
        "card_name": f"INDEX({participants}$C:$C,ROWS({card}$A$1:$A1)+{FIRST_ROW})",
    }
    for name, definition in names.items():
        workbook.define_name(name, f"={definition}")


def draw_card(sheet: Worksheet, page: CardPage, layout: LiveLayout, styles: Styles) -> None:
    """Draws the sheet."""
    edition = page.edition
    sheet.hide_gridlines(2)
    for at, width in enumerate(_WIDTHS):
        sheet.set_column(at, at, width)
    sheet.set_column(_HELPER, len(_WIDTHS) - 1 + _TO_PLACE, None, None, {"hidden": True})
    _write_chosen(sheet, layout)
    sheet.set_row(0, 28)
    sheet.write_string(0, 0, SHEETS["card"][edition], styles["title"])
    sheet.write_string(0, 1, CARD_LEAD[edition], styles["lead"])
    sheet.write_string(_CHOICE_ROW, 0, CARD_CASE[edition], styles["header_left"])
    sheet.write_string(_CHOICE_ROW, 1, page.chosen, styles["choice_bold"])
    validate(sheet, (_CHOICE_ROW, 1, _CHOICE_ROW, 1), {"validate": "list", "source": "=PRINTED_IDS"})
    titles = layout.column(layout.judged.mirrors["name"])
    sheet.merge_range(_CHOICE_ROW, 2, _CHOICE_ROW, 5, "", styles["card_name"])
    sheet.write_formula(_CHOICE_ROW, 2, f'=IFERROR(INDEX({titles},card_case),"")', styles["card_name"], "")
    sheet.write_string(_STATE_ROW, 0, CARD_STATE[edition], styles["header_left"])
    column = f"INDEX({layout.column(CASE_COLUMN)},card_case)"
    said = f'=IFERROR(INDEX({layout.cases_reference()}${STATE_ROW}:${STATE_ROW},1,{column}),"")'
    sheet.merge_range(_STATE_ROW, 1, _STATE_ROW, 5, "", styles["state_line"])
    sheet.write_formula(_STATE_ROW, 1, said, styles["state_line"], "")
    row = _draw_answers(sheet, page, layout, styles)
    row = _draw_names(sheet, row, page, styles)
    _draw_signatures(sheet, row + 1, edition, styles)
    add_state_words(sheet, (_STATE_ROW, 1, _STATE_ROW, 5), edition, styles, complete=True)
    sheet.set_portrait()
    on_a4(sheet)
    sheet.set_margins(0.5, 0.5, 0.5, 0.5)
    sheet.fit_to_pages(1, 1)
    sheet.print_area(0, 0, row + 2, len(_WIDTHS) - 1)


def _write_chosen(sheet: Worksheet, layout: LiveLayout) -> None:
    """What all formulas ask of the chosen case, each found once."""
    marks = f"{layout.participants_reference()}$A:${layout.last_case_letter}"
    case = f"=MATCH($B${_CHOICE_ROW + 1},{layout.column(CASE_ID)},0)"
    sheet.write_formula(0, _CHOSEN, case, None, 1)
    column = counted_from_a("participants", f"INDEX({layout.column(MARKS_COLUMN)},card_case)")
    sheet.write_formula(1, _CHOSEN, f"={column}", None, FIRST_ANSWER_COLUMN)
    sheet.write_formula(2, _CHOSEN, f"=TRIM(INDEX({marks},{FIRST_ROW},card_column))", None, "")
    answers = counted_from_a("cases", f"INDEX({layout.column(CASE_COLUMN)},card_case)")
    sheet.write_formula(3, _CHOSEN, f"={answers}", None, FIRST_ANSWER_COLUMN)


def _draw_answers(sheet: Worksheet, page: CardPage, layout: LiveLayout, styles: Styles) -> int:
    """All answers, short ones three in a row, signs of a group in one line; gives the row below."""
    edition, row = page.edition, _FIRST
    answers: list[Area] = []
    for line in _rows(layout):
        first = line[0]
        assert first.question is not None
        if isinstance(first.question.kind, Mark) and len(line) > _PAIRS:
            _draw_signs(sheet, row, line, edition, layout, styles)
        elif _is_long(first.question):
            answers.append(_draw_long(sheet, row, first, edition, layout, styles))
        else:
            answers += _draw_short(sheet, row, line, edition, layout, styles)
        row += 1
    add_states(sheet, answers[0], "card_state", styles, *answers[1:])
    return row


def _draw_short(
    sheet: Worksheet, row: int, line: list[EntryLine], edition: Language, layout: LiveLayout, styles: Styles
) -> list[Area]:
    """Answers beside one another; the last one has what is left of the line. Gives where they stand."""
    labels = ((_label(each, edition), _WIDTHS[0] - 1) for each in line)
    sheet.set_row(row, max(_LINE, points(*labels, size=8)))
    answers = []
    for at, each in enumerate(line):
        last = len(_WIDTHS) - 1 if each is line[-1] else 2 * at + 1
        answers.append((row, 2 * at + 1, row, last))
        _draw_answer(sheet, answers[-1], each, edition, layout, styles)
    return answers


def _label(line: EntryLine, edition: Language) -> str:
    """What the answer is to, of an amount with its unit."""
    kind = line.question.kind if line.question else None
    unit = kind.measure[edition] if isinstance(kind, Amount) else ""
    in_brackets = {"ja": f"（{unit}）", "en": f" ({unit})"}[edition] if unit else ""
    return line.title[edition] + in_brackets


def _rows(layout: LiveLayout) -> Iterator[list[EntryLine]]:
    """Long texts alone, the questions of a group of signs together, other answers three by three."""
    groups = [check.rule.keys for check in layout.cases.groups if isinstance(check.rule, AtLeastOne)]
    signs = {key: keys for keys in groups if len(keys) > _PAIRS for key in keys}
    waiting: list[EntryLine] = []
    together: list[EntryLine] = []
    for line in layout.lines:
        if line.question is None:
            continue
        if line.key in signs:
            together.append(line)
            if len(together) == len(signs[line.key]):
                yield from _filled_up(waiting)
                waiting = []
                yield together
                together = []
        elif _is_long(line.question):
            yield from _filled_up(waiting)
            waiting = []
            yield [line]
        else:
            waiting.append(line)
    yield from _filled_up(waiting)


def _filled_up(lines: list[EntryLine]) -> Iterator[list[EntryLine]]:
    for first in range(0, len(lines), _PAIRS):
        yield lines[first : first + _PAIRS]


def _draw_signs(
    sheet: Worksheet, row: int, line: list[EntryLine], edition: Language, layout: LiveLayout, styles: Styles
) -> None:
    """The labels of those that have ○; where one of them must and none has, that."""
    gap = NEXT[edition]
    named = (
        f'IF({_mirror(each.key, layout)}={quoted(layout.cases.lists["mark"]["yes"].label[edition])},"{gap}{each.title[edition]}","")'
        for each in line
    )
    last = xl_col_to_name(len(_WIDTHS) - 1)
    sheet.set_row(row, 2 * _LINE)
    sheet.write_string(row, 0, _group_title(line[0].key, layout)[edition], styles["card_label"])
    sheet.merge_range(f"B{row + 1}:{last}{row + 1}", "", styles["card_text"])
    said = f"MID({'&'.join(named)},{len(gap) + 1},999)"
    missing = f'IF(ISNUMBER({_state(line[0].key, layout)}),"{NOT_ANSWERED[edition]}","")'
    sheet.write_formula(row, 1, f'=IFERROR(IF({said}="",{missing},{said}),"")', styles["card_text"], "")
    add_words(sheet, (row, 1, row, len(_WIDTHS) - 1), {NOT_ANSWERED[edition]: "missing"}, styles)


def _group_title(key: str, layout: LiveLayout) -> Words:
    rule = next(check.rule for check in layout.cases.groups if check.key == key)
    assert isinstance(rule, AtLeastOne)
    return rule.group


def _mirror(key: str, layout: LiveLayout) -> str:
    return f"INDEX(card_mirrors,{layout.place_in_grid(key)})"


def _is_long(question: Question) -> bool:
    return _signs(question) >= _LONG


def _signs(question: Question) -> int:
    """How many an answer may have, as far as it matters for the room it takes."""
    match question.kind:
        case FreeText(limit=limit):
            return limit
        case Several():
            return _LONG
        case _:
            return 0


def _draw_long(
    sheet: Worksheet, row: int, line: EntryLine, edition: Language, layout: LiveLayout, styles: Styles
) -> Area:
    assert line.question is not None
    answer = row, 1, row, len(_WIDTHS) - 1
    sheet.set_row(row, min(points(("あ" * _signs(line.question), _ACROSS), size=8), _HIGHEST))
    sheet.write_string(row, 0, line.title[edition], styles["card_label"])
    _write_answer(sheet, answer, line.key, edition, layout, styles["card_text"])
    return answer


def _draw_answer(
    sheet: Worksheet, answer: Area, line: EntryLine, edition: Language, layout: LiveLayout, styles: Styles
) -> None:
    """An answer with its label before it."""
    assert line.question is not None
    sheet.write_string(answer[0], answer[1] - 1, _label(line, edition), styles["card_label"])
    style = {"month": "card_month", "number": "card_number"}.get(look(line.question.kind).style, "card_answer")
    _write_answer(sheet, answer, line.key, edition, layout, styles[style])


def _write_answer(
    sheet: Worksheet, answer: Area, key: str, edition: Language, layout: LiveLayout, style: object
) -> None:
    row, column, _, last = answer
    if column < last:
        sheet.merge_range(*answer, "", style)
    sheet.write_number(row, column + _TO_PLACE, layout.place_in_grid(key))
    missing = f'IF(ISNUMBER(card_state),"{NOT_ANSWERED[edition]}","")'
    blank = f'IF(card_state="{NOT_WANTED}","{NOT_WANTED_HERE[edition]}",{missing})'
    sheet.write_formula(row, column, f'=IFERROR(IF(card_typed="",{blank},card_typed),"")', style, "")


def _state(key: str, layout: LiveLayout) -> str:
    return f"INDEX(card_states,{layout.place_in_grid(key)})"


def _draw_names(sheet: Worksheet, row: int, page: CardPage, styles: Styles) -> int:
    """Who takes part and who considers it, by name; gives the row below."""
    edition, gap = page.edition, NEXT[page.edition]
    rows = page.municipalities + PARTICIPANTS_LEAD_ROWS - 1
    for at, sign in enumerate(("participating", "considering")):
        column = _HELPER + at
        letter = xl_col_to_name(column)
        for each in range(rows):
            before = f"{letter}{each}&" if each else ""
            meant = f"INDEX(M_participation,MATCH(card_mark,S_participation,0))=INDEX(L_participation,{at + 1})"
            named = f'IF(card_mark="","",IF({meant},"{gap}"&card_name,""))'
            sheet.write_formula(each, column, f'={before}IFERROR({named},"")', None, "")
        label = CARD_NAMES[at][edition]
        signs = page.municipalities * (_NAME if sign == "participating" else _NAME // 3)
        needed = points(("n" * signs, _ACROSS), size=8)
        sheet.set_row(row, min(max(_LINE * 1.5, needed), _HIGHEST))
        sheet.write_string(row, 0, label, styles["card_label"])
        sheet.merge_range(row, 1, row, len(_WIDTHS) - 1, "", styles["card_names"])
        sheet.write_formula(row, 1, f"=MID({letter}{rows},{len(gap) + 1},9999)", styles["card_names"], "")
        row += 1
    return row


def _draw_signatures(sheet: Worksheet, row: int, edition: Language, styles: Styles) -> None:
    sheet.set_row(row + 1, 40)
    for column, each in enumerate(SIGNATURES, start=len(_WIDTHS) - len(SIGNATURES)):
        sheet.write_string(row, column, each[edition], styles["header"])
        sheet.write_blank(row + 1, column, None, styles["card_answer"])
