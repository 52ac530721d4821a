"""What the form says while it is filled in: formulas, their sentences, and the values stored before anything calculates."""
