"""What the secretariat sets for a round: declared once, read with every mistake in words, written with comments."""

SETTINGS_FILE = "survey.toml"
"""Known to `--help` too, which waits for nothing of what stands in it."""
