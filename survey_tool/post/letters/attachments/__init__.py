"""The workbook that goes with a letter: whose it is, whether it is as it was drawn and says what is so."""
