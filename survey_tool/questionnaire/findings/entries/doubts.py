"""What may be right: asked about, or told without anything to do."""

from __future__ import annotations

from survey_tool.questionnaire.findings.entry import CatalogueEntry, of_cell
from survey_tool.wording.words import Words


def _doubtful(variant: str, sentence: Words, todo: Words, meaning: Words) -> CatalogueEntry:
    """Two answers that rarely stand together."""
    todo += Words("両方とも正しい場合、修正は不要です。", " If both are right, leave them.")
    other = Words("「{other_label}」は「{other_value}」です。", '"{other_label}": {other_value}. ')
    return of_cell("inconsistent", sentence, todo, meaning, other + todo, "warning", variant)


DOUBTS = (
    of_cell(
        "magnitude",
        Words(
            "金額が想定より大きくなっています（千円単位か確認してください）。",
            "This amount is larger than expected (is it in thousand yen?).",
        ),
        Words(
            "円単位で記入していないか確認してください。正しい場合、修正は不要です。",
            "Please check that it was not typed in yen. If it is right, leave it.",
        ),
        Words("金額の単位の誤りが疑われます。", "Yen may have been typed as thousand yen."),
        Words(
            "{amount}千円は約{in_yen}円です。円単位で記入した場合は、{as_yen}千円に修正してください。正しい場合、修正は不要です。",
            "{amount} thousand yen is about {in_yen} yen. If it was typed in yen, enter {as_yen} (thousand yen). If it is right, leave it.",
        ),
        severity="warning",
    ),
    _doubtful(
        "lead-without-role",
        Words(
            "調達主体が都道府県ですが、「{other_label}」の回答と一致せず、「共同で調達する他の都道府県」も空欄です。",
            'The lead body is a prefecture, but "{other_label}" says otherwise and "Other prefectures" is blank.',
        ),
        Words(
            "貴都道府県が調達主体の場合は「{other_label}」を修正し、他の都道府県の場合は「共同で調達する他の都道府県」に記入してください。",
            'If your prefecture leads, change "{other_label}"; if another one does, name it at "Other prefectures".',
        ),
        Words("調達主体と都道府県の関与が一致しません。", "The lead body and the prefecture's role do not agree."),
    ),
    _doubtful(
        "running-before-start",
        Words(
            "「{other_label}」では運用中ですが、運用開始が調査の基準日より後です。",
            '"{other_label}" says that it is in operation, but it starts after the day for which answers are asked.',
        ),
        Words(
            "運用開始前の場合は「{other_label}」を、運用中の場合は運用開始の年月を修正してください。",
            'If it has not started, change "{other_label}"; if it has, change the month.',
        ),
        Words("運用中の事例の運用開始が、調査の基準日より後です。", "A case in operation starts only later."),
    ),
    _doubtful(
        "year-above-total",
        Words("1年分の費用が「{other_label}」を上回っています。", 'One year costs more than "{other_label}".'),
        Words(
            "両方の金額と単位（千円）を確認してください。", "Please check both amounts and their unit (thousand yen)."
        ),
        Words("年間運用費が総額を上回っています。", "The annual cost is above the total cost."),
    ),
    of_cell(
        "as-of-after-reply",
        Words("「{other_label}」より後の日付になっています。", 'This is later than "{other_label}".'),
        Words(
            "年の誤りがないか確認してください。正しい場合、修正は不要です。",
            "Please check the year. If it is right, leave it.",
        ),
        Words("参加状況の基準日が、回答日より後です。", "The day of the participation lies after that of the reply."),
        Words(
            "「{other_label}」は「{other_value}」です。年の誤りがないか確認してください。正しい場合、修正は不要です。",
            '"{other_label}": {other_value}. Please check the year. If it is right, leave it.',
        ),
        severity="warning",
    ),
    of_cell(
        "unlike-last-round",
        Words("前回の回答と大きく異なります。", "This differs much from last round's answer."),
        Words(
            "確認してください。正しい場合は、「前回からの変更」で「変更あり」を選択し、理由を「備考」に記入してください。",
            'Please check it. If it is right, choose "Updated" at "Since last round" and give the reason in "Remarks".',
        ),
        Words(
            "前回の金額との差が、設定した割合を超えています。",
            "The amount differs from last round's by more than is set.",
        ),
        Words(
            "前回は{last}です。正しい場合は、「前回からの変更」で「変更あり」を選択し、理由を「備考」に記入してください。",
            "Last round it was {last}. If it is right, choose "
            '"Updated" at "Since last round" and give the reason in "Remarks".',
        ),
        severity="warning",
    ),
    of_cell(
        "unlike-last-round",
        Words("参加団体（○）が前回より大きく減っています。", "Far fewer municipalities have ○ than last round."),
        Words(
            "確認してください。正しい場合は、「前回からの変更」で「変更あり」を選択し、理由を「備考」に記入してください。",
            'Please check them. If they are right, choose "Updated" at "Since last round" and give the reason in "Remarks".',
        ),
        Words(
            "前回からの参加団体の減少が、設定した割合を超えています。",
            "More participants are gone since last round than is set.",
        ),
        Words(
            "前回は{last}団体、今回は{n}団体です。正しい場合は、「前回からの変更」で「変更あり」を選択し、理由を「備考」に記入してください。",
            "Last round there were {last}, now there are {n}. If that is right, choose "
            '"Updated" at "Since last round" and give the reason in "Remarks".',
        ),
        severity="warning",
        variant="fewer-participants",
    ),
    of_cell(
        "normalised",
        Words("「{read_as}」として読み取りました。", 'This was read as "{read_as}".'),
        Words("正しい場合、対応は不要です。", "Nothing to do if that is right."),
        Words("記入を補って読み取りました。", "The answer was read otherwise than it was typed."),
        severity="info",
    ),
    of_cell(
        "normalised",
        Words("「全団体」の印から除く団体として読み取りました。", "This was read as left out of the mark for all."),
        Words("正しい場合、対応は不要です。", "Nothing to do if that is right."),
        Words("全団体の印の下で、－などが記入されています。", "A dash or the like stands where all are marked."),
        severity="info",
        variant="left-out-of-all",
    ),
    of_cell(
        "normalised",
        Words(
            "合併等による団体コード又は名称の変更のため、「{read_as}」として読み取りました。",
            'By a merger or another change, this was read as "{read_as}".',
        ),
        Words("正しい場合、対応は不要です。", "Nothing to do if that is right."),
        Words("変更前の団体コード又は名称です。", "The code or name is one of before a merger or another change."),
        severity="info",
        variant="code-succeeded",
    ),
    of_cell(
        "predecessors-differ",
        Words(
            "合併前の団体の間で○と△が異なるため、○として読み取りました。",
            "○ and △ of municipalities that were merged differ, so this was read as ○.",
        ),
        Words(
            "合併後の団体について、○又は△のいずれかを記入してください。○が正しい場合、対応は不要です。",
            "Enter ○ or △ for the municipality of today. Nothing to do if ○ is right.",
        ),
        Words("合併前の団体の間で、○と△が異なります。", "Municipalities that were merged have ○ and △ for one case."),
        severity="warning",
    ),
)
