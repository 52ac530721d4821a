"""The round, act by act, as a secretary plays it: by commands and at the desk."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path, PurePath

from benchmarks.national.broken import country
from benchmarks.national.broken.power import NO_CUT, Cut, Desk, Fields, Machine, Ran
from survey_tool.reference.survey import open_survey
from tests.mailserver import PASSWORD, USER, MailServer

_JAPAN = timezone(timedelta(hours=9))
_IN_DOUBT = re.compile(r"[\w-]+-[a-z]+-\d\d-[\w-]+")
PARTS = ("generate", "letters", "sending", "validate", "recording", "desk", "publish", "close")


@dataclass
class Scene:
    """Where a round is played: its workspace, what came back, a mail server, what belongs to the machine."""

    workspace: Path
    beside: Path
    mail: MailServer
    cases: int
    doubtful: set[str] = field(default_factory=set)

    @property
    def submissions(self) -> Path:
        return self.workspace / "submissions" / "2026"

    @property
    def temporary(self) -> Path:
        """The folder for temporary files, on the disk of the workspace."""
        return self.workspace.with_name("temporary")

    @property
    def came(self) -> Path:
        """What comes first."""
        return self.beside / "first"

    @property
    def comes(self) -> Path:
        """What comes later."""
        return self.beside / "later"

    def arrived(self, letter: str) -> bool:
        """What the server's log tells of a letter."""
        code = letter.split("-")[2]
        subject_of = f"-{letter.split('-')[1]}-".encode()
        return any(
            subject_of in each.message_id.encode() and address.startswith(f"joho@pref{code}.")
            for each in self.mail.received
            for address in each.recipients
        )


Play = Callable[[Scene, Machine, Cut], Ran]


@dataclass(frozen=True)
class Act:
    """Something that is done in one go: which part of the round it belongs to, on which day, what comes about before it; which kind of
    letter it `sends`; `counts_each`: what two do at once has been done twice."""

    part: str
    name: str
    day: str
    play: Play
    before: Callable[[Scene], None] = lambda _: None
    sends: str = ""
    counts_each: bool = False

    @property
    def at(self) -> datetime:
        """When it is done."""
        return datetime.fromisoformat(f"{self.day}T09:00:00").replace(tzinfo=_JAPAN)

    def on(self, scene: Scene, cut: Cut = NO_CUT, machine: str = "machine", wrong: timedelta = timedelta()) -> Ran:
        """Plays it, to its end or to the cut, on a machine whose clock is wrong by so much."""
        return self.play(scene, self._machine(scene, machine, wrong), cut)

    def looked_on(self, scene: Scene) -> Ran:
        """Somebody else looks how the round stands on the same day: at the desk, or by a command where this is done at the desk."""
        look = _command("status") if "desk" in (self.part, *self.name.split()) else _looking
        return look(scene, self._machine(scene, "a third machine"), NO_CUT)

    def _machine(self, scene: Scene, name: str, wrong: timedelta = timedelta()) -> Machine:
        return Machine(scene.workspace, scene.beside / name, scene.temporary, self.at + wrong)


def _command(*arguments: str | PurePath) -> Play:
    """A command; a path is one in the workspace."""

    def play(scene: Scene, machine: Machine, cut: Cut) -> Ran:
        told = (str(scene.workspace / each) if isinstance(each, PurePath) else each for each in arguments)
        return machine.run(*told, cut=cut)

    return play


def _sending(*arguments: str) -> Play:
    """A command that sends; of what is in doubt somebody looks into the server's log, and says so."""

    def play(scene: Scene, machine: Machine, cut: Cut) -> Ran:
        ran = machine.run(*arguments, "--smtp", cut=cut)
        if ran.was_cut or not (doubtful := _doubtful(ran.told)):
            return ran
        scene.mail.settle()
        scene.doubtful |= doubtful
        said = [
            part for each in sorted(doubtful) for part in ("--assume-sent" if scene.arrived(each) else "--resend", each)
        ]
        return machine.run(*arguments, "--smtp", *said)

    return play


def _doubtful(told: str) -> set[str]:
    return {found for line in told.splitlines() if "--assume-sent" in line for found in _IN_DOUBT.findall(line)}


def _noting(code: str, text: str) -> Play:
    """Whoever does not know whether a note was taken looks into the record first: twice noted would be twice telephoned."""

    def play(_: Scene, machine: Machine, cut: Cut) -> Ran:
        shown = machine.run("record", "show", code) if cut == NO_CUT else None
        return shown if shown and text in shown.told else machine.run("record", "note", code, text, cut=cut)

    return play


def _desk(work: Callable[[Scene, Desk], None]) -> Play:
    def play(scene: Scene, machine: Machine, cut: Cut) -> Ran:
        return machine.at_the_desk(lambda desk: work(scene, desk), cut)

    return play


_looking = _desk(lambda _, desk: see_that_it_was_done(desk.page("/")))


def _pressed(path: str, fields: Fields) -> Play:
    return _desk(lambda _, desk: see_that_it_was_done(desk.press(path, fields)))


def see_that_it_was_done(page: str) -> None:
    """Raises where a page of the desk tells of a trouble of ours."""
    assert "想定外" not in page, page


