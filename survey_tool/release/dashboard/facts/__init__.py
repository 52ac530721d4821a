"""What the sheets show, in the order in which formulas find it, and how it is told to people."""
