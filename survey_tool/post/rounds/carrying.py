"""Last round's answers in the forms of this round: which returns they are taken from, and what is told of what was filled in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from survey_tool.form.contract.file_names import form_there
from survey_tool.form.drawn import CARRIED_PROPERTY, kinds_in
from survey_tool.intake.redrawing.previous import LastRound, last_round
from survey_tool.post.acts import NotDoneError
from survey_tool.post.incoming.opening import found_out_about
from survey_tool.post.record.history import earlier_history
from survey_tool.reference.folders import NO_FOLDER
from survey_tool.reference.rounds import last_returns
from survey_tool.settings.round import is_invented
from survey_tool.wording.file_troubles import not_readable_here
from survey_tool.wording.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from survey_tool.intake.collect import Progress
    from survey_tool.intake.settling.found_out import FoundOut
    from survey_tool.post.record.history import History
    from survey_tool.reference.survey import Survey
    from survey_tool.wording.words import Language

_FEW = 5
_INVENTED = Words(
    "{folder} にあるのは、動作例の架空の回答です。実際の調査票には引き継げません。調査票は作成していません。",
    "What lies in {folder} are the invented answers of a demonstration. They are not carried over into real forms; none were "
    "written.",
)
_THIS_ROUND = Words(
    "{folder} にあるのは、今回（{round}年度）の提出ファイルです。調査票は作成していません。"
    "前回の提出ファイルのフォルダ（例：submissions/2025）を指定してください。",
    "What lies in {folder} came back in this round ({round}). No forms were written. Give the folder of last round's "
    "submissions, such as submissions/2025.",
)
_NOT_READABLE = Words(
    "前回の回答を転記することができないため、調査票は作成していません。{why}",
    "No forms were written, since last round's answers could not be filled in. {why}",
)
_CARRIED = Words(
    "前回の回答を転記した都道府県：{count}（事例{cases}件）",
    "Filled in with last round's answers: prefectures {count}, cases {cases}",
)
_NOT_CARRIED = Words(
    "前回の回答がないため転記していない都道府県：{names}", "Not filled in, because last round holds no answers: {names}"
)
_NONE_CARRIED = Words(
    "前回の回答は、1件も転記していません。{folder} に、前回提出された記入済みの調査票があることを確認してください。",
    "Nothing of last round was filled in. See that {folder} holds the filled-in forms that came back then.",
)
_CONTRADICTORY = Words(
    "前回、内容の異なる複数の提出があるため転記していない都道府県：{names}",
    "Not filled in, because last round holds more than one differing return: {names}",
)
_IN_DOUBT = Words(
    "別の都道府県の提出の可能性があるため転記していないファイル（{count}件）：{files}\n"
    "どの都道府県の提出かを確認し、記録した後（survey-tool record owner ファイル 都道府県）、もう一度実行してください。",
    "Not filled in, because they may be another prefecture's ({count}): {files}\n"
    "Find out whose they are, write it down (survey-tool record owner FILE PREFECTURE), then run this again.",
)
_FROM_TO = Words("{old}（{old_code}）→{new}（{new_code}）", "{old} ({old_code}) → {new} ({new_code})")
_SUCCEEDED = Words(
    "合併等により団体コードが変わったため、現在の団体に転記しました：{changes}",
    "Filled in for the municipalities of today, since codes have changed: {changes}",
)
_DIFFERING = Words(
    "合併前の団体の間で○と△が異なるため、○を転記した事例：{cases}\n正しいかどうかを、都道府県に確認してください。",
    "Filled in as ○, because ○ and △ of municipalities that were merged differ: {cases}\nAsk the prefecture which is right.",
)


@dataclass(frozen=True, slots=True)
class CarriedTold:
    """What is told of the answers that were filled in: `done` is the result, `noted` what somebody should look at."""

    done: tuple[Words, ...]
    noted: tuple[Words, ...]


def carried_over(survey: Survey, codes: Iterable[str]) -> Mapping[str, str]:
    """The prefectures whose form lies there with answers of an earlier round, each with the name of that round."""
    found = ((code, kinds_in(form_there(survey, code)).get(CARRIED_PROPERTY)) for code in codes)
    return {code: name for code, name in found if name}


def still_carried(survey: Survey, codes: Sequence[str]) -> Path | None:
    """The returns of which answers stand in the present forms, where those are still found: forms that are written anew hold them
    again."""
    last = last_returns(survey).folder
    return last if last and set(carried_over(survey, codes).values()) == {last.name} else None


def found_out_earlier(survey: Survey, folder: Path, history: History) -> Callable[[str], FoundOut]:
    """What people found out of the returned files of the round whose returns lie in a folder, by its name: as its own record tells,
    and this one's since. What it gives raises `RecordFileError`."""
    now = found_out_about(survey, history)

    def of(round_name: str) -> FoundOut:
        then = earlier_history(folder, round_name).found_out
        return replace(now, owners={**then.owners, **now.owners})

    return of


