# Everything runs in the project's own virtual environment, .venv, made by the first target that needs it.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
PY := $(BIN)/python

.PHONY: run test check bench quality learn kill-test fuzz pictures format clean help

run: .venv/ready  ## open the assistant
	@$(PY) -m poa

test: .venv/ready-dev  ## run the tests
	@$(PY) -m pytest -n 2

check: .venv/ready-dev  ## lint, types, guidance, catalogues
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@$(PY) -m poa check
	@$(PY) -m pip check

bench: .venv/ready-dev  ## speed and memory, as ratios
	@for b in startup lint mail cases letter screen; do echo "== $$b"; $(PY) benchmarks/$$b.py || exit 1; done

quality: .venv/ready-dev  ## how well the notice reader, the audit and the letters do
	@for b in notices messages letters; do echo "== $$b"; $(PY) benchmarks/quality_$$b.py || exit 1; done

learn: .venv/ready-dev  ## the weights of the audit, from the labelled messages
	@$(PY) -m pip install -q --disable-pip-version-check -c constraints.txt -e '.[learn]'
	@$(PY) tools/learn_weights.py

kill-test: .venv/ready-dev  ## a thousand kills while a case is being written
	@$(PY) benchmarks/kill_test.py

fuzz: .venv/ready-dev  ## long random inputs for every reader
	@$(PY) benchmarks/fuzz.py

pictures: .venv/ready-dev  ## the README's pictures, from the real screens
	@$(PY) tools/pictures.py

format: .venv/ready-dev  ## format the code
	@$(PY) -m ruff format .
	@$(PY) -m ruff check --fix .

clean:  ## remove the virtual environment and caches
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis

help:  ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

.venv/made:
	@if [ -z "$(PYTHON)" ]; then echo "poa needs Python 3.11 or newer: install it, then run make again."; exit 1; fi
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "This Python has no venv module: install it (Debian, Ubuntu: sudo apt install python3-venv), then run make again."; exit 1; }
	@$(PYTHON) -m venv .venv
	@touch $@

.venv/ready: .venv/made pyproject.toml constraints.txt
	@echo "Setting up .venv ..."
	@$(PY) -m pip install -q --disable-pip-version-check -c constraints.txt -e .
	@touch $@

.venv/ready-dev: .venv/made pyproject.toml constraints.txt
	@echo "Setting up .venv with the tools for tests ..."
	@$(PY) -m pip install -q --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@ .venv/ready
