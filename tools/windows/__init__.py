"""The folder for Windows that needs no installation, and the rehearsal that runs it under Wine."""
