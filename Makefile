# `make` builds the book in this folder; `make help` lists the rest. Needs Python 3.11+ and Pango, installs all else into .venv.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
READY_DEV := $(VENV)/.ready-dev
LALABOOK := $(BIN)/lalabook
VERAPDF := build/.tools/verapdf
ACE := $(VENV)/ace

.DEFAULT_GOAL := all
.PHONY: all epub pdf check test lint conformance benchmark spreads lock clean help

all: $(READY) ## build the EPUB and the PDF into build/
	@$(LALABOOK) build

epub: $(READY) ## build only the EPUB
	@$(LALABOOK) build --edition epub

pdf: $(READY) ## build only the PDF
	@$(LALABOOK) build --edition pdf

check: $(READY) ## proof-read the book without writing an edition
	@$(LALABOOK) check

test: $(READY_DEV) ## run the tests
	@$(BIN)/pytest

lint: $(READY_DEV) ## ruff and mypy
	@$(BIN)/ruff check src tests benchmarks
	@$(BIN)/ruff format --check src tests benchmarks
	@$(BIN)/mypy

conformance: $(READY_DEV) $(ACE)/.ready $(VERAPDF)/Verify.class all ## EPUBCheck, Ace, veraPDF (needs a JDK, Maven, Node, Chromium)
	@$(BIN)/python -m lalabook.checks.conformance --ace $(ACE) build
	@$(BIN)/pytest tests/conformance_epubcheck.py
	@$(LALABOOK) build tests/constructs --edition pdf --output build/constructs --quiet
	@$(BIN)/python -m lalabook.checks.verapdf $(VERAPDF) build build/constructs

benchmark: $(READY_DEV) ## how long a long book takes, as ratios
	@$(BIN)/python benchmarks/long_book.py

spreads: $(READY) pdf ## pictures of six spreads into docs/spreads (needs poppler)
	@$(BIN)/python tools/spreads.py build/*.pdf docs/spreads

lock: $(READY_DEV) ## renew requirements*.lock from pyproject.toml
	@$(BIN)/python -m pip install --quiet pip-tools
	@$(BIN)/pip-compile --quiet --strip-extras --generate-hashes --no-emit-index-url --no-emit-find-links \
	  --all-build-deps --allow-unsafe --output-file requirements.lock pyproject.toml
	@$(BIN)/pip-compile --quiet --strip-extras --generate-hashes --no-emit-index-url --no-emit-find-links \
	  --all-build-deps --allow-unsafe --all-extras --output-file requirements-dev.lock pyproject.toml

clean: ## remove what make made, the environment too
	rm -rf build $(VENV) .pytest_cache .ruff_cache .mypy_cache .hypothesis

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 22

$(VERAPDF)/Verify.class: tools/conformance/pom.xml tools/conformance/Verify.java
	@sh tools/conformance/fetch.sh $(VERAPDF)
	@touch $@

$(ACE)/.ready: tools/conformance/package.json tools/conformance/package-lock.json
	@command -v npm >/dev/null || { echo "Ace needs Node 20 and npm: sudo apt install nodejs npm" >&2; exit 1; }
	@mkdir -p $(ACE) && cp tools/conformance/package*.json tools/conformance/.npmrc $(ACE)
	@cd $(ACE) && PUPPETEER_SKIP_DOWNLOAD=1 npm ci --silent --no-audit --no-fund --ignore-scripts
	@touch $@

$(READY): requirements.lock pyproject.toml
	@PYTHON="$(PYTHON)" sh tools/environment.sh $(VENV) requirements.lock
	@touch $@

$(READY_DEV): requirements-dev.lock pyproject.toml
	@PYTHON="$(PYTHON)" sh tools/environment.sh $(VENV) requirements-dev.lock
	@touch $@ $(READY)
