"""What is published: chosen, reckoned, written as data and as a dashboard workbook."""
