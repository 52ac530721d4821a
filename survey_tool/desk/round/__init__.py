"""The round as it is just now, and work that takes its time."""
