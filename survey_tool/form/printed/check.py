"""What the check sheet and the case card say."""

from __future__ import annotations

from survey_tool.form.printed.entry_sheets import OPEN
from survey_tool.questionnaire.findings.catalogue import CATALOGUE
from survey_tool.wording.words import Words

HEADING = Words("提出前の確認", "Check before returning")
LEAD = Words(
    "未記入及び要修正が0件になったことを確認の上、提出してください。「場所」をクリックすると、該当するセルに移動します。",
    "Return the file when nothing is left to answer or to correct. Each place is a link to its cell.",
)
_COLOURED = Words(
    "{asked}をお願いする項目に色と説明を付けています。記入済みの内容は全て転記しています。",
    "Items to {asked} are coloured and explained. All your answers have been carried over.",
)
CORRECT_BANNER = _COLOURED.fill(asked=Words("修正", "correct"))
CONFIRM_BANNER = _COLOURED.fill(asked=Words("確認", "check"))
BOTH_BANNER = _COLOURED.fill(asked=Words("修正又は確認", "correct or to check"))
NOTHING_YET = CATALOGUE["nothing-answered"].sentence
READY = Words(
    "✔ 未記入及び要修正の項目はありません。このまま提出してください。",
    "✔ Nothing is left to answer or to correct. The form can be returned.",
)
REMAINING = Words("残り：", "Left: ")
ONLY_DOUBTS = Words(
    "要確認の項目があります。内容を確認の上、提出してください。",
    "Look at what is listed below before you return the form.",
)
FOUND_BESIDE = Words(
    "事務局の確認結果（{counts}）{and_doubts}があります。「対応」を確認の上、提出してください。",
    "Look at the secretariat's findings ({counts}){and_doubts} below before you return the form.",
)
AND_DOUBTS = Words("及び要確認の項目", " and at what is open")
BROKEN = Words(
    "調査票の行又は列が削除されています。元に戻すか、事務局へ御連絡ください。",
    "A row or column of the form has been deleted. Undo it, or ask the secretariat for a new form.",
)
BEGUN = Words("記入のある事例 {n}件", "Cases with answers: {n}")
OVERVIEW = Words("事例の一覧（決裁用）", "The cases at a glance, for approval")
OVERVIEW_COLUMNS = (
    Words("事例番号", "Case ID"),
    Words("調達名称", "Procurement name"),
    Words("現在の段階", "Stage"),
    Words("参加団体", "Bodies"),
    Words("公表の可否", "Publication"),
    Words("残り", "What is open"),
)
OUTSIDE_PERIOD = Words("（対象期間外）", " (outside the target period)")
LIST = OPEN
COLUMNS = (
    Words("区分", "State"),
    Words("シート", "Sheet"),
    Words("事例番号", "Case ID"),
    Words("調達名称", "Procurement name"),
    Words("項目", "Question"),
    Words("場所", "Place"),
    Words("記入内容", "Your entry"),
    Words("内容", "Problem"),
    Words("対応", "What to do"),
)
WILL_BE_READ = Words("「{reading}」として読み取ります。", 'This will be read as "{reading}".')
IF_READ_RIGHT = CATALOGUE["normalised"].todo
MORE = Words('"ほか"&{n}&"件"', '{n}&" more"')
FROM_SECRETARIAT = Words(
    "事務局の確認結果（この調査票の作成時点）　{counts}",
    "The secretariat's findings when this copy was made: {counts}",
)
AS_RETURNED = Words("提出時の", "returned: ")

CARD_LEAD = Words("事例番号を選択すると、その事例の回答を表示します。", "Choose a case ID to see its answers.")
CARD_CASE, CARD_STATE = Words("事例番号", "Case ID"), Words("状態", "State")
CARD_NAMES = Words("参加団体（○）", "Taking part (○)"), Words("検討団体（△）", "Considering (△)")
NOT_WANTED_HERE, NOT_ANSWERED = Words("記入不要", "Not needed"), Words("未記入", "Not answered")
SIGNATURES = (
    Words("課長", "Director"),
    Words("課長補佐", "Deputy"),
    Words("係長", "Chief"),
    Words("担当", "In charge"),
)
