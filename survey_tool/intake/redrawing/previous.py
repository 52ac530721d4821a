"""Last round's answers, to be filled into this round's forms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from survey_tool.form.contract.answers import Answers, CaseAnswers, Typed
from survey_tool.form.contract.marker import CASE_ID_KEY, SKIPPED_SHEETS, Topic
from survey_tool.intake.collect import Progress
from survey_tool.intake.judging.submission import JudgedCase, Submission
from survey_tool.intake.opening.reader import read_files
from survey_tool.intake.opening.returned_files import find_files
from survey_tool.intake.settling.found_out import NOTHING_FOUND_OUT, FoundOut
from survey_tool.intake.settling.round import judged, settled
from survey_tool.intake.settling.verdict import JudgedReturn
from survey_tool.questionnaire.asked.case import COSTS
from survey_tool.questionnaire.asked.participation import LIST as PARTICIPATION
from survey_tool.questionnaire.vocabulary.questions import AnswerModel, Question
from survey_tool.reference.places import Places
from survey_tool.reference.survey import Survey
from survey_tool.wording.words import Language

# What is asked anew each time; whom to ask mostly stays as it was. A remark was about that round.
_ASKED_ANEW = frozenset({"prefecture_code", "answered_on", "as_of", "no_cases", "respondent_remarks"})
_ASKED_ANEW_OF_A_CASE = frozenset({CASE_ID_KEY, "reviewed", "remarks"})


@dataclass(frozen=True)
class LastRound:
    """The answers by prefecture. Nothing is carried over of the prefectures whose returns contradict each other, nor of the
    files that are `in_doubt`: they may be another prefecture's. `succeeded` are the codes with a mark that are no longer there, and
    those of today; `differing` the cases in which municipalities that were merged since had ○ and △: ○ is carried over.
    Of the files that are `not_readable_here` nobody knows yet what they hold."""

    round: str
    answers: dict[str, Answers]
    contradictory: tuple[str, ...] = ()
    in_doubt: tuple[str, ...] = ()
    succeeded: tuple[tuple[str, str], ...] = ()
    differing: tuple[str, ...] = ()
    not_readable_here: tuple[str, ...] = ()

    @property
    def filled_in(self) -> dict[str, Answers]:
        """The answers of those who have answered anything."""
        return {code: found for code, found in self.answers.items() if found.respondent or found.cases}


def last_round(
    survey: Survey,
    folder: Path,
    progress: Progress | None = None,
    edition: Language | None = None,
    found_out: Callable[[str], FoundOut] = lambda _: NOTHING_FOUND_OUT,
) -> LastRound:
    """What came back in an earlier round as it was read, in the words of an edition; nothing that is withdrawn.

    What could not be read stands as it was typed: the new form then shows what is wrong with it. The round is the one to which
    most files of the folder belong. `found_out` says what is known of a round of that name.
    """
    limits = survey.round.limits
    files = list(read_files(find_files([folder], limits), limits, skip=SKIPPED_SHEETS, progress=progress))
    name = _round_of(judged(survey, files)) or survey.round.name
    earlier = replace(survey, round=survey.round.model_copy(update={"name": name}))
    known = found_out(name)
    collected = settled(earlier, judged(earlier, files, known), known)
    carrying = _Carrying(survey, edition or survey.round.language)
    own = (collected.of_prefecture(code) for code in survey.places.prefectures)
    counted = [each for each in own if each is not None and each.owner.certain]
    return LastRound(
        name,
        {each.owner.certainly: carrying.of(each) for each in counted},
        contradictory=tuple(filter(collected.in_conflict, survey.places.prefectures)),
        in_doubt=tuple(each.file for each in collected.submissions if each.about_its_owner),
        succeeded=tuple(dict.fromkeys(pair for each in counted for pair in _succeeded(each, survey.places))),
        differing=tuple(dict.fromkeys(case for each in counted for case in _differing(each))),
        not_readable_here=collected.not_readable_here,
    )


def _succeeded(submission: Submission, places: Places) -> Iterator[tuple[str, str]]:
    """The codes of before a merger or the like beside which something is marked, each with that of today."""
    for code in dict.fromkeys(code for case in submission.typed.cases for code in case.marks):
        if today := places.successor(code):
            yield code, today


def _differing(submission: Submission) -> Iterator[str]:
    found = (each for each in submission.findings if each.code == "predecessors-differ")
    return (each.case_id for each in found if each.case_id)


def _round_of(verdicts: Iterable[JudgedReturn]) -> str | None:
    rounds = Counter(each.submission.marker.round for each in verdicts if each.submission.marker)
    return rounds.most_common(1)[0][0] if rounds else None


class _Carrying:
    """Turns what was read back into what stands in a form of an edition."""

    def __init__(self, survey: Survey, edition: Language) -> None:
        self.survey, self.edition = survey, edition
        self._lists = survey.questionnaire.lists

    def of(self, submission: Submission) -> Answers:
        """The answers of one return. Raises `OwnerInDoubtError`."""
        own = submission.owner.certainly
        known = self.survey.questionnaire
        wrong = {(found.topic, found.case_id, found.key) for found in submission.errors}
        typed = {case.case_id: case for case in submission.typed.cases}
        unknown = _unknown_codes(submission)
        cases = [each for each in submission.cases if each.answers.get("withdrawn") is not True]
        elsewhere = (code for each in cases for code in each.marks if code[:2] != own)
        asked = _asked(known.case, _ASKED_ANEW_OF_A_CASE)

        def carried(case: JudgedCase) -> CaseAnswers:
            as_typed = typed.get(case.case_id, CaseAnswers(case.case_id))
            unread = _wrong_ones(as_typed.answers, wrong, "cases", case.case_id)
            marks = {code: self._lists[PARTICIPATION][mark].label[self.edition] for code, mark in case.marks.items()}
            return CaseAnswers(
                case.case_id,
                self._filled_in(case.answers, unread, asked),
                {**{code: mark for code, mark in as_typed.marks.items() if code in unknown}, **marks},
                carried_over=True,
                last=_compared_with(case),
            )

        unread = _wrong_ones(submission.typed.respondent, wrong, "respondent", None)
        return Answers(
            self._filled_in(submission.respondent, unread, _asked(known.respondent, _ASKED_ANEW)),
            tuple(map(carried, cases)),
            (*dict.fromkeys(elsewhere), *unknown),
        )

    def _filled_in(
        self, read: Mapping[str, object], unread: Mapping[str, Typed], questions: Mapping[str, Question]
    ) -> dict[str, Typed]:
        shown = {
            key: question.kind.show(read[key], self.edition, self._lists)
            for key, question in questions.items()
            if key in read
        }
        return {key: shown.get(key, unread.get(key)) for key in questions if key in shown or key in unread}


def _asked(model: type[AnswerModel], anew: frozenset[str]) -> dict[str, Question]:
    return {key: question for key, question in model.questions().items() if key not in anew}


def _wrong_ones(
    typed: Mapping[str, Typed],
    wrong: Collection[tuple[str | None, str | None, str | None]],
    topic: Topic,
    case_id: str | None,
) -> dict[str, Typed]:
    """The typed answers that have an error of their own."""
    return {key: cell for key, cell in typed.items() if (topic, case_id, key) in wrong}


def _unknown_codes(submission: Submission) -> tuple[str, ...]:
    """Codes that are no municipality's in this round, of one that was merged for example: the new form points them out."""
    unread = {each.municipality for each in submission.errors if each.code.startswith("municipality-")}
    return tuple(str(code) for code in submission.typed.elsewhere if str(code) in unread)


def _compared_with(case: JudgedCase) -> dict[str, int | float]:
    """What this round's rules compare with: how many took part, and every amount that is a figure."""
    amounts = {f"last_{key}": case.answers.get(key) for key in COSTS}
    taking_part = sum(mark == "participating" for mark in case.marks.values())
    told = {"last_participating": taking_part, **amounts}
    return {name: value for name, value in told.items() if isinstance(value, (int, float))}
