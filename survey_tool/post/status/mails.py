"""What prefectures write in their mails, which no form holds: to be read by a person, and dealt with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from survey_tool.wording.words import Words

if TYPE_CHECKING:
    from survey_tool.intake.judging.submission import Collected
    from survey_tool.reference.survey import Survey

_TO_READ = Words(
    "メールの本文に連絡事項があります（{names}）。本文を確認し、回答の訂正の場合は、修正した調査票の提出を依頼します。"
    "対応が済んだ場合は、確認済みであることを記録します（survey-tool record confirm 都道府県 mail-says）。",
    "Mails say something ({names}). Read them; where an answer is corrected, ask for a corrected form. Once that is dealt with, note it "
    "(survey-tool record confirm PREFECTURE mail-says).",
)
_WHOSE_FIRST = Words(
    "提出元が不明な場合は、先に提出元を記録します（survey-tool record owner ファイル 都道府県）。",
    " Where the sender is unknown, note first whose it is (survey-tool record owner FILE PREFECTURE).",
)
_SOMEBODY = Words("提出元不明", "sender unknown")


def to_be_read_in_words(survey: Survey, collected: Collected) -> Words | None:
    """Whose mails say something with which nobody has dealt; None where there are none."""
    if not any(each.mail_to_read for each in collected.submissions):
        return None
    # Loaded where files were judged, of no use before.
    from survey_tool.intake.settling.mails import NOBODYS, mails_to_read

    said = mails_to_read(survey, collected)
    known = [code for code in said if code]
    names = [survey.places.prefectures_told(known)] if known else []
    if NOBODYS not in said:
        return _TO_READ.fill(names=Words.listed(names))
    return _TO_READ.fill(names=Words.listed([*names, _SOMEBODY])) + _WHOSE_FIRST
