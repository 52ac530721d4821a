"""`make windows`: the folder for Windows that needs no installation, as `dist/survey-tool-VERSION-windows.zip`.

    python -m tools.windows [--python FILE]

FILE is an official archive of Python for embedding (`python-3.x.y-embed-amd64.zip`, of a series for which constraints-windows.txt has
wheels); else the Python from the package index is taken.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

from tools.windows import python as windows_python
from tools.windows import wheels
from tools.windows.cache import cache_folder
from tools.windows.folder import folder, packed
from tools.windows.refusing import RefusedError, run

ROOT = Path(__file__).resolve().parents[2]
DIST = ROOT / "dist"


def main() -> int:
    """Builds it and says what is in it; 1 where it was refused."""
    options = argparse.ArgumentParser(prog="python -m tools.windows", description=__doc__)
    options.add_argument("--python", metavar="FILE", type=Path, default=os.environ.get("WINDOWS_PYTHON"))
    given = options.parse_args().python
    try:
        built = build(Path(given) if given else None, DIST)
    except RefusedError as refused:
        print(f"No folder for Windows: {refused}", file=sys.stderr)
        return 1
    print(built)
    return 0


def build(archive: Path | None, into: Path) -> Path:
    """The ZIP, in a folder that is made where there is none. Raises `RefusedError`."""
    cache = cache_folder()
    python = windows_python.opened(archive or windows_python.fetched(cache))
    how = windows_python.verify(python, of_the_index=archive is None)
    print(f"Python {python.version}, SHA-256 {python.digest}: {how}", flush=True)
    pins = ROOT / "constraints-windows.txt"
    there = wheels.download(pins, ".".join(python.version.split(".")[:2]), cache)
    with tempfile.TemporaryDirectory() as made:
        hatch = (sys.executable, "-m", "hatchling", "build", "--directory", made, "--target", "wheel")
        run(*hatch, cwd=ROOT)
        (product,) = map(wheels.opened, Path(made).glob("*.whl"))
        chosen = wheels.needed(product, map(wheels.opened, sorted(there.glob("*.whl"))), python.version)
        files = folder(python, chosen, ROOT)
    print(f"{len(files)} files, {sum(map(len, files.values())) / 2**20:.1f} MB unpacked", flush=True)
    into.mkdir(parents=True, exist_ok=True)
    target = into / f"survey-tool-{product.version}-windows.zip"
    target.write_bytes(packed(files))
    return target


if __name__ == "__main__":
    sys.exit(main())
