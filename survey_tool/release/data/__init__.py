"""What goes with the tables to whoever works with them: descriptor, data card, notes."""
