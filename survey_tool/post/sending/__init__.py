"""Sending drafts by a mail server, each addressee exactly once."""
