# Citypact's commands. `make help` lists them. A machine needs Python 3.11 or later with venv, and make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help setup demo

help: ## Show this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

# Installed anew only when one of the files that say what to install has changed.
$(VENV)/.installed: pyproject.toml setup.py constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[all]'
	touch $@

setup: $(VENV)/.installed ## Make .venv with everything that running, testing and documenting need

demo: setup ## Set up, then run Malmö's figures and open the workspace
	$(BIN)/citypact demo
