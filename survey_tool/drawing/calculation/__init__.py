"""What the formulas of a workbook come to, worked out before it is written: programs show that before they calculate themselves."""
