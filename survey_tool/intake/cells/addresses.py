"""Cells and areas as readers of files speak of them."""

from __future__ import annotations

CellPlace = tuple[int, int]
"""Row and column, counted from 1."""

Area = tuple[int, int, int, int]
"""First row and column, last row and column, counted from 1."""
