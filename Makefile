# make setup   what an office needs (make setup WITH=scan-compare: also an extra)
# make demo    the sample office, from nothing to 43 published items (make demo DIR=folder for another place)
# make tray    the sample office on the day of a meeting, opened in a browser (make tray PORT=8800)
# make test    lint, types, arrows and the whole suite: exactly what .ci/run calls
# make test-deep the suite with all that is too much for every run: every point of a kill, 1,000 files of a fuzz,
#                rules on both databases, other programs asked about every file. Before a release.
# make attack  plays every attack of tests/attacks with harmless means and writes docs/security.md from what came of it
# make year    a simulated year of an office, long: make year STEPS=10000
# make coverage  the suite, and which lines and branches of the product no test walks (build/coverage)
# make findings  how outside software was seen to behave, tried again (network; not part of the tests)
# make manual  the staff manual · make documents  the generated pages of docs/ · make bench  docs/performance.md

DIR ?= demo-office
STEPS ?= 1000
BIN := .venv/bin
PORT ?= 8767

# What the tests are made of is compiled once, not in every process of every run.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo tray setup test test-deep attack year coverage lint manual documents bench findings

demo: setup
	@scripts/demo "$(DIR)"

tray:
	@scripts/setup --with tray
	@scripts/tray "$(PORT)"

setup:
	@scripts/setup $(addprefix --with ,$(WITH))

test:
	@scripts/setup --test
	@$(MAKE) --no-print-directory lint
	$(BIN)/python -m pytest

test-deep:
	@scripts/setup --test
	$(BIN)/python -m pytest -m "deep or not deep" --hypothesis-profile=deep

attack:
	@scripts/setup --test
	$(BIN)/python -m tests.attacks

year:
	@scripts/setup --test
	$(BIN)/python -u -m tests.year $(STEPS)

# A test that fails does not hide what was measured.
coverage:
	@scripts/setup --test
	@rm -rf build/coverage && mkdir -p build/coverage
	@$(BIN)/coverage run -m pytest; failed=$$?; \
	$(BIN)/coverage combine -q && $(BIN)/coverage report && $(BIN)/coverage html -q -d build/coverage/pages; exit $$failed

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

findings:
	@scripts/findings
