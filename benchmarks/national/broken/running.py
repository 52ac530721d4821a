"""`survey-tool` at another time, which may cut its own power before it touches the workspace for the n-th time.

python -m benchmarks.national.broken.running WORKSPACE COUNTER CUT TIME ARGUMENTS…

COUNTER is a file of eight octets in which the touches of the command and of all that it forks are counted; CUT is the number of the
touch before which all of them are killed, 0 for none.
"""

from __future__ import annotations

import mmap
import os
import signal
import sys
from pathlib import Path

from benchmarks.national.on_day import begin

_CHANGING = ("os.rename", "os.link", "os.remove", "os.rmdir", "os.mkdir", "os.truncate", "os.chmod")
_TO_WRITE = os.O_WRONLY | os.O_RDWR


def watch(workspace: Path, counter: Path, cut: int) -> None:
    """Counts from now on what is about to be changed in the workspace, and kills the process group before the touch `cut`."""
    root = str(workspace)
    with counter.open("r+b") as file:
        told = mmap.mmap(file.fileno(), 8)  # shared with every fork

    def touched(event: str, arguments: tuple[object, ...]) -> None:
        if not _is_touch(event, arguments, root):
            return
        number = int.from_bytes(told[:], "big") + 1
        told[:] = number.to_bytes(8, "big")
        if number == cut:
            os.killpg(0, signal.SIGKILL)

    sys.addaudithook(touched)


def _is_touch(event: str, arguments: tuple[object, ...], root: str) -> bool:
    if event == "open":
        path, _, flags = arguments
        return isinstance(flags, int) and bool(flags & _TO_WRITE) and str(path).startswith(root)
    return event in _CHANGING and (
        isinstance(arguments[0], int)
        or str(arguments[0]).startswith(root)
        or arguments[-1] not in (-1, None)  # named from a folder that is open, as trees are removed
    )


if __name__ == "__main__":
    watch(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
    begin(*sys.argv[4:])
