"""Answers beside one another: months out of order, what stands twice, case IDs, municipalities and their marks."""

from __future__ import annotations

from survey_tool.questionnaire.findings.entry import CatalogueEntry, Severity, of_cell
from survey_tool.wording.words import Words

SAME_AS = Words("{other_cell}と同じです。", "It is the same as {other_cell}. ")
"""Where the other one stands, of things that stand twice; what to do follows."""


def _twice(
    sentence: Words, todo: Words, meaning: Words, severity: Severity = "error", variant: str | None = None
) -> CatalogueEntry:
    return of_cell("duplicate", sentence, todo, meaning, SAME_AS + todo, severity, variant)


CASES = (
    of_cell(
        "order",
        Words("「{other_label}」より前の年月になっています。", 'This is earlier than "{other_label}".'),
        Words("「{other_label}」と併せて確認してください。", 'Please check it together with "{other_label}".'),
        Words("年月の前後が逆です。", "Two months stand in the wrong order."),
        Words(
            "「{other_label}」（{other_value}）と併せて確認してください。",
            'Please check both ("{other_label}": {other_value}).',
        ),
    ),
    of_cell(
        "at-least-one",
        Words("{group}が未記入です（{when}必須）。", "{group} is not answered (required {when})."),
        Words("{do}", "{do}"),
        Words("いずれか1つ以上が必要な回答がありません。", "None of several answers is given, one is needed."),
    ),
    of_cell(
        "at-least-one",
        Words("「参加団体」シートに○がありません。", 'No ○ stands on the sheet "Participants".'),
        Words(
            "1団体以上に○を記入してください。市区町村の参加がない場合は、「共同で調達する他の都道府県」又は「市区町村以外の参加団体数」を記入してください。",
            "Mark at least one municipality with ○. If none takes part, fill in "
            '"Other prefectures" or "Other participating bodies".',
        ),
        Words("運用中の事例に参加団体がありません。", "A case in operation has no participant."),
        variant="at-least-one-participant",
    ),
    _twice(
        Words("同じ名称の事例が他にもあります。", "Another case has the same name."),
        Words(
            "同じ事例の場合は一方を消し、別の事例の場合は区別できる名称にしてください。",
            "Clear one if they are the same case, otherwise tell them apart by name.",
        ),
        Words("同じ名称の事例があります。", "Two cases of a prefecture have one name."),
        severity="warning",
    ),
    of_cell(
        "duplicate",
        Words("同じ名称が重複しています。", "The same is named more than once."),
        Words("重複するものを1つにしてください。", "Name each only once."),
        Words("同じ選択肢が繰り返されています。", "One choice is named twice."),
        variant="repeated",
    ),
    of_cell(
        "duplicate",
        Words(
            "「{other_label}」と重複しています。",
            'What is chosen at "{other_label}" is named again.',
        ),
        Words(
            "「{other_label}」以外のものだけを記入してください。", 'Name only what is not chosen at "{other_label}".'
        ),
        Words("主たる種別が繰り返されています。", "The main type is named again."),
        variant="without",
    ),
    _twice(
        Words("同じ市区町村が他の行にもあります。", "The same municipality stands in another row."),
        Words("印を1つの行にまとめ、重複する行を消してください。", "Bring the marks into one row and clear the other."),
        Words("市区町村が2回記入されています。", "A municipality is listed twice."),
        variant="duplicate-municipality",
    ),
    of_cell(
        "duplicate",
        Words("同じ事例番号が他の列にもあります。", "The same case ID stands in another column."),
        Words(
            "別の事例の場合は、番号のある空いた列に移してください。",
            "If it is another case, move it to a free column that has an ID.",
        ),
        Words("事例番号が2回使われています。", "A case ID stands in two columns."),
        SAME_AS
        + Words(
            "同じ事例の場合は、一方を消してください。別の事例の場合は、添付の修正用調査票で別の番号を付けています。",
            "If they are the same case, clear one. If it is another, the attached copy gives it an ID of its own.",
        ),
        variant="duplicate-case-id",
    ),
    of_cell(
        "case-id-missing",
        Words("事例番号のない列に回答があります。", "There are answers in a column without a case ID."),
        Words("事例番号のある列に移してください。", "Move them to a column that has a case ID."),
        Words("事例番号のない列に記入があります。", "A column without an ID holds answers."),
        Words(
            "添付の修正用調査票で番号を付けています。「参加団体」シートの該当する列も確認してください。",
            'The attached copy gives it one; please check its column on "Participants" too.',
        ),
    ),
    of_cell(
        "case-id-unknown",
        Words("送付した調査票にない事例番号です。", "This case ID is not in the form you were sent."),
        Words(
            "事例番号は変更せず、番号のある空いた列に記入してください。",
            "Leave the IDs as they are and use a free column that has one.",
        ),
        Words("あらかじめ表示している事例番号ではありません。", "The ID was not printed in the form."),
        Words(
            "添付の修正用調査票で番号を付け直しています。「参加団体」シートの該当する列も確認してください。",
            'The attached copy gives it another; please check its column on "Participants" too.',
        ),
    ),
    of_cell(
        "municipality-unknown",
        Words("市区町村の団体コードではありません。", "This is not the code of a municipality."),
        Words(
            "団体コード（6桁）を確認してください。あらかじめ表示しているコードは変更しないでください。",
            "Please check the six-digit code. Leave the printed codes as they are.",
        ),
        Words("存在しない団体コードです。", "There is no municipality of this code."),
        Words(
            "{nearest}のことであれば、そのコードを記入してください。あらかじめ表示しているコードは変更しないでください。",
            "If {nearest} is meant, enter its code. Leave the printed codes as they are.",
        ),
    ),
    of_cell(
        "municipality-unknown",
        Words("市区町村の団体コードではありません。", "This is not the code of a municipality."),
        Words(
            "指定都市の区は、市の団体コードで記入します。{nearest}のコードを記入してください。",
            "Wards of designated cities are entered as the city: enter the code of {nearest}.",
        ),
        Words("指定都市の区のコードです。", "The code is that of a ward of a designated city."),
        variant="municipality-ward",
    ),
    of_cell(
        "municipality-unknown",
        Words("市区町村の団体コードではありません。", "This is not the code of a municipality."),
        Words("名称ではなく、6桁の団体コードを記入してください。", "Enter the code of six digits in place of a name."),
        Words(
            "団体コードの欄に、存在しない名称が記入されています。",
            "A name that no municipality bears stands in place of a code.",
        ),
        Words(
            "名称ではなく、6桁の団体コードを記入してください。{nearest}のことであれば、そのコードを記入してください。",
            "Enter the code of six digits in place of a name. If {nearest} is meant, enter its code.",
        ),
        variant="municipality-name",
    ),
    of_cell(
        "municipality-mismatch",
        Words(
            "団体コードの隣に、別の市区町村の名称（{name}）があります。",
            "The name of another municipality ({name}) stands beside this code.",
        ),
        Words("どちらの団体の印かを確認してください。", "Please check whose marks they are."),
        Words("団体コードと市区町村名が別の団体のものです。", "Code and name are those of two municipalities."),
        Words(
            "コードの団体の印として読み取りました。{name}の印の場合は、{name}の行に移してください。",
            "The marks were read as those of the code. If they are those of {name}, move them to its row.",
        ),
    ),
    of_cell(
        "participant-without-case",
        Words("「事例」シートに記入のない事例に印があります。", "There is a mark for a case that is not filled in."),
        Words("「事例」シートにこの事例を記入するか、印を消してください。", "Fill in the case, or remove the mark."),
        Words("事例のない列に印があります。", "A column without a case holds marks."),
    ),
)
