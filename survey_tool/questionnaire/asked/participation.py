"""Which municipalities take part in a case: the keys, labels and help of their codes and marks."""

from __future__ import annotations

from survey_tool.wording.words import Words

LIST = "participation"
CODE_KEY, MARK_KEY = "municipality_code", "mark"
CODE_LABEL = Words("団体コード", "Local government code")
ALL_LABEL = Words("全団体", "All municipalities")
NAME_LABEL = Words("市区町村名", "Municipality")
MARK_LABEL = Words("参加の印", "Mark of participation")
MARK_HELP = Words(
    "「参加状況の基準日」現在、利用し、又は利用を決定している市区町村は○、検討している市区町村は△、その他は空欄です。検討中の事例には△のみを使用します。",
    "○ uses it or has decided to on the as-of date, △ is considering it, blank otherwise. A case under consideration takes △ only.",
)
CODE_HELP = Words("6桁の団体コードを記入してください。", "Enter the six-digit local government code.")
