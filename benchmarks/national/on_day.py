"""`survey-tool` on another day: `python -m benchmarks.national.on_day 2026-12-02 ARGUMENT…`.

It is nine o'clock in Japan and stays so, so that the same acts leave the same record, and Japanese is spoken. What measures from outside
is not deceived.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
import time

from time_machine import travel

from survey_tool.cli.entry import run


def main() -> int:
    """The exit code of the command."""
    day, *arguments = sys.argv[1:]
    os.environ |= {"TZ": "Asia/Tokyo", "LC_ALL": "ja_JP.UTF-8"}
    if sys.platform != "win32":
        time.tzset()
    with travel(dt.datetime.combine(dt.date.fromisoformat(day), dt.time(9)).astimezone(), tick=False):
        return run(arguments)


if __name__ == "__main__":
    sys.exit(main())
