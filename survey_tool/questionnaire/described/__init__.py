"""The questionnaire told to others: flat columns, schemas for programs, a page for people."""
