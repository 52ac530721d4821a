"""What readers of a form rely on: its marker, where keys and answers stand, what is drawn into it."""
