"""The pages of the desk and what can be done on them, a subject each."""
