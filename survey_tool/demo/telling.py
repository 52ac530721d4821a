"""Tells the story step by step: what is done, how long it took, which file to open next."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from survey_tool.wording.words import Words

Say = Callable[[Words], None]

_TITLE = Words("［{number}/{all}］{title}", "[{number}/{all}] {title}")
_LINE = Words("　　{line}", "      {line}")
_TOOK = Words("　　所要時間：{seconds:.1f}秒", "      Took {seconds:.1f} seconds.")
_OPEN = Words("　　次に開くファイル：{path}", "      Open next: {path}")


class Step:
    """One step being told."""

    def __init__(self, say: Say) -> None:
        self.say = say
        self.next: Path | None = None

    def tell(self, line: Words, **values: object) -> None:
        """Says one line of what was done; without values the line stands as it is, whatever people typed into it."""
        self.say(_LINE.fill(line=line.fill(**values) if values else line))

    def open(self, path: Path | None) -> None:
        """Names the file to open next."""
        self.next = path


class Teller:
    """Numbers the steps and measures them."""

    def __init__(self, say: Say, steps: int) -> None:
        self._say, self._steps, self._number = say, steps, 0

    @contextmanager
    def step(self, title: Words) -> Iterator[Step]:
        """A step: its title is said first, its time and the file to open last."""
        self._number += 1
        self._say(_TITLE.fill(number=self._number, all=self._steps, title=title))
        begun = time.perf_counter()
        step = Step(self._say)
        yield step
        self._say(_TOOK.fill(seconds=time.perf_counter() - begun))
        if step.next is not None:
            self._say(_OPEN.fill(path=step.next))
