"""Putting a readable copy beside a locked file, and the locked one out of the way."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from survey_tool.intake.formats.refusal import Refusal
from survey_tool.intake.opening.children import Children
from survey_tool.intake.opening.locks import WrongPasswordError
from survey_tool.intake.opening.names import SET_ASIDE
from survey_tool.intake.opening.returned_files import load_file
from survey_tool.reference.workspace import free_name, patiently, write_new

if TYPE_CHECKING:
    from survey_tool.reference.survey import Survey

_ADDED = "_unlocked"
_NO_PASSWORD = ""


@dataclass(frozen=True, slots=True)
class Copy:
    """The readable copy, where the locked file lies now, and how many locks with another password are left in the copy."""

    path: Path
    set_aside: Path
    still_locked: int = 0


class Unlocker:
    """One locked file. Leaving the context ends the process that looks into it."""

    def __init__(self, path: Path, survey: Survey) -> None:
        """Raise `Refusal` where the file cannot be loaded."""
        self._path, self._survey = path, survey
        self._limits = survey.round.limits
        self._data = load_file(path, self._limits)
        self._children = Children()

    def __enter__(self) -> Self:
        self._children.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._children.__exit__(kind, error, trace)

    @property
    def is_locked(self) -> bool:
        """Whether anything in it needs a password. Raises `Refusal` where no password would help."""
        answer = self._ask(_NO_PASSWORD)
        return bool(answer["opened"] or answer["wrong"])

    def unlock(self, passwords: Iterable[str], about_to: Callable[[], object] = lambda: None) -> Copy:
        """Writes the copy made with the first password that opens anything, then moves the locked file away. `about_to` is
        called when a password has opened it, before anything is written.

        Raises `WrongPasswordError` where none does, `FileExistsError` where a file of the copy's name is there, `Refusal`
        where the content is damaged, `OSError`.
        """
        for password in passwords:
            answer = self._ask(password)
            if answer["opened"]:
                about_to()
                copy = self._write(answer["taken_out"], ".eml" if answer["mail"] else self._path.suffix)
                return Copy(copy, self._move_away(), answer["wrong"])
        raise WrongPasswordError

    def _ask(self, password: str) -> dict[str, Any]:
        answer = self._children.ask(self._data, self._limits, password=password)
        if "refused" in answer:
            raise Refusal.of(answer["refused"])
        return answer

    def _write(self, content: bytes, ending: str) -> Path:
        """Never over anything."""
        copy = self._path.with_name(f"{self._path.stem}{_ADDED}{ending}")
        write_new(copy, content)
        return copy

    def _move_away(self) -> Path:
        returns = self._survey.submissions.resolve()
        inside = self._path.resolve().is_relative_to(returns)
        folder = (self._survey.submissions if inside else self._path.parent) / SET_ASIDE
        folder.mkdir(exist_ok=True)
        aside = free_name(folder / self._path.name)
        patiently(lambda: self._path.rename(aside))
        return aside
