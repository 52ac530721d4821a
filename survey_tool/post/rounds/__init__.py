"""A round begun, begun from the last one, and ended."""
