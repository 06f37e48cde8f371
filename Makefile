# Most people need only `make serve` and `make test`. Targets install missing dependencies, once.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := /bin/sh
export NO_MKDOCS_2_WARNING := 1
export PYTHONDONTWRITEBYTECODE := 1
export NBCONVERT_DISABLE_CONFIG_EXPORTERS := 1 # or importing nbconvert instantiates every exporter

BIN := .venv/bin
PIP := $(BIN)/python -m pip install --disable-pip-version-check --progress-bar off --no-deps
READY := .venv/.ready node_modules/.ready

.PHONY: help setup serve docs test check links bench lock clean browser format screenshot audit pyodide

help: ## Show these words
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 14

setup: $(READY) ## Set up what is missing: the virtual environment and the npm packages

# npm and pip run in parallel: each mostly waits for the network.
$(READY) &: requirements/dev.txt pyproject.toml bin/python package.json package-lock.json bin/node20
	@bin/node20
	@python=$$(bin/python) || exit 1; \
	if ! [ -x $(BIN)/python ]; then echo "Making .venv with $$python"; "$$python" -m venv .venv; fi
	@bin/step "Installing npm packages, about a minute" .cache/log/npm.log \
	  npm ci --ignore-scripts --no-audit --no-fund --loglevel=http & npm=$$!; \
	bin/step "Installing $$(grep -c == requirements/dev.txt) Python packages, about a minute" .cache/log/pip.log \
	  $(PIP) --require-hashes -r requirements/dev.txt && \
	bin/step "Installing gdlib" .cache/log/gdlib.log $(PIP) --no-build-isolation --editable .; python=$$?; \
	wait $$npm && exit $$python
	@touch $(READY)

serve: $(READY) ## Build, and serve both languages on 127.0.0.1:8000 with live reload
	$(BIN)/python -m mkdocs serve

docs: $(READY) ## Build both languages into site/
	$(BIN)/python -m mkdocs build --strict

test: $(READY) browser check docs ## Everything: checks, the strict build, unit, site and browser tests
	npm test --silent
	$(BIN)/python -m pytest tests/unit tests/site --cov --cov-report=term:skip-covered
	$(BIN)/python bin/pyodide.py
	$(BIN)/python -m pytest tests/browser --numprocesses 2 --dist worksteal --reruns 1 -rR

pyodide: $(READY) ## Run gdlib's unit tests in the browser's Python, under Node
	$(BIN)/python bin/pyodide.py

check: $(READY) ## Formatting, lint, types, spelling, workflows
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/mypy
	npm run --silent typecheck
	npm run --silent format:check
	npm run --silent workflows
	$(BIN)/codespell
	$(BIN)/python bin/prose.py

format: $(READY) ## Put every source file into the project's format
	$(BIN)/ruff format --quiet .
	$(BIN)/ruff check --quiet --fix .
	npm run --silent format

links: $(READY) docs ## Follow every link and anchor inside the built site
	$(BIN)/python bin/links.py site

bench: $(READY) browser docs ## Measure speed, side by side with peers; prints ratios
	@missed=; for part in animations boot build cells drag library network outputs pages; do \
	  $(BIN)/python bench/$$part.py || missed="$$missed $$part"; \
	done; [ -z "$$missed" ] || { echo "Missed:$$missed"; exit 1; }

audit: $(READY) ## Ask the advisory databases about every pinned dependency
	$(BIN)/python -m pip_audit --requirement requirements/dev.txt --disable-pip --no-deps --progress-spinner off
	npm audit

browser: ## Find the browsers of the tests, or install Debian's
	@bin/browsers

screenshot: $(READY) browser docs ## Make the README's picture of the widget from the built site
	$(BIN)/python bin/screenshot.py

lock: ## Pin every Python dependency anew, with hashes
	cd requirements && uv pip compile --universal --python-version 3.12 --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --output-file dev.txt dev.in >/dev/null

clean: ## Remove all that was built or downloaded
	rm -rf .cache .venv node_modules site dist build htmlcov .coverage .mypy_cache .ruff_cache .pytest_cache .hypothesis
