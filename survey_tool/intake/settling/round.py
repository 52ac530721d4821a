"""The returns of a round settled: file by file, then prefecture by prefecture, then between prefectures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import reduce

from survey_tool.intake.cells.grid import CoveringMail, Refused, ReturnedFile
from survey_tool.intake.judging.order import in_order
from survey_tool.intake.judging.submission import Collected, JudgedCase, Status, Submission
from survey_tool.intake.locating.owner import NOBODY, owner_of_refused
from survey_tool.intake.opening.names import CONTAINER_ENDINGS, WORKBOOK_ENDINGS
from survey_tool.intake.settling.differing import left_as_merged
from survey_tool.intake.settling.doubles import Report, suspected
from survey_tool.intake.settling.found_out import NOTHING_FOUND_OUT, FoundOut, with_confirmed
from survey_tool.intake.settling.lineage import settle
from survey_tool.intake.settling.verdict import Judge, JudgedReturn
from survey_tool.questionnaire.findings.finding import Finding, finding
from survey_tool.reference.survey import Survey
from survey_tool.wording.words import Words

_BOTH, _OTHER, _NEITHER = _KINDS = "double-named-by-both", "double-named-by-other", "double-not-named"
_OTHER_CASE = Words("{prefecture}の事例 {case_id}「{name}」", '{prefecture}\'s case {case_id} "{name}"')
_SENTENCES = Words("{first}{then}", "{first} {then}")
_OTHER_PREFECTURES = "co_prefectures"
_READABLE = frozenset({"accepted", "needs_correction", "superseded", "conflict"})
_COUNTING = frozenset({"accepted", "needs_correction"})


def judged(
    survey: Survey, results: Iterable[ReturnedFile | Refused], found_out: FoundOut = NOTHING_FOUND_OUT
) -> list[JudgedReturn]:
    """The verdict on each file, in the order of their names."""
    judge = Judge(survey, found_out.of_owners)
    return together([judged_alone(judge, each, found_out) for each in results])


def judged_alone(judge: Judge, result: ReturnedFile | Refused, found_out: FoundOut = NOTHING_FOUND_OUT) -> JudgedReturn:
    """The verdict on one file, whatever else came."""
    if isinstance(result, Refused):
        return _with_mail(JudgedReturn(_refused(judge.survey, result, found_out)), result.mail)
    return _with_mail(judge.judge(result), result.mail)


def together(verdicts: Iterable[JudgedReturn]) -> list[JudgedReturn]:
    """The verdicts on all files in the order of their names."""
    return sorted(verdicts, key=lambda each: (each.submission.file, each.submission.sha256))


def settled(survey: Survey, verdicts: Sequence[JudgedReturn], found_out: FoundOut = NOTHING_FOUND_OUT) -> Collected:
    """The round as a whole: which return of a prefecture counts, who is missing, what may have been reported twice, what mails say."""
    of_prefecture: dict[str, list[int]] = {}
    for number, each in enumerate(verdicts):
        code = each.submission.prefecture_code
        if code is not None and each.submission.status in _READABLE:
            of_prefecture.setdefault(code, []).append(number)
    submissions = [each.submission for each in verdicts]
    for numbers in of_prefecture.values():
        own = _settled_together(survey, [verdicts[each] for each in numbers])
        for number, submission in zip(numbers, own, strict=True):
            submissions[number] = submission
    missing = tuple(code for code in survey.places.prefectures if code not in of_prefecture)
    told = _with_sayings(_with_doubles(survey, submissions, verdicts))
    return Collected(with_confirmed(told, found_out), missing)


def _settled_together(survey: Survey, own: Sequence[JudgedReturn]) -> Iterator[Submission]:
    """The returns of one prefecture, each as the others leave it."""
    for verdict, submission in zip(own, settle(own), strict=True):
        if len(own) > 1 and submission.status in _COUNTING:
            others = [each.submission for each in own if each is not verdict]
            yield left_as_merged(survey, replace(verdict, submission=submission), others)
        else:
            yield submission


def _with_mail(verdict: JudgedReturn, mail: CoveringMail | None) -> JudgedReturn:
    return replace(verdict, submission=replace(verdict.submission, mail=mail)) if mail else verdict


def _with_sayings(submissions: Sequence[Submission]) -> list[Submission]:
    """The same with what a mail says, once: at the first of its files that counts, else at the first that could be read, else at the first.
    It is told whatever becomes of the files: the form may have come from elsewhere as well, the words have not."""
    speaking: dict[CoveringMail, list[int]] = {}
    for number, each in enumerate(submissions):
        if each.mail and each.mail.says:
            speaking.setdefault(each.mail, []).append(number)
    told = list(submissions)
    for mail, numbers in speaking.items():
        number = min(numbers, key=lambda each: (not submissions[each].marker, submissions[each].status == "superseded"))
        fills = {"says": mail.says, **_about_mail(mail)}
        said = finding("mail-says", fills, file=told[number].file, wording=mail.wording)
        told[number] = replace(told[number], findings=(said, *told[number].findings))
    return told


def _about_mail(mail: CoveringMail) -> dict[str, Words]:
    return {
        "sender": Words.same(mail.sender) if mail.sender else _UNKNOWN,
        "subject": Words.same(mail.subject) if mail.subject else _NONE,
    }


_UNKNOWN, _NONE = Words("不明", "unknown"), Words("なし", "none")
_BY_REASON = {
    "empty": "file-empty",
    "ods-password": "ods-encrypted",
    "archive-password": "archive-encrypted",
    "rights": "label-encrypted",
    "nested": "archive-in-archive",
    "packed": "file-packed",
    "no-form-in-mail": "mail-without-form",
}
_LONGEST_ENDING = 5
_STATUSES: dict[str, Status] = {"file-not-ours": "not_a_submission", "file-encrypted": "locked"}


def _refused(survey: Survey, file: Refused, found_out: FoundOut) -> Submission:
    """A file that was not read. Its name, or the mail with it, may say whose it is, so that somebody can be written to."""
    ours = file.code != "file-not-ours"
    fills: dict[str, object] = {"reason": file.reason, **file.details}
    if file.mail and file.why == "no-form-in-mail":
        fills |= _about_mail(file.mail) | {"attached": file.details["attached"] or _NONE}
    # What is no form may be anybody's, unless a person has found out.
    owner = owner_of_refused(file, survey, found_out.of_owners) if ours or file.sha256 in found_out.owners else NOBODY
    said = finding(_name_of_refusal(file), {"kind": _ending(file.name).upper()} | fills, file=file.name)
    return Submission(
        file.name,
        file.sha256,
        _STATUSES.get(file.code, "unreadable"),
        owner,
        findings=(said, *owner.doubts),
    )


def _name_of_refusal(file: Refused) -> str:
    """The entry of the catalogue. What was never a workbook cannot be saved again as one."""
    if file.code == "file-not-ours" and not (file.mail and file.why in _BY_REASON):
        ending = _ending(file.name)
        known = f".{ending}" in (*WORKBOOK_ENDINGS, *CONTAINER_ENDINGS)
        return "file-of-another-kind" if ending and not known else file.code
    if file.why == "damaged" and not file.name.lower().endswith(WORKBOOK_ENDINGS):
        return "file-no-workbook"
    return _BY_REASON.get(file.why, file.code)


def _ending(name: str) -> str:
    """By which people know what a file is; blank where it has none."""
    ending = name.rpartition("/")[2].rpartition(".")[2].lower() if "." in name.rpartition("/")[2] else ""
    return ending if ending.isascii() and ending.isalnum() and len(ending) <= _LONGEST_ENDING else ""


def _with_doubles(
    survey: Survey, submissions: Sequence[Submission], verdicts: Sequence[JudgedReturn]
) -> tuple[Submission, ...]:
    """The same with a question at cases that other prefectures may have reported too, one for each case. Of a pair the one that
    does not name the other is asked, the first where that is said of neither."""
    places = {
        case.case_id: (number, case)
        for number, each in enumerate(submissions)
        if each.status in _COUNTING and each.owner.certain  # else it may be the same return under two names
        for case in each.cases
    }
    reports = (_report(case) for _, case in places.values() if case.answers.get("withdrawn") is not True)
    others_of: dict[str, list[tuple[Report, Report]]] = {}
    for first, second in suspected(reports):
        own, other = (second, first) if first.names(second) and not second.names(first) else (first, second)
        others_of.setdefault(own.case_id, []).append((own, other))
    more: dict[int, list[Finding]] = {}
    for case_id, pairs in others_of.items():
        number, case = places[case_id]
        more.setdefault(number, []).append(_double(survey, case, pairs, verdicts[number]))
    with_more = list(submissions)
    for number, findings in more.items():
        each = submissions[number]
        with_more[number] = replace(each, findings=in_order((*each.findings, *findings), verdicts[number].sheets))
    return tuple(with_more)


def _report(case: JudgedCase) -> Report:
    return Report(case.case_id, case.case_id[:2], case.answers)


def _double(survey: Survey, case: JudgedCase, pairs: Sequence[tuple[Report, Report]], verdict: JudgedReturn) -> Finding:
    """The secretariat is told all cases that this one (first of each pair) may be, in one sentence."""
    question = survey.questionnaire.case.questions()[_OTHER_PREFECTURES]
    return finding(
        "double-report-suspected",
        {"other_cases": Words.listed(_other_case(survey, other) for _, other in pairs)},
        outside=_told_outside(survey, pairs),
        sheet=verdict.cases_sheet,
        cell=verdict.cell_of_case(case.case_id, _OTHER_PREFECTURES),
        label=question.label,
        key=_OTHER_PREFECTURES,
        case_id=case.case_id,
        topic="cases",
    )


def _other_case(survey: Survey, other: Report) -> Words:
    return _OTHER_CASE.fill(
        prefecture=survey.places.prefectures[other.prefecture_code].name,
        case_id=other.case_id,
        name=str(other.answers.get("name") or ""),
    )


def _told_outside(survey: Survey, pairs: Sequence[tuple[Report, Report]]) -> tuple[Words, Words]:
    """Sentence and suggestion for its prefecture, each kind once. It is told of the others only where they have named it: what
    is not published yet is nobody else's."""
    of_kind: dict[str, dict[str, Words]] = {}
    for own, other in pairs:
        code = other.prefecture_code
        of_kind.setdefault(_kind(own, other), {})[code] = survey.places.prefectures[code].name
    told = [
        finding(kind, {"other_prefecture": Words.listed(of_kind[kind].values())}) for kind in _KINDS if kind in of_kind
    ]
    return _in_one(each.sentence for each in told), _in_one(each.suggestion for each in told)


def _kind(own: Report, other: Report) -> str:
    if not other.names(own):
        return _NEITHER
    return _BOTH if own.names(other) else _OTHER


def _in_one(sentences: Iterable[Words]) -> Words:
    return reduce(lambda first, then: _SENTENCES.fill(first=first, then=then), sentences)
