"""The form: its contract with whoever reads it, its entry cells, its sheets, its live checks."""
