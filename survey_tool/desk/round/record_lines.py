"""What a line of the record is about, as a person would say it: no ids of letters, no codes of findings, no hashes."""

from __future__ import annotations

import re

from survey_tool.desk.words import TEXTS
from survey_tool.post.kinds import KINDS
from survey_tool.post.record.letters import recipients
from survey_tool.post.record.line import DELIVERY, Line, content_of
from survey_tool.reference.survey import Survey
from survey_tool.wording.days import day_as_written, day_in_words, to_the_minute
from survey_tool.wording.words import NOTHING, Words

_LETTERS = frozenset({"drafted", *DELIVERY})
_ANSWERS = frozenset({"confirmed", "listed"})
_COUNTS = frozenset({"generated", "published"})
_LETTER = re.compile(rf"-({'|'.join(KINDS)})-\d\d-(\d+)")
_REMOVED = re.compile(r"files=(\d+) ")
_AT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d[\d:.]*(?:[+-]\d\d:\d\d)?")


def about(line: Line, survey: Survey) -> Words:
    """What it is about, beside what was done; nothing where that says it all."""
    if line.what in _LETTERS:
        return _of_a_letter(line)
    if line.what in _ANSWERS:
        return _of_an_answer(line, survey)
    if line.what in _COUNTS:
        return TEXTS["count"].fill(count=line.detail.rpartition("=")[2]) if line.detail else NOTHING
    if line.what == "closed" and (removed := _REMOVED.match(line.subject)):
        return TEXTS["closed_removed"].fill(count=removed[1])
    if line.what == "extended" and (day := day_as_written(line.subject)):
        return day_in_words(day)
    known = line.detail or ("" if content_of(line.subject) != line.subject else line.subject)
    return Words.same(_AT.sub(_minute, known))


def _of_a_letter(line: Line) -> Words:
    found = _LETTER.search(line.subject)
    if found is None:
        return Words.same(line.detail)
    kind = TEXTS[f"kind_{found[1]}"]
    number = TEXTS["letter_number"].fill(number=found[2]) if found[2] != "1" else NOTHING
    return kind + number + (Words.same(f" {told}") if (told := recipients(line)) else NOTHING)


def _of_an_answer(line: Line, survey: Survey) -> Words:
    """Of a case or a prefecture, and which question; behind it what somebody wrote about it."""
    parts = line.subject.split()
    place, key = parts[-4:-3], parts[-2:-1]
    asked = {**survey.questionnaire.respondent.questions(), **survey.questionnaire.case.questions()}
    where = [asked[each].label if each in asked else _municipality(each, survey) for each in key if each != "-"]
    return Words.listed([*place, *where]) + Words.same(f" {line.detail}" if line.detail else "")


def _municipality(code: str, survey: Survey) -> Words | str:
    known = survey.places.municipalities
    return known[code].name if code in known else code


def _minute(found: re.Match[str]) -> str:
    return to_the_minute(found[0])
