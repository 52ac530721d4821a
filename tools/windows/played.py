"""A round by commands, played in the same way here and on Windows: what it writes has to be the same bytes."""

from __future__ import annotations

import hashlib
import shutil
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from survey_tool.demo.cases import Reply, ToldCase
from survey_tool.demo.typing import entries, type_into
from survey_tool.reference.survey import open_survey
from tests.secretary import CASE, RESPONDENT
from tools.windows.refusing import RefusedError

ROUND = "2026"
SETTINGS = f"""
round = "{ROUND}"
language = "ja"

[secretariat]
name = {{ ja = "調査事務局", en = "Survey office" }}
phone = "03-1111-2222"
email = "survey@secretariat.example.go.jp"
return_address = "survey@secretariat.example.go.jp"
"""
_MISTAKEN = {"publication": ""}
COMPARED = ("templates", "mail", "published")
"""The folders of a round whose files are compared; what tells a time of day lies elsewhere."""


@dataclass(frozen=True)
class Player:
    """Where a round lies as this machine sees it, and what runs a command there: given its words, it returns exit code and what
    was said."""

    workspace: Path
    run: Callable[..., tuple[int, str]]

    def expect(self, code: int, *words: str) -> None:
        """Runs a command that has to end with this exit code. Raises `RefusedError` with what it said."""
        ended, said = self.run(*words)
        if ended != code or "Traceback" in said:
            raise RefusedError(f"survey-tool {' '.join(words)}: exit code {ended} instead of {code}\n{said}")


def play(player: Player, returns: Path | None = None) -> Mapping[str, str]:
    """A round from `init` to `publish`; the SHA-256 of every file that is compared. What comes back are the files of a folder, else
    forms that are filled in here, which never gives the same bytes twice. Raises `RefusedError`."""
    workspace = player.workspace
    workspace.mkdir(parents=True)
    player.expect(0, "init")
    # As Notepad and Excel save on such a computer: with CR LF; the list of addresses in cp932.
    (workspace / "survey.toml").write_bytes(SETTINGS.replace("\n", "\r\n").encode())
    contacts = workspace / "contacts.csv"
    contacts.write_bytes(_addressed(contacts.read_text(encoding="utf-8-sig")).replace("\n", "\r\n").encode("cp932"))
    player.expect(0, "generate")
    player.expect(0, "mail", "invite")
    player.expect(0, "record", "sent", "invite")
    if returns:
        shutil.copytree(returns, workspace / "submissions" / ROUND, dirs_exist_ok=True)
    else:
        _answered(workspace, "16", {})
        _answered(workspace, "31", _MISTAKEN)
    player.expect(1, "validate", "--json", "report.json")
    player.expect(0, "mail", "correct")
    player.expect(0, "status", "--json", "status.json")
    player.expect(1, "publish")  # one return waits to be corrected
    player.expect(0)
    return digests(workspace)


def digests(workspace: Path) -> Mapping[str, str]:
    """The SHA-256 of every compared file, by its name in the round."""
    return {
        path.relative_to(workspace).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for folder in COMPARED
        for path in sorted((workspace / folder).rglob("*"))
        if path.is_file()
    }


def differing(here: Mapping[str, str], there: Mapping[str, str]) -> list[str]:
    """The files that are not the same, or on one side only."""
    return sorted(name for name in {*here, *there} if here.get(name) != there.get(name))


def told_apart(names: Iterable[str], here: Path, there: Path) -> Iterator[str]:
    """Of files that differ, whether their members do, or only how those are compressed: another zlib does the latter."""
    for name in names:
        members = [_members(side / name) for side in (here, there)]
        known = all(members)
        yield f"{name} (members: {', '.join(differing(*members)) or 'the same'})" if known else name


def _members(archive: Path) -> dict[str, str]:
    if not zipfile.is_zipfile(archive):
        return {}
    with zipfile.ZipFile(archive) as source:
        return {each: hashlib.sha256(source.read(each)).hexdigest() for each in source.namelist()}


def _addressed(contacts: str) -> str:
    lines = []
    for line in contacts.splitlines():
        code, *rest = line.split(",")
        lines.append(f"{code},{rest[0]},情報政策課,,joho@pref{code}.example.lg.jp,to" if code.isdigit() else line)
    return "\n".join(lines) + "\n"


def _answered(workspace: Path, code: str, changes: Mapping[str, str]) -> None:
    """A prefecture types into its form and sends it back."""
    survey = open_survey(workspace)
    (form,) = (workspace / "templates" / ROUND).glob(f"*_{code}_*.xlsx")
    told = {key: text for key, text in {**CASE, **changes}.items() if text}
    reply = Reply(code, RESPONDENT, (ToldCase("", f"{code}-{ROUND}-01", told, {}, ()),))
    type_into(form, workspace / "submissions" / ROUND / form.name, entries(reply, survey.questionnaire, "ja"))
