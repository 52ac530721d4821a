@echo off
rem The command: in the folder of a round, ..\survey-tool status
"%~dp0program\python\python.exe" -m survey_tool %*
