"""A peer: both tables of every form unflattened by flatten-tool.

python peer_flatten_tool.py DESCRIPTION.json FOLDER
"""

import json
import sys
import tempfile
import warnings
from pathlib import Path

from flattentool import unflatten

warnings.simplefilter("ignore")
about = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
with tempfile.TemporaryDirectory() as folder:
    for path in sorted(Path(sys.argv[2]).glob("*.xlsx")):
        unflatten(
            str(path),
            input_format="xlsx",
            output_name=str(Path(folder) / f"{path.stem}.json"),
            root_list_path="rows",
            root_id="",
            include_sheets=list(about["sheets"]),
            default_configuration=f"SkipRows {about['key_row'] - 1}",
        )
    assert all(json.loads(each.read_text(encoding="utf-8"))["rows"] for each in Path(folder).glob("*.json"))
