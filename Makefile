# `make run` shows the tracker, `make test` tries it. Both need only git, make and Python 3.11+ with venv.

BIN := .venv/bin
PYTHON := $(BIN)/python
ifneq ($(filter begin,$(MAKECMDGOALS)),)
-include var/port.mk  # where `make run` serves
endif
PORT ?= 8000

# Compiled modules are kept, whatever the machine says: the tests start a hundred processes, each of which would compile them again.
unexport PYTHONDONTWRITEBYTECODE

WELSH := safeguarding/locale/cy/LC_MESSAGES/django
BUILT := safeguarding/static/app.css $(WELSH).mo

# `DEMONSTRATION=off make run` serves a register of its own, which `make begin` begins; what the environment sets goes first.
REGISTER := $(if $(filter off,$(DEMONSTRATION)),$(filter run begin,$(MAKECMDGOALS)))
ifneq ($(REGISTER),)
include var/register.mk
endif

# Two at once of what a command stands on.
MAKEFLAGS += --jobs=2

.PHONY: run begin setup install test lint lint-python lint-templates lint-floors lint-migrations lint-deployment mutants fuzz bench load shots guide messages format lock audit chromium

run: .venv/runtime.stamp .env var/static/staticfiles.json
	@$(PYTHON) manage.py migrate --verbosity 0
	@$(PYTHON) manage.py demo --if-on
	@echo "PORT ?= $(PORT)" > var/port.mk
	@echo "The tracker is at http://127.0.0.1:$(PORT). Ctrl+C stops it."
	@$(PYTHON) manage.py work --beside $$$$ & exec $(BIN)/gunicorn safeguarding.wsgi --bind 127.0.0.1:$(PORT) --threads 8 --no-control-socket --log-level warning

# An empty register's first administrator: DEMONSTRATION=off make begin ADMINISTRATOR=robin.imaginary NAME="Robin Imaginary"
# While the first command sets the register up, the database is locked, and Django takes that for a SQLite without JSON.
begin: .venv/runtime.stamp
	@$(PYTHON) manage.py migrate --check >/dev/null 2>&1 || { \
		echo "The register is not set up yet. Leave 'DEMONSTRATION=off make run' running in another shell until it"; \
		echo "says where the tracker is, then run this again."; exit 1; }
	@$(PYTHON) manage.py start_register --administrator "$(ADMINISTRATOR)" --name "$(NAME)" --host 127.0.0.1:$(PORT)

setup: .venv/tests.stamp .env var/static/staticfiles.json

# What a server needs, without the tests' packages: docs/deploy.md.
install: .venv/runtime.stamp $(BUILT)
	$(PYTHON) manage.py collectstatic --noinput --clear --verbosity 0

test: lint chromium $(BUILT)
	$(BIN)/pytest -q -n auto -m "not browser and (both or not database)"
	$(PYTHON) tests/with_postgres.py $(BIN)/pytest -q -n auto -m "database and not browser"
	$(BIN)/pytest -q -n auto --dist loadfile --no-loadscope-reorder tests/browser

lint: lint-templates lint-migrations lint-deployment lint-floors lint-python

lint-python: .venv/tests.stamp
	$(BIN)/ruff check --quiet --output-format concise
	$(BIN)/ruff format --check --quiet

lint-templates: .venv/tests.stamp
	$(BIN)/djlint --lint --check --quiet templates

lint-floors: .venv/tests.stamp
	$(BIN)/lint-imports --no-logo

lint-migrations: .venv/tests.stamp
	$(PRODUCTION) $(PYTHON) manage.py makemigrations --check --dry-run

lint-deployment: .venv/tests.stamp
	$(PRODUCTION) $(PYTHON) manage.py check --deploy --fail-level WARNING

# Faults put into the rules one at a time: which does no test notice? ONLY="recommendations/permissions/moves.py" tries one module,
# SAMPLE=all every fault of it.
mutants: .venv/tests.stamp $(BUILT)
	$(PYTHON) -m tests.mutants $(ONLY)

# Addresses and forms with whatever nobody would send, EXAMPLES of them, on PostgreSQL; the suite sends a few.
EXAMPLES ?= 5000
fuzz: .venv/tests.stamp $(BUILT)
	FUZZ_EXAMPLES=$(EXAMPLES) $(PYTHON) tests/with_postgres.py $(BIN)/pytest -q --timeout=0 tests/access/test_fuzz.py

