# make run    de applicatie met voorbeeldgegevens op http://127.0.0.1:8000
# make test   alle tests, over alle processors (PYTEST_ARGS="-k naam": een deel, in één proces)
# make check  stijl, typen, richting van imports, migraties, sjablonen, de beschrijving van de API
# make bench  de metingen       make format  opmaak van de code
# make lock   requirements*.txt opnieuw, uit pyproject.toml (UPGRADE=--upgrade: nieuwste versies)
# make clean  weg met .venv, node_modules en wat tests achterlaten; de database in var/ blijft

BIND_HOST ?= 127.0.0.1
PORT ?= 8000
PYTEST_ARGS ?=
UPGRADE ?=
UV_VERSION := 0.13.9

VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check --quiet
NPM := scripts/npm --loglevel=error --no-progress

export BIND_HOST PORT
.PHONY: help run test check bench format lock clean FORCE
.DELETE_ON_ERROR:

help:
	@sed -n 's/^# //p; /^$$/q' Makefile

run: $(VENV)/.runtime node_modules/.runtime | var
	@$(PY) scripts/require_free_port.py $(BIND_HOST) $(PORT)
	@$(PY) manage.py migrate --verbosity 0
	@$(PY) manage.py load_demo
	@SHOW_DEMO_ACCOUNTS=1 exec $(PY) -m gunicorn --config config/gunicorn_conf.py

test: $(VENV)/.dev node_modules/.dev | var
	@$(PY) -m pytest $(or $(PYTEST_ARGS),-n auto --dist worksteal)

check: $(VENV)/.dev node_modules/.dev | var
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(VENV)/bin/lint-imports --no-logo
	$(PY) manage.py makemigrations --check --dry-run
	$(PY) manage.py check
	$(PY) -m djlint --lint --quiet templates
	$(PY) manage.py describe_api >var/openapi.json
	node_modules/.bin/spectral lint --ruleset api/nl-api-design-rules.yaml --fail-severity warn var/openapi.json

bench: $(VENV)/.dev node_modules/.runtime | var
	@$(PY) -m benchmarks

format: $(VENV)/.dev
	$(PY) -m ruff check --fix-only .
	$(PY) -m ruff format .

# Hashes for every platform and Python from 3.11 up; no address of an index gets into the files.
LOCK = $(PY) -m uv pip compile --quiet --no-config --universal --python-version 3.11 --generate-hashes \
       --no-strip-extras --custom-compile-command "make lock" $(UPGRADE)
lock: $(VENV)/pyvenv.cfg
	@$(PIP) install uv==$(UV_VERSION)
	$(LOCK) pyproject.toml -o requirements.txt
	$(LOCK) pyproject.toml --group dev -c requirements.txt -o requirements-dev.txt
	$(LOCK) --group pyproject.toml:node -o requirements-node.txt

clean:
	rm -rf $(VENV) node_modules staticfiles .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# What is installed is remembered by empty files beside it, so a second start takes seconds.
# A .venv whose Python is gone (an upgraded machine) is made anew.
$(VENV)/pyvenv.cfg: $(shell test -x $(PY) || echo FORCE)
	@python=$$(scripts/find-python) && echo "Eenmalig klaarzetten: Python-omgeving ($$python)" && \
	rm -rf $(VENV) && "$$python" -m venv $(VENV)

$(VENV)/.runtime: requirements.txt $(VENV)/pyvenv.cfg
	@echo "Eenmalig klaarzetten: Python-pakketten"
	@$(PIP) install --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/pyvenv.cfg
	@echo "Eenmalig klaarzetten: Python-pakketten, met die voor de tests"
	@$(PIP) install --require-hashes -r requirements-dev.txt
	@touch $(VENV)/.runtime $@

node_modules/.runtime: package-lock.json .npmrc | $(VENV)/pyvenv.cfg
	@echo "Eenmalig klaarzetten: opmaak, lettertype en grafieken"
	@$(NPM) ci --omit=dev >/dev/null
	@touch $@

node_modules/.dev: package-lock.json .npmrc | $(VENV)/pyvenv.cfg
	@echo "Eenmalig klaarzetten: opmaak, lettertype en grafieken, met wat de tests vragen"
	@$(NPM) ci --include=dev >/dev/null
	@touch node_modules/.runtime $@

var:
	@mkdir -p var

FORCE:
