"""What came back: looked at, read in a child process, understood, judged."""
