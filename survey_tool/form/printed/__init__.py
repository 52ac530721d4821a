"""Every text that a form prints or may say, as data: drawn into forms, and told apart from answers when they come back."""
