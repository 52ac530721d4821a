"""Which cases are published, and for which one reason each of the others is not."""
