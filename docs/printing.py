"""Prints sheets of workbooks into small pictures, by LibreOffice and poppler-utils."""

from __future__ import annotations

import re
import struct
import subprocess
import sys
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # the office of the tests, which is no part of the package

from tests.office import Office  # noqa: E402  found only by the line above

PICTURES = ROOT / "docs" / "pictures"
_BLANK = 0.4  # inches at the top of a page, within its margin
_COLOURS = 256  # of a palette
_STEP = 4  # shades that nobody tells apart are one


@dataclass(frozen=True)
class Picture:
    """Pages of a sheet, each cut to the part of its height down to `bottom` and of its width up to `right`.

    All pages where `pages` is None.

    `path` is where the first page goes; further ones get the number of the page (`name-2.png`).
    """

    path: Path
    workbook: Path
    sheet: str
    bottom: float = 1.0
    pages: int | None = 1
    right: float = 1.0


def take(office: Office, picture: Picture, folder: Path, dpi: int) -> list[Path]:
    """Makes the pictures of a sheet as it is printed once all is calculated; `folder` is for what lies between."""
    with office.document(picture.workbook) as document:
        document.recalculate()
        document.show_only(picture.sheet)
        pdf = document.store(folder / f"{picture.path.stem}.pdf")
    width, height = (points / 72 * dpi for points in _page_size(pdf))
    edges = {
        "-x": 0.0,
        "-y": _BLANK * dpi,
        "-W": width * picture.right,
        "-H": height * picture.bottom - _BLANK * dpi,
    }
    cut = [part for option, pixels in edges.items() for part in (option, str(round(pixels)))]
    last = ["-l", str(picture.pages)] if picture.pages else []
    subprocess.run(["pdftoppm", "-r", str(dpi), *last, *cut, pdf, folder / picture.path.stem], check=True)
    written = []
    for number, page in enumerate(sorted(folder.glob(f"{picture.path.stem}-*.ppm")), start=1):
        path = picture.path if number == 1 else picture.path.with_stem(f"{picture.path.stem}-{number}")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(small_png(page.read_bytes()))
        written.append(path)
    return written


def _page_size(pdf: Path) -> tuple[float, float]:
    """Width and height of the first page in points."""
    said = subprocess.run(["pdfinfo", pdf], check=True, capture_output=True, encoding="utf-8").stdout
    width, height = re.findall(r"Page size: +([\d.]+) x ([\d.]+) pts", said)[0]
    return float(width), float(height)


def small_png(ppm: bytes) -> bytes:
    """A picture as PNG with a palette: half as large as poppler's, and no different to look at."""
    kind, size, most, body = ppm.split(b"\n", 3)
    assert (kind, most) == (b"P6", b"255")
    width, height = map(int, size.split())
    pixels = np.frombuffer(body, np.uint8, width * height * 3).reshape(-1, 3)
    palette, indices = _palette(pixels)
    lines = np.concatenate([np.zeros((height, 1), np.uint8), indices.reshape(height, width)], axis=1)
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    chunks = (
        (b"IHDR", head),
        (b"PLTE", palette.tobytes()),
        (b"IDAT", zlib.compress(lines.tobytes(), 9)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _palette(pixels: npt.NDArray[np.uint8]) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.uint8]]:
    """The colours that are most frequent, and for every pixel the nearest of them."""
    rounded = np.minimum((pixels.astype(np.uint32) + _STEP // 2) // _STEP * _STEP, 255)
    coded = rounded[:, 0] << 16 | rounded[:, 1] << 8 | rounded[:, 2]
    found, inverse, counts = np.unique(coded, return_inverse=True, return_counts=True)
    colours = np.stack([found >> 16, found >> 8 & 255, found & 255], axis=1).astype(np.int32)
    kept = colours[np.argsort(-counts, kind="stable")[:_COLOURS]]
    distances = ((colours[:, None, :] - kept[None, :, :]) ** 2).sum(axis=2)
    nearest = distances.argmin(axis=1).astype(np.uint8)
    return kept.astype(np.uint8), nearest[inverse.reshape(-1)]


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
