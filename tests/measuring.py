"""Coverage of the reader processes, which start without the packages of this environment and are ended by force."""

from __future__ import annotations

from typing import BinaryIO

import coverage

BOOT = "import sys; sys.path[:] = sys.argv[1:]; from tests.measuring import read; read()"


def measure_readers() -> None:
    """Let the readers that this process starts be measured, if it is."""
    if coverage.Coverage.current():
        from survey_tool.intake.opening import children

        children._BOOT = BOOT


def read() -> None:
    """What a reader does, with what it has run so far on the disk before each answer: it may be killed right after."""
    measured = coverage.process_startup()
    assert measured
    from survey_tool.intake.opening import child  # so late that its import is measured too

    send = child._send

    def send_when_saved(answers: BinaryIO, answer: child.Answer) -> None:
        measured.save()
        send(answers, answer)

    child._send = send_when_saved
    child.main()
