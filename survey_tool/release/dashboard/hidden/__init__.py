"""The hidden sheets: columns that formulas look into, and what follows from each choice."""
