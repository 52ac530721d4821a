@echo off
rem The round of this folder in a window of the browser: for a double click.
call "%~dp0make.cmd" desk
if errorlevel 1 pause
