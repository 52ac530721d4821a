"""`docs/live-checks.md`: how the form judges while it is filled in, what is live and what is not, from the code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from survey_tool.form.live.checks import INSERTED_COLUMNS, SPARE
from survey_tool.form.printed.messages import Message, messages
from survey_tool.questionnaire.asked.questionnaire import Questionnaire
from survey_tool.questionnaire.findings.catalogue import CATALOGUE, CODES
from survey_tool.wording.words import Words

# The sizes of the suites of tests/ that the page names, which a test holds against them.
PARITY_ROWS, AGREEMENT_FORMS, UNREADABLE_TEXTS, CORRECTION_COPIES = 2_400, 128, 24_000, 40

_FILE = Words("ファイルを受け取って初めて分かります。", "It is known only when the file has been received.")
_ALL_RETURNS = Words(
    "他の提出と比べて初めて分かります。", "It is known only when the return is compared with the others."
)
REASONS: dict[str, Words] = {
    **{entry.code: _FILE for entry in CATALOGUE.values() if entry.subject == "file"},
    **dict.fromkeys(("municipality-row-missing", "municipality-mismatch"), _FILE),
    **dict.fromkeys(("superseded", "conflict", "two-answers", "double-report-suspected"), _ALL_RETURNS),
    **dict.fromkeys(
        ("picture", "shown-otherwise", "struck-out"),
        Words(
            "数式からは、表示形式、取消線及び画像が分かりません。",
            "No formula knows of number formats, strokes and pictures.",
        ),
    ),
    "predecessors-differ": Words(
        "変更前の団体コードは、調査票に印刷されません。", "No form prints a code of before a merger."
    ),
    "no-cached-value": Words(
        "表計算ソフトで開いている間は、数式は常に計算されています。",
        "While a form is open in a spreadsheet program, every formula has its result.",
    ),
    "formula-like-text": Words(
        "参考であり、対応は不要です。", "It is for information only; there is nothing to do while filling in."
    ),
    "personal-data": Words(
        "氏名等の一覧との照合は、数式ではできません。",
        "No formula can hold a text against a list of names.",
    ),
    "normalised": Words(
        "読み取れるかどうかを数式で判断できない回答は、調査票では「書き方の確認が必要な回答」として示し、要確認に数えます。",
        "Where a formula cannot tell whether an answer can be read, the form gives a hint, which counts as to be checked.",
    ),
}
"""Why a code is not live. A test proves that these are exactly the codes that no live check says."""

_PAGE = """\
# 調査票のその場の確認 / Live checks

<!-- Made by `make pages`; edit `tools/live_checks_page.py` instead. -->

調査票は、記入している間に、回収後の確認と同じ規則を、数式で判断できる範囲で、同じ文により示します。このページは、その仕組みと
範囲を示します。

The form says while it is filled in what the validator would say afterwards, in the same words and with the same codes, as far
as formulas can tell. This page tells how, how far, and how it is proven.

## What an official sees

Three states are kept apart in colour and word: 未記入 (blank and needed), 要修正 (wrong), 要確認 (doubtful, or written so that it
will be read otherwise than it stands). Answers that are not wanted are grey before anything is typed.

- Column E of `cases` says of each question which cases are open (`事例2、3：未記入`), row 4 of each case how much; only a case with
  nothing open has ✔, a column where nothing was typed stays blank. Where one of several answers is needed, the heading above them
  says so, never the first of them.
- Column E of `respondent` says the sentence itself; `participants` colours marks, codes and names of cases.
- The check sheet lists every open thing with its case, a link, what stands there and what to do; the case card shows one case on
  a page.

## How it works

Everything is judged on the hidden sheet `_live`, a row a case; no other sheet knows a rule, and there are no macros.

1. **Mirror.** Each answer is fetched by key (`MATCH` in column A) and by the column of its case, and brought to its canonical
   text. So inserted and moved rows and columns and cut-and-paste do no harm. Up to {rows} inserted cases and {columns} inserted columns
   are looked at.
2. **Block.** One cell for each case and question holds the number of what is open there, `-` where no answer is wanted, or nothing.
   The formula is the Excel face of the question's kind and rules, taken from the declaration: the same objects judge a returned
   file in Python. Where a warning may hide behind it, the error has a column of its own, so that no rule rests on a warning.
3. **Number.** `state × 10¹² + sheet × 10¹¹ + column × 10⁵ + sentence`, the states being missing, none of several, wrong, doubtful.
   `COUNTIF` counts them, `SMALL` over the block lists everything in order, the sentence is fetched from `_lists` by its number.
4. **Names.** All references in these formulas are defined names relative to the cell, for example `typed_name`, `said_status`,
   `open_contract_on`. One formula text therefore serves every case and every prefecture; it is stored once a column as a shared
   formula, and the finished sheet once for all blank forms.
5. **The secretariat's findings.** In a correction copy the hidden sheet keeps, below the block, what the validator has found at
   answers that a formula cannot judge, with these answers as they were typed. The block asks there where it has nothing to say
   itself. So such a finding is counted, listed and coloured like any other until one of the answers from which it was concluded is
   changed (`form/live/office_findings.py`). Other forms have nothing of this. What the list below cannot hold (of the marks of a case it
   names the first that is wrong) stands above it, counted, as it was when the copy was made (`form/live/placed_findings.py`), so that
   whatever a letter leaves to the check sheet is there; the line above both lists never says that nothing is left while something open stands
   there. As what an answer was read that is written in its own way is kept too (`form/live/office_readings.py`): list and note say the same of it.
