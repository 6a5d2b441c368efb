# Every target sets up the local environment on first use (that may use the package registries); nothing after that touches a network.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.PHONY: help generate normalise test check check-install bench clean lock

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## /\1\t/' | sort | awk -F '\t' '{printf "  make %-14s %s\n", $$1, $$2}'

generate: $(READY) ## specs/ to generated/: the three client packages
	@$(BIN)/specloom generate

normalise: $(READY) ## specs/ to openapi.yaml alone
	@$(BIN)/specloom normalise

test: $(READY) ## the tests (set SPECLOOM_PAGES to a folder of vendors' pages to test on them as well)
	@$(BIN)/python -m pytest -n auto

check: $(READY) ## ruff, mypy, pyright, the layers, and whether openapi.yaml and generated/ are what specs/ gives
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/pyright
	$(BIN)/python -m pytest tests/test_layers.py
	$(BIN)/specloom normalise --check
	$(BIN)/specloom generate --check

check-install: $(READY) ## install each package into an empty environment and run the examples of its README
	@$(BIN)/python -m pytest -m install tests/install

bench: $(READY) ## time generation and the clients against those of the two engines; exits with 1 where a target is missed
	@$(BIN)/python -m benchmarks

lock: $(READY) ## resolve requirements.txt anew from pyproject.toml (needs uv)
	uv pip compile --universal --generate-hashes --python-version 3.11 --no-header \
		--group dev pyproject.toml -o requirements.txt

clean: ## remove the environment and the caches
	rm -rf .venv .cache .mypy_cache .ruff_cache .pytest_cache

$(READY): .venv/.requirements pyproject.toml
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --no-index --editable .
	@touch $@

.venv/.requirements: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed: make PYTHON=python3.11 ...")'
	@echo "setting up .venv (once)"
	@$(PYTHON) -m venv --clear .venv
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes --requirement requirements.txt
	@touch $@
