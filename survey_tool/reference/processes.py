"""Processes that work for another: begun so that nothing is copied half done, silent at Ctrl-C, and ended with it, however that one ends."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing.context import BaseContext

_LOOK = 0.5  # seconds between two looks at who the parent is


@contextmanager
def working(
    workers: int, begin: Callable[..., object] | None = None, given: tuple[object, ...] = (), *, to_its_end: bool = True
) -> Iterator[ProcessPoolExecutor]:
    """So many processes for parts of the work, each begun with `begin(*given)`. Where the block ends with an error, Ctrl-C included,
    what has not begun is not begun any more; what has begun is done `to_its_end`, else Ctrl-C ends it at once."""
    from concurrent.futures import ProcessPoolExecutor  # who only ends with its parent need not wait for it

    begun_with = (os.getpid(), to_its_end, begin, given)
    with ProcessPoolExecutor(workers, _beginning(), _working_for, begun_with) as pool:
        try:
            yield pool
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _beginning() -> BaseContext:
    """How a process for a part of the work is begun: anew where other threads are at work, as at the desk. A copy (fork) would hold
    the locks that one of them holds at that moment, and never let go of them."""
    return multiprocessing.get_context("spawn" if threading.active_count() > 1 else None)


def _working_for(parent: int, to_its_end: bool, begin: Callable[..., object] | None, given: tuple[object, ...]) -> None:
    """A console hands Ctrl-C to every process that belongs to it; the parent is the one that answers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN if to_its_end else signal.SIG_DFL)
    end_with(parent)
    if begin:
        begin(*given)


def end_with(parent: int) -> None:
    """From now on this process ends when the process of that number ends, which began it: also where that one was killed and
    could tell nobody."""
    threading.Thread(target=_wait_and_end, args=(parent,), daemon=True).start()


def _wait_and_end(parent: int) -> None:
    _wait_for(parent)
    os._exit(1)


if sys.platform == "win32":
    import ctypes

    _MAY_BE_WAITED_FOR, _WITHOUT_END = 0x00100000, 0xFFFFFFFF  # SYNCHRONIZE, INFINITE

    def _wait_for(parent: int) -> None:
        kernel = ctypes.WinDLL("kernel32")
        kernel.OpenProcess.restype = ctypes.c_void_p
        process = kernel.OpenProcess(_MAY_BE_WAITED_FOR, False, parent)
        if process:
            kernel.WaitForSingleObject(ctypes.c_void_p(process), _WITHOUT_END)

else:

    def _wait_for(_parent: int) -> None:
        """Whoever loses its parent gets another one. Which it has now is asked here: a server may have forked it."""
        now = os.getppid()
        while os.getppid() == now:
            time.sleep(_LOOK)
