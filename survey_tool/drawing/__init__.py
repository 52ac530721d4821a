"""What every workbook of ours is drawn with: styles, heights of rows, formulas written once, nothing that only warns."""
