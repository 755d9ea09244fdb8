# make run    the sample township hall on this machine      make test   everything CI checks
# make venv   the environment alone                         make demo   adds a lived-in quarter
# make bench  the measured promises                         make lock   renews the hash-locked lists
PY ?= python3
VENV := .venv
BIN := $(VENV)/bin

# What was compiled once is kept: the tests start a hundred processes.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test packages venv demo bench lock docs messages clean

run: venv
	$(BIN)/yichuang run

venv: $(VENV)/.runtime

$(VENV)/.runtime: requirements.lock pyproject.toml
	$(PY) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

# The list of the tests holds the hall's own whole, so a checkout that only tests installs once.
$(VENV)/.dev: requirements-dev.lock requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PY) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --no-compile --require-hashes -r requirements-dev.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $(VENV)/.runtime $@

packages:
	sh tools/packages.sh

test:
	$(MAKE) --no-print-directory -j2 $(VENV)/.dev packages
	sh tools/packages.sh $(BIN)
	$(BIN)/ruff check src tests bench tools
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m pytest

demo: venv
	$(BIN)/yichuang demo

bench: $(VENV)/.dev
	$(BIN)/python -m bench

lock: $(VENV)/.dev
	$(BIN)/uv pip compile -q --generate-hashes --python-version 3.11 --no-emit-index-url --no-annotate requirements.in -o requirements.lock
	$(BIN)/uv pip compile -q --generate-hashes --python-version 3.11 --no-emit-index-url --no-annotate requirements-dev.in -o requirements-dev.lock

docs: $(VENV)/.dev
	$(BIN)/yichuang generate-docs

messages: $(VENV)/.dev
	$(BIN)/python -m tools.messages

clean:
	rm -rf $(VENV) var
