# make demo    the portal with its example people and projects, at http://127.0.0.1:8000 (PORT=, HOST=)
# make test    the whole suite (PYTEST="-k name", DATABASE_URL=, REQUIRE_BROWSER=1)
# make bench   every page at a size beside a bare one (SIZE=S, M or L; DATABASE_URL=); docs/speed.md has the figures
SHELL := /bin/bash
PORT ?= 8000
HOST ?= 127.0.0.1
PYTHON ?= python3
PYTEST ?=
SIZE ?= S

VENV := .venv
BIN := $(VENV)/bin
# Settings of the person's own pip stay; only what would bend a hash-locked install is taken out.
PIP := env -u PIP_REQUIRE_VIRTUALENV -u PIP_USER -u PIP_TARGET -u PIP_PREFIX -u PIP_CONSTRAINT -u PIP_REQUIREMENT -u PYTHONPATH \
  PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1 $(BIN)/python -m pip
INSTALL := $(PIP) install --quiet --require-hashes --only-binary :all:
# Hashes instead of host names: the locks say what, the installation's pip says where from.
COMPILE := CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/python -m piptools compile --quiet --generate-hashes --strip-extras --allow-unsafe \
  --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options

.PHONY: setup demo test bench lint lock messages

setup: $(VENV)/base.stamp $(VENV)/test.stamp

$(BIN)/python:
	@echo "Setting up in $(VENV); this happens once."
	@$(PYTHON) -m venv $(VENV)

# The demo waits for this one, so it holds nothing but what the portal runs on.
$(VENV)/base.stamp: requirements/base.txt | $(BIN)/python
	@$(INSTALL) -r requirements/base.txt
	@touch $@

$(VENV)/test.stamp: requirements/test.txt $(VENV)/base.stamp
	@$(INSTALL) -r requirements/test.txt
	@touch $@

demo: $(VENV)/base.stamp
	@mkdir -p var
	@env -u DATABASE_URL DJANGO_SETTINGS_MODULE=portal.settings.dev DEMO=1 PUBLIC_URL=http://$(HOST):$(PORT) \
	  $(BIN)/python manage.py serve --demo --host $(HOST) --port $(PORT)

test: $(VENV)/test.stamp
	@./.ci/chromium
	@./.ci/pango
	@mkdir -p var
	$(BIN)/python -m pytest -n auto --dist worksteal $(PYTEST)

bench: $(VENV)/base.stamp
	@./.ci/bench $(SIZE)

lint: $(VENV)/test.stamp
	$(BIN)/ruff check .
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python manage.py messages --check

lock: $(VENV)/test.stamp
	$(COMPILE) --output-file requirements/base.txt requirements/base.in
	$(COMPILE) --output-file requirements/test.txt requirements/test.in
	$(COMPILE) --output-file requirements/production.txt requirements/production.in
	$(COMPILE) --output-file requirements/s3.txt requirements/s3.in

messages: $(VENV)/test.stamp
	$(BIN)/python manage.py messages
