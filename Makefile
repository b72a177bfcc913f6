# Citypact's commands; `make help` lists them.
# A machine needs make and Python 3.11 or later with venv. A C compiler makes the engine faster.

PYTHON ?= python3
# What else the demo or pytest is told: make demo ARGS="--no-serve", make test ARGS="-k book"
ARGS ?=
# How many processes the tests run in.
JOBS ?= 2

VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --constraint constraints.txt --editable
# What an installation is made from: when none of these has changed, nothing is installed anew.
RECIPE := pyproject.toml setup.py constraints.txt $(wildcard src/citypact/engine/native/*.[ch])

.DEFAULT_GOAL := help
.PHONY: help demo setup test lint docs clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(VENV)/.demo ## Set up, run Malmö's figures, open the workspace on them
	$(BIN)/citypact demo $(ARGS)

setup: $(VENV)/.all ## Make .venv with everything: running, testing, documenting

test: $(VENV)/.all ## Run every test
	@tools/system-packages browser postgresql signatures tokens || echo "make test: going on; what needs these will fail"
	@# Each process takes a run of files, so that what a file sets up is set up once.
	$(BIN)/python -m pytest -n $(JOBS) --dist worksteal $(ARGS)

lint: $(VENV)/.all ## Check style, types and who imports whom
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: $(VENV)/.all ## Build the documentation; a warning is an error
	$(BIN)/sphinx-build --fail-on-warning --keep-going --quiet -b html docs docs/_build/html
	@echo "make docs: docs/_build/html/index.html"

clean: ## Remove what these commands have made, and the environment
	rm -rf $(VENV) build docs/_build docs/book.md .mypy_cache .ruff_cache .pytest_cache
	rm -rf .import_linter_cache .hypothesis src/citypact.egg-info src/citypact/engine/_native*.so

$(BIN)/pip:
	@tools/check-python $(PYTHON)
	rm -rf $(VENV)
	$(PYTHON) -m venv $(VENV)

# What the demo needs is less than what the tests need, and a newcomer should not wait for those.
$(VENV)/.demo: $(RECIPE) | $(BIN)/pip
	@echo "make: installing Citypact with the workspace and its documents into $(VENV)"
	$(INSTALL) '.[demo]'
	@touch $@

$(VENV)/.all: $(RECIPE) | $(BIN)/pip
	@echo "make: installing Citypact with everything into $(VENV)"
	$(INSTALL) '.[all]'
	@touch $(VENV)/.demo $@
