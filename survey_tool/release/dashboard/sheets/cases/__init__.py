"""The sheets that hold cases one by one: the list, the detail of a chosen one, and a card of each."""
