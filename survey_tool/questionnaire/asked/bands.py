"""The bands of questions that stand together, with the line that is said once for all of them."""

from __future__ import annotations

from dataclasses import dataclass

from survey_tool.wording.words import NOTHING, Words


@dataclass(frozen=True, slots=True)
class Band:
    """A group of questions: its heading and, where needed, what holds for all of them."""

    title: Words
    note: Words = NOTHING


BANDS: dict[str, Band] = {
    "respondent": Band(Words("回答者", "Respondent")),
    "case": Band(Words("基本情報", "Case")),
    "organisation": Band(Words("推進体制", "Organisation")),
    "costs": Band(
        Words("費用", "Costs"),
        Words(
            "金額は千円単位（千円未満四捨五入）、税込みです。無償の場合は0、金額を公表できない場合は「非公表」、"
            "把握していない場合又は未定の場合は「不明」、費目自体がない場合は「該当なし」としてください。",
            'Thousand yen, rounded, tax included. 0 = free of charge; "Not disclosed" = known but not to be published; '
            '"Unknown" = not known or not yet settled; "Not applicable" = there is no such cost.',
        ),
    ),
    "funding": Band(Words("補助金等", "Funding")),
    "procurement": Band(Words("調達・契約", "Procurement and contract")),
    "schedule": Band(
        Words("日程", "Schedule"),
        Words(
            "現在の契約に至る調達について記入してください。予定の場合は予定の年月を、団体により異なる場合は最も早い年月を"
            "記入してください。月が分からない場合は「2024年度」のように年度を、年度も分からない場合は「不明」としてください。",
            "For the procurement behind the present contract. Planned months where planned, the earliest where bodies "
            'differ. A fiscal year such as FY2024 if the month is not known, "Unknown" if neither is.',
        ),
    ),
    "background": Band(Words("経緯と効果", "Background and benefits")),
    "contact": Band(Words("仕様書・問合せ先", "Specification and contact")),
    "publication": Band(Words("公表", "Publication")),
}
