"""What came in: saved among the returns, and opened with the round."""
