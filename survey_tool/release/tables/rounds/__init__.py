"""What earlier releases told, and what this one is beside them: what has changed, and how the numbers have developed."""
