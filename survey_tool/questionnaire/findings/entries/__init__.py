"""The entries of the catalogue, a module a subject, each in the order in which findings are told."""
