"""Commands about what came back."""
