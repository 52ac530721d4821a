"""A whole round on real public cases, as people would run it."""
