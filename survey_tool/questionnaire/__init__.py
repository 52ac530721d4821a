"""What is asked: its vocabulary, the questions of this survey, the findings they may lead to, and how it is described."""
