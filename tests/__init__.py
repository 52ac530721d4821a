"""Tests, one file a subject; what they lean on: `office` (LibreOffice) and `ooxml` (what Excel would refuse)."""

from pathlib import Path

ROOT = Path(__file__).parent.parent
"""The folder of the project."""
