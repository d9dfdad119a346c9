# make demo    plan and publish the sample county       make test       tests with coverage
# make lint    style, types, import order               make check-all  all tests, the slow ones too, and lint
# make lock    work out the lock files anew             make clean      remove what can be made again
# make bench   our solver beside its peers (ARGS=--quick: a few minutes; benchmarks/README.md)
#
# All else runs in .venv, made from requirements.lock with the first Python >= 3.11 found
# (or PYTHON=/path/to/python). The machine's own Python packages are neither used nor changed.

MONTH := 2026-12

export PYTHONNOUSERSITE := 1
export PIP_USER := 0
unexport PYTHONPATH PYTHONHOME

# A file's tests stay together, because they share what is slow to make.
SPREAD := -n auto --maxprocesses 4 --dist loadfile

VENV := .venv
LOCK := requirements.lock
BIN := $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
RUN := $(BIN)/python -m

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test lint lock check-all bench run-bench test-bench run-test-bench clean FORCE

help:
	@sed -n '1,/^$$/s/^# \{0,1\}//p' Makefile

demo: $(VENV)/.installed
	@$(BIN)/roster check inputs/qinyuan --month $(MONTH)
	@$(BIN)/roster plan inputs/qinyuan --month $(MONTH)
	@$(BIN)/roster publish qinyuan --month $(MONTH) --on 2026-11-25 --override lead_time=演示
	@echo "The notices, calendar feeds and workbook lie in outputs/"

test: $(VENV)/.installed
	$(RUN) pytest $(SPREAD) -m "not slow" --cov=roster --cov-report=term-missing:skip-covered --cov-fail-under=95

lint: $(VENV)/.installed
	$(RUN) ruff check
	$(RUN) ruff format --check
	$(RUN) mypy
	$(BIN)/lint-imports

check-all: $(VENV)/.installed
	$(RUN) pytest $(SPREAD) --cov=roster --cov-report=term-missing:skip-covered --cov-fail-under=95
	$(MAKE) lint

# Both in an environment of its own, with the peers in it.
bench:
	@$(MAKE) --no-print-directory VENV=.venv-bench LOCK=benchmarks/requirements.lock run-bench

test-bench:
	@$(MAKE) --no-print-directory VENV=.venv-bench LOCK=benchmarks/requirements.lock run-test-bench

run-test-bench: $(VENV)/.installed
	@$(RUN) pytest tests/benchmarks

run-bench: $(VENV)/.installed
	@$(RUN) benchmarks $(ARGS)

clean:
	rm -rf .venv .venv-bench .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage build *.egg-info
	find roster tests benchmarks -type d -name __pycache__ -prune -exec rm -rf {} +

# Keeps the pins that still fit; `make lock UPGRADE=1` takes the newest of everything.
lock: $(VENV)/.locked
	@tmp=$$(mktemp -d) && trap 'rm -rf "$$tmp"' EXIT && \
	$(RUN) venv "$$tmp/uv" && "$$tmp"/uv/*/python -m pip install -qq uv && \
	for extra in dev:requirements.lock benchmarks:benchmarks/requirements.lock; do \
	"$$tmp"/uv/*/python -m uv pip compile --quiet --universal --python-version 3.11 --only-binary :all: \
	    --generate-hashes --custom-compile-command "make lock" $(if $(UPGRADE),--upgrade) \
	    --extra "$${extra%%:*}" --output-file "$${extra#*:}" pyproject.toml || exit 1; \
	done

# The environment. A stamp is written last, so that an interrupted installation counts as none and
# is begun again; it holds the folder's address, because an environment does not survive a move.
ifneq ($(shell if [ -x $(BIN)/python ] && $(BIN)/python -c ""; then cat $(VENV)/.locked; fi 2>/dev/null),$(CURDIR))
$(VENV)/.locked: FORCE
endif

$(VENV)/.locked: $(LOCK)
	@$(find-python); \
	echo "Making $(VENV) with $$python (once; a minute or two) ..." >&2; \
	rm -rf $(VENV) && "$$python" -m venv $(VENV) || exit 1; \
	$(RUN) pip install -qq --disable-pip-version-check --only-binary :all: --require-hashes \
	    -r $(LOCK) || { \
	    echo "The packages could not be installed; the reason stands above. What this needs is a way" >&2; \
	    echo "to a Python package registry (pip's own settings say which). Then run make again." >&2; exit 1; }
	@echo "$(CURDIR)" > $@

$(VENV)/.installed: $(VENV)/.locked pyproject.toml
	@$(RUN) pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

# Sets $$python to the first usable Python, or says what is missing.
define find-python
python=; bare=; \
for name in $(if $(PYTHON),"$(PYTHON)",python3.13 python3.12 python3.11 python3 python py); do \
    "$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 || continue; \
    if "$$name" -c 'import ensurepip, venv' >/dev/null 2>&1; then python=$$name; break; fi; \
    bare=$${bare:-$$name}; \
done; \
if [ -z "$$python" ] && [ -n "$$bare" ]; then \
    echo "Missing: $$bare is here, but without its venv and ensurepip modules." >&2; \
    echo "On Debian and Ubuntu they are the package python3-venv (or python3.x-venv)." >&2; exit 1; \
elif [ -z "$$python" ]; then \
    echo "Missing: Python 3.11 or newer$(if $(PYTHON), ($(PYTHON) is not one))." >&2; \
    echo "Install one, or say where it is: make PYTHON=/path/to/python" >&2; \
    exit 1; \
fi
endef
