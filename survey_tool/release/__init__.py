"""Which cases are published, the figures, the dashboard workbook, the structured data, the changes."""
