"""What every workbook of ours is drawn and packed with: styles, heights of rows, formulas, parts, nothing that only warns."""
