# make demo   a whole survey round on real cases, into demo/
# make desk   the round of this folder in a window of the browser
# make test   lint, types and the quick tests, eight minutes on two cores; make test-all: all but the long tests, a sixth of those,
#             and Windows under Wine; make test-long: all of the long ones; make coverage: what the quick ones run
# make windows       a folder for Windows that needs no installation, as dist/survey-tool-VERSION-windows.zip
# make test-windows  uses that folder on Windows' own Python under Wine (Linux, root, debootstrap)
# make bench  how fast it is beside the libraries underneath and other tools, as one table (some half an hour)
#
# Each makes its own environment in .venv with the newest Python it finds; another: make demo PYTHON=/path/to/python3
# On Windows: make.cmd, which is called in the same way.

PYTHON ?= $(shell for python in python3.14 python3.13 python3.12 python3.11 python3 python; do \
	$$python -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 \
	&& echo $$python && break; done)
TASKS := bench coverage demo desk environment format lint pages release test test-all test-long test-short test-windows windows

.PHONY: help $(TASKS)
help:
	@sed -n 's/^# \{0,1\}//p' Makefile

$(TASKS):
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer with venv is needed (Debian: python3 and python3-venv)." >&2; exit 2; }
	@"$(PYTHON)" tools/tasks.py $@