def answers_of_last_round(
    survey: Survey,
    folder: Path,
    history: History,
    progress: Progress | None = None,
    edition: Language | None = None,
) -> LastRound:
    """What is filled in from the returns in a folder. Raises `NotDoneError` where there is no such folder, or what lies there are no
    answers of an earlier round, or some of it cannot be read on this computer; `RecordFileError`."""
    if not folder.is_dir():
        raise NotDoneError(NO_FOLDER.fill(folder=folder))
    found = last_round(survey, folder, progress, edition, found_out_earlier(survey, folder, history))
    if files := found.not_readable_here:
        raise NotDoneError(_NOT_READABLE.fill(why=not_readable_here(files)), usage=False)
    if is_invented(found.round) and not survey.round.is_invented:
        raise NotDoneError(_INVENTED.fill(folder=folder))
    if found.round == survey.round.name and (found.filled_in or found.contradictory):
        raise NotDoneError(_THIS_ROUND.fill(folder=folder, round=found.round))
    return found


def carried_in_words(survey: Survey, codes: Sequence[str], last: LastRound, folder: Path) -> CarriedTold:
    """What is told of the forms of these prefectures."""
    carried = [answers for code in codes if (answers := last.filled_in.get(code))]
    cases = sum(len(answers.cases) for answers in carried)
    done = (_CARRIED.fill(count=len(carried), cases=cases),) if carried else ()
    return CarriedTold(done, tuple(_noted(survey, codes, last, folder)))


def _noted(survey: Survey, codes: Sequence[str], last: LastRound, folder: Path) -> Iterator[Words]:
    told = survey.places.prefectures_told
    contradictory = [code for code in codes if code in last.contradictory]
    without = [code for code in codes if code not in last.filled_in and code not in contradictory]
    if contradictory:
        yield _CONTRADICTORY.fill(names=told(contradictory))
    if last.in_doubt:
        yield _IN_DOUBT.fill(count=len(last.in_doubt), files=Words.first_few(last.in_doubt, _FEW))
    yield from _succeeded(survey, codes, last)
    if not any(code in last.filled_in for code in codes):
        yield _NONE_CARRIED.fill(folder=folder)
    elif without:
        yield _NOT_CARRIED.fill(names=told(without))


def _succeeded(survey: Survey, codes: Sequence[str], last: LastRound) -> Iterator[Words]:
    """That municipalities were merged or renamed since, of those prefectures for which forms are written."""
    places = survey.places
    was = {each.old_code: each.old_name for each in places.code_changes}
    changed = [
        _FROM_TO.fill(old=was[old], old_code=old, new=places.municipalities[new].name, new_code=new)
        for old, new in last.succeeded
        if new[:2] in codes
    ]
    if changed:
        yield _SUCCEEDED.fill(changes=Words.listed(changed))
    if differing := [case for case in last.differing if case[:2] in codes]:
        yield _DIFFERING.fill(cases=", ".join(differing))
