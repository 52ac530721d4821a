"""Which of the reported cases are published, and for which one reason each of the others is not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from survey_tool.intake.judging.submission import REPORTING, UNREAD, Collected, JudgedCase, Participation, Submission
from survey_tool.intake.settling.doubles import Report, groups
from survey_tool.questionnaire.vocabulary.kinds import month_span
from survey_tool.questionnaire.vocabulary.questions import AnswerModel
from survey_tool.reference.survey import Survey
from survey_tool.release.choosing.release import Excluded, PublishedCase, Reason, Release
from survey_tool.settings.target_period import TargetPeriod

Illustrative = Mapping[str, frozenset[str]]
_CONTACT = "contact_department"
_OF_RESPONDENT = ("department", "as_of")
"""What of the respondent is published with its cases."""


@dataclass(frozen=True)
class _Reported:
    """One reported case before any decision; of a conflict all versions of it are one."""

    case_id: str
    prefecture_code: str
    versions: tuple[JudgedCase, ...]
    respondent: Mapping[str, object]
    in_conflict: bool
    held_back: bool

    @property
    def answers(self) -> AnswerModel | None:
        return self.versions[0].validated

    @property
    def system_types(self) -> tuple[str, ...]:
        """Types as far as they could be read, of every version."""
        return tuple(dict.fromkeys(each for version in self.versions for each in _system_types(version.answers)))

    @property
    def needs_correction(self) -> bool:
        """Whether no version of it could be published as it is."""
        return self.held_back or all(version.has_error for version in self.versions)


def select(survey: Survey, collected: Collected, illustrative: Illustrative | None = None) -> Release:
    """What is published of a round.

    A case is published where no reason speaks against it (`release.REASONS`, the first one counts) and it is not merged
    into another prefecture's report. Superseded files count nowhere. `illustrative` names, by case id, the answers and
    municipality codes whose values were added for a demonstration; of an invented round all are.
    """
    reported = _reported(collected.submissions)
    if survey.round.is_invented:
        illustrative = {each.case_id: _everything(each) for each in reported}
    reasons = [reason(each, survey.round.target_period) for each in reported]
    publishable = [each for each, why in zip(reported, reasons, strict=True) if why is None]
    merged = _merged(publishable)
    cases, excluded = [], []
    for each, why in zip(reported, reasons, strict=True):
        if why is None and (each.case_id not in merged or merged[each.case_id][0] is each):
            cases.append(_published(merged.get(each.case_id, (each,)), illustrative or {}))
        else:
            found = why or "double_report"
            excluded.append(Excluded(each.case_id, each.prefecture_code, found, each.system_types))
    return Release(
        survey=survey,
        cases=tuple(cases),
        excluded=tuple(excluded),
        answered=frozenset(survey.places.prefectures).difference(collected.missing, _blank(collected.submissions)),
        unsettled=frozenset(_unsettled(collected.submissions)),
        none_to_report=frozenset(_none_to_report(collected.submissions)),
        unreadable_files=sum(each.status in UNREAD for each in collected.submissions),
    )


def reason(case: _Reported, period: TargetPeriod) -> Reason | None:
    """The first reason for which a case is not published, None where it is publishable."""
    if case.needs_correction:
        return "needs_correction"
    if case.in_conflict:
        return "conflict"
    answers = _answers(case)
    if answers["withdrawn"]:
        return "withdrawn"
    if answers["publication"] == "do_not_publish":
        return "not_consented"
    if answers["prefecture_role"] == "none":
        return "no_prefecture_involved"
    if answers["prefecture_role"] == "unknown":
        return "role_unclear"
    inside = in_period(answers["status"], answers["operation_start_on"], answers["contract_end_on"], period)
    return None if inside else "outside_period"


def in_period(status: object, start: object, end: object, period: TargetPeriod) -> bool:
    """Whether a case lies in the target period, that is, was in operation at some time in it.

    | status                | start                                    | end                                          |
    | --------------------- | ---------------------------------------- | -------------------------------------------- |
    | considering,          | not looked at: inside                    | not looked at: inside                        |
    | in preparation        |                                          |                                              |
    | in operation, ended   | blank, unknown: inside                   | blank, unknown: inside                       |
    |                       | after the period's last March: outside   | before the period's first April: outside     |
    |                       | a fiscal year counts from its first month | a fiscal year counts until its last month   |

    A fiscal year is a span, so that only what lies outside for certain is left out.
    """
    if status not in ("in_operation", "ended"):
        return True
    started, ended = month_span(start), month_span(end)
    too_late = started is not None and started[0] > period.last_month
    too_early = ended is not None and ended[1] < period.first_month
    return not (too_late or too_early)


def _reported(submissions: Iterable[Submission]) -> list[_Reported]:
    """All cases that count as reported, by prefecture and id; those of submissions in conflict once for all versions."""
    versions: dict[tuple[str, str, int], list[tuple[Submission, JudgedCase]]] = {}
    for submission in submissions:
        if submission.status in REPORTING:
            for each in submission.cases:
                apart = 0 if submission.status == "conflict" else len(versions) + 1
                key = (submission.prefecture_code or "", each.case_id, apart)
                versions.setdefault(key, []).append((submission, each))
    return [
        _Reported(
            case_id,
            code,
            tuple(case for _, case in told),
            told[0][0].respondent,
            in_conflict=told[0][0].status == "conflict",
            held_back=all(submission.held_back for submission, _ in told),
        )
        for (code, case_id, _), told in sorted(versions.items(), key=lambda each: each[0])
    ]


def _merged(publishable: Sequence[_Reported]) -> dict[str, tuple[_Reported, ...]]:
    """For every case id of a group of double reports the whole group, the one that is kept first."""
    by_place = {(each.prefecture_code, each.case_id): each for each in publishable}
    reports = (Report(each.case_id, each.prefecture_code, _answers(each)) for each in publishable)
    found = {}
    for group in groups(reports):
        members = tuple(by_place[report.prefecture_code, report.case_id] for report in group)
        found.update({member.case_id: members for member in members})
    return found


def _published(group: Sequence[_Reported], illustrative: Illustrative) -> PublishedCase:
    """A case as published: the answers and the respondent of the first report, the participants of all."""
    kept, answers = group[0], group[0].answers
    if answers is None:
        raise ValueError(f"{kept.case_id}: only a case without an error can be published")
    told = [(each.versions[0].marks, illustrative.get(each.case_id, frozenset())) for each in group]
    marks = _united(marks for marks, _ in told)
    added = {code for code, mark in marks.items() if all(code in own for seen, own in told if seen.get(code) == mark)}
    listed = told[0][1] & {*type(answers).questions(), "as_of"}
    department, as_of = kept.respondent.get("department"), kept.respondent.get("as_of")
    if getattr(answers, _CONTACT) is None and department:
        answers = answers.model_copy(update={_CONTACT: department})
        listed |= {_CONTACT} if "department" in told[0][1] else set()
    return PublishedCase(
        case_id=kept.case_id,
        prefecture_codes=tuple(each.prefecture_code for each in group),
        answers=answers,
        marks=marks,
        illustrative=listed | added,
        named_codes=tuple(code for code in _named(group) if code not in {each.prefecture_code for each in group}),
        as_of=as_of if marks and isinstance(as_of, dt.date) else None,
    )


def _everything(case: _Reported) -> frozenset[str]:
    keys = (key for version in case.versions for key in (*version.answers, *version.marks))
    return frozenset({*keys, *_OF_RESPONDENT})


def _named(group: Sequence[_Reported]) -> tuple[str, ...]:
    """The prefectures that any of the reports names."""
    told = (_answers(each).get("co_prefectures") or () for each in group)
    return tuple(dict.fromkeys(str(code) for codes in told if isinstance(codes, tuple) for code in codes))


def _united(told: Iterable[Mapping[str, Participation]]) -> dict[str, Participation]:
    """The marks of all reports; who participates in one of them participates."""
    united: dict[str, Participation] = {}
    for marks in told:
        united.update({code: mark for code, mark in marks.items() if united.get(code) != "participating"})
    return dict(sorted(united.items()))


def _blank(submissions: Iterable[Submission]) -> Iterator[str]:
    """Prefectures that have returned a blank form and nothing else: a blank one counts only where no other does."""
    for submission in submissions:
        if submission.prefecture_code and submission.status in REPORTING and submission.is_blank:
            yield submission.prefecture_code


def _unsettled(submissions: Iterable[Submission]) -> Iterator[str]:
    """Prefectures of whose answer nothing holds yet."""
    for submission in submissions:
        held_back = submission.status == "needs_correction" and submission.held_back and not submission.is_blank
        if submission.prefecture_code and (held_back or submission.status == "conflict"):
            yield submission.prefecture_code


def _none_to_report(submissions: Iterable[Submission]) -> Iterable[str]:
    for submission in submissions:
        if submission.status == "accepted" and submission.none_to_report and submission.prefecture_code:
            yield submission.prefecture_code


def _answers(case: _Reported) -> dict[str, object]:
    return dict(case.answers) if case.answers is not None else {}


def _system_types(answers: Mapping[str, object]) -> tuple[str, ...]:
    main, also = answers.get("system_type"), answers.get("system_types_also")
    return (*((str(main),) if main else ()), *(also if isinstance(also, tuple) else ()))
