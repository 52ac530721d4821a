"""What a letter says, to whom, and the draft it becomes."""
