"""The round as nothing befalls it, and the same round broken in each of its acts."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.national.broken import country
from benchmarks.national.broken.acts import ACTS, Act, Scene
from benchmarks.national.broken.power import NOT_ENDED, Ran
from benchmarks.national.broken.state import RECORD, State, half, lost_lines, same_record, state_of
from benchmarks.national.broken.ways import Befallen, Usual, Way
from tests.mailserver import MailServer

_TROUBLES = ("Traceback", "想定外", NOT_ENDED)


@dataclass(frozen=True)
class Undisturbed:
    """An act that nothing befell: the workspace before it and after it, how it ran, where a copy of the workspace before it lies."""

    act: Act
    before: State
    after: State
    ran: Ran
    sent: Counter[str]
    copy: Path

    @property
    def usual(self) -> Usual:
        """What has to be known of it to have something befall it."""
        return Usual(self.act, self.ran, max(1, self.after.octets - self.before.octets))


@dataclass(frozen=True)
class Broken:
    """What came of an act that was broken and gone on with. `wrong`: in words what is not as it should be."""

    act: Act
    what: str
    has_befallen: bool
    told: str = ""
    half: tuple[str, ...] = ()
    lost: int = 0
    rubbish: tuple[str, ...] = ()
    temporary: int = 0
    doubtful: int = 0
    twice: tuple[str, ...] = ()
    differing: tuple[str, ...] = ()
    troubles: tuple[str, ...] = ()

    @property
    def is_right(self) -> bool:
        """Whether the round has gone on as if nothing had befallen it."""
        return not (self.half or self.lost or self.rubbish or self.twice or self.differing or self.troubles)


@dataclass
class Rounds:
    """Rounds in one folder, all with the same returns and the same mail server."""

    folder: Path
    mail: MailServer
    cases: int
    played: list[Undisturbed] = field(default_factory=list)

    def undisturbed(self) -> Iterator[Undisturbed]:
        """Plays the whole round, and keeps how the workspace stood before each act."""
        scene = self._scene()
        country.settle(scene.workspace, self.mail.settings)
        for number, act in enumerate(ACTS):
            act.before(scene)
            before, copy = state_of(scene.workspace), self.folder / "copies" / f"{number:02}"
            shutil.copytree(scene.workspace, copy)
            self.mail.forget()
            ran = act.on(scene)
            done = Undisturbed(act, before, state_of(scene.workspace), ran, self._sent(), copy)
            _see_that_it_went_well(done)
            self.played.append(done)
            yield done

    def broken(self, way: Way, chance: random.Random, acts: Sequence[str] = ()) -> Iterator[Broken]:
        """Plays a round in which something befalls each act, which is then done again; where it goes wrong, the next act begins as
        it should."""
        scene = self._scene()
        fresh = False
        for each in self.played:
            if acts and each.act.part not in acts:
                fresh = False
                continue
            if not fresh:
                self._as_before(each, scene)
            else:
                each.act.before(scene)
            found = self._break(each, scene, way, chance)
            fresh = found.is_right
            yield found

    def _scene(self) -> Scene:
        return Scene(self.folder / "disk" / "2026", self.folder, self.mail, self.cases)

    @staticmethod
    def _as_before(each: Undisturbed, scene: Scene) -> None:
        shutil.rmtree(scene.workspace, ignore_errors=True)
        shutil.copytree(each.copy, scene.workspace)
        scene.doubtful.clear()

    def _sent(self) -> Counter[str]:
        """How often each addressee got a letter in an act; most acts send none."""
        return Counter(address for each in self.mail.received for address in each.recipients)

    def _break(self, each: Undisturbed, scene: Scene, way: Way, chance: random.Random) -> Broken:
        self.mail.forget()
        begun, in_doubt = state_of(scene.workspace), len(scene.doubtful)
        befallen = way(each.usual, scene, chance)
        self.mail.settle()
        broken, left = state_of(scene.workspace), _cleared(scene)
        told = befallen.compared
        shall, in_the_end = told(each.after), told(self.played[-1].before)  # the last act takes lines out of the record

        def other_than_it_shall_be(state: State) -> list[str]:
            same = same_record(told(state).record, shall.record, in_the_end.record, scene.doubtful)
            return told(state).differing(shall) + ([] if same else [RECORD])

        undone = any(ran.was_cut for ran in befallen.ran) or (
            befallen.may_give_up and bool(other_than_it_shall_be(broken))
        )
        again = (*befallen.ran, each.act.on(scene)) if undone else befallen.ran
        _cleared(scene)
        ended = state_of(scene.workspace)
        sent = self._sent()
        differing = other_than_it_shall_be(ended)
        return Broken(
            each.act,
            befallen.what,
            undone if befallen.certainly is None else befallen.certainly,
            told=befallen.told.strip()[-300:],
            half=tuple(name for name in half(told(broken), told(begun), shall) if name not in befallen.of_the_moment),
            lost=lost_lines(begun.record, broken.record) + lost_lines(broken.record, ended.record),
            rubbish=tuple(sorted(ended.rubbish - each.after.rubbish)),
            temporary=left,
            doubtful=len(scene.doubtful) - in_doubt,
            twice=tuple(sorted(name for name in each.sent | sent if sent[name] != each.sent[name])),
            differing=tuple(differing),
            troubles=(*_troubles(again), *(_not_told(befallen) if undone else ())),
        )


def _troubles(ran: Iterable[Ran]) -> list[str]:
    return [word for word in _TROUBLES for each in ran if word in each.told]


def _not_told(befallen: Befallen) -> list[str]:
    """What must be said to whoever was there, and was not."""
    return [f"no word of {befallen.must_tell}"] if befallen.must_tell not in befallen.told else []


def _cleared(scene: Scene) -> int:
    """How many files commands have left in the folder for temporary ones; it is then empty."""
    left = sum(1 for _ in scene.temporary.rglob("*"))
    shutil.rmtree(scene.temporary, ignore_errors=True)
    scene.temporary.mkdir(parents=True)
    return left


def _see_that_it_went_well(done: Undisturbed) -> None:
    wrong = done.ran.code not in (0, 1) or any(word in done.ran.told for word in _TROUBLES)
    assert not wrong, (done.act.name, done.ran)
    assert done.after != done.before, (done.act.name, done.ran)
    once = set(done.sent.values()) == ({1} if done.act.sends else set())
    assert once, (done.act.name, done.sent)
