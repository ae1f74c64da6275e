# The first goal is help; `make serve` is all that a new checkout needs.
# Another Python:  make setup PYTHON=python3.13      Options for what is run:  make serve ARGS='--port 9000'

.DEFAULT_GOAL := help
.PHONY: help setup serve neo4j serve-neo4j test lint bench lock clean

BIN := .venv/bin
export PYTHON

help: ## Say what there is to make
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' Makefile

setup: ## Make .venv and the browser files; does nothing when they are up to date
	@sh scripts/setup.sh

serve: ## Set up, then serve the bundled data sets on 127.0.0.1:8000 (ctrl-C ends it)
	@sh scripts/setup.sh --no-retry
	@trap 'exit 0' INT; $(BIN)/remit serve --bundled $(ARGS)

neo4j: ## Run a Neo4j for development, its data under .neo4j/ (ctrl-C ends it)
	@sh scripts/setup.sh --no-retry
	@trap 'exit 0' INT; $(BIN)/python -m servers.neo4j run $(ARGS)

serve-neo4j: ## The same, with the bundled data sets loaded into it and served on 127.0.0.1:8000
	@sh scripts/setup.sh --no-retry
	@trap 'exit 0' INT; $(BIN)/python -m servers.neo4j serve $(ARGS)

test: lint ## Set up, lint, then run every test
	@test -n "$$NEO4J_URI" || $(BIN)/python -m servers.neo4j fetch || true
	@$(BIN)/pytest -n 2 --dist loadgroup $(ARGS)

lint: setup ## Check format, style, types and who imports whom
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy -p remit -p servers -p tests
	@$(BIN)/lint-imports

bench: setup ## Measure
	@$(BIN)/python -m tests.bench.run $(ARGS)

lock: ## Write requirements.lock and the npm lock anew, with today's versions
	@sh scripts/lock.sh

clean: ## Remove whatever the other goals made
	rm -rf .venv node_modules api/static/graphiql build dist .cache .hypothesis .import_linter_cache .mypy_cache \
	  .pytest_cache .ruff_cache .neo4j/lib
	find graphmodel loaders queries api remit servers tests scripts -name __pycache__ -type d -prune -exec rm -rf {} +
