"""What a form prints around the answers: leads, headers and signs of the entry sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from survey_tool.form.contract.marker import CODE_KEY, EMPLOYEES_KEY, NAME_KEY, POPULATION_KEY
from survey_tool.questionnaire.asked.participation import CODE_LABEL, NAME_LABEL
from survey_tool.wording.words import Language, Words

if TYPE_CHECKING:
    from survey_tool.questionnaire.vocabulary.questions import Question

PRIVATE = Words("事務局限り", "Secretariat only")
COLON = Words("：", ": ")  # between the label of an item and what is said of it
GOOD = "✔"

RESPONDENT_LEAD = Words(
    "本調査の回答内容について、事務局からの照会に対応される方を記入してください。",
    "The person who can answer the secretariat's questions about this reply.",
)
RESPONDENT_HEADERS = (
    Words("", ""),
    Words("項目", "Item"),
    Words("回答", "Answer"),
    Words("必須・形式", "Required, form"),
    Words("確認結果", "Check"),
    Words("記入要領", "How to fill in"),
)

CASES_LEAD = Words(
    "1行に1事例を記入してください。A列に、その行の確認結果が表示されます。他のファイルから転記する場合は「値のみ貼り付け」を使用してください。",
    "One case per row. Column A shows what is still to be done in that row. When pasting from another file, paste values only.",
)
CARRIED = Words(
    "前回回答を転記しています。変更がある項目のみ修正してください。",
    "Carried over from your last reply. Change only what has changed.",
)
MORE_ROWS = Words(
    "行が不足する場合は、事務局に連絡してください。行を増やした調査票を送付します。",
    "If you need more rows, ask the secretariat for a longer form.",
)
STATE_HEADER = Words("確認結果", "Check")

PARTICIPANTS_LEAD = Words(
    "参加している市区町村に○、参加を検討している市区町村に△を選択してください。",
    "Choose ○ for a municipality that takes part, △ for one that is considering it.",
)
PARTICIPANTS_HEADERS = {
    CODE_KEY: CODE_LABEL,
    NAME_KEY: NAME_LABEL,
    POPULATION_KEY: Words("人口", "Population"),
    EMPLOYEES_KEY: Words("職員数", "Employees"),
}
TOTALS = Words("○の合計\n（自動表示）", "Totals of ○\n(filled in for you)")
FREE_ROWS = Words(
    "他の都道府県の市区町村が参加している場合は、団体コードを入力してください。名称は自動表示されます。",
    "If municipalities of other prefectures take part, enter their codes; names appear by themselves.",
)
SOURCE = Words(
    "人口は{population_date}現在、職員数は{employees_date}現在の公表値です。",
    "Population as of {population_date}, employees as of {employees_date}, published figures.",
)

ENTRY_WORDS = (
    CASES_LEAD,
    CARRIED,
    MORE_ROWS,
    STATE_HEADER,
    RESPONDENT_LEAD,
    *RESPONDENT_HEADERS,
    PARTICIPANTS_LEAD,
    FREE_ROWS,
    TOTALS,
    *PARTICIPANTS_HEADERS.values(),
)

REQUIRED_SIGN = "●"

CHECK_HEADING = Words("提出前の確認", "Check before returning")


def requirement_with_sign(question: Question, edition: Language) -> str:
    """Whether an answer is required, with the sign by which the guide tells people to find what always is."""
    requirement = question.requirement[edition]
    return f"{REQUIRED_SIGN} {requirement}" if question.is_required else requirement


def label_with_privacy(question: Question, edition: Language) -> str:
    """The label, with the sign of what is never published."""
    label = question.label[edition]
    if not question.private:
        return label
    return f"{label}\n【{PRIVATE.ja}】" if edition == "ja" else f"{label}\n({PRIVATE.en})"
