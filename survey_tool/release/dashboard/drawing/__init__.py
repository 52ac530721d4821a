"""A sheet of the dashboard before it is written: cells as plain data, their looks, the charts."""
