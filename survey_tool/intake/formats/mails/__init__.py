"""Mails that were saved whole: who sent them, when and about what, what they say, and what is attached."""
