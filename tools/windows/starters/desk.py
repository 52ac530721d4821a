"""Opens the desk of the folder that was dropped on it, else of the one beside the program, which is made where there is none."""

import sys
from pathlib import Path

from survey_tool.cli import main

given = sys.argv[1:2]
round_folder = Path(*given) if given else Path(__file__).resolve().parent.parent / "調査"
if not given:
    round_folder.mkdir(exist_ok=True)
main(["--workspace", str(round_folder), "desk"])
