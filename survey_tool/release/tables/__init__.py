"""The published tables: cases, what belongs to them, what they are counted by, what has changed."""
