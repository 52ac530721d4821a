"""What people see in a cell: by number formats, and by strokes through it."""
