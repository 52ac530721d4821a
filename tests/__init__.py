"""Tests, one file a subject; what they lean on: `office` (LibreOffice) and `ooxml` (what Excel would refuse)."""
