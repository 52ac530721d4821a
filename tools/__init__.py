"""What `make` runs: tasks, what lint looks for, releases."""
