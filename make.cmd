@echo off
rem The targets of the Makefile on Windows: make demo, make test (in PowerShell: .\make demo).
setlocal
set PYTHONUTF8=1
set PYTHON=python
where py >nul 2>nul && set PYTHON=py -3
%PYTHON% "%~dp0tools\tasks.py" %*
exit /b %errorlevel%
