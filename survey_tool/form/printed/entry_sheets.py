"""What a form prints around the answers: leads, headers and signs of the entry sheets."""

from __future__ import annotations

from survey_tool.form.contract.marker import CODE_KEY, EMPLOYEES_KEY, NAME_KEY, POPULATION_KEY
from survey_tool.questionnaire.asked.participation import CODE_LABEL, NAME_LABEL
from survey_tool.questionnaire.vocabulary.questions import Question
from survey_tool.wording.words import Language, Words

PRIVATE = Words("事務局限り", "Secretariat only")
COLON = Words("：", ": ")  # between the label of an item and what is said of it
GOOD = "✔"

NEED, QUESTION, HELP, OPEN = (
    Words("要否", "Need"),
    Words("項目", "Question"),
    Words("記入要領", "How to answer"),
    Words("残っていること", "What is open"),
)
RESPONDENT_LEAD = Words(
    "本調査の回答内容について、事務局からの照会に対応される方を記入してください。",
    "The person who can answer the secretariat's questions about this reply.",
)
CASES_LEAD = Words(
    "1列に1事例を記入してください。貼り付ける場合は「値のみ」としてください。4行目とE列に、残っていることを表示します。",
    "One case a column. When pasting, paste values only. Row 4 and column E say what is open.",
)
PARTICIPANTS_LEAD = Words(
    "参加している市区町村に○、検討している市区町村に△を選択してください。全団体の場合は「全団体」の行だけで足ります。",
    "○ for a municipality that takes part, △ for one that considers it. If all do, the row for all is enough.",
)
ALL = Words("全団体", "All municipalities")
ALL_HELP = Words(
    "全ての市区町村に当てはまる場合に選択します。個別の行に記入がある市区町村は、その記入によります。除く市区町村は「－」とします。",
    "Stands for every municipality whose own row is blank. What stands in a row of its own counts; – leaves one out.",
)
COMPLETE = Words("✔ 記入済み", "✔ Complete")
NONE_OF_SEVERAL = Words("いずれか未記入", "None answered")
CASE_MENTION, NEXT, AND_MORE = Words("事例", "Case "), Words("、", ", "), Words("ほか", " ...")
STATE_GAP = Words("・", ", ")
NO_NAME = Words("（調達名称が未記入）", "(no name yet)")
TAKES_PART, CONSIDERS = "○ ", "△ "
FIGURES = {"ja": ("団体", "人口 ", "職員 "), "en": ("", "Pop. ", "Staff ")}  # of the totals above a case
PARTICIPANTS_HEADERS = {
    CODE_KEY: CODE_LABEL,
    NAME_KEY: NAME_LABEL,
    POPULATION_KEY: Words("人口", "Population"),
    EMPLOYEES_KEY: Words("職員数", "Employees"),
}
FREE_ROWS = Words(
    "他の都道府県の市区町村が参加している場合は、団体コードを記入してください。名称は自動表示されます。",
    "If municipalities of other prefectures take part, enter their codes; names appear by themselves.",
)
SOURCE = Words(
    "人口は{population_date}現在、職員数は{employees_date}現在の公表値です。",
    "Population as of {population_date}, employees as of {employees_date}, published figures.",
)


def label_with_privacy(question: Question, edition: Language) -> str:
    """The label, with the sign of what is never published."""
    label = question.label[edition]
    if not question.private:
        return label
    return f"{label}\n【{PRIVATE.ja}】" if edition == "ja" else f"{label}\n({PRIVATE.en})"
