"""From single returns to a round: which return counts, what is reported twice, what each submission comes to."""
