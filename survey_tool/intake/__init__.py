"""What came back: opened, located, understood, judged, and settled against what else came back."""
