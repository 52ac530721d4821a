"""Renews the design tokens that the page is drawn with: `python tools/tokens.py 1.1.9` (needs npm, which fetches the package).

What is kept are the tokens as they are published, their licence and their version; nothing of it is edited.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

PACKAGE = "@digital-go-jp/design-tokens"
KEPT = Path(__file__).resolve().parent.parent / "survey_tool" / "release" / "page" / "tokens"
FILES = {"package/dist/tokens.css": "tokens.css", "package/LICENSE": "LICENSE"}


def main(version: str) -> None:
    """Fetch one version and put its files in place of those that are kept."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", "--silent", f"{PACKAGE}@{version}"], cwd=folder, check=True)
        (packed,) = Path(folder).glob("*.tgz")
        with tarfile.open(fileobj=io.BytesIO(packed.read_bytes())) as archive:
            for name, kept in FILES.items():
                member = archive.extractfile(name)
                if member is None:
                    raise SystemExit(f"{PACKAGE} {version} has no {name}")
                (KEPT / kept).write_bytes(member.read())
    (KEPT / "VERSION").write_text(f"{PACKAGE} {version}\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