6. **Stored values.** Before a form with answers is written, `drawing/calculation` works out all its formulas, so that protected view
   and previews show and colour what a spreadsheet program will.

A form of 12 cases has about 4,000 formulas with the most municipalities (limit 4,500). Only functions that Excel 2016 and
LibreOffice share are used; nothing is volatile.

## What agreement means

For answers as the dropdown or the number format would let them in, form and validator give the same verdict and the same
sentence; the validator may add the value and a suggestion. Of what stands twice both name the cell where it stands first.

Of other texts the form calls wrong those that are certainly no such value in any way of writing (no year, month 13, yen for
thousand yen, letters beside a figure: `questionnaire/vocabulary/kinds/unreadable.py`), and the validator finds the same error there. Where a
formula cannot tell, the form gives a hint and neither ✔ nor a promise: the validator may read the answer or not. Two things
the form takes more narrowly than the validator: choices of a list that are written in letters of both widths at once or separated by
other signs than 、 , ; and line ends, and telephone numbers and addresses with unusual words around them. There it asks again
for what the validator would still have recognised.

Proven by tests that let LibreOffice recalculate forms of both editions; they agree without exception (100 %):

| test | what is compared | size |
| --- | --- | --- |
| `test_parity.py` | every question of generated rows, right and wrong in every rule: code and sentence | {parity:,} rows |
| `test_agreement.py` | the check sheet's list and verdict: state, sheet, cell, code and sentence of everything open; row 4 and column E; forms drawn with answers and filled in by LibreOffice | {forms} whole forms |
| `test_unreadable.py` | what a formula calls certainly unreadable cannot be read: texts as people write them, changed at random | {texts:,} texts |
| `test_office_findings.py` | correction copies of badly filled forms: list, verdict, colours, what a change settles | {copies} whole forms |
| `test_form_moved.py` | the same after inserting rows and columns, moving cells, pasting values, renaming and moving sheets | one form, 27 ways |
| `test_form_marks.py` | which cells are coloured as missing, wrong, doubtful or not wanted, and what stands beside each answer of the respondent | 9 forms |
| `test_stored_values.py` | what forms and copies show before they are calculated (protected view, previews), every cell | 90 forms |
| `test_states.py` | what is said beside questions, above cases, at headings, on the check sheet and the card | 9 forms |
| `test_round_trip.py` | findings in a form saved as .xlsx, .ods and .xls, and in the one that openpyxl saved | 6 files |
| `test_saved_elsewhere.py` | a form that was calculated and saved by LibreOffice: same answers and findings, nothing of its own sentences taken for an answer | 15 files |

Characters of private use beyond the first plane of Unicode are found by the validator only, and so are characters that only look like
kanji (⽇本 from a PDF), which it reads as kanji. Where figures of the year are exchanged (2203-04) or several addresses stand in one
cell, both see the error; the validator also says what was probably meant.

Where several cells of one column of participants hold no mark, the form names the first, the validator all. Where the id of a row
is wrong, the form says so and asks nothing about its marks, while the validator also looks for the case that lost its id.

## What is live

{summary}

| code | sentences | about |
| --- | --- | --- |
{live}

## What is not, and why

| code | 意味 / Meaning | 理由 / Reason |
| --- | --- | --- |
{rest}
"""


def live_codes(questionnaire: Questionnaire) -> Counter[str]:
    """The codes that a form can say, and by how many sentences."""
    return Counter(message.code for message in messages(questionnaire).all if not message.is_hint)


def live_checks_markdown(questionnaire: Questionnaire) -> str:
    """The page as text."""
    said = [message for message in messages(questionnaire).all if not message.is_hint]
    rules = sum(len(found) for found in questionnaire.cases_sheet.checks.values())
    rules += sum(len(found) for found in questionnaire.respondent_sheet.checks.values())
    codes = live_codes(questionnaire)
    summary = (
        f"All {rules} checks of the questions' kinds and rules (100 %), and {len(said) - rules} about ids, marks, codes and the "
        f"declaration that there is nothing to report: {len(said)} sentences with {len(codes)} of the {len(CODES)} codes."
    )
    return _PAGE.format(
        rows=INSERTED_COLUMNS,
        columns=SPARE,
        parity=PARITY_ROWS,
        forms=AGREEMENT_FORMS,
        texts=UNREADABLE_TEXTS,
        copies=CORRECTION_COPIES,
        summary=summary,
        live="\n".join(_live(codes, said)),
        rest="\n".join(_not_live(codes)),
    )


def _live(codes: Counter[str], said: list[Message]) -> Iterator[str]:
    for code in CODES:
        if code in codes:
            topics = dict.fromkeys(message.topic for message in said if message.code == code)
            yield f"| `{code}` | {codes[code]} | {', '.join(topics)} |"


def _not_live(codes: Counter[str]) -> Iterator[str]:
    for code in CODES:
        if code not in codes:
            meaning = next(entry.meaning for entry in CATALOGUE.values() if entry.code == code)
            reason = REASONS[code]
            yield f"| `{code}` | {meaning.ja} / {meaning.en} | {reason.ja} / {reason.en} |"
