"""Forms that print what is no longer so: none of them goes out with a letter that says something else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from survey_tool.form.contract.file_names import form_there
from survey_tool.form.drawn import as_property
from survey_tool.form.printed.printed_settings import DIGESTS, SETTING_LABELS, printed_settings
from survey_tool.post.letters.attachments.drawn_forms import DrawnForm, form_as_drawn
from survey_tool.wording.words import Words

if TYPE_CHECKING:
    from survey_tool.reference.survey import Survey

_DIFFERENT = Words("{label}：調査票は{printed}、現在は{today}", "{label}: {printed} in the form, {today} now")
_OTHERWISE = Words("{label}：作成した後に変更されています", "{label}: changed since it was written")
_AT = Words("{difference}（{prefectures}）", "{difference} ({prefectures})")
_NONE = Words("なし", "nothing")


@dataclass(frozen=True, slots=True)
class StaleForm:
    """The form of a prefecture that does not hold today's settings, and how it differs, in words."""

    prefecture_code: str
    differences: tuple[Words, ...]


def stale_form(survey: Survey, form: DrawnForm) -> StaleForm | None:
    """How a form differs from one that would be drawn today; nothing where it does not."""
    code, edition = form.marker.prefecture_code, form.marker.edition
    today = {name: as_property(text) for name, text in printed_settings(survey, code, edition).items()}
    differing = [name for name in today if form.printed.get(name) != today[name]]
    if not differing:
        return None
    return StaleForm(code, tuple(_told(name, form.printed.get(name), today[name]) for name in differing))


def stale_forms(survey: Survey, codes: Iterable[str]) -> tuple[StaleForm, ...]:
    """Those of the forms of some prefectures. One that is not there, that somebody has saved or that is another's is told where
    it would be sent."""
    found = ((code, form_as_drawn(form_there(survey, code))) for code in codes)
    own = (form for code, form in found if form and form.is_of(survey, code))
    return tuple(filter(None, (stale_form(survey, form) for form in own)))


def in_words(survey: Survey, stale: Sequence[StaleForm]) -> tuple[Words, ...]:
    """Each difference once, with the prefectures whose forms have it."""
    having: dict[Words, list[str]] = {}
    for each in stale:
        for difference in each.differences:
            having.setdefault(difference, []).append(each.prefecture_code)
    return tuple(
        _AT.fill(difference=difference, prefectures=survey.places.prefectures_told(codes))
        for difference, codes in having.items()
    )


def _told(name: str, printed: str | None, today: str) -> Words:
    label = SETTING_LABELS[name]
    if name in DIGESTS:
        return _OTHERWISE.fill(label=label)
    return _DIFFERENT.fill(label=label, printed=printed or _NONE, today=today or _NONE)
