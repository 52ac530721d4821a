"""Days as letters, forms and the console write them, whatever the locale of the machine."""

from __future__ import annotations

import datetime as dt

from survey_tool.wording.words import Words

_WEEKDAY_NAMES = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
_WEEKDAYS = tuple(map(Words, "月火水木金土日", _WEEKDAY_NAMES.split()))
_MONTH_NAMES = "January February March April May June July August September October November December"
_FIRST_YEAR = 1900
_MONTHS = tuple(_MONTH_NAMES.split())


def day_in_words(day: dt.date) -> Words:
    """2026年12月11日（金） / Friday, 11 December 2026."""
    weekday = _WEEKDAYS[day.weekday()]
    return Words(
        f"{day.year}年{day.month}月{day.day}日（{weekday.ja}）",
        f"{weekday.en}, {day.day} {_MONTHS[day.month - 1]} {day.year}",
    )


def day_as_written(text: str) -> dt.date | None:
    """A day as people and programs write it, `2026-12-25`, or as Excel does, `2026/12/25`; nothing where it is none, or of a year that
    nobody means: 26/12/25 is not of the year 26."""
    try:
        day = dt.date(*map(int, text.replace("/", "-").split("-")))
    except (ValueError, TypeError):
        return None
    return day if day.year >= _FIRST_YEAR else None


def to_the_minute(at: dt.datetime | str) -> str:
    """A moment by the clock of this computer, `2026-12-01 09:05`; a text in which it stands as ISO 8601. What is none, or of a year that no clock
    here tells, stays as it is: it may have been typed, or come with a mail."""
    try:
        at = dt.datetime.fromisoformat(at) if isinstance(at, str) else at
        return f"{at.astimezone():%Y-%m-%d %H:%M}"
    except (ValueError, OverflowError, OSError):
        return str(at)
