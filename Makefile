# Two commands are all a newcomer needs: `make run` and `make test`.
PYTHON ?= python3
PIP = .venv/bin/python -m pip --disable-pip-version-check --quiet

.PHONY: run test venv lint bench feeds faults drain day crowd hostile naughty servers foreign weights lock clean

run: venv            ## start Visitwire: the sandbox without TELEGRAM_BOT_TOKEN, the real thing with it
	@if [ -n "$$TELEGRAM_BOT_TOKEN$$TELEGRAM_BOT_TOKEN_FILE" ]; \
	then exec .venv/bin/python -m bot run; \
	else exec .venv/bin/python -m bot sandbox; fi

# The tests start the program a hundred times, so its modules are compiled once, whatever the shell says.
test: .venv/.dev     ## style, types, import contracts and the tests
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	env -u PYTHONDONTWRITEBYTECODE .venv/bin/python -m pytest --numprocesses 3 --dist loadfile --tb native

venv: .venv/.run

.venv/.run: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Visitwire needs Python 3.11 or newer; try: make PYTHON=python3.12 run")'
	$(PYTHON) -m venv .venv
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.dev: requirements-dev.lock .venv/.run
	$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

bench: .venv/.dev    ## every published figure of speed and size
	.venv/bin/python -m tests.bench
	.venv/bin/python -m tests.bench_store
	.venv/bin/python -m tests.bench_taking_in
	.venv/bin/python -m tests.bench_fetch
	.venv/bin/python -m tests.bench_scale
	.venv/bin/python -m tests.bench_chat
	.venv/bin/python -m tests.bench_pictures
	.venv/bin/python -m tests.bench_parsing
	.venv/bin/python -m tests.bench_feeds

feeds: .venv/.dev    ## the whole program: 10,000 feeds at rest, 1,000 each minute, 200 at once (twelve minutes; NAMES=burst)
	.venv/bin/python -m tests.bench_many_feeds $(NAMES)

faults: .venv/.dev   ## break everything that can break, many times, and count (half an hour; NAMES="kills clocks" SEED=2)
	.venv/bin/python -m tests.faults --seed $(or $(SEED),1) $(NAMES)

drain: .venv/.dev    ## ten minutes of a broadcast at full speed, measured
	.venv/bin/python -m tests.faults.drain

day: .venv/.dev      ## 24 hours by a leaping clock, 1,000 feeds, memory hour by hour (half an hour; HOURS=2 FEEDS=100)
	.venv/bin/python -m tests.day --hours $(or $(HOURS),24) --feeds $(or $(FEEDS),1000)

crowd: .venv/.dev    ## one visit in 200 feeds is one alert, 200 stories that are no visits are none (FEEDS=50)
	.venv/bin/python -m tests.crowd $(or $(FEEDS),200)

hostile: .venv/.dev  ## hostile documents of every shape and size through the parsing process (ten minutes)
	.venv/bin/python -m tests.feeds.hostile

naughty: .venv/.dev  ## hostile names through every message, forged taps and mixed admins through every command (ten minutes)
	.venv/bin/python -m tests.renderer.naughty
	.venv/bin/python -m tests.handlers.intruders

servers: .venv/.dev  ## servers that misbehave in every way, met with the real limits (four minutes; NAMES="gzip_bomb tls_expired")
	.venv/bin/python -m tests.feeds.meeting $(NAMES)

foreign: .venv/.dev  ## files of strangers through it, beside plain feedparser (DIR="FOLDER FOLDER")
	.venv/bin/python -m tests.feeds.foreign $(DIR)

weights: venv        ## train the classifier again from the labelled cases in the repo
	.venv/bin/python -m bot.reading.training

lock:                ## resolve the dependencies again (needs uv)
	uv pip compile --universal --generate-hashes --no-header --no-annotate --python-version 3.11 --extra postgres --group build pyproject.toml -o requirements.lock
	uv pip compile --universal --generate-hashes --no-header --no-annotate --python-version 3.11 --extra postgres --group build --group dev -c requirements.lock pyproject.toml -o requirements-dev.lock

clean:
	rm -rf .venv data
