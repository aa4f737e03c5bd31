# `make briefing` and `make test` do all the set-up they need; a second call does none again. `make help` lists the rest.

VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
READY_DEV := $(VENV)/.ready-dev
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
TESTS ?=

.DEFAULT_GOAL := help
.PHONY: help briefing setup setup-dev test lint format types layers eval golden clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

briefing: setup ## set up, then build two editions of the sample workspace, a week apart
	$(BIN)/briefing build --workspace samples --as-of 2026-05-28T18:00+02:00 --format json --quiet
	$(BIN)/briefing build --workspace samples

setup: $(READY) ## virtual environment, dependencies, shared libraries

setup-dev: $(READY_DEV) ## the same, with the tools of the checks

$(BIN)/python:
	python=$$(.ci/system.sh python) && "$$python" -m venv $(VENV)

# The package is installed in place (-e); its build back end is pinned like the rest, hence no build isolation.
$(READY): pyproject.toml constraints.txt .ci/system.sh | $(BIN)/python
	.ci/system.sh libraries
	$(PIP) install -q -c constraints.txt pip hatchling
	$(PIP) install -q -c constraints.txt --no-build-isolation -e .
	@touch $@

$(READY_DEV): $(READY)
	$(PIP) install -q -c constraints.txt --no-build-isolation -e '.[dev]'
	@touch $@

test: setup-dev ## set up, then run every test (TESTS=tests/extract for some)
	$(BIN)/python -m pytest -n auto --dist loadfile $(TESTS)

lint: setup-dev ## style: ruff's checks and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: setup-dev ## mend what lint can mend by itself
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: setup-dev ## types: mypy --strict
	$(BIN)/mypy

layers: setup-dev ## architecture: imports go one way
	$(BIN)/lint-imports

eval: setup-dev ## quality: how much is found in annotated articles (their folder: BRIEFING_DATA)
	$(BIN)/python tests/eval/model.py
	$(BIN)/python tests/eval/statements.py
	$(BIN)/python tests/eval/speakers.py
	$(BIN)/python tests/eval/muc.py
	$(BIN)/python tests/eval/incidents.py
	$(BIN)/python tests/eval/dates.py
	$(BIN)/python tests/eval/places.py
	$(BIN)/python tests/eval/same_text.py
	$(BIN)/python tests/eval/same_incident.py
	$(BIN)/python tests/eval/relevance.py

golden: setup-dev ## renew the golden outputs of the samples; read the diff before committing it
	$(BIN)/python -m pytest -q --renew-golden tests

clean: ## remove the environment, caches and what the samples wrote
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	rm -rf samples/briefings samples/library.sqlite samples/library.sqlite-*
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
