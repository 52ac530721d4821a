"""A submission as a whole: beside others of the same prefecture, its declaration, its cases."""

from __future__ import annotations

from survey_tool.questionnaire.findings.entry import of_submission
from survey_tool.wording.words import Words

SUBMISSIONS = (
    of_submission(
        "superseded",
        "info",
        Words(
            "このファイルを基に修正された新しい提出（{newer}）があるため、集計に使用しません。",
            "A newer submission made from this file ({newer}) replaces it.",
        ),
        Words("対応は不要です。", "Nothing to do."),
        Words("修正後の提出に差し替えられたファイルです。", "A corrected return takes the place of this one."),
    ),
    of_submission(
        "superseded",
        "info",
        Words(
            "同じ内容の提出（{newer}）があるため、集計に使用しません。",
            "The same answers were returned in another file ({newer}), which is counted.",
        ),
        Words("対応は不要です。", "Nothing to do."),
        Words("同じ内容の提出が複数あります。", "The same answers came more than once."),
        "superseded-same",
    ),
    of_submission(
        "superseded",
        "info",
        Words(
            "回答のないファイルです。回答のある提出（{newer}）があるため、集計に使用しません。",
            "It holds no answers; another file that does ({newer}) is counted.",
        ),
        Words("対応は不要です。", "Nothing to do."),
        Words(
            "回答のある提出のほかに、回答のないファイルがあります。",
            "A file without answers came beside one with answers.",
        ),
        "superseded-blank",
    ),
    of_submission(
        "conflict",
        "error",
        Words(
            "同じ都道府県から内容の異なる調査票（{files}）が提出されており、どれが最終版かを判断できません。",
            "Files with different content came from the same prefecture ({files}) and it is unclear which is final.",
        ),
        Words(
            "1つの調査票にまとめるか（survey-tool merge {code}）、都道府県に最終版を確認し、"
            "それ以外のファイルを対象外としてください（survey-tool record set-aside）。",
            "Make one form of them (survey-tool merge {code}), or ask the prefecture and set the others aside "
            "(survey-tool record set-aside).",
        ),
        Words(
            "同じ都道府県の複数の提出が食い違っています。",
            "Returns of one prefecture differ and none replaces the other.",
        ),
    ),
    of_submission(
        "none-declared-but-cases",
        "error",
        Words(
            "「該当事例なし」に○がありますが、「事例」シートに記入があります。",
            '"Nothing to report" is marked, yet cases are filled in.',
        ),
        Words(
            "事例がある場合は○を消し、ない場合は事例の記入を消してください。", "Remove the mark, or clear the cases."
        ),
        Words("該当なしの申告と事例の記入が両立しません。", "A declaration of no cases stands beside cases."),
    ),
    of_submission(
        "no-cases-no-declaration",
        "error",
        Words(
            "事例の記入がなく、「該当事例なし」に○がありません。",
            'No case is filled in and "Nothing to report" is not marked with ○.',
        ),
        Words(
            "事例を記入するか、報告する事例がない場合は「該当事例なし」に○を選択してください。",
            "Fill in a case, or choose ○ if there is none.",
        ),
        Words("事例がないことが申告されていません。", "Neither a case nor the declaration that there is none."),
    ),
    of_submission(
        "no-cases-no-declaration",
        "error",
        Words("回答がまだ記入されていません。", "Nothing has been filled in yet."),
        Words(
            "「回答者」シート、「事例」シートの順に記入してください。報告する事例がない場合は、「回答者」シートに記入し、「該当事例なし」に○を選択してください。",
            'Fill in "Respondent", then "Cases". If there is no case to report, fill in "Respondent" and choose ○ at "Nothing to report".',
        ),
        Words(
            "送付したときのまま、何も記入されていない調査票です。記入のない必須項目は、別に示しません。",
            "The form is blank, as it was sent. Its required items are not listed one by one.",
        ),
        "nothing-answered",
        Words(
            "まず「回答者」シートの{cells}に、次に「事例」シートに記入してください。報告する事例がない場合は、「事例」シートに代えて、{declaration}の「該当事例なし」に○を選択してください。",
            'Fill in {cells} of "Respondent" first, then "Cases". If there is no case to report, choose ○ at {declaration} "Nothing to report" instead of filling in "Cases".',
        ),
    ),
    of_submission(
        "case-dropped",
        "error",
        Words(
            "前回回答のあった事例 {case_id} の回答が見つかりません。",
            "The answers to case {case_id} from your last reply are missing.",
        ),
        Words(
            "継続する場合は回答を、誤って報告した場合又は検討を取りやめた場合は「取下げ」に○を記入してください。",
            "Answer it again; if it was reported in error or is no longer considered, mark it as withdrawn.",
        ),
        Words("前回から継続する事例の列が空です。", "The column of a carried-over case is blank or gone."),
    ),
    of_submission(
        "double-report-suspected",
        "warning",
        Words(
            "{other_cases}と同じ調達の可能性があります。",
            "This may be the same procurement as {other_cases}.",
        ),
        Words(
            "同じ調達の場合は、双方の「共同で調達する他の都道府県」に相手方を記入してください。別の調達の場合、修正は不要です。",
            'If so, each should name the other under "Other prefectures". If not, leave it.',
        ),
        Words(
            "二つの都道府県が同じ調達を回答した可能性があります。", "Two prefectures may have reported one procurement."
        ),
    ),
    of_submission(
        "double-report-suspected",
        "warning",
        Words(
            "{other_prefecture}から、貴都道府県と共同で調達しているとの回答があります。この事例は、同じ調達の可能性があります。",
            "Joint procurement with your prefecture has been reported by {other_prefecture}. This case may be that procurement.",
        ),
        Words(
            "同じ調達の場合は、「共同で調達する他の都道府県」に{other_prefecture}を記入してください。別の調達の場合、修正は不要です。",
            'If so, name {other_prefecture} under "Other prefectures". If not, leave it.',
        ),
        Words(
            "上記について、相手方がこの都道府県を挙げている場合に、都道府県に示す文です。",
            "What the prefecture is told of it, where the other one has named it.",
        ),
        "double-named-by-other",
    ),
    of_submission(
        "double-report-suspected",
        "warning",
        Words(
            "{other_prefecture}と互いに共同で調達しているとの回答ですが、同じ調達についての回答であることを確認できません。",
            "You and {other_prefecture} name each other, but it cannot be seen whether this procurement is meant.",
        ),
        Words(
            "{other_prefecture}に確認し、調達名称又は契約の年月に誤りがある場合は修正してください。別の調達の場合、修正は不要です。",
            "Please ask {other_prefecture}, and correct the name or the month of the contract if it is wrong. If it is another "
            "procurement, leave it.",
        ),
        Words(
            "上記について、互いを挙げている場合に、都道府県に示す文です。",
            "What the prefecture is told of it, where both name each other.",
        ),
        "double-named-by-both",
    ),
    of_submission(
        "double-report-suspected",
        "warning",
        Words(
            "他の都道府県と共同で調達しているかどうか、確認をお願いします。",
            "Please check whether this is procured jointly with another prefecture.",
        ),
        Words(
            "共同で調達している場合は、相手方の都道府県を記入してください。共同でない場合、修正は不要です。",
            "If it is, name that prefecture. If not, leave it.",
        ),
        Words(
            "上記について、相手方がこの都道府県を挙げていない場合に、都道府県に示す文です。相手方の回答は示しません。",
            "What the prefecture is told of it, where the other one has not named it: nothing of the other's answers.",
        ),
        "double-not-named",
    ),
)
