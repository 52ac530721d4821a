"""The sheets of the dashboard, a module each."""
