"""A cell that shows something else than an answer: errors, pictures, number formats, strokes, formulas."""

from __future__ import annotations

from survey_tool.questionnaire.findings.entry import of_cell
from survey_tool.wording.words import Words

CELLS = (
    of_cell(
        "error-value",
        Words("セルにエラー値があります。", "The cell holds an error."),
        Words("数式ではなく、値を記入してください。", "Enter a value in place of the formula."),
        Words("数式のエラーが入っています。", "The cell holds #N/A or the like."),
    ),
    of_cell(
        "no-cached-value",
        Words("数式の計算結果が保存されていません。", "The result of the formula was not saved."),
        Words(
            "Excelで開いて保存し直すか、値を直接記入してください。",
            "Open and save it in Excel, or enter the value itself.",
        ),
        Words("計算結果のない数式です。", "A formula without a saved result."),
    ),
    of_cell(
        "picture",
        Words("回答の欄に、文字ではなく画像又は図形が置かれています。", "There is a picture in place of an answer."),
        Words(
            "画像又は図形を削除し、回答を文字、数値又は○で記入してください。",
            "Remove the picture and enter the answer itself as text, number or ○.",
        ),
        Words(
            "空欄のセルに画像や円の図形が置かれているか、セルの中身が画像です。",
            "A picture or a drawn circle lies over a blank cell, or the cell itself holds a picture.",
        ),
    ),
    of_cell(
        "shown-otherwise",
        Words(
            "表示形式により、セルの実際の値と異なる内容が表示されています。",
            "Its number format makes the cell show something else than it holds.",
        ),
        Words(
            "表示されている内容が正しいか確認してください。正しい場合、修正は不要です。",
            "Please check what is shown. If that is right, leave it.",
        ),
        Words(
            "表示形式（千単位の省略、単位の付加、年度での表示等）により、表示と値が異なります。表示のとおりに読み取ります。",
            "Thousands left out, a unit or a fiscal year in the number format: what people see is read.",
        ),
        Words(
            "セルの値は{behind}ですが、表示のとおり「{read_as}」として読み取りました。正しい場合、修正は不要です。",
            'The cell holds {behind}; as shown, it was read as "{read_as}". If that is right, leave it.',
        ),
        severity="warning",
    ),
    of_cell(
        "shown-otherwise",
        Words(
            "セルに値がありますが、表示形式により何も表示されていません。",
            "The cell holds something, but its number format shows nothing.",
        ),
        Words(
            "回答である場合は、表示形式を「標準」に戻すか、記入し直してください。",
            "If it is an answer, set the number format to General or enter it anew.",
        ),
        Words(
            "必要な回答が、表示形式により隠れています。未記入として扱います。",
            "A required answer is hidden by its number format; it counts as missing.",
        ),
        Words(
            "「{behind}」が回答である場合は、表示形式を「標準」に戻すか、記入し直してください。",
            'If "{behind}" is the answer, set the number format to General or enter it anew.',
        ),
        variant="shown-nothing",
    ),
    of_cell(
        "struck-out",
        Words("取消線が引かれています。", "This is struck out."),
        Words(
            "取り消す場合は内容を削除し、取り消さない場合は取消線を解除してください。",
            "If it is withdrawn, clear the cell; if not, remove the stroke.",
        ),
        Words(
            "内容の全てに取消線が引かれています。記入がないものとして扱います。",
            "All that stands there is struck out; it counts as blank.",
        ),
        Words(
            "記入がないものとして読み取りました。取り消す場合は内容を削除し、取り消さない場合は取消線を解除してください。",
            "It was read as blank. If it is withdrawn, clear the cell; if not, remove the stroke.",
        ),
        severity="warning",
    ),
    of_cell(
        "struck-out",
        Words("一部に取消線が引かれています。", "Part of this is struck out."),
        Words(
            "取り消した部分を削除してください。取り消さない場合は、取消線を解除してください。",
            "Please delete what is withdrawn; where nothing is, remove the stroke.",
        ),
        Words(
            "一部に取消線が引かれています。その部分を除いて読み取ります。",
            "What is struck out is left out; the rest is read.",
        ),
        Words(
            "「{behind}」を除き、「{read_as}」として読み取りました。正しい場合は、取り消した部分を削除してください。",
            'Without "{behind}" it was read as "{read_as}". If that is right, delete what is withdrawn.',
        ),
        severity="warning",
        variant="struck-in-part",
    ),
    of_cell(
        "struck-out",
        Words(
            "必要な回答に取消線が引かれています。",
            "An answer that is needed is struck out.",
        ),
        Words(
            "取り消さない場合は取消線を解除し、修正する場合は記入し直してください。",
            "If it is not withdrawn, remove the stroke; if it is to be another, enter that.",
        ),
        Words(
            "必要な回答の全てに取消線が引かれています。未記入として扱います。",
            "A required answer is struck out; it counts as missing.",
        ),
        variant="struck-required",
    ),
    of_cell(
        "struck-out",
        Words("この団体の行に取消線が引かれています。", "This municipality is struck out."),
        Words(
            "参加しない場合はこの行の○又は△を削除し、参加する場合は取消線を解除してください。",
            "If it does not take part, clear its marks in this row; if it does, remove the stroke.",
        ),
        Words(
            "○又は△が記入された団体の団体コード又は団体名に取消線が引かれています。記入のとおり数えます。",
            "The code or the name of a municipality with marks is struck out; they count as they stand.",
        ),
        severity="warning",
        variant="struck-row",
    ),
    of_cell(
        "struck-out",
        Words("この事例の回答の全てに取消線が引かれています。", "All answers of this case are struck out."),
        Words(
            "取り消す場合は回答を削除し、取り消さない場合は取消線を解除してください。",
            "If the case is withdrawn, clear its answers; if not, remove the strokes.",
        ),
        Words(
            "事例の列全体に取消線が引かれています。事例として数えません。",
            "The whole column of a case is struck out; it is not counted as a case.",
        ),
        severity="warning",
        variant="struck-case",
    ),
    of_cell(
        "struck-out",
        Words(
            "前回から引き継いだこの事例の回答の全てに取消線が引かれています。",
            "All answers of this case, which last round reported, are struck out.",
        ),
        Words(
            "取り下げる場合は「取下げ」に○を記入し、取り下げない場合は取消線を解除してください。",
            'If it is withdrawn, enter ○ at "Withdrawn"; if not, remove the strokes.',
        ),
        Words(
            "前回から引き継いだ事例の列全体に取消線が引かれています。",
            "The whole column of a carried-over case is struck out.",
        ),
        variant="struck-carried",
    ),
    of_cell(
        "formula-like-text",
        Words(
            "数式とみなされる記号（= + - @）で始まるため、文字列として扱います。",
            "It begins with a sign taken for a formula (= + - @) and is kept as text.",
        ),
        Words("意図した内容であれば、対応は不要です。", "Nothing to do if that is what you meant."),
        Words(
            "表計算ソフトが数式として実行し得る文字列です。CSVでは先頭に ' を付けて公表します。",
            "Text that a spreadsheet would run; in published CSV it is preceded by an apostrophe.",
        ),
        severity="info",
    ),
)
