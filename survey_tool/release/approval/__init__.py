"""A release before it is published: written elsewhere, with a page for whoever has to approve it."""
