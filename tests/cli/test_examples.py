"""What the handbook, the README and the pages of help tell to type works when it is typed, in the order in which it stands there: by
a secretary in the second year, with last year's folder beside this one's."""

from __future__ import annotations

import datetime as dt
import io
import re
import shlex
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import click
import pytest

from survey_tool.cli.console.help import every_command
from survey_tool.cli.entry import survey_tool
from survey_tool.form.workbook import draw
from survey_tool.reference.workspace import write_whole
from survey_tool.wording.words import LANGUAGES, Language
from tests import ROOT
from tests.commands import Done, command
from tests.forms import TOKYO, filled, the_survey
from tests.mails import locked_xlsx
from tests.secretary import SETTINGS, Secretary, few_prefectures

TYPED = re.compile(r"`(survey-tool(?: [^`]*)?)`|^    (survey-tool(?: .*)?)$", re.MULTILINE)
ISHIKAWA = "17"
CODES = ("11", "12", TOKYO, ISHIKAWA)
CASE = "13-2026-03"
PASSWORD = "別便-Abc12345"
DAYS = {
    "as_of": "2025-12-01",
    "sent_on": "2025-11-24",
    "deadline": "2025-12-11",
    "second_deadline": "2025-12-18",
    "published_on": "2026-03-01",
}
ELSEWHERE = {
    "demo": "tests/demo plays it",
    "demo --full": "tests/demo plays it",
    "desk": "serves until it is ended: tests/desk",
    "mail invite --smtp --dry-run": "needs a server: tests/post/test_sending.py",
    "mail invite --smtp": "needs a server: tests/post/test_sending.py",
}
"""What takes more than a workspace."""


@dataclass
class Played:
    """The workspaces of two years, and what was prepared once."""

    old: Path
    new: Path
    patch: pytest.MonkeyPatch
    done: set[str] = field(default_factory=set)

    def returns(self, name: str, content: bytes) -> Path:
        path = self.new / "submissions" / "2026" / name
        write_whole(path, content)
        return path


def tokyo(**answers: object) -> bytes:
    """A return of Tokyo with something to confirm."""
    paper = filled(TOKYO)
    for key, value in {"annual_cost": 99_999_999.0, "contact_department": "情報政策課 山田", **answers}.items():
        paper.type("cases", key, value, CASE)  # type: ignore[arg-type]  # whatever a cell may hold
    return draw(the_survey(), paper.form())


def to_correct() -> bytes:
    paper = filled(ISHIKAWA)
    paper.type("cases", "name", None, f"{ISHIKAWA}-2026-01")
    return draw(the_survey(), paper.form())


@pytest.fixture
def played(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Played]:
    old, new = tmp_path / "2025", tmp_path / "2026"
    secretary = Secretary(old)
    secretary.on(dt.date(2025, 12, 1))
    command("init", old)
    days = "".join(f"{key} = {day}\n" for key, day in DAYS.items())
    few_prefectures(old, CODES, days + SETTINGS.replace('"2026"', '"2025"'))
    write_whole(old / "submissions" / "2025" / "13.xlsx", last_year())
    assert command("publish", "--edition", "ja", workspace=old).code == 0
    new.mkdir()
    monkeypatch.chdir(new)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)
    secretary.on(dt.date(2026, 12, 1))
    yield Played(old, new, monkeypatch)
    secretary.leave()


def last_year() -> bytes:
    survey = the_survey()
    then = replace(survey, round=survey.round.model_copy(update={"name": "2025"}))
    form = filled(TOKYO).form()
    cases = tuple(replace(each, case_id=each.case_id.replace("2026", "2025")) for each in form.answers.cases)
    return draw(then, replace(form, answers=replace(form.answers, cases=cases)))


# What people do between the commands, each before it is typed for the first time.


def fresh_folder(played: Played) -> None:
    """The next round begins in a folder of its own: what `init` wrote before goes elsewhere."""
    for path in list(played.new.iterdir()):
        path.rename(played.old.parent / f"first-{path.name}")


def filled_in(played: Played) -> None:
    """The blanks of the settings, as `init --from` asks."""
    path = played.new / "survey.toml"
    text = "\n" + path.read_text(encoding="utf-8")
    days = {key: f"{int(day[:4]) + 1}{day[4:]}" for key, day in DAYS.items()}
    if '\nround = ""' not in text:  # the first round of a secretary
        text = "".join(f"{key} = {day}\n" for key, day in days.items()) + SETTINGS
    text = text.replace('\nround = ""', '\nround = "2026"')
    for key, day in days.items():
        text = text.replace(f'\n{key} = ""', f"\n{key} = {day}")
    path.write_text(text, encoding="utf-8")
    few_prefectures(played.new, CODES, text)


def came(played: Played) -> None:
    played.returns("東京都.xlsx", tokyo())
    played.returns("石川県.xlsx", to_correct())


def came_locked(played: Played) -> None:
    for name in ("locked.xlsx", "again.xlsx"):
        if not (played.new / "submissions" / "2026" / "set-aside" / name).exists():
            played.returns(name, locked_xlsx(to_correct(), PASSWORD))
    played.patch.setattr(sys, "stdin", io.StringIO(f"{PASSWORD}\n"))


def came_twice(played: Played) -> None:
    played.returns("東京都2.xlsx", tokyo(vendor="別の事業者"))


def came_elsewhere(played: Played) -> None:
    write_whole(played.new / "届いたもの" / "東京都.xlsx", tokyo())


