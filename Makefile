# make demo    the sample office, from nothing to 43 published items (make demo DIR=folder for another place)
# make test    lint, types, arrows and the whole suite: exactly what .ci/run calls
# make findings  how outside software was seen to behave, tried again (network; not part of the tests)
# make manual  the staff manual · make documents  the generated pages of docs/ · make bench  docs/performance.md

DIR ?= demo-office
BIN := .venv/bin

.PHONY: demo setup test lint manual documents bench findings

demo: setup
	@scripts/demo "$(DIR)"

setup:
	@scripts/setup

test:
	@scripts/setup --test
	@$(MAKE) --no-print-directory lint
	$(BIN)/python -m pytest

lint: setup
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

manual: setup
	$(BIN)/python -m scripts.manual

documents: setup
	$(BIN)/python -m scripts.documents --forms

bench: setup
	$(BIN)/python -m benchmarks.report

findings:
	@scripts/findings
