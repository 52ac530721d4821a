"""What is asked this time: the respondent, the cases, the participation, as models whose fields are questions."""