def agrees(played: Played) -> None:
    typed = io.StringIO("はい\n")
    played.patch.setattr(typed, "isatty", lambda: True)
    played.patch.setattr(sys, "stdin", typed)


BEFORE: dict[str, Callable[[Played], None]] = {
    "init --from": fresh_folder,
    "generate": filled_in,
    "validate": came,
    "unlock": came_locked,
    "merge": came_twice,
    "validate ファイル名": came_elsewhere,
    "generate --answers": came_elsewhere,
    "close": agrees,
}
EACH_TIME = {"unlock"}
MEANT = {
    "record": "record --help",
    "unlock submissions/2026/ファイル名": "unlock submissions/2026/locked.xlsx",
    "unlock ファイル名": "unlock submissions/2026/again.xlsx",
    "unlock FILE": "unlock submissions/2026/locked.xlsx",
    "record owner ファイル名 東京都": "record owner submissions/2026/東京都.xlsx 東京都",
    "record owner FILE PREFECTURE": "record owner submissions/2026/東京都.xlsx 13",
    "record allow-copy PREFECTURE DOMAIN": "record allow-copy 13 pref.example.lg.jp",
    "record set-aside ファイル名": "record set-aside 東京都.xlsx",
    "record take-back ファイル名": "record take-back 東京都.xlsx",
    "record set-aside FILE": "record set-aside 東京都.xlsx",
    "record take-back FILE": "record take-back 東京都.xlsx",
    "record confirm CASE-ID CODE": f"record confirm {CASE} magnitude",
    "record note PREFECTURE TEXT": "record note 13 telephoned",
    "merge PREFECTURE": "merge 13",
    "close ROUND": "close 2026",
    "mail invite 東京都 14": "mail invite 東京都 11",
    "publish --since": "publish --since --yes",
    "validate ファイル名 --no-corrections": "validate 届いたもの/東京都.xlsx --no-corrections",
    "generate --answers ファイル名 --cases 30": "generate --answers 届いたもの/東京都.xlsx --cases 30",
    "generate --answers FILE --cases 30": "generate --answers 届いたもの/東京都.xlsx --cases 30",
    "validate --json ファイル名": "validate --json 確認.json",
    "status --json ファイル名": "status --json 状況.json",
}
"""What a secretary types where the pages say what is to be put in."""


def lines_of(page: str) -> list[str]:
    """The commands of a page in the order in which they stand there, the end of the round last."""
    text = (ROOT / page).read_text(encoding="utf-8")
    told = [(inline or block).partition("#")[0].strip() for inline, block in TYPED.findall(text)]
    arguments = [each.removeprefix("survey-tool").strip() for each in told]
    return sorted(arguments, key=lambda each: each.startswith("close"))


def type_in(played: Played, line: str, lang: Language) -> Done:
    for begin, prepare in BEFORE.items():
        if f"{line} ".startswith(f"{begin} ") and (begin not in played.done or begin in EACH_TIME):
            played.done.add(begin)
            prepare(played)
    return command(*shlex.split(MEANT.get(line, line)), lang=lang)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("page", "lang"), [pytest.param("README.ja.md", "ja", marks=pytest.mark.long), ("README.md", "en")]
)
def test_the_commands_of_a_page_in_their_order(played: Played, page: str, lang: Language) -> None:
    wrong = {}
    for number, line in enumerate(each for each in lines_of(page) if each not in ELSEWHERE):
        done = type_in(played, line, lang)
        if done.code not in (0, 1):
            wrong[f"{number} {line}"] = done.err
    assert wrong == {}


PROGRAM = click.Context(survey_tool, info_name="survey-tool", **survey_tool.context_settings)
KNOWN = {
    inside.command_path.removeprefix("survey-tool "): {option for each in found.params for option in each.opts}
    for found, inside in every_command(survey_tool, PROGRAM)
}
NAMED = re.compile(r"survey-tool ([a-z]+)((?: --?[a-z-]+| [a-z][a-z-]*)*)")
NO_COMMANDS = {
    "again",
    "help",
    "seal",
    "marker",
    "findings",
    "approval",
    "printed",
    "carried",
}  # sentences, and properties of workbooks


def named_in(text: str) -> Iterator[tuple[str, list[str]]]:
    """Each command that is named in a text, with the options behind it; `record` with what it is to write down."""
    for name, rest in NAMED.findall(text):
        words = rest.split()
        inside = f"{name} {words[0]}" if name in ("record", "mail") and words and words[0][0] != "-" else name
        yield inside if inside in KNOWN or name == "record" else name, [each for each in words if each[:2] == "--"]


def test_every_command_that_a_sentence_names_is_one() -> None:
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "survey_tool").rglob("*.py")]
    pages = [path.read_text(encoding="utf-8") for path in (*ROOT.glob("README*.md"), *(ROOT / "docs").glob("*.md"))]
    named = [each for text in sources + pages for each in named_in(text) if each[0] not in NO_COMMANDS]
    assert len({name for name, _ in named}) > 15
    assert [(name, options) for name, options in named if not set(options) <= KNOWN.get(name, set()) | {"--help"}] == []
    assert [name for name, _ in named if name not in KNOWN] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_group_of_commands_that_is_called_alone_shows_its_help(tmp_path: Path, lang: Language) -> None:
    alone, asked = (command("record", *more, workspace=tmp_path, lang=lang) for more in ([], ["--help"]))
    assert (alone.code, alone.out, alone.err) == (2, "", asked.out)
