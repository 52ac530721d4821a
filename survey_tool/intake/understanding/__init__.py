"""From what somebody typed to what was meant, or why that cannot be said."""
