@echo off
rem The round in a window of the browser: for a double click, or a round's folder dropped on it.
"%~dp0program\python\python.exe" "%~dp0program\desk.py" %*
if errorlevel 1 pause
