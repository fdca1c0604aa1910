# Two commands for a newcomer: `make demo` and `make test`. Everything installs into .venv.
# Choose another interpreter (3.11 or later) with `make demo PYTHON=python3.12`.

PYTHON ?= python3
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PYTHONUTF8 := 1

.PHONY: demo test lint types bench accuracy score train docs clean help
.DEFAULT_GOAL := help

help:
	@echo "make demo   read an account in examples/: a brief here, a page in out/"
	@echo "make test   run all tests            make lint   ruff, check and format"
	@echo "make types  mypy --strict            make bench  measure speed and memory"
	@echo "make docs   refresh generated parts  make clean  remove .venv and out/"

demo: .venv/.runs
	@mkdir -p out
	@$(BIN)/detente read examples/iran_pakistan_2024.md --html out/iran_pakistan_2024.html
	@echo "The page is out/iran_pakistan_2024.html: open it in a browser, no network needed."

test: .venv/.tests
	$(BIN)/python -m pytest

lint: .venv/.tests
	$(BIN)/ruff check src tests benchmarks docs training
	$(BIN)/ruff format --check src tests benchmarks docs training

types: .venv/.tests
	$(BIN)/mypy

bench: .venv/.tests
	$(BIN)/python benchmarks/reading_speed.py
	$(BIN)/python benchmarks/reading_steps.py
	$(BIN)/python benchmarks/dynamics_tables.py

accuracy: .venv/.tests
	$(BIN)/python benchmarks/accuracy.py $(if $(CODER),--coder $(CODER)) $(if $(FOLDS_IN),--folds $(FOLDS_IN))

# Every score card of history and forecasts; DATA is a folder with icbe/, history/ and forecast/.
score: .venv/.tests
	$(BIN)/python benchmarks/base_rates.py
	$(BIN)/python benchmarks/analogues.py --write
	$(BIN)/python benchmarks/history_coding.py --data "$(DATA)" --write
	$(BIN)/python benchmarks/within.py --data "$(DATA)" --write
	$(BIN)/python benchmarks/stream.py --data "$(DATA)" --write
	$(BIN)/python benchmarks/hawkes.py
	$(BIN)/python benchmarks/relational.py

# The data are not part of the project: make train DATA=folder with icbe/, plv/ and causal/ [FOLDS="0 1"]
# [TEACHER=folder with all-mpnet-base-v2], as the shipped coder was trained
train: .venv/.trains
	$(BIN)/python training/run.py --data "$(DATA)" --work out/training $(if $(TEACHER),--teacher "$(TEACHER)") $(if $(FOLDS),--folds $(FOLDS))

docs: .venv/.tests
	$(BIN)/python docs/generate.py

clean:
	rm -rf .venv out build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

# A virtual environment that was moved or whose interpreter is gone is made anew.
.venv/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "détente needs Python 3.11 or later: make demo PYTHON=python3.12" >&2; exit 2; }
	@$(BIN)/python -c 'import pip' 2>/dev/null || $(PYTHON) -m venv --clear .venv
	@touch $@

# Pinned versions come from constraints.txt; pip runs again only when one of the two files changes.
.venv/.runs: pyproject.toml constraints.txt | .venv/.made
	$(BIN)/python -m pip install -q -c constraints.txt -e '.[plots]'
	@touch $@

.venv/.tests: pyproject.toml constraints.txt | .venv/.made
	$(BIN)/python -m pip install -q -c constraints.txt -e '.[dev]'
	@touch $@ .venv/.runs

.venv/.trains: pyproject.toml constraints.txt | .venv/.made
	$(BIN)/python -m pip install -q -c constraints.txt -e '.[dev,train]'
	@touch $@ .venv/.tests .venv/.runs
