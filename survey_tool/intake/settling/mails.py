"""What mails say beside the forms that came with them: the secretariat's to read, and nobody's to answer in a form."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from survey_tool.intake.locating.owner import likely_prefecture

if TYPE_CHECKING:
    from collections.abc import Mapping

    from survey_tool.intake.judging.submission import Collected, Submission
    from survey_tool.reference.survey import Survey

NOBODYS = ""
"""In the place of a prefecture, where it is not known or in doubt."""


def mails_to_read(survey: Survey, collected: Collected) -> Mapping[str, int]:
    """How many mails of each prefecture say something that nobody has noted as dealt with, in the order of codes."""
    speaking = Counter(speaks_for(survey, each) for each in collected.submissions if each.mail_to_read)
    return dict(sorted(speaking.items(), key=lambda each: (each[0] == NOBODYS, each[0])))


def speaks_for(survey: Survey, submission: Submission) -> str:
    """The prefecture for which the mail of a return speaks."""
    if submission.about_its_owner:
        return NOBODYS
    return submission.prefecture_code or likely_prefecture(submission.file, survey, submission.mail) or NOBODYS
