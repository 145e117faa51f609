# make demo     set up, build the graph of examples/, and show what it tells
# make test     set up and run the tests
# make suite    fetch the SHACL test files that pyshacl's source distribution carries, for the tests to use
# make test-spark  set up with Apache Spark too (half a gigabyte, needs Java 17), and run its tests
# make accuracy measure precision and recall of the reading over the pages whose facts were written by hand
# make bench    measure how fast it is, and print the table of benchmarks/README.md (half an hour)
# make setup    only make .venv with .venv/bin/kg
# make check    lint, types, import rules, and whether the generated docs are current
# make clean    remove what make has made
#
# Needs Python 3.11 or newer. To choose one yourself: make setup PYTHON=/usr/bin/python3.12

SHELL := /bin/sh
VENV := .venv
RUN := $(VENV)/bin/python
# Old and new names, newest first; each is tried, since a name on the path can be a shim that runs nothing.
PYTHON ?= $(shell for name in python3.14 python3.13 python3.12 python3.11 python3 python; do \
	$$name -c 'import ensurepip, venv; $(NEW_ENOUGH)' >/dev/null 2>&1 && echo $$name && break; done)
PIP := $(RUN) -m pip --disable-pip-version-check --quiet --quiet
OUT := build/examples.ttl
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTEST_ARGS ?= -n auto --dist loadfile

.PHONY: demo test test-spark suite accuracy bench setup check lint types imports docs clean help
.DEFAULT_GOAL := help

help:
	@sed -n '/^$$/q; s/^# \{0,1\}//p' Makefile

demo: $(VENV)/.installed
	@mkdir -p build
	@$(RUN) -m kg build examples -o $(OUT)

test: $(VENV)/.installed-dev
	$(RUN) -m pytest $(PYTEST_ARGS)

suite: $(VENV)/.installed-dev
	@version=$$($(RUN) -c 'from importlib.metadata import version; print(version("pyshacl"))') && \
		test -f build/suite/pyshacl-$$version.tar.gz || \
		$(PIP) download --no-deps --no-binary pyshacl --dest build/suite pyshacl==$$version

test-spark: $(VENV)/.installed-spark
	$(RUN) -m pytest -rs tests/spark

accuracy: $(VENV)/.installed-dev
	@$(RUN) -m tests.accuracy --failures

bench: $(VENV)/.installed-dev
	@$(RUN) -m benchmarks $(BENCH_ARGS)

setup: $(VENV)/.installed
	@echo "Ready: $(VENV)/bin/kg"

check: lint types imports docs

lint: $(VENV)/.installed-dev
	$(RUN) -m ruff check
	$(RUN) -m ruff format --check

types: $(VENV)/.installed-dev
	$(RUN) -m mypy

imports: $(VENV)/.installed-dev
	$(VENV)/bin/lint-imports

docs: $(VENV)/.installed-dev
	@for tool in tools/*_reference.py; do echo "$$tool --check"; $(RUN) $$tool --check || exit 1; done

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find kg tests tools benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

# The environment is made anew when its Python is gone or too old, and brought up to date when pyproject.toml changes.
ifneq ($(wildcard $(VENV)/.python),)
$(shell $(RUN) -c 'import pip; $(NEW_ENOUGH)' >/dev/null 2>&1 || rm -f $(VENV)/.python)
endif

$(VENV)/.python:
	@if [ -z "$(PYTHON)" ]; then \
		echo "Python 3.11 or newer is needed, with its venv module (Debian, Ubuntu: apt install python3-venv)." >&2; \
		echo "None was found. If there is one elsewhere: make $(MAKECMDGOALS) PYTHON=/path/to/python3" >&2; \
		exit 1; \
	fi
	@if ! $(RUN) -c 'import pip; $(NEW_ENOUGH)' >/dev/null 2>&1; then \
		echo "Setting up $(VENV) with $$($(PYTHON) --version). This is done once, and takes a minute."; \
		$(PYTHON) -m venv --clear $(VENV); \
	fi
	@touch $@

$(VENV)/.installed: $(VENV)/.python pyproject.toml
	@$(PIP) install --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.python pyproject.toml
	@$(PIP) install --editable '.[dev]'
	@touch $(VENV)/.installed $@

$(VENV)/.installed-spark: $(VENV)/.installed-dev
	@$(PIP) install --editable '.[dev,spark]'
	@touch $@
