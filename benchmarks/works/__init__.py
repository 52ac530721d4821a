"""The works that are measured, one subject a module. Each offers `figures(bench)`."""
