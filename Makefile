# Every target sets up the local environment on first use (that may use the package registries); nothing after that but drift and lock touches a network.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.PHONY: help generate normalise test check check-install drift soak mutants bench bench-standin bench-drift corpus scaling dist clean lock

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## /\1\t/' | sort | awk -F '\t' '{printf "  make %-14s %s\n", $$1, $$2}'

generate: $(READY) ## specs/ to generated/: the three client packages
	@$(BIN)/specloom generate

normalise: $(READY) ## specs/ to openapi.yaml alone
	@$(BIN)/specloom normalise

test: $(READY) ## the tests (set SPECLOOM_PAGES to a folder of vendors' pages to test on them as well)
	@$(BIN)/python -m pytest -n auto

check: $(READY) ## ruff, mypy, pyright (on what is generated and on code that uses it as well), the layers, whether openapi.yaml and generated/ are what specs/ gives, and the recordings
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/pyright
	$(BIN)/python -m pytest -n auto -m types tests
	$(BIN)/python -m pytest tests/test_layers.py
	$(BIN)/specloom normalise --check
	$(BIN)/specloom generate --check
	$(BIN)/specloom verify --complete

check-install: $(READY) ## install each package into an empty environment and run the examples of its README
	@$(BIN)/python -m pytest -m install tests/install

drift: $(READY) ## what of each vendor is no longer what it was; asks for the vendors' pages (VENDOR=name: of that one alone)
	@$(BIN)/specloom drift $(VENDOR)

# 200 examples for each of ten operations and more are at least 2,000 a vendor.
soak: export SPECLOOM_EXAMPLES ?= 200
soak: export SPECLOOM_KILLS ?= 50
soak: $(READY) ## the long tests: fuzz the stand-ins, kill one under load, large documents; takes half an hour
	@$(BIN)/python -m pytest -m soak tests

mutants: export SPECLOOM_MUTANTS ?= 20000
mutants: export SPECLOOM_CORPUS ?= $(abspath ../shared/corpus)
mutants: $(READY) ## generate packages of so many spoilt documents; takes hours
	@$(BIN)/python -m pytest -m soak tests/soak/test_mutations.py

bench-standin: $(READY) ## load a stand-in for a minute; exits with 1 where it is too slow or a call fails
	@$(BIN)/python -m benchmarks.standin

bench-drift: $(READY) ## time the comparison of documents of 100 to 3,000 operations; exits with 1 where it is too slow or grows too fast
	@$(BIN)/python -m benchmarks.drift

corpus: $(READY) ## generate every document of SPECLOOM_CORPUS (../shared/corpus), check it, beside the two engines; a quarter of an hour
	@$(BIN)/python -m benchmarks.corpus

scaling: $(READY) ## time documents of 10 to 10,000 operations; exits with 1 where time grows faster than they do
	@$(BIN)/python -m benchmarks.scaling

bench: $(READY) ## time generation and the clients against those of the two engines; exits with 1 where a target is missed
	@$(BIN)/python -m benchmarks

# The same sources give the same bytes: archives bear this moment, the one that hatchling takes where none is set.
dist: export SOURCE_DATE_EPOCH ?= 1580601600
dist: OUT ?= dist
dist: $(READY) ## build wheels and source archives of specloom and of the packages of generated/, into dist/ (OUT)
	@mkdir -p "$(OUT)" && rm -f "$(OUT)"/*.whl "$(OUT)"/*.tar.gz
	@for folder in . generated/*/; do \
		(cd $$folder && "$(abspath $(BIN))/python" -m hatchling build --directory "$(abspath $(OUT))") || exit 1; \
	done

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
