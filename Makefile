# SPDX-License-Identifier: Apache-2.0
# Everything starts here: `make help`. Needs bash, make and Python 3.11 or later; the rest is fetched by `make setup`.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

# The first Python that is new enough; `make PYTHON=/path/to/python3.12 setup` takes another.
PYTHON ?= $(shell for p in python3 python3.11 python3.12 python3.13 python3.14; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
BIN := .venv/bin
READY := .venv/.ready
# uv from PATH where it is there, else the pinned one in .tools/ (fetched by the rule below).
UV := $(shell command -v uv || echo .tools/bin/uv)
# uv must take the Python above and never fetch one, and must not read a lock or a project by itself.
export UV_PYTHON_DOWNLOADS := never
export UV_NO_CONFIG := 1

SOAK ?= ../shared/data/allsides_soak/allsides_12000.jsonl.xz

.PHONY: help setup demo test lint bench lock clean

help:  ## what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-6s  %s\n", $$1, $$2 }' Makefile

setup: $(READY)  ## an environment in .venv with everything pinned (again only when the pins change)

.tools/bin/uv:
	@test -n "$(PYTHON)" || { echo "No Python 3.11 or later found. Install one (Debian: apt-get install python3) and run make again." >&2; exit 1; }
	@# Debian splits pip off; as root it can be had, else the person must.
	@if ! $(PYTHON) -m pip --version >/dev/null 2>&1; then \
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
			apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-pip >/dev/null; \
		else \
			echo "Neither uv nor pip found. Install one of them (Debian: apt-get install python3-pip) and run make again." >&2; exit 1; \
		fi; \
	fi
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --root-user-action=ignore \
		--target .tools --upgrade --require-hashes --no-deps -r requirements/uv.txt

$(READY): requirements/dev.txt pyproject.toml packages/sayso-model-en/pyproject.toml | $(UV)
	@test -n "$(PYTHON)" || { echo "No Python 3.11 or later found. Install one (Debian: apt-get install python3) and run make again." >&2; exit 1; }
	test -x $(BIN)/python || $(UV) venv --quiet --python "$(PYTHON)" .venv
	$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements/dev.txt
	@# The two packages of this repository, built by the pinned hatchling: nothing more is fetched here.
	$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation \
		--editable packages/sayso-model-en --editable .
	@touch $@

demo: $(READY)  ## read the three example dispatches: a table, a page, a ledger in out/, and what is agreed and contested
	@mkdir -p out
	@rm -f out/demo.db out/demo.db-wal out/demo.db-shm
	@echo '$$ sayso read examples/dispatches --ledger out/demo.db'
	@$(BIN)/sayso read examples/dispatches --ledger out/demo.db
	@echo
	@echo '$$ sayso read examples/dispatches --ledger out/demo.db --format html --output out/demo.html   # again: adds nothing'
	@$(BIN)/sayso read examples/dispatches --ledger out/demo.db --format html --output out/demo.html
	@echo
	@echo '$$ sayso moves --ledger out/demo.db   # who went from which group to which, by all three together'
	@$(BIN)/sayso moves --ledger out/demo.db
	@echo
	@echo '$$ sayso happenings --ledger out/demo.db --shared   # what more than one report tells of: agreed or not, on whose word'
	@$(BIN)/sayso happenings --ledger out/demo.db --shared
	@echo
	@echo '$$ sayso contested --ledger out/demo.db   # what is contested, and by whom'
	@$(BIN)/sayso contested --ledger out/demo.db
	@echo
	@echo "The page, with every claim marked in the text: $$(pwd)/out/demo.html"

lint: $(READY)  ## style, types, and which room imports which
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

test: lint  ## lint, then all tests
	$(BIN)/pytest -q -n 2

.venv/.bench: requirements/bench.txt $(READY)
	$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements/bench.txt
	@touch $@

bench: .venv/.bench  ## speed, memory, start-up, the parser beside larger encoders, voices (SOAK=FILE takes other reports)
	$(BIN)/python benchmarks/run.py --soak $(SOAK)
	@echo
	$(BIN)/python -m benchmarks.parser --soak $(SOAK)
	@echo
	$(BIN)/python -m benchmarks.voices --soak $(SOAK)
	$(BIN)/python -m benchmarks.coding --soak $(SOAK)
	$(BIN)/python -m benchmarks.heads --soak $(SOAK)
	$(BIN)/python -m benchmarks.linking

lock: $(READY)  ## compile requirements/*.in anew (for who changes them)
	for n in runtime dev bench uv; do \
		$(UV) pip compile --quiet --upgrade --generate-hashes --no-emit-index-url --no-header \
			--universal --python-version 3.11 requirements/$$n.in -o requirements/$$n.txt; \
	done

clean:  ## remove what was made
	rm -rf .venv .tools out .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
