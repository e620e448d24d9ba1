# `make run` and `make test` are all a newcomer needs; `make help` lists the rest.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
# A file per lock: the environment is made again when a lock changes, never otherwise.
RUN_ENV := .venv/run.stamp
DEV_ENV := .venv/dev.stamp
PIP := PIP_DISABLE_PIP_VERSION_CHECK=1 $(BIN)/python -m pip install --quiet --cache-dir .venv/cache --require-hashes
PIP_COMPILE := $(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-annotate --no-header \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links

.PHONY: help env env-dev run serve prepare test test-quick test-elasticsearch e2e elasticsearch check bench chaos relevance \
	lock messages openapi
.DEFAULT_GOAL := help

help: ## this list
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort | expand -t 20

$(RUN_ENV): requirements/run.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(PIP) -r requirements/run.txt
	touch $@

$(DEV_ENV): requirements/dev.txt $(RUN_ENV)
	$(PIP) -r requirements/dev.txt
	touch $@

env: $(RUN_ENV) ## the environment to run the site, in .venv/

env-dev: $(DEV_ENV) ## the environment to work on it

prepare: $(RUN_ENV)
	$(MANAGE) migrate --verbosity 0
	$(MANAGE) load_territories
	$(MANAGE) create_site

run: prepare ## the site on http://localhost:8000/ (PORT, DATABASE_URL, SEARCH_URL, DEMO=0)
	$(if $(filter 0,$(DEMO)),,$(MANAGE) load_demo)
	$(MANAGE) create_developer
	$(BIN)/python tools/serve.py run

serve: prepare ## gunicorn with production's settings, on loopback (the same variables, WEB_CONCURRENCY; DEMO=1)
	$(if $(filter 1,$(DEMO)),$(MANAGE) load_demo)
	$(MANAGE) collectstatic --no-input --verbosity 0 --settings mcm_site.settings.loopback
	$(BIN)/python tools/serve.py serve

test: $(DEV_ENV) ## all tests that need no other server
	$(BIN)/pytest -n auto -m "not e2e and not elasticsearch" $(PYTEST_ARGS)

test-quick: $(DEV_ENV) ## the same without those on all 34,969 communes
	$(BIN)/pytest -n auto

test-elasticsearch: $(DEV_ENV) ## the tests that need an Elasticsearch, beside a throw-away one (JDK 21 or newer, Maven)
	$(BIN)/python tools/with_elasticsearch.py $(BIN)/pytest -n auto -m elasticsearch $(PYTEST_ARGS)

elasticsearch: ## an Elasticsearch for development, for SEARCH_URL=elasticsearch://127.0.0.1:9200 (ELASTICSEARCH_PORT)
	tools/elasticsearch/start http.port=$(or $(ELASTICSEARCH_PORT),9200)

# Django's live server leaves the sockets of a browser that went to the garbage collector, whenever it runs.
e2e: $(DEV_ENV) ## the tests in a real browser (needs Chromium)
	$(BIN)/pytest -m e2e -W ignore::pytest.PytestUnraisableExceptionWarning $(PYTEST_ARGS)

tools/pages/node_modules: tools/pages/package-lock.json
	cd tools/pages && npm ci --ignore-scripts --no-audit --no-fund --loglevel error
	touch $@

pages: $(DEV_ENV) tools/pages/node_modules ## Lighthouse and the Nu HTML checker (needs Node.js, Java, Chromium)
	$(BIN)/python tools/pages/check.py $(PAGES_ARGS)

check: $(DEV_ENV) ## lint, types, contracts, migrations, templates
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy .
	$(BIN)/djlint templates --check --lint --quiet
	$(BIN)/check-jsonschema --quiet --builtin-schema vendor.compose-spec docker-compose.yml
	$(MANAGE) makemigrations --check --dry-run
	$(MANAGE) openapi --check
	$(BIN)/python tools/messages.py --check

bench: $(DEV_ENV) ## the speed table (needs PostgreSQL in DATABASE_URL, and wrk)
	$(BIN)/python tools/bench/run.py $(BENCH_ARGS)

chaos: $(DEV_ENV) ## people search while the search engine fails in every way (JDK 21, Maven; PostgreSQL)
	$(BIN)/python tools/chaos/run.py $(CHAOS_ARGS)

relevance: export DATABASE_URL = sqlite:///var/relevance.sqlite3
relevance: $(RUN_ENV) ## how good the answers are, on judged questions (SEARCH_URL: on that engine too)
	rm -f var/relevance.sqlite3
	$(MAKE) --no-print-directory prepare
	$(MANAGE) load_demo
	$(if $(SEARCH_URL),$(MANAGE) rebuild_search_index)
	$(MANAGE) relevance $(RELEVANCE_ARGS)

lock: $(DEV_ENV) ## renew the locked dependencies
	$(PIP_COMPILE) --upgrade -o requirements/run.txt pyproject.toml
	$(PIP_COMPILE) --upgrade --extra dev -c requirements/run.txt -o requirements/dev.txt pyproject.toml

messages: $(DEV_ENV) ## collect and compile the translations (needs gettext)
	$(BIN)/python tools/messages.py

openapi: $(DEV_ENV) ## write docs/openapi.json anew
	$(MANAGE) openapi
