"""Forms drawn from what came back: a correction copy, a half-filled form with more room, next round's form with these answers."""
