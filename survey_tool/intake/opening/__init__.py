"""From a folder to grids of cells: which files there are, what each is, and reading it where it can do no harm."""
