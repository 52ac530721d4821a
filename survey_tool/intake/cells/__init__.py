"""Cells as a reader hands them over, whatever program wrote the file."""
