"""Surveys that run by spreadsheet: forms out, answers checked to the cell, dashboard and open data published."""