def _drop(*names: str) -> Play:
    def work(scene: Scene, desk: Desk) -> None:
        files = {
            path.name: path.read_bytes() for path in sorted(scene.comes.iterdir()) if not names or path.name in names
        }
        see_that_it_was_done(desk.press("/returns", files=files))

    return _desk(work)


def _sent_at_the_desk(kind: str) -> Play:
    login: Mapping[str, str] = {"kind": kind, "user": USER, "password": PASSWORD}

    def work(scene: Scene, desk: Desk) -> None:
        doubtful = set(re.findall(r'name="about-([^"]+)"', desk.page(f"/letters?kind={kind}")))
        if doubtful:
            scene.doubtful |= doubtful
            said = {f"about-{each}": "arrived" if scene.arrived(each) else "lost" for each in doubtful}
            desk.press("/letters/decide", {"kind": kind, **said})
        see_that_it_was_done(desk.press("/letters/rehearse", login))
        see_that_it_was_done(desk.press("/letters/send", {"kind": kind}))

    return _desk(work)


def _marked_as_sent(kind: str) -> Play:
    def work(_: Scene, desk: Desk) -> None:
        drafts = re.findall(r'name="draft" value="([^"]+)"', desk.page(f"/letters?kind={kind}"))
        if drafts:
            desk.press("/letters/sent", {"kind": kind, "draft": drafts})

    return _desk(work)


def _noted_at_the_desk(code: str, text: str) -> Play:
    def work(_: Scene, desk: Desk) -> None:
        if text not in desk.page(f"/prefectures/{code}"):
            see_that_it_was_done(desk.press(f"/prefectures/{code}/note", {"text": text}))

    return _desk(work)


def _published_at_the_desk(_: Scene, desk: Desk) -> None:
    """What may be a mistake is told and agreed to."""
    page = desk.press("/release/publish")
    if agreed := re.search(r'name="agreed" value="(\w+)"', page):
        page = desk.press("/release/publish", {"agreed": agreed[1]})
    see_that_it_was_done(page)


def _what_comes_first(scene: Scene) -> None:
    if not scene.came.exists():
        country.filled_in(open_survey(scene.workspace), scene.cases, scene.came)
    country.put(scene.came, scene.submissions)


def _corrections_are_filled_in(scene: Scene) -> None:
    if not any("修正" in path.name for path in scene.comes.iterdir()):
        country.mended(scene.submissions, scene.comes)


_FIRST, _SECOND, _THIRD, _FOURTH, _LAST = "2026-11-24", "2026-12-02", "2026-12-09", "2026-12-14", "2027-03-02"
ACTS = (
    Act("generate", "47 forms", _FIRST, _command("generate")),
    Act("letters", "47 invitations", _FIRST, _command("mail", "invite")),
    Act("sending", "47 invitations", _FIRST, _sending("mail", "invite"), sends="invite"),
    Act(
        "validate",
        "returns, correction copies",
        _SECOND,
        _command("validate", "--xlsx", PurePath("findings.xlsx")),
        _what_comes_first,
    ),
    Act("recording", "two returns made one", _SECOND, _command("merge", country.TWICE)),
    Act("recording", "a file set aside", _SECOND, _command("record", "set-aside", "45（再送）.xlsx")),
    Act("recording", "a note", _SECOND, _noting("13", "担当は佐藤氏（内線123）"), counts_each=True),
    Act("recording", "an extension", _SECOND, _command("record", "extend", country.LATE, "2027-01-08")),
    Act(
        "recording",
        "a confirmation",
        _SECOND,
        _command("record", "confirm", f"{country.DOUBTFUL}-2026-01", "magnitude"),
    ),
    Act("letters", "requests for correction", _SECOND, _command("mail", "correct")),
    Act("recording", "letters noted as sent", _SECOND, _command("record", "sent", "correct")),
    Act(
        "desk",
        "a form with a later day",
        _SECOND,
        _pressed("/forms", {"prefecture": country.LATE}),
        _corrections_are_filled_in,
    ),
    Act("desk", "letters about the later day", _SECOND, _pressed("/letters/write", {"kind": "extend"})),
    Act("desk", "letters noted as sent", _SECOND, _marked_as_sent("extend")),
    Act("sending", "reminders from the desk", _THIRD, _sent_at_the_desk("remind"), sends="remind"),
    Act("desk", "returns dropped", _FOURTH, _drop("02（修正）.xlsx", "16（修正）.xlsx", "37.xlsx")),
    Act("desk", "a note", _FOURTH, _noted_at_the_desk("13", "二度目の確認"), counts_each=True),
    Act("validate", "returns, correction copies", _FOURTH, _command("validate", "--xlsx", PurePath("findings.xlsx"))),
    Act("publish", "a preview", _FOURTH, _command("publish", "--preview", PurePath("preview"))),
    Act("publish", "the release", _LAST, _command("publish", "--yes")),
    Act("desk", "late returns dropped", _LAST, _drop()),
    Act("publish", "a release in place of it, at the desk", _LAST, _desk(_published_at_the_desk)),
    Act("publish", "a release with the earlier one", _LAST, _command("publish", "--yes", "--edition", "ja")),
    Act("close", "the round closed", _LAST, _command("close", "2026", "--yes")),
)
