@echo off
setlocal
chcp 65001 >nul
title Samverk
set "PYTHON="
where py >nul 2>nul && py -3 -c "" >nul 2>nul && set "PYTHON=py -3"
if not defined PYTHON where python >nul 2>nul && python -c "" >nul 2>nul && set "PYTHON=python"
if not defined PYTHON (
    echo Samverk trenger Python 3.11 eller nyere. Installer Python fra python.org, og prøv igjen.
    pause
    exit /b 1
)
%PYTHON% "%~dp0run" %*
set "CODE=%ERRORLEVEL%"
if not "%CODE%"=="0" (
    echo.
    echo Samverk stoppet. Grunnen står over. Lukk vinduet når du har lest den.
    pause
)
exit /b %CODE%
