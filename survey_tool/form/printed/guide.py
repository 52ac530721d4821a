"""What the guide sheet says: purpose, deadline, how to fill in, what is published, whom to ask."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from survey_tool.form.contract.marker import CASES_ON_A_PAGE
from survey_tool.wording.days import day_in_words
from survey_tool.wording.words import Words

if TYPE_CHECKING:
    from survey_tool.settings.round import Round

TITLE = Words(
    "自治体情報システムの共同調達に関する調査（{round}年度）　調査票",
    "Survey on joint procurement of local government systems, {round}",
)
FIRST = Words("最初にお読みください。", "Please read this first.")
FIRST_OF_A_CORRECTION = Words(
    "修正用調査票です。「確認」シートに、修正又は確認をお願いする項目の一覧があります。",
    'This is a correction copy. The sheet "Check" lists what is to be corrected or checked.',
)
FACTS = (
    (Words("都道府県", "Prefecture"), Words("{prefecture}", "{prefecture}")),
    (Words("回答期限", "Reply by"), Words("{deadline}", "{deadline}")),
    (Words("提出先", "Return to"), Words("{return_address}", "{return_address}")),
)
REPLY_BY_OF_A_CORRECTION = Words(
    "修正又は確認を依頼したメールに記載の期限", "The day named in the e-mail that asks for corrections"
)
PARTS: tuple[tuple[Words, Words], ...] = (
    (
        Words("1　目的", "1  Purpose"),
        Words(
            "都道府県を中心として進められている情報システムの共同調達の状況を把握し、事例として公表することにより、"
            "各地方公共団体が自団体に近い規模の事例を探し、調達の検討に生かせるようにするものです。",
            "To learn how systems are procured jointly around the prefectures, and to publish the cases so that each local "
            "government can find examples of its own size and use them.",
        ),
    ),
    (
        Words("2　対象", "2  What to report"),
        Words(
            "参加団体が合意した1つの仕様書に基づき、同じ事業者からシステムを調達するもの（共同利用を含む。）のうち、"
            "都道府県が調達主体、事務局、構成員、オブザーバー等として関与しているものを記入してください。"
            "検討中のもの及び対象期間内に運用を終えたものを含みます。対象期間は{target_period}です。",
            "One system, from a single supplier, on one specification agreed by the participants, joint use included, where the "
            "prefecture is involved as lead body, secretariat, member or observer. Cases under consideration and cases that "
            "ended within the target period are included. Target period: {target_period}.",
        ),
    ),
    (
        Words("3　提出方法", "3  Returning"),
        Words(
            "回答期限までに、この調査票（Excelファイル）を提出先に電子メールで提出してください。"
            "ファイル名は変更しないでください。該当する事例がない場合も提出してください。",
            "Please e-mail this workbook by the date above to the address above, without changing its file name. Return it "
            "also if there is nothing to report.",
        ),
    ),
    (
        Words("4　記入の順序", "4  Steps"),
        Words(
            "（1）「回答者」を記入します。\n（2）「事例」に、1列に1事例を記入します。\n"
            "（3）「参加団体」で市区町村に○又は△を選択します。\n（4）「確認」で未記入及び要修正が0件であることを確認します。\n"
            "（5）保存して提出します。",
            '(1) Fill in "Respondent".\n(2) One case per column in "Cases".\n(3) Mark municipalities in "Participants".\n'
            '(4) See in "Check" that nothing is left to answer or to correct.\n(5) Save and return.',
        ),
    ),
    (
        Words("5　前回の回答", "5  Last reply"),
        Words(
            "前回回答した事例がある場合は、あらかじめ転記しています（淡い青色のセル）。内容を確認し、変更があれば修正した上で、「前回からの変更」を選択してください。"
            "運用を終えた事例は「現在の段階」を「運用終了」とし、誤って報告した事例や検討を取りやめた事例は、列を削除せず「取下げ」に○を記入してください。",
            "Cases from your last reply, if any, are already filled in (pale blue cells). Check them, change what has "
            'changed, and answer "Since last round". If a system is no longer used, set "Stage" to "Ended"; a case that was '
            "reported in error or is no longer considered is marked as withdrawn. Do not delete its column.",
        ),
    ),
    (
        Words("6　記入上の注意", "6  Filling in"),
        Words(
            "白色のセルに記入してください。「要否」が「必須」の項目は必ず、「該当時」の項目は右に示す場合に記入してください。"
            "灰色になったセルは記入不要です。貼り付ける場合は「値のみ貼り付け」としてください。"
            "全角の数字や和暦で記入しても読み取ります。行や列の追加、シート名の変更は必要ありません。",
            'Fill in the white cells: what is "Required" always, what is "Conditional" in the case that stands beside it. A cell '
            "that turned grey needs no answer. Paste values only. Full-width digits and era dates are understood. "
            "There is no need to add rows or columns or to rename sheets.",
        ),
    ),
    (
        Words("7　金額", "7  Amounts"),
        Words(
            "千円単位、税込みです。0、非公表、不明、該当なし、空欄は、それぞれ異なる回答として扱います。",
            "In thousand yen, tax included. 0, Not disclosed, Unknown, Not applicable and a blank are five different answers.",
        ),
    ),
    (
        Words("8　分担、印刷及び決裁", "8  Sharing, printing, approval"),
        Words(
            "途中で保存し、他の担当者に引き継いで記入することができます。分担して作成したものは、値のみ貼り付けにより1つの"
            "ファイルにまとめ、都道府県で1つのファイルを提出してください。"
            "決裁には、「確認」の「事例の一覧」と、1つの事例をA4判で表示し、印刷する「個票」を利用できます。"
            f"「事例」及び「参加団体」は、先頭の{CASES_ON_A_PAGE}事例（転記した事例がこれより多い場合は、その全て）を印刷する設定です。"
            "これを超えて記入した場合は、印刷範囲を広げてください。",
            "You can save at any time and pass the file on. Put parts together again by pasting values, and return one file "
            'per prefecture. For approval there are "The cases at a glance" on the sheet "Check", and the sheet "Case card", '
            f'which shows and prints one case on A4. "Cases" and "Participants" print the first {CASES_ON_A_PAGE} cases (or '
            "all that were carried over, if they are more); if you fill in further ones, extend the print area.",
        ),
    ),
    (
        Words("9　公表", "9  Publication"),
        Words(
            "「公表可」の事例は、ダッシュボード及び構造化データとして公表し、{licence}により利用できるようにします。"
            "「公表不可」の事例、都道府県の関与がない事例、対象期間外の事例は公表せず、統計にも含めません"
            "（理由別の件数のみ公表します。）。",
            'Cases marked "Publish" appear on the dashboard and as structured data under {licence}. Cases that are not to be '
            "published, without a prefecture's involvement or outside the period are left out of publication and statistics; "
            "only their number by reason is published.",
        ),
    ),
    (
        Words("10　個人情報", "10  Personal data"),
        Words(
            "「事務局限り」の項目（回答担当者の氏名、連絡先、備考等）は、本調査に関する連絡にのみ使用し、公表しません。"
            "公表する問合せ先には、個人の氏名やアドレスを記入しないでください。",
            'Items marked "Secretariat only" (the respondent\'s name and contact, remarks) are used to contact you about this '
            "survey and are not published. Please give no personal names or addresses in the published contact.",
        ),
    ),
    (
        Words("11　提出後", "11  After returning"),
        Words(
            "事務局で内容を確認し、修正が必要な場合は、該当箇所を示した修正用調査票を送付します。再提出には修正用調査票を"
            "使用してください。提出後に自ら変更する場合は、事務局に連絡してください。",
            "The secretariat checks the reply and, where needed, sends a correction copy that shows the places; please use "
            "that copy when you return it. To change an answer on your own, tell the secretariat first.",
        ),
    ),
    (
        Words("12　問合せ先", "12  Contact"),
        Words(
            "{secretariat}　担当：{person}　電話：{phone}　電子メール：{email}",
            "{secretariat}, {person}, phone {phone}, e-mail {email}",
        ),
    ),
)


def facts(*, correction: bool) -> tuple[tuple[Words, Words], ...]:
    """The rows at the head, each with its label. A correction is wanted by another day than the form was, which its letter names."""
    head, (reply_by, _), *others = FACTS
    return (head, (reply_by, REPLY_BY_OF_A_CORRECTION), *others) if correction else FACTS


def guide_fills(settings: Round, prefecture: Words, deadline: dt.date) -> dict[str, str | Words]:
    """What the placeholders of these texts are filled with."""
    office = settings.secretariat
    return {
        "round": settings.name,
        "prefecture": prefecture,
        "deadline": day_in_words(deadline),
        "target_period": settings.target_period.words,
        "return_address": office.return_address,
        "licence": settings.publication.licence.words,
        "secretariat": office.name.words,
        "person": office.person.words,
        "phone": office.phone,
        "email": office.email,
    }
