"""What is missing from a form, and what is in it besides answers."""
