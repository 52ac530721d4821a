"""`survey-tool` at another time: `python -m benchmarks.national.on_day 2026-12-02T09:00 ARGUMENT…`.

In Japan it is this time and stays so, so that the same acts leave the same record, and Japanese is spoken. What measures from outside is
not deceived.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
import time
from typing import NoReturn

from time_machine import travel

from survey_tool.cli.entry import main


def begin(moment: str, *arguments: str) -> NoReturn:
    """Ends as the command ends."""
    os.environ |= {"TZ": "Asia/Tokyo", "LC_ALL": "ja_JP.UTF-8"}
    if sys.platform != "win32":
        time.tzset()
    with travel(dt.datetime.fromisoformat(moment).astimezone(), tick=False):
        main(arguments)


if __name__ == "__main__":
    begin(*sys.argv[1:])
