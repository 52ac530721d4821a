"""What readers of a form rely on: its marker, the answers drawn into it, every text that it prints."""
