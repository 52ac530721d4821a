"""Text that people read, in two languages, and files that people edit, read with every mistake in words."""
