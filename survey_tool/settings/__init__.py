"""What the secretariat sets for a round: declared once, read with every mistake in words, written with comments."""
