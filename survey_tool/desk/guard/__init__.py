"""What keeps strangers, other pages and hostile files out of the desk."""
