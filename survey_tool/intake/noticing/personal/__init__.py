"""What in a text tells of a person: a name, a number, an address, a link."""