# How fast it is with N made-up actions, beside the least that is possible; benchmarks/README.md says how to read it.
N ?= 10000
bench: .venv/tests.stamp var/static/staticfiles.json
	$(PYTHON) -m benchmarks $(N)

# PEOPLE at work at once for MINUTES, as in production; benchmarks/README.md says what they do.
PEOPLE ?= 100
MINUTES ?= 10
load: .venv/tests.stamp var/static/staticfiles.json
	$(PYTHON) -m benchmarks.load $(PEOPLE) $(MINUTES)

# A picture of every page, for each role, at both widths, in var/shots.
shots: .venv/tests.stamp chromium $(BUILT)
	$(PYTHON) -m tests.browser.shots

# The guide to print, with pictures of the demonstration: var/guide.pdf.
guide: .venv/tests.stamp chromium $(BUILT)
	$(PYTHON) -m tests.browser.guide

# Bring the words that pages show into the Welsh catalogue, to be put into Welsh there.
messages: .venv/runtime.stamp
	$(PYTHON) -m safeguarding.locale.catalogue gather

format: .venv/tests.stamp
	$(BIN)/ruff check --fix --quiet
	$(BIN)/ruff format --quiet
	-$(BIN)/djlint --reformat --quiet templates

# Pin the packages of pyproject.toml again. Needs uv, which nothing else here does.
LOCK := uv pip compile --quiet --upgrade --universal --generate-hashes --no-emit-index-url --custom-compile-command "make lock"
lock:
	$(LOCK) pyproject.toml --output-file requirements.txt
	$(LOCK) pyproject.toml --extra dev --constraint requirements.txt --output-file requirements-dev.txt

# Is a known fault in a package that a server runs? Needs uv and the package index's advisories.
audit:
	uvx pip-audit --require-hashes --disable-pip --requirement requirements.txt

# --- What the commands stand on -----------------------------------------------------------------

# As strict as the real thing, and without a database.
PRODUCTION = DEMONSTRATION=off DEBUG=off HTTPS=on ALLOWED_HOSTS=tracker.example DATABASE_URL=sqlite://:memory: \
	SECRET_KEY=$$(python3 -c "import secrets; print(secrets.token_urlsafe(50))")

$(PYTHON):
	@python3 -c "import sys, ensurepip; assert sys.version_info >= (3, 11)" 2>/dev/null || \
		{ echo "Python 3.11 or later with venv is needed. On Debian and Ubuntu: apt-get install python3 python3-venv"; exit 1; }
	python3 -m venv .venv

.venv/runtime.stamp: requirements.txt | $(PYTHON)
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

.venv/tests.stamp: requirements-dev.txt .venv/runtime.stamp
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

.env: | $(PYTHON)
	@umask 077 && $(PYTHON) -c "import secrets; print('DEMONSTRATION=on', 'SECRET_KEY=demonstration-' + secrets.token_urlsafe(50), sep='\n')" > $@

var/register.mk:
	@mkdir -p var && umask 077 && python3 -c "import secrets; print('export SECRET_KEY ?=', secrets.token_urlsafe(50))" > $@
	@printf 'export %s\n' 'ALLOWED_HOSTS ?= 127.0.0.1' 'HTTPS ?= off' 'DATABASE_URL ?= sqlite:///$(CURDIR)/var/register.sqlite3' >> $@

safeguarding/static/app.css: $(wildcard safeguarding/assets/*) package-lock.json .npmrc .venv/runtime.stamp
	$(PYTHON) safeguarding/assets/build.py

$(WELSH).mo: $(WELSH).po .venv/runtime.stamp
	$(PYTHON) -m safeguarding.locale.catalogue compile

var/static/staticfiles.json: $(BUILT) | .env
	$(PYTHON) manage.py collectstatic --noinput --clear --verbosity 0
	@touch $@

chromium:
	@command -v chromium-headless-shell >/dev/null || command -v chromium >/dev/null || [ -n "$$CHROMIUM" ] || { \
		[ "$$(id -u)" = 0 ] && apt-get -qq update && export DEBIAN_FRONTEND=noninteractive && \
		for program in chromium-headless-shell chromium; do \
			apt-get -qq install --yes --no-install-recommends $$program fonts-liberation >/dev/null && break; \
		done; \
	} || echo "NOT RUN: the browser tests, for want of Chromium (apt-get install chromium, or set CHROMIUM to its path)."
