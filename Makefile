# make setup   what an office needs (make setup WITH=scan-compare: also an extra)
# make demo    the sample office, from nothing to 43 published items (make demo DIR=folder for another place)
# make test    lint, types, arrows and the whole suite: exactly what .ci/run calls
# make manual  the staff manual · make documents  the generated pages of docs/ · make bench  docs/performance.md

DIR ?= demo-office
BIN := .venv/bin

.PHONY: demo setup test lint manual documents bench

demo: setup
	@scripts/demo "$(DIR)"

setup:
	@scripts/setup $(addprefix --with ,$(WITH))

test:
	@scripts/setup --test
	@$(MAKE) --no-print-directory lint
	$(BIN)/python -m pytest

lint:
	@scripts/setup --test
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

manual:
	@scripts/setup --test
	$(BIN)/python -m scripts.manual

documents:
	@scripts/setup --test
	$(BIN)/python -m scripts.documents --forms

bench:
	@scripts/setup --test
	$(BIN)/python -m benchmarks.report
