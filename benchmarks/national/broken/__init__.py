"""A round of the whole country, broken on purpose again and again, that goes on and ends as one that nothing befell."""
