"""From grids to answers as typed: which form it is, whose, and where every key and answer stands."""
