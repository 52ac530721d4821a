"""Which of several returns of one prefecture counts.

A file replaces the file that it corrects and all from which that one descends, also where one in between is no longer
there. A file without any answer yields to one with answers. Files with the same answers are one: the first by name counts, of
those that are clearly this prefecture's. Where two are left that differ, nobody can say which is meant: a conflict. File times
decide nothing.

A file with the answers of another that came under the name of a second prefecture does not count, but that is still said:
otherwise nobody would notice that this one has not answered. The same answers are in doubt wherever they came under no name at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from survey_tool.form.contract.marker import parent_of
from survey_tool.intake.judging.submission import Submission, Yielding
from survey_tool.intake.settling.verdict import JudgedReturn
from survey_tool.questionnaire.findings.finding import Finding, finding
from survey_tool.wording.words import Words

_Replaced = tuple[Yielding, tuple[Finding, ...]]  # why a return does not count, and what is said of it


def settle(returns: Sequence[JudgedReturn]) -> list[Submission]:
    """The returns of one prefecture, in the order of their names, each with the status that the others leave it."""
    if len(returns) == 1:  # nearly always, and comparing contents takes its time
        return [returns[0].submission]
    family = _Family(returns)
    returns = [
        replace(each, submission=_in_doubt(each.submission, doubts))
        if (doubts := family.shared_doubts(number))
        else each
        for number, each in enumerate(returns)
    ]
    replaced = _Family(returns).replaced()
    left = [each.submission for number, each in enumerate(returns) if number not in replaced]
    names = [each.file for each in left]
    settled = []
    for number, each in enumerate(returns):
        if number in replaced:
            # What else is the matter with it is nobody's concern any more.
            why, findings = replaced[number]
            settled.append(replace(each.submission, status="superseded", yields=why, findings=findings))
        elif len(left) > 1:
            settled.append(each.submission.marked("conflict", _conflict(each.submission, names)))
        else:
            settled.append(each.submission)
    return settled


def _in_doubt(submission: Submission, doubts: tuple[Finding, ...]) -> Submission:
    return replace(
        submission,
        owner=replace(submission.owner, doubts=doubts),
        status="needs_correction",
        findings=(*doubts, *submission.findings),
        held_back=True,
    )


class _Family:
    """The returns of a prefecture by position, and from which others each descends."""

    def __init__(self, returns: Sequence[JudgedReturn]) -> None:
        self.returns = returns
        self._short = [parent_of(each.submission.sha256) for each in returns]
        self._lines = _lines(returns, self._short)

    def replaced(self) -> dict[int, _Replaced]:
        """The returns that do not count, and why."""
        heads, replaced = self._corrected()
        answering = [head for head in heads if self._answers(head)] or heads
        blank = (head for head in heads if head not in answering)
        replaced |= {head: self._yields("superseded-blank", head, answering[-1]) for head in blank}
        for head in answering:
            counting = [each for each in heads if each != head and each not in replaced]
            if (same := self._same_answers(head, counting)) is not None:
                replaced[head] = self._yields("superseded-same", head, same)
            elif (newer := self._same_before(head, counting)) is not None:
                replaced[head] = self._yields("superseded", head, newer)
        return replaced

    def _corrected(self) -> tuple[list[int], dict[int, _Replaced]]:
        """The returns that nothing descends from, and all others with the last that descends from each."""
        everyone = range(len(self.returns))
        heads = [each for each in everyone if not any(self._descends(other, each) for other in everyone)]
        newer = {each: [head for head in heads if self._descends(head, each)] for each in everyone}
        corrected: dict[int, _Replaced] = {
            each: ("superseded", (self._said("superseded", each, found[0]),)) for each, found in newer.items() if found
        }
        return heads, corrected

    def _yields(self, why: Yielding, head: int, newer: int) -> _Replaced:
        shared = self._doubts(head) == self._doubts(newer)  # told there
        return why, (self._said(why, head, newer), *(() if shared else self._doubts(head)))

    def _same_answers(self, head: int, counting: Sequence[int]) -> int | None:
        """The return with the same answers for the sake of which this one need not count."""
        content = self.returns[head].content
        same = (other for other in counting if self._before(other, head) and self.returns[other].content == content)
        return next(same, None)

    def _same_before(self, head: int, counting: Sequence[int]) -> int | None:
        """The return that was made of one with the same answers as this, and so takes the place of both."""
        content = self.returns[head].content
        for earlier, each in enumerate(self.returns):
            if each.content == content and not self._descends(head, earlier):
                for other in counting:
                    if self._descends(other, earlier):
                        return other
        return None

    def _answers(self, number: int) -> bool:
        """Whether anything at all is answered: a form that came back as it was sent tells nothing."""
        return not self.returns[number].submission.is_blank

    def shared_doubts(self, number: int) -> tuple[Finding, ...]:
        """The doubts about others with the same answers, unless something says that these are this prefecture's own."""
        if self._doubts(number) or self.returns[number].submission.owner.confirmed or not self._answers(number):
            return ()
        content = self.returns[number].content
        same = (other for other, each in enumerate(self.returns) if self._doubts(other) and each.content == content)
        return next((self._doubts(other) for other in same), ())

    def _before(self, one: int, other: int) -> bool:
        """Which of two with the same answers is the one that counts."""
        return (bool(self._doubts(one)), one) < (bool(self._doubts(other)), other)

    def _doubts(self, number: int) -> tuple[Finding, ...]:
        return self.returns[number].submission.owner.doubts

    def _descends(self, later: int, earlier: int) -> bool:
        return self._short[earlier] in self._lines[later]

    def _said(self, why: Yielding, each: int, newer: int) -> Finding:
        files = [self.returns[number].submission.file for number in (each, newer)]
        return finding(why, {"newer": files[1]}, file=files[0])


def _lines(returns: Sequence[JudgedReturn], short: Sequence[str]) -> list[set[str]]:
    """For each return, all that it descends from: what it says itself, and what those say that are there."""
    said: dict[str, set[str]] = {}
    for each, name in zip(returns, short, strict=True):
        said.setdefault(name, set()).update(each.submission.ancestors)
    return [_line(each.submission.ancestors, said) for each in returns]


def _line(ancestors: Sequence[str], said: dict[str, set[str]]) -> set[str]:
    line: set[str] = set()
    waiting = list(ancestors)
    while waiting:
        ancestor = waiting.pop()
        if ancestor not in line:
            line.add(ancestor)
            waiting += said.get(ancestor, ())
    return line


def _conflict(submission: Submission, names: Sequence[str]) -> Finding:
    return finding(
        "conflict", {"files": Words.listed(names), "code": submission.prefecture_code or ""}, file=submission.file
    )
