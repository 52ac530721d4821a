"""What all commands share: the session, its language, its help, its sentences and its end."""
