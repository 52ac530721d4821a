"""Where the round stands: each prefecture's state, the workbook to circulate, what comes next."""
