# The two commands: `make lab` opens the course, `make test` checks it. Each first sets up what it needs in .venv.

PYTHON ?= python3
LAB_FLAGS ?=
BOOK_FLAGS ?=
# In the order of the files: tests/conftest.py has one worker begin with those that need the browser, and the others at the end.
TEST_FLAGS ?= -n 3 --dist loadfile --no-loadscope-reorder

VENV := .venv
BIN := $(VENV)/bin/python

# A stamp is named after what was installed and where: a changed pin or a moved folder installs anew, nothing else does.
KEY := $(shell (cat requirements.txt requirements-dev.txt pyproject.toml; pwd) | cksum | cut -d ' ' -f 1)
LAB_STAMP := $(VENV)/.stamp-$(KEY)-lab
TEST_STAMP := $(VENV)/.stamp-$(KEY)-test

# A user's own pip settings must not send the packages elsewhere, nor its news of itself into ours.
export PIP_USER := 0
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Kernels, servers and checkers are processes of their own; where compiled files are neither made nor kept, each begins by compiling
# what it imports, which takes longer than most of what it is started for.
unexport PYTHONDONTWRITEBYTECODE

.DELETE_ON_ERROR:
.PHONY: help lab test notebooks book answers requirements clean

help:
	@echo "make lab        open JupyterLab at lesson 0; LAB_FLAGS=\"--no-browser --port 8899\" passes flags on"
	@echo "make test       run every test"
	@echo "make notebooks  make the notebooks anew from lessons/source"
	@echo "make book       make the printed edition and the slides in book/; BOOK_FLAGS=\"--no-pdf\" leaves the PDF out"
	@echo "make answers    make the answer book, for the teacher, in answer-book/"
	@echo "make clean      remove .venv and everything else that the other commands made"

lab: $(LAB_STAMP)
	@$(BIN) -m notices lab $(LAB_FLAGS)

test: $(TEST_STAMP)
	@$(BIN) -m pytest $(TEST_FLAGS)

notebooks: $(TEST_STAMP)
	@$(BIN) -m notices build

book: $(TEST_STAMP)
	@$(BIN) -m notices book $(BOOK_FLAGS)

answers: $(TEST_STAMP)
	@$(BIN) -m notices book --answers

# Written in the Python of long ago, so that an old interpreter can run it and say what it is.
define need_python
@command -v $(1) >/dev/null || { echo "$(1) was not found. Python 3.11 or newer is needed: install it, or name it, as in: make $(or $(MAKECMDGOALS),lab) PYTHON=/path/to/python3.12" >&2; exit 1; }
@$(1) -c 'import sys; v = sys.version_info; v[:2] >= (3, 11) or sys.exit("Python 3.11 or newer is needed, this is %d.%d.%d at %s. Set PYTHON, as in: make $(or $(MAKECMDGOALS),lab) PYTHON=python3.12%s" % (v[0], v[1], v[2], sys.executable, "$(2)"))'
endef

# pip takes no local folder in one call with hashed requirements: hence the second call, which needs no network.
define install
$(call need_python,$(BIN), (first remove the old one: make clean))
@echo "Setting up: installing the versions of $(1) into $(VENV). This happens once."
@$(BIN) -m pip install --quiet --compile -r $(1)
@$(BIN) -m pip install --quiet --no-deps --no-build-isolation -e .
@find $(VENV) -maxdepth 1 -name '.stamp-*' ! -name '.stamp-$(KEY)-*' -delete
endef

$(BIN):
	$(call need_python,$(PYTHON))
	@$(PYTHON) -m venv --clear $(VENV)

$(LAB_STAMP): $(BIN)
	$(call install,requirements.txt)
	@touch $@

# The test tools come on top of all that `make lab` needs.
$(TEST_STAMP): $(BIN)
	$(call install,requirements-dev.txt)
	@touch $(LAB_STAMP) $@

# Needs uv, and the network. No address of an index and no path gets into the files.
PIN = uv pip compile pyproject.toml --group build --universal --generate-hashes --upgrade --no-emit-index-url --no-annotate --custom-compile-command "make requirements" --quiet
requirements:
	$(PIN) --extra lab --extra check --output-file requirements.txt
	$(PIN) --all-extras --constraint requirements.txt --output-file requirements-dev.txt

clean:
	rm -rf $(VENV) book answer-book build dist .pytest_cache .hypothesis .ruff_cache
	find lessons notices tests -type d \( -name __pycache__ -o -name .ipynb_checkpoints \) -prune -exec rm -rf {} +
