"""The sheets of a form, a module each."""
